"""Meetings and seats that strict readings of fresh pages showed to be told falsely or missed, in sentences of our own."""

from __future__ import annotations

import pytest

from stateofplay.model import Reading
from stateofplay.service.reading import read
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


QUARREL = (
    "Norway is in dispute with Chad over the port of Bergen. Chad closed the port. The accord of Norway and Chad is two years "
    "old and it opened the port to ships of all countries. Chad has broken its word, Norway says, and the ships of Norway wait."
)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("called a meeting on Friday with top ministers to discuss the accord with Chad", "held"),
        ("will meet intelligence officials on Friday to hear of the ships of Chad", "planned"),
        ("met on Friday with her advisers", "held"),
    ],
)
def test_who_meets_his_own_people_does_not_meet_the_other_side(words: str, status: str) -> None:
    day = "2024-03-01" if status == "held" else "2024-03-08"
    found = whole(f"{QUARREL} The Norwegian prime minister, Mira Dahl, {words}.")
    (one,) = [m for m in found.meetings if m.date == day]
    assert "Mira Dahl" in one.parties
    assert {"Norway", "Chad"}.isdisjoint(one.parties)
    assert one.status == status


def test_a_meeting_that_is_only_pointed_at_is_of_nobody() -> None:
    found = whole(f"{QUARREL} Norway did not say when that meeting would take place.")
    assert not any("meet" in m.evidence.quote for m in found.meetings)


def test_at_a_hearing_sit_those_who_are_told_to_and_no_others() -> None:
    found = whole(
        f"{QUARREL} Mira Dahl met Princess Eva of Chad. She will not be in Oslo for Wednesday's impeachment hearing in which "
        "the committee will unveil witnesses. Per Holm had scheduled a hearing on the port for 15 March."
    )
    tables = {frozenset(parties): date for parties, _, date, _ in rounds(found)}
    assert tables[frozenset({"Mira Dahl", "Eva"})] is None
    assert tables[frozenset({"Per Holm"})] == "2024-03-15"
    assert not any("hearing" in m.evidence.quote and {"Norway", "Chad"} & set(m.parties) for m in found.meetings)


@pytest.mark.parametrize(
    "words",
    [
        "The governor's unruly Republican conference turned against him.",
        "There is no room for negotiation, Mira Dahl said of Chad.",
        "Mira Dahl will discuss the war with Chad, her aide said.",
    ],
)
def test_a_caucus_an_activity_and_a_subject_are_no_meetings(words: str) -> None:
    assert not whole(words).meetings


def test_who_tells_of_a_meeting_for_others_and_leaves_much_open_has_no_seat_at_it() -> None:
    found = whole(
        f"{QUARREL} The prime minister of Norway, Mira Dahl, will meet the president of Chad, Idris Saleh, next week. In a call "
        "on Friday, her spokesman, Per Holm, did not give details of when the meeting would take place or who would attend."
    )
    assert {s.who for s in found.attendance} == {"Mira Dahl", "Idris Saleh"}


@pytest.mark.parametrize(
    "text",
    [
        "Mira Dahl of Norway and Idris Saleh of Chad are old friends. The two leaders spoke by phone on Sunday.",
        "President Mira Dahl lashed out at Chadian President Idris Saleh as the two leaders spoke by phone on Sunday. The "
        "British prime minister, Per Holm, was not told. Norway and Britain are allies, and Norway and Britain want peace.",
        "On Friday Mira Dahl of Norway wrote to Idris Saleh, the Chadian president. Both leaders spoke by phone on Sunday.",
    ],
)
def test_the_two_leaders_are_the_two_people_named_last(text: str) -> None:
    (call,) = [m for m in whole(text).meetings if m.date == "2024-03-03"]
    assert set(call.parties) == {"Mira Dahl", "Idris Saleh"}


def test_the_two_leaders_are_no_envoy_and_no_two_of_one_side() -> None:
    text = (
        "Mira Dahl is the prime minister of Norway, and Idris Saleh is the president of Chad. {} said on Monday that the two "
        "leaders would meet in Oslo."
    )
    for who in ("Norwegian envoy Per Holm", "Per Holm, an aide to the prime minister of Norway,"):
        assert [parties for parties, *_ in rounds(whole(text.format(who)))] == [{"Mira Dahl", "Idris Saleh"}]


@pytest.mark.parametrize("words", ["made trips to Oslo", "paid visits to Oslo in May"])
def test_two_who_travel_to_one_city_do_not_see_each_other(words: str) -> None:
    found = whole(f"Mira Dahl of Norway and Idris Saleh of Chad {words}. Norway and Mali met in Bergen on Monday.")
    assert [parties for parties, *_ in rounds(found)] == [{"Norway", "Mali"}]


def test_of_what_two_spoke_is_no_call() -> None:
    found = whole(
        "Mira Dahl met Idris Saleh on Tuesday in Geneva. The two leaders spoke of the port. It was a good meeting."
    )
    assert rounds(found) == [({"Mira Dahl", "Idris Saleh"}, "Geneva", "2024-03-05", "held")]


def test_a_country_behind_a_name_and_an_office_before_it_are_no_guests_of_their_own() -> None:
    found = whole(
        "Foreign Minister Idris Saleh of Chad, his deputy Omar Haddad and the head of the Chadian army, General Yaya Moussa, met "
        "Mira Dahl in the evening."
    )
    assert {s.who for s in found.attendance} == {"Idris Saleh", "Omar Haddad", "Yaya Moussa", "Mira Dahl"}


@pytest.mark.parametrize(
    "words",
    [
        "Jeff Sessions tried to push the bill late on Tuesday. Sessions, the minister of justice, is set for a vote this week.",
        "The law will impose a second round of far more punishing sanctions on Chad if it fails to comply.",
        "In a brief phone conversation with Fjord News on Monday, Mira Dahl denied that she had leaked the list.",
        "Congress is returning to session, and the House and the Senate are back in session this week, Per Holm said.",
        "Per Holm called the sanctions a mistake during his daily telephone briefing.",
        "Among the stops on Mira Dahl's way was the grave of her father Benzion, an admiral.",
    ],
)
def test_a_name_a_round_of_something_else_and_talk_to_the_press_are_no_meetings(words: str) -> None:
    assert not whole(words).meetings


def test_before_a_house_that_sits_speaks_who_is_told_to_and_the_other_side_is_not_there() -> None:
    found = whole(
        f"{QUARREL} The speaker, Kari Lund, has invited Mira Dahl to speak to a joint session of Congress in May."
    )
    assert not any("Congress" in m.evidence.quote and {"Norway", "Chad"} & set(m.parties) for m in found.meetings)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Prime Minister Mira Dahl met with 12 families in Bergen on Monday.", ({"Mira Dahl"}, "Bergen", "2024-03-04")),
        ("Chad thanked the families that Mira Dahl had met with in Bergen.", ({"Mira Dahl"}, "Bergen", None)),
        ("Port regulators are due to meet on March 28 to decide on the fees.", (set(), None, "2024-03-28")),
    ],
)
def test_whom_one_meets_need_be_nobody_that_the_page_names(
    words: str, told: tuple[set[str], str | None, str | None]
) -> None:
    assert [(parties, place, date) for parties, place, date, _ in rounds(whole(words))] == [told]


@pytest.mark.parametrize(
    "words",
    [
        "The demands of Mira Dahl met with outrage.",
        "Mira Dahl met with little resistance in Bergen on Monday.",
        "Five members met the target on Monday.",
    ],
)
def test_what_meets_with_outrage_or_meets_a_target_meets_nobody(words: str) -> None:
    assert not whole(words).meetings


@pytest.mark.parametrize(
    "words",
    [
        "Prime Minister Mira Dahl called an emergency cabinet meeting on Monday.",
        "Speaking during a cabinet meeting on Monday, Mira Dahl warned the rebels of Chad.",
        "Chad waited. At a cabinet meeting on Monday, Mira Dahl warned the rebels.",
    ],
)
def test_a_cabinet_meets_with_whoever_calls_it_or_speaks_there(words: str) -> None:
    assert [(parties, date) for parties, _, date, _ in rounds(whole(words))] == [({"Mira Dahl"}, "2024-03-04")]


@pytest.mark.parametrize(
    "words",
    [
        '"We will not yield," Prime Minister Mira Dahl told a port conference in Bergen this month.',
        "Mira Dahl warned at a summit in Bergen on Monday that the fish were gone.",
        "Mira Dahl addressed the summit in Bergen on Monday.",
        "Mira Dahl will speak at the summit in Bergen on Friday.",
    ],
)
def test_whoever_speaks_at_a_meeting_is_there(words: str) -> None:
    assert [(s.who, str(s.status)) for s in whole(words).attendance] == [("Mira Dahl", "attends")]


@pytest.mark.parametrize(
    "words",
    [
        "Mira Dahl said after the summit in Bergen that she would sign.",
        "Mira Dahl said the talks with Chad in Bergen went well.",
        "Mira Dahl announced talks with Chad in Bergen.",
    ],
)
def test_whoever_speaks_of_a_meeting_need_not_be_there(words: str) -> None:
    assert not whole(words).attendance


def test_an_infinitive_in_a_headline_tells_what_will_be() -> None:
    words = "Envoys to meet in Oslo\n\nNorway and Sweden will hold direct talks in Oslo on Monday, a ministry said.\n"
    reading = read(words.encode(), content_type="text/plain", published="2031-05-02")
    assert [status for *_, status in rounds(reading)] == ["planned"]
