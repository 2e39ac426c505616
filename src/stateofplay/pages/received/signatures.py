"""How files of a kind begin: feeds, web archives, zip archives, mailboxes."""

from __future__ import annotations

import re

_ROOT = re.compile(rb"<(?![!?])(?:[\w.-]{1,40}:)?([\w.-]{1,40})[\s>/]")
_FEED_ROOTS = (b"rss", b"feed", b"rdf")
_LEAD = re.compile(
    rb"(?:\s+|<\?.{0,2000}?\?>|<!--.{0,20000}?-->|<!DOCTYPE\s[^>\[]{0,500}(?:\[[^\]]{0,5000}\])?\s*>)*", re.S
)
BOM = re.compile(rb"^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*")
_MBOX = re.compile(rb"From \S+.*\d\d:\d\d.*\d{4}.*\r?\n[\w-]{2,40}:")


def is_feed(data: bytes) -> bool:
    """Whether the first element of a document is that of RSS or Atom, under any prefix.

    A feed may carry whole HTML pages inside; what it is, its root says.

    Examples
    --------
    >>> is_feed(b"<?xml version='1.0'?><atom:feed xmlns:atom='http://www.w3.org/2005/Atom'/>"), is_feed(b"<p>An RSS</p>")
    (True, False)
    """
    head = BOM.sub(b"", data[:40_000].replace(b"\x00", b""), count=1)
    lead = _LEAD.match(head)
    root = _ROOT.match(head, lead.end() if lead else 0)
    return bool(root and root[1].lower() in _FEED_ROOTS)


def is_warc(data: bytes) -> bool:
    """Whether a file begins as a web archive does, gzipped or not."""
    head = data[:4096]
    if head.startswith(b"\x1f\x8b"):
        return unzip_head(head).startswith(b"WARC/")
    return BOM.sub(b"", head, count=1).startswith(b"WARC/")


def is_zip_of(data: bytes, *marks: bytes) -> bool:
    """Whether a zip archive names such members near its beginning or its end."""
    return data.startswith(b"PK\x03\x04") and any(m in data[:4096] or m in data[-4096:] for m in marks)


def is_mbox(data: bytes) -> bool:
    """Whether a file is a mailbox: "From " with an address and a time, then a header."""
    return bool(_MBOX.match(data[:2000]))


def unzip_head(data: bytes) -> bytes:
    """The first bytes inside a gzip archive, or nothing where it is broken."""
    import zlib

    try:
        return zlib.decompressobj(31).decompress(data[:4096], 64)
    except zlib.error:
        return b""
