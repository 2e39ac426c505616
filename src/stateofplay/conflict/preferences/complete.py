"""Preferences in which every two states can be compared: rankings, weights and payoffs."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from stateofplay.conflict.logic.parsing import Vocabulary
from stateofplay.conflict.logic.states import StateRef, StateSpace
from stateofplay.conflict.preferences.preference import (
    CompletePreference,
    Ranks,
    by_state,
    dense,
)
from stateofplay.errors import ConflictError


@dataclass(frozen=True, slots=True)
class Indifferent(CompletePreference):
    """No preference at all: such a decision maker never moves, so every state is stable for it."""

    kind: ClassVar[str] = "indifferent"

    def ranks(self, space: StateSpace) -> Ranks:
        return np.zeros(space.size, np.int32)


@dataclass(frozen=True, slots=True)
class Ranking(CompletePreference):
    """All states from best to worst, ties in one tuple.

    Examples
    --------
    >>> Ranking.of([3, [1, 2]]).order
    ((3,), (1, 2))
    """

    order: tuple[tuple[StateRef, ...], ...]
    kind: ClassVar[str] = "ranking"

    @classmethod
    def of(cls, order: Iterable[StateRef | Iterable[StateRef]]) -> Ranking:
        """Build a ranking from best to worst; a list inside the list is a tie."""
        return cls(tuple((item,) if isinstance(item, int | str) else tuple(item) for item in order))

    @classmethod
    def from_ranks(cls, ranks: Ranks, space: StateSpace) -> Ranking:
        """Write ordinal ranks as a ranking of state ids, or of labels where the states have labels."""
        classes: dict[int, list[StateRef]] = {}
        for index, rank in enumerate(ranks.tolist()):
            classes.setdefault(rank, []).append(space.label(index) if space.labels else index + 1)
        return cls(tuple(tuple(classes[rank]) for rank in sorted(classes, reverse=True)))

    def ranks(self, space: StateSpace) -> Ranks:
        found = np.full(space.size, -1, np.int32)
        for place, tied in enumerate(self.order):
            for ref in tied:
                index = space.index_of(ref, where=f"place {place + 1} of a ranking")
                if found[index] >= 0:
                    raise ConflictError(
                        f"state {ref} stands twice in a ranking, at places {len(self.order) - int(found[index]) + 1}"
                        f" and {place + 1}",
                        slug="conflict.ranking_contradiction",
                        hint="Keep one place for every state; write ties together.",
                    )
                found[index] = len(self.order) - place
        missing = np.flatnonzero(found < 0)
        if len(missing):
            shown = ", ".join(space.name(int(index)) for index in missing[:8])
            raise ConflictError(
                f"a ranking leaves out {len(missing)} of {space.size} states: {shown}",
                slug="conflict.ranking_incomplete",
                hint="Rank every state, or use a partial order, where pairs may be unknown.",
            )
        return found


@dataclass(frozen=True, slots=True)
class Weights(CompletePreference):
    """A weight an option: the value of a state is the sum over the options taken, computed exactly.

    Examples
    --------
    >>> Weights.of({"talks": 2, "strike": -0.5}).weights
    (('talks', 2), ('strike', -0.5))
    """

    weights: tuple[tuple[str, float], ...]
    kind: ClassVar[str] = "weights"

    @classmethod
    def of(cls, weights: dict[str, float]) -> Weights:
        """Build from option and weight; options left out weigh nothing."""
        return cls(tuple(weights.items()))

    def bind(self, words: Vocabulary, who: str) -> Weights:
        bound = []
        for called, weight in self.weights:
            option = words.option(called)
            if option is None:
                raise ConflictError(
                    f'weights of {who}: no option is called "{called}"',
                    slug="conflict.option_unknown",
                    hint=f"The options are {', '.join(words.ids)}.",
                )
            if not math.isfinite(weight):
                raise ConflictError(
                    f'weights of {who}: the weight of "{called}" is {weight}',
                    slug="conflict.weights",
                    hint="Give a finite number.",
                )
            bound.append((option, weight))
        return Weights(tuple(bound))

    def ranks(self, space: StateSpace) -> Ranks:
        exact = [Fraction(str(weight)) for _, weight in self.weights]
        scale = math.lcm(*(weight.denominator for weight in exact))
        whole = [int(weight * scale) for weight in exact]
        kind = np.int64 if sum(map(abs, whole)) < 1 << 62 else object  # Python's integers have no bounds
        value = np.zeros(len(space.masks), kind)
        for (option, _), weight in zip(self.weights, whole, strict=True):
            value[(space.masks >> np.uint64(space.bits[option])) & np.uint64(1) == 1] += weight
        return dense(by_state(value, space, "the option weights"))


@dataclass(frozen=True, slots=True)
class Payoffs(CompletePreference):
    """A number a state, higher is better; only the order counts.

    ``values`` are (state, payoff) pairs, or with ``states=None`` in :meth:`of` one payoff a state in order of ids.
    """

    values: tuple[tuple[StateRef, float], ...] = ()
    in_order: tuple[float, ...] = ()
    kind: ClassVar[str] = "payoffs"

    @classmethod
    def of(cls, values: Sequence[float] | dict[StateRef, float]) -> Payoffs:
        """Build from one payoff a state in order of ids, or from state and payoff.

        Examples
        --------
        >>> Payoffs.of([3, 1, 2]).in_order
        (3, 1, 2)
        """
        return cls(values=tuple(values.items())) if isinstance(values, dict) else cls(in_order=tuple(values))

    def numbers(self, space: StateSpace) -> NDArray[np.float64]:
        """Return the payoffs by state index."""
        if self.in_order:
            if len(self.in_order) != space.size:
                raise ConflictError(
                    f"{len(self.in_order)} payoffs for {space.size} states",
                    slug="conflict.payoffs",
                    hint="Give one payoff a state, in order of state ids.",
                )
            found = np.array(self.in_order, float)
        else:
            found = np.full(space.size, np.nan)
            for ref, value in self.values:
                found[space.index_of(ref, where="payoffs")] = value
        if np.isinf(found).any() or (self.in_order and np.isnan(found).any()):
            index = int(np.flatnonzero(~np.isfinite(found))[0])
            raise ConflictError(
                f"the payoff of state {space.name(index)} is {found[index]}",
                slug="conflict.payoffs",
                hint="Give a finite number.",
            )
        if np.isnan(found).any():
            index = int(np.flatnonzero(np.isnan(found))[0])
            raise ConflictError(
                f"state {space.name(index)} has no payoff", slug="conflict.payoffs", hint="Give every state a payoff."
            )
        return found

    def ranks(self, space: StateSpace) -> Ranks:
        return dense(self.numbers(space))
