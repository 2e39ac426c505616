"""Meanings of quarters, of the periods that figures are for, and of the ends of years."""

from __future__ import annotations

from stateofplay.language.times import reckoning as reckon
from stateofplay.language.times.frame import Run, TimeKind
from stateofplay.language.times.meanings import Times, meaning
from stateofplay.language.times.reckoning import Direction
from stateofplay.model.dates import Grain, VagueDate

_JUST_ENDED = 2
"""Months after the end of a quarter in which news speaks of its figures, also where a verb looks ahead."""


@meaning
def quarter(run: Run) -> Times:
    """ "The first quarter of 2014"; without a year it is the nearest such quarter, which only TIMEX3 can write."""
    ordinal, year = run.one("oOk"), run.one("y")
    base = run.frame.published
    if ordinal is not None and ordinal.number > 4:
        return []
    if year is not None or run.has("u"):
        of_year = VagueDate(f"{year.number:04d}") if year else reckon.shift(base, "year", run.shift_word)
        number = str(ordinal.number) if ordinal is not None else run.frame.quarter.partition("-Q")[2]
        timex = f"{of_year}-Q{number}" if of_year and number else of_year.value if of_year else ""
        if ordinal is not None:
            _remember(run, timex)
        return [run.time(of_year, kind=TimeKind.YEAR, timex=timex)]
    if ordinal is not None:
        timex = _nearest(base, ordinal.number, run.direction)
    elif run.has("LTX"):
        latest = any(x.text.lower() == "latest" for x in run.all("L"))
        timex = run.frame.quarter if latest else ""
        timex = timex or _of_month(reckon.shift(base, "month", 3 * run.shift_word))
    else:
        timex = run.frame.quarter or _of_month(reckon.shift(base, "month", -3))
    _remember(run, timex)
    named = (ordinal is not None or run.has("LTX")) and not run.has("-") and not _is_of_a_match(run)
    of = timex[:4] if ordinal is not None and named else ""
    return [run.time(of or None, kind=TimeKind.SPAN if named else TimeKind.REFERENCE, timex=timex)]


def _is_of_a_match(run: Run) -> bool:
    """ "The first quarter of the match"; that of the year is one of the calendar."""
    behind = "".join(x.letter for x in run.frame.lexemes[run.last : run.last + 3])
    return behind.startswith("f") and not behind.startswith(("ftu", "fy"))


def _remember(run: Run, timex: str) -> None:
    """Keep a quarter that is over: of no other are there figures to compare."""
    now = _of_month(reckon.shift(run.frame.published, "month", 0))
    if "-Q" in timex and (not now or timex < now):
        run.frame.quarter = timex


def _of_month(month: VagueDate | None) -> str:
    return f"{month.earliest.year}-Q{(month.earliest.month + 2) // 3}" if month else ""


def _nearest(base: VagueDate | None, number: int, direction: Direction) -> str:
    if base is not None and base.grain in (Grain.DAY, Grain.MONTH) and direction > 0:
        for back in range(1, _JUST_ENDED + 1):
            ended = reckon.shift(base, "month", -back)
            if ended is not None and ended.earliest.month == 3 * number:
                return _of_month(ended)
    return _of_month(reckon.month(base, 3 * number - 1, direction))


def _year_before(timex: str) -> str:
    year, _, rest = timex.partition("-")
    return f"{int(year) - 1:04d}-{rest}"


@meaning
def quarter_before(run: Run) -> Times:
    """ "The year-ago quarter", "the quarter a year earlier"."""
    ordinal, base = run.one("oO"), run.frame.published
    if ordinal is not None:
        timex = _nearest(base, ordinal.number, Direction.PAST) if ordinal.number <= 4 else ""
    else:
        timex = run.frame.quarter or _of_month(reckon.shift(base, "month", -3))
    return [run.time(None, kind=TimeKind.REFERENCE, timex=_year_before(timex) if timex else "")]


@meaning
def quarter_meant(run: Run) -> Times:
    """ "The latest period", "that quarter", "the 1988 period": what figures are compared for, where a quarter was named."""
    year, found = run.one("y"), run.frame.quarter
    latest = any(x.text.lower() == "latest" for x in run.all("L"))
    if year is None and not found and not latest:
        return []
    if year is not None:
        value = VagueDate(f"{year.number:04d}")
        timex = f"{value}-{found.partition('-')[2]}" if found else value.value
        return [run.time(value, kind=TimeKind.YEAR, timex=timex)]
    if run.has("u"):
        found = _year_before(found)
    elif run.has("L") and not latest:
        return []
    return [run.time(None, kind=TimeKind.REFERENCE, timex=found)]


_UNTIL = ("by", "until", "till", "before")


@meaning
def year_end(run: Run) -> Times:
    """ "Year-end", "the year's end": the end of the year that the text looks to; other marks are of "year-earlier"."""
    mark = run.one("me")
    assert mark is not None
    if mark.text.lower() != "end":
        return year_before(run) if run.has("-") else []
    base = run.frame.published
    led = run.before is not None and run.before.text.lower() in _UNTIL
    december = reckon.month(base, 12, Direction.FUTURE if led else run.direction) if base is not None else None
    return [run.time(december, kind=TimeKind.MONTH, timex=december.value[:4] if december is not None else "")]


@meaning
def year_before(run: Run) -> Times:
    """ "Year-earlier", "year-ago": of figures that are compared, so no date of the story."""
    value = reckon.shift(run.frame.published, "year", -1)
    timex = _year_before(run.frame.quarter) if run.frame.quarter else value.value if value else ""
    return [run.time(None, kind=TimeKind.REFERENCE, timex=timex)]
