"""Which of two states is preferred, without a table of all pairs: bands, and the pairs that differ from them.

x is better than s where ``least[x] > most[s]``, known to be no better where ``known[x] <= bound[s]``, and else it is not known.
Ranks are bands of no width; intervals are bands; "only these comparisons are known" is one band for all. What single pairs
say otherwise stands in a list, so a preference over 65,536 states with a few thousand open pairs fits in a few megabytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Truth = NDArray[np.bool_]
NO_BETTER, BETTER, UNKNOWN = 0, 1, 2
_NONE, _SAYS = np.zeros(0, np.int64), np.zeros(0, np.int8)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Comparisons:
    """The comparisons of one decision maker.

    Attributes
    ----------
    least, most, known, bound
        The bands, one number a state.
    source, target, says
        Pairs of 0-based states that differ from the bands, sorted by source and then target, each once: ``target`` against
        ``source`` is BETTER, known to be NO_BETTER, or UNKNOWN.

    Examples
    --------
    >>> ranked = Comparisons.of_ranks(np.array([1, 2, 2]))
    >>> ranked.better(np.array([0, 1]), np.array([1, 2])).tolist()
    [True, False]
    """

    least: Numbers
    most: Numbers
    known: Numbers
    bound: Numbers
    source: Numbers
    target: Numbers
    says: NDArray[np.int8]

    @classmethod
    def of_ranks(cls, ranks: NDArray[np.signedinteger]) -> Comparisons:
        """Every two states can be compared."""
        own = ranks.astype(np.int64)
        return cls(least=own, most=own, known=own, bound=own, source=_NONE, target=_NONE, says=_SAYS)

    @classmethod
    def of_intervals(cls, low: NDArray[np.float64], high: NDArray[np.float64], *, unknown: bool) -> Comparisons:
        """States whose intervals overlap are unknown to compare, or indifferent."""
        places = np.unique(np.concatenate([low, high]))
        least, most = np.searchsorted(places, low).astype(np.int64), np.searchsorted(places, high).astype(np.int64)
        if not unknown:
            return cls(least=least, most=most, known=least, bound=most, source=_NONE, target=_NONE, says=_SAYS)
        wide = least != most  # a value that is certain is known to equal itself
        return cls(
            least=least,
            most=most,
            known=2 * most + wide,
            bound=2 * least - wide,
            source=_NONE,
            target=_NONE,
            says=_SAYS,
        )

    @classmethod
    def of_some(cls, size: int, named: Numbers, strict: Truth, equal: Truth) -> Comparisons:
        """Only some states are compared: ``strict`` and ``equal`` say how, row over column, in the order of ``named``.

        The order of the named states, as far as it goes, makes the bands where most of it is known; else nothing does.
        """
        settled = strict | strict.T | equal
        ranked = 2 * int(settled.sum()) > settled.size
        least, most = np.full(size, -1, np.int64), np.full(size, size + 1, np.int64)
        known, bound = np.full(size, size + 1, np.int64), np.full(size, -1, np.int64)
        if ranked:
            places = strict.sum(axis=1).astype(np.int64)
            for band in (least, most, known, bound):
                band[named] = places
            worse, other = np.nonzero(~settled)
            says = np.full(len(worse), UNKNOWN, np.int8)
        else:
            worse, other = np.nonzero(settled & ~np.eye(len(named), dtype=bool))
            says = strict[other, worse].astype(np.int8)  # BETTER, or NO_BETTER
        return cls(
            least=least, most=most, known=known, bound=bound, source=named[worse], target=named[other], says=says
        )

    @property
    def size(self) -> int:
        """How many states there are."""
        return len(self.least)

    def with_unknown(self, one: Sequence[int], other: Sequence[int]) -> Comparisons:
        """Open these pairs of 0-based states, in both directions."""
        x, y = np.asarray(one, np.int64), np.asarray(other, np.int64)
        key = np.concatenate([x * self.size + y, y * self.size + x, self.source * self.size + self.target])
        says = np.concatenate([np.full(2 * len(x), UNKNOWN, np.int8), self.says])
        key, first = np.unique(key, return_index=True)
        source, target = np.divmod(key, self.size)
        return replace(self, source=source, target=target, says=says[first])

    def better(self, s: Numbers, x: Numbers) -> Truth:
        """Whether x is better than s, pair by pair, as the bands have it."""
        found: Truth = self.least[x] > self.most[s]
        return found

    def no_better(self, s: Numbers, x: Numbers) -> Truth:
        """Whether x is known to be no better than s, pair by pair, as the bands have it."""
        found: Truth = self.known[x] <= self.bound[s]
        return found


def close_comparisons(
    size: int, better: Sequence[tuple[int, int]], equal: Sequence[tuple[int, int]]
) -> tuple[Truth | None, Truth]:
    """Close comparisons transitively: what is strictly above what (None where something is above itself), what is equal.

    Equal states are taken together; the rest has no circle, so each class is above what those right below it are above:
    O(comparisons x classes / 8).

    Examples
    --------
    >>> strict, equal = close_comparisons(3, [(0, 1)], [(1, 2)])
    >>> strict.tolist(), equal[1].tolist()
    ([[False, True, True], [False, False, False], [False, False, False]], [False, True, True])
    """
    leader = list(range(size))

    def first(x: int) -> int:
        while leader[x] != x:
            leader[x] = leader[leader[x]]
            x = leader[x]
        return x

    for x, y in equal:
        leader[first(x)] = first(y)
    group = np.array([first(x) for x in range(size)], np.int64)
    tied: Truth = group[:, None] == group[None, :]
    below: dict[int, set[int]] = {}
    waits: dict[int, int] = dict.fromkeys(group.tolist(), 0)
    above: dict[int, list[int]] = {}
    for x, y in {(int(group[x]), int(group[y])) for x, y in better}:
        below.setdefault(x, set()).add(y)
        above.setdefault(y, []).append(x)
        waits[x] += 1
    rows = np.zeros((size, (size + 7) // 8), np.uint8)
    members = np.packbits(tied, axis=1)
    ready = [x for x, left in waits.items() if not left]
    for x in ready:  # grows while it is gone through: what nothing is below first
        for y in below.get(x, ()):
            rows[x] |= rows[y] | members[y]
        for higher in above.get(x, ()):
            waits[higher] -= 1
            if not waits[higher]:
                ready.append(higher)
    if len(ready) < len(waits):
        return None, tied
    strict: Truth = np.unpackbits(rows[group], axis=1, count=size).astype(bool)
    return strict, tied
