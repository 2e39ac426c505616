"""The cheap tests are chosen by what they took, what never ran is run, and each test is charged for its own work alone."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from tests.costs import UNKNOWN, choose, spent

pytest_plugins = ["pytester"]


def test_the_cheapest_that_fit_are_chosen() -> None:
    assert choose([5.0, 0.1, 0.3, 0.1], 0.6) == {1, 2, 3}
    assert choose([5.0, 0.1, 0.3, 0.1], 0.25) == {1, 3}
    assert choose([], 1.0) == set()
    assert choose([UNKNOWN] * 10, 1.0) == set(range(10))
    assert choose([0.1] * 4 + [0.4], 0.65, ["a", "a", "a", "a", "b"]) == {0, 1, 4}, (
        "each file before the cheapest of all"
    )
    assert choose([UNKNOWN] * 6, 4.5 * UNKNOWN, ["a", "a", "a", "a", "b", "b"]) == {0, 1, 4, 5}, "dealt evenly"


def test_a_choice_touches_every_package(root: Path) -> None:
    budget = float(re.findall(r"^BUDGET \?= (\d+)$", (root / "Makefile").read_text(), re.M)[0])
    files = [p.relative_to(root / "tests").as_posix() for p in sorted((root / "tests").rglob("test_*.py"))]
    tests = [file for file in files for _ in range(30)]
    chosen = {tests[place] for place in choose([UNKNOWN] * len(tests), budget, tests)}
    packages = {p.parent.name for p in (root / "src" / "stateofplay").glob("*/__init__.py")} - {"examples"}
    assert len(packages) > 10
    assert packages <= {file.partition("/")[0] for file in chosen}
    assert chosen == set(files)


def test_time_of_work_is_counted() -> None:
    before = spent()
    assert sum(range(200_000)) > 0
    assert spent() > before


MODULE = '''
import subprocess, sys, time
import pytest

BUSY = "import time\\nend = time.process_time() + {0}\\nwhile time.process_time() < end: pass\\n"

@pytest.fixture(scope="module")
def server():
    """Works for as long as it is told, and is waited for at the end only."""
    exec(BUSY.format(0.3))
    answer = "exec(line.strip().replace('|', chr(10))); print('done', flush=True)"
    call = [sys.executable, "-ISc", "import sys\\nfor line in sys.stdin: " + answer]
    with subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield process
        process.stdin.close()

def ask(server, seconds):
    print(BUSY.format(seconds).replace("\\n", "|"), file=server.stdin, flush=True)
    assert server.stdout.readline() == "done\\n"

def test_first(server):
    ask(server, 0.01)

def test_dear(server):
    ask(server, 0.6)

def test_last(server):
    ask(server, 0.01)
'''


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="what a running process took is read from /proc")
def test_each_is_charged_for_its_own_work_and_a_fixture_for_the_fixtures(pytester: pytest.Pytester) -> None:
    pytester.makeconftest("from tests.costs import pytest_addoption, pytest_configure")
    pytester.makepyfile(test_served=MODULE)
    pytester.syspathinsert(Path(__file__).parent.parent)
    pytester.runpytest_inprocess("-p", "no:xdist").assert_outcomes(passed=3)
    seen = json.loads((pytester.path / ".pytest_cache/v/stateofplay/costs").read_text())
    cost = {name.rpartition("::")[2]: seconds for name, seconds in seen.items()}
    assert cost["server"] >= 0.3, "what is shared stands under its own name"
    assert 0.55 <= cost["test_dear"] < 1.2
    assert cost["test_first"] < 0.25
    assert cost["test_last"] < 0.25
