"""How fast the pages of a case of a hundred thousand claims come, beside Datasette over the same file.

Run ``python -m bench.web``; ``python -m bench.web 10000`` takes a smaller case. Input: a case made by
`bench._generated_case` (seed 1). Views are asked for in one process without a network, each for many parts of the
case, so that hardly any is asked for twice; seconds are processor seconds of the answer, all threads counted. What is
gathered once for a version of the case is told apart. Then a server of its own is started: how soon it prints its link,
how many mixed views fifty clients get from it in a second while a page is added, and how much memory it holds.

Datasette is measured where its command is found (``pip install datasette``, or the environment variable
``DATASETTE``): its page of one row and a filtered table, over a copy of the same file.
"""

from __future__ import annotations

import asyncio
import gc
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from bench._generated_case import Negotiation
from bench.reading import Measure, machine
from bench.record import build

if TYPE_CHECKING:
    from stateofplay.record import Case

CLAIMS = 100_000
TOKEN = "bench-token-of-twenty-signs"
HEADERS = {"authorization": f"Bearer {TOKEN}", "accept-encoding": "gzip", "host": "127.0.0.1:8650"}
WORDS = (
    "ceasefire",
    "prisoner exchange",
    "said",
    "monitoring",
    "tariffs",
    "border",
    '"said"',
    "sanctions",
    "corridor",
    "30-day",
)
CLIENTS, SECONDS = 50, 8.0
MB = 1 << 20


def addresses(folder: Path) -> dict[str, list[str]]:
    """Addresses of every kind of view, for parts of the case that lie far from each other."""
    from stateofplay.service.library import Library
    from stateofplay.service.views.talks.position_table import spokesmen

    library = Library([str(folder)])
    kept = library.kept("big")
    standings = spokesmen(kept)
    some = standings[:: max(1, len(standings) // 40)][:40]
    pages = [int(str(p["number"])) for p in kept.state.pages]
    days = sorted({str(p["published"]) for p in kept.state.pages if p["published"]})
    from urllib.parse import quote

    found = {
        "process": [f"?since={day}" for day in days[-40:]] + [f"?offset={n * 12}" for n in range(1, 20)],
        "claim": [f"/claim/{s.current.claim_id}" for s in some],
        "page": [f"/page/{n}" for n in pages[:: max(1, len(pages) // 40)][:40]],
        "issue": [f"/issue?name={quote(s.issue)}" for s in some],
        "party": [f"/party/{quote(s.party, safe='')}" for s in some[:20]],
        "changes": [f"/changes?since={day}" for day in days[-30:]],
        "review": [f"/review?offset={n * 20}" for n in range(30)],
        "search": [f"/search?q={quote(w)}&offset={n * 20}" for w in WORDS for n in range(3)],
        "timeline": [f"/timeline?offset={n * 30}" for n in range(12)]
        + [f"/timeline?lane={lane}" for lane in ("talks", "offers")],
        "actors": [f"/actors?offset={n * 40}" for n in range(20)],
        "issues": [f"/issues?offset={n * 40}" for n in range(20)],
        "pages": [f"/pages?offset={n * 50}" for n in range(20)],
        "conflict": ["/conflict", "/conflict.json", "/conflict.md"],
        "table as data": [f".json?since={day}" for day in days[-20:]],
    }
    library.close()
    return {name: [f"/case/big{path}" for path in paths] for name, paths in found.items()}


async def ask(folder: Path, views: dict[str, list[str]]) -> dict[str, dict[str, float]]:
    """Milliseconds of each view, the first of its kind and the others, and the most bytes on the wire."""
    import httpx

    from stateofplay.cli.app import COLLECTED
    from stateofplay.service.library import Library
    from stateofplay.service.servers.jobs import Jobs
    from stateofplay.web.application import build_application
    from stateofplay.web.identity import desk_identity
    from stateofplay.web.security import Guard

    gc.set_threshold(*COLLECTED)  # as `stateofplay serve` sets it
    guard = Guard(hosts=frozenset({HEADERS["host"]}), token=TOKEN, cookie="desk")
    application = build_application(Library([str(folder)]), desk_identity("bench"), guard, {"jobs": Jobs()})
    told: dict[str, dict[str, float]] = {}
    transport = httpx.ASGITransport(app=application)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8650", headers=HEADERS) as client:
        begin = time.process_time()
        await client.get("/case/big")
        told["gathered"] = {"first": (time.process_time() - begin) * 1000}
        for name, paths in views.items():
            spent, wire = [], 0
            for path in paths:
                begin = time.process_time()
                async with client.stream("GET", path) as answer:
                    size = sum([len(part) async for part in answer.aiter_raw()])
                spent.append((time.process_time() - begin) * 1000)
                wire = max(wire, size)
                if answer.status_code != 200:
                    raise RuntimeError(f"{path}: {answer.status_code}")
            rest = sorted(spent[1:]) or spent
            told[name] = {
                "first": spent[0],
                "p95": rest[min(len(rest) - 1, round(0.95 * len(rest)))],
                "wire": wire / 1000,
            }
        tag = (await client.get("/case/big")).headers["etag"]
        begin = time.process_time()
        for _ in range(200):
            answer = await client.get("/case/big", headers={"if-none-match": tag})
            assert answer.status_code == 304
        told["304"] = {"p95": (time.process_time() - begin) * 5}
    return told


class Server:
    """A server in a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "stateofplay.cli", "serve", str(folder)], stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        self.start = cpu(self.process.pid)
        found = re.search(r"(http://[^/]+)/\S*\?token=(\S+)", line)
        assert found, line
        self.origin, self.token = found.groups()
        self.headers = {"authorization": f"Bearer {self.token}"}

    def memory(self) -> float:
        """Megabytes that it holds now."""
        return memory(self.process.pid)

    def close(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(15)


class Asked(Protocol):
    """A server that can be asked: where it is, and what lets one in."""

    @property
    def origin(self) -> str: ...

    @property
    def headers(self) -> dict[str, str]: ...


def memory(pid: int) -> float:
    """Megabytes that a process holds now."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / MB


def cpu(pid: int) -> float:
    """Processor seconds of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def crowd(server: Asked, paths: Sequence[str]) -> list[float]:
    """The waits in seconds of fifty clients, a view each time; each walks through the views from a place of its own.

    They speak HTTP over plain sockets: a client library with a pool takes several times as long for a view as the server does,
    and what is measured then is its queue.
    """
    host, port = server.origin.removeprefix("http://").split(":")
    end = time.monotonic() + SECONDS
    waits: list[float] = []

    async def one(number: int) -> None:
        reader, writer = await asyncio.open_connection(host, int(port))
        at = number * 7
        while time.monotonic() < end:
            begin = time.monotonic()
            status, _ = await get(reader, writer, server, paths[at % len(paths)])
            assert status == 200, (paths[at % len(paths)], status)
            waits.append(time.monotonic() - begin)
            at += 1
        writer.close()

    await asyncio.gather(*(one(n) for n in range(CLIENTS)))
    return sorted(waits)


async def get(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, server: Asked, path: str, form: str | None = None
) -> tuple[int, bytes]:
    """Ask for one view on a connection that is kept, or send a form: status and body, packed as it came."""
    host = server.origin.removeprefix("http://")
    given = {**server.headers, "accept-encoding": "gzip"}
    if form is not None:
        given |= {"content-type": "application/x-www-form-urlencoded", "content-length": str(len(form))}
    headers = "".join(f"{name}: {value}\r\n" for name, value in given.items())
    method = "GET" if form is None else "POST"
    writer.write(f"{method} {path} HTTP/1.1\r\nhost: {host}\r\n{headers}\r\n{form or ''}".encode())
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    length = int(head.split(b"content-length:")[1].split(b"\r\n")[0])
    return int(head.split(b" ", 2)[1]), await reader.readexactly(length)


def add_page_to(path: Path) -> None:
    """Add one page, as another program would meanwhile."""
    from stateofplay.record import open_case

    with open_case(path) as case:
        add_to(case)


def add_to(case: Case) -> None:
    """Add one page to an open case."""
    from stateofplay.record import add_page

    reading, source = next(iter(Negotiation(seed=7).pages(60)))
    raw = f"{source} meanwhile".encode()
    with case.write() as connection:
        add_page(connection, reading, source=f"{source}#meanwhile", raw=raw, sha256=hashlib.sha256(raw).hexdigest())


def datasette(path: Path) -> dict[str, float] | None:
    """Milliseconds of Datasette's page of one row and of a filtered table; None where it is not installed."""
    command = os.environ.get("DATASETTE") or shutil.which("datasette")
    if not command:
        return None
    copy = path.with_name("datasette.db")
    shutil.copy(path, copy)
    script = (
        "import asyncio, json, sys, time\n"
        "from datasette.app import Datasette\n"
        "async def main():\n"
        "    made = Datasette([sys.argv[1]], settings={'num_sql_threads': 1})\n"
        "    await made.invoke_startup()\n"
        "    rows = json.loads(sys.argv[2])\n"
        "    out = {}\n"
        "    for name, paths in rows.items():\n"
        "        spent = []\n"
        "        for path in paths:\n"
        "            begin = time.process_time()\n"
        "            answer = await made.client.get(path)\n"
        "            spent.append((time.process_time() - begin) * 1000)\n"
        "            assert answer.status_code == 200, (path, answer.status_code)\n"
        "        out[name] = sorted(spent[1:])[round(0.95 * (len(spent) - 2))]\n"
        "    print(json.dumps(out))\n"
        "asyncio.run(main())\n"
    )
    import sqlite3

    with sqlite3.connect(copy) as plain:
        ids = [row[0] for row in plain.execute("SELECT id FROM claim WHERE kind = 'positions' ORDER BY id LIMIT 4000")][
            ::100
        ]
        parties = [
            row[0] for row in plain.execute("SELECT DISTINCT party FROM claim WHERE kind = 'positions' LIMIT 40")
        ]
    paths = {
        "row": [f"/datasette/claim/{id}" for id in ids],
        "table": [
            f"/datasette/claim?kind__exact=positions&party__exact={p}&_facet=state&_facet=what" for p in parties if p
        ],
    }
    python = (
        str(Path(command).resolve().parent / "python")
        if (Path(command).resolve().parent / "python").exists()
        else sys.executable
    )
    first = Path(command).read_text(errors="replace").splitlines()[0].removeprefix("#!").strip()
    python = first if Path(first).exists() else python
    done = subprocess.run(
        [python, "-c", script, str(copy), json.dumps(paths)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        print(f"Datasette could not be measured: {done.stderr.strip().splitlines()[-1]}")
        return None
    told: dict[str, float] = json.loads(done.stdout)
    return told


def aims(
    p95: Mapping[str, float],
    *,
    views: Iterable[str],
    wire: float,
    start: float,
    reads: int,
    slow: float,
    memory: float,
) -> list[Measure]:
    """What is asked of the pages, of one person's server and of a team's alike."""
    return [
        Measure(what="slowest view, 95th percentile", value=max(p95[v] for v in views), target=150, unit="ms"),
        Measure(what="position table, 95th percentile", value=p95["process"], target=60, unit="ms"),
        Measure(what="search, 95th percentile", value=p95["search"], target=60, unit="ms"),
        Measure(what="304 where nothing was added", value=p95["304"], target=3, unit="ms"),
        Measure(what="largest view on the wire", value=wire, target=200, unit="kB"),
        Measure(what="start of serve, processor seconds until the link", value=start, target=1.2, unit="s"),
        Measure(
            what="mixed views a second, 50 clients, a page added",
            value=reads / SECONDS,
            target=150,
            unit="/s",
            most=False,
        ),
        Measure(what="of these the 95th percentile of the wait", value=slow, target=1, unit="s"),
        Measure(what="memory of the server, reader not loaded", value=memory, target=300, unit="MB"),
    ]


def main(arguments: Sequence[str]) -> int:
    """Measure and print."""
    claims = int(arguments[0]) if arguments else CLAIMS
    print(machine())
    with tempfile.TemporaryDirectory(prefix="bench-web-") as name:
        folder = Path(name) / "cases"
        folder.mkdir()
        path = folder / "big.sop"
        build(path, claims)
        views = addresses(folder)
        told = asyncio.run(ask(folder, views))
        print(f"{claims:,} claims; gathered once for each version of the case: {told['gathered']['first']:.0f} ms")
        print(f"{'view':<16}{'first':>9}{'p95':>9}{'kB on the wire':>16}")
        for view in views:
            print(f"{view:<16}{told[view]['first']:9.1f}{told[view]['p95']:9.1f}{told[view]['wire']:16.1f}")
        theirs = datasette(path)
        server = Server(folder)
        mixed = [paths[n % len(paths)] for n in range(12) for paths in views.values()]
        asyncio.run(crowd_once(server, mixed))
        adding = threading.Timer(SECONDS / 2, add_page_to, [path])
        adding.start()
        before, ours = cpu(server.process.pid), time.process_time()
        waits = asyncio.run(crowd(server, mixed))
        spent, ours = cpu(server.process.pid) - before, time.process_time() - ours
        adding.join()
        reads, slow = len(waits), waits[round(0.95 * (len(waits) - 1))]
        memory = server.memory()
        server.close()
    measures = aims(
        {view: found["p95"] for view, found in told.items() if "p95" in found},
        wire=max(told[v]["wire"] for v in views),
        views=views,
        start=server.start,
        reads=reads,
        slow=slow,
        memory=memory,
    )
    print(
        f"the server took {spent:.1f} processor seconds for {reads} views ({reads / spent:.0f} a second of its own time), "
        f"the clients {ours:.1f}; longest wait {waits[-1]:.2f} s"
    )
    if theirs is not None:
        measures += [
            Measure(
                what="a claim beside its page / Datasette's row",
                value=told["claim"]["p95"] / theirs["row"],
                target=1,
                unit="x",
            ),
            Measure(
                what="a party / Datasette's filtered table",
                value=told["party"]["p95"] / theirs["table"],
                target=1,
                unit="x",
            ),
        ]
        print(
            f"Datasette: a row {theirs['row']:.1f} ms, a filtered table with two facets {theirs['table']:.1f} ms (p95)"
        )
    else:
        print("Datasette is not installed: not compared.")
    for measure in measures:
        print(measure)
    return 0 if all(m.met for m in measures) else 1


async def crowd_once(server: Asked, paths: Sequence[str]) -> None:
    """Ask for every view once, so that the crowd meets a server that has been used before."""
    host, port = server.origin.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    for path in dict.fromkeys(paths):
        await get(reader, writer, server, path)
    writer.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
