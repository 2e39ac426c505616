"""The conflict model that is drafted from a case, worked out once for each version of it."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field

from stateofplay.casework.draft.drafting import draft
from stateofplay.casework.draft.record import Ground
from stateofplay.casework.draft.records import Draft
from stateofplay.casework.outlook.looking_ahead import Outlook, look_ahead
from stateofplay.errors import CaseworkError
from stateofplay.service.drafting import ground_of
from stateofplay.service.library import DRAFT, DRAFTS, LAST, ONLY_JUDGED, OUTLOOK, KeptCase

SAMPLES = 400
"""Readings of the record behind the shares: within five points."""
LONG = 0.15
"""Seconds of the processor from which on a draft takes so long that nobody who judges waits for it."""


def drafted(kept: KeptCase) -> Draft:
    """The draft.

    Raises
    ------
    CaseworkError
        Where the record lacks two parties that could do something.
    """

    def make() -> Grounded:
        drafts = _drafts_of(kept)
        ground, last = ground_of(kept.state), drafts.last
        # Most of what is judged or added in a case of years is of no weight any more: then the draft is the one of before.
        if last is None or last.ground != ground:
            begun = time.thread_time()
            last = Grounded(ground=ground, draft=draft(ground), seconds=time.thread_time() - begun)
        drafts.last = last
        return last

    return kept.once(DRAFT, make).draft


def drafted_lately(kept: KeptCase) -> Draft:
    """The draft, or that of a moment ago: where drafting takes long and nothing but judgements was added since.

    Then it is drafted anew behind who asks, so that who judges one claim after the other waits for none of it.

    Raises
    ------
    CaseworkError
        Where the record lacks two parties that could do something.
    """
    drafts = _drafts_of(kept)
    last = drafts.last
    if kept.has(DRAFT) or not kept.has(ONLY_JUDGED) or last is None or last.seconds < LONG:
        return drafted(kept)
    if drafts.making.acquire(blocking=False):
        threading.Thread(target=_redraft, args=(kept, drafts), name=f"draft {kept.id}", daemon=True).start()
    return last.draft


def _redraft(kept: KeptCase, drafts: Drafts) -> None:
    try:
        drafted(kept)
    except CaseworkError:
        drafts.last = None  # whoever asks next is told why there is none
    finally:
        drafts.making.release()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounded:
    """A draft with what it was drafted from."""

    ground: Ground
    draft: Draft
    seconds: float
    """Of the processor, that drafting it took."""


@dataclass(eq=False, kw_only=True)
class Drafts:
    """What all versions of a case share of its drafts."""

    last: Grounded | None = None
    making: threading.Lock = field(default_factory=threading.Lock)
    """Held while one is made behind who asks: the versions of a moment need no more than one."""


def _drafts_of(kept: KeptCase) -> Drafts:
    return kept.once(DRAFTS, Drafts)


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
