"""Blocs told by their size: "the 27-member bloc", "the seven-nation group" are the body that the page names."""

from __future__ import annotations

from collections.abc import Sequence

from stateofplay.language.actors.clause_role import Bearing, bearing
from stateofplay.language.actors.roster import ActorDraft, Roster
from stateofplay.language.document import MentionKind
from stateofplay.language.lexicon import Words
from stateofplay.language.tokens import Doc, Token
from stateofplay.model import ActorKind

_BLOCS = frozenset(
    "bloc group grouping alliance union body organisation organization league council club cartel community association "
    "coalition".split()
)
_MEMBERS = frozenset({"member", "nation", "state", "country"})
_POINTING = frozenset({"the", "this", "that"})
_BODIES = frozenset({"multilateral", "coalition"})
_REACH = 4
"""Words between the number and the noun: "the 15-nation regional trade bloc"."""
_SIZES = {
    "European Union": (25, 27, 28),
    "African Union": (53, 54, 55),
    "NATO": (28, 29, 30, 31, 32),
    "ASEAN": (10, 11),
    "Gulf Cooperation Council": (6,),
    "Arab League": (21, 22),
    "ECOWAS": (12, 15),
    "SADC": (15, 16),
    "IGAD": (8,),
    "East African Community": (7, 8),
    "UN Security Council": (15,),
    "United Nations": (192, 193),
    "Organization of American States": (34, 35),
    "OPEC": (12, 13),
    "G7": (7,),
    "G20": (20,),
    "Organisation of Islamic Cooperation": (57,),
    "Organization for Security and Cooperation in Europe": (56, 57),
}
"""How many members bodies have, or had of late: of several that a page names, the number tells which."""
_SPELLED = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
_NUMBERS = {word: number for number, word in enumerate(_SPELLED, 2)}
_ACTING = frozenset({Bearing.SPEAKER, Bearing.AGENT, Bearing.PATIENT, Bearing.PARTNER})


def find_blocs(doc: Doc, roster: Roster, words: Words) -> None:
    """Give each bloc that is told by its size to the body named before it, so that it is no group of its own."""
    bodies = [d for d in roster.of_kind(ActorKind.ORGANIZATION) if _is_bloc(d)]
    if not bodies:
        return
    for token in doc:
        if token.lower_ in _BLOCS and token.pos_ in ("NOUN", "PROPN") and token.i not in roster.taken:
            start = size_before(doc, token)
            if start is None or start == 0 or doc[start - 1].lower_ not in _POINTING:
                continue
            body = _meant(doc[start], start, bodies)
            if body is not None:
                body.weight += 1.0 if bearing(token, words) in _ACTING else 0.3
                form = doc[start : token.i + 1].text
                roster.mention(body, start, token.i + 1, MentionKind.NOMINAL, form=form, head=token.i)


def size_before(doc: Doc, noun: Token) -> int | None:
    """Where "27-member" begins before a noun; None where nothing of the kind stands there."""
    for k in range(noun.i - 1, max(noun.sent.start + 1, noun.i - 1 - _REACH), -1):
        if doc[k].lower_ in _MEMBERS and doc[k - 1].text in ("-", "–") and k >= 2:
            return k - 2 if doc[k - 2].pos_ == "NUM" or doc[k - 2].like_num else None
        if doc[k].pos_ not in ("ADJ", "NOUN"):
            return None
    return None


def _is_bloc(draft: ActorDraft) -> bool:
    if draft.entry is not None:
        return draft.entry.type in _BODIES
    return draft.name.split()[-1].lower() in _BLOCS


def _meant(number: Token, at: int, bodies: Sequence[ActorDraft]) -> ActorDraft | None:
    """Of the bodies named before, those of that size; of several the last named."""
    size = _NUMBERS.get(number.lower_) or (int(number.text) if number.text.isdigit() else 0)
    named = [d for d in bodies if any(s.start < at for s in d.spans)]
    fitting = [d for d in named if d.entry is not None and size in _SIZES.get(d.entry.name, ())]
    possible = fitting or [d for d in named if d.entry is None or d.entry.name not in _SIZES]
    return max(possible, key=lambda d: max(s.start for s in d.spans if s.start < at), default=None)
