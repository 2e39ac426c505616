"""What-ifs: named changes of a model, told in the words of its readers, applied one after another.

A what-if holds no copy of the model, only its changes, so that it can be asked again of a model that was edited or drafted
anew. The changes::

    set     OPTION = yes | no                 it is taken, or not taken, in every state
            FORMULA = required | impossible   what must hold, what cannot be
            FORMULA = possible                the rules that each exclude it go
            OPTION = to_yes | to_no | both    once taken it stays; once dropped it stays dropped; both ways again
            OPTION = now yes | now no         the status quo is another
    prefer  PARTY: A > B > C                  A before B before C, ahead of all else that the party wants
            PARTY: A                          that A holds, ahead of all else
    answer  PARTY: A = yes | no | either      what is open of its wishes is decided; it counts after all that is said
    drop    CLAIM                             every part of the model that rests on this claim only goes
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from stateofplay.casework.outlook.dropping import drop_claims
from stateofplay.casework.whatif.answers import answer_open
from stateofplay.casework.whatif.naming import find_option, find_party, in_words, read_formula
from stateofplay.casework.whatif.reshaping import reshape, rules_against, with_status_quo
from stateofplay.casework.whatif.wishes import prefer
from stateofplay.conflict import Conflict, Rule, Taken
from stateofplay.conflict.model.conflict import Direction
from stateofplay.conflict.model.naming import capitalised
from stateofplay.conflict.preferences.statements import Answer
from stateofplay.errors import CaseworkError

Kind: TypeAlias = Literal["set", "prefer", "answer", "drop"]
KINDS: tuple[Kind, ...] = ("drop", "set", "prefer", "answer")
"""In the order in which they are made: what is dropped goes first, so that the rest speaks of what is left."""

# What may stand to the right of the last "=", and what it does.
_VALUES: dict[str, str] = {
    "yes": "yes", "taken": "yes", "forced": "yes",
    "no": "no", "not taken": "no", "excluded": "no",
    "required": "required", "true": "required",
    "impossible": "impossible", "infeasible": "impossible", "false": "impossible",
    "possible": "possible", "feasible": "possible",
    "to_yes": "to_yes", "to yes": "to_yes", "one-way": "to_yes",
    "to_no": "to_no", "to no": "to_no",
    "both": "both", "two-way": "both",
    "now yes": "now yes", "now no": "now no",
}  # fmt: skip
_DIRECTIONS: dict[str, tuple[Direction, str]] = {
    "to_yes": ("to_yes", "once taken it stays"),
    "to_no": ("to_no", "once dropped it stays dropped"),
    "both": ("both", "it can be taken and dropped again"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelChange:
    """One change in the words of the user; see the top of this module for what may be written."""

    kind: Kind
    words: str

    def __post_init__(self) -> None:
        if self.kind not in KINDS or not self.words.strip():
            raise CaseworkError(
                f"a change of the kind {self.kind!r} with the words {self.words!r} means nothing",
                slug="casework.change",
                hint=f"A change is one of {', '.join(KINDS)} and says what.",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """Changes under a name."""

    name: str
    changes: tuple[ModelChange, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedModel:
    """A model with the changes made, and what they did, one sentence each."""

    conflict: Conflict
    told: tuple[str, ...]


def changes_of(
    *,
    sets: Sequence[str] = (),
    prefers: Sequence[str] = (),
    answers: Sequence[str] = (),
    drops: Sequence[str] = (),
) -> tuple[ModelChange, ...]:
    """Collect changes from words; dropped claims first, so that the rest speaks of what is left."""
    return (
        *(ModelChange(kind="drop", words=w) for w in drops),
        *(ModelChange(kind="set", words=w) for w in sets),
        *(ModelChange(kind="prefer", words=w) for w in prefers),
        *(ModelChange(kind="answer", words=w) for w in answers),
    )


def apply_changes(conflict: Conflict, changes: Sequence[ModelChange]) -> ChangedModel:
    """Apply changes to a model, one after another.

    Raises
    ------
    CaseworkError
        ``casework.change`` and the errors of names, each naming the change; ``casework.nothing_left`` where a change leaves
        no state.

    Examples
    --------
    >>> from stateofplay.conflict import DecisionMaker, Option, Statements
    >>> dilemma = Conflict(
    ...     decision_makers=(
    ...         DecisionMaker(id="A", preference=Statements.of("b", "not a")),
    ...         DecisionMaker(id="B", preference=Statements.of("a", "not b")),
    ...     ),
    ...     options=(Option(id="a", owner="A", name="A disarms"), Option(id="b", owner="B", name="B disarms")),
    ... )
    >>> found = apply_changes(dilemma, changes_of(sets=["A disarms = yes"], prefers=["B: b > a"]))
    >>> len(found.conflict.space)
    2
    >>> print(found.told[0])
    In every state this is taken: “A disarms”.
    """
    told: list[str] = []
    # Claims are dropped together: a part that rests on two of them goes when both do.
    dropped = {change.words.strip() for change in changes if change.kind == "drop"}
    if dropped:
        found = drop_claims(conflict, dropped)
        conflict = found.conflict
        told += [f"Without {' and '.join(sorted(dropped))} goes {part}." for part in found.removed]
        told += [f"{capitalised(part)} rests on further claims and stays." for part in found.weakened]
        if not found.removed:
            told.append("No part of the model rests on that alone.")
    answered: dict[tuple[str, str], Answer] = {}
    for change in changes:
        if change.kind == "set":
            conflict, words = _set(conflict, change.words)
            told += words
        elif change.kind == "prefer":
            conflict, words = _prefer(conflict, change.words)
            told += words
        elif change.kind == "answer":
            conflict, said = answer_open(conflict, change.words, answered)
            told += [said] * (said not in told)
    return ChangedModel(conflict=conflict, told=tuple(told))


def _set(conflict: Conflict, words: str) -> tuple[Conflict, tuple[str, ...]]:
    subject, sign, value = words.rpartition("=")
    meant = _VALUES.get(" ".join(value.casefold().split()))
    if not sign or not subject.strip() or meant is None:
        raise CaseworkError(
            f'the change "{words}" is not understood',
            slug="casework.change",
            hint="Write OPTION = yes, no, to_yes, to_no, both, now yes or now no; or FORMULA = required, impossible, possible.",
        )
    if meant in _DIRECTIONS:
        option = find_option(conflict, subject)
        direction, effect = _DIRECTIONS[meant]
        options = tuple(replace(o, direction=direction) if o.id == option.id else o for o in conflict.options)
        return replace(conflict, options=options), (f"{option.name or option.id}: {effect}.",)
    if meant in ("now yes", "now no"):
        option = find_option(conflict, subject)
        taken = meant == "now yes"
        moved = with_status_quo(conflict, option.id, taken)
        return moved, (f"It starts with this {'taken' if taken else 'not taken'}: {option.name or option.id}.",)
    return _feasibility(conflict, subject, meant)


def _feasibility(conflict: Conflict, subject: str, meant: str) -> tuple[Conflict, tuple[str, ...]]:
    formula = read_formula(conflict, subject, where=f'the change "{subject.strip()} = {meant}"')
    text = in_words(conflict, formula)
    verb = "is taken" if isinstance(formula, Taken) else "holds"
    infeasible = [r for r in conflict.infeasible if isinstance(r, Rule)]
    required = [r for r in conflict.required if isinstance(r, Rule)]
    if meant == "possible":
        against = rules_against(conflict, formula)
        if not against:
            raise CaseworkError(
                f"no single rule of the model makes this impossible: {text}",
                slug="casework.change",
                hint="It is possible already, or several rules exclude it together; `stateofplay reach` names them.",
            )
        infeasible = [r for r in infeasible if r not in against]
        required = [r for r in required if r not in against]
        said = [f"This rule goes: {in_words(conflict, r.formula)}." for r in against]
    elif meant in ("yes", "required"):
        required.append(Rule(formula=formula, note="what if"))
        said = [f"In every state this {verb}: {text}."]
    else:
        infeasible.append(Rule(formula=formula, note="what if"))
        said = [f"In no state this {verb}: {text}."]
    changed, more = reshape(conflict, infeasible=infeasible, required=required)
    return changed, (*said, *more)


def _prefer(conflict: Conflict, words: str) -> tuple[Conflict, tuple[str, ...]]:
    who, sign, wishes = words.partition(":")
    if not sign or not wishes.strip():
        raise CaseworkError(
            f'the change "{words}" is not understood',
            slug="casework.change",
            hint='Write the party and what it would rather see: "Party: this > that".',
        )
    return prefer(conflict, find_party(conflict, who), [part.strip() for part in wishes.split(">")])
