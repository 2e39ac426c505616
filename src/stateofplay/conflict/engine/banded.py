"""The engine for preferences with unknown pairs: the linear reduction for the bands, bits for the pairs that differ.

What deters i at s is a threshold, v(x) <= L(s), but for the pairs that :class:`Comparisons` lists. So the least v over the
opponents' reach decides as for complete preferences (:mod:`.stability`), and only where a listed pair could turn the verdict
on a move is the reach itself looked at, as rows of bits: within the part of the graph that the opponents cannot leave, and
for the states concerned alone. Readings unknown-a to -d (Li, Hipel, Kilgour and Fang 2004); the tables of
:mod:`.relational` decide the same, and the readable counterpart is :mod:`stateofplay.conflict.oracle`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stateofplay.conflict.concepts import CREDIBLE, SYMMETRIC
from stateofplay.conflict.engine.arcs import ArcsKernel
from stateofplay.conflict.engine.bits import Bits, into
from stateofplay.conflict.engine.kernel import Kernel
from stateofplay.conflict.engine.stability import Progress, Stable, kernel_for, least_reached
from stateofplay.conflict.model.moves import Arcs, Indices, MoveTable
from stateofplay.conflict.preferences.comparisons import BETTER, NO_BETTER, Comparisons, Numbers, Truth

_ARCS = 1 << 21
_BITS = 1 << 23
_PAIRS = 1 << 18
_WIDEST_PART = 1 << 14


@dataclass(frozen=True, slots=True, eq=False)
class Deterrence:
    """What deters one decision maker: ``value[x] <= limit[s]``, but for listed pairs (sorted by source), where it is not so."""

    value: Numbers
    limit: Numbers
    source: Numbers
    target: Numbers

    def rows(self, states: Numbers, ends: Numbers) -> Truth:
        """Return the table of these states against these ends (both increasing)."""
        found = self.value[ends][None, :] <= self.limit[states][:, None]
        first, last = np.searchsorted(self.source, [states[0], states[-1] + 1]) if len(states) else (0, 0)
        source, target = self.source[first:last], self.target[first:last]
        row, column = (_numbered(some, len(self.value)) for some in (states, ends))
        at, to = row[source], column[target]
        inside = (at >= 0) & (to >= 0)
        found[at[inside], to[inside]] ^= True
        return found


def _numbered(states: Numbers, size: int) -> Numbers:
    """Where each of all states stands among some, -1 where it does not."""
    place = np.full(size, -1, np.int64)
    place[states] = np.arange(len(states))
    return place


class Fixed:
    """A move of a decision maker that reads as a table: used where answers are listed one by one."""

    def __init__(self, comparisons: Comparisons, variant: str, what: str) -> None:
        self.comparisons, self.variant, self.what = comparisons, variant, what

    def __getitem__(self, at: tuple[Indices | int, Indices | int], /) -> Truth:
        one = self.comparisons
        s, x = np.atleast_1d(np.asarray(at[0], np.int64)), np.atleast_1d(np.asarray(at[1], np.int64))
        better, settled = one.better(s, x), one.no_better(s, x)
        place = np.searchsorted(one.source * one.size + one.target, s * one.size + x)
        place[place == len(one.source)] = 0
        if len(one.source):
            listed = (one.source[place] == s) & (one.target[place] == x)
            better = np.where(listed, one.says[place] == BETTER, better)
            settled = np.where(listed, one.says[place] == NO_BETTER, settled)
        settled = settled | (s == x)
        if self.what == "deters":
            return settled if self.variant in "ab" else ~better
        return better if self.what == "leaves" and self.variant in "bd" else ~settled


def stable_by_bands(
    table: MoveTable,
    comparisons: Sequence[Comparisons],
    variant: str,
    concepts: Sequence[str],
    *,
    progress: Progress | None = None,
) -> list[dict[str, Stable]]:
    """Decide NASH, GMR, SMR, SEQ and SSEQ for all states with preferences of which pairs are unknown.

    Parameters
    ----------
    table
        The moves.
    comparisons
        One a decision maker.
    variant
        ``"a"``, ``"b"``, ``"c"`` or ``"d"``: what the unknown tempts to and deters from.
    concepts
        Some of :data:`~stateofplay.conflict.concepts.FAST_CONCEPTS`.
    progress
        Called after each decision maker and concept, and within long ones; raise in it to stop.
    """
    size, players = table.space.size, table.players
    steps, done = players * len(concepts), 0
    credible = [kept_arcs(table.arcs(j), comparisons[j], "credible", variant) for j in range(players)]
    believed = Believed(table, [np.zeros(size, np.int32)] * players, dict(enumerate(credible)))
    by_moves = kernel_for(table, [np.zeros(size, np.int32)] * players)
    found: list[dict[str, Stable]] = []
    for player in range(players):
        own = table.arcs(player)
        tempting = kept_arcs(own, comparisons[player], "leaves", variant)
        plain = _deterrence(table, comparisons[player], variant)
        opponents = [j for j in range(players) if j != player]
        parts = _Parts(table, player, opponents)
        lasting = _lasting(plain, own) if SYMMETRIC & set(concepts) else plain
        verdicts: dict[str, Stable] = {}
        for concept in concepts:
            deterred = np.zeros(len(tempting), bool)
            if concept != "NASH":
                deters = lasting if concept in SYMMETRIC else plain
                kernel: Kernel = believed if concept in CREDIBLE else by_moves
                least = _least(kernel, opponents, deters.value, credible=kernel is believed)
                deterred = least[tempting.target] <= deters.limit[tempting.source]
                arcs = [credible[j] if kernel is believed else table.arcs(j) for j in opponents]
                _correct(deterred, tempting, deters, least, parts, arcs, progress)
            stable = np.ones(size, bool)
            stable[tempting.source[~deterred]] = False
            verdicts[concept] = stable
            done += 1
            if progress is not None:
                progress(f"{concept} for decision maker {player + 1}", done, steps)
        found.append(verdicts)
    return found


class Believed(ArcsKernel):
    """Arc lists whose improvements are given: the moves that are believed of each opponent."""

    def __init__(self, table: MoveTable, ranks: list[NDArray[np.int32]], credible: Mapping[int, Arcs]) -> None:
        super().__init__(table, list(ranks))
        self._improving = dict(credible)


def kept_arcs(arcs: Arcs, one: Comparisons, what: str, variant: str) -> Arcs:
    """Return the moves that tempt (``what="leaves"``) or are believed (``"credible"``)."""
    keep = np.zeros(len(arcs), bool)
    only_better = what == "leaves" and variant in "bd"
    for start in range(0, len(arcs), _ARCS):
        part = slice(start, start + _ARCS)
        s, q = arcs.source[part].astype(np.int64), arcs.target[part].astype(np.int64)
        keep[part] = one.better(s, q) if only_better else ~one.no_better(s, q)
        if len(one.source) and len(s):
            key = s * one.size + q
            first, last = np.searchsorted(one.source, [s[0], s[-1] + 1])
            listed = one.source[first:last] * one.size + one.target[first:last]
            says = one.says[first:last]
            at = np.searchsorted(key, listed)
            hit = key[np.minimum(at, len(key) - 1)] == listed
            keep[start + at[hit]] = says[hit] == BETTER if only_better else says[hit] != NO_BETTER
    return Arcs(arcs.source[keep], arcs.target[keep], arcs.size)


def _deterrence(table: MoveTable, one: Comparisons, variant: str) -> Deterrence:
    known = variant in "ab"
    value, limit = (one.known, one.bound) if known else (one.least, one.most)
    says = one.says == NO_BETTER if known else one.says != BETTER
    differ = says != (value[one.target] <= limit[one.source])
    source, target = one.source[differ], one.target[differ]
    # Opponents could bring it back to s, unless options belong to one each, and s is no better than s, whatever the bands say.
    if not table.plain:
        listed = one.source[one.source == one.target]
        own = np.setdiff1d(np.flatnonzero(value > limit), listed)
        key = np.sort(np.concatenate([source * one.size + target, own * one.size + own]))
        source, target = np.divmod(key, one.size)
    return Deterrence(value, limit, source, target)


def _least(kernel: Kernel, opponents: Sequence[int], value: Numbers, *, credible: bool) -> Numbers:
    """The least value over the opponents' reach, by state."""
    _, places = np.unique(value, return_inverse=True)  # never negative, for kernels that mark what is no state
    spread = kernel.spread(places.reshape(-1).astype(np.int32))
    top = np.iinfo(np.int32).max
    found = kernel.collect(least_reached(kernel, opponents, kernel.block(spread, top), credible=credible))
    numbers = np.append(np.unique(value), np.iinfo(np.int64).max)
    return numbers[np.minimum(found, len(numbers) - 1)]


def _lasting(plain: Deterrence, own: Arcs) -> Deterrence:
    """Deterrence from which no further move of the same decision maker escapes."""
    value = plain.value.copy()
    moving = np.flatnonzero(own.first[1:] > own.first[:-1])
    if len(moving):
        onward = np.maximum.reduceat(plain.value[own.target], own.first[moving])
        value[moving] = np.maximum(value[moving], onward)
    if not len(plain.source):
        return Deterrence(value, plain.limit, plain.source, plain.target)
    back = np.argsort(own.target, kind="stable")
    into_first = np.searchsorted(own.target[back], np.arange(own.size + 1))
    keys: list[Numbers] = []
    for source, target in _pieces(plain, _PAIRS // (1 + int(np.diff(into_first).max(initial=0)))):
        # each listed end matters at itself and at all states from which it can be gone on to
        width = np.diff(into_first)[target]
        repeated = np.repeat(np.arange(len(source)), width)
        offset = np.arange(len(repeated)) - np.repeat(np.cumsum(width) - width, width)
        before = own.source[back[into_first[target[repeated]] + offset]].astype(np.int64)
        s = np.concatenate([source, source[repeated]])
        x = np.concatenate([target, before])
        now = (
            plain.value[np.concatenate([target, target[repeated]])] > plain.limit[s]
        )  # escapes by the bands, not in truth
        key, at = np.unique(s * own.size + x, return_inverse=True)
        turned = np.bincount(at.reshape(-1), weights=np.where(now, -1, 1), minlength=len(key)).astype(np.int64)
        s, x = np.divmod(key, own.size)
        escapes = _escapes(plain, own, s, x)
        differ = (escapes + turned == 0) != (escapes == 0)
        keys.append(key[differ])
    source, target = np.divmod(np.concatenate(keys), own.size)
    return Deterrence(value, plain.limit, source, target)


def _pieces(plain: Deterrence, most: int) -> Iterator[tuple[Numbers, Numbers]]:
    """Yield the listed pairs, all of one source together."""
    start = 0
    while start < len(plain.source):
        end = min(start + max(most, 1), len(plain.source))
        end = int(np.searchsorted(plain.source, plain.source[end - 1], side="right"))
        yield plain.source[start:end], plain.target[start:end]
        start = end


def _escapes(plain: Deterrence, own: Arcs, s: Numbers, x: Numbers) -> Numbers:
    """How many of x and what can be moved on to from x do not deter at s, by the bands."""
    found = (plain.value[x] > plain.limit[s]).astype(np.int64)
    width = own.first[x + 1] - own.first[x]
    step = max(1, _PAIRS // max(1, int(width.max(initial=1))))
    for start in range(0, len(x), step):
        part = slice(start, start + step)
        moving = start + np.flatnonzero(width[part])
        wide = width[moving]
        place = np.repeat(np.arange(len(wide)), wide)
        offset = np.arange(len(place)) - np.repeat(np.cumsum(wide) - wide, wide)
        onward = own.target[own.first[x[moving]][place] + offset]
        escaping = plain.value[onward] > plain.limit[s[moving]][place]
        found[moving] += np.add.reduceat(escaping, np.cumsum(wide) - wide, dtype=np.int64) if len(wide) else 0
    return found


class _Parts:
    """The parts of the graph that the opponents of one decision maker cannot leave, as far as options tell."""

    def __init__(self, table: MoveTable, player: int, opponents: Sequence[int]) -> None:
        space = table.space
        self.part = np.zeros(space.size, np.int64)
        if space.state_of is None and space.n_options:
            changed = 0
            for j in opponents:
                arcs = table.arcs(j)
                if table.plain:
                    changed |= table.controls[j].own
                elif len(arcs):
                    changed |= int(np.bitwise_or.reduce(space.masks[arcs.source] ^ space.masks[arcs.target]))
            self.part = (
                np.unique(space.masks & ~np.uint64(changed), return_inverse=True)[1].reshape(-1).astype(np.int64)
            )
        self.order = np.argsort(self.part, kind="stable")
        self.first = np.searchsorted(self.part[self.order], np.arange(int(self.part.max(initial=0)) + 2))
        self.place = np.empty(space.size, np.int64)
        self.place[self.order] = np.arange(space.size) - self.first[self.part[self.order]]

    def states(self, part: int) -> Numbers:
        """The states of one part, increasing."""
        found: Numbers = self.order[self.first[part] : self.first[part + 1]]
        return found

    def arcs(self, arcs: Arcs, states: Numbers) -> Arcs:
        """The moves within one part, its states renumbered."""
        first, last = arcs.first[states], arcs.first[states + 1]
        width = last - first
        place = np.repeat(np.arange(len(states)), width)
        offset = np.arange(len(place)) - np.repeat(np.cumsum(width) - width, width)
        target = self.place[arcs.target[first[place] + offset]]
        return Arcs(place.astype(np.int32), target.astype(np.int32), len(states))


def _correct(
    deterred: Stable,
    tempting: Arcs,
    deters: Deterrence,
    least: Numbers,
    parts: _Parts,
    arcs: Sequence[Arcs],
    progress: Progress | None,
) -> None:
    """Look again at the moves on which a listed pair could turn the verdict."""
    doubtful = _doubtful(deterred, tempting, deters, least, parts)
    for done, (part, chosen) in enumerate(doubtful, 1):
        states = parts.states(part)
        inner = [parts.arcs(one, states) for one in arcs]
        sources, at = np.unique(tempting.source[chosen].astype(np.int64), return_inverse=True)
        ends = parts.place[tempting.target[chosen]]
        deterred[chosen] = _met(deters, inner, states, sources, at.reshape(-1), ends)
        if progress is not None:
            progress("moves that unknown pairs bear on", done, len(doubtful))


def _doubtful(
    deterred: Stable, tempting: Arcs, deters: Deterrence, least: Numbers, parts: _Parts
) -> list[tuple[int, Numbers]]:
    """Return, part by part, the moves whose verdict a listed pair could turn."""
    if not len(deters.source):
        return []
    size = tempting.size
    adds = deters.value[deters.target] > deters.limit[deters.source]  # deters, though the bands say no
    lowest = np.full(size, np.iinfo(np.int64).max)
    np.minimum.at(lowest, deters.source[~adds], deters.value[deters.target[~adds]])
    count = int(parts.part.max(initial=0)) + 1
    added = np.unique(deters.source[adds] * count + parts.part[deters.target[adds]])
    key = tempting.source.astype(np.int64) * count + parts.part[tempting.target]
    at = np.minimum(np.searchsorted(added, key), max(len(added) - 1, 0))
    could_add = added[at] == key if len(added) else np.zeros(len(key), bool)
    # deterred stands while the least end is lower than every end that does not deter after all
    doubt = np.where(deterred, least[tempting.target] >= lowest[tempting.source], could_add)
    chosen = np.flatnonzero(doubt)
    part = parts.part[tempting.target[chosen]]
    order = np.argsort(part, kind="stable")
    cuts = np.flatnonzero(np.diff(part[order])) + 1
    return [(int(part[one[0]]), chosen[one]) for one in np.split(order, cuts) if len(one)]


def _met(
    deters: Deterrence, arcs: Sequence[Arcs], states: Numbers, sources: Numbers, at: Numbers, ends: Numbers
) -> Truth:
    """For each move (source number ``at``, its end): whether the opponents reach something from there that deters."""
    found = np.zeros(len(at), bool)
    size = len(states)
    by_reach = len(sources) > size <= _WIDEST_PART
    reach: Bits | None = into(arcs, np.packbits(np.eye(size, dtype=bool), axis=1)) if by_reach else None
    room = max(8, _BITS // max(size, 1))
    order = np.argsort(at, kind="stable")
    for start in range(0, len(sources), room):
        chosen = sources[start : start + room]
        moves = order[np.searchsorted(at[order], start) : np.searchsorted(at[order], start + len(chosen))]
        rows = deters.rows(chosen, states)
        if reach is not None:
            bits = np.packbits(rows, axis=1)
            for piece in range(0, len(moves), 1 << 14):
                some = moves[piece : piece + (1 << 14)]
                found[some] = (reach[ends[some]] & bits[at[some] - start]).any(axis=1)
        else:
            met = into(arcs, np.packbits(rows.T, axis=1))
            column = at[moves] - start
            found[moves] = (met[ends[moves], column >> 3] >> (7 - (column & 7)) & 1).astype(bool)
    return found
