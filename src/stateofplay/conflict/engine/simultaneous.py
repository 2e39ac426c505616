"""Simultaneous stability: opponents answer an improvement at the same time, from the same state.

SIM-a (GMCR+ handout 2014): s is stable for i when for every improvement s1 the opponents have choices, each to stay or to
make one of its own improvements from s, whose superposition with s1 (each decision maker sets its own option bits) is
feasible and no better for i than s. SIM-b (Fraser and Hipel 1984): asked only where i is neither NASH nor SEQ stable and
another decision maker is not either, and only those others may answer. Needs option form.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from stateofplay.conflict.engine.grid import Grid, GridKernel
from stateofplay.conflict.engine.kernel import Values, highest
from stateofplay.conflict.engine.stability import Progress, Stable
from stateofplay.conflict.engine.superposing import Batch, Opponent, Superposed, most_work
from stateofplay.conflict.model.moves import Indices, MoveTable
from stateofplay.errors import ConflictError

MAX_COMBINATIONS = 60_000_000_000
USUAL_COMBINATIONS = 4_000_000_000
_ROOM = 1 << 26
_COUNTED = 1 << 23  # cells x strategies up to which the work is counted, not bounded
MAX_LISTED = 20_000_000


def simultaneously_stable(
    table: MoveTable,
    ranks: Sequence[Values],
    *,
    player: int,
    may_answer: Sequence[Stable] | None = None,
    progress: Progress | None = None,
) -> Stable:
    """Decide for every state whether simultaneous answers deter all improvements of one decision maker.

    Parameters
    ----------
    table, ranks
        Moves and one rank array a decision maker.
    player
        The decision maker whose stability is asked.
    may_answer
        For each decision maker the states at which it may answer (SIM-b); everyone everywhere when None (SIM-a).
    progress
        Called after each batch of states; raise in it to stop.

    Raises
    ------
    ConflictError
        ``conflict.not_option_form`` for models with explicit moves or coalesced states; ``conflict.too_large`` with the
        number of combinations when they are too many.
    """
    if not table.in_option_form:
        raise _no_option_form()
    if _fits_grid(table):
        return _on_grid(GridKernel(Grid(table), list(ranks)), player, may_answer, progress)
    return _by_listing(table, ranks, player, may_answer)


def _no_option_form() -> ConflictError:
    return ConflictError(
        "simultaneous stability superposes changes of options, which this model does not have",
        slug="conflict.not_option_form",
        hint="Leave SIM out for models with explicit moves or coalesced states.",
    )


def simultaneous_work(table: MoveTable, ranks: Sequence[Values]) -> int:
    """Return at most how many values SIM has to look at, for all decision makers together."""
    if not _fits_grid(table):
        return table.estimated_arcs() * 64
    grid = Grid(table)
    if grid.cells * sum(grid.shape) > _COUNTED:
        return sum(most_work(grid.shape, axis) for axis in range(len(grid.shape)))
    kernel = GridKernel(grid, list(ranks))
    return sum(_work(kernel, player) for player in range(len(grid.shape)))


def _work(kernel: GridKernel, player: int) -> int:
    """The values to look at for one decision maker, counted."""
    cells = _asked(kernel, player)
    axis = len(kernel.ranks) - 1 - player
    plan = Superposed(kernel.grid.shape, axis, _opponents(kernel, player, cells, None), len(cells))
    return plan.work * len(kernel.grid.strategies[player])


def _asked(kernel: GridKernel, player: int) -> NDArray[np.int64]:
    """The cells from which the player has an improvement."""
    own = kernel.ranks[player]
    return np.flatnonzero((kernel.most_after_move(player, own) > own) & (own >= 0))


def _fits_grid(table: MoveTable) -> bool:
    narrow = all(control.width <= 22 for control in table.controls)
    return table.plain and narrow and Grid.cells_of(table) <= max(64 * table.space.size, 1 << 12)


def _on_grid(kernel: GridKernel, player: int, may_answer: Sequence[Stable] | None, progress: Progress | None) -> Stable:
    grid, own = kernel.grid, kernel.ranks[player]
    players = len(kernel.ranks)
    stable = np.ones(grid.cells, bool)
    asked = _asked(kernel, player)
    if not len(asked):
        return kernel.collect(stable)
    answers = None if may_answer is None else [kernel.spread(where) for where in may_answer]
    values = kernel.block(own, highest(own)).reshape(grid.shape)
    room = max(1, _ROOM // max(map(len, grid.strategies)))
    slabs = [asked[start : start + room] for start in range(0, len(asked), room)]
    for number, cells in enumerate(slabs):
        plan = Superposed(grid.shape, players - 1 - player, _opponents(kernel, player, cells, answers), len(cells))
        work = plan.work * len(grid.strategies[player]) * (len(slabs) - number)
        if work > MAX_COMBINATIONS:
            raise ConflictError(
                f"simultaneous stability needs {work:,} combinations of moves on this model",
                slug="conflict.too_large",
                hint="Leave SIM out, or reduce the options.",
            )
        improves = _choices(kernel, player, cells, None)
        np.put_along_axis(improves, _coordinate(grid, player, cells)[:, None], False, axis=1)
        for done, batch in enumerate(plan.batches, 1):
            stable[cells[batch.rows[_free(plan, batch, values, improves, own[cells])]]] = False
            if progress is not None:
                part = f"simultaneous answers to decision maker {player + 1}"
                progress(part, number * len(plan.batches) + done, len(slabs) * len(plan.batches))
    return kernel.collect(stable)


def _opponents(
    kernel: GridKernel, player: int, cells: NDArray[np.int64], answers: Sequence[Stable] | None
) -> list[Opponent]:
    players = len(kernel.ranks)
    return [
        Opponent.of(players - 1 - j, _choices(kernel, j, cells, None if answers is None else answers[j][cells]))
        for j in range(players)
        if j != player
    ]


def _free(plan: Superposed, batch: Batch, values: Values, improves: NDArray[np.bool_], limit: Values) -> Stable:
    """For the states of a batch: whether some improvement is left that no answer spoils."""
    found = np.zeros(len(batch.rows), bool)
    for strategy in range(improves.shape[1]):
        better = improves[batch.rows, strategy]
        if better.any():
            found |= better & (plan.least(values, strategy, batch) > limit[batch.rows])
    return found


def _coordinate(grid: Grid, player: int, cells: NDArray[np.int64]) -> NDArray[np.int64]:
    return cells // grid.inner[player] % len(grid.strategies[player])


def _choices(kernel: GridKernel, player: int, cells: NDArray[np.int64], may_move: Stable | None) -> NDArray[np.bool_]:
    """Return (cells, strategies): staying, or an improvement of the player where it may move."""
    grid, ranks = kernel.grid, kernel.ranks[player]
    here = _coordinate(grid, player, cells)
    size = len(grid.strategies[player])
    line = (cells - here * grid.inner[player])[:, None] + np.arange(size) * grid.inner[player]
    better: NDArray[np.bool_] = ranks[line] > ranks[cells][:, None]
    targets = grid.targets[player]
    if targets is not None:
        possible = np.zeros((size, size), bool)
        for place, reached in enumerate(targets):
            possible[place, reached] = True
        better &= possible[here]
    if may_move is not None:
        better &= may_move[:, None]
    np.put_along_axis(better, here[:, None], True, axis=1)
    return better


def simultaneously_stable_by_tables(
    table: MoveTable,
    tempting: Sequence[Pairwise],
    deters: Pairwise,
    *,
    player: int,
    may_answer: Sequence[Stable] | None = None,
) -> Stable:
    """Decide the same under any reading of preferences; see :func:`simultaneously_stable`.

    ``tempting`` says for each decision maker which moves it would make, ``deters`` which ends deter the one in question.
    """
    if not table.in_option_form:
        raise _no_option_form()
    return _listed(table, tempting, deters, player, may_answer)


class Pairwise(Protocol):
    """A table of states against states, stored or worked out when asked."""

    def __getitem__(self, at: tuple[Indices | int, Indices | int], /) -> NDArray[np.bool_]:
        """Say for each pair whether it holds."""


def _by_listing(table: MoveTable, ranks: Sequence[Values], player: int, may_answer: Sequence[Stable] | None) -> Stable:
    own = ranks[player]
    return _listed(table, [_Better(one) for one in ranks], _NoBetter(own), player, may_answer)


class _Better:
    """The table "q is better than s", from ranks and without storing it."""

    def __init__(self, ranks: Values) -> None:
        self.ranks = ranks

    def __getitem__(self, at: tuple[Indices | int, Indices | int]) -> NDArray[np.bool_]:
        return np.asarray(self.ranks[at[1]] > self.ranks[at[0]])


class _NoBetter(_Better):
    """The table "x is no better than s"."""

    def __getitem__(self, at: tuple[Indices | int, Indices | int]) -> NDArray[np.bool_]:
        return np.asarray(self.ranks[at[1]] <= self.ranks[at[0]])


def _listed(
    table: MoveTable,
    tempting: Sequence[Pairwise],
    deters: Pairwise,
    player: int,
    may_answer: Sequence[Stable] | None,
) -> Stable:
    masks = table.space.masks
    improving = []
    for j in range(table.players):
        arcs = table.arcs(j)
        better = tempting[j][arcs.source, arcs.target]
        first = np.searchsorted(arcs.source[better], np.arange(table.space.size + 1))
        improving.append((first, arcs.target[better]))
    opponents = [j for j in range(table.players) if j != player]
    counts = np.ones(table.space.size)
    for j in opponents:
        counts *= 1 + np.diff(improving[j][0])
    counts *= np.diff(improving[player][0])
    if counts.sum() > MAX_LISTED:
        raise ConflictError(
            f"simultaneous stability needs {int(counts.sum()):,} combinations of moves on this model",
            slug="conflict.too_large",
            hint="Leave SIM out, or reduce the options.",
        )
    stable = np.ones(table.space.size, bool)
    for state in np.flatnonzero(counts).tolist():
        here = int(masks[state])
        changes = [
            [0, *(int(masks[q]) ^ here for q in _segment(improving[j], state))]
            if may_answer is None or may_answer[j][state]
            else [0]
            for j in opponents
        ]
        joint = {_union(combination) for combination in product(*changes)} - {0}  # somebody has to move
        for s1 in _segment(improving[player], state):
            ends = (table.space.index_of_mask(int(masks[s1]) ^ change) for change in joint)
            if not any(end >= 0 and deters[state, end] for end in ends):
                stable[state] = False
                break
    return stable


def _segment(improving: tuple[NDArray[np.int64], NDArray[np.int32]], state: int) -> NDArray[np.int32]:
    first, target = improving
    return target[first[state] : first[state + 1]]


def _union(changes: Sequence[int]) -> int:
    joint = 0
    for change in changes:
        joint ^= change
    return joint
