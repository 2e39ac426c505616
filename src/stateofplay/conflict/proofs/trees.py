"""Proofs of verdicts in game trees: MR_r, CMR_r and MAXIMIN_h.

A stable state has a plan of the opponents: to everything that the decision maker may do, one legal sequence of moves after
which it still cannot get what it wants. An unstable state has a plan of the decision maker: one move at every position that
the opponents can bring about. :func:`check_tree` follows a plan through every line of play. Definitions:
:mod:`stateofplay.conflict.oracle.policies`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from stateofplay.conflict.concepts import concept_id
from stateofplay.conflict.engine.horizons import quick_graph
from stateofplay.conflict.logic.states import StateRef
from stateofplay.conflict.model.conflict import Conflict
from stateofplay.conflict.oracle.graph import Graph, reach
from stateofplay.conflict.preferences.readings import SIMPLE, PreferenceReading
from stateofplay.conflict.proofs.checker import Judged, ModelMoves, judged
from stateofplay.conflict.proofs.proof import Step
from stateofplay.conflict.proofs.wording import describe, name_of
from stateofplay.errors import ConflictError

TREES_ENGLISH: Mapping[str, str] = {
    "nothing": "{who} stays at {state}: nothing that it can do there tempts it.",
    "stays": "{who} stays at {state}: within {h} moves the others can keep it from anything better: {replies}.",
    "leaves": "{who} would leave {state} for {move}: whatever the others answer, within {h} moves it can end better.",
    "waits": "{who} would not hold to {state}: even if it waits first, within {h} moves it can end better whatever they do.",
    "reply": "to its move to {move} they answer with {steps}",
    "still": "after its move to {move} they need do nothing",
    "step": "{who} going to {target}",
    "then": ", ",
    "list": "; ",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpponentReply:
    """What the opponents do at ``state`` with ``left`` moves left: ``steps`` one after another to ``end``."""

    state: int
    left: int
    steps: tuple[Step, ...]
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What the decision maker does at ``state`` with ``left`` moves left: it moves to ``target`` (or stays there)."""

    state: int
    left: int
    target: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeProof:
    """The verdict on one state in a game tree, with the plan it rests on.

    Attributes
    ----------
    replies
        Of a stable state: the opponents' plan.
    turns
        Of an unstable state: the decision maker's plan.
    """

    concept: str
    decision_maker: str
    state: int
    stable: bool
    replies: tuple[OpponentReply, ...] = ()
    turns: tuple[Turn, ...] = ()
    reading: PreferenceReading = SIMPLE


@dataclass(frozen=True, slots=True)
class _Rules:
    """One tree as seen from (i, s): what each side may do, and when the opponents are content."""

    family: str
    own: Callable[[int], frozenset[int]]
    first: Callable[[int], frozenset[int]]
    answers: Callable[[int], frozenset[int]]
    content: Callable[[int], bool]
    ends: Callable[[int], bool]


def prove_tree(
    conflict: Conflict, concept: str, dm: str, state: StateRef, *, reading: PreferenceReading = SIMPLE
) -> TreeProof:
    """Prove whether one state is stable for one decision maker under MR_r, CMR_r or MAXIMIN_h.

    Parameters
    ----------
    conflict
        A small model.
    concept
        Such as ``"MR_4"``.
    dm, state
        Whose verdict, and where.
    reading
        How preferences are read; ``weak`` is general without strong and has no proof of its own.

    Examples
    --------
    >>> from stateofplay.conflict import load_case
    >>> proof = prove_tree(load_case("prisoners-dilemma"), "MR_4", "Prisoner One", 4)
    >>> proof.stable, [(step.mover, step.target) for step in proof.replies[0].steps]
    (True, [('prisoner 2', 1)])
    """
    concept = concept_id(concept)
    family, h = _parts(concept)
    if reading.kind == "weak":
        raise ConflictError(
            "weak stability is general without strong stability and has no proof of its own",
            slug="conflict.reading",
            hint="Explain it under the readings degree-0 and strong.",
        )
    graph = quick_graph(conflict, reading)
    i, s = conflict.dm(dm).id, conflict.space.index_of(state) + 1
    rules = _rules(graph, family, i, s)
    lost, won = _solved(rules, family)
    starts = sorted(rules.first(s)) if h else []
    free = next((y for y in starts if lost(y, h - 1)), None)
    if free is None:
        replies = tuple(_plan_of_others(graph, rules, family, i, [(y, h - 1) for y in starts], won))
        return TreeProof(concept=concept, decision_maker=i, state=s, stable=True, replies=replies, reading=reading)
    turns = (Turn(state=s, left=h, target=free), *_plan_of_mover(rules, family, free, h - 1, lost))
    return TreeProof(concept=concept, decision_maker=i, state=s, stable=False, turns=turns, reading=reading)


def check_tree(conflict: Conflict, proof: TreeProof) -> tuple[str, ...]:
    """Follow a plan through every line of play and return where it fails; nothing when it holds.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from stateofplay.conflict import load_case
    >>> dilemma = load_case("prisoners-dilemma")
    >>> proof = prove_tree(dilemma, "MR_4", "Prisoner One", 4)
    >>> check_tree(dilemma, proof), check_tree(dilemma, replace(proof, replies=()))
    ((), ('no reply is planned at 3 with 3 moves left',))
    """
    return tuple(_faults(conflict, proof))


def tree_sentence(conflict: Conflict, proof: TreeProof, templates: Mapping[str, str] = TREES_ENGLISH) -> str:
    """Say a proof in one sentence; a translation is another mapping with the keys of :data:`TREES_ENGLISH`."""
    family, h = _parts(proof.concept)
    here = {"who": name_of(conflict, proof.decision_maker), "state": describe(conflict, proof.state), "h": h}
    if not proof.stable:
        move = proof.turns[0].target
        if move == proof.state:
            return templates["waits"].format(**here)
        return templates["leaves"].format(**here, move=describe(conflict, move))
    said = []
    for reply in proof.replies:
        if reply.left != h - 1 or (family == "MAXIMIN" and reply.state == proof.state):
            continue
        steps = templates["then"].join(
            templates["step"].format(who=name_of(conflict, one.mover), target=describe(conflict, one.target))
            for one in reply.steps
        )
        said.append(templates["reply" if steps else "still"].format(move=describe(conflict, reply.state), steps=steps))
    if not said:
        return templates["nothing"].format(**here)
    return templates["stays"].format(**here, replies=templates["list"].join(said))


def _parts(concept: str) -> tuple[str, int]:
    family, _, rest = concept.partition("_")
    if family not in ("MR", "CMR", "MAXIMIN"):
        raise ConflictError(
            f"{concept} is no game tree",
            slug="conflict.no_proof",
            hint="Ask for MR_r, CMR_r or MAXIMIN_h, such as MR_4.",
        )
    return family, int(rest)


def _rules(graph: Graph, family: str, i: str, s: int) -> _Rules:
    judge, others = graph.judge[i], graph.others(i)
    if family == "MAXIMIN":
        return _Rules(
            family,
            own=lambda x: graph.R(i, x) | {x},
            first=lambda x: graph.R(i, x) | {x},
            answers=cache(lambda x: reach(graph, others, x) | {x}),
            content=lambda x: False,
            ends=lambda x: not judge.leaves(s, x),
        )
    credible = family == "CMR"
    return _Rules(
        family,
        own=(lambda x: graph.R_plus(i, x)) if credible else (lambda x: graph.R(i, x)),
        first=lambda x: graph.R_plus(i, x),
        answers=cache(lambda x: reach(graph, others, x, credible=credible)),
        content=lambda x: judge.further(s, x),
        ends=lambda x: judge.deters(s, x),
    )


def _solved(rules: _Rules, family: str) -> tuple[Callable[[int, int], bool], Callable[[int, int], bool]]:
    """Return (the opponents fail at y with so many moves left once i has set out, i wins at z)."""

    @cache
    def won(z: int, left: int) -> bool:
        if family == "MAXIMIN":
            return not rules.ends(z) if left == 0 else any(lost(y, left - 1) for y in rules.own(z))
        return not rules.ends(z) or (left > 0 and any(not rules.content(y) and lost(y, left - 1) for y in rules.own(z)))

    @cache
    def lost(y: int, left: int) -> bool:
        if left == 0:
            return not rules.ends(y) if family == "MAXIMIN" else True
        return all(won(z, left - 1) for z in rules.answers(y))

    return lost, won


def _plan_of_others(
    graph: Graph,
    rules: _Rules,
    family: str,
    i: str,
    starts: list[tuple[int, int]],
    won: Callable[[int, int], bool],
) -> Iterator[OpponentReply]:
    waiting, seen = list(starts), set(starts)
    while waiting:
        y, left = waiting.pop(0)
        if left == 0:
            continue  # only in MAXIMIN: play is over, and not better
        steps = _path(graph, family, i, y, lambda z, left=left: not won(z, left - 1))  # type: ignore[misc]
        end = steps[-1].target if steps else y
        yield OpponentReply(state=y, left=left, steps=steps, end=end)
        for w in sorted(rules.own(end)) if left > 1 else ():
            if not rules.content(w) and (w, left - 2) not in seen:
                seen.add((w, left - 2))
                waiting.append((w, left - 2))


def _path(graph: Graph, family: str, i: str, y: int, good: Callable[[int], bool]) -> tuple[Step, ...]:
    """Return a shortest legal sequence of the opponents from y to a good state."""
    if family == "MAXIMIN" and good(y):
        return ()
    step = graph.R_credible if family == "CMR" else graph.R
    before: dict[tuple[int, str], tuple[int, str]] = {}
    waiting: deque[tuple[int, str]] = deque([(y, "")])
    while waiting:
        node = waiting.popleft()
        for j in graph.others(i):
            for q in sorted(step(j, node[0])) if j != node[1] else ():
                if (q, j) in before:
                    continue
                before[q, j] = node
                if good(q):
                    steps = []
                    here = (q, j)
                    while here[1]:
                        steps.append(Step(mover=here[1], source=before[here][0], target=here[0]))
                        here = before[here]
                    return tuple(reversed(steps))
                waiting.append((q, j))
    raise AssertionError("a state that the opponents hold has an answer")


def _plan_of_mover(rules: _Rules, family: str, y: int, left: int, lost: Callable[[int, int], bool]) -> Iterator[Turn]:
    waiting, seen = [(y, left)], {(y, left)}
    while waiting:
        y, left = waiting.pop(0)
        for z in sorted(rules.answers(y)) if left else ():
            if left - 1 == 0 or (family != "MAXIMIN" and not rules.ends(z)) or (z, left - 1) in seen:
                continue
            seen.add((z, left - 1))
            w = next(w for w in sorted(rules.own(z)) if not rules.content(w) and lost(w, left - 2))
            yield Turn(state=z, left=left - 1, target=w)
            waiting.append((w, left - 2))


def _faults(conflict: Conflict, proof: TreeProof) -> Iterator[str]:
    family, h = _parts(proof.concept)
    view = ModelMoves(conflict)
    judges = {dm: judged(conflict, dm, proof.reading) for dm in conflict.dm_ids}
    line = _Line(conflict, proof, family, view, judges)
    own = line.first(proof.state) if h else frozenset()
    if proof.stable:
        yield from line.follow_others([(y, h - 1) for y in sorted(own)])
        return
    opening = next((turn for turn in proof.turns if (turn.state, turn.left) == (proof.state, h)), None)
    if opening is None or opening.target not in own:
        yield f"{proof.decision_maker} has no such move from {proof.state}"
    else:
        yield from line.follow_mover(opening.target, h - 1)


class _Line:
    """Every line of play under a plan, read off the model itself."""

    def __init__(
        self, conflict: Conflict, proof: TreeProof, family: str, view: ModelMoves, judges: Mapping[str, Judged]
    ) -> None:
        self.proof, self.family, self.view, self.judges = proof, family, view, judges
        self.me, self.mine = proof.decision_maker, judges[proof.decision_maker]
        self.others = [dm for dm in conflict.dm_ids if dm != proof.decision_maker]
        self.replies = {(one.state, one.left): one for one in proof.replies}
        self.turns = {(one.state, one.left): one for one in proof.turns}

    def own(self, x: int) -> frozenset[int]:
        targets = self.view.targets(self.me, x)
        if self.family == "MAXIMIN":
            return targets | {x}
        return frozenset(q for q in targets if self.mine.leaves(x, q)) if self.family == "CMR" else targets

    def first(self, s: int) -> frozenset[int]:
        targets = self.view.targets(self.me, s)
        return targets | {s} if self.family == "MAXIMIN" else frozenset(q for q in targets if self.mine.leaves(s, q))

    def holds(self, x: int) -> bool:
        """Whether ending at x is nothing to leave for."""
        s = self.proof.state
        return not self.mine.leaves(s, x) if self.family == "MAXIMIN" else self.mine.deters(s, x)

    def stops(self, x: int) -> bool:
        """Whether the opponents may end play at x, content."""
        return self.family != "MAXIMIN" and self.mine.further(self.proof.state, x)

    def moves(self, j: str, x: int) -> frozenset[int]:
        targets = self.view.targets(j, x)
        return frozenset(q for q in targets if self.judges[j].credible(x, q)) if self.family == "CMR" else targets

    def follow_others(self, waiting: list[tuple[int, int]]) -> Iterator[str]:
        seen = set(waiting)
        while waiting:
            y, left = waiting.pop(0)
            if left == 0:
                if self.family != "MAXIMIN" or not self.holds(y):
                    yield f"play ends at {y}, which is better for {self.me}"
                continue
            reply = self.replies.get((y, left))
            if reply is None:
                yield f"no reply is planned at {y} with {left} moves left"
                continue
            yield from self._reply_faults(reply)
            if (self.family != "MAXIMIN" or left == 1) and not self.holds(reply.end):
                yield f"the reply at {y} ends at {reply.end}, which is better for {self.me}"
            for w in sorted(self.own(reply.end)) if left > 1 else ():
                if not self.stops(w) and (w, left - 2) not in seen:
                    seen.add((w, left - 2))
                    waiting.append((w, left - 2))

    def _reply_faults(self, reply: OpponentReply) -> Iterator[str]:
        here, last = reply.state, ""
        if not reply.steps and self.family != "MAXIMIN":
            yield f"the reply at {reply.state} has no step"
        for step in reply.steps:
            if step.mover not in self.others or step.mover == last or step.source != here:
                yield f"{step.mover} is not to move at {step.source}"
            elif step.target not in self.moves(step.mover, here):
                yield f"{step.mover} would not move from {here} to {step.target}"
            here, last = step.target, step.mover
        if here != reply.end:
            yield f"the reply at {reply.state} does not end at {reply.end}"

    def follow_mover(self, y: int, left: int) -> Iterator[str]:
        waiting, seen = [(y, left)], {(y, left)}
        while waiting:
            y, left = waiting.pop(0)
            if left == 0:
                if self.family == "MAXIMIN" and self.holds(y):
                    yield f"play ends at {y}, which is no better for {self.me}"
                continue
            for z in sorted(self._answers(y)):
                if self.family != "MAXIMIN" and not self.holds(z):
                    continue  # the decision maker ends play here
                turn = self.turns.get((z, left - 1))
                if left - 1 == 0:
                    if self.holds(z):
                        yield f"play ends at {z}, which is no better for {self.me}"
                elif turn is None or turn.target not in self.own(z) or self.stops(turn.target):
                    yield f"no good move is planned at {z} with {left - 1} moves left"
                elif (turn.target, left - 2) not in seen:
                    seen.add((turn.target, left - 2))
                    waiting.append((turn.target, left - 2))

    def _answers(self, y: int) -> set[int]:
        found: set[tuple[int, str]] = set()
        waiting = [(y, "")]
        while waiting:
            here, last = waiting.pop()
            for j in self.others:
                for q in self.moves(j, here) if j != last else ():
                    if (q, j) not in found:
                        found.add((q, j))
                        waiting.append((q, j))
        return {q for q, _ in found} | ({y} if self.family == "MAXIMIN" else set())
