"""Claims that were told and were false, kind by kind: sentences of our own that once were read so, and what stays told."""

from __future__ import annotations

import pytest

from stateofplay.finding.assembly import assemble, find
from stateofplay.model import Event, Position, Reading
from stateofplay.settings import Settings
from stateofplay.testing.documents import document
from tests.finding.test_events import read as alone
from tests.finding.test_events import told


def read(text: str) -> Reading:
    return find(document(text), assemble(Settings().finding.finders))


def acts(text: str) -> set[tuple[str, str | None, str | None]]:
    return {(e.event.value, e.actor, e.recipient) for e in read(text).events}


def event(text: str, kind: str) -> Event:
    return next(e for e in read(text).events if e.event == kind)


def position(text: str) -> Position:
    (found,) = read(text).positions
    return found


@pytest.mark.parametrize("verb", ["condemned", "denounced", "criticised", "welcomed", "described as a crime"])
def test_who_speaks_of_an_attack_did_not_make_it(verb: str) -> None:
    assert "ASSAULT" not in {kind for kind, *_ in acts(f"The attack on Chad was {verb} by Norway.")}


@pytest.mark.parametrize("verb", ["launched", "carried out", "claimed", "ordered"])
def test_who_is_behind_an_attack_made_it(verb: str) -> None:
    assert ("ASSAULT", "Norway", "Chad") in acts(f"The attack on Chad was {verb} by Norway.")


def test_who_links_somebody_to_an_attack_did_not_make_it() -> None:
    text = "The official of Chad, linked by Norwegian intelligence to an attack on Togo, delivered a letter."
    assert not any(kind == "ASSAULT" and actor == "Norway" for kind, actor, _ in acts(text))


@pytest.mark.parametrize("verb", ["upbraided", "berated", "criticised", "reprimanded", "hailed"])
def test_who_is_blamed_or_praised_for_it_did_it(verb: str) -> None:
    found = acts(f"Norway {verb} Chad for arming Togo.")
    assert ("AID", "Norway", "Togo") not in found
    assert ("AID", "Chad", "Togo") in found


def test_scolded_over_it_likewise() -> None:
    assert ("AID", "Norway", "Togo") not in acts("Norway scolded Chad over arming Togo.")


@pytest.mark.parametrize(
    "what", ["any boycott of Chad as immoral", "the attack on Chad", "the killing of envoys of Chad"]
)
def test_what_is_said_of_a_deed_is_not_said_to_whom_it_hurts(what: str) -> None:
    assert ("ACCUSE", "Norway", "Chad", "happened") not in told(alone(f"Norway condemned {what}."))


def test_who_did_it_is_blamed() -> None:
    assert ("ACCUSE", "Norway", "Togo", "happened") in told(alone("Norway condemned the attack by Togo on Chad."))


def test_who_grouses_says_it() -> None:
    text = (
        "Mira Dahl and Idris Saleh said they would abstain. “It is a poor text, and we were not heard,” Dahl groused."
    )
    assert {s.speaker for s in read(text).statements if s.content.startswith("It is")} <= {"Mira Dahl", "Dahl"}


def test_what_is_praised_is_not_praise_of_whom_it_struck() -> None:
    assert ("SUPPORT", "Norway", "Chad") not in acts("The strike on Chad was hailed by Norway as a success.")


def test_a_deal_in_a_country_is_not_made_with_it() -> None:
    assert not any("Mali" in found for found in acts("A deal in Mali brokered by Norway and Chad lies in tatters."))


def test_who_is_destroyed_is_not_accused() -> None:
    text = "Mira Dahl of Norway said: “The war is ending, with Chad being almost completely destroyed.”"
    assert "ACCUSE" not in {kind for kind, *_ in acts(text)}


def test_what_somebody_chose_to_do_he_did() -> None:
    assert event("With the rebels distracted, Chad chose to attack Togo in 1941.", "ASSAULT").status == "happened"
    assert event("Chad will choose to attack Togo.", "ASSAULT").status == "planned"
    assert event("Chad decided to attack Togo.", "ASSAULT").status == "planned"


def test_what_prompts_somebody_asks_him_for_nothing() -> None:
    text = "Chad denied that it had kept lawmakers in the dark, prompting Togo to look elsewhere."
    assert "REQUEST" not in {kind for kind, *_ in acts(text)}


def test_a_plan_in_a_relative_clause_is_not_asked_of_its_owner() -> None:
    assert ("REQUEST", "Norway", "Chad") not in acts("Norway wants a deal that follows Chad's plan for the port.")


def test_rebels_ask_something_of_the_government_of_their_own_country() -> None:
    found = told(
        alone("“President Idris Saleh of Chad must leave,” the Chadian rebels said. The Chadian rebels hold the north.")
    )
    assert ("REQUEST", "Chadian rebels", "Idris Saleh", "happened") in found


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Norway and Chad agreed on Monday on the accord drafted in Oslo in February 2024.", "2025-05-12"),
        ("Norway rejected an offer made by Chad in February 2024.", None),
        ("Norway and Chad held talks brokered by Togo on Monday.", "2025-05-12"),
    ],
)
def test_the_day_on_which_a_thing_was_made_is_not_that_of_the_act(text: str, date: str | None) -> None:
    assert {e.date for e in read(text).events} == {date}


def test_a_visit_is_made_by_whom_arrives_on_it() -> None:
    text = "President Idris Saleh of Chad arrived in Oslo on an official visit on Wednesday."
    assert any(kind == "CONSULT" and "Norway" in (one, other) for kind, one, other in acts(text))


@pytest.mark.parametrize(
    "words", ["did not signal openness", "has not shown any willingness", "did not express interest"]
)
def test_a_wish_that_was_not_shown_is_none(words: str) -> None:
    assert all(p.stance == "opposes" for p in read(f"But Norway {words} to narrow the plan.").positions)


def test_what_others_will_not_do_to_somebody_he_does_not_refuse() -> None:
    refused = read("Norway said that the minister of Chad, Idris Saleh, will not be prosecuted for battery.")
    assert not [p for p in refused.positions if "prosecuted" in p.issue]


def test_an_organisation_that_does_nothing_else_is_asked() -> None:
    assert ("REQUEST", "Serbia", "NATO", "happened") in told(alone("Serbia demanded a NATO presence on the border."))
