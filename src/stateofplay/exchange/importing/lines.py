"""The lines of an export: head, rows, end."""

from __future__ import annotations

import binascii
import zlib
from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection, func, select

from stateofplay.errors import ExchangeError, ModelError
from stateofplay.exchange.formats.jsonl import TABLES
from stateofplay.exchange.importing.cells import row_of
from stateofplay.exchange.importing.placing import Imported, Placing, RefusedRow
from stateofplay.record.judging.carrying import carry_all
from stateofplay.record.judging.judgements import disagreements
from stateofplay.record.storage.case import HEAD
from stateofplay.record.storage.tables import CASE_INFO, PAGE

_DOUBTS = (ValueError, msgspec.DecodeError, ModelError, zlib.error, binascii.Error, OverflowError, RecursionError)


def import_lines(
    connection: Connection, lines: Iterable[bytes], *, name: str, fresh: bool = False, take_rest: bool = False
) -> Imported:
    """Add the rows of a JSONL export to a case.

    Parameters
    ----------
    connection
        An open transaction of the case; roll it back where an error comes out.
    lines
        The lines of the file.
    name
        What errors call the file.
    fresh
        Whether the case was made for it just now: then it takes title and time of making from the file.
    take_rest
        Leave doubtful rows out, with what hangs on them, and take the others; each is named with its line.

    Raises
    ------
    ExchangeError
        ``exchange.import`` with the number of the line and what is wrong with it; ``exchange.newer`` for a file of a newer
        State of Play.
    """
    tables = {table.name: table for table in TABLES}
    work = Placing(connection=connection, imported=Imported())
    refused: list[RefusedRow] = []
    number, rows, ended = 0, 0, False
    merged = connection.execute(select(PAGE.c.id).limit(1)).first() is not None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            if ended:
                raise ValueError("the file goes on after its last line")
            cells = msgspec.json.decode(line, type=dict[str, msgspec.Raw])
            what = msgspec.json.decode(cells.pop("row", msgspec.Raw(b"null")), type=str)
            if number == 1:
                _header(connection, what, cells, name=name, fresh=fresh)
            elif what == "end":
                ended = msgspec.json.decode(cells.get("rows", b"0")) == rows
                if not ended:
                    break
            elif what not in tables:
                rows += 1
                raise ValueError(f"there is no kind of row {what!r}")
            else:
                rows += 1
                work.take(tables[what], row_of(tables[what], cells))
        except _DOUBTS as error:
            reason = str(error)[:300] or type(error).__name__
            if take_rest and number > 1:
                refused.append(RefusedRow(line=number, reason=reason))
                continue
            raise ExchangeError(
                f"{name}, line {number}: {reason}; nothing was imported",
                slug="exchange.import",
                hint="Only files written by stateofplay export --format jsonl can be imported. What is not in doubt can be taken "
                "with --take-rest.",
            ) from error
    work.flush()
    work.lose()
    if merged:
        # What the one said of an old version, and the other has a newer one of; read into an empty case it is the same case.
        carry_all(connection)
    if not ended:
        if not take_rest or number == 0:
            raise ExchangeError(
                f"{name} ends after line {number} without its last line: it was cut off; nothing was imported",
                slug="exchange.import",
                hint="Export it again, or take what is there with --take-rest.",
            )
        refused.append(RefusedRow(line=number, reason="the file ends here without its last line: it was cut off"))
    work.imported.refused = tuple(refused)
    work.imported.disagreements = disagreements(connection)
    return work.imported


def _header(connection: Connection, what: str, cells: dict[str, msgspec.Raw], *, name: str, fresh: bool) -> None:
    if what != "case":
        raise ValueError("the first line is not that of a case")
    form = msgspec.json.decode(cells.get("form", msgspec.Raw(b'""')), type=str)
    if form > HEAD:
        raise ExchangeError(
            f"{name} was written by a newer State of Play (its form is {form}, this one knows {HEAD})",
            slug="exchange.newer",
            hint="Install the newer version to import it.",
        )
    info = msgspec.json.decode(cells.get("info", msgspec.Raw(b"{}")), type=dict[str, str])
    if fresh and not connection.execute(select(func.count()).select_from(PAGE)).scalar():
        connection.execute(CASE_INFO.delete())
        if info:
            connection.execute(CASE_INFO.insert(), [{"key": k, "value": v} for k, v in info.items()])
