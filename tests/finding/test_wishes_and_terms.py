"""Whose wish it is, where it ends, and what waits for what: kinds of sentences met on pages to which nothing was tuned."""

from __future__ import annotations

import pytest

from stateofplay.finding.components import Found
from stateofplay.finding.conditions.finder import find_conditions
from stateofplay.language.document import Document
from stateofplay.language.pipeline import load
from stateofplay.language.times import find_times
from stateofplay.language.tokens import Doc
from stateofplay.model import Article
from tests.finding.test_fresh_pages import wishes


def terms(text: str) -> set[tuple[str, str, str]]:
    document = find_times(Document(article=Article(text=text, published="2024-05-15"), doc=Doc(load()(text))))
    return {(c.what, str(c.relation), c.on or "") for c in find_conditions(document, Found())}


@pytest.mark.parametrize(
    ("text", "what", "on"),
    [
        ('"If Norway wants peace," Saleh said, "it must lift the ban."', "it must lift the ban", "Norway wants peace"),
        ("“If the talks fail,” he adds, “Chad will be seen as weak.”", "Chad will be seen as weak", "the talks fail"),
        ("If Norway refuses, he said, Chad will leave the talks.", "Chad will leave the talks", "Norway refuses"),
        (
            "If Norway refuses, said Idris Saleh, Chad will leave the talks.",
            "Chad will leave the talks",
            "Norway refuses",
        ),
        (
            "“If the talks fail,” warned Mira Dahl, who leads the union, “we will go to court.”",
            "we will go to court",
            "the talks fail",
        ),
        ("If Norway says no, Chad will leave the talks.", "Chad will leave the talks", "Norway says no"),
    ],
)
def test_what_is_supposed_ends_before_who_says_it(text: str, what: str, on: str) -> None:
    assert terms(text) == {(what, "if", on)}


@pytest.mark.parametrize(
    "text",
    [
        # a question tells no terms
        "Would Chad sign if the port stayed shut?",
        "What will it take for Chad to sign the pact?",
        # two facts side by side, and what was
        "If the last year was a good one for the port, this one is starting badly.",
        "The envoy came to the port, waving almost as soon as he left the ship.",
        "Even before Saleh took office in 2011, he had named ways to change the port.",
        "Before the vote began, Dahl urged her colleagues to back the pact.",
        "Saleh asked why the vote was not announced until the end of the meeting.",
        "He chose not to withdraw under pressure from Norway.",
        # days, and the scene
        "The plan would raise the ceiling until March 2019.",
        "Under the new rules the ban would be suspended until March 15, 2015, meaning that ships may sail.",
        "With all of the farmers expected to vote against the pact, Dahl can only afford two defections.",
        "With his team in place, he can go back to bargaining.",
        # what a law or a deal lays down
        "Chad's policy requires workers to pay dues to a union.",
        "The bill would require a report by the council.",
        "The law made people hold a licence or pay a tax.",
        # an address to whoever hears it, and set phrases
        "If you look at the port today, there are problems that we have not even seen.",
        "If he can count on anything, it is the union.",
        "The house keeps the right to vote it down if it so chooses.",
        "The talks will last for as long as it takes.",
        "We must confront this debt once and for all so that we can grow.",
        "The bill, which is lacking in substance, cannot be amended.",
    ],
)
def test_what_is_asked_was_or_is_laid_down_waits_for_nothing(text: str) -> None:
    assert not terms(text)


@pytest.mark.parametrize(
    ("text", "relation", "what"),
    [
        ("The pact requires the consent of both houses.", "only_if", "The pact"),
        ("Any plan would require an end to the siege.", "only_if", "Any plan"),
        ("Such a truce would require Norway to withdraw.", "only_if", "Such a truce"),
        ("With a little trust, we will get there.", "if", "we will get there"),
        ("Chad will not negotiate under pressure from Norway.", "if", "Chad will not negotiate"),
        ("Norway vowed to change the rule once it took the chair.", "after", "change the rule"),
        ("If Norway lifted the ban, Chad would sign.", "if", "Chad would sign"),
        ("You must accept it or pay the price.", "unless", "pay the price"),
        ("The league could impose a ban if necessary to keep the truce.", "if", "The league could impose a ban"),
    ],
)
def test_what_is_yet_to_come_still_waits(text: str, relation: str, what: str) -> None:
    assert [(r, w) for w, r, _ in terms(text)] == [(relation, what)]


@pytest.mark.parametrize(
    ("text", "what", "on"),
    [
        (
            "That is how she ought to read the pact, and if she's wise she'll use that plan more widely.",
            "she'll use that plan more widely",
            "she's wise",
        ),
        ("If this dam goes ahead the valley risks a flood.", "the valley risks a flood", "this dam goes ahead"),
        ("If Norway signs the treaty the ships will leave.", "the ships will leave", "Norway signs the treaty"),
        (
            "He warned that if Norway did not pay the port would be closed.",
            "the port would be closed",
            "Norway did not pay",
        ),
        (
            'The port will lose its "free berth" if Chad fails to win access to the market, she warned on Saturday.',
            'The port will lose its "free berth',
            "Chad fails to win access to the market",
        ),
        (
            "But if any ministries have drawn up plans, the worst of the cuts could be delayed.",
            "the worst of the cuts could be delayed",
            "any ministries have drawn up plans",
        ),
    ],
)
def test_what_waits_begins_at_its_subject_where_no_comma_parts_it(text: str, what: str, on: str) -> None:
    assert terms(text) == {(what, "if", on)}


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        # whom somebody asks or offers a thing is not the thing
        ("Norway urged all parties to end the siege.", ("Norway", "demands", "end the siege")),
        ("Norway is requiring importers to pay a deposit.", ("Norway", "demands", "pay a deposit")),
        ("Norway offered Chad and other countries a free port.", ("Norway", "offers", "free port")),
        # what is given for it is another thing
        (
            "Norway has called on Chad to suspend its tests in exchange for a halt to the drills.",
            ("Norway", "demands", "Chad to suspend its tests"),
        ),
        # two verbs share their object, and an aside is not what is hoped for
        (
            "“We will never narrow or close our doors,” Mira Dahl said.",
            ("Mira Dahl", "opposes", "narrow or close our doors"),
        ),
        (
            "Mira Dahl hopes that instead of choosing delay, Chad will work with her to end the siege.",
            ("Mira Dahl", "supports", "Chad will work with her to end the siege"),
        ),
    ],
)
def test_an_issue_is_what_is_asked_and_not_whom_it_is_asked_of(text: str, wish: tuple[str, str, str]) -> None:
    assert wishes(text) == {wish}


@pytest.mark.parametrize(
    "text",
    [
        "Norway offered a reminder of its strength.",
        "Norway offered no hint that it would change its plan.",
        "The envoy of Norway declined further comment.",
        "Norway spoke for an hour with Chad.",
    ],
)
def test_a_gesture_a_silence_and_an_hour_are_no_issues(text: str) -> None:
    assert not wishes(text)


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        (
            "“I don't think we should be bargaining with a regime that jails sailors,” Mira Dahl said.",
            ("Mira Dahl", "opposes", "bargaining with a regime that jails sailors"),
        ),
        (
            "“We do not believe the council should lift the ban,” Mira Dahl said.",
            ("Mira Dahl", "opposes", "lift the ban"),
        ),
        (
            "“I think the council should lift the ban,” Mira Dahl said.",
            ("Mira Dahl", "demands", "council should lift the ban"),
        ),
        ("Mira Dahl vowed to veto the bill.", ("Mira Dahl", "opposes", "bill")),
        ("Mira Dahl plans to oppose the bill.", ("Mira Dahl", "opposes", "bill")),
        (
            "Mira Dahl backed down from her demand for a vote.",
            ("Mira Dahl", "opposes", "her demand for a vote"),
        ),
        ("Norway insists that the ships leave the port.", ("Norway", "demands", "ships leave the port")),
        ("Norway insists it will not give up the port.", ("Norway", "opposes", "give up the port")),
        ("Norway sought to ease tensions with Chad.", ("Norway", "supports", "ease tensions with Chad")),
        ("Chad suggested that it might extend the truce.", ("Chad", "considers", "it might extend the truce")),
    ],
)
def test_who_thinks_it_should_not_be_is_against_it(text: str, wish: tuple[str, str, str]) -> None:
    assert wishes(text) == {wish}


@pytest.mark.parametrize(
    "text",
    [
        # what is held to be so
        "Norway has insisted that the pact does not cover the port.",
        "Norway insisted that there was no quid pro quo.",
        "Norway insisted that its aim is peaceful.",
        "Chad suggested that Norway was playing a bigger role.",
        "Chad suggested that other states may also join the pact.",
        # what is only supposed, or kept from somebody
        "If Chad decides to block exports through the strait, Norway will act.",
        "The pact would prevent Chad from blocking exports.",
        "“There are steps that we should be taking at once,” Mira Dahl said.",
        # what was done
        "Norway and Chad signed a trade deal.",
        "Norway will not get its money back this year, Mira Dahl said.",
    ],
)
def test_what_is_asserted_supposed_or_done_is_no_wish(text: str) -> None:
    assert not wishes(text)


@pytest.mark.parametrize(
    ("text", "what", "on"),
    [
        ("The talks would be in danger if the ships stayed.", "The talks would be in danger", "the ships stayed"),
        ("Norway would be out of the league if it signed.", "Norway would be out of the league", "it signed"),
        (
            "It is difficult to foresee a good outcome if Norway wins.",
            "It is difficult to foresee a good outcome",
            "Norway wins",
        ),
        (
            "If the job of the press is to be honest, then we would all agree that it has failed.",
            "we would all agree that it has failed",
            "the job of the press is to be honest",
        ),
        ("The talks will fail if we look weak.", "The talks will fail", "we look weak"),
    ],
)
def test_all_of_what_is_told_waits(text: str, what: str, on: str) -> None:
    assert terms(text) == {(what, "if", on)}


@pytest.mark.parametrize(
    "text",
    [
        "“If we have to close the port, the ships stay home,” Mira Dahl said.",
        "Mira Dahl called Idris Saleh on Monday to discuss the port.",
    ],
)
def test_what_is_supposed_and_who_is_rung_up_tell_no_demand(text: str) -> None:
    assert not {w for w in wishes(text) if w[1] == "demands"}


def test_of_what_is_asked_for_first_all_is_told() -> None:
    text = "Chad insists that a deal be in hand before it agrees to a budget."
    assert terms(text) == {("it agrees to a budget", "after", "a deal be in hand")}


def test_what_those_do_whom_somebody_urges_is_not_urged() -> None:
    assert not wishes("Idris Saleh urges youths considering a life of crime to stay.") & {
        ("Idris Saleh", "demands", "considering a life of crime")
    }


def test_what_somebody_does_not_want_beside_it_is_not_wanted() -> None:
    assert wishes("Norway wants talks and not threats.") == {("Norway", "demands", "talks")}
