"""One plain sentence for a proof, from templates that can be translated.

A translation is another mapping with the keys of :data:`ENGLISH`; nothing else of the package holds text about verdicts.
"""

from __future__ import annotations

from collections.abc import Mapping

from stateofplay.conflict.model import Conflict
from stateofplay.conflict.proof import Proof, Sanction, Step

ENGLISH: Mapping[str, str] = {
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
    "state": "state {label} ({taken})",
    "bare_state": "state {label}",
    "named_state": "state {label} ({name})",
    "nothing_taken": "nothing done",
    "joint": " and ",
    "list": "; ",
}


def sentence(conflict: Conflict, proof: Proof, templates: Mapping[str, str] = ENGLISH) -> str:
    """Say a proof in one sentence.

    Parameters
    ----------
    conflict
        The model that the proof is about, for names.
    proof
        The verdict with its ground.
    templates
        A translation of :data:`ENGLISH`.
    """
    who = name_of(conflict, proof.decision_maker)
    state = describe(conflict, proof.state, templates)
    if proof.ground == "deterred":
        parts = templates["list"].join(_sanction(conflict, proof, one, state, templates) for one in proof.sanctions)
        return templates["deterred"].format(who=who, state=state, sanctions=parts)
    if proof.ground == "undeterred" and proof.improvement is not None:
        failure = "moves_freely" if proof.concept == "NASH" else "nothing_deters" if proof.outcomes else "no_answer"
        return templates["undeterred"].format(
            who=who,
            state=state,
            improvement=describe(conflict, proof.improvement, templates),
            failure=templates[failure],
        )
    return templates[proof.ground].format(who=who, state=state)


def describe(conflict: Conflict, state: int, templates: Mapping[str, str] = ENGLISH) -> str:
    """Name a state for people: its label and its name, or the options taken in it.

    Examples
    --------
    >>> from stateofplay.conflict import Conflict, DecisionMaker, Option
    >>> talks = Conflict(decision_makers=(DecisionMaker(id="A"),), options=(Option(id="t", owner="A", name="Talk"),))
    >>> describe(talks, 2), describe(talks, 1)
    ('state 2 (Talk)', 'state 1 (nothing done)')
    """
    space, index = conflict.space, state - 1
    label = space.label(index)
    text = conflict.texts.get(index)
    if text is not None and text.name:
        return templates["named_state"].format(label=label, name=text.name)
    if not conflict.options:
        return templates["bare_state"].format(label=label)
    signs = space.options_text(index)
    taken = [option.name or option.id for option, sign in zip(conflict.options, signs, strict=True) if sign == "Y"]
    return templates["state"].format(label=label, taken=", ".join(taken) or templates["nothing_taken"])


def name_of(conflict: Conflict, dm: str) -> str:
    """Return the name of a decision maker for people."""
    return conflict.dm(dm).name or dm


def _sanction(conflict: Conflict, proof: Proof, sanction: Sanction, state: str, templates: Mapping[str, str]) -> str:
    together = bool(sanction.steps) and sanction.steps[0].source == proof.state != sanction.improvement
    joint = proof.concept.startswith("SIM") and together
    improvement = describe(conflict, sanction.improvement, templates)
    if joint:
        steps = templates["joint"].join(_step(conflict, one, "joint_step", templates) for one in sanction.steps)
        return templates["joint_sanction"].format(
            improvement=improvement, steps=steps, state=state, end=describe(conflict, sanction.end, templates)
        )
    steps = ", ".join(
        _step(conflict, one, "next_step" if k else "step", templates) for k, one in enumerate(sanction.steps)
    )
    text = templates["sanction"].format(improvement=improvement, steps=steps, state=state)
    return text + (templates["symmetric"] if proof.concept in ("SMR", "SSEQ") else "")


def _step(conflict: Conflict, step: Step, key: str, templates: Mapping[str, str]) -> str:
    return templates[key].format(who=name_of(conflict, step.mover), target=describe(conflict, step.target, templates))
