"""Who runs the spans: a pool of processes on this machine, or Ray where there are more machines.

Both are given the spans and the work, and give receipts back in any order; what a span is and how it is done once and only once
they do not know. Neither is a scheduler of ours.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Protocol

from stateofplay.service.batch.crawl.sources import PageSpan
from stateofplay.service.batch.dataset.folder import Receipt
from stateofplay.service.batch.libraries import spare_pandas
from stateofplay.service.batch.workers.breaks import MOST_BREAKS, too_many_breaks
from stateofplay.service.batch.workers.reading import CURRENT, Work, read_span
from stateofplay.threads import hold_to_one_thread

AHEAD = 2
"""Spans that wait at each worker's door: enough that none stands idle, few enough that the driver's memory does not grow."""
WATCH_SECONDS = 1.0
PATIENCE_SECONDS = 30.0
"""How long a worker that is asked to end may take."""


class Engine(Protocol):
    """Runs spans somewhere."""

    def run(self, spans: Iterable[PageSpan], work: Work, workers: int) -> Iterator[Receipt]:
        """Give the receipt of each span as it is done; a worker that dies is replaced and its span tried again."""


class LocalEngine:
    """A pool of processes, forked from one that has loaded the model."""

    def run(self, spans: Iterable[PageSpan], work: Work, workers: int) -> Iterator[Receipt]:
        hold_to_one_thread()
        waiting = iter(spans)
        again: list[PageSpan] = []
        breaks = 0
        while True:
            pool = _pool(workers)
            flying: dict[Future[Receipt], PageSpan] = {}
            try:
                while True:
                    while len(flying) < AHEAD * workers:
                        span = again.pop() if again else next(waiting, None)
                        if span is None:
                            break
                        flying[pool.submit(read_span, span, work)] = span
                    if not flying:
                        pool.shutdown()
                        return
                    done, _ = wait(flying, return_when=FIRST_COMPLETED)
                    for future in done:
                        receipt = future.result()
                        del flying[future]
                        yield receipt
            except BrokenProcessPool:
                # Of a pool whose worker died every span in flight is tried again; one that was done meanwhile says so at once.
                breaks += 1
                again.extend(flying.values())
                pool.shutdown(wait=True, cancel_futures=True)
                if breaks > MOST_BREAKS:
                    raise too_many_breaks(breaks) from None
            except BaseException:
                # Stopped, or a span that raised: who reads is asked to end, and what was done before is kept.
                reading = list((getattr(pool, "_processes", None) or {}).values())
                pool.shutdown(wait=False, cancel_futures=True)
                for process in reading:
                    process.terminate()
                for process in reading:
                    process.join(PATIENCE_SECONDS)  # One that is just being started must not find its driver gone.
                raise


def _pool(workers: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["stateofplay.service.batch.workers.warm"])
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_prepare, initargs=(os.getpid(),))


def _prepare(driver: int) -> None:
    """A worker ends with its driver, forgives the page that it reads when it is asked to end, and leaves Ctrl-C to the driver."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _end)
    spare_pandas()

    def watch() -> None:
        while True:
            time.sleep(WATCH_SECONDS)
            try:
                os.kill(driver, 0)
            except OSError:
                os._exit(0)

    threading.Thread(target=watch, daemon=True).start()


def _end(*_: object) -> None:
    for mark in CURRENT:
        mark.forgive()
    os._exit(0)


def engine_named(name: str) -> Engine:
    """The engine of that name; Ray is loaded only where it is asked for.

    Raises
    ------
    BatchError
        ``batch.library`` where Ray is asked for and not installed.
    """
    if name == "local":
        return LocalEngine()
    from stateofplay.service.batch.workers.ray_engine import RayEngine

    return RayEngine()
