"""Preferences that leave pairs open, grade them, or make them uncertain.

Mark L in the research notes means a definition as the literature generally states it, not re-read at its source; such
forms say so and are tested by their properties.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from stateofplay.conflict.logic.parsing import Vocabulary
from stateofplay.conflict.logic.states import StateRef, StateSpace
from stateofplay.conflict.preferences.comparisons import Comparisons, close_comparisons
from stateofplay.conflict.preferences.complete import Ranking
from stateofplay.conflict.preferences.preference import (
    MAX_PAIRED_STATES,
    Pairs,
    Preference,
    Ranks,
    check_paired_size,
    dense,
)
from stateofplay.errors import ConflictError

StatePair = tuple[StateRef, StateRef]


@dataclass(frozen=True, slots=True)
class Partial(Preference):
    """Known comparisons only; every pair that they do not decide is unknown (Li, Hipel, Kilgour and Fang 2004).

    ``better`` holds (preferred, less preferred) pairs, ``equal`` indifferent pairs; both are closed transitively. With
    ``base`` a complete preference is taken and the pairs in ``unknown`` are opened.

    Examples
    --------
    >>> space = StateSpace((), np.arange(3, dtype=np.uint64))
    >>> Partial(better=((1, 2),)).pairs(space).unknown.tolist()
    [[False, False, True], [False, False, True], [True, True, False]]
    """

    better: tuple[StatePair, ...] = ()
    equal: tuple[StatePair, ...] = ()
    base: Preference | None = None
    unknown: tuple[StatePair, ...] = ()
    kind: ClassVar[str] = "partial"

    def bind(self, words: Vocabulary, who: str) -> Partial:
        return self if self.base is None else replace(self, base=self.base.bind(words, who))

    def ranks(self, space: StateSpace) -> Ranks | None:
        if space.size > MAX_PAIRED_STATES:
            return None
        pairs = self.pairs(space)
        if pairs.unknown is not None and pairs.unknown.any():
            return None
        return dense(pairs.better.sum(axis=1).astype(np.int64))

    def pairs(self, space: StateSpace) -> Pairs:
        check_paired_size(space)
        size = space.size
        above, same = np.zeros((size, size), bool), np.eye(size, dtype=bool)
        base = Pairs(better=above) if self.base is None else self.base.pairs(space)
        if self.base is not None:
            above |= base.better
            same |= ~(base.better | base.better.T)
            if base.unknown is not None:
                same &= ~base.unknown
        for number, (x, y) in enumerate(self.unknown, start=1):
            one, other = space.index_of(x, where=f"unknown pair {number}"), space.index_of(y)
            above[[one, other], [other, one]] = same[[one, other], [other, one]] = False
        if self.base is not None:
            known = above | above.T | same
            degree = above.astype(np.int8) if base.degree is None else np.where(above, base.degree, np.int8(0))
            return Pairs(better=above, unknown=~known, degree=degree)
        named, strict, tied = self._closed(space)
        above[np.ix_(named, named)] = strict
        same[np.ix_(named, named)] = tied
        return Pairs(better=above, unknown=~(above | above.T | same), degree=above.astype(np.int8))

    def comparisons(self, space: StateSpace) -> Comparisons | None:
        if self.base is None:
            return Comparisons.of_some(space.size, *self._closed(space))
        base = self.base.comparisons(space)
        if base is None or not self.unknown:
            return base
        at: dict[StateRef, int] = {}  # many pairs name few states: each is looked for once
        for number, pair in enumerate(self.unknown, start=1):
            for ref in pair:
                if ref not in at:
                    at[ref] = space.index_of(ref, where=f"unknown pair {number}")
        return base.with_unknown([at[x] for x, _ in self.unknown], [at[y] for _, y in self.unknown])

    def _closed(self, space: StateSpace) -> tuple[NDArray[np.int64], NDArray[np.bool_], NDArray[np.bool_]]:
        """Return the states that are compared, and how: strictly and equally, closed transitively."""
        equal = [
            (space.index_of(x, where=f"equal pair {number}"), space.index_of(y))
            for number, (x, y) in enumerate(self.equal, start=1)
        ]
        better = [
            (space.index_of(x, where=f"preference {number}"), space.index_of(y))
            for number, (x, y) in enumerate(self.better, start=1)
        ]
        named = np.unique(np.array([*equal, *better], np.int64))
        if len(named) > MAX_PAIRED_STATES:
            raise ConflictError(
                f"comparisons of {len(named):,} states would need {len(named) ** 2 / 2**30:,.1f} GB",
                slug="conflict.too_large",
                hint="Take a ranking or statements as base, and name the pairs that are unknown.",
            )
        place = {int(state): k for k, state in enumerate(named)}
        above = [(place[x], place[y]) for x, y in better]
        strict, tied = close_comparisons(len(named), above, [(place[x], place[y]) for x, y in equal])
        if strict is None:
            raise _cycle(space, better, equal)
        return named, strict, tied


@dataclass(frozen=True, slots=True)
class Graded(Preference):
    """A ranking with the strength of each step: 1 for a mild, 2 for a strong preference, more for more levels.

    Two states differ by the strongest step between them (three levels: Hamouda, Kilgour and Hipel 2004, 2006; more: Xu et
    al. 2009-2011, mark L). ``order`` is as in :class:`Ranking`; ``steps`` has one number fewer.

    Examples
    --------
    >>> space = StateSpace((), np.arange(3, dtype=np.uint64))
    >>> Graded.of([1, 2, 3], [1, 2]).pairs(space).degree.tolist()
    [[0, 1, 2], [0, 0, 2], [0, 0, 0]]
    """

    order: tuple[tuple[StateRef, ...], ...]
    steps: tuple[int, ...]
    kind: ClassVar[str] = "graded"

    def __post_init__(self) -> None:
        if len(self.steps) != max(len(self.order) - 1, 0) or any(step < 1 for step in self.steps):
            raise ConflictError(
                f"{len(self.steps)} strengths for {len(self.order)} places of a ranking",
                slug="conflict.strength",
                hint="Give one strength of 1 or more between two places.",
            )

    @classmethod
    def of(cls, order: Iterable[StateRef | Iterable[StateRef]], steps: Sequence[int]) -> Graded:
        """Build from a ranking, best first, and the strength of each step down."""
        return cls(Ranking.of(order).order, tuple(steps))

    def ranks(self, space: StateSpace) -> Ranks:
        return Ranking(self.order).ranks(space)

    def comparisons(self, space: StateSpace) -> Comparisons:
        return Comparisons.of_ranks(self.ranks(space))

    def pairs(self, space: StateSpace) -> Pairs:
        check_paired_size(space)
        ranks = self.ranks(space)
        places = len(self.order)
        between = np.zeros((places + 1, places + 1), np.int8)  # [rank of the better, rank of the worse]
        for worse in range(1, places + 1):
            for preferred in range(worse + 1, places + 1):
                step = self.steps[places - preferred]
                between[preferred, worse] = max(between[preferred - 1, worse], step)
        return Pairs(better=ranks[:, None] > ranks[None, :], degree=between[ranks[:, None], ranks[None, :]])


@dataclass(frozen=True, slots=True)
class Fuzzy(Preference):
    """Degrees r(x, y) in [0, 1] to which x is preferred to y, with r(x, y) + r(y, x) = 1 (Bashar et al. 2012, mark L).

    ``degrees`` has one row a state in order of ids. ``threshold`` is the decision maker's own gamma; where it is None the
    reading's gamma counts.
    """

    degrees: tuple[tuple[float, ...], ...]
    threshold: float | None = None
    kind: ClassVar[str] = "fuzzy"

    def pairs(self, space: StateSpace) -> Pairs:
        table = _square(self.degrees, space, "fuzzy degrees")
        if np.abs(table + table.T - 1).max(initial=0) > 1e-9:
            x, y = np.unravel_index(int(np.abs(table + table.T - 1).argmax()), table.shape)
            raise ConflictError(
                f"fuzzy degrees of states {space.name(int(x))} and {space.name(int(y))} add up to"
                f" {table[x, y] + table[y, x]:g}, not 1",
                slug="conflict.fuzzy",
                hint="Make r(x, y) + r(y, x) = 1, with 0.5 on the diagonal.",
            )
        return Pairs(better=table == 1, certainty=table, threshold=self.threshold)


@dataclass(frozen=True, slots=True)
class Probabilistic(Preference):
    """Probabilities p(x, y) that the decision maker prefers x to y (Rego and Santos 2015, mark L).

    ``chances`` has one row a state in order of ids; p(x, y) + p(y, x) may be below 1, the rest is indifference.
    """

    chances: tuple[tuple[float, ...], ...]
    kind: ClassVar[str] = "probabilistic"

    def pairs(self, space: StateSpace) -> Pairs:
        table = _square(self.chances, space, "probabilities")
        if (table + table.T).max(initial=0) > 1 + 1e-9 or np.diagonal(table).any():
            raise ConflictError(
                "probabilities that x is preferred to y and y to x add up to more than 1",
                slug="conflict.probabilities",
                hint="Check the table; its diagonal is 0.",
            )
        return Pairs(better=table == 1, certainty=table)


@dataclass(frozen=True, slots=True)
class Intervals(Preference):
    """A value between ``low`` and ``high`` a state: x is preferred to y when its low is above y's high (mark L).

    States whose intervals overlap are ``"unknown"`` to compare, or ``"indifferent"`` (an interval order: not transitive).
    """

    low: tuple[float, ...]
    high: tuple[float, ...]
    overlap: Literal["unknown", "indifferent"] = "unknown"
    kind: ClassVar[str] = "intervals"

    def pairs(self, space: StateSpace) -> Pairs:
        check_paired_size(space)
        low, high = self._checked(space)
        better = low[:, None] > high[None, :]
        degree = better.astype(np.int8)
        if self.overlap == "indifferent":
            return Pairs(better=better, degree=degree)
        certain = (low[:, None] == high[:, None]) & (low[:, None] == low[None, :]) & (high[None, :] == low[None, :])
        unknown = ~(better | better.T | certain)
        np.fill_diagonal(unknown, False)
        return Pairs(better=better, unknown=unknown, degree=degree)

    def comparisons(self, space: StateSpace) -> Comparisons:
        low, high = self._checked(space)
        return Comparisons.of_intervals(low, high, unknown=self.overlap == "unknown")

    def _checked(self, space: StateSpace) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        low, high = np.array(self.low, float), np.array(self.high, float)
        if len(low) != space.size or len(high) != space.size or not (low <= high).all():
            raise ConflictError(
                f"{len(low)} lower and {len(high)} upper values for {space.size} states, or a lower value"
                " above its upper one",
                slug="conflict.intervals",
                hint="Give low <= high for each state.",
            )
        return low, high


def _square(rows: tuple[tuple[float, ...], ...], space: StateSpace, what: str) -> NDArray[np.float64]:
    check_paired_size(space)
    if len(rows) != space.size or any(len(row) != space.size for row in rows):
        raise ConflictError(
            f"{what}: {len(rows)} rows for {space.size} states",
            slug="conflict.table",
            hint="Give one row and one column a state, in order of state ids.",
        )
    table = np.array(rows, float)
    if not ((table >= 0) & (table <= 1)).all():
        raise ConflictError(f"{what} must lie between 0 and 1", slug="conflict.table", hint="Correct the table.")
    return table


def _cycle(space: StateSpace, better: list[tuple[int, int]], equal: list[tuple[int, int]]) -> ConflictError:
    """Name a shortest cycle that holds a strict comparison."""
    onward: dict[int, set[int]] = {}
    for x, y in [*better, *equal, *((y, x) for x, y in equal)]:
        if x != y or (x, y) in better:
            onward.setdefault(x, set()).add(y)
    best: list[int] = []
    for x, y in sorted(set(better)):
        before: dict[int, int] = {y: x}
        waiting = [y]
        while waiting and x not in waiting:
            following = [(q, here) for here in waiting for q in sorted(onward.get(here, ())) if q not in before]
            before.update(reversed(following))
            waiting = list(dict.fromkeys(q for q, _ in following))
        if x not in before:
            continue
        path = [x]
        while path[-1] != y:
            path.append(before[path[-1]])
        path = [x, *reversed(path)]
        best = path if not best or len(path) < len(best) else best
    above = set(better)
    text = space.name(best[0])
    for x, y in itertools.pairwise(best):
        text += f" {'>' if (x, y) in above else '~'} {space.name(y)}"
    return ConflictError(
        f"a preference contradicts itself: {text}",
        slug="conflict.preference_cycle",
        hint="Take out one of these comparisons.",
    )
