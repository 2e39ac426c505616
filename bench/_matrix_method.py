"""The matrix method of Xu, Li, Kilgour and Hipel (2009), as a reference for speed and for the zero diagonal.

Dense matrices of states by states: moves J, improvements J+, reach M step by step until nothing new is reached, and the
stability matrices of NASH, GMR, SMR and SEQ, whose diagonals are 0 where a state is stable.
"""

from __future__ import annotations

from functools import reduce

import numpy as np
from numpy.typing import NDArray

from stateofplay.conflict import Conflict
from stateofplay.conflict.model.moves import moves_of
from stateofplay.conflict.model.ranks import ranks_of

Matrix = NDArray[np.float32]


def matrix_verdicts(conflict: Conflict) -> dict[str, dict[str, tuple[int, ...]]]:
    """Return concept to decision maker to the ids of its stable states."""
    size, table = len(conflict.space), moves_of(conflict)
    every, none = np.ones((size, size), np.float32), np.zeros((size, size), np.float32)
    moves, better = [], []
    for player, ranks in enumerate(ranks_of(conflict)):
        arcs = table.arcs(player)
        moves.append(none.copy())
        moves[-1][arcs.source, arcs.target] = 1
        better.append((ranks[None, :] > ranks[:, None]).astype(np.float32))
    improving = [m * b for m, b in zip(moves, better, strict=True)]
    out: dict[str, dict[str, tuple[int, ...]]] = {concept: {} for concept in ("NASH", "GMR", "SMR", "SEQ")}
    for player, dm in enumerate(conflict.dm_ids):
        others = [j for j in range(table.players) if j != player]
        no_better = every - np.eye(size, dtype=np.float32) - better[player]
        anything, credible = _reach(moves, others, none), _reach(improving, others, none)
        lasting = no_better.T * (every - np.sign(moves[player] @ better[player].T))
        found = {
            "NASH": improving[player] @ every,
            "GMR": improving[player] @ (every - np.sign(anything @ no_better.T)),
            "SMR": improving[player] @ (every - np.sign(anything @ lasting)),
            "SEQ": improving[player] @ (every - np.sign(credible @ no_better.T)),
        }
        for concept, matrix in found.items():
            out[concept][dm] = tuple((np.flatnonzero(np.diagonal(matrix) == 0) + 1).tolist())
    return out


def _reach(steps: list[Matrix], group: list[int], none: Matrix) -> Matrix:
    """Ends of legal sequences: M_i^(t) = sign(J_i sum of M_k^(t-1) over k other than i), until nothing new is reached."""
    last = {i: steps[i] for i in group}
    seen = dict(last)  # by last mover: the same state reached by somebody else opens further moves
    while True:
        last = {i: np.sign(steps[i] @ reduce(np.add, (last[k] for k in group if k != i), none)) for i in group}
        grown = {i: np.sign(seen[i] + last[i]) for i in group}
        if all(np.array_equal(grown[i], seen[i]) for i in group):
            return np.sign(reduce(np.add, seen.values(), none))
        seen = grown
