"""What a brief says is English: a wish by what its words are, days with their preposition, a condition by what it hangs on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stateofplay.exchange.brief import build_brief
from stateofplay.exchange.brief.days import when
from stateofplay.exchange.brief.wishes import wish
from stateofplay.exchange.brief.wording import dependency
from stateofplay.model import EventStatus, Meeting, PloverEvent, Relation, Stance
from tests.exchange.readings import reading


@pytest.mark.parametrize(
    ("stance", "sentence", "issue", "told"),
    [
        ("demands", "Chad wants a truce.", "a truce", "demands “a truce”"),
        ("demands", "Chad urged Norway to reopen the port.", "reopen the port", "wants “Norway to reopen the port”"),
        ("demands", "Chad pressed both sides to hold fire.", "hold fire", "wants “both sides to hold fire”"),
        ("demands", "Chad waits for the captives to be freed.", "be freed", "wants “the captives to be freed”"),
        ("demands", "Chad wants to see more money for schools.", "see more money", "wants to “see more money”"),
        ("demands", "It was time, Chad said, to disarm.", "disarm", "demands: “disarm”"),
        ("demands", "Chad called on Norway to hold fire.", "Norway to hold fire", "wants “Norway to hold fire”"),
        ("demands", "Chad insists that the port be reopened.", "port be reopened", "demands that “port be reopened”"),
        ("demands", "“We must share the river,” Chad said.", "We must share the river", "says: “We must share the river”"),
        ("offers", "Chad is willing to share the river.", "share the river", "offers to “share the river”"),
        ("threatens", "Chad will shut the port.", "shut the port", "threatens to “shut the port”"),
        ("threatens", "Chad repeated its threat to shut it.", "shut it", "threatens to “shut it”"),
        ("considers", "Chad may leave the pact.", "leave the pact", "is weighing whether to “leave the pact”"),
        ("proposes", "Chad plans to open the port and lift the tax.", "lift the tax", "proposes to “lift the tax”"),
        ("supports", "Chad agreed to halve the tax.", "halve the tax", "is ready to “halve the tax”"),
        ("supports", "Chad is committed to peace talks.", "peace talks", "supports “peace talks”"),
        ("supports", "Norway works with Chad to widen aid.", "widen aid", "supports: “widen aid”"),
        ("opposes", "Chad refuses to cede the island.", "cede the island", "refuses to “cede the island”"),
        ("opposes", "Nobody should talk to rebels, Chad said.", "talk to rebels", "opposes: “talk to rebels”"),
        ("opposes", "The visit should not go on, Chad said.", "visit should not go on", "says: “visit should not go on”"),
        ("opposes", "Under no terms should we cede it, Chad said.", "we cede it", "opposes: “we cede it”"),
        ("opposes", "Chad objects to drilling at sea.", "drilling at sea", "opposes “drilling at sea”"),
    ],
)  # fmt: skip
def test_a_wish_is_told_as_what_its_words_are(stance: str, sentence: str, issue: str, told: str) -> None:
    assert " ".join(wish(Stance(stance), issue, sentence)) == told


def test_a_wish_agrees_with_its_holder() -> None:
    assert wish(Stance.OFFERS, "leave", "They agreed to leave.", many=True)[0] == "offer to"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("2025-05-12", "on 12 May 2025"),
        ("2025-05", "in May 2025"),
        ("2025", "in 2025"),
        ("2025-W20", "in the week of 12 to 18 May 2025"),
    ],
)
def test_a_day_has_its_preposition(value: str, told: str) -> None:
    assert when(value) == told


@pytest.mark.parametrize(
    ("relation", "sentence", "what", "on", "told"),
    [
        ("only_if", "Chad comes only if a truce holds.", "Chad comes", "a truce holds", "“Chad comes” only if “a truce holds”"),
        ("only_if", "Chad will talk only with Norway.", "Chad will talk", "Norway", "“Chad will talk only with Norway”"),
        ("if", "The next step depends on who wins.", "The next step", "who wins", "“The next step depends on who wins”"),
        ("if", "Who wins decides, and the next step waits.", "the next step", "Who wins", "“the next step” hangs on “Who wins”"),
        ("in_exchange_for", "Chad gives grain for oil.", "grain", "oil", "“grain” in exchange for “oil”"),
    ],
)  # fmt: skip
def test_a_condition_reads_as_a_sentence(relation: str, sentence: str, what: str, on: str, told: str) -> None:
    assert dependency(Relation(relation), what, on, sentence) == told


@pytest.mark.parametrize(
    ("status", "before"),
    [
        (EventStatus.HAPPENED, ""),
        (EventStatus.PLANNED, "Planned: "),
        (EventStatus.HYPOTHETICAL, "Only weighed, threatened or on a condition: "),
        (EventStatus.DENIED, "Denied or did not come about: "),
    ],
)
def test_at_the_top_a_deed_says_whether_it_happened(status: EventStatus, before: str) -> None:
    one = reading()
    deed = replace(one.events[0], event=PloverEvent.SANCTION, status=status, confidence=0.95)
    lines = [f"{line.lead} {line.text}" for line in build_brief([("x.txt", replace(one, events=(deed,)))]).summary]
    assert f"{before}Chad puts sanctions or tariffs on Sudan in Geneva on 3 June 2024" in lines


def meetings(*chances: float) -> tuple[Meeting, ...]:
    return tuple(replace(reading().meetings[0], confidence=chance) for chance in chances)


def test_where_no_talks_are_sure_the_likeliest_are_told_with_their_doubt() -> None:
    one = replace(reading(), meetings=meetings(0.4))
    brief = build_brief([("x.txt", one)])
    talks, seats = brief.sections[0], brief.sections[1]
    assert [line.notes[-1] for line in talks.lines] == ["likely, not sure"]
    assert seats.groups[0].title == "Geneva talks, June 2024 (likely, not sure)"
    assert any("likely, not sure" in line.notes for line in brief.summary)


def test_talks_that_nobody_is_likely_to_sit_at_stay_folded() -> None:
    one = reading()
    lonely = replace(one, meetings=meetings(0.4), attendance=tuple(replace(a, confidence=0.3) for a in one.attendance))
    assert not build_brief([("x.txt", lonely)]).sections[0].lines
    assert not build_brief([("x.txt", replace(one, meetings=meetings(0.1)))]).sections[0].lines
    nowhere = tuple(replace(m, place=None, date=None) for m in meetings(0.4))
    assert not build_brief([("x.txt", replace(one, meetings=nowhere))]).sections[0].lines


def test_at_the_top_a_seat_says_at_which_talks_where_the_top_tells_of_others() -> None:
    one = reading()
    more = replace(one.meetings[0], name="Oslo talks", confidence=0.9)
    seats = [line for line in build_brief([("x.txt", one)]).summary if line.emphasis == "head"]
    assert seats
    assert all("at Geneva talks, June 2024" not in line.notes for line in seats)
    both = build_brief([("x.txt", replace(one, meetings=(*one.meetings, more)))]).summary
    assert [line.notes[0] for line in both if line.emphasis == "head"] == ["at Geneva talks, June 2024"]


def test_a_side_that_stands_in_the_office_is_not_told_twice() -> None:
    one = reading()
    first = replace(one.actors[0], name="Amina Saleh", roles=("head of the Chad team",), side="Chad")
    brief = build_brief([("x.txt", replace(one, actors=(first,)))])
    assert any(line.lead == "Amina Saleh (head of the Chad team)" for line in brief.sections[1].lines)
