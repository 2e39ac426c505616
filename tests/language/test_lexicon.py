"""The lexicon: what it holds, how forms are found, and how users add their own."""

from __future__ import annotations

from pathlib import Path

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stateofplay.errors import LanguageError
from stateofplay.language.lexicon import Use, load
from stateofplay.language.lexicon.places import load_places
from stateofplay.model import ActorKind


def found(text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.senses[0][0].name) for m in load().find(text)]


def test_every_member_state_is_known_by_its_code():
    codes = {e.iso for e in load().entries if e.kind is ActorKind.COUNTRY}
    # Sovereign states only: ISO 3166 also lists dependencies, of which the lexicon knows some as territories.
    sovereign = (
        "AF AL DZ AO AR AM AU AT AZ BD BY BE BO BA BR BG KH CM CA TD CL CN CO CD CG HR CU CY CZ DK EG ER ET "
        "FI FR GE DE GR HT HU IN ID IR IQ IE IL IT JP JO KZ KE KP KR KW KG LA LB LY LT LV ML MX MD MN ME MA "
        "MZ MM NP NL NZ NE NG MK NO OM PK PS PA PE PH PL PT QA RO RU RW SA SN RS SO ZA SS ES LK SD SE CH SY "
        "TW TJ TZ TH TN TR TM UG UA AE GB US UY UZ VE VN YE ZM ZW"
    )
    known = codes | {e.iso for e in load().entries}
    assert set(sovereign.split()) <= known
    assert {c for c in codes if c} - {"XK"} <= {c.alpha_2 for c in pycountry.countries}


def test_size_promised():
    entries = load().entries
    kinds = {kind: sum(e.kind is kind for e in entries) for kind in ActorKind}
    assert kinds[ActorKind.COUNTRY] >= 195
    assert kinds[ActorKind.ARMED_GROUP] >= 150
    assert kinds[ActorKind.PERSON] >= 600
    assert kinds[ActorKind.ORGANIZATION] >= 400


def test_years_and_sides_hold_together():
    names = {e.name for e in load().entries}
    for entry in load().entries:
        assert entry.since is None or entry.until is None or entry.since <= entry.until, entry.name
        assert entry.side is None or entry.side in names, f"{entry.name} acts for {entry.side}, whom no file knows"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Talks in KYIV", [("KYIV", "Ukraine")]),
        ("Nato and the EU", [("Nato", "NATO"), ("EU", "European Union")]),
        ("they told us nothing", []),
        ("The US told us nothing", [("US", "United States")]),
        ("Mr Zelenskiy", [("Zelenskiy", "Volodymyr Zelensky")]),
        ("the Élysée", [("Élysée", "France")]),
        ("the Elysee", [("Elysee", "France")]),
        ("Al-Shabaab’s fighters", [("Al-Shabaab", "Al-Shabaab")]),
        ("P5+1 envoys", [("P5+1", "P5+1")]),
        ("pro-Russian crowds", [("Russian", "Russia")]),
        ("South Sudan, not Sudan", [("South Sudan", "South Sudan"), ("Sudan", "Sudan")]),
        ("_Reuters_ wrote", [("Reuters", "Reuters")]),
    ],
)
def test_forms_found(text, expected):
    assert found(text) == expected


def test_uses_tell_seat_capital_and_adjective_apart():
    senses = {text: load().forms.senses(text)[0][1] for text in ("Kremlin", "Moscow", "Russian", "Russians", "Russia")}
    assert (
        senses
        == {
            "Kremlin": Use.SEAT,
            "Moscow": Use.CAPITAL,
            "Russian": Use.ADJECTIVE,
            "Russians": Use.PEOPLE,
            "Russia": Use.NAME,
        }
        or senses["Russians"] is Use.PEOPLE
    )


@given(st.text(max_size=300))
def test_matches_lie_in_any_text_in_order_and_apart(text):
    end = 0
    for match in load().find(text):
        assert end <= match.start < match.end <= len(text)
        end = match.end


def test_a_users_file_comes_first(tmp_path: Path):
    own = tmp_path / "mine.csv"
    own.write_text("name,kind,aliases,side\nBorder Front,armed_group,BF|Front,Chad\n", encoding="utf-8")
    lexicon = load((own,))
    entry = lexicon.entry("BF")
    assert entry is not None
    assert (entry.name, entry.kind, entry.side) == ("Border Front", ActorKind.ARMED_GROUP, "Chad")


def test_a_users_words_are_added(tmp_path: Path):
    own = tmp_path / "mine.toml"
    own.write_text('[groups]\npeople = "herder"\n', encoding="utf-8")
    assert {"herder", "herders", "lawmakers"} <= load((own,)).words.group_nouns


@pytest.mark.parametrize(
    ("content", "tells"),
    [
        ("name,colour\nA,red\n", "colour"),
        ("kind\narmed_group\n", "name"),
        ("name,kind\nA,army\n", "army"),
        ("name,since\nA,long ago\n", "long ago"),
        ("name,kind\n,armed_group\n", "line 2"),
    ],
)
def test_a_broken_file_is_named_with_its_fault(tmp_path: Path, content, tells):
    own = tmp_path / "broken.csv"
    own.write_text(content, encoding="utf-8")
    with pytest.raises(LanguageError) as caught:
        load((own,))
    assert tells in str(caught.value)
    assert "broken.csv" in str(caught.value)
    assert caught.value.slug == "language.lexicon"


def test_a_missing_file_is_named(tmp_path: Path):
    with pytest.raises(LanguageError, match=r"nowhere\.csv"):
        load((tmp_path / "nowhere.csv",))


@pytest.mark.parametrize(
    ("place", "country"),
    [("Geneva", "CH"), ("Doha", "QA"), ("Kiev", "UA"), ("Kharkiv", "UA"), ("New York", "US"), ("Goma", "CD")],
)
def test_places_lie_in_their_country(place, country):
    assert load_places().countries_of(place)[0] == country


def test_people_are_no_places():
    assert "Lavrov" not in load_places()
    assert load_places().countries_of("Nowhere at all") == ()
