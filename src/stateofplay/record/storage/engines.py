"""Connections as a case needs them: one snapshot a reader, writers one after the other, waits bounded."""

from __future__ import annotations

import os
import select
import sqlite3
from collections.abc import Sequence
from functools import cache
from operator import itemgetter
from pathlib import Path
from time import monotonic
from typing import Any

from sqlalchemy import Connection, Engine, Select, Table, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import InvalidatePoolError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection, QueuePool, StaticPool

from stateofplay.errors import RecordError
from stateofplay.record.storage.columns import Row
from stateofplay.record.storage.locations import server_of
from stateofplay.record.storage.tables import SENTENCE

BUSY_SECONDS = 20.0
"""How long a writer waits for another; adding a page takes milliseconds."""


def file_engine(path: Path, *, mode: str = "rw") -> Engine:
    """An engine on a case file. `mode` is `rw`, `ro`, or `still` for a file that nobody can write meanwhile."""
    where = Path(os.path.abspath(path)).as_uri()
    address = f"{where}?mode=rw" if mode == "rw" else f"{where}?mode=ro{'&immutable=1' if mode == 'still' else ''}"

    def connect() -> sqlite3.Connection:
        # As a URI made from the path: no letter of a file's name means anything to SQLite or to SQLAlchemy.
        return sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, check_same_thread=False)

    return _prepared(create_engine("sqlite://", creator=connect, poolclass=QueuePool))


def memory_engine() -> Engine:
    """An engine on a case in memory."""
    return _prepared(create_engine("sqlite://", poolclass=StaticPool))


def _prepared(engine: Engine) -> Engine:
    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: object) -> None:
        # The driver must not open transactions behind our back: BEGIN IMMEDIATE below takes the write lock at once, so
        # that two processes queue up instead of failing in the middle.
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA cell_size_check = ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        reading = bool(options.get("reading"))
        # What a file from elsewhere brings along may run nothing while it is looked at. Writing needs the trigger of the word
        # index, which SQLite before 3.41 takes for unsafe; by then the schema has been compared (see `schema.strangers`).
        # Each change makes SQLite prepare every statement anew, so that what is asked before a page is written goes as writing.
        _keep(connection, "trusted_schema", "OFF" if reading and not options.get("writes_next") else "ON")
        if reading:
            connection.exec_driver_sql("BEGIN")
            return
        # Pages can be added again, what a person said cannot: FULL waits until the disk has it, also where power fails. Pages
        # come by the hundred and go through a `-wal`, beside which others read on; a judgement alone needs no second file.
        durable = options.get("durable", True)
        if not durable:
            durable = not _has_wal(connection)
            # Several pages change some six hundred places of a long case; what has no room in memory would be written twice.
            _keep(connection, "cache_size", "-8000")
        _keep(connection, "synchronous", "FULL" if durable else "NORMAL")
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _keep(connection: Connection, setting: str, value: str) -> None:
    """Give a setting a value, unless the connection has it already."""
    if connection.info.get(setting) != value:
        connection.exec_driver_sql(f"PRAGMA {setting} = {value}")
        connection.info[setting] = value


def _has_wal(connection: Connection) -> bool:
    """Let a case change to WAL. Somebody who reads it at rest keeps it from that; then it goes by a journal this time.

    Once it has, nobody can change it back while this connection is open, so that it is not asked again.
    """
    if connection.info.get("wal"):
        return True
    connection.exec_driver_sql("PRAGMA busy_timeout = 200")
    try:
        connection.info["wal"] = connection.exec_driver_sql("PRAGMA journal_mode = WAL").scalar() == "wal"
        return bool(connection.info["wal"])
    except OperationalError as error:
        if "locked" not in str(error):
            raise
        return False
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")


def fetch(connection: Connection, query: Select[Any]) -> list[tuple[Any, ...]]:
    """What a query gives, as plain tuples of the driver, of which SQLite's have 0 and 1 for no and yes.

    To dress the fifty thousand claims of a long case as rows of SQLAlchemy takes half as long as to fetch them.
    """
    result = connection.execute(query)
    cursor = result.cursor
    if cursor is None:
        raise TypeError("a query gives rows")
    try:
        return list(cursor.fetchall())
    finally:
        result.close()


def put(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Add rows that have the same columns.

    A file gets them as plain tuples: to dress each row for the driver takes SQLAlchemy as long as it takes SQLite to write it.
    """
    if not rows:
        return
    if connection.dialect.name != "sqlite":
        connection.execute(table.insert(), list(rows))
        return
    columns = tuple(rows[0])
    values = list(map(itemgetter(*columns), rows))
    if table is not SENTENCE:
        connection.exec_driver_sql(_insertion(table.name, columns, 1), values)
        return
    # Each statement makes the word indexes write down what they have gathered. Of few lengths, so that each is prepared once.
    begin = 0
    for size in _TOGETHER:
        while len(values) - begin >= size:
            several = tuple(value for row in values[begin : begin + size] for value in row)
            connection.exec_driver_sql(_insertion(table.name, columns, size), several)
            begin += size


_TOGETHER = (32, 8, 2, 1)


@cache
def _insertion(table: str, columns: tuple[str, ...], rows: int) -> str:
    """The statement that adds so many rows to a table of a file."""
    names = ", ".join(f'"{column}"' for column in columns)
    one = f"({', '.join('?' * len(columns))})"
    return f'INSERT INTO "{table}" ({names}) VALUES {", ".join([one] * rows)}'


def server_engine(location: str) -> Engine:
    """An engine on a database of a PostgreSQL server.

    Raises
    ------
    RecordError
        ``record.driver`` where psycopg is missing, ``record.location``.
    """
    address = server_of(location)
    settings = {"application_name": "stateofplay", "connect_timeout": "10"}
    # Of a database with many cases (each in its schema) each keeps few connections, and takes more while many ask at once: those
    # who wait to write must not keep the others from one.
    given = address.query.get("options", "")
    few = {"pool_size": 4, "max_overflow": 36} if given else {}
    if isinstance(given, str) and given:
        small = " ".join(f"-c{name}={value}" for name, value in _SMALL.items())
        address = address.update_query_dict({"options": f"{small} {given}"})
    try:
        engine = create_engine(
            address,
            pool_use_lifo=True,
            **few,
            connect_args={name: value for name, value in settings.items() if name not in address.query},
        )
    except ModuleNotFoundError as error:
        raise RecordError(
            "a case on PostgreSQL needs psycopg, which is not installed",
            slug="record.driver",
            hint="Install it with: pip install 'stateofplay[postgres]'",
        ) from error
    if not given:
        event.listen(engine, "connect", _ask_small_questions)
    _look_before_use(engine)
    return engine


IDLE_SECONDS = 30.0
"""After so long without a question a connection is asked whether it is still there: something on the way may have dropped it."""
_USED = "used at"


def _look_before_use(engine: Engine) -> None:
    """Let go of connections that the server has ended before anybody asks one something.

    To ask each whether it is there, before each question, doubles the questions. A server that ends a connection, or dies, leaves
    something to be read on it, which a look at the socket tells without going to and fro.
    """

    @event.listens_for(engine, "checkin")
    def _used(_connection: DBAPIConnection | None, record: ConnectionPoolEntry) -> None:
        record.info[_USED] = monotonic()

    @event.listens_for(engine, "checkout")
    def _look(connection: DBAPIConnection, record: ConnectionPoolEntry, _proxy: PoolProxiedConnection) -> None:
        used = record.info.get(_USED)
        if used is None or (monotonic() - used < IDLE_SECONDS and not _has_news(connection)):
            return
        try:
            there = engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error:
            there = False
        if not there:
            raise InvalidatePoolError


def _has_news(connection: DBAPIConnection) -> bool:
    """Whether something lies on a connection that nobody asked for: its end, as a rule."""
    if connection.closed:
        return True
    look = getattr(select, "poll", None)
    if look is None:
        return True
    socket = look()
    socket.register(connection.fileno(), select.POLLIN | select.POLLHUP)
    return bool(socket.poll(0))


_SMALL = {"jit": "off", "max_parallel_workers_per_gather": "0", "random_page_cost": "1.1"}
"""Questions of a view find some hundred rows by an index. Taken for long ones, as those of a case that was just imported are,
they are compiled to machine code first (four tenths of a second), or read all claims with helpers."""


def _ask_small_questions(connection: DBAPIConnection, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("; ".join(f"SET {name} = {value}" for name, value in _SMALL.items()))
    cursor.close()
    connection.commit()
