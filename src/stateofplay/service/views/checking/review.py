"""The queue of claims to judge, ordered by what a judgement would change, each with the reasons for its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from stateofplay.errors import CaseworkError
from stateofplay.exchange.brief.wording import count
from stateofplay.model.marks import marks_of
from stateofplay.record.views import Row
from stateofplay.service.library import KeptCase
from stateofplay.service.views.checking.evidence import EvidenceView, evidence_of_claim
from stateofplay.service.views.progress import progress_of
from stateofplay.service.views.records import CLAIM_COLUMNS, Sheet, ToldClaim, claim_cells
from stateofplay.service.views.talks.position_table import spokesmen
from stateofplay.service.views.talks.process import week_before
from stateofplay.service.views.telling import tell_claim

STEP = 20
DOUBTFUL = 0.5
REASONS: Mapping[str, tuple[int, str]] = {
    "apart": (300, "two readers read the same words otherwise"),
    "disputed": (100, "people judge it differently"),
    "carries": (50, "the conflict model rests on it"),
    "contradicted": (30, "another claim says the opposite"),
    "only": (20, "a cell of the position table rests on it alone"),
    "red": (15, "a red line"),
    "doubtful": (12, "the reader is in doubt"),
    "alone": (11, "only one of two readers found it"),
    "waits": (10, "somebody is said to wait for somebody because of it"),
    "new": (5, "new"),
    "unsure": (4, "somebody was unsure"),
}
"""Reason -> its weight, and its words. A judgement changes most where people differ, then where the verdict hangs on it; the
weights put whole reasons above sums of lesser ones, but for the last five."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued:
    """A claim in the queue."""

    claim: ToldClaim
    reasons: tuple[str, ...]
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    """The queue, and the claim that is opened."""

    case: str
    title: str
    lead: str
    queue: tuple[Queued, ...]
    offset: int
    total: int
    waiting: int
    """Claims of the kinds that wait here of which nobody has said anything yet."""
    judged: int
    opened: EvidenceView | None
    reasons: tuple[str, ...]
    """Of the opened claim."""
    kind: str

    def sheet(self) -> Sheet:
        """One row a claim."""
        rows = tuple(("; ".join(q.reasons), q.weight, *claim_cells(q.claim)) for q in self.queue)
        return Sheet(columns=("reasons", "weight", *CLAIM_COLUMNS), rows=rows)


def review_view(kept: KeptCase, *, claim: str = "", offset: int = 0, kind: str = "", step: int = STEP) -> ReviewView:
    """The queue.

    Parameters
    ----------
    claim
        The claim to open; the first by default.
    offset, step
        Which part of the queue to list.
    kind
        Only claims of this kind.
    """
    ordered = kept.once("queue", lambda: _queue(kept))
    listed = [entry for entry in ordered if not kind or entry[2].kind == kind]
    shown = listed[offset : offset + step]
    queue = tuple(
        Queued(claim=tell_claim(row), reasons=tuple(REASONS[r][1] for r in reasons), weight=weight)
        for weight, reasons, row in shown
    )
    first = claim or (queue[0].claim.id if queue else "")
    judged = progress_of(kept).judged
    carrying = sum("carries" in reasons for _, reasons, _ in listed)
    waiting = count(len(listed), "claim waits", "claims wait")
    lead = f"{waiting} for a judgement; the conflict model rests on {carrying} of them." if listed else "Nothing waits."
    return ReviewView(
        case=kept.id,
        title="Review",
        lead=lead,
        queue=queue,
        offset=offset,
        total=len(listed),
        waiting=max(0, progress_of(kept).claims - judged),
        judged=judged,
        opened=evidence_of_claim(kept, first) if first else None,
        reasons=next((q.reasons for q in queue if q.claim.id == first), ()),
        kind=kind,
    )


def carrying_claims(kept: KeptCase) -> frozenset[str]:
    """Claims that the conflict model drafted from the case rests on, or did a moment ago; none where none can be drafted."""

    def make() -> frozenset[str]:
        from stateofplay.casework.outlook.dropping import claims_of
        from stateofplay.service.views.conflicts.conflict_model import drafted_lately

        try:
            return frozenset(claims_of(drafted_lately(kept).conflict))
        except CaseworkError:
            return frozenset()

    return kept.once("carrying", make)


def _queue(kept: KeptCase) -> list[tuple[int, tuple[str, ...], Row]]:
    """Every claim that waits, with its weight and reasons, the weightiest first, of those the latest."""
    state = kept.state
    found: dict[str, list[str]] = defaultdict(list)
    differing = {d.claim_id for d in state.disagreements}
    for claim in differing:
        found[claim].append("disputed")
    for claim in carrying_claims(kept):
        found[claim].append("carries")
    for claim in _contradicted(kept):
        found[claim].append("contradicted")
    for standing in spokesmen(kept):
        if len(standing.support) == 1:
            found[standing.current.claim_id].append("only")
    since = week_before(kept.last_day)
    waits = {wait.row.claim_id for ring in state.mutual for wait in ring.waits}
    out: list[tuple[int, tuple[str, ...], Row]] = []
    judgements, weights = state.judgements, dict[tuple[str, ...], int]()
    for id, row in kept.rows_by_claim.items():
        judgement = judgements.get(id)
        unsure = judgement is not None and judgement.verdict == "unsure"
        if judgement is not None and not unsure and id not in differing:
            continue
        if row.kind == "dates" or row.lost_in is not None:
            continue
        reasons = list(found.get(id, ()))
        # Asked of every claim of a case: what cannot hold of one is not looked at.
        if row.readers:
            marks = marks_of(row.readers)
            reasons += [name for name, holds in (("apart", marks.against), ("alone", marks.without)) if holds]
        if row.flag and row.kind == "positions":
            reasons.append("red")
        if row.confidence < DOUBTFUL:
            reasons.append("doubtful")
        if id in waits:
            reasons.append("waits")
        if row.day >= since:
            reasons.append("new")
        if unsure:
            reasons.append("unsure")
        key = tuple(reasons)
        if (weight := weights.get(key)) is None:
            weight = weights[key] = sum(REASONS[r][0] for r in key)
        out.append((weight, key, row))
    # By one value after the other, the last first: each sort keeps the order of the one before.
    out.sort(key=lambda entry: entry[2].start)
    out.sort(key=lambda entry: entry[2].page, reverse=True)
    out.sort(key=lambda entry: entry[2].day, reverse=True)
    out.sort(key=lambda entry: entry[0], reverse=True)
    return out


def _contradicted(kept: KeptCase) -> set[str]:
    state = kept.state
    out = {r.claim_id for s in state.standings if s.against for r in (s.current, *s.against)}
    out |= {r.claim_id for rift in state.rifts for r in (rift.one, rift.other)}
    out |= {r.claim_id for d in state.disputes for r in (d.said, d.denied)}
    for meeting in state.meetings:
        for seat in meeting.seats.values():
            if len(seat.rows) > 1 and seat.contrary:
                out |= {seat.current.claim_id, *(r.claim_id for r in seat.contrary)}
    return out
