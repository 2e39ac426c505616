"""What is known of each language: a table each (``data/xx.toml``), and names of countries in ``data/countries.csv``.

Pages take from it the words of dates and of lines around an article; the reader the guard, whether claims are read in a language,
and what dates and names are found in where they are not.
"""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

DATA = Path(__file__).with_name("data")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """The table of one language.

    Attributes
    ----------
    code, name
        ISO 639-1, and what the language is called in English.
    claims
        The guard: whether the embedded reader reads claims in it.
    months, weekdays
        Word in small letters -> number, from 1 and from 0 (Monday).
    relative
        Word -> days from the day of publication.
    never_after
        Words behind which such a word means something else: "la mañana", the morning.
    capitals
        Whether small letters tell nouns from other words: "morgen" from "Morgen".
    last, next
        Words beside a weekday that say which one.
    ordinals
        Marks behind the number of a day.
    between
        Words between day, month and year.
    published, updated, bylines
        How lines begin that say when a page appeared or was changed, and who wrote it.
    labels
        Reason -> how a label is matched (``"whole"``, ``"lead"``, ``"glued"``) -> words that pages put around an article.
    endings
        Ending of a name -> the endings that it has in other cases.
    doubtful
        Names that at the beginning of a sentence are another word.
    named
        Names of bodies -> the lexicon's English name.
    """

    code: str
    name: str
    claims: bool = False
    months: dict[str, int] = field(default_factory=dict)
    weekdays: dict[str, int] = field(default_factory=dict)
    relative: dict[str, int] = field(default_factory=dict)
    never_after: tuple[str, ...] = ()
    capitals: bool = False
    last: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    ordinals: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    bylines: tuple[str, ...] = ()
    labels: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    endings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    doubtful: tuple[str, ...] = ()
    named: dict[str, str] = field(default_factory=dict)


@cache
def tongues() -> dict[str, Tongue]:
    """Every language that has a table, by its code.

    Examples
    --------
    >>> [t.code for t in tongues().values() if t.claims]
    ['en']
    >>> tongues()["fr"].months["août"], tongues()["uk"].relative["вчора"]
    (8, -1)
    """
    return {path.stem: _tongue(path) for path in sorted(DATA.glob("*.toml"))}


def _tongue(path: Path) -> Tongue:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    dates, lines, names = data.get("dates", {}), data.get("lines", {}), data.get("names", {})
    return Tongue(
        code=path.stem,
        name=data["name"],
        claims=data.get("claims", False),
        months=_numbered(dates.get("months", ()), 1),
        weekdays=_numbered(dates.get("weekdays", ()), 0),
        relative=dict(dates.get("relative", {})),
        never_after=tuple(dates.get("never_after", "").split()),
        capitals=data.get("capitals", False),
        last=tuple(dates.get("last", "").split()),
        next=tuple(dates.get("next", "").split()),
        ordinals=tuple(dates.get("ordinals", "").split()),
        between=tuple(dates.get("between", "").split()),
        published=tuple(lines.get("published", ())),
        updated=tuple(lines.get("updated", ())),
        bylines=tuple(lines.get("bylines", ())),
        labels=data.get("labels", {}),
        endings={ending: tuple(forms.split()) for ending, forms in names.get("endings", {}).items()},
        doubtful=tuple(names.get("doubtful", "").split()),
        named=dict(names.get("bodies", {})),
    )


def _numbered(listed: list[str] | tuple[()], start: int) -> dict[str, int]:
    return {word: number for number, words in enumerate(listed, start) for word in words.split()}


def language_name(code: str | None) -> str:
    """What a language is called in English; its code where it has no table.

    Examples
    --------
    >>> language_name("uk"), language_name("sw")
    ('Ukrainian', 'sw')
    """
    known = tongues().get(code or "")
    return known.name if known else code or "no known language"


def not_read(code: str | None, read: tuple[str, ...] = ("en",)) -> str:
    """The plain line for a page whose claims are not read; empty where they are.

    Examples
    --------
    >>> not_read("fr")
    'Claims are not read in French: the page is kept, shown and searched, and dates and names are found in it where tables allow.'
    >>> not_read("en"), not_read(None)
    ('', '')
    """
    if code is None or code in read:
        return ""
    found = "dates and names are found in it where tables allow" if code in tongues() else "nothing is found in it"
    return f"Claims are not read in {language_name(code)}: the page is kept, shown and searched, and {found}."


_MARK = "claims not read in "


def unread_mark(reader: str, code: str | None) -> str:
    """What the reading of a page whose claims were not read says of its reader.

    Examples
    --------
    >>> unread_mark("embedded", "fr")
    'embedded; claims not read in fr'
    """
    return f"{reader}; {_MARK}{code}"


def is_unread(reader: str, *, old: bool = False) -> bool:
    """Whether a reading says that claims were not read, by what it says of its reader.

    Parameters
    ----------
    old
        For pages in another language: what the embedded reader read before it said so counts as well.

    Examples
    --------
    >>> is_unread("stateofplay 0.1.0 (embedded; claims not read in fr)"), is_unread("stateofplay 0.1.0 (embedded)")
    (True, False)
    """
    return _MARK in reader or (old and reader.endswith("(embedded)"))


@cache
def countries(code: str) -> dict[str, str]:
    """Names of countries in a language -> their two letters.

    Examples
    --------
    >>> countries("de")["Frankreich"], countries("ru")["США"]
    ('FR', 'US')
    """
    out: dict[str, str] = {}
    with (DATA / "countries.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for name in (row.get(code) or "").split("|"):
                if name:
                    out[name] = row["iso2"]
    return out
