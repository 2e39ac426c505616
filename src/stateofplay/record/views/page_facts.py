"""One page of a case: where it came from, and which other pages it is a copy or a version of."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, or_, select

from stateofplay.errors import RecordError
from stateofplay.model import Article
from stateofplay.record.judging.judgements import find_claim
from stateofplay.record.storage.tables import CLAIM, PAGE
from stateofplay.record.views.claim_rows import ARTICLE, article_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """A page with its kin, all by the numbers that people call them by."""

    id: str
    number: int
    source: str
    address: str | None
    added_at: str
    reader: str
    copy_of: int | None
    copies: tuple[int, ...]
    earlier: int | None
    """The version that it takes the place of."""
    newer: int | None
    """The version that took its place."""
    article: Article


# Made once: a page is asked for with every click on a claim, and making a question takes longer than asking it.
_FACTS = select(
    PAGE.c.id, PAGE.c.source, PAGE.c.address, PAGE.c.added_at, PAGE.c.reader, PAGE.c.copy_of, PAGE.c.earlier, *ARTICLE
).where(PAGE.c.number == bindparam("page"))
_KIN = (
    select(PAGE.c.number, PAGE.c.copy_of, PAGE.c.earlier)
    .where(or_(PAGE.c.copy_of == bindparam("page"), PAGE.c.earlier == bindparam("page")))
    .order_by(PAGE.c.number)
)


def page_facts(connection: Connection, number: int) -> PageFacts:
    """What is known of a page.

    Raises
    ------
    RecordError
        ``record.no_such_page``.
    """
    row = connection.execute(_FACTS, {"page": number}).first()
    if row is None:
        raise RecordError(
            f"the case has no page {number}", slug="record.no_such_page", hint="The list of sources has all pages."
        )

    def number_of(page_id: str | None) -> int | None:
        found: int | None = connection.execute(select(PAGE.c.number).where(PAGE.c.id == page_id)).scalar()
        return found

    kin = connection.execute(_KIN, {"page": row.id}).all()
    return PageFacts(
        id=row.id,
        number=number,
        source=row.source,
        address=row.address,
        added_at=row.added_at,
        reader=row.reader or "",
        copy_of=number_of(row.copy_of) if row.copy_of else None,
        copies=tuple(other.number for other in kin if other.copy_of == row.id),
        earlier=number_of(row.earlier) if row.earlier else None,
        newer=next((other.number for other in reversed(kin) if other.earlier == row.id), None),
        article=article_of(row._mapping),
    )


def place_of_claim(connection: Connection, claim: str) -> tuple[str, str, int]:
    """The full id of a claim, its kind, and the number of its page.

    Raises
    ------
    RecordError
        As `find_claim`.
    """
    found = find_claim(connection, claim)
    query = select(CLAIM.c.kind, PAGE.c.number).join(PAGE, PAGE.c.id == CLAIM.c.page_id).where(CLAIM.c.id == found)
    row = connection.execute(query).one()
    return found, row.kind, row.number
