"""Set the confidence of every claim of a page: the one place where it is made a chance."""

from __future__ import annotations

from dataclasses import replace

from stateofplay.finding.components import Found
from stateofplay.finding.confidence.curves import shipped
from stateofplay.finding.confidence.features import PageView, features_of
from stateofplay.language.document import Document
from stateofplay.model import KINDS, Claim


def weigh(document: Document, found: Found) -> Found:
    """The same claims, each with the chance that it is right as its confidence.

    Runs after all finders and after `sources`. A claim of a finder that the curves never saw (a plug-in's own) keeps the
    confidence that its finder gave it. Cost: linear in claims and in the words of their sentences.
    """
    page = PageView.of(document, found)
    for kind in KINDS:
        curve = shipped().get(kind.name)
        claims: tuple[Claim, ...] = getattr(found, kind.name)
        if curve is None or not claims:
            continue
        found = found.having(
            kind.name,
            tuple(
                replace(claim, confidence=curve.chance(features_of(claim, page)))
                if f"by={claim.component}" in curve.weights
                else claim
                for claim in claims
            ),
        )
    return found
