"""Edit a model by hand, one step at a time: options, and what parties want in which order. Each step gives a new model."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from stateofplay.casework.whatif.answers import answer_open
from stateofplay.casework.whatif.naming import find_option, find_party, read_formula
from stateofplay.conflict import (
    Conflict,
    DecisionMaker,
    Indifferent,
    Option,
    PreferenceStatement,
    Rule,
    Statements,
    parse_formula,
)
from stateofplay.conflict.logic.formulas import Formula, options_in
from stateofplay.errors import CaseworkError
from stateofplay.language.agreement import with_verb

MOST_OPTIONS = 16
"""Beyond which a model by hand is too large to be worked out at every step."""
VERBS: Mapping[str, str] = {
    "add option": "a party and what it may do",
    "reword": "an option and its new words",
    "remove option": "an option",
    "add wish": "a party and a formula, ahead of all else that it wants",
    "remove wish": "a party and the place of a wish in its list, from 1",
    "move wish up": "a party and the place of a wish in its list, from 2",
    "answer": "a party and a wish of it that is open, with = yes, no, either, or open again",
}
"""Step -> what it takes."""


def edit_model(conflict: Conflict, verb: str, *, subject: str, value: str = "") -> tuple[Conflict, str]:
    """Make one step.

    Parameters
    ----------
    verb
        Of :data:`VERBS`.
    subject
        The party or the option, by any words that name only one.
    value
        The words, the formula, or the place.

    Returns
    -------
    tuple
        The new model, and what was done in one sentence.

    Raises
    ------
    CaseworkError
        ``casework.change`` for what cannot be done, and the errors of names.

    Examples
    --------
    >>> talks = Conflict(
    ...     decision_makers=(DecisionMaker(id="N", name="Norvia"),), options=(Option(id="t", owner="N", name="Talk"),)
    ... )
    >>> more, told = edit_model(talks, "add option", subject="Norvia", value="Open the port")
    >>> [o.name for o in more.options], told
    (['Talk', 'Open the port'], 'Norvia may: “Open the port”.')
    """
    steps = {
        "add option": _add_option,
        "reword": _reword,
        "remove option": _remove_option,
        "add wish": _add_wish,
        "remove wish": _remove_wish,
        "move wish up": _move_up,
        "answer": _answer,
    }
    if verb not in steps:
        raise CaseworkError(
            f"{verb!r} does nothing to a model", slug="casework.change", hint=f"It is one of {', '.join(VERBS)}."
        )
    return steps[verb](conflict, subject, " ".join(value.split()))


def _add_option(conflict: Conflict, subject: str, value: str) -> tuple[Conflict, str]:
    _refuse_listed_moves(conflict)
    party = find_party(conflict, subject)
    if not value:
        raise CaseworkError("an option needs words", slug="casework.change", hint="Say what the party may do.")
    if len(conflict.options) >= MOST_OPTIONS:
        raise CaseworkError(
            f"the model has {len(conflict.options)} options already",
            slug="casework.change",
            hint="Remove one that nobody cares about first.",
        )
    taken = {o.id for o in conflict.options} | {d.id for d in conflict.decision_makers}
    stem = re.sub(r"[^a-z0-9]+", "_", value.lower()).strip("_")[:40] or "option"
    stem = stem if stem[0].isalpha() else f"o_{stem}"
    id = next(i for n in range(len(taken) + 1) if (i := f"{stem}_{n}" if n else stem) not in taken)
    options = (*conflict.options, Option(id=id, owner=party.id, name=value, note="by hand"))
    now = None if conflict.status_quo is None else _now(conflict) + "N"
    told = f"{party.name or party.id} may: “{value}”."
    return replace(conflict, options=options, status_quo=now, states=()), told


def _reword(conflict: Conflict, subject: str, value: str) -> tuple[Conflict, str]:
    option = _option(conflict, subject)
    if not value:
        raise CaseworkError("an option needs words", slug="casework.change", hint="Say what the party may do.")
    options = tuple(replace(o, name=value) if o.id == option.id else o for o in conflict.options)
    return replace(conflict, options=options), f"“{option.name or option.id}” is “{value}” now."


def _remove_option(conflict: Conflict, subject: str, value: str) -> tuple[Conflict, str]:
    _refuse_listed_moves(conflict)
    option = _option(conflict, subject)
    if len(conflict.options) == 1:
        raise CaseworkError("a model needs an option", slug="casework.change", hint="Add another one first.")
    place = conflict.options.index(option)
    words = conflict.vocabulary
    gone = 0

    def read(formula: Formula | str) -> Formula:
        return parse_formula(formula, words) if isinstance(formula, str) else formula

    def speaks_of(formula: Formula | str) -> bool:
        return option.id in options_in(read(formula))

    def rules(given: Sequence[Rule | Formula | str]) -> tuple[Rule, ...]:
        whole = [one if isinstance(one, Rule) else Rule(formula=one) for one in given]
        return tuple(replace(one, formula=read(one.formula)) for one in whole if not speaks_of(one.formula))

    parties = []
    for party in conflict.decision_makers:
        wishes = _wishes(party)
        kept = [tied for one in wishes if (tied := tuple(s for s in one if not speaks_of(s.formula)))]
        gone += sum(map(len, wishes)) - sum(map(len, kept))
        preference = party.preference
        if isinstance(preference, Statements):
            preference = replace(
                preference, classes=tuple(kept), open=tuple(o for o in preference.open if not speaks_of(o.formula))
            )
        parties.append(replace(party, preference=preference))
    guards = tuple(
        replace(g, source=read(g.source), target=read(g.target), changes=tuple(c for c in g.changes if c != option.id))
        for g in conflict.move_rules
        if set(g.changes) != {option.id} and not speaks_of(g.source) and not speaks_of(g.target)
    )
    options = tuple(
        replace(o, needs=tuple(n for n in o.needs if n != option.id)) for o in conflict.options if o.id != option.id
    )
    signs = "" if conflict.status_quo is None else _now(conflict)
    changed = replace(
        conflict,
        decision_makers=tuple(parties),
        options=options,
        infeasible=rules(conflict.infeasible),
        required=rules(conflict.required),
        coalesced=rules(conflict.coalesced),
        move_rules=guards,
        unseen=tuple(replace(u, formula=read(u.formula)) for u in conflict.unseen if not speaks_of(u.formula)),
        states=(),
        status_quo=signs[:place] + signs[place + 1 :] or None,
    )
    more = f", and {gone} {'wish' if gone == 1 else 'wishes'} about it" if gone else ""
    return changed, f"Without “{option.name or option.id}”{more}."


def _add_wish(conflict: Conflict, subject: str, value: str) -> tuple[Conflict, str]:
    party = find_party(conflict, subject)
    formula = read_formula(conflict, value, owner=None, where="the wish")
    wish = PreferenceStatement(formula=formula, note="by hand")
    told = f"{with_verb(party.name or party.id, '[wants|want]')} first: {value}."
    return _with_wishes(conflict, party, [(wish,), *_wishes(party)]), told


def _remove_wish(conflict: Conflict, subject: str, value: str) -> tuple[Conflict, str]:
    party = find_party(conflict, subject)
    wishes = _wishes(party)
    at = _place(wishes, value, least=1)
    left = [tied for i, tied in enumerate(wishes) if i != at]
    return _with_wishes(conflict, party, left), f"Wish {at + 1} of {party.name or party.id} is gone."


def _move_up(conflict: Conflict, subject: str, value: str) -> tuple[Conflict, str]:
    party = find_party(conflict, subject)
    wishes = _wishes(party)
    at = _place(wishes, value, least=2)
    wishes[at - 1], wishes[at] = wishes[at], wishes[at - 1]
    return _with_wishes(conflict, party, wishes), f"Wish {at + 1} of {party.name or party.id} is wish {at} now."


def _answer(conflict: Conflict, subject: str, value: str) -> tuple[Conflict, str]:
    return answer_open(conflict, f"{subject}: {value}")


def _refuse_listed_moves(conflict: Conflict) -> None:
    if conflict.moves:
        raise CaseworkError(
            "the model lists moves from state to state, which change with its options",
            slug="casework.change",
            hint="Edit it in the text of the model.",
        )


def _option(conflict: Conflict, subject: str) -> Option:
    return next((o for o in conflict.options if o.id == subject), None) or find_option(conflict, subject)


def _wishes(party: DecisionMaker) -> list[tuple[PreferenceStatement, ...]]:
    if isinstance(party.preference, Statements):
        return list(party.preference.classes)
    if isinstance(party.preference, Indifferent):
        return []
    raise CaseworkError(
        f"the preference of {party.name or party.id} is no list of wishes",
        slug="casework.change",
        hint="Edit it in the text of the model.",
    )


def _with_wishes(conflict: Conflict, party: DecisionMaker, wishes: list[tuple[PreferenceStatement, ...]]) -> Conflict:
    asked = party.preference.open if isinstance(party.preference, Statements) else ()
    # What a person put in order stands in that order: no reading of the record mixes it again.
    classes = tuple(tuple(replace(s, tier=None) for s in tied) for tied in wishes)
    changed = replace(party, preference=Statements(classes=classes, open=asked))
    return replace(
        conflict, decision_makers=tuple(changed if d.id == party.id else d for d in conflict.decision_makers)
    )


def _place(wishes: list[tuple[PreferenceStatement, ...]], value: str, *, least: int) -> int:
    number = int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 0
    if not least <= number <= len(wishes):
        raise CaseworkError(
            f"there is no wish {value!r} to do that with",
            slug="casework.change",
            hint=f"The list has {len(wishes)}; count from 1.",
        )
    return number - 1


def _now(conflict: Conflict) -> str:
    assert conflict.status_quo is not None
    return conflict.space.options_text(conflict.space.index_of(conflict.status_quo))
