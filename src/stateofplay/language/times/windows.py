"""The period that stands for a window of days, "between 20 and 30 June": for meetings and events alike."""

from __future__ import annotations

from stateofplay.language.document import Document, TimeExpression
from stateofplay.model.dates import Grain, VagueDate


def window_of(document: Document, time: TimeExpression) -> tuple[VagueDate, str] | None:
    """Of "between 20 and 30 June" the week or month in which that day lies, and the day that closes it.

    Of a window over two months it is the first: their year would say nothing.
    """
    if time.span is None or not time.start or document.doc[time.start - 1].lower_ != "between":
        return None
    first, _, last = time.span.partition("/")
    one, other = VagueDate.parse(first), VagueDate.parse(last)
    if one is None or other is None:
        return None
    named = (VagueDate.of(one.earliest, grain) for grain in (Grain.WEEK, Grain.MONTH))
    first_of_it = one if one.grain in (Grain.MONTH, Grain.YEAR) else VagueDate.of(one.earliest, Grain.MONTH)
    return next((period for period in named if period.contains(other)), first_of_it), last
