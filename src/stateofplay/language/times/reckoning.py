"""Calendar arithmetic on vague dates: the month before, last Friday, the March that is meant."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from enum import IntEnum

from stateofplay.model.dates import Grain, VagueDate


class Direction(IntEnum):
    """Where the text looks from its day of publication, and how surely."""

    PAST = -2
    LIKELY_PAST = -1
    UNKNOWN = 0
    LIKELY_FUTURE = 1
    FUTURE = 2


# How much farther a day behind or ahead counts against the direction. News speaks of what was more than of what will be,
# so with nothing known a day ahead has to be twice as near.
_AHEAD = {
    Direction.PAST: 20,
    Direction.LIKELY_PAST: 4,
    Direction.UNKNOWN: 2,
    Direction.LIKELY_FUTURE: 1,
    Direction.FUTURE: 1,
}
_BACK = {
    Direction.PAST: 1,
    Direction.LIKELY_PAST: 1,
    Direction.UNKNOWN: 1,
    Direction.LIKELY_FUTURE: 4,
    Direction.FUTURE: 20,
}


def shift(base: VagueDate | None, unit: str, count: int) -> VagueDate | None:
    """The day, week, month or year that lies `count` units after `base`; None where `base` is too vague for that unit.

    Examples
    --------
    >>> shift(VagueDate("2019-09-12"), "week", -1).value, shift(VagueDate("2022-12"), "month", 1).value
    ('2019-W36', '2023-01')
    >>> shift(VagueDate("2019"), "week", -1) is None
    True
    """
    if base is None:
        return None
    try:
        match unit:
            case "day" if base.grain is Grain.DAY:
                return VagueDate.of(base.earliest + timedelta(days=count))
            case "week" | "fortnight" if base.grain in (Grain.DAY, Grain.WEEK):
                weeks = count * (2 if unit == "fortnight" else 1)
                return VagueDate.of(base.earliest + timedelta(weeks=weeks), Grain.WEEK)
            case "month" if base.grain in (Grain.DAY, Grain.MONTH):
                years, month = divmod(base.earliest.year * 12 + base.earliest.month - 1 + count, 12)
                return VagueDate(f"{years:04d}-{month + 1:02d}") if 0 < years < 10000 else None
            case "year" | "decade" if base.earliest.year == base.latest.year:
                year = base.earliest.year + count * (10 if unit == "decade" else 1)
                return VagueDate(f"{year:04d}") if 0 < year < 10000 else None
    except OverflowError:
        return None
    return None


def weekday(base: VagueDate | None, number: int, direction: Direction) -> VagueDate | None:
    """The nearest day of that name at or after `base` when the text looks ahead, else at or before it.

    Examples
    --------
    >>> thursday = VagueDate("2025-05-15")
    >>> weekday(thursday, 3, Direction.PAST).value, weekday(thursday, 4, Direction.FUTURE).value
    ('2025-05-15', '2025-05-16')
    """
    if base is None or base.grain is not Grain.DAY:
        return None
    today = base.earliest.weekday()
    days = (number - today) % 7 if direction > 0 else -((today - number) % 7)
    return shift(base, "day", days)


def weekday_of_week(week: VagueDate | None, number: int) -> VagueDate | None:
    """The day of that name in an ISO week."""
    if week is None or week.grain is not Grain.WEEK:
        return None
    return VagueDate.of(week.earliest + timedelta(days=number))


def month(base: VagueDate | None, number: int, direction: Direction, *, strictly: bool = False) -> VagueDate | None:
    """The month of that name that is meant: the nearest, weighed by direction.

    `strictly` leaves out the month of `base` itself ("last March"). Where only the year of `base` is known, a month
    without a year is taken to lie in it.

    Examples
    --------
    >>> november, april = VagueDate("2014-11-24"), VagueDate("2016-04-13")
    >>> month(november, 1, Direction.FUTURE).value, month(april, 8, Direction.PAST).value
    ('2015-01', '2015-08')
    """
    if base is None or base.grain is Grain.WEEK:
        return None
    if base.grain is Grain.YEAR:
        return None if strictly else VagueDate(f"{base.earliest.year:04d}-{number:02d}")
    here = base.earliest.year * 12 + base.earliest.month - 1
    ahead = (number - 1 - here) % 12
    back = (here - number + 1) % 12
    if strictly:
        ahead, back = ahead or 12, back or 12
    steps = ahead if ahead * _AHEAD[direction] < back * _BACK[direction] else -back
    return shift(VagueDate(base.value[:7]), "month", steps)


def month_day(base: VagueDate | None, number: int, day: int, direction: Direction) -> VagueDate | None:
    """The day of a month without its year: the nearest, weighed by direction; None for 30 February.

    Examples
    --------
    >>> month_day(VagueDate("2019-11-20"), 12, 15, Direction.UNKNOWN).value
    '2019-12-15'
    """
    if base is None or base.grain is Grain.WEEK:
        return None
    year = base.earliest.year
    if base.grain is not Grain.DAY:
        found = month(base, number, direction)
        return VagueDate.parse(f"{found.value}-{day:02d}") if found else None
    candidates = [d for y in (year - 1, year, year + 1) if (d := VagueDate.parse(f"{y:04d}-{number:02d}-{day:02d}"))]
    return nearest(base, candidates, direction)


def nearest(base: VagueDate, candidates: Sequence[VagueDate], direction: Direction) -> VagueDate | None:
    """The candidate nearest to `base`, weighed by direction; None of none."""
    return min(candidates, key=lambda d: _cost((d.earliest - base.earliest).days, direction), default=None)


def _cost(days: int, direction: Direction) -> int:
    return days * _AHEAD[direction] if days > 0 else -days * _BACK[direction]


def day(year: int, number: int, day_number: int) -> VagueDate | None:
    """A full date, or None where no calendar has it."""
    return VagueDate.parse(f"{year:04d}-{number:02d}-{day_number:02d}")
