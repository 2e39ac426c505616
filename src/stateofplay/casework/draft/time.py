"""What has passed: deadlines that are over, conditions of a round that was held, words that belong to a text that failed.

Which text a condition belongs to is asked before how recent the page is: a draft that failed years ago is not on the table
though today's page tells of it.
"""

from __future__ import annotations

import re
from datetime import timedelta

from stateofplay.casework.draft.record import Ground
from stateofplay.model.dates import VagueDate
from stateofplay.record.positions.deadlines import deadline_of, speaks_of, told_of_earlier
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
_GRACE = timedelta(days=1)
"""A deadline counts as passed from the day after it: a page of the day itself may have been written before."""


def overtaken(ground: Ground, row: Row) -> str:
    """Why words no longer count, or an empty text: the deadline passed, or they belong to a text that failed.

    The words of a page count as of its day; what passed since is told by the latest page of the case.
    """
    if text := failed_text(row):
        return f"it belongs to a text that is not on the table: “{text}”"
    if words := told_of_earlier(row):
        return f"the page itself tells it of an earlier time: “{words}”"
    due = deadline_of(row)
    today = VagueDate.parse(ground.today)
    if due is not None and today is not None and today.earliest > due + _GRACE:
        if due.isoformat() < ground.first:
            return f"its deadline, {due.isoformat()}, was over before the first page ({ground.first})"
        return f"its deadline, {due.isoformat()}, has passed (latest page: {ground.today})"
    return ""


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
    if speaks_of(row.quote, _FAILING) and (found := _FAILED.search(row.quote)):
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
