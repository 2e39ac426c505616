"""Another preference of one party: something ahead of something else, before everything that it wants besides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from stateofplay.casework.whatif.naming import in_words, read_formula
from stateofplay.conflict import (
    And,
    Conflict,
    DecisionMaker,
    Formula,
    Indifferent,
    Not,
    Or,
    Preference,
    PreferenceStatement,
    Ranking,
    Statements,
    describe,
)
from stateofplay.conflict.logic.formulas import holds
from stateofplay.conflict.preferences.preference import by_state
from stateofplay.errors import CaseworkError
from stateofplay.language.agreement import with_verb

_STATE = re.compile(r"(?:state\s+|#)(\S+)", re.IGNORECASE)


def prefer(conflict: Conflict, dm: DecisionMaker, order: Sequence[str]) -> tuple[Conflict, tuple[str, ...]]:
    """Give a party another preference.

    Parameters
    ----------
    order
        What it would rather see, best first: formulas in words, or states (``state 3``, ``#3``, a YN string). One formula
        alone means that it holds. States in which more of the earlier and less of the later holds come first; states
        alike in this stay in their present order. Named states move no further than they must.

    Raises
    ------
    CaseworkError
        ``casework.change`` where the preference is not complete, or formulas and states are mixed.
    """
    who = dm.name or dm.id
    if not all(order):
        raise CaseworkError(
            f"something is missing between the > of {who}'s preference", slug="casework.change", hint="Write A > B."
        )
    states = [state_of(conflict, words) for words in order]
    if all(index is not None for index in states) and len(order) > 1:
        return _above(conflict, dm, [index for index in states if index is not None])
    if any(index is not None for index in states) and conflict.options and not all(i is not None for i in states):
        raise CaseworkError(
            f"the change of {who} mixes states and options", slug="casework.change", hint="Compare states with states."
        )
    where = f"the preference of {who}"
    wishes = [read_formula(conflict, words, owner=dm.id, where=where) for words in order]
    texts = [in_words(conflict, w) for w in wishes]
    tied = put_ahead(wishes)
    ahead = " > ".join(texts)
    said = f"{who} would rather see, before everything else that it wants: {ahead}."
    changed = conflict.with_preferences({dm.id: put_first(conflict, dm, tied)})
    told = [said]
    old, new = dm.preference.ranks(conflict.space), changed.dm(dm.id).preference.ranks(changed.space)
    if old is not None and new is not None and np.array_equal(old, new):
        told.append(f"{who} sees it so already: this changes nothing.")
    return changed, tuple(told)


def put_ahead(wishes: Sequence[Formula]) -> tuple[Formula, ...]:
    """Formulas of which a state satisfies the more, the better it does by an order of wishes.

    For two wishes A and B these are "A or not B" and "A and not B": both hold where A holds without B, one where both or
    neither hold, none where B holds without A.

    Examples
    --------
    >>> from stateofplay.conflict import taken, text_of
    >>> [text_of(f) for f in put_ahead([taken("a"), taken("b")])]
    ['a or not b', 'a and not b']
    """
    if len(wishes) == 1:
        return (wishes[0],)
    out: list[Formula] = []
    for place, better in enumerate(wishes):
        for worse in wishes[place + 1 :]:
            out += [Or((better, Not(worse))), And((better, Not(worse)))]
    return tuple(out)


def put_first(conflict: Conflict, dm: DecisionMaker, tied: Sequence[Formula]) -> Preference:
    """The preference of a party with one class of wishes before all others, whatever its form."""
    first = tuple(PreferenceStatement(formula=f, note="what if") for f in tied)
    if isinstance(dm.preference, Statements):
        return Statements((first, *dm.preference.classes), dm.preference.open)
    if isinstance(dm.preference, Indifferent):
        return Statements((first,))
    ranks = _ranks(conflict, dm)
    space = conflict.space
    score = np.zeros(len(space.masks), np.int64)
    for formula in tied:
        score += holds(formula, space.masks, space.bits)
    key = by_state(score, space, "the preference") * (int(ranks.max(initial=0)) + 1) + ranks
    return Ranking.from_ranks(np.unique(key, return_inverse=True)[1].astype(np.int32), space)


def _above(conflict: Conflict, dm: DecisionMaker, states: Sequence[int]) -> tuple[Conflict, tuple[str, ...]]:
    """Move named states up just as far as the order needs."""
    ranks = _ranks(conflict, dm).astype(np.int64) * 2
    for better, worse in reversed(list(pairwise(states))):
        if ranks[better] <= ranks[worse]:
            above = ranks > ranks[worse]
            ranks[above] += 2
            ranks[better] = ranks[worse] + 2
    dense = np.unique(ranks, return_inverse=True)[1].astype(np.int32)
    text = " over ".join(describe(conflict, s + 1) for s in states)
    changed = conflict.with_preferences({dm.id: Ranking.from_ranks(dense, conflict.space)})
    return changed, (f"{with_verb(dm.name or dm.id, '[prefers|prefer]')} {text}.",)


def _ranks(conflict: Conflict, dm: DecisionMaker) -> NDArray[np.int32]:
    ranks = dm.preference.ranks(conflict.space)
    if ranks is None:
        raise CaseworkError(
            f"the preference of {dm.name or dm.id} ({dm.preference.kind}) does not compare every two states",
            slug="casework.change",
            hint="Give it a ranking or statements.",
        )
    return ranks


def state_of(conflict: Conflict, words: str) -> int | None:
    """The 0-based state that some words point at (``state 3``, ``#3``, a YN string), or None where they speak of options."""
    text = words.strip()
    if found := _STATE.fullmatch(text):
        ref = found[1]
        labelled = ref in conflict.space.labels
        return conflict.space.index_of(
            ref if labelled or text.startswith("#") is False else f"#{ref}", where="the change"
        )
    if not conflict.options:
        return conflict.space.index_of(text, where="the change")
    if len(text) == len(conflict.options) > 1 and not text.strip("YN"):
        return conflict.space.index_of(text, where="the change")
    return None
