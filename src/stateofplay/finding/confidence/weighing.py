"""Set the confidence of every claim of a page: the one place where it is made a chance."""

from __future__ import annotations

from dataclasses import replace

from stateofplay.finding.components import Found
from stateofplay.finding.confidence.curves import ConfidenceCurve, shipped
from stateofplay.finding.confidence.features import PageView, features_of
from stateofplay.language.document import Document
from stateofplay.model import KINDS, Claim, Event

LEAST = {"attendance": 0.13, "positions": 0.13, "events": 0.18, "conditions": 0.45}
"""Chance below which a claim of a kind is not told: of the pages kept aside each row is the better for it or as good, and
what stays is more often true. A meeting stays, since seats name it."""
SHORTEST = 6
"""Sentences that make a page: the curves saw whole pages, and of a line or two they know nothing."""


def weigh(document: Document, found: Found) -> Found:
    """The claims that are likely enough, each with the chance that it is right as its confidence.

    Runs after all finders and after `sources`. A claim of a finder that the curves never saw (a plug-in's own) keeps the
    confidence that its finder gave it. Cost: linear in claims and in the words of their sentences.
    """
    page = PageView.of(document, found)
    whole = len(document.doc.sents) >= SHORTEST
    for kind in KINDS:
        curve = shipped().get(kind.name)
        claims: tuple[Claim, ...] = getattr(found, kind.name)
        if curve is None or not claims:
            continue
        least = LEAST.get(kind.name, 0.0) if whole else 0.0
        weighed = (_weighed(claim, curve, page, least) for claim in claims)
        found = found.having(kind.name, tuple(claim for claim in weighed if claim is not None))
    return found.having("events", told_once(found.events)) if whole else found


def told_once(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """One event of an act that two hands tell: where rules and a learned reader differ on one of its parties, the likelier.

    Several recipients, or several actors, that one hand finds all stay: "accused Chad and Sudan".
    """
    for slot in ("actor", "recipient"):
        hands: dict[tuple[str, str | None, int], list[Event]] = {}
        for event in events:
            hands.setdefault((event.event, getattr(event, slot), event.evidence.start), []).append(event)
        twice = [told for told in hands.values() if len({event.component for event in told}) > 1]
        dropped = {id(event) for told in twice for event in told if event is not max(told, key=lambda e: e.confidence)}
        events = tuple(event for event in events if id(event) not in dropped)
    return events


def _weighed(claim: Claim, curve: ConfidenceCurve, page: PageView, least: float) -> Claim | None:
    """A claim with its chance, or None where that is less than `least`."""
    if f"by={claim.component}" not in curve.weights:
        return claim
    chance = curve.chance(features_of(claim, page))
    if chance < least:
        return None
    return claim if claim.confidence == chance else replace(claim, confidence=chance)
