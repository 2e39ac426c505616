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


def wishes(text: str) -> set[tuple[str, str, str]]:
    return {(p.holder, str(p.stance), p.issue) for p in whole(text).positions}


@pytest.mark.parametrize("asked", ["Asked whether that pact will stay", "Pressed on whether the ships will leave"])
def test_what_somebody_was_asked_he_did_not_say(asked: str) -> None:
    text = f"{asked}, Ms Dahl said, “We are looking at it.” Chad wants more. Norway waits."
    assert said(text) == {("Dahl", "We are looking at it.")}


def test_who_steers_away_from_blame_does_not_blame() -> None:
    text = "Norway has steered away from publicly blaming Chad for the raid."
    assert not said(text)
    assert not whole_acts(text)


def test_she_goes_on_who_was_called_so_and_not_of_whom_she_spoke() -> None:
    text = "Mira Dahl, a lawyer, spoke of her friend. Kim Saleh, she said, worked for the port. She described him as a quiet man."
    assert {s.speaker for s in whole(text).statements} == {"Mira Dahl"}


@pytest.mark.parametrize(
    "text",
    [
        "Mira Dahl said she and a lawyer have been unable to get more news or see her husband.",
        "The ministry sends this out in case anyone was wondering whether Chad agrees.",
        "As soon as news broke that Chad had left, many switched to Chad.",
        "The ministry said on Wednesday that the raid could not have been carried out without orders from Chad.",
        "Mira Dahl said she would never have let her brother board the ship if she had thought that Chad would seize it.",
    ],
)
def test_what_was_or_could_have_been_waits_for_nothing(text: str) -> None:
    assert not whole(text).conditions


@pytest.mark.parametrize(
    "text",
    [
        "Withdraw or face sanctions, Norway told Chad.",
        "Norway will pay as soon as the port opens.",
        "Norway said it would pay as soon as the port opened.",
        "There can be no truce without guarantees from Chad.",
        "Norway keeps its ships there in case Chad closes the port.",
    ],
)
def test_what_is_to_come_waits_as_before(text: str) -> None:
    assert whole(text).conditions


@pytest.mark.parametrize(
    "text",
    [
        "Mira Dahl of Norway said no decisions have been made as to whether Norway will honour the pact.",
        "If Norway can get Chadian support for a new port, it would be a victory.",
        "Norway will not be able to resist the temptation to declare the port closed.",
        "In exchange, Chad would have to agree to withdraw its two ships.",
        "Mira Dahl said she would never have let her brother board the ship if she had thought that Chad would seize it.",
        "“When should the pact come due, and when should the ships leave?” Mira Dahl told the radio.",
        "Mira Dahl praised the bill. She said it also blocks several rules of the port.",
        "Norway, Sudan and Chad have all agreed that he was killed at the port.",
    ],
)
def test_what_is_open_sought_asked_or_past_is_no_position(text: str) -> None:
    assert not [w for w in wishes(text) if w[1:] != ("supports", "bill")]


def test_what_is_meant_stays_a_position() -> None:
    assert ("Chad", "supports", "new port") in wishes("Norway won Chadian support for a new port on Monday.")
    assert ("Norway", "supports", "they would meet in May") in wishes(
        "Norway and Chad agreed that they would meet in May."
    )
    assert ("Chad", "supports", "withdraw its two ships") in wishes("Chad agreed to withdraw its two ships.")
    assert {s for _, s, _ in wishes("Norway said it would release the crew.")} == {"offers"}


def test_to_whom_it_shall_be_done_belongs_to_what_is_wanted() -> None:
    assert wishes("Norway wants the sailors to be freed.") == {("Norway", "demands", "sailors to be freed")}
    assert ("REQUEST", "Norway", "Chad") not in whole_acts("Norway wants the Chadians to be freed.")
    assert ("REQUEST", "Norway", "Chad") in whole_acts("Norway wants the suspects to be handed over by Chad.")


def test_who_thinks_alike_of_what_was_has_agreed_on_nothing() -> None:
    assert not whole_acts("Norway, Sudan and Chad have all agreed that he was killed at the port.")
    assert ("AGREE", "Norway", "Chad") in whole_acts("Norway and Chad agreed that they would meet in May.")


@pytest.mark.parametrize(
    "text",
    [
        "Norway's police have arrested a Chadian trader, friends said on Wednesday.",
        "Norway's police have arrested a Chadian trader, friends and family said, describing the first such act since May.",
    ],
)
def test_an_act_is_not_of_the_day_on_which_it_is_told(text: str) -> None:
    assert {e.date for e in whole(text).events if e.event == "COERCE"} == {None}


def test_the_allies_of_somebody_are_others() -> None:
    assert not any(
        who == "Norway" for _, who, _ in whole_acts("Norway faced anger from its allies, who called for answers.")
    )


def test_who_flies_home_visits_nobody() -> None:
    text = "The prosecutor Omar Saleh met Mira Dahl in Oslo. Saleh flew back to Chad on Wednesday without a word."
    assert not any(other == "Chad" for _, _, other in whole_acts(text))


def test_who_heads_to_a_meeting_has_not_met() -> None:
    (meeting,) = whole("Mira Dahl heads to Oslo for a meeting with Idris Saleh.").meetings
    assert str(meeting.status) == "planned"


def test_a_session_of_parliament_is_no_meeting_of_two() -> None:
    assert not whole("The Liberals walked into this session of parliament emboldened by the vote in Norway.").meetings


def test_a_street_that_bears_a_name_is_nobody() -> None:
    text = (
        "Activists want a road near the embassy of Chad to be renamed Omar Deby Way. Omar Deby was killed in May. Norway said "
        "Deby's death was a crime."
    )
    assert "Omar Deby Way" not in {a.name for a in whole(text).actors}


def test_a_summit_that_will_go_ahead_has_not_been() -> None:
    found = whole("Norway and Chad met in May. A Norway-Chad summit will go ahead.").events
    assert {str(e.status) for e in found if e.anchor > 30} == {"planned"}


@pytest.mark.parametrize(
    "what", ["give details of its plans for Chad", "comment on Chad", "answer questions about Chad"]
)
def test_who_keeps_silent_rejects_nobody(what: str) -> None:
    assert "REJECT" not in {kind for kind, *_ in whole_acts(f"Norway's Foreign Ministry has refused to {what}.")}


def test_what_a_body_gives_out_is_read_from_behind_it() -> None:
    text = (
        "“This process cannot be rushed,” said Mira Dahl. The Bergen Press cited a fact sheet to describe the new permit.\n"
        "“In year one, 20,000 sailors would be let in. In year two, it would be 35,000.”"
    )
    assert {s.speaker for s in whole(text).statements if s.content.startswith("In year")} == {"Bergen Press"}


def test_who_reports_before_a_colon_says_what_follows() -> None:
    text = (
        "Norway's envoy said the port was closed.\nRadio Bergen's Mira Dahl reports:\n“The envoys are watching the port. "
        "Nobody knows when it will open.”\nThe fight went on."
    )
    assert not any(s.speaker == "Norway" for s in whole(text).statements if s.direct)


def test_of_whom_an_official_tells_between_commas_he_says_nothing() -> None:
    text = "Mira Dahl of Norway, an official said, was told of the raid while meeting with envoys of Chad."
    assert not any(s.speaker == "Mira Dahl" for s in whole(text).statements)


def test_he_is_not_many() -> None:
    text = "It is plain why so many blame the president. He said he would own the strike. President Idris Saleh met lawmakers."
    assert not any(s.speaker == "so many" and "own" in s.content for s in whole(text).statements)


def test_the_group_is_not_several_groups() -> None:
    text = (
        "Mira Dahl met disparate groups, some against the rule. The Seamen's Union said it was sad. “We were sad that the "
        "meeting did so little,” the group said in a statement."
    )
    assert "disparate groups" not in {s.speaker for s in whole(text).statements}


def test_what_is_awaited_when_two_meet_has_them_meet_later() -> None:
    text = (
        "Others expect the tougher side of the policy to take the lead when Mira Dahl meets with President Idris Saleh."
    )
    assert {str(m.status) for m in whole(text).meetings} == {"planned"}


def test_nobody_meets_himself() -> None:
    assert not whole("“The president is not going to negotiate with himself,” said Tom Berg of Norway.").meetings


def test_who_uses_a_thing_does_what_it_is_used_for() -> None:
    found = whole_acts("Mira Dahl also said that Chadian drones had been used by Sudanese rebels to attack Norway.")
    assert {who for kind, who, _ in found if kind == "ASSAULT"} == {"Sudanese rebels"}


@pytest.mark.parametrize(
    "text", ["Norway sees Chad as its biggest threat.", "Chad is a threat to Norway, Mira Dahl said."]
)
def test_what_somebody_is_he_does_not_do(text: str) -> None:
    assert not any(kind == "THREATEN" and who == "Chad" for kind, who, _ in whole_acts(text))


def test_what_a_visit_was_ahead_of_is_to_come() -> None:
    text = "His words came ahead of President Mira Dahl's visit to Chad this week."
    assert {str(e.status) for e in whole(text).events} == {"planned"}


@pytest.mark.parametrize(
    "text",
    [
        "Tom Berg was kidnapped in Chad and held captive for seven months until he managed to escape.",
        "Mira Dahl stressed that the deal was a start, and much would depend on Chad.",
    ],
)
def test_a_story_and_much_wait_for_nothing(text: str) -> None:
    assert not whole(text).conditions


def test_relations_that_somebody_describes_are_not_accused() -> None:
    text = "Mira Dahl described current Norwegian relations with Chad as being at a low point."
    assert "ACCUSE" not in {kind for kind, *_ in whole_acts(text)}


def test_who_has_a_title_that_opens_with_a_body_speaks_and_not_the_body() -> None:
    text = (
        "“Today the president once again walked away from the treaty,” said Stimson Managing Director Rachel Dahl, a trader. "
        "Rachel Dahl added that it was late."
    )
    assert {s.speaker for s in whole(text).statements} == {"Rachel Dahl"}


@pytest.mark.parametrize(
    "text",
    [
        "His body has not been found, but Norway, Sudan and Chad have all agreed that he was killed at the port.",
        "Chad has arrested eighteen men, who will be tried there. Norway wants the suspects to be extradited.",
    ],
)
def test_the_network_is_told_what_binds_and_asks_nobody(text: str) -> None:
    found = whole_acts(text)
    assert not any(kind == "AGREE" or (kind == "REQUEST" and other == "suspects") for kind, _, other in found)


@pytest.mark.parametrize(
    "text",
    [
        "Our reporter spoke with activist Mira Dahl in Oslo about the talks.",
        "The Bergen Courier spoke with Norway's president, Mira Dahl, on Friday. “We will wait,” Dahl said.",
        "Mira Dahl sat down with the Bergen Courier for an interview. Dahl said Norway would wait.",
        "Reporter Jonas Berg spoke with Mira Dahl about the strike in Chad.",
        "Mira Dahl told the Bergen Courier in an interview that Norway would wait.",
    ],
)
def test_who_speaks_with_the_press_sits_at_no_table(text: str) -> None:
    found = whole(text)
    assert not found.attendance
    assert not any(m.parties for m in found.meetings)
    assert not any(kind == "CONSULT" for kind, *_ in whole_acts(text))


@pytest.mark.parametrize(
    "text",
    [
        "Mira Dahl met journalist Idris Saleh in Oslo to hear of his years in jail.",
        "Mira Dahl spoke to Idris Saleh by phone on Friday, the Bergen Courier reported.",
    ],
)
def test_who_meets_one_of_the_press_or_is_reported_to_meet_does(text: str) -> None:
    (meeting,) = whole(text).meetings
    assert set(meeting.parties) == {"Mira Dahl", "Idris Saleh"}


def test_the_month_before_a_dinner_is_its_own() -> None:
    (meeting,) = whole("He attended the March 2014 dinner with Chad's envoy, he said on Friday.").meetings
    assert (str(meeting.status), meeting.date) == ("held", "2014-03")


def test_the_president_of_whom_somebody_tells_speaks_for_himself() -> None:
    text = "Jonas Berg said the president told members he will not sign the pact with Chad."
    assert not wishes(text)
    assert not whole_acts(text)


def test_who_will_not_meet_a_nominee_rejects_no_court() -> None:
    text = "Senators of Norway refuse to meet with the Supreme Court nominee."
    assert not any(other is not None and "Court" in other for _, _, other in whole_acts(text))


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ("was the first Norwegian president to visit", "happened"),
        ("became the first Norwegian president to visit", "happened"),
        ("will be the first Norwegian president to visit", "planned"),
        ("will become the first Norwegian president to visit", "planned"),
        ("wants to be the first Norwegian president to visit", "hypothetical"),
    ],
)
def test_the_first_to_meet_somebody_has_met_him_unless_he_only_will(told: str, status: str) -> None:
    found = whole(f"Mira Dahl {told} Chad since the war.").events
    assert {str(e.status) for e in found if e.event == "CONSULT"} == {status}


@pytest.mark.parametrize(
    "text",
    [
        "“If you doubt it, just wait,” Mira Dahl said. “Chad will leave the port.”",
        "If you doubt that Chad will leave, look at its ships.",
    ],
)
def test_who_is_told_to_look_owes_nothing(text: str) -> None:
    assert not whole(text).conditions


@pytest.mark.parametrize(
    "text",
    [
        "Mira Dahl is confident that Idris Saleh is set on disarming.",
        "Mira Dahl is sure that Chad wants a truce.",
        "Mira Dahl believes that Idris Saleh is determined to leave the port.",
    ],
)
def test_a_wish_that_somebody_ascribes_to_another_is_told_as_his(text: str) -> None:
    found = whole(text)
    assert {c.said_by for c in (*found.positions, *found.events)} == {"Mira Dahl"}


@pytest.mark.parametrize(
    "text",
    [
        "Reeve announced the plan to be “dead”, but strikers made it a demand.",
        "Reeve announced that talks are “over”, but the port workers will march on.",
        "Jonas Reeve called the plan “dead”, but strikers made it a demand.",
    ],
)
def test_what_somebody_announced_ends_where_the_page_turns_to_others(text: str) -> None:
    found = whole(text).statements
    assert found
    assert not any("but" in s.content for s in found)


def test_a_turn_inside_the_words_of_a_speaker_stays() -> None:
    text = "Reeve announced that talks are “over”, but the port workers will “march on”."
    assert any("march on" in s.content for s in whole(text).statements)


def test_a_dinner_of_long_ago_is_not_the_talks_of_this_week() -> None:
    text = (
        "The lawmaker, Idris Saleh, said on Friday he had attended the 2014 dinner hosted by Mira Dahl and that the talks with "
        "Chad would be held this week."
    )
    dates = {m.name: m.date for m in whole(text).meetings}
    assert {dates[a.meeting] for a in whole(text).attendance if a.who == "Idris Saleh"} == {"2014"}


@pytest.mark.parametrize(
    "text",
    [
        "Moss has set a deadline for the U.N.“Start with money,” said Prof. Jonas Hale.",
        "Moss has set a deadline to pay.‘Start with money,’ said Prof. Jonas Hale.",
        "Moss has set a deadline to pay.“Start with money,” said Prof. Jonas Hale.",
    ],
)
def test_the_sentence_run_together_with_a_quotation_is_not_said(text: str) -> None:
    assert {content.rstrip(",") for _, content in said(text)} == {"Start with money"}


@pytest.mark.parametrize(
    "text",
    [
        "The tariffs President Dahl announced have served as a wake-up call for Norway.",
        "The truce Norway and Chad announced has held for a week.",
    ],
)
def test_which_thing_somebody_announced_is_not_what_it_did(text: str) -> None:
    assert not whole(text).statements
