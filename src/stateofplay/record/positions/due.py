"""Conditions, demands and threats come in; the deadlines that they surely set go out, each once however often it is told."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from stateofplay.model import Stance
from stateofplay.model.dates import VagueDate
from stateofplay.model.sureness import LESS_SURE
from stateofplay.record.judging.judgements import Verdict
from stateofplay.record.positions.deadlines import Deadline, deadlines_in, told_of_earlier
from stateofplay.record.positions.stances import side_of
from stateofplay.record.views import Row

_SETTING = (Stance.DEMANDS, Stance.THREATENS)
_BY = ("by", "no later than", "deadline of", "deadline on")
"""These set a last day whatever stands before them; "not before Friday" sets a first one."""
_TILL = ("until", "till")
_NOT = re.compile(r"\b(?:no|not|never|nor|neither|none|nobody|nothing)\b|n['’]t\b", re.IGNORECASE)
_GIVES = re.compile(r"\b(?:gives?|gave|given|giving|has|have|had)\b[^,;:]*$")
"""Who is given until Friday must be done by then; a truce until Friday ends."""
_CLAUSE = re.compile(r"[,;:—]")
_NEAR = re.compile(r"\s+(?:(?:to|from|with|for|in|at|of|on|the|its|their|his|her|[A-Z]\w+)\s+){0,4}")
"""Between the words of a claim and the day that is theirs: nothing but who and where."""
_UNLESS = re.compile(r"\s+(?:unless|if)\s(?:(?!\b(?:and|but|while|which|that|who)\b)[^,;:—])+")
"""Between a threat and the day by which it can be turned away."""
_SOMETHING_ELSE = re.compile(
    r"['’]s\b|\s+(?:talks?|meeting|summit|session|round|vote|election|referendum|hearing|conference|visit|call)\b"
)
"""Behind a day: "before Friday's talks" is when the talks are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDeadline:
    """A day that one side sets, or that is set by nobody named.

    All that a side sets for one day is one deadline, so that it stays the same whoever tells it and in which words.
    """

    day: date
    side: str
    """Empty where no page says whose it is."""
    rows: tuple[Row, ...]
    """The claims, in the order of pages and text."""

    @property
    def first(self) -> Row:
        """The claim to show of it: one that a person judged or made, then the likeliest, then the earliest."""
        return max(self.rows, key=lambda row: (not row.is_unjudged, row.confidence, row.kind == "conditions"))


def due_days(
    claims: Iterable[Row], dates: Iterable[Row], sides: Mapping[str, str]
) -> tuple[tuple[CaseDeadline, ...], int]:
    """The deadlines of a case by day and side, and the number of claims whose sentence has one that is not surely theirs.

    A day is sure where the claim's own words lead to it, the time expression there is read as the same day, it is not counted
    from the page's day, and the page does not tell of an earlier time. Claims that a person rejected, that are folded away as
    hardly likely or that are gone from the newer version of their page set none.

    Parameters
    ----------
    claims
        Positions and conditions, in the order of pages and text.
    dates
        The time expressions of the case.
    sides
        Actor -> the side it stands on.

    Cost: linear in the claims, and in the time expressions of their sentences.
    """
    days: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for row in dates:
        if row.date and _counts(row):
            days[row.page].append((row.start, row.end, row.date))
    found: dict[tuple[date, str], list[Row]] = defaultdict(list)
    left = 0
    for row in claims:
        if not _may_set(row) or not (said := deadlines_in(row)):
            continue
        told = {day for start, end, day in days[row.page] if start < row.end and row.start < end}
        sure = [d for d in said if not d.counted and d.day.isoformat() in told and _is_of(row, d)]
        if not sure or not _counts(row) or told_of_earlier(row):
            left += 1
            continue
        for day in dict.fromkeys(d.day for d in sure):
            found[day, side_of(row.party, sides) if row.party else ""].append(row)
    named = {(day, row.page, row.start) for (day, side), rows in found.items() if side for row in rows}
    out = []
    for (day, side), rows in sorted(found.items()):
        # What one sentence tells with a holder and without is the holder's.
        kept = rows if side else [row for row in rows if (day, row.page, row.start) not in named]
        if kept:
            out.append(CaseDeadline(day=day, side=side, rows=tuple(kept)))
    return tuple(out), left


_FARTHEST = 400
"""Days behind which no page sets a day that is still to come: a day and a month lie within a year of it."""


def may_be_due(claims: Iterable[Row], as_of: str) -> tuple[Row, ...]:
    """The claims whose sentence sets a day that has not passed, whether or not it is theirs: few, for which `due_days` is asked.

    Parameters
    ----------
    as_of
        The day of the newest page.

    Cost: of pages near that day a look at each sentence, of older ones a look at their day.
    """
    now = VagueDate.parse(as_of)
    if now is None:
        return ()
    early = (now.earliest - timedelta(days=_FARTHEST)).isoformat()
    return tuple(
        row
        for row in claims
        if row.dated
        and row.day >= early
        and _may_set(row)
        and any(d.day >= now.earliest for d in deadlines_in(row) if not d.counted)
    )


def _counts(row: Row) -> bool:
    return row.confidence >= LESS_SURE or not row.is_unjudged


def _may_set(row: Row) -> bool:
    if row.verdict == Verdict.REJECT or row.lost_in is not None:
        return False
    return row.kind == "conditions" or (row.kind == "positions" and row.state in _SETTING)


def _is_of(row: Row, set_: Deadline) -> bool:
    """Whether the day belongs to the words of the claim, as the last one for it."""
    if _SOMETHING_ELSE.match(row.quote, set_.end):
        return False
    clause = _CLAUSE.split(row.quote[: set_.start])[-1]
    if set_.opener in _TILL and not _GIVES.search(clause):
        return False
    if set_.opener not in _BY and _NOT.search(clause):
        return False
    if row.kind == "conditions":
        # "It will come before Friday if ..." promises; "it must leave by Friday if ..." sets a day.
        return _leads(row, row.other, set_) or (set_.opener in _BY and _leads(row, row.what, set_))
    return _leads(row, row.what, set_)


def _leads(row: Row, words: str | None, set_: Deadline) -> bool:
    if not words:
        return False
    if set_.words in words:
        return True
    threat = row.state == Stance.THREATENS
    for found in re.finditer(re.escape(words), row.quote):
        if found.start() <= set_.start < found.end():
            return True
        between = row.quote[found.end() : set_.start]
        if found.end() < set_.start and (_NEAR.fullmatch(between) or (threat and _UNLESS.fullmatch(between))):
            return True
        # "until Friday to leave"
        if row.quote[set_.end : found.start()].strip() in ("", "to") and set_.end <= found.start():
            return True
    return False
