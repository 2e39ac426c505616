"""What kind of thing the bytes are, before anyone tries to read them."""

from __future__ import annotations

import re
from pathlib import PurePath

from stateofplay.errors import PageError
from stateofplay.pages.formats import find_format
from stateofplay.pages.received.signatures import BOM, is_feed, is_mbox, is_warc, is_zip_of, unzip_head

# (first bytes, offset, what people call it)
_MAGIC: tuple[tuple[bytes, int, str], ...] = (
    (b"\x89PNG\r\n", 0, "a PNG image"),
    (b"\xff\xd8\xff", 0, "a JPEG image"),
    (b"GIF8", 0, "a GIF image"),
    (b"WEBP", 8, "a WebP image"),
    (b"\xd0\xcf\x11\xe0", 0, "an old Office document"),
    (b"{\\rtf", 0, "an RTF document"),
    (b"\x1f\x8b", 0, "a gzip archive"),
    (b"BZh", 0, "a bzip2 archive"),
    (b"\xfd7zXZ", 0, "an xz archive"),
    (b"7z\xbc\xaf", 0, "a 7z archive"),
    (b"Rar!", 0, "a RAR archive"),
    (b"ftyp", 4, "a video"),
    (b"\x1aE\xdf\xa3", 0, "a video"),
    (b"ID3", 0, "a sound recording"),
    (b"OggS", 0, "a sound recording"),
    (b"RIFF", 0, "a sound or video recording"),
    (b"\x7fELF", 0, "a program"),
    (b"MZ\x90", 0, "a program"),
    (b"SQLite format 3", 0, "a SQLite database"),
    (b"PAR1", 0, "a Parquet file"),
    (b"filedesc://", 0, "an ARC archive, the form before WARC"),
    (b"\x28\xb5\x2f\xfd", 0, "a Zstandard archive"),
)
_ZIPPED = (
    (b"xl/", "an Excel workbook"),
    (b"ppt/", "a PowerPoint file"),
    (b"opendocument", "an OpenDocument file"),
    (b"epub", "an e-book"),
)
_NAMED = {
    ".pdf": "a PDF document",
    ".docx": "a Word document",
    ".odt": "an OpenDocument text",
    ".epub": "an e-book",
    ".doc": "a Word document",
    ".rtf": "an RTF document",
    ".xlsx": "an Excel workbook",
    ".pptx": "a PowerPoint file",
    ".png": "a PNG image",
    ".jpg": "a JPEG image",
    ".jpeg": "a JPEG image",
}
"""What a file is by its name; bytes that are nothing of the kind and no HTML are refused, lest they be read as words."""
_CONTROL = bytes(b for b in range(32) if b < 9 or 13 < b < 27 or b > 27)
_HTML = re.compile(
    rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<(?:p|div|article|main|table|h1|meta|title|script|span|ul|br|section)(?:\s[^<>]*)?/?>",
    re.I,
)
_TEXTUAL = re.compile(
    r"^(?:text/|application/(?:xhtml\+xml|xml|rss\+xml|atom\+xml|rdf\+xml|warc|octet-stream)|application/[\w.+-]*\+xml)"
)


def sniff(data: bytes, *, name: str, content_type: str | None = None) -> str:
    """Return ``"html"``, ``"text"``, ``"feed"``, ``"container"``, or the name of a format of `stateofplay.pages.formats`.

    Parameters
    ----------
    data
        The page as received.
    name
        What to call the page in an error.
    content_type
        What the HTTP header says, where there was one.

    Raises
    ------
    PageError
        ``pages.empty`` or ``pages.binary``, naming what was found.

    Examples
    --------
    >>> sniff(b"<html><body>Talks</body></html>", name="page")
    'html'
    >>> sniff(b"The talks go on.", name="page")
    'text'
    """
    if not data.strip(b"\x00 \t\r\n\x0b\x0c\xef\xbb\xbf\xff\xfe"):
        raise PageError(f"{name} is empty.", slug="pages.empty", hint="Check the file or address; save the page again.")
    if is_warc(data) or is_zip_of(data, b"archive/", b"datapackage") or is_mbox(data):
        return "container"
    known = find_format(data)
    if known is not None:
        return known.name
    found = _binary(data)
    if found:
        raise PageError(
            f"{name} is {found}, not a page of text.",
            slug="pages.binary",
            hint="Rewrite it as WARC (for example with warcio recompress) and read that file."
            if "ARC" in found
            else "Save or export it as HTML or plain text and read that file.",
        )
    head = data[:8192].replace(b"\x00", b"")  # UTF-16 pages show their tags once the zeros are gone
    start = BOM.sub(b"", head, count=1)
    if is_feed(data):
        return "feed"
    kind = (content_type or "").split(";")[0].strip().lower()
    if kind and not _TEXTUAL.match(kind):
        raise PageError(
            f"{name} is of type {kind}, not a page of text.",
            slug="pages.content-type",
            hint="Give the address of the article itself.",
        )
    if kind in ("text/html", "application/xhtml+xml") or _HTML.search(head):
        return "html"
    if start.startswith(b"<") and _HTML.search(data[:200_000]):
        return "html"
    if (called := _NAMED.get(PurePath(name).suffix.lower())) is not None:
        raise PageError(
            f"{name} is called {called}, and its bytes are none: it is damaged, or something else under that name.",
            slug="pages.misnamed",
            hint="Open it to see what it is, and save it again; a text should be called .txt.",
        )
    return "text"


def _binary(data: bytes) -> str | None:
    if data.startswith(b"PK\x03\x04"):
        return next((what for mark, what in _ZIPPED if mark in data[:4000] or mark in data[-4000:]), "a zip archive")
    if data.startswith(b"\x1f\x8b") and unzip_head(data).startswith(b"filedesc://"):
        return "an ARC archive, the form before WARC"
    for mark, offset, what in _MAGIC:
        if data[offset : offset + len(mark)] == mark:
            return what
    sample = data[:8192]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    zeros = sample.count(0)
    if zeros > len(sample) // 4 and (
        sample[1::2].count(0) > 4 * sample[::2].count(0) or sample[::2].count(0) > 4 * sample[1::2].count(0)
    ):
        return None  # UTF-16 without its mark
    control = len(sample) - len(sample.translate(None, _CONTROL))
    return "binary data" if control > min(max(8, len(sample) // 20), len(sample) // 5) else None
