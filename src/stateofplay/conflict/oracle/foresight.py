"""Stability with foresight: limited-move, non-myopic and Stackelberg stability.

Mark L: the definitions are those of Kilgour (1985), Kilgour, Hipel and Fang (1987) and Brams and Wittman (1981) as the
literature generally states them, not re-read at the source. They are tested by their properties: L_1 is Nash, both
variants agree for two decision makers, a horizon longer than an acyclic graph changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from stateofplay.conflict.oracle.graph import Graph
from stateofplay.conflict.oracle.stability import is_nash
from stateofplay.errors import ConflictError

Variant = Literal["two", "order", "conservative"]
Ends = dict[tuple[str, int], int]


def anticipated(graph: Graph, h: int, *, variant: Variant = "two") -> Ends:
    """Return G_h(i, s): where play ends when i may move first at s and at most h moves are made.

    G_0(i, s) = s. At horizon h, i makes the move y whose consequence it likes best among those for which it would leave s
    (for complete preferences: that are strictly better); among equally good moves the lowest state id is taken, and among
    incomparable ones the first that no later one beats.

    Parameters
    ----------
    graph
        The conflict.
    h
        The horizon, 0 or more.
    variant
        ``"two"``: two decision makers, who alternate (Kilgour 1985). ``"order"``: after i comes the next decision maker
        in the order of the model. ``"conservative"``: any opponent may move next, and i reckons with the one that is
        worst for it. For more than two decision makers the literature has several, disputed extensions (Fang et al.
        1993; Soares et al. 2026); the last two names are ours and say exactly what is computed.
    """
    if variant == "two" and len(graph.players) != 2:
        raise ConflictError(
            "limited-move stability of this variant is for two decision makers",
            slug="conflict.variant",
            hint='Choose variant "order" or "conservative".',
        )
    ends: Ends = {(i, s): s for i in graph.players for s in graph.states}
    for _ in range(h):
        ends = {(i, s): choice_of(graph, i, s, ends, variant)[1] for i in graph.players for s in graph.states}
    return ends


def is_limited_move_stable(graph: Graph, i: str, s: int, h: int, *, variant: Variant = "two") -> bool:
    """Say whether s is L_h for i: with h moves of foresight i stays, G_h(i, s) = s."""
    return anticipated(graph, h, variant=variant)[i, s] == s


@dataclass(frozen=True, slots=True)
class NonMyopic:
    """The non-myopic verdict on one state: ``stable`` is None when it never settles.

    ``period`` lists the verdicts at horizons ``since``, ``since + 1``, ... that repeat for ever.
    """

    stable: bool | None
    since: int
    period: tuple[bool, ...]


def non_myopic(graph: Graph, *, variant: Variant = "two", most: int = 10_000) -> dict[tuple[str, int], NonMyopic]:
    """Decide for every (i, s) whether s is L_h for i for all h from some t on (NM).

    G_h depends on G_{h-1} alone, so the horizons repeat; on graphs with cycles they may repeat with a period above 1, and
    where the verdict changes within it, the state is undetermined and the period is returned.
    """
    ends = anticipated(graph, 0, variant=variant)
    seen: dict[tuple[tuple[tuple[str, int], int], ...], int] = {}
    history: list[Ends] = []
    for h in range(most):
        key = tuple(sorted(ends.items()))
        if key in seen:
            start = seen[key]
            return {node: _settled([past[node] == node[1] for past in history[start:h]], start) for node in ends}
        seen[key] = h
        history.append(ends)
        ends = {(i, s): choice_of(graph, i, s, ends, variant)[1] for i in graph.players for s in graph.states}
    raise ConflictError(f"horizons up to {most} do not repeat", slug="conflict.horizon", hint="Use a fixed horizon.")


def is_stackelberg(graph: Graph, leader: str, s: int) -> bool:
    """Say whether s is L_2 for the leader and Nash for the follower; two decision makers (Fang et al. 1989)."""
    (follower,) = graph.others(leader) if len(graph.players) == 2 else ("",)
    if not follower:
        raise ConflictError(
            "Stackelberg stability is for two decision makers",
            slug="conflict.variant",
            hint="Name the leader and merge or leave out the others.",
        )
    return is_limited_move_stable(graph, leader, s, 2) and is_nash(graph, follower, s)


def choice_of(graph: Graph, i: str, s: int, ends: Ends, variant: Variant) -> tuple[int | None, int]:
    """Return what i does at s (None: it stays) and where play then ends, given the ends with one move less."""
    prefers = graph.judge[i].prefers
    best: tuple[int, int] | None = None
    for y in sorted(graph.R(i, s)):
        _, end = reckoned(graph, i, y, ends, variant)
        if graph.judge[i].leaves(s, end) and (best is None or prefers(end, best[1])):
            best = y, end
    return (None, s) if best is None else best


def reckoned(graph: Graph, i: str, y: int, ends: Ends, variant: Variant) -> tuple[str | None, int]:
    """Return whom i reckons with after its move to y (None: nobody else is there), and where play then ends."""
    if variant == "conservative":
        worst: tuple[str, int] | None = None
        for j in graph.others(i):
            if worst is None or graph.judge[i].prefers(worst[1], ends[j, y]):
                worst = j, ends[j, y]
        return (None, y) if worst is None else worst
    following = graph.players[(graph.players.index(i) + 1) % len(graph.players)]
    return (None, y) if following == i else (following, ends[following, y])


def _settled(verdicts: list[bool], since: int) -> NonMyopic:
    settled = verdicts[0] if len(set(verdicts)) == 1 else None
    return NonMyopic(stable=settled, since=since, period=tuple(verdicts))
