"""WARC: the pages as they were received, so that evidence survives the live page."""

from __future__ import annotations

import zlib
from typing import BinaryIO

from sqlalchemy import select

from stateofplay.errors import PageError
from stateofplay.exchange.formats.parts.format import Format, Written
from stateofplay.exchange.formats.parts.material import Material, page_address, source_name
from stateofplay.pages.archive import ArchivedPage, write_archive
from stateofplay.pages.sniffing import sniff
from stateofplay.record.storage.tables import PAGE


def write(material: Material, out: BinaryIO) -> Written:
    """Write one response record a page, one page in memory at a time."""
    columns = (
        PAGE.c.number,
        PAGE.c.source,
        PAGE.c.address,
        PAGE.c.raw,
        PAGE.c.added_at,
        PAGE.c.published,
        PAGE.c.published_source,
    )
    query = select(*columns).order_by(PAGE.c.number)
    count = 0
    for row in material.connection.execution_options(yield_per=20).execute(query).mappings():
        raw = zlib.decompress(row["raw"])
        page = ArchivedPage(
            url=material.address(page_address(dict(row))),
            data=raw,
            fetched=f"{row['added_at'][:19]}Z",
            content_type=_media_type(raw),
            published=row["published"] if row["published_source"] == "given" else None,
            source=material.address(row["source"] if material.full_sources else source_name(row["source"])),
        )
        out.write(write_archive([page]))
        count += 1
    return Written(count=count, what="pages")


def _media_type(raw: bytes) -> str:
    """What the bytes are to our own reader, so that the archive reads as the pages did."""
    try:
        kind = sniff(raw, name="page")
    except PageError:
        kind = ""
    return {"html": "text/html", "text": "text/plain"}.get(kind, "application/octet-stream")


FORMAT = Format(
    name="warc",
    suffix=".warc.gz",
    media="application/warc",
    says="Every page and version as received, as a web archive (WARC 1.1, gzipped record by record): for keeping evidence.",
    fields=(
        ("WARC-Target-URI", "address of the page, or a URN of its number in the case where it came from a file"),
        ("WARC-Date", "when it was added to the case"),
        ("Content-Type", "what the bytes look like; the server's own header is not kept"),
        ("StateOfPlay-Published", "the day of publication, where a user gave it"),
        ("StateOfPlay-Source", "what the case calls the page's source"),
    ),
    write=write,
    binary=True,
)
