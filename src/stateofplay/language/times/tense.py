"""Does the text speak of a time as past or as to come?

Read off the words that govern the time expression, from the innermost outwards: a noun or participle that plans ("a
deadline", "scheduled"), an auxiliary ("will", "would"), then the tense of the verb.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from stateofplay.language.times.reckoning import Direction

_PLANS = frozenset(
    "schedule scheduled reschedule plan planned set slate slated due expect expected upcoming forthcoming deadline "
    "await anticipated intend hope prepare ready poised until expiry invite postpone postponed delay delayed call "
    "propose proposed target agenda ultimatum".split()
)
_MODALS = frozenset("will 'll ’ll shall would could may might must should can".split())
_SAYING = frozenset("say tell report announce add write claim confirm note warn quote cite".split())


def direction(doc: Doc, start: int, end: int) -> Direction:
    """Look at what governs the tokens `start:end` of `doc`; UNKNOWN where it has no parse or nothing tells."""
    if not doc.has_annotation("DEP") or start >= len(doc):
        return Direction.UNKNOWN
    token: Token | None = _head_of(doc, start, end)
    steps = 0
    while token is not None and steps < 8:
        steps += 1
        found = _planned(token, start, end)
        if not found and (token.pos_ in ("VERB", "AUX") or _has_tense(token)):
            found = _by_tense(token)
        if found:
            return found
        token = token.head if token.head is not token else None
    return Direction.UNKNOWN


def _head_of(doc: Doc, start: int, end: int) -> Token | None:
    for token in doc[start:end]:
        if token.head is token:
            return token
        if not start <= token.head.i < end:
            return token.head if token.pos_ not in ("VERB", "AUX") else token
    return None


def _planned(token: Token, start: int, end: int) -> Direction:
    if token.lemma_.lower() in _PLANS or token.lower_ in _PLANS:
        return Direction.FUTURE
    for child in token.children:
        if start <= child.i < end:
            continue
        if child.dep_ in ("amod", "compound", "acl") and (child.lemma_.lower() in _PLANS or child.lower_ in _PLANS):
            return Direction.FUTURE
    return Direction.UNKNOWN


def _has_tense(token: Token) -> bool:
    return any(c.dep_ in ("aux", "cop", "aux:pass") for c in token.children)


def _by_tense(verb: Token) -> Direction:
    auxiliaries = [c for c in verb.children if c.dep_.startswith("aux") or c.dep_ == "cop"]
    if any(c.lower_ in _MODALS for c in auxiliaries):
        have = any(c.lemma_.lower() == "have" for c in auxiliaries)
        return Direction.PAST if have else Direction.FUTURE
    if any(c.lower_ == "going" for c in auxiliaries):
        return Direction.FUTURE
    chain = [*auxiliaries, verb]
    if any("Past" in t.morph.get("Tense", []) for t in chain):
        return Direction.PAST
    if any(c.dep_ == "mark" and c.lower_ == "to" for c in verb.children) or "Inf" in verb.morph.get("VerbForm", []):
        return Direction.FUTURE
    if any("Pres" in t.morph.get("Tense", []) and "Fin" in t.morph.get("VerbForm", []) for t in chain):
        if any(c.lemma_.lower() == "have" for c in auxiliaries) or verb.lemma_.lower() in _SAYING:
            return Direction.PAST
        return Direction.FUTURE if verb.pos_ == "VERB" else Direction.UNKNOWN
    return Direction.UNKNOWN
