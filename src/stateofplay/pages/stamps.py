"""When an HTML page was published: what its metadata, its elements and its visible lines say, weighed against each other.

Published comes before modified whatever the element, the more precise before the less, and nothing is taken from comments or
from the cards of other stories. Where the page says nothing, nothing is made up.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from stateofplay.pages.dates import Day, find_day_in_lines, find_in_url, normalise, read_day, starts_with_day

MONTH_FIRST = ("en-us", "en_us", "en-ph", "en_ph")
"""Languages, with their country, whose readers put the month before the day."""

_DAY_FIRST_SITES = tuple(".uk .ie .au .nz .in .pk .za .ng .ke .fr .de .it .es .il .eg .qa .ae .tr .ru .ua".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A date that an element of the page gives: what kind it is (``"published"``, ``"modified"``, ``""``), and its words."""

    kind: str
    text: str


def choose_published(
    *,
    given: str | None,
    url: str | None,
    published: Iterable[str],
    modified: Iterable[str],
    stamps: Iterable[Stamp],
    date_lines: Iterable[str],
    first_lines: Iterable[str],
    locale: str | None,
) -> tuple[str | None, str | None, str | None]:
    """Return the day of publication, where it comes from, and a sentence where the page leaves it open.

    Parameters
    ----------
    given
        What the caller knows; it wins.
    url
        The page's address.
    published, modified
        What the metadata say, best first.
    stamps
        Dates of elements of the page, in its order.
    date_lines, first_lines
        Visible lines that are dates, and the first lines of the article.
    locale
        Language and country of the page, where it says them.
    """
    if given is not None:
        return normalise(given), "given", None
    stamps = list(stamps)
    by_url = find_in_url(url) if url else None
    lines = find_day_in_lines(date_lines)
    led = next((d for line in first_lines if (d := starts_with_day(line))), None)
    ranked: list[tuple[Day, str]] = [
        *((read_day(x), "page") for x in published),
        *((read_day(s.text), "page") for s in stamps if s.kind == "published"),
        (Day(value=by_url), "url"),
        (lines, "text"),
        (Day(value=led), "text"),
        *((read_day(s.text), "page") for s in stamps if not s.kind),
        *((read_day(x), "page") for x in modified),
        *((read_day(s.text), "page") for s in stamps if s.kind == "modified"),
    ]
    sure = [(day.value, source) for day, source in ranked if day.value]
    near = next((value for value, _ in sure if len(value) == 10), by_url)
    month_first = _is_month_first(locale, url)
    settled = [(value, source) for day, source in ranked if (value := day.settle(month_first=month_first, near=near))]
    # min keeps the first of the equally precise.
    best = min(settled, key=lambda x: -len(x[0]), default=None)
    if best is not None and len(best[0]) == 10:
        return best[0], best[1], None
    open_day = next((day for day, _ in ranked if day.readings), None)
    told = (
        f"Its date can be read as {open_day.readings[0]} or {open_day.readings[1]}; it was left open."
        if open_day
        else None
    )
    return (best[0], best[1], told) if best is not None else (None, None, told)


def _is_month_first(locale: str | None, url: str | None) -> bool | None:
    if locale and len(locale) > 3:
        return locale.lower().startswith(MONTH_FIRST)
    host = (urlsplit(url).hostname or "") if url else ""
    if host.endswith((".gov", ".mil")):
        return True
    if host.endswith(_DAY_FIRST_SITES):
        return False
    return None


def name_kind(names: str) -> str:
    """What the names of an element say of the date in it: ``"modified"``, ``"published"`` or ``""``.

    Examples
    --------
    >>> name_kind("entry-date published"), name_kind("dateModified"), name_kind("clock")
    ('published', 'modified', '')
    """
    low = names.lower()
    if any(word in low for word in ("modif", "update", "edited")):
        return "modified"
    known = ("publish", "pubdate", "posted", "created", "entry-date", "dateline")
    return "published" if any(word in low for word in known) else ""
