"""Search: phrases, words with signs in them, names in every spelling, accents, other scripts, facets."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stateofplay.model import Actor, ActorKind, Article, Evidence, Position, Reading, Stance
from stateofplay.record import add_page, create_case
from stateofplay.record.views.finding_words import read_terms
from stateofplay.service.library import KeptCase, Library
from stateofplay.service.views.search import lit_parts, search_view
from tests.record.conftest import postgres

__all__ = ["postgres"]

LINES = (
    "Officials on the Kyiv/Moscow line spoke for an hour.",
    "A 30-day truce was on the table, and 30 more days of talks.",
    "The Minsk-2 accord is not the Minsk accord of 2014.",
    "The U.S. envoy left before us, and s stands for nothing.",
    "Ahmed Al-Sharaa received the envoy of Doha.",
    "Chad will come only if Sudan does; if only Chad came, nobody would.",
    "The café in Zürich was full of negotiators.",
    "Переговоры в Москве прошли без результата.",
    "双方同意停火三十天。",
    "Sharaa demands an end of the sanctions.",
    "Mr. Dahl told U.S. Treasury officials that Gen. Omar stays.",
    "Αθήνα και Άγκυρα συμφώνησαν.",
    "Ещё одна ёлка стоит в Нальчике, сказал Андрей.",
    "Côte d’Ivoire won’t sign Resolution 2254(2015).",
    "Hamas marched on a severed road.",
    "Hama’s mayor waited until March.",
)


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def location(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the case lies: in a file, or on a server."""
    if request.param == "sqlite":
        yield str(tmp_path_factory.mktemp("search") / "talks.sop")
        return
    import psycopg

    address: str = request.getfixturevalue("postgres")
    with psycopg.connect(address.format(database="postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE talks_{os.getpid()}")
        yield address.format(database=f"talks_{os.getpid()}")
        connection.execute(f"DROP DATABASE talks_{os.getpid()} WITH (FORCE)")


@pytest.fixture(scope="module")
def kept(location: str) -> Iterator[KeptCase]:
    text = "\n".join(LINES)
    start = text.index(LINES[9])
    evidence = Evidence(start=start, end=start + len(LINES[9]), quote=LINES[9])
    position = Position(
        evidence=evidence, anchor=start, component="positions", holder="Ahmed Al-Sharaa", issue="end of the sanctions",
        stance=Stance.DEMANDS,
    )  # fmt: skip
    actor = Actor(name="Ahmed Al-Sharaa", kind=ActorKind.PERSON, aliases=("Sharaa", "al-Shara"), evidence=evidence)
    read = Reading(
        article=Article(text=text, published="2025-06-01"), actors=(actor,), positions=(position,), reader="hand"
    )
    with create_case(location) as case, case.write() as connection:
        add_page(
            connection,
            read,
            source="https://post.example/a",
            raw=text.encode(),
            sha256=hashlib.sha256(text.encode()).hexdigest(),
        )
    library = Library([location])
    yield library.kept(library.shelved()[0].id)
    library.close()


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("Kyiv/Moscow", [0]),
        ("kyiv", [0]),
        ("30-day", [1]),
        ("30", [1]),
        ("Minsk-2", [2]),
        ("U.S.", [3, 10]),
        ('"U.S. Treasury"', [10]),
        ("dahl omar", [10]),
        ("Al-Sharaa", [4, 9]),
        ("al-Shara", [4, 9]),
        ("Ahmed Al-Sharaa", [4, 9]),
        ('"Ahmed Al-Sharaa"', [4]),
        ("“Al-Sharaa”", [4]),
        ('"only if Sudan"', [5]),
        ("“only if Sudan”", [5]),
        ('"if only Sudan"', []),
        ("cafe zurich", [6]),
        ("café Zürich", [6]),
        ("переговоры", [7]),
        ("停火", [8]),
        ("停火 Doha", []),
        ("nobody said this", []),
        ('"', []),
        ("NEAR(truce talks)", []),
        ("truce OR envoy", []),
        ("truce*", [1]),
        ("text:truce", []),
        ("NEGOTIATOR", [6]),
        ("москве", [7]),
        ("αθηνα", [11]),
        ("Αθήνα ΑΓΚΥΡΑ", [11]),
        ('"αθηνα και αγκυρα"', [11]),
        ("еще елка", [12]),
        ("Ёлка", [12]),
        ("андреи", [12]),
        ("cote d'ivoire", [13]),
        ("won't", [13]),
        ("2254(2015)", [13]),
        ("30-days", [1]),
        ("Kyiv – Moscow", [0]),
        ("Hama", [14, 15]),
        ('"Hama"', [15]),
        ("“hama’s mayor”", [15]),
        ('"March"', [15]),
        ('"HAMAS" marching', [14]),
        ('"several"', []),
        ('"Cote d\'Ivoire"', [13]),
    ],
)
def test_traps(kept: KeptCase, words: str, lines: list[int]) -> None:
    found = search_view([kept], words)
    assert sorted(hit.text for hit in found.hits) == sorted(LINES[i] for i in lines)
    for hit in found.hits:
        assert "".join(text for text, _ in hit.parts) == hit.text
        assert any(lit for _, lit in hit.parts), "what was looked for is lit"
    assert found.cases[0][2] == found.total == len(lines)


def test_sentences_of_a_copy_are_neither_shown_nor_counted(kept: KeptCase, tmp_path: Path) -> None:
    words = " ".join(LINES[:10])
    with create_case(tmp_path / "copied.sop") as case, case.write() as connection:
        for name, text in (("a", words), ("b", f"{words} So it was.")):
            read = Reading(article=Article(text=text, published="2025-06-01"), reader="hand")
            added = add_page(connection, read, source=name, raw=text.encode(), sha256=name * 64)
    assert str(added.outcome) == "copy"
    library = Library([str(tmp_path / "copied.sop")])
    found = search_view([library.kept("copied")], "truce")
    assert (found.lead, found.total) == ("1 sentence has these words.", 1)
    library.close()


def test_hits_carry_their_claims_and_facets_count_what_choosing_would_leave(kept: KeptCase) -> None:
    found = search_view([kept], "Sharaa")
    facets = {f.name: dict(f.values) for f in found.facets}
    assert facets["kind"] == {"positions": 1}
    assert facets["judged"] == {"not judged": 1}
    assert facets["source"] == {"https://post.example/a": 2}
    narrowed = search_view([kept], "Sharaa", chosen={"kind": "positions", "issue": "sanctions"})
    assert [hit.text for hit in narrowed.hits] == [LINES[9]]
    assert narrowed.hits[0].claims[0].kind == "positions"
    assert not search_view([kept], "Sharaa", chosen={"kind": "meetings"}).hits


@given(st.text(max_size=30))
def test_any_words_can_be_asked_for(words: str) -> None:
    for term in read_terms(words, {"x": ("a b", "c")}):
        assert term.forms
        assert all(form for form in term.forms)
    text = "A 30-day truce, no less."
    assert "".join(part for part, _ in lit_parts(text, words, {})) == text


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(alphabet='"“”ab*():- ^', max_size=20))
def test_no_sign_of_the_index_is_understood_in_what_a_person_types(kept: KeptCase, words: str) -> None:
    search_view([kept], words)
