"""A claim as a row of the case file: its id in the case, and its columns."""

from __future__ import annotations

import msgspec

from stateofplay.model import Claim
from stateofplay.model.ids import digest
from stateofplay.record.storage.columns import KIND, Row, columns_of

BY_HAND = "person"
"""The component of claims that a person added; no finder has this name."""


def claim_identity(page_id: str, claim: Claim) -> str:
    """Id of a claim in the case: its kind, and digits made from page and content."""
    own = claim.id
    return f"{own[:3]}-{digest(page_id, own, length=10)}"


def claim_row(page_id: str, claim: Claim) -> Row:
    """The row of a claim of a page."""
    return {
        "id": claim_identity(page_id, claim),
        "page_id": page_id,
        "kind": KIND[type(claim)],
        **columns_of(claim),
        "said_by": claim.said_by,
        "firmness": str(claim.firmness),
        "confidence": claim.confidence,
        "component": claim.component,
        "start": claim.evidence.start,
        "end": claim.evidence.end,
        "body": msgspec.json.encode(claim).decode(),
    }
