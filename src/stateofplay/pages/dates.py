"""When a page was published: what its metadata, its address or its date line say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

_URL = (
    re.compile(r"/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})(?:/|\b)"),
    re.compile(r"[/_-]((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)"),
    re.compile(r"[/_-]((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)"),
)
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)/(\d\d)/")
_ISO = re.compile(r"\b((?:19|20)\d\d)[./-](\d{1,2})[./-](\d{1,2})\b")
_NUMERIC = re.compile(r"\b(\d{1,2})([./-])(\d{1,2})\2((?:19|20)\d\d)\b")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january janvier enero janeiro gennaio januar января січня stycznia",
            "feb february février febrero fevereiro febbraio februar февраля лютого lutego",
            "mar march mars marzo março marzo märz марта березня marca",
            "apr april avril abril aprile апреля квітня kwietnia",
            "may mai mayo maio maggio mei мая травня maja",
            "jun june juin junio junho giugno juni июня червня czerwca",
            "jul july juillet julio julho luglio juli июля липня lipca",
            "aug august août agosto augustus августа серпня sierpnia",
            "sep sept september septembre septiembre setembro settembre сентября вересня września",
            "oct october octobre octubre outubro ottobre oktober октября жовтня października",
            "nov november novembre noviembre novembro ноября листопада listopada",
            "dec december décembre diciembre dezembro dicembre dezember декабря грудня grudnia",
        ),
        start=1,
    )
    for name in names.split()
}
_WORDED = re.compile(
    r"\b(?:(?P<m1>[^\W\d_]{3,10})\.?\s+(?P<d1>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y1>(?:19|20)\d\d)"
    r"|(?P<d2>\d{1,2})(?:st|nd|rd|th|er|\.)?\s+(?:de\s+)?(?P<m2>[^\W\d_]{3,10})\.?,?\s+(?:de\s+|del\s+)?(?P<y2>(?:19|20)\d\d))\b"
)


def normalise(value: str) -> str | None:
    """Return ``YYYY-MM-DD`` for an ISO date or date-time, as precise as it is, or None.

    Examples
    --------
    >>> normalise("2031-05-04T10:00:00Z"), normalise("2031-05"), normalise("soon")
    ('2031-05-04', '2031-05', None)
    """
    match = re.match(r"\s*((?:19|20)\d\d)(?:-(\d\d)(?:-(\d\d))?)?(?![\d])", value)
    if not match:
        return None
    year, month, day = match.groups()
    if day:
        return _iso(int(year), int(month), int(day))
    return f"{year}-{month}" if month and 1 <= int(month) <= 12 else year


def find_in_url(url: str) -> str | None:
    """Return the date in an address.

    Examples
    --------
    >>> find_in_url("https://news.example/world/2031/05/04/talks")
    '2031-05-04'
    """
    for pattern in _URL:
        match = pattern.search(url)
        if match and (found := _iso(*map(int, match.groups()))):
            return found
    match = _URL_MONTH.search(url)
    return f"{match.group(1)}-{match.group(2)}" if match and 1 <= int(match.group(2)) <= 12 else None


def find_in_lines(lines: Iterable[str]) -> str | None:
    """Return the first full date in date lines such as ``"Published: 4 May 2031, 10:00"``.

    A numeric date whose day and month could be exchanged is read day first where dots part it, and left alone
    otherwise.

    Examples
    --------
    >>> find_in_lines(["By our staff", "Updated: May 4, 2031, 10:00 IST"])
    '2031-05-04'
    """
    return next((found for line in lines if (found := _find(line))), None)


def _find(line: str) -> str | None:
    match = _ISO.search(line)
    if match:
        return _iso(*map(int, match.groups()))
    match = _NUMERIC.search(line)
    if match:
        first, mark, second, year = int(match[1]), match[2], int(match[3]), int(match[4])
        if mark == "." or first > 12 or first == second:
            return _iso(year, second, first)
        return _iso(year, first, second) if second > 12 else None
    for worded in _WORDED.finditer(line):
        name = (worded["m1"] or worded["m2"]).casefold()
        month = _MONTHS.get(name) or _MONTHS.get(name[:3])
        if month:
            return _iso(int(worded["y1"] or worded["y2"]), month, int(worded["d1"] or worded["d2"]))
    return None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
