"""Add a page that was read: in a transaction, all of it or nothing, so that a stop at any moment tears or doubles none."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qsl, quote_plus, urlencode, urlsplit

import msgspec
from sqlalchemy import Connection, bindparam, func, select

from stateofplay.language.sentences import cut_sentences
from stateofplay.model import Article, Reading
from stateofplay.model.addresses import masked_address, plain_address
from stateofplay.model.copying import COPY
from stateofplay.model.ids import digest
from stateofplay.model.tongues.tables import is_unread, not_read
from stateofplay.record.intake import similarity
from stateofplay.record.judging.carrying import carry_judgements
from stateofplay.record.storage.case import now
from stateofplay.record.storage.claims import claim_row
from stateofplay.record.storage.columns import Row
from stateofplay.record.storage.engines import fetch, put
from stateofplay.record.storage.tables import ACTOR, BAND, CLAIM, LOST, PAGE, SENTENCE


class AddingOutcome(StrEnum):
    """What adding a page came to."""

    NEW = "new"
    SAME = "same"
    """These bytes are in the case already."""
    COPY = "copy"
    """The same story as a page of the case: kept, but no source of its own."""
    VERSION = "version"
    """A newer version of a page at the same address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A page as added."""

    outcome: AddingOutcome
    page_id: str
    number: int
    claims: int
    of: int | None = None
    """Number of the page that it is the same as, a copy of, or a newer version of."""
    resemblance: float | None = None
    unread: str = ""
    """A plain line where the claims of the page are not read, for its language."""
    lost: int = 0
    """Claims of the earlier version whose sentence is gone."""


# Made once: to put a question together takes as long as to have it answered.
_KNOWN = select(PAGE.c.id, PAGE.c.number).where(PAGE.c.sha256 == bindparam("sha256")).limit(1)
_LAST = select(func.max(PAGE.c.number))
_AT_ADDRESS = (
    select(PAGE.c.id, PAGE.c.number)
    .where(PAGE.c.address == bindparam("address"))
    .order_by(PAGE.c.number.desc())
    .limit(1)
)
_PAGES_ALIKE = (
    select(PAGE.c.id, PAGE.c.number, PAGE.c.signature, PAGE.c.copy_of)
    .where(PAGE.c.id.in_(select(BAND.c.page_id).where(BAND.c.key.in_(map(bindparam, similarity.BANDS))).distinct()))
    .order_by(PAGE.c.number)
)

_TRACKING = re.compile(r"^(?:utm_|fbclid|gclid|mc_|cmp=|ref=\D*$)")
"""What tells where a reader came from. A "ref" with a digit may be a document's symbol, and then names the page."""


def canonical_address(url: str | None) -> str | None:
    """An address without what does not name the page: scheme, www., tracking parameters, fragment, final slash.

    Examples
    --------
    >>> canonical_address("https://www.example.org/a/?utm_source=x&id=3#top")
    'example.org/a?id=3'
    >>> canonical_address("https://example.org/view?4711"), canonical_address("https://example.org/view?ref=S/2024/1")
    ('example.org/view?4711', 'example.org/view?ref=S%2F2024%2F1')
    """
    if not url or "://" not in url:
        return None
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    asked = parse_qsl(parts.query, keep_blank_values=True)
    said = [(k, v) for k, v in asked if not _TRACKING.match(f"{k}={v}".lower())]
    # A bare value, as of "view?4711", names the page like any other.
    query = "&".join(urlencode([pair]) if pair[1] else quote_plus(pair[0]) for pair in said)
    return f"{host}{parts.path.rstrip('/')}{'?' + query if query else ''}" if host else None


def page_identity(source: str, sha256: str) -> str:
    """Id of a page: the same bytes from the same place are the same page."""
    return f"p{digest(source, sha256, length=12)}"


def known(connection: Connection, sha256: str) -> tuple[str, int] | None:
    """Id and number of the page with these bytes, where the case has it: then it need not even be read."""
    row = connection.execute(_KNOWN, {"sha256": sha256}).first()
    return (row.id, row.number) if row else None


def known_bytes(connection: Connection) -> set[str]:
    """Hashes of the pages that the case has, for who adds many."""
    return {sha256 for (sha256,) in fetch(connection, select(PAGE.c.sha256))}


def add_page(
    connection: Connection,
    reading: Reading,
    *,
    source: str,
    raw: bytes,
    sha256: str,
    sentences: Sequence[tuple[int, int]] | None = None,
    mask_tokens: bool = False,
) -> Added:
    """Add one page with everything that was read in it.

    Parameters
    ----------
    connection
        An open transaction of the case.
    reading
        What the page says.
    source, raw, sha256
        Where it came from, its bytes as received, and their hash.
    sentences
        Spans of the article's sentences; cut without a parse where None.
    mask_tokens
        Cover tokens, keys and names of sessions in the addresses that are kept.

    Returns
    -------
    Added
        What came of it. Cost: linear in the page; candidates for copies are found by index.
    """
    if found := known(connection, sha256):
        return Added(outcome=AddingOutcome.SAME, page_id=found[0], number=found[1], claims=0, of=found[1])
    article = reading.article
    # Of whom the page was fetched by, and with which password, the case knows nothing.
    kept = masked_address if mask_tokens else plain_address
    source, url = kept(source), article.url and kept(article.url)
    page_id = page_identity(source, sha256)
    number = (connection.execute(_LAST).scalar() or 0) + 1
    address = canonical_address(url) or canonical_address(source)
    signature = similarity.sign(article.text)
    earlier = _earlier_version(connection, address)
    copied, likeness = (None, None) if earlier else _original(connection, signature)
    page: Row = {
        "id": page_id,
        "number": number,
        "source": source,
        "address": address,
        "site": article.site,
        "title": article.title,
        "published": article.published,
        "published_source": article.published_source,
        "language": article.language,
        "text": article.text,
        "article": _article_rest(article, url),
        "sha256": sha256,
        "raw": zlib.compress(raw, 6),
        "signature": None if signature is None else similarity.pack(signature),
        "copy_of": copied[0] if copied else None,
        "earlier": earlier[0] if earlier else None,
        "ambiguities": msgspec.json.encode(reading.ambiguities).decode(),
        "reader": reading.reader,
        "added_at": now(),
    }
    put(connection, PAGE, [page])
    claims = _claim_rows(page_id, reading)
    put(connection, CLAIM, claims)
    put(connection, ACTOR, _actor_rows(page_id, reading))
    spans = sentences if sentences is not None else cut_sentences(article.text)
    put(
        connection,
        SENTENCE,
        [{"page_id": page_id, "start": a, "end": b, "text": article.text[a:b]} for a, b in spans],
    )
    if signature is not None:
        put(connection, BAND, [{"key": key, "page_id": page_id} for key in similarity.bands(signature)])
    lost = 0
    if earlier:
        lost = lose_claims(connection, earlier[0], page_id, article.text)
        carry_judgements(connection, earlier[0], page_id)
    outcome = AddingOutcome.VERSION if earlier else AddingOutcome.COPY if copied else AddingOutcome.NEW
    of = earlier[1] if earlier else copied[1] if copied else None
    return Added(
        outcome=outcome,
        page_id=page_id,
        number=number,
        claims=len(claims),
        of=of,
        resemblance=likeness,
        lost=lost,
        unread=not_read(article.language, ()) if is_unread(reading.reader) else "",
    )


def _article_rest(article: Article, url: str | None) -> str:
    keep = {
        "url": url,
        "authors": article.authors,
        "repairs": article.repairs,
        "clutter": [(c.text, c.reason) for c in article.clutter],
        **({"sheets": article.sheets} if article.sheets else {}),
        **({"posts": article.posts} if article.posts else {}),
    }
    return msgspec.json.encode(keep).decode()


def _claim_rows(page_id: str, reading: Reading) -> list[Row]:
    rows = (claim_row(page_id, claim) for claim in reading.claims())
    return list({row["id"]: row for row in rows}.values())


def _actor_rows(page_id: str, reading: Reading) -> list[Row]:
    return [
        {
            "page_id": page_id,
            "name": actor.name,
            "kind": str(actor.kind),
            "side": actor.side,
            "roles": msgspec.json.encode(actor.roles).decode(),
            "aliases": msgspec.json.encode(actor.aliases).decode(),
            "identifiers": msgspec.json.encode(actor.identifiers).decode(),
            "mentions": actor.mentions,
            "start": actor.evidence.start,
            "end": actor.evidence.end,
        }
        for actor in reading.actors
    ]


def _earlier_version(connection: Connection, address: str | None) -> tuple[str, int] | None:
    if address is None:
        return None
    row = connection.execute(_AT_ADDRESS, {"address": address}).first()
    return (row.id, row.number) if row else None


def _original(
    connection: Connection, signature: similarity.Signature | None
) -> tuple[tuple[str, int] | None, float | None]:
    """The page that a text is a copy of: the most alike, and of a chain of copies the first."""
    if signature is None:
        return None, None
    keys = dict(zip(similarity.BANDS, similarity.bands(signature), strict=True))
    best, likeness = None, COPY
    for row in connection.execute(_PAGES_ALIKE, keys):
        alike = similarity.resemblance(signature, similarity.unpack(row.signature))
        if alike > likeness or (best is None and alike == likeness):
            best, likeness = row, alike
    if best is None:
        return None, None
    if best.copy_of:
        first = connection.execute(select(PAGE.c.id, PAGE.c.number).where(PAGE.c.id == best.copy_of)).one()
        return (first.id, first.number), likeness
    return (best.id, best.number), likeness


def lose_claims(connection: Connection, earlier: str, newer: str, text: str) -> int:
    """Mark the claims of an earlier version whose words are gone from the newer one; say how many there are."""
    old_text = connection.execute(select(PAGE.c.text).where(PAGE.c.id == earlier)).scalar_one()
    query = select(CLAIM.c.id, CLAIM.c.start, CLAIM.c.end).where(CLAIM.c.page_id == earlier)
    gone = [row.id for row in connection.execute(query) if old_text[row.start : row.end] not in text]
    put(connection, LOST, [{"claim_id": claim, "page_id": newer} for claim in gone])
    return len(gone)
