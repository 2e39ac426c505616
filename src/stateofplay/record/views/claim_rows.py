"""Views: what a user sees is computed from claims and judgements, and every row opens to its sentence."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, RowMapping, Select, bindparam, func, or_, select

from stateofplay.model import CLAIM_KINDS, Article, Clutter
from stateofplay.record.actors.identity import Identities, identify
from stateofplay.record.judging.judgements import Judgement, Verdict, all_standing, moved_evidence
from stateofplay.record.storage.claims import BY_HAND
from stateofplay.record.storage.columns import CORRECTABLE
from stateofplay.record.storage.engines import fetch
from stateofplay.record.storage.tables import CLAIM, JUDGEMENT, PAGE
from stateofplay.record.views.sources import UNDATED, Filter, Sources, claims_of, load_sources

__all__ = ["ArticleRest", "Filter", "Row", "articles", "counts", "pages", "rows"]


class Row(msgspec.Struct, frozen=True, gc=False):
    """One claim as a view shows it: corrected where a person corrected it, with the words it rests on.

    A struct, not a dataclass: a case of years makes fifty thousand of them for one answer, and a struct is made twenty times
    as fast. It holds plain values only, so that the garbage collector need not look at it.
    """

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
    by_hand: bool = False
    """Whether a person added it, rather than the reader."""
    readers: str = ""
    """Component with its mark (`stateofplay.model.marks`), where more than the embedded reader read the page."""

    @property
    def told_day(self) -> str:
        """The day of its page, for people: when a page without one was added says nothing of when its words were written."""
        return self.day if self.dated else UNDATED

    @property
    def in_order(self) -> tuple[bool, str]:
        """Its place in time: a page without a day of its own stands before all that have one, and overrules none."""
        return (self.dated, self.day)

    @property
    def is_unjudged(self) -> bool:
        """Whether the reader alone answers for it: its confidence counts only then."""
        return self.verdict is None and not self.by_hand


_COLUMNS = (
    CLAIM.c.id,
    CLAIM.c.page_id,
    CLAIM.c.party,
    CLAIM.c.other,
    CLAIM.c.what,
    CLAIM.c.state,
    CLAIM.c.date,
    CLAIM.c.place,
    CLAIM.c.flag,
    CLAIM.c.said_by,
    CLAIM.c.firmness,
    CLAIM.c.confidence,
    CLAIM.c.start,
    CLAIM.c.end,
    CLAIM.c.component,
)


def rows(
    connection: Connection,
    kind: str,
    wanted: Filter | None = None,
    *,
    identities: Identities | None = None,
    judgements: dict[str, Judgement] | None = None,
    claims: Sequence[str] | None = None,
    on: Collection[str] | Select[tuple[str]] | None = None,
    sources: Sources | None = None,
) -> tuple[Row, ...]:
    """Rows of one kind of claim, in the order of their pages' days and of the text.

    Claims of copies are left out (the original speaks for them, with the number of its copies); of a page with newer
    versions the newest speaks, and what the older one said and the newer does not is shown as lost. With `claims` only those
    of these ids, with `on` only those on pages with these ids or that this query finds. `identities`, `judgements` and `sources`
    are loaded where the caller has not done so.

    Cost: one query over an index, linear in the claims of the kind on the pages that the filter lets through.
    """
    wanted = wanted or Filter()
    identities = identities or identify(connection)
    judgements = all_standing(connection) if judgements is None else judgements
    sources = sources or load_sources(connection, wanted)
    # As an expression where claims are named: by its index of kinds SQLite would look through all of the kind for them.
    of_kind = CLAIM.c.kind if claims is None else func.coalesce(CLAIM.c.kind, "")
    query = claims_of(sources, select(*_COLUMNS).where(of_kind == kind))
    if claims is not None:
        query = query.where(CLAIM.c.id.in_(claims))
    if on is not None:
        query = query.where(CLAIM.c.page_id.in_(on))
    if wanted.status is not None:
        # What a person corrected may have come to be of this status, or have ceased to be; that is seen below.
        corrected = select(JUDGEMENT.c.claim_id).where(JUDGEMENT.c.correction != "{}")
        said = or_(CLAIM.c.state == wanted.status, CLAIM.c.firmness == wanted.status)
        query = query.where(or_(said, CLAIM.c.id.in_(corrected)))
    # The index gives them page by page, so that the database has little left to sort inside one.
    query = query.order_by(CLAIM.c.page_id, CLAIM.c.start, CLAIM.c.id)
    found = _rows(kind, fetch(connection, query), sources, identities.canonical, judgements)
    if judgements or wanted != Filter():
        keep = _sieve(wanted, identities)
        found = [row for row in found if keep(row)]
    places = sources.places
    found.sort(key=lambda row: places[row.page])
    if judgements or connection.dialect.name != "sqlite":
        # A person may have moved a sentence, and a server may sort letters in another way.
        found.sort(key=place_of(sources))
    return tuple(found)


def place_of(sources: Sources) -> Callable[[Row], tuple[int, int, str]]:
    """Where a row belongs: by the day and number of its page, then as it stands in the text. The same in every database."""
    places = sources.places
    return lambda row: (places[row.page], row.start, row.claim_id)


def kinds_of(connection: Connection, claims: Iterable[str]) -> frozenset[str]:
    """The kinds of some claims."""
    query = select(CLAIM.c.kind).where(CLAIM.c.id.in_(list(claims))).distinct()
    return frozenset(connection.execute(query).scalars())


_OF_PAGE = select(CLAIM.c.kind, *_COLUMNS).where(CLAIM.c.page_id == bindparam("page"))


def rows_of_page(
    connection: Connection,
    page_id: str,
    *,
    identities: Identities,
    judgements: Mapping[str, Judgement],
    sources: Sources,
) -> tuple[Row, ...]:
    """All rows of one page, rejected ones too, in the order of the text. Cost: one query over an index."""
    found: dict[str, list[Sequence[Any]]] = {}
    for kind, *columns in connection.execute(_OF_PAGE, {"page": page_id}).all():
        found.setdefault(kind, []).append(columns)
    out: list[Row] = []
    for kind in CLAIM_KINDS:
        out += _rows(kind, found.get(kind, ()), sources, identities.canonical, judgements)
    out.sort(key=lambda row: (row.start, row.end, row.claim_id))
    return tuple(out)


def _rows(
    kind: str,
    raw: Iterable[Sequence[Any]],
    sources: Sources,
    canonical: Mapping[str, str],
    judgements: Mapping[str, Judgement],
) -> list[Row]:
    """Claims as rows. This loop runs once for every claim of a case: what can be looked up is looked up before."""
    pages, lost, out = sources.pages, sources.lost, []
    name_of = canonical.get
    of_page, page = None, None
    for (
        claim_id,
        page_id,
        party,
        other,
        what,
        state,
        date,
        place,
        flag,
        said_by,
        firmness,
        confidence,
        start,
        end,
        component,
    ) in raw:
        if page_id != of_page:
            of_page, page = page_id, pages.get(page_id)
        if page is None:
            continue
        lost_in = lost.get(claim_id) if lost else None
        if lost_in is None and page.superseded:
            continue
        judgement = judgements.get(claim_id) if judgements else None
        if judgement is not None and judgement.correction:
            columns = (party, other, what, state, date, place, flag, said_by, firmness)
            party, other, what, state, date, place, flag, said_by, firmness = _corrected(kind, columns, judgement)
            start, end = moved_evidence(judgement.correction) or (start, end)
        if party is not None:
            party = "; ".join(name_of(p, p) for p in party.split("; ")) if "; " in party else name_of(party, party)
        if other is not None and kind in _OF_ANOTHER:
            other = name_of(other, other)
        if said_by is not None:
            said_by = name_of(said_by, said_by)
        corrected = judgement is not None and bool(judgement.correction)
        # In the order of the fields of `Row`.
        out.append(
            Row(
                claim_id, kind, party, other, what, state, date, place, bool(flag), said_by, firmness, confidence,
                page.number, page.source, page.site, page.day, start, end, page.text[start:end],
                None if judgement is None else str(judgement.verdict), corrected, lost_in, page.copies, page.dated,
                component == BY_HAND, component if " by " in component else "",
            )
        )  # fmt: skip
    return out


_OF_ANOTHER = frozenset({"meetings", "events"})
"""Kinds whose `other` is an actor; elsewhere it is words of the page, which stay as they are."""

_CORRECTED = ("party", "other", "what", "state", "date", "place", "flag", "said_by", "firmness")


def _corrected(kind: str, columns: Sequence[Any], judgement: Judgement) -> list[Any]:
    changed = dict(zip(_CORRECTED, columns, strict=True))
    for name, value in judgement.correction:
        column = CORRECTABLE[kind].get(name)
        if column == "party" and name == "parties":
            changed[column] = "; ".join(part.strip() for part in (value or "").split(";") if part.strip()) or None
        elif column is not None:
            changed[column] = value == "true" if column == "flag" else value or None
    return list(changed.values())


def _sieve(wanted: Filter, identities: Identities) -> Callable[[Row], bool]:
    """A test of rows for what the pages alone do not decide."""
    names = set()
    if wanted.party is not None:
        names = {n.lower() for n in identities.names_of(wanted.party)} | {wanted.party.lower()}
    issue = wanted.issue.lower() if wanted.issue is not None else None

    def keep(row: Row) -> bool:
        if row.verdict == Verdict.REJECT and not wanted.rejected:
            return False
        if wanted.status is not None and wanted.status not in (row.state, row.firmness):
            return False
        if names:
            parties = {p.lower() for p in (row.party or "").split("; ")} | {(row.other or "").lower()}
            if not any(n in parties or any(n in p.split() for p in parties) for n in names):
                return False
        return issue is None or issue in f"{row.what} {row.other}".lower()

    return keep


_OF_PAGES = ("number", "source", "site", "title", "published", "address", "added_at", "language", "reader")


def pages(connection: Connection) -> Sequence[dict[str, object]]:
    """Every page of the case, in the order of adding, with what it is a copy or a version of."""
    original = PAGE.alias("original")
    earlier = PAGE.alias("earlier_page")
    query = (
        select(
            *(PAGE.c[name] for name in _OF_PAGES),
            original.c.number.label("copy_of"),
            earlier.c.number.label("earlier"),
        )
        .outerjoin(original, original.c.id == PAGE.c.copy_of)
        .outerjoin(earlier, earlier.c.id == PAGE.c.earlier)
        .order_by(PAGE.c.number)
    )
    names = (*_OF_PAGES, "copy_of", "earlier")
    return [dict(zip(names, row, strict=True)) for row in fetch(connection, query)]


ARTICLE = (
    PAGE.c.number,
    PAGE.c.text,
    PAGE.c.title,
    PAGE.c.published,
    PAGE.c.published_source,
    PAGE.c.language,
    PAGE.c.site,
    PAGE.c.sha256,
    PAGE.c.article,
)
"""What an article is made of; the bytes as received are several times as large."""


def articles(connection: Connection, numbers: Sequence[int] | None = None) -> dict[int, Article]:
    """Articles of some pages, or of all, by page number, as they were read."""
    query = select(*ARTICLE)
    if numbers is not None:
        query = query.where(PAGE.c.number.in_(numbers))
    return {row["number"]: article_of(row) for row in connection.execute(query).mappings()}


def article_of(row: RowMapping) -> Article:
    """The article of a row with the columns of `ARTICLE`."""
    rest = msgspec.json.decode(row["article"], type=ArticleRest)
    return Article(
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
        sheets=tuple(rest.sheets),
        posts=tuple(rest.posts),
    )


def sheets_of(connection: Connection) -> dict[int, list[tuple[int, int]]]:
    """Of pages that are documents on paper: where in the text each sheet begins, as (offset, number)."""
    query = select(PAGE.c.number, PAGE.c.article).where(PAGE.c.article.contains('"sheets":'))
    return {n: msgspec.json.decode(rest, type=ArticleRest).sheets for n, rest in connection.execute(query)}


class ArticleRest(msgspec.Struct):
    """What of an article has no column of its own."""

    url: str | None
    authors: list[str]
    repairs: list[str]
    clutter: list[tuple[str, str]]
    sheets: list[tuple[int, int]] = []
    posts: list[tuple[int, str]] = []


def counts(connection: Connection) -> Iterator[tuple[str, int]]:
    """How many claims of each kind the case holds, copies and old versions included."""
    query = select(CLAIM.c.kind, func.count()).group_by(CLAIM.c.kind).order_by(CLAIM.c.kind)
    yield from ((row[0], row[1]) for row in connection.execute(query))
