"""Who waits for whom: conditions as a graph of parties, and the cycles of mutual waiting in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import msgspec
from sqlalchemy import Connection, func, select

from stateofplay.record.identity import Identities
from stateofplay.record.positions import side_of
from stateofplay.record.tables import ACTOR
from stateofplay.record.views import Row

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """One party's act hangs on another party's."""

    holder: str
    on: str
    row: Row


@dataclass(frozen=True, slots=True, kw_only=True)
class MutualWait:
    """A ring of parties each of which waits for the next."""

    parties: tuple[str, ...]
    waits: tuple[Wait, ...]

    def sentence(self) -> str:
        """Name the cycle in one plain sentence."""
        ring = [*self.parties, self.parties[0]]
        steps = [f"{a} waits for {b}" for a, b in pairwise(ring)]
        return f"Mutual waiting: {', and '.join(steps)}."


def surface_forms(connection: Connection, identities: Identities) -> dict[str, str]:
    """Every surface form that some page has for an actor -> the case's name of the actor."""
    forms: dict[str, str] = {}
    same = (ACTOR.c.name, ACTOR.c.aliases)
    # A form that several actors have is the one's that most pages name.
    for row in connection.execute(select(*same).group_by(*same).order_by(func.count().desc(), *same)):
        name = identities.of(row.name) or row.name
        for form in (row.name, name, *msgspec.json.decode(row.aliases, type=list[str])):
            if len(form) > 1:
                forms.setdefault(form.lower(), name)
    return forms


def waits(rows: Iterable[Row], forms: Mapping[str, str], known_sides: Mapping[str, str]) -> tuple[Wait, ...]:
    """Read off conditions who waits for whom: the holder, and every actor named in what it hangs on."""
    index = _by_first_word(forms)
    out = []
    for row in rows:
        if not row.party or not row.other or row.state == "after":
            continue
        holder = side_of(row.party, known_sides)
        named = dict.fromkeys(forms[form] for form in _forms_in(row.other.lower(), index))
        out += [Wait(holder=row.party, on=name, row=row) for name in named if side_of(name, known_sides) != holder]
    return tuple(out)


def _by_first_word(forms: Iterable[str]) -> dict[str, list[str]]:
    """First word of a form -> the forms that begin with it, the longest first."""
    index: dict[str, list[str]] = defaultdict(list)
    for form in sorted(forms, key=len, reverse=True):
        if first := _WORD.search(form):
            index[first.group()].append(form)
    return index


def _forms_in(words: str, index: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Forms that stand in some words as whole words, from left to right, of several at one place the longest.

    Cost: a look-up a word, however many actors the case has.
    """
    reached = 0
    for word in _WORD.finditer(words):
        if word.start() < reached:
            continue
        for form in index.get(word.group(), ()):
            start = word.start() - form.index(word.group())
            end = start + len(form)
            if start >= reached and words.startswith(form, start) and not _WORD.match(words[end - 1 : end + 1], 1):
                yield form
                reached = end
                break


def mutual(found: Sequence[Wait], known_sides: Mapping[str, str]) -> tuple[MutualWait, ...]:
    """Find the rings of parties that wait for one another, each named once.

    Parties are taken by their sides (a president waits for his country). Cost: depth-first search over simple cycles of at
    most four parties; longer rings are not something that a reader could act on.
    """
    edges: dict[str, dict[str, Wait]] = defaultdict(dict)
    for wait in found:
        edges[side_of(wait.holder, known_sides)].setdefault(side_of(wait.on, known_sides), wait)
    rings: dict[frozenset[str], MutualWait] = {}

    def walk(path: list[str]) -> None:
        for after in edges.get(path[-1], ()):
            if after == path[0] and len(path) > 1:
                key = frozenset(path)
                steps = [*path, path[0]]
                if key not in rings:
                    taken = tuple(edges[a][b] for a, b in pairwise(steps))
                    rings[key] = MutualWait(parties=tuple(path), waits=taken)
            elif after not in path and len(path) < 4 and after > path[0]:
                walk([*path, after])

    for start in sorted(edges):
        walk([start])
    return tuple(rings.values())
