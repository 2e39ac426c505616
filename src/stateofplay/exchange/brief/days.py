"""Days, weeks, months and years of the calendar as a sentence tells them."""

from __future__ import annotations

import re
from datetime import date

from stateofplay.model.dates import MONTH_NAMES, Grain, VagueDate

_WEEK = re.compile(r"\b\d{4}-W\d{2}\b")
_MONTHS = "|".join(MONTH_NAMES)
_WINDOW = re.compile(
    rf"\b(?P<opener>between|from) (?:(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<month>{_MONTHS})"
    rf"|(?P<month2>{_MONTHS})(?: (?P<day2>\d{{1,2}}))?)(?:,? \d{{4}})?"
    rf" (?:and|to|until|till|through) (?:(?:the )?(?P<last>\d{{1,2}})(?:st|nd|rd|th)? (?P<until>{_MONTHS})"
    rf"|(?P<until2>{_MONTHS})(?: (?P<last2>\d{{1,2}}))?)"
)
"""A stretch of days or months over two of them, as pages write it."""


def when(value: str) -> str:
    """A vague date with its preposition; as it is where it is no date of the calendar.

    >>> when("2024-03-12"), when("2024-03"), when("2024")
    ('on 12 March 2024', 'in March 2024', 'in 2024')
    >>> when("2015-W36"), when("soon")
    ('in the week of 31 August to 6 September 2015', 'soon')
    """
    told = VagueDate.parse(value)
    if told is None:
        return value
    if told.grain is Grain.YEAR:
        return f"in {value}"
    month = f"{MONTH_NAMES[told.earliest.month - 1]} {told.earliest.year}"
    if told.grain is Grain.MONTH:
        return f"in {month}"
    return f"in the week of {days_of(told)}" if told.grain is Grain.WEEK else f"on {told.earliest.day} {month}"


def when_in(value: str, quote: str) -> str:
    """A date as `when` tells it; where its sentence gives a window over two months, the window.

    >>> when_in("2024-04", "Talks are planned between 28 April and 3 May.")
    'between 28 April and 3 May 2024'
    >>> when_in("2024-12-30", "They will meet from 30 December to 2 January."), when_in("2024-04", "They meet in April.")
    ('from 30 December 2024 to 2 January 2025', 'in April 2024')
    """
    window = _window_in(value, quote)
    return when(value) if window is None else window[0]


def last_day_in(value: str, quote: str) -> date | None:
    """The last day on which something with a date may be; where its sentence gives a window over two months, that of the window.

    >>> str(last_day_in("2024-04", "Talks are planned between 28 April and 3 May.")), str(last_day_in("2024-04", ""))
    ('2024-05-03', '2024-04-30')
    """
    window, told = _window_in(value, quote), VagueDate.parse(value)
    if window is not None:
        return window[1].latest
    return None if told is None else told.latest


def _window_in(value: str, quote: str) -> tuple[str, VagueDate] | None:
    """The words for a window that begins with a date, and its end."""
    if not ("between " in quote or "from " in quote):
        return None  # most sentences, found faster so
    told = VagueDate.parse(value)
    found = _WINDOW.search(quote) if told is not None else None
    if told is None or found is None or told.grain is Grain.WEEK:
        return None
    first, last = found["day"] or found["day2"], found["last"] or found["last2"]
    month, until = found["month"] or found["month2"], found["until"] or found["until2"]
    start = told.earliest
    same = month == MONTH_NAMES[start.month - 1] and (told.grain is not Grain.DAY or first == str(start.day))
    if not same or month == until or (first is None) != (last is None):
        return None
    year = start.year + (MONTH_NAMES.index(until) < MONTH_NAMES.index(month))
    end = f"{year:04d}-{MONTH_NAMES.index(until) + 1:02d}" + (f"-{int(last):02d}" if last else "")
    ends = VagueDate.parse(end)
    if ends is None:
        return None
    begins = f"{first} {month}" if first else month
    begins += f" {start.year}" if year != start.year else ""
    joint = "and" if found["opener"] == "between" else "to"
    return f"{found['opener']} {begins} {joint} {last + ' ' if last else ''}{until} {year}", ends


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


_WORD = re.compile(r"[\w’'-]+")
_SENTENCE_END = re.compile(r"\.[”\"]? |\n")
_OPENS = re.compile(r"^(?:(?:And|But|Back|Earlier|Late|Early|As early as) )?(?:[Ii]n |[Oo]n |Last )?$")
_TELLER = re.compile(
    r"^(?:,? when|,)?(?:,? (?:also|then|had|has|have|once|repeatedly|he|she|they|it|the|[A-Z][\w.’'-]*)){0,6}(?:, [^,.]+,)? $"
)
_BESIDE = re.compile(r"^ (?:(?!that|which|who|to|of|after|before|since|for|by|until|if)[\w.’'-]+ ){0,6}$")
_ENDS = re.compile(
    r"$|[.,;:”\"“)]| (?:that|the|an?|he|she|it|they|we|his|her|their|its|there|in|at|when|to|[A-Z]|speech|interview|statement"
    r"|letter|poll|report|study|hearing)"
)


def is_day_of_saying(start: int, end: int, verb: int, quote: str) -> bool:
    """Whether the date `quote[start:end]` says when the verb at `verb` tells words, and not when something else was.

    >>> said, other = "In 2012, Dahl said it.", "Dahl, mayor since 2012, said it."
    >>> is_day_of_saying(3, 7, 14, said), is_day_of_saying(18, 22, 24, other)
    (True, False)
    >>> is_day_of_saying(13, 17, 5, "Dahl said in 2012 it was."), is_day_of_saying(14, 18, 5, "Dahl said the 2012 vote was.")
    (True, False)
    """
    if start < verb:
        opening = max((end.end() for end in _SENTENCE_END.finditer(quote, 0, start)), default=0)
        between = quote[end:verb]
        if _OPENS.match(quote[opening:start]) or between.startswith((", when", " when")):
            return _TELLER.match(between) is not None
        return between in (" ", " also ", " had ", " has ", " repeatedly ")
    word = _WORD.match(quote, verb)
    behind = word.end() if word else verb
    return _BESIDE.match(quote[behind:start]) is not None and _ENDS.match(quote[end:]) is not None
