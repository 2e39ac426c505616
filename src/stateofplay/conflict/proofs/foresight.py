"""Proofs of verdicts with foresight: L_h, non-myopic and Stackelberg stability.

With h moves of foresight everyone reckons with what the next mover would do with one move less, so a proof is the table of
these choices: who would do what at which state with how many moves left, and where play would end. Each line follows from
lines with one move less, which makes the table easy to check (:func:`check_foresight`). Definitions and variants:
:mod:`stateofplay.conflict.oracle.foresight`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from stateofplay.conflict.concepts import concept_id
from stateofplay.conflict.engine.horizons import quick_graph, variant_of
from stateofplay.conflict.logic.states import StateRef
from stateofplay.conflict.model.conflict import Conflict
from stateofplay.conflict.oracle.foresight import Ends, Variant, anticipated, choice_of, non_myopic, reckoned
from stateofplay.conflict.oracle.graph import Graph
from stateofplay.conflict.preferences.readings import SIMPLE, PreferenceReading
from stateofplay.conflict.proofs.checker import Judged, ModelMoves, judged
from stateofplay.conflict.proofs.proof import Proof, Step
from stateofplay.conflict.proofs.sanctions import prove
from stateofplay.conflict.proofs.wording import describe, name_of
from stateofplay.errors import ConflictError

MAX_LINES = 200_000
FORESIGHT_ENGLISH: Mapping[str, str] = {
    "no_move": "{who} stays at {state}: it has no move there at all.",
    "stays": "{who} stays at {state}: looking {ahead} ahead, {plans}.",
    "leaves": "{who} would leave {state}: looking {ahead} ahead, {plans}.",
    "unsettled": "{who} never settles at {state}: looking {ahead} ahead or more, longer foresight keeps changing its mind.",
    "plan": "nobody would answer {move}",
    "plan_by": "{move} would be answered by {steps}",
    "step": "{who} going to {target}",
    "back": ", back where it began",
    "gain": ", which it prefers",
    "no_gain": ", which it does not prefer",
    "one_move": "one move",
    "moves": "{h} moves",
    "list": "; ",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Anticipation:
    """One line of the table: at ``state``, with ``horizon`` moves left, ``mover`` moves to ``move`` (None: stays).

    ``end`` is where play ends from there.
    """

    mover: str
    state: int
    horizon: int
    move: int | None
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One move of the decision maker, how play would go on after it, and where it would end."""

    steps: tuple[Step, ...]
    end: int

    @property
    def move(self) -> int:
        """Where the decision maker moves first."""
        return self.steps[0].target


@dataclass(frozen=True, slots=True, kw_only=True)
class ForesightProof:
    """The verdict on one state under a concept with foresight, with the table it rests on.

    Attributes
    ----------
    horizons
        The numbers of moves ahead that decide: one for L_h; for NM one full period of what repeats for ever.
    stable
        Whether the decision maker stays at every one of them.
    plans
        What each of its moves would lead to, with the first of these horizons; only the chosen one where it leaves.
    table
        All choices that the verdict rests on.
    """

    concept: str
    decision_maker: str
    state: int
    stable: bool
    horizons: tuple[int, ...]
    plans: tuple[Plan, ...]
    table: tuple[Anticipation, ...]
    reading: PreferenceReading = SIMPLE

    @property
    def settled(self) -> bool:
        """Whether all horizons that decide agree; a non-myopic verdict that never settles counts as unstable."""
        stays = {
            line.end == self.state
            for line in self.table
            if (line.mover, line.state) == (self.decision_maker, self.state) and line.horizon in self.horizons
        }
        return len(stays) == 1


def prove_foresight(
    conflict: Conflict, concept: str, dm: str, state: StateRef, *, reading: PreferenceReading = SIMPLE
) -> ForesightProof | Proof:
    """Prove whether one state is stable for one decision maker under L_h, NM or Stackelberg stability.

    Parameters
    ----------
    conflict
        A small model.
    concept
        Such as ``"L_3"``, ``"NM_ORDER"``, ``"STACKELBERG:us"``; the follower's verdict under Stackelberg stability is Nash
        stability and is proved as that.
    dm, state
        Whose verdict, and where.
    reading
        How preferences are read.

    Raises
    ------
    ConflictError
        ``conflict.no_proof`` for other concepts, ``conflict.proof_too_large`` for tables of more than 200,000 lines.

    Examples
    --------
    >>> from stateofplay.conflict import two_by_two
    >>> dilemma = two_by_two(["NY", "YY", "NN", "YN"], ["YN", "YY", "NN", "NY"])
    >>> proof = prove_foresight(dilemma, "L_2", "A", "YY")
    >>> proof.stable, [(step.mover, step.target) for step in proof.plans[0].steps]
    (True, [('A', 3), ('B', 1)])
    """
    concept = concept_id(concept)
    family, _, rest = concept.partition(":") if ":" in concept else concept.partition("_")
    who, at = conflict.dm(dm).id, conflict.space.index_of(state) + 1
    if reading.kind == "weak":  # these concepts know no sanctions, so strength makes no difference
        reading = replace(reading, kind="degree", degree=0)
    if family not in ("L", "NM", "STACKELBERG"):
        raise ConflictError(
            f"{concept} is proved by another kind of proof",
            slug="conflict.no_proof",
            hint="Use prove_tree for MR_r, CMR_r and MAXIMIN_h, prove for the core concepts.",
        )
    if family == "STACKELBERG" and conflict.dm(rest).id != who:
        return prove(conflict, "NASH", who, state, reading=reading)
    graph = quick_graph(conflict, reading)
    variant = variant_of(rest.partition("_")[2] if family == "L" else rest if family == "NM" else "")
    horizons: tuple[int, ...] = (int(rest.partition("_")[0]) if family == "L" else 2,)
    deepest = horizons[0]
    if family == "NM":
        verdict = non_myopic(graph, variant=variant)[who, at]
        horizons = tuple(verdict.since + k for k in range(len(verdict.period)))
        deepest = verdict.since + len(verdict.period)
    if (deepest + 1) * len(graph.players) * len(graph.states) > MAX_LINES:
        raise ConflictError(
            f"the proof would have {(deepest + 1) * len(graph.players) * len(graph.states):,} lines",
            slug="conflict.proof_too_large",
            hint="The verdict stands; ask for the proof with a shorter horizon.",
        )
    ends = [anticipated(graph, h, variant=variant) for h in range(deepest + 1)]
    full = family == "NM"
    nodes = (
        {(i, s, h) for h in range(deepest + 1) for i in graph.players for s in graph.states}
        if full
        else set(_needed(graph, who, at, deepest, variant))
    )
    table = tuple(_line(graph, i, s, h, ends, variant) for i, s, h in sorted(nodes, key=lambda n: (-n[2], n[0], n[1])))
    stays = [ends[h][who, at] == at for h in horizons]
    plans = (
        [_plan(graph, who, at, y, horizons[0], ends, variant) for y in sorted(graph.R(who, at))] if horizons[0] else []
    )
    if horizons[0] and not stays[0]:
        chosen = choice_of(graph, who, at, ends[horizons[0] - 1], variant)[0]
        plans = [plan for plan in plans if plan.move == chosen]
    return ForesightProof(
        concept=concept,
        decision_maker=who,
        state=at,
        stable=all(stays),
        horizons=horizons,
        plans=tuple(plans),
        table=table,
        reading=reading,
    )


def check_foresight(conflict: Conflict, proof: ForesightProof) -> tuple[str, ...]:
    """Verify a proof line by line against the model and return what is wrong with it; nothing when it holds.

    Examples
    --------
    >>> from stateofplay.conflict import load_case
    >>> dilemma = load_case("prisoners-dilemma")
    >>> proof = prove_foresight(dilemma, "L_2", "Prisoner One", 4)
    >>> check_foresight(dilemma, proof), check_foresight(dilemma, replace(proof, stable=False))
    ((), ('the verdict is not what the table says',))
    """
    return tuple(_faults(conflict, proof))


def foresight_sentence(
    conflict: Conflict, proof: ForesightProof, templates: Mapping[str, str] = FORESIGHT_ENGLISH
) -> str:
    """Say a proof in one sentence; a translation is another mapping with the keys of :data:`FORESIGHT_ENGLISH`.

    Examples
    --------
    >>> from stateofplay.conflict import load_case
    >>> dilemma = load_case("prisoners-dilemma")
    >>> foresight_sentence(dilemma, prove_foresight(dilemma, "L_1", "prisoner 2", 3))[:43]
    'prisoner 2 would leave state 3 (Cooperate w'
    """
    h = proof.horizons[0]
    ahead = templates["one_move"] if h == 1 else templates["moves"].format(h=h)
    here = {"who": name_of(conflict, proof.decision_maker), "state": describe(conflict, proof.state), "ahead": ahead}
    if not proof.settled:
        return templates["unsettled"].format(**here)
    if not proof.plans:
        return templates["no_move"].format(**here)
    gain = templates["no_gain" if proof.stable else "gain"]
    said = []
    for plan in proof.plans:
        move = describe(conflict, plan.move)
        steps = ", ".join(
            templates["step"].format(who=name_of(conflict, one.mover), target=describe(conflict, one.target))
            for one in plan.steps[1:]
        )
        text = templates["plan_by" if steps else "plan"].format(move=move, steps=steps)
        said.append(text + (templates["back"] if plan.end == proof.state else gain))
    return templates["stays" if proof.stable else "leaves"].format(**here, plans=templates["list"].join(said))


def _needed(graph: Graph, i: str, s: int, h: int, variant: Variant) -> Iterator[tuple[str, int, int]]:
    """Yield the lines that (i, s, h) rests on, itself included."""
    seen = {(i, s, h)}
    waiting = [(i, s, h)]
    while waiting:
        mover, state, left = waiting.pop()
        yield mover, state, left
        for y in graph.R(mover, state) if left else ():
            following = graph.others(mover) if variant == "conservative" else _following(graph.players, mover)
            for j in following:
                if (j, y, left - 1) not in seen:
                    seen.add((j, y, left - 1))
                    waiting.append((j, y, left - 1))


def _following(players: tuple[str, ...], i: str) -> tuple[str, ...]:
    after = players[(players.index(i) + 1) % len(players)]
    return () if after == i else (after,)


def _line(graph: Graph, i: str, s: int, h: int, ends: list[Ends], variant: Variant) -> Anticipation:
    move, end = choice_of(graph, i, s, ends[h - 1], variant) if h else (None, s)
    return Anticipation(mover=i, state=s, horizon=h, move=move, end=end)


def _plan(graph: Graph, i: str, s: int, y: int, h: int, ends: list[Ends], variant: Variant) -> Plan:
    steps = [Step(mover=i, source=s, target=y)]
    mover, end = reckoned(graph, i, y, ends[h - 1], variant)
    for left in range(h - 1, 0, -1):
        move = None if mover is None else choice_of(graph, mover, steps[-1].target, ends[left - 1], variant)[0]
        if mover is None or move is None:
            break
        steps.append(Step(mover=mover, source=steps[-1].target, target=move))
        mover, _ = reckoned(graph, mover, move, ends[left - 1], variant)
    return Plan(steps=tuple(steps), end=end)


def _faults(conflict: Conflict, proof: ForesightProof) -> Iterator[str]:
    view, judges = ModelMoves(conflict), {dm: judged(conflict, dm, proof.reading) for dm in conflict.dm_ids}
    family, _, rest = proof.concept.partition(":") if ":" in proof.concept else proof.concept.partition("_")
    variant = variant_of(rest.partition("_")[2] if family == "L" else rest if family == "NM" else "")
    if family == "L" and proof.horizons != (int(rest.partition("_")[0]),):
        yield f"{proof.concept} is decided by {rest.partition('_')[0]} moves, not by {proof.horizons}"
    if family == "STACKELBERG" and (proof.horizons != (2,) or conflict.dm(rest).id != proof.decision_maker):
        yield "Stackelberg stability is decided by two moves of the leader"
    lines = {(one.mover, one.state, one.horizon): one for one in proof.table}
    for one in proof.table:
        expected = _expected(one, lines, view, judges, conflict.dm_ids, variant)
        if isinstance(expected, str):
            yield expected
        elif expected != (one.move, one.end):
            yield f"{one.mover} at {one.state} with {one.horizon} moves left would choose {expected}, not {one.move, one.end}"
    if family == "NM":
        yield from _repetition_faults(conflict, proof, lines)
    roots = [lines.get((proof.decision_maker, proof.state, h)) for h in proof.horizons]
    if not roots or None in roots:
        yield "the table does not hold the line that decides"
    elif proof.stable != all(one is not None and one.end == proof.state for one in roots):
        yield "the verdict is not what the table says"
    else:
        yield from _plan_faults(proof, lines, view, judges, conflict.dm_ids, variant)


def _expected(
    one: Anticipation,
    lines: Mapping[tuple[str, int, int], Anticipation],
    view: ModelMoves,
    judges: Mapping[str, Judged],
    players: tuple[str, ...],
    variant: Variant,
) -> tuple[int | None, int] | str:
    """Work one line out from those with one move less; a text where one of them is missing."""
    if one.horizon == 0:
        return None, one.state
    judge = judges[one.mover]
    best: tuple[int, int] | None = None
    for y in sorted(view.targets(one.mover, one.state)):
        found = _after(one.mover, y, one.horizon - 1, lines, judge, players, variant)
        if found is None:
            return f"what follows {one.mover}'s move to {y} with {one.horizon - 1} moves left is not listed"
        if judge.leaves(one.state, found[1]) and (best is None or judge.prefers(found[1], best[1])):
            best = y, found[1]
    return (None, one.state) if best is None else best


def _after(
    mover: str,
    y: int,
    left: int,
    lines: Mapping[tuple[str, int, int], Anticipation],
    judge: Judged,
    players: tuple[str, ...],
    variant: Variant,
) -> tuple[str, int] | None:
    """Return whom ``mover`` reckons with at y, and the end; None where the table does not say."""
    others = [j for j in players if j != mover]
    following = others if variant == "conservative" else list(_following(players, mover))
    worst: tuple[str, int] | None = None if following else ("", y)
    for j in following:
        if (j, y, left) not in lines:
            return None
        end = lines[j, y, left].end
        if worst is None or judge.prefers(worst[1], end):
            worst = j, end
    return worst


def _repetition_faults(
    conflict: Conflict, proof: ForesightProof, lines: Mapping[tuple[str, int, int], Anticipation]
) -> Iterator[str]:
    """From the first deciding horizon on everything must repeat with the period."""
    first, again = proof.horizons[0], proof.horizons[-1] + 1
    if proof.horizons != tuple(range(first, again)):
        yield "the horizons are no period"
    for dm in conflict.dm_ids:
        for state in conflict.space.ids:
            pair = [lines.get((dm, state, h)) for h in (first, again)]
            if pair[0] is None or pair[1] is None or pair[0].end != pair[1].end:
                yield f"{dm} at {state}: horizons {first} and {again} are not the same, so nothing repeats"


def _plan_faults(
    proof: ForesightProof,
    lines: Mapping[tuple[str, int, int], Anticipation],
    view: ModelMoves,
    judges: Mapping[str, Judged],
    players: tuple[str, ...],
    variant: Variant,
) -> Iterator[str]:
    h = proof.horizons[0]
    root = lines[proof.decision_maker, proof.state, h]
    moves = view.targets(proof.decision_maker, proof.state) if h else frozenset()
    wanted = moves if root.move is None else {root.move}
    if {plan.move for plan in proof.plans} != wanted:
        yield f"plans for {sorted(plan.move for plan in proof.plans)}, not for {sorted(wanted)}"
    for plan in proof.plans:
        mover, left, here = proof.decision_maker, h - 1, plan.move
        found = _after(mover, here, left, lines, judges[mover], players, variant)
        if found is None or found[1] != plan.end:
            yield f"the move to {plan.move} does not end at {plan.end}"
        steps = [Step(mover=mover, source=proof.state, target=here)]
        while left > 0 and found is not None and found[0]:
            move = lines[found[0], here, left].move
            if move is None:
                break
            steps.append(Step(mover=found[0], source=here, target=move))
            mover, here, left = found[0], move, left - 1
            found = _after(mover, here, left, lines, judges[mover], players, variant)
        if plan.steps != tuple(steps):
            yield f"play does not go on like that after the move to {plan.move}"
