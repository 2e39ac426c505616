"""Who can move where: unilateral moves of each decision maker, on demand or as compact arc lists.

In option form a decision maker may change any non-empty subset of its own options in one move if the result is feasible,
no one-way option is undone and no guard forbids it. A joint act is in nobody's power to take, and in each owner's power to
end: what needs it ends with it. Explicit moves are added. Nothing here is quadratic in the states.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from stateofplay.conflict.logic.formulas import Formula, Masks, holds
from stateofplay.conflict.model.conflict import Conflict
from stateofplay.errors import ConflictError

Indices = NDArray[np.int32]

MAX_ARCS = 200_000_000
_LOOKUP_BITS = 24


@dataclass(frozen=True, eq=False)
class Arcs:
    """The moves of one decision maker as arrays sorted by source, then target (0-based states)."""

    source: Indices
    target: Indices
    size: int

    @cached_property
    def first(self) -> NDArray[np.int64]:
        """``target[first[s]:first[s + 1]]`` are the states reachable from s in one move."""
        return np.searchsorted(self.source, np.arange(self.size + 1, dtype=np.int64))

    def targets(self, state: int) -> Indices:
        """Return R_i(s) for a 0-based state."""
        return self.target[self.first[state] : self.first[state + 1]]

    def __len__(self) -> int:
        return len(self.target)


@dataclass(frozen=True, slots=True)
class Control:
    """The option bits that one decision maker may flip, and those that only go one way."""

    own: int
    to_yes: int
    to_no: int

    @property
    def deltas(self) -> Iterator[int]:
        """Every non-empty set of own options to change, as a mask to XOR with."""
        delta = self.own & -self.own
        while delta:
            yield delta
            delta = (delta - self.own) & self.own

    @property
    def width(self) -> int:
        """Number of own options."""
        return self.own.bit_count()


class MoveTable:
    """All unilateral moves of one conflict; get it with :func:`moves_of`."""

    def __init__(self, conflict: Conflict) -> None:
        self.space = conflict.space
        self.players = len(conflict.decision_makers)
        self._option_moves = conflict.option_moves and bool(conflict.options)
        self.controls = tuple(_control(conflict, dm) for dm in conflict.dm_ids)
        numbers = {dm: number for number, dm in enumerate(conflict.dm_ids)}
        self._forbidden = [
            (
                numbers.get(rule.mover, -1),
                sum(1 << conflict.bits[option] for option in rule.changes),
                _formula(rule.source),
                _formula(rule.target),
            )
            for rule in conflict.move_rules
        ]
        self._entangled = any(option.joint or option.needs for option in conflict.options)
        bits = conflict.bits
        self._needs: list[tuple[int, int]] = [
            (1 << bits[need], 1 << bits[option.id]) for option in conflict.options for need in option.needs
        ] * min(len(conflict.options), 3)  # what needs what needs it: three steps deep
        self._explicit: list[list[tuple[int, int]]] = [[] for _ in conflict.dm_ids]
        for number, move in enumerate(conflict.moves, start=1):
            source = self.space.index_of(move.source, where=f"move {number}")
            target = self.space.index_of(move.target, where=f"move {number}")
            if source == target:
                raise ConflictError(
                    f"move {number} leads from state {move.source} to itself",
                    slug="conflict.move_loop",
                    hint="Staying needs no move; remove it.",
                )
            for mover in move.movers:
                self._explicit[numbers[mover]].append((source, target))
        self._arcs: dict[int, Arcs] = {}
        self.known: dict[str, list[Masks]] = {}
        self.prepared: dict[str, object] = {}

    @property
    def plain(self) -> bool:
        """Whether moves follow from option ownership and one-way options alone."""
        simple = self._option_moves and not self._forbidden and self.space.state_of is None and not self._entangled
        return simple and bool(self.space.n_options) and not any(self._explicit)

    @property
    def in_option_form(self) -> bool:
        """Whether every move is a change of the mover's own options, so that moves can be superposed."""
        uncoalesced = self.space.state_of is None and bool(self.space.n_options)
        return self._option_moves and uncoalesced and not any(self._explicit) and not self._entangled

    def estimated_arcs(self) -> int:
        """Return an upper bound on the number of arcs of all decision makers."""
        by_options = sum(len(self.space.masks) * self._most_moves(control) for control in self.controls)
        return (by_options if self._option_moves else 0) + sum(map(len, self._explicit))

    def _most_moves(self, control: Control) -> int:
        return min((1 << control.width) - 1, len(self.space.masks) - 1)

    def _wide(self, control: Control) -> bool:
        """More combinations of own options than states: compare states instead of flipping options."""
        return 1 << control.width > len(self.space.masks) and not self._needs

    def _ended(self, masks: Masks) -> Masks:
        """The vectors without what needs a joint act that is not taken."""
        for need, dependent in self._needs:
            masks = np.where(masks & np.uint64(need) == 0, masks & ~np.uint64(dependent), masks)
        return masks

    def targets(self, player: int, state: int) -> list[int]:
        """Return R_i(s), sorted, without building arc lists.

        Parameters
        ----------
        player
            Position of the decision maker in the conflict.
        state
            0-based state.
        """
        if player in self._arcs:
            return [int(target) for target in self._arcs[player].targets(state)]
        found = {target for source, target in self._explicit[player] if source == state}
        if self._option_moves and self.controls[player].own:
            for member in self.space.members(state):
                at = self._within_options(player, int(member))
                before = np.full(len(at), member)
                at = at[self._allowed(player, before, self.space.masks[at])]
                found.update((at if self.space.state_of is None else self.space.state_of[at]).tolist())
        found.discard(state)
        return sorted(found)

    def _within_options(self, player: int, mask: int) -> NDArray[np.int64]:
        """Return the positions of all feasible vectors that differ from ``mask`` in own options only."""
        masks, control = self.space.masks, self.controls[player]
        if self._wide(control):
            return np.flatnonzero(((masks ^ np.uint64(mask)) & ~np.uint64(control.own)) == 0)
        after = self._ended(np.uint64(mask) ^ np.fromiter(control.deltas, np.uint64))
        at = np.searchsorted(masks, after)
        at[at == len(masks)] = 0
        at = at[masks[at] == after]
        return np.unique(at) if self._needs else np.sort(at)

    def arcs(self, player: int) -> Arcs:
        """Return all moves of one decision maker as arrays (built once).

        Raises
        ------
        ConflictError
            ``conflict.too_large`` with an estimate, before any work, when the arcs would not fit.
        """
        if player not in self._arcs:
            if self.estimated_arcs() > MAX_ARCS:
                raise ConflictError(
                    f"the model has up to {self.estimated_arcs():,} moves, about"
                    f" {self.estimated_arcs() * 16 / 2**30:,.1f} GB",
                    slug="conflict.too_large",
                    hint="Drop guards, coalesced states and explicit moves, or make the model smaller.",
                )
            self._arcs[player] = self._listed(player)
        return self._arcs[player]

    def _listed(self, player: int) -> Arcs:
        size = np.int64(self.space.size)
        keys = [np.array([source * int(size) + target for source, target in self._explicit[player]], np.int64)]
        if self._option_moves:
            masks = self.space.masks
            state_of = np.arange(len(masks), dtype=np.int64) if self.space.state_of is None else self.space.state_of
            find = _Finder(masks, self.space.n_options)
            wide = self._wide(self.controls[player])
            for source, at in _neighbours(masks, self.controls[player].own) if wide else ():
                allowed = self._allowed(player, masks[source], masks[at])
                keys.append(state_of[source[allowed]].astype(np.int64) * size + state_of[at[allowed]])
            for delta in () if wide else self.controls[player].deltas:
                after = self._ended(masks ^ np.uint64(delta))
                at = find(after)
                source = np.flatnonzero(at >= 0)
                if self._forbidden or self.controls[player].to_yes or self.controls[player].to_no:
                    source = source[self._allowed(player, masks[source], after[source])]
                keys.append(state_of[source].astype(np.int64) * size + state_of[at[source]])
        key = np.concatenate(keys)
        single = self.space.state_of is None and not self._explicit[player] and not self._needs
        key = np.sort(key) if single else np.unique(key)
        source, target = np.divmod(key, size)
        moving = source != target
        return Arcs(source[moving].astype(np.int32), target[moving].astype(np.int32), int(size))

    def _allowed(self, player: int, before: Masks, after: Masks) -> NDArray[np.bool_]:
        control = self.controls[player]
        undone = (before & ~after & np.uint64(control.to_yes)) | (~before & after & np.uint64(control.to_no))
        allowed: NDArray[np.bool_] = undone == 0
        bits = self.space.bits
        for mover, changes, source, target in self._forbidden:
            if mover in (-1, player):
                hit = holds(source, before, bits) & holds(target, after, bits)
                if changes:
                    hit &= ((before ^ after) & np.uint64(changes)) != 0
                allowed &= ~hit
        return allowed


def moves_of(conflict: Conflict) -> MoveTable:
    """Return the moves of a conflict; they are shared by conflicts that differ in preferences only."""
    kept = conflict.derived.moves
    if isinstance(kept, MoveTable):
        return kept
    table = MoveTable(conflict)
    conflict.derived.moves = table
    return table


def _control(conflict: Conflict, dm: str) -> Control:
    own = to_yes = to_no = 0
    for option in conflict.options_of(dm):
        bit = 1 << conflict.bits[option.id]
        if option.joint and option.direction == "to_yes":
            continue  # taken by all together, and ended by nobody
        own |= bit
        to_yes |= bit * (option.direction == "to_yes")
        to_no |= bit * (option.direction == "to_no" or option.joint)
    return Control(own, to_yes, to_no)


def _formula(formula: Formula | str) -> Formula:
    if isinstance(formula, str):
        raise TypeError("a move rule of a built conflict holds formulas")
    return formula


def _neighbours(masks: Masks, own: int) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Yield (source, target) positions of vectors that differ in own options only, block by block."""
    rest = masks & ~np.uint64(own)
    order = np.argsort(rest, kind="stable")
    starts = np.flatnonzero(np.r_[True, rest[order][1:] != rest[order][:-1]])
    for block in np.split(order, starts[1:]):
        if len(block) > 1:
            source, target = np.repeat(block, len(block)), np.tile(block, len(block))
            yield source[source != target], target[source != target]


class _Finder:
    """Map masks to their positions, -1 where infeasible."""

    def __init__(self, masks: Masks, n_options: int) -> None:
        self.masks = masks
        self.table: NDArray[np.int32] | None = None
        if n_options <= _LOOKUP_BITS:
            self.table = np.full(1 << n_options, -1, np.int32)
            self.table[masks] = np.arange(len(masks), dtype=np.int32)

    def __call__(self, wanted: Masks) -> NDArray[np.int64]:
        if self.table is not None:
            return self.table[wanted].astype(np.int64)
        at = np.searchsorted(self.masks, wanted)
        at[at == len(self.masks)] = 0
        return np.where(self.masks[at] == wanted, at, -1)
