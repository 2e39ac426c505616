"""What programs sign in with: tokens that somebody makes for them, to read, or to write too; each does what its account may."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import func, select, text, update

from stateofplay.errors import TeamError
from stateofplay.service.team.audit import note
from stateofplay.service.team.opening import Team
from stateofplay.service.team.signin.accounts import By
from stateofplay.service.team.signin.passwords import new_token, token_hash
from stateofplay.service.team.signin.sessions import ROLES, SignedIn, signed_in
from stateofplay.service.team.tables import TOKEN

MOST_DAYS = 365
"""After which a token is made anew."""
MOST_TOKENS, MOST_LETTERS = 50, 60
PREFIX = "sop_"
"""Before each, so that who finds one in a file knows what it is."""
SCOPES = {"read": "reads what its owner may read", "write": "judges, adds and edits too, where its owner may"}


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessToken:
    """A token as its owner sees it: never the token itself."""

    id: int
    name: str
    writes: bool
    made_at: datetime
    seen_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """Whoever brought a token."""

    who: SignedIn
    token: str
    """What its owner calls it."""
    writes: bool


_HOLDS = f"t.ended_at IS NULL AND t.made_at > clock_timestamp() - interval '{MOST_DAYS} days'"
_WHO = text(
    f"SELECT t.id AS token, t.name AS called, t.writes, 0 AS session, a.id AS account, a.name, a.administrator, {ROLES} AS roles"
    ", "
    "t.seen_at IS NULL OR t.seen_at < clock_timestamp() - interval '5 minutes' AS stale "
    "FROM team.token t JOIN team.account a ON a.id = t.account_id "
    f"WHERE t.token_hash = :hash AND a.disabled_at IS NULL AND {_HOLDS}"
)
_OWN = text(
    "SELECT t.id, t.name, t.writes, t.made_at, t.seen_at FROM team.token t "
    f"WHERE t.account_id = :account AND {_HOLDS} ORDER BY t.id DESC"
)
_SEEN = text("UPDATE team.token SET seen_at = clock_timestamp() WHERE id = :id")


def make_token(team: Team, name: str, scope: str, *, by: By) -> str:
    """Make a token for a program of one's own; it is kept nowhere here.

    Raises
    ------
    TeamError
        ``team.token``: no name, no such scope, or too many.
    """
    called = " ".join(unicodedata.normalize("NFC", name).split())
    if not called or len(called) > MOST_LETTERS or not called.isprintable():
        raise TeamError(
            "a token needs a name",
            slug="team.token",
            hint=f"Say which program it is for, in at most {MOST_LETTERS} letters.",
        )
    if scope not in SCOPES:
        raise TeamError(f"a token cannot {scope[:40]!r}", slug="team.token", hint=f"It is one of {', '.join(SCOPES)}.")
    token = PREFIX + new_token()
    with team.write() as connection:
        if len(connection.execute(_OWN, {"account": by.account}).all()) >= MOST_TOKENS:
            raise TeamError(
                f"there are {MOST_TOKENS} tokens already", slug="team.token", hint="End those that no program uses."
            )
        made = {"token_hash": token_hash(token), "account_id": by.account, "name": called, "writes": scope == "write"}
        connection.execute(TOKEN.insert(), made)
        note(connection, "make token", name=by.name, account=by.account, about=f"{called}: {scope}")
    return token


def program_of(team: Team, token: str) -> Program | None:
    """Whose token it is, with what they may do; None where it opens nothing (any more)."""
    if not token.startswith(PREFIX):
        return None
    with team.glance() as connection:
        row = connection.execute(_WHO, {"hash": token_hash(token)}).first()
        if row is None:
            return None
        if row.stale:
            connection.execute(_SEEN, {"id": row.token})
    return Program(who=signed_in(row), token=row.called, writes=row.writes)


def tokens_of(team: Team, account: int) -> tuple[AccessToken, ...]:
    """The tokens of an account that hold, the latest first."""
    with team.read() as connection:
        rows = connection.execute(_OWN, {"account": account}).all()
    return tuple(
        AccessToken(
            id=r.id,
            name=r.name,
            writes=r.writes,
            made_at=r.made_at.astimezone(UTC),
            seen_at=r.seen_at.astimezone(UTC) if r.seen_at is not None else None,
        )
        for r in rows
    )


def end_token(team: Team, id: int, *, by: By) -> None:
    """End one of one's own tokens, at once.

    Raises
    ------
    TeamError
        ``team.no_such_token``, also for those of others.
    """
    with team.write() as connection:
        own = select(TOKEN).where(TOKEN.c.id == id, TOKEN.c.account_id == by.account, TOKEN.c.ended_at.is_(None))
        row = connection.execute(own.with_for_update()).first()
        if row is None:
            raise TeamError(
                "there is no such token (any more)", slug="team.no_such_token", hint="Your account has the list."
            )
        connection.execute(update(TOKEN).where(TOKEN.c.id == id).values(ended_at=func.clock_timestamp()))
        note(connection, "end token", name=by.name, account=by.account, about=row.name)
