"""Meetings of several pages become one, with its seats and what changed; those that are not one stay apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stateofplay.model import MeetingStatus
from stateofplay.record.meetings import CaseMeeting, join
from stateofplay.record.meetings.likeness import places_differ
from stateofplay.record.views import Row
from stateofplay.service.state import gather
from tests.record.written import Written, case_of, page
from tests.thoroughness import examples

BOTH = ("Chad", "Sudan")


def meetings_of(tmp_path: Path, *pages: Written) -> tuple[CaseMeeting, ...]:
    with case_of(tmp_path / "case.sop", *pages) as case:
        return gather(case).meetings


def announced(day: str = "2024-05-30") -> Written:
    return (
        page(day)
        .actor("Amina Saleh", "Chad")
        .actor("Omar Bakri", "Sudan")
        .meeting("They will meet in Geneva on 3 June.", "Geneva talks", BOTH, "planned", place="Geneva", date="2024-06-03")
        .seat("Amina Saleh will lead the team of Chad.", "Amina Saleh", "Geneva talks", capacity="head")
        .seat("Omar Bakri may come.", "Omar Bakri", "Geneva talks", "undecided")
    )  # fmt: skip


def test_one_meeting_of_several_pages_with_its_seats(tmp_path: Path) -> None:
    later = (
        page("2024-06-03")
        .actor("Omar Bakri", "Sudan")
        .meeting("The talks in Geneva lasted three hours.", "Geneva meeting", BOTH, "held", place="Geneva", date="2024-06-03")
        .seat("Omar Bakri stayed at home.", "Omar Bakri", "Geneva meeting", "absent")
    )  # fmt: skip
    (meeting,) = meetings_of(tmp_path, announced(), later)
    assert meeting.status is MeetingStatus.HELD
    assert [meeting.status_of(r) for r in meeting.earlier] == [MeetingStatus.PLANNED]
    assert {r.page for r in meeting.rows} == {1, 2}
    bakri = meeting.seats["Omar Bakri"]
    assert (bakri.current.state, [r.state for r in bakri.changed]) == ("absent", ["undecided"])
    assert meeting.seats["Amina Saleh"].side == "Chad"
    assert all(r.quote for s in meeting.seats.values() for r in s.rows)


def test_a_head_is_replaced_and_a_meeting_called_off(tmp_path: Path) -> None:
    replaced = (
        page("2024-05-31")
        .actor("Halima Issa", "Chad")
        .meeting("The talks of Chad and Sudan in Geneva stand.", "talks", BOTH, "planned", place="Geneva", date="2024-06-03")
        .seat("Halima Issa will lead the team of Chad instead.", "Halima Issa", "talks", capacity="head")
    )  # fmt: skip
    off = page("2024-06-02").meeting(
        "The Geneva talks of Chad and Sudan were called off.", "talks", BOTH, "cancelled", place="Geneva", date="2024-06-03"
    )  # fmt: skip
    (meeting,) = meetings_of(tmp_path, announced(), replaced, off)
    assert meeting.status is MeetingStatus.CANCELLED
    assert meeting.seats["Amina Saleh"].replaced_by == "Halima Issa"
    assert meeting.seats["Halima Issa"].replaced_by is None


def test_what_was_moved_by_a_day_is_the_same_meeting(tmp_path: Path) -> None:
    held = page("2024-06-05").meeting(
        "Chad and Sudan met in Geneva on Wednesday.", "Geneva talks", BOTH, "held", place="Geneva", date="2024-06-05"
    )
    (meeting,) = meetings_of(tmp_path, announced(), held)
    assert (meeting.date, meeting.moved_from) == ("2024-06-05", ("2024-06-03",))
    assert meeting.name == "Geneva talks, 5 June 2024"


def test_a_second_round_is_not_the_first_moved(tmp_path: Path) -> None:
    first = page("2024-06-03").meeting("They met on 3 June.", "talks", BOTH, "held", place="Geneva", date="2024-06-03")
    second = page("2024-06-05").meeting("They met again.", "talks", BOTH, "held", place="Geneva", date="2024-06-05")
    assert len(meetings_of(tmp_path, first, second)) == 2


def test_a_later_plan_is_no_word_on_what_is_over(tmp_path: Path) -> None:
    held = page("2024-06-03").meeting("They met in Geneva.", "talks", BOTH, "held", place="Geneva", date="2024-06-03")
    plan = page("2024-06-10").meeting("They will soon meet in Geneva again.", "talks", BOTH, "planned", place="Geneva")
    first, second = meetings_of(tmp_path, held, plan)
    assert (first.status, second.status) == (MeetingStatus.HELD, MeetingStatus.PLANNED)


def test_looking_back_on_a_plan_does_not_undo_the_meeting(tmp_path: Path) -> None:
    held = page("2024-06-03").meeting("They met in Geneva.", "talks", BOTH, "held", place="Geneva", date="2024-06-03")
    back = page("2024-06-20").meeting(
        "The talks of 3 June had been proposed by Chad.", "talks", BOTH, "proposed", place="Geneva", date="2024-06-03"
    )
    (meeting,) = meetings_of(tmp_path, held, back)
    assert meeting.status is MeetingStatus.HELD
    assert not meeting.earlier


def test_under_way_on_a_day_gone_by_is_held(tmp_path: Path) -> None:
    row = page("2024-06-08").meeting("They were meeting on 3 June.", "talks", BOTH, "under_way", date="2024-06-03")
    (meeting,) = meetings_of(tmp_path, row)
    assert meeting.status is MeetingStatus.HELD


def test_a_meeting_of_leaders_is_no_round_of_their_delegations(tmp_path: Path) -> None:
    wished = (
        page("2024-06-01")
        .actor("Idris Omar", "Chad")
        .actor("Nadia Hamdan", "Sudan")
        .meeting(
            "Idris Omar wants to meet Nadia Hamdan.", "Omar-Hamdan meeting", ("Idris Omar", "Nadia Hamdan"), "proposed"
        )
    )
    found = meetings_of(tmp_path, announced(), wished)
    assert {m.name for m in found} == {"Geneva talks, 3 June 2024", "Omar-Hamdan meeting"}


def test_a_call_is_no_meeting(tmp_path: Path) -> None:
    call = page("2024-06-03").meeting("They spoke by telephone.", "Chad-Sudan call", BOTH, "held", date="2024-06-03")
    assert len(meetings_of(tmp_path, announced(), call)) == 2


def test_two_pages_of_one_day_that_differ_on_a_seat(tmp_path: Path) -> None:
    yes = announced().seat("Idris Omar comes himself.", "Idris Omar", "Geneva talks")
    no = (
        page("2024-05-30")
        .meeting(
            "Chad and Sudan meet in Geneva on 3 June.", "talks", BOTH, "planned", place="Geneva", date="2024-06-03"
        )
        .seat("Idris Omar will not come.", "Idris Omar", "talks", "absent")
    )
    (meeting,) = meetings_of(tmp_path, yes, no)
    assert [r.page for r in meeting.seats["Idris Omar"].contrary] == [1]


def test_a_page_without_a_date_does_not_overrule(tmp_path: Path) -> None:
    undated = page(None).meeting(
        "The Geneva talks of 3 June are off.", "talks", BOTH, "cancelled", place="Geneva", date="2024-06-03"
    )
    (meeting,) = meetings_of(tmp_path, announced(), undated)
    assert meeting.status is MeetingStatus.PLANNED


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("Doha", "Geneva", True),
        ("Doha", None, False),
        ("Lakeside Hotel", "Geneva", False),
        ("the old Palace", "Doha", False),
        ("Doha", "Qatar", False),
        ("Qatar", "Egypt", True),
        ("Geneva", "Geneva, Switzerland", False),
    ],
)
def test_places(one: str | None, other: str | None, differ: bool) -> None:
    kinds = {"Qatar": "country", "Egypt": "country"}
    assert places_differ(one, other, kinds) is differ
    assert places_differ(other, one, kinds) is differ


_DATES = st.sampled_from([None, "2024", "2024-06", "2024-W23", "2024-06-03", "2024-06-05", "2025-01-01"])


@st.composite
def _rows(draw: st.DrawFn) -> list[Row]:
    made = []
    for number in range(draw(st.integers(0, 12))):
        made.append(
            Row(
                claim_id=f"mee-{number}",
                kind="meetings",
                party=draw(st.sampled_from([None, "Chad", "Chad; Sudan", "Sudan; Egypt", "Idris Omar; Nadia Hamdan"])),
                other=None,
                what=draw(st.sampled_from(["talks", "Geneva talks", "phone call", None])),
                state=draw(st.sampled_from([str(s) for s in MeetingStatus])),
                date=draw(_DATES),
                place=draw(st.sampled_from([None, "Geneva", "Doha", "the Palace"])),
                flag=False,
                said_by=None,
                firmness="stated",
                confidence=0.9,
                page=draw(st.integers(1, 6)),
                source="a.html",
                site=None,
                day=draw(st.sampled_from(["2024-05-30", "2024-06-03", "2024-06-20", "2025-02-01"])),
                start=number,
                end=number + 1,
                quote="x",
                dated=draw(st.booleans()),
            )
        )
    return made


@examples(150)
@given(_rows())
def test_every_row_is_in_one_meeting_whatever_the_order(rows: list[Row]) -> None:
    kinds = {"Idris Omar": "person", "Nadia Hamdan": "person"}
    sides = {"Idris Omar": "Chad", "Nadia Hamdan": "Sudan"}
    found = join(rows, (), sides, kinds)
    assert sorted(r.claim_id for m in found for r in m.rows) == sorted(r.claim_id for r in rows)
    for meeting in found:
        pages = [r.page for r in meeting.rows]
        assert len(pages) == len(set(pages)), "the reader of one page told its meetings apart"
        assert meeting.current in meeting.rows
        assert meeting.name
        assert all(meeting.status_of(r) is not meeting.status for r in meeting.earlier[-1:])


def test_a_week_lies_among_the_days_of_its_year(tmp_path: Path) -> None:
    written = (
        page("2024-07-30")
        .meeting("Chad and Sudan met in Geneva that week.", "Geneva talks", BOTH, "held", place="Geneva", date="2024-W20")
        .meeting("They met in Davos on 23 July.", "Davos talks", BOTH, "held", place="Davos", date="2024-07-23")
    )  # fmt: skip
    assert [m.name for m in meetings_of(tmp_path, written)][-1].startswith("Davos")


def test_who_will_not_meet_envoys_calls_off_no_talks_of_his_country(tmp_path: Path) -> None:
    refusal = (
        page("2024-06-01")
        .actor("Idris Omar", "Chad")
        .meeting("Envoys of Chad and Sudan are to talk.", "Chad-Sudan talks", ("Chad", "Sudan"), "planned")
        .meeting("Omar would not meet them.", "Omar-Sudan meeting", ("Idris Omar", "Sudan"), "cancelled")
    )
    found = meetings_of(tmp_path, announced(), refusal)
    assert sorted((str(m.status), len(m.rows)) for m in found) == [("cancelled", 1), ("planned", 2)]


def test_what_a_page_tells_itself_outweighs_a_later_word_in_passing(tmp_path: Path) -> None:
    held = page("2024-06-03").meeting("Talks were held.", "talks", BOTH, "held", place="Geneva", date="2024-06-03")
    passing = page("2024-06-08").meeting(
        "Not agreed in the talks, aides said.", "talks", BOTH, "under_way", said_by="aides of Chad"
    )
    (meeting,) = meetings_of(tmp_path, held, passing)
    assert (meeting.current.page, meeting.status) == (1, MeetingStatus.HELD)


def test_a_meeting_is_named_by_its_place(tmp_path: Path) -> None:
    moved = page("2024-06-03").meeting("Moved.", "Chad-Sudan talks, 4 June 2024", BOTH, "planned", date="2024-06-04")
    (meeting,) = meetings_of(tmp_path, announced(), moved)
    assert meeting.name == "Geneva talks, 4 June 2024"


def test_a_meeting_of_two_leaders_is_not_one_of_three(tmp_path: Path) -> None:
    people = {"Idris Omar": "Chad", "Nadia Hamdan": "Sudan", "Hassan Ali": "Egypt"}

    def proposed(day: str, *who: str) -> Written:
        written = page(day)
        for name in who:
            written.actor(name, people[name])
        return written.meeting(f"{' and '.join(who)} should meet.", "a meeting", who, "proposed")

    two = ("Idris Omar", "Nadia Hamdan")
    found = meetings_of(
        tmp_path, proposed("2024-06-01", *two), proposed("2024-06-03", *people), proposed("2024-06-05", *two)
    )
    assert sorted(len(m.rows) for m in found) == [1, 2]


def test_a_number_that_tells_names_of_one_page_apart_stays_there(tmp_path: Path) -> None:
    written = page("2024-06-01").meeting("Talks are planned.", "Chad-Sudan talks (2)", BOTH, "planned")
    assert [m.name for m in meetings_of(tmp_path, written)] == ["Chad-Sudan talks"]


def test_a_forum_at_which_one_of_two_speaks_is_not_the_talks_of_both(tmp_path: Path) -> None:
    proposed = page("2024-06-01").meeting("Chad may talk to Sudan.", "talks", BOTH, "proposed")
    forum = page("2024-06-03").meeting(
        "The minister of Chad attends a forum in Lomé.", "Lomé forum", ("Chad",), "under_way", place="Lomé"
    )
    assert len(meetings_of(tmp_path, proposed, forum)) == 2
    with_place = page("2024-06-04").meeting("Talks in Lomé.", "Lomé talks", BOTH, "planned", place="Lomé")
    there = page("2024-06-05").meeting("A conference in Lomé.", "Lomé conference", BOTH, "planned", place="Lomé")
    (tmp_path / "there").mkdir()
    assert len(meetings_of(tmp_path / "there", with_place, there)) == 1


def test_who_sits_with_its_own_people_sits_not_with_another_side(tmp_path: Path) -> None:
    def people(day: str) -> Written:
        return page(day).actor("Amina Saleh", "Chad").actor("Idris Omar", "Chad").actor("Halima Issa", "Chad")

    visit = page("2024-06-03").meeting("A visit.", "visit", BOTH, "held", date="2024-06-01")
    own = people("2024-06-04").meeting("Both confer.", "meeting", ("Amina Saleh", "Idris Omar"), "held")
    again = people("2024-06-05").meeting("They confer.", "meeting", ("Idris Omar", "Halima Issa"), "held")
    found = meetings_of(tmp_path, visit, own, again)
    assert sorted(sorted({r.page for r in m.rows}) for m in found) == [[1], [2, 3]]


def test_a_video_conference_is_a_call_and_no_gathering_of_many(tmp_path: Path) -> None:
    one = page("2024-06-01").meeting("A video conference.", "video conference", BOTH, "held", date="2024-06-01")
    other = page("2024-06-02").meeting("They spoke by phone.", "phone call", BOTH, "held", date="2024-06-01")
    assert len(meetings_of(tmp_path, one, other)) == 1
