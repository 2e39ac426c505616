"""The pages of a case: where each came from, copies and versions, and what is watched."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import select

from stateofplay.exchange.brief.wording import count
from stateofplay.exchange.formats.parts.material import source_name
from stateofplay.record.storage.tables import CLAIM, LOST, PAGE
from stateofplay.service.library import KeptCase
from stateofplay.service.views.checking.evidence import ALONE, kin_of
from stateofplay.service.views.records import Sheet, moment

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
    newer: int | None
    """The version that took its place: of this one only the claims are counted that the newer one lost."""
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
            "newer",
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
    told = count(copies, "of them a copy that counts", "of them copies that count")
    told += " as no source of its own" if copies == 1 else " as no sources of their own"
    total = len(kept.state.pages)
    return PagesView(
        case=kept.id,
        title="Pages",
        lead=f"{count(total, 'page')}{f', {told}' if copies else ''}.",
        pages=tuple(_listed(kept, p, counts) for p in found[offset : offset + step]),
        offset=offset,
        total=len(found),
        words=words,
    )


def _listed(kept: KeptCase, page: dict[str, object], counts: Counter[int]) -> ListedPage:
    number = int(str(page["number"]))
    source = str(page["source"])
    return ListedPage(
        number=number,
        title=str(page["title"] or source_name(source)),
        source=source_name(source),
        site=str(page["site"] or ""),
        published=str(page["published"] or ""),
        language=str(page["language"] or ""),
        added_at=moment(str(page["added_at"])),
        claims=counts[number],
        copy_of=page["copy_of"],  # type: ignore[arg-type]
        earlier=page["earlier"],  # type: ignore[arg-type]
        newer=kin_of(kept).get(number, ALONE).newer,
        live=source if source.startswith(("http://", "https://")) else "",
    )


def _counts(kept: KeptCase) -> Counter[int]:
    """Number of a page -> how many claims its page shows: of a copy none, of an older version those that the newer one lost."""
    every = select(PAGE.c.number).join(CLAIM, CLAIM.c.page_id == PAGE.c.id)
    with kept.case.read() as connection:
        counts = Counter(connection.execute(every).scalars())
        lost = Counter(connection.execute(every.join(LOST, LOST.c.claim_id == CLAIM.c.id)).scalars())
    for page in kept.state.pages:
        number = int(str(page["number"]))
        if page["copy_of"] is not None:
            counts[number] = 0
        elif kin_of(kept).get(number, ALONE).newer is not None:
            counts[number] = lost[number]
    return counts
