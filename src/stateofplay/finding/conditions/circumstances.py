"""Conditions put as the circumstances of an act: "will not talk under fire", "no point in talks when O", "W when O is over"."""

from __future__ import annotations

from stateofplay.finding.conditions import words as table
from stateofplay.finding.conditions.hits import MODALS, Hit, is_negated, is_unable
from stateofplay.finding.conditions.spans import content_of, cut, trim
from stateofplay.finding.conditions.tales import tenses
from stateofplay.language.clauses import child, children
from stateofplay.language.document import Document
from stateofplay.language.tokens import Token
from stateofplay.model import Relation


def under_duress(document: Document, token: Token) -> Hit | None:
    """ "Will not negotiate under fire", "will not talk while the siege lasts"."""
    later = token.head
    if token.lower_ == "when":
        return _hopeless_when(token) or _awaited_when(token)
    if token.dep_ not in ("case", "mark") or later.i <= token.i:
        return None
    if token.lower_ == "while":
        if later.relation != "advcl" or child(later, "nsubj") is None:
            return None
    elif later.lemma_.lower() not in table.DURESS and later.lower_ not in table.DURESS:
        return None
    governor = later.head
    modal = any(c.lower_ in MODALS for c in governor.children) or governor.lower_ in table.HOPELESS | {"possible"}
    if token.lower_ == "while" and (not modal or later.i < governor.i):
        return None
    for _ in range(3):
        if is_negated(governor) or governor.dep_ not in ("obl", "nmod", "obj", "xcomp"):
            break
        governor = governor.head
    if not is_negated(governor) or _was_chosen(governor):
        return None
    waiting = content_of(governor, besides=later)
    what = cut(waiting, without=[later])
    on = cut(later, without=children(later, "mark")) if token.lower_ == "while" else token.doc[token.i : cut(later).end]
    return Hit(trigger=token, relation=Relation.IF, what=what, on=on, waiting=waiting, confidence=0.65)


def _was_chosen(verb: Token) -> bool:
    """ "Chose not to leave under pressure": what somebody did, and no term of what he will do."""
    return verb.relation == "xcomp" and verb.head.lemma_.lower() not in table.DENYING


def _hopeless_when(token: Token) -> Hit | None:
    """ "It is impossible to negotiate when we are bombed", "there is no point in talks when the raids go on"."""
    later = token.head
    if later.relation != "advcl" or child(later, "nsubj") is None or later.i < token.i or "Past" in tenses(later):
        return None
    governor = later.head
    if later.lemma_.lower() in table.COMING:
        return None
    for _ in range(2):
        if governor.relation in ("csubj", "nsubj", "nmod", "acl"):
            governor = governor.head
    hopeless = any(t.lower_ in table.HOPELESS for t in (governor, *governor.children))
    if later.i < governor.i or not (hopeless or is_unable(governor)):
        return None
    what, on = cut(governor, without=[later]), trim(token.doc[token.i + 1 : cut(later).end])
    return Hit(trigger=token, relation=Relation.IF, what=what, on=on, waiting=governor, confidence=0.6)


def _awaited_when(token: Token) -> Hit | None:
    """ "Talks will resume when the siege ends": what is taken up, undone or ended then, not only met at a time."""
    later = token.head
    if later.relation != "advcl" or "Past" in tenses(later):
        return None
    subject, governor = child(later, "nsubj", "nsubj:pass"), later.head
    if subject is None or subject.i < token.i or later.lemma_.lower() in table.COMING or governor.i > token.i:
        return None
    reached = child(later, "cop", "nsubj:pass") is not None  # "will publish it when the talks are over"
    if not (reached or governor.lemma_.lower() in table.TURNING) or not any(
        c.lower_ in MODALS for c in governor.children
    ):
        return None
    what = cut(governor, without=[later])
    on = trim(token.doc[token.i + 1 : cut(later).end])
    return Hit(trigger=token, relation=Relation.AFTER, what=what, on=on, waiting=governor, confidence=0.6)
