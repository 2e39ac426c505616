"""Meanings of times counted from publication or from a time named before: weekdays, "last week", "two days later"."""

from __future__ import annotations

from stateofplay.language.times import guards
from stateofplay.language.times import reckoning as reckon
from stateofplay.language.times.frame import Run, Time, TimeKind
from stateofplay.language.times.lexemes import Lexeme
from stateofplay.language.times.meanings import Times, meaning
from stateofplay.language.times.quarters import year_before
from stateofplay.language.times.reckoning import Direction
from stateofplay.model.dates import Grain, VagueDate

HALF_A_WEEK = 4
"""Days from today to the middle of the past, or the coming, week."""
NEAR = 3
"""Days that may lie between two weekdays that are named together; "Friday and Thursday" go back, not six days on."""

_COUNTED_ON = frozenset({"previous", "preceding", "following"})
"""They count from a time that was named, not from publication."""
_ON, _BACK = frozenset({"later", "after"}), frozenset({"earlier", "before"})
_STEPS = _ON | _BACK
"""Which way "two days ..." goes."""
_NEEDS_MORE = frozenset({"before", "after"})
"""Of these, those that may take what follows: "two days before the talks"."""
_NEXT = frozenset({"next", "following"})
_AROUND_NOW = frozenset({"past", "coming"})
"""Periods up to now, or from now on: "the past week"."""
_CALENDAR_UNITS = frozenset({"week", "month", "year"})
# -- weekdays and relative days --------------------------------------------------------------------------------------


@meaning
def weekday_of_week(run: Run) -> Times:
    day, unit = run.one("W"), run.one("U")
    assert day is not None
    if unit is None or unit.name != "week":
        return []
    week = _shifted(run, "week")
    return [run.time(reckon.weekday_of_week(week, day.number), kind=TimeKind.DAY)]


_ALMOST_A_WEEK = 6


@meaning
def weekday(run: Run) -> Times:
    day = run.one("W")
    assert day is not None
    if guards.is_name(run, day, introduced=False):
        return []
    base = run.frame.published
    word = run.one("LTX")
    if word is not None and guards.is_lasting(run, word):
        return [run.time(reckon.weekday(base, day.number, run.direction), kind=TimeKind.DAY, start=day)]
    if word is None:
        value = _after_neighbour(run, day.number) or _nearest(base, day.number, run.direction)
    elif word.letter == "T":
        # "Will meet this Monday", said on a Wednesday, is the next one.
        value = reckon.weekday_of_week(reckon.shift(base, "week", 0), day.number) if base else None
        if value is not None and base is not None and value.is_before(base) and run.direction > 0:
            value = reckon.weekday(base, day.number, Direction.FUTURE)
    elif word.text.lower() in _COUNTED_ON and (anchor := run.frame.anchor(run.lexemes[0].start)):
        step = 1 if word.letter == "X" else -1
        value = reckon.weekday(reckon.shift(anchor, "day", step), day.number, Direction(2 * step))
    else:
        # "next Monday" said on a Sunday is not tomorrow, and "last Monday" said on a Tuesday is hardly yesterday.
        away = reckon.shift(base, "day", 2 if word.letter == "X" else -1)
        value = reckon.weekday(away, day.number, Direction(2 * run.shift_word))
    return [run.time(value, kind=TimeKind.DAY)]


def _nearest(base: VagueDate | None, number: int, direction: Direction) -> VagueDate | None:
    """The day of that name where the text looks; six days back is the day after publication.

    Of a day six days past the press says "last Wednesday"; a bare "said on Wednesday" on a page stamped on Tuesday means
    that the stamp lies a day behind, as stamps of other time zones do.
    """
    found = reckon.weekday(base, number, direction)
    if found is None or direction > 0 or found != reckon.shift(base, "day", -_ALMOST_A_WEEK):
        return found
    return reckon.shift(base, "day", 1)


def _after_neighbour(run: Run, number: int) -> VagueDate | None:
    """ "Monday and Tuesday", "from Friday to Sunday": the second weekday follows the first."""
    lexemes = run.frame.lexemes
    if run.first < 2 or lexemes[run.first - 1].letter not in "&>-" or not run.frame.dated:
        return None
    end, value = run.frame.dated[-1]
    if lexemes[run.first - 2].letter != "W" or lexemes[run.first - 2].end != end or value.grain is not Grain.DAY:
        return None
    following = reckon.weekday(value, number, Direction.FUTURE)
    base = run.frame.published
    if following is None or base is None or (following.earliest - value.earliest).days > NEAR:
        return None
    ahead = base.is_before(value) or run.direction > 0
    return following if ahead or not base.is_before(following) else None


@meaning
def relative_day(run: Run) -> Times:
    word = run.one("R")
    assert word is not None
    if guards.is_name(run, word, introduced=False):
        return []
    value = reckon.shift(run.frame.published, "day", word.number)
    timex = f"{value}TNI" if value and word.text.lower() == "tonight" else None
    return [run.time(value, kind=TimeKind.DAY, timex=timex)]


@meaning
def part_of_today(run: Run) -> Times:
    """ "This morning", "last night"."""
    part = run.one("P")
    assert part is not None
    if run.shift_word < 0 and part.name not in ("NI", "EV"):
        return []
    return [run.time(reckon.shift(run.frame.published, "day", run.shift_word), kind=TimeKind.DAY)]


# -- counted from today or from a time named before ------------------------------------------------------------------


def _count(run: Run) -> int:
    count = run.one("nda")
    if count is None or count.letter == "a":
        return 1
    numbers = [x.number for x in run.all("n")]
    return sum(numbers) if len(numbers) == 2 else count.number


def _unit(run: Run) -> str:
    unit = run.one("UVu")
    assert unit is not None
    return unit.name


@meaning
def ago(run: Run) -> Times:
    unit = _unit(run)
    value = reckon.shift(run.frame.published, unit, -_count(run))
    if unit == "year" and _count(run) == 1 and run.frame.quarter:
        return [run.time(value, kind=TimeKind.YEAR, timex=year_before(run)[0].timex)]
    kind = {"decade": TimeKind.YEAR, "fortnight": TimeKind.WEEK}.get(unit) or TimeKind(unit)
    return [run.time(value, kind=kind)]


@meaning
def vaguely_ago(run: Run) -> Times:
    return [run.time(None, kind=TimeKind.REFERENCE, timex="PAST_REF")]


@meaning
def from_now(run: Run) -> Times:
    value = reckon.shift(run.frame.published, _unit(run), _count(run))
    return [run.time(value)] if value else []


@meaning
def count_from_anchor(run: Run) -> Times:
    """ "Nine days later", "the day before", "came a day after": counted from the last day that the text dated.

    What is told as past did not happen after the page appeared: "will meet on 15 May, he said on Friday; a day earlier they
    had refused" counts back from the Friday. "A day earlier than planned" compares, and dates nothing.
    """
    word = run.one("mw")
    assert word is not None
    low = word.text.lower()
    if low not in _STEPS:
        return []
    at = run.lexemes[0].start
    anchor = run.frame.anchor(at)
    if low == "earlier" and _unit(run) == "year" and _count(run) == 1 and (anchor is None or run.frame.quarter):
        return year_before(run)
    if anchor is None:
        return []
    steps = _count(run) if low in _ON else -_count(run)
    if low in _NEEDS_MORE and not guards.ends_clause(run):
        # "That meeting came a day after the call": the dated one is the later one, and the words name the earlier.
        if not guards.counts_back_from_subject(run):
            return []
        steps = -steps
    if run.after is not None and run.after.text.lower() == "than":
        return []
    value = next((v for a in run.frame.anchors(at) if (v := _shifted_back(run, a, steps)) is not None), None)
    return [run.time(value)] if value else []


def _shifted_back(run: Run, anchor: VagueDate, steps: int) -> VagueDate | None:
    """Some units from an anchor; None where that lies after the page's day and the text looks back."""
    value, published = reckon.shift(anchor, _unit(run), steps), run.frame.published
    if value is None or published is None or not published.is_before(value) or run.direction >= 0:
        return value
    return None


@meaning
def same_period(run: Run) -> Times:
    """ "That year", "the same day": the period of the last time that the text dated."""
    anchor = run.frame.anchor(run.lexemes[0].start)
    value = reckon.shift(anchor, _unit(run), 0)
    return [run.time(value)] if value else []


@meaning
def span_of_units(run: Run) -> Times:
    """ "The past four days", "the coming weeks": anchored, but no single ISO date."""
    word = run.one("LTX")
    assert word is not None
    if word.text.lower() == "following" and not run.has("t"):
        return []
    if guards.is_lasting(run, word):
        return []
    return [run.time(None, kind=TimeKind.SPAN, timex="" if run.has("nd") else _REFERENCES[word.letter])]


_REFERENCES = {"L": "PAST_REF", "T": "PRESENT_REF", "X": "FUTURE_REF"}


@meaning
def recent_units(run: Run) -> Times:
    """ "In recent weeks": no place in the calendar."""
    return [run.time(None, kind=TimeKind.REFERENCE, timex="PAST_REF")]


@meaning
def beside_event(run: Run) -> Times:
    """ "In the weeks before the election": beside something that is no date."""
    return [run.time(None, kind=TimeKind.REFERENCE, timex="")]


@meaning
def the_past(run: Run) -> Times:
    """ "As in the past"; "the last" and "the previous" of other things are no times."""
    if run.lexemes[-1].text.lower() != "past":
        return []
    return [run.time(None, kind=TimeKind.REFERENCE, timex="PAST_REF")]


@meaning
def present(run: Run) -> Times:
    """ "The current mandate"."""
    if run.lexemes[0].text.lower() != "current":
        return []
    return [run.time(None, kind=TimeKind.REFERENCE, timex="PRESENT_REF")]


_WHOLE = ("full", "whole", "entire")


@meaning
def period_meant(run: Run) -> Times:
    """ "For the full year", "later in the day": the period that figures are for, or the one that the text speaks of."""
    unit, word = _unit(run), run.one("_")
    if word is not None and word.text.lower() not in _WHOLE:
        return []
    if run.after is not None and run.after.letter == "s" and unit != "week":
        return []
    base = run.frame.anchor(run.lexemes[0].start) if unit == "day" else None
    value = reckon.shift(base or run.frame.published, unit, 0)
    return [run.time(None, kind=TimeKind.REFERENCE, timex=value.value if value else "")]


@meaning
def neighbouring_part(run: Run) -> Times:
    """ "The next morning", counted from the day that the text spoke of last."""
    if run.lexemes[1].text.lower() not in _NEXT:
        return []
    value = reckon.shift(run.frame.anchor(run.lexemes[0].start), "day", 1)
    return [run.time(value)] if value else []


@meaning
def relative_period(run: Run) -> Times:
    unit = _unit(run)
    word = run.lexemes[-2]
    low = word.text.lower()
    if guards.is_lasting(run, word):
        return []
    if unit == "day":
        return _neighbouring_day(run, low)
    led = len(run.lexemes) > 2 and run.lexemes[-3].letter == "t"
    if unit == "decade" or low in _AROUND_NOW or (low == "last" and led):
        week = _week_around_now(run, word) if unit == "week" else None
        return [run.time(week, kind=TimeKind.SPAN, timex="")]
    if low == "following":
        value = reckon.shift(run.frame.anchor(run.lexemes[0].start), unit, 1)
        return [run.time(value)] if value else []
    if guards.is_title(run):
        return []
    kind = TimeKind("week" if unit == "fortnight" else unit)
    return [_edge_of(run, _shifted(run, unit), kind)]


def _week_around_now(run: Run, word: Lexeme) -> VagueDate | None:
    """The ISO week in which most of the past, or the coming, seven days lie."""
    days = HALF_A_WEEK if word.letter == "X" else -HALF_A_WEEK
    return reckon.shift(reckon.shift(run.frame.published, "day", days), "week", 0)


_EDGES = {"beginning": 1, "start": 1, "end": 12}
"""Months in which a year begins and ends."""


def _edge_of(run: Run, value: VagueDate | None, kind: TimeKind) -> Time:
    """A period, or the month with which a year begins or ends: "by the end of next year"."""
    edge, timex = run.one("e"), value.value if value is not None else ""
    month = _EDGES.get(edge.text.lower()) if edge is not None and kind is TimeKind.YEAR else None
    if month is None:
        return run.time(value, kind=kind)
    if month == 1 and value is not None and value == reckon.shift(run.frame.published, "year", 0) and run.direction > 0:
        value = reckon.shift(value, "year", 1)  # "is to rise at the start of the year", said in its middle
    return run.time(VagueDate(f"{value}-{month:02d}") if value is not None else None, kind=TimeKind.MONTH, timex=timex)


def _shifted(run: Run, unit: str) -> VagueDate | None:
    """Last, this or next `unit`. On a Sunday a news week has just ended: "last week" is the ISO week of that Sunday."""
    base = run.frame.published
    if unit == "week" and base is not None and base.grain is Grain.DAY and base.earliest.weekday() == 6:
        if run.shift_word < 0 or (run.shift_word == 0 and run.direction > 0):
            base = reckon.shift(base, "day", 1)
    return reckon.shift(base, unit, run.shift_word)


def _neighbouring_day(run: Run, low: str) -> Times:
    step = {"next": 1, "following": 1, "previous": -1, "preceding": -1}.get(low)
    if step is None or not run.has("t"):
        return []
    value = reckon.shift(run.frame.anchor(run.lexemes[0].start), "day", step)
    return [run.time(value)] if value else []


@meaning
def current_period(run: Run) -> Times:
    """ "The end of the year", "earlier in the week"."""
    unit = _unit(run)
    if unit not in _CALENDAR_UNITS:
        return []
    return [_edge_of(run, reckon.shift(run.frame.published, unit, 0), TimeKind(unit))]


@meaning
def weekend(run: Run) -> Times:
    base = run.frame.published
    week = reckon.shift(base, "week", 0)
    if base is not None and week is not None:
        started = base.earliest.weekday() >= 5
        steps = run.shift_word
        if not run.has("LTX"):
            steps = 0 if started or run.direction > 0 else -1
        elif run.has("T") and not started and run.direction < 0:
            steps = -1
        week = reckon.shift(base, "week", steps)
    return [run.time(week, kind=TimeKind.WEEK, timex=f"{week}-WE" if week else "")]
