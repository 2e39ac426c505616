"""Counting rankings under comparisons: branch on open comparisons until a state's stability is decided.

Needed where sanctions depend on the free preferences themselves (SEQ and SSEQ, when a free decision maker is another's
opponent). Every comparison is true, false or open; a condition is judged once with each open one in its favour and once
against it. Where both agree, the case is closed and holds for every ranking that extends it; those are counted exactly
as linear extensions. The cases found are disjoint and together they are the exact condition.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import factorial

from stateofplay.conflict.concepts import CREDIBLE, SYMMETRIC
from stateofplay.conflict.model.moves import MoveTable
from stateofplay.conflict.preferences.preference import Ranks
from stateofplay.errors import ConflictError

Comparison = tuple[int, int, int]
"""(player, better, worse), 0-based."""
MAX_CASES = 50_000
MAX_ORDERED = 16


@dataclass(frozen=True, slots=True)
class SettlingCase:
    """Comparisons that settle the question in favour; ``above[i][x]`` are the states known better than x for free i."""

    chosen: tuple[Comparison, ...]
    above: Mapping[int, tuple[int, ...]]


class StabilityQuestion:
    """Is a state stable for everyone? Asked of rankings of which only some comparisons are known."""

    def __init__(self, table: MoveTable, ranks: Sequence[Ranks], free: Sequence[int], state: int, concept: str) -> None:
        self.table, self.ranks, self.state, self.concept = table, ranks, state, concept
        self.free = tuple(free)
        self.size = table.space.size
        self._targets: dict[tuple[int, int], list[int]] = {}

    def targets(self, player: int, x: int) -> list[int]:
        """Return R_i(x)."""
        if (player, x) not in self._targets:
            self._targets[player, x] = self.table.targets(player, x)
        return self._targets[player, x]

    def known(self, above: Mapping[int, tuple[int, ...]], player: int, y: int, x: int) -> bool | None:
        """Return whether y is better than x for a player, None when open."""
        if player not in above:
            return bool(self.ranks[player][y] > self.ranks[player][x])
        if x == y or above[player][y] >> x & 1:
            return False
        return True if above[player][x] >> y & 1 else None

    def open_comparison(
        self, above: Mapping[int, tuple[int, ...]], players: Sequence[int] | None = None
    ) -> Comparison | bool:
        """Return the verdict where it is decided for all players, else one comparison that it may hang on."""
        asked: Comparison | None = None
        for player in players if players is not None else range(self.table.players):
            for move in self.targets(player, self.state):
                verdict = self._move_deterred(above, player, move)
                if verdict is False:
                    return False
                if asked is None and verdict is not True:
                    asked = verdict
        return True if asked is None else asked

    def answers(self, player: int, move: int) -> frozenset[int]:
        """Return what the others may answer a move with when all present preferences are taken as they are."""
        return frozenset(end for end, _ in self._answers({}, player, move))

    def _move_deterred(self, above: Mapping[int, tuple[int, ...]], player: int, move: int) -> Comparison | bool:
        better = self.known(above, player, move, self.state)
        if better is False:
            return True
        best: Comparison | None = None
        if self.concept != "NASH":
            for end, path in self._answers(above, player, move):
                opens = self._opens(above, player, end)
                if opens is None:
                    continue
                opens = [*path, *opens]
                if not opens:
                    return True
                best = best or opens[0]
        if better is None:
            return (player, move, self.state)
        return False if best is None else best

    def _opens(self, above: Mapping[int, tuple[int, ...]], player: int, end: int) -> list[Comparison] | None:
        """Return the open comparisons under which a sanction works, None when it cannot."""
        after = self.targets(player, end) if self.concept in SYMMETRIC else []
        opens = []
        for x in (end, *after):
            better = self.known(above, player, x, self.state)
            if better:
                return None
            if better is None:
                opens.append((player, x, self.state))
        return opens

    def _answers(
        self, above: Mapping[int, tuple[int, ...]], player: int, start: int
    ) -> Iterator[tuple[int, list[Comparison]]]:
        """Yield what the others may answer with, and the open comparisons on the way; sure ways first."""
        credible = self.concept in CREDIBLE
        others = [j for j in range(self.table.players) if j != player]
        for sure in (True, False):
            waiting: list[tuple[int, int, list[Comparison]]] = [(start, -1, [])]
            seen: set[tuple[int, int]] = set()
            while waiting:
                x, last, path = waiting.pop()
                for j in others:
                    for y in self.targets(j, x) if j != last else ():
                        better = self.known(above, j, y, x) if credible else True
                        if better is False or (sure and better is None) or (y, j) in seen:
                            continue
                        seen.add((y, j))
                        onward = path if better else [*path, (j, y, x)]
                        yield y, onward
                        waiting.append((y, j, onward))


def nothing_known(question: StabilityQuestion) -> dict[int, tuple[int, ...]]:
    """Return the start: no comparison of a free decision maker is known."""
    return dict.fromkeys(question.free, (0,) * question.size)


def cases_of(question: StabilityQuestion) -> Iterator[SettlingCase]:
    """Yield disjoint cases in which the state is stable for everyone.

    Raises
    ------
    ConflictError
        ``conflict.too_large`` after 50,000 branches.
    """
    waiting: list[SettlingCase] = [SettlingCase((), nothing_known(question))]
    branches = 0
    while waiting:
        branches += 1
        if branches > MAX_CASES:
            raise ConflictError(
                f"the condition splits into more than {MAX_CASES:,} cases",
                slug="conflict.too_large",
                hint="Let fewer decision makers be free (--free), or ask about NASH.",
            )
        case = waiting.pop()
        verdict = question.open_comparison(case.above)
        if verdict is True:
            yield case
        elif verdict is not False:
            player, y, x = verdict
            for better, worse in ((y, x), (x, y)):
                above = {**case.above, player: added(case.above[player], better, worse)}
                waiting.append(SettlingCase((*case.chosen, (player, better, worse)), above))


def added(above: tuple[int, ...], better: int, worse: int) -> tuple[int, ...]:
    """Add one comparison and all that follows from it.

    Examples
    --------
    >>> added(added((0, 0, 0), 1, 0), 2, 1)
    (6, 4, 0)
    """
    more = above[better] | 1 << better
    return tuple(known | more if x == worse or known >> worse & 1 else known for x, known in enumerate(above))


def count_extensions(above: tuple[int, ...]) -> int:
    """Count the strict rankings of all states in which the known comparisons hold.

    Examples
    --------
    >>> count_extensions((2, 0, 0)), count_extensions((0, 0, 0))
    (3, 6)
    """
    inside = [x for x in range(len(above)) if above[x] or any(known >> x & 1 for known in above)]
    if len(inside) > MAX_ORDERED:
        raise ConflictError(
            f"counting rankings under comparisons of {len(inside)} states would take too long",
            slug="conflict.too_large",
            hint="Ask about a smaller model, or about GMR or SMR.",
        )
    place = {x: k for k, x in enumerate(inside)}
    short = tuple(sum(1 << place[y] for y in inside if above[x] >> y & 1) for x in inside)
    return _extensions(short) * (factorial(len(above)) // factorial(len(inside)))


@lru_cache(maxsize=1 << 14)
def _extensions(above: tuple[int, ...]) -> int:
    size = len(above)
    ways = {0: 1}
    for _ in range(size):  # from the best down: a state may come once all better ones have come
        following: dict[int, int] = {}
        for placed, number in ways.items():
            for x in range(size):
                if not placed >> x & 1 and above[x] & ~placed == 0:
                    following[placed | 1 << x] = following.get(placed | 1 << x, 0) + number
        ways = following
    return sum(ways.values())


def nearest_extension(above: tuple[int, ...], ranks: Ranks) -> tuple[int, tuple[int, ...]]:
    """Return the least number of swapped pairs to a ranking with the known comparisons, and that ranking, best first."""
    size = len(above)
    lower = [sum(1 << y for y in range(size) if ranks[y] > ranks[x]) for x in range(size)]
    best: dict[int, tuple[int, tuple[int, ...]]] = {0: (0, ())}
    for _ in range(size):
        following: dict[int, tuple[int, tuple[int, ...]]] = {}
        for placed, (cost, order) in best.items():
            for x in range(size):
                if not placed >> x & 1 and above[x] & ~placed == 0:
                    # every state that used to be better than x and is still to come changes places with it
                    then = (cost + (lower[x] & ~placed).bit_count(), (*order, x))
                    known = following.get(placed | 1 << x)
                    if known is None or then < known:
                        following[placed | 1 << x] = then
        best = following
    return best[(1 << size) - 1]
