"""Nouns and adjectives that say who comes: "in attendance", "absence", "chief negotiator", "mediators", "without"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from stateofplay.finding.attendance.between import is_go_between, serving, under_service
from stateofplay.finding.attendance.coming import coming_status
from stateofplay.finding.attendance.links import MeetingLinks
from stateofplay.finding.attendance.people import attendees, comers
from stateofplay.finding.attendance.triggers import (
    ABSENT,
    ATTENDS,
    HEAD,
    MEDIATOR,
    MEMBER,
    Trigger,
    at_the_table,
    beside,
    dependents,
    is_chief,
    is_member,
    is_none,
    persons_only,
    with_status,
)
from stateofplay.finding.meetings.cues import MeetingMention
from stateofplay.finding.meetings.lists import names_after, titled_person
from stateofplay.finding.meetings.places_and_dates import is_place, place_name
from stateofplay.finding.words import attendance as words
from stateofplay.finding.words import meetings as meetings_words
from stateofplay.finding.words.lemmas import lemma_of
from stateofplay.language.clauses import (
    child,
    children,
    clause_head,
    grammatical_subject,
    is_passive,
    obliques,
)
from stateofplay.language.document import Document
from stateofplay.language.modality import is_negated
from stateofplay.language.tokens import Token
from stateofplay.model import AttendanceStatus, Capacity, Meeting, MeetingStatus

TRIGGER_NOUNS = frozenset(
    {"attendance", "present"}
    | words.PRESENT
    | words.PART
    | words.ABSENT
    | words.BEING_THERE
    | words.CHIEFS
    | words.NEGOTIATORS
    | words.MEDIATORS
    | meetings_words.SERVICES
    | {"go", "betweens", "status"}
)
"""Nouns and adjectives at which `nominal_triggers` looks."""


def nominal_triggers(document: Document, links: MeetingLinks, token: Token) -> Iterator[Trigger]:
    lemma = lemma_of(token)
    copula = child(token, "cop")
    if copula is not None:
        meeting = beside(document, links, token, prepositions=("at", "of", "in", "from", "to"))
        subject = grammatical_subject(token)
        elsewhere = meeting is None and next(obliques(token, ("in", "at", "on", "across")), None) is not None
        present = lemma in words.PRESENT and _is_present(token) and not elsewhere
        if present or (lemma in words.PART and _has_case(token, "among")):
            yield from with_status(document, links, token, subject, meeting, "present")
        elif lemma in words.ABSENT and coming_status(document, token, subject) is ATTENDS:
            yield Trigger(token, attendees(document, subject), meeting or links.nearest(token), ABSENT, "absent")
    if lemma in words.BEING_THERE | words.ABSENT | _STANDING and copula is None:
        yield from _told_beside(document, links, token)
    if lemma in meetings_words.SERVICES:
        yield from under_service(document, links, token)
    if is_chief(token):
        yield from _office(document, links, token, HEAD, "chief")
    elif is_member(token):
        yield from _office(document, links, token, MEMBER, "member")
    if is_go_between(token):
        yield from serving(document, links, token)
        who = tuple(n for n in attendees(document, token) if document.actor(n) is not None)
        yield Trigger(token, who, links.nearest(token), ATTENDS, "mediator", MEDIATOR)


_STANDING = frozenset({"status"})
"""What somebody has who is there to look on: "observer status at the talks"."""


def _is_present(token: Token) -> bool:
    """ "is present", "are on hand": no present that is given, no hand that is played."""
    if token.lower_ != "hand":
        return lemma_of(token) != "hand" and (token.lower_ != "present" or token.pos_ == "ADJ")
    return _has_case(token, "on")


def _has_case(token: Token, word: str) -> bool:
    case = child(token, "case")
    return case is not None and case.lower_ == word


def _told_beside(document: Document, links: MeetingLinks, token: Token) -> Iterator[Trigger]:
    """Who is there or not, told beside another predicate.

    "In the absence of Chad, talks began", "resumed with Chad in attendance", "Chad's absence from the talks", "Chad has no
    seat at the talks".
    """
    lemma = lemma_of(token)
    if lemma == "seat" or lemma in _STANDING:
        yield from _seated(document, links, token)
        return
    meeting = links.named(dependents(token)) or links.named(n for n in _clause_of(token) if n is not token)
    beside_it = _has_case(token, "in")
    if lemma in words.ABSENT or (lemma == "attendance" and beside_it and child(token, "nmod:poss") is None):
        # "with Chad absent", "with Chad in attendance"
        there = next((c for c in token.children if c.dep_ in ("nsubj", "nmod") and c.i < token.i), None)
        there = there or (token.head if token.dep_ in ("amod", "nmod", "acl") else None)
        if there is None or not any(c.lower_ == "with" for n in (there, token) for c in n.children):
            return
        who = attendees(document, there)
    else:
        owner = child(token, "nmod:poss") or next((n for _, n in obliques(token, ("of",))), None)
        if not beside_it and links.named(dependents(token)) is None and not _shows(links, token):
            return
        who = attendees(document, owner)
    if meeting is None or (lemma == "participation" and not _shows(links, token)):
        return
    status = ABSENT if lemma in ("absence", "absent") else ATTENDS
    if coming_status(document, clause_head(token.head if token.dep_ == "advcl" else token), None) is ATTENDS:
        yield Trigger(token, who, meeting, status, "absent" if status is ABSENT else "present")


def _seated(document: Document, links: MeetingLinks, token: Token) -> Iterator[Trigger]:
    """ "Chad has no seat at the talks", "Kenya has observer status there"."""
    verb, looks_on = token.head, any(lemma_of(c) in words.OBSERVERS for c in token.children)
    meeting = links.named(dependents(token)) or links.named(dependents(verb))
    meeting = meeting or at_the_table(links, verb)
    if lemma_of(verb) != "have" or token.dep_ != "obj" or meeting is None:
        return
    status = coming_status(document, verb, None)
    status = ABSENT if status is ATTENDS and is_none(token) else status
    if status is not None and (looks_on or lemma_of(token) not in _STANDING):
        yield Trigger(token, attendees(document, grammatical_subject(verb)), meeting, status, "present")


def _shows(links: MeetingLinks, token: Token) -> bool:
    """ "The talks saw the participation of A"."""
    verb = token.head
    shown = token.dep_ == "obj" and lemma_of(verb) in _SHOWING
    return shown and links.named(children(verb, "nsubj", "nsubj:pass")) is not None


_SHOWING = frozenset({"see", "witness", "feature", "welcome"})


def _clause_of(token: Token) -> Iterator[Token]:
    """The nouns of the clause in which a word stands."""
    verb = clause_head(token)
    yield from dependents(verb)


def without(document: Document, links: MeetingLinks, mention: MeetingMention) -> Iterator[Trigger]:
    """ "talks opened without Chad": told of others than those who meet."""
    verb = mention.token.head
    if mention.verbal or verb.pos_ != "VERB" or mention.cue.status not in (MeetingStatus.HELD, MeetingStatus.UNDER_WAY):
        return
    if mention.token.relation not in ("nsubj", "obj"):
        return
    for _, noun in obliques(verb, ("without",)):
        who = tuple(n for n in attendees(document, noun) if document.actor(n) is not None and n not in mention.parties)
        yield Trigger(noun, who, links.by_token[mention.token.i], ABSENT, "absent")


_SPOTS = frozenset({"table", "room"})


def being_there(document: Document, links: MeetingLinks, spot: Token) -> Iterator[Trigger]:
    """ "A will not be in Oslo", "B is at the table", "C will be there": said of people, a stay where the talks are."""
    case = child(spot, "case")
    if spot.lower_ == "there":
        meeting: Meeting | None = links.nearest(spot)
    elif case is None or case.lower_ not in ("in", "at"):
        return
    elif lemma_of(spot) in _SPOTS and any(c.lower_ == "the" for c in spot.children):
        meeting = links.chief()
    else:
        meeting = links.by_token.get(spot.i)
        if meeting is None and is_place(document, spot):
            meeting = links.at(place_name(spot))
    if meeting is None:
        return
    for trigger in with_status(document, links, spot, grammatical_subject(spot), meeting, "present"):
        # "We are not there yet" is no absence, of "Chad will not be at the table" it is one.
        away = trigger.status is ABSENT and spot.lower_ != "there"
        yield trigger if away else replace(trigger, who=persons_only(document, trigger.who))


def _office(document: Document, links: MeetingLinks, token: Token, capacity: Capacity, kind: str) -> Iterator[Trigger]:
    """A part in a delegation told as somebody's office: "A, the chief negotiator", "delegate B"."""
    holder = _holder(token)
    who = persons_only(document, document.who(holder, conjuncts=False)) or titled_person(document, token)
    who = who or persons_only(document, document.who(token, conjuncts=False))
    if who:
        meeting = links.named(dependents(token)) or links.of_delegation(document, token, who, over=False)
        yield Trigger(token, who, meeting, ATTENDS, kind, capacity)


_AHEAD = (MeetingStatus.PLANNED, MeetingStatus.PROPOSED)


def participants(document: Document, links: MeetingLinks, mention: MeetingMention) -> Iterator[Trigger]:
    """Those of whom the text says that they met: "A met with B", "a meeting between A and B"."""
    token = mention.token
    meeting = links.by_token[token.i]
    if mention.onlookers:
        yield Trigger(token, mention.onlookers, meeting, ATTENDS, "present")
        return
    ahead = mention.verbal and mention.cue.status in _AHEAD
    if ahead and coming_status(document, token, None) is AttendanceStatus.CONDITIONAL:
        # "will meet only with X", "would talk if": whoever says so would come; of the other it says nothing.
        own = persons_only(document, comers(document, token, grammatical_subject(token)))
        yield Trigger(token, own, meeting, AttendanceStatus.CONDITIONAL, "met")
        return
    if lemma_of(token) == "meet" and lemma_of(token.head) in words.ANSWERING and token.relation == "xcomp":
        # "refused to meet the envoy": of the envoy it says nothing.
        if coming_status(document, token, None) is not ABSENT:
            return
        yield Trigger(token, comers(document, token, grammatical_subject(token)), meeting, ABSENT, "met")
        return
    if mention.cue.status not in (MeetingStatus.HELD, MeetingStatus.UNDER_WAY, MeetingStatus.PLANNED):
        return
    planned = mention.cue.status is MeetingStatus.PLANNED
    who: list[str] = []
    if mention.verbal:
        who.extend(comers(document, token, grammatical_subject(token)))
        for _, noun in obliques(token, ("with", "along with", "alongside", "together with")):
            who.extend(attendees(document, noun))
        who.extend(names_after(document, token, ("with",), reach=3))
        _, _, bare_object = meetings_words.MEETING_VERBS.get(lemma_of(token), ("", frozenset(), False))
        if bare_object:
            who.extend(attendees(document, child(token, "obj")))
        kind = "met"
        if lemma_of(token) in ("talk", "negotiate"):
            who = list(persons_only(document, tuple(who)))
    elif token.lower_ == "contacts":
        return
    else:
        held = _held_by(token, mention.kind)
        if held is not None and is_negated(held[0]):
            return
        if mention.kind == "talks" and held is None:
            # "after talks with A, B said": that people sat there; of states the meeting itself says it.
            people = persons_only(document, mention.parties)
            if people and mention.parties == people:
                yield Trigger(token, people, meeting, ATTENDS, "talks")
            return
        for _, noun in obliques(token, ("between", "with", "among")):
            who.extend(attendees(document, noun))
        who.extend(names_after(document, token, ("between", "with")))
        if held is not None:
            who.extend(comers(document, *held))
        kind = "meeting"
    names = tuple(dict.fromkeys(who))
    if len(names) == 1 and mention.verbal:
        # A body that meets by itself does not attend anything.
        return
    if planned:
        # That states will talk is said by the meeting itself; which people will is news.
        names = persons_only(document, names)
    yield Trigger(token, names, meeting, ATTENDS, kind)


_HAS_MEETING = frozenset("hold have conduct attend host".split())
"""Verbs whose subject is at the meeting that is their object."""


def _held_by(noun: Token, kind: str) -> tuple[Token, Token | None] | None:
    """The verb by which somebody "held", "had" or "spoke in" the meeting that a noun names, and its subject."""
    verb = noun.head
    if noun.dep_ in ("obj", "obl") and verb.pos_ == "VERB" and not is_passive(verb):
        by_wire = kind == "call" and any(
            c.dep_ == "case" and c.lower_ in ("in", "during", "on", "by") for c in noun.children
        )
        if by_wire or lemma_of(verb) in _HAS_MEETING:
            return verb, grammatical_subject(verb)
    return None


def _holder(token: Token) -> Token | None:
    node = token
    while node.relation == "conj":
        node = node.head
    if node.relation == "appos" or (node.relation == "nsubj" and child(node.head, "cop") is not None):
        return node.head  # "Chad's chief negotiator is A"
    return None
