"""The least that opponents can leave a decision maker with when all move at once, from wherever they stand.

At s each opponent j may choose from a set C_j(s) of its strategies: to stay, or to improve. With i at strategy t the least
value over the product of these sets is a minimum over C_1(s), then over C_2(s), and so on; and it depends on s through the
sets alone. So states are sorted by their sets, and a step is made once for all states whose sets agree so far: sum over k of
(different first k sets) x (strategies of those that are left), in place of states x (strategies of all).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stateofplay.conflict.engine.kernel import Values, highest

Choices = NDArray[np.bool_]
_CELLS = 1 << 22


@dataclass(frozen=True, slots=True, eq=False)
class Opponent:
    """The axis of one opponent, its different sets of choices, and which of them it has at each state asked."""

    axis: int
    sets: Choices
    at: NDArray[np.int64]

    @classmethod
    def of(cls, axis: int, choices: Choices) -> Opponent:
        """Sort the states by the sets: ``choices`` has one row a state and one column a strategy."""
        rows = np.ascontiguousarray(np.packbits(choices, axis=1))
        whole = rows.view(np.dtype((np.void, rows.shape[1]))).reshape(-1)
        _, first, at = np.unique(whole, return_index=True, return_inverse=True)
        return cls(axis, choices[first], at.reshape(-1))


@dataclass(frozen=True, slots=True, eq=False)
class OpponentStep:
    """One opponent's choice: each group of states comes from a group of the step before, with one set of choices."""

    sets: Choices
    parent: NDArray[np.int64]
    chosen: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Some of the states asked (their rows), the steps for them, and the last group of each."""

    rows: NDArray[np.int64]
    steps: tuple[OpponentStep, ...]
    group: NDArray[np.int64]


class Superposed:
    """The plan of the steps for all states asked; made once, used for every strategy of the decision maker.

    Parameters
    ----------
    shape
        Of the grid: one axis a decision maker.
    axis
        Of the decision maker whose stability is asked.
    opponents
        All others.
    states
        How many states are asked.
    """

    def __init__(self, shape: Sequence[int], axis: int, opponents: Sequence[Opponent], states: int) -> None:
        self.states = states
        self.opponents = sorted(opponents, key=lambda one: len(one.sets))
        self.axes = (axis, *(one.axis for one in self.opponents))
        self.sizes = [shape[one.axis] for one in self.opponents]
        self.batches = list(self._planned())

    @property
    def work(self) -> int:
        """How many values are looked at for one strategy."""
        return sum(
            len(step.parent) * size * rest
            for batch in self.batches
            for step, size, rest in zip(batch.steps, self.sizes, _after(self.sizes), strict=True)
        )

    def least(self, values: Values, strategy: int, batch: Batch) -> Values:
        """Return for each state of a batch the least of ``values`` (shaped as the grid) that the opponents can bring about."""
        top = values.dtype.type(highest(values))
        table = values.transpose(self.axes)[strategy].reshape(1, -1)
        for step, size in zip(batch.steps, self.sizes, strict=True):
            split = table.reshape(len(table), size, -1)
            found = np.full((len(step.parent), split.shape[2]), top, values.dtype)
            for choice in range(size):
                groups = np.flatnonzero(step.sets[step.chosen, choice])
                if len(groups) == len(found):
                    np.minimum(found, split[step.parent, choice], out=found)
                elif len(groups):
                    found[groups] = np.minimum(found[groups], split[step.parent[groups], choice])
            table = found
        least: Values = table.reshape(-1)[batch.group]
        return least

    def _planned(self) -> Iterator[Batch]:
        if not self.opponents:
            yield Batch(np.arange(self.states), (), np.zeros(self.states, np.int64))
            return
        order = np.lexsort([one.at for one in reversed(self.opponents)])
        widest = max(1, max(_after(self.sizes)))
        room = max(1, _CELLS // widest)
        for start in range(0, self.states, room):
            rows = order[start : start + room]
            group = np.zeros(len(rows), np.int64)
            steps = []
            for one in self.opponents:
                keys, group = np.unique(group * len(one.sets) + one.at[rows], return_inverse=True)
                group = group.reshape(-1)
                parent, chosen = np.divmod(keys, len(one.sets))
                steps.append(OpponentStep(one.sets, parent, chosen))
            yield Batch(rows, tuple(steps), group)


def most_work(shape: Sequence[int], axis: int) -> int:
    """Return an upper bound of the work for one decision maker and all its strategies, without looking at any choice."""
    cells = int(np.prod(shape, dtype=object))
    sizes = sorted(size for place, size in enumerate(shape) if place != axis)
    groups, total = 1, 0
    for size, rest in zip(sizes, _after(sizes), strict=True):
        groups = min(cells, groups * ((1 << min(size, 40)) - 1))
        total += groups * size * rest
    return total * shape[axis]


def _after(sizes: Sequence[int]) -> list[int]:
    """For each place the number of combinations of all that come after."""
    return [int(np.prod(sizes[k + 1 :], dtype=object)) for k in range(len(sizes))]
