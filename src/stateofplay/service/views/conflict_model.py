"""The conflict model that is drafted from a case, worked out once for each version of it."""

from __future__ import annotations

from stateofplay.casework.draft.drafting import draft
from stateofplay.casework.draft.records import Draft
from stateofplay.casework.outlook.looking_ahead import Outlook, look_ahead
from stateofplay.errors import CaseworkError
from stateofplay.service.drafting import ground_of
from stateofplay.service.library import LAST, OUTLOOK, KeptCase

SAMPLES = 400
"""Readings of the record behind the shares: within five points."""


def drafted(kept: KeptCase) -> Draft:
    """The draft.

    Raises
    ------
    CaseworkError
        Where the record lacks two parties that could do something.
    """
    return kept.once("draft", lambda: draft(ground_of(kept.state)))


def draft_to_edit(kept: KeptCase) -> Draft:
    """The draft for a person to change: also of one option on which nobody has said a word, which alone is no model to show.

    Raises
    ------
    CaseworkError
        Where the record lacks two parties that could do something.
    """
    try:
        return drafted(kept)
    except CaseworkError:
        return kept.once("draft to edit", lambda: draft(ground_of(kept.state), alone=True))


def looked_ahead(kept: KeptCase) -> Outlook:
    """The draft analysed over what its record leaves open."""

    def make() -> Outlook:
        conflict = drafted(kept).conflict
        last = kept.made(LAST) if kept.has(LAST) else None
        if isinstance(last, Outlook) and last.conflict == conflict:
            return last
        return look_ahead(conflict, samples=SAMPLES)

    return kept.once(OUTLOOK, make)
