"""Meanings of times that are named by their place in the calendar: days, months, seasons, named days, years, clocks."""

from __future__ import annotations

import re

from stateofplay.language.times import guards
from stateofplay.language.times import reckoning as reckon
from stateofplay.language.times.frame import Run, TimeKind
from stateofplay.language.times.meanings import Times, meaning
from stateofplay.language.times.named_days import NAMED_DAYS
from stateofplay.language.times.reckoning import Direction
from stateofplay.model.dates import Grain, VagueDate

# -- days ------------------------------------------------------------------------------------------------------------


@meaning
def iso_date(run: Run) -> Times:
    value = VagueDate.parse(run.lexemes[0].name)
    return [run.time(value)] if value else []


@meaning
def numeric_date(run: Run) -> Times:
    """15/05/2025 one way only; 05/06/2025 stays without a value, since one side of the Atlantic reads it otherwise."""
    first, second, year = (int(p) for p in run.lexemes[0].name.replace(".", "/").split("/"))
    dotted = "." in run.lexemes[0].name
    if year < 100:
        if dotted:
            return []
        year += 2000 if year < 70 else 1900
    readings = {d for d in (reckon.day(year, second, first), None if dotted else reckon.day(year, first, second)) if d}
    if not readings:
        return []
    return [run.time(readings.pop() if len(readings) == 1 else None, kind=TimeKind.DAY)]


@meaning
def days_of_month(run: Run) -> Times:
    """Two or more days of one month, the first and the last apart: "13-15 May", "May 13, 14 and 15"."""
    month, year = run.one("M"), run.one("y")
    days = run.all("do")
    if month is None:
        return []
    out: Times = []
    for number, day in enumerate(days):
        value = _day(run, month.number, day.number, year.number if year else None)
        beside_month = number == (0 if month.start < day.start else len(days) - 1)
        edges = sorted((month, day), key=lambda x: x.start) if beside_month else [day, day]
        out.append(run.time(value, kind=TimeKind.DAY, start=edges[0], end=edges[1]))
    return out


@meaning
def month_day_year(run: Run) -> Times:
    month, day, year = run.one("M"), run.one("doO"), run.one("y")
    if month is None or day is None or year is None:
        return []
    value = reckon.day(year.number, month.number, day.number)
    return [run.time(value)] if value else []


@meaning
def month_day(run: Run) -> Times:
    month, day = run.one("M"), run.all("doO")
    if month is None or not day or guards.is_count(run, day[0]):
        return []
    year = run.one("y")
    if run.has("u"):
        base = reckon.shift(run.frame.published, "year", run.shift_word)
        value = reckon.day(base.earliest.year, month.number, day[0].number) if base else None
        return [run.time(value, kind=TimeKind.DAY)]
    value = _day(run, month.number, day[0].number, year.number if year else None)
    return [run.time(value, kind=TimeKind.DAY)]


def _day(run: Run, month: int, day: int, year: int | None) -> VagueDate | None:
    if year is None:
        years = run.frame.days.get((month, day), set()) or (
            run.frame.months.get(month, set()) if run.frame.published is None else set()
        )
        year = next(iter(years)) if len(years) == 1 else None
    if year is None:
        year = _year_of_range(run, month, day)
    if year is not None:
        return reckon.day(year, month, day)
    return reckon.month_day(run.frame.published, month, day, run.direction)


def _year_of_range(run: Run, month: int, day: int) -> int | None:
    """The year that the end of a range gives its beginning: "between 3 June and 5 July 2024"."""
    rest = run.frame.lexemes[run.last : run.last + 7]
    if not rest or rest[0].letter not in "&>-":
        return None
    letters = "".join(x.letter for x in rest)
    match = re.match(r"[&>-](?:M[doO]|[doO]f?M),?y", letters)
    if match is None:
        return None
    end = {x.letter: x.number for x in rest[1 : match.end()] if x.letter in "MdoOy"}
    last_day = end.get("d") or end.get("o") or end.get("O") or 0
    # A range over New Year begins in the year before the one that it ends in.
    return end["y"] - ((month, day) > (end["M"], last_day))


# -- months ----------------------------------------------------------------------------------------------------------


@meaning
def month_year(run: Run) -> Times:
    month, year = run.one("M"), run.one("y")
    assert month is not None
    assert year is not None
    return [run.time(VagueDate(f"{year.number:04d}-{month.number:02d}"))]


@meaning
def months(run: Run) -> Times:
    """Two months that share a year: "March-April 2014", "March and April 2014"."""
    year = run.one("y")
    pair = run.all("M")
    out: Times = []
    for month in pair:
        end = run.lexemes[-1] if month is pair[-1] else month
        if year is not None:
            value: VagueDate | None = VagueDate(f"{year.number:04d}-{month.number:02d}")
        else:
            value = reckon.month(run.frame.published, month.number, run.direction)
        out.append(run.time(value, kind=TimeKind.MONTH, start=month, end=end))
    return out


@meaning
def relative_month_day(run: Run) -> Times:
    """ "Last Oct. 23", "next March 3": the nearest such day on that side."""
    month, day, base = run.one("M"), run.one("do"), run.frame.published
    if month is None or day is None or guards.is_count(run, day):
        return []
    direction = Direction(2 * run.shift_word)
    value = reckon.month_day(base, month.number, day.number, direction) if base is not None else None
    return [run.time(value, kind=TimeKind.DAY)]


@meaning
def month_relative_year(run: Run) -> Times:
    month = run.one("M")
    assert month is not None
    if not run.has("u"):
        return []
    named = run.frame.anchor(run.lexemes[0].start) if run.has("Y") else run.frame.published
    base = reckon.shift(named, "year", run.shift_word)
    return [run.time(VagueDate(f"{base.value}-{month.number:02d}") if base else None, kind=TimeKind.MONTH)]


@meaning
def relative_month(run: Run) -> Times:
    month = run.one("M")
    assert month is not None
    if guards.is_name(run, month, introduced=True):
        return []
    base = run.frame.published
    if run.shift_word:
        value = reckon.month(base, month.number, Direction(2 * run.shift_word), strictly=True)
    else:
        year = reckon.shift(base, "year", 0)
        value = VagueDate(f"{year.value}-{month.number:02d}") if year else None
    return [run.time(value, kind=TimeKind.MONTH)]


@meaning
def bare_month(run: Run) -> Times:
    month = run.one("M")
    assert month is not None
    if guards.is_name(run, month, introduced=run.has("me")):
        return []
    value = reckon.month(run.frame.published, month.number, run.direction)
    if value is None and run.frame.published is None:
        years = run.frame.months.get(month.number, set())
        value = VagueDate(f"{next(iter(years)):04d}-{month.number:02d}") if len(years) == 1 else None
    return [run.time(value, kind=TimeKind.MONTH)]


# -- seasons, quarters, decades, named days --------------------------------------------------------------------------


@meaning
def season_year(run: Run) -> Times:
    season, year = run.one("S"), run.one("y")
    assert season is not None
    value = VagueDate(f"{year.number:04d}") if year else reckon.shift(run.frame.published, "year", run.shift_word)
    return [run.time(value, kind=TimeKind.SEASON, timex=f"{value}-{season.name}" if value else "")]


_SEASON_MIDDLE = {"SP": 4, "SU": 7, "FA": 10, "WI": 1}


@meaning
def relative_season(run: Run) -> Times:
    season = run.one("S")
    assert season is not None
    if guards.is_name(run, season, introduced=True):
        return []
    base = run.frame.published
    middle = _SEASON_MIDDLE[season.name]
    if run.has("T") and season.name != "WI" and (this := reckon.shift(base, "year", 0)) is not None:
        return [run.time(this.value, kind=TimeKind.SEASON, timex=f"{this}-{season.name}")]
    value = reckon.month(base, middle, Direction(2 * run.shift_word), strictly=run.shift_word != 0) if base else None
    year = value.value[:4] if value and season.name != "WI" else None
    return [run.time(year, kind=TimeKind.SEASON, timex=f"{value.value[:4]}-{season.name}" if value else "")]


@meaning
def this_season(run: Run) -> Times:
    """ "In the early summer", "until the winter": the nearest one; "the fall of the city" is none."""
    season = run.one("S")
    assert season is not None
    if season.text.lower() not in ("summer", "autumn", "winter"):
        return []
    found = reckon.month(run.frame.published, _SEASON_MIDDLE[season.name], run.direction)
    year = found.value[:4] if found is not None else ""
    value = year if year and season.name != "WI" else None
    return [run.time(value, kind=TimeKind.SEASON, timex=f"{year}-{season.name}" if year else "")]


@meaning
def half_year(run: Run) -> Times:
    year = run.one("y")
    base = VagueDate(f"{year.number:04d}") if year else reckon.shift(run.frame.published, "year", run.shift_word)
    if base is None or not run.has("uy"):
        return []
    word = run.one("oOLTX")
    number = word.number if word is not None and word.letter in "oO" else 2
    return [run.time(base, kind=TimeKind.YEAR, timex=f"{base}-H{number}" if number in (1, 2) else base.value)]


@meaning
def decade(run: Run) -> Times:
    found = run.one("D")
    assert found is not None
    return [run.time(None, kind=TimeKind.DECADE, timex=f"{found.number // 10}")]


@meaning
def named_day(run: Run) -> Times:
    found, year = run.one("H"), run.one("y")
    assert found is not None
    if found.name not in NAMED_DAYS:
        return [run.time(VagueDate(found.name))]
    if guards.is_name(run, found, introduced=False):
        return []
    name = NAMED_DAYS[found.name]
    if year is not None:
        return [run.time(VagueDate.of(name(year.number)))]
    base = run.frame.published
    if base is None or base.grain in (Grain.WEEK, Grain.YEAR):
        return [run.time(None, kind=TimeKind.DAY)]
    direction = Direction(2 * run.shift_word) if run.shift_word else run.direction
    days = [VagueDate.of(name(y)) for y in (base.earliest.year - 1, base.earliest.year, base.earliest.year + 1)]
    return [run.time(reckon.nearest(base, days, direction))]


# -- years and the rest ----------------------------------------------------------------------------------------------


@meaning
def years(run: Run) -> Times:
    first = run.one("y")
    last = run.lexemes[-1]
    assert first is not None
    if not 1000 <= first.number <= 2100 or len(last.text) not in (2, 4):
        return []
    end = last.number if len(last.text) == 4 else first.number // 100 * 100 + last.number
    span = f"{first.number:04d}/{end:04d}" if first.number < end <= 2199 else None
    return [run.time(None, kind=TimeKind.RANGE, span=span)]


@meaning
def year(run: Run) -> Times:
    found = run.one("y")
    assert found is not None
    if guards.is_no_year(run, found):
        return []
    start = found if run.has("t") and not run.has("ume") else None
    return [run.time(VagueDate(f"{found.number:04d}"), start=start)]


@meaning
def clock(run: Run) -> Times:
    base = _day_spoken_of(run)
    return [run.time(None, kind=TimeKind.CLOCK, timex=f"{base}T{run.lexemes[0].name}" if base else "")]


_SAME_BREATH = 200
"""Code points back to a day that an hour is of: "The blast of Friday came at 10:35 a.m."."""


def _day_spoken_of(run: Run) -> VagueDate | None:
    named = run.frame.anchor(run.lexemes[0].start, _SAME_BREATH)
    base = named if named is not None and named.grain is Grain.DAY else run.frame.published
    return base if base is not None and base.grain is Grain.DAY else None


@meaning
def reference(run: Run) -> Times:
    timex = "FUTURE_REF" if run.has("B") else run.lexemes[0].name
    return [run.time(None, kind=TimeKind.REFERENCE, timex=timex)]


@meaning
def century(run: Run) -> Times:
    ordinal = run.one("oO")
    return [run.time(None, kind=TimeKind.CENTURY, timex=f"{ordinal.number - 1:02d}" if ordinal else "")]


@meaning
def hour_of_part(run: Run) -> Times:
    """ "4 in the morning", "eight in the evening"."""
    hour, word, part = run.lexemes[0], run.one("p"), run.one("P")
    if word is None or part is None or word.text.lower() != "in" or not 1 <= hour.number <= 12:
        return []
    number = hour.number % 12 + (0 if part.name == "MO" else 12)
    base = _day_spoken_of(run)
    return [run.time(None, kind=TimeKind.CLOCK, timex=f"{base}T{number:02d}:00" if base else "")]


@meaning
def part_alone(run: Run) -> Times:
    """ "In the morning", "by mid-afternoon": of the day that the text speaks of."""
    part, base = run.one("P"), _day_spoken_of(run)
    assert part is not None
    if len(run.lexemes) == 1 and part.text.lower() not in ("noon", "midday", "midnight"):
        return []  # "by night", "at dawn": of any day
    return [run.time(None, kind=TimeKind.CLOCK, timex=f"{base}T{part.name}" if base else "")]
