"""Attendance: tables of who comes, leads, stays away or may come, and properties of any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stateofplay.finding.assembly import assemble, find_claims
from stateofplay.finding.attendance.finder import find_attendance
from stateofplay.finding.components import Found
from stateofplay.finding.meetings.finder import find_meetings
from stateofplay.language import understand
from stateofplay.model import ActorKind, Article, Attendance, AttendanceStatus, MeetingStatus
from stateofplay.settings import Settings
from stateofplay.testing.documents import WHO, document, words_of
from tests.thoroughness import examples

TALKS = "Norway and Sweden will hold talks in Geneva on Monday. "


def attendance(text: str) -> tuple[Attendance, ...]:
    made = document(text)
    return find_attendance(made, Found(meetings=find_meetings(made, Found())))


def triples(text: str) -> set[tuple[str, str, str | None]]:
    return {(a.who, a.status.value, a.capacity.value if a.capacity else None) for a in attendance(text)}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Anna Berg will attend.", {("Anna Berg", "attends", None)}),
        ("Anna Berg will not attend the talks.", {("Anna Berg", "absent", None)}),
        ("Anna Berg will not be in attendance.", {("Anna Berg", "absent", None)}),
        ("Anna Berg will not be present.", {("Anna Berg", "absent", None)}),
        ("Anna Berg would only attend if Omar Haddad did.", {("Anna Berg", "conditional", None)}),
        ("Anna Berg will not take part in the talks unless the fighting stops.", {("Anna Berg", "conditional", None)}),
        ("Anna Berg would negotiate only with Omar Haddad.", {("Anna Berg", "conditional", None)}),
        (
            "Norway will attend the talks in Geneva on condition that Sweden withdraws its troops.",
            {("Norway", "conditional", None)},
        ),
        (
            "Norway will attend the talks in Geneva provided that Sweden withdraws its troops.",
            {("Norway", "conditional", None)},
        ),
        (
            "Norway will attend the talks in Geneva as long as Sweden withdraws its troops.",
            {("Norway", "conditional", None)},
        ),
        (
            "Norway will attend the talks in Geneva as soon as Sweden withdraws its troops.",
            {("Norway", "conditional", None)},
        ),
        (
            "Norway will attend the talks in Geneva on the understanding that Sweden withdraws its troops.",
            {("Norway", "conditional", None)},
        ),
        ("Norway will attend the talks in exchange for the release of its sailors.", {("Norway", "conditional", None)}),
        ("Norway agreed to attend the talks, provided Sweden withdraws its troops.", {("Norway", "conditional", None)}),
        ("Norway will attend the talks even if Sweden does not.", {("Norway", "attends", None)}),
        ("Norway attended the talks in Geneva without its foreign minister.", {("Norway", "attends", None)}),
        ("Anna Berg may attend the talks.", {("Anna Berg", "undecided", None)}),
        ("Anna Berg is considering attending the talks.", {("Anna Berg", "undecided", None)}),
        ("The delegation will be led by Anna Berg.", {("Anna Berg", "attends", "head")}),
        ("Anna Berg will lead the Norwegian delegation.", {("Anna Berg", "attends", "head")}),
        (
            "The delegation includes Anna Berg, John Hill and Mary Stone.",
            {(n, "attends", "member") for n in ("Anna Berg", "John Hill", "Mary Stone")},
        ),
        ("Omar Haddad boycotted the talks.", {("Omar Haddad", "absent", None)}),
        ("Denmark has been excluded from the talks.", {("Denmark", "absent", None)}),
        ("John Hill travelled to Geneva for the talks.", {("John Hill", "attends", None)}),
        ("John Hill also attended the talks.", {("John Hill", "attends", None)}),
        ("John Hill pulled out at the last minute.", {("John Hill", "absent", None)}),
        ("John Hill will not be in Geneva either.", {("John Hill", "absent", None)}),
        ("Anna Berg was not at the table.", {("Anna Berg", "absent", None)}),
        ("It is not known if John Hill will be there.", {("John Hill", "undecided", None)}),
    ],
)
def test_who_comes(sentence: str, expected: set[tuple[str, str, str | None]]) -> None:
    assert triples(TALKS + sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Denmark urged Anna Berg to attend the talks.",
        "If Anna Berg attends the talks, markets will rise.",
        "Anna Berg attended school in Oslo.",
        "Anna Berg spoke of peace.",
        "Denmark challenged Anna Berg to come to Geneva.",
        "Denmark would call off the strike if Anna Berg agreed to come to the table.",
        "Denmark boycotted the vote on the pact.",
        "The head of Anna Berg's team said it was too early.",
        "Denmark has pulled out of the accord with Norway ahead of the talks in Geneva.",
        "Anna Berg withdrew her troops before the talks in Geneva.",
        "Denmark missed a deadline that was set at the talks in Geneva.",
        "Anna Berg named John Hill as her successor after the talks in Geneva.",
        "Denmark will not sit at the table forever.",
        "Denmark is not there yet.",
        "The rebels are present in the north.",
        "Denmark will not take part in joint military exercises.",
        "Former Danish negotiator Anna Berg called it a mistake.",
        "Anna Berg is a member of the president's economic team.",
    ],
)
def test_nothing_is_said_of_coming(sentence: str) -> None:
    assert triples(TALKS + sentence) == set()


def test_those_who_met_attended() -> None:
    assert triples("Anna Berg met with John Hill in Vienna.") == {
        ("Anna Berg", "attends", None),
        ("John Hill", "attends", None),
    }


def test_attendance_names_a_meeting_that_was_found() -> None:
    text = TALKS + "Anna Berg will attend. The last round took place in Oslo in March 2022. Omar Haddad attended it."
    made = document(text)
    meetings = find_meetings(made, Found())
    claims = find_attendance(made, Found(meetings=meetings))
    assert claims
    assert {c.meeting for c in claims} <= {m.name for m in meetings}


def test_without_meetings_nobody_attends() -> None:
    assert attendance("Anna Berg will attend. John Hill will not be present.") == ()


WORDS = st.lists(
    st.sampled_from(
        words_of(
            "talks the attend will not Anna_Berg and John_Hill Norway Sweden led by delegation includes if would "
            "only met with in Geneva , . without absence of send negotiators mediators may \n 🙂"
        )
    ),
    max_size=30,
).map(lambda words: TALKS + " ".join(words).replace("_", " "))


@examples(40)
@given(WORDS)
def test_any_words_give_verbatim_evidence(text: str) -> None:
    for claim in attendance(text):
        assert claim.evidence.stands_in(text)
        assert claim.who


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Whoever comes for talks, or sends people to them.
        ("John Hill arrived in Geneva on Monday for talks with Norway.", {("John Hill", "attends", None)}),
        (TALKS + "Denmark sent a delegation to the talks.", {("Denmark", "attends", None)}),
        # Guests who stay away, or whose answer is open.
        ("Denmark declined an invitation to attend the talks in Geneva in March 2022.", {("Denmark", "absent", None)}),
        ("Denmark has not decided whether to take part in the talks in Geneva.", {("Denmark", "undecided", None)}),
        ("John Hill walked out of negotiations with Norway on Monday.", {("John Hill", "absent", None)}),
        ("Anna Berg called off the talks with John Hill in Geneva on Monday.", {("Anna Berg", "absent", None)}),
        # A meeting that somebody shuns is one, whoever sits there.
        ("Denmark stays away from the peace conference in Geneva.", {("Denmark", "absent", None)}),
        ("President Anna Berg skipped the summit in Geneva.", {("Anna Berg", "absent", None)}),
        ("Anna Berg stormed out of the meeting with the company.", {("Anna Berg", "absent", None)}),
        ("Prime Minister Anna Berg failed to appear at the talks in Geneva.", {("Anna Berg", "absent", None)}),
        ("Denmark was shut out of the talks in Geneva.", {("Denmark", "absent", None)}),
        ("Denmark threatened to boycott the conference in Geneva.", {("Denmark", "undecided", None)}),
        ("Denmark may decide not to return to the talks in Geneva.", {("Denmark", "undecided", None)}),
        # Told beside another predicate.
        ("Anna Berg's absence from the talks in Geneva surprised Denmark.", {("Anna Berg", "absent", None)}),
        (
            "Norway and Sweden met in Geneva without Denmark, Denmark said.",
            {("Norway", "attends", None), ("Sweden", "attends", None)},
        ),
        ("The talks in Geneva went ahead without Denmark, Denmark said.", {("Denmark", "absent", None)}),
        # Expected, confirmed, represented, invited, among those who sit there.
        ("Anna Berg is expected in Geneva on Sunday for talks with Sweden.", {("Anna Berg", "attends", None)}),
        ("Denmark confirmed its participation in the summit in Geneva.", {("Denmark", "attends", None)}),
        ("Denmark has yet to confirm its participation in the summit in Geneva.", {("Denmark", "undecided", None)}),
        ("Anna Berg was among the participants in the talks in Geneva.", {("Anna Berg", "attends", None)}),
        # Who will not meet is away; of the other it says nothing.
        ("Anna Berg refused to meet John Hill in Geneva.", {("Anna Berg", "absent", None)}),
        # Whoever walks away had come.
        (TALKS + "John Hill walked away from the talks.", set()),
        # Two at the telephone, two in one room.
        ("Anna Berg spoke by phone with John Hill.", {("Anna Berg", "attends", None), ("John Hill", "attends", None)}),
        (
            "Anna Berg hosted John Hill in Oslo on Monday.",
            {("Anna Berg", "attends", None), ("John Hill", "attends", None)},
        ),
        # Who goes between.
        (
            "Denmark has been mediating talks between Norway and Sweden.",
            {("Denmark", "attends", "mediator")},
        ),
        # Readiness is no coming.
        ("Anna Berg said she was ready to meet John Hill in Oslo.", set()),
    ],
)
def test_meeting_and_attendance_in_one_sentence(text: str, expected: set[tuple[str, str, str | None]]) -> None:
    assert triples(text) == expected


def test_nobody_comes_to_what_does_not_take_place() -> None:
    text = "Anna Berg, the president of Norway, declined to meet the envoy of Sweden, Omar Haddad."
    reading = find_claims(document(text), assemble(Settings().finding.finders))
    assert {meeting.status for meeting in reading.meetings} == {MeetingStatus.CANCELLED}
    assert "attends" not in {seat.status for seat in reading.attendance}


ROUND = "Norway and Sweden held talks in Geneva on Monday. "


@pytest.mark.parametrize(
    ("text", "who", "place"),
    [
        (
            ROUND + "Norway proposed that Anna Berg and Omar Haddad meet. Berg led the Norwegian delegation.",
            "Anna Berg",
            "Geneva",
        ),
        (
            ROUND + "Anna Berg met John Hill in Paris. Omar Haddad, the head of the Swedish delegation, was there.",
            "Omar Haddad",
            "Geneva",
        ),
        (
            TALKS + "Anna Berg met John Hill in Paris. Berg will lead the Norwegian delegation.",
            "Anna Berg",
            "Geneva",
        ),
        (
            TALKS + "John Hill visited Anna Berg in Paris. The Norwegian delegation includes Mary Stone.",
            "Mary Stone",
            "Geneva",
        ),
    ],
)
def test_a_delegation_sits_at_the_talks_of_its_side(text: str, who: str, place: str) -> None:
    made = document(text)
    meetings = find_meetings(made, Found())
    assert len(meetings) > 1
    seats = find_attendance(made, Found(meetings=meetings))
    (meeting,) = {s.meeting for s in seats if s.who == who and s.capacity is not None}
    assert next(m.place for m in meetings if m.name == meeting) == place


def test_who_sends_a_delegation_need_not_come() -> None:
    assert triples(TALKS + "Anna Berg is sending a delegation to Geneva.") == {("Norway", "attends", None)}


@pytest.mark.parametrize("words", ["declined to name its delegation", "has not appointed a delegation to the talks"])
def test_who_names_no_delegation_may_still_send_one(words: str) -> None:
    assert triples(f"{TALKS}Norway {words}.") == set()


def test_who_chairs_the_talks_of_others_goes_between_them() -> None:
    assert triples(ROUND + "The talks were chaired by John Hill.") >= {("John Hill", "attends", "mediator")}
    assert triples(ROUND + "The talks were chaired by Anna Berg.") >= {("Anna Berg", "attends", "head")}


BETWEEN = {("Denmark", "attends", "mediator")}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Denmark will serve as mediator in the talks.", BETWEEN),
        ("Denmark is to act as go-between.", BETWEEN),
        ("Denmark acts as a facilitator.", BETWEEN),
        ("Denmark will play the role of mediator.", BETWEEN),
        ("Denmark will be the mediator.", BETWEEN),
        ("Denmark has agreed to act as mediator.", BETWEEN),
        ("Denmark mediates.", BETWEEN),
        ("Denmark is mediating between the two sides.", BETWEEN),
        ("Denmark is mediating the talks.", BETWEEN),
        ("John Hill of Denmark was named mediator.", {("John Hill", "attends", "mediator")}),
        (
            "Denmark and Mary Stone, acting as go-betweens, carried messages.",
            {*BETWEEN, ("Mary Stone", "attends", "mediator")},
        ),
        # Who offers, is asked, is ready or refuses to, does not yet; nor who does so in what is not these talks.
        ("Denmark offered to mediate.", set()),
        ("Denmark is ready to act as mediator.", set()),
        ("Denmark could act as mediator.", set()),
        ("Denmark will not act as mediator.", set()),
        ("Norway asked Denmark to serve as mediator.", set()),
        ("Norway rejected Denmark as a mediator.", set()),
        ("Denmark is a mediator in the war between Chad and Mali.", set()),
        ("Denmark mediated between Chad and Mali in 2019.", set()),
        ("Norway acts as mediator.", set()),
    ],
)
def test_who_goes_between(sentence: str, expected: set[tuple[str, str, str | None]]) -> None:
    assert triples(TALKS + sentence) == expected
    reading = find_claims(document(TALKS + sentence), assemble(Settings().finding.finders))
    seats = {(s.who, s.status.value, s.capacity.value) for s in reading.attendance if s.capacity is not None}
    assert seats == expected


@pytest.mark.parametrize(
    ("text", "mediator", "status"),
    [
        ("Norway is mediating between Chad and Mali.", "Norway", "under_way"),
        ("Norway mediates between Chad and Mali.", "Norway", "under_way"),
        ("Norway will mediate between Chad and Mali.", "Norway", "planned"),
        ("Chad and Mali are talking in Oslo, and Norway mediates.", "Norway", "under_way"),
        ("Chad and Mali are talking. Norway mediates.", "Norway", "under_way"),
        ("Norway mediated between Chad and Mali in 2019.", None, None),
        ("Norway has offered to mediate between Chad and Mali.", None, None),
        ("Norway could mediate between Chad and Mali.", None, None),
        ("Norway refuses to mediate between Chad and Mali.", None, None),
    ],
)
def test_who_goes_between_two_sits_at_their_talks_on_a_page_of_one_line(
    text: str, mediator: str | None, status: str | None
) -> None:
    reading = find_claims(understand(Article(text=text, published="2024-03-05")), assemble(Settings().finding.finders))
    seats = {(s.who, s.status.value, s.capacity.value) for s in reading.attendance if s.capacity is not None}
    assert seats == ({(mediator, "attends", "mediator")} if mediator else set())
    assert [(m.parties, m.status.value) for m in reading.meetings] == ([(("Chad", "Mali"), status)] if status else [])


def test_whom_two_take_along_as_mediator_is_no_party() -> None:
    for text in (
        "Norway and Sweden will meet in Geneva on Monday with Denmark as mediator.",
        "Norway and Sweden will hold talks in Geneva on Monday with Denmark as mediator.",
    ):
        (meeting,) = find_meetings(document(text), Found())
        assert (meeting.parties, meeting.mediators) == (("Norway", "Sweden"), ("Denmark",))
        assert triples(text) >= BETWEEN


def seated(text: str) -> set[str]:
    """Who sits anywhere, by rules and model together."""
    made = document(text, who={**WHO, "Cairo": ("Egypt", ActorKind.COUNTRY, None)})
    reading = find_claims(made, assemble(Settings().finding.finders))
    return {seat.who for seat in reading.attendance if seat.status is AttendanceStatus.ATTENDS}


@pytest.mark.parametrize(
    "sentence",
    [
        "The foreign minister of Norway, Anna Berg, arrived in Cairo on Sunday.",
        "Anna Berg, the foreign minister of Norway, arrived in Addis Ababa for a visit to a hospital.",
        "Anna Berg, the foreign minister of Norway, who was in Tokyo, said she hoped for a deal.",
        "Speaking during a visit to Nairobi, the foreign minister of Norway, Anna Berg, said the talks were going well.",
        "Anna Berg is travelling to Cairo on Tuesday to brief officials there on the talks.",
        "The foreign minister of Norway, Anna Berg, was visiting Tokyo.",
        "The foreign minister of Norway, Anna Berg, toured a factory in Bergen.",
        "The visit of the foreign minister of Norway, Anna Berg, to Tokyo went ahead as planned.",
        "Officials spoke of Anna Berg's trip to Tokyo.",
    ],
)
def test_who_is_told_to_be_elsewhere_sits_nowhere(sentence: str) -> None:
    assert "Anna Berg" not in seated(ROUND + sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The foreign minister of Norway, Anna Berg, arrived in Geneva on Sunday.",
        "The foreign minister of Norway, Anna Berg, arrived in Switzerland on Sunday.",
        "Anna Berg, who was in Cairo last week, led the Norwegian delegation.",
    ],
)
def test_who_comes_to_where_the_talks_are_sits_there(sentence: str) -> None:
    assert "Anna Berg" in seated(ROUND + sentence)


def test_who_goes_between_sits_there_on_a_whole_page() -> None:
    text = (
        "Norway and Sweden opened talks in Geneva on Monday. Denmark mediates. Norway wants the port of Alta reopened. John Hill "
        "said that the talks were hard. Omar Haddad said that he would stay at home. Denmark will also serve as mediator in the "
        "next round. The envoys of both met again on Tuesday."
    )
    meetings = find_meetings(document(text), Found())
    assert not any("Denmark" in m.parties for m in meetings)
    reading = find_claims(document(text), assemble(Settings().finding.finders))
    assert ("Denmark", "mediator") in {(s.who, s.capacity and s.capacity.value) for s in reading.attendance}


@pytest.mark.parametrize(
    ("sentence", "there"),
    [
        ("Also at the table are Kenya, Sudan and Oman.", {"Kenya", "Sudan", "Oman"}),
        ("Also in the room was Omar Haddad.", {"Omar Haddad"}),
        ("Seated opposite Per Holm was Idris Saleh.", {"Per Holm", "Idris Saleh"}),
        ("Across the table from Per Holm sits Idris Saleh.", {"Per Holm", "Idris Saleh"}),
        ("Others in attendance were Omar Haddad and Yaya Moussa.", {"Omar Haddad", "Yaya Moussa"}),
        ("The meeting had in attendance Omar Haddad and Yaya Moussa.", {"Omar Haddad", "Yaya Moussa"}),
        ("Those present included Per Holm, Idris Saleh and Omar Haddad.", {"Per Holm", "Idris Saleh", "Omar Haddad"}),
        ("Heading the Chadian team is Idris Saleh.", {"Idris Saleh"}),
        ("Presiding over the talks was Omar Haddad of Kenya.", {"Omar Haddad"}),
        ("Representing Chad at the talks is Idris Saleh.", {"Idris Saleh"}),
        ("Joining them is Omar Haddad of Kenya.", {"Omar Haddad"}),
        (
            "Norway is represented by Per Holm, the foreign minister, and Chad by Idris Saleh.",
            {"Per Holm", "Idris Saleh"},
        ),
        ("The union side is led by Per Holm and the management by Anna Berg.", {"Per Holm", "Anna Berg"}),
        ("The Chadian team is made up of Idris Saleh and Omar Haddad.", {"Idris Saleh", "Omar Haddad"}),
        ("Chad has fielded Idris Saleh as its chief negotiator.", {"Idris Saleh"}),
        ("Chad's chief negotiator is Idris Saleh.", {"Idris Saleh"}),
        ("Idris Saleh stood in for the president at the table.", {"Idris Saleh"}),
        ("Idris Saleh was accompanied by Omar Haddad, the army chief.", {"Idris Saleh", "Omar Haddad"}),
        ("Kenya and Oman sent observers.", {"Kenya", "Oman"}),
        ("Kenya has observer status at the talks.", {"Kenya"}),
        ("Kenya and Oman have a seat at the table.", {"Kenya", "Oman"}),
        ("The talks saw the participation of Kenya and Oman.", {"Kenya", "Oman"}),
        ("Omar Haddad of the African Union chaired the session.", {"Omar Haddad"}),
        ("Participants: Norway, Chad, Kenya and Oman.", {"Norway", "Chad", "Kenya", "Oman"}),
        ("Attendees: Per Holm (Norway), Idris Saleh (Chad).", {"Per Holm", "Idris Saleh"}),
        ("Chad's team: Idris Saleh, Omar Haddad.", {"Idris Saleh", "Omar Haddad"}),
        ("For Chad: Idris Saleh; for Norway: Per Holm.", {"Idris Saleh", "Per Holm"}),
        ("Not at the table are Kenya and Oman.", {"no Kenya", "no Oman"}),
        ("Not present were Kenya and Oman.", {"no Kenya", "no Oman"}),
        ("Absent: Omar Haddad.", {"no Omar Haddad"}),
        # Of these nobody sits there.
        ("Also on the table is the port of Bergen.", set()),
        ("In the room next door Omar Haddad was asleep.", set()),
        ("Leading the economy is the firm of Omar Haddad.", set()),
        ("Representing Kenya in the race is Omar Haddad.", set()),
        ("Joining the army in 2009 was Omar Haddad.", set()),
        ("Omar Haddad fielded questions from reporters in Nairobi.", set()),
        ("Omar Haddad was accompanied by Yaya Moussa on a tour of a factory.", set()),
        ("For Omar Haddad: nothing.", set()),
    ],
)
def test_who_is_there_in_lists_and_by_those_who_stand_for_him(sentence: str, there: set[str]) -> None:
    text = f"Talks between Norway and Chad opened in Geneva on Monday. {sentence}"
    found = find_claims(understand(Article(text=text, published="2024-03-05")), assemble(Settings().finding.finders))
    told = {f"no {s.who}" if s.status is AttendanceStatus.ABSENT else s.who for s in found.attendance}
    assert there <= told
    assert told - there <= {"Norway", "Chad"}
