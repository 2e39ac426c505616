"""Sets of states as rows of bits: unions over moves and over legal sequences, O(moves x states / 64) a step."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from stateofplay.conflict.model.moves import Arcs
from stateofplay.conflict.preferences.readings import Table

Bits = NDArray[np.uint8]
_WORD = 8
_PIECE = 1 << 24


def into(arcs: Sequence[Arcs], rows: Bits) -> Bits:
    """Return for each state the union of ``rows`` over all that a group reaches from it by legal sequences.

    Parameters
    ----------
    arcs
        The moves of each member of the group.
    rows
        One row of bits a state.
    """
    wide = _words(rows)
    found = [np.zeros_like(wide) for _ in arcs]
    stale = set(range(len(arcs)))
    while stale:
        for j in sorted(stale):
            stale.discard(j)
            onward = wide.copy()
            for k, known in enumerate(found):
                if k != j:
                    onward |= known
            fresh = _union(arcs[j], onward)
            if not np.array_equal(fresh, found[j]):
                found[j] = fresh
                stale.update(k for k in range(len(arcs)) if k != j)
    joint = np.bitwise_or.reduce(found) if found else np.zeros_like(wide)
    return joint.view(np.uint8)[:, : rows.shape[1]]


def kept(arcs: Arcs, credible: Table) -> Arcs:
    """Return the moves for which a table holds."""
    keep = credible[arcs.source, arcs.target]
    return Arcs(arcs.source[keep], arcs.target[keep], arcs.size)


def union(arcs: Arcs, onward: Bits) -> Bits:
    """Return for each state the union of ``onward`` over its moves."""
    return _union(arcs, _words(onward)).view(np.uint8)[:, : onward.shape[1]]


def _words(rows: Bits) -> NDArray[np.uint64]:
    """The same rows in words of 64 bits."""
    width = -(-rows.shape[1] // _WORD) * _WORD
    wide = np.zeros((len(rows), width), np.uint8)
    wide[:, : rows.shape[1]] = rows
    return wide.view(np.uint64)


def _union(arcs: Arcs, onward: NDArray[np.uint64]) -> NDArray[np.uint64]:
    found = np.zeros_like(onward)
    moving = np.flatnonzero(arcs.first[1:] > arcs.first[:-1])
    room = max(1, _PIECE // max(onward.shape[1] * _WORD, 1))  # moves whose rows are gathered at a time
    start = 0
    while start < len(moving):
        end = int(np.searchsorted(arcs.first[moving + 1], arcs.first[moving[start]] + room, side="right"))
        some = moving[start : max(end, start + 1)]
        low, high = arcs.first[some[0]], arcs.first[some[-1] + 1]
        found[some] = np.bitwise_or.reduceat(onward[arcs.target[low:high]], arcs.first[some] - low, axis=0)
        start += len(some)
    return found
