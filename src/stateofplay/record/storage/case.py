"""A case: one negotiation in one file (SQLite), or in one database of a server (PostgreSQL)."""

from __future__ import annotations

import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from shlex import quote

from sqlalchemy import Connection, Engine, inspect, select, text
from sqlalchemy.exc import OperationalError

from stateofplay.errors import RecordError
from stateofplay.record.storage import engines
from stateofplay.record.storage.files import (
    APPLICATION_ID,
    Header,
    appearing,
    beside_of,
    hold,
    read_header,
    release,
    settle,
    told_beside,
    unopened,
)
from stateofplay.record.storage.locations import file_of, is_address, shown
from stateofplay.record.storage.places import can_write
from stateofplay.record.storage.problems import plain_errors
from stateofplay.record.storage.schema import refuse_strangers
from stateofplay.record.storage.tables import CASE_INFO, METADATA

HEAD = "0005"
"""The newest migration. A file with a higher one was written by a newer State of Play."""


def now() -> str:
    """The time of this moment, UTC, to the microsecond."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An open case. Views and verbs take it; only `service` opens transactions on it."""

    location: str = field(repr=False)
    engine: Engine = field(repr=False)
    notices: tuple[str, ...] = ()
    """What whoever opened it should know."""
    held: tuple[int, int] | None = field(default=None, repr=False)
    can_change: bool = True
    """Whether it lies where it can be written."""
    copy: Path | None = field(default=None, repr=False)
    """Folder of the copy that is read in its place, gone when it is closed."""

    @property
    def is_file(self) -> bool:
        """Whether it lies in a file of its own."""
        return self.engine.dialect.name == "sqlite"

    @property
    def title(self) -> str:
        """The title it was given."""
        with self.read() as connection:
            return title_of(connection) or (Path(self.location).stem if self.is_file else "")

    @contextmanager
    def read(self, *, writes_next: bool = False) -> Iterator[Connection]:
        """A connection for reading: from its first question to its last it sees one state of the case.

        `writes_next`: who asks will write next, as for every page of many; then it is no worse, and faster, to trust it now.
        """
        with plain_errors(self.location), self.engine.connect() as opened:
            connection = opened.execution_options(reading=True, writes_next=writes_next)
            if not self.is_file:
                connection = opened.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
                _bound_waits(connection)
            yield connection

    @contextmanager
    def glance(self) -> Iterator[Connection]:
        """A connection for one question: on a server without the transaction that several would need."""
        if self.is_file:
            with self.read() as connection:
                yield connection
            return
        with plain_errors(self.location), self.engine.connect() as opened:
            yield opened.execution_options(isolation_level="AUTOCOMMIT")

    @contextmanager
    def write(self, *, durable: bool = True) -> Iterator[Connection]:
        """A transaction: all of it is kept, or nothing. `durable`: it is on the disk when this ends, also where power fails."""
        if not self.can_change:
            raise RecordError(
                f"{shown(self.location)} cannot be written: the file or its folder is closed to you, or the disk is",
                slug="record.unwritable",
                hint="Copy the case to a folder of yours, and work on the copy.",
            )
        with plain_errors(self.location), self.engine.connect() as opened:
            connection = opened.execution_options(durable=durable)
            with connection.begin():
                if not self.is_file:
                    self._queue(connection)
                yield connection

    def _queue(self, connection: Connection) -> None:
        """As SQLite's BEGIN IMMEDIATE: writers of one case queue up, so that each counts on from the one before."""
        _bound_waits(connection)
        try:
            connection.execute(_WAIT, {"key": APPLICATION_ID})
        except OperationalError as error:
            if getattr(error.orig, "sqlstate", None) != "55P03":
                raise
            with self.engine.connect() as other:
                holder = other.execute(_HOLDER, {"key": APPLICATION_ID}).first()
            who = f"{holder.usename}, since {holder.since}" if holder else "somebody else"
            raise RecordError(
                f"{shown(self.location)} is being written by {who}; waited {engines.BUSY_SECONDS:g} seconds",
                slug="record.locked",
                hint="Wait for them, then try again.",
            ) from error

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()
        last = release(self.held)
        if self.copy is not None:
            shutil.rmtree(self.copy, ignore_errors=True)
        elif last and self.can_change:
            settle(Path(self.location))

    def __enter__(self) -> Case:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


_WAIT = text("SELECT pg_advisory_xact_lock(:key, hashtext(current_schema()))")
"""A database may hold several cases, each in a schema of its own; those who write different ones do not wait for each other."""
_HOLDER = text(
    "SELECT a.usename, to_char(a.xact_start, 'HH24:MI:SS') AS since FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid "
    "WHERE l.locktype = 'advisory' AND l.granted AND l.classid = :key "
    "AND l.objid::bigint = hashtext(current_schema())::bigint & 4294967295 "
    "AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) LIMIT 1"
)


def _bound_waits(connection: Connection) -> None:
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{int(engines.BUSY_SECONDS * 1000)}ms'")


def title_of(connection: Connection) -> str | None:
    """The title in an open case."""
    found: str | None = connection.execute(select(CASE_INFO.c.value).where(CASE_INFO.c.key == "title")).scalar()
    return found


def create_case(location: str | Path, *, title: str = "") -> Case:
    """Make a new, empty case.

    Raises
    ------
    RecordError
        ``record.exists`` where something is there already, ``record.unwritable`` where it cannot be made.
    """
    with making_case(location, title=title):
        pass
    return open_case(location)


@contextmanager
def making_case(location: str | Path, *, title: str = "") -> Iterator[Case]:
    """A new case that appears at its place only when the block ends well; killed in the middle it leaves nothing in the way.

    On a server the empty case stands at once: there the block's own transaction is all or nothing.
    """
    location = str(location)
    if is_address(location):
        engine = engines.server_engine(location)
        with _let_go(engine), plain_errors(location), engine.begin() as connection:
            connection.execute(_WAIT, {"key": APPLICATION_ID})
            if inspect(connection).has_table("case_info"):
                raise RecordError(
                    f"{shown(location)} holds a case already", slug="record.exists", hint="Open it instead."
                )
            _begin_case(connection, title or "Untitled")
        with Case(location=location, engine=engine) as case:
            yield case
        return
    path = file_of(location)
    with appearing(path) as making:
        with plain_errors(location), closing(sqlite3.connect(making)) as plain:
            plain.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        engine = engines.file_engine(making)
        with _let_go(engine), plain_errors(location), engine.begin() as connection:
            _begin_case(connection, title or path.stem.replace("-", " ").replace("_", " "))
        with Case(location=str(making), engine=engine, held=hold(making)) as case:
            yield case


def _begin_case(connection: Connection, title: str) -> None:
    _migrate(connection)
    connection.execute(CASE_INFO.insert(), [{"key": "title", "value": title}, {"key": "created", "value": now()}])


def open_case(location: str | Path, *, untouched: bool = False) -> Case:
    """Open a case, bringing an older one up to date.

    Parameters
    ----------
    location
        A file, or the address of a database.
    untouched
        Only read, and leave the file as it is, also where it is of an older form: then a copy is brought up to date and read.
        So it goes by itself where the file or its folder cannot be written.

    Raises
    ------
    RecordError
        ``record.missing``, ``record.not_a_case``, ``record.newer``, ``record.locked``, ``record.left_behind``,
        ``record.strange`` or ``record.unusable``.
    """
    location = str(location)
    if is_address(location):
        engine = engines.server_engine(location)
        with _let_go(engine):
            if _form_of(engine, location) < HEAD:
                if untouched:
                    raise RecordError(
                        f"{shown(location)} is of an older form",
                        slug="record.older",
                        hint=f"Bring it up to date first, by opening it: stateofplay status {quote(shown(location))}",
                    )
                _bring_up(engine, location)
        return Case(location=location, engine=engine)
    path = file_of(location)
    with unopened(path) as free:
        header = read_header(path) if free else None
        notice = told_beside(path, header) if header is not None else None
        held = hold(path)
    try:
        return _open_file(path, header, held, untouched, (notice,) if notice else ())
    except BaseException:
        release(held)
        raise


def _open_file(
    path: Path, header: Header | None, held: tuple[int, int] | None, untouched: bool, notices: tuple[str, ...]
) -> Case:
    location = str(path)
    can_change = can_write(path)
    copy: Path | None = None
    if can_change:
        engine = engines.file_engine(path)
    elif beside_of(path):
        # What was written last lies beside it and cannot be folded in here.
        engine, copy = _copied(path)
    else:
        # A file that says it is in use makes SQLite write beside it, unless it is told that nobody writes.
        still = header is not None and header.in_use
        engine = engines.file_engine(path, mode="still" if still else "ro")
    try:
        with _let_go(engine):
            if _form_of(engine, location) < HEAD:
                if (untouched or not can_change) and copy is None:
                    engine.dispose()
                    engine, copy = _copied(path)
                _bring_up(engine, location)
            return Case(
                location=location,
                engine=engine,
                notices=notices,
                held=held,
                can_change=can_change and not untouched,
                copy=copy,
            )
    except BaseException:
        if copy is not None:
            shutil.rmtree(copy, ignore_errors=True)
        raise


@contextmanager
def looked_into(location: str | Path, *, writing: bool = False) -> Iterator[Connection]:
    """A connection to a case that may be damaged: nothing of it is believed or brought up to date. For checks and repairs alone.

    Raises
    ------
    RecordError
        Where there is no database at all.
    """
    location = str(location)
    if is_address(location):
        engine, held = engines.server_engine(location), None
    else:
        path = file_of(location)
        with unopened(path) as free:
            header = read_header(path) if free else None
            held = hold(path)
        still = not can_write(path) and header is not None and header.in_use and not beside_of(path)
        engine = engines.file_engine(path, mode="rw" if can_write(path) else "still" if still else "ro")
    try:
        with plain_errors(location), engine.connect() as opened:
            yield opened.execution_options(reading=not writing)
    finally:
        engine.dispose()
        if release(held) and can_write(path):
            settle(path)


def _copied(path: Path) -> tuple[Engine, Path]:
    """An engine on a copy of a case with what lies beside it, and the folder of the copy."""
    folder = Path(tempfile.mkdtemp(prefix="stateofplay-"))
    try:
        for file in (path, *beside_of(path)):
            shutil.copyfile(file, folder / file.name)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise RecordError(
            f"{path} cannot be copied to be read: {error.strerror or error}",
            slug="record.unreadable",
            hint="Make room for a copy of it, or put the case where it can be written.",
        ) from error
    return engines.file_engine(folder / path.name), folder


def _form_of(engine: Engine, location: str) -> str:
    """The form of a case, as the number of its last migration, once it is clear that it is one and may be read."""
    with plain_errors(location), engine.connect() as opened:
        connection = opened.execution_options(reading=True)
        tables = set(inspect(connection).get_table_names())
        if "alembic_version" not in tables or "case_info" not in tables:
            hint = (
                "Make one there with: stateofplay new ADDRESS"
                if is_address(location)
                else "Name a file made by stateofplay new."
            )
            raise RecordError(f"{shown(location)} is a database, but no case", slug="record.not_a_case", hint=hint)
        version = str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")
        if not re.fullmatch(r"\d{4}", version):
            raise RecordError(
                f"{shown(location)} is damaged: it does not say of what form it is",
                slug="record.damaged",
                hint=f"See what is left of it with: stateofplay check {quote(shown(location))} --repair",
            )
        if version > HEAD:
            raise RecordError(
                f"{shown(location)} was written by a newer State of Play (its form is {version}, this one knows {HEAD})",
                slug="record.newer",
                hint="Install the newer version to open it; nothing was changed.",
            )
        if engine.dialect.name == "sqlite":
            refuse_strangers(connection, location)
    return version


def is_of_this_form(connection: Connection) -> bool:
    """Whether a case that is open is still of the form that this State of Play writes."""
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == HEAD


def _bring_up(engine: Engine, location: str) -> None:
    with plain_errors(location), engine.begin() as connection:
        if engine.dialect.name != "sqlite":
            _bound_waits(connection)
            connection.execute(_WAIT, {"key": APPLICATION_ID})
        _migrate(connection)


@contextmanager
def _let_go(engine: Engine) -> Iterator[None]:
    """Close what a case that could not be opened holds open."""
    try:
        yield
    except BaseException:
        engine.dispose()
        raise


def passing_case() -> Case:
    """A case in memory, gone when it is closed: for a look ahead over pages that nobody keeps.

    It has the tables of a case file, without the word index.

    >>> with passing_case() as case:
    ...     case.is_file
    True
    """
    case = Case(location=":memory:", engine=engines.memory_engine(), can_change=True)
    with case.write() as connection:
        METADATA.create_all(connection)
        connection.execute(CASE_INFO.insert(), [{"key": "title", "value": ""}, {"key": "created", "value": now()}])
    return case


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", "stateofplay.record:migrations")
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise RecordError(f"the case is of no form that is known: {error}", slug="record.damaged") from error
