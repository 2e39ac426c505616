"""Minimum and maximum over moves, for any graph: arcs as arrays, one segmented reduction a step.

Arrays hold one value a state, or one row a state with a column a sampled preference profile.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from stateofplay.conflict.engine.kernel import Scalar, Values, highest
from stateofplay.conflict.model.moves import Arcs, MoveTable


class ArcsKernel:
    """The kernel for explicit arcs; cost of a step O(arcs x columns).

    Parameters
    ----------
    table
        The moves.
    ranks
        ``ranks[j]``: ordinal ranks of decision maker j, shape (states,) or (states, samples).
    """

    def __init__(self, table: MoveTable, ranks: list[Values]) -> None:
        self.table, self.ranks = table, ranks
        self._improving: dict[int, Arcs] = {}

    def spread(self, values: NDArray[Scalar]) -> NDArray[Scalar]:
        """States to cells: the same here."""
        return values

    def collect(self, values: NDArray[Scalar]) -> NDArray[Scalar]:
        """Cells to states: the same here."""
        return values

    def block(self, values: Values, fill: int) -> Values:
        """Every cell is a state here."""
        return values

    def least_after_move(self, player: int, values: Values) -> Values:
        """Minimum over R_j(s), highest where there is no move."""
        return _reduce(np.minimum, self.table.arcs(player), values, highest(values))

    def most_after_move(self, player: int, values: Values) -> Values:
        """Maximum over R_j(s), -1 where there is no move."""
        return _reduce(np.maximum, self.table.arcs(player), values, -1)

    def least_after_improvement(self, player: int, values: Values) -> Values:
        """Minimum over R_j+(s)."""
        return self._improved(np.minimum, player, values, highest(values))

    def most_after_improvement(self, player: int, values: Values) -> Values:
        """Maximum over R_j+(s)."""
        return self._improved(np.maximum, player, values, -1)

    def least_of_all(self, opponents: Sequence[int], values: Values) -> Values | None:
        """No short cut on a general graph."""
        return None

    def release(self, player: int) -> None:
        """Forget what was prepared for the improvements of one decision maker."""
        self._improving.pop(player, None)

    def _improved(self, operation: np.ufunc, player: int, values: Values, empty: int) -> Values:
        arcs, ranks = self.table.arcs(player), self.ranks[player]
        if ranks.ndim == 1:
            if player not in self._improving:
                better = ranks[arcs.target] > ranks[arcs.source]
                self._improving[player] = Arcs(arcs.source[better], arcs.target[better], arcs.size)
            return _reduce(operation, self._improving[player], values, empty)
        better = ranks[arcs.target] > ranks[arcs.source]
        return _reduce(operation, arcs, values, empty, better)


def _reduce(
    operation: np.ufunc, arcs: Arcs, values: Values, empty: int, where: NDArray[np.bool_] | None = None
) -> Values:
    found = np.full_like(values, empty)
    if not len(arcs):
        return found
    first = arcs.first
    moving = np.flatnonzero(first[1:] > first[:-1])
    along = values[arcs.target]
    if where is not None:
        along = np.where(where, along, values.dtype.type(empty))
    found[moving] = operation.reduceat(along, first[moving], axis=0)
    return found
