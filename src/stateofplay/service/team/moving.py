"""A case from a file into a team and back: every row as it is, so that nothing is lost on the way and nothing is added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, delete, func, select, text

from stateofplay.errors import RecordError
from stateofplay.record import Case, open_case
from stateofplay.record.storage.case import making_case, title_of
from stateofplay.record.storage.tables import (
    ACTOR,
    BAND,
    CASE_INFO,
    CLAIM,
    FEED,
    IDENTITY,
    ISSUE_EDIT,
    JUDGEMENT,
    LOST,
    PAGE,
    SENTENCE,
)
from stateofplay.service.team.audit import note
from stateofplay.service.team.cases import making, opened
from stateofplay.service.team.opening import Team
from stateofplay.service.team.signin.accounts import By

# What a row refers to stands before it: a page's copy or earlier version was added before it.
IN_ORDER: tuple[tuple[Table, Sequence[str]], ...] = (
    (CASE_INFO, ("key",)),
    (PAGE, ("number",)),
    (BAND, ("page_id", "key")),
    (CLAIM, ("id",)),
    (ACTOR, ("page_id", "name")),
    (SENTENCE, ("id",)),
    (LOST, ("claim_id",)),
    (JUDGEMENT, ("id",)),
    (IDENTITY, ("id",)),
    (ISSUE_EDIT, ("id",)),
    (FEED, ("address",)),
)
"""Tables of a case, each with the columns that its rows are ordered by."""
AT_ONCE = 500


def import_file(team: Team, file: str | Path, *, id: str | None = None, by: By) -> str:
    """Bring a case from a file into a team; gives what addresses call it there. The file stays as it is.

    Raises
    ------
    RecordError
        Those of `open_case`; ``record.letters`` where a text holds what a server cannot keep.
    TeamError
        ``team.case_name``, ``team.case_taken``.
    """
    with open_case(file, untouched=True) as source, source.read() as reading:
        title = title_of(reading) or Path(file).stem
        with making(team, title, id=id or None, by=by) as made:
            with made.case.write() as writing:
                _copy(reading, writing)
                _go_on_counting(writing)
            with made.case.write() as writing:
                _look_at(writing)
    return made.id


def export_file(team: Team, id: str, file: str | Path, *, by: By) -> None:
    """Write a case of a team into a new file, which appears whole or not at all.

    Raises
    ------
    TeamError
        ``team.no_such_case``.
    RecordError
        ``record.exists``.
    """
    with (
        opened(team, id) as source,
        source.read() as reading,
        making_case(file, title=id) as target,
        target.write() as writing,
    ):
        _copy(reading, writing)
    with team.write() as connection:
        note(connection, "export case", name=by.name, account=by.account, case=id)


def rows_of(case: Case) -> dict[str, list[dict[str, Any]]]:
    """Every row of a case by table: two cases that give the same are the same."""
    with case.read() as connection:
        return {table.name: list(_rows(connection, table, order)) for table, order in IN_ORDER}


def _copy(reading: Connection, writing: Connection) -> None:
    writing.execute(delete(CASE_INFO))
    for table, order in IN_ORDER:
        batch: list[dict[str, Any]] = []
        for row in _rows(reading, table, order):
            batch.append(_checked(row) if writing.dialect.name != "sqlite" else row)
            if len(batch) == AT_ONCE:
                writing.execute(table.insert(), batch)
                batch = []
        if batch:
            writing.execute(table.insert(), batch)


def _rows(connection: Connection, table: Table, order: Sequence[str]) -> Iterator[dict[str, Any]]:
    query = select(table).order_by(*(table.c[name] for name in order))
    for row in connection.execution_options(stream_results=True).execute(query).mappings():
        yield dict(row)


def _checked(row: dict[str, Any]) -> dict[str, Any]:
    if wrong := [name for name, value in row.items() if isinstance(value, str) and "\0" in value]:
        raise RecordError(
            f"a text of the case ({wrong[0]}) holds a character that a server cannot keep (U+0000)",
            slug="record.letters",
            hint="Read the page again without it; nothing was imported.",
        )
    return row


def _look_at(writing: Connection) -> None:
    """Let the server count what came: until it does so by itself, its plans are for empty tables."""
    for table, _ in IN_ORDER:
        writing.execute(text(f"ANALYZE {table.name}"))


def _go_on_counting(writing: Connection) -> None:
    """Sentences that are added next count on from those that came along."""
    highest = writing.execute(select(func.max(SENTENCE.c.id))).scalar()
    if highest is not None:
        writing.execute(text("SELECT setval(pg_get_serial_sequence('sentence', 'id'), :highest)"), {"highest": highest})
