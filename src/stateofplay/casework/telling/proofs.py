"""A proof in one short sentence: what the party would do and what answers it, in steps taken and taken back."""

from __future__ import annotations

from stateofplay.casework.telling.describing import step_of, verbed
from stateofplay.conflict import Conflict, Proof, Sanction
from stateofplay.conflict.proofs.wording import name_of

SHOWN = 2
"""Deterred moves that are told with their answer; the rest is counted."""


def tell_proof(conflict: Conflict, proof: Proof) -> str:
    """Say why a party stays or leaves, without naming whole states.

    `stateofplay.conflict.sentence` says the same completely.

    Examples
    --------
    >>> from stateofplay.conflict import DecisionMaker, Option, Statements, analyse
    >>> dilemma = Conflict(
    ...     decision_makers=(
    ...         DecisionMaker(id="A", preference=Statements.of("b", "not a")),
    ...         DecisionMaker(id="B", preference=Statements.of("a", "not b")),
    ...     ),
    ...     options=(Option(id="a", owner="A", name="disarm"), Option(id="b", owner="B", name="disarm")),
    ... )
    >>> analysis = analyse(dilemma)
    >>> tell_proof(dilemma, analysis.explain("NASH", "A", "YY"))
    'A gains by taking back “disarm”'
    >>> tell_proof(dilemma, analysis.explain("SEQ", "A", "YY"))
    'A does not gain by taking back “disarm”, since B can answer with taking back “disarm”'
    """
    who = name_of(conflict, proof.decision_maker)
    if proof.ground == "no_move":
        return f"{who} can do nothing there"
    if proof.ground == "no_improvement":
        return f"nothing that {who} can do there is better for it"
    if proof.ground == "undeterred" and proof.improvement is not None:
        gain = f"{verbed(conflict, proof.decision_maker, '[gains|gain]')} by {step_of(conflict, proof.state, proof.improvement)}"
        return gain if proof.concept == "NASH" else f"{gain}, and no answer of the others deters it"
    told = [_deterred(conflict, proof.state, one) for one in proof.sanctions[:SHOWN]]
    text = f"{verbed(conflict, proof.decision_maker, '[does|do] not gain')} by " + "; nor by ".join(told)
    more = len(proof.sanctions) - SHOWN
    if more <= 0:
        return text
    return f"{text}; {more} more moves are answered too" if more > 1 else f"{text}; one more move is answered too"


def _deterred(conflict: Conflict, state: int, sanction: Sanction) -> str:
    answers = [
        f"{name_of(conflict, one.mover)} can answer with {step_of(conflict, one.source, one.target)}"
        for one in sanction.steps
    ]
    return f"{step_of(conflict, state, sanction.improvement)}, since {', then '.join(answers)}"
