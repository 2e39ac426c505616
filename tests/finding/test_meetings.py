"""Meetings: one table of sentences, one of texts with several meetings, and properties of any text."""

from __future__ import annotations

import gc
from dataclasses import replace
from weakref import ref

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from stateofplay.finding.assembly import assemble, find_claims
from stateofplay.finding.components import Found
from stateofplay.finding.meetings import finder
from stateofplay.finding.meetings.choice.features import MeetingContext
from stateofplay.finding.meetings.choice.tables import Room, tables
from stateofplay.finding.meetings.finder import find_meetings
from stateofplay.finding.meetings.grouping import group_mentions
from stateofplay.finding.meetings.mentions import find_mentions
from stateofplay.finding.meetings.parties import adjectives_before
from stateofplay.finding.meetings.sides import Principals
from stateofplay.language import understand
from stateofplay.model import ActorKind, Article, Meeting, MeetingFormat, MeetingStatus
from stateofplay.settings import Settings
from stateofplay.testing.documents import WHO, document, words_of
from tests.thoroughness import examples

BOTH = {"Norway", "Sweden"}


def meetings(text: str, **more: object) -> tuple[Meeting, ...]:
    return find_meetings(document(text, **more), Found())


@pytest.mark.parametrize(
    ("text", "parties", "place", "date", "status"),
    [
        ("Norway and Sweden held talks in Geneva on Monday.", BOTH, "Geneva", "2025-05-12", "held"),
        ("Talks between Norway and Sweden will begin in Oslo on Monday.", BOTH, "Oslo", "2025-05-12", "planned"),
        ("Norway cancelled the talks with Sweden.", BOTH, None, None, "cancelled"),
        (
            "Norway will hold a negotiating round with Sweden in Geneva on Monday.",
            BOTH,
            "Geneva",
            "2025-05-12",
            "planned",
        ),
        ("Anna Berg spoke of the talks of Norway and Sweden, which begin this week.", BOTH, None, None, "planned"),
        (
            "Norway and Sweden were to hold talks in Geneva, but they were called off.",
            BOTH,
            "Geneva",
            None,
            "cancelled",
        ),
        ("Norway rejected direct talks with Sweden.", BOTH, None, None, "cancelled"),
        ("Norway turned down a meeting with Sweden.", BOTH, None, None, "cancelled"),
        ("Norway denied meetings with Sweden.", BOTH, None, None, "cancelled"),
        ("Norway has proposed direct talks with Sweden.", BOTH, None, None, "proposed"),
        ("Norway and Sweden will reconvene in Geneva on Monday.", BOTH, "Geneva", "2025-05-12", "planned"),
        # Who stays away is no party; whoever he acts for is.
        (
            "Anna Berg, the president of Norway, will not attend the talks with Sweden that are planned in Geneva for Monday.",
            BOTH,
            "Geneva",
            "2025-05-12",
            "planned",
        ),
        # The journey has the place and the day.
        (
            "Anna Berg will fly to Geneva on Monday to meet John Hill.",
            {"Anna Berg", "John Hill"},
            "Geneva",
            "2025-05-12",
            "planned",
        ),
        # People meet at a table of another kind.
        (
            "Anna Berg had dinner with John Hill in Geneva on Monday.",
            {"Anna Berg", "John Hill"},
            "Geneva",
            "2025-05-12",
            "held",
        ),
        ("Anna Berg met with John Hill in Vienna.", {"Anna Berg", "John Hill"}, "Vienna", None, "held"),
        ("Anna Berg will meet John Hill on Monday.", {"Anna Berg", "John Hill"}, None, "2025-05-12", "planned"),
        (
            "A summit between Norway and Sweden is scheduled for May 5 in Cairo.",
            BOTH,
            "Cairo",
            "2025-05-05",
            "planned",
        ),
        ("Norwegian and Swedish negotiators met in Geneva on Monday.", BOTH, "Geneva", "2025-05-12", "held"),
        ("The last round of talks between Norway and Sweden took place in March 2022.", BOTH, None, "2022-03", "held"),
        ("Negotiations between Norway and Sweden are continuing in Doha.", BOTH, "Doha", None, "under_way"),
        (
            "John Hill called off a planned summit with Anna Berg in Cairo.",
            {"John Hill", "Anna Berg"},
            "Cairo",
            None,
            "cancelled",
        ),
        ("Norway and Sweden are in talks in Oslo.", BOTH, "Oslo", None, "under_way"),
        ("Norway sent a team to Vienna to take part in talks with Sweden.", BOTH, "Vienna", None, "planned"),
        # The day on which it was said is not that of the talks.
        ("Norway and Sweden will resume talks in Vienna, Anna Berg said on Monday.", BOTH, "Vienna", None, "planned"),
        ("Norway and Sweden have made no progress in talks in Oslo.", BOTH, "Oslo", None, "under_way"),
        ("Denmark called for talks between Norway and Sweden.", BOTH, None, None, "proposed"),
        (
            "Denmark did not attend the talks between Norway and Sweden in Oslo on May 5.",
            BOTH,
            "Oslo",
            "2025-05-05",
            "held",
        ),
        # What is under way is what leads up to it.
        ("Preparations for talks between Norway and Sweden in Geneva are under way.", BOTH, "Geneva", None, "planned"),
        ("Plans for a summit of Norway and Sweden in Cairo have begun.", BOTH, "Cairo", None, "planned"),
        ("Anna Berg spoke by phone with John Hill on Monday.", {"Anna Berg", "John Hill"}, None, "2025-05-12", "held"),
    ],
)
def test_one_meeting(text: str, parties: set[str], place: str | None, date: str | None, status: str) -> None:
    found = meetings(text)
    assert len(found) == 1, [m.name for m in found]
    meeting = found[0]
    assert (set(meeting.parties), meeting.place, meeting.date, meeting.status.value) == (parties, place, date, status)


@pytest.mark.parametrize(
    "text",
    [
        "Norway failed to meet the demands of Sweden.",
        "Anna Berg spoke to reporters on Monday.",
        "Norway held a press conference on Monday.",
        "There is much talk of war in Norway.",
        "The company closed a funding round on Monday.",
        "Anna Berg called for calm.",
        "Anna Berg and John Hill talked over each other for an hour.",
        "Farmers in Norway expect rain.",
        "",
    ],
)
def test_no_meeting(text: str) -> None:
    assert meetings(text) == ()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        # The talks, the summit: definite words speak of the meeting at hand.
        ("Norway and Sweden held talks in Geneva on Monday. The talks lasted six hours.", 1),
        ("Norway and Sweden will hold a summit in Oslo on Monday. The summit was proposed by Denmark.", 1),
        # Another time, another place, other people: another meeting.
        (
            "Norway and Sweden held talks in Geneva on Monday. The last round of talks took place in Oslo in March 2022.",
            2,
        ),
        ("Anna Berg met with John Hill. Omar Haddad met with Mary Stone.", 2),
        ("Norway and Sweden held talks in Geneva, Oslo and Vienna.", 3),
    ],
)
def test_which_mentions_are_one_meeting(text: str, count: int) -> None:
    found = meetings(text)
    assert len(found) == count, [m.name for m in found]
    assert len({m.name for m in found}) == count


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ("Norway and Sweden held direct talks in Oslo.", MeetingFormat.DIRECT),
        ("Norway and Sweden held indirect talks in Oslo.", MeetingFormat.INDIRECT),
        ("Norway and Sweden held talks in Oslo.", None),
        ("Norway and Sweden held face-to-face talks in Oslo.", MeetingFormat.DIRECT),
        ("Norway and Sweden held one-on-one talks in Oslo.", MeetingFormat.DIRECT),
        ("In-person talks between Norway and Sweden were held in Oslo.", MeetingFormat.DIRECT),
        ("Norway and Sweden held talks in person in Oslo.", MeetingFormat.DIRECT),
        ("Norway and Sweden met face to face in Oslo.", MeetingFormat.DIRECT),
    ],
)
def test_format(text: str, format: MeetingFormat | None) -> None:
    assert [m.format for m in meetings(text)] == [format]


def test_meetings_are_found_once_and_go_with_the_words_of_their_page() -> None:
    made = document("Norway and Sweden held talks in Geneva on Monday. Their envoys met again in Oslo.")
    words = ref(made.doc)
    assert finder.gather(made)
    assert finder.gather(made) is finder.gather(made)
    del made
    gc.collect()
    assert words() is None


def test_who_proposed_it_and_who_goes_between() -> None:
    (meeting,) = meetings("The summit between Norway and Sweden in Oslo was proposed by Omar Haddad.")
    assert meeting.proposed_by == "Omar Haddad"
    (meeting,) = meetings("Talks between Norway and Sweden, mediated by Denmark, began in Oslo on Monday.")
    assert meeting.mediators == ("Denmark",)
    assert set(meeting.parties) == BOTH


def test_name_is_made_of_place_kind_and_date() -> None:
    (meeting,) = meetings("Norway and Sweden held talks in Geneva on Monday.")
    assert meeting.name == "Geneva talks, 12 May 2025"
    assert meeting.status is MeetingStatus.HELD


def test_evidence_is_the_sentence_and_holds_the_anchor() -> None:
    text = "Rain fell. Norway and Sweden held talks in Geneva on Monday. Nobody spoke."
    (meeting,) = meetings(text)
    assert meeting.evidence.quote == "Norway and Sweden held talks in Geneva on Monday."
    assert meeting.evidence.stands_in(text)
    assert text[meeting.anchor :].startswith("talks")


TOLD_BY = ("talks", "summit", "met", "round", "call", "negotiations")
WORDS = st.lists(
    st.sampled_from(
        words_of(
            "talks summit the met with between Norway Sweden Berg and in Geneva on Monday will not held round of last phone call "
            ", . ” “ if proposed by \n 🙂 عربي without who negotiations"
        )
    ),
    max_size=30,
).map(" ".join)


def test_a_country_in_which_the_text_has_talks_is_their_place() -> None:
    text = "Norway and Sweden meet for talks in Denmark on May 5. The Denmark talks follow a year of silence."
    (meeting,) = meetings(text)
    assert (set(meeting.parties), meeting.place) == (BOTH, "Denmark")


@examples(40)
@example("talks Monday held")
@given(WORDS)
def test_any_words_give_verbatim_evidence_and_known_parties(text: str) -> None:
    made = document(text)
    for meeting in find_meetings(made, Found()):
        assert meeting.evidence.stands_in(text)
        # Talks of a day, or of which the words speak more than once, are told also where nobody is known to sit there.
        assert meeting.parties or meeting.place or meeting.date or sum(text.count(word) for word in TOLD_BY) > 1
        assert all(made.actor(party) is not None for party in meeting.parties)


def test_nobody_sits_beside_those_whom_it_acts_for() -> None:
    room = Room(
        chances={"Chad": 0.9, "Sudan": 0.8, "Sudanese delegation": 0.7},
        sides={"Sudanese delegation": "Sudan"},
        kinds={
            "Chad": ActorKind.COUNTRY,
            "Sudan": ActorKind.COUNTRY,
            "Sudanese delegation": ActorKind.GROUP,
        },
        stated=("Chad", "Sudan", "Sudanese delegation"),
        ruled=("Sudanese delegation", "Sudan"),
        meeting={},
    )
    assert ("Chad", "Sudan") in tables(room)
    assert not [seats for seats in tables(room) if {"Sudan", "Sudanese delegation"} <= set(seats)]


def test_talks_that_nothing_tells_apart_are_told_once() -> None:
    """The same parties, equally far, neither place nor day: two claims of them would be one meeting counted twice."""
    page = document(
        "Norway and Chad held talks on the reef. Peru sold fish. Earlier negotiations between Norway and Chad failed. "
        "Sweden and Peru met in Oslo."
    )
    groups = finder.group_mentions(page, finder.find_mentions(page))
    assert [g.place for g in groups] == [None, None, "Oslo"]
    pair, held = ("Norway", "Chad"), MeetingStatus.HELD
    told = [finder.ToldMeeting(g, pair, held, worth) for g, worth in zip(groups, (0.4, 0.6, 0.5), strict=True)]
    joined = finder.joined(told)
    assert [(t.worth, t.group.place) for t in joined] == [(0.6, None), (0.5, "Oslo")]
    assert len(joined[0].group.mentions) == 2
    ahead = [told[0], replace(told[1], status=MeetingStatus.PLANNED), replace(told[1], parties=("Chad", "Peru"))]
    assert finder.joined(ahead) == ahead


FILLER = (
    " The port was closed. Nobody was hurt in the storm. Fishermen waited for news on the quay. Prices rose in the city. Schools "
    "stayed shut, and trains were late. The mayor asked for calm. People were tired of the war and of the cold winter."
)


@pytest.mark.parametrize(
    "text",
    [
        "The planned summit of Norway and Sweden, now cancelled, was to end the war.",
        "The planned summit of Norway and Sweden, which has now been cancelled, was to end the war.",
        "Anna Berg called off a planned meeting with John Hill.",
        "Norway and Sweden were to hold a summit in Geneva on Monday, but it was called off.",
    ],
)
def test_what_was_called_off_was_not_held_on_a_whole_page_either(text: str) -> None:
    assert [m.status for m in meetings(text + FILLER)] == [MeetingStatus.CANCELLED]


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg said in a conversation with reporters that the port would stay closed.",
        "Norway offered to meet Sweden halfway.",
        "Anna Berg went to the harbour to receive the remains of John Hill.",
    ],
)
def test_interviews_figures_of_speech_and_remains_are_no_meetings(text: str) -> None:
    assert meetings(text) == ()
    assert meetings(text + FILLER) == ()


@pytest.mark.parametrize("people", ["prisoners", "the wounded", "freed hostages", "bodies of soldiers", "detainees"])
def test_people_who_are_talked_about_sit_at_no_table(people: str) -> None:
    who = {**WHO, people.removeprefix("the "): (people, ActorKind.GROUP, None)}
    text = f"Norway, Sweden and {people} held talks in Geneva on Monday."
    (meeting,) = find_meetings(document(text, who=who), Found())
    assert set(meeting.parties) == BOTH


def test_no_tree_seats_people_who_are_talked_about() -> None:
    groups = dict.fromkeys(("prisoners", "families", "officials"))
    who = {**WHO, **{name: (name, ActorKind.GROUP, None) for name in groups}}
    made = document("Norway, Sweden, families, officials and prisoners held talks.", who=who)
    page = MeetingContext.of(made, [d.group for d in finder.drafts_of(made)])
    assert {a.name for a in page.candidates()} == {*BOTH, "families"}


def told(text: str) -> set[tuple[frozenset[str], str | None, str]]:
    return {(frozenset(m.parties), m.date, str(m.status)) for m in meetings(text)}


def test_two_meetings_in_one_breath_are_two() -> None:
    both = told(
        "Norway proposed another meeting with Sweden on Monday and wants a meeting of Anna Berg and Omar Haddad."
    )
    assert both == {
        (frozenset(BOTH), "2025-05-12", "proposed"),
        (frozenset({"Anna Berg", "Omar Haddad"}), None, "proposed"),
    }


def test_what_must_come_first_was_not_held() -> None:
    """The past of "until they met" is that of "there would be"."""
    first = told("There would be no deal until Anna Berg and Omar Haddad met, he said.")
    assert first == {(frozenset({"Anna Berg", "Omar Haddad"}), None, "proposed")}


@pytest.mark.parametrize("moved", ["postponed to May 5", "put off until May 5", "moved to May 5", "delayed till May 5"])
def test_talks_that_get_another_day_are_planned_for_it(moved: str) -> None:
    text = f"The talks between Norway and Sweden, which were expected on Monday, were {moved}, officials said."
    assert told(text) == {(frozenset(BOTH), "2025-05-05", "planned")}


def test_talks_long_ago_are_not_those_that_go_on_with_them() -> None:
    text = "Norway held talks with Sweden in Geneva on Monday. Berg saw the talks as a continuation of the negotiations of 2019."
    groups = group_mentions(made := document(text), find_mentions(made))
    assert [(g.date, g.order) for g in groups] == [("2025-05-12", 0), ("2019", -1)]


def test_those_who_send_delegations_sit_at_the_talks() -> None:
    made = document(
        "Anna Berg met John Hill in Paris. The Norwegian delegation and the Swedish delegation have arrived in Geneva."
    )
    assert Principals.of(made, group_mentions(made, find_mentions(made))).table == ("Norway", "Sweden")


def test_a_journey_to_nobody_is_no_meeting_beside_others() -> None:
    """On a page of some length too, where trees decide."""
    filler = "The harbour was quiet, and fishing boats lay at the quay while the wind turned to the north. " * 4
    visit = "Mary Stone begins a tour of the region on Monday. "
    both = meetings(filler + visit + "Norway and Sweden will hold talks in Geneva on Monday.")
    assert [set(m.parties) for m in both] == [BOTH]


@pytest.mark.parametrize(
    ("where", "place"), [("in Geneva", "Geneva"), ("in Geneva or Oslo", None), ("on Monday", None)]
)
def test_those_who_are_brought_together_meet(where: str, place: str | None) -> None:
    (meeting,) = meetings(f"John Hill said he hoped to bring Anna Berg and Omar Haddad together {where}.")
    assert set(meeting.parties) == {"Anna Berg", "Omar Haddad"}
    assert (meeting.place, str(meeting.status)) == (place, "proposed")


def test_nobody_meets_whose_forces_are_brought_together() -> None:
    assert not meetings("Norway will bring its ships and planes together in Geneva.")


def test_a_meeting_proposed_to_leaders_is_not_the_talks_that_go_on() -> None:
    text = "Norway and Sweden are holding talks in Geneva. John Hill said he hoped to bring Anna Berg and Omar Haddad together."
    assert {(m.place, str(m.status)) for m in meetings(text)} == {("Geneva", "under_way"), (None, "proposed")}


@pytest.mark.parametrize(
    ("named", "parties"),
    [
        ("Swedish and Norwegian", ("Sweden", "Norway")),
        ("Swedish, Norwegian and Danish", ("Sweden", "Norway", "Denmark")),
        ("Sweden Norway", ("Norway",)),
    ],
)
def test_a_list_before_envoys_is_joined(named: str, parties: tuple[str, ...]) -> None:
    who = {**WHO, "Danish": ("Denmark", ActorKind.COUNTRY, None)}
    made = document(f"The {named} envoys met in Geneva on Monday.", who=who)
    assert adjectives_before(made, next(t for t in made.doc if t.text == "envoys")) == parties


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A summit told twice is one: by its parties and by its place, by its first day and its last.
        (
            "Per Holm arrived in Pyongyang on Monday to prepare the summit. The summit between Norway and North Korea is planned "
            "for May. The Pyongyang summit would be the first.",
            [({"Norway", "North Korea"}, "Pyongyang", "2024-05", "planned")],
        ),
        (
            "NATO leaders meet in Vilnius on 11 July 2024. The NATO summit ends on 12 July.",
            [({"NATO"}, "Vilnius", "2024-07-11", "planned")],
        ),
        # Of a body it is its members', with place and day.
        (
            "The EU summit in Brussels on 21 March 2024 will deal with Chad.",
            [({"European Union"}, "Brussels", "2024-03-21", "planned")],
        ),
        (
            "The African Union summit opened in Addis Ababa on Saturday.",
            [({"African Union"}, "Addis Ababa", "2024-03-02", "under_way")],
        ),
        (
            "The summit of the African Union in Addis Ababa on 17 February 2024 ended without a text.",
            [({"African Union"}, "Addis Ababa", "2024-02-17", "held")],
        ),
        (
            "The ASEAN summit will be hosted by Laos in Vientiane in October. Myanmar rejected the text of the summit.",
            [({"ASEAN"}, "Vientiane", "2024-10", "planned")],
        ),
        # Countries that a hyphen joins before it are there, though the page says no more of them.
        ("Chad-Sudan talks resumed in Oslo on Monday.", [({"Chad", "Sudan"}, "Oslo", "2024-03-04", "under_way")]),
        (
            "The second Chad-Sudan summit, in Geneva, will deal with the port.",
            [({"Chad", "Sudan"}, "Geneva", None, "planned")],
        ),
    ],
)
def test_a_summit_and_whose_it_is(text: str, expected: list[tuple[set[str], str | None, str | None, str]]) -> None:
    made = understand(Article(text=text, published="2024-03-05"))
    found = find_meetings(made, Found())
    assert [({*m.parties}, m.place, m.date, m.status.value) for m in found] == expected


def test_who_prepares_a_summit_has_no_seat_there_and_who_attends_it_has() -> None:
    text = "Per Holm of Norway came to Oslo on Monday to prepare the summit. The summit between Norway and Chad is due in May."
    found = find_claims(understand(Article(text=text, published="2024-03-05")), assemble(Settings().finding.finders))
    assert "Per Holm" not in {s.who for s in found.attendance}
    text = "The Arab League summit in Cairo was attended by Chad, Sudan and Libya."
    found = find_claims(understand(Article(text=text, published="2024-03-05")), assemble(Settings().finding.finders))
    assert {s.who for s in found.attendance} == {"Chad", "Sudan", "Libya"}


def test_the_second_summit_and_the_first_are_two() -> None:
    text = (
        "North Korea and the United States plan a second summit, officials said on Monday. The first summit, held in Singapore "
        "in June 2018, ended with a short statement. The second summit is to take place in Hanoi on 27 March 2024. The Hanoi "
        "summit would be a chance for peace. Idris Saleh of Chad is not taking part in the summit."
    )
    made = understand(Article(text=text, published="2024-03-05"))
    groups = group_mentions(made, find_mentions(made))
    assert [(g.place, g.date, len(g.mentions)) for g in groups] == [
        ("Hanoi", "2024-03-27", 4),
        ("Singapore", "2018-06", 1),
    ]
    assert set(groups[0].parties) >= {"North Korea", "United States"}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        # A minister named beside his state is no table of his own.
        (
            "Norway, Per Holm of Norway and Chad will meet in Oslo on Friday. The summit of Anna Berg of Norway and Chad is on.",
            ["summit"],
        ),
        ("EU leaders will meet in Brussels on Thursday. The EU summit is expected to end on Friday.", ["summit"]),
        ("Norway and Chad plan a summit in Oslo. Omar Haddad of Kenya opened the summit.", ["summit"]),
    ],
)
def test_one_table_told_in_other_words(text: str, kinds: list[str]) -> None:
    made = understand(Article(text=text, published="2024-03-05"))
    assert [g.kind for g in group_mentions(made, find_mentions(made))] == kinds


def test_under_whose_mediation_talks_are_held_and_which_round_is_the_last() -> None:
    text = (
        "Delegations from Sudan and Chad opened a third round of talks in Nairobi on Monday under Kenyan mediation. The Sudanese "
        "team is led by Omar Haddad and the Chadian by Idris Saleh. Also at the table are envoys of Norway. The second round, in "
        "Oslo in January, broke down over the border. Kenya's foreign minister said the talks would go on until Friday. The two "
        "sides are to exchange lists of prisoners on Wednesday. Sudan's envoy left Nairobi on Sunday for consultations."
    )
    found = find_claims(understand(Article(text=text, published="2024-03-05")), assemble(Settings().finding.finders))
    told = [({*m.parties}, m.place, m.date, m.status.value, m.mediators) for m in found.meetings]
    assert told == [
        ({"Chad", "Sudan"}, "Nairobi", "2024-03-04", "held", ("Kenya",)),
        ({"Chad", "Sudan"}, "Oslo", "2024-01", "held", ()),
    ]
    seats = {(s.who, s.meeting, s.capacity and s.capacity.value) for s in found.attendance}
    nairobi = found.meetings[0].name
    assert seats >= {("Omar Haddad", nairobi, "head"), ("Idris Saleh", nairobi, "head"), ("Kenya", nairobi, "mediator")}
    assert ("Chad", nairobi, "head") not in seats


@pytest.mark.parametrize(
    "words",
    [
        "his Bolivian counterpart, Rosa Cruz,",
        "his Bolivian counterpart Rosa Cruz",
        "Rosa Cruz, his Bolivian counterpart,",
    ],
)
def test_a_counterpart_is_of_his_country_and_meets_under_his_name(words: str) -> None:
    made = understand(
        Article(text=f"Peru's foreign minister, Juan Perez, met {words} in Lima on Monday.", published="2024-03-05")
    )
    assert {a.name: a.side for a in made.actors}["Rosa Cruz"] == "Bolivia"
    (meeting,) = find_meetings(made, Found())
    assert meeting.parties == ("Juan Perez", "Rosa Cruz")


@pytest.mark.parametrize(
    ("when", "date"),
    [
        ("on Tuesday after a two-week break", "2024-03-05"),
        ("on Monday before a vote in parliament", "2024-03-04"),
        ("two days after the truce", None),
    ],
)
def test_the_day_of_talks_before_what_they_follow(when: str, date: str | None) -> None:
    made = understand(Article(text=f"Norway and Chad resumed peace talks in Oslo {when}.", published="2024-03-05"))
    assert [m.date for m in find_mentions(made) if m.kind == "talks"] == [date]


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("Norwegian Foreign Minister Anna Berg met in Oslo on Monday to discuss the truce.", 1),
        ("Norway is negotiating a truce.", 1),
        ("Norway is not negotiating a truce.", 0),
    ],
)
def test_one_of_whom_nobody_says_with_whom_he_met_or_bargains(told: str, count: int) -> None:
    assert len([m for m in find_mentions(document(told)) if m.verbal]) == count


@pytest.mark.parametrize("house", ["White House", "Pentagon"])
def test_a_house_that_stands_for_who_sits_there_is_a_place_too(house: str) -> None:
    (meeting,) = meetings(f"The {house} welcomed the plan. Iran and Oman met at the {house} on Monday.")
    assert meeting.place == house


def test_a_place_that_a_comma_parts_from_whom_one_met_is_where_they_met() -> None:
    text = (
        "Teachers strike\nTeachers in Lagos State will go on strike on Monday unless the Senate passes the pay bill. The "
        "union's president, Bola Adeyemi, met the education minister, Ngozi Eze, in Abuja on Thursday."
    )
    made = understand(Article(text=text, published="2024-03-05"))
    assert [m.place for m in find_mentions(made)] == ["Abuja"]
