"""The curves of confidence: weights of features, one set a kind, in ``curves.json`` beside this module."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from pathlib import Path

_NOUGHTS = repeat(0.0)
FILE = Path(__file__).parent / "curves.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfidenceCurve:
    """From the features of a claim to the chance that it is right.

    >>> ConfidenceCurve(bias=0.0, weights={"direct": 2.0}).chance({"direct", "something never seen"})
    0.881
    """

    bias: float
    weights: Mapping[str, float]

    def chance(self, features: Iterable[str]) -> float:
        """The chance, to three digits."""
        score = self.bias + math.fsum(map(self.weights.get, set(features), _NOUGHTS))
        return round(1 / (1 + math.exp(-min(max(score, -30.0), 30.0))), 3)


@cache
def shipped() -> Mapping[str, ConfidenceCurve]:
    """Kind of claim -> its curve, as the package holds them, read once a process."""
    return read(FILE)


def read(path: Path) -> dict[str, ConfidenceCurve]:
    """Read what `write` wrote."""
    return {kind: ConfidenceCurve(**raw) for kind, raw in json.loads(path.read_text(encoding="utf-8")).items()}


def write(path: Path, curves: Mapping[str, ConfidenceCurve]) -> None:
    """Write curves, features in order, so that a change of a weight is a change of a line."""
    record = {
        kind: {"bias": c.bias, "weights": {k: c.weights[k] for k in sorted(c.weights)}}
        for kind, c in sorted(curves.items())
    }
    path.write_text(json.dumps(record, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
