"""Make and open the tables of a team."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine, inspect, select, text, update

from stateofplay.errors import TeamError
from stateofplay.record.storage.engines import server_engine
from stateofplay.record.storage.locations import in_schema, is_address, shown
from stateofplay.record.storage.problems import plain_errors
from stateofplay.service.team.queue import make_queue
from stateofplay.service.team.tables import SCHEMA, SETTING, TEAM

FORM = "2"
"""Of the tables. A database with a higher one was made by a newer State of Play."""
_GUARDS = (
    f"CREATE FUNCTION {SCHEMA}.audit_is_never_changed() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME; END $$",
    f"CREATE TRIGGER audit_never_changed BEFORE UPDATE OR DELETE ON {SCHEMA}.audit FOR EACH ROW "
    f"EXECUTE FUNCTION {SCHEMA}.audit_is_never_changed()",
    f"CREATE TRIGGER audit_never_emptied BEFORE TRUNCATE ON {SCHEMA}.audit FOR EACH STATEMENT "
    f"EXECUTE FUNCTION {SCHEMA}.audit_is_never_changed()",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """The open tables of a team."""

    address: str = field(repr=False)
    engine: Engine = field(repr=False)
    secret: str = field(repr=False)
    """What feeds are signed with."""

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection to look something up."""
        with plain_errors(self.address), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def glance(self) -> Iterator[Connection]:
        """A connection for single questions, each by itself: less to and fro."""
        with plain_errors(self.address), self.engine.connect() as connection:
            yield connection.execution_options(isolation_level="AUTOCOMMIT")

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction: all of it is kept, or nothing."""
        with plain_errors(self.address), self.engine.begin() as connection:
            yield connection

    def place_of(self, schema: str) -> str:
        """The address of the case in a schema."""
        return in_schema(self.address, schema)

    def close(self) -> None:
        """Let go of the server."""
        self.engine.dispose()

    def __enter__(self) -> Team:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def make_team(address: str) -> Team:
    """Make the tables of a team in a database; where they are there already, open them.

    Raises
    ------
    TeamError
        ``team.address`` where it is no address of a server; and those of `open_team`.
    """
    engine = server_engine(_checked(address))
    try:
        with plain_errors(address), engine.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('stateofplay team'))"))
            if not inspect(connection).has_table("setting", schema=SCHEMA):
                connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}"))
                TEAM.create_all(connection)
                for statement in _GUARDS:
                    connection.execute(text(statement))
                made = [{"key": "form", "value": FORM}, {"key": "secret", "value": secrets.token_urlsafe(32)}]
                connection.execute(SETTING.insert(), made)
                make_queue(connection)
    finally:
        engine.dispose()
    return open_team(address)


def open_team(address: str) -> Team:
    """Open the tables of a team.

    Raises
    ------
    TeamError
        ``team.address``, ``team.missing`` where there are none, ``team.newer``.
    """
    engine = server_engine(_checked(address))
    try:
        with plain_errors(address), engine.connect() as connection:
            if not inspect(connection).has_table("setting", schema=SCHEMA):
                raise TeamError(
                    f"{shown(address)} holds no team yet",
                    slug="team.missing",
                    hint=f"Make one there with: stateofplay team init {shown(address)} --name YOU",
                )
            kept = {row.key: row.value for row in connection.execute(select(SETTING.c.key, SETTING.c.value))}
    except BaseException:
        engine.dispose()
        raise
    if int(kept["form"]) < int(FORM):
        _bring_up_to_date(address, engine)
    if int(kept["form"]) > int(FORM):
        engine.dispose()
        raise TeamError(
            f"{shown(address)} was made by a newer State of Play",
            slug="team.newer",
            hint="Install the newer version to open it; nothing was changed.",
        )
    return Team(address=address, engine=engine, secret=kept["secret"])


def _bring_up_to_date(address: str, engine: Engine) -> None:
    """Make the tables that came after the team was made."""
    with plain_errors(address), engine.begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('stateofplay team'))"))
        TEAM.create_all(connection)
        connection.execute(update(SETTING).where(SETTING.c.key == "form").values(value=FORM))


def _checked(address: str) -> str:
    if not is_address(address):
        raise TeamError(
            f"{shown(address)} is no address of a server",
            slug="team.address",
            hint="Write it as postgresql://name@host/database.",
        )
    return address


LOCAL = "http://127.0.0.1:8650"


def public_address(team: Team) -> str:
    """Where browsers find the server, as `serve` was told last; what it takes by itself before that."""
    with team.read() as connection:
        told = connection.execute(select(SETTING.c.value).where(SETTING.c.key == "public")).scalar()
    return str(told or LOCAL)


def tell_public_address(team: Team, address: str) -> None:
    """Keep where browsers find the server, for links that are made in the shell."""
    with team.write() as connection:
        connection.execute(SETTING.delete().where(SETTING.c.key == "public"))
        connection.execute(SETTING.insert(), {"key": "public", "value": address})
