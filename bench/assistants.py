"""How fast an assistant is answered from a case of a hundred thousand claims, and what a kept reading of a language model costs.

Run ``python -m bench.assistants``; with a number it takes a smaller case, with the path of a case that one. Input: a case made by
`bench._generated_case` (seed 1). Tools are called through the SDK's client in one process, for many parts of the case;
milliseconds are processor time of the whole call, protocol included, all threads counted. What is worked out once for a version
of the case, and the reader that `check` loads at its first call, are told apart.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench._generated_case import Negotiation
from bench.reading import Measure, machine
from bench.record import build

CLAIMS = 100_000
PAGES = 40


def calls(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Calls of every tool, for parts of the case that lie far from each other."""
    from stateofplay.service.library import Library
    from stateofplay.service.views.talks.position_table import spokesmen

    library = Library([str(folder)])
    kept = library.kept("big")
    standings = spokesmen(kept)
    some = standings[:: max(1, len(standings) // 30)][:30]
    parties = list(dict.fromkeys(s.party for s in some))[:20]
    days = sorted({str(p["published"]) for p in kept.state.pages if p["published"]})[-30:]
    lists = (
        [{"party": p} for p in parties] + [{"since": d} for d in days[:10]] + [{"offset": n} for n in (10, 500, 2000)]
    )
    sentences = [f"{s.party} demands the {s.issue}." for s in some] + [
        f"{s.party} rejects the {s.issue}." for s in some
    ]
    found: dict[str, list[dict[str, Any]]] = {
        "state_of_play": [{}] * 10,
        "positions": lists + [{"about": s.issue} for s in some],
        "talks": lists,
        "attendance": lists,
        "conditions": lists,
        "events": lists,
        "changes": [{"since": d} for d in days],
        "search": [{"words": s.issue, "case": "big"} for s in some],
        "claim": [{"id": s.current.claim_id} for s in some],
        "who_waits": [{"party": p} for p in parties],
        "outcomes": [{}] * 10,
        "why": [{}] * 10,
        "check": [{"sentence": s} for s in sentences],
        "cases": [{}] * 10,
    }
    library.close()
    return found


async def ask(folder: Path, asked: dict[str, list[dict[str, Any]]]) -> dict[str, tuple[float, float]]:
    """Milliseconds of each tool: its first call, and the 95th percentile of the others."""
    from mcp.client.client import Client

    from stateofplay.assistants.server import build_server
    from stateofplay.service.library import Library

    library = Library([str(folder)])
    told = {}
    async with Client(build_server(library, "http://127.0.0.1:8650")) as client:
        begin = time.process_time()
        await client.call_tool("cases", {})
        told["gathered"] = ((time.process_time() - begin) * 1000, 0.0)
        for name, listed in asked.items():
            spent = []
            for given in listed:
                begin = time.process_time()
                answer = await client.call_tool(name, given)
                spent.append((time.process_time() - begin) * 1000)
                if answer.is_error:
                    raise RuntimeError(f"{name} {given}: {answer.content}")
            rest = sorted(spent[1:])
            told[name] = (spent[0], rest[min(len(rest) - 1, round(0.95 * len(rest)))])
    library.close()
    return told


def kept_reading(folder: Path) -> tuple[float, float]:
    """Milliseconds a page: a reading that is kept taken up again, and a reading of that size stored in a case."""
    from stateofplay.readers.asking.keeping import Shelf, page_key
    from stateofplay.record import add_page, create_case

    readings = [reading for reading, _ in list(Negotiation(seed=3).pages(60 * PAGES))[:PAGES]]
    shelf = Shelf(folder / "shelf")
    for reading in readings:
        shelf.keep_reading(page_key(reading.article), reading, {})
    begin = time.process_time()
    for reading in readings:
        found = shelf.reading(page_key(reading.article), reading.article, "bench")
        assert found is not None
        assert found[0] == replace(reading, reader="bench")
    again = (time.process_time() - begin) * 1000 / len(readings)
    with create_case(folder / "stored.sop") as case:
        begin = time.process_time()
        for number, reading in enumerate(readings):
            raw = f"{number}\n{reading.article.text}".encode()
            with case.write(durable=False) as connection:
                add_page(connection, reading, source=f"{number}", raw=raw, sha256=hashlib.sha256(raw).hexdigest())
        stored = (time.process_time() - begin) * 1000 / len(readings)
    return again, stored


START = """
import resource, sys
from stateofplay.model import Article
from stateofplay.service.reading import read_article
from stateofplay.settings import Settings
read_article(Article(text="Norway demands the port.", language="en"), settings=Settings())
extras = sorted({"mcp", "mcp_types", "fastmcp", "starlette", "uvicorn", "httpx2", "openai"} & set(sys.modules))
used = resource.getrusage(resource.RUSAGE_SELF)
print(used.ru_utime + used.ru_stime, ",".join(extras))
"""


def start_of_the_reader() -> tuple[float, str]:
    """Processor seconds until the embedded reader has read a sentence, the least of five, and which extras it loaded."""
    least, extras = 99.0, ""
    for _ in range(5):
        done = subprocess.run([sys.executable, "-c", START], capture_output=True, text=True, check=True)
        seconds, _, extras = done.stdout.strip().partition(" ")
        least = min(least, float(seconds))
    return least, extras


def main(arguments: Sequence[str]) -> int:
    """Measure and print."""
    import anyio

    print(machine())
    with tempfile.TemporaryDirectory(prefix="bench-assistants-") as name:
        folder = Path(name)
        given = Path(arguments[0]) if arguments and not arguments[0].isdigit() else None
        cases = folder / "cases"
        cases.mkdir()
        if given is not None:
            (cases / "big.sop").write_bytes(given.read_bytes())
        else:
            build(cases / "big.sop", int(arguments[0]) if arguments else CLAIMS)
        told = anyio.run(ask, cases, calls(cases))
        again, stored = kept_reading(folder)
    print(f"gathered once for each version of the case: {told.pop('gathered')[0]:.0f} ms")
    print(f"{'tool':<16}{'first':>9}{'p95':>9}")
    for tool, (first, rest) in told.items():
        print(f"{tool:<16}{first:9.1f}{rest:9.1f}")
    seconds, extras = start_of_the_reader()
    print(
        f"the embedded reader has read a sentence after {seconds:.2f} s of processor time; extras loaded: {extras or 'none'}"
    )
    measures = [
        Measure(what="slowest tool, 95th percentile", value=max(p for _, p in told.values()), target=100, unit="ms"),
        Measure(what="check, 95th percentile", value=told["check"][1], target=100, unit="ms"),
        Measure(what="a kept reading / storing one", value=again / stored, target=1, unit="x"),
        Measure(what="extras loaded by the embedded reader", value=len(extras.split()), target=0, unit=""),
    ]
    print(f"a kept reading is taken up in {again:.1f} ms a page; storing one takes {stored:.1f} ms")
    for measure in measures:
        print(measure)
    return 0 if all(m.met for m in measures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
