"""Dates: every time expression that names a day, week, month, year or period anchored in the calendar."""

from __future__ import annotations

from stateofplay.finding.components import Found, finder
from stateofplay.language.document import Document, TimeExpression
from stateofplay.model import DateMention, Evidence

_RESOLVED, _OPEN = 0.9, 0.6


@finder("dates", assigns="dates")
def find_dates(document: Document, found: Found) -> tuple[DateMention, ...]:
    """Turn the times of `document` into claims, each with its sentence.

    Clock times and bare durations are no dates. A value is as precise as the text and the day of publication allow, and
    None where they do not say.
    """
    return tuple(_claim(document, time) for time in document.times)


def _claim(document: Document, time: TimeExpression) -> DateMention:
    text = document.article.text
    first, last = document.doc[time.start], document.doc[time.end - 1]
    # A token may be longer than the expression ("post-2014"), so the words are looked up inside it.
    anchor = text.index(time.text, first.idx)
    return DateMention(
        evidence=_evidence(document, first.i, last.i, anchor, anchor + len(time.text)),
        anchor=anchor,
        component="dates",
        confidence=_RESOLVED if time.value else _OPEN,
        text=time.text,
        value=time.value,
        span=time.span,
    )


def _evidence(document: Document, first: int, last: int, start: int, end: int) -> Evidence:
    evidence = document.sentence_evidence(document.doc[first], document.doc[last])
    if evidence.start <= start and end <= evidence.end:
        return evidence
    return Evidence.cut(document.article.text, start, end)
