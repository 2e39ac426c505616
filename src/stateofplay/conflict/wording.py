"""One plain sentence for a proof, from templates that can be translated.

A translation is another mapping with the keys of :data:`ENGLISH`; nothing else of the package holds text about verdicts.
"""

from __future__ import annotations

from collections.abc import Mapping

from stateofplay.conflict.model import Conflict, Option
from stateofplay.conflict.proof import Proof, Sanction, Step

SYMMETRIC = ("SMR", "SSEQ")
"""Concepts under which a sanction counts only if the decision maker cannot escape it."""

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
    "with": "with {options}",
    "without": "without {options}",
    "owned": "{who}: {option}",
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

MOST_TAKEN = 3
"""A state in which more options are taken than this is named by what a move to it changes."""

MOST_SANCTIONS = 3
"""How many sanctions one sentence tells before it says how many more there are."""


def sentence(
    conflict: Conflict, proof: Proof, templates: Mapping[str, str] = ENGLISH, *, most: int = MOST_SANCTIONS
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
    """
    who = name_of(conflict, proof.decision_maker)
    state = describe(conflict, proof.state, templates)
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
            improvement=moved(conflict, proof.state, proof.improvement, templates),
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
        improvement = moved(conflict, proof.state, proof.improvement, templates)
        for outcome in proof.outcomes[:shown]:
            plain = "outcome_line" if proof.reading.kind == "simple" else "open_outcome_line"
            escape = "" if outcome.escape is None else moved(conflict, outcome.state, outcome.escape, templates)
            lines.append(
                templates["escape_line" if escape else plain].format(
                    who=who,
                    state=state,
                    improvement=improvement,
                    target=moved(conflict, proof.improvement, outcome.state, templates),
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
            lines.append(text[0].upper() + text[1:] + ("" if text.endswith(".") else "."))
    return tuple(lines)


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
    taken = [
        option_name(conflict, option, templates)
        for option, sign in zip(conflict.options, signs, strict=True)
        if sign == "Y"
    ]
    return templates["state"].format(label=label, taken=", ".join(taken) or templates["nothing_taken"])


def moved(conflict: Conflict, source: int, target: int, templates: Mapping[str, str] = ENGLISH) -> str:
    """Name the state that a move leads to: as :func:`describe`, or where that would be long, by what the move changes.

    Examples
    --------
    >>> from stateofplay.conflict import Conflict, DecisionMaker, Option
    >>> talks = Conflict(
    ...     decision_makers=(DecisionMaker(id="A"),),
    ...     options=tuple(Option(id=name, owner="A") for name in ("talk", "pay", "leave", "arm", "wait")),
    ... )
    >>> moved(talks, 5, 28), moved(talks, 5, 8)
    ('state 28 (with talk, pay, arm, wait, without leave)', 'state 8 (talk, pay, leave)')
    """
    text = conflict.texts.get(target - 1)
    after = conflict.space.options_text(target - 1)
    if after.count("Y") <= MOST_TAKEN or (text is not None and text.name):
        return describe(conflict, target, templates)
    before = conflict.space.options_text(source - 1)
    changes = []
    for key, sign in (("with", "Y"), ("without", "N")):
        names = [
            option_name(conflict, option, templates)
            for option, was, now in zip(conflict.options, before, after, strict=True)
            if now == sign != was
        ]
        if names:
            changes.append(templates[key].format(options=", ".join(names)))
    label = conflict.space.label(target - 1)
    if not changes:
        return bare(conflict, target, templates)
    return templates["state"].format(label=label, taken=", ".join(changes))


def option_name(conflict: Conflict, option: Option, templates: Mapping[str, str] = ENGLISH) -> str:
    """Name an option for people; with its owner where another option has the same name.

    Examples
    --------
    >>> from stateofplay.conflict import Conflict, DecisionMaker, Option
    >>> pair = (Option(id="a", owner="A", name="Arm"), Option(id="b", owner="B", name="Arm"))
    >>> arms = Conflict(decision_makers=(DecisionMaker(id="A"), DecisionMaker(id="B")), options=pair)
    >>> option_name(arms, pair[1]), describe(arms, 4)
    ('B: Arm', 'state 4 (A: Arm, B: Arm)')
    """
    name = option.name or option.id
    if sum((other.name or other.id) == name for other in conflict.options) < 2:
        return name
    return templates["owned"].format(who=name_of(conflict, option.owner), option=name)


def bare(conflict: Conflict, state: int, templates: Mapping[str, str] = ENGLISH) -> str:
    """Name a state by its label alone, where it has been described already.

    Examples
    --------
    >>> from stateofplay.conflict import Conflict, DecisionMaker, Option
    >>> bare(Conflict(decision_makers=(DecisionMaker(id="A"),), options=(Option(id="t", owner="A"),)), 2)
    'state 2'
    """
    return templates["bare_state"].format(label=conflict.space.label(state - 1))


def name_of(conflict: Conflict, dm: str) -> str:
    """Return the name of a decision maker for people."""
    return conflict.dm(dm).name or dm


def _sanction(conflict: Conflict, proof: Proof, sanction: Sanction, state: str, templates: Mapping[str, str]) -> str:
    improvement = moved(conflict, proof.state, sanction.improvement, templates)
    if _is_joint(proof, sanction):
        steps = templates["joint"].join(_step(conflict, one, "joint_step", templates) for one in sanction.steps)
        return templates["joint_sanction"].format(
            improvement=improvement, steps=steps, state=state, end=moved(conflict, proof.state, sanction.end, templates)
        )
    steps = _steps(conflict, sanction, templates)
    text = templates["sanction"].format(improvement=improvement, steps=steps, state=state)
    return text + (templates["symmetric"] if proof.concept in SYMMETRIC else "")


def _sanction_line(
    conflict: Conflict, proof: Proof, sanction: Sanction, state: str, templates: Mapping[str, str]
) -> str:
    who = name_of(conflict, proof.decision_maker)
    improvement = moved(conflict, proof.state, sanction.improvement, templates)
    if _is_joint(proof, sanction):
        steps = templates["joint"].join(_step(conflict, one, "joint_step", templates) for one in sanction.steps)
        end = moved(conflict, proof.state, sanction.end, templates)
        return templates["joint_line"].format(improvement=improvement, steps=steps, end=end, who=who, state=state)
    reply = ""
    if proof.concept in SYMMETRIC:
        if sanction.reply is None:
            reply = templates["no_reply"]
        else:
            reply = templates["reply"].format(reply=moved(conflict, sanction.end, sanction.reply, templates))
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
        who=name_of(conflict, step.mover), target=moved(conflict, step.source, step.target, templates)
    )
