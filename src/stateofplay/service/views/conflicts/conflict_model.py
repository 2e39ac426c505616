"""The conflict model that is drafted from a case, worked out once for each version of it."""

from __future__ import annotations

from dataclasses import dataclass

from stateofplay.casework.draft.drafting import draft
from stateofplay.casework.draft.record import Ground
from stateofplay.casework.draft.records import Draft
from stateofplay.casework.outlook.looking_ahead import Outlook, look_ahead
from stateofplay.errors import CaseworkError
from stateofplay.service.drafting import ground_of
from stateofplay.service.library import DRAFT, LAST, LAST_DRAFT, OUTLOOK, KeptCase

SAMPLES = 400
"""Readings of the record behind the shares: within five points."""


def drafted(kept: KeptCase) -> Draft:
    """The draft.

    Raises
    ------
    CaseworkError
        Where the record lacks two parties that could do something.
    """

    def make() -> Grounded:
        ground = ground_of(kept.state)
        last = kept.made(LAST_DRAFT) if kept.has(LAST_DRAFT) else None
        # Most of what is judged or added in a case of years is of no weight any more: then the draft is the one of before.
        if isinstance(last, Grounded) and last.ground == ground:
            return Grounded(ground=last.ground, draft=last.draft)
        return Grounded(ground=ground, draft=draft(ground))

    return kept.once(DRAFT, make).draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounded:
    """A draft with what it was drafted from."""

    ground: Ground
    draft: Draft


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
