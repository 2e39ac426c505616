"""Whether each step of reading grows with the page: processor seconds from ten thousand characters to a million.

Run ``python -m bench.linear``; ``python -m bench.linear 10000 100000`` takes these sizes only. Input: text of our own, as prose
in paragraphs, as one line without an end, as nothing but quotes, and as nothing but positions. An exponent of 1 is linear; the
target is 1.1 at most, taken between the smallest and the largest size. Where a step takes less than a hundredth of a second at
the smallest size, its exponent is told in brackets: it is that of the clock.
"""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from bench.reading import Measure, machine

SIZES = (10_000, 100_000, 1_000_000)
CLAUSE = "Norvia said that Estwald wants a ceasefire and demands a meeting in Arda with Sund on 4 May 2031"
UNITS = {
    "prose": CLAUSE
    + ". The envoys of Norvia will meet Mira Dahl in Arda on Friday. The president rejected a partial truce.\n",
    "one line": CLAUSE + " and ",
    "quotes": "“We want peace,” Norvia said, “and a ceasefire” ",
    "positions": "Estwald rejects a truce. ",
}
LEAST = 0.01
Made = TypeVar("Made")


def text_of(unit: str, size: int) -> str:
    """A text of so many characters."""
    return (unit * (size // len(unit) + 1))[:size]


def steps(text: str) -> dict[str, float]:
    """Processor seconds of every step of reading a text, by name."""
    from stateofplay.finding import assemble
    from stateofplay.finding.components import Found
    from stateofplay.finding.sources import attribute
    from stateofplay.language import parse
    from stateofplay.language.actors import find_actors
    from stateofplay.language.times import find_times
    from stateofplay.model import Article
    from stateofplay.pages import read_page
    from stateofplay.settings import Settings

    spent: dict[str, float] = {}

    def timed(name: str, work: Callable[[], Made]) -> Made:
        begin = time.process_time()
        made = work()
        spent[name] = time.process_time() - begin
        return made

    page = "<html><body><article><h1>Talks</h1>" + "".join(f"<p>{p}</p>" for p in text.split("\n")) + "</article>"
    timed("page, HTML", lambda: read_page(page.encode(), published="2031-05-05"))
    timed("page, text", lambda: read_page(text.encode(), published="2031-05-05"))
    article = Article(text=text, published="2031-05-05", language="en")
    document = timed("parse", lambda: parse(article))
    # A document is frozen: each step hands on the one that the next reads.
    dated = timed("times", lambda: find_times(document))
    peopled = timed("actors", lambda: find_actors(dated))
    found = Found()
    for finder in assemble(Settings().finding.finders):
        claims = timed(finder.name, partial(finder.find, peopled, found))
        found = found.having(finder.assigns, claims)
    timed("who says it", lambda: attribute(peopled, found))
    return spent


def exponent(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """Slope of log seconds over log size between the first and the last."""
    return math.log(max(seconds[-1], 1e-6) / max(seconds[0], 1e-6)) / math.log(sizes[-1] / sizes[0])


def main(arguments: Sequence[str]) -> int:
    sizes = [int(a) for a in arguments] or list(SIZES)
    print(machine())
    steps(text_of(UNITS["prose"], 2_000))  # loads what is loaded once
    worst, where = 0.0, ""
    for kind, unit in UNITS.items():
        table = [steps(text_of(unit, size)) for size in sizes]
        print(f"{kind:<24}" + "".join(f"{size:>12,}" for size in sizes) + f"{'exponent':>10}")
        for step in table[0]:
            seconds = [row[step] for row in table]
            slope = exponent(sizes, seconds)
            sure = seconds[0] >= LEAST
            print(
                f"  {step:<22}"
                + "".join(f"{s:12.3f}" for s in seconds)
                + (f"{slope:10.2f}" if sure else f"    ({slope:.2f})")
            )
            if seconds[-1] >= 100 * LEAST or sure:
                slope = exponent(
                    [max(sizes[0], int(sizes[0] * LEAST / max(seconds[0], 1e-6))), sizes[-1]],
                    [max(seconds[0], LEAST), seconds[-1]],
                )
                if slope > worst:
                    worst, where = slope, f"{step}, {kind}"
        total = [sum(row.values()) for row in table]
        print(f"  {'all':<22}" + "".join(f"{s:12.3f}" for s in total) + f"{exponent(sizes, total):10.2f}", flush=True)
    measure = Measure(what=f"largest exponent ({where})", value=worst, target=1.1, unit="")
    print(measure)
    return 0 if measure.met else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
