"""Repair a case: what follows from the rows is made anew in place; of a damaged file what can be read goes into a new one."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError, NoSuchTableError

from stateofplay.errors import RecordError
from stateofplay.exchange.formats.jsonl import TABLES
from stateofplay.exchange.importing.cells import row_of
from stateofplay.exchange.importing.placing import Imported, Placing, RefusedRow
from stateofplay.record.storage.case import looked_into, making_case, open_case
from stateofplay.record.storage.files import beside_of
from stateofplay.record.storage.locations import file_of, is_address
from stateofplay.record.storage.places import can_write
from stateofplay.record.storage.schema import INDEXES, protect, strangers
from stateofplay.service.keeping.checking import DOUBTS, Report, cells_of, check_case, readable_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """What a repair did."""

    done: tuple[str, ...]
    left: Report
    """The check of the case afterwards."""
    kept_as: Path | None = None
    """Where the damaged file lies now, where a new one took its place."""


def repair_case(location: str | Path, found: Report) -> Repaired:
    """Mend what a check found.

    Indexes, the word index and missing triggers are made anew, and foreign statements removed, in the file as it is. Where the
    file itself is damaged, every row that can be read and that stands up to the checks of an import goes into a new file; the
    damaged one is kept beside it. Rows that are doubtful in a sound file are left as they are: to change them would be to
    change the record.

    Raises
    ------
    RecordError
        ``record.unwritable`` where the case cannot be written, ``record.damaged`` where nothing of it can be read.
    """
    location = str(location)
    if not is_address(location) and not can_write(file_of(location)):
        raise RecordError(
            f"{location} cannot be written",
            slug="record.unwritable",
            hint="Copy it to a folder of yours, with what lies beside it, and repair the copy.",
        )
    if any(fault.of_file for fault in found.faults):
        return _salvage(file_of(location))
    done = _mend(location) if any(fault.mends for fault in found.faults) else []
    if not is_address(location):
        open_case(location).close()  # brings an older form up to date
    return Repaired(done=tuple(done), left=check_case(location))


def _mend(location: str) -> list[str]:
    done = []
    with looked_into(location, writing=True) as connection, connection.begin():
        if connection.dialect.name == "sqlite":
            for kind, name in strangers(connection):
                quoted = '"' + name.replace('"', '""') + '"'
                connection.exec_driver_sql(f"DROP {'TABLE' if 'table' in kind else kind.upper()} {quoted}")
                done.append(f"removed the {kind} {name!r}")
        done += [f"made the trigger {name} again" for name in protect(connection)]
        if connection.dialect.name == "sqlite":
            for index in INDEXES:
                connection.execute(text(f"INSERT INTO {index}({index}) VALUES ('rebuild')"))
            connection.exec_driver_sql("REINDEX")
            done.append("made the indexes anew")
    return done


def _salvage(path: Path) -> Repaired:
    """Put what can be read of a damaged file into a new one, which takes its place."""
    new, kept = path.with_name(f"{path.name}.mended"), _free_name(path)
    new.unlink(missing_ok=True)
    with looked_into(path) as damaged:
        title = _title(damaged) or path.stem
        with making_case(new, title=title) as case, case.write() as connection:
            imported = _take_all(damaged, connection)
    if not imported.added.get("page"):
        new.unlink(missing_ok=True)
        raise RecordError(
            f"no page of {path} can be read any more", slug="record.damaged", hint="Fetch an older copy of it."
        )
    # At every moment a case lies at its place: the damaged one gets a second name, then the new one takes the first.
    try:
        os.link(path, kept)
    except OSError:
        shutil.copyfile(path, kept)  # no second names on this disk
    for file in beside_of(path):
        os.replace(file, kept.with_name(kept.name + file.name[len(path.name) :]))
    os.replace(new, path)
    done = [f"read {count:,} rows of {name} out of the damaged file" for name, count in imported.added.items()]
    done += [f"left out line {left.line} of what was read: {left.reason}" for left in imported.refused]
    return Repaired(done=tuple(done), left=check_case(path), kept_as=kept)


def _take_all(damaged: Connection, connection: Connection) -> Imported:
    work = Placing(connection=connection, imported=Imported())
    refused: list[RefusedRow] = []
    number = 0
    for table in TABLES:
        try:
            for row in readable_rows(damaged, table, _told_already):
                number += 1
                try:
                    work.take(table, row_of(table, cells_of(table, row)))
                except DOUBTS as error:
                    refused.append(RefusedRow(line=number, reason=f"{table.name}: {str(error)[:200]}"))
        except (DBAPIError, NoSuchTableError):
            continue  # of this table nothing is left
    work.flush()
    work.imported.refused = tuple(refused)
    return work.imported


def _told_already(what: str) -> None:
    """The check has said it."""


def _title(connection: Connection) -> str | None:
    try:
        found = connection.execute(text("SELECT value FROM case_info WHERE key = 'title'")).scalar()
    except DBAPIError:
        return None
    return str(found) if found else None


def _free_name(path: Path) -> Path:
    number = 1
    while (place := path.with_name(f"{path.stem}.damaged{'' if number == 1 else f'-{number}'}{path.suffix}")).exists():
        number += 1
    return place
