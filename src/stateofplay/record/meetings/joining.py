"""Meetings named in several pages become one meeting of the case, with its seats and what changed about them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property, lru_cache

from stateofplay.model import AttendanceStatus, Capacity, MeetingStatus
from stateofplay.model.dates import Grain, VagueDate, in_time
from stateofplay.record.meetings.likeness import FORWARD, MOVED_DAYS, TOOK_PLACE, Known, Likeness, likenesses
from stateofplay.record.positions.stances import side_of
from stateofplay.record.views.claim_rows import Row

_ORDER = {
    MeetingStatus.PROPOSED: 0,
    MeetingStatus.PLANNED: 1,
    MeetingStatus.UNDER_WAY: 2,
    MeetingStatus.CANCELLED: 3,
    MeetingStatus.HELD: 4,
}
_OPPOSITE = {AttendanceStatus.ATTENDS: AttendanceStatus.ABSENT, AttendanceStatus.ABSENT: AttendanceStatus.ATTENDS}
_ANY_MONTH, _ALL = 0, -1
_MONTHS_AT_MOST = 12
"""A meeting that may lie anywhere in a longer time is compared with all others of its parties."""
_COUNTED = re.compile(r" \(\d+\)$")
"""How a page tells its meetings of one name apart."""
_NAMED_DATE = re.compile(r",? (?:\d{1,2} )?(?:[A-Z][a-z]+ )?\d{4}(?:-W\d{2})?$")


@dataclass(slots=True, kw_only=True)
class Seat:
    """One person's or party's seat at a meeting, with every row that speaks of it."""

    who: str
    side: str = ""
    rows: list[Row] = field(default_factory=list)
    replaced_by: str | None = None
    """Who leads the same side's delegation by a later page."""

    @property
    def current(self) -> Row:
        """The latest word on it; a page without a date never has it over one with a date."""
        return max(self.rows, key=lambda r: (r.verdict == "accept", r.dated, r.day, r.page, r.confidence))

    @property
    def changed(self) -> tuple[Row, ...]:
        """Rows of earlier days that say something else, the oldest first, each step once."""
        now = self.current
        out: list[Row] = []
        for row in sorted(self.rows, key=lambda r: (r.day, r.page)):
            if row.day < now.day and (out[-1].state if out else None) != row.state:
                out.append(row)
        if out and out[-1].state == now.state:
            out.pop()
        return tuple(out)

    @property
    def also(self) -> tuple[Row, ...]:
        """What else is said of it on the same day, each status once: a page may say that he stays away, and comes if."""
        now = self.current
        found = {r.state: r for r in self.rows if r.day == now.day and r.dated == now.dated and r.state != now.state}
        return tuple(found.values())

    @property
    def contrary(self) -> tuple[Row, ...]:
        """Rows of the same day that say the opposite: one comes, the other stays away."""
        now = self.current
        wanted = _OPPOSITE.get(AttendanceStatus(now.state or AttendanceStatus.ATTENDS))
        return tuple(r for r in self.rows if r.day == now.day and r.state == wanted and r.page != now.page)


@dataclass(kw_only=True)
class CaseMeeting:
    """A meeting of the case; what follows from its rows is worked out once, after `join` has put them together."""

    name: str
    rows: list[Row]
    seats: dict[str, Seat] = field(default_factory=dict)
    names: set[tuple[int, str]] = field(default_factory=set)
    """(page, name on that page)."""

    def status_of(self, row: Row) -> MeetingStatus:
        """Status as a row has it; what was under way on a day that had passed when the page appeared is over."""
        status = MeetingStatus(row.state or MeetingStatus.HELD)
        day = VagueDate.parse(row.date)
        if status is MeetingStatus.UNDER_WAY and day and row.dated and row.day[:10] > day.latest.isoformat():
            return MeetingStatus.HELD
        return status

    @cached_property
    def telling(self) -> list[Row]:
        """Rows that can tell its status: a page of a later day that calls it planned or proposed looks back, and cannot."""
        when = VagueDate.parse(self.date)
        if when is None:
            return self.rows
        last = when.latest.isoformat()
        return [r for r in self.rows if not (r.dated and r.day[:10] > last and r.state in FORWARD)] or self.rows

    @cached_property
    def current(self) -> Row:
        """The row that speaks for its status now: the latest page's, of one page the furthest along.

        Once a page of the day itself or later said that it took place, a later page that speaks of it in passing ("had
        postponed nothing") does not call it off again.
        """
        when = VagueDate.parse(self.date)
        day = when.earliest.isoformat() if when else None
        telling = self.telling
        took_place = [r for r in telling if day and r.state in TOOK_PLACE and r.day >= day]
        if any(r.date and self.status_of(r) is MeetingStatus.HELD for r in took_place):
            # A page that gives no day and speaks of it as going on does not open it again.
            took_place = [r for r in took_place if r.date or self.status_of(r) is MeetingStatus.HELD]
        rows = [r for r in self.rows if r.verdict == "accept"] or took_place or telling
        last = max(rows, key=lambda r: (r.dated, r.day, _ORDER[self.status_of(r)]))
        if last.said_by is None:
            return last
        # What a page tells itself, with the day, outweighs what a later one has somebody say in passing.
        same = [
            r for r in rows if self.status_of(r) is self.status_of(last) and r.said_by is None and r.date and r.dated
        ]
        return max(same, key=lambda r: r.day, default=last)

    @property
    def status(self) -> MeetingStatus:
        """Its status now."""
        return self.status_of(self.current)

    @cached_property
    def date(self) -> str | None:
        """The most precise date that any page gives; of several the one of those that say it took place, or the latest said."""
        dated = [r for r in self.rows if r.date]
        if not dated:
            return None
        return max(dated, key=lambda r: (len(r.date or ""), r.state in TOOK_PLACE, r.dated, r.day)).date

    @property
    def moved_from(self) -> tuple[str, ...]:
        """Days for which it had been planned before it was moved."""
        when = VagueDate.parse(self.date)
        days = (r.date for r in sorted(self.rows, key=lambda r: r.day) if r.date)
        return tuple(dict.fromkeys(d for d in days if when and not when.overlaps(VagueDate(d))))

    @property
    def place(self) -> str | None:
        """The place as most pages have it."""
        places = [r.place for r in self.rows if r.place]
        return max(set(places), key=lambda p: (places.count(p), p)) if places else None

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """Everyone whom some page names as a party, the most named first."""
        named = [p for r in self.rows if r.party for p in r.party.split("; ")]
        return tuple(sorted(dict.fromkeys(named), key=lambda p: -named.count(p)))

    @property
    def statuses(self) -> tuple[Row, ...]:
        """Rows at which its status changed, the oldest first."""
        out: list[Row] = []
        for row in sorted(self.telling, key=lambda r: (r.day, r.page, _ORDER[self.status_of(r)])):
            if not out or self.status_of(out[-1]) != self.status_of(row):
                out.append(row)
        return tuple(out)

    @property
    def earlier(self) -> tuple[Row, ...]:
        """What its status was on earlier days, each step once, the oldest first."""
        now = self.current
        steps = [r for r in self.statuses if r.day < now.day]
        while steps and self.status_of(steps[-1]) == self.status_of(now):
            steps.pop()
        return tuple(steps)


def join(
    meetings: Iterable[Row],
    attendance: Iterable[Row] | Callable[[Sequence[CaseMeeting]], Iterable[Row]],
    known_sides: Mapping[str, str],
    kinds: Mapping[str, str] | None = None,
) -> tuple[CaseMeeting, ...]:
    """Join the meetings of all pages.

    Two rows are one meeting where their dates do not exclude each other (or one was moved by a few days), their parties overlap
    (a president counts for his country), their places do not differ, and undated ones stand in pages near one another.

    Parameters
    ----------
    meetings, attendance
        Rows of these kinds; of attendance also what gives the rows of some meetings, for who needs the seats of few.
    known_sides
        Actor -> the side it stands on.
    kinds
        Actor -> person, country and so on: leaders' meetings are told from talks of delegations.

    Returns
    -------
    tuple of CaseMeeting
        By date. Cost: each row is compared with the meetings of its parties in the months in which it may lie.
    """
    kinds = kinds or {}
    found: list[tuple[CaseMeeting, Known]] = []
    index: dict[tuple[str, int], list[int]] = defaultdict(list)
    keys: dict[tuple[object, ...], tuple[tuple[tuple[str, int], ...], tuple[tuple[str, int], ...]]] = {}
    prepared = likenesses(meetings, known_sides, kinds)
    # Those with most facts first: they are what the vaguer ones can be recognised by.
    # Of one page what is called off comes last: one of two who will not meet somebody calls off no talks of both.
    for one in sorted(
        prepared, key=lambda k: (-k.facts, k.row.day, k.row.page, k.row.state == MeetingStatus.CANCELLED)
    ):
        shape = (one.sides, one.row.place, one.when, one.first, one.last)
        if shape not in keys:
            keys[shape] = (tuple(_looked_up(one)), tuple(_filed_under(one)))
        looked_up, filed_under = keys[shape]
        for place in sorted({i for key in looked_up for i in index.get(key, ())}):
            meeting, known = found[place]
            if known.fits(one, kinds):
                break
        else:
            place = len(found)
            meeting, known = CaseMeeting(name="", rows=[]), Known()
            found.append((meeting, known))
        meeting.rows.append(one.row)
        known.add(one)
        meeting.names.add((one.row.page, one.row.what or ""))
        for key in filed_under:
            if place not in index[key][-1:]:
                index[key].append(place)
    by_name = {key: meeting for meeting, _ in found for key in meeting.names}
    for row in attendance([m for m, _ in found]) if callable(attendance) else attendance:
        where = by_name.get((row.page, row.what or ""))
        if where is not None and row.party:
            seat = where.seats.setdefault(row.party, Seat(who=row.party, side=side_of(row.party, known_sides)))
            seat.rows.append(row)
    for meeting, _ in found:
        meeting.name = _name(meeting)
        _replace(meeting)
    return tuple(sorted((m for m, _ in found), key=lambda m: (in_time(m.date or m.rows[0].day), m.name)))


def _filed_under(one: Likeness) -> Iterator[tuple[str, int]]:
    """Where a meeting is filed: under each side (or its place), and each month in which it may lie or `_ANY_MONTH`."""
    for name in _names(one):
        yield name, _ALL
        yield from ((name, month) for month in _months(one.first, one.last) or (_ANY_MONTH,))


def _looked_up(one: Likeness) -> Iterator[tuple[str, int]]:
    """Where the same meeting may be filed: in the months around, for it may have been moved by some days."""
    nearby = timedelta(days=MOVED_DAYS)
    first = one.first - nearby if one.first > date.min + nearby else one.first
    last = one.last + nearby if one.last < date.max - nearby else one.last
    months = _months(first, last)
    for name in _names(one):
        yield from ((name, month) for month in ((*months, _ANY_MONTH) if months else (_ALL,)))


def _names(one: Likeness) -> set[str]:
    names = set(one.sides)
    if one.row.place and (one.when or not names):
        names.add(f"in {one.row.place}")
    return names


@lru_cache(maxsize=65536)
def _months(first: date, last: date) -> range:
    """The months of a time, none where it is too long to tell."""
    months = range(_month(first), _month(last) + 1)
    return months if len(months) <= _MONTHS_AT_MOST + 1 else range(0)


def _month(day: date) -> int:
    return day.year * 12 + day.month


def _name(meeting: CaseMeeting) -> str:
    """A name with place and date as the case has them, in the words of the page that knows most."""
    date, place = meeting.date, meeting.place
    best = max(
        meeting.rows,
        key=lambda r: (
            r.date == date,
            r.place == place,
            bool(r.place),
            r.state not in FORWARD,
            -r.page,
        ),
    )
    name = _COUNTED.sub("", best.what or "meeting")
    if place and not best.place and place not in meeting.parties and (kind := _NAMED_DATE.sub("", name).split()):
        name = f"{place} {kind[-1]}"
    when = VagueDate.parse(date)
    if when is None:
        return name
    stem = _NAMED_DATE.sub("", name)
    if when.grain is Grain.DAY:
        return f"{stem}, {when.earliest.day} {when.earliest:%B %Y}"
    return f"{stem}, {when.earliest:%B %Y}" if when.grain is Grain.MONTH else f"{stem}, {when.value}"


def _replace(meeting: CaseMeeting) -> None:
    """Note where a later page names another head of the same side's delegation."""
    heads = [s for s in meeting.seats.values() if s.side != s.who and any(r.other == Capacity.HEAD for r in s.rows)]
    first = {s.who: min(r.day for r in s.rows) for s in heads}
    for seat in heads:
        last = max(r.day for r in seat.rows)
        after = [s for s in heads if s.side == seat.side and s is not seat and first[s.who] > last]
        if after:
            seat.replaced_by = min(after, key=lambda s: first[s.who]).who
