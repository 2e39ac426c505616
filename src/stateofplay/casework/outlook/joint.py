"""Who would take a joint step: where each of those whom it needs prefers where it leads.

That is a coalition improvement (Kilgour, Hipel, Fang and Peng 2001). Answers of others to a joint step are not looked at: where
all whom it needs want it, a state without it does not hold.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from stateofplay.conflict.model.joint import JointStep

Truth = NDArray[np.bool_]


def wanted_by_all(step: JointStep, ranks: Sequence[NDArray[np.integer]]) -> Truth:
    """From which of its sources all whom a step needs go for it: over states, or states and readings."""
    better = [ranks[p][step.target] > ranks[p][step.source] for p in step.players]
    return np.asarray(np.logical_and.reduce(better))


def left_together(steps: Sequence[JointStep], ranks: Sequence[NDArray[np.integer]]) -> Truth:
    """States that those whom some joint act needs would leave together; of many readings a column each."""
    left = np.zeros(ranks[0].shape, bool)
    for step in steps:
        left[step.source] |= wanted_by_all(step, ranks)
    return left
