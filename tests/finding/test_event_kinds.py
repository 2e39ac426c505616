"""Kinds of English in which acts are told: words of each PLOVER type, and where their parties stand. Sentences of our own."""

from __future__ import annotations

import pytest

from tests.finding.test_events import read, told

WORDS = [
    # A word of each class that the table had not, beside others that it has.
    ("Norway and Chad resolved their dispute over the port.", "AGREE", "Norway", "Chad"),
    ("Norway rallied around Chad.", "SUPPORT", "Norway", "Chad"),
    ("Norway resumed ties with Chad.", "SUPPORT", "Norway", "Chad"),
    ("Norway turned over two suspects to Chad.", "COOPERATE", "Norway", "Chad"),
    ("Norway cancelled Chad's debts.", "AID", "Norway", "Chad"),
    ("Norway sent rescuers to Chad.", "AID", "Norway", "Chad"),
    ("Norway rescinded its ban on Chad's fish.", "CONCEDE", "Norway", "Chad"),
    ("Chad handed back the body of a Norwegian envoy.", "RETREAT", "Chad", "Norway"),
    ("Chad handed back the fishing vessels to Norway.", "RETREAT", "Chad", "Norway"),
    ("Norway put pressure on Chad to open the port.", "REQUEST", "Norway", "Chad"),
    ("Norway levelled accusations of fraud at Chad.", "ACCUSE", "Norway", "Chad"),
    ("Norway took umbrage at Chad's decision.", "ACCUSE", "Norway", "Chad"),
    ("Norway broke its promise to Chad.", "REJECT", "Norway", "Chad"),
    ("Norway barred journalists from Chad.", "REJECT", "Norway", "Chad"),
    ("Norway expelled Chad from the alliance.", "SANCTION", "Norway", "Chad"),
    ("Norway halted all flights to Chad.", "SANCTION", "Norway", "Chad"),
    ("Norway massed its fleet and sent gunboats to Chad.", "MOBILIZE", "Norway", "Chad"),
    ("Chad locked up a Norwegian envoy.", "COERCE", "Chad", "Norway"),
    ("Chadian rebels hijacked a Norwegian tanker.", "ASSAULT", "Chadian rebels", "Norway"),
    ("Chadian forces opened an offensive against Togo.", "ASSAULT", "Chad", "Togo"),
    ("Norway and Chad traded fire at the border.", "ASSAULT", "Norway", "Chad"),
    ("Norway opened talks with Chad.", "CONSULT", "Norway", "Chad"),
]


@pytest.mark.parametrize(("sentence", "event", "actor", "recipient"), WORDS)
def test_words_of_each_type(sentence: str, event: str, actor: str, recipient: str) -> None:
    found = {(kind, one, other) for kind, one, other, _ in told(read(sentence))}
    assert (event, actor, recipient) in found or (event, recipient, actor) in found, found


def types(sentence: str) -> set[str]:
    return {event for event, _, _, _ in told(read(sentence))}


@pytest.mark.parametrize(
    ("sentence", "kept", "gone"),
    [
        # A threat is told, not what it threatens with besides.
        ("Norway threatened to impose sanctions on Chad.", "THREATEN", "SANCTION"),
        ("Norway vowed to expel the envoys of Chad.", "THREATEN", "COERCE"),
        ("Norway has warned Chad that it will no longer tolerate raids.", "THREATEN", "REJECT"),
        # PLOVER codes what a protest is for with the protest.
        ("Chadian students marched in Abeche to demand reforms.", "PROTEST", "REQUEST"),
        ("Chadian students blocked roads in defiance of the Chadian army.", "PROTEST", "REJECT"),
        # What force is used for is the same act.
        ("Chadian police fired at students to disperse them.", "ASSAULT", "COERCE"),
        # A state protests with words.
        ("Norway protested the raid on its embassy in Chad.", "ACCUSE", "PROTEST"),
        ("Norway protested that Chad had closed the port.", "ACCUSE", "PROTEST"),
        # Who insists that something is so asks for nothing.
        ("Norway insisted the unrest in Chad was over.", "", "REQUEST"),
    ],
)
def test_one_act_is_not_told_as_two(sentence: str, kept: str, gone: str) -> None:
    found = types(sentence)
    assert found & {kept} == {kept} - {""}, found
    assert gone not in found, found


@pytest.mark.parametrize(
    "sentence",
    [
        "Norwegian farmers began a hunger strike to demand compensation from Chad.",
        "Norwegian students marched in Oslo calling for the removal of Chad's president.",
    ],
)
def test_a_protest_is_against_those_of_whom_it_demands(sentence: str) -> None:
    found = told(read(sentence))
    assert ("PROTEST", "Chad") in {(event, other) for event, _, other, _ in found}, found


def test_a_warning_of_what_another_does_stays_beside_it() -> None:
    assert "ASSAULT" in types("Norway warned Togo that it would close the strait if Chad attacked Togo.")


PLACED = [
    ("Norwegian tanks fired shells at houses in Ndjamena.", "ASSAULT", "Norway", "Chad"),
    ("Norwegian soldiers carried out a raid in the town of Abéché.", "ASSAULT", "Norway", "Chad"),
    ("Norwegian tanks fired shells at targets in Hebron.", "ASSAULT", "Norway", "Palestinians"),
    ("Togolese bombers killed ten when they blew themselves up in Abéché.", "ASSAULT", "Togolese bombers", "Chad"),
]


@pytest.mark.parametrize(("sentence", "event", "actor", "recipient"), PLACED)
def test_the_town_tells_whom_an_attack_befell(sentence: str, event: str, actor: str, recipient: str) -> None:
    assert (event, actor, recipient, "happened") in told(read(sentence)), told(read(sentence))


@pytest.mark.parametrize(
    ("sentence", "event", "actor", "recipient"),
    [
        ("Norwegian troops were withdrawn from Chad.", "RETREAT", "Norway", "Chad"),
        ("Norwegian soldiers were deployed to Chad on Monday.", "MOBILIZE", "Norway", "Chad"),
        # Things that kill are placed by somebody, whether he is named or not.
        ("Two Norwegians were killed by a roadside bomb in Chad.", "ASSAULT", None, "Norway"),
        ("A car bomb killed two Norwegians.", "ASSAULT", None, "Norway"),
        ("Two Norwegians were killed by a Togolese mine.", "ASSAULT", "Togo", "Norway"),
    ],
)
def test_whose_deed_a_passive_is(sentence: str, event: str, actor: str | None, recipient: str) -> None:
    assert (event, actor, recipient, "happened") in told(read(sentence)), told(read(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "Two Norwegians were killed in a gas explosion.",
        "A storm killed two Norwegians in Chad.",
        "The Chadian minister Idris Saleh was routed at the polls.",
        "Amina Saleh, the Chadian minister, was forced to cut short her speech.",
    ],
)
def test_an_accident_is_no_deed(sentence: str) -> None:
    assert not types(sentence) & {"ASSAULT", "COERCE"}


def test_people_of_another_land_do_not_act_for_it() -> None:
    found = told(read("Ethnic Albanians in Serbia demonstrated on Monday."))
    assert "Albania" not in {actor for _, actor, _, _ in found}, found
    found = told(read("Ethnic Albanian rebels attacked a Serbian patrol."))
    assert "Albania" not in {actor for _, actor, _, _ in found}, found


def test_an_administration_is_its_country_and_a_party_of_arms_itself() -> None:
    assert ("ACCUSE", "United States", "Chad", "happened") in told(read("The Carter administration condemned Chad."))
    found = told(read("The Carter administration declared on Tuesday that Chad must drop its barriers."))
    assert ("REQUEST", "United States", "Chad", "happened") in found, found
    assert ("REJECT", "UNITA", "Norway", "happened") in told(read("The UNITA wing refused to let in Norway's envoys."))


@pytest.mark.parametrize("who", ["Norway", "Norway's interim government"])
def test_who_is_prepared_to_do_it_does_it_himself(who: str) -> None:
    found = told(read(f"{who} announced that it is prepared to impose martial law as battles raged in Oslo."))
    assert ("COERCE", "Norway", None, "planned") in found, found


def test_who_withdraws_his_own_withdraws_from_the_other() -> None:
    found = told(read("Norway is willing to withdraw its troops from Chad."))
    assert ("Norway", "Chad") in {(actor, other) for _, actor, other, _ in found}, found
