"""What a part of a draft rests on: its claims, their quotes, and how sure they make it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from stateofplay.casework.draft.records import Basis
from stateofplay.record.positions.stances import FIRMNESS
from stateofplay.record.views import Row

_RED_LINE = 0.75
"""A red line is at least so sure, whoever tells it: it outranks what is only reported."""


def confidence_of(rows: Iterable[Row]) -> float:
    """How sure some claims make a part of the draft: accepted by a person 1, else confidence scaled by firmness."""
    best = 0.0
    for row in rows:
        scaled = row.confidence * (0.6 + 0.1 * FIRMNESS.get(row.firmness, 3))
        best = max(best, 1.0 if row.verdict == "accept" else max(scaled, _RED_LINE) if row.flag else scaled)
    return max(round(min(best, 1.0), 2), 0.01)


def basis_of(rule: str, rows: Sequence[Row]) -> Basis:
    """The basis of a part from the rows it rests on."""
    unique = list({r.claim_id: r for r in rows}.values())
    return Basis(
        rule=rule,
        claims=tuple(r.claim_id for r in unique),
        quotes=tuple(dict.fromkeys(r.quote for r in unique))[:3],
        confidence=confidence_of(unique),
    )
