"""The day that a sentence sets for something, and whether it tells of an earlier time: for drafts and calendars alike."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from stateofplay.model.dates import MONTH_NAMES
from stateofplay.record.views import Row

_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_DEADLINE = re.compile(
    r"\b(?P<opener>by|before|until|till|no later than|deadline (?:of|on)|within)\s+"
    r"(?:(?P<span>\d+|two|three|four|five|six|seven|ten)\s+(?P<unit>hours?|days?|weeks?)"
    rf"|(?:midnight (?:on )?|noon (?:on )?|the end of )?(?:(?P<weekday>{'|'.join(_DAYS)})"
    rf"|(?P<day>\d{{1,2}})\s+(?P<month>{'|'.join(MONTH_NAMES)})|(?P<month2>{'|'.join(MONTH_NAMES)})\s+(?P<day2>\d{{1,2}}))"
    r"(?:,?\s+(?P<year>20\d\d))?)\b"
)
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}
_ONCE = re.compile(
    r"\b(?:previously|formerly|at the time|in the past|back then|once) (?:\w+ed|said|was|had)\b"
    r"|\b(?:years|decades) ago\b"
    r"|^(?:late |early )?last (?:year|spring|summer|fall|autumn|winter),"
    r"|\bunder (?:its|the|their) (?:terms|deal|agreement|accord|pact)\b[^.;]{0,80}\bagreed to\b"
    r"|\b(?:was|were|had been) (?:prepared|ready|willing|forced|determined) to\b",
    re.IGNORECASE,
)
"""What the page itself tells of an earlier time."""
_EARLIER = (
    "last ", "previously", "formerly", "at the time", "in the past", "back then", "once", " ago", "agreed to", "prepared",
    "ready", "willing", "forced", "determined",
)  # fmt: skip
"""One of these stands in every sentence in which `_ONCE` finds something; to look for them costs a tenth."""
_SAID = (
    r"(?:agreed|promised|pledged|vowed|offered|refused|rejected|demanded|signed|proposed|called|sought|wanted|walked"
    r"|withdrew|pulled)"
)
"""What was said or done to which "in May" or "in 2019" gives its time."""
_MONTH = rf"(?P<month>{'|'.join(MONTH_NAMES)})"
_IN_MONTH = re.compile(
    rf"(?:^|[.“] ?)In (?:early |late )?{_MONTH},[^.;]*?\b{_SAID}\b"
    rf"|\b{_SAID}\s+(?:back\s+)?in {_MONTH.replace('month', 'said')}\b(?! \d)"
)
_LONG_AGO, _SOON = 2, 10
"""Months after which what was said in a month is of an earlier time, and from which on the month may be one to come."""
_IN_YEAR = re.compile(
    r"\bsigned\s+(?:[\w()-]+\s+){1,8}?in\s+(?P<signed>(?:19|20)\d\d)\b"
    rf"|\b{_SAID}\s+(?:back\s+)?in\s+(?:[A-Z][a-z]+\s+)?(?P<year>(?:19|20)\d\d)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A day that words set."""

    day: date
    opener: str
    """The word that leads to the day: "by", "before", "until" ..."""
    words: str
    start: int
    """Code points from the beginning of the sentence."""
    counted: bool
    """Whether it is counted from the page's day ("within two weeks"): what was said may have been said a day before."""

    @property
    def end(self) -> int:
        """Code points from the beginning of the sentence to behind the words."""
        return self.start + len(self.words)


def deadline_of(row: Row) -> date | None:
    """The day that the words set for something, where the sentence says one around them.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> row = SimpleNamespace(quote="It will impose sanctions unless Bolivia signs by 12 May.", day="2025-05-09", dated=True)
    >>> deadline_of(row)
    datetime.date(2025, 5, 12)
    """
    found = _DEADLINE.search(row.quote)
    said = _day_of_page(row)
    return _day_set(found, said) if found and said else None


def deadlines_in(row: Row) -> tuple[Deadline, ...]:
    """Every deadline of the sentence, in its order; none of a page without a day.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> row = SimpleNamespace(quote="Chad wants a reply by Friday and talks before 20 May.", day="2025-05-06", dated=True)
    >>> [(found.words, found.day.isoformat()) for found in deadlines_in(row)]
    [('by Friday', '2025-05-09'), ('before 20 May', '2025-05-20')]
    """
    said = _day_of_page(row)
    if said is None:
        return ()
    return tuple(
        Deadline(
            day=day, opener=found["opener"], words=found[0], start=found.start(), counted=found["span"] is not None
        )
        for found in _DEADLINE.finditer(row.quote)
        if (day := _day_set(found, said)) is not None
    )


def _day_of_page(row: Row) -> date | None:
    try:
        return date.fromisoformat(row.day) if row.dated else None
    except ValueError:  # a month or a year
        return None


def _day_set(found: re.Match[str], said: date) -> date | None:
    if found["span"]:
        count = _NUMBERS.get(found["span"], 0) or int(found["span"])
        unit = found["unit"].rstrip("s")
        return (
            said + {"hour": timedelta(hours=count), "day": timedelta(days=count), "week": timedelta(weeks=count)}[unit]
        )
    if found["weekday"]:
        return said + timedelta(days=(_DAYS.index(found["weekday"]) - said.weekday()) % 7)
    month = MONTH_NAMES.index(found["month"] or found["month2"]) + 1
    day = int(found["day"] or found["day2"])
    year = int(found["year"]) if found["year"] else said.year
    try:
        due = date(year, month, day)
        # "by 2 January", said in December.
        return due if found["year"] or due >= said - timedelta(days=60) else date(year + 1, month, day)
    except ValueError:  # no such day
        return None


def told_of_earlier(row: Row) -> str:
    """The words with which a page tells a claim of an earlier time than its own; empty where it does not.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> told_of_earlier(SimpleNamespace(quote="Chad demanded in 2019 that Sudan leave.", day="2024-05-06", dated=True))
    'demanded in 2019'
    """
    year = _IN_YEAR.search(row.quote)
    if year and row.day[:4].isdigit() and int(year["signed"] or year["year"]) < int(row.day[:4]):
        return year[0]
    if (when := _IN_MONTH.search(row.quote)) and row.dated and row.day[5:7].isdigit():
        name = when["month"] or when["said"]
        if _LONG_AGO <= (int(row.day[5:7]) - MONTH_NAMES.index(name) - 1) % 12 < _SOON:
            return when[0].strip()
    if speaks_of(row.quote, _EARLIER) and (once := _ONCE.search(row.quote)):
        return once[0]
    return ""


def speaks_of(quote: str, words: tuple[str, ...]) -> bool:
    """Whether one of some words, in small letters, stands in a sentence.

    Examples
    --------
    >>> speaks_of("Once bitten, twice shy.", ("once",))
    True
    """
    low = quote.lower()
    return any(word in low for word in words)
