"""What the fast engine asks of a move structure: minimum and maximum over moves and over improvements.

The reductions of :mod:`stateofplay.conflict.engine.stability` need nothing else, so a new representation of moves (the grid of
option form, arc lists, ...) is one class with these methods.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

Values: TypeAlias = NDArray[np.signedinteger]
Scalar = TypeVar("Scalar", bound=np.generic)


def highest(values: Values) -> int:
    """Return the value that stands for "nothing there" in minima: above every rank."""
    return int(np.iinfo(values.dtype).max)


class Kernel(Protocol):
    """Minima and maxima over unilateral moves, for all cells at once.

    Cells are states, or a larger array that contains them; ``spread`` and ``collect`` translate.
    """

    ranks: list[Values]

    def spread(self, values: NDArray[Scalar]) -> NDArray[Scalar]:
        """States to cells."""

    def collect(self, values: NDArray[Scalar]) -> NDArray[Scalar]:
        """Cells to states."""

    def block(self, values: Values, fill: int) -> Values:
        """Return ``values`` with ``fill`` in the cells that are no state."""

    def least_after_move(self, player: int, values: Values) -> Values:
        """Minimum of ``values`` over R_j(s); :func:`highest` where empty."""

    def most_after_move(self, player: int, values: Values) -> Values:
        """Maximum of ``values`` over R_j(s); -1 where empty."""

    def least_after_improvement(self, player: int, values: Values) -> Values:
        """Minimum of ``values`` over R_j+(s); :func:`highest` where empty."""

    def most_after_improvement(self, player: int, values: Values) -> Values:
        """Maximum of ``values`` over R_j+(s); -1 where empty."""

    def least_of_all(self, opponents: Sequence[int], values: Values) -> Values | None:
        """Minimum over everything that legal sequences of the opponents reach, where a short cut is known; else None."""

    def release(self, player: int) -> None:
        """Forget what was prepared for one decision maker, to save memory."""
