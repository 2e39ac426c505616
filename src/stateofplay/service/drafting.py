"""Draft a conflict model from a case, and look ahead."""

from __future__ import annotations

from collections.abc import Sequence

from stateofplay.casework.drafting import MOST_OPTIONS, draft
from stateofplay.casework.ground import Ground
from stateofplay.casework.records import Draft
from stateofplay.record import Case
from stateofplay.record.views import Filter, Row
from stateofplay.service.state import CaseState, gather


def draft_model(
    case: Case,
    *,
    as_of: str | None = None,
    parties: Sequence[str] = (),
    issues: Sequence[str] = (),
    most_options: int = MOST_OPTIONS,
) -> Draft:
    """Draft a conflict model from what a case says, or said as of a day.

    Parameters
    ----------
    as_of
        ISO day; only pages published by then count.
    parties, issues, most_options
        See `casework.drafting.draft`.
    """
    state = gather(case, Filter(until=as_of) if as_of else None)
    return draft(ground_of(state, as_of=as_of), parties=parties, issues=issues, most_options=most_options)


def ground_of(state: CaseState, *, as_of: str | None = None) -> Ground:
    """What the drafting rules need of the state of a case."""
    return Ground(
        title=state.title,
        standings=state.standings,
        meetings=state.meetings,
        conditions=state.conditions,
        sides=state.sides,
        forms=state.forms,
        as_of=as_of,
    )


def rows_by_claim(state: CaseState) -> dict[str, Row]:
    """Claim id -> row, for everything that a draft can rest on."""
    seats = (row for meeting in state.meetings for seat in meeting.seats.values() for row in seat.rows)
    return {row.claim_id: row for row in (*state.positions, *state.conditions, *seats)}
