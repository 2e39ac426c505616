"""Who goes between: "will serve as mediator", "plays the role of a facilitator", "is mediating between the two sides"."""

from __future__ import annotations

from collections.abc import Iterator

from stateofplay.finding.attendance.coming import coming_status
from stateofplay.finding.attendance.links import MeetingLinks
from stateofplay.finding.attendance.people import comers
from stateofplay.finding.attendance.triggers import ATTENDS, MEDIATOR, Trigger, dependents, known
from stateofplay.finding.meetings.parties import as_mediator, senders
from stateofplay.finding.words import attendance as words
from stateofplay.finding.words import meetings as meetings_words
from stateofplay.finding.words.lemmas import lemma_of
from stateofplay.language.clauses import child, clause_head, grammatical_subject, is_passive, obliques, patient
from stateofplay.language.document import Document
from stateofplay.language.tokens import Token
from stateofplay.model import Meeting, MeetingStatus

_AMONG = ("between", "among")
_ELSEWHERE = ("in", "for", "of", "over", "to", "during")
"""Prepositions before what somebody mediates in, where that is not the talks: "a mediator in the war"."""
_ANYBODY = frozenset(
    {"side", "party", "two", "both", "they", "country", "delegation", "foe", "rival", "government", "enemy"}
)
"""Words for those who meet that name nobody."""
_WHEN = frozenset("monday tuesday wednesday thursday friday saturday sunday day week month year future past".split())


def is_go_between(noun: Token) -> bool:
    """Whether a noun names somebody who mediates."""
    return lemma_of(noun) in words.MEDIATORS or _is_hyphened(noun)


def _is_hyphened(noun: Token) -> bool:
    """ "go-between" is three words to the parser, of which either may be the head."""
    first = noun.i if noun.lower_ == "go" else noun.i - 2
    words_of_it = noun.doc[max(first, 0) : first + 3]
    return tuple(t.lower_ for t in words_of_it) in _GO_BETWEEN


_GO_BETWEEN = (("go", "-", "between"), ("go", "-", "betweens"))


def serving(document: Document, links: MeetingLinks, noun: Token) -> Iterator[Trigger]:
    """Of whom a clause says that he is, acts as or plays the part of a mediator; `noun` is the word for it."""
    predicate, subject = _predicate(noun)
    if predicate is None:
        yield from _at_their_side(document, links, noun)
        return
    yield from mediates(document, links, predicate, subject, (noun, predicate))


def _predicate(noun: Token) -> tuple[Token | None, Token | None]:
    """The word that says so, and who does it."""
    case = child(noun, "case", "mark")
    if child(noun, "cop") is not None:
        return noun, grammatical_subject(noun)
    part = noun.head if lemma_of(noun.head) in words.PART_PLAYED else noun
    verb = part.head
    if part is noun and case is not None and case.lower_ == "as":
        if lemma_of(verb) in meetings_words.SERVING_AS:
            return verb, grammatical_subject(verb)
        named = lemma_of(verb) in words.NAMING and is_passive(verb)
        return (verb, patient(verb)) if named else (None, None)
    if part is not noun and lemma_of(verb) in words.PLAYING and not is_passive(verb):
        return verb, grammatical_subject(verb)
    if part is noun and noun.dep_ == "xcomp" and lemma_of(verb) in words.NAMING | words.BECOMING:
        return verb, patient(verb) if is_passive(verb) else grammatical_subject(verb)
    return None, None


def _at_their_side(document: Document, links: MeetingLinks, noun: Token) -> Iterator[Trigger]:
    """ "They will meet with Denmark as mediator"."""
    verb = clause_head(noun)
    who = as_mediator(document, verb)
    if who and coming_status(document, verb, None) is ATTENDS:
        meeting = links.nearest(noun)
        yield Trigger(noun, _outsiders(document, who, meeting), meeting, ATTENDS, "go between", MEDIATOR)


def under_service(document: Document, links: MeetingLinks, noun: Token) -> Iterator[Trigger]:
    """ "Talks opened under Kenyan mediation", "through the good offices of Oman"."""
    case = child(noun, "case")
    if case is None or case.lower_ not in meetings_words.SERVED_UNDER or not links.is_near(noun):
        return
    meeting = links.nearest(noun)
    if meeting.status is not MeetingStatus.CANCELLED:
        who = _outsiders(document, senders(document, noun), meeting)
        yield Trigger(noun, who, meeting, ATTENDS, "go between", MEDIATOR)


def mediates(
    document: Document, links: MeetingLinks, predicate: Token, subject: Token | None, heads: tuple[Token, ...]
) -> Iterator[Trigger]:
    """The seat of the subject of a predicate of mediating; on `heads` hangs in what."""
    if coming_status(document, predicate, subject) is not ATTENDS or _is_wished(predicate):
        return
    who = tuple(n for n in comers(document, predicate, subject) if document.actor(n) is not None)
    who = who or known(document, subject)
    meeting = links.named(n for head in heads for n in dependents(head)) or _understood(document, links, heads)
    if meeting is not None and meeting.status is not MeetingStatus.CANCELLED:
        yield Trigger(predicate, _outsiders(document, who, meeting), meeting, ATTENDS, "go between", MEDIATOR)


def _is_wished(predicate: Token) -> bool:
    """ "Is ready to mediate", "came to mediate": an aim, told beside another predicate than one of doing so."""
    node = predicate
    while node.relation == "conj":
        node = node.head
    to = any(c.lower_ == "to" and c.i < node.i and c.dep_ == "mark" for c in node.children)
    return node.relation in ("advcl", "xcomp", "acl") and to and lemma_of(node.head) not in words.TAKING_ON


def _understood(document: Document, links: MeetingLinks, heads: tuple[Token, ...]) -> Meeting | None:
    """The talks that a mediator's clause leaves unnamed, unless it names others."""
    meeting = links.nearest(heads[0])
    told = [pair for head in heads for pair in obliques(head, (*_AMONG, *_ELSEWHERE))]
    for word, noun in (pair for pair in told if pair[1] not in heads):
        if word in _AMONG:
            named = document.who(noun)
            sides = {document.acts_for(p) for p in meeting.parties} | set(meeting.parties)
            if (named and sides.isdisjoint(named)) or (not named and lemma_of(noun) not in _ANYBODY):
                return None
        elif lemma_of(noun) not in words.PART_PLAYED and lemma_of(noun) not in _WHEN:
            return None
    return meeting


def _outsiders(document: Document, who: tuple[str, ...], meeting: Meeting) -> tuple[str, ...]:
    """Those who are of no side that meets: who talks for himself goes not between; of three one may."""
    sides = {document.acts_for(p) for p in meeting.parties}
    return tuple(n for n in who if (side := document.acts_for(n)) not in sides or len(sides - {side}) > 1)
