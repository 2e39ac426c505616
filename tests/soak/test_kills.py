"""Killed at a random moment, a command has lost nothing that it had announced, doubled nothing, and blocks no further try."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from stateofplay.record import create_case, open_case
from stateofplay.record.judging.judgements import Verdict, judge
from stateofplay.record.views import pages, rows
from stateofplay.service.exporting import export, import_case
from stateofplay.service.keeping.checking import check_case
from stateofplay.service.keeping.packing import pack
from tests.exchange.cases import add, make_case, second_reading
from tests.soak.hurting import rounds

KILLS = rounds(60)
PAGES = 30
Work = Callable[[Path, Callable[[], None]], None]


def adding(folder: Path, announce: Callable[[], None]) -> None:
    with open_case(folder / "talks.sop") as case:
        for number in range(PAGES):
            page = second_reading()
            text = f"{page.article.text}\nPage {number}."
            page = replace(page, article=replace(page.article, text=text, url=None))
            with case.write(durable=False) as connection:
                add(connection, page, f"page-{number}")
            announce()


def judging(folder: Path, announce: Callable[[], None]) -> None:
    with open_case(folder / "talks.sop") as case:
        for number in range(PAGES):
            with case.write() as connection:
                claim = rows(connection, "events")[0].claim_id
                judge(connection, claim, Verdict.UNSURE, author="ana", note=str(number))
            announce()


def making(folder: Path, announce: Callable[[], None]) -> None:
    create_case(folder / "new.sop", title="new").close()
    announce()


def importing(folder: Path, announce: Callable[[], None]) -> None:
    import_case(folder / "new.sop", folder / "talks.jsonl")
    announce()


def merging(folder: Path, announce: Callable[[], None]) -> None:
    import_case(folder / "talks.sop", folder / "other.jsonl")
    announce()


def packing(folder: Path, announce: Callable[[], None]) -> None:
    pack(folder / "talks.sop", folder / "new.sop")
    announce()


def exporting(folder: Path, announce: Callable[[], None]) -> None:
    with open_case(folder / "talks.sop") as case:
        export(case, "csv", folder / "talks.csv")
    announce()


def updating(folder: Path, announce: Callable[[], None]) -> None:
    open_case(folder / "older.sop").close()
    announce()


WORKS: tuple[Work, ...] = (adding, judging, making, importing, merging, packing, exporting, updating)


def killed(work: Work, folder: Path, seconds: float) -> int:
    """Run `work` in a process of its own, kill it after so long; how much it had announced."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        try:
            work(folder, lambda: os.write(write, b"."))
        finally:
            os._exit(0)
    os.close(write)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(read, "rb") as pipe:
        return len(pipe.read())


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kills")
    make_case(folder / "talks.sop").close()
    with open_case(folder / "talks.sop") as case:
        export(case, "jsonl", folder / "talks.jsonl")
        export(case, "csv", folder / "talks.csv")
    shutil.copy(folder / "talks.sop", folder / "other.sop")
    adding_to = folder / "other"
    adding_to.mkdir()
    shutil.move(folder / "other.sop", adding_to / "talks.sop")
    adding(adding_to, lambda: None)
    with open_case(adding_to / "talks.sop") as case:
        export(case, "jsonl", folder / "other.jsonl")
    shutil.rmtree(adding_to)
    shutil.copy(folder / "talks.sop", folder / "older.sop")
    with closing(sqlite3.connect(folder / "older.sop")) as plain:
        for (name,) in plain.execute("SELECT name FROM sqlite_master WHERE name LIKE '%_no_replace'").fetchall():
            plain.execute(f"DROP TRIGGER {name}")
        plain.execute("UPDATE alembic_version SET version_num = '0002'")
        plain.execute("PRAGMA user_version = 0")
        plain.commit()
    for work in WORKS:  # once in whole, so that every module is loaded before the children are made
        place = tmp_path_factory.mktemp("warm")
        shutil.copytree(folder, place, dirs_exist_ok=True)
        work(place, lambda: None)
    return folder


@pytest.mark.slow
def test_killed_at_any_moment_nothing_is_lost_doubled_or_blocked(desk: Path, tmp_path: Path) -> None:
    luck = random.Random(12)
    cut_short = 0
    for number in range(KILLS):
        work = WORKS[number % len(WORKS)] if number % 3 else adding
        folder = tmp_path / str(number)
        shutil.copytree(desk, folder)
        announced = killed(work, folder, luck.choice((0.005, 0.02, 0.05, 0.1, 0.2)) * (0.5 + luck.random()))
        whole = PAGES if work in (adding, judging) else 1
        cut_short += announced < whole
        for name in ("talks.sop", "older.sop", "new.sop"):
            if (folder / name).exists():
                report = check_case(folder / name)
                assert report.is_well, (work.__name__, name, report.faults)
        assert work is not exporting or (folder / "talks.csv").read_bytes() == (desk / "talks.csv").read_bytes()
        with open_case(folder / "talks.sop") as case, case.read() as connection:
            kept = len(pages(connection)) - 3
            said = connection.exec_driver_sql(
                "SELECT count(*) FROM judgement WHERE author = 'ana' AND note <> 'seen ✓'"
            ).scalar()
        if work is adding:
            assert announced <= kept <= announced + 1
        elif work is judging:
            assert announced <= said <= announced + 1
        elif work is merging:
            assert kept == (PAGES if announced or kept else 0)
        # Again, and this time to its end: nothing stands in the way, and nothing is there twice.
        if work in (making, packing) and (folder / "new.sop").exists():
            (folder / "new.sop").unlink()
        work(folder, lambda: None)
        left = {p.name for p in folder.iterdir()} - {p.name for p in desk.iterdir()} - {"new.sop"}
        assert left == set(), work.__name__
        with open_case(folder / "talks.sop") as case, case.read() as connection:
            numbers = [page["number"] for page in pages(connection)]
        assert numbers == list(range(1, len(numbers) + 1))
        if work in (adding, merging):
            assert len(numbers) == 3 + PAGES
        shutil.rmtree(folder)
    assert cut_short >= KILLS // 4
