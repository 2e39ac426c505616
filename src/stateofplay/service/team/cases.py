"""The cases of a team: each in a schema of its own, so that one copy of the database holds all that there is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, select, text

from stateofplay.errors import TeamError
from stateofplay.record import Case, open_case
from stateofplay.record.storage.case import making_case
from stateofplay.service.library import Library, Shelved
from stateofplay.service.team.accounts import By
from stateofplay.service.team.audit import note
from stateofplay.service.team.names import case_name
from stateofplay.service.team.opening import Team
from stateofplay.service.team.roles import Role, no_such_case
from stateofplay.service.team.tables import ROLE, SHELF

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A case of the team."""

    id: str
    schema: str
    open: bool


def shelf(connection: Connection) -> tuple[Shelf, ...]:
    """All cases, by name."""
    query = select(SHELF.c.id, SHELF.c.schema, SHELF.c.open).order_by(SHELF.c.id)
    return tuple(Shelf(id=r.id, schema=r.schema, open=r.open) for r in connection.execute(query))


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
    with team.write() as connection:
        number = connection.execute(text("SELECT nextval(pg_get_serial_sequence('team.audit', 'id'))")).scalar_one()
        schema = f"case_{number}"
        connection.execute(text(f'CREATE SCHEMA "{schema}"'))
    try:
        with making_case(team.place_of(schema), title=title) as case:
            made = Making(case=case)
            yield made
        with team.write() as connection:
            # One after the other, so that two of one title get two names.
            connection.execute(text("LOCK TABLE team.shelf IN SHARE ROW EXCLUSIVE MODE"))
            name = made.id = _free_name(connection, id, title)
            connection.execute(SHELF.insert(), {"id": name, "schema": schema})
            if by.account:
                connection.execute(ROLE.insert(), {"case_id": name, "account_id": by.account, "role": int(Role.OWNER)})
            note(connection, "new case", name=by.name, account=by.account, case=name, about=title)
    except BaseException:
        with team.write() as connection:
            connection.execute(text(f'DROP SCHEMA IF EXISTS "{schema}" CASCADE'))
        raise


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
