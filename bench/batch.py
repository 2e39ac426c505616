"""Many pages at once: ``python -m bench.batch`` makes a WARC of 20,000 pages of our own and reads it on each engine.

Of the pages one in twenty is on talks (a fifth of these are wire copies), one in a hundred is broken, the rest is other news; all
are made from pages of our own writing (``training/claims/pages``, ``eval/other_news.txt``) with names, places and days
changed. ``--pages N`` makes fewer; ``--no-ray`` leaves Ray out.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.reading import machine

ROOT = Path(__file__).resolve().parents[1]
TALKS, COPIES, BROKEN = 0.05, 0.2, 0.01
NAMES = "Arda Brevik Corvo Dunmore Estwald Fenmark Garrow Hovland Istria Jarvi Keswick Lunde Morava Norvia Orrin Peneda".split()
CLUTTER = (
    "<nav><ul>"
    + "".join(f"<li><a href='/{n}'>{n}</a></li>" for n in ("News", "Sport", "Weather", "Culture"))
    + "</ul></nav>"
    "<aside><h3>Read also</h3><ul><li><a href='/1'>Ferry strike enters second week</a></li></ul></aside>"
)
STYLE = "<style>" + ".story p{margin:0 0 1em;line-height:1.5}" * 200 + "</style>"
SCRIPT = "<script>" + "window.dataLayer=window.dataLayer||[];" * 400 + "</script>"


def own_pages() -> tuple[list[str], list[str]]:
    """Pages of our own on talks, and on other things: headline first, a line a paragraph."""
    from training.claims.markup import parse_page

    talks, others = [], (ROOT / "eval/other_news.txt").read_text(encoding="utf-8").replace("# ", "").split("\n\n")
    for path in sorted((ROOT / "training/claims/pages").glob("[0-9]*.page")):
        page = parse_page(path.read_text(encoding="utf-8"), name=path.name)
        if page.kind == "no talks":
            others.append(page.text)
        elif page.kind not in ("obituary", "headline list"):
            talks.append(page.text)
    return talks, others


def crawl(pages: int, seed: int = 7) -> Iterator[tuple[str, bytes, str]]:
    """(kind, page, address) of each page; the same for the same number of pages."""
    luck = random.Random(seed)
    talks, others = own_pages()
    told: list[str] = []
    for number in range(pages):
        drawn = luck.random()
        if drawn < BROKEN:
            yield "broken", luck.choice((b"", b"\x89PNG\r\n\x1a\n" + bytes(99), b"<html><body>")), _at("broken", number)
        elif drawn < BROKEN + TALKS:
            if told and luck.random() < COPIES:
                yield "copy", _html(luck.choice(told) + "\nReporting by our correspondent.", luck), _at("copy", number)
            else:
                told.append(_varied(luck.choice(talks), luck))
                yield "talks", _html(told[-1], luck), _at("talks", number)
        else:
            yield "other", _html(_varied(luck.choice(others), luck), luck), _at("other", number)


def _at(kind: str, number: int) -> str:
    return f"https://{kind}.example/story-{number}"


def _varied(text: str, luck: random.Random) -> str:
    """The same story of other people: some capitalised words get other names, and numbers change."""
    words = sorted(set(re.findall(r"(?<=[a-z,] )[A-Z][a-z]{4,}", text)))
    for word in luck.sample(words, min(len(words), 6)):
        if word.lower() not in text:  # A name, not a word that also stands small.
            text = re.sub(rf"\b{word}\b", luck.choice(NAMES), text)
    return re.sub(r"\b[3-9]\d\b", lambda m: str(int(m[0]) + luck.randrange(9)), text)


def _html(text: str, luck: random.Random) -> bytes:
    head, *lines = [line for line in text.split("\n") if line.strip()]
    body = "".join(f"<p>{line}</p>" for line in lines)
    page = (
        f"<!doctype html><html lang='en'><head><title>{head} - Post {luck.randrange(99)}</title>{STYLE}{SCRIPT}</head><body>"
        f"{CLUTTER}<article class='story'><h1>{head}</h1>{body}</article><footer>Copyright</footer></body></html>"
    )
    return page.encode()


def write_crawl(path: Path, pages: int) -> None:
    """The crawl as one WARC file, packed record by record."""
    from stateofplay.pages.archive import ArchivedPage, write_archive

    with path.open("wb") as out:
        for _, data, url in crawl(pages):
            page = ArchivedPage(
                url=url, data=data, fetched="2031-05-06T10:00:00Z", content_type="text/html", published="2031-05-05"
            )
            out.write(write_archive([page]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one run took."""

    engine: str
    workers: int
    seconds: float
    processor: float
    """Processor seconds of every process of the run, beside those in which workers read: driver, start, and Ray's own."""
    driver_memory: float
    """Most memory of the driver, in MB."""
    worker_memory: tuple[float, ...]
    """Of each worker, the memory that it alone holds and its share of what several hold, in MB, at the highest."""
    summary: dict[str, object]


def run(source: Path, engine: str, workers: int, span: int) -> Run:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "dataset"
        command = [sys.executable, "-m", "stateofplay.cli", "batch", str(source), "--out", str(out)]
        began = time.monotonic()
        running = subprocess.Popen(
            [*command, "--engine", engine, "--workers", str(workers), "--span", str(span)],
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
        )
        driver = 0.0
        shares: dict[int, float] = {}
        spent: dict[int, float] = {}
        while running.poll() is None:
            driver = max(driver, _field(running.pid, "status", "VmHWM"))
            below = _below(running.pid)
            for process in below:
                shares[process] = max(shares.get(process, 0.0), _field(process, "smaps_rollup", "Pss"))
            for process in (running.pid, *below):
                spent[process] = max(spent.get(process, 0.0), _processor(process))
            time.sleep(0.5)
        seconds = time.monotonic() - began
        if running.returncode:
            raise SystemExit((running.stderr.read() if running.stderr else b"").decode())
        told = json.loads((out / "manifest.json").read_text())
        return Run(
            engine=engine, workers=workers, seconds=seconds,
            processor=sum(spent.values()) - float(told["summary"]["processor"]),
            driver_memory=driver, worker_memory=tuple(sorted(shares.values(), reverse=True)[: workers + 1]),
            summary={**told["summary"], **_by_kind(out)},
        )  # fmt: skip


def _by_kind(out: Path) -> dict[str, object]:
    """Of each kind of page how many were read, from the table of pages; the kind stands in the address."""
    from pyarrow import parquet

    counts: dict[str, int] = {}
    for path in (out / "pages").glob("*.parquet"):
        for url in parquet.read_table(path, columns=["url"]).column("url").to_pylist():
            kind = url.split("//")[1].split(".")[0]
            counts[kind] = counts.get(kind, 0) + 1
    copies = {
        row for path in (out / "copies").glob("*.parquet") for row in parquet.read_table(path)["page_id"].to_pylist()
    }
    pages = [parquet.read_table(path, columns=["id", "url"]) for path in (out / "pages").glob("*.parquet")]
    told = [(i, u) for table in pages for i, u in zip(table["id"].to_pylist(), table["url"].to_pylist(), strict=True)]
    return {"read_by_kind": counts, "made_copies_found": sum(i in copies and "//copy." in u for i, u in told)}


def _field(process: int, file: str, name: str) -> float:
    try:
        text = Path(f"/proc/{process}/{file}").read_text()
    except OSError:
        return 0.0
    found = re.search(rf"^{name}:\s+(\d+) kB", text, re.M)
    return int(found[1]) / 1024 if found else 0.0


def _processor(process: int) -> float:
    """Seconds of the processor that a process took so far, those of its children not counted."""
    try:
        told = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    except (OSError, IndexError):
        return 0.0
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def _below(process: int) -> list[int]:
    """Processes that a process began, and those that these began."""
    children: dict[int, list[int]] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            children.setdefault(int(status.read_text().rsplit(")", 1)[1].split()[1]), []).append(
                int(status.parent.name)
            )
        except (OSError, IndexError):
            continue
    found = [process]
    for parent in found:
        found += children.get(parent, [])
    return found[1:]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--no-ray", action="store_true")
    options = parser.parse_args(arguments)
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        source, quarter, small = (Path(folder) / f"{name}.warc.gz" for name in ("crawl", "quarter", "small"))
        for path, pages in ((source, options.pages), (quarter, options.pages // 4), (small, options.pages // 20)):
            write_crawl(path, max(pages, 50))
        kinds: dict[str, int] = {}
        for kind, _, _ in crawl(options.pages):
            kinds[kind] = kinds.get(kind, 0) + 1
        print(f"{options.pages:,} pages {kinds}, {source.stat().st_size / 1e6:.0f} MB packed")
        span = min(256, max(8, options.pages // 40))
        with_ray = not options.no_ray and importlib.util.find_spec("ray") is not None
        asked = [(source, "local", 1), (source, "local", 2), (small, "local", 2), (quarter, "local", 2)]
        runs = []
        for path, engine, workers in [*asked, *([(source, "ray", 2)] if with_ray else [])]:
            runs.append(run(path, engine, workers, span))
            print(_told(runs[-1]), flush=True)
        _conclude(runs, kinds)
    return 0


def _told(one: Run) -> str:
    pages = int(str(one.summary["pages"]))
    return (
        f"{one.engine:6} {one.workers} workers {pages:7,} pages {one.seconds:8.1f} s, {pages / one.seconds:6.1f} a second; "
        f"{float(str(one.summary['processor'])):8.1f} processor s in workers, {one.processor:.1f} beside them; "
        f"driver {one.driver_memory:.0f} MB, workers {', '.join(f'{m:.0f}' for m in one.worker_memory)} MB"
    )


def _conclude(runs: list[Run], kinds: dict[str, int]) -> None:
    one, two, small, quarter = runs[:4]
    print(f"two workers to one: {one.seconds / two.seconds:.2f} times as fast")
    if len(runs) > 4:
        ray = runs[4]
        worked = [float(str(run.summary["processor"])) for run in (ray, two)]
        whole = [seconds + run.processor for seconds, run in zip(worked, (ray, two), strict=True)]
        print(
            f"Ray to the pool: {ray.seconds / two.seconds:.2f} of its time; of its processor seconds "
            f"{worked[0] / worked[1]:.2f} in workers, {whole[0] / whole[1]:.2f} in all"
        )
    grown = ", ".join(
        f"{part.driver_memory:.0f} MB at {part.summary['pages']:,} pages" for part in (small, quarter, two)
    )
    print(f"memory of the driver: {grown}")
    read = two.summary["read_by_kind"]
    assert isinstance(read, dict)
    on = sum(read.get(k, 0) for k in ("talks", "copy"))
    print(f"gate: {on / max(1, kinds.get('talks', 0) + kinds.get('copy', 0)):.3f} of the pages on talks read, "
          f"{read.get('other', 0) / max(1, kinds.get('other', 1)):.3f} of the others")  # fmt: skip
    print(
        f"copies found {two.summary['made_copies_found']:,} of {kinds.get('copy', 0):,} made; {two.summary['evidence']:,} quotes"
    )
    second = float(str(two.summary["processor"])) / int(str(two.summary["pages"]))
    for pages in (10**6, 10**8):
        for cores in (2, 16, 256):
            print(f"calculated: {pages:,} such pages on {cores} cores: {pages * second / cores / 3600:,.1f} hours, "
                  f"{pages * second / 3600:,.0f} core hours")  # fmt: skip


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
