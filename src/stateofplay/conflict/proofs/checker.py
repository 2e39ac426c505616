"""The checker of proofs: it trusts neither engine and reads moves and preferences off the model itself.

Only the numbering of states is shared. Whether a move is possible is decided from the options, the rules and the
explicit moves; whether a state is better, from the statements, places, weights or numbers of the preference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, combinations, product
from typing import TypeAlias

from stateofplay.conflict.logic import formulas
from stateofplay.conflict.logic.formulas import Formula
from stateofplay.conflict.model.conflict import Conflict, Rule
from stateofplay.conflict.preferences.complete import Indifferent, Payoffs, Ranking, Weights
from stateofplay.conflict.preferences.preference import Preference
from stateofplay.conflict.preferences.readings import PreferenceReading, read
from stateofplay.conflict.preferences.statements import PreferenceStatement, Statements
from stateofplay.conflict.proofs.proof import Proof, Sanction, Step

Vector = frozenset[str]


def check(conflict: Conflict, proof: Proof) -> tuple[str, ...]:
    """Verify a proof and return what is wrong with it; nothing when it holds.

    Parameters
    ----------
    conflict
        The model.
    proof
        A proof for it, from wherever.

    Returns
    -------
    tuple of str
        The faults found, in plain English; ``()`` for a valid proof.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from stateofplay.conflict import load_case, prove
    >>> conflict = load_case("prisoners-dilemma")
    >>> proof = prove(conflict, "SEQ", "Prisoner One", 4)
    >>> check(conflict, proof), check(conflict, replace(proof, sanctions=()))
    ((), ('sanctions cover [], the improvements are [3]',))
    """
    return tuple(_Checker(conflict, proof).faults())


class _Checker:
    def __init__(self, conflict: Conflict, proof: Proof) -> None:
        self.conflict, self.proof = conflict, proof
        self.me = proof.decision_maker
        self.view = ModelMoves(conflict)
        self.symmetric = proof.concept in ("SMR", "SSEQ")
        self.by_credible_moves = proof.concept in ("SEQ", "SSEQ", "SIM_B")
        self.others = [dm for dm in conflict.dm_ids if dm != self.me]
        judges = {dm: judged(conflict, dm, proof.reading) for dm in conflict.dm_ids}
        self.leaves, self.deters = judges[self.me].leaves, judges[self.me].deters
        self.further = judges[self.me].further
        self.credible = {dm: judges[dm].credible for dm in conflict.dm_ids}

    def faults(self) -> Iterator[str]:
        proof = self.proof
        moves = self.view.targets(self.me, proof.state)
        improvements = {q for q in moves if self.leaves(proof.state, q)}
        if proof.ground == "no_move" and moves:
            yield f"{self.me} has moves from state {proof.state}: {sorted(moves)}"
        elif proof.ground == "no_improvement" and (improvements or not moves):
            yield f"{self.me} has the improvements {sorted(improvements)} or no move at all from state {proof.state}"
        elif proof.ground == "deterred":
            answered = {sanction.improvement for sanction in proof.sanctions}
            if proof.concept == "NASH":
                yield "Nash stability knows no sanctions"
            if answered != improvements:
                yield f"sanctions cover {sorted(answered)}, the improvements are {sorted(improvements)}"
            for sanction in proof.sanctions:
                yield from self._sanction_faults(sanction)
        elif proof.ground == "undeterred":
            if proof.improvement not in improvements:
                yield f"state {proof.improvement} is no improvement of {self.me} from state {proof.state}"
            elif proof.concept.startswith("SIM"):
                yield from self._joint_faults(proof.improvement)
            elif proof.concept != "NASH":
                yield from self._closure_faults(proof.improvement)

    def _sanction_faults(self, sanction: Sanction) -> Iterator[str]:
        start = self.proof.state
        if self.proof.concept == "SIM" or (
            self.proof.concept == "SIM_B"
            and sanction.steps
            and sanction.steps[0].source == start
            and sanction.steps[0].source != sanction.improvement
        ):
            yield from self._superposition_faults(sanction)
        else:
            here, last = sanction.improvement, ""
            if not sanction.steps:
                yield f"the sanction of {sanction.improvement} has no step"
            for step in sanction.steps:
                yield from self._step_faults(step, here, last)
                here, last = step.target, step.mover
            if here != sanction.end:
                yield f"the steps end at {here}, not at {sanction.end}"
        if not self.deters(start, sanction.end):
            yield f"state {sanction.end} does not deter {self.me} at state {start}"
        if self.symmetric:
            for q in self.view.targets(self.me, sanction.end):
                if not self.further(start, q):
                    yield f"{self.me} escapes from {sanction.end} to {q}"

    def _step_faults(self, step: Step, here: int, last: str) -> Iterator[str]:
        if step.source != here:
            yield f"a step starts at {step.source}, not at {here}"
        if step.mover == last:
            yield f"{step.mover} moves twice in a row"
        if step.mover == self.me or step.mover not in self.others:
            yield f"{step.mover} is no opponent of {self.me}"
        elif step.target not in self.view.targets(step.mover, step.source):
            yield f"{step.mover} cannot move from {step.source} to {step.target}"
        elif self.by_credible_moves and not self.credible[step.mover](step.source, step.target):
            yield f"{step.mover} has no reason to move from {step.source} to {step.target}"

    def _superposition_faults(self, sanction: Sanction) -> Iterator[str]:
        start = self.view.vector(self.proof.state)
        joint = self.view.vector(sanction.improvement)
        movers = [step.mover for step in sanction.steps]
        if not movers:
            yield f"the sanction of {sanction.improvement} has no step"
        if len(set(movers)) != len(movers):
            yield "one decision maker answers twice at the same time"
        for step in sanction.steps:
            if step.mover not in self.others or step.target not in self.view.targets(step.mover, step.source):
                yield f"{step.mover} cannot move from {step.source} to {step.target}"
            elif step.source != self.proof.state or not self.credible[step.mover](step.source, step.target):
                yield f"{step.mover} has no reason to move from {step.source} to {step.target}"
            joint ^= start ^ self.view.vector(step.target)
        if self.view.number(joint) != sanction.end:
            yield f"together the moves do not lead to state {sanction.end}"

    def _closure_faults(self, improvement: int) -> Iterator[str]:
        """Everything the opponents can reach must be listed, and nothing listed may deter."""
        listed = {(outcome.state, outcome.last_mover): outcome for outcome in self.proof.outcomes}
        for here, last in chain([(improvement, "")], listed):
            for dm in self.others:
                if dm == last:
                    continue
                for q in self.view.targets(dm, here):
                    if self.by_credible_moves and not self.credible[dm](here, q):
                        continue
                    if (q, dm) not in listed:
                        yield f"the answer of {dm} from {here} to {q} is not listed"
        for outcome in listed.values():
            if not self.deters(self.proof.state, outcome.state):
                continue
            rescued = outcome.escape in self.view.targets(self.me, outcome.state) if outcome.escape else False
            if not (self.symmetric and rescued and not self.further(self.proof.state, outcome.escape or 0)):
                yield f"state {outcome.state} deters {self.me} after all"

    def _joint_faults(self, improvement: int) -> Iterator[str]:
        start = self.view.vector(self.proof.state)
        movers = [dm for dm in self.others if self.proof.concept == "SIM" or self._sequentially_unstable(dm)]
        if self.proof.concept == "SIM_B" and not self._sequentially_unstable(self.me):
            yield f"{self.me} is sequentially stable at state {self.proof.state}"
        choices = [
            [
                frozenset[str](),
                *(
                    start ^ self.view.vector(q)
                    for q in self.view.targets(dm, self.proof.state)
                    if self.credible[dm](self.proof.state, q)
                ),
            ]
            for dm in movers
        ]
        for chosen in product(*choices):
            if not any(chosen):
                continue
            joint = self.view.vector(improvement)
            for change in chosen:
                joint ^= change
            end = self.view.number(joint)
            if end and self.deters(self.proof.state, end):
                yield f"the superposition {sorted(joint)} deters {self.me} after all"

    def _sequentially_unstable(self, dm: str) -> bool:
        """Decide by exhaustion whether some improvement of ``dm`` meets no credible sanction (for SIM_B)."""
        start = self.proof.state
        judge = judged(self.conflict, dm, self.proof.reading)
        rivals = [other for other in self.conflict.dm_ids if other != dm]
        for s1 in self.view.targets(dm, start):
            if not judge.leaves(start, s1):
                continue
            seen: set[tuple[int, str]] = set()
            waiting = [(s1, "")]
            while waiting:
                here, last = waiting.pop()
                for rival in rivals:
                    for q in self.view.targets(rival, here) if rival != last else ():
                        if self.credible[rival](here, q) and (q, rival) not in seen:
                            seen.add((q, rival))
                            waiting.append((q, rival))
            if not any(judge.deters(start, q) for q, _ in seen):
                return True
        return False


class ModelMoves:
    """Moves read off the model: sets of options taken, no bit masks, no tables."""

    def __init__(self, conflict: Conflict) -> None:
        self.conflict, self.space = conflict, conflict.space
        self.known: dict[tuple[str, int], frozenset[int]] = {}

    def vector(self, state: int) -> Vector:
        return self._vectors(state)[0]

    def number(self, vector: Vector) -> int:
        """Return the state id of an option vector, 0 when a rule forbids it."""
        conflict = self.conflict
        if any(_true(_of(rule), vector) for rule in conflict.infeasible):
            return 0
        if self._without_unmet(vector) != vector:
            return 0
        if not all(_true(_of(rule), vector) for rule in conflict.required):
            return 0
        return self.space.index_of_mask(sum(1 << conflict.bits[option] for option in vector)) + 1

    def targets(self, dm: str, state: int) -> frozenset[int]:
        if (dm, state) not in self.known:
            self.known[dm, state] = frozenset(self._targets(dm, state)) - {state}
        return self.known[dm, state]

    def _targets(self, dm: str, state: int) -> Iterator[int]:
        conflict = self.conflict
        for move in conflict.moves:
            if dm in move.movers and self.space.index_of(move.source) == state - 1:
                yield self.space.index_of(move.target) + 1
        # A joint act can be ended by each whom it needs, unless it stays once taken; nobody takes it alone.
        own = [
            (option.id, "to_no" if option.partners else option.direction)
            for option in conflict.options
            if dm in option.owners and not (option.partners and option.direction == "to_yes")
        ]
        if not conflict.option_moves or not own:
            return
        for before in self._vectors(state):
            for count in range(1, len(own) + 1):
                for changed in combinations(own, count):
                    after = self._without_unmet(before ^ {name for name, _ in changed})
                    if any(
                        (name in before) != (name in after) and way == ("to_yes" if name in before else "to_no")
                        for name, way in own
                    ):
                        continue
                    number = self.number(after)
                    if number and not self._forbidden(dm, before, after):
                        yield number

    def _without_unmet(self, vector: Vector) -> Vector:
        """Take out what needs a joint act that is not taken."""
        while unmet := {o.id for o in self.conflict.options if o.id in vector and not set(o.needs) <= vector}:
            vector = vector - unmet
        return vector

    def _forbidden(self, dm: str, before: Vector, after: Vector) -> bool:
        return any(
            rule.mover in ("", dm)
            and (not rule.changes or any(option in before ^ after for option in rule.changes))
            and _true(rule.source, before)
            and _true(rule.target, after)
            for rule in self.conflict.move_rules
        )

    def _vectors(self, state: int) -> list[Vector]:
        return [_taken(self.conflict, int(mask)) for mask in self.space.members(state - 1)]


Judgement: TypeAlias = Callable[[int, int], bool]


@dataclass(frozen=True, slots=True)
class Judged:
    """What one decision maker prefers, leaves for, is deterred by, would do, and cannot be rescued by, over state ids."""

    prefers: Judgement
    leaves: Judgement
    deters: Judgement
    credible: Judgement
    further: Judgement


def judged(conflict: Conflict, dm: str, reading: PreferenceReading) -> Judged:
    """Read the judgement of one decision maker off the model."""
    preference = conflict.dm(dm).preference
    if reading.kind == "simple":
        value = _value(conflict, preference)

        def better(s: int, q: int) -> bool:
            return value(q) > value(s)

        def no_better(s: int, q: int) -> bool:
            return value(q) <= value(s)

        def deters(s: int, q: int) -> bool:
            return no_better(s, q) and not (reading.zero_diagonal and s == q)

        return Judged(lambda x, y: better(y, x), better, deters, better, no_better)
    pairs = preference.pairs(conflict.space)
    tables = read(pairs, reading)
    return Judged(
        lambda x, y: bool(pairs.better[x - 1, y - 1]),
        lambda s, q: bool(tables.leaves[s - 1, q - 1]),
        lambda s, q: bool(tables.deters[s - 1, q - 1]),
        lambda s, q: bool(tables.credible[s - 1, q - 1]),
        lambda s, q: bool(tables.further[s - 1, q - 1]),
    )


def _value(conflict: Conflict, preference: Preference) -> Callable[[int], tuple[float | Fraction, ...]]:
    """Return what a state is worth, as a tuple to compare."""
    space = conflict.space
    match preference:
        case Indifferent():
            return lambda state: ()
        case Ranking(order):
            place = {space.index_of(ref) + 1: -k for k, tied in enumerate(order) for ref in tied}
            return lambda state: (place[state],)
        case Statements():
            classes = preference.counted
            return lambda state: tuple(
                sum(_wish(one, _taken(conflict, int(space.members(state - 1)[0]))) for one in tied) for tied in classes
            )
        case Weights(weights):
            return lambda state: (
                sum(
                    (
                        Fraction(str(weight))
                        for option, weight in weights
                        if option in _taken(conflict, int(space.members(state - 1)[0]))
                    ),
                    Fraction(0),
                ),
            )
        case Payoffs(values, in_order):
            numbers = dict(enumerate(in_order, 1)) or {space.index_of(ref) + 1: number for ref, number in values}
            return lambda state: (numbers[state],)
        case _:
            ranks = preference.ranks(space)
            if ranks is None:
                return lambda state: ()
            known = ranks.tolist()
            return lambda state: (known[state - 1],)


def _taken(conflict: Conflict, mask: int) -> Vector:
    return frozenset(option.id for k, option in enumerate(conflict.options) if mask >> k & 1)


def _wish(statement: PreferenceStatement, vector: Vector) -> bool:
    return _true(statement.formula, vector)


def _of(rule: Rule | Formula | str) -> Formula | str:
    return rule.formula if isinstance(rule, Rule) else rule


def _true(formula: Formula | str, vector: Vector) -> bool:
    match formula:
        case formulas.Taken(option):
            return option in vector
        case formulas.Constant(value):
            return value
        case formulas.Not(part):
            return not _true(part, vector)
        case formulas.And(parts):
            return all(_true(part, vector) for part in parts)
        case formulas.Or(parts):
            return any(_true(part, vector) for part in parts)
        case formulas.If(then, condition):
            return _true(then, vector) or not _true(condition, vector)
        case formulas.Iff(left, right):
            return _true(left, vector) == _true(right, vector)
        case formulas.Count(parts, least, most):
            number = sum(_true(part, vector) for part in parts)
            return least <= number and (most is None or number <= most)
        case _:
            raise TypeError("a rule of a built conflict holds formulas")
