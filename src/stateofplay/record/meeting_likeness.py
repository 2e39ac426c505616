"""Whether two pages speak of the same meeting: by its time, place, parties, and by what it was at the time of the page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from stateofplay.model import MeetingStatus
from stateofplay.model.dates import Grain, VagueDate
from stateofplay.record.positions import side_of
from stateofplay.record.views import Row

SERIES_DAYS = 21
"""Pages further apart than this do not speak of the same undated meeting."""
AHEAD_DAYS = 120
"""So far ahead an undated proposal may lie: "the presidents should meet" is said for months of the same meeting."""
MOVED_DAYS = 4
"""A meeting that was planned for one day and took place so many days later with the same parties was moved."""
FORWARD = frozenset({MeetingStatus.PROPOSED, MeetingStatus.PLANNED})
TOOK_PLACE = frozenset({MeetingStatus.HELD, MeetingStatus.UNDER_WAY})
_CALL = re.compile(r"\b(?:call|phone|telephone|video conference)\b", re.IGNORECASE)
_VENUES = frozenset(
    (
        "palace hotel house hall centre center castle villa embassy consulate airport base building complex residence "
        "mansion resort estate headquarters ministry parliament chancellery club university museum square room ranch lodge "
        "academy pavilion ship school church mosque"
    ).split()
)
"""Last words of places inside a city: they contradict no city."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What of a meeting row others are compared with, computed once."""

    row: Row
    sides: frozenset[str]
    persons: bool
    """Whether all parties that are named are persons of different sides: a meeting of leaders, not of delegations."""
    when: VagueDate | None
    call: bool
    """Whether they speak by telephone: no call is a round of talks."""
    first: date
    last: date
    """The days between which the meeting may lie."""

    @property
    def facts(self) -> int:
        """How much is known of it: what is known best is what the vaguer is recognised by."""
        return bool(self.when) * 2 + bool(self.row.place) + (len(self.sides) > 1)


def likeness(row: Row, known_sides: Mapping[str, str], kinds: Mapping[str, str]) -> Likeness:
    """Prepare a row for comparing."""
    parties = [p for p in (row.party or "").split("; ") if p]
    sides = frozenset(side_of(p, known_sides) for p in parties)
    when = VagueDate.parse(row.date)
    first, last = when.interval if when else _span(row)
    return Likeness(
        row=row,
        sides=sides,
        persons=len(sides) > 1 and all(kinds.get(p) == "person" for p in parties),
        when=when,
        call=_CALL.search(row.what or "") is not None,
        first=first,
        last=last,
    )


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
    if a.call != b.call:
        return False
    if places_differ(a.row.place, b.row.place, kinds):
        return False
    shared = len(a.sides & b.sides)
    if a.sides and b.sides and shared < min(2, len(a.sides), len(b.sides)):
        return False
    same_place = bool(a.row.place and b.row.place)
    if not shared and not (same_place and a.when and b.when):
        return False
    if a.when or b.when:
        return True
    return abs((_day(a.row) - _day(b.row)).days) <= (
        AHEAD_DAYS if a.row.state == b.row.state == MeetingStatus.PROPOSED else SERIES_DAYS
    )


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
