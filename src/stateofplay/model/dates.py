"""Vague dates: calendar dates as precise as a text allows and no more.

A `VagueDate` is a day (``2025-05-15``), an ISO week (``2019-W36``), a month (``2022-03``) or a year (``2022``). It
stands for an unknown day within that period, so two vague dates need not be in order: "2022" is neither before nor
after "2022-03".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from stateofplay.errors import ModelError

MONTH_NAMES = "January February March April May June July August September October November December".split()
_ISO = re.compile(r"(\d{4})(?:-W(\d{2})|-(\d{2})(?:-(\d{2}))?)?")


class Grain(StrEnum):
    """How long the period is that a vague date names."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class VagueDate:
    """A day, ISO week, month or year.

    Parameters
    ----------
    value
        ISO text: ``YYYY-MM-DD``, ``YYYY-Www``, ``YYYY-MM`` or ``YYYY``. Anything else, and days that no calendar
        has, is a `ModelError`.

    Examples
    --------
    >>> march = VagueDate("2022-03")
    >>> march.grain.value, march.earliest.isoformat(), march.latest.isoformat()
    ('month', '2022-03-01', '2022-03-31')
    >>> march.contains(VagueDate("2022-03-29")), VagueDate("2022").contains(march)
    (True, True)
    >>> VagueDate("2022").is_before(march)
    False
    """

    value: str

    def __post_init__(self) -> None:
        _bounds(self.value)

    @classmethod
    def parse(cls, text: str | None) -> VagueDate | None:
        """Read `text`, or give None where it is no vague date.

        Examples
        --------
        >>> VagueDate.parse("2022-13") is None, VagueDate.parse(None) is None, VagueDate.parse("2022")
        (True, True, VagueDate(value='2022'))
        """
        if not text:
            return None
        try:
            return cls(text)
        except ModelError:
            return None

    @classmethod
    def of(cls, day: date, grain: Grain = Grain.DAY) -> VagueDate:
        """The period of length `grain` in which `day` lies.

        Examples
        --------
        >>> VagueDate.of(date(2019, 9, 5), Grain.WEEK).value
        '2019-W36'
        """
        if grain is Grain.WEEK:
            year, week, _ = day.isocalendar()
            return cls(f"{year:04d}-W{week:02d}")
        return cls(day.isoformat()[: {Grain.DAY: 10, Grain.MONTH: 7, Grain.YEAR: 4}[grain]])

    @property
    def grain(self) -> Grain:
        """How precise it is."""
        if "W" in self.value:
            return Grain.WEEK
        return {4: Grain.YEAR, 7: Grain.MONTH, 10: Grain.DAY}[len(self.value)]

    @property
    def earliest(self) -> date:
        """First day of the period."""
        return _bounds(self.value)[0]

    @property
    def latest(self) -> date:
        """Last day of the period."""
        return _bounds(self.value)[1]

    @property
    def interval(self) -> tuple[date, date]:
        """First and last day, both inclusive."""
        return _bounds(self.value)

    @property
    def days(self) -> int:
        """Number of days in the period."""
        first, last = self.interval
        return (last - first).days + 1

    def contains(self, other: VagueDate | date) -> bool:
        """Tell whether all of `other` lies in this period. Reflexive and transitive."""
        first, last = _interval(other)
        return self.earliest <= first and last <= self.latest

    def overlaps(self, other: VagueDate | date) -> bool:
        """Tell whether both could be the same day. Symmetric, not transitive."""
        first, last = _interval(other)
        return self.earliest <= last and first <= self.latest

    def is_before(self, other: VagueDate | date) -> bool:
        """Tell whether it surely is before `other`: its last day comes before the other's first."""
        return self.latest < _interval(other)[0]

    def compare(self, other: VagueDate | date) -> int | None:
        """-1 where surely before, 1 where surely after, 0 where both name the same period, None where nobody can tell.

        Examples
        --------
        >>> VagueDate("2014").compare(VagueDate("2015-02")), VagueDate("2015").compare(VagueDate("2015-02"))
        (-1, None)
        """
        first, last = _interval(other)
        if self.latest < first:
            return -1
        if last < self.earliest:
            return 1
        return 0 if (first, last) == self.interval else None

    def __str__(self) -> str:
        return self.value


def _interval(other: VagueDate | date) -> tuple[date, date]:
    return other.interval if isinstance(other, VagueDate) else (other, other)


@lru_cache(maxsize=65536)
def _bounds(value: str) -> tuple[date, date]:
    match = _ISO.fullmatch(value) if value.isascii() else None
    try:
        if match is None:
            raise ValueError
        year, week, month, day = (int(g) if g else None for g in match.groups())
        assert year is not None
        if week is not None:
            monday = date.fromisocalendar(year, week, 1)
            # The last ISO week of year 9999 runs over the end of the calendar.
            return monday, monday + min(timedelta(days=6), date.max - monday)
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if day is None:
            first = date(year, month, 1)
            return first, _month_end(first)
        return date(year, month, day), date(year, month, day)
    except ValueError:
        raise ModelError(
            f"{value!r} is no date of the calendar",
            slug="model.date",
            hint="Write YYYY-MM-DD, YYYY-Www, YYYY-MM or YYYY.",
        ) from None


def _month_end(first: date) -> date:
    if first.month == 12:
        return date(first.year, 12, 31)
    return date(first.year, first.month + 1, 1) - timedelta(days=1)


@lru_cache(maxsize=16_384)
def in_time(value: str) -> str:
    """A vague date as it is put in order among others: by its first day. As texts, every week would lie behind the year's days.

    >>> sorted(["2025-W20", "2025-07-23", "2025-05", "2024"], key=in_time)
    ['2024', '2025-05', '2025-W20', '2025-07-23']
    """
    when = VagueDate.parse(value)
    return f"{when.earliest.isoformat()} {value}" if when is not None else value
