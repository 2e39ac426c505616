"""The pages of a case: where each came from, copies and versions, and what is watched."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import select

from stateofplay.exchange.formats.parts.material import source_name
from stateofplay.record.storage.tables import CLAIM, PAGE
from stateofplay.service.library import KeptCase
from stateofplay.service.views.records import Sheet

STEP = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPage:
    """One page."""

    number: int
    title: str
    source: str
    site: str
    published: str
    language: str
    added_at: str
    claims: int
    copy_of: int | None
    earlier: int | None
    live: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PagesView:
    """The pages of a case, the newest first."""

    case: str
    title: str
    lead: str
    pages: tuple[ListedPage, ...]
    offset: int
    total: int
    words: str

    def sheet(self) -> Sheet:
        """One row a page."""
        names = (
            "number",
            "title",
            "source",
            "site",
            "published",
            "language",
            "added_at",
            "claims",
            "copy_of",
            "earlier",
        )
        return Sheet(columns=names, rows=tuple(tuple(getattr(p, n) for n in names) for p in self.pages))


def pages_view(kept: KeptCase, *, offset: int = 0, words: str = "", step: int = STEP) -> PagesView:
    """The pages whose title, source or site has some words."""
    counts = kept.once("claims by page", lambda: _counts(kept))
    wanted = words.casefold()
    found = []
    for page in reversed(kept.state.pages):
        told = " ".join(str(page[k] or "") for k in ("title", "source", "site")).casefold()
        if wanted in told:
            found.append(page)
    found.sort(key=lambda p: str(p["published"] or ""), reverse=True)
    copies = sum(p["copy_of"] is not None for p in kept.state.pages)
    total = len(kept.state.pages)
    return PagesView(
        case=kept.id,
        title="Pages",
        lead=f"{total} {'page' if total == 1 else 'pages'}, {copies} of them copies that count as no source of their own."
        if copies
        else f"{total} {'page' if total == 1 else 'pages'}.",
        pages=tuple(_listed(p, counts) for p in found[offset : offset + step]),
        offset=offset,
        total=len(found),
        words=words,
    )


def _listed(page: dict[str, object], counts: Counter[int]) -> ListedPage:
    number = int(str(page["number"]))
    source = str(page["source"])
    return ListedPage(
        number=number,
        title=str(page["title"] or source_name(source)),
        source=source_name(source),
        site=str(page["site"] or ""),
        published=str(page["published"] or ""),
        language=str(page["language"] or ""),
        added_at=str(page["added_at"])[:16].replace("T", " "),
        claims=counts[number],
        copy_of=page["copy_of"],  # type: ignore[arg-type]
        earlier=page["earlier"],  # type: ignore[arg-type]
        live=source if source.startswith(("http://", "https://")) else "",
    )


def _counts(kept: KeptCase) -> Counter[int]:
    query = select(PAGE.c.number).join(CLAIM, CLAIM.c.page_id == PAGE.c.id)
    with kept.case.read() as connection:
        return Counter(connection.execute(query).scalars())
