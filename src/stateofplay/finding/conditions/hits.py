"""A condition in the parse, and what the modules that find them ask of a predicate."""

from __future__ import annotations

from dataclasses import dataclass

from stateofplay.finding.conditions import words as table
from stateofplay.finding.conditions.spans import SPEAKING, disbelieves
from stateofplay.language.clauses import child
from stateofplay.language.document import Document
from stateofplay.language.inflections import words
from stateofplay.language.tokens import Span, Token
from stateofplay.model import Relation

_NONE = frozenset({"no", "neither"})
MODALS = words("will would can could may might wo ca shall")
AHEAD = MODALS | {"'ll", "’ll", "'d", "’d"}
"""Auxiliaries of what is yet to come, the short ones among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A condition in the parse: the word that marks it, its two sides, and the predicate that waits."""

    trigger: Token
    relation: Relation
    what: Span
    on: Span | None
    waiting: Token
    confidence: float


def is_negated(verb: Token) -> bool:
    for token in (verb, *verb.children):
        if token.lower_ in table.NEGATIONS:
            return True
        if token.relation in ("nsubj", "obj") and any(c.lower_ in _NONE for c in token.children):
            return True
    refused = verb.dep_ == "xcomp" and verb.head.lemma_.lower() in table.DENYING
    return refused or verb.lemma_.lower() in table.DENYING or is_prevented(verb)


def is_prevented(verb: Token) -> bool:
    """ "The law bars him from easing them": kept from what the verb tells."""
    return verb.head.lemma_.lower() in table.PREVENTING and any(
        c.lower_ == "from" and c.i < verb.i for c in verb.children
    )


def stands(token: Token, words: tuple[str, ...]) -> bool:
    """Whether some words, in small letters, stand from `token` on."""
    place, following = token.i, token.doc.words
    for word in words:
        if place >= len(following) or following[place].lower_ != word:
            return False
        place += 1
    return True


def is_unable(verb: Token) -> bool:
    """ "We cannot talk", "can't", "can not": what is said not to be possible."""
    return is_negated(verb) and any(c.lower_ in table.ABLE for c in verb.children)


def refused_whole(verb: Token) -> Token:
    """Step up to what is negated over it: "will not begin talking", "is not ready to talk", "do not think it is right"."""
    if verb.relation == "ccomp" and disbelieves(verb.head):
        return verb.head
    node = verb
    for _ in range(3):
        if node.dep_ != "xcomp" or node.head.lemma_.lower() in table.DENYING or is_negated(node):
            return verb
        node = node.head
        if is_negated(node):
            return node
    return verb


def lasts(verb: Token) -> bool:
    if verb.lemma_.lower() in table.LASTING or (verb.dep_ == "xcomp" and verb.head.lemma_.lower() in table.LASTING):
        return True
    return any(c.lower_ in table.GOES_ON for c in verb.children)


def is_time(document: Document, noun: Token) -> bool:
    """Whether a phrase names a time: "Friday", "the end of May"; "Friday's vote" does not."""
    last = noun.right_edge.i if noun.lemma_.lower() in table.ENDS_OF_TIMES else noun.i
    timed = document.is_in_time(noun) or bool(document.times_in(noun.left_edge.i, last + 1))
    return timed


def is_fronted(token: Token) -> bool:
    """Whether the marker opens its sentence, its quotation or the clause after "that"."""
    if token.is_sent_start or token.i == 0:
        return True
    before = token.nbor(-1)
    if before.is_punct or before.is_space or before.lower_ in table.BEFORE_CLAUSES:
        return not _closes_quotation(before)
    return before.lemma_.lower() in SPEAKING and before.pos_ == "VERB"


def _closes_quotation(mark: Token) -> bool:
    """ "Its “free berth” | if Norway leaves": the mark belongs to the words before it."""
    if mark.text == "”":
        return mark.i > 0 and mark.nbor(-1).pos_ not in ("PUNCT", "SPACE")
    before = [t for t in mark.doc[mark.sent.start : mark.i] if t.text == '"']
    return mark.text == '"' and len(before) % 2 == 1 and mark.nbor(-1).pos_ not in ("PUNCT", "SPACE")


def predicate_after(verb: Token) -> Token | None:
    """The first predicate with a subject after the clause of `verb`, where the parse hangs the clause elsewhere."""
    inside = {t.i for t in verb.subtree}
    for token in verb.doc[verb.i + 1 : verb.sent.end]:
        subject = child(token, "nsubj", "expl")
        if subject is None or subject.lower_ in table.RELATIVES:
            continue
        if token.i not in inside and not verb.is_ancestor(token):
            return token
    return None


def leads(token: Token) -> list[Token]:
    """An "only" just before the marker belongs to it."""
    before = token.nbor(-1) if token.i else None
    return [before] if before is not None and before.lower_ == "only" else []


def phrase_after(token: Token) -> Token | None:
    """Head of the largest phrase that begins right after `token`, whatever the parse makes of `token` itself."""
    edges = (token.i, token.i + 1)
    for word in token.doc[token.i + 1 : token.i + 9]:
        if word.left_edge.i in edges and word.pos_ in ("NOUN", "PROPN", "PRON", "VERB"):
            while word.head.left_edge.i in edges and word.head.i not in (word.i, token.i):
                word = word.head
            return word
    return None
