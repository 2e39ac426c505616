"""Make one file of a case, to mail or to keep: all that was written is in it, and it needs nothing beside it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from shlex import quote

from stateofplay.errors import RecordError
from stateofplay.exchange.importing import import_lines
from stateofplay.record.storage.case import Case, making_case, open_case, title_of
from stateofplay.record.storage.files import appearing, read_header
from stateofplay.record.storage.locations import file_of, is_address
from stateofplay.record.storage.problems import plain_errors


def pack(location: str | Path, output: Path | None = None) -> Path:
    """Write a case, as it is at this moment, into one file that nothing else belongs to.

    It may be open elsewhere meanwhile; a case on a server becomes a file too.

    Parameters
    ----------
    location
        The case.
    output
        The file; where None, beside the case, ``talks.sop`` as ``talks.packed.sop``.

    Returns
    -------
    Path
        The file, complete and checked by the database.

    Raises
    ------
    RecordError
        As `open_case`, and ``record.exists`` where the file is there already.
    """
    location = str(location)
    with open_case(location, untouched=not is_address(location)) as case:
        if output is None:
            name = file_of(location) if case.is_file else Path(f"{_file_name(case)}.sop")
            output = name.with_name(f"{name.stem}.packed{name.suffix}") if case.is_file else name
        if output.is_file() and output.stat().st_size:
            raise RecordError(f"{output} is there already", slug="record.exists", hint="Name another file with -o.")
        if case.is_file:
            _copy_whole(case, output)
        else:
            _write_out(case, output)
    return output


def _copy_whole(case: Case, output: Path) -> None:
    with appearing(output) as making, plain_errors(case.location):
        making.unlink()
        raw = case.engine.raw_connection()
        try:
            raw.execute("VACUUM INTO ?", (str(making.absolute()),))
        finally:
            raw.close()
        with closing(sqlite3.connect(making)) as packed:
            said = packed.execute("PRAGMA quick_check(1)").fetchone()[0]
        if said != "ok" or read_header(making).in_use:
            raise RecordError(
                f"{case.location} could not be packed: {said}",
                slug="record.damaged",
                hint=f"See what is left of it with: stateofplay check {quote(str(case.location))} --repair",
            )


def _write_out(case: Case, output: Path) -> None:
    from stateofplay.service.exporting import lines_of

    with lines_of(case) as lines, making_case(output) as packed, packed.write() as connection:
        import_lines(connection, lines, name=case.title, fresh=True)


def _file_name(case: Case) -> str:
    with case.read() as connection:
        words = "".join(c if c.isalnum() else " " for c in title_of(connection) or "case").split()
    return "-".join(words).lower()[:80] or "case"
