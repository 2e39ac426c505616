"""Time expressions of an article, resolved against its day of publication.

A grammar of our own over classes of words (`words`, `lexemes`, `grammar`), a meaning for each rule (`meanings`: `dated`,
`counted`, `relative`, `quarters`, with `named_days`), and calendar arithmetic that never borrows a part that the text leaves
out (`reckoning`), in the `frame` of one article; `windows` says which period stands for a window of days. `guards` says what
only looks like a time. The parse is asked for one thing only: whether the text looks back or ahead (`tense`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise, zip_longest

from stateofplay.language.document import Document, TimeExpression
from stateofplay.language.times import counted, dated, quarters, relative
from stateofplay.language.times.frame import Frame, Run, Time, TimeKind
from stateofplay.language.times.grammar import PATTERN, rule_of
from stateofplay.language.times.lexemes import split
from stateofplay.language.times.meanings import MEANINGS
from stateofplay.language.times.reckoning import Direction
from stateofplay.language.times.tense import direction
from stateofplay.language.tokens import Doc
from stateofplay.model.dates import Grain, VagueDate

_MEANING_MODULES = (counted, dated, quarters, relative)
"""Imported for what they register."""

_BETWEEN = re.compile(r"\s*,?\s*(-|–|—|to|until|till|through|and)\s*(?:the\s+)?", re.I)
_LEAD = re.compile(r"\b(from|between)\s+(?:the\s+)?$", re.I)

__all__ = ["Time", "TimeKind", "find_times", "read_times"]


def find_times(document: Document) -> Document:
    """The document with the time expressions that are anchored in the calendar, in text order."""
    starts = [token.idx for token in document.doc]
    found = read_times(document.doc, document.article.published)
    times = tuple(
        TimeExpression(
            start=bisect_right(starts, time.start) - 1,
            end=bisect_right(starts, time.end - 1),
            text=time.text,
            value=time.value,
            span=time.span,
        )
        for time in found
        if time.in_calendar
    )
    return replace(document, times=times)


def read_times(doc: Doc, published: str | None = None) -> tuple[Time, ...]:
    """All time expressions of `doc`, clock times and references included.

    Parameters
    ----------
    doc
        A text, parsed or only cut into words; with a parse, weekdays and months follow the tense of their clause.
    published
        ISO day, month or year of publication; without it, what is relative to it has no value.

    Examples
    --------
    >>> import spacy
    >>> doc = Doc(spacy.blank("en")("They met last Friday and on 3 May 2024, two days later in Geneva."))
    >>> [(t.text, t.value) for t in read_times(doc, "2024-05-20")]
    [('last Friday', '2024-05-17'), ('3 May 2024', '2024-05-03'), ('two days later', '2024-05-05')]
    """
    text = doc.text
    lexemes = split(text)
    starts = [token.idx for token in doc]

    def look(start: int, end: int) -> Direction:
        return direction(doc, bisect_right(starts, start) - 1, bisect_right(starts, end - 1))

    frame = Frame(text=text, published=VagueDate.parse(published), lexemes=lexemes, look=look)
    letters = "".join(lexeme.letter for lexeme in lexemes)
    runs = [
        (rule_of(match), Run(frame=frame, first=match.start(), last=match.end())) for match in PATTERN.finditer(letters)
    ]
    _gather_full_dates(frame, runs)
    out: list[Time] = []
    for name, run in runs:
        for time in MEANINGS[name](run):
            out.append(time)
            if time.value and time.in_calendar and (value := VagueDate.parse(time.value)):
                frame.dated.append((time.end, value))
    assert all(a.end <= b.start for a, b in pairwise(out))
    out = [_over_new_year(text, before, time) for before, time in zip([None, *out], out, strict=False)]
    return tuple(_span(text, time, following) for time, following in zip_longest(out, out[1:]))


def _over_new_year(text: str, before: Time | None, time: Time) -> Time:
    """The end of a range that goes over New Year, in the year after that of its beginning: "28 December to 3 January"."""
    if (
        before is None
        or not before.value
        or not time.value
        or _YEAR.search(time.text)
        or not _is_range(text, before, time)
    ):
        return time
    first, last = VagueDate.parse(before.value), VagueDate.parse(time.value)
    if first is None or last is None or first.grain is not last.grain or first.grain not in (Grain.DAY, Grain.MONTH):
        return time
    if not last.is_before(first) or first.earliest.year != last.earliest.year:
        return time
    if first.earliest.month < _AUTUMN or last.earliest.month > _SPRING:
        return time
    return replace(time, value=f"{last.earliest.year + 1:04d}{last.value[4:]}")


_YEAR = re.compile(r"\d{4}")
_AUTUMN, _SPRING = 10, 4
"""Months from which on, and up to which, a range may go over New Year."""


def _span(text: str, time: Time, following: Time | None) -> Time:
    """The same time, with the range that it begins: "20-22 May 2024", "from Monday to Friday", "between March and May"."""
    if following is None or time.span or not time.value or not following.value:
        return time
    first, last = VagueDate.parse(time.value), VagueDate.parse(following.value)
    if first is None or last is None or first.grain is not last.grain or not first.is_before(last):
        return time
    return replace(time, span=f"{time.value}/{following.value}") if _is_range(text, time, following) else time


def _is_range(text: str, time: Time, following: Time) -> bool:
    """Whether two times are the beginning and the end of one: what stands before and between them tells it."""
    between = _BETWEEN.fullmatch(text, time.end, following.start)
    lead = _LEAD.search(text, max(0, time.start - 12), time.start)
    opened = (lead[1] or "").lower() if lead else ""
    if time.text.lower().startswith(("from ", "between ")):
        opened = time.text.split()[0].lower()
    joint = between[1].lower() if between else ""
    ranges = joint in ("-", "–", "—", "through") or (joint in ("to", "until", "till") and opened == "from")
    return between is not None and (ranges or (joint == "and" and opened == "between"))


def _gather_full_dates(frame: Frame, runs: list[tuple[str, Run]]) -> None:
    for name, run in runs:
        if name in ("month_day_year", "month_year"):
            for time in MEANINGS[name](run):
                value = VagueDate.parse(time.value)
                if value is None:
                    continue
                first = value.earliest
                frame.months.setdefault(first.month, set()).add(first.year)
                if value.grain is Grain.DAY:
                    frame.days.setdefault((first.month, first.day), set()).add(first.year)
