"""Run a batch: sources to a dataset, span by span, on an engine; the same command again goes on where it was stopped."""

from __future__ import annotations

import os
import shutil
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from stateofplay.errors import BatchError
from stateofplay.service.batch.crawl.sources import PageSpan, SourceFile, digest_files, list_files, plan
from stateofplay.service.batch.dataset.folder import Dataset, Receipt, RunRequest
from stateofplay.service.batch.workers.engines import engine_named
from stateofplay.service.batch.workers.reading import Work
from stateofplay.settings import Settings, load_settings

LEAST_FREE = 200_000_000
"""Bytes that stay free on the disk; a run stops before it takes them."""
SHARE_GATED, SHARE_ALL = 0.15, 1.3
"""Bytes of a dataset for each byte of packed sources, behind the gate and without it: from bench runs, rounded up."""
Progress = Callable[[Receipt | None, int, int], None]
"""Told (receipt of a span or None, bytes done, bytes in all)."""


@dataclass(slots=True, kw_only=True)
class Summary:
    """What a dataset comes to."""

    spans: int = 0
    pages: int = 0
    read: int = 0
    claims: int = 0
    evidence: int = 0
    turned_away: dict[str, int] = field(default_factory=dict)
    failures: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)
    passed: dict[str, int] = field(default_factory=dict)
    processor: float = 0.0
    bytes: int = 0
    memory: int = 0
    copies: int = 0
    joined: int = 0
    finished: bool = False

    def add(self, receipt: Receipt) -> None:
        """Count a span."""
        self.spans += 1
        for name in ("pages", "read", "claims", "evidence", "bytes"):
            setattr(self, name, getattr(self, name) + getattr(receipt, name))
        self.processor = round(self.processor + receipt.processor, 3)
        self.memory = max(self.memory, receipt.memory)
        for name in ("turned_away", "failures", "kinds", "passed"):
            counts = getattr(self, name)
            for key, n in getattr(receipt, name).items():
                counts[key] = counts.get(key, 0) + n

    @property
    def sentence(self) -> str:
        """One line."""
        away, failed = sum(self.turned_away.values()), sum(self.failures.values())
        told = [
            f"{self.pages:,} pages",
            f"{away:,} turned away",
            f"{failed:,} not readable",
            f"{self.read:,} read ({self.copies:,} copies)",
            f"{self.claims:,} claims, every quote in its page",
            f"{self.joined:,} events and meetings",
        ]
        return "; ".join(told) + ("." if self.finished else "; not finished: the same command goes on.")


def run_batch(
    asked: RunRequest,
    out: str | Path,
    *,
    engine: str = "local",
    workers: int | None = None,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Read sources into a dataset; see docs/batch.md.

    Parameters
    ----------
    asked
        Sources, and what changes which rows come out.
    out
        Folder of the dataset; one that was begun with the same request is gone on with.
    engine, workers
        ``"local"`` or ``"ray"``, and how many processes read; as many as there are processors where None.

    Raises
    ------
    BatchError
        ``batch.*``: a source that is not there, other settings, a disk that is too small, a library that is missing, a store that
        does not answer.
    """
    if asked.span_pages < 1 or (workers is not None and workers < 1):
        raise BatchError(
            "--span and --workers are numbers from 1 on",
            slug="batch.number",
            hint="Leave them out: 256 pages are read at once, by as many processes as there are processors.",
        )
    settings = settings or load_settings()
    workers = workers or os.cpu_count() or 1
    files = list_files(asked.sources)
    dataset = Dataset(Path(out))
    runner = engine_named(engine)
    with dataset.lock():
        dataset.begin(asked, digest_files(files))
        _foresee_disk(dataset, files, asked)
        shutil.rmtree(dataset.folder / "marks", ignore_errors=True)
        work = Work(folder=dataset.folder.resolve(), asked=asked, settings=settings, run=uuid.uuid4().hex)
        done = set(dataset.done())
        total = sum(file.size for file in files)
        passed = [0]

        def left() -> Iterator[PageSpan]:
            for span in plan(files, pages=asked.span_pages):
                if span.id in done:
                    passed[0] += span.size
                else:
                    yield span

        began, now = time.monotonic(), 0
        for receipt in runner.run(left(), work, workers):
            now += receipt.source_bytes
            if progress is not None:
                progress(receipt, passed[0] + now, total)
            _keep_free(dataset, receipt, workers)
        summary = finish(dataset)
        dataset.conclude(
            {
                "finished": True,
                "engine": engine,
                "workers": workers,
                "last_run_seconds": round(time.monotonic() - began, 1),
                "summary": asdict(summary),
            }
        )
    return summary


def finish(dataset: Dataset) -> Summary:
    """What follows from all pages: copies, independent sources, joined events; then the counts."""
    from stateofplay.service.batch.dataset.copies import find_copies
    from stateofplay.service.batch.dataset.joining import join_events

    summary = summarise(dataset)
    summary.copies = find_copies(dataset)
    summary.joined = join_events(dataset)
    summary.finished = True
    return summary


def summarise(dataset: Dataset) -> Summary:
    """Count what is done, one receipt at a time."""
    summary = Summary()
    for receipt in dataset.receipts():
        summary.add(receipt)
    told = dataset.manifest()
    if told.get("finished"):
        kept = told["summary"]
        summary.copies, summary.joined = kept["copies"], kept["joined"]
        summary.finished = kept["spans"] == summary.spans
    return summary


def _foresee_disk(dataset: Dataset, files: list[SourceFile], asked: RunRequest) -> None:
    """Say before anything is read where the disk will not hold the dataset."""
    share = SHARE_GATED if asked.gate else SHARE_ALL
    there = sum(p.stat().st_size for p in dataset.folder.rglob("*.parquet"))
    wanted = max(0, int(share * sum(f.size for f in files)) - there) + LEAST_FREE
    free = shutil.disk_usage(dataset.folder).free
    if free < wanted:
        raise BatchError(
            f"the dataset may take {wanted / 1e9:.1f} GB, and {free / 1e9:.1f} GB are free at {dataset.folder}",
            slug="batch.disk",
            hint="Make room, or name a folder on a larger disk with --out.",
        )


def _keep_free(dataset: Dataset, receipt: Receipt, workers: int) -> None:
    """Stop before the disk is full: what is being written now must still find a place."""
    free = shutil.disk_usage(dataset.folder).free
    if free < LEAST_FREE // 2 + 4 * workers * receipt.bytes:
        raise BatchError(
            f"the disk is nearly full: {free / 1e6:.0f} MB are free at {dataset.folder}",
            slug="batch.disk",
            hint="Make room and run the same command again: it goes on where it stopped.",
        )
