"""Ways from where it stands to an outcome: steps that each mover wants, alone or together, in how many readings.

Of all ways the one whose least wanted step is wanted in most readings (a widest path), of equal ones the shortest. Every way
is told with the share of readings in which each of its movers wants its step.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stateofplay.casework.outlook.sampling import Readings, Truth
from stateofplay.casework.telling.describing import step_of
from stateofplay.casework.telling.shares import Share
from stateofplay.conflict import Conflict
from stateofplay.conflict.model.moves import moves_of
from stateofplay.conflict.model.naming import name_of

MOST_CELLS = 60_000_000
"""Arcs times readings that are looked at; of more arcs fewer readings, evenly spread."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WayStep:
    """One step: who takes it, from where to where, and in how many readings all who take it want it."""

    who: tuple[str, ...]
    names: tuple[str, ...]
    source: int
    target: int
    words: str
    share: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Steps from the status quo to a state (ids), and in how many readings each mover wants its step."""

    target: int
    steps: tuple[WayStep, ...]
    share: Share


class Ways:
    """All wanted steps of a model, worked out once for all outcomes."""

    def __init__(self, conflict: Conflict, readings: Readings, start: int) -> None:
        self.conflict, self.readings, self.start = conflict, readings, start
        self._arcs = self._wanted()
        self._widest, self._came = self._search()

    def to(self, targets: Collection[int]) -> Way | None:
        """The best way to one of some states (ids), or None where no way is wanted in any reading."""
        reached = [t - 1 for t in targets if t - 1 in self._widest and t - 1 != self.start]
        if not reached:
            return None
        best = max(reached, key=lambda t: (self._widest[t][0], -self._widest[t][1], -t))
        path = []
        at = best
        while at != self.start:
            path.append(self._came[at])
            at = self._came[at][1]
        steps, always = [], np.ones(self.readings.samples, bool)
        for players, source, target in reversed(path):
            wanted = self._wants(players, source, target)
            always &= wanted
            steps.append(self._step(players, source, target, wanted))
        together = Share.of(int(always.sum()), self.readings.samples)
        return Way(target=best + 1, steps=tuple(steps), share=together) if not together.never else None

    def forced(self, targets: Collection[int]) -> Way | None:
        """The way with the fewest steps that some mover of theirs wants in no reading, then the fewest steps."""
        wanted = {t - 1 for t in targets}
        table = moves_of(self.conflict)
        known = {(s, to): players for s, arcs in self._arcs.items() for _, players, to in arcs}
        best: dict[int, tuple[int, int]] = {self.start: (0, 0)}
        came: dict[int, tuple[tuple[int, ...], int]] = {}
        heap = [(0, 0, self.start)]
        while heap:
            unwanted, length, at = heapq.heappop(heap)
            if (unwanted, length) > best[at]:
                continue
            if at in wanted and at != self.start:
                return self._told(at, came)
            steps: list[tuple[tuple[int, ...], int]] = [
                ((j,), t) for j in range(table.players) for t in table.targets(j, at)
            ]
            steps += [(s.players, t) for s in self.readings.steps for t in s.targets(at)]
            for players, to in steps:
                cost = (unwanted + ((at, to) not in known), length + 1)
                if to not in best or cost < best[to]:
                    best[to], came[to] = cost, (known.get((at, to), players), at)
                    heapq.heappush(heap, (*cost, to))
        return None

    def _told(self, end: int, came: dict[int, tuple[tuple[int, ...], int]]) -> Way:
        steps: list[WayStep] = []
        always = np.ones(self.readings.samples, bool)
        while end in came:
            players, source = came[end]
            wants = self._wants(players, source, end)
            always &= wants
            steps.append(self._step(players, source, end, wants))
            end = source
        together = Share.of(int(always.sum()), self.readings.samples)
        return Way(target=steps[0].target, steps=tuple(reversed(steps)), share=together)

    def _step(self, players: tuple[int, ...], source: int, target: int, wanted: Truth) -> WayStep:
        who = tuple(self.conflict.dm_ids[p] for p in players)
        return WayStep(
            who=who,
            names=tuple(name_of(self.conflict, dm) for dm in who),
            source=source + 1,
            target=target + 1,
            words=step_of(self.conflict, source + 1, target + 1),
            share=Share.of(int(wanted.sum()), self.readings.samples),
        )

    def _wants(self, players: tuple[int, ...], source: int, target: int) -> Truth:
        ranks = self.readings.ranks
        return np.asarray(np.logical_and.reduce([ranks[p, target] > ranks[p, source] for p in players]))

    def _wanted(self) -> dict[int, list[tuple[float, tuple[int, ...], int]]]:
        table, ranks = moves_of(self.conflict), self.readings.ranks
        lists: list[tuple[tuple[int, ...], NDArray[np.int64], NDArray[np.int64]]] = []
        for player in range(table.players):
            arcs = table.arcs(player)
            lists.append(((player,), arcs.source.astype(np.int64), arcs.target.astype(np.int64)))
        lists += [(s.players, s.source, s.target) for s in self.readings.steps]
        total = sum(len(source) for _, source, _ in lists)
        stride = max(1, -(-total * self.readings.samples // MOST_CELLS))
        part = ranks[:, :, ::stride]
        found: dict[int, list[tuple[float, tuple[int, ...], int]]] = {}
        for players, source, target in lists:
            if not len(source):
                continue
            share = _shares([part[p] for p in players], source, target)
            for s, t, one in zip(source.tolist(), target.tolist(), share.tolist(), strict=True):
                if one > 0.0:
                    found.setdefault(s, []).append((one, players, t))
        return found

    def _search(self) -> tuple[dict[int, tuple[float, int]], dict[int, tuple[tuple[int, ...], int, int]]]:
        """Widest paths from the start: a state's width, number of steps, and the step that leads into it."""
        widest: dict[int, tuple[float, int]] = {self.start: (1.0, 0)}
        came: dict[int, tuple[tuple[int, ...], int, int]] = {}
        heap: list[tuple[float, int, int]] = [(-1.0, 0, self.start)]
        while heap:
            negative, length, at = heapq.heappop(heap)
            if (-negative, length) != widest[at]:
                continue
            for share, players, to in self._arcs.get(at, ()):
                cost = (min(-negative, share), length + 1)
                if to not in widest or (cost[0], -cost[1]) > (widest[to][0], -widest[to][1]):
                    widest[to] = cost
                    came[to] = (players, at, to)
                    heapq.heappush(heap, (-cost[0], cost[1], to))
        return widest, came


_AT_ONCE = 256
"""Steps that are looked at together, so that what they need stays in the processor's cache."""


def _shares(
    ranks: Sequence[NDArray[np.integer]], source: NDArray[np.int64], target: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Of each step, the share of readings in which all its movers want it."""
    share = np.empty(len(source))
    for at in range(0, len(source), _AT_ONCE):
        here, there = source[at : at + _AT_ONCE], target[at : at + _AT_ONCE]
        wanted = ranks[0][there] > ranks[0][here]
        for own in ranks[1:]:
            wanted &= own[there] > own[here]
        share[at : at + _AT_ONCE] = np.add.reduce(wanted, axis=1, dtype=np.uint32) / wanted.shape[1]
    return share
