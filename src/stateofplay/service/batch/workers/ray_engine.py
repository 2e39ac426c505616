"""Ray Data as the engine: spans are its rows, actors that load the model once read them, receipts come back as rows.

What Ray Data's own readers do with names, suffixes and empty blocks does not matter here: they read nothing. Nothing is written
by Ray either, so that a run that failed and is repeated adds no rows.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from stateofplay.errors import BatchError
from stateofplay.service.batch.crawl.sources import PageSpan
from stateofplay.service.batch.dataset.folder import Receipt
from stateofplay.service.batch.workers.reading import Work, read_span
from stateofplay.threads import hold_to_one_thread

ADDRESS = "STATEOFPLAY_RAY_ADDRESS"
"""Environment variable with the address of a cluster; without it a small one is started on this machine, and ended."""
WAIT_SECONDS = 120
"""How long a node may take to answer who starts it: on a busy machine Ray's own patience is too short."""
STARTS = 6
"""How often a node is started before it is given up: Ray also waits half a minute for its entry, which no setting changes."""
TOO_LATE = "timed out during startup"
"""What Ray says of a node that did not come in time; it has no kind of error of its own for it."""
TRIES = 2
"""How often a cluster that is named is asked for, half a minute each time: Ray's own twenty times take ten minutes."""
ROWS = 20_000
"""Spans that are handed to Ray at once: so many descriptions the driver holds, however many pages there are."""


class SpanReader:
    """An actor: loads the model once, reads span after span."""

    def __init__(self, work: Work) -> None:
        hold_to_one_thread()
        import stateofplay.service.batch.workers.warm

        assert stateofplay.service.batch.workers.warm
        self.work = work

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[str]]:
        out = []
        for text in batch["span"]:
            raw = json.loads(str(text))
            span = PageSpan(**{**raw, "files": tuple((path, label) for path, label in raw["files"])})
            out.append(json.dumps(asdict(read_span(span, self.work))))
        return {"receipt": out}


class RayEngine:
    """Ray Data with a pool of actors."""

    def __init__(self) -> None:
        try:
            import ray.data
        except ImportError as error:
            raise BatchError(
                "--engine ray needs Ray, which is not installed",
                slug="batch.library",
                hint="Install it with: pip install 'stateofplay[ray]', or leave --engine out.",
            ) from error
        self.ray = ray

    def run(self, spans: Iterable[PageSpan], work: Work, workers: int) -> Iterator[Receipt]:
        from itertools import islice

        ray = self.ray
        self._start(workers)
        try:
            context = ray.data.DataContext.get_current()
            context.enable_progress_bars = False
            logging.getLogger("ray.data").setLevel(logging.ERROR)
            # A page that brings its worker down does so twice and is then set aside; its block is never dropped.
            context.max_errored_blocks = 0
            context.actor_task_retry_on_errors = False
            waiting = iter(spans)
            while rows := [{"span": json.dumps(asdict(span))} for span in islice(waiting, ROWS)]:
                # One span a block: what is in flight when a worker dies is one span each.
                made = ray.data.from_items(rows, override_num_blocks=len(rows)).map_batches(
                    SpanReader,
                    fn_constructor_args=(work,),
                    batch_size=1,
                    compute=ray.data.ActorPoolStrategy(size=workers, max_tasks_in_flight_per_actor=2),
                    num_cpus=1,
                )
                for row in made.iter_rows():
                    yield Receipt(**json.loads(row["receipt"]))
        finally:
            ray.shutdown()

    def _start(self, workers: int) -> None:
        address = os.environ.get(ADDRESS)
        os.environ.setdefault("RAY_raylet_start_wait_time_s", str(WAIT_SECONDS))
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        try:
            if address:
                os.environ.setdefault("RAY_gcs_server_port_wait_time_s", str(TRIES))  # is counted in tries there
                self.ray.init(address=address, log_to_driver=False)
            else:
                self._start_here(workers)
        except Exception as error:  # Ray says so where a part of its own dies, and has no narrower kind for it.
            raise BatchError(
                f"Ray does not start: {str(error).splitlines()[0] if str(error) else type(error).__name__}",
                slug="batch.ray",
                hint=f"See that a cluster runs at {address}, or unset {ADDRESS}."
                if address
                else f"Try again where less is going on, name a cluster in {ADDRESS}, or leave --engine out.",
            ) from error

    def _start_here(self, workers: int) -> None:
        """Start a node on this machine; one that came too late is ended and the next finds its files in memory."""
        for left in reversed(range(STARTS)):
            try:
                # One processor more than workers: Ray Data's own tasks must find a place beside the actors.
                self.ray.init(
                    num_cpus=workers + 1, include_dashboard=False, log_to_driver=False, configure_logging=False
                )
                return
            except Exception as error:
                if not left or TOO_LATE not in str(error):
                    raise
                self.ray.shutdown()
