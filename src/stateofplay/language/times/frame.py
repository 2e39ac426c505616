"""Times that were read, and the frame in which they are read: publication, earlier dates, where the text looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from stateofplay.language.times.lexemes import Lexeme
from stateofplay.language.times.reckoning import Direction
from stateofplay.model.dates import Grain, VagueDate


class TimeKind(StrEnum):
    """What a time expression names."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"
    """Several years in one word: "1950-53"."""
    SPAN = "span"
    """A stretch that ends or begins now: "the past four days"."""
    SEASON = "season"
    DECADE = "decade"
    CENTURY = "century"
    CLOCK = "clock"
    REFERENCE = "reference"
    """No place in the calendar: "now", "recently", "years ago"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time expression as read.

    Parameters
    ----------
    start, end
        Code points in the text.
    text
        The words: ``text[start:end]`` of the article.
    value
        ISO value as the claims want it, or None where it is not resolved.
    kind
        What it names.
    timex
        Value in the notation of TIMEX3 (with parts of the day, seasons, decades, references), or "" where unknown.
    """

    start: int
    end: int
    text: str
    value: str | None
    kind: TimeKind
    timex: str
    span: str | None = None
    """Where a range begins here: its first and last day, month or year as an ISO interval, ``2024-05-20/2024-05-22``."""

    @property
    def in_calendar(self) -> bool:
        """Whether it is anchored in the calendar, as opposed to clock times and references."""
        return self.kind not in (TimeKind.CLOCK, TimeKind.REFERENCE, TimeKind.CENTURY)


_KIND_OF_GRAIN = {
    Grain.DAY: TimeKind.DAY,
    Grain.WEEK: TimeKind.WEEK,
    Grain.MONTH: TimeKind.MONTH,
    Grain.YEAR: TimeKind.YEAR,
}


def kind_of(value: VagueDate) -> TimeKind:
    """The kind of time that a vague date names."""
    return _KIND_OF_GRAIN[value.grain]


@dataclass(slots=True, kw_only=True)
class Frame:
    """What is known while the times of one article are read, in text order.

    `look` tells where the text looks at a stretch of code points. `days` and `months` hold what the text dates in full
    anywhere, so that "March 1" can take its year from "March 1, 2015" two lines below.
    """

    text: str
    published: VagueDate | None
    lexemes: Sequence[Lexeme]
    look: Callable[[int, int], Direction]
    days: dict[tuple[int, int], set[int]] = field(default_factory=dict)
    months: dict[int, set[int]] = field(default_factory=dict)
    dated: list[tuple[int, VagueDate]] = field(default_factory=list)
    surnames: set[str] | None = None
    """Names of months that are somebody's name in this text; looked for when first asked."""
    quarter: str = ""
    """The last quarter named, in the notation of TIMEX3: figures "a year ago" are those of the same quarter."""

    def anchor(self, at: int, reach: int = 500) -> VagueDate | None:
        """The last time dated before code point `at`, not farther back than `reach`."""
        return next(self.anchors(at, reach), None)

    def anchors(self, at: int, reach: int = 500) -> Iterator[VagueDate]:
        """The times dated before code point `at`, not farther back than `reach`, the last first."""
        for end, value in reversed(self.dated):
            if end <= at:
                if at - end > reach:
                    return
                yield value


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Lexemes `first:last` of the frame that one rule matched."""

    frame: Frame
    first: int
    last: int

    @property
    def lexemes(self) -> Sequence[Lexeme]:
        """The lexemes of the run."""
        return self.frame.lexemes[self.first : self.last]

    def all(self, letters: str) -> list[Lexeme]:
        """Lexemes of the run whose class is one of `letters`."""
        return [x for x in self.lexemes if x.letter in letters]

    def one(self, letters: str) -> Lexeme | None:
        """The first lexeme of these classes."""
        return next((x for x in self.lexemes if x.letter in letters), None)

    def has(self, letters: str) -> bool:
        """Whether the run holds a lexeme of these classes."""
        return self.one(letters) is not None

    @property
    def before(self) -> Lexeme | None:
        """The lexeme before the run, unless a block ends there."""
        found = self.frame.lexemes[self.first - 1] if self.first else None
        return None if found is None or found.letter == "|" else found

    @property
    def after(self) -> Lexeme | None:
        """The lexeme after the run, unless a block ends there."""
        found = self.frame.lexemes[self.last] if self.last < len(self.frame.lexemes) else None
        return None if found is None or found.letter == "|" else found

    @property
    def direction(self) -> Direction:
        """Where the text looks here."""
        return self.frame.look(self.lexemes[0].start, self.lexemes[-1].end)

    @property
    def shift_word(self) -> int:
        """-1 for "last", 0 for "this", 1 for "next"; 0 without any."""
        word = self.one("LTX")
        return 0 if word is None else {"L": -1, "T": 0, "X": 1}[word.letter]

    def time(
        self,
        value: VagueDate | str | None,
        *,
        kind: TimeKind | None = None,
        timex: str | None = None,
        span: str | None = None,
        start: Lexeme | None = None,
        end: Lexeme | None = None,
    ) -> Time:
        """Make the time of this run, or of the part from lexeme `start` to lexeme `end`."""
        first = (start or self.lexemes[0]).start
        last = (end or self.lexemes[-1]).end
        if isinstance(value, VagueDate):
            kind = kind or kind_of(value)
            value = value.value
        assert kind is not None
        part = self.one("P")
        if timex is None:
            timex = value or ""
            clock = self.one("C")
            if kind is TimeKind.DAY and value and (part is not None or clock is not None):
                noon = part is not None and part.text.lower() in ("noon", "midday")
                of_day = clock.name if clock is not None else "12:00" if noon else part.name if part is not None else ""
                timex = f"{value}T{of_day}"
        text = self.frame.text[first:last]
        return Time(start=first, end=last, text=text, value=value, kind=kind, timex=timex, span=span)
