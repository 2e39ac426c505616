"""What strict readings of fresh pages showed to be told falsely, kind by kind, in sentences of our own."""

from __future__ import annotations

import pytest

from tests.finding.test_false_claims import said, whole, whole_acts


@pytest.mark.parametrize("name", ["Dahl", "Mira Dahl"])
def test_who_begins_a_clause_has_not_the_office_before_the_comma(name: str) -> None:
    text = (
        "President Mira Dahl praised the talks. After a morning meeting with Chad's president, "
        f"{name} signed three agreements. “We were foes,” Dahl said."
    )
    assert {a.side for a in whole(text).actors if a.name == "Mira Dahl"} == {None}


def test_a_name_between_commas_has_the_office_before_it() -> None:
    text = "Mira Dahl went home after a meeting with Chad's president, Idris Saleh, who signed three agreements."
    assert {a.side for a in whole(text).actors if a.name == "Idris Saleh"} == {"Chad"}


def test_a_surname_alone_is_not_the_junior_of_whom_a_page_keeps_the_suffix() -> None:
    text = (
        "Dahl Jr. met an envoy of Chad\nJonas Dahl Jr., a son of the Norwegian president, met an envoy of Chad in March. "
        "Dahl Jr. said nothing came of the meeting. President Dahl is away. Dahl has denied any deal with Chad."
    )
    assert ("Dahl", "any deal with Chad") in said(text)
    assert ("Jonas Dahl Jr.", "nothing came of the meeting") in said(text)


def test_a_surname_alone_is_the_junior_of_whom_it_is_all_that_is_said() -> None:
    text = "Jonas Dahl Jr. met an envoy of Chad in March. Dahl said nothing came of the meeting."
    assert said(text) == {("Jonas Dahl Jr.", "nothing came of the meeting")}


def test_who_stands_behind_what_a_company_makes_is_a_company() -> None:
    text = (
        "The strike hit Norway. Fjordbil said it had stopped work. The country's biggest steel producer Tibesco also said it "
        "had stopped its mills. The company said its stocks could not be shipped. Film producer Mira Dahl said she would wait."
    )
    assert ("Tibesco", "its stocks could not be shipped") in said(text)
    assert {str(a.kind) for a in whole(text).actors if a.name == "Mira Dahl"} == {"person"}


def test_the_court_is_the_one_named_last() -> None:
    text = (
        "The Supreme Court has begun hearing a challenge to the treaty of Norway and Chad. In March, the Court of Appeal found "
        "that the treaty conflicts with the law. However, the court added that it was in force."
    )
    assert ("Court of Appeal", "it was in force") in said(text)


def test_a_sanction_that_is_lifted_is_none_and_helps_whom_it_hurt() -> None:
    found = whole_acts("Mira Dahl lifted a decades-old Norwegian arms embargo on Chad on Monday.")
    assert ("CONCEDE", "Mira Dahl", "Chad") in found
    assert not any(kind == "SANCTION" or other == "Norway" for kind, _, other in found)


def test_what_was_left_undone_waits_for_nothing() -> None:
    text = "Two lawmakers said that the government broke the law by not informing parliament before the exchange."
    assert not whole(text).conditions


@pytest.mark.parametrize("thing", ["the rebels access to the port", "Chad's envoys a meeting with Mira Dahl"])
def test_who_denies_somebody_a_thing_says_nothing(thing: str) -> None:
    assert not whole(f"Norway denied {thing}.").statements


def test_what_somebody_avoided_saying_he_did_not_say() -> None:
    text = "Mira Dahl welcomed the truce, but Dahl stopped short of calling for the president of Chad to leave office."
    assert not any("leave office" in s.content for s in whole(text).statements)


def test_what_follows_a_promise_is_not_promised() -> None:
    text = (
        "WASHINGTON - Even after Omar Deby pledged to cooperate with special counsel Nils Berg's team in hopes of a lighter "
        "prison sentence, his lawyers continued giving the president's legal team updates, including what the special counsel "
        "asked about during interviews, according to a report by the Bergen Times."
    )
    assert not any(s.speaker == "Omar Deby" for s in whole(text).statements)


def test_a_meeting_that_somebody_recalls_is_over() -> None:
    text = "“Before the vote, Mira Dahl recalls a meeting with Idris Saleh,” her lawyer, Nils Berg, said."
    assert {str(m.status) for m in whole(text).meetings} == {"held"}


def test_who_arranged_a_meeting_did_not_go_between() -> None:
    text = "The meeting of Norway and Chad, held in Oslo, was arranged by Omar Deby, who attended the meeting."
    (meeting,) = whole(text).meetings
    assert not meeting.mediators
    assert {str(a.capacity) for a in whole(text).attendance if a.who == "Omar Deby"} <= {"None", "member"}


def test_what_somebody_has_yet_to_do_is_not_demanded() -> None:
    text = "Mira Dahl said Chad had yet to even send “a specific proposal” on how to end the strike."
    assert not whole(text).positions
    assert not any(kind == "REQUEST" for kind, *_ in whole_acts(text))


def test_what_a_thing_would_do_hangs_on_nobody_who_says_so() -> None:
    text = (
        "The defence minister of Norway, Jonas Dahl, told parliament that Chad is ready. He said that if Chad fires the missile, "
        "it would time the launch to win the talks."
    )
    assert {c.holder for c in whole(text).conditions} == {None}


def test_behind_where_according_to_stands_before_what_is_said() -> None:
    text = "The port was a key earner for Chad, where, according to the World Food Program, many people go hungry."
    assert said(text) == {("World Food Program", "many people go hungry")}


def test_the_team_of_somebody_is_not_he() -> None:
    text = "President Dahl has vowed to veto any plan without a rise. Team Dahl believes that it can hold off the cuts."
    assert ("Dahl", "to veto any plan without a rise") in said(text)


def test_who_calls_a_referendum_says_nothing_of_it() -> None:
    text = "Mira Dahl called the referendum as a calculated gamble, aimed at silencing the critics in her party."
    assert not whole(text).statements


def test_who_stands_beside_a_speaker_says_nothing() -> None:
    text = (
        "Just a year after he won the vote, a visibly moved Jonas Dahl, standing outside his office on Friday alongside his "
        "wife, Anna, said: “The will of the voters must be done.”"
    )
    assert {s.speaker for s in whole(text).statements} == {"Jonas Dahl"}


def test_one_of_a_house_is_not_its_party() -> None:
    text = (
        "The Republican plan to end the strike lost support. House Speaker Tom Berg is a Republican. One senior House Republican "
        "lamented that House leaders had ceded the negotiations on the bill to the White House."
    )
    assert not any(s.speaker == "Republicans" for s in whole(text).statements)
