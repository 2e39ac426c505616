"""Whom a sentence names: a party by any of its names, and whether a name is one of several people's."""

from __future__ import annotations

import re

from stateofplay.casework.acts.phrases import whole_places
from stateofplay.casework.draft.record import Ground
from stateofplay.record.views import Row

BOTH = re.compile(
    r"\b(?:both|two|all)\s+(?:the\s+)?(?:sides?|countries|parties|nations|governments|leaders|neighbou?rs|camps)\b"
    r"|\b(?:both|the two)\s+(?:have\s+)?(?:agree|said|say|want|accept)",
    re.IGNORECASE,
)
"""Both of a pair without their names."""


def stands_in(ground: Ground, party: str, row: Row) -> bool:
    """Whether a sentence names a party, by a name of it or of one of its people, or speaks of both sides at once.

    Cost: one look for each form of the party's names.
    """
    sides = {ground.side(name) for name in ground.named_in(row.quote)}
    if BOTH.search(row.quote) or party in sides | {ground.acts_for.get(side, side) for side in sides}:
        return True
    low = row.quote.lower()
    # Of hundreds of forms few stand in a sentence at all.
    return any(True for form in ground.spelled.get(party, ()) if form in low for _ in whole_places(form, low))


def is_ambiguous(ground: Ground, row: Row) -> bool:
    """Whether a sentence has only a name that people of two sides bear: "Kim", where the record has two of that name."""
    name = row.party or ""
    if ground.kinds.get(name) != "person" or " " not in name or name in row.quote:
        return False
    here = {part for part in name.split() if re.search(rf"\b{re.escape(part)}\b", row.quote)}
    others = {other for part in here for other in ground.bearers.get(part, ())} - {name}
    return any(here <= set(other.split()) and ground.side(other) != ground.side(name) for other in others)
