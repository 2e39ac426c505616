"""Nouns of meeting that name none: a house that sits, a caucus, "room for negotiation", talks of which none are planned."""

from __future__ import annotations

from collections.abc import Set

from stateofplay.finding.meetings.frames import MeetingPhrase
from stateofplay.finding.meetings.places_and_dates import places_of
from stateofplay.finding.meetings.status import key_of
from stateofplay.finding.words import meetings as words
from stateofplay.finding.words.lemmas import lemma_of
from stateofplay.language.clauses import children, obliques
from stateofplay.language.document import Document
from stateofplay.language.tokens import Token


def is_none_planned(frame: MeetingPhrase, modifiers: Set[str]) -> bool:
    """ "No talks are planned": there are none, and none is called off."""
    told = (frame.predicate, *(c for n in frame.nouns for c in children(n, "acl")))
    return "no" in modifiers and any(verb is not None and key_of(verb) in words.PLANNED_WORDS for verb in told)


def is_term(noun: Token) -> bool:
    """ "This session of parliament", "the first meeting of the assembly": a house sits, unless in "an emergency session"."""
    ranked = lemma_of(noun) == "meeting" and all(c.lower_ in words.ORDINALS for c in children(noun, "amod", "compound"))
    if not ranked and (lemma_of(noun) != "session" or children(noun, "amod", "compound")):
        return False
    return any(house.lemma_.lower() in words.HOUSES for _, house in obliques(noun, ("of",)))


def is_activity(noun: Token) -> bool:
    """ "No room for negotiation", "decided by negotiation": what one does, and no round of it."""
    return noun.lower_ == "negotiation" and not any(c.relation in ("det", "nmod", "amod") for c in noun.children)


def is_caucus(document: Document, noun: Token, frame: MeetingPhrase) -> bool:
    """ "The Republican conference turned against him": a party in a house, and no meeting, unless it is held somewhere."""
    if lemma_of(noun) != "conference" or places_of(document, *frame.nouns) or next(obliques(noun), None) is not None:
        return False
    if frame.predicate is not None and not words.PARTAKING.isdisjoint(
        (lemma_of(frame.predicate), key_of(frame.predicate))
    ):
        return False
    whose = {n for c in noun.children if c.i < noun.i for n in document.who(c, conjuncts=False)}
    return len(whose) == 1 and not any(document.is_country(n) for n in whose)


def is_departure(verb: Token | None) -> bool:
    return verb is not None and lemma_of(verb) in words.DEPARTING
