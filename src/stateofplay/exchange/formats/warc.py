"""WARC: the pages as they were received, so that evidence survives the live page."""

from __future__ import annotations

import zlib
from typing import BinaryIO

from sqlalchemy import select

from stateofplay.exchange.formats.parts.format import Format, Written
from stateofplay.exchange.formats.parts.material import Material, page_address
from stateofplay.pages.archive import ArchivedPage, write_archive
from stateofplay.record.storage.tables import PAGE


def write(material: Material, out: BinaryIO) -> Written:
    """Write one response record a page, one page in memory at a time."""
    query = select(PAGE.c.number, PAGE.c.source, PAGE.c.address, PAGE.c.raw, PAGE.c.added_at).order_by(PAGE.c.number)
    count = 0
    for row in material.connection.execution_options(yield_per=20).execute(query).mappings():
        raw = zlib.decompress(row["raw"])
        fetched = f"{row['added_at'][:19]}Z"
        page = ArchivedPage(url=page_address(dict(row)), data=raw, fetched=fetched, content_type=_media_type(raw))
        out.write(write_archive([page]))
        count += 1
    return Written(count=count, what="pages")


def _media_type(raw: bytes) -> str:
    head = raw[:2000].lower()
    return "text/html" if b"<html" in head or b"<!doctype html" in head or b"<p" in head else "text/plain"


FORMAT = Format(
    name="warc",
    suffix=".warc.gz",
    says="Every page and version as received, as a web archive (WARC 1.1, gzipped record by record): for keeping evidence.",
    fields=(
        ("WARC-Target-URI", "address of the page, or a URN of its number in the case where it came from a file"),
        ("WARC-Date", "when it was added to the case"),
        ("Content-Type", "what the bytes look like; the server's own header is not kept"),
    ),
    write=write,
    binary=True,
)
