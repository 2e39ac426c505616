"""Many preference profiles on one graph at once: samples, swaps, scenarios.

The reductions of :mod:`stateofplay.conflict.engine.stability` with one column a profile, on small integers laid out so that every
step is a few vector operations: lists of moves are padded to a rectangle, answers that need no preference (GMR, SMR) use
reach sets worked out once, and SEQ with SSEQ run in one fixpoint for all decision makers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from stateofplay.conflict.concepts import CREDIBLE, PROFILE_CONCEPTS
from stateofplay.conflict.engine.relational import reached
from stateofplay.conflict.model.conflict import Conflict
from stateofplay.conflict.model.moves import MoveTable, moves_of
from stateofplay.errors import ConflictError

Counts: TypeAlias = NDArray[np.unsignedinteger]
Rows: TypeAlias = NDArray[np.int64]
Profiles: TypeAlias = NDArray[np.integer]
"""Ordinal ranks (decision makers, states, profiles), higher is better."""

MAX_STATES = 2048
MAX_JOINT = 4096
_BLOCK_BYTES = 1 << 20


def stable_profiles(
    conflict: Conflict,
    ranks: Profiles,
    concepts: Sequence[str] = PROFILE_CONCEPTS,
    *,
    progress: Callable[[str, int, int], None] | None = None,
) -> dict[str, NDArray[np.bool_]]:
    """Decide stability for many preference profiles of one conflict.

    Parameters
    ----------
    conflict
        Gives the states and moves; its own preferences are not used.
    ranks
        ``ranks[i, s, n]``: rank of state s for decision maker i in profile n, higher is better, 0 and up.
    concepts
        Some of :data:`PROFILE_CONCEPTS`.
    progress
        Called after each block of profiles; raise in it to stop.

    Returns
    -------
    dict
        Concept to a boolean array (decision makers, states, profiles).

    Raises
    ------
    ConflictError
        ``conflict.too_large`` for more than 2,048 states.

    Examples
    --------
    >>> from stateofplay.conflict.model.generated import even_conflict
    >>> conflict = even_conflict(4, 2)
    >>> ranks = np.zeros((2, 16, 3), np.uint8)
    >>> bool(stable_profiles(conflict, ranks)["SEQ"].all())
    True
    """
    return profile_judge(conflict).judge(ranks, concepts, progress=progress)


def adjacent_swaps(ranks: Sequence[NDArray[np.integer]]) -> tuple[Profiles, list[tuple[int, int]]]:
    """Make one profile for every swap of two neighbouring classes in one decision maker's ranking.

    Parameters
    ----------
    ranks
        Dense ranks (0, 1, 2, ... without gaps) of each decision maker.

    Returns
    -------
    tuple
        The profiles, and for each the decision maker and the lower of the two ranks that changed places.

    Examples
    --------
    >>> profiles, swaps = adjacent_swaps([np.array([0, 1, 2]), np.array([0, 0, 1])])
    >>> profiles.shape, swaps
    ((2, 3, 3), [(0, 0), (0, 1), (1, 0)])
    """
    base = np.array(ranks)
    swaps = [(i, rank) for i, own in enumerate(base) for rank in range(int(own.max(initial=0)))]
    profiles = np.repeat(base[:, :, None], len(swaps), axis=2)
    at = 0
    for own, changed in zip(base, profiles, strict=True):
        most = int(own.max(initial=0))
        lower = np.arange(most)
        block = changed[:, at : at + most]
        block += (own[:, None] == lower).astype(base.dtype)
        block -= (own[:, None] == lower + 1).astype(base.dtype)
        at += most
    return profiles, swaps


def profile_judge(conflict: Conflict) -> ProfileJudge:
    """Return the prepared judge of a conflict's graph; conflicts that differ in preferences share it."""
    table = moves_of(conflict)
    kept = table.prepared.get("profiles")
    if not isinstance(kept, ProfileJudge):
        kept = ProfileJudge(table)
        table.prepared["profiles"] = kept
    return kept


class ProfileJudge:
    """The moves of one conflict laid out for many profiles; row ``size`` of every padded table is "no such move"."""

    def __init__(self, table: MoveTable) -> None:
        self.table, self.size, self.players = table, table.space.size, table.players
        if self.size > MAX_STATES:
            raise ConflictError(
                f"many profiles at once are for models of up to {MAX_STATES:,} states; this one has {self.size:,}",
                slug="conflict.too_large",
                hint="Analyse the profiles one by one.",
            )
        self.moves = [_padded(table.arcs(j).source, table.arcs(j).target, self.size) for j in range(self.players)]
        self.lists = [_Lists(moves, self.size) for moves in self.moves]
        self._reach: dict[int, Rows] = {}
        self._joint: dict[int, tuple[list[tuple[int, ...]], list[Rows]]] = {}

    def judge(
        self,
        ranks: Profiles,
        concepts: Sequence[str] = PROFILE_CONCEPTS,
        *,
        progress: Callable[[str, int, int], None] | None = None,
    ) -> dict[str, NDArray[np.bool_]]:
        """Decide all profiles; see :func:`stable_profiles`."""
        unknown = [concept for concept in concepts if concept not in PROFILE_CONCEPTS]
        if unknown or ranks.shape[:2] != (self.players, self.size):
            raise ConflictError(
                f"profiles of shape {ranks.shape} for {self.players} decision makers and {self.size} states, concepts"
                f" {', '.join(concepts)}",
                slug="conflict.profiles",
                hint=f"Give ranks[decision maker, state, profile] and some of {', '.join(PROFILE_CONCEPTS)}.",
            )
        count = ranks.shape[2]
        most = int(ranks.max(initial=0))
        kind = np.uint8 if most < 254 else np.uint16 if most < 65534 else np.uint32
        found = {concept: np.empty((self.players, self.size, count), bool) for concept in concepts}
        block = max(16, _BLOCK_BYTES // ((self.size + 1) * 2 * self.players * np.dtype(kind).itemsize))
        for start in range(0, count, block):
            part = slice(start, min(start + block, count))
            _Block(self, ranks[:, :, part].astype(kind), concepts).judge(found, part)
            if progress is not None:
                progress("profiles", part.stop, count)
        return found

    def reach(self, player: int) -> Rows:
        """Return R_{N-i}(s) for all s, padded."""
        if player not in self._reach:
            bits = reached(self.table, [j for j in range(self.players) if j != player], None)
            source, target = np.nonzero(np.unpackbits(bits, axis=1, count=self.size))
            self._reach[player] = _padded(source, target, self.size)
        return self._reach[player]

    def joint(self, player: int) -> tuple[list[tuple[int, ...]], list[Rows]]:
        """Return choices of answers (a move number an opponent, -1 to stay), and their ends by own move and state."""
        if player not in self._joint:
            self._joint[player] = self._superposed(player)
        return self._joint[player]

    def _superposed(self, player: int) -> tuple[list[tuple[int, ...]], list[Rows]]:
        if not self.table.in_option_form:
            raise ConflictError(
                "simultaneous stability superposes changes of options, which this model does not have",
                slug="conflict.not_option_form",
                hint="Leave SIM out for models with joint acts, explicit moves or coalesced states.",
            )
        opponents = [j for j in range(self.players) if j != player]
        widths = [len(self.moves[j]) for j in opponents]
        total = int(np.prod([width + 1 for width in widths], dtype=object))
        if total > MAX_JOINT:
            raise ConflictError(
                f"simultaneous stability of many profiles would need {total:,} joint answers a state",
                slug="conflict.too_large",
                hint="Leave SIM out.",
            )
        masks = np.append(self.table.space.masks, np.uint64(0))
        rows: list[tuple[int, ...]] = []
        ends: list[Rows] = []
        state = np.arange(self.size)
        for chosen in product(*(range(-1, width) for width in widths)):
            change = np.zeros(self.size, np.uint64)
            possible = np.ones(self.size, bool)
            for j, place in zip(opponents, chosen, strict=True):
                if place >= 0:
                    target = self.moves[j][place]
                    possible &= target < self.size
                    change ^= masks[target] ^ masks[state]
            own = self.moves[player]
            wanted = masks[own] ^ change
            at = np.searchsorted(masks[:-1], wanted)
            at[at == self.size] = 0
            feasible = (masks[at] == wanted) & (own < self.size) & possible
            if feasible.any():
                rows.append(chosen)
                ends.append(np.where(feasible, at, self.size))
        return rows, ends


class _Lists:
    """The moves of one decision maker without "no such move": states in the order of how many moves they have, most first.

    Row d holds the d-th target of those that have so many. Where a step ends a joint act few states have it, and the padded
    rectangle is mostly empty.
    """

    def __init__(self, moves: Rows, size: int) -> None:
        degree = (moves < size).sum(axis=0)
        self.order = np.argsort(-degree, kind="stable")
        self.place = np.argsort(self.order)
        """Where each state stands in the order."""
        self.rows = [row[self.order[: int((degree > d).sum())]] for d, row in enumerate(moves)]


class _Block:
    """One block of profiles; arrays are (states + 1, profiles) with a last row that never wins."""

    def __init__(self, judge: ProfileJudge, ranks: Counts, concepts: Sequence[str]) -> None:
        self.judged, self.concepts = judge, concepts
        self.kind = ranks.dtype
        self.top = self.kind.type(np.iinfo(ranks.dtype).max)
        players, size, self.count = ranks.shape
        self.ranks = np.zeros((players, size + 1, self.count), self.kind)
        self.ranks[:, :size] = ranks
        # all bits set where move number d improves for j, so that "and" keeps and "or" discards values; in the order of `_Lists`
        self.better = [self._improving(own, lists) for own, lists in zip(self.ranks, judge.lists, strict=True)]

    def _improving(self, own: Counts, lists: _Lists) -> list[Counts]:
        here, found = own[lists.order], []
        for target in lists.rows:
            better = np.empty((len(target), self.count), self.kind)
            np.greater(own[target], here[: len(target)], out=better)
            found.append(np.negative(better, out=better))
        return found

    def _improving_padded(self, player: int) -> list[Counts]:
        """The same for every state in its own order, nothing where it has no such move."""
        found, place = [], self.judged.lists[player].place
        for better in self.better[player]:
            whole = np.zeros((self.judged.size, self.count), self.kind)
            whole[: len(better)] = better
            found.append(whole[place])
        return found

    def judge(self, found: dict[str, NDArray[np.bool_]], part: slice) -> None:
        size = self.judged.size
        wanted = set(self.concepts)
        if wanted & CREDIBLE:
            credible = self._credible(2 if "SSEQ" in wanted else 1)
        for i in range(self.judged.players):
            own = self.ranks[i, :size]
            if "NASH" in wanted:
                improves = np.zeros((size, self.count), self.kind)
                for better in self.better[i]:
                    improves[: len(better)] |= better
                found["NASH"][i, :, part] = improves[self.judged.lists[i].place] == 0
            if wanted & {"GMR", "SMR"}:
                least = self._least(self._values(i), self.judged.reach(i))
                for lane, concept in enumerate(("GMR", "SMR")):
                    if concept in wanted:
                        found[concept][i, :, part] = self._worst(i, least[:, lane]) <= own
            if wanted & CREDIBLE:
                for lane, concept in enumerate(("SEQ", "SSEQ")):
                    if concept in wanted:
                        found[concept][i, :, part] = self._worst(i, credible[:, lane, i]) <= own
            if "SIM" in wanted:
                found["SIM"][i, :, part] = self._simultaneous(i)

    def _values(self, i: int) -> Counts:
        """Return (states + 1, 2, profiles): ranks, and the best of ranks here and one own move on; top in the last row."""
        size = self.judged.size
        values = np.empty((size + 1, 2, self.count), self.kind)
        values[:, 0] = self.ranks[i]
        best = self.ranks[i, :size].copy()
        for target in self.judged.moves[i]:
            np.maximum(best, self.ranks[i][target], out=best)
        values[:size, 1] = best
        values[size] = self.top
        return values

    def _least(self, values: Counts, reach: Rows) -> Counts:
        least = np.full((self.judged.size, *values.shape[1:]), self.top, self.kind)
        for target in reach:
            np.minimum(least, values[target], out=least)
        return least

    def _credible(self, lanes: int) -> Counts:
        """Return (states, lanes, decision makers, profiles): the least value that each one's opponents credibly reach.

        The second lane is that of SSEQ; without it half of the work is saved.
        """
        size, players = self.judged.size, self.judged.players
        values = np.stack([self._values(i)[:, :lanes] for i in range(players)], axis=2)
        least = [np.full_like(values, self.top) for _ in range(players)]
        worse_of = [[~better for better in moves] for moves in self.better]
        self._settle(values, least, worse_of, set(range(players)))
        together: Counts = np.minimum.reduce(least)
        return together[:size]

    def _settle(self, values: Counts, least: list[Counts], worse_of: list[list[Counts]], stale: set[int]) -> None:
        """Lower ``least`` until nothing changes; most profiles are done after two rounds, and the last ones go on alone."""
        size, players = self.judged.size, self.judged.players
        lanes, count = values.shape[1], values.shape[-1]
        while stale:
            changed = np.zeros(count, bool)
            for j in sorted(stale):
                stale.discard(j)
                others = [i for i in range(players) if i != j]  # nobody is its own opponent
                onward = np.take(values, others, axis=2)
                for k in others:
                    np.minimum(onward, np.take(least[k], others, axis=2), out=onward)
                fresh = np.full((size, lanes, len(others), count), self.top, self.kind)
                along = np.empty_like(fresh)
                lists = self.judged.lists[j]
                for target, worse in zip(lists.rows, worse_of[j], strict=True):
                    some = along[: len(target)]
                    np.take(onward, target, axis=0, out=some, mode="clip")
                    some |= worse[:, None, None, :]
                    np.minimum(fresh[: len(target)], some, out=fresh[: len(target)])
                np.take(fresh, lists.place, axis=0, out=along, mode="clip")
                moved = (along != least[j][:size, :, others]).any(axis=(0, 1, 2))
                if moved.any():
                    least[j][:size, :, others] = along
                    stale.update(others)
                    changed |= moved
            if stale and 2 * int(changed.sum()) < count:
                at = np.flatnonzero(changed)
                some_least = [one[..., at] for one in least]
                self._settle(values[..., at], some_least, [[w[:, at] for w in moves] for moves in worse_of], stale)
                for whole, part in zip(least, some_least, strict=True):
                    whole[..., at] = part
                return

    def _worst(self, i: int, least: Counts) -> Counts:
        """Return the greatest of ``least`` over the improvements of i, 0 where it has none."""
        size = self.judged.size
        lists = self.judged.lists[i]
        worst = np.zeros((size, self.count), self.kind)
        for target, better in zip(lists.rows, self.better[i], strict=True):
            some = worst[: len(target)]
            np.maximum(some, least[target] & better, out=some)
        return worst[lists.place]

    def _simultaneous(self, i: int) -> NDArray[np.bool_]:
        size = self.judged.size
        own = self.ranks[i, :size]
        opponents = [j for j in range(self.judged.players) if j != i]
        ends = self.ranks[i].copy()
        ends[size] = self.top
        choices, reached_ends = self.judged.joint(i)
        improving = {j: self._improving_padded(j) for j in range(self.judged.players)}
        undeterred = [better.astype(bool) for better in improving[i]]
        for chosen, end in zip(choices, reached_ends, strict=True):
            agreed: Counts | None = None
            for j, place in zip(opponents, chosen, strict=True):
                if place >= 0:
                    agreed = improving[j][place] if agreed is None else agreed & improving[j][place]
            if agreed is not None and not agreed.any():
                continue
            for place, target in enumerate(end):
                deterred = ends[target] <= own
                if agreed is not None:
                    deterred &= agreed != 0
                undeterred[place] &= ~deterred
        unstable = np.zeros((size, self.count), bool)
        for one in undeterred:
            unstable |= one
        return ~unstable


def _padded(source: NDArray[np.integer], target: NDArray[np.integer], size: int) -> Rows:
    """Return (most moves, states): the d-th target of each state, ``size`` where there are fewer."""
    degree = np.bincount(source, minlength=size)
    place = np.arange(len(source)) - np.repeat(np.cumsum(degree) - degree, degree)
    found = np.full((int(degree.max(initial=0)), size), size, np.int64)
    found[place, source] = target
    return found
