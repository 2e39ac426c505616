"""Positions over time: where a party stands, since when, how firmly, who says otherwise; contradictions are never averaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from stateofplay.exchange.case_brief.lines import wish_of
from stateofplay.model import Firmness
from stateofplay.record.positions import Standing, hardness, is_open_line, polarity
from stateofplay.service.state import CaseState, gather
from tests.record.written import Written, case_of, page


def state_of(tmp_path: Path, *pages: Written) -> CaseState:
    with case_of(tmp_path / "case.sop", *pages) as case:
        return gather(case)


def standing(state: CaseState, party: str, issue: str) -> Standing:
    return next(s for s in state.standings if (s.party, s.issue) == (party, issue))


def test_the_latest_page_says_where_a_party_stands(tmp_path: Path) -> None:
    state = state_of(
        tmp_path,
        page("2024-03-01").position("Chad rejects a truce.", "Chad", "opposes", "a truce"),
        page("2024-03-05").position("Chad weighs a short ceasefire.", "Chad", "considers", "a short ceasefire"),
        page("2024-03-09").position("Chad accepts a ceasefire.", "Chad", "supports", "a ceasefire"),
        page("2024-03-09").position("Chad backs the truce.", "Chad", "supports", "the truce"),
    )
    now = standing(state, "Chad", "ceasefire")
    assert (now.current.state, now.current.day) == ("supports", "2024-03-09")
    assert now.sources == 3, "who weighs it is not against it"
    assert [r.state for r in now.earlier] == ["opposes"]
    assert not now.against


def test_the_firmest_word_of_one_day_counts_and_the_opposite_stands_beside_it(tmp_path: Path) -> None:
    state = state_of(
        tmp_path,
        page("2024-03-09").position(
            "Chad is said to accept a truce.", "Chad", "supports", "a truce", firmness=Firmness.HINTED
        ),
        page("2024-03-09").position("Chad rejects a truce.", "Chad", "opposes", "a truce"),
    )
    now = standing(state, "Chad", "ceasefire")
    assert now.current.state == "opposes"
    assert [r.state for r in now.against] == ["supports"]


def test_claimed_reported_and_confirmed_are_kept_apart(tmp_path: Path) -> None:
    pages = [
        page("2024-03-09").position(f"A source {n}.", "Chad", "supports", "a truce", firmness=firmness, said_by="a source")
        for n, firmness in enumerate((Firmness.CLAIMED, Firmness.REPORTED, Firmness.CONFIRMED))
    ]  # fmt: skip
    now = standing(state_of(tmp_path, *pages), "Chad", "ceasefire")
    assert now.current.firmness == Firmness.CONFIRMED
    assert {r.firmness for r in now.support} == {"claimed", "reported", "confirmed"}
    assert hardness(now.current) > max(hardness(r) for r in now.support if r is not now.current)


def test_minister_against_president_is_shown(tmp_path: Path) -> None:
    first = (
        page("2024-03-01")
        .actor("Idris Omar", "Chad", roles=("President",))
        .position("Omar rejects a truce.", "Idris Omar", "opposes", "a truce")
    )
    second = (
        page("2024-03-03")
        .actor("Amina Saleh", "Chad", roles=("Foreign Minister",))
        .position("Saleh accepts a ceasefire.", "Amina Saleh", "supports", "a ceasefire")
    )
    state = state_of(tmp_path, first, second)
    (rift,) = state.rifts
    assert (rift.side, rift.issue) == ("Chad", "ceasefire")
    assert {rift.one.party, rift.other.party} == {"Idris Omar", "Amina Saleh"}
    assert {rift.one.state, rift.other.state} == {"opposes", "supports"}


def test_a_change_of_mind_over_months_is_no_rift(tmp_path: Path) -> None:
    first = page("2024-01-01").actor("Idris Omar", "Chad").position("No truce.", "Idris Omar", "opposes", "a truce")
    second = page("2024-06-01").actor("Amina Saleh", "Chad").position("A truce.", "Amina Saleh", "supports", "a truce")
    assert not state_of(tmp_path, first, second).rifts


@pytest.mark.parametrize(
    ("one", "other", "contradict"),
    [
        (("opposes", "the trade embargo"), ("demands", "lifting the embargo"), False),
        (("supports", "new sanctions"), ("demands", "lifting of all sanctions"), True),
        (("supports", "a peace treaty"), ("supports", "not a peace treaty"), True),
        (("opposes", "a truce"), ("considers", "a truce"), False),
        # Who refuses a part of a thing may want the rest of it.
        (("opposes", "an unconditional truce"), ("supports", "a 30-day ceasefire"), False),
        (("opposes", "a truce"), ("supports", "a 30-day ceasefire"), True),
        (("opposes", "a 30-day truce"), ("demands", "an immediate 30-day ceasefire"), True),
        (("opposes", "direct talks with the rebels"), ("supports", "taking part in the talks"), False),
        (("opposes", "aid that hangs on talks"), ("demands", "more humanitarian aid"), False),
    ],
)
def test_words_that_mean_the_end_of_a_thing_are_against_it(
    tmp_path: Path, one: tuple[str, str], other: tuple[str, str], contradict: bool
) -> None:
    written = page("2024-03-01").position("One.", "Chad", *one).position("Other.", "Chad", *other)
    assert any(s.against for s in state_of(tmp_path, written).standings) is contradict


def test_a_refusal_of_a_part_is_no_turn(tmp_path: Path) -> None:
    state = state_of(
        tmp_path,
        page("2024-03-01").position("Chad offers a truce.", "Chad", "offers", "a truce once the guns are gone"),
        page("2024-03-05").position("Chad refuses.", "Chad", "opposes", "an unconditional truce"),
    )
    now = standing(state, "Chad", "ceasefire")
    assert (now.current.state, now.earlier, now.against) == ("opposes", (), ())
    assert [(r.state, r.what) for r in now.beside] == [("offers", "a truce once the guns are gone")]


def test_a_red_line_that_may_point_either_way_is_told_open(tmp_path: Path) -> None:
    written = (
        page("2024-03-01")
        .position("Chad called neutrality a red line.", "Chad", "opposes", "neutrality", red_line=True)
        .position("Sudan will never accept neutrality.", "Sudan", "opposes", "neutrality", red_line=True)
        .position("Chad supports neutrality.", "Chad", "supports", "neutrality")
    )
    state = state_of(tmp_path, written)
    by_party = {s.party: s for s in state.standings}
    chad, sudan = by_party["Chad"], by_party["Sudan"]
    assert is_open_line(chad.current)
    assert polarity(chad.current) == 0
    assert not chad.against, "open as it is, it contradicts nothing"
    assert wish_of(chad.current) == ("draws a red line:", "“neutrality”")
    assert not is_open_line(sudan.current)
    assert polarity(sudan.current) == -1


def test_a_page_without_a_date_speaks_only_where_no_other_does(tmp_path: Path) -> None:
    undated = page(None).position("Chad accepts a truce.", "Chad", "supports", "a truce")
    dated = page("2024-03-01").position("Chad rejects a truce.", "Chad", "opposes", "a truce")
    alone = standing(state_of(tmp_path, undated), "Chad", "ceasefire")
    assert alone.current.state == "supports"
    (tmp_path / "case.sop").unlink()
    both = standing(state_of(tmp_path, undated, dated), "Chad", "ceasefire")
    assert both.current.state == "opposes"


def test_what_a_newer_version_dropped_stands_among_the_earlier(tmp_path: Path) -> None:
    url = "https://post.example/a"
    old = (
        page("2024-03-01", url=url)
        .position("Chad rejects a truce.", "Chad", "opposes", "a truce")
        .position("Sudan demands talks.", "Sudan", "demands", "talks")
    )
    new = page("2024-03-01", url=url).position("Sudan demands talks.", "Sudan", "demands", "talks")
    later = page("2024-03-02").position("Chad weighs a truce.", "Chad", "considers", "a truce")
    state = state_of(tmp_path, old, new, later)
    chad = standing(state, "Chad", "ceasefire")
    assert chad.current.state == "considers"
    assert [r.lost_in for r in chad.earlier] == [2]
    assert standing(state, "Sudan", "talks").sources == 1, "an old version is no second source"


@pytest.mark.parametrize(
    ("wanted", "refused", "turned"),
    [
        ("a deal with Qatar", "Chad rejects the accord.", False),
        ("a deal with Qatar", "Chad rejects the accord with Qatar.", True),
        ("a deal", "Chad rejects the accord.", True),
    ],
)
def test_a_pact_with_one_is_not_that_with_another(tmp_path: Path, wanted: str, refused: str, turned: bool) -> None:
    state = state_of(
        tmp_path,
        page("2024-03-01").position(f"Chad wants {wanted}.", "Chad", "demands", wanted),
        page("2024-03-09").position(refused, "Chad", "opposes", "the accord"),
    )
    now = next(s for s in state.standings if s.party == "Chad" and s.current.state == "opposes")
    assert bool(now.earlier) is turned
