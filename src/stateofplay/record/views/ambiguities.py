"""Where a page itself is unclear or contradicts itself, as its reader noted it."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, func, select

from stateofplay.model import Evidence
from stateofplay.record.storage.tables import PAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclear:
    """A place of a page that is unclear, and why."""

    page: int
    day: str
    dated: bool
    """Whether the page says its day; else it is that of adding."""
    note: str
    evidence: Evidence


class _StoredNote(msgspec.Struct):
    note: str
    evidence: Evidence


_NEWER = PAGE.alias("newer")


def unclear(connection: Connection, *, limit: int = 12) -> tuple[Unclear, ...]:
    """The latest places that readers found unclear; copies and versions that have a newer one are left out.

    Returns
    -------
    tuple of Unclear
        At most `limit`, the latest pages first.
    """
    day = func.coalesce(PAGE.c.published, func.substr(PAGE.c.added_at, 1, 10)).label("day")
    query = (
        select(PAGE.c.number, PAGE.c.published, PAGE.c.ambiguities, day)
        .where(
            PAGE.c.ambiguities != "[]",
            PAGE.c.copy_of.is_(None),
            ~select(_NEWER.c.id).where(_NEWER.c.earlier == PAGE.c.id).exists(),
        )
        .order_by(day.desc(), PAGE.c.number)
        .limit(limit)
    )
    out = [
        Unclear(
            page=row.number,
            day=row.day[:10],
            dated=row.published is not None,
            note=kept.note,
            evidence=kept.evidence,
        )
        for row in connection.execute(query)
        for kept in msgspec.json.decode(row.ambiguities, type=list[_StoredNote])
    ]
    return tuple(out[:limit])
