"""Which pages of a case speak under a filter, loaded once: every view of claims is laid over them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from stateofplay.errors import RecordError
from stateofplay.model.dates import VagueDate
from stateofplay.record.storage.engines import fetch
from stateofplay.record.storage.tables import CLAIM, LOST, PAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which rows to show; a field that is None lets everything through."""

    party: str | None = None
    issue: str | None = None
    since: str | None = None
    """ISO day; pages published on or after it (pages without a date: added on or after it)."""
    until: str | None = None
    source: str | None = None
    status: str | None = None
    rejected: bool = False
    """Show rejected claims too."""

    def __post_init__(self) -> None:
        for day in (self.since, self.until):
            if day is not None and (VagueDate.parse(day) is None or "W" in day):
                raise RecordError(
                    f"{day!r} is no day, month or year",
                    slug="record.day",
                    hint="Write it as 2025-06-01, 2025-06 or 2025.",
                )


UNDATED = "undated page"
"""Stands for the day of a page that has none, where people read it."""


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A page as its claims need it."""

    number: int
    source: str
    site: str | None
    day: str
    """Day of publication, or else of adding."""
    dated: bool
    text: str
    copies: int
    """Further pages that carry the same text."""
    superseded: bool
    """Whether there is a newer version: then only what that one no longer says is shown, as lost."""

    @property
    def told_day(self) -> str:
        """Its day for people."""
        return self.day if self.dated else UNDATED


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The pages that speak, by id; copies do not."""

    pages: Mapping[str, Source]
    lost: Mapping[str, int]
    """Claim id -> number of the newer version in which its sentence is gone."""
    wanted: Filter
    every: bool
    """Whether the filter lets all pages through."""
    places: Mapping[int, int]
    """Number of a page -> its place in the order of days."""


_COPY = PAGE.alias("duplicate")
_NEWER = PAGE.alias("newer")
_DAY = func.coalesce(PAGE.c.published, func.substr(PAGE.c.added_at, 1, 10))
_DAY_OF_NEWER = func.coalesce(_NEWER.c.published, func.substr(_NEWER.c.added_at, 1, 10))


def load_sources(connection: Connection, wanted: Filter | None = None) -> Sources:
    """Load the pages that a filter lets through.

    Returns
    -------
    Sources
        Cost: one query over the pages, whose texts are kept until the views are made; one over the lost claims.
    """
    wanted = wanted or Filter()
    conditions = _conditions(wanted)
    counted = select(_COPY.c.copy_of, func.count()).where(_COPY.c.copy_of.is_not(None)).group_by(_COPY.c.copy_of)
    copies = {row[0]: row[1] for row in connection.execute(counted)}
    newer: list[ColumnElement[bool]] = [_NEWER.c.earlier.is_not(None)]
    if wanted.until:
        # As of that day the newer version was not there yet.
        newer.append(_until(_DAY_OF_NEWER, wanted.until))
    superseded = set(connection.execute(select(_NEWER.c.earlier).where(*newer)).scalars())
    columns = (PAGE.c.id, PAGE.c.number, PAGE.c.source, PAGE.c.site, PAGE.c.published, PAGE.c.text)
    query = select(*columns, _DAY.label("day")).where(PAGE.c.copy_of.is_(None), *conditions)
    pages = {
        id: Source(
            number=number,
            source=source,
            site=site,
            day=day,
            dated=published is not None,
            text=text,
            copies=copies.get(id, 0),
            superseded=id in superseded,
        )
        for id, number, source, site, published, text, day in fetch(connection, query)
    }
    ordered = sorted(pages.values(), key=lambda page: (page.day, page.number))
    lost = select(LOST.c.claim_id, _NEWER.c.number).join(_NEWER, _NEWER.c.id == LOST.c.page_id).where(*newer)
    return Sources(
        pages=pages,
        lost={row.claim_id: row.number for row in connection.execute(lost)},
        wanted=wanted,
        every=not conditions,
        places={page.number: place for place, page in enumerate(ordered)},
    )


def later(sources: Sources, since: str) -> Sources:
    """Of all pages those of a day and later."""
    pages = {key: page for key, page in sources.pages.items() if page.day >= since}
    return replace(sources, pages=pages, wanted=Filter(since=since), every=False)


def claims_of(sources: Sources, query: Select[tuple[object, ...]]) -> Select[tuple[object, ...]]:
    """Narrow a query over claims to the pages that speak."""
    if sources.every:
        return query
    inside = select(PAGE.c.id).where(PAGE.c.copy_of.is_(None), *_conditions(sources.wanted))
    return query.where(CLAIM.c.page_id.in_(inside))


def _conditions(wanted: Filter) -> list[ColumnElement[bool]]:
    out: list[ColumnElement[bool]] = []
    if wanted.since:
        out.append(wanted.since <= _DAY)
    if wanted.until:
        out.append(_until(_DAY, wanted.until))
    if wanted.source:
        pattern = f"%{wanted.source}%"
        out.append(or_(PAGE.c.source.ilike(pattern), PAGE.c.site.ilike(pattern)))
    return out


def _until(day: ColumnElement[str], until: str) -> ColumnElement[bool]:
    return func.substr(day, 1, len(until)) <= until
