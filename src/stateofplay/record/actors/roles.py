"""Offices change hands: who is called what on the pages of which days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import msgspec
from sqlalchemy import Connection, func, select

from stateofplay.record.actors.identity import Identities
from stateofplay.record.actors.likeness import fold
from stateofplay.record.storage.engines import fetch
from stateofplay.record.storage.tables import ACTOR, PAGE

_NO_OFFICES = frozenset({"head", "leader", "chief", "member", "chair", "chairman", "delegate"})
"""What somebody is at a table rather than in a state or a body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A title that pages give an actor, from the first day to the last on which one does."""

    actor: str
    title: str
    side: str | None
    first: str
    """Day of the first page that has it and says when it was published; empty where none says."""
    last: str
    pages: tuple[int, ...]
    """Numbers of the pages: its sources."""


def roles(connection: Connection, identities: Identities) -> tuple[Role, ...]:
    """Every title of every actor, with its days and pages; copies of pages are no sources.

    Returns
    -------
    tuple of Role
        By actor, the earliest first. Cost: linear in the actors that have a title.
    """
    day = func.coalesce(PAGE.c.published, "").label("day")
    query = (
        select(ACTOR.c.name, ACTOR.c.roles, ACTOR.c.side, PAGE.c.number, day)
        .join(PAGE, PAGE.c.id == ACTOR.c.page_id)
        .where(ACTOR.c.roles != "[]", PAGE.c.copy_of.is_(None))
        .order_by(day, PAGE.c.number)
    )
    found: dict[tuple[str, str], list[tuple[str, str | None, str, int]]] = defaultdict(list)
    for row in connection.execute(query):
        name = identities.of(row.name) or row.name
        for title in msgspec.json.decode(row.roles, type=list[str]):
            found[name, fold(title)].append((title, identities.of(row.side), row.day, row.number))
    out = [
        Role(
            actor=name,
            title=uses[-1][0],
            side=next((side for _, side, _, _ in reversed(uses) if side), None),
            first=next((day[:10] for _, _, day, _ in uses if day), ""),
            last=uses[-1][2][:10],
            pages=tuple(dict.fromkeys(number for *_, number in uses)),
        )
        for (name, _), uses in found.items()
    ]
    return tuple(sorted(out, key=lambda r: (r.actor, r.first, r.title)))


def latest_titles(connection: Connection, identities: Identities) -> dict[str, str]:
    """Actor of the case -> the title that the latest page gives it. Cost: one row for each name and set of titles."""
    day = func.max(func.coalesce(PAGE.c.published, ""))  # a page without a day is before all that have one
    # As an expression, so that SQLite reads the table from end to end: by its index of names it jumps to and fro.
    name = func.coalesce(ACTOR.c.name, "").label("name")
    query = (
        select(name, ACTOR.c.roles)
        .join(PAGE, PAGE.c.id == ACTOR.c.page_id)
        .where(ACTOR.c.roles != "[]")
        .group_by(name, ACTOR.c.roles)
        .order_by(day, name, ACTOR.c.roles)
    )
    out = {}
    for named, told in fetch(connection, query):
        titles = [t for t in msgspec.json.decode(told, type=list[str]) if fold(t) not in _NO_OFFICES]
        if titles:
            out[identities.of(named) or named] = titles[0]
    return out


def successions(found: Iterable[Role]) -> tuple[tuple[Role, ...], ...]:
    """Titles of one side that pages of different days give to different people: the earlier first.

    Two who bear one title on overlapping days (two deputy ministers) are no succession.
    """
    groups: dict[tuple[str, str], list[Role]] = defaultdict(list)
    for role in found:
        if role.first and role.side and role.side != role.actor:
            groups[role.side, fold(role.title)].append(role)
    out = []
    for members in groups.values():
        members.sort(key=lambda r: r.first)
        if len(members) > 1 and all(a.last < b.first for a, b in pairwise(members)):
            out.append(tuple(members))
    return tuple(sorted(out, key=lambda m: (m[0].side or "", m[0].title)))
