"""Loading the lexicon: the shipped files, then the user's own, which come first where both know a form."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from stateofplay.errors import LanguageError
from stateofplay.language.lexicon.entries import Entry, Use
from stateofplay.language.lexicon.forms import FormIndex, Match, fold
from stateofplay.language.lexicon.words import Words, build_words
from stateofplay.model import ActorKind

DATA = Path(__file__).parent / "data"
FILES = ("countries.csv", "armed_groups.csv", "organisations.csv", "people.csv")
COLUMNS = frozenset(
    "name kind type aliases side adjectives people capital seats iso2 office gender since until note".split()
)
_USES = (
    ("aliases", Use.NAME),
    ("seats", Use.SEAT),
    ("capital", Use.CAPITAL),
    ("adjectives", Use.ADJECTIVE),
    ("people", Use.PEOPLE),
)
_PLACE_KINDS = frozenset({"territory", "territory_body"})


class Lexicon:
    """Entries with their index of forms, and the word tables."""

    def __init__(self, entries: tuple[Entry, ...], words: Words, genders: Mapping[str, str]) -> None:
        self.entries = entries
        self.words = words
        self.by_name = {e.name: e for e in reversed(entries)}
        self.forms = FormIndex(entries)
        self._genders = genders

    def find(self, text: str) -> Iterator[Match]:
        """Every form of the lexicon in `text`."""
        return self.forms.find(text)

    def entry(self, name: str) -> Entry | None:
        """The entry of that name or unmistakable form."""
        found = self.by_name.get(name)
        if found is None:
            senses = self.forms.senses(name)
            found = senses[0][0] if senses and senses[0][1] is Use.NAME else None
        return found

    def gender_of(self, first_name: str) -> str:
        """``"m"``, ``"f"`` or ``""`` for a first name; ``""`` also where both occur."""
        return self._genders.get(fold(first_name).lower(), "")

    def is_first_name(self, word: str) -> bool:
        """Tell whether `word` is known as a first name."""
        return fold(word).lower() in self._genders


@lru_cache(maxsize=8)
def load(extra: tuple[Path, ...] = ()) -> Lexicon:
    """Load the shipped lexicon and the files in `extra` (CSV or TOML, see ``docs/lexicon.md``).

    Raises
    ------
    LanguageError
        A file cannot be read, has an unknown column or a row without a name.

    Examples
    --------
    >>> load().entry("Kiev") is None, load().entry("Zelenskiy").name
    (True, 'Volodymyr Zelensky')
    """
    tables: dict[str, dict[str, object]] = _toml(DATA / "words.toml")
    entries: list[Entry] = []
    for path in extra:
        if path.suffix.lower() == ".toml":
            for section, words in _toml(path).items():
                merged = tables.setdefault(section, {})
                for key, value in words.items():
                    merged[key] = f"{merged.get(key, '')} {value}"
        else:
            entries.extend(_rows(path))
    for name in FILES:
        entries.extend(_rows(DATA / name))
    return Lexicon(tuple(entries), build_words(tables), _genders(entries))


@lru_cache(maxsize=4096)
def is_medium(name: str) -> bool:
    """Tell whether the shipped lexicon knows `name` as a medium.

    Examples
    --------
    >>> is_medium("Reuters"), is_medium("Norway")
    (True, False)
    """
    return any(entry.type == "media" for entry, _ in load().forms.senses(name))


def _toml(path: Path) -> dict[str, dict[str, object]]:
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LanguageError(
            f"The word file {path} cannot be read: {error}",
            slug="language.lexicon",
            hint="docs/lexicon.md shows the tables a word file may have.",
        ) from error


def _rows(path: Path) -> Iterator[Entry]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            unknown = set(reader.fieldnames or ()) - COLUMNS
            if unknown or "name" not in (reader.fieldnames or ()):
                raise LanguageError(
                    f"The lexicon file {path} has "
                    + (f"unknown columns: {', '.join(sorted(map(str, unknown)))}" if unknown else "no column 'name'"),
                    slug="language.lexicon",
                    hint=f"Known columns are {', '.join(sorted(COLUMNS))}.",
                )
            people = "office" in (reader.fieldnames or ())
            for number, row in enumerate(reader, 2):
                yield _entry(row, people, f"{path}, line {number}")
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise LanguageError(
            f"The lexicon file {path} cannot be read: {error}",
            slug="language.lexicon",
            hint="A lexicon file is CSV in UTF-8 with a header line; docs/lexicon.md shows one.",
        ) from error


def _entry(row: Mapping[str, str | None], people: bool, where: str) -> Entry:
    name = (row.get("name") or "").strip()
    if not name:
        raise LanguageError(
            f"{where}: a row without a name", slug="language.lexicon", hint="Every row names one actor."
        )
    kind = (row.get("kind") or "").strip() or ("person" if people else "organization")
    forms = [(name, Use.NAME)]
    for column, use in _USES:
        if cell := row.get(column):
            forms += [(form, use) for part in cell.split("|") if (form := part.strip())]
    try:
        return Entry(
            name=name,
            kind=None if kind == "territory" else ActorKind.ORGANIZATION if kind in _PLACE_KINDS else ActorKind(kind),
            type=(row.get("type") or kind).strip(),
            forms=tuple(forms),
            side=(row.get("side") or "").strip() or None,
            offices=tuple(o.strip() for o in (row.get("office") or "").split(";") if o.strip()),
            gender=(row.get("gender") or "").strip(),
            iso=(row.get("iso2") or "").strip() or None,
            since=int(row.get("since") or 0) or None,
            until=int(row.get("until") or 0) or None,
        )
    except ValueError as error:
        raise LanguageError(
            f"{where}: {error}",
            slug="language.lexicon",
            hint="kind is person, country, organization, armed_group, group or territory; since and until are years.",
        ) from error


def _genders(entries: list[Entry]) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in (DATA / "first_names.txt").read_text(encoding="utf-8").splitlines():
        gender, _, names = row.partition(":")
        if gender in ("m", "f", "x"):
            for name in names.split():
                found[fold(name).lower()] = "" if gender == "x" else gender
    for entry in entries:
        first, _, rest = entry.name.partition(" ")
        if entry.kind is ActorKind.PERSON and entry.gender and rest and len(first) > 2:
            key = fold(first).lower()
            known = found.setdefault(key, entry.gender)
            if known != entry.gender:
                found[key] = ""
    return found
