"""What changed since a day, or since a page: new, withdrawn, contradicted, firmer, softer. Nothing changed is said aloud."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from stateofplay.model import KIND_NAMED
from stateofplay.record.issues.clusters import Issues
from stateofplay.record.meetings.joining import CaseMeeting
from stateofplay.record.positions.disputes import Dispute
from stateofplay.record.positions.stances import contrary, hardness, latest
from stateofplay.record.views.claim_rows import Row

FreshOf: TypeAlias = Callable[[Iterable[Row]], list[Row]]
"""Of some rows those that are of what is new."""


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
    grouped: Mapping[tuple[str, str], Sequence[Row]] | None = None,
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
    grouped
        The positions as :func:`by_party_and_issue` groups them, where somebody asks for several days.

    Returns
    -------
    tuple of Change
        Turned and contradicted positions first. Cost: linear in the rows.
    """

    def fresh_of(rows: Iterable[Row]) -> list[Row]:
        # Of all rows of a case at once: a call for each of them took a fourth of the whole.
        return [row for row in rows if row.day >= since] if after is None else [row for row in rows if row.page > after]

    out = [*_positions(fresh_of, positions, issues, grouped), *_meetings(fresh_of, meetings)]
    for about, rows in (("conditions", conditions), ("events", events)):
        for row in fresh_of(rows):
            kind = Kind.WITHDRAWN if row.lost_in is not None else Kind.NEW
            out.append(Change(kind=kind, about=about, subject=row.party or "", before=None, now=row))
    for dispute in disputes:
        said, denied = dispute.said, dispute.denied
        if fresh_of((said, denied)):
            subject = ", ".join(dispute.shared)
            out.append(Change(kind=Kind.CONTRADICTED, about="statements", subject=subject, before=said, now=denied))
    order = [Kind.TURNED, Kind.CONTRADICTED, Kind.FIRMER, Kind.SOFTER, Kind.STATUS, Kind.WITHDRAWN, Kind.NEW]
    out.sort(key=lambda c: (order.index(c.kind), KIND_NAMED[c.about].weight, c.now.day, c.subject))
    return tuple(out)


def by_party_and_issue(rows: Iterable[Row], issues: Issues) -> dict[tuple[str, str], list[Row]]:
    """(party, issue) -> its rows, in their order."""
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row.party and row.what:
            groups[row.party, issues.of(row.what) or row.what].append(row)
    return groups


def _positions(
    fresh_of: FreshOf,
    rows: Sequence[Row],
    issues: Issues,
    grouped: Mapping[tuple[str, str], Sequence[Row]] | None,
) -> list[Change]:
    # Nothing can have changed but where a row is new or lost: only there it is worked out what stood and what stands.
    groups = by_party_and_issue(rows, issues) if grouped is None else grouped
    news = fresh_of(rows)
    moved = [*news, *(row for row in rows if row.lost_in is not None)]
    touched = {(r.party, issues.of(r.what) or r.what) for r in moved if r.party and r.what}
    fresh = {r.page for r in news}
    out: list[Change] = []
    for party, issue in sorted(touched):
        group = groups[party, issue]
        row, against = latest(group)
        is_fresh = bool(fresh_of((row,)))
        subject = f"{party}: {issue}"
        if row.lost_in is not None:
            if is_fresh or row.lost_in in fresh:
                out.append(Change(kind=Kind.WITHDRAWN, about="positions", subject=subject, before=None, now=row))
            continue
        if not is_fresh:
            continue
        for opposite in against:
            out.append(Change(kind=Kind.CONTRADICTED, about="positions", subject=subject, before=opposite, now=row))
        before = _before(fresh_of, group)
        if not before:
            out.append(Change(kind=Kind.NEW, about="positions", subject=subject, before=None, now=row))
            continue
        was, _ = latest(before)
        kind = (
            Kind.TURNED
            if contrary(was, row)
            else Kind.FIRMER
            if hardness(row) > hardness(was)
            else Kind.SOFTER
            if hardness(row) < hardness(was)
            else None
        )
        if kind is not None:
            out.append(Change(kind=kind, about="positions", subject=subject, before=was, now=row))
    return out


def _before(fresh_of: FreshOf, rows: Iterable[Row]) -> list[Row]:
    """The rows that were there before."""
    every = list(rows)
    new = {id(row) for row in fresh_of(every)}
    return [row for row in every if id(row) not in new]


def _meetings(fresh_of: FreshOf, meetings: Sequence[CaseMeeting]) -> list[Change]:
    out: list[Change] = []
    for meeting in meetings:
        if not fresh_of(meeting.rows):
            continue  # seats stand on pages that name the meeting: where none is new, they are not either
        old, now = _before(fresh_of, meeting.statuses), meeting.current
        if fresh_of((now,)) and not (old and meeting.status_of(old[-1]) is meeting.status):
            kind, was = (Kind.STATUS, old[-1]) if old else (Kind.NEW, None)
            out.append(Change(kind=kind, about="meetings", subject=meeting.name, before=was, now=now, meeting=meeting))
        for seat in meeting.seats.values():
            current = seat.current
            if not fresh_of((current,)):
                continue
            earlier = _before(fresh_of, seat.rows)
            subject = f"{seat.who}: {meeting.name}"
            if not earlier:
                kind, was = Kind.NEW, None
            elif earlier[-1].state != current.state:
                kind, was = Kind.STATUS, earlier[-1]
            else:
                continue
            out.append(Change(kind=kind, about="attendance", subject=subject, before=was, now=current, meeting=meeting))
    return out
