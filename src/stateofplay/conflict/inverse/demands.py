"""What one decision maker's preference must grant for a state to be stable: a condition on "no better than s" alone.

As long as the moves that count as sanctions do not depend on the decision maker itself, its stability at s depends only
on which states it likes no better than s. Each move q from s makes one demand: q is no better than s, or some sanction is
no better (and, for SMR and SSEQ, nothing that can be moved on to from it). More states below s never hurt, so rankings
can be counted by the set below s: with w of the m - 1 other states below, there are w! (m - 1 - w)! strict rankings.
Inverse problem: Kinsara, Kilgour and Hipel 2015; Wang, Hipel, Fang and Dang 2018.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import factorial

import numpy as np
from numpy.typing import NDArray

from stateofplay.conflict.concepts import SYMMETRIC
from stateofplay.conflict.model.moves import MoveTable
from stateofplay.conflict.preferences.preference import Ranks

MAX_COUNTED = 22
MAX_RAISED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What has to hold because of one move: all states of at least one alternative are no better than the state.

    ``alternatives`` hold state ids; the first alternative without sanction is the move's own target.
    """

    decision_maker: str
    move: int
    alternatives: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingChange:
    """A least change of one ranking: ``swaps`` strictly ordered pairs change places (Kendall distance)."""

    decision_maker: str
    swaps: int
    now_below: tuple[int, ...]
    ranking: tuple[tuple[int, ...], ...]


def demands_of(
    table: MoveTable,
    player: int,
    name: str,
    state: int,
    concept: str,
    sanctions: Iterable[tuple[int, frozenset[int]]],
) -> tuple[Demand, ...]:
    """Write the demands of one decision maker at a 0-based state.

    Parameters
    ----------
    table
        The moves.
    player, name
        Position and id of the decision maker.
    state
        The state that is to be stable.
    concept
        NASH, GMR, SMR, SEQ or SSEQ.
    sanctions
        For each move of the decision maker from the state, its target and the states the others can answer with.
    """
    found = []
    for move, answers in sanctions:
        options = [frozenset({move})]
        for end in answers if concept != "NASH" else ():
            after = table.targets(player, end) if concept in SYMMETRIC else []
            options.append(frozenset({end, *after}) - {state})
        least = minimal(options)
        if frozenset() not in least:
            found.append(Demand(decision_maker=name, move=move + 1, alternatives=_ordered(least, move)))
    return tuple(found)


def minimal(sets: Iterable[frozenset[int]]) -> list[frozenset[int]]:
    """Keep the sets that contain no other one."""
    kept: list[frozenset[int]] = []
    for one in sorted(set(sets), key=lambda s: (len(s), sorted(s))):
        if not any(other <= one for other in kept):
            kept.append(one)
    return kept


def count_rankings(demands: Sequence[Demand], states: int) -> int | None:
    """Count the strict rankings of all states that meet the demands, exactly; None for too many states involved.

    Examples
    --------
    >>> wish = Demand(decision_maker="A", move=2, alternatives=((2,), (3,)))
    >>> count_rankings([wish], 3)
    4
    """
    involved = sorted({x for one in demands for option in one.alternatives for x in option})
    if len(involved) > MAX_COUNTED:
        return None
    below = np.arange(1 << len(involved), dtype=np.uint32)
    met = _met(demands, involved, below)
    sizes = np.bincount(np.bitwise_count(below[met]), minlength=len(involved) + 1)
    r = len(involved)
    ways = sum(int(n) * factorial(w) * factorial(r - w) for w, n in enumerate(sizes))
    return ways * factorial(states) // factorial(r + 1)


def least_change(demands: Sequence[Demand], name: str, state: int, ranks: Ranks) -> RankingChange | None:
    """Find a ranking nearest to ``ranks`` that meets the demands; None for too many states to choose from.

    If the set M goes below s, every pair (x, s) with x in M changes, and every pair (x, y) with y above s left above it
    and x once above y; nothing else has to. Broken ties cost nothing.
    """
    above = [int(x) for x in np.argsort(-ranks, kind="stable") if ranks[x] > ranks[state]]
    if len(above) > MAX_RAISED:
        return None
    lowered = np.arange(1 << len(above), dtype=np.uint32)
    granted = frozenset((np.flatnonzero(ranks <= ranks[state]) + 1).tolist())
    left = [
        Demand(
            decision_maker=name,
            move=one.move,
            alternatives=tuple(tuple(x for x in option if x not in granted) for option in one.alternatives),
        )
        for one in demands
    ]
    met = np.flatnonzero(_met(left, [x + 1 for x in above], lowered)).astype(np.uint32)
    if not len(met):
        return None
    cost = np.bitwise_count(met).astype(np.int64)
    for place, y in enumerate(above):
        higher = sum(1 << k for k in range(place) if ranks[above[k]] > ranks[y])
        stays = (met >> np.uint32(place)) & np.uint32(1) == 0
        cost += np.where(stays, np.bitwise_count(met & np.uint32(higher)), 0)
    best = int(np.argmin(cost))
    moved = [x for k, x in enumerate(above) if int(met[best]) >> k & 1]
    kept = [x for x in above if x not in moved]
    tied = [x for x in np.flatnonzero(ranks == ranks[state]).tolist() if x != state]
    lower = [int(x) for x in np.argsort(-ranks, kind="stable") if ranks[x] < ranks[state]]
    with_state = [(state, *tied)] if not moved else [(state,)]
    rest = [tuple(tied)] if moved and tied else []
    order = [*_classes(kept, ranks), *with_state, *_classes(moved, ranks), *rest, *_classes(lower, ranks)]
    return RankingChange(
        decision_maker=name,
        swaps=int(cost[best]),
        now_below=tuple(sorted(x + 1 for x in moved)),
        ranking=tuple(tuple(x + 1 for x in sorted(tied)) for tied in order),
    )


def _met(demands: Sequence[Demand], involved: Sequence[int], below: NDArray[np.uint32]) -> NDArray[np.bool_]:
    place = {x: 1 << k for k, x in enumerate(involved)}
    met = np.ones(len(below), bool)
    for one in demands:
        some = np.zeros(len(below), bool)
        for option in one.alternatives:
            need = np.uint32(sum(place[x] for x in option))
            some |= (below & need) == need
        met &= some
    return met


def _classes(states: Sequence[int], ranks: Ranks) -> list[tuple[int, ...]]:
    found: list[list[int]] = []
    for x in states:
        if found and ranks[found[-1][0]] == ranks[x]:
            found[-1].append(x)
        else:
            found.append([x])
    return [tuple(tied) for tied in found]


def _ordered(sets: Sequence[frozenset[int]], move: int) -> tuple[tuple[int, ...], ...]:
    own = frozenset({move})
    first = sorted(sets, key=lambda s: (s != own, len(s), sorted(s)))
    return tuple(tuple(sorted(x + 1 for x in one)) for one in first)
