"""Jobs of a team: kept with their files, done by workers of their own, and by others where a worker is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from stateofplay.record.storage.tables import FEED
from stateofplay.record.views import pages
from stateofplay.service.team.cases import opened
from stateofplay.service.team.working import ADDRESS, put_again, watch_all
from tests.team.conftest import SAME, House
from tests.team.serving import serving
from tests.thoroughness import PATIENCE
from tests.web.test_modelling import large

pytestmark = [pytest.mark.postgres, pytest.mark.slow]
PAGE = (
    "Norway and Chad to meet, day {n}\n"
    "Norway and Chad will hold round {n} of their talks in Geneva on {n} March 2031, the Norwegian foreign minister said.\n"
    "Chad demands that harbour number {n} be reopened. Norway rejects a reopening of harbour {n}.\n"
)


def files(count: int, first: int = 1) -> list[tuple[str, tuple[str, bytes, str]]]:
    """Pages of our own that differ by more than a number, so that none is a copy of another."""
    words = (
        "fishing rights",
        "border tolls",
        "a joint patrol",
        "grain prices",
        "the river dam",
        "radio bands",
        "a railway",
    )
    out = []
    for n in range(first, first + count):
        told = PAGE.format(n=n) + f"They spoke of {words[n % 7]} {n} times. " * (n % 5 + 3)
        out.append(("files", (f"page-{n}.txt", told.encode(), "text/plain")))
    return out


@contextmanager
def worker(house: House, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    """A worker in a process of its own."""
    process = subprocess.Popen(
        [sys.executable, "-m", "stateofplay.service.team.working", *options],
        env={**os.environ, ADDRESS: house.team.address},
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def until(what, why: str = "") -> None:  # type: ignore[no-untyped-def]
    """Wait until something holds."""
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end, why or what
        time.sleep(0.1)


def begin(house: House, count: int, first: int) -> str:
    answer = house.browser("editor").post("/case/talks/add", files=files(count, first), headers=SAME)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def told(house: House, path: str) -> dict:  # type: ignore[type-arg]
    return house.browser("editor").get(f"{path}.json").json()["job"]


def sources(house: House) -> list[str]:
    with opened(house.team, "talks") as case, case.read() as connection:
        return [p["source"] for p in pages(connection)]


def test_a_job_is_done_by_a_worker_and_seen_by_who_may(house: House) -> None:
    path = begin(house, 2, 1)
    assert told(house, path)["state"] == "waiting"
    assert house.browser("sam").get(path).status_code == 404
    assert house.browser("reader").get(path).status_code == 403
    with worker(house):
        until(lambda: told(house, path)["state"] == "done")
    assert [s["source"] for s in told(house, path)["steps"]] == ["page-1.txt", "page-2.txt"]
    assert all(s["page"] for s in told(house, path)["steps"])
    with house.team.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM team.upload")).scalar() == 0


def test_a_waiting_job_is_cancelled(house: House) -> None:
    path = begin(house, 1, 10)
    house.browser("editor").post(f"{path}/cancel", headers=SAME)
    assert told(house, path)["state"] == "cancelled"
    again = begin(house, 1, 11)
    with worker(house):
        until(lambda: told(house, again)["state"] == "done")
    assert told(house, path)["state"] == "cancelled"
    assert "page-10.txt" not in sources(house)


def test_a_worker_that_is_killed_loses_and_doubles_nothing(house: House) -> None:
    path = begin(house, 40, 200)  # so many that none is done with all of them before it is killed
    with worker(house) as first:
        until(lambda: told(house, path)["done"] >= 2)
        first.send_signal(signal.SIGKILL)
        first.wait()
    assert told(house, path)["state"] == "running"
    before = told(house, path)["steps"]
    with worker(house):
        until(lambda: told(house, path)["state"] == "done", "the other worker did not take it up")
    after = told(house, path)["steps"]
    assert after[: len(before)] == before
    assert [s["source"] for s in after] == [f"page-{n}.txt" for n in range(200, 240)]
    kept = [s for s in sources(house) if s.startswith("page-2") and len(s) == len("page-200.txt")]
    assert sorted(kept) == [f"page-{n}.txt" for n in range(200, 240)]


def test_a_backend_of_the_server_that_is_killed_loses_and_doubles_nothing(house: House) -> None:
    path = begin(house, 6, 30)
    with worker(house):
        until(lambda: told(house, path)["done"] >= 1)
        with house.team.read() as connection:
            cut = connection.execute(
                text("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
                     "AND datname = current_database()")
            ).scalar()  # fmt: skip
        assert cut
        until(lambda: told(house, path)["state"] == "done", "it was not taken up again")
    assert sorted(s for s in sources(house) if s.startswith("page-3")) == [f"page-{n}.txt" for n in range(30, 36)]


def test_a_job_that_the_queue_forgot_is_put_into_it_again(house: House) -> None:
    path = begin(house, 1, 40)
    with house.team.write() as connection:
        connection.execute(text("SET LOCAL search_path TO team_queue"))
        connection.execute(text("DELETE FROM procrastinate_jobs"))
    assert put_again(house.team) == 1
    assert put_again(house.team) == 0
    with worker(house):
        until(lambda: told(house, path)["state"] == "done")


def test_what_is_watched_is_visited_where_nothing_else_is_done(house: House) -> None:
    assert watch_all(house.team) == 0
    with opened(house.team, "other") as case, case.write() as connection:
        connection.execute(FEED.insert(), {"address": "https://a.example/feed", "kind": "feed"})
    assert watch_all(house.team) == 1
    assert watch_all(house.team) == 0
    (job,) = house.browser("sam").get("/case/other/add.json").json()["jobs"]
    assert (job["title"], job["state"]) == ("Looking at what is watched", "waiting")
    house.browser("sam").post(f"/case/other/job/{job['id']}/cancel", headers=SAME)
    assert watch_all(house.team) == 1


def test_a_job_and_its_place_in_the_queue_are_kept_together(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    from stateofplay.service.team import jobs

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the power goes")

    def waiting() -> int:
        with house.team.read() as connection:
            return int(connection.execute(text("SELECT count(*) FROM team.job WHERE state = 'waiting'")).scalar_one())

    before = waiting()
    monkeypatch.setattr(jobs, "put", broken)
    with pytest.raises(RuntimeError):
        begin(house, 1, 41)
    assert waiting() == before


def test_a_server_starts_its_workers_again_and_takes_them_along(house: House, tmp_path: Path) -> None:
    with serving(house.team.address, tmp_path / "log", workers=1) as server:
        path = begin(house, 3, 50)
        until(lambda: children(server.process.pid), "no worker was started")
        (first,) = children(server.process.pid)
        os.kill(first, signal.SIGKILL)
        until(lambda: told(house, path)["state"] == "done", "the worker was not started again")
        (second,) = children(server.process.pid)
        assert second != first
        server.kill()
    until(lambda: not Path(f"/proc/{second}").exists(), "the worker outlived its server")


def children(pid: int) -> list[int]:
    """Processes that a process started and that run."""
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    threads = [p.read_text().split() for p in Path(f"/proc/{pid}/task").glob("*/children")]
    return sorted({int(c) for c in (*found, *(c for t in threads for c in t))})


def test_a_large_model_is_worked_out_by_a_worker_once_and_can_be_stopped(house: House) -> None:
    editor, model = house.browser("editor"), "/case/talks/model"

    def edit(text: str) -> str:
        seen = editor.get(f"{model}.json").json()["seen"]
        given = {"verb": "text", "value": text, "seen": str(seen)}
        assert editor.post(model, data=given, headers=SAME).status_code == 303
        return f"/case/talks/job/{editor.get(f'{model}.json').json()['job']['id']}"

    job = edit(large("stop"))
    editor.post(f"{job}/cancel", headers=SAME)
    assert told(house, job)["state"] == "cancelled"
    assert "somebody stopped that" in editor.get(model).text
    again = editor.post(f"{model}/analyse", headers=SAME).headers["location"]
    assert again != job
    assert editor.post(f"{model}/analyse", headers=SAME).headers["location"] == again
    with worker(house):
        until(lambda: told(house, again)["state"] == "done", "it is not worked out")
    assert editor.get(f"{model}.json").json()["lead"] == told(house, again)["steps"][0]["words"]
    assert house.browser("reader").get(model).status_code == 200
    assert house.browser("reader").post(f"{model}/analyse", headers=SAME).status_code == 403
