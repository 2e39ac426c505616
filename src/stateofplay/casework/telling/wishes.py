"""What a formula asks for, in words that a sentence can go on with: "X wants ..."."""

from __future__ import annotations

from stateofplay.casework.telling.describing import list_some
from stateofplay.conflict import And, Conflict, Formula, If, Iff, Not, Or, Taken
from stateofplay.conflict.logic.formulas import text_of
from stateofplay.conflict.model.naming import own_name


def formula_words(conflict: Conflict, formula: Formula, party: str = "") -> str:
    """A formula in words; acts in which a party has a part are named without their owners.

    Examples
    --------
    >>> from stateofplay.conflict import DecisionMaker, Option
    >>> talks = Conflict(
    ...     decision_makers=(DecisionMaker(id="A"),),
    ...     options=(Option(id="t", owner="A", name="A: talk"), Option(id="f", owner="A", name="A: fight")),
    ... )
    >>> formula_words(talks, Iff(Taken("t"), Not(Taken("f"))))
    '“A: talk” if and only if not “A: fight”'
    """
    names = {o.id: f"“{own_name(conflict, o) if party in o.owners else o.name or o.id}”" for o in conflict.options}
    match formula:
        case Taken(option):
            return names.get(option, option)
        case Not(part):
            inner = formula_words(conflict, part, party)
            return f"not {inner}" if isinstance(part, Taken) else f"not ({inner})"
        case And(parts):
            return list_some([formula_words(conflict, p, party) for p in parts], 9)
        case Or(parts):
            return " or ".join(formula_words(conflict, p, party) for p in parts)
        case Iff(left, right):
            return f"{formula_words(conflict, left, party)} if and only if {formula_words(conflict, right, party)}"
        case If(then, condition):
            return f"{formula_words(conflict, then, party)} if {formula_words(conflict, condition, party)}"
    return text_of(formula)
