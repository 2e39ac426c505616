"""Which names of different pages are the same actor.

What the machine is sure of is joined, what is only likely is proposed, and people overrule both (`identity` rows, undoable).
Every join carries the reason for it.
"""

from __future__ import annotations

import difflib
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, func, select

from stateofplay.errors import RecordError
from stateofplay.record.actors.likeness import Pair, RecordedName, alike, fold
from stateofplay.record.storage.case import now
from stateofplay.record.storage.engines import fetch
from stateofplay.record.storage.order import in_order
from stateofplay.record.storage.tables import ACTOR, IDENTITY

__all__ = ["Identities", "IdentityVerdict", "Join", "fold", "identify", "say"]


class IdentityVerdict(StrEnum):
    """What a person says of two names."""

    SAME = "same"
    DIFFERENT = "different"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """Two names, why they are (or may be) the same actor, and whether it was done."""

    left: str
    right: str
    reason: str
    done: bool


@dataclass(slots=True, kw_only=True)
class Identities:
    """The actors of a case: name on a page -> name in the case."""

    canonical: dict[str, str]
    joins: tuple[Join, ...]
    proposals: tuple[Join, ...]
    kinds: Mapping[str, str]

    def of(self, name: str | None) -> str | None:
        """The case's name for a page's name."""
        return None if name is None else self.canonical.get(name, name)

    def names_of(self, name: str) -> tuple[str, ...]:
        """All names that pages use for one actor of the case, the canonical one included."""
        root = self.canonical.get(name, name)
        return tuple(sorted({root, name, *(n for n, c in self.canonical.items() if c == root)}))


def identify(connection: Connection) -> Identities:
    """Work out the actors of the case.

    Returns
    -------
    Identities
        Cost: linear in the number of names, times the names that share a block (first letters of the surname, or the same
        last word).
    """
    names = _names(connection)
    parents = {name: name for name in names}
    joins: list[Join] = []
    proposals: list[Join] = []
    verdicts = _verdicts(connection)

    def root(name: str) -> str:
        while parents[name] != name:
            parents[name] = parents[parents[name]]
            name = parents[name]
        return name

    def propose(pair: Pair) -> None:
        left, right = pair.left, pair.right
        verdict = verdicts.get(frozenset((left, right)))
        if verdict is IdentityVerdict.DIFFERENT or root(left) == root(right):
            return
        parted = _parted(left, right, parents, root, verdicts)
        if pair.sure and not parted:
            parents[root(right)] = root(left)
            joins.append(Join(left=left, right=right, reason=pair.reason, done=True))
        elif not pair.sure and not parted:
            proposals.append(Join(left=left, right=right, reason=pair.reason, done=False))

    for both, verdict in verdicts.items():
        if verdict is IdentityVerdict.SAME and len(both) == 2:
            left, right = sorted(both, key=lambda n: -names[n].pages if n in names else 0)
            for name in (left, right):
                names.setdefault(name, RecordedName(name=name, kinds=Counter({"group": 1})))
                parents.setdefault(name, name)
            if root(left) != root(right):
                parents[root(right)] = root(left)
                joins.append(Join(left=left, right=right, reason="a person said so", done=True))
    for pair in alike(list(names.values()), root):
        propose(pair)
    groups: dict[str, list[str]] = defaultdict(list)
    for name in names:
        groups[root(name)].append(name)
    canonical = {}
    for members in groups.values():
        best = max(members, key=lambda n: (len(n.split()) > 1 or names[n].kind != "person", names[n].pages, -len(n)))
        canonical.update(dict.fromkeys(members, best))
    proposals = _once(p for p in proposals if root(p.left) != root(p.right))
    kinds = {canonical[n]: names[canonical[n]].kind for n in names}
    return Identities(canonical=canonical, joins=tuple(joins), proposals=tuple(proposals), kinds=kinds)


def say(
    connection: Connection, left: str, right: str, verdict: IdentityVerdict, *, author: str, note: str = ""
) -> None:
    """Write down that two names are the same actor, are different ones, or take the last word on them back.

    Raises
    ------
    RecordError
        ``record.no_such_actor`` for a name that no page has, ``record.one_name`` for one and the same.
    """
    known = set(connection.execute(select(ACTOR.c.name).distinct()).scalars())
    for name in (left, right):
        if name not in known:
            like = difflib.get_close_matches(name, sorted(known), n=3)
            meant = f"Did you mean {' or '.join(map(repr, like))}? " if like else ""
            raise RecordError(
                f"no page of the case names an actor {name!r}",
                slug="record.no_such_actor",
                hint=f"{meant}All names: stateofplay actors CASE",
            )
    if left == right:
        raise RecordError(
            f"{left!r} is one name", slug="record.one_name", hint="Name two: nothing can be said of one with itself."
        )
    pair = frozenset((left, right))
    before = _sayings(connection).get(pair, [])
    if verdict is IdentityVerdict.WITHDRAW and pair not in _verdicts(connection):
        raise RecordError(f"nothing was said of {left} and {right} yet", slug="record.nothing_to_withdraw")
    connection.execute(
        IDENTITY.insert(),
        {
            "id": uuid.uuid4().hex,
            "left": left,
            "right": right,
            "verdict": str(verdict),
            "note": note,
            "author": author,
            "at": now(),
            "follows": before[-1].id if before else None,
        },
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidOfNames:
    """What somebody said of two names, and nobody took back."""

    left: str
    right: str
    verdict: IdentityVerdict
    author: str
    at: str
    note: str


def said_of_names(connection: Connection) -> tuple[SaidOfNames, ...]:
    """What people say of pairs of names, the last word on each, the latest first."""
    out = []
    for pair, row in _standing(connection).items():
        if len(pair) == 2:
            left, right = sorted(pair)
            verdict = IdentityVerdict(row.verdict)
            out.append(
                SaidOfNames(left=left, right=right, verdict=verdict, author=row.author, at=row.at, note=row.note or "")
            )
    return tuple(sorted(out, key=lambda said: (said.at, said.left), reverse=True))


def _names(connection: Connection) -> dict[str, RecordedName]:
    names: dict[str, RecordedName] = {}
    # The database counts, the most named first: a name stands on hundreds of pages with the same kind and side.
    same = (ACTOR.c.name, ACTOR.c.kind, ACTOR.c.side, ACTOR.c.identifiers)
    pages = func.count().label("pages")
    query = select(*same, pages).group_by(*same).order_by(pages.desc(), ACTOR.c.name)
    for name, kind, side, identifiers, on in fetch(connection, query):
        if name not in names:
            names[name] = RecordedName(name=name)
        entry = names[name]
        entry.kinds[kind] += on
        entry.pages += on
        if identifiers != "[]":
            entry.identifiers.update(msgspec.json.decode(identifiers, type=list[str]))
        if side:
            entry.sides[side] += on
    return names


def _sayings(connection: Connection) -> dict[frozenset[str], list[Row[Any]]]:
    """Two names -> what was said of them, in the order of saying."""
    by_pair: dict[frozenset[str], list[Row[Any]]] = {}
    for row in connection.execute(select(IDENTITY)):
        by_pair.setdefault(frozenset((row.left, row.right)), []).append(row)
    return {pair: in_order(said, lambda row: (row.id, row.at, row.follows)) for pair, said in by_pair.items()}


def _verdicts(connection: Connection) -> dict[frozenset[str], IdentityVerdict]:
    return {pair: IdentityVerdict(row.verdict) for pair, row in _standing(connection).items()}


def _standing(connection: Connection) -> dict[frozenset[str], Row[Any]]:
    """Two names -> the last word on them that nobody took back."""
    out: dict[frozenset[str], Row[Any]] = {}
    for pair, said in _sayings(connection).items():
        stack: list[Row[Any]] = []
        for row in said:
            if row.verdict != IdentityVerdict.WITHDRAW:
                stack.append(row)
            elif stack:
                stack.pop()
        if stack:
            out[pair] = stack[-1]
    return out


def _parted(left: str, right: str, parents, root, verdicts) -> bool:  # type: ignore[no-untyped-def]
    """Whether a person said that some member of one group differs from some member of the other."""
    different = [pair for pair, v in verdicts.items() if v is IdentityVerdict.DIFFERENT]
    if not different:
        return False
    a, b = root(left), root(right)
    return any({root(n) for n in pair if n in parents} == {a, b} for pair in different)


def _once(proposals: Iterable[Join]) -> list[Join]:
    seen: set[frozenset[str]] = set()
    out = []
    for proposal in proposals:
        pair = frozenset((proposal.left, proposal.right))
        if pair not in seen:
            seen.add(pair)
            out.append(proposal)
    return out
