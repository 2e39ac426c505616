"""Who did what. Rows are only added: the database itself refuses to change or delete them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, select

from stateofplay.service.team.tables import AUDIT

SHELL = "the shell"
"""Whoever works with the database's address at hand: they have no account."""
MOST_LETTERS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One thing that was done."""

    id: int
    at: datetime
    name: str
    action: str
    case: str
    about: str


def note(
    connection: Connection,
    action: str,
    *,
    name: str = SHELL,
    account: int = 0,
    case: str | None = None,
    about: str = "",
) -> None:
    """Write down what was done, within the transaction that does it."""
    connection.execute(
        AUDIT.insert(),
        {
            "account_id": account or None,
            "name": name,
            "action": action,
            "case_id": case,
            "about": about.replace("\0", " ")[:MOST_LETTERS],
        },
    )


def entries(
    connection: Connection, *, case: str | None = None, offset: int = 0, limit: int | None = 100
) -> tuple[AuditEntry, ...]:
    """What was done, the newest first; of one case, or all."""
    query = select(AUDIT).order_by(AUDIT.c.id.desc()).offset(offset).limit(limit)
    if case is not None:
        query = query.where(AUDIT.c.case_id == case)
    return tuple(
        AuditEntry(id=r.id, at=r.at.astimezone(UTC), name=r.name, action=r.action, case=r.case_id or "", about=r.about)
        for r in connection.execute(query)
    )
