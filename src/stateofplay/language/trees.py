"""Boosted decision trees, read from arrays and asked with NumPy alone.

Trained elsewhere (`training/`), shipped as one small ``.npz``: the names of the measures that a tree asks for, and for every
tree its nodes (measure, threshold, left and right child, value).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trees:
    """Trees of one question, whether or how much; `measures` names the columns, nodes lie tree by tree in rows of one length."""

    measures: tuple[str, ...]
    feature: NDArray[np.intp]
    threshold: Floats
    left: NDArray[np.intp]
    right: NDArray[np.intp]
    value: Floats
    base: float
    depth: int

    def table(self, rows: Sequence[Mapping[str, float]]) -> Floats:
        """Rows of named numbers as a matrix; a measure that a row lacks is nought."""
        column = {name: i for i, name in enumerate(self.measures)}
        out = np.zeros((len(rows), len(column)))
        for number, row in enumerate(rows):
            for name, value in row.items():
                place = column.get(name)
                if place is not None:
                    out[number, place] = value
        return out

    def scores(self, rows: Sequence[Mapping[str, float]]) -> Floats:
        """The sum of the leaves that each row comes to: how much, or log odds where the question is whether."""
        if not rows:
            return np.zeros(0)
        table = self.table(rows)
        trees = np.arange(len(self.feature))[None, :]
        node = np.zeros((len(table), len(self.feature)), dtype=np.intp)
        own = np.arange(len(table))[:, None]
        for _ in range(self.depth):
            goes_left = table[own, self.feature[trees, node]] <= self.threshold[trees, node]
            node = np.where(goes_left, self.left[trees, node], self.right[trees, node])
        return np.asarray(self.value[trees, node].sum(axis=1) + self.base)

    def chances(self, rows: Sequence[Mapping[str, float]]) -> Floats:
        """The chance of "yes" for each row, between 0 and 1."""
        return np.asarray(1.0 / (1.0 + np.exp(-self.scores(rows))))


def read_trees(path: Path) -> Trees:
    """Read the arrays that `training.trees.export` wrote."""
    with np.load(path) as file:
        return Trees(
            measures=tuple(str(name) for name in file["measures"]),
            feature=file["feature"].astype(np.intp),
            threshold=file["threshold"].astype(np.float64),
            left=file["left"].astype(np.intp),
            right=file["right"].astype(np.intp),
            value=file["value"].astype(np.float64),
            base=float(file["base"]),
            depth=int(file["depth"]),
        )
