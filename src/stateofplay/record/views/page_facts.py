"""One page of a case: where it came from, and which other pages it is a copy or a version of."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from stateofplay.errors import RecordError
from stateofplay.model import Article
from stateofplay.record.judging.judgements import find_claim
from stateofplay.record.storage.tables import CLAIM, PAGE
from stateofplay.record.views.claim_rows import articles


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


def page_facts(connection: Connection, number: int) -> PageFacts:
    """What is known of a page.

    Raises
    ------
    RecordError
        ``record.no_such_page``.
    """
    columns = (PAGE.c.id, PAGE.c.source, PAGE.c.address, PAGE.c.added_at, PAGE.c.reader, PAGE.c.copy_of, PAGE.c.earlier)
    row = connection.execute(select(*columns).where(PAGE.c.number == number)).first()
    if row is None:
        raise RecordError(
            f"the case has no page {number}", slug="record.no_such_page", hint="The list of sources has all pages."
        )

    def number_of(page_id: str | None) -> int | None:
        found: int | None = connection.execute(select(PAGE.c.number).where(PAGE.c.id == page_id)).scalar()
        return found

    copies = connection.execute(select(PAGE.c.number).where(PAGE.c.copy_of == row.id).order_by(PAGE.c.number))
    newer = select(PAGE.c.number).where(PAGE.c.earlier == row.id).order_by(PAGE.c.number.desc()).limit(1)
    return PageFacts(
        id=row.id,
        number=number,
        source=row.source,
        address=row.address,
        added_at=row.added_at,
        reader=row.reader or "",
        copy_of=number_of(row.copy_of) if row.copy_of else None,
        copies=tuple(copies.scalars()),
        earlier=number_of(row.earlier) if row.earlier else None,
        newer=connection.execute(newer).scalar(),
        article=articles(connection, [number])[number],
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
