"""One plain sentence for a proof, from templates that can be translated.

A translation is another mapping with the keys of :data:`ENGLISH`; nothing else of the package holds text about verdicts.
"""

from __future__ import annotations

from collections.abc import Mapping

from stateofplay.conflict.concepts import SYMMETRIC
from stateofplay.conflict.model.conflict import Conflict
from stateofplay.conflict.model.naming import NAMES, bare, capitalised, describe, moved, name_of
from stateofplay.conflict.proofs.proof import Proof, Sanction, Step

__all__ = ["ENGLISH", "MOST_SANCTIONS", "bare", "describe", "grounds", "moved", "name_of", "sentence"]

"""Concepts under which a sanction counts only if the decision maker cannot escape it."""

ENGLISH: Mapping[str, str] = {
    **NAMES,
    "no_move": "{who} stays at {state}: it has no move there at all.",
    "no_improvement": "{who} stays at {state}: none of its moves leads to anything better.",
    "deterred": "{who} stays at {state}: {sanctions}.",
    "undeterred": "{who} would leave {state} for {improvement}: {failure}.",
    "nothing_deters": "no answer of the others leaves it worse off or even",
    "no_answer": "the others have no answer",
    "moves_freely": "it gains by that move, and Nash stability looks no further",
    "sanction": "if it goes to {improvement}, {steps}, which is no better for it than {state}",
    "joint_sanction": "if it goes to {improvement} while {steps}, the result is {end}, no better for it than {state}",
    "symmetric": " and it cannot move on to anything better",
    "step": "{who} can go to {target}",
    "next_step": "then {who} to {target}",
    "joint_step": "{who} goes to {target}",
    "joint": " and ",
    "list": "; ",
    "more": "the like holds for {count} more improvements",
    "one_more": "the like holds for one more improvement",
    "sanction_line": "To {improvement}: {steps}, no better for {who} than {state}{reply}.",
    "joint_line": "To {improvement} while {steps}: the result, {end}, is no better for {who} than {state}.",
    "reply": ", and the best it could still move to, {reply}, is no better either",
    "no_reply": ", and it has no move from there",
    "outcome_line": "From {improvement} the others can bring about {target}, which {who} still likes better than {state}.",
    "open_outcome_line": "From {improvement} the others can bring about {target}, which does not deter {who}.",
    "escape_line": "From {improvement} the others can bring about {target}, but {who} can then go on to {escape}.",
    "more_outcomes": "{count} more answers do not deter {who} either.",
    "one_more_outcome": "One more answer does not deter {who} either.",
}

MOST_SANCTIONS = 3
"""How many sanctions one sentence tells before it says how many more there are."""


def sentence(
    conflict: Conflict,
    proof: Proof,
    templates: Mapping[str, str] = ENGLISH,
    *,
    most: int = MOST_SANCTIONS,
    described: bool = True,
) -> str:
    """Say a proof in one sentence.

    Parameters
    ----------
    conflict
        The model that the proof is about, for names.
    proof
        The verdict with its ground.
    templates
        A translation of :data:`ENGLISH`.
    most
        How many sanctions to tell; of more, the rest is counted. :func:`grounds` tells them all.
    described
        Whether the state itself is described, or named by its number alone where a heading has described it.
    """
    who = name_of(conflict, proof.decision_maker)
    state = (describe if described else bare)(conflict, proof.state, templates)
    if proof.ground == "deterred":
        again = bare(conflict, proof.state, templates)
        parts = [_sanction(conflict, proof, one, again, templates) for one in proof.sanctions[:most]]
        more = len(proof.sanctions) - len(parts)
        if more > 0:
            parts.append(templates["one_more" if more == 1 else "more"].format(count=more))
        return templates["deterred"].format(who=who, state=state, sanctions=templates["list"].join(parts))
    if proof.ground == "undeterred" and proof.improvement is not None:
        failure = "moves_freely" if proof.concept == "NASH" else "nothing_deters" if proof.outcomes else "no_answer"
        return templates["undeterred"].format(
            who=who,
            state=state,
            improvement=moved(conflict, proof.state, proof.improvement, proof.decision_maker, templates),
            failure=templates[failure],
        )
    return templates[proof.ground].format(who=who, state=state)


def grounds(
    conflict: Conflict, proof: Proof, templates: Mapping[str, str] = ENGLISH, *, most: int | None = None
) -> tuple[str, ...]:
    """Tell what a proof rests on, one sentence for each improvement that is deterred or answer that does not deter.

    Parameters
    ----------
    most
        How many sentences at most; the rest is counted in a last one. All by default.

    Examples
    --------
    >>> from stateofplay.conflict import Conflict, DecisionMaker, Option, Ranking, prove
    >>> dilemma = Conflict(
    ...     decision_makers=(
    ...         DecisionMaker(id="A", preference=Ranking.of(["NY", "YY", "NN", "YN"])),
    ...         DecisionMaker(id="B", preference=Ranking.of(["YN", "YY", "NN", "NY"])),
    ...     ),
    ...     options=(Option(id="a", owner="A", name="Trust"), Option(id="b", owner="B", name="Help")),
    ... )
    >>> for line in grounds(dilemma, prove(dilemma, "SEQ", "A", "YY")):
    ...     print(line)
    To state 3 (Help): B can go to state 1 (nothing done), no better for A than state 4.
    """
    who, state = name_of(conflict, proof.decision_maker), bare(conflict, proof.state, templates)
    shown = max(len(proof.sanctions), len(proof.outcomes)) if most is None else most
    lines = [_sanction_line(conflict, proof, one, state, templates) for one in proof.sanctions[:shown]]
    if proof.improvement is not None:
        improvement = moved(conflict, proof.state, proof.improvement, proof.decision_maker, templates)
        for outcome in proof.outcomes[:shown]:
            plain = "outcome_line" if proof.reading.kind == "simple" else "open_outcome_line"
            escape = (
                ""
                if outcome.escape is None
                else moved(conflict, outcome.state, outcome.escape, proof.decision_maker, templates)
            )
            lines.append(
                templates["escape_line" if escape else plain].format(
                    who=who,
                    state=state,
                    improvement=improvement,
                    target=moved(conflict, proof.improvement, outcome.state, "", templates),
                    escape=escape,
                )
            )
    for parts, one, many in (
        (proof.sanctions, "one_more", "more"),
        (proof.outcomes, "one_more_outcome", "more_outcomes"),
    ):
        more = len(parts) - shown
        if more > 0:
            text = templates[one if more == 1 else many].format(count=more, who=who)
            lines.append(capitalised(text) + ("" if text.endswith(".") else "."))
    return tuple(lines)


def _sanction(conflict: Conflict, proof: Proof, sanction: Sanction, state: str, templates: Mapping[str, str]) -> str:
    improvement = moved(conflict, proof.state, sanction.improvement, proof.decision_maker, templates)
    if _is_joint(proof, sanction):
        steps = templates["joint"].join(_step(conflict, one, "joint_step", templates) for one in sanction.steps)
        return templates["joint_sanction"].format(
            improvement=improvement,
            steps=steps,
            state=state,
            end=moved(conflict, proof.state, sanction.end, "", templates),
        )
    steps = _steps(conflict, sanction, templates)
    text = templates["sanction"].format(improvement=improvement, steps=steps, state=state)
    return text + (templates["symmetric"] if proof.concept in SYMMETRIC else "")


def _sanction_line(
    conflict: Conflict, proof: Proof, sanction: Sanction, state: str, templates: Mapping[str, str]
) -> str:
    who = name_of(conflict, proof.decision_maker)
    improvement = moved(conflict, proof.state, sanction.improvement, proof.decision_maker, templates)
    if _is_joint(proof, sanction):
        steps = templates["joint"].join(_step(conflict, one, "joint_step", templates) for one in sanction.steps)
        end = moved(conflict, proof.state, sanction.end, "", templates)
        return templates["joint_line"].format(improvement=improvement, steps=steps, end=end, who=who, state=state)
    reply = ""
    if proof.concept in SYMMETRIC:
        if sanction.reply is None:
            reply = templates["no_reply"]
        else:
            reply = templates["reply"].format(
                reply=moved(conflict, sanction.end, sanction.reply, proof.decision_maker, templates)
            )
    steps = _steps(conflict, sanction, templates)
    return templates["sanction_line"].format(improvement=improvement, steps=steps, who=who, state=state, reply=reply)


def _is_joint(proof: Proof, sanction: Sanction) -> bool:
    together = bool(sanction.steps) and sanction.steps[0].source == proof.state != sanction.improvement
    return proof.concept.startswith("SIM") and together


def _steps(conflict: Conflict, sanction: Sanction, templates: Mapping[str, str]) -> str:
    return ", ".join(
        _step(conflict, one, "next_step" if k else "step", templates) for k, one in enumerate(sanction.steps)
    )


def _step(conflict: Conflict, step: Step, key: str, templates: Mapping[str, str]) -> str:
    return templates[key].format(
        who=name_of(conflict, step.mover), target=moved(conflict, step.source, step.target, step.mover, templates)
    )
