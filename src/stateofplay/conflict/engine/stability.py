"""The fast engine: stability of every state for every decision maker in time linear in the moves.

Let P be the ranks of decision maker i and H its opponents. With v = P for GMR and SEQ, and v(x) = the better of P(x) and
the best P that i can move to from x for SMR and SSEQ, let g(s1) be the least v over the states that H can reach from s1
by legal sequences (no one twice in a row; improvements only for SEQ and SSEQ). Then s is stable for i exactly when
g(s1) <= P(s) for every improvement s1 of i from s: the condition asks only for the least value of a sanction, and "all
counter-moves are no better" only for the greatest. g is a least fixpoint over (state, last mover). Definitions: Nash
1950; Howard 1971 (GMR, SMR); Fraser and Hipel 1979 (SEQ); Rego and Vieira 2017 (SSEQ); legal sequences: Fang, Hipel and
Kilgour 1993. The readable counterpart is :mod:`stateofplay.conflict.oracle`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from stateofplay.conflict.concepts import CREDIBLE, SYMMETRIC
from stateofplay.conflict.engine.arcs import ArcsKernel
from stateofplay.conflict.engine.grid import Grid, GridKernel
from stateofplay.conflict.engine.kernel import Kernel, Values, highest
from stateofplay.conflict.model.moves import MoveTable

Stable: TypeAlias = NDArray[np.bool_]
Progress: TypeAlias = Callable[[str, int, int], None]
"""Called with (what is done, steps done, steps in all); raise in it to stop the work."""

_SPARSE = 24
_WIDEST = 22


def kernel_for(table: MoveTable, ranks: Sequence[Values]) -> Kernel:
    """Choose the grid where moves follow from options and enough of its cells are states, else arc lists."""
    small = _smallest(ranks)
    narrow = all(control.width <= _WIDEST for control in table.controls)
    if table.plain and narrow and small[0].ndim == 1:
        cells = Grid.cells_of(table)
        if cells <= max(_SPARSE * table.space.size, 1 << 12) and cells < 2 * table.estimated_arcs() + (1 << 12):
            return GridKernel(Grid(table), small)
    return ArcsKernel(table, small)


def stable_states(
    table: MoveTable, ranks: Sequence[Values], concepts: Sequence[str], *, progress: Progress | None = None
) -> dict[str, list[Stable]]:
    """Decide NASH, GMR, SMR, SEQ and SSEQ for all states.

    Parameters
    ----------
    table
        The moves.
    ranks
        One rank array a decision maker: (states,), or (states, samples) to judge many profiles at once.
    concepts
        Some of :data:`~stateofplay.conflict.concepts.FAST_CONCEPTS`.
    progress
        Called after each decision maker and concept.

    Returns
    -------
    dict
        Concept to one boolean array a decision maker, of the shape of the ranks.
    """
    kernel = kernel_for(table, ranks)
    players = range(table.players)
    found: dict[str, list[Stable]] = {concept: [] for concept in concepts}
    credible = any(concept in CREDIBLE for concept in concepts)
    for player in players:
        for number, concept in enumerate(concepts):
            found[concept].append(kernel.collect(_stable(kernel, table.players, player, concept)))
            if progress is not None:
                progress(
                    f"{concept} for decision maker {player + 1}",
                    player * len(concepts) + number + 1,
                    table.players * len(concepts),
                )
        if not credible:
            kernel.release(player)
    return found


def least_reached(kernel: Kernel, opponents: Sequence[int], values: Values, *, credible: bool) -> Values:
    """Return g: the least value over all states that the opponents can reach by legal sequences.

    Parameters
    ----------
    kernel
        Moves and preferences.
    opponents
        Who may move, no one twice in a row.
    values
        One value a cell; :func:`~stateofplay.conflict.engine.kernel.highest` in cells that are no state.
    credible
        Whether every mover must improve on the state it moves from.
    """
    if not credible:
        known = kernel.least_of_all(opponents, values)
        if known is not None:
            return known
    step = kernel.least_after_improvement if credible else kernel.least_after_move
    top = highest(values)
    # least[j]: the least value reachable when j moves first; after j anyone but j goes on.
    least = {j: np.full_like(values, top) for j in opponents}
    stale = set(opponents)
    while stale:
        for j in sorted(stale):
            stale.discard(j)
            onward = values
            for k in opponents:
                if k != j:
                    onward = np.minimum(onward, least[k])
            fresh = kernel.block(step(j, onward), top)
            if not np.array_equal(fresh, least[j]):
                least[j] = fresh
                stale.update(k for k in opponents if k != j)
    found = np.full_like(values, top)
    for j in opponents:
        np.minimum(found, least[j], out=found)
    return found


def _stable(kernel: Kernel, players: int, player: int, concept: str) -> Stable:
    ranks = kernel.ranks[player]
    if concept == "NASH":
        return kernel.most_after_move(player, ranks) <= ranks
    opponents = [j for j in range(players) if j != player]
    values = ranks
    if concept in SYMMETRIC:
        values = np.maximum(ranks, kernel.most_after_move(player, ranks))
    values = kernel.block(values, highest(ranks))
    worst = least_reached(kernel, opponents, values, credible=concept in CREDIBLE)
    return kernel.most_after_improvement(player, worst) <= ranks


def _smallest(ranks: Sequence[Values]) -> list[Values]:
    """Use the narrowest integers that hold all ranks and still leave room for "nothing there"."""
    most = max((int(values.max(initial=0)) for values in ranks), default=0)
    kind = np.int8 if most < 126 else np.int16 if most < 2**15 - 2 else np.int32
    return [np.ascontiguousarray(values, dtype=kind) for values in ranks]
