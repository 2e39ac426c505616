"""Claims that were told and were false, kind by kind: sentences of our own that once were read so, and what stays told."""

from __future__ import annotations

import pytest

from stateofplay.finding.assembly import assemble, find
from stateofplay.language import understand
from stateofplay.model import Article, Event, Position, Reading
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


def whole(text: str) -> Reading:
    """As a page is read, with the people whom it names."""
    page = understand(Article(text=text, language="en", published="2024-03-05"))
    return find(page, assemble(Settings().finding.finders))


def whole_acts(text: str) -> set[tuple[str, str | None, str | None]]:
    return {(e.event.value, e.actor, e.recipient) for e in whole(text).events}


def said(text: str) -> set[tuple[str, str]]:
    return {(s.speaker, s.content) for s in whole(text).statements}


def test_what_as_somebody_wrote_stands_before_or_behind_it() -> None:
    text = "The terms are poor, as Tom Berg and Mira Dahl wrote this weekend, and it is fair to ask what they cost."
    assert said(text) == {("Tom Berg", "The terms are poor"), ("Mira Dahl", "The terms are poor")}
    assert said("As Tom Berg wrote on Monday, the terms of the deal are poor.") == {
        ("Tom Berg", "the terms of the deal are poor")
    }


@pytest.mark.parametrize(
    "text",
    [
        "The reporter Tom Berg wrote a long portrait of Mira Dahl in 2012, and it gets to the heart of the dispute.",
        "Mira Dahl concluded her letter with what, in another context, might read as a farewell.",
        "When Tom Berg defended the count of the ships in a series of letters, Mira Dahl responded with a rude sign.",
        "After the talks between Chad and Togo had failed, Mira Dahl replied with a shrug.",
    ],
)
def test_who_makes_a_thing_or_answers_with_a_deed_says_nothing(text: str) -> None:
    assert not said(text)


def test_what_a_noun_tells_within_what_is_said_is_not_all_of_it() -> None:
    text = "Mira Dahl said Tom Berg's remarks that the port was ready to make an offer were “somewhat hopeful”."
    assert {content[:8] for speaker, content in said(text) if speaker == "Mira Dahl"} == {"Tom Berg"}


def test_what_is_not_said_without_saying_is_no_statement() -> None:
    text = (
        "Mira Dahl said the ships would meet their fate, without elaborating or explicitly saying they would be sunk."
    )
    assert not [c for _, c in said(text) if c.startswith("they would be sunk")]


def test_a_quotation_that_tells_what_befell_somebody_is_not_his() -> None:
    text = "An aide said that Mira Dahl, the envoy of Chad, “was given a direct warning by the minister.”"
    assert not [s for s in whole(text).statements if s.speaker == "Mira Dahl"]


def test_who_plays_down_a_report_neither_says_nor_shows_it() -> None:
    told_of = whole("Norway sent a spokesman. But he played down reports Mira Dahl was considering a new treaty.")
    assert not told_of.positions
    assert not told_of.statements


def test_what_nobody_seems_to_propose_is_not_proposed() -> None:
    assert not whole("Norway does not seem to be proposing a similar approach for the ferries.").positions


def test_what_somebody_has_against_a_thing_is_no_opposition() -> None:
    text = "Norway and Chad met in Oslo. Norway's opposition to stricter quotas is seen as the main obstacle."
    assert {(p.holder, p.stance.value) for p in whole(text).positions} == {("Norway", "opposes")}
    assert any(
        a.name == "opposition" for a in whole("The opposition said it would stay. The opposition wants talks.").actors
    )


def test_what_must_not_be_is_opposed_without_its_denial() -> None:
    text = "“The Oslo government must not waver from its policy of not paying pirates,” said Mira Dahl of Norway."
    (found,) = whole(text).positions
    assert (found.stance, found.issue) == ("opposes", "waver from its policy of not paying pirates")


def test_what_must_not_be_done_to_a_thing_is_demanded_whole() -> None:
    found = whole(
        "Mira Dahl of Norway said the port must not be closed and that Chad must not sell its fleet."
    ).positions
    assert {(p.stance.value, p.issue) for p in found} == {
        ("demands", "port must not be closed"),
        ("opposes", "sell its fleet"),
    }


def test_what_somebody_should_have_done_is_not_demanded() -> None:
    assert not whole("Mira Dahl said: “They should have come up with an offer in May.”").positions


@pytest.mark.parametrize(
    "text",
    [
        "“I'm not sure if I want to stay because the club has let this drag on,” Mira Dahl said.",
        "“Call me a dreamer if you like, but the ships stay,” Mira Dahl said.",
    ],
)
def test_a_doubt_and_a_courtesy_are_no_terms(text: str) -> None:
    assert not whole(text).conditions


def test_a_prospect_of_agreeing_is_no_agreement() -> None:
    assert not whole_acts("There is still little prospect of Norway agreeing to cut its fleet.")


def test_the_company_is_not_the_medium_that_told_of_it() -> None:
    text = (
        "Nordline was bought in May. The plan was first reported by the Harbour Insider. "
        "Mira Dahl met the company on Monday."
    )
    assert not any("Harbour Insider" in (one, other) for _, one, other in whole_acts(text))


def test_a_surname_of_two_is_that_of_whom_was_named_last() -> None:
    text = (
        "Norway's minister Anna Berg and the union leader Tom Berg met in Oslo. “We will not pay,” Anna Berg said. "
        "Tom Berg left early. “They must pay,” Berg said."
    )
    assert {(s.speaker, s.content) for s in whole(text).statements} == {
        ("Anna Berg", "We will not pay,"),
        ("Tom Berg", "They must pay,"),
    }


def test_one_of_a_party_is_not_the_party() -> None:
    text = (
        "Republicans and Democrats met. Most Republicans were quiet. But at least one Republican said he was concerned. "
        "A top Democrat signaled that his party might not block the bill."
    )
    assert not {"Republicans", "Democrats"} & {s.speaker for s in whole(text).statements}


def test_his_spokesman_goes_on_as_himself() -> None:
    text = "Tom Berg's official spokesman declined to say whether he backed the plan. He said: “There is a process.”"
    assert {s.speaker for s in whole(text).statements} == {"Tom Berg's official spokesman"}


def test_a_paper_of_others_is_not_whom_was_heard_before() -> None:
    text = (
        "Mira Dahl said that the port must stay open. The dissent cable echoes this, calling the raids “the root cause "
        "of the unrest”. “Failure to stop them will only help the rebels,” the cable continued."
    )
    assert {s.content for s in whole(text).statements if s.speaker == "Mira Dahl"} == {"the port must stay open"}


def test_who_is_called_something_did_not_say_it() -> None:
    text = (
        "A group of workers at Nordline - where Mr Berg is chief executive - called Mr Berg a “source of trouble” in a "
        "letter. Tom Berg wants to stay."
    )
    assert not [s for s in whole(text).statements if s.speaker == "Tom Berg"]


def test_who_is_against_somebody_is_not_he() -> None:
    text = (
        "While Norway sent aid to some anti-Saleh rebels, it favoured talks. President Idris Saleh of Chad fights them."
    )
    assert not any(kind == "AID" and whom in ("Idris Saleh", "anti-Saleh") for kind, _, whom in whole_acts(text))


@pytest.mark.parametrize(
    "text",
    [
        "Does Norway really want to reopen the port? Its ministers meet on Monday.",
        "Not if you listen to ministers on the radio and the envoy of Norway himself.",
        "Mira Dahl said that Tom Berg still had not provided any instructions on how that could happen.",
    ],
)
def test_a_question_an_answer_and_what_is_provided_tell_no_wish_and_no_terms(text: str) -> None:
    found = whole(text)
    assert not found.positions
    assert not found.conditions


def test_what_a_government_does_not_want_is_opposed_without_its_denial() -> None:
    text = "Norway's minister, Tom Berg, insisted the government did not want to make any changes to the treaty."
    assert {(p.stance.value, p.issue.startswith("want to make")) for p in whole(text).positions} == {("opposes", True)}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Tom Berg was spending a million a week on his ships, according to news reports. He met Mira Dahl.",
            "news reports",
        ),
        ("The fishermen may go farther out, according to a statement issued by Idris Saleh of Chad.", "Idris Saleh"),
    ],
)
def test_according_to_a_paper_is_not_according_to_whom_it_tells_of(text: str, speaker: str) -> None:
    assert {s.speaker for s in whole(text).statements} == {speaker}


def test_a_heading_in_capitals_is_said_by_nobody() -> None:
    text = "“They have got to talk,” Tom Berg said.\n“LET THEM EAT FISH?”\nMira Dahl told reporters she would come."
    assert {s.content for s in whole(text).statements} == {"They have got to talk,", "she would come"}


def test_the_mark_of_an_owner_quotes_nothing() -> None:
    text = (
        'Norbourse told the agency that it would wait. "We are long-term investors and not scared this time," '
        "Atticus' Tom Berg told the Sunday Post."
    )
    assert {s.speaker for s in whole(text).statements if s.direct} == {"Tom Berg"}


def test_where_somebody_had_been_is_not_what_he_warned_of() -> None:
    text = (
        "In Oslo, where they had just met with the king and his deputy, Norbank chief Tom Berg, and Chadbank chief "
        "Mira Dahl warned of the consequences of default."
    )
    assert all(s.content == "the consequences of default" for s in whole(text).statements)


def test_a_source_goes_on_as_they() -> None:
    text = (
        "A ferry source told the radio that they found it odd that Unite announced a strike on Friday. “This is a time of "
        "mourning for the whole country,” they said."
    )
    assert {s.speaker for s in whole(text).statements} == {"A ferry source"}


def test_who_is_named_as_one_of_several_goes_on_as_he() -> None:
    text = (
        "The chairman, Idris Saleh, said he was content. But on Tuesday, labour leaders like Tom Berg did not want to talk of "
        "differences. “Are we going to stand up? Absolutely,” he said."
    )
    assert {s.speaker for s in whole(text).statements if s.content.startswith("Are we")} == {"Tom Berg"}


def test_to_whom_somebody_refers_does_not_say_it() -> None:
    text = (
        "“Since when does a minister say no to a meeting with senators?” bemoaned a former Norwegian official to The Bergen "
        "Times. And referring to Saleh and Berg, he said, “By the way, their voting record is impeccable.” Senators Idris "
        "Saleh and Tom Berg met."
    )
    assert {s.speaker for s in whole(text).statements} == {"a former Norwegian official"}


def test_who_stands_before_saying_says_it() -> None:
    text = "It cannot be undone, France added in response to Idris Saleh saying he would begin new negotiations."
    assert ("France", "he would begin new negotiations") not in said(text)


def test_before_but_stands_what_the_page_says() -> None:
    text = (
        "For months, both the palace and leaders in parliament have appeared interested in averting a crisis, but Dahl said "
        "Berg and hawks in his office like Idris Saleh, who has called for cuts in the past, had walked away from early talks "
        "in May. Mira Dahl and Tom Berg met."
    )
    assert {s.content[:9] for s in whole(text).statements} == {"Berg and "}
