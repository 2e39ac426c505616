"""How thoroughly properties are tried: a share of the stated examples and seeds on every change, all of them and more when asked.

``STATEOFPLAY_EXAMPLES=1`` tries as many as each test states (`make soak`), ``10`` ten times as many. Nothing is limited in wall
time: a busy machine is no fault.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

SHARE = float(os.environ.get("STATEOFPLAY_EXAMPLES", "0.4"))
FEWEST = 10
PATIENCE = 3_600
"""Seconds after which a process that a test started is taken to hang: no machine is as busy as that."""


def seeds(start: int, stop: int) -> list[int]:
    """The share of the seeds from `start` up to `stop` that a property is tried on, spread over them; above 1, more of them."""
    stated = stop - start
    count = max(min(FEWEST, stated), round(stated * SHARE))
    return (
        [start + place * stated // count for place in range(count)]
        if count < stated
        else list(range(start, start + count))
    )


def examples(stated: int = 100) -> settings:
    """Settings of a property test that is worth `stated` examples."""
    return settings(
        max_examples=max(min(FEWEST, stated), round(stated * SHARE)),
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    )
