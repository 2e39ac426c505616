"""Who is signed in where. A session lies in the database alone: it ends for the browser the moment that its row says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, func, select, text, update

from stateofplay.errors import TeamError
from stateofplay.service.team.opening import Team
from stateofplay.service.team.signin.passwords import new_token, token_hash
from stateofplay.service.team.tables import SESSION, TOKEN

IDLE_DAYS, MOST_DAYS = 14, 90
"""After so many days without a visit, and after so many days at all, one signs in anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Somebody with a session that holds."""

    session: int
    account: int
    name: str
    administrator: bool
    roles: tuple[tuple[str, int], ...]
    """(case, role): their own, and reading where every member may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A session as its owner sees it."""

    id: int
    made_at: datetime
    seen_at: datetime
    agent: str


ROLES = """
COALESCE((SELECT json_agg(json_build_array(r.case_id, r.role)) FROM (
  SELECT case_id, role FROM team.role WHERE account_id = a.id UNION ALL SELECT id, 1 FROM team.shelf WHERE open) r), '[]')
"""
_HOLDS = (
    f"s.ended_at IS NULL AND s.seen_at > clock_timestamp() - interval '{IDLE_DAYS} days' "
    f"AND s.made_at > clock_timestamp() - interval '{MOST_DAYS} days'"
)
_WHO = text(
    f"SELECT s.id AS session, a.id AS account, a.name, a.administrator, {ROLES} AS roles, "
    "s.seen_at < clock_timestamp() - interval '5 minutes' AS stale "
    "FROM team.session s JOIN team.account a ON a.id = s.account_id "
    f"WHERE s.token_hash = :hash AND a.disabled_at IS NULL AND {_HOLDS}"
)
_WHO_OF_ACCOUNT = text(
    f"SELECT 0 AS session, a.id AS account, a.name, a.administrator, {ROLES} AS roles, false AS stale "
    "FROM team.account a WHERE a.id = :account AND a.disabled_at IS NULL"
)
_SEEN = text("UPDATE team.session SET seen_at = clock_timestamp() WHERE id = :id")
_OWN = text(
    f"SELECT s.id, s.made_at, s.seen_at, s.agent FROM team.session s WHERE s.account_id = :account AND {_HOLDS} "
    "ORDER BY s.seen_at DESC"
)


def begin_session(connection: Connection, account: int, agent: str) -> str:
    """Begin a session; the token goes to the browser and is kept nowhere here."""
    token = new_token()
    connection.execute(
        SESSION.insert(),
        {"token_hash": token_hash(token), "account_id": account, "agent": agent.replace("\0", " ")[:200]},
    )
    return token


def who(team: Team, token: str) -> SignedIn | None:
    """Whose session a token opens, with what they may do; None where it opens none (any more)."""
    with team.glance() as connection:
        row = connection.execute(_WHO, {"hash": token_hash(token)}).first()
        if row is None:
            return None
        if row.stale:
            connection.execute(_SEEN, {"id": row.session})
    return signed_in(row)


def who_of_account(team: Team, account: int) -> SignedIn | None:
    """An account with what it may do now, without a session; None where it is disabled."""
    with team.read() as connection:
        row = connection.execute(_WHO_OF_ACCOUNT, {"account": account}).first()
    return None if row is None else signed_in(row)


def signed_in(row: Any) -> SignedIn:
    """A row of who signed in, with their roles."""
    return SignedIn(
        session=row.session,
        account=row.account,
        name=row.name,
        administrator=row.administrator,
        roles=tuple((case, role) for case, role in row.roles),
    )


def sessions_of(team: Team, account: int) -> tuple[Session, ...]:
    """The sessions of an account that hold, the latest first."""
    with team.read() as connection:
        rows = connection.execute(_OWN, {"account": account}).all()
    return tuple(
        Session(id=r.id, made_at=r.made_at.astimezone(UTC), seen_at=r.seen_at.astimezone(UTC), agent=r.agent)
        for r in rows
    )


def end_session(connection: Connection, account: int, session: int) -> None:
    """End one of an account's own sessions.

    Raises
    ------
    TeamError
        ``team.no_such_session``, also for those of others.
    """
    found = connection.execute(
        select(SESSION.c.id).where(
            SESSION.c.id == session, SESSION.c.account_id == account, SESSION.c.ended_at.is_(None)
        )
    ).first()
    if found is None:
        raise TeamError(
            "there is no such session (any more)", slug="team.no_such_session", hint="Your account has the list."
        )
    _end(connection, "id", session)


def end_sessions(connection: Connection, account: int, *, but: int = 0) -> None:
    """End all sessions of an account, but perhaps one."""
    _end(connection, "account_id", account, but)


def end_tokens(connection: Connection, account: int) -> None:
    """End all tokens that an account made for programs."""
    alive = (TOKEN.c.account_id == account, TOKEN.c.ended_at.is_(None))
    connection.execute(update(TOKEN).where(*alive).values(ended_at=func.clock_timestamp()))


def _end(connection: Connection, column: str, value: int, but: int = 0) -> None:
    connection.execute(
        text(
            f"UPDATE team.session SET ended_at = clock_timestamp() WHERE {column} = :value AND id <> :but "
            "AND ended_at IS NULL"
        ),
        {"value": value, "but": but},
    )
