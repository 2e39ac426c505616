"""Does the text speak of a time as past or as to come?

Read off the words that govern the time expression, from the innermost outwards: the preposition, a word that plans
("scheduled", "expected", "agreed to"), then the tense of the verb. How sure the answer is depends on whether the verb
governs the expression itself or only a noun beside it.
"""

from __future__ import annotations

from stateofplay.language.clauses import child, is_ranked
from stateofplay.language.function_words import POSSESSIVES
from stateofplay.language.inflections import words as word_set
from stateofplay.language.times.reckoning import Direction
from stateofplay.language.tokens import Doc, Token

_NOT = frozenset({"not", "n't", "n’t"})


# Verbs, adjectives and participles that put what hangs on them into the time to come.
_PLANNING = word_set(
    "schedule scheduled reschedule rescheduled plan planned set slate slated due expect expected upcoming forthcoming "
    "await anticipate anticipated poise poised proposed postpone delay payable effective"
)
# Verbs whose infinitive is still to come when they are said.
_FORWARD = word_set(
    "agree plan promise vow pledge want decide hope threaten urge ask invite intend prepare expect schedule set offer "
    "refuse call propose aim need due ready likely able order tell demand wait"
)
# Nouns that are named by the day on which they will be, as long as no past tense says otherwise.
_APPOINTMENTS = word_set(
    "talk meeting summit round session vote election referendum conference ceremony visit trip negotiation hearing "
    "deadline ultimatum signing inauguration gathering"
)
# Verbs that arrange what is named behind them: past themselves, they tell of an appointment that was to come.
_ARRANGING = word_set(
    "propose suggest agree announce invite offer call seek request demand urge convene fix choose pick book proclaim order"
)
_TERMS = frozenset({"deadline", "ultimatum"})
_BE = word_set("be is are was were been being")
_LIMITS = word_set("until till by before through to")
_SAYING = word_set("say tell report announce add write claim confirm note warn quote cite show")
_WILL = word_set("will 'll ’ll shall wo would")
_MAY = word_set("could may might must should can")


def direction(doc: Doc, start: int, end: int) -> Direction:
    """Look at what governs the tokens `start:end` of `doc`; UNKNOWN where it has no parse or nothing tells."""
    if start >= end or not doc.has_annotation("DEP"):
        return Direction.UNKNOWN
    found = _by_parse(doc, start, end)
    nearest = _by_nearest_verb(doc, start)
    # A parse may hang a time on the wrong verb; where the verb beside it says the contrary, nobody knows.
    if found * nearest < 0:
        return Direction.UNKNOWN
    if found or nearest < 0 or (end < len(doc) and doc[end].lower_ in POSSESSIVES):
        return found  # "to answer Friday's vote" tells nothing of when that was
    return Direction.LIKELY_FUTURE if nearest else found


def _by_nearest_verb(doc: Doc, start: int) -> int:
    """Sign of the direction of the last verb before the expression in its sentence; 0 where it has no tense of its own."""
    first = max(doc[start].sent.start, start - 14)
    for i in range(start - 1, first - 1, -1):
        token = doc[i]
        if token.lower_ in _PLANNING:
            return 0
        if token.lower_.endswith("ed") and token.pos_ in ("VERB", "ADJ", "AUX"):
            return 0 if i > first and doc[i - 1].lower_ in _BE else -1
        if token.pos_ != "VERB":
            continue
        before = {t.lower_ for t in doc[max(first, i - 3) : i]}
        if before & (_WILL | _MAY | {"to", "going"}):
            return 1
        return -1 if "Past" in token.morph.get("Tense", []) and not before & _BE else 0
    return 0


def _by_parse(doc: Doc, start: int, end: int) -> Direction:
    top = _top(doc, start, end)
    case = child(top, "case", "mark")
    preposition = case.lower_ if case is not None else ""
    if preposition == "since" or (start and doc[start - 1].lower_ == "since"):
        return Direction.PAST  # a parse may hang the word on a later time: "since May on Thursday"
    copula = child(top, "cop")
    if copula is not None and "Pres" in copula.morph.get("Tense", []):
        return Direction.LIKELY_FUTURE  # "the deadline is Thursday"
    if top.dep_ == "root" or copula is not None:
        return _of_verb(top, direct=True, limit=False)
    inner, node = top, top.head
    limit = preposition in _LIMITS
    owner = top.relation == "nmod" and preposition in POSSESSIVES
    if owner and node.lemma_.lower() not in _APPOINTMENTS:
        return Direction.UNKNOWN
    appointed = False
    for step in range(7):
        appointed = appointed or node.lemma_.lower() in _TERMS
        plans = (_of_plan(inner, node, start, end), _of_arranging(top, inner, node, preposition))
        found = next((said for said in plans if said is not None), None)
        if found is not None:
            return found
        if node.pos_ in ("VERB", "AUX") or child(node, "cop") is not None:
            infinitive = _is_infinitive(node)
            if infinitive and node.dep_ == "acl" and is_ranked(node.head):
                pass  # "was the first to meet her on Monday": when he was
            elif infinitive and node.dep_ in ("xcomp", "ccomp", "acl", "csubj"):
                if node.dep_ == "acl" or node.head.lemma_.lower() in _FORWARD:
                    return Direction.FUTURE if step == 0 else Direction.LIKELY_FUTURE
            elif not infinitive:
                direct = inner == top or inner.pos_ == "VERB"
                found = _of_verb(node, direct=direct, limit=limit)
                if not direct and found > 0 and inner.lemma_.lower() not in _APPOINTMENTS:
                    return Direction.UNKNOWN
                if appointed and (not found or node.lemma_.lower() in _SAYING):
                    return Direction.LIKELY_FUTURE
                if found or _is_finite(node):
                    return found
        if node.head.i == node.i:
            break
        inner, node = node, node.head
    return Direction.UNKNOWN


def _top(doc: Doc, start: int, end: int) -> Token:
    for token in doc[start:end]:
        if token.head.i == token.i or not start <= token.head.i < end:
            return token
    return doc[start]


def _of_plan(inner: Token, node: Token, start: int, end: int) -> Direction | None:
    """What a planning word says: `node` itself, or an adjective or participle on the noun `inner` or `node`."""
    if node.lemma_.lower() in _PLANNING and node.pos_ in ("VERB", "ADJ"):
        had = any(c.lower_ == "had" for c in node.children)
        return Direction.UNKNOWN if had else Direction.FUTURE
    for noun in (inner, node):
        for c in noun.children:
            planned = c.lower_ in _PLANNING and c.relation in ("amod", "compound", "acl")
            if planned and not start <= c.i < end:
                return Direction.LIKELY_FUTURE
    return None


def _of_arranging(top: Token, inner: Token, node: Token, preposition: str) -> Direction | None:
    """What a verb that arranges says of the time of the thing: "a summit in June", "elections for June", "suggested 20 June"."""
    if node.pos_ != "VERB" or node.lemma_.lower() not in _ARRANGING:
        return None
    if inner.i != top.i:
        return Direction.LIKELY_FUTURE if _is_appointment(inner) else None
    if preposition == "for" or (not preposition and top.dep_ == "obj"):
        return Direction.LIKELY_FUTURE
    # "Agreed on a summit in June": the words leave open which of the two was then.
    arranged = any(_is_appointment(c) for c in node.children if node.i < c.i < top.i)
    return Direction.UNKNOWN if arranged else None


def _is_appointment(noun: Token) -> bool:
    return noun.lemma_.lower() in _APPOINTMENTS and noun.relation in ("obj", "obl", "nmod", "conj")


def _is_infinitive(verb: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ in ("mark", "aux") for c in verb.children)


def _is_finite(verb: Token) -> bool:
    return any("Fin" in t.morph.get("VerbForm", []) for t in _chain(verb))


def _chain(verb: Token) -> list[Token]:
    return [*(c for c in verb.children if c.relation in ("aux", "cop")), verb]


def _of_verb(verb: Token, *, direct: bool, limit: bool) -> Direction:
    chain = _chain(verb)
    words = {t.lower_ for t in chain}
    have = any(t.lemma_.lower() == "have" for t in chain[:-1])
    if words & (_WILL | _MAY) or "going" in words:
        negated = any(c.lower_ in _NOT for c in verb.children)
        if have:
            return Direction.UNKNOWN
        if "could" in words and negated:
            return Direction.LIKELY_PAST
        return Direction.FUTURE if direct and words & _WILL else Direction.LIKELY_FUTURE
    if have:
        return Direction.LIKELY_PAST if not limit else Direction.UNKNOWN
    finite = [t for t in chain if "Fin" in t.morph.get("VerbForm", [])]
    # A regular past that the morphology leaves without a tense.
    plain_past = len(chain) == 1 and verb.lower_.endswith("ed") and not verb.morph.get("Tense", [])
    if plain_past or any("Past" in t.morph.get("Tense", []) for t in finite or chain):
        if limit:
            return Direction.UNKNOWN
        return Direction.PAST if direct else Direction.LIKELY_PAST
    if finite and any("Pres" in t.morph.get("Tense", []) for t in finite):
        if verb.lemma_.lower() in _SAYING:
            return Direction.PAST
        return Direction.LIKELY_FUTURE if verb.pos_ == "VERB" or limit else Direction.UNKNOWN
    return Direction.UNKNOWN
