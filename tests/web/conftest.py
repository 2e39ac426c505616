"""A desk with one small case of our own writing, asked over HTTP without a network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from stateofplay.service.jobs import Jobs
from stateofplay.service.library import Library
from stateofplay.web.application import build_application
from stateofplay.web.identity import desk_identity
from stateofplay.web.security import Guard
from tests.exchange.cases import make_case

ORIGIN = "http://127.0.0.1:8650"
TOKEN = "a-token-of-the-tests"
SAME = {"sec-fetch-site": "same-origin", "origin": ORIGIN}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the case."""
    make_case(tmp_path / "talks.sop").close()
    return tmp_path


def desk_of(folder: Path, name: str = "ana") -> TestClient:
    """A browser at a desk, not yet signed in."""
    guard = Guard(hosts=frozenset({"127.0.0.1:8650"}), token=TOKEN, cookie="desk")
    application = build_application(Library([str(folder)]), desk_identity(name), guard, {"jobs": Jobs()})
    return TestClient(application, base_url=ORIGIN, follow_redirects=False)


@pytest.fixture
def stranger(folder: Path) -> Iterator[TestClient]:
    """A browser that is not signed in."""
    with desk_of(folder) as client:
        yield client


@pytest.fixture
def desk(stranger: TestClient) -> TestClient:
    """A browser that followed the printed link."""
    assert stranger.get(f"/?token={TOKEN}").status_code == 303
    return stranger
