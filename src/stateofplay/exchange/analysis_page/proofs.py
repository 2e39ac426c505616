"""Proofs of all kinds for a report: found by concept, told in words, and written as plain data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from stateofplay.conflict import Analysis, Conflict, Proof, Step
from stateofplay.conflict.concepts import CONCEPTS
from stateofplay.conflict.json import Json
from stateofplay.conflict.model.naming import bare, moved, name_of
from stateofplay.conflict.proofs.foresight import ForesightProof, foresight_sentence
from stateofplay.conflict.proofs.trees import TreeProof, tree_sentence
from stateofplay.conflict.proofs.wording import grounds, sentence

AnyProof: TypeAlias = Proof | ForesightProof | TreeProof

UNPROVED = ("conflict.no_proof", "conflict.proof_too_large", "conflict.reading")
"""Slugs of verdicts that have no proof, or one too long to write down, or none under this reading of preferences."""

TREES = ("MR", "CMR", "MAXIMIN")


def prove_any(analysis: Analysis, concept: str, dm: str, state: int) -> AnyProof:
    """Prove a verdict on a state (by id) under whatever concept.

    Raises
    ------
    ConflictError
        One of :data:`UNPROVED` where there is no proof to show.
    """
    if concept in CONCEPTS:
        return analysis.explain(concept, dm, f"#{state}")
    if concept.partition("_")[0] in TREES:
        return analysis.plan(concept, dm, f"#{state}")
    return analysis.foresee(concept, dm, f"#{state}")


def tell_proof(conflict: Conflict, proof: AnyProof, most: int | None = None) -> tuple[str, tuple[str, ...]]:
    """Say a proof in one sentence, and what it rests on in at most `most` lines with a last one that counts the rest.

    Examples
    --------
    >>> from stateofplay.conflict import analyse, load_case
    >>> analysis = analyse(load_case("prisoners-dilemma"), ("MR_2",))
    >>> said, lines = tell_proof(analysis.conflict, prove_any(analysis, "MR_2", "prisoner 2", 1))
    >>> said
    'prisoner 2 stays at state 1 (nothing done): nothing that it can do there tempts it.'
    """
    if isinstance(proof, ForesightProof):
        return foresight_sentence(conflict, proof), _cut(_anticipations(conflict, proof), most)
    if isinstance(proof, TreeProof):
        return tree_sentence(conflict, proof), _cut(_positions(conflict, proof), most)
    # the grounds follow, so the sentence need not tell more than one of them
    return sentence(conflict, proof, most=1, described=False), grounds(conflict, proof, most=most)


def _cut(lines: Sequence[str], most: int | None) -> tuple[str, ...]:
    more = 0 if most is None else len(lines) - most
    return (*lines[:most], f"{more:,} more such lines.") if more > 0 else tuple(lines)


def _left(moves: int) -> str:
    return "1 move" if moves == 1 else f"{moves} moves"


def _anticipations(conflict: Conflict, proof: ForesightProof) -> list[str]:
    """What everyone would do on the way, from the first moves on; where no moves are left, all stay."""
    lines = []
    for line in sorted((line for line in proof.table if line.horizon), key=lambda line: -line.horizon):
        does = "stays" if line.move is None else f"goes to {bare(conflict, line.move)}"
        lines.append(
            f"With {_left(line.horizon)} left, {name_of(conflict, line.mover)} at {bare(conflict, line.state)} {does};"
            f" it ends at {bare(conflict, line.end)}."
        )
    return lines


def _positions(conflict: Conflict, proof: TreeProof) -> list[str]:
    """What one side does at every position that matters, from the first moves on."""
    who = name_of(conflict, proof.decision_maker)
    lines = []
    for reply in proof.replies:
        steps = ", then ".join(
            f"{name_of(conflict, one.mover)} goes to {moved(conflict, one.source, one.target, one.mover)}"
            for one in reply.steps
        )
        lines.append(f"At {bare(conflict, reply.state)} with {_left(reply.left)} left, {steps or 'nobody need move'}.")
    for turn in proof.turns:
        does = "stays" if turn.target == turn.state else f"goes to {bare(conflict, turn.target)}"
        lines.append(f"At {bare(conflict, turn.state)} with {_left(turn.left)} left, {who} {does}.")
    return lines


def plain_proof(conflict: Conflict, proof: AnyProof) -> dict[str, Json]:
    """Write a proof as plain data, whole, with its sentence; its keys are those of its record."""
    if isinstance(proof, ForesightProof):
        return {
            "horizons": list(proof.horizons),
            "plans": [{"steps": _steps(plan.steps), "end": plan.end} for plan in proof.plans],
            "table": [
                {"mover": one.mover, "state": one.state, "horizon": one.horizon, "move": one.move, "end": one.end}
                for one in proof.table
            ],
            "sentence": foresight_sentence(conflict, proof),
        }
    if isinstance(proof, TreeProof):
        return {
            "replies": [
                {"state": one.state, "left": one.left, "steps": _steps(one.steps), "end": one.end}
                for one in proof.replies
            ],
            "turns": [{"state": one.state, "left": one.left, "target": one.target} for one in proof.turns],
            "sentence": tree_sentence(conflict, proof),
        }
    return {
        "ground": proof.ground,
        "sanctions": [
            {"improvement": one.improvement, "steps": _steps(one.steps), "end": one.end, "reply": one.reply}
            for one in proof.sanctions
        ],
        "improvement": proof.improvement,
        "outcomes": [
            {"state": one.state, "last_mover": one.last_mover, "escape": one.escape} for one in proof.outcomes
        ],
        "sentence": sentence(conflict, proof, most=len(proof.sanctions)),
    }


def _steps(steps: Sequence[Step]) -> list[Json]:
    return [{"mover": one.mover, "from": one.source, "to": one.target} for one in steps]
