"""Draft a conflict model from a case, and look ahead."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from stateofplay.casework.drafting import MOST_OPTIONS, draft
from stateofplay.casework.ground import Ground
from stateofplay.casework.outlook import SAMPLES, SEED, Outlook, look_ahead
from stateofplay.casework.records import Draft
from stateofplay.record import Case
from stateofplay.record.dependencies import surface_forms
from stateofplay.record.views import Filter, Row
from stateofplay.service.state import CaseState, gather_on


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
    with case.read() as connection:
        state = gather_on(connection, case.title, Filter(until=as_of) if as_of else None)
        forms = surface_forms(connection, state.identities)
    ground = Ground(
        title=state.title,
        standings=state.standings,
        meetings=state.meetings,
        conditions=state.conditions,
        events=state.events,
        issues=state.issues,
        sides=state.sides,
        forms=forms,
        identities=state.identities,
        as_of=as_of,
    )
    return draft(ground, parties=parties, issues=issues, most_options=most_options)


def look(
    case: Case,
    *,
    as_of: str | None = None,
    samples: int = SAMPLES,
    seed: int = SEED,
    progress: Callable[[str, int, int], None] | None = None,
) -> Outlook:
    """Draft and analyse in one step: which outcomes could hold, if the draft is right."""
    return look_ahead(draft_model(case, as_of=as_of), samples=samples, seed=seed, progress=progress)


def rows_by_claim(state: CaseState) -> dict[str, Row]:
    """Claim id -> row, for everything that a draft can rest on."""
    seats = (row for meeting in state.meetings for seat in meeting.seats.values() for row in seat.rows)
    return {row.claim_id: row for row in (*state.positions, *state.conditions, *seats)}
