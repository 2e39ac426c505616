"""Full-text search over the sentences of a case, with the claims that rest on each."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from stateofplay.record.storage.tables import CLAIM, PAGE
from stateofplay.record.views.finding_words import find_sentences, read_terms


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchingSentence:
    """A sentence that has the words."""

    page: int
    source: str
    day: str
    """Day of the page: published, or else added."""
    dated: bool
    start: int
    end: int
    text: str
    claims: tuple[tuple[str, str, str], ...]
    """(claim id, kind, its words)."""


def search(connection: Connection, words: str, *, limit: int = 20) -> tuple[MatchingSentence, ...]:
    """Sentences that have all the words (in any of their forms) and phrases, the best first.

    Cost: one lookup in the full-text index, and one query for pages and claims of the hits.
    """
    _, found = find_sentences(connection, read_terms(words), limit=limit)
    if not found:
        return ()
    ids = {row.page_id for row in found}
    pages = {
        p.id: p
        for p in connection.execute(
            select(PAGE.c.id, PAGE.c.number, PAGE.c.source, PAGE.c.published, PAGE.c.added_at).where(PAGE.c.id.in_(ids))
        )
    }
    by_page: dict[str, list[tuple[int, int, str, str, str]]] = {}
    columns = (CLAIM.c.page_id, CLAIM.c.start, CLAIM.c.end, CLAIM.c.id, CLAIM.c.kind, CLAIM.c.party, CLAIM.c.what)
    for c in connection.execute(select(*columns).where(CLAIM.c.page_id.in_(ids), CLAIM.c.kind != "dates")):
        words_of = " ".join(str(x) for x in (c.party, c.what) if x)[:100]
        by_page.setdefault(c.page_id, []).append((c.start, c.end, c.id, c.kind, words_of))
    return tuple(
        MatchingSentence(
            page=pages[row.page_id].number,
            source=pages[row.page_id].source,
            day=pages[row.page_id].published or pages[row.page_id].added_at[:10],
            dated=pages[row.page_id].published is not None,
            start=row.start,
            end=row.end,
            text=row.text,
            claims=tuple(
                (claim, kind, said)
                for start, end, claim, kind, said in sorted(by_page.get(row.page_id, ()))
                if start < row.end and row.start < end
            ),
        )
        for row in found
    )
