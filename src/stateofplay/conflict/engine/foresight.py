"""L_h, NM and Stackelberg stability for all states at once, where every two states can be compared.

G_h(i, s), where play ends when i may move first at s with h moves of foresight, is one array a decision maker and follows from
the arrays of h - 1 alone: each move y is worth the rank of the end that the next mover would bring about from y, so the choice
is one maximum over moves (:mod:`stateofplay.conflict.engine.kernel`), O(moves) or, on the grid of options, O(states) a horizon.
The readable counterpart is :mod:`stateofplay.conflict.oracle.foresight`, whose ties (the lowest state) are kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import count

import numpy as np
from numpy.typing import NDArray

from stateofplay.conflict.engine.kernel import Kernel
from stateofplay.conflict.engine.stability import Progress, Stable, kernel_for
from stateofplay.conflict.model.moves import MoveTable
from stateofplay.conflict.oracle.foresight import Variant
from stateofplay.conflict.preferences.preference import Ranks
from stateofplay.errors import ConflictError

Ends = list[NDArray[np.int64]]
MOST_HORIZONS = 10_000


@dataclass(frozen=True, slots=True, eq=False)
class Settled:
    """Non-myopic verdicts of one decision maker: ``stable`` for good, and ``wavering``, where no horizon settles it."""

    stable: Stable
    wavering: Stable


def stable_at_horizon(
    table: MoveTable, ranks: Sequence[Ranks], h: int, variant: Variant, *, progress: Progress | None = None
) -> list[Stable]:
    """Decide L_h for every decision maker and state.

    Parameters
    ----------
    table, ranks
        The moves, and one rank array a decision maker.
    h
        The horizon, 0 or more.
    variant
        Who moves next; see :func:`stateofplay.conflict.oracle.foresight.anticipated`.
    progress
        Called after each horizon; raise in it to stop.
    """
    for left, ends in _horizons(table, ranks, variant):
        if progress is not None and h:
            progress(f"foresight of {h} moves", left, h)
        if left == h:
            return _staying(ends)
    raise AssertionError("horizons do not end")


def settle_horizons(
    table: MoveTable, ranks: Sequence[Ranks], variant: Variant, *, progress: Progress | None = None
) -> list[Settled]:
    """Decide NM for every decision maker and state: L_h for all h from some h on.

    Raises
    ------
    ConflictError
        ``conflict.horizon`` where 10,000 horizons do not repeat.
    """
    seen: dict[bytes, int] = {}
    history: list[list[NDArray[np.uint8]]] = []
    for h, ends in _horizons(table, ranks, variant):
        digest = blake2b(b"".join(one.tobytes() for one in ends), digest_size=16).digest()
        if digest in seen:
            period = history[seen[digest] : h]
            return [_settled([past[player] for past in period], len(ends[player])) for player in range(len(ends))]
        if h == MOST_HORIZONS:
            break
        seen[digest] = h
        history.append([np.packbits(one) for one in _staying(ends)])
        if progress is not None:
            progress("longer and longer foresight", h, h + 1)
    raise ConflictError(
        f"horizons up to {MOST_HORIZONS:,} do not repeat", slug="conflict.horizon", hint="Use a fixed horizon."
    )


def _horizons(table: MoveTable, ranks: Sequence[Ranks], variant: Variant) -> Iterator[tuple[int, Ends]]:
    """Yield the ends with 0, 1, 2, ... moves left."""
    if variant == "two" and table.players != 2:
        raise ConflictError(
            "limited-move stability of this variant is for two decision makers",
            slug="conflict.variant",
            hint="Ask for L_2_ORDER or L_2_CONSERVATIVE, or NM_ORDER, NM_CONSERVATIVE.",
        )
    kernel = kernel_for(table, ranks)
    ends = [np.arange(table.space.size, dtype=np.int64) for _ in range(table.players)]
    for h in count():
        yield h, ends
        ends = [_choices(kernel, ranks, player, _reckoned(ranks, player, ends, variant)) for player in range(len(ends))]


def _choices(kernel: Kernel, ranks: Sequence[Ranks], player: int, onward: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where play ends when the player chooses: the best move by its end, the lowest state among equals, else it stays."""
    own = ranks[player].astype(np.int64)
    size = len(own)
    last = size - 1 - np.arange(size, dtype=np.int64)
    best = kernel.collect(kernel.most_after_move(player, kernel.spread(own[onward] * size + last)))
    gains = (best >= 0) & (best // size > own)
    move = size - 1 - best % size
    return np.where(gains, onward[move], np.arange(size))


def _reckoned(ranks: Sequence[Ranks], player: int, ends: Ends, variant: Variant) -> NDArray[np.int64]:
    """Where the player thinks that play ends after its move to each state."""
    players = len(ends)
    if players == 1:
        return np.arange(len(ends[0]), dtype=np.int64)
    if variant != "conservative":
        return ends[(player + 1) % players]
    own = ranks[player]
    others = [ends[j] for j in range(players) if j != player]
    worst = others[0]
    for end in others[1:]:
        worst = np.where(own[end] < own[worst], end, worst)
    return worst


def _staying(ends: Ends) -> list[Stable]:
    here = np.arange(len(ends[0]))
    return [one == here for one in ends]


def _settled(period: list[NDArray[np.uint8]], size: int) -> Settled:
    always, ever = np.bitwise_and.reduce(period), np.bitwise_or.reduce(period)
    stable = np.unpackbits(always, count=size).astype(bool)
    return Settled(stable, np.unpackbits(ever, count=size).astype(bool) & ~stable)
