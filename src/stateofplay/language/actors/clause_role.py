"""How a noun bears on its clause: does it act, is it acted upon, whose is it, or is it only where something is?"""

from __future__ import annotations

from enum import StrEnum

from stateofplay.language.document import COUNTING
from stateofplay.language.inflections import words as word_set
from stateofplay.language.lexicon import Words
from stateofplay.language.tokens import Token


class Bearing(StrEnum):
    """What a noun phrase does in its clause."""

    AGENT = "agent"
    SPEAKER = "speaker"
    PATIENT = "patient"
    PARTNER = "partner"
    """"with X", "between X and Y", "against X", "on X", "to X" of a person or group."""
    OWNER = "owner"
    """"X's invasion", "the invasion of X"."""
    MODIFIER = "modifier"
    """"US officials", "Ukraine talks"."""
    PLACE = "place"
    OTHER = "other"


_PLACE = frozenset(
    "in at near inside outside across around into through throughout within off along over beyond".split()
)
_PARTNER = frozenset(
    "with between against by on upon among for toward towards about including like than except besides alongside versus".split()
)
_MOTION = frozenset(
    "go travel fly arrive return head move visit come leave depart flee escape cross send deploy drive get trip visit flight "
    "journey transfer transport bring take ship export import enter".split()
)


_RELATIVE = frozenset({"who", "which", "that"})

QUANTITIES = COUNTING | word_set(
    "minority half third quarter couple pair group crowd crowds all both none two three four five"
)
"""Heads of phrases that only say how many or which part: "half of the protesters"."""


def bearing(token: Token, words: Words, *, place: bool = False) -> Bearing:
    """How the noun phrase headed by `token` bears on its clause; `place` where it is the name of a place.

    Told once for each word and lexicon: of a name it is asked by who drafts it, weighs it and looks for a pronoun's.
    """
    known = token.bearing
    if known is None or known[0] is not words:
        known = token.bearing = (words, {})
    found: Bearing | None = known[1].get(place)
    if found is None:
        found = known[1][place] = _bearing(token, words, place=place)
    return found


def _bearing(token: Token, words: Words, *, place: bool) -> Bearing:
    for c in token.children:
        if c.dep_ == "acl:relcl" and any(g.dep_ == "nsubj" and g.lower_ in _RELATIVE for g in c.children):
            return Bearing.AGENT
    seen = 0
    while token.relation in ("conj", "appos", "flat") and token.head is not token and seen < 8:
        token, seen = token.head, seen + 1
    while token.relation == "nmod" and token.head.lower_ in QUANTITIES and _case(token) == "of" and seen < 8:
        token, seen = token.head, seen + 1  # "thousands of protesters marched": the protesters did
    dep, head = token.dep_, token.head
    base = token.relation
    if base == "nsubj":
        if dep == "nsubj:pass":
            return Bearing.PATIENT
        lemma = head.lemma_.lower()
        if head.pos_ in ("VERB", "AUX") and any(c.dep_ == "aux:pass" for c in head.children):
            return Bearing.PATIENT
        if lemma in words.speech:
            return Bearing.SPEAKER
        return Bearing.AGENT
    if dep == "obl:agent":
        return Bearing.AGENT
    if base in ("obj", "iobj"):
        return Bearing.PATIENT
    if dep == "nmod:poss":
        return Bearing.OWNER
    if base in ("obl", "nmod"):
        case = _case(token)
        if case == "from" and (head.lower_ in words.state_nouns or head.lower_ in words.offices):
            # "envoys from Britain and France": they come for their countries.
            return Bearing.PARTNER
        if case in _PLACE:
            return Bearing.PLACE
        if case == "by":
            return Bearing.AGENT
        if case == "of":
            return Bearing.OWNER
        if case in ("to", "from"):
            if place and (head.lemma_.lower() in _MOTION or case == "from"):
                return Bearing.PLACE
            return Bearing.PARTNER
        if case in _PARTNER:
            return Bearing.PARTNER
        if case == "according":
            return Bearing.SPEAKER
        return Bearing.OTHER
    if base in ("compound", "amod", "nummod", "det"):
        return Bearing.MODIFIER
    if base in ("root", "parataxis", "dep", "vocative"):
        return Bearing.OTHER
    return Bearing.OTHER


MEETINGS = word_set("talks negotiations consultations discussions summit meeting dialogue")
"""Heads of phrases that say of those before them that they meet: "Norway-Chad talks"."""

_OPENS_TWO = frozenset("along together in as because on".split())
"""First words of prepositions in two: "along with", "because of"."""


def _case(token: Token) -> str:
    """The preposition of a noun; of two ("along with", "together with", "out of") the one that tells."""
    marks = [c for c in token.children if c.dep_ == "case"]
    cases = [c.lower_ for c in marks]
    for c in marks:
        cases.extend([f.lower_ for f in c.children if f.dep_ == "fixed"])
    if len(cases) > 1 and cases[0] in _OPENS_TWO:
        return next((c for c in cases[1:] if c in _PARTNER), cases[0])
    return cases[0] if cases else ""


def predicate(token: Token) -> Token:
    """The word that the phrase of `token` hangs on, past coordination and apposition."""
    while token.relation in ("conj", "appos", "flat") and token.head is not token:
        token = token.head
    return token.head
