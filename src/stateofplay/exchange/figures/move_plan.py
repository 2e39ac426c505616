"""Which moves of a graph are drawn, and what becomes of the others: each move is in exactly one list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stateofplay.exchange.figures.records import Arc, MoveGraph

CHAINS_FROM = 60
"""With more improvements than this, those that follow from a chain of arrows of the same mover are not drawn."""
MOST_ARROWS = 150
"""With more arrows than this, at most one a mover and state is drawn."""
MOST_GREY = 24
"""Lines of moves that improve nothing are drawn up to this number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MovePlan:
    """What becomes of every move: each is in exactly one list.

    Attributes
    ----------
    arrows
        Improvements that are drawn.
    chained
        Improvements that follow from a chain of drawn arrows of the same mover.
    passed_over
        Improvements left out because there are too many.
    level
        Moves that improve nothing in either direction, drawn as grey lines (one line both ways).
    back
        The way back of an improvement.
    bare
        Other moves, not drawn.
    """

    arrows: tuple[Arc, ...]
    chained: tuple[Arc, ...]
    passed_over: tuple[Arc, ...]
    level: tuple[Arc, ...]
    back: tuple[Arc, ...]
    bare: tuple[Arc, ...]


def plan(graph: MoveGraph) -> MovePlan:
    """Decide which moves are drawn, so that the figure stays readable and every move is accounted for."""
    better = [arc for arc in graph.arcs if arc.improves]
    others = [arc for arc in graph.arcs if not arc.improves]
    arrows, chained = (better, []) if len(better) <= CHAINS_FROM else _without_chains(better)
    passed_over: list[Arc] = []
    if len(arrows) > MOST_ARROWS:
        # chains say what is best only as a whole, so the count starts again from all improvements
        ends = {(a.party, a.source) for a in better}
        best = [a for a in better if (a.party, a.target) not in ends]
        first = {(a.party, a.source): a for a in reversed(best)}
        arrows = list(first.values())[:MOST_ARROWS]
        kept = set(arrows)
        chained, passed_over = [], [a for a in better if a not in kept]
    improving = {(a.party, a.source, a.target) for a in better}
    back = [a for a in others if (a.party, a.target, a.source) in improving]
    neither = [a for a in others if (a.party, a.target, a.source) not in improving]
    pairs = {frozenset((a.source, a.target)) for a in neither}
    drawn = len(pairs) <= MOST_GREY
    return MovePlan(
        arrows=tuple(sorted(arrows, key=lambda a: (a.source, a.target, a.party))),
        chained=tuple(chained),
        passed_over=tuple(passed_over),
        level=tuple(neither if drawn else ()),
        back=tuple(back),
        bare=tuple(() if drawn else neither),
    )


def _without_chains(better: Sequence[Arc]) -> tuple[list[Arc], list[Arc]]:
    """Part improvements into those needed and those that a chain of the same mover implies.

    Only for movers whose improvements are transitive: elsewhere a chain would promise moves that do not exist.
    """
    kept: list[Arc] = []
    chained: list[Arc] = []
    for party in sorted({arc.party for arc in better}):
        own = [arc for arc in better if arc.party == party]
        onward: dict[int, set[int]] = {}
        for arc in own:
            onward.setdefault(arc.source, set()).add(arc.target)
        none: set[int] = set()
        transitive = all(onward.get(t, none) <= targets for targets in onward.values() for t in targets)
        for arc in own:
            implied = transitive and any(
                arc.target in onward.get(t, none) for t in onward[arc.source] if t != arc.target
            )
            (chained if implied else kept).append(arc)
    return kept, chained
