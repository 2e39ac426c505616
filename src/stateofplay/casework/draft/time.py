"""What has passed: deadlines that are over, conditions of a round that was held, words that belong to a text that failed.

Which text a condition belongs to is asked before how recent the page is: a draft that failed years ago is not on the table
though today's page tells of it.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from stateofplay.casework.draft.record import Ground
from stateofplay.model.dates import MONTH_NAMES, VagueDate
from stateofplay.record.views import Row

_FAILED = re.compile(
    r"\b(?:failed|collapsed|defunct|lapsed|expired|abandoned|discarded|torn[- ]up|stillborn|aborted|short-lived)\s+"
    r"(?:\w+\s+){0,3}?(?:draft|deal|agreement|accord|treaty|plan|proposal|talks|pact|memorandum|communiqu[eé])\b",
    re.IGNORECASE,
)
_FAILING = tuple(
    "failed collapsed defunct lapsed expired abandoned discarded torn stillborn aborted short-lived".split()
)
"""One of these stands in every sentence in which `_FAILED` finds something; to look for them costs a tenth."""
_TEXT_OF_YEAR = re.compile(
    r"\b(?P<year>(?:19|20)\d\d)\s+(?:\w+\s+){0,2}?(?:draft|deal|agreement|accord|treaty|plan|pact|memorandum|communiqu[eé])\b"
)
_OLD_YEARS = 2
"""A text of a year is past where the page is of at least so many years later, and speaks of it as drafted or proposed."""
_PROPOSED = re.compile(r"\b(?:draft|proposed|would have|was to have|had envisaged|foresaw|envisaged)\b", re.IGNORECASE)
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_DEADLINE = re.compile(
    r"\b(?:by|before|until|till|no later than|deadline (?:of|on)|within)\s+"
    r"(?:(?P<span>\d+|two|three|four|five|six|seven|ten)\s+(?P<unit>hours?|days?|weeks?)"
    rf"|(?:midnight (?:on )?|noon (?:on )?|the end of )?(?:(?P<weekday>{'|'.join(_DAYS)})"
    rf"|(?P<day>\d{{1,2}})\s+(?P<month>{'|'.join(MONTH_NAMES)})|(?P<month2>{'|'.join(MONTH_NAMES)})\s+(?P<day2>\d{{1,2}}))"
    r"(?:,?\s+(?P<year>20\d\d))?)\b"
)
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}
_GRACE = timedelta(days=1)
"""A deadline counts as passed from the day after it: a page of the day itself may have been written before."""


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
"""The same for `_ONCE`."""
_SAID = (
    r"(?:agreed|promised|pledged|vowed|offered|refused|rejected|demanded|signed|proposed|called|sought|wanted|walked"
    r"|withdrew|pulled)"
)
_MONTH = rf"(?P<month>{'|'.join(MONTH_NAMES)})"
_IN_MONTH = re.compile(
    rf"(?:^|[.“] ?)In (?:early |late )?{_MONTH},[^.;]*?\b{_SAID}\b"
    rf"|\b{_SAID}\s+(?:back\s+)?in {_MONTH.replace('month', 'said')}\b(?! \d)"
)
_LONG_AGO, _SOON = 2, 10
"""Months after which what was said in a month is of an earlier time, and from which on the month may be one to come."""
_IN_YEAR = re.compile(
    r"\bsigned\s+(?:[\w()-]+\s+){1,8}?in\s+(?P<signed>(?:19|20)\d\d)\b"
    r"|\b(?:agreed|promised|pledged|vowed|offered|refused|rejected|demanded|signed|proposed|called|sought|wanted)\s+"
    r"(?:back\s+)?in\s+(?:[A-Z][a-z]+\s+)?(?P<year>(?:19|20)\d\d)\b"
)


def overtaken(ground: Ground, row: Row) -> str:
    """Why words no longer count, or an empty text: the deadline passed, or they belong to a text that failed.

    The words of a page count as of its day; what passed since is told by the latest page of the case.
    """
    if text := failed_text(row):
        return f"it belongs to a text that is not on the table: “{text}”"
    year = _IN_YEAR.search(row.quote)
    if year and row.day[:4].isdigit() and int(year["signed"] or year["year"]) < int(row.day[:4]):
        return f"the page itself tells it of an earlier time: “{year[0]}”"
    if (when := _IN_MONTH.search(row.quote)) and row.dated and row.day[5:7].isdigit():
        name = when["month"] or when["said"]
        if _LONG_AGO <= (int(row.day[5:7]) - MONTH_NAMES.index(name) - 1) % 12 < _SOON:
            return f"the page itself tells it of an earlier time: “{when[0].strip()}”"
    if _speaks_of(row.quote, _EARLIER) and (once := _ONCE.search(row.quote)):
        return f"the page itself tells it of an earlier time: “{once[0]}”"
    due = deadline_of(row)
    today = VagueDate.parse(ground.today)
    if due is not None and today is not None and today.earliest > due + _GRACE:
        if due.isoformat() < ground.first:
            return f"its deadline, {due.isoformat()}, was over before the first page ({ground.first})"
        return f"its deadline, {due.isoformat()}, has passed (latest page: {ground.today})"
    return ""


def _speaks_of(quote: str, words: tuple[str, ...]) -> bool:
    low = quote.lower()
    return any(word in low for word in words)


def failed_text(row: Row) -> str:
    """The words with which a sentence says that what it tells belongs to a text of the past that failed.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> failed_text(SimpleNamespace(quote="He cited the failed 2022 draft agreement.", day="2025-05-15"))
    'failed 2022 draft agreement'
    >>> failed_text(SimpleNamespace(quote="They back the 2015 deal.", day="2016-01-01"))
    ''
    """
    if _speaks_of(row.quote, _FAILING) and (found := _FAILED.search(row.quote)):
        end = re.match(r"(?:\s+(?:peace\s+)?(?:agreement|treaty|deal|accord|plan))?", row.quote[found.end() :])
        return f"{found[0]}{end[0] if end else ''}"
    old = _TEXT_OF_YEAR.search(row.quote)
    if (
        old
        and row.day[:4].isdigit()
        and int(old["year"]) + _OLD_YEARS <= int(row.day[:4])
        and _PROPOSED.search(row.quote)
    ):
        return old[0]
    return ""


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
    try:
        said = date.fromisoformat(row.day)
    except ValueError:
        return None
    if found is None or not row.dated:
        return None
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
    except ValueError:
        return None
    # "by 2 January", said in December.
    return due if found["year"] or due >= said - timedelta(days=60) else date(year + 1, month, day)
