"""From the confidence of a claim to a word: three steps, by thresholds that were measured, one set a kind of claim.

The thresholds come from the same command as the curves of confidence (docs/confidence.md) and lie in ``sureness.json``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "sureness.json"
LESS_SURE = 0.6
"""The chance below which a claim is doubtful, and a brief folds it away."""
SURE, BETWEEN, DOUBTFUL = "sure", "less sure", "doubtful"


@cache
def thresholds() -> Mapping[str, float]:
    """Kind of claim -> the confidence from which at least 93 of 100 are right; above 1 where no part of a kind is."""
    told: dict[str, float] = json.loads(FILE.read_text(encoding="utf-8"))
    return told


def sureness(confidence: float, kind: str) -> str:
    """A word for a confidence.

    >>> sureness(0.3, "events"), sureness(0.99, "dates")
    ('doubtful', 'sure')
    """
    if confidence >= thresholds().get(kind, LESS_SURE):
        return SURE
    return BETWEEN if confidence >= LESS_SURE else DOUBTFUL
