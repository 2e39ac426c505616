"""What reading costs beside the parse alone, how many articles a second, how much memory, how soon the first answer comes.

Run ``python -m bench.reading``; ``--profile`` lists where the time goes. Input: the example pages that ship with the project,
read one after the other and cut into articles of 650 words. Seconds are processor seconds (user and system), so that
other work on the machine disturbs them little; parse and reading take turns in one process and each counts with its best round.
Cold processes find their modules compiled, as an installer leaves them.
"""

from __future__ import annotations

import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

WORDS = 650
ROUNDS = 7
PUBLISHED = "2025-05-15"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One number beside its target; `most` tells whether the target is an upper bound."""

    what: str
    value: float
    target: float
    unit: str
    most: bool = True

    @property
    def met(self) -> bool:
        return self.value <= self.target if self.most else self.value >= self.target

    def __str__(self) -> str:
        bound = ("at most" if self.most else "at least") + f" {self.target:g}"
        return f"{self.value:9.2f} {self.unit:<11} {bound:<14} {'met' if self.met else 'MISSED':<7} {self.what}"


def machine() -> str:
    """Processor, cores, load and Python, in one line."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        model = next((x.split(":", 1)[1].strip() for x in info.read_text().splitlines() if "model name" in x), model)
    from stateofplay.language.syntax.kernel import kernel

    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    compiled = kernel()
    network = f"kernel of {compiled.level} bits" if compiled is not None else "network in NumPy"
    return f"{model}, {os.cpu_count()} cores{load}; Python {platform.python_version()}; {network}; one thread"


def articles(words: int = WORDS) -> list[bytes]:
    """The example pages' text, joined and cut after the line in which the wanted number of words is reached."""
    from stateofplay.pages import read_page
    from stateofplay.service.examples import example_case

    out: list[bytes] = []
    lines: list[str] = []
    for path in example_case():
        for line in read_page(path).text.split("\n"):
            lines.append(line)
            if sum(len(x.split()) for x in lines) >= words:
                out.append("\n\n".join(lines).encode())
                lines = []
    return out


def warm() -> tuple[list[Measure], str]:
    """Measure reading and parsing in this process, after one round to warm it."""
    from stateofplay.language.embedded import read_words
    from stateofplay.service.reading import read

    pages = articles()
    texts = [read(page, published=PUBLISHED).article.text for page in pages]

    def parse_all() -> None:
        for text in texts:
            read_words(text)

    def read_all() -> None:
        for page in pages:
            read(page, published=PUBLISHED)

    parse = reading = float("inf")
    parse_all()
    for _ in range(ROUNDS):
        parse = min(parse, _seconds(parse_all))
        reading = min(reading, _seconds(read_all))
    number = len(pages)
    words = sum(len(text.split()) for text in texts)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    note = (
        f"{number} articles, {words:,} words; parse {1000 * parse / number:.0f} ms an article, "
        f"reading {1000 * reading / number:.0f} ms"
    )
    return [
        # 1.6 for the rules, and half as much again for the network that reads beside them (docs/learned-claims.md).
        Measure(what="reading, page to claims, beside the parse alone", value=reading / parse, target=2.4, unit="x"),
        Measure(
            what="articles of 650 words, warm process (aim: 8)",
            value=number / reading * words / number / WORDS,
            target=5,
            unit="/ s and core",
            most=False,
        ),
        Measure(what="peak memory of the reading process", value=peak, target=700, unit="MB"),
    ], note


def cold() -> list[Measure]:
    """Measure whole processes: their processor time from start to end."""
    from stateofplay.service.examples import example_pages

    page = str(example_pages()[0])
    with tempfile.TemporaryDirectory() as compiled:
        helped = _process_seconds(["--help"], 5, compiled)
        briefed = _process_seconds(["brief", page], 4, compiled)
    return [
        Measure(what="stateofplay --help", value=helped, target=0.25, unit="s"),
        Measure(what="the first brief of a cold process", value=briefed, target=2, unit="s"),
    ]


def _seconds(work: Callable[[], None]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _process_seconds(arguments: Sequence[str], runs: int, compiled: str) -> float:
    """Seconds of the best run; the first of them compiles the modules into the folder `compiled`."""
    best = float("inf")
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": compiled}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [sys.executable, "-m", "stateofplay.cli", *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return best


def profile() -> None:
    """Print the functions in which reading spends most time of its own."""
    import cProfile
    import pstats

    from stateofplay.service.reading import read

    pages = articles()
    for page in pages:
        read(page, published=PUBLISHED)
    profiler = cProfile.Profile()
    profiler.enable()
    for page in pages:
        read(page, published=PUBLISHED)
    profiler.disable()
    stats = pstats.Stats(profiler)
    stats.sort_stats("cumulative").print_stats("stateofplay", 45)
    stats.sort_stats("tottime").print_stats(30)


def main(arguments: Sequence[str]) -> int:
    if arguments and arguments[0] == "--profile":
        profile()
        return 0
    print(machine())
    measures, note = warm()
    print(note)
    measures += cold()
    for measure in measures:
        print(measure)
    return 0 if all(m.met for m in measures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
