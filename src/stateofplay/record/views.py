"""Views: what a user sees is computed from claims and judgements, and every row opens to its sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import msgspec
from sqlalchemy import Connection, Select, and_, func, or_, select

from stateofplay.model import Article, Clutter
from stateofplay.record.columns import COLUMN_OF
from stateofplay.record.identity import Identities, identify
from stateofplay.record.judgements import Judgement, Verdict, all_standing
from stateofplay.record.tables import CLAIM, LOST, PAGE


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One claim as a view shows it: corrected where a person corrected it, with the words it rests on."""

    claim_id: str
    kind: str
    party: str | None
    other: str | None
    what: str | None
    state: str | None
    date: str | None
    place: str | None
    flag: bool
    said_by: str | None
    firmness: str
    confidence: float
    page: int
    source: str
    site: str | None
    day: str
    """Day of the page: published, or else added."""
    start: int
    end: int
    quote: str
    verdict: str | None = None
    corrected: bool = False
    lost_in: int | None = None
    """Number of the newer version of its page in which its sentence is gone."""
    copies: int = 0
    """Further pages that carry the same text."""
    dated: bool = True
    """Whether its page says when it was published; a page that does not never overrules one that does."""


_DAY = func.coalesce(PAGE.c.published, func.substr(PAGE.c.added_at, 1, 10))
_NEWER = PAGE.alias("newer")
_COPY = PAGE.alias("duplicate")
_LOST_PAGE = PAGE.alias("lost_page")


def rows(
    connection: Connection,
    kind: str,
    wanted: Filter | None = None,
    *,
    identities: Identities | None = None,
    judgements: dict[str, Judgement] | None = None,
    claims: Sequence[str] | None = None,
) -> tuple[Row, ...]:
    """Rows of one kind of claim, in the order of their pages' days and of the text.

    Claims of copies are left out (the original speaks for them, with the number of its copies); of a page with newer
    versions the newest speaks, and what the older one said and the newer does not is shown as lost. With `claims` only those
    of these ids.

    Cost: one query over indexed columns, linear in the rows returned.
    """
    wanted = wanted or Filter()
    identities = identities or identify(connection)
    judgements = all_standing(connection) if judgements is None else judgements
    query = _query(kind, wanted)
    if claims is not None:
        query = query.where(CLAIM.c.id.in_(claims))
    found = (_row(r, identities, judgements) for r in connection.execute(query).mappings())
    return tuple(r for r in found if r is not None and _wanted(r, wanted, identities))


def _query(kind: str, wanted: Filter) -> Select[tuple[object, ...]]:
    newer = select(_NEWER.c.id).where(_NEWER.c.earlier == PAGE.c.id).exists()
    copies = select(func.count()).where(_COPY.c.copy_of == PAGE.c.id).scalar_subquery()
    query = (
        select(
            CLAIM,
            PAGE.c.number,
            PAGE.c.source,
            PAGE.c.site,
            _DAY.label("day"),
            PAGE.c.published.is_not(None).label("dated"),
            copies.label("copies"),
            func.substr(PAGE.c.text, CLAIM.c.start + 1, CLAIM.c.end - CLAIM.c.start).label("quote"),
            _LOST_PAGE.c.number.label("lost_in"),
        )
        .join(PAGE, PAGE.c.id == CLAIM.c.page_id)
        .outerjoin(LOST, LOST.c.claim_id == CLAIM.c.id)
        .outerjoin(_LOST_PAGE, _LOST_PAGE.c.id == LOST.c.page_id)
        .where(CLAIM.c.kind == kind, PAGE.c.copy_of.is_(None), or_(~newer, LOST.c.claim_id.is_not(None)))
        .order_by(_DAY, PAGE.c.number, CLAIM.c.start)
    )
    if wanted.since:
        query = query.where(wanted.since <= _DAY)
    if wanted.until:
        query = query.where(func.substr(_DAY, 1, len(wanted.until)) <= wanted.until)
    if wanted.source:
        pattern = f"%{wanted.source}%"
        query = query.where(or_(PAGE.c.source.ilike(pattern), PAGE.c.site.ilike(pattern)))
    if wanted.status:
        query = query.where(or_(CLAIM.c.state == wanted.status, and_(CLAIM.c.firmness == wanted.status)))
    return query


def _row(raw, identities: Identities, judgements: dict[str, Judgement]) -> Row | None:  # type: ignore[no-untyped-def]
    row = Row(
        claim_id=raw["id"],
        kind=raw["kind"],
        party=raw["party"],
        other=raw["other"],
        what=raw["what"],
        state=raw["state"],
        date=raw["date"],
        place=raw["place"],
        flag=bool(raw["flag"]),
        said_by=raw["said_by"],
        firmness=raw["firmness"],
        confidence=raw["confidence"],
        page=raw["number"],
        source=raw["source"],
        site=raw["site"],
        day=raw["day"],
        start=raw["start"],
        end=raw["end"],
        quote=raw["quote"],
        lost_in=raw["lost_in"],
        copies=raw["copies"],
        dated=bool(raw["dated"]),
    )
    judgement = judgements.get(row.claim_id)
    if judgement is not None:
        row = _judged(row, judgement)
    return replace(
        row,
        party="; ".join(identities.of(p) or p for p in row.party.split("; ")) if row.party else None,
        other=identities.of(row.other),
        said_by=identities.of(row.said_by),
    )


def _judged(row: Row, judgement: Judgement) -> Row:
    changes: dict[str, object] = {"verdict": str(judgement.verdict), "corrected": bool(judgement.correction)}
    for name, value in judgement.correction:
        column = COLUMN_OF[row.kind][name]
        changes[column] = value == "true" if column == "flag" else value or None
    return replace(row, **changes)  # type: ignore[arg-type]


def _wanted(row: Row, wanted: Filter, identities: Identities) -> bool:
    if row.verdict == Verdict.REJECT and not wanted.rejected:
        return False
    if wanted.party is not None:
        names = {n.lower() for n in identities.names_of(wanted.party)} | {wanted.party.lower()}
        parties = {p.lower() for p in (row.party or "").split("; ")} | {(row.other or "").lower()}
        if not any(n in parties or any(n in p.split() for p in parties) for n in names):
            return False
    return wanted.issue is None or wanted.issue.lower() in f"{row.what} {row.other}".lower()


def pages(connection: Connection) -> Sequence[dict[str, object]]:
    """Every page of the case, in the order of adding, with what it is a copy or a version of."""
    original = PAGE.alias("original")
    earlier = PAGE.alias("earlier_page")
    query = (
        select(
            PAGE.c.number,
            PAGE.c.source,
            PAGE.c.site,
            PAGE.c.title,
            PAGE.c.published,
            PAGE.c.address,
            PAGE.c.added_at,
            PAGE.c.language,
            original.c.number.label("copy_of"),
            earlier.c.number.label("earlier"),
        )
        .outerjoin(original, original.c.id == PAGE.c.copy_of)
        .outerjoin(earlier, earlier.c.id == PAGE.c.earlier)
        .order_by(PAGE.c.number)
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def articles(connection: Connection, numbers: Sequence[int] | None = None) -> dict[int, Article]:
    """Articles of some pages, or of all, by page number, as they were read."""
    query = select(PAGE)
    if numbers is not None:
        query = query.where(PAGE.c.number.in_(numbers))
    out = {}
    for row in connection.execute(query).mappings():
        rest = msgspec.json.decode(row["article"], type=ArticleRest)
        out[row["number"]] = Article(
            text=row["text"],
            title=row["title"],
            published=row["published"],
            published_source=row["published_source"],
            language=row["language"],
            site=row["site"],
            sha256=row["sha256"],
            url=rest.url,
            authors=tuple(rest.authors),
            repairs=tuple(rest.repairs),
            clutter=tuple(Clutter(text=text, reason=reason) for text, reason in rest.clutter),
        )
    return out


class ArticleRest(msgspec.Struct):
    """What of an article has no column of its own."""

    url: str | None
    authors: list[str]
    repairs: list[str]
    clutter: list[tuple[str, str]]


def counts(connection: Connection) -> Iterator[tuple[str, int]]:
    """How many claims of each kind the case holds, copies and old versions included."""
    query = select(CLAIM.c.kind, func.count()).group_by(CLAIM.c.kind).order_by(CLAIM.c.kind)
    yield from ((row[0], row[1]) for row in connection.execute(query))
