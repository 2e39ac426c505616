"""Meetings and seats that strict readings of fresh pages showed to be told falsely or missed, in sentences of our own."""

from __future__ import annotations

import pytest

from stateofplay.model import Reading
from tests.finding.test_false_claims import whole


def rounds(reading: Reading) -> list[tuple[set[str], str | None, str | None, str]]:
    """Parties, place, date and status of each meeting."""
    return [(set(m.parties), m.place, m.date, str(m.status)) for m in reading.meetings]


@pytest.mark.parametrize(
    "words",
    ["became the first foreign leader to meet", "was the only leader to meet with"],
)
def test_the_first_to_meet_somebody_has_met_him(words: str) -> None:
    found = whole(f"Mira Dahl, the Norwegian prime minister, {words} Idris Saleh after he took office.")
    assert [(parties, status) for parties, _, _, status in rounds(found)] == [({"Mira Dahl", "Idris Saleh"}, "held")]
    assert {s.who for s in found.attendance} == {"Mira Dahl", "Idris Saleh"}
    assert any(
        str(e.event) == "CONSULT" and {e.actor, e.recipient} == {"Mira Dahl", "Idris Saleh"} for e in found.events
    )


def test_the_day_on_which_somebody_was_the_first_to_do_it_is_past() -> None:
    found = whole("Mira Dahl was the only minister to meet with Idris Saleh on Monday.")
    assert rounds(found) == [({"Mira Dahl", "Idris Saleh"}, None, "2024-03-04", "held")]


def test_how_long_they_met_parts_them_neither_from_where_nor_from_when() -> None:
    found = whole("Mira Dahl met Chadian President Idris Saleh for about three hours in Bergen on Sunday.")
    assert rounds(found) == [({"Mira Dahl", "Idris Saleh"}, "Bergen", "2024-03-03", "held")]


def test_who_is_told_by_what_he_stands_for_and_then_by_name() -> None:
    found = whole("On Monday Mira Dahl met a critic of the accord, Chadian President Idris Saleh.")
    assert [parties for parties, *_ in rounds(found)] == [{"Mira Dahl", "Idris Saleh"}]


@pytest.mark.parametrize(("be", "status"), [("are", "under_way"), ("were", "held"), ("will be", "planned")])
def test_who_is_somewhere_for_talks_is_at_them(be: str, status: str) -> None:
    found = whole(
        "The port of Bergen is closed. Norwegian delegates including Trade Minister Mira Dahl and envoy Per Holm "
        f"{be} in Geneva for talks with their Chadian counterparts."
    )
    assert rounds(found) == [({"Norway", "Chad"}, "Geneva", None, status)]
    assert {s.who for s in found.attendance} >= {"Mira Dahl", "Per Holm"}


@pytest.mark.parametrize(
    "words", ["No talks are planned", "No further meetings have been scheduled", "There are no meetings scheduled"]
)
def test_where_none_is_planned_there_is_none(words: str) -> None:
    assert not whole(f"{words} between Norway and Chad, the Norwegian foreign minister, Mira Dahl, said.").meetings


@pytest.mark.parametrize("words", ["the first meeting of the assembly", "a session of parliament"])
def test_a_house_that_sits_is_no_round_of_talks(words: str) -> None:
    found = whole(f"The deadline is six weeks after {words}. Norway and Chad are in talks about the port.")
    assert rounds(found) == [({"Norway", "Chad"}, None, None, "under_way")]
