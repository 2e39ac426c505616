"""Boosted decision trees, read from arrays and asked with NumPy alone.

Trained elsewhere (`training/`), shipped as one small ``.npz``: the names of the measures that a tree asks for, and for every
tree its nodes (measure, threshold, left and right child, value).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, repeat
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from stateofplay.language.syntax.kernel import PackedTrees, kernel

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Trees:
    """Trees of one question, whether or how much.

    ``column`` tells the place of each measure in a row. The nodes of all trees lie one after the other, children by their
    place among all, the right one and then the left one of each; ``roots`` is where each tree begins.
    """

    column: Mapping[str, int]
    roots: NDArray[np.intp]
    feature: NDArray[np.intp]
    threshold: Floats
    children: NDArray[np.intp]
    value: Floats
    base: float
    depth: int

    def table(self, rows: Sequence[Mapping[str, float]]) -> Floats:
        """Rows of named numbers as a matrix, with a column more that no tree asks for; a measure that a row lacks is nought."""
        spare = len(self.column)
        sizes = [len(row) for row in rows]
        names, values = chain.from_iterable(rows), chain.from_iterable([row.values() for row in rows])
        columns = np.fromiter(map(self.column.get, names, repeat(spare)), dtype=np.intp, count=sum(sizes))
        out = np.zeros((len(rows), spare + 1))
        out[np.repeat(np.arange(len(rows)), sizes), columns] = np.fromiter(values, dtype=np.float64, count=sum(sizes))
        out[:, spare] = 0
        return out

    def scores(self, rows: Sequence[Mapping[str, float]]) -> Floats:
        """The sum of the leaves that each row comes to: how much, or log odds where the question is whether."""
        return self.scores_in(self.table(rows)) if rows else np.zeros(0)

    def scores_in(self, table: Floats) -> Floats:
        """`scores` of rows that are a matrix already, as `table` makes it of the same columns."""
        return np.asarray(self._leaves(table).sum(axis=1) + self.base)

    def _leaves(self, table: Floats) -> Floats:
        """What the leaf of each tree holds to which each row comes."""
        compiled = kernel()
        if compiled is not None:
            return compiled.leaves(self.packed, table)
        measures = table.reshape(-1)
        begin = np.arange(0, len(measures), table.shape[1])[:, None]
        node = np.tile(self.roots, (len(table), 1))
        for _ in range(self.depth):
            goes_left = measures.take(begin + self.feature.take(node)) <= self.threshold.take(node)
            node = self.children.take(2 * node + goes_left)
        return self.value.take(node)

    @cached_property
    def packed(self) -> PackedTrees:
        """The same for the compiled kernel."""
        roots, feature, children = (a.astype(np.int64) for a in (self.roots, self.feature, self.children))
        return PackedTrees(
            roots=roots, feature=feature, children=children, threshold=self.threshold, value=self.value, depth=self.depth,
            widest=int(feature.max(initial=0)),
        )  # fmt: skip

    def chances(self, rows: Sequence[Mapping[str, float]]) -> Floats:
        """The chance of "yes" for each row, between 0 and 1."""
        return np.asarray(1.0 / (1.0 + np.exp(-self.scores(rows))))


def read_trees(path: Path) -> Trees:
    """Read the arrays that `training.trees.export` wrote."""
    with np.load(path) as file:
        count, size = file["feature"].shape
        roots = np.arange(0, count * size, size, dtype=np.intp)
        return Trees(
            column={str(name): place for place, name in enumerate(file["measures"])},
            roots=roots,
            feature=file["feature"].astype(np.intp).ravel(),
            threshold=file["threshold"].astype(np.float64).ravel(),
            children=(np.stack([file["right"], file["left"]], axis=2) + roots[:, None, None]).astype(np.intp).ravel(),
            value=file["value"].astype(np.float64).ravel(),
            base=float(file["base"]),
            depth=int(file["depth"]),
        )
