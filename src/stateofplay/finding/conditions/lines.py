"""Conditions of plain build in less common dress, read off the line of words: "will sign provided the port stays open",
"were Chad to sign, ...", "the moment the truce holds", "not until the port is open will ...", "the price of peace is ..."."""

from __future__ import annotations

from stateofplay.finding.conditions import words as table
from stateofplay.finding.conditions.hits import MODALS, Hit, is_fronted
from stateofplay.finding.conditions.markers import supposes_nothing
from stateofplay.finding.conditions.sides import last_before, part_at_comma
from stateofplay.finding.conditions.spans import content_of, cut, trim
from stateofplay.finding.conditions.words import Marker
from stateofplay.language.clauses import child, children
from stateofplay.language.document import Document
from stateofplay.language.tokens import Span, Token
from stateofplay.model import Relation

_TORN = frozenset({"provided", "providing", "assuming", "supposing", "in", "with", "unless"})
"""First words of markers whose clause a parser may take for an object or a phrase."""
_OPENING = frozenset({"DET", "PROPN", "PRON", "NOUN"})
_SHORTEST = 3
_ENDS = frozenset({",", ";", ".", "”", '"', "?", "!", "—", "–", ":"})


def torn(document: Document, token: Token, marker: Marker) -> Hit | None:
    """ "Will sign provided the port stays open", "in case Chad attacks, ...", where the parse sees no clause."""
    last = token.doc[token.i + len(marker.words) - 1]
    if marker.words[0] not in _TORN or supposes_nothing(token, last, marker) or last.i + _SHORTEST >= len(token.doc):
        return None
    if last.i + 1 >= len(last.doc) or last.nbor(1).pos_ not in _OPENING:
        return None
    found = part_at_comma(last, loose=True) if is_fronted(token) else last_before(token, last)
    if found is None and not is_fronted(token):
        found = _behind(token, last)
    if found is None:
        return None
    waiting, what, on = found
    will = any(c.lower_ in MODALS for c in waiting.children)
    if not will and marker.words[-1] != "that":
        return None
    return Hit(trigger=token, relation=marker.relation, what=what, on=on, waiting=waiting, confidence=0.7)


def _behind(token: Token, last: Token) -> tuple[Token, Span, Span] | None:
    """ "W provided O", of which the parse has made a noun phrase."""
    waiting = next((t for t in token.ancestors if t.i < token.i and child(t, "nsubj") is not None), None)
    if waiting is None or token.relation == "acl":
        return None  # "the tents provided last year"
    end = next((i for i in range(last.i + 1, token.sent.end) if token.doc[i].text in _ENDS), token.sent.end)
    whole = cut(waiting)
    what, on = trim(token.doc[whole.start : min(whole.end, token.i)]), trim(token.doc[last.i + 1 : end])
    return (waiting, what, on) if len(what) and len(on) >= _SHORTEST else None


def were_to(document: Document, token: Token) -> Hit | None:
    """ "Were Chad to free the prisoners, Norway would lift the ban"."""
    doc = token.doc
    comma = next((t.i for t in doc[token.i + 1 : token.sent.end] if t.text == ","), None)
    if not is_fronted(token) or comma is None or not any(t.lower_ == "to" for t in doc[token.i + 2 : comma]):
        return None
    found = part_at_comma(token, loose=True)
    if found is None or not any(c.lower_ in _WOULD for c in found[0].children):
        return None
    waiting, what, on = found
    return Hit(trigger=token, relation=Relation.IF, what=what, on=on, waiting=waiting, confidence=0.7)


_WOULD = frozenset({"would", "could", "might"})


def not_until(document: Document, token: Token) -> Hit | None:
    """ "Not until the port is open will Norway sign": what waits begins with its auxiliary."""
    doc = token.doc
    if not is_fronted(token) or token.i + 1 >= len(doc) or token.nbor(1).lower_ not in table.UNTIL:
        return None
    turned = next(
        (t for t in doc[token.i + 3 : token.sent.end - 2] if t.lower_ in MODALS and t.nbor(1).pos_ in _OPENING), None
    )
    if turned is None or any(t.text in _ENDS for t in doc[token.i : turned.i]):
        return None
    waiting = next((t for t in doc[turned.i + 1 : token.sent.end] if t.pos_ == "VERB"), None)
    end = next((i for i in range(turned.i, token.sent.end) if doc[i].text in _ENDS), token.sent.end)
    if waiting is None:
        return None
    on, what = trim(doc[token.i + 2 : turned.i]), trim(doc[turned.i : end])
    return Hit(trigger=token, relation=Relation.ONLY_IF, what=what, on=on, waiting=waiting, confidence=0.7)


def moment(document: Document, token: Token) -> Hit | None:
    """ "Norway will resume talks the moment the truce takes hold"."""
    clause = child(token, "acl:relcl", "acl")
    if clause is None or child(token, "case") is not None or child(clause, "nsubj") is None:
        return None
    waiting = token.head
    bare = clause.left_edge.i == token.i + 1 and clause.left_edge.lower_ not in table.RELATIVES | {"when"}
    bare = bare and "Past" not in clause.morph.get("Tense")  # "remember the moment it began"
    if not bare or not any(c.lower_ in MODALS for c in waiting.children):
        return None
    waiting = content_of(waiting)
    what, on = cut(waiting, without=[token]), cut(clause)
    return Hit(trigger=token, relation=Relation.AFTER, what=what, on=on, waiting=waiting, confidence=0.65)


def price(document: Document, token: Token) -> Hit | None:
    """ "The price of Norway's signature is a return of the port"; of bread it is another."""
    terms, bought = token.head, next(iter(children(token, "nmod")), None)
    if token.relation != "nsubj" or child(terms, "cop") is None or bought is None or terms.pos_ not in ("NOUN", "VERB"):
        return None
    sold = bought.lemma_.lower() in table.OUTCOMES | table.CONSENT | table.TIED | table.COMPANY
    definite = any(c.dep_ in ("det", "nmod:poss", "mark") for c in terms.children)
    if (
        not sold
        or not definite
        or terms.lemma_.lower() in table.MUSINGS
        or not any(c.lower_ == "of" for c in children(bought, "case"))
    ):
        return None
    what = cut(bought, without=children(bought, "case"))
    on = cut(terms, without=[token, *children(terms, "cop")])
    return Hit(trigger=token, relation=Relation.ONLY_IF, what=what, on=on, waiting=terms, confidence=0.65)


_MUST, _WILL = frozenset({"must"}), frozenset({"will"})


def must_or(document: Document, token: Token) -> Hit | None:
    """ "Chad must free the prisoners or Norway will close the port", where the parse joins "or" to a noun."""
    doc = token.doc
    will = next((t for t in doc[token.i + 2 : token.i + 6] if t.lower_ in _WILL), None)
    before = next((t for t in reversed(doc[token.sent.start : token.i]) if t.lower_ in _MUST), None)
    if will is None or before is None or any(t.text in _ENDS and t.text != "," for t in doc[before.i : will.i]):
        return None
    subject = child(before.head, "nsubj")
    threat = next((t for t in doc[will.i + 1 : will.i + 4] if t.pos_ == "VERB"), None)
    if subject is None or threat is None or any(t.pos_ == "VERB" for t in doc[token.i : will.i]):
        return None
    end = next((i for i in range(will.i, token.sent.end) if doc[i].text in _ENDS), token.sent.end)
    what, on = trim(doc[token.i + 1 : end]), trim(doc[subject.left_edge.i : token.i])
    return Hit(trigger=token, relation=Relation.UNLESS, what=what, on=on, waiting=threat, confidence=0.65)
