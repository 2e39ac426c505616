"""A trigger of attendance, and what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stateofplay.finding.attendance.coming import coming_status
from stateofplay.finding.attendance.links import MeetingLinks
from stateofplay.finding.attendance.people import attendees, comers
from stateofplay.finding.meetings.places_and_dates import is_place, place_name
from stateofplay.finding.words import attendance as words
from stateofplay.finding.words.lemmas import lemma_of
from stateofplay.language.clauses import child, obliques
from stateofplay.language.document import Document
from stateofplay.language.tokens import Token
from stateofplay.model import AttendanceStatus, Capacity, Meeting

ATTENDS, ABSENT = AttendanceStatus.ATTENDS, AttendanceStatus.ABSENT
HEAD, MEMBER, MEDIATOR = Capacity.HEAD, Capacity.MEMBER, Capacity.MEDIATOR


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that says who comes to which meeting, or stays away; `kind` as in `words.CONFIDENCE`."""

    token: Token
    who: tuple[str, ...]
    meeting: Meeting
    status: AttendanceStatus
    kind: str
    capacity: Capacity | None = None


def beside(
    document: Document, links: MeetingLinks, verb: Token, prepositions: tuple[str, ...] = ("in", "at", "to")
) -> Meeting | None:
    """The meeting that stands beside a verb: named in its clause, or by its place."""
    meeting = links.named(dependents(verb))
    if meeting is not None:
        return meeting
    places = [n for _, n in obliques(verb, prepositions)]
    if (obj := child(verb, "obj")) is not None:
        places.append(obj)
    for noun in places:
        if is_place(document, noun) and (there := links.at(place_name(noun))) is not None:
            return there
    return None


def with_status(
    document: Document,
    links: MeetingLinks,
    token: Token,
    subject: Token | None,
    meeting: Meeting | None,
    kind: str,
) -> Iterator[Trigger]:
    status = coming_status(document, token, subject)
    if status is None:
        return
    past = "Past" in token.morph.get("Tense")
    meeting = meeting or links.nearest(token, past=past)
    yield Trigger(token, comers(document, token, subject), meeting, status, kind)


def at_the_table(links: MeetingLinks, verb: Token) -> Meeting | None:
    """ "return to the table", "sit at the negotiating table": the article's chief meeting."""
    if any(lemma_of(n) == "table" for _, n in obliques(verb, ("to", "at", "from"))):
        return links.chief() or links.meetings[0]
    return None


def dependents(token: Token) -> Iterator[Token]:
    """The nouns that hang on `token`, and those on them, without entering other clauses.

    What only gives the time, "after the talks", is left out.
    """
    stack = list(token.children)
    while stack:
        node = stack.pop(0)
        if node.relation in ("obj", "obl", "nmod", "conj", "compound", "nsubj", "appos") and node.pos_ in (
            "NOUN",
            "PROPN",
            "NUM",
            "VERB",
            "ADJ",
        ):
            if node.relation == "conj" and node.pos_ == "VERB":
                continue
            if any(c.dep_ == "case" and c.lower_ in words.TIMING for c in node.children):
                continue
            yield node
            stack.extend(node.children)


def is_chief(token: Token) -> bool:
    """ "head of the delegation", "chief negotiator", "top delegate"."""
    lemma = lemma_of(token)
    if lemma in words.CHIEFS:
        return any(lemma_of(n) in words.DELEGATIONS for _, n in obliques(token, ("of",)))
    return lemma in words.NEGOTIATORS and any(c.i < token.i and c.lower_ in words.FOREMOST for c in token.children)


def is_member(token: Token) -> bool:
    """ "a member of the delegation", "delegate Ann Example", "negotiator Ann Example"."""
    lemma = lemma_of(token)
    if lemma in words.PART:
        return any(_is_delegation(n) for _, n in obliques(token, ("of", "in")))
    if any(c.lower_ in words.FORMER for c in token.children):
        return False
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    named = following is not None and following.pos_ == "PROPN" and "Plur" not in token.morph.get("Number")
    return lemma in words.NEGOTIATORS and named


def _is_delegation(noun: Token) -> bool:
    """A body of people who negotiate: of teams there are many kinds."""
    lemma = lemma_of(noun)
    if lemma != "team":
        return lemma in words.TEAMS
    return any(c.i < noun.i and (c.lower_ in words.AT_TALKS or "-" in c.text) for c in noun.children)


def is_none(noun: Token) -> bool:
    """ "sent no delegation", "sent nobody"."""
    return noun.lower_ in words.NOBODY or any(
        c.lower_ in words.NOBODY for c in noun.children if c.dep_ in ("det", "advmod", "cc:preconj")
    )


def persons_only(document: Document, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(n for n in names if document.is_person(n))


def known(document: Document, noun: Token | None) -> tuple[str, ...]:
    if noun is None:
        return ()
    return tuple(n for n in attendees(document, noun) if document.actor(n) is not None)
