"""Status quo analysis: how a conflict can get from where it is to each state, and who moves last.

V^h are the states that legal sequences of at most h moves reach from the status quo (no decision maker twice in a row),
by any moves or by improvements only; with each goes Omega, the set of possible last movers. Li, Kilgour and Hipel 2005;
Xu, Li, Kilgour and Hipel 2010, given as generally stated; layers and paths are tested against enumeration.
"""

from __future__ import annotations

from dataclasses import dataclass

from stateofplay.conflict.analysis import analyse
from stateofplay.conflict.json import Json
from stateofplay.conflict.logic.states import StateRef
from stateofplay.conflict.model.conflict import Conflict
from stateofplay.conflict.model.moves import moves_of
from stateofplay.conflict.model.ranks import ranks_of
from stateofplay.conflict.proofs.proof import Step
from stateofplay.conflict.proofs.wording import describe, name_of
from stateofplay.errors import ConflictError


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachedState:
    """One state that can be reached: in how many moves at least, by which last movers, and one shortest path.

    ``last_movers`` are all possible last movers within the horizon; ``shortest_by`` those of shortest paths.
    """

    state: int
    moves: int
    last_movers: tuple[str, ...]
    shortest_by: tuple[str, ...]
    path: tuple[Step, ...]


@dataclass(frozen=True, eq=False, kw_only=True)
class StatusQuo:
    """Everything that is reached from the status quo.

    Attributes
    ----------
    start
        The status quo, a state id.
    improvements_only
        Whether every move improves on the state it leaves for whoever makes it.
    reached
        In order of distance, then of state; the status quo itself only where a legal sequence returns to it.
    equilibria
        Concept to the equilibria among the states reached, and the status quo if it is one.
    horizon
        The most moves looked at, or None for no limit.
    """

    conflict: Conflict
    start: int
    improvements_only: bool
    reached: tuple[ReachedState, ...]
    equilibria: dict[str, tuple[int, ...]]
    horizon: int | None

    def layer(self, moves: int) -> tuple[int, ...]:
        """Return V^h, the states reached in at most this many moves, the status quo with them."""
        return tuple(sorted({self.start, *(one.state for one in self.reached if one.moves <= moves)}))

    def path_to(self, state: StateRef) -> tuple[Step, ...]:
        """Return a shortest path to a state."""
        wanted = self.conflict.space.index_of(state, where="path") + 1
        for one in self.reached:
            if one.state == wanted:
                return one.path
        raise ConflictError(
            f"{describe(self.conflict, wanted)} is not reached from {describe(self.conflict, self.start)}",
            slug="conflict.not_reached",
            hint="Ask for all moves instead of improvements only, or for a longer horizon.",
        )

    def sentences(self) -> tuple[str, ...]:
        """Return the findings as plain sentences."""
        conflict = self.conflict
        how = "by moves that each improve things for whoever makes them" if self.improvements_only else "by moves"
        others = [one for one in self.reached if one.state != self.start]
        here = describe(conflict, self.start)
        lines = [f"From {here}, {len(others):,} of {len(conflict.space) - 1:,} other states can be reached {how}."]
        for concept, states in self.equilibria.items():
            if self.start in states:
                lines.append(f"The status quo is itself an equilibrium under {concept}.")
            for state in [s for s in states if s != self.start][:12]:
                steps = ", then ".join(
                    f"{name_of(conflict, step.mover)} goes to {describe(conflict, step.target)}"
                    for step in self.path_to(f"#{state}")
                )
                lines.append(f"The {concept} equilibrium {describe(conflict, state)} can be reached: {steps}.")
        return tuple(lines)

    def to_dict(self) -> dict[str, Json]:
        """Return plain data for JSON."""
        return {
            "status_quo": self.start,
            "improvements_only": self.improvements_only,
            "horizon": self.horizon,
            "reached": [
                {
                    "state": one.state,
                    "moves": one.moves,
                    "last_movers": list(one.last_movers),
                    "shortest_by": list(one.shortest_by),
                    "path": [{"mover": s.mover, "from": s.source, "to": s.target} for s in one.path],
                }
                for one in self.reached
            ],
            "equilibria": {concept: list(states) for concept, states in self.equilibria.items()},
            "sentences": list(self.sentences()),
        }


def status_quo(
    conflict: Conflict,
    state: StateRef | None = None,
    *,
    improvements_only: bool = True,
    horizon: int | None = None,
    concepts: tuple[str, ...] = ("NASH", "SEQ"),
) -> StatusQuo:
    """Find what can be reached from a state, by whom, and by which shortest path.

    Parameters
    ----------
    conflict
        The model; complete preferences.
    state
        The status quo; by default the conflict's own.
    improvements_only
        Whether movers move only to what they prefer, or anywhere they can.
    horizon
        The most moves; no limit by default.
    concepts
        Equilibria to look for among the states reached.

    Examples
    --------
    >>> from stateofplay.conflict import two_by_two
    >>> chicken = two_by_two(["YN", "NN", "NY", "YY"], ["NY", "NN", "YN", "YY"])
    >>> found = status_quo(chicken, "NN")
    >>> [(one.state, one.moves, one.last_movers) for one in found.reached]
    [(2, 1, ('A',)), (3, 1, ('B',))]
    """
    asked = conflict.status_quo if state is None else state
    if asked is None:
        raise ConflictError(
            "the conflict has no status quo", slug="conflict.status_quo", hint="Name the state to start from."
        )
    start = conflict.space.index_of(asked, where="status quo")
    table, ranks, ids = moves_of(conflict), ranks_of(conflict), conflict.dm_ids
    came: dict[tuple[int, int], tuple[int, int] | None] = {}  # (state, last mover) to the pair before it
    depth: dict[tuple[int, int], int] = {}
    edge: list[tuple[int, int]] = [(start, -1)]
    moves = 0
    while edge and (horizon is None or moves < horizon):
        moves += 1
        onward = []
        for at, last in edge:
            for j in range(table.players):
                for to in table.targets(j, at) if j != last else ():
                    if (to, j) in came or (improvements_only and ranks[j][to] <= ranks[j][at]):
                        continue
                    came[to, j] = (at, last) if last >= 0 else None
                    depth[to, j] = moves
                    onward.append((to, j))
        edge = onward
    by_state: dict[int, list[int]] = {}
    for to, j in came:
        by_state.setdefault(to, []).append(j)
    found = []
    for to, movers in by_state.items():
        least = min(depth[to, j] for j in movers)
        shortest = sorted(j for j in movers if depth[to, j] == least)
        found.append(
            ReachedState(
                state=to + 1,
                moves=least,
                last_movers=tuple(ids[j] for j in sorted(movers)),
                shortest_by=tuple(ids[j] for j in shortest),
                path=_path(came, (to, shortest[0]), start, ids),
            )
        )
    analysis = analyse(conflict, concepts)
    inside = {start + 1, *(one.state for one in found)}
    return StatusQuo(
        conflict=conflict,
        start=start + 1,
        improvements_only=improvements_only,
        reached=tuple(sorted(found, key=lambda one: (one.moves, one.state))),
        equilibria={c: tuple(s for s in analysis.equilibria(c) if s in inside) for c in analysis.concepts},
        horizon=horizon,
    )


def _path(
    came: dict[tuple[int, int], tuple[int, int] | None], end: tuple[int, int], start: int, ids: tuple[str, ...]
) -> tuple[Step, ...]:
    steps: list[Step] = []
    at: tuple[int, int] | None = end
    while at is not None:
        before = came[at]
        source = start if before is None else before[0]
        steps.append(Step(mover=ids[at[1]], source=source + 1, target=at[0] + 1))
        at = before
    return tuple(reversed(steps))
