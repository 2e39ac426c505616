"""Processor seconds of a piece of work, for every benchmark alike."""

from __future__ import annotations

import time
from collections.abc import Callable

ROUNDS = 3


def seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Processor seconds of the best round."""
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best
