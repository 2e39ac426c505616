"""Runs of words, from how surely each word belongs to them."""

from __future__ import annotations

import numpy as np

from stateofplay.language.syntax.layers import Floats


def run_around(scores: Floats, head: int) -> range:
    """The run of words around `head` with the greatest sum of scores.

    >>> import numpy as np
    >>> run_around(np.array([-3.0, 2.0, -1.0, 0.0, 1.0, -1.0]), 3)
    range(1, 5)
    """
    left, right = np.cumsum(scores[:head][::-1]), np.cumsum(scores[head + 1 :])
    back = int(left.argmax()) + 1 if len(left) and left.max() > 0 else 0
    ahead = int(right.argmax()) + 1 if len(right) and right.max() > 0 else 0
    return range(head - back, head + 1 + ahead)
