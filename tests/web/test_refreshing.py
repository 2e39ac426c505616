"""A large case to which another program adds: first as it was, a moment later as it is; what is written here shows at once."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from stateofplay.record import open_case
from stateofplay.service import library
from stateofplay.service.library import Library
from stateofplay.web import application
from stateofplay.web.refreshing import Asked, Refreshing
from stateofplay.web.remembering import Made, Remembered
from tests.exchange.cases import add, make_case
from tests.exchange.readings import reading
from tests.web.conftest import SAME


def add_elsewhere(folder: Path, source: str) -> None:
    with open_case(folder / "talks.sop") as case, case.write() as connection:
        add(connection, reading(), source)


def count(desk: TestClient) -> int:
    return desk.get("/case/talks/pages").text.count("/case/talks/page/")


def test_a_small_case_is_shown_as_it_is_at_once(desk: TestClient, folder: Path) -> None:
    before = count(desk)
    add_elsewhere(folder, "later")
    assert count(desk) > before


def test_a_large_case_is_shown_as_it_was_and_soon_as_it_is(
    desk: TestClient, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(application, "LARGE", 1)
    before = count(desk)
    old = desk.get("/case/talks/pages").headers["etag"]
    add_elsewhere(folder, "later")
    assert desk.get("/case/talks/pages").headers["etag"] == old
    until = time.monotonic() + 30
    while count(desk) == before and time.monotonic() < until:
        time.sleep(0.05)
    assert count(desk) > before
    assert desk.get("/case/talks/pages").headers["etag"] != old


def test_what_is_written_here_is_never_left_out(
    desk: TestClient, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(application, "LARGE", 1)
    claim = desk.get("/case/talks/review.json").json()["queue"][0]["claim"]["id"]
    address = f"/case/talks/claim/{claim}"
    assert "not judged" in desk.get(address).text
    desk.post(f"{address}/judge", data={"verdict": "accept", "seen": ""}, headers=SAME)
    assert "not judged" not in desk.get(address).text.split('id="claim"')[1].split("</section>")[0]


SHOW = """
import sys
from pathlib import Path
from tests.web.conftest import TOKEN, desk_of

with desk_of(Path(sys.argv[1])) as desk:
    desk.get(f"/?token={TOKEN}")
    for path in ("", "/review", "/search?q=talks", "/timeline", "/actors", "/issues", "/pages", "/page/1", "/conflict", "/model"):
        assert desk.get(f"/case/talks{path}").status_code == 200, path
print(sorted({"spacy", "thinc", "pydantic", "scipy", "pandas", "trafilatura"} & set(sys.modules)))
"""


def test_who_shows_cases_does_not_load_the_reader(folder: Path) -> None:
    done = subprocess.run([sys.executable, "-c", SHOW, str(folder)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "[]"), done.stderr


def test_one_view_that_takes_long_holds_up_nobody_else(folder: Path) -> None:
    library = Library([str(folder)])
    kept, begun, end = library.kept("talks"), threading.Event(), threading.Event()

    def slow() -> str:
        begun.set()
        end.wait()
        return "slow"

    thread = threading.Thread(target=kept.once, args=("slow", slow))
    thread.start()
    begun.wait()
    assert kept.once("quick", lambda: "quick") == "quick"
    end.set()
    thread.join()
    assert kept.once("slow", lambda: "anew") == "slow"
    library.close()


def test_patience_is_counted_from_when_the_gathering_began(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = Library([str(folder)])
    old, end, gather = place.kept("talks"), threading.Event(), library.gather
    monkeypatch.setattr(library, "gather", lambda case: end.wait() and gather(case))
    monkeypatch.setattr(library, "PATIENCE", 0.01)
    add_elsewhere(folder, "later")
    assert place.kept("talks") is old
    monkeypatch.setattr(library, "PATIENCE", 3600.0)
    clock = time.monotonic() + 7200
    monkeypatch.setattr(library, "monotonic", lambda: clock)
    assert place.kept("talks") is old
    end.set()
    place.wrote("talks", "ana")
    assert len(place.kept("talks", "ana").state.pages) == len(old.state.pages) + 1
    place.close()


def test_an_answer_that_is_asked_for_in_a_newer_version_is_made_in_that_one_alone() -> None:
    fresh, made, held = Refreshing(Remembered()), [], threading.Event()
    asked = Asked(case="talks", version="1", who="ana", key="/case/talks")
    fresh.make(replace(asked, key="first"), "0", held.wait)
    fresh.make(asked, "1", lambda: made.append("1"))
    fresh.make(replace(asked, version="2"), "2", lambda: made.append("2"))
    held.set()
    fresh.make(replace(asked, key="last"), "3", lambda: made.append("3"))
    while "3" not in made:
        time.sleep(0.01)
    fresh.close()
    assert made == ["2", "3"]


def test_what_one_writes_is_forgotten_for_them_alone() -> None:
    kept = Remembered()
    fresh = Refreshing(kept, now=lambda: 0.0)
    kept.put("old", Made(body=b"old", packed=None, headers=()))
    for who in ("ana", "ben"):
        fresh.is_made(Asked(case="talks", version="1", who=who, key="/case/talks"), "old")
    fresh.forget("talks", "ana")
    later = Asked(case="talks", version="2", who="ana", key="/case/talks")
    assert fresh.before(later) is None
    assert fresh.before(replace(later, who="ben")) is not None


def test_another_file_at_the_same_place_is_another_case(desk: TestClient, folder: Path, tmp_path: Path) -> None:
    before = desk.get("/case/talks")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    make_case(elsewhere / "talks.sop").close()
    (elsewhere / "talks.sop").replace(folder / "talks.sop")
    after = desk.get("/case/talks", headers={"if-none-match": before.headers["etag"]})
    assert after.status_code == 200
    assert after.headers["etag"] != before.headers["etag"]
