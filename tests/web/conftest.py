"""A desk with one small case of our own writing, asked over HTTP without a network."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from stateofplay.model import Article, Evidence, Position, Reading, Stance
from stateofplay.service.library import Library
from stateofplay.service.servers.jobs import Jobs
from stateofplay.web.application import build_application
from stateofplay.web.identity import desk_identity
from stateofplay.web.security import Guard
from tests.exchange.cases import add, make_case

ORIGIN = "http://127.0.0.1:8650"
TOKEN = "a-token-of-the-tests"
SAME = {"sec-fetch-site": "same-origin", "origin": ORIGIN}


PORT = "Chad demands that Sudan reopen the port. Sudan refuses to reopen the port."
"""What the page says on which both are at odds."""


def stances(day: str | None, *said: tuple[str, str, str, Stance]) -> Reading:
    """A page of positions alone, each with its sentence: (sentence, holder, issue, stance)."""
    text = " ".join(sentence for sentence, *_ in said)
    positions = tuple(
        Position(
            evidence=Evidence.cut(text, start, start + len(sentence)),
            anchor=start,
            component="hand",
            holder=holder,
            issue=issue,
            stance=stance,
        )
        for sentence, holder, issue, stance in said
        for start in (text.index(sentence),)
    )
    article = Article(text=text, title=None, published=day, published_source=day and "page", language="en")
    return Reading(article=article, positions=positions, reader="by hand")


def at_odds() -> Reading:
    """A page on which both sides say what is to be done, so that a model can be drafted."""
    return stances(
        "2024-06-09",
        ("Chad demands that Sudan reopen the port.", "Chad", "reopen the port", Stance.DEMANDS),
        ("Sudan refuses to reopen the port.", "Sudan", "reopen the port", Stance.OPPOSES),
    )


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case as it was made, once; each test gets a copy."""
    path = tmp_path_factory.mktemp("written") / "talks.sop"
    with make_case(path) as case, case.write() as connection:
        add(connection, at_odds(), "port.txt")
    return path


@pytest.fixture
def folder(written: Path, tmp_path: Path) -> Path:
    """A folder with the case."""
    shutil.copy(written, tmp_path)
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
