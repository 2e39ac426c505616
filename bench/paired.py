"""Two builds side by side: the same pages read by turns, so that what else the machine does falls on both.

Run ``python -m bench.paired OTHER``, where OTHER is a checkout of the build to compare with. Each build runs in a process of
its own, with one thread; a round is one reading of all example articles in each, and ratios are of processor seconds of one
round. Told are the best round of each and the median ratio: reading, the parse alone, the first brief of a cold process, and
sixteen pages on the command line with the settings of each build, the start of the process included.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from bench.reading import articles, machine

ROUNDS = 8
HERE = Path(__file__).resolve().parent.parent
SIXTEEN = 16
Table = list[list[float]]


class Build:
    """A checkout, asked from outside."""

    def __init__(self, source: Path, pages: Path) -> None:
        self.source = source
        self.process = subprocess.Popen(
            [sys.executable, str(HERE / "bench" / "_served.py"), str(pages)],
            env={**os.environ, "PYTHONPATH": str(source), "OPENBLAS_NUM_THREADS": "1"},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self._ask: IO[str] = self.process.stdin
        self._answer: IO[str] = self.process.stdout
        self._answer.readline()

    def round(self) -> list[float]:
        """Reading and parse, once, in milliseconds a page."""
        self._ask.write("\n")
        self._ask.flush()
        return [float(x) for x in self._answer.readline().split()]

    def close(self) -> None:
        """End the process."""
        self._ask.close()
        self.process.wait()


def command(source: Path, compiled: str, words: Sequence[str]) -> float:
    """Processor seconds of a command with the settings of its build."""
    environment = {k: v for k, v in os.environ.items() if not k.endswith("_NUM_THREADS")}
    environment |= {"PYTHONPATH": str(source), "PYTHONPYCACHEPREFIX": compiled}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "stateofplay.cli", *words],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment,
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(arguments: Sequence[str]) -> int:
    if len(arguments) != 1 or not (Path(arguments[0]) / "src" / "stateofplay").is_dir():
        print("python -m bench.paired OTHER, a checkout of the build to compare with")
        return 1 if arguments else 0
    print(machine())
    sources = [Path(arguments[0]).resolve() / "src", HERE / "src"]
    tables: dict[str, Table] = {}
    with tempfile.TemporaryDirectory() as kept:
        pages = Path(kept) / "pages"
        pages.mkdir()
        for number, page in enumerate(articles()):
            (pages / f"{number:03}.txt").write_bytes(page)
        builds = [Build(source, pages) for source in sources]
        rounds = [[build.round() for build in builds] for _ in range(ROUNDS)]
        for build in builds:
            build.close()
        tables["reading, bytes to claims, ms a page"] = [[b[0] for b in row] for row in rounds]
        tables["the parse alone, ms a page"] = [[b[1] for b in row] for row in rounds]
        several = [str(path) for path in sorted(pages.iterdir())]
        several = (several * SIXTEEN)[:SIXTEEN]
        compiled = str(Path(kept) / "compiled")
        for what, words, times in (
            ("first brief of a cold process, s", ["brief", several[0]], ROUNDS // 2),
            ("sixteen pages on the command line, s", ["read", *several], ROUNDS // 4),
        ):
            table = [[command(source, compiled, words) for source in sources] for _ in range(times + 1)]
            tables[what] = table[1:]  # the first round compiles the modules
    print(f"{'':<38}{'other':>8}{'this':>8}{'ratio of the best':>19}{'median ratio':>14}")
    for what, table in tables.items():
        other, this = (min(column) for column in zip(*table, strict=True))
        median = statistics.median(a / b for a, b in table)
        print(f"{what:<38}{other:8.2f}{this:8.2f}{other / this:19.2f}{median:14.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
