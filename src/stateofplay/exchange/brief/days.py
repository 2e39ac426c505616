"""Days, weeks, months and years of the calendar as a sentence tells them."""

from __future__ import annotations

import re

from stateofplay.model.dates import MONTH_NAMES, Grain, VagueDate

_WEEK = re.compile(r"\b\d{4}-W\d{2}\b")


def when(value: str) -> str:
    """A vague date with its preposition; as it is where it is no date of the calendar.

    >>> when("2024-03-12"), when("2024-03"), when("2024")
    ('on 12 March 2024', 'in March 2024', 'in 2024')
    >>> when("2015-W36"), when("soon")
    ('in the week of 31 August to 6 September 2015', 'soon')
    """
    date = VagueDate.parse(value)
    if date is None:
        return value
    if date.grain is Grain.YEAR:
        return f"in {value}"
    month = f"{MONTH_NAMES[date.earliest.month - 1]} {date.earliest.year}"
    if date.grain is Grain.MONTH:
        return f"in {month}"
    return f"in the week of {days_of(date)}" if date.grain is Grain.WEEK else f"on {date.earliest.day} {month}"


def without_weeks(words: str) -> str:
    """The same words with ISO weeks written as days.

    >>> without_weeks("Alta talks, 2015-W36"), without_weeks("2024-W99")
    ('Alta talks, 31 August to 6 September 2015', '2024-W99')
    """

    def told(found: re.Match[str]) -> str:
        week = VagueDate.parse(found.group())
        return found.group() if week is None else days_of(week)

    return _WEEK.sub(told, words)


def days_of(period: VagueDate) -> str:
    """The first and the last day of a period, what both share told once.

    >>> days_of(VagueDate("2019-W01"))
    '31 December 2018 to 6 January 2019'
    """
    first, last = period.interval
    start = f"{first.day}"
    if first.month != last.month:
        start += f" {MONTH_NAMES[first.month - 1]}"
    if first.year != last.year:
        start += f" {first.year}"
    return f"{start} to {last.day} {MONTH_NAMES[last.month - 1]} {last.year}"
