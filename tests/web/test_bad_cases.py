"""A case that cannot be written to, or read any more: views work as far as they can, and whoever judges is told why not."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest
from sqlalchemy import event
from starlette.testclient import TestClient

from stateofplay.record import open_case
from stateofplay.record.judging.judgements import history
from stateofplay.record.storage import engines
from tests.web.conftest import SAME

VIEWS = ("", "/review", "/timeline", "/search?q=talks", "/pages")


@contextmanager
def full_disk(path: Path) -> Iterator[None]:
    """No page more fits into any file that is opened meanwhile."""
    with closing(sqlite3.connect(path)) as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]

    made: list[sqlite3.Connection] = []

    def begin(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")
        made.append(connection)

    from sqlalchemy.engine import Engine

    event.listen(Engine, "connect", begin)
    try:
        yield
    finally:
        event.remove(Engine, "connect", begin)
        for connection in made:
            with suppress(sqlite3.ProgrammingError):  # closed meanwhile
                connection.execute("PRAGMA max_page_count = 1073741823")


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Another program writes, and does not come to an end."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")


@pytest.mark.parametrize(("hinder", "words"), [(locked, "is being written"), (full_disk, "full")])
def test_who_cannot_judge_is_told_why_and_reads_on(
    desk: TestClient, folder: Path, monkeypatch: pytest.MonkeyPatch, hinder: object, words: str
) -> None:
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.05)
    path = folder / "talks.sop"
    with open_case(path) as case:
        case.engine.dispose()
    with hinder(path):  # type: ignore[operator]
        claim = desk.get("/case/talks/review.json").json()["queue"][0]["claim"]["id"]
        for number in range(40):
            form = {"verdict": "accept", "note": f"{number} words that do not fit " * 70}
            answer = desk.post(f"/case/talks/claim/{claim}/judge", data=form, headers=SAME)
            if answer.status_code != 303:
                break
        assert answer.status_code in (503, 507), answer.status_code
        assert words in answer.text
        assert "Traceback" not in answer.text
        assert [desk.get(f"/case/talks{view}").status_code for view in VIEWS] == [200] * len(VIEWS)
    with open_case(path) as case, case.read() as connection:
        before = len(history(connection, claim))
    seen = desk.get(f"/case/talks/claim/{claim}").text.split('name="seen" value="')[1].split('"')[0]
    answer = desk.post(f"/case/talks/claim/{claim}/judge", data={"verdict": "reject", "seen": seen}, headers=SAME)
    assert answer.status_code == 303, "and when it is over it goes on"
    with open_case(path) as case, case.read() as connection:
        assert len(history(connection, claim)) == before + 1


def test_a_case_of_a_newer_version_is_told_without_a_trace(desk: TestClient, folder: Path) -> None:
    with closing(sqlite3.connect(folder / "talks.sop")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    answer = desk.get("/case/talks")
    assert answer.status_code >= 400
    assert "newer" in answer.text
    assert "Traceback" not in answer.text
    assert "Cannot be opened" in desk.get("/").text
