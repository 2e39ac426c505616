"""Who waits for whom: conditions as a graph of parties, and the cycles of mutual waiting in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain, pairwise, product

import msgspec
from sqlalchemy import Connection, func, select

from stateofplay.model import Relation
from stateofplay.record.actors.identity import Identities
from stateofplay.record.issues.clusters import concept_of, stems
from stateofplay.record.positions.stances import side_of
from stateofplay.record.storage.engines import fetch
from stateofplay.record.storage.tables import ACTOR
from stateofplay.record.views.claim_rows import Row

_WORD = re.compile(r"\w+")
_WAITING = frozenset({Relation.ONLY_IF, Relation.IF, Relation.BEFORE, Relation.AFTER, Relation.IN_EXCHANGE_FOR})
_REFUSAL = re.compile(
    r"\b(?:refus|reject|declin|fail|violat|break|breach|attack|invad|withdraw from the (?:talks|deal)|walk|not\b|no\b|never\b"
    r"|kill(?:s|ed|ing)?\b|bomb(?:s|ed|ing)?\b|hits?\b|shell(?:s|ed|ing)\b|retaliat|harm(?:s|ed|ing)?\b|kidnap|seiz(?:e|es|ed|ing)\b"
    r"|strik(?:e|es|ing)\s+(?:any|our|us\b|its\s))|n['’]t\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:not|no|never|nothing|cannot|refus\w*)\b|n['’]t\b", re.IGNORECASE)
_UNDERGOING = frozenset("on against in to toward towards at over about for into inside near".split())
_ARTICLES = frozenset("the a an its his her their".split())


class Wait(msgspec.Struct, frozen=True, kw_only=True):
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
    query = select(*same).group_by(*same).order_by(func.count().desc(), *same)
    for named, aliases in fetch(connection, query):
        name = identities.of(named) or named
        for form in (named, name, *msgspec.json.decode(aliases, type=list[str])):
            if len(form) > 1:
                forms.setdefault(form.lower(), name)
    return forms


def waits(rows: Iterable[Row], forms: Mapping[str, str], known_sides: Mapping[str, str]) -> tuple[Wait, ...]:
    """Read off conditions who waits for whom: the holder, and every actor of another side who must do what it hangs on.

    A threat waits for nobody: "sanctions unless they agree", "sanctions if they refuse" leave the next step to the other, and
    nothing is held back until then; "no talks unless they agree" holds the talks back. Nor is an actor waited for to whom
    something is done ("if the embargo on Chad ends").
    """
    index = _by_first_word(forms)
    out = []
    for row in rows:
        if not row.party or not row.other or row.lost_in is not None or _REFUSAL.search(row.other):
            continue
        if row.state not in _WAITING and not (row.state == Relation.UNLESS and _NEGATED.search(row.what or "")):
            continue
        holder = side_of(row.party, known_sides)
        named = dict.fromkeys(_acting(row.other.lower(), forms, index))
        out += [Wait(holder=row.party, on=name, row=row) for name in named if side_of(name, known_sides) != holder]
    return tuple(out)


def _by_first_word(forms: Iterable[str]) -> dict[str, list[str]]:
    """First word of a form -> the forms that begin with it, the longest first."""
    index: dict[str, list[str]] = defaultdict(list)
    for form in sorted(forms, key=len, reverse=True):
        if first := _WORD.search(form):
            index[first.group()].append(form)
    return index


def _acting(words: str, forms: Mapping[str, str], index: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Actors in some words, but for those to whom or where something is done."""
    for start, form in _forms_in(words, index):
        before = _WORD.findall(words[:start])
        if before and before[-1] in _ARTICLES:
            before.pop()
        if not before or before[-1] not in _UNDERGOING:
            yield forms[form]


def _forms_in(words: str, index: Mapping[str, Sequence[str]]) -> Iterator[tuple[int, str]]:
    """Forms, with their places, that stand in some words as whole words, from left to right, of several at one place the longest.

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
                yield start, form
                reached = end
                break


def pending(found: Iterable[Wait], held: Iterable[tuple[Set[str], str]], known_sides: Mapping[str, str]) -> list[Wait]:
    """The waits that talks have not overtaken.

    A party that would meet on a condition, and then met all the same, holds back no meeting any more. `held` are the sides of
    talks that took place, each with the day of the page that tells it.
    """
    met: dict[frozenset[str], str] = {}
    for sides, day in held:
        met[frozenset(sides)] = max(day, met.get(frozenset(sides), ""))
    out = []
    for wait in found:
        pair = {side_of(wait.holder, known_sides), side_of(wait.on, known_sides)}
        own = wait.holder in pair and concept_of(wait.row.what or "") == _TALKS
        if not (own and any(pair <= sides and wait.row.dated and day > wait.row.day for sides, day in met.items())):
            out.append(wait)
    return out


_TALKS = "talks"


def mutual(
    found: Sequence[Wait], known_sides: Mapping[str, str], forms: Mapping[str, str] | None = None
) -> tuple[MutualWait, ...]:
    """Find the rings of parties that wait for one another in one matter, each named once, those last spoken of first.

    Parties are taken by their sides (a president waits for his country). That one waits with a truce and another with coming
    to the talks is no ring: of each two that follow, one holds back what the other waits for, or both hold back the same;
    `forms`, how actors are named, tell nothing of that. A ring inside which two already wait for each other is not named beside
    those two. Cost: depth-first search over cycles of at most four parties that have no shorter one inside; longer rings are
    not something that a reader could act on.
    """
    edges: dict[str, dict[str, list[Wait]]] = defaultdict(lambda: defaultdict(list))
    for wait in found:
        edges[side_of(wait.holder, known_sides)][side_of(wait.on, known_sides)].append(wait)
    for after in edges.values():
        for waits_of in after.values():
            # What it waits for by the latest word, and of one day by the last.
            waits_of.sort(key=lambda w: (w.row.dated, w.row.day))
            waits_of[:] = waits_of[: -_LATEST - 1 : -1]
    matters = _Matters(forms or {})
    rings: dict[frozenset[str], MutualWait] = {}

    def shorter(path: list[str], after: str) -> bool:
        """Whether a ring through them would have a shorter one inside, which says the same with fewer words."""
        last = path[-1]
        if len(path) > 1 and path[0] in edges.get(last, ()):
            return True
        back = edges.get(after, {})
        return any(p in back for p in path[1:]) or any(after in edges.get(p, ()) for p in path[:-1])

    def walk(path: list[str]) -> None:
        for after in edges.get(path[-1], ()):
            if after == path[0] and len(path) > 1:
                key = frozenset(path)
                steps = [edges[a][b] for a, b in pairwise([*path, path[0]])]
                if key not in rings and (taken := matters.joined(steps)) is not None:
                    rings[key] = MutualWait(parties=tuple(path), waits=taken)
            elif after > path[0] and after not in path and len(path) < 4 and not shorter(path, after):
                walk([*path, after])

    for start in sorted(edges):
        walk([start])
    return tuple(sorted(rings.values(), key=lambda ring: max(w.row.day for w in ring.waits), reverse=True))


_LATEST = 6
"""Of what one waits for from another, so much is compared with what that one waits for."""
_SAYS_NOTHING = stems(
    "will would can could may might must should shall had have has having does did done doing being been they them he she we "
    "you him there then than only if so first until unless possible impossible ready willing agree agrees agreed accept accepts "
    "when while because just even still very much many two three t s country countries nation nations side sides time people"
)


class _Matters:
    """What each wait is about, to tell whether two are about one matter."""

    def __init__(self, forms: Mapping[str, str]) -> None:
        self._names = frozenset(chain.from_iterable(stems(form) for form in forms))
        self._known: dict[str, frozenset[str]] = {}

    def joined(self, steps: Sequence[Sequence[Wait]]) -> tuple[Wait, ...] | None:
        """One wait for each step of a ring, the latest, so that each and the next are about one matter; None where none are."""
        for taken in product(*steps):
            if all(self._are_one(one, other) for one, other in pairwise([*taken, taken[0]])):
                return taken
        return None

    def _are_one(self, one: Wait, other: Wait) -> bool:
        held, wanted = self._of(one.row.what), self._of(one.row.other)
        theirs, for_it = self._of(other.row.what), self._of(other.row.other)
        return not (wanted.isdisjoint(theirs) and for_it.isdisjoint(held) and held.isdisjoint(theirs))

    def _of(self, words: str | None) -> frozenset[str]:
        """The stems of some words that say what is done, and the concept that they name."""
        if not words:
            return frozenset()
        if words not in self._known:
            concept = concept_of(words)
            named = frozenset({f"concept {concept}"} if concept else ())
            self._known[words] = (stems(words) - self._names - _SAYS_NOTHING) | named
        return self._known[words]
