"""The graph of a conflict in plain sets, built by comparing every two states.

Notation follows the literature: N the decision makers, S the states, R_i(s) the states that i can move to from s.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from stateofplay.conflict.logic import formulas
from stateofplay.conflict.logic.formulas import Formula
from stateofplay.conflict.logic.states import StateSpace
from stateofplay.conflict.model.conflict import Conflict, MoveRule
from stateofplay.conflict.model.joint import MOST_WITH
from stateofplay.conflict.oracle.preferences import Viewpoint, judgement
from stateofplay.conflict.preferences.readings import SIMPLE, PreferenceReading
from stateofplay.errors import ConflictError

MAX_STATES = 4096


@dataclass(frozen=True)
class Graph:
    """A conflict as the definitions see it.

    Attributes
    ----------
    players
        N, by id.
    states
        S, by id.
    moves
        ``moves[i][s]`` is R_i(s).
    judge
        ``judge[i]`` says what tempts, deters and is credible for i.
    vectors
        The options taken in each state; empty for a conflict without option form.
    joint
        ``joint[o, owners][s]`` is where the joint act o leads from s, taken by all its owners together.
    """

    players: tuple[str, ...]
    states: tuple[int, ...]
    moves: Mapping[str, Mapping[int, frozenset[int]]]
    judge: Mapping[str, Viewpoint]
    vectors: Mapping[int, frozenset[str]]
    joint: Mapping[tuple[str, tuple[str, ...]], Mapping[int, int]] = field(default_factory=dict)

    def others(self, i: str) -> tuple[str, ...]:
        """Return N without i."""
        return tuple(j for j in self.players if j != i)

    def R(self, i: str, s: int) -> frozenset[int]:
        """Return R_i(s)."""
        return self.moves[i][s]

    def R_plus(self, i: str, s: int) -> frozenset[int]:
        """Return the improvements of i from s: R_i+(s), with unknown or uncertain pairs as the reading says."""
        return frozenset(q for q in self.R(i, s) if self.judge[i].leaves(s, q))

    def R_credible(self, i: str, s: int) -> frozenset[int]:
        """Return the moves that i, as an opponent, would make for its own sake."""
        return frozenset(q for q in self.R(i, s) if self.judge[i].credible(s, q))


def graph_of(conflict: Conflict, reading: PreferenceReading = SIMPLE) -> Graph:
    """Build the graph of a small conflict."""
    space = conflict.space
    check_small(space)
    states = tuple(space.ids)
    members = {s: [_taken(conflict, int(mask)) for mask in space.members(s - 1)] for s in states}
    explicit = {
        (mover, space.index_of(move.source) + 1, space.index_of(move.target) + 1)
        for move in conflict.moves
        for mover in move.movers
    }
    moves = {}
    for i in conflict.dm_ids:
        can = _option_move(conflict, i) if conflict.option_moves and conflict.options else None
        moves[i] = {
            s: frozenset(
                q
                for q in states
                if q != s
                and (
                    (i, s, q) in explicit
                    or (can is not None and any(can(x, y) for x in members[s] for y in members[q]))
                )
            )
            for s in states
        }
    return Graph(
        players=conflict.dm_ids,
        states=states,
        moves=moves,
        judge={dm.id: judgement(dm.preference, space, reading) for dm in conflict.decision_makers},
        vectors=vectors_of(conflict),
        joint=joint_of(conflict),
    )


def check_small(space: StateSpace) -> None:
    """Refuse models that are too large for plain sets.

    Raises
    ------
    ConflictError
        ``conflict.too_large`` for more than 4,096 states.
    """
    if space.size > MAX_STATES:
        raise ConflictError(
            f"concepts that look many moves ahead are for models of up to {MAX_STATES:,} states; this one has {space.size:,}",
            slug="conflict.too_large",
            hint="Ask for NASH, GMR, SMR, SEQ or SSEQ, which take the largest models.",
        )


def vectors_of(conflict: Conflict) -> dict[int, frozenset[str]]:
    """Return the options taken in each state of a conflict in option form, else nothing."""
    if not conflict.options or not conflict.option_moves or conflict.moves or conflict.coalesced:
        return {}
    space = conflict.space
    return {s: _taken(conflict, int(space.members(s - 1)[0])) for s in space.ids}


def joint_of(conflict: Conflict) -> dict[tuple[str, tuple[str, ...]], dict[int, int]]:
    """Return every joint act as a step: the act, with the fewest acts of its owners' own that make the step possible."""
    if not conflict.options or conflict.coalesced:
        return {}
    states = {_taken(conflict, int(conflict.space.members(s - 1)[0])): s for s in conflict.space.ids}
    found: dict[tuple[str, tuple[str, ...]], dict[int, int]] = {}
    for option in conflict.options:
        if not option.joint or option.direction == "to_no":
            continue
        own = [o.id for o in conflict.options if not o.joint and o.owner in option.owners and o.direction == "both"]
        changes = [frozenset(some) for number in range(MOST_WITH + 1) for some in combinations(own, number)]
        steps = {}
        for taken, s in states.items():
            if option.id not in taken:
                ends = (states.get((taken | {option.id}) ^ some) for some in changes)
                target = next((end for end in ends if end is not None), None)
                if target is not None:
                    steps[s] = target
        found[option.id, option.owners] = steps
    return found


def reach_together(graph: Graph, group: tuple[str, ...], s: int) -> frozenset[int]:
    """Return R_H(s) where a joint act is a move of the group that has all its owners, and counts as a mover of its own."""
    acts = [act for act in graph.joint if set(act[1]) <= set(group)]
    movers: tuple[str | tuple[str, tuple[str, ...]], ...] = (*group, *acts)

    def steps(mover: str | tuple[str, tuple[str, ...]], x: int) -> frozenset[int]:
        if isinstance(mover, str):
            return graph.R(mover, x)
        return frozenset({graph.joint[mover][x]} if x in graph.joint[mover] else ())

    last: dict[int, set[str | tuple[str, tuple[str, ...]]]] = {}
    waiting = [(q, j) for j in movers for q in steps(j, s)]
    while waiting:
        q, j = waiting.pop()
        if j in last.setdefault(q, set()):
            continue
        last[q].add(j)
        waiting.extend((r, k) for k in movers if k != j for r in steps(k, q))
    return frozenset(last)


def reach(graph: Graph, group: tuple[str, ...], s: int, *, credible: bool = False) -> frozenset[int]:
    """Return R_H(s), or R_H+(s): all ends of legal sequences of moves of the group H from s.

    In a legal sequence no decision maker moves twice in a row; it may move again later. ``last[q]`` is Omega(q), the
    possible last movers into q; s itself may be reached again. Fang, Hipel and Kilgour 1993.
    """
    step = graph.R_credible if credible else graph.R
    last: dict[int, set[str]] = {}
    waiting = [(q, j) for j in group for q in step(j, s)]
    while waiting:
        q, j = waiting.pop()
        if j in last.setdefault(q, set()):
            continue
        last[q].add(j)
        waiting.extend((r, k) for k in group if k != j for r in step(k, q))
    return frozenset(last)


def _option_move(conflict: Conflict, i: str) -> Callable[[frozenset[str], frozenset[str]], bool]:
    own = {option.id: option.direction for option in conflict.options if option.owner == i}
    shared = {option.id: option.direction for option in conflict.options if option.partners and i in option.owners}
    own |= {name: "to_no" for name, direction in shared.items() if direction != "to_yes"}
    own = {name: direction for name, direction in own.items() if name not in shared or direction == "to_no"}
    needs = {option.id: option.needs for option in conflict.options if option.needs}
    rules = [rule for rule in conflict.move_rules if rule.mover in ("", i)]

    def can(x: frozenset[str], y: frozenset[str]) -> bool:
        # What needs a joint act that is ended ends with it, whoever's it is; the ender chooses only the rest.
        ended = {name for name in x - y if any(need in x - y for need in needs.get(name, ()))}
        changed = (x ^ y) - ended
        if not changed or not changed <= own.keys():
            return False
        for option in (x ^ y) & own.keys():
            if own[option] == "to_yes" and option in x:
                return False
            if own[option] == "to_no" and option in y:
                return False
        return not any(_forbids(rule, x, y) for rule in rules)

    return can


def _forbids(rule: MoveRule, x: frozenset[str], y: frozenset[str]) -> bool:
    touched = not rule.changes or bool(set(rule.changes) & (x ^ y))
    return touched and true_in(rule.source, x) and true_in(rule.target, y)


def _taken(conflict: Conflict, mask: int) -> frozenset[str]:
    return frozenset(option.id for k, option in enumerate(conflict.options) if mask >> k & 1)


def true_in(formula: Formula | str, taken: frozenset[str]) -> bool:
    """Evaluate a formula on one set of options taken."""
    match formula:
        case formulas.Taken(option):
            return option in taken
        case formulas.Constant(value):
            return value
        case formulas.Not(part):
            return not true_in(part, taken)
        case formulas.And(parts):
            return all(true_in(part, taken) for part in parts)
        case formulas.Or(parts):
            return any(true_in(part, taken) for part in parts)
        case formulas.If(then, condition):
            return true_in(then, taken) or not true_in(condition, taken)
        case formulas.Iff(left, right):
            return true_in(left, taken) == true_in(right, taken)
        case formulas.Count(parts, least, most):
            number = sum(true_in(part, taken) for part in parts)
            return least <= number and (most is None or number <= most)
        case _:
            raise TypeError("a built conflict holds formulas, not text")
