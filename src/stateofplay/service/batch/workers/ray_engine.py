"""Ray as the engine: spans are its tasks, read by processes that load the model once; Ray says where each is read, and reads
one again whose process or machine is gone.

Ray's core alone: Ray Data hands out the same tasks, but starts three further actors beside them and pandas in every worker,
which took five processor seconds at each start and fifty megabytes a worker, and left its readers unused. Nothing is written by
Ray, so that a run that failed and is repeated adds no rows.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator
from typing import Any

from stateofplay.errors import BatchError
from stateofplay.service.batch.crawl.sources import PageSpan
from stateofplay.service.batch.dataset.folder import Receipt
from stateofplay.service.batch.libraries import spare_pandas
from stateofplay.service.batch.workers.breaks import MOST_BREAKS, too_many_breaks
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


def read_warm(span: PageSpan, work: Work) -> Receipt:
    """Read a span in a process of Ray's, which loads the model for its first and keeps it for those that follow."""
    hold_to_one_thread()
    spare_pandas()
    import stateofplay.service.batch.workers.warm

    assert stateofplay.service.batch.workers.warm
    return read_span(span, work)


class RayEngine:
    """Tasks of Ray, as many in flight as there are workers."""

    def __init__(self) -> None:
        try:
            import ray
        except ImportError as error:
            raise BatchError(
                "--engine ray needs Ray, which is not installed",
                slug="batch.library",
                hint="Install it with: pip install 'stateofplay[ray]', or leave --engine out.",
            ) from error
        self.ray = ray

    def run(self, spans: Iterable[PageSpan], work: Work, workers: int) -> Iterator[Receipt]:
        ray = self.ray
        self._start(workers)
        try:
            # A page that brings its worker down does so twice and is then set aside; an error of ours is not tried again.
            read = ray.remote(num_cpus=1, max_retries=MOST_BREAKS)(read_warm)
            given = ray.put(work)
            flying: list[Any] = []
            for span in spans:
                # Planned while the others are read; handed over when one of them is done.
                if len(flying) >= workers:
                    done, flying = ray.wait(flying)
                    yield from ray.get(done)
                flying.append(read.remote(span, given))
            while flying:
                done, flying = ray.wait(flying)
                yield from ray.get(done)
        except ray.exceptions.WorkerCrashedError:
            raise too_many_breaks(MOST_BREAKS) from None
        except ray.exceptions.RayTaskError as error:
            raise error.cause from None  # as a worker of the pool would raise it
        finally:
            # Here, though it takes a second: in a thread of its own it met Ray's own end of the process, and the run failed.
            ray.shutdown()

    def _start(self, workers: int) -> None:
        address = os.environ.get(ADDRESS)
        os.environ.setdefault("RAY_raylet_start_wait_time_s", str(WAIT_SECONDS))
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        # That the node asks for a token, as it does by default, is no news to who runs a batch.
        logging.getLogger("ray._private.authentication").setLevel(logging.ERROR)
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
                self.ray.init(num_cpus=workers, include_dashboard=False, log_to_driver=False, configure_logging=False)
                return
            except Exception as error:
                if not left or TOO_LATE not in str(error):
                    raise
                self.ray.shutdown()
