"""One meeting: what it is now, who comes, what every page said of it, and what changed."""

from __future__ import annotations

from dataclasses import dataclass

from stateofplay.conflict.model.naming import capitalised
from stateofplay.errors import RecordError
from stateofplay.exchange.brief.wording import count
from stateofplay.exchange.case_brief.lines import CaseMarks
from stateofplay.record.meetings import CaseMeeting
from stateofplay.service.library import KeptCase
from stateofplay.service.views.records import CLAIM_COLUMNS, Sheet, ToldClaim, claim_cells
from stateofplay.service.views.talks.process import Talk, setting_of, tell_talk
from stateofplay.service.views.telling import tell_claim

MOST_TOLD = 30
"""Claims of one list on a page, the latest; the data of the page has all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatHistory:
    """Everything that pages say of one seat, the latest first."""

    who: str
    side: str
    replaced_by: str
    claims: tuple[ToldClaim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingView:
    """One meeting with its seats and their history."""

    case: str
    title: str
    lead: str
    status: str
    date: str
    place: str
    parties: tuple[str, ...]
    moved_from: tuple[str, ...]
    talk: Talk
    seats: tuple[SeatHistory, ...]
    claims: tuple[ToldClaim, ...]
    """What pages say of the meeting itself, the latest first."""
    all_claims: int
    names: tuple[str, ...]
    """What pages call it."""

    def sheet(self) -> Sheet:
        """One row a claim: of the meeting, then of its seats."""
        seats = [c for seat in self.seats for c in seat.claims]
        return Sheet(columns=CLAIM_COLUMNS, rows=tuple(claim_cells(c) for c in (*self.claims, *seats)))


def meeting_view(kept: KeptCase, name: str, *, whole: bool = False) -> MeetingView:
    """One meeting, by the name that the case has for it, or by one of its claims' ids.

    Parameters
    ----------
    whole
        All claims, for data; a page has the latest.

    Raises
    ------
    RecordError
        ``record.no_such_meeting``.
    """
    found = kept.once("meetings by name", lambda: _by_name(kept)).get(name)
    if found is None:
        raise RecordError(
            f"the case has no meeting {name!r}", slug="record.no_such_meeting", hint="The timeline has all meetings."
        )
    most = None if whole else MOST_TOLD
    latest = sorted(found.rows, key=lambda r: (r.in_order, r.page, r.start), reverse=True)
    pages = len({r.page for r in found.rows})
    status = str(found.status).replace("_", " ")
    when = found.date or "no date given"
    return MeetingView(
        case=kept.id,
        title=found.name,
        lead=f"{capitalised(status)}, {when}; {count(pages, 'page')}, {count(len(found.seats), 'seat')}.",
        status=str(found.status),
        date=found.date or "",
        place=found.place or "",
        parties=found.parties,
        moved_from=found.moved_from,
        talk=tell_talk(found, CaseMarks(), setting_of(kept)),
        seats=tuple(
            SeatHistory(
                who=seat.who,
                side=seat.side,
                replaced_by=seat.replaced_by or "",
                claims=tuple(
                    tell_claim(r) for r in sorted(seat.rows, key=lambda r: (r.in_order, r.page), reverse=True)[:most]
                ),
            )
            for seat in sorted(found.seats.values(), key=lambda s: (s.side, s.who))
        ),
        claims=tuple(tell_claim(r) for r in latest[:most]),
        all_claims=len(latest),
        names=tuple(sorted({r.what for r in found.rows if r.what} - {found.name})),
    )


def _by_name(kept: KeptCase) -> dict[str, CaseMeeting]:
    """Meetings by their names and by the ids of their claims; of two with one name the later."""
    out: dict[str, CaseMeeting] = {}
    for meeting in kept.state.meetings:
        out[meeting.name] = meeting
        for row in meeting.rows:
            out[row.claim_id] = meeting
    return out
