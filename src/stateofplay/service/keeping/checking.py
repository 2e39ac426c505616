"""Is a case what it says it is? Rows are tried against their page, pages against their bytes, the file against its own rules."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, Integer, Table, bindparam, column, inspect, select, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from stateofplay.errors import RecordError, StateOfPlayError
from stateofplay.exchange.formats.jsonl import TABLES, columns_out, line_of
from stateofplay.exchange.importing.cells import row_of
from stateofplay.exchange.importing.checks import Checks
from stateofplay.record.intake import similarity
from stateofplay.record.storage.case import HEAD, looked_into
from stateofplay.record.storage.files import beside_of, read_header, told_beside, unopened
from stateofplay.record.storage.locations import file_of, is_address
from stateofplay.record.storage.problems import told
from stateofplay.record.storage.schema import missing_guards, strangers
from stateofplay.record.storage.tables import APPEND_ONLY, BAND, METADATA, PAGE

_CHUNK = 500
_ENOUGH = 2000
"""Row ids in a row that give nothing, after which a table whose end cannot be read is taken to be at its end."""
DOUBTS = (
    ValueError,
    TypeError,
    KeyError,
    ArithmeticError,
    RecursionError,
    zlib.error,
    msgspec.MsgspecError,
    StateOfPlayError,
    SQLAlchemyError,
)
"""What reading and trying a row may raise where the row is to blame."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something that is not as it should be."""

    what: str
    mends: bool = False
    """Whether ``--repair`` mends it in the file as it stands."""
    of_file: bool = False
    """Whether the file itself is damaged, so that what can be read goes into a new one."""


@dataclass(slots=True, kw_only=True)
class Report:
    """What a check came to."""

    location: str
    faults: list[Fault] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    """Table -> rows that were tried."""
    notes: list[str] = field(default_factory=list)
    """What is worth knowing and no fault."""

    @property
    def is_well(self) -> bool:
        """Whether nothing was found."""
        return not self.faults


def check_case(location: str | Path) -> Report:
    """Try everything that a case says of itself.

    - The file: SQLite's own check, what lies beside it, its form, the triggers that keep rows from being changed, statements
      that are not ours, the word index, references between rows.
    - Every page: the digest of its bytes, its text against them, its id, address and days.
    - Every claim, sentence and actor: its words in its page, its columns as its body has them.
    - Every judgement, word on names, edit of issues and feed: as an import would try it.

    Returns
    -------
    Report
        Cost: linear in the case; a page of news takes some milliseconds.

    Raises
    ------
    RecordError
        Where there is no case file at all.
    """
    location = str(location)
    report = Report(location=location)
    if not is_address(location):
        _look_beside(file_of(location), report)
    try:
        with looked_into(location) as connection:
            if _is_sound(connection, report):
                _check_form(connection, report)
                _check_schema(connection, report)
                _check_rows(connection, report)
                _check_bands(connection, report)
    except RecordError as error:
        if (
            error.slug in ("record.missing", "record.not_a_case", "record.unreachable", "record.forbidden")
            and not report.counts
        ):
            raise
        report.faults.append(Fault(what=error.sentence, of_file=not is_address(location)))
    return report


def _look_beside(path: Path, report: Report) -> None:
    with unopened(path) as free:
        if not free:
            return
        header = read_header(path)
    try:
        if (notice := told_beside(path, header)) is not None:
            report.notes.append(notice)
    except RecordError as error:
        report.faults.append(Fault(what=error.sentence))
    for file in beside_of(path):
        report.notes.append(
            f"{file.name} lies beside it: a program has it open, or was stopped. It belongs to the case until one closes it."
        )


def _is_sound(connection: Connection, report: Report) -> bool:
    """SQLite's own check of the file; a server sees to that itself."""
    if connection.dialect.name != "sqlite":
        return True
    try:
        said = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(20)")]
        broken = [line for line in said if line != "ok"]
        report.faults += [Fault(what=f"the file: {line}", **_kind_of(line)) for line in broken]
        for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            report.faults.append(Fault(what=f"{table}, row {row}: names a row of {parent} that is not there"))
    except DBAPIError as error:
        report.faults.append(Fault(what=told(report.location, error).sentence, of_file=True))
    try:
        tables = set(inspect(connection).get_table_names())
    except DBAPIError:
        return False
    gone = sorted(set(METADATA.tables) - tables)
    if {"page", "claim"} <= set(gone):
        raise RecordError(
            f"{report.location} is a database, but no case",
            slug="record.not_a_case",
            hint="Name a file made by stateofplay new.",
        )
    report.faults += [Fault(what=f"the table {name} is not there", of_file=True) for name in gone]
    return True


def _kind_of(line: str) -> dict[str, bool]:
    """Indexes and the word index are made anew from the rows; anything else needs a new file."""
    index = re.search(r"missing from index|wrong # of entries in index|malformed inverted index", line)
    return {"mends": True} if index else {"of_file": True}


def _check_form(connection: Connection, report: Report) -> None:
    version = str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")
    if version < HEAD:
        report.notes.append(f"It is of the form {version or 'unknown'}; opening it brings it to {HEAD}.")
    elif version > HEAD:
        report.notes.append(f"It is of the form {version}, newer than the one that is known here ({HEAD}).")


def _check_schema(connection: Connection, report: Report) -> None:
    if connection.dialect.name != "sqlite":
        query = text(
            "SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal "
            "AND t.tgenabled <> 'D' AND c.relnamespace = current_schema()::regnamespace"
        )
        have = {row[0] for row in connection.execute(query)}
        for table in APPEND_ONLY:
            for name in (f"{table}_never_changed", f"{table}_never_emptied"):
                if name not in have:
                    report.faults.append(
                        Fault(what=f"the trigger {name} is not there: rows of {table} could be changed", mends=True)
                    )
        return
    for kind, name in strangers(connection):
        report.faults.append(Fault(what=f"the {kind} {name!r} is not of State of Play", mends=True))
    if report.notes and any("brings it to" in note for note in report.notes):
        return  # an older form has fewer
    strange = {name for _, name in strangers(connection)}
    for name in missing_guards(connection):
        if name not in strange:
            report.faults.append(Fault(what=f"the trigger {name} is not there: rows could be changed", mends=True))
    for index, called in _CALLED.items():
        try:
            words = connection.exec_driver_sql(f"SELECT count(*) FROM {index}_docsize").scalar()
            there = connection.exec_driver_sql("SELECT count(*) FROM sentence").scalar()
            if words != there:
                report.faults.append(Fault(what=f"the {called} knows {words} of {there} sentences", mends=True))
        except DBAPIError as error:
            report.faults.append(
                Fault(what=f"the {called} cannot be read: {told(report.location, error).sentence}", mends=True)
            )


_CALLED = {"sentence_words": "word index", "sentence_forms": "index of words as they are written"}


def _check_rows(connection: Connection, report: Report) -> None:
    checks = Checks(connection=connection)
    for table in TABLES:
        name = str(table.name)
        count = 0

        def broken(what: str, name: str = name) -> None:
            report.faults.append(Fault(what=f"{name}, {what}", of_file=True))

        for row in readable_rows(connection, table, broken):
            count += 1
            try:
                checks.check(name, row_of(table, cells_of(table, row)))
            except DOUBTS as error:
                words = error.sentence if isinstance(error, StateOfPlayError) else str(error)
                report.faults.append(Fault(what=f"{name}, {_name_of(row)}: {words[:300]}"))
        report.counts[name] = count


def cells_of(table: Table, row: dict[str, Any]) -> dict[str, msgspec.Raw]:
    """A row as the cells of a line, so that it is tried as if it came from elsewhere."""
    line = line_of(table, {name: row.get(name) for name in columns_out(table)})
    del line["row"]
    encoded = msgspec.json.encode(line)
    return msgspec.json.decode(encoded, type=dict[str, msgspec.Raw])


def readable_rows(connection: Connection, table: Table, broken: Callable[[str], None]) -> Iterator[dict[str, Any]]:
    """Rows of a table, in the order in which they were written, as far as they can be read.

    Parameters
    ----------
    broken
        Is told of rows that cannot.
    """
    there = {c["name"] for c in inspect(connection).get_columns(str(table.name))}
    columns = [c for c in table.columns if c.name in there]
    if connection.dialect.name != "sqlite":
        for row in connection.execute(select(*columns).execution_options(yield_per=_CHUNK)).mappings():
            yield dict(row)
        return
    place = column("rowid", Integer)
    last, missed = 0, 0
    try:
        end = int(connection.execute(text(f"SELECT max(rowid) FROM {table.name}")).scalar() or 0)
    except DOUBTS:
        broken("its end cannot be read")
        end = 2**62
    # Made once: of a damaged table each row is asked for by itself.
    at = bindparam("at", type_=Integer)
    onwards = select(place.label("_place"), *columns).select_from(table).where(place > at).order_by(place).limit(_CHUNK)
    alone = select(*columns).select_from(table).where(place == at)
    while last < end and missed < _ENOUGH:
        try:
            found = [dict(row) for row in connection.execute(onwards, {"at": last}).mappings()]
        except DOUBTS:
            # Somewhere among these lies what cannot be read: one by one, then.
            for one in range(last + 1, min(last + _CHUNK, end) + 1):
                try:
                    single = connection.execute(alone, {"at": one}).mappings().first()
                except DOUBTS as error:
                    missed += 1
                    if missed < 20:
                        broken(f"row {one}: cannot be read ({str(getattr(error, 'orig', error))[:80]})")
                    continue
                if single is None:
                    missed += 1
                    continue
                missed = 0
                yield dict(single)
            last += _CHUNK
            continue
        if not found:
            return
        last = int(found[-1]["_place"])
        yield from ({k: v for k, v in row.items() if k != "_place"} for row in found)


def _name_of(row: dict[str, Any]) -> str:
    for name in ("id", "claim_id", "address"):
        if isinstance(row.get(name), str):
            return str(row[name])[:60]
    return f"of page {str(row.get('page_id'))[:20]}"


def _check_bands(connection: Connection, report: Report) -> None:
    """The bands of the pages' fingerprints are worked out again."""
    for row in connection.execute(select(PAGE.c.id, PAGE.c.signature).where(PAGE.c.signature.is_not(None))):
        if not isinstance(row.signature, bytes) or len(row.signature) != similarity.SIZE * 4:
            continue  # told as a row
        want = set(similarity.bands(similarity.unpack(row.signature)))
        have = set(connection.execute(select(BAND.c.key).where(BAND.c.page_id == row.id)).scalars())
        if want != have:
            report.faults.append(Fault(what=f"band, {row.id}: the page's bands are not those of its fingerprint"))
