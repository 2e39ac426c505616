"""Conditions put as the kind of outcome that somebody would take: "will veto any bill that O", "insists any deal include O"."""

from __future__ import annotations

from stateofplay.finding.conditions import words as table
from stateofplay.finding.conditions.hits import AHEAD, Hit
from stateofplay.finding.conditions.spans import cut
from stateofplay.language.clauses import child, children
from stateofplay.language.document import Document
from stateofplay.language.modality import is_negated
from stateofplay.language.tokens import Token
from stateofplay.model import Relation


def of_a_kind(document: Document, token: Token) -> Hit | None:
    """ "Will not sign any bill that lacks O", "will veto any bill that O", "would support any truce that O".

    What is refused unless it has something waits for that; what is refused or taken if it has something, waits if so.
    """
    refuses = token.lemma_.lower() in table.REFUSING
    ahead = any(c.lower_ in _TO_COME for c in token.children) or token.relation == "xcomp"
    if token.pos_ != "VERB" or not (ahead or (refuses and "Pres" in token.morph.get("Tense"))):
        return None
    for noun in children(token, "obj", "obl"):
        terms = child(noun, "acl:relcl")
        if terms is None or terms.i < noun.i or not _is_of_a_kind(noun):
            continue
        denied, lacks = _is_denied(token, noun), is_negated(terms) or terms.lemma_.lower() in table.LACKS
        takes_any = token.lemma_.lower() in table.CONSENTING and _is_any(noun) and _says_what_it_does(terms)
        if (refuses and denied) or not (refuses or denied or takes_any):
            continue  # "will not veto any bill that ..." refuses nothing, "will back a bill that ..." only says which
        relation = Relation.ONLY_IF if denied and lacks else Relation.IF
        what = cut(token, without=[terms])
        return Hit(trigger=token, relation=relation, what=what, on=cut(terms), waiting=token, confidence=0.6)
    return None


_TO_COME = AHEAD - {"may", "might"}
_KINDS = table.OUTCOMES | {"legislation"}


def _is_denied(verb: Token, noun: Token) -> bool:
    """ "Will not sign", "refused to sign", "will sign no deal"."""
    refused = verb.relation == "xcomp" and (is_negated(verb.head) or verb.head.lemma_.lower() in table.DENYING)
    return refused or is_negated(verb) or any(c.lower_ == "no" for c in noun.children)


def _says_what_it_does(terms: Token) -> bool:
    """ "Any truce that frees the men"; "any bill they pass" is whatever they pass."""
    subject = child(terms, "nsubj", "nsubj:pass")
    return subject is not None and subject.lower_ in table.RELATIVES


def _is_any(noun: Token) -> bool:
    return any(c.lower_ in table.ANY or c.lower_ == "no" for c in noun.children)


def _is_of_a_kind(noun: Token) -> bool:
    """ "Any bill", "no deal", "legislation": whichever it is, so that what follows says which."""
    if _is_any(noun):
        return True
    determiners = {c.lower_ for c in noun.children if c.relation == "det"}
    return noun.lemma_.lower() in _KINDS and determiners <= {"a", "an"}


def asked_of_any(document: Document, token: Token) -> Hit | None:
    """ "Insists that any deal include O", "wants any accord to include O"."""
    if token.pos_ != "VERB" or is_negated(token):
        return None
    wanted = child(token, "obj")
    for verb in (*children(token, "ccomp", "xcomp"), *(children(wanted, "acl") if wanted is not None else ())):
        noun = child(verb, "nsubj", "nsubj:pass") or wanted
        if noun is None or not token.i < noun.i < verb.i or "relcl" in verb.dep_ or child(verb, "aux") is not None:
            continue
        if noun.lemma_.lower() not in table.OUTCOMES or not any(c.lower_ in table.ANY for c in noun.children):
            continue
        on = cut(verb, without=[noun, *children(verb, "mark")])
        what = cut(noun, without=[verb])
        return Hit(trigger=token, relation=Relation.ONLY_IF, what=what, on=on, waiting=verb, confidence=0.65)
    return None
