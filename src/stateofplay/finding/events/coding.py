"""Find events: what one actor did, does or will do toward another, coded in PLOVER.

Modality is read before anything is coded, and an event whose actor the clause does not name is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from stateofplay.finding.components import Found, finder
from stateofplay.finding.events.counterparts import Counterparts
from stateofplay.finding.events.matching import match
from stateofplay.finding.events.predicates import Lexicon, Predicate, load_lexicon
from stateofplay.finding.events.roles import Names, Roles
from stateofplay.finding.events.setting import date_of, place_of
from stateofplay.language.clauses import base_dep
from stateofplay.language.document import Document
from stateofplay.language.modality import Modality, modality
from stateofplay.model import Event, EventStatus, PloverEvent

COMPONENT = "events"
# Acts that a party may well do toward itself or its own side; all others need another party.
_TOWARD_OWN = frozenset({PloverEvent.SUPPORT, PloverEvent.COERCE, PloverEvent.PROTEST, PloverEvent.CONCEDE})
# Acts against or toward an opposite party, who may be named outside the clause.
_OPPOSING = frozenset(
    {
        PloverEvent.REQUEST,
        PloverEvent.REJECT,
        PloverEvent.AGREE,
        PloverEvent.CONCEDE,
        PloverEvent.ACCUSE,
        PloverEvent.THREATEN,
        PloverEvent.ASSAULT,
        PloverEvent.COERCE,
        PloverEvent.SANCTION,
        PloverEvent.RETREAT,
        PloverEvent.CONSULT,
    }
)
# Acts that are told without a recipient.
_MAY_BE_OPEN = frozenset({PloverEvent.MOBILIZE, PloverEvent.PROTEST, PloverEvent.ASSAULT})
_INFERRED = 0.7
_TALKS = frozenset({PloverEvent.CONSULT, PloverEvent.COOPERATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A predicate met in the text, with its mood and parties."""

    token: Token
    predicate: Predicate
    mood: Modality
    pairs: tuple[tuple[str, str | None], ...]


@finder("events", assigns="events", requires=("statements", "meetings"))
def find_events(document: Document, found: Found) -> tuple[Event, ...]:
    """Find the events of a document, in text order, one for each type, actor, recipient and sentence."""
    lexicon = load_lexicon()
    met = [m for sentence in document.doc.sents for m in _matches(document, sentence, lexicon, found)]
    counterparts = Counterparts(
        document, found, ((a, r) for m in met for a, r in m.pairs if r is not None and m.predicate.event in _OPPOSING)
    )
    events: list[Event] = []
    seen: set[tuple[int, str, str, str | None]] = set()
    for match_ in met:
        event = match_.predicate.event
        if event is None:
            continue
        for actor, named in match_.pairs:
            recipient = named
            if recipient is None and event in _OPPOSING:
                recipient = counterparts.opposite(actor, match_.token)
            if recipient is None and event not in _MAY_BE_OPEN:
                continue
            home = match_.token.sent.start
            if (home, event, actor, recipient) in seen:
                continue
            if match_.predicate.frame.symmetric and recipient is not None and (home, event, recipient, actor) in seen:
                continue
            seen.add((home, event, actor, recipient))
            events.append(_event(document, match_, actor, recipient, inferred=named is None))
    return tuple(events)


def _event(document: Document, met: Match, actor: str, recipient: str | None, *, inferred: bool) -> Event:
    date = date_of(document, met.token)
    status = met.mood.status
    if status is EventStatus.HAPPENED and _lies_ahead(date, document.article.published):
        status = EventStatus.PLANNED
    assert met.predicate.event is not None
    return Event(
        evidence=document.sentence_evidence(met.token),
        anchor=met.token.idx,
        component=COMPONENT,
        confidence=round(met.predicate.confidence * (_INFERRED if inferred else 1.0), 2),
        event=met.predicate.event,
        actor=actor,
        recipient=recipient,
        date=date,
        place=place_of(document, met.token),
        status=status,
    )


def _lies_ahead(date: str | None, published: str | None) -> bool:
    if not date or not published or "W" in date:
        return False
    length = min(len(date), len(published))
    return date[:length] > published[:length]


def _matches(document: Document, sentence: Span, lexicon: Lexicon, found: Found) -> Iterator[Match]:
    swallowed: dict[int, Match] = {}
    for token in sorted(sentence, key=_depth):
        predicate = match(token, lexicon)
        if predicate is None:
            continue
        mood = modality(token)
        pairs = parties(document, token, predicate)
        over = swallowed.get(token.i)
        if over is not None and _is_part_of(document, token, predicate, mood, over):
            continue
        if not pairs and predicate.event in _TALKS:
            pairs = _parties_of_meeting(token, found)
        if not pairs:
            continue
        met = Match(token=token, predicate=predicate, mood=mood, pairs=pairs)
        if predicate.swallows:
            for part in _complement_tokens(token):
                swallowed.setdefault(part.i, met)
        yield met


def _depth(token: Token) -> tuple[int, int]:
    depth = 0
    while token.head.i != token.i and depth < 50:
        token, depth = token.head, depth + 1
    return depth, token.i


def _complement_tokens(token: Token) -> Iterator[Token]:
    for c in token.children:
        dep = base_dep(c)
        marked = any(d.dep_ in ("case", "mark") for d in c.children)
        named = dep in ("xcomp", "ccomp", "obj", "acl") or (dep in ("obl", "nmod", "advcl") and marked)
        if named or c.dep_ == "nsubj:pass":
            yield from c.subtree
    if token.dep_ == "acl" or token.dep_ == "acl:relcl":
        yield token.head


def _is_part_of(document: Document, token: Token, predicate: Predicate, mood: Modality, over: Match) -> bool:
    """Tell whether an act named in the complement of another predicate is coded with that one.

    What only is asked for, agreed, offered or refused is; what stands by itself ("accused it of attacking") or has a doer
    of its own ("accepted an Egyptian proposal") is not.
    """
    if predicate.event is over.predicate.event:
        return True
    if mood.status is not EventStatus.HAPPENED:
        return True
    if token.pos_ in ("NOUN", "PROPN"):
        roles = Roles(document, token)
        own = roles.gather(("possessor", "adjective", "by"))
        return not own or set(own) <= {actor for actor, _ in over.pairs}
    return False


def parties(document: Document, token: Token, predicate: Predicate) -> tuple[tuple[str, str | None], ...]:
    """Pairs of actor and recipient of the predicate at `token`; empty where the clause names no actor."""
    roles = Roles(document, token)
    frame = predicate.frame
    if frame.symmetric and roles.noun:
        return _joint(
            roles.gather(("between", "among"))
            if len(roles.gather(("between", "among"))) > 1
            else roles.gather((*frame.actor, *frame.recipient))
        )
    actors = roles.fill(frame.actor)
    if not actors:
        return ()
    recipients = roles.fill(frame.recipient, exclude=actors)
    if frame.symmetric and not recipients:
        return _joint(actors) if len(actors) > 1 else ((actors[0], None),) if predicate.event not in _TALKS else ()
    return tuple(_pairs(document, actors, recipients, predicate))


def _joint(names: Names) -> tuple[tuple[str, str | None], ...]:
    return tuple((names[0], other) for other in names[1:]) if len(names) > 1 else ()


def _pairs(
    document: Document, actors: Names, recipients: Names, predicate: Predicate
) -> Iterator[tuple[str, str | None]]:
    for actor in actors:
        others = [r for r in recipients if r != actor]
        if predicate.event not in _TOWARD_OWN and predicate.event not in _TALKS:
            others = [r for r in others if not _same_side(document, actor, r)] or []
        if not others:
            yield actor, None
        for other in others:
            yield actor, other


def _same_side(document: Document, actor: str, recipient: str) -> bool:
    a, r = document.actor(actor), document.actor(recipient)
    return (a is not None and a.side == recipient) or (r is not None and r.side == actor)


def _parties_of_meeting(token: Token, found: Found) -> tuple[tuple[str, str | None], ...]:
    """Where the clause does not say who talks, the meeting found in the same words does."""
    for meeting in found.meetings:
        if meeting.evidence.start <= token.idx < meeting.evidence.end and len(meeting.parties) > 1:
            if meeting.anchor == token.idx or token.pos_ == "NOUN":
                return _joint(meeting.parties)
    return ()
