"""Set the confidence of every claim of a page: the one place where it is made a chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from stateofplay.finding.components import Found
from stateofplay.finding.confidence.curves import ConfidenceCurve, shipped
from stateofplay.finding.confidence.features import PageView, features_of
from stateofplay.finding.confidence.repeats import sayings_once, side_of, wishes_once
from stateofplay.finding.confidence.rivals import NETWORK, RULES, beside_rivals
from stateofplay.language.document import Document
from stateofplay.model import (
    KINDS,
    Act,
    Attendance,
    Claim,
    Event,
    Meeting,
    PloverEvent,
    Position,
    Stance,
    Statement,
)

LEAST = {
    "attendance": 0.39,
    "conditions": 0.52,
    "events": 0.25,
    "meetings": 0.2,
    "positions": 0.23,
    "statements": 0.3,
}
"""Chance below which a claim of a kind is not told: on the pages kept aside the rows together lose nothing by it, and what stays
is more often true (docs/confidence.md)."""
LEAST_WISH = {Stance.DEMANDS: 0.3, Stance.OFFERS: 0.46}
"""Bars of positions by their stance, where theirs is higher than that of the kind."""
LEAST_SEEN_ACT = 0.34
"""Bar of events that only the network sees: between the two bars one of four was right."""
LEAST_REPORTED = 0.45
"""Bar of what is only reported that somebody says, likewise."""
LEAST_SEAT = 0.56
"""Bar of seats that only the network sees: below it one of four was right."""
LEAST_SEATED = 0.15
"""Bar of a meeting at which somebody likely sits: between the two bars one of two was right."""
LEAST_HEARD = 0.66
"""Bar of what a speaker backs in words in which only the network hears it: below it one of five was right."""
LIKELIER = 0.15
"""By how much one holder of a wish must be likelier than another for the wish to be his alone."""
SHORTEST = 6
"""Sentences that make a page: the curves saw whole pages, and of a line or two they know nothing."""


def weigh(document: Document, found: Found) -> Found:
    """The claims that are likely enough, each with the chance that it is right as its confidence.

    Runs after all finders and after `sources`. A claim of a finder that the curves never saw (a plug-in's own) keeps the
    confidence that its finder gave it. Cost: linear in claims and in the words of their sentences.
    """
    before = [event.confidence for event in found.events]
    found = by_curves(document, found)
    if len(document.doc.sents) < SHORTEST:
        return found
    return _likely(document, found.having("events", beside_rivals(document, found, before)))


def by_curves(document: Document, found: Found) -> Found:
    """All claims, each with the chance of the curve of its kind."""
    page = PageView.of(document, found)
    for kind in KINDS:
        curve = shipped().get(kind.name)
        claims: tuple[Claim, ...] = getattr(found, kind.name)
        if curve is not None and claims:
            found = found.having(kind.name, tuple(_weighed(claim, curve, page) for claim in claims))
    return found


def _likely(document: Document, found: Found) -> Found:
    """What is likely enough to be told of a page; seats and meetings hold each other."""
    seated = {seat.meeting for seat in found.attendance if _is_likely(seat, "attendance")}
    told = tuple(m for m in found.meetings if _is_likely(m, "meetings") or _is_seated(m, seated))
    rooms = {meeting.name for meeting in found.meetings} - {meeting.name for meeting in told}
    seats = (s for s in found.attendance if s.meeting not in rooms and _is_likely(s, "attendance"))
    found = found.having("meetings", told).having("attendance", tuple(seats))
    for kind in LEAST.keys() - {"meetings", "attendance"}:
        found = found.having(kind, tuple(claim for claim in getattr(found, kind) if _is_likely(claim, kind)))
    found = found.having("positions", wishes_once(wished_once(document, found.positions)))
    found = found.having("statements", sayings_once(found.statements))
    events = tuple(e for e in found.events if not _is_done_to_own(document, e))
    return found.having("events", told_once(document, events))


def _is_seated(meeting: Meeting, seated: set[str]) -> bool:
    """Whether somebody likely sits at a meeting that is not much less likely itself than one that is told."""
    return meeting.name in seated and meeting.confidence >= LEAST_SEATED


def _is_likely(claim: Claim, kind: str) -> bool:
    """Whether a claim is told: likely enough, of a finder that no curve saw, or a red line, which is missed the most."""
    bar = LEAST[kind]
    if isinstance(claim, Position):
        heard = claim.component == _SEEN_WISHES and claim.stance is Stance.SUPPORTS and claim.holder == claim.said_by
        bar = 0.0 if claim.red_line else max(bar, LEAST_WISH.get(claim.stance, bar), LEAST_HEARD if heard else 0.0)
    elif isinstance(claim, Event) and claim.component == NETWORK:
        bar = max(bar, LEAST_SEEN_ACT)
    elif isinstance(claim, Attendance) and claim.component == _SEEN_SEATS:
        bar = max(bar, LEAST_SEAT)
    elif isinstance(claim, Statement) and claim.act is Act.SAY and not claim.direct:
        bar = max(bar, LEAST_REPORTED)
    return claim.confidence >= bar or not _is_known(claim, shipped()[kind])


_SEEN_SEATS, _SEEN_WISHES = "attendance-learned", "positions-learned"
"""Claims that only the network sees."""


_WITHIN = frozenset({PloverEvent.ASSAULT})
"""What people do to the country whose they are, of all that is told so: the rest was a wrong party."""


def _is_done_to_own(document: Document, event: Event) -> bool:
    """Whether somebody is told to ask, accuse or meet whom he stands for: Chad's envoy does not accuse Chad."""
    actor = document.actor(event.actor) if event.actor is not None else None
    return (
        actor is not None
        and event.event not in _WITHIN
        and event.recipient is not None
        and actor.side == event.recipient
    )


def _is_known(claim: Claim, curve: ConfidenceCurve) -> bool:
    """Whether a curve has seen claims of this finder."""
    return f"by={claim.component}" in curve.weights


def told_once(document: Document, events: tuple[Event, ...]) -> tuple[Event, ...]:
    """One event of an act that is told with several guesses at one of its parties: the likeliest.

    Several recipients, or several actors, that the rules find all stay, and so do those named in one breath with the likeliest:
    "accused Chad and Sudan". What one word tells of one pair is of one type, the likeliest.
    """
    by_word: dict[tuple[str | None, str | None, int], Event] = {}
    for event in sorted(events, key=lambda e: e.confidence):
        by_word[event.actor, event.recipient, event.anchor] = event
    likeliest = {id(event) for event in by_word.values()}
    events = tuple(event for event in events if id(event) in likeliest)
    for slot, differing in (("actor", "recipient"), ("recipient", "actor")):
        hands: dict[tuple[str, str | None, int], list[Event]] = {}
        for event in events:
            hands.setdefault((event.event, getattr(event, slot), event.evidence.start), []).append(event)
        dropped: set[int] = set()
        for told in hands.values():
            if len(told) > 1 and {event.component for event in told} != {RULES}:
                best = max(told, key=lambda e: e.confidence)
                dropped |= {id(event) for event in told if not _is_fellow(document, event, best, differing)}
        events = tuple(event for event in events if id(event) not in dropped)
    return events


def _is_fellow(document: Document, event: Event, best: Event, slot: str) -> bool:
    """Whether the party of an event in a slot is that of the likeliest, or named in one breath with it."""
    one, other = getattr(event, slot), getattr(best, slot)
    token = document.doc.word_at(best.anchor)
    return one == other or (token is not None and document.names_together(token.sent, one, other))


def wished_once(document: Document, positions: Sequence[Position]) -> tuple[Position, ...]:
    """Of several that are told to want the same words the one who is by far the likeliest, except where all are as likely.

    "They will not take half of it, Dahl said": what Dahl tells of others is not his wish as well. Who is named in one breath
    with the likeliest wants it as he does.
    """
    dropped: set[int] = set()
    by_sentence: dict[int, list[Position]] = {}
    for position in positions:
        by_sentence.setdefault(position.evidence.start, []).append(position)
    for same in by_sentence.values():
        for one, other in combinations(same, 2):
            less, more = sorted((one, other), key=lambda p: p.confidence)
            if (
                one.holder != other.holder
                and side_of(one.stance) == side_of(other.stance)
                and not less.red_line
                and more.confidence - less.confidence >= LIKELIER
                and _overlap(_place(one), _place(other))
                and not _wish_together(document, one, other)
            ):
                dropped.add(id(less))
    return tuple(position for position in positions if id(position) not in dropped)


def _wish_together(document: Document, one: Position, other: Position) -> bool:
    token = document.doc.word_at(one.anchor)
    return token is not None and document.names_together(token.sent, one.holder, other.holder)


def _place(position: Position) -> range:
    start = max(position.evidence.quote.find(position.issue), 0)
    return range(start, start + len(position.issue))


def _overlap(one: range, other: range) -> bool:
    return one.start < other.stop and other.start < one.stop


def _weighed(claim: Claim, curve: ConfidenceCurve, page: PageView) -> Claim:
    """A claim with its chance; of a finder that the curve never saw, as it is."""
    if not _is_known(claim, curve):
        return claim
    chance = curve.chance(features_of(claim, page))
    return claim if claim.confidence == chance else replace(claim, confidence=chance)
