"""Meetings named in several pages become one meeting of the case, with its seats and what changed about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from stateofplay.model import MeetingStatus
from stateofplay.model.dates import VagueDate
from stateofplay.record.positions import side_of
from stateofplay.record.views import Row

_FAR_APART_DAYS = 21
"""Pages further apart than this do not speak of the same undated meeting."""
_ORDER = {
    MeetingStatus.PROPOSED: 0,
    MeetingStatus.PLANNED: 1,
    MeetingStatus.UNDER_WAY: 2,
    MeetingStatus.CANCELLED: 3,
    MeetingStatus.HELD: 4,
}


@dataclass(slots=True, kw_only=True)
class Seat:
    """One person's or party's seat at a meeting, with every row that speaks of it."""

    who: str
    rows: list[Row] = field(default_factory=list)

    @property
    def current(self) -> Row:
        """The latest word on it."""
        return max(self.rows, key=lambda r: (r.verdict == "accept", r.day, r.page, r.confidence))

    @property
    def changed(self) -> tuple[Row, ...]:
        """Earlier rows that say something else."""
        return tuple(r for r in self.rows if r.state != self.current.state)


@dataclass(slots=True, kw_only=True)
class CaseMeeting:
    """A meeting of the case."""

    name: str
    rows: list[Row]
    seats: dict[str, Seat] = field(default_factory=dict)
    names: set[tuple[int, str]] = field(default_factory=set)
    """(page, name on that page)."""

    @property
    def current(self) -> Row:
        """The row that speaks for its status now: the latest page's, of one page the furthest along.

        Once a page of the day itself or later said that it took place, a later page that speaks of it in passing ("had
        postponed nothing") does not call it off again.
        """
        held_on = VagueDate.parse(self.date)
        day = held_on.earliest.isoformat() if held_on else None
        went_on = (MeetingStatus.HELD, MeetingStatus.UNDER_WAY)
        took_place = [r for r in self.rows if day and r.state in went_on and r.day >= day]
        rows = [r for r in self.rows if r.verdict == "accept"] or took_place or self.rows
        return max(rows, key=lambda r: (r.day, _ORDER.get(MeetingStatus(r.state or "held"), 0)))

    @property
    def date(self) -> str | None:
        """The most precise date that any page gives; of several the latest said."""
        dated = [r for r in self.rows if r.date]
        return max(dated, key=lambda r: (len(r.date or ""), r.day)).date if dated else None

    @property
    def place(self) -> str | None:
        """The place as most pages have it."""
        places = [r.place for r in self.rows if r.place]
        return max(set(places), key=lambda p: (places.count(p), p)) if places else None

    @property
    def parties(self) -> tuple[str, ...]:
        """Everyone whom some page names as a party, the most named first."""
        named = [p for r in self.rows if r.party for p in r.party.split("; ")]
        return tuple(sorted(dict.fromkeys(named), key=lambda p: -named.count(p)))

    @property
    def statuses(self) -> tuple[Row, ...]:
        """Rows at which its status changed, the oldest first."""
        out: list[Row] = []
        for row in sorted(self.rows, key=lambda r: (r.day, r.page)):
            if not out or out[-1].state != row.state:
                out.append(row)
        return tuple(out)


def join(meetings: Iterable[Row], attendance: Iterable[Row], known_sides: Mapping[str, str]) -> tuple[CaseMeeting, ...]:
    """Join the meetings of all pages.

    Two rows are one meeting where their dates do not exclude each other, their parties overlap (a president counts for his
    country), their places do not differ, and undated ones stand in pages at most three weeks apart.

    Returns
    -------
    tuple of CaseMeeting
        By date. Cost: n times the number of meetings.
    """
    found: list[CaseMeeting] = []
    # Those with most facts first: they are what the vaguer ones can be recognised by.
    for row in sorted(meetings, key=lambda r: (-_facts(r), r.day)):
        for meeting in found:
            if all(
                _same(row, other, known_sides) for other in meeting.rows if _facts(other) >= 2 or len(meeting.rows) == 1
            ):
                meeting.rows.append(row)
                break
        else:
            meeting = CaseMeeting(name=row.what or "meeting", rows=[row])
            found.append(meeting)
        meeting.names.add((row.page, row.what or ""))
    by_name = {key: meeting for meeting in found for key in meeting.names}
    for seat_row in attendance:
        meeting = by_name.get((seat_row.page, seat_row.what or ""))
        if meeting is not None and seat_row.party:
            meeting.seats.setdefault(seat_row.party, Seat(who=seat_row.party)).rows.append(seat_row)
    found.sort(key=lambda m: (m.date or m.rows[0].day, m.name))
    return tuple(found)


def _facts(row: Row) -> int:
    return bool(row.date) * 2 + bool(row.place) + bool(row.party and ";" in row.party)


def _same(a: Row, b: Row, known_sides: Mapping[str, str]) -> bool:
    if a.page == b.page:
        return False  # the reader of one page already told its meetings apart
    if a.place and b.place and a.place.lower() not in b.place.lower() and b.place.lower() not in a.place.lower():
        return False
    ours, theirs = _parties(a, known_sides), _parties(b, known_sides)
    if ours and theirs and len(ours & theirs) < min(2, len(ours), len(theirs)):
        return False
    if a.date and b.date:
        return a.date.startswith(b.date) or b.date.startswith(a.date)
    if a.date or b.date:
        dated, vague = (a, b) if a.date else (b, a)
        return _days_between(dated.date or "", vague.day) <= _FAR_APART_DAYS and bool(ours & theirs)
    return _days_between(a.day, b.day) <= _FAR_APART_DAYS and bool(ours & theirs)


def _parties(row: Row, known_sides: Mapping[str, str]) -> set[str]:
    return {side_of(p, known_sides) for p in (row.party or "").split("; ") if p}


def _days_between(a: str, b: str) -> int:
    """Days between two vague dates; none where one may be the other."""
    one, other = VagueDate.parse(a), VagueDate.parse(b)
    if one is None or other is None or one.overlaps(other):
        return 0  # a vague date excludes nothing
    return max((other.earliest - one.latest).days, (one.earliest - other.latest).days)
