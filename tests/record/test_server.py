"""What a case on a real PostgreSQL server promises beyond the common contract: snapshots, waits, refusals, next steps."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from stateofplay.errors import RecordError
from stateofplay.record import create_case, open_case
from stateofplay.record.storage import engines
from stateofplay.record.storage.tables import APPEND_ONLY, PAGE
from stateofplay.record.views import pages
from stateofplay.service.exporting import export, import_case
from stateofplay.service.keeping.checking import check_case
from stateofplay.service.keeping.packing import pack
from stateofplay.service.keeping.repairing import repair_case
from stateofplay.service.state import gather
from tests.exchange.cases import add, make_case
from tests.exchange.readings import reading

pytestmark = pytest.mark.postgres


class Interrupted(io.BytesIO):
    """A file at whose tenth line a colleague adds a page and judges."""

    def __init__(self, location: str) -> None:
        super().__init__()
        self.location, self.lines = location, 0

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self.lines += 1
        if self.lines == 2:
            with open_case(self.location) as case, case.write() as connection:
                add(connection, reading(), "a colleague's")
        return super().write(data)


def test_an_export_made_while_a_colleague_adds_is_one_state_and_can_be_imported(database: str, tmp_path: Path) -> None:
    make_case(database).close()
    out = Interrupted(database)
    with open_case(database) as case:
        export(case, "jsonl", out)
        with case.read() as connection:
            assert len(pages(connection)) == 4
    rows = [json.loads(line) for line in out.getvalue().splitlines()]
    numbers = {row["id"] for row in rows if row["row"] == "page"}
    assert len(numbers) == 3
    assert {row["page_id"] for row in rows if row["row"] in ("claim", "sentence", "actor")} <= numbers
    (tmp_path / "out.jsonl").write_bytes(out.getvalue())
    assert import_case(tmp_path / "copy.sop", tmp_path / "out.jsonl").added["page"] == 3


def test_a_reader_sees_one_state_and_cannot_write(database: str) -> None:
    make_case(database).close()
    with open_case(database) as mine, open_case(database) as yours:
        with mine.read() as connection:
            before = connection.execute(select(func.count()).select_from(PAGE)).scalar()
            with yours.write() as other:
                add(other, reading(), "new")
            assert connection.execute(select(func.count()).select_from(PAGE)).scalar() == before
        with mine.read() as connection:
            assert connection.execute(select(func.count()).select_from(PAGE)).scalar() == before + 1
        with pytest.raises(RecordError) as caught, mine.read() as connection:
            connection.execute(text("INSERT INTO feed (address, kind) VALUES ('a', 'feed')"))
        assert caught.value.slug == "record.unwritable"


def test_a_wait_for_a_colleague_ends_and_names_them(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    make_case(database).close()
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.3)
    with open_case(database) as mine, open_case(database) as yours, yours.write():
        with pytest.raises(RecordError) as caught, mine.write():
            pass
        assert caught.value.slug == "record.locked"
        assert "tester" in caught.value.sentence
    with open_case(database) as mine, mine.write() as connection:
        add(connection, reading(), "after")


def test_a_locked_table_ends_a_reader_s_wait_too(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import psycopg

    make_case(database).close()
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.3)
    with psycopg.connect(database) as other:
        other.execute("LOCK TABLE claim IN ACCESS EXCLUSIVE MODE")
        with open_case(database) as case, pytest.raises(RecordError) as caught:
            gather(case)
        assert caught.value.slug == "record.locked"
        other.rollback()


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_rows_are_not_emptied_away(database: str, table: str) -> None:
    with make_case(database) as case:
        for statement in (f"TRUNCATE {table} CASCADE", f"DELETE FROM {table}"):
            rows = "SELECT count(*) FROM claim"
            with pytest.raises(RecordError) as caught, case.write() as connection:  # noqa: PT012
                connection.execute(text("INSERT INTO lost SELECT id, page_id FROM claim LIMIT 1"))
                connection.execute(
                    text("INSERT INTO issue_edit VALUES ('i', 'rename', 'a', 'b', '', 'ana', '2025', NULL)")
                )
                connection.execute(text(statement))
            assert caught.value.slug == "record.append_only"
            with case.read() as connection:
                assert connection.execute(text(rows)).scalar() > 3


@pytest.fixture
def reader(database: str) -> str:
    """Address of the database for somebody who may look, and nothing else."""
    import psycopg

    make_case(database).close()
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS guest")
        connection.execute("CREATE ROLE guest LOGIN")
    yield database.replace("tester@", "guest@")
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("DROP OWNED BY guest")
        connection.execute("DROP ROLE guest")


def test_who_may_not_is_told_whom_to_ask_for_what(database: str, reader: str) -> None:
    import psycopg

    with pytest.raises(RecordError) as caught:
        open_case(reader)
    assert caught.value.slug == "record.forbidden"
    assert "GRANT SELECT, INSERT" in caught.value.hint
    assert "TO guest" in caught.value.hint
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO guest")
    with open_case(reader) as case:
        gather(case)
        out = io.BytesIO()
        export(case, "jsonl", out)
        assert out.getvalue().endswith(b"}\n")
        with pytest.raises(RecordError) as caught, case.write() as connection:
            add(connection, reading(), "new")
        assert caught.value.slug == "record.forbidden"
    with psycopg.connect(database, autocommit=True) as connection:
        # As the hint has it: it must be enough.
        for statement in caught.value.hint.partition(": ")[2].split("; "):
            if statement.startswith("GRANT"):
                connection.execute(statement)
    with open_case(reader) as case, case.write() as connection:
        add(connection, reading(), "new")


def test_two_that_bring_an_older_case_up_to_date_at_once_both_succeed(database: str) -> None:
    import threading

    with make_case(database) as case, case.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    problems: list[BaseException] = []

    def work() -> None:
        try:
            open_case(database).close()
        except BaseException as error:
            problems.append(error)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []


@pytest.mark.parametrize(
    ("change", "slug"),
    [
        (lambda a: a.replace("/case_", "/no_such_"), "record.missing"),
        (lambda a: a.replace("tester@", "stranger@"), "record.forbidden"),
        (lambda a: "postgresql://tester:s3cret@127.0.0.1:9/talks", "record.unreachable"),
        (lambda a: "postgresql://tester:s3cret@no-such-host.invalid/talks", "record.unreachable"),
    ],
)
def test_a_door_that_stays_shut_is_explained(database: str, change: object, slug: str) -> None:
    with pytest.raises(RecordError) as caught:
        open_case(change(database))  # type: ignore[operator]
    assert caught.value.slug == slug
    assert caught.value.hint
    assert "s3cret" not in caught.value.sentence + caught.value.hint


def test_other_spellings_of_the_address_lead_to_the_same_case(database: str) -> None:
    create_case(database, title="Talks").close()
    for scheme in ("postgres://", "postgresql+psycopg://", "POSTGRESQL://"):
        with open_case(database.replace("postgresql://", scheme)) as case:
            assert case.title == "Talks"


def test_a_case_on_a_server_is_checked_mended_and_packed(database: str, tmp_path: Path) -> None:
    with make_case(database) as case, case.write() as connection:
        connection.execute(text("DROP TRIGGER claim_never_changed ON claim"))
    found = check_case(database)
    assert ["claim_never_changed" in fault.what for fault in found.faults] == [True]
    assert repair_case(database, found).left.is_well
    made = pack(database, tmp_path / "talks.sop")
    assert check_case(made).is_well
    with open_case(made) as packed, packed.read() as connection:
        assert len(pages(connection)) == 3
        assert packed.title == "Chad and Sudan; talks, 2024"


def test_a_connection_that_the_server_ended_is_told_by_a_look_and_none_is_asked_in_vain(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_case(database).close()
    with open_case(database) as case:
        asked: list[object] = []
        ping = case.engine.dialect.do_ping
        monkeypatch.setattr(case.engine.dialect, "do_ping", lambda c: asked.append(c) or ping(c))

        def look() -> int:
            with case.read() as connection:
                return len(pages(connection))

        assert {look() for _ in range(5)} == {3}
        assert asked == []
        others = (
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE pid <> pg_backend_pid() AND datname = current_database()"
        )
        with open_case(database) as other, other.write() as connection:
            connection.execute(text(others))
        assert look() == 3
        assert len(asked) == 1
        monkeypatch.setattr(engines, "IDLE_SECONDS", -1.0)  # something on the way may have dropped it without a word
        assert look() == 3
        assert len(asked) == 2
