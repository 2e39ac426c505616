"""Whether two pages speak of the same meeting: by its time, place, parties, and by what it was at the time of the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

import msgspec

from stateofplay.model import MeetingStatus
from stateofplay.model.dates import Grain, VagueDate
from stateofplay.record.positions.stances import side_of
from stateofplay.record.views.claim_rows import Row

SERIES_DAYS = 21
"""Pages further apart than this do not speak of the same undated meeting."""
AHEAD_DAYS = 120
"""So far ahead an undated proposal may lie: "the presidents should meet" is said for months of the same meeting."""
MOVED_DAYS = 4
"""A meeting that was planned for one day and took place so many days later with the same parties was moved."""
FORWARD = frozenset({MeetingStatus.PROPOSED, MeetingStatus.PLANNED})
TOOK_PLACE = frozenset({MeetingStatus.HELD, MeetingStatus.UNDER_WAY})
_MOVED = timedelta(days=MOVED_DAYS)
_CALL = re.compile(r"\b(?:call|phone|telephone|video conference)\b", re.IGNORECASE)
_GATHERING = re.compile(
    r"\b(?:conference|forum|congress|convention|assembly|caucus|symposium|seminar|rally)\b", re.IGNORECASE
)
"""Where one of many speaks: no talks of two, wherever these are not in the same place."""
_VENUES = frozenset(
    (
        "palace hotel house hall centre center castle villa embassy consulate airport base building complex residence "
        "mansion resort estate headquarters ministry parliament chancellery club university museum square room ranch lodge "
        "academy pavilion ship school church mosque"
    ).split()
)
"""Last words of places inside a city: they contradict no city."""


class Likeness(msgspec.Struct, frozen=True, kw_only=True):
    """What of a meeting row others are compared with, computed once."""

    row: Row
    sides: frozenset[str]
    inner: frozenset[str]
    """Who is named, where several are and all of them of one side: it sits with itself, and with nobody else."""
    persons: bool
    """Whether all parties that are named are persons of different sides: a meeting of leaders, not of delegations."""
    refused: bool
    """Whether one person is said not to meet a party, with neither day nor place: that calls off no talks of his side."""
    when: VagueDate | None
    call: bool
    """Whether they speak by telephone: no call is a round of talks."""
    gathering: bool
    """Whether it is one of many: "the forum in Lomé"."""
    first: date
    last: date
    """The days between which the meeting may lie."""

    @property
    def facts(self) -> int:
        """How much is known of it: what is known best is what the vaguer is recognised by."""
        return bool(self.when) * 2 + bool(self.row.place) + (len(self.sides) > 1)


def likenesses(rows: Iterable[Row], known_sides: Mapping[str, str], kinds: Mapping[str, str]) -> list[Likeness]:
    """Prepare rows for comparing; what many of them have alike is worked out once."""
    parties: dict[str | None, tuple[frozenset[str], frozenset[str], bool, bool]] = {}
    calls: dict[str | None, tuple[bool, bool]] = {}
    dates: dict[str | None, VagueDate | None] = {}
    out = []
    for row in rows:
        if row.party not in parties:
            names = [p for p in (row.party or "").split("; ") if p]
            sides = frozenset(side_of(p, known_sides) for p in names)
            people = [kinds.get(p) == "person" for p in names]
            inner = frozenset(names if len(names) > 1 and len(sides) == 1 else ())
            parties[row.party] = (sides, inner, len(sides) > 1 and all(people), any(people) and not all(people))
        if row.what not in calls:
            words = row.what or ""
            by_phone = _CALL.search(words) is not None
            calls[row.what] = (by_phone, not by_phone and _GATHERING.search(words) is not None)
        if row.date not in dates:
            dates[row.date] = VagueDate.parse(row.date)
        sides, inner, persons, mixed = parties[row.party]
        when = dates[row.date]
        first, last = when.interval if when else _span(row)
        refused = mixed and row.state == MeetingStatus.CANCELLED and not (when or row.place)
        refused = refused and (row.what or "").endswith("meeting")
        call, gathering = calls[row.what]
        out.append(
            Likeness(
                row=row, sides=sides, inner=inner, persons=persons, refused=refused, when=when, call=call,
                gathering=gathering, first=first, last=last,
            )
        )  # fmt: skip
    return out


def is_same(a: Likeness, b: Likeness, kinds: Mapping[str, str]) -> bool:
    """Whether nothing speaks against two rows being one meeting, and a shared party or place speaks for it."""
    if a.row.page == b.row.page:
        return False  # the reader of one page already told its meetings apart
    # The cheapest test that parts most pairs comes first: it decides how long a case of years takes.
    apart = not (a.first <= b.last and b.first <= a.last)
    if apart and not (a.when and b.when and (was_moved(a, b) or was_moved(b, a))):
        return False
    if a.persons != b.persons and a.sides and b.sides and not (a.when and b.when and a.when.value == b.when.value):
        return False  # leaders do not meet wherever their delegations do
    if a.persons and b.persons and a.sides != b.sides and not (a.when and b.when):
        return False  # the two of them, and the two with a third, are proposed apart
    if a.call != b.call or a.refused != b.refused:
        return False
    if places_differ(a.row.place, b.row.place, kinds):
        return False
    shared = len(a.sides & b.sides)
    if a.sides and b.sides and shared < min(2, len(a.sides), len(b.sides)):
        return False
    if (a.inner or b.inner) and not (a.inner & b.inner):
        return False
    same_place = bool(a.row.place and b.row.place)
    if a.gathering != b.gathering and not same_place:
        return False
    if not shared and not (same_place and a.when and b.when):
        return False
    if a.when or b.when:
        return True
    return abs((_day(a.row) - _day(b.row)).days) <= (
        AHEAD_DAYS if a.row.state == b.row.state == MeetingStatus.PROPOSED else SERIES_DAYS
    )


@dataclass(slots=True)
class Known:
    """The rows by which a meeting is recognised, those that compare alike kept together."""

    pages: set[int] = field(default_factory=set)
    shapes: dict[tuple[object, ...], list[Likeness]] = field(default_factory=dict)
    telling: bool = False
    """Whether its rows say more than one fact."""

    def add(self, one: Likeness) -> None:
        """Recognise the meeting by one more row, where it says as much as others; of one of which nobody says more, all count."""
        row = one.row
        self.pages.add(row.page)
        if one.facts <= 1 and self.telling:
            return
        self.telling = self.telling or one.facts > 1
        # Of undated rows the day of the page counts too, and whether it only proposes.
        said = () if one.when else (row.day, row.state == MeetingStatus.PROPOSED)
        shape = (
            one.when,
            one.first,
            one.last,
            one.sides,
            one.inner,
            one.persons,
            one.refused,
            one.call,
            one.gathering,
            row.place,
            *said,
        )
        self.shapes.setdefault(shape, []).append(one)

    def fits(self, one: Likeness, kinds: Mapping[str, str]) -> bool:
        """Whether a row `is_same` as every one of these: one of each shape decides, but where it may have been moved."""
        if one.row.page in self.pages:
            return False
        for alike in self.shapes.values():
            first = alike[0]
            apart = one.first > first.last or first.first > one.last
            if apart and max(one.first - first.last, first.first - one.last) > _MOVED:
                return False
            if not all(is_same(one, other, kinds) for other in (alike if apart else alike[:1])):
                return False
        return True


def was_moved(planned: Likeness, held: Likeness) -> bool:
    """Whether a meeting planned for one day is the one that a later page has a few days later, with the same parties."""
    if planned.when is None or held.when is None or {planned.when.grain, held.when.grain} != {Grain.DAY}:
        return False
    days = (held.when.earliest - planned.when.earliest).days
    return (
        0 < days <= MOVED_DAYS
        and planned.row.state not in TOOK_PLACE
        and len(planned.sides) > 1
        and planned.sides == held.sides
        and _day(planned.row) <= planned.when.latest
        and planned.row.day <= held.row.day
    )


def places_differ(one: str | None, other: str | None, kinds: Mapping[str, str]) -> bool:
    """Whether a meeting cannot be in both places; where one is not said, or one may lie in the other, it can.

    Examples
    --------
    >>> kinds = {"Qatar": "country", "Peru": "country"}
    >>> places_differ("Doha", "Geneva", kinds), places_differ("Qatar", "Peru", kinds)
    (True, True)
    >>> places_differ("Doha", "Qatar", kinds), places_differ("Lakeside Hotel", "Geneva", kinds)
    (False, False)
    """
    if not one or not other:
        return False
    a, b = one.lower().removeprefix("the "), other.lower().removeprefix("the ")
    if a in b or b in a or _is_venue(a) or _is_venue(b):
        return False
    return (kinds.get(one) == "country") == (kinds.get(other) == "country")


def _is_venue(place: str) -> bool:
    return place.rsplit(maxsplit=1)[-1] in _VENUES


def _span(row: Row) -> tuple[date, date]:
    """The days in which a meeting without a date may lie, by what its page says of it."""
    if not row.dated:
        return date.min, date.max
    day = _day(row)
    if day == date.min:
        return date.min, date.max
    before, after = {
        MeetingStatus.PROPOSED: (0, AHEAD_DAYS),
        MeetingStatus.PLANNED: (0, SERIES_DAYS),
        MeetingStatus.HELD: (SERIES_DAYS, 0),
        MeetingStatus.UNDER_WAY: (SERIES_DAYS, 1),
        MeetingStatus.CANCELLED: (SERIES_DAYS, SERIES_DAYS),
    }[MeetingStatus(row.state or MeetingStatus.HELD)]
    return day - timedelta(days=before), day + timedelta(days=after)


def _day(row: Row) -> date:
    return _first_day(row.day[:10])


@lru_cache(maxsize=4096)
def _first_day(day: str) -> date:
    when = VagueDate.parse(day)
    return when.earliest if when else date.min
