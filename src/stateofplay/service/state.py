"""The state of a whole case, gathered once from its views."""

from __future__ import annotations

from bisect import insort
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from stateofplay.exchange.case_brief.content import Heading, newest_day
from stateofplay.model import MeetingStatus
from stateofplay.record import Case
from stateofplay.record.actors.identity import Identities, identify
from stateofplay.record.actors.roles import latest_titles
from stateofplay.record.changes import Change, changes
from stateofplay.record.issues import Issues, cluster, edits_of
from stateofplay.record.judging.judgements import Disagreement, Judgement, all_standing, disagreements
from stateofplay.record.meetings import CaseMeeting, join
from stateofplay.record.positions import Rift, Standing, rifts, side_of, sides, standings
from stateofplay.record.positions.dependencies import MutualWait, Wait, mutual, pending, surface_forms, waits
from stateofplay.record.positions.disputes import Dispute, contested_events, disputes
from stateofplay.record.views import Filter, Row, pages, rows
from stateofplay.record.views.ambiguities import Unclear, unclear
from stateofplay.record.views.claim_rows import kinds_of, place_of
from stateofplay.record.views.sources import Sources, later, load_sources
from stateofplay.service.events import latest_events
from stateofplay.threads import uncollected

MOST_TOUCHED = 200
"""Claims that are looked up one by one after judgements; of more, all of their kind are."""
LONG_CASE = 500
"""Pages above which a case is of years: a brief loads the events that it needs, and leaves it to `ask` to draft a model of every
earlier day."""
MOST_PAGES = 2_000
"""Pages that are named one by one in a question to the database; of more, all are asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseState:
    """Everything that the views of a case say at one moment."""

    title: str
    identities: Identities
    issues: Issues
    sides: dict[str, str]
    positions: tuple[Row, ...]
    standings: tuple[Standing, ...]
    rifts: tuple[Rift, ...]
    meetings: tuple[CaseMeeting, ...]
    conditions: tuple[Row, ...]
    forms: dict[str, str]
    """Surface form in lower case -> the case's name of the actor."""
    waits: tuple[Wait, ...]
    mutual: tuple[MutualWait, ...]
    events: tuple[Row, ...]
    event_counts: Mapping[Heading, int] | None = None
    """How many events there are under each heading, where `events` are but those that a brief needs."""
    disputes: tuple[Dispute, ...]
    """What one side says and another denies."""
    titles: dict[str, str]
    """Actor -> the title that the latest page gives it."""
    unclear: tuple[Unclear, ...]
    """Where pages themselves are unclear."""
    disagreements: tuple[Disagreement, ...]
    """Claims of which people say different things."""
    pages: tuple[dict[str, object], ...]
    judgements: dict[str, Judgement]
    """Claim id -> the judgement that counts."""
    sources: Sources
    """The pages that speak, with their texts."""

    def changes(
        self,
        since: str = "",
        *,
        after: int | None = None,
        grouped: Mapping[tuple[str, str], Sequence[Row]] | None = None,
    ) -> tuple[Change, ...]:
        """What pages of `since` and later changed, or those that came to the case after page `after`."""
        return changes(
            since,
            after=after,
            grouped=grouped,
            positions=self.positions,
            meetings=self.meetings,
            conditions=self.conditions,
            events=self.events,
            issues=self.issues,
            disputes=self.disputes,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseChanges:
    """What changed in a case since a day."""

    title: str
    changes: tuple[Change, ...]
    pages: tuple[dict[str, object], ...]


def gather_changes(case: Case, since: str) -> CaseChanges:
    """What pages of `since` and later changed: the same as `gather(case).changes(since)`, but only what that needs is loaded.

    Positions and meetings are told apart and joined over all pages; of conditions and events the new ones suffice.

    Raises
    ------
    RecordError
        ``record.day`` where `since` is no day.
    """
    late = Filter(since=since)
    title = case.title
    with uncollected(), case.read() as connection:
        identities, judgements = identify(connection), all_standing(connection)
        whole = load_sources(connection)
        new = later(whole, since)

        def of(kind: str, on: Collection[str] | None = None) -> tuple[Row, ...]:
            return rows(connection, kind, identities=identities, judgements=judgements, sources=whole, on=on)

        def new_of(kind: str) -> tuple[Row, ...]:
            return rows(connection, kind, late, identities=identities, judgements=judgements, sources=new)

        def seats_of(meetings: Sequence[CaseMeeting]) -> tuple[Row, ...]:
            """Who is said to come, on the pages of meetings of which a new page speaks."""
            fresh = [m for m in meetings if any(row.day >= since for row in m.rows)]
            numbers = {row.page for m in fresh for row in m.rows}
            named = [key for key, page in whole.pages.items() if page.number in numbers]
            return of("attendance", named if len(named) <= MOST_PAGES else None)

        positions = of("positions")
        known_sides = sides(connection, identities)
        found = changes(
            since,
            positions=positions,
            meetings=join(of("meetings"), seats_of, known_sides, identities.kinds),
            conditions=new_of("conditions"),
            events=new_of("events"),
            issues=cluster((r.what for r in positions if r.what), edits_of(connection)),
            disputes=disputes(
                connection,
                events=contested_events(connection, identities, judgements, whole),
                forms=surface_forms(connection, identities),
                known_sides=known_sides,
                identities=identities,
                judgements=judgements,
                sources=whole,
            ),
        )
        return CaseChanges(title=title, changes=found, pages=tuple(pages(connection)))


def gather(case: Case, wanted: Filter | None = None, *, weighed: int | None = None) -> CaseState:
    """Gather the state of a case, of the pages and parties that a filter lets through.

    Parameters
    ----------
    weighed
        For a brief, which shows the latest events and counts the others: how many of them a draft weighs. Of a case of years
        only what it needs of them is loaded then.
    """
    with uncollected(), case.read() as connection:
        return gather_on(connection, case.title, wanted, weighed=weighed)


def gather_on(
    connection: Connection, title: str, wanted: Filter | None = None, *, weighed: int | None = None
) -> CaseState:
    """As `gather`, on an open connection."""
    identities = identify(connection)
    judgements = all_standing(connection)
    sources = load_sources(connection, wanted)

    def of(kind: str) -> tuple[Row, ...]:
        return rows(connection, kind, wanted, identities=identities, judgements=judgements, sources=sources)

    positions = of("positions")
    issues = cluster((r.what for r in positions if r.what), edits_of(connection))
    known_sides = sides(connection, identities)
    found = standings(positions, issues)
    conditions = of("conditions")
    forms = surface_forms(connection, identities)
    all_pages = tuple(pages(connection))
    counts = None
    if weighed is not None and len(sources.pages) > LONG_CASE and sources.every and wanted in (None, Filter()):
        found_events = latest_events(
            connection, newest_day(all_pages), weighed, identities=identities, judgements=judgements, sources=sources
        )
        events, counts = found_events.rows, found_events.counts
    else:
        events = of("events")
    waiting = waits(conditions, forms, known_sides)
    met = join(of("meetings"), of("attendance"), known_sides, identities.kinds)
    return CaseState(
        title=title,
        identities=identities,
        issues=issues,
        sides=known_sides,
        positions=positions,
        standings=found,
        rifts=rifts(found, known_sides),
        meetings=met,
        conditions=conditions,
        forms=forms,
        waits=waiting,
        mutual=mutual(pending(waiting, _held(met, known_sides), known_sides), known_sides, forms),
        events=events,
        event_counts=counts,
        disputes=disputes(
            connection,
            events=events,
            forms=forms,
            known_sides=known_sides,
            identities=identities,
            judgements=judgements,
            wanted=wanted,
            sources=sources,
        ),
        titles=latest_titles(connection, identities),
        unclear=unclear(connection),
        disagreements=disagreements(connection),
        pages=all_pages,
        judgements=judgements,
        sources=sources,
    )


def _held(meetings: Iterable[CaseMeeting], known_sides: Mapping[str, str]) -> list[tuple[set[str], str]]:
    """The sides of talks that took place, with the day of the page that tells it."""
    return [
        ({side_of(party, known_sides) for party in meeting.parties}, meeting.current.day)
        for meeting in meetings
        if meeting.status is MeetingStatus.HELD and meeting.current.dated
    ]


def _put_in_place(known: Sequence[Row], fresh: Sequence[Row], touched: Set[str], sources: Sources) -> tuple[Row, ...]:
    """Rows with those that were touched as they are now, each where it belongs now."""
    found = [row for row in known if row.claim_id not in touched]
    for row in fresh:
        insort(found, row, key=place_of(sources))
    return tuple(found)


def gather_judged(case: Case, before: CaseState) -> CaseState:
    """The state of a whole case to which nothing but judgements was added since another state of it.

    What they touch is worked out anew, the rest is taken over: the same as `gather`, in a fraction of the time.

    Parameters
    ----------
    before
        Made by `gather` without a filter; since then no page, name or issue has changed.
    """
    with uncollected(), case.read() as connection:
        judgements = all_standing(connection)
        touched = {
            claim
            for claim in {*judgements, *before.judgements}
            if judgements.get(claim) != before.judgements.get(claim)
        }
        kinds = kinds_of(connection, touched)
        names, sources = before.identities, before.sources

        def of(kind: str) -> tuple[Row, ...]:
            return rows(connection, kind, identities=names, judgements=judgements, sources=sources)

        def anew(kind: str, known: Sequence[Row]) -> tuple[Row, ...]:
            if len(touched) > MOST_TOUCHED:
                return of(kind)
            claims = sorted(touched)
            fresh = rows(connection, kind, identities=names, judgements=judgements, sources=sources, claims=claims)
            return _put_in_place(known, fresh, touched, sources)

        state = replace(before, judgements=judgements, disagreements=disagreements(connection))
        if "positions" in kinds:
            positions = anew("positions", before.positions)
            same = [r.what for r in positions] == [r.what for r in before.positions]
            issues = before.issues if same else cluster((r.what for r in positions if r.what), edits_of(connection))
            found = standings(positions, issues)
            state = replace(
                state, positions=positions, issues=issues, standings=found, rifts=rifts(found, before.sides)
            )
        if kinds & {"meetings", "attendance"}:
            joined = join(of("meetings"), of("attendance"), before.sides, names.kinds)
            state = replace(state, meetings=joined)
        if "conditions" in kinds:
            conditions = anew("conditions", before.conditions)
            waiting = waits(conditions, before.forms, before.sides)
            state = replace(state, conditions=conditions, waits=waiting)
        if kinds & {"conditions", "meetings"}:
            still = pending(state.waits, _held(state.meetings, before.sides), before.sides)
            state = replace(state, mutual=mutual(still, before.sides, before.forms))
        if "events" in kinds:
            state = replace(state, events=anew("events", before.events))
        if kinds & {"events", "statements"}:
            found_disputes = disputes(
                connection,
                events=state.events,
                forms=before.forms,
                known_sides=before.sides,
                identities=names,
                judgements=judgements,
                sources=sources,
            )
            state = replace(state, disputes=found_disputes)
        return state
