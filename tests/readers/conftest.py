"""A server that speaks the protocol, settings that name it, and a home of our own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from stateofplay.readers.asking import consent
from stateofplay.service.readers import close_readers
from stateofplay.settings import ReaderSettings, ReadingSettings, Settings
from tests.readers.server import Model, serving


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nobody's settings, leaves or kept answers but the test's."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("STATEOFPLAY_SETTINGS", raising=False)
    monkeypatch.chdir(tmp_path)
    close_readers()
    return tmp_path / "home"


@pytest.fixture
def model() -> Iterator[Model]:
    """A server."""
    with serving() as found:
        yield found


@pytest.fixture
def settings(model: Model, tmp_path: Path) -> Callable[..., Settings]:
    """Settings with the reader ``ministry``, allowed to ask; words given change its table or, with ``reading_``, the budgets."""

    def make(*, allowed: bool = True, reader: str = "ministry", **given: Any) -> Settings:
        reading = {k.removeprefix("reading_"): given.pop(k) for k in list(given) if k.startswith("reading_")}
        one = replace(ReaderSettings(base_url=model.address, model="m-7", retries=1, longest_wait_seconds=2), **given)
        if allowed:
            consent.allow("ministry", one)
        return Settings(
            reading=replace(ReadingSettings(reader=reader, cache=str(tmp_path / "cache")), **reading),
            readers={"ministry": one},
        )

    return make
