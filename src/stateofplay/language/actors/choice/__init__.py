"""Choice: which drafts are actors of the story, learned from annotated pages (``training/actors``).

A draft counts where it does, says, wants or suffers something; how sure that is, boosted trees tell from what `features`
measures and `weighing` makes of the words. Those who may be actors beside their party ("US negotiators") come first: where
they are none, the party has their mentions.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from stateofplay.language.actors.choice.features import DraftContext, clues
from stateofplay.language.actors.choice.weighing import load_weights
from stateofplay.language.actors.roster import ActorDraft, Roster
from stateofplay.language.document import Document, MentionKind
from stateofplay.language.lexicon import Lexicon
from stateofplay.language.trees import Floats, Trees, read_trees
from stateofplay.model import ActorKind

__all__ = ["absorb_parts", "choose"]

_WEIGHTS = Path(__file__).parent / "trees.npz"
ENOUGH = 0.35
"""Chance from which a draft is an actor; chosen by F1 on pages that trained no tree."""
APART = 0.5
"""Chance from which a part of a party is one of its own, and a group somebody that only has things done for or about it."""


WORDS = "words weighed"
"""The measure that the weighed words are to the trees."""
FEW_WORDS = 60
"""Below so many words a text is no page, and each clause speaks for itself."""
_LEAST = {ActorKind.COUNTRY: 0.8, ActorKind.ORGANIZATION: 0.8, ActorKind.ARMED_GROUP: 0.6, ActorKind.GROUP: 0.49}
"""Weight from which a draft of a few words acts: "Norwegian ministers" speak for Norway."""


def absorb_parts(document: Document, roster: Roster, lexicon: Lexicon) -> None:
    """Give the mentions of parts that are no actors beside their party to it, before anybody else is weighed."""
    parts = [d for d in roster.drafts if d.stands_for is not None and d.spans]
    if not parts:
        return
    page = DraftContext(document, roster, lexicon)
    for draft, chance in zip(parts, chances_of(page, parts), strict=True):
        if chance < APART and draft.stands_for is not None:
            roster.merge(draft, draft.stands_for)


def choose(document: Document, roster: Roster, lexicon: Lexicon) -> frozenset[ActorDraft]:
    """Which of the drafts that are mentioned are actors of the story."""
    drafts = [d for d in roster.drafts if d.spans]
    if len(document.doc) < FEW_WORDS:
        return frozenset(d for d in drafts if _acts(d))
    page = DraftContext(document, roster, lexicon)
    weighed = zip(drafts, chances_of(page, drafts), strict=True)
    return frozenset(d for d, chance in weighed if _is_actor(d, chance, page))


def _is_actor(draft: ActorDraft, chance: float, page: DraftContext) -> bool:
    if draft.stands_for is not None:
        return True
    enough = APART if draft.origin == "proposed" and page.is_idle(draft) else ENOUGH
    return chance >= enough and not _is_scenery(draft)


def chances_of(page: DraftContext, drafts: Sequence[ActorDraft]) -> Floats:
    """How likely each draft is an actor of the story."""
    weights = load_weights()
    return load_trees().chances([page.measures(d) | {WORDS: weights.weigh(clues(page, d))} for d in drafts])


def _is_scenery(draft: ActorDraft) -> bool:
    """Tell whether a country is only a place here, a medium only a carrier."""
    return draft.kind in (ActorKind.COUNTRY, ActorKind.ORGANIZATION) and draft.weight <= 0


def _acts(draft: ActorDraft) -> bool:
    """Tell by the clauses alone whether a draft is an actor; people count wherever they are named."""
    if draft.origin in ("proposed", "unsure", "unnamed"):
        return False
    if draft.kind is ActorKind.PERSON:
        # A lone unknown word, once, without a title and doing nothing, is as likely a place or a thing.
        known = draft.entry is not None or " " in draft.name or draft.roles or len(draft.spans) > 1
        return draft.weight > -len(draft.spans) if known else draft.weight > 0
    # "an Israeli strike": whose the deed is stands before it.
    described = draft.kind is ActorKind.COUNTRY and any(s.kind is MentionKind.ADJECTIVE for s in draft.spans)
    return described or draft.weight >= _LEAST.get(draft.kind, 1.0)


@lru_cache(maxsize=1)
def load_trees() -> Trees:
    """The shipped trees, read once a process."""
    return read_trees(_WEIGHTS)
