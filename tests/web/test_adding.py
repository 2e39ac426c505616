"""Adding pages in the browser: files, a pasted text, addresses behind the guard; jobs with progress, problems and an end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from stateofplay.errors import PageError
from stateofplay.service.library import Library
from stateofplay.service.servers.job_steps import step_of_visit
from stateofplay.service.servers.jobs import Jobs
from stateofplay.service.visiting.watching import Watched
from stateofplay.web.command import first_page
from tests.thoroughness import PATIENCE
from tests.web.conftest import SAME, desk_of

PAGE = b"""<html><head><title>Chad wants the bridge</title></head><body><article><h1>Chad wants the bridge</h1>
<p>Chad demands that Sudan reopen the bridge, the foreign ministry in N'Djamena said on Monday.</p>
<p>Sudan will take part in the next talks in Davos only if the tolls end, its president said.</p></article></body></html>"""


def wait(desk: TestClient, address: str, *, over: bool = True) -> dict[str, object]:
    """What a job has come to when it is over (or has begun to read)."""
    for _ in range(10 * PATIENCE):
        job = desk.get(f"{address}.json").json()["job"]
        if job["state"] in ("done", "failed", "cancelled") or (not over and job["state"] == "running" and job["now"]):
            return job
        time.sleep(0.1)
    raise AssertionError(f"the job does not end: {job}")


def begin(desk: TestClient, **form: object) -> str:
    answer = desk.post("/case/talks/add", headers=SAME, **form)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


@pytest.mark.slow
def test_files_a_text_and_addresses_are_read_and_each_problem_is_told(desk: TestClient) -> None:
    files = [("files", ("../../bridge.html", PAGE)), ("files", ("noise.bin", os.urandom(400)))]
    data = {
        "text": "Chad and Sudan will meet in Davos on 5 July 2024.",
        "label": "a note",
        "addresses": "http://127.0.0.1:1/x",
    }
    job = wait(desk, begin(desk, files=files, data=data))
    assert (job["state"], job["done"], job["total"]) == ("done", 4, 4)
    steps = {step["source"]: step for step in job["steps"]}
    assert steps["bridge.html"]["page"] == 5
    assert steps["a note"]["page"] == 6
    assert steps["noise.bin"]["problem"]
    assert steps["http://127.0.0.1:1/x"]["problem"], "addresses of this machine are refused, as by `add`"
    assert "Save the page, and upload the file." in desk.get(f"/case/talks/job/{job['id']}").text
    assert "4 of 4, 2 could not be read" in desk.get("/case/talks/add").text
    assert "bridge.html" in desk.get("/case/talks/pages").text
    assert "Chad wants the bridge" in desk.get("/case/talks/page/5").text
    again = wait(desk, begin(desk, files=[("files", ("bridge.html", PAGE))]))
    assert "the case has it already" in again["steps"][0]["words"]
    assert desk.get("/case/talks/add").text.count("Adding") == 2


@pytest.mark.slow
def test_what_cannot_be_read_is_told_by_the_name_that_it_was_given(desk: TestClient) -> None:
    broken = {
        "paper.pdf": b"%PDF-1.4 broken",
        "empty.html": b"",
        "noise.bin": os.urandom(400),
        "book.docx": b"PK\x03\x04junk",
    }
    address = begin(desk, files=[("files", (name, data)) for name, data in broken.items()])
    job = wait(desk, address)
    assert [step["source"] for step in job["steps"]] == list(broken)
    for step in job["steps"]:
        assert step["source"] in step["problem"]
    page = desk.get(address).text
    assert "empty.html is empty" in page, "a name begins as it is written"
    assert "stateofplay-" not in page
    assert ".. " not in page


def test_a_visit_that_failed_says_nothing_of_what_is_new() -> None:
    gone = PageError("the feed cannot be reached", slug="pages.unreachable", hint="Check the address.")
    seen = Watched(address="https://post.example/rss", kind="feed")
    assert step_of_visit(replace(seen, unchanged=True)).words == "nothing new"
    told = step_of_visit(replace(seen, problems=(gone,)))
    assert (told.words, told.problem, told.hint) == ("", gone.sentence, gone.hint)
    told = step_of_visit(replace(seen, closed=1, put_off=2, problems=(gone, gone)))
    assert told.words == (
        "2 left for the next round, 1 page not visited: robots.txt does not allow it, 2 problems, of which the first"
    )


@pytest.mark.slow
def test_a_feed_that_is_none_keeps_no_other_from_being_watched(desk: TestClient) -> None:
    lists = [
        b"<html>no list</html>",
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml><body><outline xmlUrl="&x;"/></body></opml>',
        b'<opml version="2.0"><body><outline text="A" xmlUrl="http://127.0.0.1:1/a.xml"/></body></opml>',
    ]
    answer = desk.post(
        "/case/talks/watch",
        data={"feeds": "https://ana:secret@127.0.0.1/feed"},
        files=[("files", (f"{n}.opml", data)) for n, data in enumerate(lists)],
        headers=SAME,
    )
    job = wait(desk, answer.headers["location"])
    assert job["state"] == "done"
    told = [(step["source"], bool(step["problem"])) for step in job["steps"]]
    assert told[:4] == [
        ("https://127.0.0.1/feed", True),
        ("the list of feeds", True),
        ("the list of feeds", True),
        ("http://127.0.0.1:1/a.xml", False),
    ]
    page = desk.get(answer.headers["location"]).text
    assert not [word for word in ("secret", "stateofplay-", "root:", ".. ") if word in page]


@pytest.mark.parametrize(
    "form",
    [
        {"data": {"text": " "}},
        {"data": {"addresses": "ftp://post.example/a"}},
        {"data": {"addresses": "/etc/passwd"}},
        {"data": {"text": "Chad demands peace.", "published": "yesterday"}},
        {"data": {"addresses": "\n".join(f"https://post.example/{n}" for n in range(600))}},
    ],
)
def test_what_cannot_be_added_is_refused_before_a_job(desk: TestClient, form: dict[str, object]) -> None:
    assert desk.post("/case/talks/add", headers=SAME, **form).status_code == 400
    assert desk.post("/case/talks/watch", headers=SAME, data={"feeds": "file:///etc/passwd"}).status_code == 400


def test_a_job_that_is_not_there_and_one_of_another_case(desk: TestClient) -> None:
    assert desk.get("/case/talks/job/99").status_code == 404
    assert desk.post("/case/talks/job/99/cancel", headers=SAME).status_code == 404


@pytest.mark.slow
def test_a_job_stops_after_its_page_and_a_killed_reader_is_told(folder: Path) -> None:
    pages = folder / "pages"
    pages.mkdir()
    for number in range(40):
        (pages / f"{number}.html").write_bytes(PAGE.replace(b"bridge", f"bridge {number} {number * 7}".encode()))
    sources = [(str(p), p.name) for p in sorted(pages.iterdir())]
    jobs = Jobs()
    try:
        job = jobs.start("talks", str(folder / "talks.sop"), sources, title="many")
        while not jobs.job(job.id, "talks").steps:
            time.sleep(0.05)
        jobs.cancel(job.id, "talks")
        while not jobs.job(job.id, "talks").over:
            time.sleep(0.05)
        stopped = jobs.job(job.id, "talks")
        assert stopped.state == "cancelled"
        assert 0 < len(stopped.steps) < len(sources)
        second = jobs.start("talks", str(folder / "talks.sop"), sources, title="again")
        while len(jobs.job(second.id, "talks").steps) < len(stopped.steps) + 1:
            time.sleep(0.05)
        worker = jobs._lanes["reading"].worker
        assert worker is not None
        os.kill(worker.process.pid, signal.SIGKILL)
        while not jobs.job(second.id, "talks").over:
            time.sleep(0.05)
        killed = jobs.job(second.id, "talks")
        assert killed.state == "failed"
        assert "What was added before is kept" in killed.problem
        third = jobs.start("talks", str(folder / "talks.sop"), sources[:3], title="third")
        while not jobs.job(third.id, "talks").over:
            time.sleep(0.05)
        words = [s.words for s in jobs.job(third.id, "talks").steps]
        assert all("the case has it already" in w for w in words), "nothing was lost, nothing doubled"
    finally:
        jobs.close()


@pytest.mark.slow
def test_a_job_cancelled_as_its_turn_comes_adds_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from stateofplay.service.servers import jobs as served

    page = folder / "turn.html"
    page.write_bytes(PAGE)
    jobs, begin = Jobs(), served._start

    def cancelled_first() -> object:
        jobs.cancel(job.id, "talks")
        return begin()

    monkeypatch.setattr(served, "_start", cancelled_first)
    try:
        with jobs._lock:  # its turn comes when this test lets go
            job = jobs.start("talks", str(folder / "talks.sop"), [(str(page), page.name)], title="turn")
        while not jobs.job(job.id, "talks").over:
            time.sleep(0.05)
        assert jobs.job(job.id, "talks").state == "cancelled"
        assert jobs.job(job.id, "talks").steps == ()
    finally:
        jobs.close()


def test_a_desk_begins_at_its_only_case_and_else_at_the_list(folder: Path) -> None:
    assert first_page(Library([str(folder / "talks.sop")])) == "/case/talks"
    assert first_page(Library([str(folder)])) == "/", "further cases may be made there"


def test_a_case_is_made_in_the_folder(folder: Path) -> None:
    with desk_of(folder) as desk:
        desk.get("/?token=a-token-of-the-tests")
        answer = desk.post("/cases", data={"title": "River & talks, 2025"}, headers=SAME)
        assert answer.headers["location"] == "/case/river-talks-2025/add"
        assert desk.get("/case/river-talks-2025").status_code == 200
        assert "This case holds no page yet" in desk.get("/case/river-talks-2025").text
        assert desk.post("/cases", data={"title": "River & talks, 2025"}, headers=SAME).status_code == 409
        assert desk.post("/cases", data={"title": ""}, headers=SAME).status_code == 400
        for path in (
            "",
            "/review",
            "/search?q=x",
            "/timeline",
            "/actors",
            "/issues",
            "/changes",
            "/conflict",
            "/pages",
            "/add",
        ):
            assert desk.get(f"/case/river-talks-2025{path}").status_code == 200, path
        assert desk.get("/case/river-talks-2025/whatif").status_code == 400


def test_a_case_may_be_called_in_any_script(folder: Path) -> None:
    from urllib.parse import unquote

    from tests.exchange.cases import make_case

    make_case(folder / "переговоры 停火.sop").close()
    with desk_of(folder) as desk:
        link = desk.get("/case/переговоры-停火?token=a-token-of-the-tests")
        home = unquote(link.headers["location"])
        assert home == "/case/переговоры-停火"
        assert desk.get(home).status_code == 200
        seen = desk.post(f"{home}/seen", headers=SAME, data={"since": "2024-06-01"})
        assert seen.status_code == 303
        assert desk.get(f"{home}.json").json()["since"] == "2024-06-01"
        assert next(e for e in desk.get("/index.json").json()["entries"] if e["id"] != "talks")["since"] == "2024-06-01"
        claim = desk.get(f"{home}/review.json").json()["queue"][0]["claim"]["id"]
        judged = desk.post(f"{home}/claim/{claim}/judge", headers=SAME, data={"verdict": "accept"})
        assert desk.get(judged.headers["location"]).status_code == 200
        assert desk.get(f"{home}/export/csv").status_code == 200
        key = desk.get(f"{home}/exports").text.split("changes.atom?key=")[1].split('"')[0]
        desk.cookies.clear()
        assert desk.get(f"{home}/changes.atom?key={key}").status_code == 200


SERVER = """
import sys, time
from stateofplay.service.servers.jobs import Jobs

if __name__ == "__main__":
    jobs = Jobs()
    jobs.start("talks", sys.argv[1], [(sys.argv[2], "bridge.html")], title="Adding")
    while True:
        time.sleep(1)
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks /proc for the children of a process")
def test_the_reader_ends_with_a_server_that_was_killed(folder: Path, tmp_path: Path) -> None:
    """Else it would wait for its next task for good, with the whole reader in memory."""
    (tmp_path / "bridge.html").write_bytes(PAGE)
    (tmp_path / "server.py").write_text(SERVER)
    command = [sys.executable, str(tmp_path / "server.py"), str(folder / "talks.sop"), str(tmp_path / "bridge.html")]
    server = subprocess.Popen(command)
    try:
        readers = soon(lambda: [p for p in children_of(server.pid) if b"spawn_main" in command_of(p)])
    finally:
        server.kill()
        server.wait()
    assert readers
    soon(lambda: not any(b"spawn_main" in command_of(p) for p in readers))


def soon(seen: Callable[[], Any]) -> Any:
    """What is seen sooner or later."""
    for _ in range(10 * PATIENCE):
        if found := seen():
            return found
        time.sleep(0.1)
    raise AssertionError("it is not seen")


def children_of(pid: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            if stat.read_text().rsplit(")", 1)[1].split()[1] == str(pid):
                found.append(int(stat.parent.name))
    return found


def command_of(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
