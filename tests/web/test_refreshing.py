"""A large case to which another program adds: first as it was, a moment later as it is; what is written here shows at once."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from stateofplay.record import open_case
from stateofplay.web import application
from tests.exchange.cases import add
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
