"""What is analysed: a model file, a conflict of the catalogue, or a case that is drafted on the spot, with its sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from stateofplay.casework.records import Draft
from stateofplay.conflict import Conflict
from stateofplay.record import open_case
from stateofplay.record.views import Row
from stateofplay.service.analysing import is_case, load_model
from stateofplay.service.drafting import ground_of, rows_by_claim
from stateofplay.service.state import gather


@dataclass(frozen=True, eq=False, kw_only=True)
class Subject:
    """A conflict with what is known of its claims."""

    name: str
    conflict: Conflict
    rows: Mapping[str, Row] = field(default_factory=dict)
    """Claim id -> row of the case, with its sentence; empty for a model without its case."""
    draft: Draft | None = None
    """The draft, where the subject is a case."""


def load_subject(name: str, *, case: str | None = None) -> Subject:
    """Load what a command names.

    Parameters
    ----------
    name
        A case, a model file, or a conflict of the catalogue.
    case
        The case that a model file was drafted from, for the sentences of its claims.
    """
    from stateofplay.casework.drafting import draft

    if is_case(name):
        with open_case(name) as opened:
            state = gather(opened)
        made = draft(ground_of(state))
        return Subject(name=name, conflict=made.conflict, rows=rows_by_claim(state), draft=made)
    rows: Mapping[str, Row] = {}
    if case is not None:
        with open_case(case) as opened:
            rows = rows_by_claim(gather(opened))
    return Subject(name=name, conflict=load_model(name), rows=rows)
