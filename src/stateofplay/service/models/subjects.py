"""What is analysed: a model file, a conflict of the catalogue, or a case that is drafted on the spot, with its sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from stateofplay.conflict import Conflict, Statements
from stateofplay.service.analysing import is_case, load_model

if TYPE_CHECKING:
    from stateofplay.casework.draft.records import Draft
    from stateofplay.record.views import Row


@dataclass(frozen=True, eq=False, kw_only=True)
class Subject:
    """A conflict with what is known of its claims."""

    name: str
    conflict: Conflict
    rows: Mapping[str, Row] = field(default_factory=dict)
    """Claim id -> row of the case, with its sentence; empty for a model without its case."""
    draft: Draft | None = None
    """The draft, where the subject is a case."""


def is_drafted(conflict: Conflict) -> bool:
    """Whether a model is of the kind that drafts are: something in it is open, of one tier, or a joint act."""
    for dm in conflict.decision_makers:
        preference = dm.preference
        if isinstance(preference, Statements):
            tiers = any(s.tier is not None or s.confidence < 1.0 for tied in preference.classes for s in tied)
            if tiers or preference.open:
                return True
    return any(o.joint for o in conflict.options)


def load_subject(name: str, *, case: str | None = None) -> Subject:
    """Load what a command names.

    Parameters
    ----------
    name
        A case, a model file, or a conflict of the catalogue.
    case
        The case that a model file was drafted from, for the sentences of its claims.
    """
    if is_case(name):
        return _drafted(name)
    return Subject(name=name, conflict=load_model(name), rows=_rows(case) if case is not None else {})


# The record brings a database along: a model without its case starts without.
def _drafted(name: str) -> Subject:
    from stateofplay.casework.draft.drafting import draft
    from stateofplay.record import open_case
    from stateofplay.service.drafting import ground_of, rows_by_claim
    from stateofplay.service.state import gather

    with open_case(name) as opened:
        state = gather(opened)
    made = draft(ground_of(state))
    return Subject(name=name, conflict=made.conflict, rows=rows_by_claim(state), draft=made)


def _rows(case: str) -> Mapping[str, Row]:
    from stateofplay.record import open_case
    from stateofplay.service.drafting import rows_by_claim
    from stateofplay.service.state import gather

    with open_case(case) as opened:
        return rows_by_claim(gather(opened))
