"""MR_r, CMR_r and MAXIMIN_h for all states at once: game trees as tables of bits.

Row z holds one bit for every s in question: whether i, having set out from s, wins at z with so many moves left. A turn of
i is a union over its moves, a turn of the opponents a union over their reach, so a tree of r moves costs r passes over the
moves, O(r moves states / 64). The readable counterpart is :mod:`stateofplay.conflict.oracle.policies`.
"""

from __future__ import annotations

import numpy as np

from stateofplay.conflict.engine.bits import Bits, into, kept, union
from stateofplay.conflict.engine.relational import check_memory
from stateofplay.conflict.engine.stability import Progress, Stable
from stateofplay.conflict.model.conflict import Conflict
from stateofplay.conflict.model.moves import Arcs, moves_of
from stateofplay.conflict.preferences.preference import check_paired_size
from stateofplay.conflict.preferences.readings import PreferenceReading, Relations, Table, read


def stable_in_trees(
    conflict: Conflict, family: str, h: int, reading: PreferenceReading, *, progress: Progress | None = None
) -> dict[str, Stable]:
    """Decide one game tree for every decision maker and state.

    Parameters
    ----------
    conflict
        A model of at most 8,192 states.
    family
        ``"MR"``, ``"CMR"`` or ``"MAXIMIN"``.
    h
        How many moves, or turns.
    reading
        How preferences are read, but for ``weak``.
    progress
        Called with a text, a count and a total after each decision maker; raise in it to stop.
    """
    check_paired_size(conflict.space)
    check_memory(conflict)
    table = moves_of(conflict)
    relations = [read(dm.preference.pairs(conflict.space), reading) for dm in conflict.decision_makers]
    found = {}
    for player, dm in enumerate(conflict.dm_ids):
        if progress is not None:
            progress(f"{h} moves deep", player, table.players)
        mine, arcs = relations[player], table.arcs(player)
        others = [j for j in range(table.players) if j != player]
        if family == "MAXIMIN":
            found[dm] = _maximin(mine, arcs, [table.arcs(j) for j in others], h)
            continue
        credible = family == "CMR"
        answers = [kept(table.arcs(j), relations[j].credible) if credible else table.arcs(j) for j in others]
        found[dm] = _metarational(mine, kept(arcs, mine.leaves) if credible else arcs, answers, arcs, h)
    return found


def _rows(table: Table) -> Bits:
    """Turn a table [s, x] into a row of bits over s for every x."""
    return np.packbits(table.T, axis=1)


def _metarational(mine: Relations, own: Arcs, answers: list[Arcs], arcs: Arcs, h: int) -> Stable:
    stable = np.ones(arcs.size, bool)
    if h == 0:
        return stable
    free, content = ~_rows(mine.deters), _rows(mine.further)
    lost = np.full_like(free, 255)  # the opponents fail at y, with no move left to them
    won = free.copy()  # i wins at z, with no move left to it
    by_left = {0: (lost, won)}
    for left in range(1, h):
        lost = ~into(answers, ~by_left[left - 1][1])
        won = free | union(own, by_left[left - 1][0] & ~content)
        by_left[left] = lost, won
    return _settled(mine, arcs, by_left[h - 1][0], stable)


def _maximin(mine: Relations, arcs: Arcs, answers: list[Arcs], h: int) -> Stable:
    stable = np.ones(arcs.size, bool)
    won = _rows(mine.leaves)
    lost = won.copy()
    for _ in range(h):
        # at x either side may also stay; the other one's turn has one move less
        won, lost = lost | union(arcs, lost), ~(~won | into(answers, ~won))
    at = np.arange(arcs.size)
    stable[(won[at, at >> 3] >> (7 - (at & 7)) & 1).astype(bool)] = False
    return stable


def _settled(mine: Relations, arcs: Arcs, lost: Bits, stable: Stable) -> Stable:
    """Stable where no move that tempts leads to a state at which the opponents fail."""
    tempting = mine.leaves[arcs.source, arcs.target]
    source, target = arcs.source[tempting], arcs.target[tempting]
    fails = (lost[target, source >> 3] >> (7 - (source & 7)) & 1).astype(bool)
    stable[source[fails]] = False
    return stable
