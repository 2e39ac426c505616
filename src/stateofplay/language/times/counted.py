"""Meanings of times counted inside a month or from another day: "first Monday of June", "the day after tomorrow"."""

from __future__ import annotations

from datetime import date, timedelta

from stateofplay.language.times import reckoning as reckon
from stateofplay.language.times.frame import Run, TimeKind
from stateofplay.language.times.lexemes import Lexeme
from stateofplay.language.times.meanings import Times, meaning
from stateofplay.language.times.reckoning import Direction
from stateofplay.model.dates import Grain, VagueDate


def _month_of(run: Run) -> VagueDate | None:
    month, year = run.one("M"), run.one("y")
    assert month is not None
    if year is not None:
        return VagueDate(f"{year.number:04d}-{month.number:02d}")
    return reckon.month(run.frame.published, month.number, run.direction)


def _days_of(month: VagueDate, weekday: int) -> list[date]:
    first, last = month.interval
    start = first + timedelta(days=(weekday - first.weekday()) % 7)
    return [start + timedelta(weeks=k) for k in range(5) if start + timedelta(weeks=k) <= last]


@meaning
def weekday_of_month(run: Run) -> Times:
    """ "The first Monday of June", "the last Sunday in October 2025"."""
    day, month = run.one("W"), _month_of(run)
    assert day is not None
    count = _ordinal(run)
    if month is None:
        return [run.time(None, kind=TimeKind.DAY)]
    days = _days_of(month, day.number)
    if count is None or count > len(days):
        return []
    return [run.time(VagueDate.of(days[count - 1] if count > 0 else days[-1]))]


@meaning
def week_of_day(run: Run) -> Times:
    """ "The week of 6 March"."""
    unit, day, month = run.one("U"), run.one("do"), _month_of(run)
    if unit is None or unit.name != "week" or day is None:
        return []
    of_month = VagueDate.parse(f"{month}-{day.number:02d}") if month is not None else None
    return [run.time(reckon.shift(of_month, "week", 0), kind=TimeKind.WEEK)]


@meaning
def week_of_month(run: Run) -> Times:
    """ "The second week of August": the week in which the second Monday falls; "the last week of May" that of its last."""
    unit, month = run.one("U"), _month_of(run)
    assert unit is not None
    if unit.name != "week":
        return []
    count = _ordinal(run)
    if month is None:
        return [run.time(None, kind=TimeKind.WEEK)]
    days = _days_of(month, 0)
    if count is None or count > len(days):
        return []
    return [run.time(VagueDate.of(days[count - 1] if count > 0 else days[-1], Grain.WEEK))]


def _ordinal(run: Run) -> int | None:
    """The count that an ordinal names, -1 for "last"; None for words like "previous"."""
    word: Lexeme | None = run.one("oOL")
    assert word is not None
    if word.letter == "L":
        return -1 if word.text.lower() == "last" else None
    return word.number


@meaning
def weekday_and_day(run: Run) -> Times:
    """ "Wednesday the 15th": the nearest month in which the two agree."""
    weekday, number = run.one("W"), run.one("oO")
    assert weekday is not None
    assert number is not None
    base = run.frame.published
    if base is None or base.grain is not Grain.DAY or number.number > 31:
        return [run.time(None, kind=TimeKind.DAY)]
    months = [reckon.shift(base, "month", k) for k in range(-6, 7)]
    days = [
        day
        for m in months
        if m is not None
        and (day := reckon.day(m.earliest.year, m.earliest.month, number.number)) is not None
        and day.earliest.weekday() == weekday.number
    ]
    return [run.time(reckon.nearest(base, days, run.direction), kind=TimeKind.DAY)]


@meaning
def day_beside(run: Run) -> Times:
    """ "The day after tomorrow", "the day before yesterday"."""
    unit, word, day = run.one("U"), run.one("w"), run.one("R")
    assert unit is not None
    assert word is not None
    assert day is not None
    if unit.name != "day":
        return []
    step = 1 if word.text.lower() == "after" else -1
    return [run.time(reckon.shift(run.frame.published, "day", day.number + step), kind=TimeKind.DAY)]


@meaning
def weekday_week(run: Run) -> Times:
    """ "Friday week": the Friday after the next one, as British papers say."""
    day, unit = run.one("W"), run.one("U")
    assert day is not None
    assert unit is not None
    if unit.name != "week" or unit.text != "week":
        return []
    nearest = reckon.weekday(reckon.shift(run.frame.published, "day", 1), day.number, Direction.FUTURE)
    return [run.time(reckon.shift(nearest, "day", 7), kind=TimeKind.DAY)]


@meaning
def from_day(run: Run) -> Times:
    """ "A fortnight from Monday", "two weeks from today"."""
    if run.one("p") is None or run.one("p").text.lower() != "from":  # type: ignore[union-attr]
        return []
    count, unit = run.one("nda"), run.one("UV")
    assert unit is not None
    weekday, named = run.one("W"), run.one("R")
    base = run.frame.published
    start = (
        reckon.weekday(base, weekday.number, Direction.FUTURE)
        if weekday is not None
        else reckon.shift(base, "day", named.number if named is not None else 0)
    )
    steps = count.number if count is not None and count.letter != "a" else 1
    days = {"day": 1, "week": 7, "fortnight": 14}.get(unit.name)
    value = reckon.shift(start, "day", steps * days) if days else reckon.shift(start, unit.name, steps)
    return [run.time(value, kind=TimeKind.DAY if days else TimeKind(unit.name))]


@meaning
def hours_away(run: Run) -> Times:
    """ "72 hours ago", "expires in 48 hours": whole days; a few hours are no day of the calendar."""
    count, word = run.one("nda"), run.one("gp")
    assert word is not None
    hours = sum(x.number for x in run.all("nd")) if count is not None and count.letter != "a" else 1
    if hours < 24 or hours % 24:
        return []
    ago = word.letter == "g"
    if not ago and (word.text.lower() not in ("in", "within") or run.direction <= 0):
        return []
    value = reckon.shift(run.frame.published, "day", -hours // 24 if ago else hours // 24)
    return [run.time(value, kind=TimeKind.DAY, start=None if ago else run.lexemes[1])]


@meaning
def fiscal_year(run: Run) -> Times:
    """ "This fiscal year", "fiscal 2025": the year that names it, although each state begins it when it likes."""
    year = run.one("y")
    base = VagueDate(f"{year.number:04d}") if year else reckon.shift(run.frame.published, "year", run.shift_word)
    return [run.time(base, kind=TimeKind.YEAR)]
