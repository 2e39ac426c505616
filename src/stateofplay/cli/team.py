"""``team`` and ``case``: see to a server for several people, in the shell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from stateofplay.errors import TeamError, missing_library

if TYPE_CHECKING:
    from stateofplay.service.team.opening import Team

Verb = Literal["init", "invite", "role", "reset", "disable", "enable", "audit", "accounts", "cases", "work"]
Address = Annotated[str, Parameter(help="The database: postgresql://name@host/database.", env_var="STATEOFPLAY_TEAM")]


def team(
    what: Annotated[Verb, Parameter(help="What to do; see above.")],
    address: Address,
    name: Annotated[str | None, Parameter(help="Name of the account.")] = None,
    role: Annotated[
        str | None, Parameter(help="role: reader, reviewer, editor, owner or none; administrator or member.")
    ] = None,
    *,
    case: Annotated[str | None, Parameter(help="The case that a role or an audit is of.")] = None,
    administrator: Annotated[bool, Parameter(help="invite: they administer.", negative=())] = False,
    until_idle: Annotated[bool, Parameter(help="work: stop when there is nothing to do.", negative=())] = False,
) -> int:
    """See to the accounts of a server for several people.

    init makes the tables and a first administrator's link; invite and reset make one-time links; role says what somebody may
    do in a case, or whether they administer; disable shuts an account out at once; audit tells who did what; work runs a
    further worker, beside the one that serve runs. The address may come from the variable STATEOFPLAY_TEAM.

    Try:

        stateofplay team init postgresql://db.example/team "Ana Lima"

        stateofplay team invite postgresql://db.example/team "Bo Ek" reviewer --case talks

        stateofplay team role postgresql://db.example/team "Bo Ek" editor --case talks
    """
    try:
        from stateofplay.service.team.opening import make_team, open_team
    except ModuleNotFoundError as error:
        raise missing_library("a team needs", error, "team") from error
    if what == "work":
        from stateofplay.service.team.working import main

        return main(address, until_idle=until_idle)
    with (make_team if what == "init" else open_team)(address) as opened:
        for line in _VERBS[what](opened, _Asked(name=name, role=role, case=case, administrator=administrator)):
            print(line)
    return 0


def case(
    what: Annotated[Literal["import", "export"], Parameter(help="import a file, or export to one.")],
    file: Annotated[Path, Parameter(help="The case file; of export, one that is not there yet.")],
    address: Address,
    *,
    name: Annotated[str | None, Parameter(help="What the case is called on the server.")] = None,
) -> int:
    """Move a case between a file and the server of a team, without loss.

    Try:

        stateofplay case import talks.sop postgresql://db.example/team

        stateofplay case export talks.sop postgresql://db.example/team --name talks
    """
    try:
        from stateofplay.service.team.moving import export_file, import_file
        from stateofplay.service.team.opening import open_team
        from stateofplay.service.team.signin.accounts import By
    except ModuleNotFoundError as error:
        raise missing_library("a team needs", error, "team") from error
    with open_team(address) as opened:
        if what == "import":
            id = import_file(opened, file, id=name, by=By())
            print(
                f"{file} is there as {id}; give somebody a role: stateofplay team role ADDRESS NAME owner --case {id}"
            )
        else:
            id = name or file.stem
            export_file(opened, id, file, by=By())
            print(f"{id} was written to {file}")
    return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What was written after the verb."""

    name: str | None
    role: str | None
    case: str | None
    administrator: bool


def _named(name: str | None) -> str:
    if name is None:
        raise TeamError("say whom", slug="team.name", hint="Write the name of the account after the address.")
    return name


def _init(opened: Team, asked: _Asked) -> list[str]:
    from stateofplay.service.team.signin.accounts import By, accounts, invite

    with opened.read() as connection:
        there = [a.name for a in accounts(connection) if a.administrator and a.joined]
    if there and asked.name is None:
        return [f"There is a team already; its administrators: {', '.join(there)}."]
    token = invite(opened, _named(asked.name), administrator=True, by=By())
    return ["The tables are there. The first administrator joins by this link, once:", *_link(opened, token),
            "Serve it with: stateofplay serve --team ADDRESS"]  # fmt: skip


def _invite(opened: Team, asked: _Asked) -> list[str]:
    from stateofplay.service.team.cases import shelf
    from stateofplay.service.team.roles import no_such_case, role_of, set_role
    from stateofplay.service.team.signin.accounts import By, invite
    from stateofplay.service.team.signin.links import DAYS

    held = role_of(asked.role or "reader") if asked.role or asked.case else None
    if held is not None and asked.case is None:
        raise TeamError("say in which case", slug="team.role", hint="Add --case NAME.")
    if asked.case is not None:
        with opened.read() as connection:
            if asked.case not in {c.id for c in shelf(connection)}:
                raise no_such_case(asked.case)
    token = invite(opened, _named(asked.name), administrator=asked.administrator, by=By())
    if held is not None and asked.case is not None:
        set_role(opened, asked.case, _named(asked.name), held, by=By())
    return [f"{asked.name} joins by this link, once, within {DAYS['join']} days:", *_link(opened, token)]


def _role(opened: Team, asked: _Asked) -> list[str]:
    from stateofplay.service.team.roles import role_of, set_role
    from stateofplay.service.team.signin.accounts import By, set_administrator

    if asked.role in ("administrator", "member"):
        set_administrator(opened, _named(asked.name), asked.role == "administrator", by=By())
        return [f"{asked.name} is {'an administrator' if asked.role == 'administrator' else 'a member'} from now on"]
    if asked.case is None or asked.role is None:
        raise TeamError(
            "say which role, in which case",
            slug="team.role",
            hint="Write: stateofplay team role ADDRESS NAME reviewer --case talks",
        )
    set_role(opened, asked.case, _named(asked.name), None if asked.role == "none" else role_of(asked.role), by=By())
    return [f"{asked.name} in {asked.case}: {asked.role}"]


def _reset(opened: Team, asked: _Asked) -> list[str]:
    from stateofplay.service.team.signin.accounts import By, reset

    return [
        f"{asked.name} sets a new password by this link, once:",
        *_link(opened, reset(opened, _named(asked.name), by=By())),
    ]


def _disable(opened: Team, asked: _Asked) -> list[str]:
    from stateofplay.service.team.signin.accounts import By, set_disabled

    set_disabled(opened, _named(asked.name), True, by=By())
    return [f"{asked.name} is shut out; what they judged stays. Undo: stateofplay team enable ADDRESS NAME"]


def _enable(opened: Team, asked: _Asked) -> list[str]:
    from stateofplay.service.team.signin.accounts import By, set_disabled

    set_disabled(opened, _named(asked.name), False, by=By())
    return [f"{asked.name} may sign in again"]


def _audit(opened: Team, asked: _Asked) -> list[str]:
    from stateofplay.service.team.audit import entries

    with opened.read() as connection:
        found = entries(connection, case=asked.case, limit=None)
    return [f"{e.at:%Y-%m-%d %H:%M:%S}  {e.name}  {e.action}  {e.case or '-'}  {e.about}" for e in reversed(found)]


def _accounts(opened: Team, asked: _Asked) -> list[str]:
    from stateofplay.service.team.signin.accounts import accounts

    with opened.read() as connection:
        found = accounts(connection)
    return [
        "  ".join(
            [
                a.name,
                *["administrator"] * a.administrator,
                *["not joined yet"] * (not a.joined),
                *["disabled"] * a.disabled,
            ]
        )
        for a in found
    ]


def _cases(opened: Team, asked: _Asked) -> list[str]:
    from stateofplay.record.storage.locations import shown
    from stateofplay.service.team.cases import shelf

    with opened.read() as connection:
        found = shelf(connection)
    return [f"{c.id}  {shown(opened.place_of(c.schema))}{'  every member reads it' if c.open else ''}" for c in found]


def _link(opened: Team, token: str) -> list[str]:
    from stateofplay.service.team.opening import public_address

    return [f"{public_address(opened)}/join/{token}"]


_VERBS: dict[str, Callable[[Team, _Asked], list[str]]] = {
    "init": _init, "invite": _invite, "role": _role, "reset": _reset, "disable": _disable, "enable": _enable,
    "audit": _audit, "accounts": _accounts, "cases": _cases,
}  # fmt: skip
"""Verb -> the lines that it tells."""
