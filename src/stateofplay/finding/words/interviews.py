"""Who meets somebody for the public, and not at a table: "our reporter spoke with her", "sat down with them for an interview"."""

from __future__ import annotations

from stateofplay.finding.words import meetings as words
from stateofplay.finding.words.lemmas import lemma_of
from stateofplay.finding.words.media import is_press
from stateofplay.language.clauses import children, grammatical_subject, obliques
from stateofplay.language.document import Document
from stateofplay.language.tokens import Token


def is_interview(document: Document, verb: Token) -> bool:
    """Whether a verb of meeting tells of a talk with the press."""
    if verb.pos_ != "VERB" or lemma_of(verb) not in words.MEETING_VERBS:
        return False
    if any(lemma_of(n) in words.INTERVIEWS for _, n in obliques(verb, ("for", "in", "during", "on"))):
        return True
    subject = grammatical_subject(verb)
    there = [n for _, n in obliques(verb, ("with", "to"))]
    if subject is not None:
        there.append(subject)
    working = lemma_of(verb) in words.INTERVIEWING
    return any((working and _reports(n)) or _is_medium(document, n) for n in there)


def _reports(noun: Token) -> bool:
    """Whether a noun is a reporter, by itself or in what stands beside the name."""
    return any(
        lemma_of(n) in words.REPORTERS for n in (noun, *children(noun, "compound", "appos", "nmod:desc", "flat"))
    )


def _is_medium(document: Document, noun: Token) -> bool:
    names = document.who(noun, conjuncts=False)
    return bool(names) and all(is_press(name) and document.is_body(name) for name in names)
