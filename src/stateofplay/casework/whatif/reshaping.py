"""A model with other states: options forced or excluded, rules added or taken away, one-way options, another status quo.

Preferences that name states (rankings, payoffs) are carried over in their order; statements and weights hold on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from stateofplay.conflict import (
    Conflict,
    DecisionMaker,
    Formula,
    Indifferent,
    Preference,
    Ranking,
    Rule,
    Statements,
    StateText,
    Weights,
    text_of,
)
from stateofplay.conflict.logic.formulas import holds, options_in
from stateofplay.errors import CaseworkError

MOST_OPTIONS_COMPARED = 18


def reshape(
    conflict: Conflict, *, infeasible: Sequence[Rule], required: Sequence[Rule]
) -> tuple[Conflict, tuple[str, ...]]:
    """Give a model other feasibility rules and carry everything else over.

    Returns
    -------
    tuple
        The new model, and sentences on what could not stay as it was (a status quo that is no longer possible, moves
        that lost an end).

    Raises
    ------
    CaseworkError
        ``casework.ranking_too_short`` where states become possible that a ranking does not place.
    """
    bare = replace(
        conflict,
        infeasible=tuple(infeasible),
        required=tuple(required),
        coalesced=(),
        states=(),
        moves=(),
        status_quo=None,
        decision_makers=tuple(replace(dm, preference=Indifferent()) for dm in conflict.decision_makers),
    )
    old = conflict.space
    left = bare.space.masks
    coalesced = tuple(
        r for r in conflict.coalesced if isinstance(r, Rule) and holds(_formula(r), left, bare.bits).any()
    )
    bare = replace(bare, coalesced=coalesced)
    new = bare.space
    stays = {
        index: new.options_text(at) for index in range(old.size) if (at := _same_state(conflict, bare, index)) >= 0
    }
    told: list[str] = []
    moves = [m for m in conflict.moves if {old.index_of(m.source), old.index_of(m.target)} <= stays.keys()]
    if lost := len(conflict.moves) - len(moves):
        told.append(f"{lost} explicit move{'s lose' if lost > 1 else ' loses'} an end and cannot be made any more.")
    now = None
    if conflict.status_quo is not None:
        index = old.index_of(conflict.status_quo)
        now = stays.get(index)
        if now is None:
            now, words = _nearest(conflict, bare, index)
            told.append(words)
    changed = replace(
        bare,
        states=tuple(_text(conflict, index, text) for index, text in stays.items() if _has_text(conflict, index)),
        moves=tuple(
            replace(m, source=stays[old.index_of(m.source)], target=stays[old.index_of(m.target)]) for m in moves
        ),
        status_quo=now,
        decision_makers=tuple(
            replace(dm, preference=_carried(conflict, dm, stays, new.size)) for dm in conflict.decision_makers
        ),
    )
    return changed, tuple(told)


def rules_against(conflict: Conflict, formula: Formula) -> tuple[Rule, ...]:
    """Return the rules of which each alone makes a formula impossible.

    Raises
    ------
    CaseworkError
        ``casework.change`` where more options are involved than can be compared.
    """
    against = []
    for kind, wanted in (("infeasible", True), ("required", False)):
        for rule in getattr(conflict, kind):
            ids = sorted(options_in(formula) | options_in(_formula(rule)))
            if len(ids) > MOST_OPTIONS_COMPARED:
                raise CaseworkError(
                    f"the rule {text_of(_formula(rule))} speaks of too many options to compare",
                    slug="casework.change",
                    hint="Take it out of the model file by hand.",
                )
            bits = {option: place for place, option in enumerate(ids)}
            masks = np.arange(1 << len(ids), dtype=np.uint64)
            inside = holds(formula, masks, bits)
            if inside.any() and bool((holds(_formula(rule), masks, bits)[inside] == wanted).all()):
                against.append(rule)
    return tuple(against)


def with_status_quo(conflict: Conflict, option: str, taken: bool) -> Conflict:
    """Start from the status quo with one option taken or not."""
    if conflict.status_quo is None:
        raise CaseworkError(
            "the model has no status quo to change", slug="casework.change", hint="Give it one: status_quo = ..."
        )
    place = conflict.bits[option]
    signs = list(conflict.space.options_text(conflict.space.index_of(conflict.status_quo)))
    signs[place] = "Y" if taken else "N"
    return replace(conflict, status_quo="".join(signs))


def _same_state(old: Conflict, new: Conflict, index: int) -> int:
    """The new index of an old state: that of any of its option vectors that is still possible; -1 where none is."""
    for mask in old.space.members(index).tolist():
        at = new.space.index_of_mask(int(mask))
        if at >= 0:
            return at
    return -1


def _nearest(old: Conflict, new: Conflict, index: int) -> tuple[str, str]:
    """The possible state that differs from an impossible status quo in the fewest options."""
    mask = np.uint64(int(old.space.members(index)[0]))
    differs = new.space.masks ^ mask
    count = np.array([int(d).bit_count() for d in differs.tolist()])
    at = int(np.argmin(count))
    changes = [
        f"{o.name or o.id} ({'taken' if int(new.space.masks[at]) >> k & 1 else 'not taken'})"
        for k, o in enumerate(old.options)
        if int(differs[at]) >> k & 1
    ]
    state = at if new.space.state_of is None else int(new.space.state_of[at])
    return new.space.options_text(state), (
        f"The status quo is no longer possible; the nearest possible state takes its place: {'; '.join(changes)}."
    )


def _carried(conflict: Conflict, dm: DecisionMaker, stays: dict[int, str], size: int) -> Preference:
    preference = dm.preference
    if isinstance(preference, Statements | Weights | Indifferent):
        return preference
    ranks = preference.ranks(conflict.space)
    who = dm.name or dm.id
    if ranks is None:
        raise CaseworkError(
            f"the preference of {who} ({preference.kind}) compares states pair by pair and cannot follow other states",
            slug="casework.change",
            hint="Give it a ranking or statements.",
        )
    if len(stays) < size:
        raise CaseworkError(
            f"{size - len(stays)} states become possible that the ranking of {who} does not place",
            slug="casework.ranking_too_short",
            hint="Write statements instead of a ranking, or add the states to the ranking in the model file.",
        )
    classes: dict[int, list[str]] = {}
    for index, text in stays.items():
        classes.setdefault(int(ranks[index]), []).append(text)
    return Ranking.of([tuple(dict.fromkeys(classes[rank])) for rank in sorted(classes, reverse=True)])


def _has_text(conflict: Conflict, index: int) -> bool:
    return index in conflict.texts or (bool(conflict.space.labels) and bool(conflict.space.labels[index]))


def _text(conflict: Conflict, index: int, options: str) -> StateText:
    known = conflict.texts.get(index, StateText())
    label = conflict.space.labels[index] if conflict.space.labels else ""
    return replace(known, options=options, label=known.label or label)


def _formula(rule: Rule) -> Formula:
    if isinstance(rule.formula, str):
        raise TypeError("a rule of a built conflict holds a formula")
    return rule.formula


def outcomes_of(conflict: Conflict, formula: Formula) -> tuple[int, ...]:
    """Return the ids of the states in which a formula holds in every option vector."""
    truth = holds(formula, conflict.space.masks, conflict.space.bits)
    if conflict.space.state_of is None:
        return tuple((np.flatnonzero(truth) + 1).tolist())
    fails = np.zeros(conflict.space.size, bool)
    fails[conflict.space.state_of[~truth]] = True
    return tuple((np.flatnonzero(~fails) + 1).tolist())
