"""Who faces whom, decided from all claims of a record; and which options are too little sure for a draft."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stateofplay.casework.acts.reading import act_of
from stateofplay.casework.draft import drafting
from stateofplay.casework.draft.drafting import draft
from stateofplay.casework.draft.files import to_toml
from stateofplay.casework.draft.options.book import fill_book
from stateofplay.casework.draft.record import Ground, mediates
from stateofplay.casework.draft.weighing.facing import Facing, Sign, read_facing
from stateofplay.casework.draft.weighing.sureness import stand_across
from stateofplay.casework.draft.wishes.at_table import is_of_many
from stateofplay.casework.draft.wishes.inside import told_as_insiders
from stateofplay.casework.draft.wishes.settling import second_holders
from stateofplay.errors import CaseworkError
from stateofplay.record import create_case
from stateofplay.service.cases import add_all
from stateofplay.service.drafting import ground_of
from stateofplay.service.state import gather
from tests.casework.test_whose import draft_of


def ground_from(folder: Path, text: str, published: str = "2024-03-05") -> Ground:
    page = folder / "page.txt"
    page.write_text(text, encoding="utf-8")
    with create_case(folder / "case.sop") as case:
        list(add_all(case, [str(page)], published=published))
        return ground_of(gather(case))


def signs(*told: tuple[str, str, float]) -> Facing:
    return Facing(signs=tuple(Sign(who=a, whom=b, reason="asks", weight=w) for a, b, w in told))


def test_what_goes_both_ways_weighs_more_than_what_one_says() -> None:
    both = signs(("Chad", "Niger", 1.0), ("Niger", "Chad", 1.0))
    one = signs(("Chad", "Niger", 2.0))
    assert both.between("Niger", "Chad") > one.between("Chad", "Niger")
    assert both.main == ("Chad", "Niger")


def test_beside_a_quarrel_of_many_claims_one_criticism_makes_nobody_a_party() -> None:
    facing = signs(("Chad", "Niger", 10.0), ("Niger", "Chad", 10.0), ("Togo", "Chad", 1.5))
    assert facing.face("Niger", "Chad")
    assert not facing.face("Togo", "Chad")
    assert signs(("Togo", "Chad", 1.5)).face("Togo", "Chad"), "alone it does"


def test_who_meets_one_of_two_stays_a_party_however_much_is_told_of_their_quarrel() -> None:
    for more in (3.0, 10.0, 50.0):
        facing = signs(("Chad", "Niger", more), ("Niger", "Chad", more), ("Togo", "Chad", 1.0), ("Chad", "Togo", 1.0))
        assert facing.face("Togo", "Chad")


class Unions:
    """A ground on which who bears the same number is alike, and how often that was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def alike(self, one: str, other: str) -> bool:
        self.asked += 1
        return one[-1] == other[-1]


NAMES = st.sampled_from([f"{letter}{number}" for letter in "ABCDE" for number in "12"] + ["United Nations"])


@given(st.lists(st.tuples(NAMES, NAMES, st.floats(0.5, 3.0)).filter(lambda told: told[0] != told[1]), max_size=12))
def test_who_stands_across_from_whom_is_found_among_those_who_face_somebody(told: list[tuple[str, str, float]]) -> None:
    facing, ground = signs(*told), cast(Ground, Unions())
    names = {name for a, b, _ in told for name in (a, b)}
    for one, other in permutations(sorted(names), 2):
        like = not (mediates(one) or mediates(other)) and any(
            (ground.alike(one, third) and facing.face(third, other))
            or (ground.alike(other, third) and facing.face(one, third))
            for third in names - {one, other}
        )
        assert stand_across(ground, one, other, facing) == (facing.face(one, other) or like)


def test_among_hundreds_who_are_spoken_of_few_are_asked_for() -> None:
    """Each of them was compared with every other, for every option: twenty seconds of a case of 265 pages."""
    told = [("A1", "B2", 9.0), ("B2", "A1", 9.0), *((f"N{n}x{n % 7}", "A1", 0.4) for n in range(400))]
    facing, ground = signs(*told), Unions()
    for n in range(400):
        stand_across(cast(Ground, ground), f"N{n}x{n % 7}", f"N{n + 1}x{(n + 1) % 7}", facing)
    assert ground.asked == 0
    assert stand_across(cast(Ground, ground), "N1x1", "B2", facing)
    assert ground.asked < 5


def test_another_pair_has_to_outweigh_the_one_at_the_table_clearly() -> None:
    facing = signs(("Chad", "Niger", 2.0), ("Togo", "Benin", 2.05))
    assert facing.main == ("Benin", "Togo")
    assert not facing.outweighs(("Chad", "Niger"))
    clear = signs(("Chad", "Niger", 2.0), ("Togo", "Benin", 3.0), ("Benin", "Togo", 0.5))
    assert clear.outweighs(("Chad", "Niger"))


WELLS = """\
Chad warns Niger over the wells

Chad warned on Monday that Niger would face sanctions if it closes the wells. Niger accused Chad of theft and rejected its \
demands. Chad demands that Niger open the wells. Niger will talk to Chad only if Chad withdraws its troops.

The foreign minister of Togo, Mira Dahl, is visiting Chad and met its president in Ndjamena on Tuesday. Togo urged restraint. \
The U.N. envoy to Libya, Staffan Lund, called on both sides to accept a ceasefire. Ministers of Chad met on Wednesday.
"""


def test_visitors_mediators_and_own_people_face_nobody(tmp_path: Path) -> None:
    facing = read_facing(ground_from(tmp_path, WELLS))
    assert facing.main == ("Chad", "Niger")
    faced = {name for pair in facing.weights for name in pair if facing.face(*pair)}
    assert faced == {"Chad", "Niger"}
    assert "weight" in facing.told("Niger", "Chad")


def test_who_is_sent_to_a_country_is_not_that_country() -> None:
    forms = {"syria": "Syria", "togo": "Togo"}
    ground = Ground(title="", standings=(), meetings=(), conditions=(), sides={}, forms=forms)
    assert ground.named_in("the U.N. envoy to Syria") == ()
    assert ground.named_in("the ambassador to Togo said that Syria") == ("Syria",)
    assert ground.named_in("the U.N. envoy to Syria asked Syria") == ("Syria",)


def test_who_is_the_official_of_a_country_by_name_is_of_its_side() -> None:
    ground = Ground(
        title="", standings=(), meetings=(), conditions=(), sides={}, forms={"u.s.": "United States"},
        kinds={"United States": "country", "U.S. Steel": "organization"},
    )  # fmt: skip
    assert ground.side("U.S. Deputy Secretary of State Mira Dahl") == "United States"
    assert ground.side("U.S. Steel") == "U.S. Steel"


def test_the_title_told_once_counts_everywhere(tmp_path: Path) -> None:
    text = (
        "Chad and Niger at odds\n\nChad demands that Niger open the wells. Sen. Mira Dahl criticised Niger on Monday. "
        "Dahl demanded talks with Niger. Niger rejects the demand of Chad.\n"
    )
    ground = ground_from(tmp_path, text)
    people = {n for n, kind in ground.kinds.items() if kind == "person"}
    assert told_as_insiders(ground) == people


def test_words_that_a_sentence_gives_to_two_are_of_whom_it_names() -> None:
    quote = "The paper said that Chad was weighing leaving the treaty."
    rows = [
        SimpleNamespace(
            claim_id=name, party=name, what="leaving the treaty", quote=quote, state="considers", confidence=c
        )
        for name, c in (("Chad", 0.9), ("Niger", 0.5))
    ]
    standings = [SimpleNamespace(party=row.party, support=[row]) for row in rows]
    ground = Ground(
        title="", standings=standings, meetings=(), conditions=(), sides={}, forms={"chad": "Chad", "niger": "Niger"}
    )  # type: ignore[arg-type]
    assert second_holders(ground) == {"Niger"}
    assert second_holders(replace(ground, standings=standings[1:])) == frozenset()


BLUFF = """\
Chad and Niger resume talks on the wells

Chad and Niger resumed talks in Zinder on Monday. Chad demands that Niger withdraw its troops. Niger rejects a withdrawal. \
Niger agreed to share the water.
"""


def test_what_only_the_words_tell_is_less_sure_and_can_be_taken_in(tmp_path: Path) -> None:
    ground = ground_from(tmp_path, BLUFF)
    made = draft(ground)
    unsure = next(one for one in made.less_sure if "share the water" in one.text)
    assert "alone it would need" in unsure.reason
    assert unsure.quotes
    assert unsure.told in made.not_in
    text = to_toml(made)
    assert unsure.text in text.partition("less sure")[2]
    assert "Who faces whom" in text
    taken = draft(ground, take=["share the water"])
    assert unsure.text in {o.text for o in taken.options}
    assert not any("share the water" in one.text for one in taken.less_sure)
    with pytest.raises(CaseworkError) as nothing:
        draft(ground, take=["plant palms"])
    assert nothing.value.slug == "casework.nothing_to_take"
    assert "share the water" in nothing.value.told


def test_what_is_taken_in_comes_before_what_is_more_contested(tmp_path: Path) -> None:
    # With more around it the reader is surer of the sentence: this wording leaves it in doubt.
    text = BLUFF.strip().replace("agreed to share", "was said to have agreed to share") + (
        " Niger demands that Chad open the border. Chad refuses to open the border. Chad threatened to impose tariffs on Niger."
    )
    ground = ground_from(tmp_path, text)
    whole = draft(ground)
    unsure = next(one for one in whole.less_sure if "share the water" in one.text)
    full = draft(ground, most_options=len(whole.options), take=["share the water"])
    assert unsure.text in {o.text for o in full.options}
    gone = ({o.text for o in whole.options} - {o.text for o in full.options}).pop()
    assert any(line.startswith(f"{gone}: ") and "taken in or more contested" in line for line in full.left_out)
    narrow = draft(ground, issues=["border"], take=["share the water"])
    assert unsure.text in {o.text for o in narrow.options}
    assert not {o.text for o in narrow.options} >= {o.text for o in whole.options}


def test_what_is_missing_tells_what_there_would_be(tmp_path: Path) -> None:
    text = "Chad and the wells\n\nChad wants to plant trees at the oasis. Niger is a neighbour of Chad. Niger said nothing.\n"
    with pytest.raises(CaseworkError) as error:
        draft_of(tmp_path, text)
    assert error.value.hint


def test_talks_inside_a_bloc_are_none_with_the_other_side(tmp_path: Path) -> None:
    text = (
        "G7 leaders meet\n\nJapan and the United States will hold talks in Kyoto on Monday. The G7 demands that "
        "China open its market. China rejects the demand of the G7. The G7 threatened China with tariffs.\n"
    )
    ground = ground_from(tmp_path, text)
    book = fill_book(replace(ground, acts_for={"Japan": "G7", "United States": "G7"}), ["G7", "China"], (), ())
    assert [meeting.parties for meeting in ground.open_meetings()], "the talks are read"
    assert not [made for made in book.made if made.act.family == "talks"]


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("withdrawing from the river treaty", "withdraw from the river treaty"),
        ("Chad will withdraw from the treaty in May", "withdraw from the treaty"),
        ("withdrawal of its troops from the oasis", "withdraw its troops from the oasis"),
        ("Lake Withdrawal Agreement", "sign a Lake Withdrawal Agreement"),
        ("let Chad", None),
        ("call on Niger", None),
        ("let Chad use the road", "let Chad use the road"),
        ("respect as an equal", None),
        ("buy a not yet agreed upon", None),
        ("meet the final June deadline", None),
        ("meet with Niger", "meet with Niger"),
    ],
)
def test_leaving_a_text_takes_no_troops_away_and_pieces_of_clauses_are_no_acts(words: str, act: str | None) -> None:
    found = act_of(words)
    assert (found.text if found else None) == act


@pytest.mark.parametrize(
    ("text", "kept", "left"),
    [
        ("Chad demands that Niger open the road. ", "", "open the road"),
        ("Chad demands that Niger open the road. Niger refuses to open the road. ", "open the road", ""),
    ],
)
def test_a_second_sentence_makes_an_option_sure(tmp_path: Path, text: str, kept: str, left: str) -> None:
    page = f"Chad and Niger meet\n\nChad and Niger will hold talks in Zinder on Friday. {text}\n"
    made = draft(ground_from(tmp_path, page), alone=True)
    assert any(kept in o.text for o in made.options)
    assert bool(left) == any(left in one.text for one in made.less_sure if left)


def test_a_chamber_that_sits_is_at_no_talks(tmp_path: Path) -> None:
    ground = ground_from(tmp_path, "The vote\n\nThe House of Commons will meet in London on Friday.\n")
    assert fill_book(ground, ["United Kingdom", "European Union"], (), ()).made == []


def test_talks_of_which_no_page_says_when_or_where_are_not_assumed_to_go_on(tmp_path: Path) -> None:
    sure = "Chad demands that Niger open the road. Niger refuses to open the road.\n"
    for when, told in (("in Zinder on Friday", True), ("", False)):
        folder = tmp_path / (when.replace(" ", "") or "never")
        folder.mkdir()
        made = draft(
            ground_from(folder, f"Talks on the road\n\nChad and Niger will hold talks {when}, officials said. {sure}")
        )
        assert any(s.assumed and s.option == "talks" for s in made.statements) is told


def test_a_summit_of_many_is_no_talks_of_two() -> None:
    assert is_of_many("Chad will ratify it before the G20 summit in Zinder.")
    assert not is_of_many("Chad and Niger will meet at the G20 summit in Zinder.")


def test_on_whose_act_it_hangs_is_faced_and_not_whom_it_names_besides(tmp_path: Path) -> None:
    ground = ground_from(
        tmp_path,
        "Wells\n\nChad will impose tariffs unless Niger starts talks with Togo. Niger rejects the tariffs of Chad.\n",
    )
    facing = read_facing(ground)
    assert facing.between("Chad", "Niger") > 2 * facing.between("Chad", "Togo")


def test_who_only_speaks_of_another_is_no_counterpart() -> None:
    assert not signs(("Chad", "Niger", 1.0), ("Niger", "Chad", 1.0), ("Chad", "Togo", 9.0)).outweighs(("Chad", "Niger"))


def test_whom_a_person_names_face_each_other_on_a_short_record_too(tmp_path: Path) -> None:
    """What the refusal advises works: two who only sit at a table make a model where somebody names them."""
    ground = ground_from(
        tmp_path, "Talks ahead\n\nChad and Niger will hold talks in Zinder on Friday, officials said on Tuesday.\n"
    )
    with pytest.raises(CaseworkError, match="firmly enough") as refused:
        draft(ground)
    assert "--parties" in str(refused.value.hint)
    assert [o.owners for o in draft(ground, parties=("Chad", "Niger")).options] == [("Chad", "Niger")]


def test_one_option_on_which_nobody_has_a_word_is_no_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafting, "_LEAST_SURE_ALONE", 1.1)
    ground = ground_from(
        tmp_path, "Talks ahead\n\nChad and Niger will hold talks in Zinder on Friday, officials said on Tuesday.\n"
    )
    with pytest.raises(CaseworkError, match="nobody's word on it"):
        draft(ground, parties=("Chad", "Niger"))
    assert len(draft(ground, alone=True).options) == 1
