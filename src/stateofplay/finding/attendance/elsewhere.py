"""Who is told to be somewhere else than the talks: "arrived in Cairo", "was visiting Tokyo", "said on a trip to Rabat"."""

from __future__ import annotations

from collections.abc import Iterator

from stateofplay.finding.attendance.links import MeetingLinks
from stateofplay.finding.attendance.triggers import dependents
from stateofplay.finding.meetings.places_and_dates import place_name
from stateofplay.finding.meetings.venues import VENUES, lies_in
from stateofplay.finding.words import attendance as words
from stateofplay.finding.words import meetings as meetings_words
from stateofplay.finding.words.cues import SPEECH_FORMS
from stateofplay.finding.words.lemmas import lemma_of
from stateofplay.language.clauses import child, children, obliques
from stateofplay.language.document import Document
from stateofplay.language.lexicon.places import load_places
from stateofplay.language.tokens import Token
from stateofplay.model import Meeting

_STAYING = ("in", "at")
_GOING = (*_STAYING, "to", "into", "for")
_DURING = ("on", "during", "in")
_TOWARDS = ("to", "in")
_NAME_PARTS = frozenset({"flat", "compound", "appos", "conj", "nmod"})
"""Relations of the words of a name, or of a title beside it, to the noun that is the subject."""
_STEPS = 4


def is_elsewhere(document: Document, links: MeetingLinks, token: Token, meeting: Meeting) -> bool:
    """Whether the clause of somebody, whom `token` names, puts him where `meeting` is not, and names no meeting there."""
    if meeting.place is None:
        return False
    verb, subject = _told(token)
    if verb is None:
        own = next((n.head for n in subject if lemma_of(n.head) in words.OWN_COMING), None)
        journey = [] if own is None else [*_places(document, [n for _, n in obliques(own, _TOWARDS)])]
        return bool(journey) and not any(_is_there(document, spot, meeting.place) for spot in journey)
    found = [*_spots(document, links, verb, meeting)]
    for beside in children(verb, "advcl"):
        if beside.i < token.i and child(beside, "nsubj") is None:
            found.extend(_spots(document, links, beside, meeting))
    for node in [n for one in subject for n in (one, *children(one, "appos"))]:
        for clause in children(node, "acl", "acl:relcl"):
            found.extend(_spots(document, links, clause, meeting))
        found.extend(_on_journey(document, links, node, meeting))
    return bool(found) and not any(_is_there(document, spot, meeting.place) for spot in found)


def _told(token: Token) -> tuple[Token | None, list[Token]]:
    """The predicate of which a name is the subject, and the words of that subject."""
    words_of_it = [token]
    for _ in range(_STEPS):
        node = words_of_it[-1]
        journey = lemma_of(node) in words.OWN_COMING and node.relation == "obl"
        if (
            node.relation in ("nsubj", "nsubj:pass") or journey
        ):  # "speaking on a visit to Oslo, Dahl said", Dahl hung on Oslo
            return node.head, words_of_it
        if node.relation not in _NAME_PARTS:
            break
        words_of_it.append(node.head)
    return None, words_of_it


def _spots(document: Document, links: MeetingLinks, node: Token, meeting: Meeting) -> Iterator[Token]:
    """Places where a predicate puts its subject."""
    if links.named(dependents(node)) is meeting:
        return
    lemma = lemma_of(node)
    if lemma in words.TRAVELLING or lemma in words.VISITING:
        to = [n for _, n in obliques(node, _GOING)]
        seen = children(node, "obj") if lemma in words.VISITING else []
        yield from _places(document, [*to, *seen, *(n for thing in seen for _, n in obliques(thing, _STAYING))])
    elif node.lower_ in SPEECH_FORMS or lemma in words.SPEAKING:
        here = [n for _, n in obliques(node, _STAYING)]
        told = [
            n
            for c in children(node, "obj", "iobj")
            if lemma_of(c) in meetings_words.PRESS
            for _, n in obliques(c, _STAYING)
        ]
        yield from _places(document, [*here, *told])
    yield from _on_journey(document, links, node, meeting)


def _on_journey(document: Document, links: MeetingLinks, node: Token, meeting: Meeting) -> Iterator[Token]:
    """ "On a visit to Nairobi"."""
    for _, noun in obliques(node, _DURING):
        if lemma_of(noun) in words.OWN_COMING and links.named(dependents(noun)) is not meeting:
            yield from _places(document, [n for _, n in obliques(noun, _TOWARDS)])


def _places(document: Document, nouns: list[Token]) -> Iterator[Token]:
    """Those of some nouns that name a city or a country; the recogniser takes many a far city for a person."""
    for noun in nouns:
        name = place_name(noun)
        named = [n for m in document.mentions_headed(noun) for n in m.actors]
        known = name in load_places() or name in VENUES
        if noun.pos_ == "PROPN" and not document.is_in_time(noun) and (named or known):
            if all(document.is_country(n) for n in named):
                yield noun


def _is_there(document: Document, spot: Token, place: str) -> bool:
    """Whether a place is that of the meeting, or one of the two lies in the other."""
    name = place_name(spot)
    names = (name, *(n for m in document.mentions_headed(spot) for n in m.actors))
    return any(n in place or place in n or lies_in(place, n) or lies_in(n, place) for n in names)
