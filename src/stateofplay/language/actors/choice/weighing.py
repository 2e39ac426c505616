"""Words weighed: what the words in and around a name say for or against its being an actor, as one number.

A logistic regression over `features.clues`, trained together with the trees (``training/actors``), which take its sum for
a measure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from pathlib import Path

import numpy as np

WEIGHTS = Path(__file__).parent / "clues.npz"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClueWeights:
    """Log odds of clues, and those of a draft without any."""

    of: Mapping[str, float]
    base: float

    def weigh(self, clues: Iterable[str]) -> float:
        """The sum over the clues that are known.

        >>> ClueWeights(of={"agent say": 0.5, "after by": -1.0}, base=-0.25).weigh(["agent say", "agent unheard-of"])
        0.25
        """
        return self.base + sum(map(self.of.get, clues, repeat(0.0)))


@lru_cache(maxsize=1)
def load_weights() -> ClueWeights:
    """The shipped weights, read once a process."""
    with np.load(WEIGHTS) as file:
        clues = file["clues"].tobytes().decode("utf-8").split("\n")
        return ClueWeights(
            of=dict(zip(clues, file["weights"].astype(float).tolist(), strict=True)), base=float(file["base"])
        )
