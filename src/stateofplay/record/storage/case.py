"""A case: one negotiation in one file (SQLite), or one schema on a server (PostgreSQL)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, func, inspect, make_url, select, text
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import StaticPool

from stateofplay.errors import RecordError
from stateofplay.record.storage.tables import CASE_INFO, METADATA

HEAD = "0002"
"""The newest migration. A file with a higher one was written by a newer State of Play."""
APPLICATION_ID = 0x536F5031  # "SoP1", in the header of every case file so that it is not taken for another database
BUSY_SECONDS = 20.0


def now() -> str:
    """The time of this moment, UTC, to the microsecond: judgements are put in order by it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An open case. Views and verbs take it; only `service` opens transactions on it."""

    location: str
    engine: Engine

    @property
    def is_file(self) -> bool:
        """Whether it lies in a file of its own."""
        return self.engine.dialect.name == "sqlite"

    @property
    def title(self) -> str:
        """The title it was given."""
        with self.read() as connection:
            found = connection.execute(select(CASE_INFO.c.value).where(CASE_INFO.c.key == "title")).scalar()
        return found or Path(self.location).stem

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for reading."""
        with _plain_errors(self.location), self.engine.connect().execution_options(reading=True) as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction: all of it is kept, or nothing."""
        with _plain_errors(self.location), self.engine.begin() as connection:
            if not self.is_file:
                # As SQLite's BEGIN IMMEDIATE: writers of one case queue up, so that each counts on from the one before.
                connection.execute(select(func.pg_advisory_xact_lock(APPLICATION_ID)))
            yield connection

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()

    def __enter__(self) -> Case:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def create_case(location: str | Path, *, title: str = "") -> Case:
    """Make a new, empty case.

    Raises
    ------
    RecordError
        ``record.exists`` where something is there already, ``record.unwritable`` where it cannot be made.
    """
    location = str(location)
    if not is_address(location):
        path = Path(location)
        if path.exists():
            raise RecordError(
                f"{path} is there already", slug="record.exists", hint="Choose another name, or add to it."
            )
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
        except OSError as error:
            raise RecordError(
                f"{path} cannot be made: {error.strerror or error}",
                slug="record.unwritable",
                hint="Choose another folder.",
            ) from error
        _mark(path)
    engine = _engine(location)
    case = Case(location=location, engine=engine)
    with _let_go(engine), _plain_errors(location), engine.begin() as connection:
        if inspect(connection).has_table("case_info"):
            raise RecordError(f"{shown(location)} holds a case already", slug="record.exists", hint="Open it instead.")
        _migrate(connection)
        name = title or Path(location).stem.replace("-", " ").replace("_", " ")
        connection.execute(CASE_INFO.insert(), [{"key": "title", "value": name}, {"key": "created", "value": now()}])
    return case


def _mark(path: Path) -> None:
    """Say in the header of a new file what it is, and that readers and a writer may use it at once; both stay with it."""
    with _plain_errors(str(path)):
        connection = sqlite3.connect(path)
        try:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute("PRAGMA journal_mode = WAL")
        finally:
            connection.close()


def open_case(location: str | Path) -> Case:
    """Open a case, bringing an older one up to date.

    Raises
    ------
    RecordError
        ``record.missing``, ``record.not_a_case``, ``record.newer``, ``record.locked`` or ``record.unusable``.
    """
    location = str(location)
    if not is_address(location):
        path = Path(location)
        if not path.is_file():
            raise RecordError(
                f"there is no case at {path}", slug="record.missing", hint=f"Make one with: stateofplay new {path}"
            )
        if path.stat().st_size and path.read_bytes()[:16] != b"SQLite format 3\0":
            raise RecordError(
                f"{path} is no case file", slug="record.not_a_case", hint="Name a file made by stateofplay new."
            )
    engine = _engine(location)
    with _let_go(engine):
        with _plain_errors(location), engine.connect().execution_options(reading=True) as connection:
            tables = set(inspect(connection).get_table_names())
            if "alembic_version" not in tables or "case_info" not in tables:
                raise RecordError(
                    f"{shown(location)} is a database, but no case",
                    slug="record.not_a_case",
                    hint="Name a file made by stateofplay new.",
                )
            version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or ""
        if version > HEAD:
            raise RecordError(
                f"{shown(location)} was written by a newer State of Play (its form is {version}, this one knows {HEAD})",
                slug="record.newer",
                hint="Install the newer version to open it; nothing was changed.",
            )
        if version < HEAD:
            with _plain_errors(location), engine.begin() as connection:
                _migrate(connection)
    return Case(location=location, engine=engine)


@contextmanager
def _let_go(engine: Engine) -> Iterator[None]:
    """Close what a case that could not be opened holds open."""
    try:
        yield
    except BaseException:
        engine.dispose()
        raise


def shown(location: str) -> str:
    """A location as it may stand in an error: without a password.

    Examples
    --------
    >>> shown("postgresql://ana:secret@db.example/talks")
    'postgresql://ana:***@db.example/talks'
    """
    return make_url(location).render_as_string(hide_password=True) if is_address(location) else location


def is_address(location: str) -> bool:
    return location.startswith(("postgresql://", "postgresql+psycopg://"))


def _engine(location: str) -> Engine:
    if is_address(location):
        try:
            return create_engine(location.replace("postgresql://", "postgresql+psycopg://", 1), pool_pre_ping=True)
        except ModuleNotFoundError as error:
            raise RecordError(
                "a case on PostgreSQL needs psycopg, which is not installed",
                slug="record.driver",
                hint="Install it with: pip install 'stateofplay[postgres]'",
            ) from error
    return _prepared(create_engine(f"sqlite:///{location}", connect_args={"timeout": BUSY_SECONDS}))


def passing_case() -> Case:
    """A case in memory, gone when it is closed: for a look ahead over pages that nobody keeps.

    It has the tables of a case file, without the word index.

    >>> with passing_case() as case:
    ...     case.is_file
    True
    """
    case = Case(location=":memory:", engine=_prepared(create_engine("sqlite://", poolclass=StaticPool)))
    with case.write() as connection:
        METADATA.create_all(connection)
        connection.execute(CASE_INFO.insert(), [{"key": "title", "value": ""}, {"key": "created", "value": now()}])
    return case


def _prepared(engine: Engine) -> Engine:
    """The same engine, whose connections begin as a case needs it."""

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: object) -> None:
        # The driver must not open transactions behind our back: BEGIN IMMEDIATE below takes the write lock at once, so
        # that two processes queue up instead of failing in the middle.
        connection.isolation_level = None
        # Nothing here writes: opening a case to read it neither waits for a writer nor touches the file.
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN" if connection.get_execution_options().get("reading") else "BEGIN IMMEDIATE")

    return engine


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "stateofplay.record:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


@contextmanager
def _plain_errors(location: str) -> Iterator[None]:
    """Turn the database's errors into sentences."""
    location = shown(location)
    try:
        yield
    except (OperationalError, DatabaseError, sqlite3.DatabaseError) as error:
        words = str(getattr(error, "orig", error))
        if "locked" in words or "busy" in words:
            raise RecordError(
                f"{location} is being written by another program",
                slug="record.locked",
                hint="Wait for it, then try again.",
            ) from error
        if "full" in words:
            raise RecordError(
                f"the disk is full: nothing of this step was written to {location}",
                slug="record.full",
                hint="Make room and run the same command again; it goes on where it stopped.",
            ) from error
        if "disk I/O error" in words:
            raise RecordError(
                f"the disk refused to read or write {location}: nothing of this step was written",
                slug="record.disk",
                hint="Check that it has room and is well, and run the same command again; it goes on where it stopped.",
            ) from error
        if "not a database" in words or "malformed" in words:
            raise RecordError(
                f"{location} is no case file, or is damaged: {words}", slug="record.not_a_case"
            ) from error
        if "readonly" in words or "unable to open" in words:
            raise RecordError(f"{location} cannot be written: {words}", slug="record.unwritable") from error
        if "never changed" in words:
            raise RecordError(f"{location}: {words}", slug="record.append_only") from error
        raise RecordError(f"{location} cannot be used: {words.splitlines()[0]}", slug="record.unusable") from error
