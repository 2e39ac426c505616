"""The moves and verdicts of coalitions, fast.

"Not every member prefers x to s" means that some member j has P_j(x) <= P_j(s); so for CGMR and CSEQ the least P_j that
the others can answer with, one number a member and state, decides. CSMR asks the same of all further moves of one and
the same answer, which does not reduce to numbers; there sets of states are rows of bits, one column a state still open.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from stateofplay.conflict.engine.bits import into
from stateofplay.conflict.engine.kernel import Values, highest
from stateofplay.conflict.engine.relational import reached
from stateofplay.conflict.engine.stability import Stable, kernel_for, least_reached
from stateofplay.conflict.model.joint import JointStep
from stateofplay.conflict.model.moves import Arcs, MoveTable
from stateofplay.conflict.preferences.preference import Ranks, check_paired_size

Group = tuple[int, ...]
Bits = NDArray[np.uint8]
_NOTHING = np.int32(np.iinfo(np.int32).max)


class CoalitionMoves:
    """What each coalition can reach and would like to, kept while all coalitions are looked at."""

    def __init__(self, table: MoveTable, ranks: Sequence[Ranks], joint: Sequence[JointStep] = ()) -> None:
        check_paired_size(table.space)
        self.table = table
        self.ranks = [np.asarray(one, np.int32) for one in ranks]
        self.size = table.space.size
        self.kernel = kernel_for(table, self.ranks)
        self._better = [np.packbits(one[None, :] > one[:, None], axis=1) for one in self.ranks]
        self.reversible = table.plain and not any(control.to_yes | control.to_no for control in table.controls)
        # A joint act is a move of whoever holds all whom it needs; in a legal sequence it counts as a mover of its own.
        self._joint = [
            (frozenset(step.players), Arcs(step.source.astype(np.int32), step.target.astype(np.int32), self.size))
            for step in joint
        ]
        self._to: dict[int, Bits] = {}
        self._improvements: dict[Group, Arcs] = {}
        self._parts: dict[Group, NDArray[np.int64]] = {}
        self._least: dict[tuple[Group, int], Values] = {}

    def improvements(self, group: Group) -> Arcs:
        """Return R_H++: where the coalition can go and every member prefers to be."""
        if group not in self._improvements:
            if len(group) == 1:
                arcs, own = self.table.arcs(group[0]), self.ranks[group[0]]
                better = own[arcs.target] > own[arcs.source]
                self._improvements[group] = Arcs(arcs.source[better], arcs.target[better], self.size)
            else:
                bits = self._within(group)
                for member in group:
                    bits &= self._better[member]
                row, byte = np.nonzero(bits)
                at, bit = np.nonzero(np.unpackbits(bits[row, byte][:, None], axis=1))
                self._improvements[group] = Arcs(
                    row[at].astype(np.int32), (byte[at] * 8 + bit).astype(np.int32), self.size
                )
        return self._improvements[group]

    def stable(self, group: Group, concepts: Sequence[str]) -> dict[str, Stable]:
        """Decide the concepts for one coalition and all states."""
        arcs = self.improvements(group)
        found: dict[str, Stable] = {}
        others = tuple(j for j in range(self.table.players) if j not in group)
        for concept in concepts:
            if concept == "CR":
                deterred = np.zeros(len(arcs), bool)
            elif concept == "CSEQ":
                deterred = self._answered(arcs, group, lambda j: self._least_credible(others, j))
            else:
                deterred = self._answered(arcs, group, lambda j: self._least_of_all(others, j))
                if concept == "CSMR":
                    deterred = self._lastingly(arcs, group, others, deterred)
            stable = np.ones(self.size, bool)
            stable[arcs.source[~deterred]] = False
            found[concept] = stable
        return found

    def _answered(self, arcs: Arcs, group: Group, least: Callable[[int], Values]) -> NDArray[np.bool_]:
        deterred = np.zeros(len(arcs), bool)
        for member in group:
            deterred |= least(member)[arcs.target] <= self.ranks[member][arcs.source]
        return deterred

    def _least_of_all(self, others: Group, member: int) -> Values:
        """Return for each state the least P_member that the others can answer with."""
        if (others, member) not in self._least:
            found = np.full(self.size, _NOTHING)
            if self._together(others):
                found = self._least_along(self._arcs(others), self.ranks[member])
            elif others:
                own = self.kernel.ranks[member]
                values = self.kernel.block(own, highest(own))
                cells = least_reached(self.kernel, others, values, credible=False)
                found = self.kernel.collect(cells).astype(np.int32)
                found[found == highest(own)] = _NOTHING
            self._least[others, member] = found
        return self._least[others, member]

    def _least_credible(self, others: Group, member: int) -> Values:
        """Return the least P_member over legal sequences of coalition improvements of the others."""
        groups = [g for size in range(1, len(others) + 1) for g in combinations(others, size)]
        return self._least_along([a for a in map(self.improvements, groups) if len(a)], self.ranks[member])

    def _least_along(self, arcs: Sequence[Arcs], own: Ranks) -> Values:
        """Return the least rank over legal sequences of moves of these movers, none twice in a row."""
        if not arcs:
            return np.full(self.size, _NOTHING)
        least = np.full((len(arcs), self.size), _NOTHING)
        starts = []
        for one in arcs:
            moving = np.flatnonzero(one.first[1:] > one.first[:-1])
            starts.append((moving, one.first[moving]))
        while True:
            # the best and second best first coalitions: after one coalition any other may go on
            first = least.argmin(axis=0)
            lowest = least.min(axis=0)
            second = np.where(np.arange(len(arcs))[:, None] == first, _NOTHING, least).min(axis=0)
            fresh = np.full_like(least, _NOTHING)
            for k, one in enumerate(arcs):
                onward = np.minimum(own, np.where(first == k, second, lowest))
                moving, at = starts[k]
                fresh[k, moving] = np.minimum.reduceat(onward[one.target], at)
            if np.array_equal(fresh, least):
                return np.asarray(fresh.min(axis=0))
            least = fresh

    def _lastingly(self, arcs: Arcs, group: Group, others: Group, deterred: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Keep the deterred arcs with an answer from which the coalition cannot reach what all its members prefer."""
        stable = np.ones(self.size, bool)
        stable[arcs.source[~deterred]] = False
        kept = np.zeros(len(arcs), bool)
        if not others or not stable[arcs.source].any():
            return kept
        rows = reduce(np.bitwise_and, [self._preferred(j) for j in group])
        bad = rows | self._into(group, rows)
        spoiled = self._into(others, ~bad)  # the state after the improvement is bad itself, so it never counts
        at = np.flatnonzero(stable[arcs.source])
        columns = arcs.source[at]
        kept[at] = (spoiled[arcs.target[at], columns >> 3] >> (7 - (columns & 7)) & 1).astype(bool)
        return kept

    def _preferred(self, member: int) -> Bits:
        """Return rows of bits: in row x the states s to which the member prefers x."""
        if member not in self._to:
            own = self.ranks[member]
            self._to[member] = np.packbits(own[:, None] > own[None, :], axis=1)
        return self._to[member]

    def _within(self, group: Group) -> Bits:
        """Return R_H(s) as rows of bits; s itself may be in it or not, which does not matter to improvements."""
        if self._together(group):
            return into(self._arcs(group), np.packbits(np.eye(self.size, dtype=bool), axis=1))
        if not self.reversible:
            return reached(self.table, group, None)
        label = self._components(group)
        member = np.zeros((int(label.max()) + 1, self.size), bool)
        member[label, np.arange(self.size)] = True
        return np.packbits(member, axis=1)[label]

    def _into(self, group: Group, rows: Bits) -> Bits:
        """Return the union of ``rows`` over R_H(s); where moves can be taken back, with s itself."""
        if self._together(group) or not self.reversible:
            return into(self._arcs(group), rows)
        label = self._components(group)
        order = np.argsort(label, kind="stable")
        first = np.flatnonzero(np.diff(label[order], prepend=-1))
        return np.bitwise_or.reduceat(rows[order], first, axis=0)[label]

    def _together(self, group: Group) -> list[Arcs]:
        """The joint acts for which a group has all whom they need."""
        return [arcs for players, arcs in self._joint if players <= set(group)]

    def _arcs(self, group: Group) -> list[Arcs]:
        """The moves of each member of a group, and its joint acts."""
        return [*(self.table.arcs(j) for j in group), *self._together(group)]

    def _components(self, group: Group) -> NDArray[np.int64]:
        """Number the parts of the graph within which a group moves freely.

        Where every move can be taken back and replaced by its mover in one step, each walk is as good as a legal
        sequence: two moves in a row by the same decision maker are one move of his, or none.
        """
        if group not in self._parts:
            masks = self.table.space.masks
            label = np.arange(self.size, dtype=np.int64)
            blocks = [np.unique(masks & ~np.uint64(self.table.controls[j].own), return_inverse=True)[1] for j in group]
            while True:
                before = label
                for block in blocks:
                    least = np.full(int(block.max()) + 1, self.size)
                    np.minimum.at(least, block, label)
                    label = least[block]
                if np.array_equal(before, label):
                    break
            self._parts[group] = np.unique(label, return_inverse=True)[1]
        return self._parts[group]
