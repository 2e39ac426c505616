"""Who may do what in which case."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from sqlalchemy import Connection, delete, select, update

from stateofplay.errors import TeamError
from stateofplay.service.team.audit import note
from stateofplay.service.team.opening import Team
from stateofplay.service.team.signin.accounts import By, account_of
from stateofplay.service.team.tables import ACCOUNT, ROLE, SHELF


class TeamRole(IntEnum):
    """What somebody may do in a case; the higher ones may do what the lower ones may."""

    READER = 1
    REVIEWER = 2
    EDITOR = 3
    OWNER = 4


SAYS = {
    TeamRole.READER: "sees the case and takes it away",
    TeamRole.REVIEWER: "judges and corrects claims too",
    TeamRole.EDITOR: "adds claims and pages, joins names, edits issues too",
    TeamRole.OWNER: "says who else may, and sees who did what",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody with a role in a case."""

    account: int
    name: str
    role: TeamRole
    joined: bool
    disabled: bool


def role_of(word: str) -> TeamRole:
    """The role of a name.

    Raises
    ------
    TeamError
        ``team.role``.

    Examples
    --------
    >>> role_of("reviewer")
    <TeamRole.REVIEWER: 2>
    """
    try:
        return TeamRole[word.strip().upper()]
    except KeyError:
        words = ", ".join(role.name.lower() for role in TeamRole)
        raise TeamError(f"{word!r} is no role", slug="team.role", hint=f"It is one of {words}, or none.") from None


def members_of(connection: Connection, case: str) -> tuple[Member, ...]:
    """Who has a role in a case, by name."""
    query = (
        select(ACCOUNT.c.id, ACCOUNT.c.name, ACCOUNT.c.password, ACCOUNT.c.disabled_at, ROLE.c.role)
        .join_from(ROLE, ACCOUNT)
        .where(ROLE.c.case_id == case)
        .order_by(ACCOUNT.c.key)
    )
    return tuple(
        Member(
            account=r.id,
            name=r.name,
            role=TeamRole(r.role),
            joined=r.password is not None,
            disabled=r.disabled_at is not None,
        )
        for r in connection.execute(query)
    )


def is_open(connection: Connection, case: str) -> bool:
    """Whether every member may read a case."""
    return bool(connection.execute(select(SHELF.c.open).where(SHELF.c.id == case)).scalar())


def set_role(team: Team, case: str, name: str, role: TeamRole | None, *, by: By) -> None:
    """Give somebody a role in a case, in place of the one before; with None take it away.

    Raises
    ------
    TeamError
        ``team.no_such_account``, ``team.no_such_case``, ``team.last_owner``.
    """
    with team.write() as connection:
        _hold(connection, case)
        account = account_of(connection, name)
        others = select(ROLE.c.account_id).where(
            ROLE.c.case_id == case, ROLE.c.role == TeamRole.OWNER, ROLE.c.account_id != account.id
        )
        own = connection.execute(
            select(ROLE.c.role).where(ROLE.c.case_id == case, ROLE.c.account_id == account.id)
        ).scalar()
        if own == TeamRole.OWNER and role is not TeamRole.OWNER and connection.execute(others).first() is None:
            raise TeamError(
                f"{account.name!r} is the last owner of {case}",
                slug="team.last_owner",
                hint="Make somebody else owner first.",
            )
        connection.execute(delete(ROLE).where(ROLE.c.case_id == case, ROLE.c.account_id == account.id))
        if role is not None:
            connection.execute(ROLE.insert(), {"case_id": case, "account_id": account.id, "role": int(role)})
        word = role.name.lower() if role is not None else "none"
        note(connection, "role", name=by.name, account=by.account, case=case, about=f"{account.name}: {word}")


def set_open(team: Team, case: str, open: bool, *, by: By) -> None:
    """Let every member read a case, or only those with a role."""
    with team.write() as connection:
        _hold(connection, case)
        connection.execute(update(SHELF).where(SHELF.c.id == case).values(open=open))
        about = "every member reads" if open else "only who has a role reads"
        note(connection, "visibility", name=by.name, account=by.account, case=case, about=about)


def _hold(connection: Connection, case: str) -> None:
    """Changes of the roles of a case go one after the other."""
    found = connection.execute(select(SHELF.c.id).where(SHELF.c.id == case).with_for_update()).first()
    if found is None:
        raise no_such_case(case)


def no_such_case(case: str) -> TeamError:
    """The error of a case that is not on the shelf."""
    return TeamError(
        f"there is no case {case!r}", slug="team.no_such_case", hint="stateofplay team cases ADDRESS has the list."
    )
