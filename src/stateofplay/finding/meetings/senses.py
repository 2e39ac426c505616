"""What a noun of meeting means: none (a house that sits, a caucus), one that was told of, one face to face."""

from __future__ import annotations

from collections.abc import Set

from stateofplay.finding.meetings.frames import MeetingPhrase
from stateofplay.finding.meetings.places_and_dates import places_of
from stateofplay.finding.meetings.status import key_of
from stateofplay.finding.words import meetings as words
from stateofplay.finding.words.lemmas import lemma_of
from stateofplay.language.clauses import child, children, obliques
from stateofplay.language.document import Document
from stateofplay.language.tokens import Doc, Token
from stateofplay.model import MeetingFormat


def names_none(frame: MeetingPhrase, modifiers: Set[str]) -> bool:
    """Whether the words around a noun deny it ("no talks"), or make another thing of it."""
    noun = frame.nouns[0]
    if not modifiers.isdisjoint(_DENYING) and (frame.predicate is None or _is_none_planned(frame, modifiers)):
        return True
    if lemma_of(noun) == "consultation" and frame.preposition == "for" and _is_departure(frame.predicate):
        return True  # "left Doha for consultations": at home, and with his own
    # "opened under Kenyan mediation": who goes between, no talks of their own
    return lemma_of(noun) in words.SERVICES and frame.preposition in words.SERVED_UNDER


_DENYING = frozenset({"no", "any"})


def _is_none_planned(frame: MeetingPhrase, modifiers: Set[str]) -> bool:
    """ "No talks are planned": there are none, and none is called off."""
    told = (frame.predicate, *(c for n in frame.nouns for c in children(n, "acl")))
    return "no" in modifiers and any(verb is not None and key_of(verb) in words.PLANNED_WORDS for verb in told)


def is_term(noun: Token) -> bool:
    """ "Is back in session", "this session of parliament", "the first meeting of the assembly": a house sits."""
    lemma, beside = lemma_of(noun), children(noun, "amod", "compound")
    if lemma in words.SITTINGS and not [c for c in noun.children if c.dep_ != "case"]:
        return True
    ranked = lemma == "meeting" and all(c.lower_ in words.ORDINALS for c in beside)
    if not ranked and (lemma not in words.SITTINGS or beside):
        return False  # "an emergency session"
    return any(house.lemma_.lower() in words.HOUSES for _, house in obliques(noun, ("of",)))


def is_activity(noun: Token) -> bool:
    """ "No room for negotiation", "decided by negotiation": what one does, and no round of it."""
    return noun.lower_ in words.ACTIVITIES and not any(c.relation in ("det", "nmod", "amod") for c in noun.children)


def is_caucus(document: Document, noun: Token, frame: MeetingPhrase) -> bool:
    """ "The Republican conference turned against him", "said in his daily briefing": no meeting, unless with or among others."""
    if (
        lemma_of(noun) not in words.BEFORE_A_PUBLIC
        or places_of(document, *frame.nouns)
        or next(obliques(noun), None) is not None
    ):
        return False
    whose = {n for c in noun.children if c.i < noun.i for n in document.who(c, conjuncts=False)}
    return len(whose) == 1 and not any(document.is_country(n) for n in whose)


def _is_departure(verb: Token | None) -> bool:
    return verb is not None and lemma_of(verb) in words.DEPARTING


def is_house_sitting(noun: Token) -> bool:
    """A hearing, or "a joint session of Congress", to which somebody speaks."""
    house = any(lemma_of(n) in words.HOUSES for _, n in obliques(noun, ("of",)))
    return lemma_of(noun) in words.HEARINGS or (house and lemma_of(noun) in words.SITTINGS)


def is_said_of_it(noun: Token) -> bool:
    """ "It was a good meeting": the one that was told of."""
    it = child(noun, "nsubj") if child(noun, "cop") is not None else None
    return it is not None and it.lower_ in _IT


_IT = frozenset({"it", "this", "that"})


def format_of(noun: Token, modifiers: Set[str]) -> MeetingFormat | None:
    """ "Direct talks", "face-to-face talks", "talks in person": how those who talk meet, where words beside the noun tell."""
    stated = next((words.FORMATS[m] for m in modifiers if m in words.FORMATS), None)
    beside = (noun.i + 1, *range(max(0, noun.i - _REACH), noun.i))
    told = (manner_at(noun.doc, i, before=noun.i) for i in beside)
    return stated or next((manner for manner in told if manner is not None), None)


_REACH = 5
"""Words that the longest of the joined forms takes, its hyphens counted."""


def manner_at(doc: Doc, start: int, *, before: int | None = None) -> MeetingFormat | None:
    """What "face to face" tells where it begins, hyphened or not; in front of a noun it ends right there."""
    ends = len(doc) if before is None or start > before else before
    following = [t for t in doc[start : min(ends, start + _REACH)] if t.text != "-"]
    for joined, told in words.JOINED_FORMATS.items():
        if tuple(t.lower_ for t in following[: len(joined)]) == joined and (
            ends == len(doc) or len(following) == len(joined)
        ):
            return told
    return None
