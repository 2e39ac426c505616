"""What a wish wants done with a thing: "wants the bridge reopened", "would like it closed", "to see the camp gone"."""

from __future__ import annotations

from stateofplay.finding.statements.contents import Content
from stateofplay.finding.statements.spans import bounds, subtree_range
from stateofplay.language.clauses import child, is_passive, obliques
from stateofplay.language.document import Document
from stateofplay.language.tokens import Token

_WISHES = frozenset({"want", "like", "love", "prefer", "need"})
_HAVING = frozenset({"see", "have", "get"})
"""Verbs behind the "to" of a wish that only carry it: "wants to see the camp closed"."""
_STATES = frozenset("out off back down gone over away".split())
"""Where or how a thing is wanted, for a word of its own: "wants the troops out"."""
_KNOWN = frozenset({"known", "understood", "recorded", "noted", "clear"})
"""What is wanted of a message: "wants it known that the port is closed"."""
_THINGS = frozenset({"NOUN", "PROPN", "PRON"})


def small_clause(document: Document, verb: Token, lemma: str) -> Content | None:
    """The thing and what is wanted of it, in the words that stand behind a wish; `head` is the word for what is wanted.

    >>> from stateofplay.testing.documents import document
    >>> made = document("Norway wants the bridge kept open.")
    >>> found = small_clause(made, made.doc[1], "want")
    >>> made.doc[found.start : found.end].text
    'the bridge kept open'
    """
    wishes = lemma in _WISHES and not is_passive(verb)
    carried = next((c for c in verb.children if c.dep_ == "xcomp" and c.lower_ in _HAVING), None)
    if carried is not None and child(carried, "mark") is not None:
        return _behind(document, carried)
    return _behind(document, verb) if wishes else None


def with_patient(token: Token, content: Content) -> Content | None:
    """ "Wants the crew to be freed": the crew belongs to what is wanted, as nobody is asked to do it."""
    patient, head = child(token, "obj"), content.head
    if patient is None or head is None or not token.i < patient.i < head.i or patient.pos_ == "PRON":
        return None
    return Content(start=subtree_range(patient)[0], end=content.end) if is_passive(head) else None


def _behind(document: Document, verb: Token) -> Content | None:
    for state in verb.children:
        thing = _thing_of(document, verb, state)
        if thing is None or (state.lower_ in _KNOWN and thing.pos_ == "PRON"):
            continue
        start, stop = subtree_range(thing)[0], subtree_range(state)[1]
        if start <= verb.i or any(t.pos_ != "ADV" for t in verb.doc[verb.i + 1 : start]):
            continue  # "the port | its ships used"
        for c in verb.children:
            if c.relation in ("obl", "advmod") and subtree_range(c)[0] == stop:
                stop = subtree_range(c)[1]  # "reopened | by Friday", hung on the wish
        return Content(start=start, end=min(stop, bounds(verb)[1]), head=state)
    return None


def _thing_of(document: Document, verb: Token, state: Token) -> Token | None:
    """The thing of which `state`, a word behind a wish, tells how it is wanted."""
    if state.i <= verb.i or child(state, "mark") is not None:
        return None
    is_clause = state.dep_ in ("xcomp", "ccomp") and (state.pos_ == "ADJ" or _is_done(document, state))
    own = child(state, "nsubj:pass", "nsubj")
    if own is not None:
        plain = not any(c.dep_.startswith("aux") or c.dep_ == "cop" for c in state.children)
        return own if is_clause and plain and verb.i < own.i < state.i and own.pos_ in _THINGS else None
    thing = child(verb, "obj")
    if thing is None or thing.pos_ not in _THINGS or thing.i < verb.i:
        return None
    first = subtree_range(state)[0]
    if any(t.pos_ != "ADV" for t in verb.doc[subtree_range(thing)[1] : first]) or first <= thing.i:
        return None
    is_state = verb.doc[first].lower_ in _STATES and state.dep_ in ("compound:prt", "advmod", "xcomp", "obl")
    return thing if is_clause or is_state else None


def _is_done(document: Document, verb: Token) -> bool:
    """A participle of what is done to a thing: "reopened", but not of who did it: "the plan put forward by Norway"."""
    past = "Part" in verb.morph.get("VerbForm") or (verb.dep_ == "xcomp" and "Past" in verb.morph.get("Tense"))
    if verb.pos_ != "VERB" or not past or verb.lower_.endswith("ing"):
        return False
    return not any(document.who(noun) and not document.is_in_time(noun) for _, noun in obliques(verb, ("by",)))
