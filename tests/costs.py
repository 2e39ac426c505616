"""What each test takes in processor time, kept from run to run in pytest's cache, and a choice of the cheap ones.

``--budget 80`` runs the tests that took least when they were last run on this machine, as many as fit into 80 seconds of
processor time, some of each file, and says how many it left out; a test that never ran is taken to be cheap, so what is new is
run. Nothing is limited in wall time: a busy machine is no fault.

A test is charged for what it does itself. What a fixture does for many tests (a browser, a server, a program that waits for
calls) stands under the fixture's own name: else the first test of a module pays for its set-up and the last one for all that a
process did that only then was waited for.
"""

from __future__ import annotations

import glob
import os
import resource
import time
from collections.abc import Generator, Sequence

import pytest

KEY = "stateofplay/costs"
FIXTURE = "fixture "
"""Begins the name under which a shared fixture's time stands."""
UNKNOWN = 0.05
DEAR = 2.0
"""Seconds from which a test should be marked slow."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--budget", type=float, help="seconds of processor time: the cheapest tests that fit into them")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Costs(config), "costs")


def choose(costs: Sequence[float], budget: float, files: Sequence[str] | None = None) -> set[int]:
    """Places of those that fit: of each file the cheapest first, so that no package is left out, then the cheapest of all.

    What costs the same is dealt evenly over the files: in a new clone nothing has run yet, and all is taken to cost the same.
    """
    files = files or [""] * len(costs)
    turns: dict[str, int] = {}
    turn = [0] * len(costs)
    for place in sorted(range(len(costs)), key=lambda i: costs[i]):
        turn[place] = turns.get(files[place], 0)
        turns[files[place]] = turn[place] + 1
    chosen: set[int] = set()
    for place in sorted(range(len(costs)), key=lambda i: (turn[i] > 0, costs[i], turn[i], i)):
        if costs[place] <= budget:
            budget -= costs[place]
            chosen.add(place)
    return chosen


def spent() -> float:
    """Processor time of this process, of those that it has waited for, and of those that still run below it."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime + _running()


def _running() -> float:
    """Processor time of living children and of what they have waited for; 0 where the system does not tell (no ``/proc``)."""
    try:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return 0.0  # none at all, which costs nothing to ask
    return ticks_below(os.getpid()) / os.sysconf("SC_CLK_TCK")


def ticks_below(process: int) -> int:
    """Of all that a process started, and they in turn: only they are looked at, each test asks twice."""
    ticks, left = 0, children(process)
    while left:
        child = left.pop()
        try:
            with open(f"/proc/{child}/stat", "rb") as file:
                fields = file.read().rpartition(b")")[2].split()
        except OSError:
            continue  # it has just ended
        ticks += sum(int(one) for one in fields[11:15])
        left += children(child)
    return ticks


def children(process: int) -> list[int]:
    """Processes that any thread of a process started and that are not waited for yet."""
    found: list[int] = []
    for path in glob.glob(f"/proc/{process}/task/*/children"):
        try:
            with open(path, "rb") as file:
                found += map(int, file.read().split())
        except OSError:
            continue  # the thread has just ended
    return found


class Costs:
    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.budget = config.getoption("budget", default=None)
        self.seen: dict[str, float] = {}
        self.left = (0, 0.0)
        self.dear: dict[str, float] = {}
        self.begun = 0.0
        self.shared: dict[str, float] = {}
        """Time of shared fixtures that no report has carried yet."""

    def known(self) -> dict[str, float]:
        cache = getattr(self.config, "cache", None)
        return dict(cache.get(KEY, {})) if cache is not None else {}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        if self.budget is None:
            return
        known = self.known()
        costs = [known.get(item.nodeid, UNKNOWN) for item in items]
        chosen = choose(costs, self.budget, [item.nodeid.partition("::")[0] for item in items])
        left = [item for place, item in enumerate(items) if place not in chosen]
        self.left = (len(left), sum(cost for place, cost in enumerate(costs) if place not in chosen))
        self.config.hook.pytest_deselected(items=left)
        items[:] = [item for place, item in enumerate(items) if place in chosen]

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self) -> Generator[None, object, object]:
        self.begun = spent()
        return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[object]) -> Generator[None, object, object]:
        if fixturedef.scope == "function":
            return (yield)
        name = f"{FIXTURE}{fixturedef.baseid}::{fixturedef.argname}"
        began = 0.0

        def begin() -> None:
            nonlocal began
            began = spent()

        def end() -> None:
            taken = spent() - began
            self.shared[name] = self.shared.get(name, 0.0) + taken
            self.begun += taken  # not the test's

        fixturedef.addfinalizer(end)  # the first to come is the last to run
        begin()
        try:
            return (yield)
        finally:
            end()
            fixturedef.addfinalizer(begin)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        if call.when == "teardown":
            report.user_properties.append(("processor", max(spent() - self.begun, 0.0)))
            report.user_properties.append(("slow", item.get_closest_marker("slow") is not None))
            report.user_properties += [(name, taken) for name, taken in self.shared.items()]
            self.shared.clear()
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        told = dict(report.user_properties)
        if report.when == "teardown" and "processor" in told:
            self.seen[report.nodeid] = round(float(str(told["processor"])), 3)
            if self.seen[report.nodeid] > DEAR and not told["slow"]:
                self.dear[report.nodeid] = self.seen[report.nodeid]
            for name, taken in told.items():
                if name.startswith(FIXTURE):
                    self.seen[name] = round(self.seen.get(name, 0.0) + float(str(taken)), 3)

    def pytest_sessionfinish(self) -> None:
        if hasattr(self.config, "workeroutput"):
            self.config.workeroutput["left"] = self.left
        elif self.seen and (cache := getattr(self.config, "cache", None)) is not None:
            cache.set(KEY, {**self.known(), **self.seen})

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: object) -> None:
        count, seconds = getattr(node, "workeroutput", {}).get("left", (0, 0.0))
        self.left = (int(count), float(seconds))

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.left[0]:
            terminalreporter.line(f"{self.left[0]} tests of {self.left[1]:.0f} s were left to `make test`.")
        for name, seconds in sorted(self.dear.items(), key=lambda one: -one[1])[:20]:
            terminalreporter.line(f"{seconds:.1f} s of processor time, and not marked slow: {name}")
