"""What changed since a day, or since a page: new, withdrawn, contradicted, firmer, softer. Nothing changed is said aloud."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from stateofplay.model import KIND_NAMED
from stateofplay.record.issues.clusters import Issues
from stateofplay.record.meetings.joining import CaseMeeting
from stateofplay.record.positions.disputes import Dispute
from stateofplay.record.positions.stances import hardness, latest, polarity
from stateofplay.record.views.claim_rows import Row


class Kind(StrEnum):
    """Kinds of change."""

    NEW = "new"
    WITHDRAWN = "withdrawn"
    CONTRADICTED = "contradicted"
    TURNED = "turned"
    FIRMER = "firmer"
    SOFTER = "softer"
    STATUS = "status"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change, with what was before and what is now; each row opens to its sentence."""

    kind: Kind
    about: str
    """The kind of claim that changed."""
    subject: str
    before: Row | None
    now: Row
    meeting: CaseMeeting | None = None
    """Of meetings and seats: the meeting as it is now."""


def changes(
    since: str,
    *,
    positions: Sequence[Row],
    meetings: Sequence[CaseMeeting],
    conditions: Iterable[Row],
    events: Iterable[Row],
    issues: Issues,
    disputes: Iterable[Dispute] = (),
    after: int | None = None,
) -> tuple[Change, ...]:
    """Compare the case before a day, or before some pages came to it, with the case as it is.

    Parameters
    ----------
    since
        ISO day; what pages of this day and later say is new.
    after
        Number of a page, in place of the day: what pages say that came to the case after it is new, of whatever day they are.
    positions, meetings, conditions, events, issues, disputes
        Views of the whole case.

    Returns
    -------
    tuple of Change
        Turned and contradicted positions first. Cost: linear in the rows.
    """

    def is_fresh(row: Row) -> bool:
        return row.day >= since if after is None else row.page > after

    out = [*_positions(is_fresh, positions, issues), *_meetings(is_fresh, meetings)]
    for about, rows in (("conditions", conditions), ("events", events)):
        for row in rows:
            if is_fresh(row):
                kind = Kind.WITHDRAWN if row.lost_in is not None else Kind.NEW
                out.append(Change(kind=kind, about=about, subject=row.party or "", before=None, now=row))
    for dispute in disputes:
        said, denied = dispute.said, dispute.denied
        if is_fresh(said) or is_fresh(denied):
            subject = ", ".join(dispute.shared)
            out.append(Change(kind=Kind.CONTRADICTED, about="statements", subject=subject, before=said, now=denied))
    order = [Kind.TURNED, Kind.CONTRADICTED, Kind.FIRMER, Kind.SOFTER, Kind.STATUS, Kind.WITHDRAWN, Kind.NEW]
    out.sort(key=lambda c: (order.index(c.kind), KIND_NAMED[c.about].weight, c.now.day, c.subject))
    return tuple(out)


def _positions(is_fresh: Callable[[Row], bool], rows: Sequence[Row], issues: Issues) -> list[Change]:
    # Nothing can have changed but where a row is new or lost: only there it is worked out what stood and what stands.
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    touched: set[tuple[str, str]] = set()
    for row in rows:
        if row.party and row.what:
            key = (row.party, issues.of(row.what) or row.what)
            groups[key].append(row)
            if is_fresh(row) or row.lost_in is not None:
                touched.add(key)
    fresh = {r.page for r in rows if is_fresh(r)}
    out: list[Change] = []
    for party, issue in sorted(touched):
        group = groups[party, issue]
        row, against = latest(group)
        subject = f"{party}: {issue}"
        if row.lost_in is not None:
            if is_fresh(row) or row.lost_in in fresh:
                out.append(Change(kind=Kind.WITHDRAWN, about="positions", subject=subject, before=None, now=row))
            continue
        if not is_fresh(row):
            continue
        for contrary in against:
            out.append(Change(kind=Kind.CONTRADICTED, about="positions", subject=subject, before=contrary, now=row))
        before = [r for r in group if not is_fresh(r)]
        if not before:
            out.append(Change(kind=Kind.NEW, about="positions", subject=subject, before=None, now=row))
            continue
        was, _ = latest(before)
        turn = polarity(was) * polarity(row)
        kind = (
            Kind.TURNED
            if turn < 0
            else Kind.FIRMER
            if hardness(row) > hardness(was)
            else Kind.SOFTER
            if hardness(row) < hardness(was)
            else None
        )
        if kind is not None:
            out.append(Change(kind=kind, about="positions", subject=subject, before=was, now=row))
    return out


def _meetings(is_fresh: Callable[[Row], bool], meetings: Sequence[CaseMeeting]) -> list[Change]:
    out: list[Change] = []
    for meeting in meetings:
        if not any(is_fresh(r) for r in meeting.rows):
            continue  # seats stand on pages that name the meeting: where none is new, they are not either
        old, now = [r for r in meeting.statuses if not is_fresh(r)], meeting.current
        if is_fresh(now) and not (old and meeting.status_of(old[-1]) is meeting.status):
            kind, was = (Kind.STATUS, old[-1]) if old else (Kind.NEW, None)
            out.append(Change(kind=kind, about="meetings", subject=meeting.name, before=was, now=now, meeting=meeting))
        for seat in meeting.seats.values():
            current = seat.current
            if not is_fresh(current):
                continue
            earlier = [r for r in seat.rows if not is_fresh(r)]
            subject = f"{seat.who}: {meeting.name}"
            if not earlier:
                kind, was = Kind.NEW, None
            elif earlier[-1].state != current.state:
                kind, was = Kind.STATUS, earlier[-1]
            else:
                continue
            out.append(Change(kind=kind, about="attendance", subject=subject, before=was, now=current, meeting=meeting))
    return out
