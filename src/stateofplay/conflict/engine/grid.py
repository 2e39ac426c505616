"""Minimum and maximum over moves in option form, without any arcs: the grid of strategies.

A state is one strategy (choice of own options) a decision maker; all strategies that occur span a grid with one axis a
decision maker, and a move of j stays on one line along axis j. So a minimum over moves is a minimum along an axis, and a
minimum over improvements is a running minimum along the line sorted by j's preference. Cells of the grid that are not
feasible never win. Cost of a step O(cells), memory O(cells); one-way options cost O(cells x strategies) a step.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from stateofplay.conflict.engine.kernel import Scalar, Values, highest
from stateofplay.conflict.logic.formulas import Masks
from stateofplay.conflict.model.moves import Control, MoveTable

_SHORT = 32


class Grid:
    """The axes of the grid and the place of each state in it; independent of preferences."""

    def __init__(self, table: MoveTable) -> None:
        self.strategies = _strategies(table)
        self.shape = tuple(len(found) for found in reversed(self.strategies))
        self.cells = int(np.prod(self.shape, dtype=object))
        masks = table.space.masks
        self.inner: list[int] = []
        stride = 1
        for found in self.strategies:
            self.inner.append(stride)
            stride *= len(found)
        self.full = self.cells == len(masks)
        self.identity = self.full and _in_order(table)
        self.place: NDArray[np.int64] | None = None
        self.feasible: NDArray[np.bool_] | None = None
        if not self.identity:
            self.place = np.zeros(len(masks), np.int64)
            for control, found, inner in zip(table.controls, self.strategies, self.inner, strict=True):
                numbers = np.zeros(1 << control.width, np.int64)
                numbers[_packed(found, control.own)] = np.arange(len(found)) * inner
                self.place += numbers[_packed(masks, control.own)]
        if not self.full and self.place is not None:
            self.feasible = np.zeros(self.cells, bool)
            self.feasible[self.place] = True
        self.targets = [
            _transitions(control, found) for control, found in zip(table.controls, self.strategies, strict=True)
        ]

    @staticmethod
    def cells_of(table: MoveTable) -> int:
        """Return how many cells the grid would have."""
        return int(np.prod([len(found) for found in _strategies(table)], dtype=object))


class GridKernel:
    """The kernel on a :class:`Grid`; ``ranks[j]`` are given by state and kept by cell, -1 where infeasible."""

    def __init__(self, grid: Grid, ranks: list[Values]) -> None:
        self.grid = grid
        self.ranks = [self.spread(values) for values in ranks]
        self._sorted: dict[int, tuple[NDArray[np.int64], NDArray[np.int64]]] = {}

    def spread(self, values: NDArray[Scalar]) -> NDArray[Scalar]:
        """States to cells; in cells that are no state numbers are -1 and truth values false."""
        if self.grid.place is None:
            return values
        found = np.full(self.grid.cells, 0 if values.dtype == bool else -1, values.dtype)
        found[self.grid.place] = values
        return found

    def collect(self, values: NDArray[Scalar]) -> NDArray[Scalar]:
        """Cells to states."""
        return values if self.grid.place is None else values[self.grid.place]

    def block(self, values: Values, fill: int) -> Values:
        """Put ``fill`` into the cells that are no state."""
        if self.grid.feasible is None:
            return values
        return np.where(self.grid.feasible, values, values.dtype.type(fill))

    def least_after_move(self, player: int, values: Values) -> Values:
        """Minimum along the line without the cell itself."""
        return self._moved(np.minimum, player, values, highest(values))

    def most_after_move(self, player: int, values: Values) -> Values:
        """Maximum along the line without the cell itself."""
        return self._moved(np.maximum, player, values, -1)

    def least_after_improvement(self, player: int, values: Values) -> Values:
        """Minimum over the cells of the line that the player likes better."""
        if player not in self._sorted and self.grid.targets[player] is None:
            self._sorted[player] = self._sort(player)  # asked for again and again: worth sorting the lines once
        return self._improved(np.minimum, player, values, highest(values))

    def most_after_improvement(self, player: int, values: Values) -> Values:
        """Maximum over the cells of the line that the player likes better."""
        return self._improved(np.maximum, player, values, -1)

    def least_of_all(self, opponents: Sequence[int], values: Values) -> Values | None:
        """Minimum over the plane of the opponents' strategies, when every cell is a state and no option is one-way.

        Then two or more opponents who can move at all reach every state of the plane, each moving once, and the start
        itself by moving there and back in turn (j, k, j, k).
        """
        able = [j for j in opponents if len(self.grid.strategies[j]) > 1]
        if len(able) < 2 or not self.grid.full or any(self.grid.targets[j] is not None for j in able):
            return None
        last = len(self.grid.shape) - 1
        shaped = values.reshape(self.grid.shape)
        least = shaped.min(axis=tuple(last - j for j in able), keepdims=True)
        return np.broadcast_to(least, self.grid.shape).reshape(-1)

    def release(self, player: int) -> None:
        """Forget the sorted lines of one player."""
        self._sorted.pop(player, None)

    def _lines(self, player: int, values: Values) -> Values:
        """View with axis 0 along the player's axis; contiguous where that is much faster."""
        inner, size = self.grid.inner[player], len(self.grid.strategies[player])
        view = values.reshape(-1, size, inner).swapaxes(0, 1)
        return np.ascontiguousarray(view) if inner < _SHORT else view

    def _cells(self, lines: Values) -> Values:
        """Undo :meth:`_lines`."""
        return np.ascontiguousarray(lines.swapaxes(0, 1)).reshape(-1)

    def _moved(self, operation: np.ufunc, player: int, values: Values, empty: int) -> Values:
        size = len(self.grid.strategies[player])
        if size == 1:
            return np.full_like(values, empty)
        targets = self.grid.targets[player]
        lines = self._lines(player, values)
        if targets is None and size == 2:
            return self._cells(lines[::-1])
        found = np.empty_like(lines)
        if targets is not None:
            for place, reached in enumerate(targets):
                found[place] = operation.reduce(lines[reached], axis=0) if len(reached) else empty
            return self._cells(found)
        found[0] = empty
        for place in range(1, size):  # best of all before ...
            operation(found[place - 1], lines[place - 1], out=found[place])
        after = lines[size - 1].copy()
        for place in range(size - 2, -1, -1):  # ... and of all after
            operation(found[place], after, out=found[place])
            operation(after, lines[place], out=after)
        return self._cells(found)

    def _improved(self, operation: np.ufunc, player: int, values: Values, empty: int) -> Values:
        size = len(self.grid.strategies[player])
        if size == 1:
            return np.full_like(values, empty)
        targets = self.grid.targets[player]
        if targets is None and player not in self._sorted:
            if size > _SHORT:
                self._sorted[player] = self._sort(player)
            else:
                targets = [np.delete(np.arange(size), place) for place in range(size)]
        if targets is not None:
            return self._improved_pairwise(operation, player, values, empty, targets)
        order, above = self._sorted[player]
        running = np.empty(values.size + 1, values.dtype)
        running[-1] = empty
        best = running[:-1].reshape(size, -1)
        np.take(values, order, out=best, mode="clip")
        for place in range(1, size):
            operation(best[place], best[place - 1], out=best[place])
        return np.take(running, above, mode="clip")

    def _sort(self, player: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the cells of each line from best to worst, and for each cell its last strictly better place."""
        size, inner = len(self.grid.strategies[player]), self.grid.inner[player]
        ranks = self.ranks[player]
        lines = np.ascontiguousarray(ranks.reshape(-1, size, inner).swapaxes(0, 1)).reshape(size, -1)
        width = lines.shape[1]
        place = np.argsort(lines.T, axis=1, kind="stable")[:, ::-1].T
        ordered = np.take_along_axis(lines, place, axis=0)
        start = np.zeros((size, width), np.int16 if size < 2**15 else np.int32)
        for row in range(1, size):  # first place of the run of equal ranks
            start[row] = np.where(ordered[row] == ordered[row - 1], start[row - 1], row)
        line = np.arange(width, dtype=np.int64)
        base = (line // inner) * (size * inner) + line % inner
        order = place * inner + base
        above = np.empty(size * width, np.int64)
        last = (start.astype(np.int64) - 1) * width + line
        last[start == 0] = size * width
        above[order] = last
        return np.ascontiguousarray(order), above

    def _improved_pairwise(
        self, operation: np.ufunc, player: int, values: Values, empty: int, targets: list[NDArray[np.int64]]
    ) -> Values:
        lines, ranks = self._lines(player, values), self._lines(player, self.ranks[player])
        found = np.full_like(lines, empty)
        for place, reached in enumerate(targets):
            for target in reached:
                along = np.where(ranks[target] > ranks[place], lines[target], values.dtype.type(empty))
                operation(found[place], along, out=found[place])
        return self._cells(found)


def _transitions(control: Control, strategies: NDArray[np.uint64]) -> list[NDArray[np.int64]] | None:
    """Return for each strategy the strategies reachable by one-way rules, or None when all are."""
    if not control.to_yes and not control.to_no:
        return None
    before, after = strategies[:, None], strategies[None, :]
    undone = (before & ~after & np.uint64(control.to_yes)) | (~before & after & np.uint64(control.to_no))
    allowed = (undone == 0) & (before != after)
    return [np.flatnonzero(row) for row in allowed]


def _strategies(table: MoveTable) -> list[Masks]:
    """Return for each decision maker the choices of own options that occur in some state, in increasing order."""
    kept = table.known.get("strategies")
    if kept is None:
        kept = []
        for control in table.controls:
            present = np.zeros(1 << control.width, bool)
            if len(table.space.masks) == 1 << table.space.n_options:
                present[:] = True
            else:
                present[_packed(table.space.masks, control.own)] = True
            kept.append(_unpacked(np.flatnonzero(present).astype(np.uint64), control.own))
        table.known["strategies"] = kept
    return kept


def _in_order(table: MoveTable) -> bool:
    """Say whether the options of each decision maker stand together, in the order of the decision makers."""
    position = 0
    for control in table.controls:
        if control.own != ((1 << control.width) - 1) << position:
            return False
        position += control.width
    return True


def _packed(masks: Masks, own: int) -> NDArray[np.int64]:
    """Move the own bits of each mask together, lowest first."""
    found = np.zeros(masks.shape, np.uint64)
    position, bit = 0, 0
    while own >> bit:
        width = 0
        while own >> (bit + width) & 1:
            width += 1
        if width:
            run = (masks >> np.uint64(bit)) & np.uint64((1 << width) - 1)
            found |= run << np.uint64(position)
            position += width
        bit += width or 1
    return found.astype(np.int64)


def _unpacked(packed: Masks, own: int) -> Masks:
    """Undo :func:`_packed`."""
    found = np.zeros(packed.shape, np.uint64)
    bits = [bit for bit in range(own.bit_length()) if own >> bit & 1]
    for position, bit in enumerate(bits):
        found |= ((packed >> np.uint64(position)) & np.uint64(1)) << np.uint64(bit)
    return found
