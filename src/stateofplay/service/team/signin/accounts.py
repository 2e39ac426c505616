"""Accounts: who there is, and how they come in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select, update
from sqlalchemy.exc import IntegrityError

from stateofplay.errors import TeamError
from stateofplay.service.team.audit import SHELL, note
from stateofplay.service.team.names import checked_name, name_key
from stateofplay.service.team.opening import Team
from stateofplay.service.team.signin.limits import begin_attempt, forgive
from stateofplay.service.team.signin.links import end_links, find_link, new_link
from stateofplay.service.team.signin.passwords import is_outdated, is_password, kept_password
from stateofplay.service.team.signin.sessions import begin_session, end_sessions, end_tokens
from stateofplay.service.team.tables import ACCOUNT


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Somebody of the team."""

    id: int
    name: str
    administrator: bool
    joined: bool
    disabled: bool
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """Who does something to the team, for the audit."""

    name: str = SHELL
    account: int = 0


def accounts(connection: Connection) -> tuple[Account, ...]:
    """Everybody, by name."""
    return tuple(_told(row) for row in connection.execute(select(ACCOUNT).order_by(ACCOUNT.c.key)))


def account_of(connection: Connection, name: str) -> Account:
    """The account of a name.

    Raises
    ------
    TeamError
        ``team.no_such_account``.
    """
    row = connection.execute(select(ACCOUNT).where(ACCOUNT.c.key == name_key(name))).first()
    if row is None:
        raise TeamError(
            f"there is no account {name!r}", slug="team.no_such_account", hint="Invite them: stateofplay team invite"
        )
    return _told(row)


def _told(row) -> Account:  # type: ignore[no-untyped-def]
    return Account(
        id=row.id,
        name=row.name,
        administrator=row.administrator,
        joined=row.password is not None,
        disabled=row.disabled_at is not None,
        made_at=row.made_at,
    )


def invite(team: Team, name: str, *, administrator: bool = False, by: By) -> str:
    """Make an account and a one-time link to join with; for somebody who has not joined yet, a new link.

    Returns
    -------
    str
        The token of the link; it is kept nowhere here.

    Raises
    ------
    TeamError
        ``team.name``, ``team.taken``.
    """
    name = checked_name(name)
    try:
        with team.write() as connection:
            row = connection.execute(select(ACCOUNT).where(ACCOUNT.c.key == name_key(name))).first()
            if row is not None and (row.password is not None or row.disabled_at is not None):
                raise _taken(name)
            if row is None:
                made = {"name": name, "key": name_key(name), "administrator": administrator}
                id = connection.execute(ACCOUNT.insert().returning(ACCOUNT.c.id), made).scalar_one()
            else:
                id = row.id
            note(connection, "invite", name=by.name, account=by.account, about=name)
            return new_link(connection, id, "join")
    except IntegrityError:
        raise _taken(name) from None


def _taken(name: str) -> TeamError:
    return TeamError(
        f"there is an account {name!r} already", slug="team.taken", hint="Give them a role, or choose another name."
    )


def reset(team: Team, name: str, *, by: By) -> str:
    """Make a one-time link to set a new password with; sessions end when it is used."""
    with team.write() as connection:
        account = account_of(connection, name)
        if account.disabled:
            raise TeamError(f"the account {account.name!r} is disabled", slug="team.disabled", hint="Enable it first.")
        note(connection, "reset", name=by.name, account=by.account, about=account.name)
        return new_link(connection, account.id, "reset" if account.joined else "join")


def set_disabled(team: Team, name: str, disabled: bool, *, by: By) -> None:
    """Shut an account out at once, with its sessions, tokens and links, or let it in again. What it judged stays.

    Raises
    ------
    TeamError
        ``team.last_administrator``, ``team.no_such_account``.
    """
    with team.write() as connection:
        account = account_of(connection, name)
        if disabled and account.administrator:
            _keep_one(connection, account)
        when = func.clock_timestamp() if disabled else None
        connection.execute(update(ACCOUNT).where(ACCOUNT.c.id == account.id).values(disabled_at=when))
        if disabled:
            end_sessions(connection, account.id)
            end_tokens(connection, account.id)
            end_links(connection, account.id)
        note(connection, "disable" if disabled else "enable", name=by.name, account=by.account, about=account.name)


def set_administrator(team: Team, name: str, administrator: bool, *, by: By) -> None:
    """Make somebody an administrator, or no longer one."""
    with team.write() as connection:
        account = account_of(connection, name)
        if not administrator and account.administrator:
            _keep_one(connection, account)
        connection.execute(update(ACCOUNT).where(ACCOUNT.c.id == account.id).values(administrator=administrator))
        action = "make administrator" if administrator else "no longer administrator"
        note(connection, action, name=by.name, account=by.account, about=account.name)


def _keep_one(connection: Connection, account: Account) -> None:
    """Two who take each other's rights away at once must not both succeed: the rows are held."""
    held = connection.execute(
        select(ACCOUNT.c.id, ACCOUNT.c.password, ACCOUNT.c.disabled_at)
        .where(ACCOUNT.c.administrator)
        .order_by(ACCOUNT.c.id)
        .with_for_update()
    )
    others = [r for r in held if r.id != account.id and r.disabled_at is None and r.password is not None]
    if not others:
        raise TeamError(
            f"{account.name!r} is the last administrator",
            slug="team.last_administrator",
            hint="Make somebody else one first: stateofplay team role ADDRESS NAME administrator",
        )


def use_link(team: Team, token: str, password: str, agent: str) -> str:
    """Set the password that a link is for, end the sessions and tokens from before, and begin one; gives its token."""
    with team.read() as connection:
        name = find_link(connection, token).name
    kept = kept_password(password, name)  # before the transaction: it takes its time
    with team.write() as connection:
        link = find_link(connection, token, lock=True)
        connection.execute(update(ACCOUNT).where(ACCOUNT.c.id == link.account).values(password=kept))
        end_links(connection, link.account)
        end_sessions(connection, link.account)
        end_tokens(connection, link.account)
        note(connection, "join" if link.purpose == "join" else "new password", name=link.name, account=link.account)
        made = begin_session(connection, link.account, agent)
    forgive(team, name)
    return made


def sign_in(team: Team, name: str, password: str, *, address: str, agent: str) -> str:
    """Begin a session of somebody who knows their password; gives its token.

    Raises
    ------
    TeamError
        ``team.refused``, the same whether there is no such account, another password, or no way in any more;
        ``team.too_many``.
    """
    begin_attempt(team, name, address)
    with team.read() as connection:
        row = connection.execute(select(ACCOUNT).where(ACCOUNT.c.key == name_key(name))).first()
    kept = row.password if row is not None and row.disabled_at is None else None
    good = is_password(kept, password)
    if row is None or not good:
        with team.write() as connection:
            told, account = (row.name, row.id) if row is not None else ("somebody unknown", 0)
            note(connection, "refused sign-in", name=told, account=account)
        raise _refused()
    fresh = kept_password(password, row.name) if is_outdated(str(kept)) else None
    with team.write() as connection:
        held = connection.execute(select(ACCOUNT.c.disabled_at).where(ACCOUNT.c.id == row.id).with_for_update()).one()
        if held.disabled_at is not None:
            raise _refused()
        if fresh is not None:
            connection.execute(update(ACCOUNT).where(ACCOUNT.c.id == row.id).values(password=fresh))
        note(connection, "sign in", name=row.name, account=row.id)
        token = begin_session(connection, row.id, agent)
    forgive(team, name)
    return token


def _refused() -> TeamError:
    """One error for all who are not let in: nobody learns from it which accounts there are."""
    return TeamError(
        "the name or the password is wrong",
        slug="team.refused",
        hint="Try again, or ask an administrator for a link to set a new password.",
    )


def change_password(team: Team, account: int, old: str, new: str, *, address: str, session: int) -> None:
    """Set a new password of one's own; all other sessions end.

    Raises
    ------
    TeamError
        ``team.refused`` where the old one is wrong, ``team.password``, ``team.too_many``.
    """
    with team.read() as connection:
        row = connection.execute(select(ACCOUNT).where(ACCOUNT.c.id == account)).one()
    begin_attempt(team, row.name, address)
    if not is_password(row.password, old):
        raise TeamError("the password from before is wrong", slug="team.refused", hint="Try again.")
    kept = kept_password(new, row.name)
    with team.write() as connection:
        connection.execute(update(ACCOUNT).where(ACCOUNT.c.id == account).values(password=kept))
        end_sessions(connection, account, but=session)
        note(connection, "new password", name=row.name, account=account)
    forgive(team, row.name)
