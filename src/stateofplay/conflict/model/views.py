"""The conflict as one decision maker sees it: states that it does not see, and what it believes that others want."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from stateofplay.conflict.logic.formulas import Formula, holds
from stateofplay.conflict.logic.parsing import parse_formula
from stateofplay.conflict.model.conflict import Conflict, Rule
from stateofplay.conflict.preferences.complete import Indifferent, Payoffs, Weights
from stateofplay.conflict.preferences.preference import Preference
from stateofplay.conflict.preferences.statements import Statements
from stateofplay.errors import ConflictError


def seen_by(
    truth: Conflict,
    who: str,
    *,
    hidden: Sequence[Formula | str] = (),
    preferences: Mapping[str, Preference] | None = None,
) -> Conflict:
    """Return the conflict that a decision maker sees.

    Parameters
    ----------
    truth
        The conflict as it is.
    who
        The decision maker; used in messages.
    hidden
        States that it does not see: those where one of these formulas holds; an option that it does not know of is hidden by
        its name.
    preferences
        What it believes that others (or it itself) prefer, over the states that it sees. What is not named is carried over.

    Raises
    ------
    ConflictError
        ``conflict.view_empty`` where it would see no state at all, ``conflict.hypergame`` where a preference cannot be carried
        over.

    Examples
    --------
    >>> from stateofplay.conflict import load_case
    >>> syria = seen_by(load_case("syria-iraq-1975"), "Syria", hidden=["YN-"])
    >>> len(syria.space)
    4
    """
    if not truth.options:
        raise ConflictError(
            "a view names what is hidden by options, which this conflict does not have",
            slug="conflict.hypergame",
            hint="Write the conflict with options, or give the views as models of their own in Python.",
        )
    formulas = [
        parse_formula(one, truth.vocabulary, where=f"the view of {who}") if isinstance(one, str) else one
        for one in hidden
    ]
    masks = truth.space.masks
    seen = np.ones(len(masks), bool)
    for formula in formulas:
        seen &= ~holds(formula, masks, truth.bits)
    if not seen.any():
        raise ConflictError(
            f"{truth.dm(who).name or who} would see no state at all",
            slug="conflict.view_empty",
            hint="Hide fewer states: what is left must hold at least one.",
        )
    whole = truth.space.state_of is None
    kept = [k for k in range(len(truth.space)) if seen[masks.searchsorted(truth.space.members(k)[-1])]]
    names = {truth.space.index_of(text.options or text.label): text for text in truth.states}
    start = None if truth.status_quo is None else truth.space.index_of(truth.status_quo)
    bare = replace(
        truth,
        decision_makers=tuple(replace(dm, preference=Indifferent()) for dm in truth.decision_makers),
        infeasible=(*truth.infeasible, *(Rule(formula=formula) for formula in formulas)),
        coalesced=truth.coalesced if whole else tuple(rule for rule in truth.coalesced if _fits(truth, rule, seen)),
        states=tuple(names[k] for k in kept if k in names),
        moves=tuple(
            move
            for move in truth.moves
            if {truth.space.index_of(move.source), truth.space.index_of(move.target)} <= set(kept)
        ),
        unseen=(),
        status_quo=truth.status_quo if start in kept else None,
    )
    believed = {truth.dm(dm).id: preference for dm, preference in (preferences or {}).items()}
    return bare.with_preferences(
        {dm.id: believed.get(dm.id) or _carried(truth, dm.preference, kept, dm.id) for dm in truth.decision_makers}
    )


def _carried(truth: Conflict, preference: Preference, kept: Sequence[int], dm: str) -> Preference:
    if isinstance(preference, Statements | Weights | Indifferent):
        return preference
    ranks = preference.ranks(truth.space)
    if ranks is None:
        raise ConflictError(
            f"the preference of {dm} ({preference.kind}) cannot be carried over to a view with fewer states",
            slug="conflict.hypergame",
            hint="Give the preference that the view believes in.",
        )
    return Payoffs.of(ranks[list(kept)].tolist())


def _fits(truth: Conflict, rule: object, seen: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> bool:
    formula = rule.formula if isinstance(rule, Rule) else rule
    inside = holds(formula, truth.space.masks, truth.bits)  # type: ignore[arg-type]
    return bool((inside & seen).any())
