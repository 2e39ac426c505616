"""Signings: a deal that is signed or initialled before witnesses, or by two sides in one place, is a meeting of them."""

from __future__ import annotations

from stateofplay.finding.meetings.parties import represented, senders
from stateofplay.finding.words import meetings as words
from stateofplay.finding.words.lemmas import lemma_of
from stateofplay.language.clauses import agent, agent_of_passive, children, is_passive, obliques
from stateofplay.language.document import Document
from stateofplay.language.tokens import Token

_BEFORE = frozenset({"presence", "front"})
"""Of whom it is signed "in the presence" or "in front"."""


def is_signing(verb: Token) -> bool:
    """Tell whether a verb signs a deal or sees it signed: "initialled the accord", "witnessed the signing"."""
    if lemma_of(verb) not in words.SIGNING:
        return False
    what = children(verb, "nsubj") if is_passive(verb) else children(verb, "obj")
    return any(lemma_of(n) in words.SIGNED for n in what)


def signers(document: Document, verb: Token) -> tuple[str, ...]:
    """Who signs: the doer, else those between whom the deal is."""
    if lemma_of(verb) != "witness" and (signing := represented(document, agent(verb))):
        return signing
    of = (n for what in children(verb, "nsubj", "obj") for _, n in obliques(what, ("between", "by")))
    return tuple(dict.fromkeys(name for n in of for name in represented(document, n)))


def onlookers(document: Document, verb: Token) -> tuple[str, ...]:
    """Before whom it is signed: "in the presence of A", "in front of ministers of B", "before the envoys of C"."""
    seen: list[Token] = []
    for _, noun in obliques(verb, ("in",)):
        if lemma_of(noun) in _BEFORE:
            seen.extend(n for _, n in obliques(noun, ("of",)))
    for head in (verb, *children(verb, "obj")):
        seen.extend(n for _, n in obliques(head, ("before",)) if _are_people(document, n))
    if lemma_of(verb) == "witness" and (witness := agent_of_passive(verb) or agent(verb)) is not None:
        seen.append(witness)
    return tuple(dict.fromkeys(name for n in seen for name in (*represented(document, n), *_senders(document, n))))


def _senders(document: Document, noun: Token) -> tuple[str, ...]:
    """ "Ministers of France, Japan and Qatar" are from all three, whomever else the words stand for."""
    sent = senders(document, noun) if lemma_of(noun) in words.ENVOYS | words.ENVOY_ROLES else ()
    return sent if len(sent) > 1 else ()


def _are_people(document: Document, noun: Token) -> bool:
    """Envoys and persons see what is done before them; before a day or a vote it is only done earlier."""
    return lemma_of(noun) in words.ENVOYS | words.ENVOY_ROLES or any(
        document.is_person(n) for n in document.who(noun, conjuncts=False)
    )
