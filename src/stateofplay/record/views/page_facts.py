"""One page of a case: its text, and where it came from."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from stateofplay.errors import RecordError
from stateofplay.model import Article
from stateofplay.record.judging.judgements import find_claim
from stateofplay.record.storage.tables import CLAIM, PAGE
from stateofplay.record.views.claim_rows import ARTICLE, article_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """A page; which others it is a copy or a version of, the list of all pages says."""

    id: str
    number: int
    source: str
    address: str | None
    added_at: str
    reader: str
    article: Article


# Made once: a page is asked for with every click on a claim, and making a question takes longer than asking it.
_FACTS = select(PAGE.c.id, PAGE.c.source, PAGE.c.address, PAGE.c.added_at, PAGE.c.reader, *ARTICLE).where(
    PAGE.c.number == bindparam("page")
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
            f"the case has no page {number}",
            slug="record.no_such_page",
            hint="Search its words: each sentence is shown with the number of its page.",
        )
    return PageFacts(
        id=row.id,
        number=number,
        source=row.source,
        address=row.address,
        added_at=row.added_at,
        reader=row.reader or "",
        article=article_of(row._mapping),
    )


def copies(connection: Connection) -> tuple[str, ...]:
    """Ids of the pages that carry the text of another one. Cost: all pages are read through."""
    return tuple(connection.execute(select(PAGE.c.id).where(PAGE.c.copy_of.is_not(None))).scalars())


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
