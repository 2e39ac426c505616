"""Names of a text by the tables of its language: countries and bodies under their English names, in the cases that endings make.

People are found where the script is Latin and the lexicon has their full name. Peoples, adjectives, offices and groups are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from stateofplay.language.lexicon import Entry, load
from stateofplay.language.tongues.sentences import Sentences
from stateofplay.model import ActorKind
from stateofplay.model.tongues.tables import Tongue, countries, tongues

_STRAIGHT = str.maketrans("’ʼ‘`", "''''")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundName:
    """A name at code points `start:end`, and whom it names."""

    start: int
    end: int
    entry: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    pattern: re.Pattern[str]
    entries: dict[str, Entry]


@cache
def _known(code: str) -> _Known:
    tongue, lexicon = tongues()[code], load()
    by_iso = {e.iso: e for e in reversed(lexicon.entries) if e.iso and e.kind is ActorKind.COUNTRY}
    entries: dict[str, Entry] = {}
    for name, iso in countries(code).items():
        for form in _forms(name, tongue):
            entries.setdefault(form.translate(_STRAIGHT), by_iso[iso])
    for name, english in tongue.named.items():
        entry = lexicon.entry(english)
        if entry is not None:
            for form in _forms(name, tongue):
                entries.setdefault(form.translate(_STRAIGHT), entry)
    listed = "|".join(re.escape(form) for form in sorted(entries, key=len, reverse=True))
    # A language whose tables hold no names finds none: an empty choice would be found everywhere.
    return _Known(pattern=re.compile(rf"(?<![\w-])(?:{listed or '(?!)'})(?!\w)"), entries=entries)


def _forms(name: str, tongue: Tongue) -> Iterator[str]:
    """A name as the table has it, and in its other cases where it is one word and no abbreviation."""
    yield name
    if " " in name or name.isupper():
        return
    ending = next((e for e in sorted(tongue.endings, key=len, reverse=True) if name.endswith(e)), None)
    if ending is not None:
        for other in tongue.endings[ending]:
            yield name[: len(name) - len(ending)] + other


def find_names(text: str, code: str) -> list[FoundName]:
    """Names of a text, in the order of their places.

    Examples
    --------
    >>> [(n.entry.name, n.start) for n in find_names("Представники України та Росії зустрілися.", "uk")]
    [('Ukraine', 13), ('Russia', 24)]
    """
    known, tongue = _known(code), tongues()[code]
    plain, sentences = text.translate(_STRAIGHT), Sentences(text)
    found = [
        FoundName(start=m.start(), end=m.end(), entry=known.entries[m[0]])
        for m in known.pattern.finditer(plain)
        if m[0] not in tongue.doubtful or not sentences.begins_at(m.start())
    ]
    taken = {place for one in found for place in range(one.start, one.end)}
    for match in load().find(text):
        entry = match.senses[0][0]
        full = " " in text[match.start : match.end]
        if entry.kind is ActorKind.PERSON and full and taken.isdisjoint(range(match.start, match.end)):
            found.append(FoundName(start=match.start, end=match.end, entry=entry))
    return sorted(found, key=lambda one: one.start)
