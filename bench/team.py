"""How fast the pages of a large case come from a team on PostgreSQL, and how long anybody waits when eight write and eight read.

Run ``python -m bench.team``; ``python -m bench.team 10000`` takes a smaller case, ``python -m bench.team FILE.sop`` one that is
there. Input: a case made by `bench._generated_case` (seed 1), imported into a team on a PostgreSQL server of its own. Views are
asked for in one process, as `bench.web` asks for them; processor seconds are those of the answer and of the database's processes
together. Then a server is started: fifty clients walk through the views while a page is added, and eight reviewers judge claims
while eight readers walk through the views.
"""

from __future__ import annotations

import asyncio
import gc
import gzip
import os
import pwd
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlencode

from bench.reading import Measure, machine
from bench.record import build
from bench.web import CLAIMS, SECONDS, add_to, addresses, aims, cpu, crowd, crowd_once, get, memory

if TYPE_CHECKING:
    from stateofplay.service.team.opening import Team

HOST = "127.0.0.1:8650"
PASSWORD = "a password of the bench, long enough"
PEOPLE, JUDGEMENTS = 8, 6
SEEN = re.compile(r'name="seen" value="([^"]*)"')


class Ask(Protocol):
    """Asks for a view, or sends a form."""

    def __call__(self, path: str, form: str | None = None) -> Awaitable[tuple[int, bytes]]: ...


@contextmanager
def postgresql() -> Iterator[tuple[str, Path]]:
    """A PostgreSQL server of its own: address of an empty database, and the folder of the server."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    binaries = found[-1].parent if found else Path(shutil.which("initdb") or "").resolve().parent
    user = next((n for n in ("postgres", "nobody") if _is_user(n)), None) if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="bench-pg-"))
    if user:
        shutil.chown(folder, user)

    def run(*command: str) -> None:
        subprocess.run(command, user=user, cwd=folder, check=True, stdout=subprocess.DEVNULL)

    data = str(folder / "data")
    try:
        run(str(binaries / "initdb"), "-D", data, "-U", "bench", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        options = f"-c listen_addresses='' -c unix_socket_directories='{folder}'"
        run(str(binaries / "pg_ctl"), "-D", data, "-l", str(folder / "log"), "-w", "-o", options, "start")
        try:
            yield f"postgresql://bench@/postgres?host={folder}", folder
        finally:
            run(str(binaries / "pg_ctl"), "-D", data, "-m", "fast", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _is_user(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


def cpu_of_database(folder: Path) -> float:
    """Processor seconds of the server's processes so far, those that ended included."""
    main = int((folder / "data" / "postmaster.pid").read_text().splitlines()[0])
    total = 0.0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[1]) == main or int(stat.parent.name) == main:
            total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
            if int(stat.parent.name) == main:
                total += (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")
    return total


async def ask(
    application: object, token: str, views: dict[str, list[str]], folder: Path
) -> dict[str, dict[str, float]]:
    """Milliseconds of each view: of the answer (95th percentile), and of the database for one, on average."""
    import httpx

    told: dict[str, dict[str, float]] = {}
    transport = httpx.ASGITransport(app=application)  # type: ignore[arg-type]
    cookies = {"stateofplay_team": token}
    async with httpx.AsyncClient(
        transport=transport, base_url=f"http://{HOST}", cookies=cookies, headers={"accept-encoding": "gzip"}
    ) as client:
        begin, there = time.process_time(), cpu_of_database(folder)
        await client.get("/case/big")
        told["gathered"] = {
            "p95": (time.process_time() - begin) * 1000,
            "database": (cpu_of_database(folder) - there) * 1000,
        }
        for name, paths in views.items():
            await client.get(paths[0])
            spent, wire, there = [], 0, cpu_of_database(folder)
            for path in paths[1:] or paths:
                begin = time.process_time()
                async with client.stream("GET", path) as answer:
                    wire = max(wire, sum([len(part) async for part in answer.aiter_raw()]))
                spent.append((time.process_time() - begin) * 1000)
                if answer.status_code != 200:
                    raise RuntimeError(f"{path}: {answer.status_code}")
            database = (cpu_of_database(folder) - there) * 1000 / len(spent)
            told[name] = {
                "p95": sorted(spent)[round(0.95 * (len(spent) - 1))],
                "database": database,
                "wire": wire / 1000,
            }
        tag = (await client.get("/case/big")).headers["etag"]
        begin, there = time.process_time(), cpu_of_database(folder)
        for _ in range(200):
            answer = await client.get("/case/big", headers={"if-none-match": tag})
            assert answer.status_code == 304
        told["304"] = {
            "p95": (time.process_time() - begin) * 5,
            "database": (cpu_of_database(folder) - there) * 5,
        }
    return told


def worked_by(pid: int) -> float:
    """Processor seconds of a process so far, to the microsecond (its clock, as `clock_getcpuclockid` numbers it)."""
    return time.clock_gettime((~pid << 3) | 2)


def add_page_to(team: Team, id: str) -> None:
    """Add one page, as a worker would meanwhile."""
    from stateofplay.service.team.cases import opened

    with opened(team, id) as case:
        add_to(case)


@dataclass(frozen=True, slots=True, kw_only=True)
class Browser:
    """Somebody who is signed in."""

    origin: str
    headers: dict[str, str]


class Together:
    """Eight who judge and eight who read, at a server of its own."""

    def __init__(self, address: str, tokens: Sequence[str], views: dict[str, list[str]]) -> None:
        command = [sys.executable, "-m", "stateofplay.cli", "serve", "--team", address, "--port", "0", "--workers", "0"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.origin = self.process.stdout.readline().split()[-1]
        self.start = cpu(self.process.pid)
        self.headers = {"cookie": f"stateofplay_team={tokens[-1]}"}
        self._tokens, self._views = tokens, views
        self.waits: list[float] = []
        self.work: list[float] = []
        """Processor seconds that the server worked, for whomever, while somebody waited for a view: what one waits where nothing
        else is at work on the machine."""
        self.judging: list[float] = []
        """How long a judgement took, from its form to the word that it is kept."""
        self.told: list[str] = []
        """Judgements that somebody was told are kept, by their notes."""
        self.wrong = 0

    async def run(self) -> None:
        """All at once, over plain sockets, until all is judged."""
        paths = [paths[n % len(paths)] for n in range(8) for paths in self._views.values()]
        await crowd_once(self, paths)
        claims = self._views["claim"]
        writing = [True] * PEOPLE

        async def write(number: int) -> None:
            async with self._browser(number) as ask:
                for n in range(JUDGEMENTS):
                    begin = time.monotonic()
                    await self._judge(ask, claims[(number * 5 + n) % len(claims)], f"{number} {n}")
                    self.judging.append(time.monotonic() - begin)
            writing[number] = False

        async def read(number: int) -> None:
            async with self._browser(PEOPLE + number) as ask:
                at = number * 7
                while any(writing):
                    begin, worked = time.monotonic(), worked_by(self.process.pid)
                    status, _ = await ask(paths[at % len(paths)])
                    self.waits.append(time.monotonic() - begin)
                    self.work.append(worked_by(self.process.pid) - worked)
                    self.wrong += status != 200
                    at += 1

        await asyncio.gather(*(work(n) for n in range(PEOPLE) for work in (write, read)))

    async def _judge(self, ask: Ask, address: str, note: str) -> None:
        while True:
            _, page = await ask(address)
            seen = SEEN.search(gzip.decompress(page).decode())
            assert seen is not None
            status, _ = await ask(f"{address}/judge", urlencode({"verdict": "accept", "note": note, "seen": seen[1]}))
            if status == 303:
                self.told.append(note)
            if status != 409:
                return

    @asynccontextmanager
    async def _browser(self, number: int) -> AsyncIterator[Ask]:
        host, port = self.origin.removeprefix("http://").split(":")
        reader, writer = await asyncio.open_connection(host, int(port), limit=1 << 24)
        headers = {"cookie": f"stateofplay_team={self._tokens[number]}", "origin": self.origin}
        browser = Browser(origin=self.origin, headers={**headers, "sec-fetch-site": "same-origin"})

        async def ask(path: str, form: str | None = None) -> tuple[int, bytes]:
            return await get(reader, writer, browser, path, form)

        yield ask
        writer.close()

    def crowd(self, add: Callable[[], None]) -> tuple[int, float, float]:
        """Fifty clients while something is added: views they got, processor seconds of the server, and the wait (p95)."""
        mixed = [paths[n % len(paths)] for n in range(12) for paths in self._views.values()]
        asyncio.run(crowd_once(self, mixed))
        adding = threading.Timer(SECONDS / 2, add)
        adding.start()
        before = cpu(self.process.pid)
        waits = asyncio.run(crowd(self, mixed))
        spent = cpu(self.process.pid) - before
        adding.join()
        return len(waits), spent, waits[round(0.95 * (len(waits) - 1))]

    def close(self) -> None:
        """Stop the server."""
        self.process.terminate()
        self.process.wait(30)


def main(arguments: Sequence[str]) -> int:
    """Measure and print."""
    from sqlalchemy import select

    from stateofplay.cli.app import COLLECTED
    from stateofplay.record.storage.tables import JUDGEMENT
    from stateofplay.service.team.cases import opened
    from stateofplay.service.team.moving import import_file
    from stateofplay.service.team.opening import make_team
    from stateofplay.service.team.roles import TeamRole, set_role
    from stateofplay.service.team.signin import accounts
    from stateofplay.service.team.signin.accounts import By
    from stateofplay.web.team import build_team_application

    gc.set_threshold(*COLLECTED)  # as `stateofplay serve` sets it
    print(machine())
    given = arguments[0] if arguments else str(CLAIMS)
    with tempfile.TemporaryDirectory(prefix="bench-team-") as name, postgresql() as (address, folder):
        path = Path(name) / "big.sop"
        if given.isdigit():
            build(path, int(given))
        else:
            shutil.copy(given, path)
        views = addresses(Path(name))
        with make_team(address) as team:
            before = cpu(os.getpid())
            import_file(team, path, id="big", by=By())
            moved = cpu(os.getpid()) - before
            tokens = []
            for n in range(2 * PEOPLE):
                tokens.append(accounts.use_link(team, accounts.invite(team, f"p{n}", by=By()), PASSWORD, ""))
                set_role(team, "big", f"p{n}", TeamRole.REVIEWER if n < PEOPLE else TeamRole.READER, by=By())
            application = build_team_application(team, hosts=frozenset({HOST}), secure=False)
            told = asyncio.run(ask(application, tokens[0], views, folder))
            print(f"imported in {moved:.1f} processor seconds; milliseconds, of the answer (p95) and of the database:")
            for view, took in told.items():
                print(f"{view:<16}{took['p95']:9.1f}{took['database']:9.1f}")
            together = Together(address, tokens, views)
            reads, spent, crowded = together.crowd(lambda: add_page_to(team, "big"))
            held = memory(together.process.pid)
            asyncio.run(together.run())
            together.close()
            with opened(team, "big") as case, case.read() as connection:
                kept = Counter(connection.execute(select(JUDGEMENT.c.note)).scalars())
    lost = sum(kept[f"{w} {n}"] != 1 for w in range(PEOPLE) for n in range(JUDGEMENTS))
    waits = sorted(together.waits)
    print(f"{len(waits)} views while {len(together.told)} judgements were kept; the slowest took {waits[-1]:.2f} s")
    print(f"the slowest judgement took {max(together.judging):.2f} s, from its form to the word that it is kept")
    print(
        f"{reads} views to fifty clients took {spent:.1f} processor seconds ({reads / spent:.0f} a second of its own time)"
    )
    both = {view: took["p95"] + took["database"] for view, took in told.items()}
    measures = [
        *aims(
            both,
            wire=max(told[v]["wire"] for v in views),
            views=views,
            start=together.start,
            reads=reads,
            slow=crowded,
            memory=held,
        ),
        Measure(what="longest wait of eight readers beside eight writers", value=waits[-1], target=1, unit="s"),
        Measure(what="most work of the server during a wait", value=max(together.work), target=1, unit="s"),
        Measure(what="judgements lost or doubled", value=lost, target=0, unit=""),
        Measure(what="views refused", value=together.wrong, target=0, unit=""),
    ]
    for measure in measures:
        print(measure)
    print(f"one wait in twenty was above {waits[round(0.95 * (len(waits) - 1))]:.2f} s")
    return 0 if all(m.met for m in measures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
