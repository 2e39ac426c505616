"""Dates of a text by the tables of its language, resolved against the day of publication, and no more precise than the words.

A weekday without "last" or "next" stays open: which one is meant hangs on the tense of its verb, and there is no parse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from stateofplay.model.tongues.tables import Tongue, tongues

_STRAIGHT = str.maketrans("’ʼ‘`", "''''")
_YEAR = r"(?P<y>(?:19|20)\d\d)"
_ISO = re.compile(r"(?<![\d.-])(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?![\d-])")
_NUMERIC = re.compile(r"(?<![\d./-])(?P<d>\d{1,2})(?P<mark>[./])(?P<m>\d{1,2})(?P=mark)(?P<y>(?:19|20)\d\d)(?!\d)")
_NO_DAY = ""
"""Of words that name a day that no calendar has: they are no date, and no part of them is."""
NEAREST = 183
"""Days: a day and month without a year is the one nearest to the day of publication."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A time expression at code points `start:end`; `value` is ISO, or None where the words leave it open."""

    start: int
    end: int
    value: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shapes:
    worded: re.Pattern[str]
    month: re.Pattern[str]
    relative: re.Pattern[str] | None
    weekday: re.Pattern[str] | None


def _any(words: object) -> str:
    listed = sorted(map(str, words), key=len, reverse=True)  # type: ignore[call-overload]
    return "|".join(re.escape(word) for word in listed)


@cache
def _shapes(code: str) -> _Shapes:
    tongue = tongues()[code]
    between = rf"(?:(?:{_any(tongue.between)})\s+)?" if tongue.between else ""
    ordinal = rf"(?:{_any(tongue.ordinals)})?" if tongue.ordinals else ""
    months = rf"(?P<name>{_any(tongue.months)})(?!\w)\.?"
    near = _any((*tongue.last, *tongue.next))
    days = _any(tongue.weekdays)
    # "lundi 4 mars", "Montag, dem 4. März": the weekday of a day that is named is part of its name.
    led = rf"(?:(?<!\w)(?:{days}),?\s+(?:\w{{2,3}}\s+)?)?" if days else ""
    return _Shapes(
        worded=re.compile(
            rf"{led}(?<![\w.])(?P<d>\d{{1,2}}){ordinal}\s+{between}{months}(?:,?\s+{between}{_YEAR})?", re.IGNORECASE
        ),
        month=re.compile(rf"(?<!\w){months}\s+{between}{_YEAR}", re.IGNORECASE),
        relative=re.compile(rf"(?<![\w'-])(?:{_any(tongue.relative)})(?![\w'-])") if tongue.relative else None,
        weekday=re.compile(
            rf"(?<!\w)(?:(?P<before>{near})\s+)?(?P<day>{days})(?:\s+(?P<after>{near}))?(?!\w)", re.IGNORECASE
        )
        if days and near
        else None,
    )


def find_dates(text: str, code: str, published: str | None = None) -> list[FoundDate]:
    """Dates of a text in the order of their places, none inside another.

    Parameters
    ----------
    code
        A language that has a table.
    published
        ISO day; without it, what is relative to it has no value.

    Examples
    --------
    >>> [d.value for d in find_dates("Les pourparlers du 12 mars 2024 ont été reportés hier.", "fr", "2024-03-10")]
    ['2024-03-12', '2024-03-09']
    """
    tongue = tongues()[code]
    plain = text.translate(_STRAIGHT)
    today = _day(published)
    found: list[FoundDate] = []
    taken: set[int] = set()
    for one in _all(plain, tongue, today):
        if taken.isdisjoint(range(one.start, one.end)):
            taken.update(range(one.start, one.end))
            found.append(one)
    return sorted((one for one in found if one.value != _NO_DAY), key=lambda one: one.start)


def _all(text: str, tongue: Tongue, today: date | None) -> Iterator[FoundDate]:
    shapes = _shapes(tongue.code)
    for pattern in (_ISO, _NUMERIC):
        for match in pattern.finditer(text):
            value = _iso(int(match["y"]), int(match["m"]), int(match["d"]))
            if value:
                yield FoundDate(start=match.start(), end=match.end(), value=value)
    for match in shapes.worded.finditer(text):
        month, day = tongue.months[match["name"].casefold()], int(match["d"])
        if match["y"]:
            value = _iso(int(match["y"]), month, day)
        else:
            value = _nearest(month, day, today)
        if value is None and (match["y"] or not _iso(2024, month, day)):
            value = _NO_DAY
        yield FoundDate(start=match.start(), end=match.end(), value=value)
    for match in shapes.month.finditer(text):
        month = tongue.months[match["name"].casefold()]
        yield FoundDate(start=match.start(), end=match.end(), value=f"{match['y']}-{month:02d}")
    if shapes.relative is not None:
        for match in shapes.relative.finditer(text.lower() if _is_caseless(tongue) else text):
            if _word_before(text, match.start()) in tongue.never_after:
                continue
            steps = tongue.relative[match[0]]
            value = (today + timedelta(days=steps)).isoformat() if today else None
            yield FoundDate(start=match.start(), end=match.end(), value=value)
    if shapes.weekday is not None:
        for match in shapes.weekday.finditer(text):
            yield FoundDate(start=match.start(), end=match.end(), value=_weekday(match, tongue, today))


def _is_caseless(tongue: Tongue) -> bool:
    """Whether small letters tell nothing: in German they tell "morgen" from "Morgen"."""
    return not tongue.capitals


def _word_before(text: str, place: int) -> str:
    words = text[max(0, place - 20) : place].split()
    return words[-1].casefold() if words else ""


def _weekday(match: re.Match[str], tongue: Tongue, today: date | None) -> str | None:
    said = (match["before"] or match["after"] or "").casefold()
    if today is None or not said:
        return None
    ahead = (tongue.weekdays[match["day"].casefold()] - today.weekday()) % 7
    steps = (ahead or 7) if said in tongue.next else ahead - 7
    return (today + timedelta(days=steps)).isoformat()


def _nearest(month: int, day: int, today: date | None) -> str | None:
    if today is None:
        return None
    for year in (today.year, today.year - 1, today.year + 1):
        value = _iso(year, month, day)
        if value and abs((date.fromisoformat(value) - today).days) <= NEAREST:
            return value
    return None


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published) if published and len(published) == 10 else None
    except ValueError:
        return None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
