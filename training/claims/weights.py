"""The network's weights as the product keeps them, and back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from stateofplay.finding.learned import graph
from stateofplay.finding.learned.pairs import COLUMNS

OTHER = 1
"""The number of a path that has none of its own."""
TABLES = ("features", "absent", "pair.weight", "told", "span_far", "content_far")
"""What is looked up and not multiplied."""


def turn(arrays: Mapping[str, Any]) -> dict[str, Any]:
    """From PyTorch's layers, (out, in), to the product's, (in, out), whose forward pass is ``x @ w``; or back."""
    return {
        name: np.ascontiguousarray(array.T if array.ndim == 2 and not name.startswith(TABLES) else array)
        for name, array in arrays.items()
    }


def shipped(folder: Path, paths: Mapping[str, int]) -> dict[str, Any]:
    """What ships, to train on from, with `paths` for the numbers of the parse's paths; those it never saw are any other."""
    network = graph.read(folder)
    out = turn({name: array for name, array in network.weights.items() if not name.startswith("wish.")})
    begin = int(network.shift[list(COLUMNS).index("path")])
    old = out["pair.weight"].copy()
    for path, number in paths.items():
        out["pair.weight"][begin + number] = old[begin + network.paths.get(path, OTHER)]
    return out
