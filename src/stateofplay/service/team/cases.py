"""The cases of a team: each in a schema of its own, so that one copy of the database holds all that there is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DBAPIError

from stateofplay.errors import RecordError, StateOfPlayError, TeamError
from stateofplay.record import Case, open_case
from stateofplay.record.storage.case import making_case
from stateofplay.record.storage.engines import BUSY_SECONDS
from stateofplay.service.library import Library, Shelved
from stateofplay.service.team.audit import note
from stateofplay.service.team.names import case_name
from stateofplay.service.team.opening import Team
from stateofplay.service.team.roles import TeamRole, no_such_case
from stateofplay.service.team.signin.accounts import By
from stateofplay.service.team.tables import JOB, ROLE, SETTING, SHELF

_NAME = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


class TeamLibrary(Library):
    """The cases of a team by what addresses call them."""

    def __init__(self, team: Team) -> None:
        super().__init__([])
        self._team = team
        self._places: dict[str, str] = {}
        """Where cases lie: once made, they stay there."""

    def shelved(self) -> tuple[Shelved, ...]:
        """Every case, by name; who may see it is another question."""
        with self._team.read() as connection:
            cases = shelf(connection)
        return tuple(Shelved(id=one.id, location=self._team.place_of(one.schema)) for one in cases)

    def _place(self, id: str) -> str | None:
        if id not in self._places:
            self._places = {s.id: s.location for s in self.shelved()}
        return self._places.get(id)

    def version(self, id: str) -> str:
        """The version of a case now; of one that was deleted, and perhaps another made under its name, that one's."""
        try:
            return super().version(id)
        except RecordError as error:
            if error.slug != "record.damaged":
                raise
            self.let_go(id)
            return super().version(id)

    def let_go(self, id: str) -> None:
        """Forget where a case lies, and what was kept of it."""
        self._places.pop(id, None)
        self._forget(id)


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamCase:
    """A case of the team."""

    id: str
    schema: str
    open: bool


def shelf(connection: Connection) -> tuple[TeamCase, ...]:
    """All cases, by name."""
    query = select(SHELF.c.id, SHELF.c.schema, SHELF.c.open).order_by(SHELF.c.id)
    return tuple(TeamCase(id=r.id, schema=r.schema, open=r.open) for r in connection.execute(query))


@contextmanager
def opened(team: Team, id: str) -> Iterator[Case]:
    """The open case of a name.

    Raises
    ------
    TeamError
        ``team.no_such_case``.
    """
    with team.read() as connection:
        schema = connection.execute(select(SHELF.c.schema).where(SHELF.c.id == id)).scalar()
    if schema is None:
        raise no_such_case(id)
    with open_case(team.place_of(schema)) as case:
        yield case


@dataclass(eq=False, kw_only=True)
class Making:
    """A case in the making."""

    case: Case
    id: str = ""
    """What addresses call it, once it is made."""


@contextmanager
def making(team: Team, title: str, *, id: str | None = None, by: By) -> Iterator[Making]:
    """A new case, which is on the shelf only when the block ends well; who makes it owns it.

    Raises
    ------
    TeamError
        ``team.case_name``, ``team.case_taken``.
    """
    if id is not None and not _NAME.fullmatch(id):
        raise TeamError(
            f"a case cannot be called {id!r}",
            slug="team.case_name",
            hint=f"Use letters, digits and hyphens, such as {case_name(id)}.",
        )
    sweep(team)
    with _begun(team) as schema:
        with making_case(team.place_of(schema), title=title) as case:
            made = Making(case=case)
            yield made
        with team.write() as connection:
            # One after the other, so that two of one title get two names.
            connection.execute(text("LOCK TABLE team.shelf IN SHARE ROW EXCLUSIVE MODE"))
            name = made.id = _free_name(connection, id, title)
            connection.execute(SHELF.insert(), {"id": name, "schema": schema})
            if by.account:
                connection.execute(
                    ROLE.insert(), {"case_id": name, "account_id": by.account, "role": int(TeamRole.OWNER)}
                )
            connection.execute(SETTING.delete().where(SETTING.c.key == MAKING + schema))
            note(connection, "new case", name=by.name, account=by.account, case=name, about=title)


MAKING = "making:"
"""Before the name of a schema: a case is being made there, by whoever holds its lock."""
_TRY = text("SELECT pg_try_advisory_lock(hashtext(:schema), hashtext('making a case'))")
_LET_GO = text("SELECT pg_advisory_unlock(hashtext(:schema), hashtext('making a case'))")


@contextmanager
def _begun(team: Team) -> Iterator[str]:
    """A schema for a new case, which is gone where the block fails; killed in the middle it leaves it to `sweep`."""
    with team.read() as holder:
        number = holder.execute(text("SELECT nextval(pg_get_serial_sequence('team.audit', 'id'))")).scalar_one()
        schema = f"case_{number}"
        # Held by the connection, which ends with this process, and not by a transaction, which would be open for minutes.
        holder.execute(_TRY, {"schema": schema})
        holder.commit()
        with team.write() as connection:
            connection.execute(SETTING.insert(), {"key": MAKING + schema, "value": ""})
            connection.execute(text(f'CREATE SCHEMA "{schema}"'))
        try:
            yield schema
        except BaseException:
            with suppress(StateOfPlayError), team.write() as connection:
                _drop(connection, schema)
            raise
        finally:
            with suppress(DBAPIError):
                holder.execute(_LET_GO, {"schema": schema})
                holder.commit()


def sweep(team: Team) -> int:
    """Drop what is left of cases whose making was broken off; says how many."""
    with team.read() as connection:
        found = connection.execute(select(SETTING.c.key).where(SETTING.c.key.startswith(MAKING))).scalars().all()
    dropped = 0
    for schema in (key.removeprefix(MAKING) for key in found):
        with team.read() as holder:
            if not holder.execute(_TRY, {"schema": schema}).scalar():
                continue  # somebody is at it
            holder.commit()
            try:
                with team.write() as connection:
                    # Asked again now that nobody else makes it: it may have been finished meanwhile.
                    key = select(SETTING.c.key).where(SETTING.c.key == MAKING + schema).with_for_update()
                    if connection.execute(key).first() is not None:
                        _drop(connection, schema)
                        dropped += 1
            finally:
                holder.execute(_LET_GO, {"schema": schema})
                holder.commit()
    return dropped


def _drop(connection: Connection, schema: str) -> None:
    connection.execute(text(f'DROP SCHEMA IF EXISTS "{schema}" CASCADE'))
    connection.execute(SETTING.delete().where(SETTING.c.key == MAKING + schema))


def delete_case(team: Team, id: str, *, typed: str, by: By) -> None:
    """Delete a case with everything in it: pages, claims, judgements, jobs, roles. The audit keeps who did it.

    Parameters
    ----------
    typed
        The name of the case as somebody typed it, lest the wrong one goes.

    Raises
    ------
    TeamError
        ``team.not_typed``, ``team.no_such_case``.
    """
    with team.write() as connection:
        connection.execute(text(f"SET LOCAL lock_timeout = '{int(BUSY_SECONDS * 1000)}ms'"))
        row = connection.execute(select(SHELF.c.schema).where(SHELF.c.id == id).with_for_update()).first()
        if row is None:
            raise no_such_case(id)
        if typed.strip() != id:
            raise TeamError(
                "the name that was typed is not that of the case",
                slug="team.not_typed",
                hint=f"Type {id} to delete it; nothing was deleted.",
            )
        connection.execute(JOB.delete().where(JOB.c.case_id == id))
        connection.execute(ROLE.delete().where(ROLE.c.case_id == id))
        connection.execute(SHELF.delete().where(SHELF.c.id == id))
        _drop(connection, row.schema)
        note(connection, "delete case", name=by.name, account=by.account, case=id)


def make_case(team: Team, title: str, *, id: str | None = None, by: By) -> str:
    """Make a new, empty case; gives what addresses call it."""
    with making(team, title, id=id, by=by) as made:
        pass
    return made.id


def _free_name(connection: Connection, id: str | None, title: str) -> str:
    taken = set(connection.execute(select(SHELF.c.id)).scalars())
    if id is not None:
        if id in taken:
            raise TeamError(f"there is a case {id!r} already", slug="team.case_taken", hint="Name another with --name.")
        return id
    name = case_name(title)
    numbered = (f"{name}-{number}" for number in range(2, len(taken) + 3))
    return next(found for found in (name, *numbered) if found not in taken)
