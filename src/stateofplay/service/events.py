"""Of the tens of thousands of events of a long case those that a brief shows or a draft weighs; the others are only counted.

A glance at all of them, without their words, tells which these are; then they alone are loaded. What is chosen may be too much,
never too little: the brief and the rules of disputes choose among them as among all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import Connection, and_, case, or_, select

from stateofplay.exchange.case_brief.content import LATEST, Heading, heading_of
from stateofplay.model import EventStatus
from stateofplay.model.dates import VagueDate
from stateofplay.model.sureness import LESS_SURE
from stateofplay.record.actors.identity import Identities
from stateofplay.record.judging.judgements import Judgement
from stateofplay.record.positions.disputes import ACTS, DENIALS, NEAR_DAYS
from stateofplay.record.storage.claims import BY_HAND
from stateofplay.record.storage.engines import fetch
from stateofplay.record.storage.tables import CLAIM
from stateofplay.record.views import Row, rows
from stateofplay.record.views.sources import Sources

EVENTS = "events"
_TOLD = or_(CLAIM.c.confidence >= LESS_SURE, CLAIM.c.component == BY_HAND)
_CONTESTED = and_(
    CLAIM.c.state.in_((EventStatus.DENIED, EventStatus.HAPPENED)), CLAIM.c.party != "", CLAIM.c.what.in_(ACTS)
)
_GLANCE = select(
    CLAIM.c.id,
    CLAIM.c.page_id,
    CLAIM.c.state,
    CLAIM.c.date,
    case((_TOLD, 1), else_=0),
    case((_CONTESTED, CLAIM.c.what)),
).where(CLAIM.c.kind == EVENTS)
_DAY = len("2025-05-15")


@dataclass(frozen=True, slots=True, kw_only=True)
class LatestEvents:
    """What a brief needs of the events of a case."""

    rows: tuple[Row, ...]
    """The latest under each heading, as many as a draft weighs of the latest pages, what is denied and what is said beside it."""
    counts: Mapping[Heading, int]
    """How many there are under each heading that are likely enough to be told."""


@dataclass(slots=True)
class _Glanced:
    """What a glance at all events gives: id, day and page of each, sorted by what they may be wanted for."""

    under: dict[tuple[Heading, int], list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    """Heading, and whether it is likely -> (day, claim id)."""
    on: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Number of a page -> claim ids."""
    denied: dict[int, list[tuple[str, str, str]]] = field(default_factory=lambda: defaultdict(list))
    """Number of a page -> (claim id, act, day)."""
    happened: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    """Act -> (day, claim id)."""


def latest_events(
    connection: Connection,
    as_of: str,
    weighed: int,
    *,
    identities: Identities,
    judgements: dict[str, Judgement],
    sources: Sources,
) -> LatestEvents:
    """Find what a brief of a whole case needs of its events.

    Parameters
    ----------
    as_of
        The day of the newest page: what was planned for an earlier one has a heading of its own.
    weighed
        How many of the latest a draft weighs.

    Returns
    -------
    LatestEvents
        Cost: one query over all events for a few short columns, one for the rows that are wanted.
    """

    def of(claims: Sequence[str]) -> tuple[Row, ...]:
        if not claims:
            return ()
        return rows(connection, EVENTS, identities=identities, judgements=judgements, sources=sources, claims=claims)

    # What a person judged may have become something else: it is looked at as it is now.
    judged = of(sorted(judgements))
    seen = _glance(connection, as_of, judgements, sources)
    wanted = set(judgements)
    for days in seen.under.values():
        first = sorted([day for day, _ in days])[-LATEST:][0]
        wanted.update(claim for day, claim in days if day >= first)
    latest = sorted(seen.on, key=sources.places.__getitem__, reverse=True)
    wanted.update(_of_latest(latest, seen.on, weighed, sources))
    wanted.update(_contested(latest, seen, judged))
    counts = Counter({heading: len(days) for (heading, likely), days in seen.under.items() if likely})
    counts.update(heading_of(row.state, row.date, as_of) for row in judged)
    return LatestEvents(rows=of(sorted(wanted)), counts=counts)


def _glance(connection: Connection, as_of: str, judged: Mapping[str, object], sources: Sources) -> _Glanced:
    """Look at all events that nobody judged. This loop runs once for every event of a case."""
    seen = _Glanced()
    of_kind: dict[tuple[str, str | None, int], list[tuple[str, str]]] = {}
    pages, lost, ahead = sources.pages, sources.lost, str(EventStatus.PLANNED)
    for claim, page_id, state, date, likely, act in fetch(connection, _GLANCE):
        page = pages.get(page_id)
        if page is None or claim in judged or (page.superseded and claim not in lost):
            continue
        day = date or page.day
        planned = date if state == ahead else None
        days = of_kind.get((state, planned, likely))
        if days is None:
            days = of_kind[state, planned, likely] = seen.under[heading_of(state, planned, as_of), likely]
        days.append((day if page.dated else "", claim))
        seen.on[page.number].append(claim)
        if act is not None:
            if state == EventStatus.DENIED:
                seen.denied[page.number].append((claim, act, day))
            else:
                seen.happened[act].append((day, claim))
    return seen


def _of_latest(latest: Iterable[int], on: Mapping[int, Sequence[str]], most: int, sources: Sources) -> Iterable[str]:
    """Claims of the latest pages until there are enough; a day that is begun is taken whole."""
    days = {page.number: page.day for page in sources.pages.values()}
    taken, last = 0, ""
    for number in latest:
        if taken >= most and days[number] != last:
            break
        taken, last = taken + len(on[number]), days[number]
        yield from on[number]


def _contested(latest: Iterable[int], seen: _Glanced, judged: Iterable[Row]) -> Iterable[str]:
    """The latest acts that somebody denies, and those of the same kinds that are said to have happened around their days."""
    denied: list[tuple[str, str]] = [
        (row.what, row.date or row.day)
        for row in judged
        if row.state == EventStatus.DENIED and row.what is not None and row.what in ACTS
    ]
    taken = 0
    for number in latest:
        if taken >= DENIALS:
            break
        for claim, act, day in seen.denied.get(number, ()):
            denied.append((act, day))
            taken += 1
            yield claim
    around: dict[str, tuple[str, str]] = {}
    for act, day in denied:
        when = VagueDate.parse(day if len(day) <= _DAY else day[:_DAY])
        if when is not None:
            first, last = around.get(act, ("9999", ""))
            early, late = when.earliest, when.latest
            near = timedelta(days=NEAR_DAYS)
            around[act] = (
                min(first, (early - near if early.toordinal() > NEAR_DAYS else early).isoformat()),
                max(last, (late + near if late.year < 9999 else late).isoformat()),
            )
    for act, (first, last) in around.items():
        # A month, a week or a year may lie around any of these days.
        yield from (c for day, c in seen.happened[act] if first <= day[:_DAY] <= last or len(day) < _DAY)
