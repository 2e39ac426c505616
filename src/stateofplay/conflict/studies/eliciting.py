"""Asking for a ranking pair by pair, in as few questions as merge insertion needs.

Ford and Johnson (1959): sorting n things takes at most the sum over k = 1 ... n of ceil(log2(3k/4)) comparisons (Knuth, The Art
of Computer Programming 3, 5.3.1; given as generally stated and counted by a test for every order of up to seven things).
Things that are called equal stand in one place from then on. Answers that are known already, as from a file, are not asked
again; where they contradict each other the circle is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from random import Random
from typing import Literal, TypeAlias

from stateofplay.conflict.logic.states import StateSpace
from stateofplay.conflict.preferences.complete import Ranking
from stateofplay.conflict.preferences.preference import Pairs
from stateofplay.conflict.preferences.relations import Partial
from stateofplay.errors import ConflictError

Verdict: TypeAlias = Literal["first", "second", "equal"]
Ask: TypeAlias = Callable[[int, int], Verdict]
MOST_STATES = 128


def most_questions(things: int) -> int:
    """Return the bound of Ford and Johnson (1959).

    Examples
    --------
    >>> [most_questions(n) for n in (1, 2, 3, 4, 5, 12, 21)]
    [0, 1, 3, 5, 7, 30, 66]
    """
    return sum((-(-3 * k // 4) - 1).bit_length() for k in range(1, things + 1))


class Elicitation:
    """The questions asked and answered about the states of one decision maker.

    Parameters
    ----------
    space
        The states.
    ask
        Called with two state ids; which is better.
    known
        Answers given before: (better, worse) pairs of ids.
    same
        Pairs that were called equal.

    Raises
    ------
    ConflictError
        ``conflict.preference_cycle`` where known answers contradict each other; the circle is named.
    """

    def __init__(
        self,
        space: StateSpace,
        ask: Ask,
        known: Iterable[tuple[int, int]] = (),
        same: Iterable[tuple[int, int]] = (),
    ) -> None:
        if len(space) > MOST_STATES:
            raise ConflictError(
                f"{len(space):,} states would take up to {most_questions(len(space)):,} questions",
                slug="conflict.too_large",
                hint="Ask option by option (--by options), or add infeasible combinations.",
            )
        self.space, self.ask = space, ask
        self.better, self.equal = list(known), list(same)
        self.asked = 0
        self._pairs = self._closed()

    def ranking(self) -> Ranking:
        """Ask until all states are ranked; the best first."""
        classes = self._sorted([[state] for state in self.space.ids])
        return Ranking(tuple(tuple(sorted(one)) for one in reversed(classes)))

    def compare(self, one: int, other: int) -> Verdict:
        """Answer from what is known, else ask."""
        settled = self._settled(one, other)
        if settled is None:
            verdict = self.ask(one, other)
            self.asked += 1
            self._add(one, other, verdict)
            self._pairs = self._closed()
            settled = verdict
        return settled

    def recheck(self, number: int, seed: int = 0) -> tuple[str, ...]:
        """Ask some pairs again that follow from other answers; return the circles that contradicting answers close.

        The answers given here are not kept: which of a circle is wrong is for a person to say.
        """
        direct = {frozenset(pair) for pair in (*self.better, *self.equal)}
        implied = [pair for pair in combinations(self.space.ids, 2) if frozenset(pair) not in direct]
        found = []
        for one, other in Random(seed).sample(implied, min(number, len(implied))):
            verdict, settled = self.ask(one, other), self._settled(one, other)
            self.asked += 1
            if settled is None or verdict == settled:
                continue
            kept = list(self.better), list(self.equal)
            self._add(one, other, verdict)
            try:
                self._closed()
            except ConflictError as error:
                found.append(error.sentence)
            self.better, self.equal = kept
        return tuple(found)

    def _add(self, one: int, other: int, verdict: Verdict) -> None:
        if verdict == "equal":
            self.equal.append((one, other))
        else:
            self.better.append((one, other) if verdict == "first" else (other, one))

    def _settled(self, one: int, other: int) -> Verdict | None:
        x, y = one - 1, other - 1
        if self._pairs.unknown is not None and self._pairs.unknown[x, y]:
            return None
        return "first" if self._pairs.better[x, y] else "second" if self._pairs.better[y, x] else "equal"

    def _closed(self) -> Pairs:
        """What follows from all answers; a contradiction is told with its circle."""

        def named(pairs: Iterable[tuple[int, int]]) -> tuple[tuple[str, str], ...]:
            return tuple((f"#{a}", f"#{b}") for a, b in pairs)

        return Partial(better=named(self.better), equal=named(self.equal)).pairs(self.space)

    def _sorted(self, things: Sequence[list[int]]) -> list[list[int]]:
        """Merge insertion: pairs first, the winners by the same means, then the losers in the order that costs least."""
        if len(things) < 2:
            return list(things)
        loser_of: dict[int, list[int]] = {}
        winners = []
        for k in range(0, len(things) - 1, 2):
            one, other = things[k], things[k + 1]
            verdict = self.compare(one[0], other[0])
            if verdict == "equal":
                winners.append(one + other)
                continue
            high, low = (one, other) if verdict == "first" else (other, one)
            loser_of[high[0]] = low
            winners.append(high)
        chain = self._sorted(winners)
        waiting: list[tuple[list[int], int | None]] = []
        for one in chain:
            waiting += [(loser_of[state], state) for state in one if state in loser_of]
        if len(things) % 2:
            waiting.append((things[-1], None))
        for low, above in _insertion_order(waiting):
            bound = len(chain) if above is None else next(k for k, one in enumerate(chain) if above in one)
            self._insert(chain, low, bound)
        return chain

    def _insert(self, chain: list[list[int]], low: list[int], end: int) -> None:
        start = 0
        while start < end:
            middle = (start + end) // 2
            verdict = self.compare(low[0], chain[middle][0])
            if verdict == "equal":
                chain[middle] = chain[middle] + low
                return
            if verdict == "first":
                start = middle + 1
            else:
                end = middle
        chain.insert(start, low)


def _insertion_order(waiting: list[tuple[list[int], int | None]]) -> list[tuple[list[int], int | None]]:
    """1; 3, 2; 5, 4; 11 ... 6; 21 ... 12: each group fills a whole number of halvings."""
    order: list[tuple[list[int], int | None]] = []
    before, here = 0, 1
    while before < len(waiting):
        order += reversed(waiting[before : min(here, len(waiting))])
        before, here = here, here + 2 * before if before else 3
    return order
