"""One-time addresses: to join, or to set a new password. They hold for some days, once; only their hashes are kept."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, text

from stateofplay.errors import TeamError
from stateofplay.service.team.signin.passwords import new_token, token_hash
from stateofplay.service.team.tables import LINK

DAYS = {"join": 7, "reset": 1}
"""How long a link holds, by its purpose."""
_FIND = text(
    "SELECT l.account_id AS account, l.purpose, a.name FROM team.link l JOIN team.account a ON a.id = l.account_id "
    "WHERE l.token_hash = :hash AND l.used_at IS NULL AND l.expires_at > clock_timestamp() AND a.disabled_at IS NULL "
)
_USE = text("UPDATE team.link SET used_at = clock_timestamp() WHERE account_id = :account AND used_at IS NULL")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What a one-time address is for."""

    account: int
    name: str
    purpose: str


def new_link(connection: Connection, account: int, purpose: str) -> str:
    """A new one-time token for an account; those from before end."""
    end_links(connection, account)
    token = new_token()
    connection.execute(
        LINK.insert().values(
            token_hash=token_hash(token),
            account_id=account,
            purpose=purpose,
            expires_at=text(f"clock_timestamp() + interval '{DAYS[purpose]} days'"),
        )
    )
    return token


def find_link(connection: Connection, token: str, *, lock: bool = False) -> Link:
    """What a token is for. With `lock` nobody else can use it until the transaction ends.

    Raises
    ------
    TeamError
        ``team.link``: used, ended, too old, or never made; nobody learns which.
    """
    query = text(_FIND.text + "FOR UPDATE OF l") if lock else _FIND
    row = connection.execute(query, {"hash": token_hash(token)}).first()
    if row is None:
        raise TeamError(
            "this link holds no longer", slug="team.link", hint="Links are used once; ask who sent it for a new one."
        )
    return Link(account=row.account, name=row.name, purpose=row.purpose)


def end_links(connection: Connection, account: int) -> None:
    """End all links of an account."""
    connection.execute(_USE, {"account": account})
