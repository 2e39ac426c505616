"""Where a word of bargaining tells no wish: what is only asserted, supposed, charged, given as a gesture, or not believed."""

from __future__ import annotations

from stateofplay.finding.positions.issues import people
from stateofplay.finding.statements.contents import Content
from stateofplay.finding.statements.sources import is_turned_away
from stateofplay.finding.words.positions import (
    ACCUSING,
    ADJECTIVES,
    ALLOWING,
    DEONTIC,
    ENDING,
    FUTURE,
    HINDERING,
    OURSELVES,
    VERB_FORMS,
    BargainingPredicate,
)
from stateofplay.language.clauses import child, children, grammatical_subject
from stateofplay.language.document import Document
from stateofplay.language.function_words import IF_OR_WHETHER, UNTIL
from stateofplay.language.inflections import words
from stateofplay.language.modality import is_negated
from stateofplay.language.tokens import Token

_INSISTING = frozenset({"insist", "adamant", "insistent"})
_GESTURES = words(
    "reminder appraisal applause compliment compliments glimpse glimpses hint hints insight insights praise condolences "
    "sympathy prayers detail details account evidence opinion opinions thanks congratulations assessment explanation "
    "explanations excuse excuses criticism example examples view views clue clues comfort"
)
"""What is offered and gives nothing that was bargained over: "offered a reminder of its strength"."""
_ASKED_OF = frozenset(
    {"urge", "press", "require", "ask", "encourage", "push", "request", "pressure", "implore", "offer"}
)
"""Verbs whose object, where it is somebody, is whoever is asked or given something."""
_SIDES = words("side sides party parties country countries nation nations state states member members player players")
_SILENCES = words("comment comments interview interviews answer answers detail details")
_DECLINING = frozenset({"decline", "refuse"})
_BELIEVING = words("think believe feel suppose expect agree reckon imagine")
_DOUBTING = words("doubt disagree question")
_HAVING = frozenset({"have", "has", "need", "needs"})
_REACH = 3
_BELOW = frozenset({"xcomp", "ccomp", "advcl", "obl", "acl", "acl:relcl", "conj"})
_DEEP = 4


def is_disbelieved(token: Token) -> bool:
    """ "I do not think they should leave", "does not believe that it wants a truce": the "not" belongs to what is thought."""
    node = token
    for _ in range(_REACH):
        if node.relation not in ("ccomp", "xcomp", "acl") or node.head.i == node.i:
            return False
        node = node.head
        lemma = node.lemma_.lower()
        if lemma in _DOUBTING or (lemma in _BELIEVING and is_negated(node)):
            return True
    return False


def is_asserted(predicate: BargainingPredicate, head: Token, holding: tuple[str, ...], document: Document) -> bool:
    """ "Insisted that its aim is peaceful", "insists the deal will help": what somebody holds to be so, and does not ask for.

    What must or should be, what shall be done ("insists that it leave") and what the speaker will or will not do is a wish.
    """
    if predicate.lemma not in _INSISTING:
        return False
    auxiliaries = {c.lower_ for c in head.children if c.relation == "aux"}
    if auxiliaries & DEONTIC or head.lower_ in _HAVING or head.lower_ in VERB_FORMS or head.lower_ in ADJECTIVES:
        return False
    if auxiliaries & (FUTURE | ALLOWING):
        subject = child(head, "nsubj", "nsubj:pass", "expl")
        named = document.who(subject) if subject is not None else ()
        return not (is_negated(head) or subject is None or subject.pos_ == "PRON" or set(named) & set(holding))
    told = [head, *children(head, "aux", "aux:pass", "cop")]
    finite = [t for t in told if t.morph.get("Tense") and "Part" not in t.morph.get("VerbForm")]
    return any(t.lower_ != t.lemma_.lower() or t.relation == "aux" for t in finite)


def is_supposed_of_others(head: Token, holding: tuple[str, ...], document: Document) -> bool:
    """ "Suggested that others may join": what somebody thinks of others, where what he himself may do is a thing weighed."""
    subject = child(head, "nsubj", "nsubj:pass")
    if subject is None or subject.pos_ == "PRON":
        return False
    sides = {document.acts_for(name) for name in holding}
    return not any(name in holding or name in sides for name in document.who(subject))


def is_gesture(document: Document, token: Token, predicate: BargainingPredicate, slot: str, content: Content) -> bool:
    """Whether what stands behind a verb is no issue: a gesture, a silence, or whoever is asked or given something."""
    head = content.head
    if predicate.lemma == "call" and slot.endswith("to"):
        return any(
            c.i < content.start for c in children(token, "obj")
        )  # "called him to discuss the port", by telephone
    if head is None or slot not in ("obj", "for"):
        return False
    if predicate.lemma == "suggest" and slot == "obj":
        return head.pos_ == "VERB" and child(head, "nsubj", "nsubj:pass", "aux") is not None
    if predicate.lemma in _ASKED_OF and slot == "obj":
        whom = child(token, "obj")  # of "urges youths considering a flight" the flight is theirs
        theirs = head.pos_ == "VERB" and whom is not None and whom.i < head.i and _is_somebody(document, whom)
        if theirs or _is_somebody(document, head):
            return True
    if predicate.lemma == "offer":
        return head.lower_ in _GESTURES or head.doc[content.start].lower_ == "no"
    return predicate.lemma in _DECLINING and head.lower_ in _SILENCES


def _is_somebody(document: Document, noun: Token) -> bool:
    return noun.lower_ in people() or noun.lower_ in _SIDES or bool(document.who(noun))


def is_charged(token: Token) -> bool:
    """Tell whether a predicate stands, however deep, in a charge, or in what somebody stops or fails to do."""
    node, ended = token, True
    for _ in range(_DEEP):
        if node.dep_ not in _BELOW or node.head.i == node.i:
            return False
        ended = ended and node.dep_ == "xcomp"
        node = node.head
        if node.lower_ in ACCUSING or (ended and node.lower_ in ENDING) or is_turned_away(node):
            return True
    return False


def is_supposed(token: Token) -> bool:
    """Tell whether the predicate stands under "if" or "whether", or only could be."""
    for c in token.children:
        if c.dep_ == "mark" and c.lower_ in IF_OR_WHETHER:
            return True
        if c.lower_ in UNTIL and c.relation in ("mark", "case", "advmod") and token.relation == "advcl":
            return True  # "until they are willing to disarm" says that they are not
        if c.dep_ == "aux" and c.lower_ in ALLOWING and not is_negated(token):
            return True
        if c.dep_ == "mark" and c.lower_ == "from" and token.head.lower_ in HINDERING:
            return True  # "would prevent Chad from blocking it"
    if token.relation == "xcomp" and any(c.lower_ in IF_OR_WHETHER for c in children(token.head, "mark")):
        return True  # "if it decides to block them"
    return _is_owed(token)


def _is_owed(token: Token) -> bool:
    """Whether somebody else only says that it should be so: "Chad must accept the quota, Togo said"."""
    subject = grammatical_subject(token)
    if subject is None or subject.lower_ in OURSELVES or token.pos_ != "VERB":
        return False
    # "Chad would have to agree": nobody says that it does.
    return has_aux(token, DEONTIC) or (token.relation == "xcomp" and token.head.lower_ in _HAVING)


def has_aux(verb: Token, auxiliaries: frozenset[str]) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in auxiliaries for c in verb.children)
