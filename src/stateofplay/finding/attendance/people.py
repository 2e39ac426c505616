"""Whom a noun phrase brings: actors by name, senders of envoys, or people by description."""

from __future__ import annotations

from stateofplay.finding.meetings.lists import names_before
from stateofplay.finding.meetings.parties import in_gap, represented, without_offices
from stateofplay.finding.words import attendance as words
from stateofplay.finding.words.lemmas import lemma_of
from stateofplay.language.clauses import conjuncts
from stateofplay.language.document import Document
from stateofplay.language.tokens import Token


def attendees(document: Document, noun: Token | None) -> tuple[str, ...]:
    """Names of those whom the noun phrase headed by `noun` brings, its coordinated parts included."""
    if noun is None:
        return ()
    found: list[str] = []
    for joined in without_offices(document, conjuncts(noun)):
        head = in_gap(joined) or joined
        if head.pos_ not in ("NOUN", "PROPN", "PRON", "ADJ", "X", "NUM"):
            continue
        names = represented(document, head) or described(head)
        found.extend(n for n in names if n not in found)
    return tuple(found)


def comers(document: Document, predicate: Token, subject: Token | None) -> tuple[str, ...]:
    """Names of those of whom a predicate says that they come: its subject, or the list that stands right before it."""
    parsed = attendees(document, subject)
    lined = names_before(document, predicate)
    return lined if set(parsed) <= set(lined) else parsed


def described(noun: Token) -> tuple[str, ...]:
    """People who have no name in the text, by their phrase: "senior police officers"."""
    if lemma_of(noun) not in words.PEOPLE:
        return ()
    start = noun.i
    while start > noun.sent.start and noun.doc[start - 1].pos_ in ("ADJ", "NOUN", "PROPN", "CCONJ", "PUNCT"):
        before = noun.doc[start - 1]
        if before.lower_ in words.VAGUE or (before.is_punct and before.text != "-"):
            break
        start -= 1
    phrase = noun.doc[start : noun.i + 1].text.strip()
    return (phrase,) if start < noun.i else ()
