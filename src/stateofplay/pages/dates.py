"""When a page was published: what its metadata, its address or its date line say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from stateofplay.model.tongues.tables import tongues

_URL = (
    re.compile(r"/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})(?:/|\b)"),
    re.compile(r"[/_-]((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)"),
    re.compile(r"[/_-]((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)"),
)
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)/(\d\d)/")
_ISO = re.compile(r"(?<![\d.,/-])((?:19|20)\d\d)([./-])(\d{1,2})\2(\d{1,2})(?![\d/-]|\.\d)")
_NUMERIC = re.compile(r"(?<![\d.,/-])(\d{1,2})([./-])(\d{1,2})\2((?:19|20)\d\d)(?![\d/-])")
_STAMP = re.compile(r"\s*((?:19|20)\d\d)(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?|(\d\d)(\d\d)(?=T|\s|$))?(?![\d])")
_EPOCH = re.compile(r"\s*(\d{10})(\d{3})?\s*")
_IMAGE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|mp4)(?:$|[?#])", re.I)
_ADDRESS = re.compile(r"\S*(?:://|www\.|/\w+/)\S*")
_MONTHS = {word: number for tongue in tongues().values() for word, number in tongue.months.items()}
_WORDED = re.compile(
    r"\b(?:(?P<m1>[^\W\d_]{3,10})\.?\s+(?P<d1>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y1>(?:19|20)\d\d)"
    r"|(?P<d2>\d{1,2})(?:st|nd|rd|th|er|\.)?\s+(?:de\s+)?(?P<m2>[^\W\d_]{3,10})\.?,?\s+(?:de\s+|del\s+)?(?P<y2>(?:19|20)\d\d))\b"
)
_MONTH_ONLY = re.compile(r"\b(?P<m>[^\W\d_]{3,10})\.?,?\s+(?:de\s+|del\s+)?(?P<y>(?:19|20)\d\d)\b")


def _said(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})\b", re.I)


_UPDATE = _said(word for tongue in tongues().values() for word in tongue.updated)
_FIRST = _said(word for tongue in tongues().values() for word in tongue.published)
_LED = re.compile(r"^\W*(?:(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?\.?,?\s+)?", re.I)
_CAPITALS = r"[^\W\d_a-zß-ÿ]{2,}"
_FROM = re.compile(
    rf"^\(?(?:{_CAPITALS}(?:[ .,'’-]+{_CAPITALS}){{0,4}}(?:\s*\([^()\d]{{2,30}}\))?"
    r"|[^\W\d_a-zß-ÿ][^\W\d_]+(?: [^\W\d_a-zß-ÿ][^\W\d_]+){0,3}\s*\([A-Z][^()\d]{1,30}\)),\s+"
)
"""The place of a date line: in capitals, or with its agency ("PORT ARDA, ", "Port Arda (Delta News), ")."""
_AGENCY = re.compile(r"\s*\([^()\d]{2,30}\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A date as a page gives it: its ISO value, or the two readings of one like 05/06/2031, which countries read apart."""

    value: str | None
    readings: tuple[str, ...] = ()
    """Day first, then month first."""

    def settle(self, *, month_first: bool | None = None, near: str | None = None) -> str | None:
        """The value, or the reading that the site's habit or another date of the page decides for, or None.

        Examples
        --------
        >>> Day(value=None, readings=("2031-06-05", "2031-05-06")).settle(near="2031-06-04")
        '2031-06-05'
        """
        if self.value is not None or not self.readings:
            return self.value
        if near is not None:
            close = [x for x in self.readings if x.startswith(near[:10]) or _days_apart(x, near) <= 2]
            if len(close) == 1:
                return close[0]
        return None if month_first is None else self.readings[1 if month_first else 0]


def normalise(value: str) -> str | None:
    """Return an ISO date, as precise as it is, for what the metadata of pages write as dates, or None.

    ISO dates in any form, the date strings of mail and of JavaScript, worded dates, and seconds or milliseconds since 1970.

    Examples
    --------
    >>> normalise("2031-05-04T10:00:00Z"), normalise("2031/5/4"), normalise("2031-05"), normalise("soon")
    ('2031-05-04', '2031-05-04', '2031-05', None)
    >>> normalise("Sun May 04 2031 10:00:00 GMT+0300 (EEST)"), normalise("May 2031")
    ('2031-05-04', '2031-05')
    """
    return read_day(value).value


def read_day(value: str) -> Day:
    """Read a date out of a field that holds nothing else; see `normalise`."""
    value = value.strip()[:120]
    match = _STAMP.match(value)
    if match:
        year, month, day = match[1], match[2] or match[4], match[3] or match[5]
        if day:
            return Day(value=_iso(int(year), int(month), int(day)))
        return Day(value=f"{year}-{int(month):02d}" if month and 1 <= int(month) <= 12 else year)
    match = _EPOCH.fullmatch(value)
    if match:
        when = datetime.fromtimestamp(int(match[1]), UTC)
        return Day(value=when.date().isoformat() if 1995 <= when.year <= 2100 else None)
    found = _find(value)
    if found.value or found.readings:
        return found
    match = _MONTH_ONLY.search(value)
    month_number = _month(match["m"]) if match else None
    return Day(value=f"{match['y']}-{month_number:02d}" if match and month_number else None)


def find_in_url(url: str) -> str | None:
    """Return the date in a page's address; the address of an image says when the image was put up, and counts for nothing.

    Examples
    --------
    >>> find_in_url("https://news.example/world/2031/05/04/talks"), find_in_url("https://news.example/2031/05/04/a.jpg")
    ('2031-05-04', None)
    """
    if _IMAGE.search(url):
        return None
    for pattern in _URL:
        match = pattern.search(url)
        if match and (found := _iso(*map(int, match.groups()))):
            return found
    match = _URL_MONTH.search(url)
    return f"{match.group(1)}-{match.group(2)}" if match and 1 <= int(match.group(2)) <= 12 else None


def find_in_lines(lines: Iterable[str]) -> str | None:
    """Return the first full date in date lines such as ``"Published: 4 May 2031, 10:00"``; see `find_day_in_lines`.

    Examples
    --------
    >>> find_in_lines(["By our staff", "Updated: May 4, 2031, 10:00 IST"])
    '2031-05-04'
    """
    return find_day_in_lines(lines).value


def find_day_in_lines(lines: Iterable[str]) -> Day:
    """Return the first date in date lines; one that says when the page was changed counts only where no other is.

    A numeric date whose day and month could be exchanged is read day first where dots part it; else it keeps both readings.
    """
    found = [
        (bool(_UPDATE.search(line)) and not _FIRST.search(line), day)
        for line in lines
        if (day := _find(line)) != Day(value=None)
    ]
    ordered = [day for late, day in found if not late] + [day for late, day in found if late]
    return next((d for d in ordered if d.value), ordered[0] if ordered else Day(value=None))


def starts_with_day(line: str) -> str | None:
    """Return the date that an article's own first line begins with: ``"August 9, 2031 (PORT ARDA) - The envoys ..."``.

    The place may stand before it, where a dash parts both from the first sentence.

    Examples
    --------
    >>> starts_with_day("August 9, 2031 (PORT ARDA) - The envoys met."), starts_with_day("On 9 August 2031 they met.")
    ('2031-08-09', None)
    >>> starts_with_day("PORT ARDA, 9 August 2031 (Delta News) - The envoys met.")
    '2031-08-09'
    """
    if place := _FROM.match(line):
        worded = _WORDED.match(line, place.end())
        rest = line[worded.end() :] if worded else ""
        named = _AGENCY.match(rest)
        ends = re.match(r"\s*\)?\s*[–—:-]|\s*\)", rest[named.end() :] if named else rest)
        return _find(line[place.end() : worded.end()]).value if worded and ends else None
    lead = _LED.match(line)
    start = lead.end() if lead else 0
    worded = _WORDED.match(line, start)
    if not worded or not re.match(r"\s*(?:[(\[–—:|,-]|$)", line[worded.end() :]):
        return None
    return _find(line[: worded.end()]).value


def find_published(
    given: str | None, url: str | None, date_lines: Iterable[str], first_lines: Iterable[str] = ()
) -> tuple[str | None, str | None]:
    """Return the date of publication of a text and where it comes from: given, address or date line."""
    if given is not None:
        return normalise(given), "given"
    found = find_in_url(url) if url else None
    if found and len(found) == 10:
        return found, "url"
    line = find_in_lines(date_lines) or next((d for x in first_lines if (d := starts_with_day(x))), None)
    if line:
        return line, "text"
    return (found, "url") if found else (None, None)


def _find(line: str) -> Day:
    line = _ADDRESS.sub(
        lambda m: m[0] if _NUMERIC.search(m[0]) or (_ISO.search(m[0]) and "://" not in m[0]) else " ", line
    )
    match = _ISO.search(line)
    if match:
        return Day(value=_iso(int(match[1]), int(match[3]), int(match[4])))
    match = _NUMERIC.search(line)
    if match:
        first, mark, second, year = int(match[1]), match[2], int(match[3]), int(match[4])
        if mark == "." or first > 12 or first == second:
            return Day(value=_iso(year, second, first))
        if second > 12:
            return Day(value=_iso(year, first, second))
        readings = tuple(x for x in (_iso(year, second, first), _iso(year, first, second)) if x)
        return Day(value=None, readings=readings if len(readings) == 2 else ())
    for worded in _WORDED.finditer(line):
        month = _month(worded["m1"] or worded["m2"])
        if month:
            return Day(value=_iso(int(worded["y1"] or worded["y2"]), month, int(worded["d1"] or worded["d2"])))
    return Day(value=None)


def _month(name: str) -> int | None:
    low = name.casefold()
    return _MONTHS.get(low) or _MONTHS.get(low[:3])


def _days_apart(one: str, other: str) -> int:
    try:
        return abs((date.fromisoformat(one) - date.fromisoformat(other[:10])).days)
    except ValueError:
        return 10_000


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
