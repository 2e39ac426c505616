"""What cannot be, as far as it follows from what the options are: every rule says why, and can be struck out of the file."""

from __future__ import annotations

from collections.abc import Sequence

from stateofplay.casework.draft.records import DraftOption
from stateofplay.conflict import Rule

_STRIKE = "strike it out where it is not so"
_PARTS_OF_CEASEFIRE = frozenset({"end attacks"})
"""Families of acts that are a part of a ceasefire."""


def feasibility(options: Sequence[DraftOption]) -> list[Rule]:
    """The rules of a draft.

    - Nobody does a thing and ends it at once.
    - A ceasefire has in it that its parties carry out no attacks, and that they halt those they were asked to halt.

    That who attends takes part in the talks, and that talks need two, is said by the options themselves (`needs`, owners).
    """
    rules = []
    for one in options:
        for other in options:
            if one.owners == other.owners and other.family == f"end {one.family}":
                note = f"{' and '.join(one.owners)} cannot do both: {one.act}, and {other.act}"
                rules.append(_rule(f"{one.id} and {other.id}", note, one, other))
            if one.concept == "ceasefire" and one.joint and set(other.owners) <= set(one.owners):
                if other.concept == "attacks" and other.family not in _PARTS_OF_CEASEFIRE:
                    note = f"in a ceasefire {other.owner} does not {other.act}"
                    rules.append(_rule(f"{one.id} and {other.id}", note, one, other))
                elif other.family in _PARTS_OF_CEASEFIRE:
                    note = f"“{other.text}” is a part of a ceasefire"
                    rules.append(_rule(f"{one.id} and not {other.id}", note, one, other))
    return rules


def _rule(formula: str, note: str, one: DraftOption, other: DraftOption) -> Rule:
    claims = tuple(dict.fromkeys((*one.basis.claims, *other.basis.claims)))
    return Rule(formula=formula, note=f"rule: {note} ({_STRIKE})", evidence=claims)


def status_quo_of(options: Sequence[DraftOption]) -> str:
    """What is taken now, as a YN string that the rules allow: what an act that is the case needs is the case too."""
    now = {o.id: o.holds_now for o in options}
    for option in options:
        if now[option.id] and any(not now.get(n, True) for n in option.needs):
            now[option.id] = False
    ceasefires = [o for o in options if o.concept == "ceasefire" and o.joint and now[o.id]]
    for one in ceasefires:
        for other in options:
            if set(other.owners) <= set(one.owners):
                if other.family in _PARTS_OF_CEASEFIRE:
                    now[other.id] = True
                elif other.concept == "attacks":
                    now[other.id] = False
    for one in options:
        for other in options:
            if now[one.id] and now[other.id] and one.owners == other.owners and other.family == f"end {one.family}":
                now[one.id] = False
    return "".join("Y" if now[o.id] else "N" for o in options)
