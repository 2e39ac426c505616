"""Fixtures that all tests share."""

from __future__ import annotations

import gc
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from _pytest.doctest import DoctestModule
from hypothesis import settings

from stateofplay.cli.app import COLLECTED
from stateofplay.threads import hold_to_one_thread
from tests.browsing import ARGUMENTS, CHROMIUM
from tests.costs import pytest_addoption, pytest_configure
from tests.thoroughness import examples
from tests.warm import warm

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["pytest_addoption", "pytest_configure"]

hold_to_one_thread()
"""As the program does for itself, and before a test loads NumPy: where threads wait for each other, they burn what they wait."""

settings.register_profile("ours", examples())
settings.load_profile("ours")

ROOT = Path(__file__).resolve().parent.parent


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(file_path: Path) -> Generator[None, list[pytest.Collector], list[pytest.Collector]]:
    """Modules of tests hold no examples: only the package and the docs are looked through for them."""
    return [found for found in (yield) if not isinstance(found, DoctestModule)]


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What has been collected lives to the end: the collector of garbage need not walk all of it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTED)


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Test material that lies beside the checkout on the developers' machines and on CI; a user's machine has none."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip(
            "no ../shared folder beside the checkout: the answer key and the published cases are not on this machine"
        )
    return folder


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A ``stateofplay`` whose commands start warm (`tests.warm`)."""
    from stateofplay.service.examples import example_case

    with warm(tmp_path_factory.mktemp("program"), *example_case()) as folder:
        yield Path(folder) / "stateofplay"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, started once a module: kept longer, its loop would stand in the way of tests that start one of their own."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: pages are not tried in a browser")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()
