"""Web archives (WARC, WACZ): pages kept as they came, with address, time and headers."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import BinaryIO

from stateofplay.errors import PageError
from stateofplay.pages.harvest import Harvest
from stateofplay.pages.received.codings import undo_codings

MAX_RECORD = 20_000_000
"""Bodies above this size are passed over unless the caller says otherwise."""

_HEAD_END = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})")
_LENGTH = re.compile(rb"(?im)^content-length:[ \t]*(\d{1,15})[ \t]*\r?$")
# media types -> what people call them; what is not listed is taken for a page and judged by its bytes
_PASSED = (
    (re.compile(r"^text/css|javascript|^application/(?:ecmascript|wasm)"), "style sheets and scripts"),
    (
        re.compile(r"^(?:image|video|audio|font)/|^application/(?:font|vnd\.ms-fontobject|x-font)"),
        "images, sounds and fonts",
    ),
    (
        re.compile(r"json|^application/(?:rss|atom)\+xml|^(?:text|application)/xml|^text/(?:csv|calendar|dns)"),
        "data files and feeds",
    ),
)
_GIVEN, _CALLED = "StateOfPlay-Published", "StateOfPlay-Source"
"""Fields of our own in a record's head: the day that a user gave for the page, and what the case called its source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedPage:
    """One page of a web archive.

    `fetched` is the time of the fetch in UTC, ``2031-05-04T10:00:00Z``; `published` the day that a user gave, and
    `source` what a case called it; `cut` a sentence where the record holds less than it was to hold.
    """

    url: str
    data: bytes
    fetched: str
    content_type: str | None = None
    charset: str | None = None
    status: int = 200
    published: str | None = None
    source: str | None = None
    cut: str | None = None


def write_archive(pages: Iterable[ArchivedPage], *, compress: bool = True) -> bytes:
    """Write pages as a WARC 1.1 file, one response record each, gzipped record by record.

    Examples
    --------
    >>> page = ArchivedPage(url="https://news.example/a", data=b"<p>Talks</p>", fetched="2031-05-04T10:00:00Z")
    >>> [p.url for p in read_archive(write_archive([page]))]
    ['https://news.example/a']
    """
    from fastwarc.warc import WarcRecord, WarcRecordType

    stream = io.BytesIO()
    for page in pages:
        record = WarcRecord()
        record.init_headers(record_type=WarcRecordType.response)
        record.headers["WARC-Target-URI"] = page.url
        record.headers["WARC-Date"] = page.fetched
        record.headers["Content-Type"] = "application/http; msgtype=response"
        for field, value in ((_GIVEN, page.published), (_CALLED, page.source)):
            if value and value.isprintable():
                record.headers[field] = value
        kind = page.content_type or "application/octet-stream"
        kind = f"{kind}; charset={page.charset}" if page.charset else kind
        fields = f"Content-Type: {kind}\r\nContent-Encoding: identity\r\nContent-Length: {len(page.data)}\r\n"
        head = f"HTTP/1.1 {page.status} OK\r\n{fields}\r\n"
        record.set_bytes_content(head.encode("latin-1", "replace") + page.data)
        plain = io.BytesIO()
        record.write(plain, checksum_data=True)
        stream.write(gzip.compress(plain.getvalue(), mtime=0) if compress else plain.getvalue())
    return stream.getvalue()


def read_archive(data: bytes, *, name: str = "The archive") -> Iterator[ArchivedPage]:
    """Read the pages of a WARC file in memory, gzipped or not, one at a time; see `harvest_pages`."""
    return harvest_pages(io.BytesIO(data), name=name)


def harvest_pages(
    stream: BinaryIO, *, name: str = "The archive", max_bytes: int = MAX_RECORD, harvest: Harvest | None = None
) -> Iterator[ArchivedPage]:
    """Take the pages out of a WARC stream, one at a time.

    Pages are the responses with a status of 2xx whose body is no style sheet, script, image or data file, and the records
    `resource` and `conversion` of the same kind. What is passed over is counted in `harvest`, and where the archive is
    damaged or ends inside a record its notes say so.

    Raises
    ------
    PageError
        ``pages.archive`` where not one record can be read.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    harvest = harvest if harvest is not None else Harvest()
    taken = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion | WarcRecordType.revisit
    number, last, short = 0, 0, False
    try:
        for record in ArchiveIterator(stream, parse_http=False):
            number += 1
            last = record.stream_pos
            if not record.record_type & taken:
                continue
            declared = record.content_length
            if declared > 2 * max_bytes:
                harvest.passed["pages that are too large"] += 1
                continue
            block = record.reader.read()
            short = len(block) < declared
            if record.record_type == WarcRecordType.revisit:
                harvest.passed["revisits, whose page the archive keeps elsewhere"] += 1
                continue
            cut = _tell_cut(name, number, len(block), declared) if short else None
            fields = {k.lower(): v for k, v in record.headers.items()}
            try:
                page = _read_record(fields, block, name, max_bytes, harvest, cut)
            except PageError as error:
                harvest.passed["pages that are damaged or too large"] += 1
                harvest.notes.append(f"Record {number}: {error.sentence}")
                continue
            if page is not None:
                yield page
    except (ValueError, OSError, RuntimeError) as error:
        if number == 0:
            raise PageError(
                f"{name} is damaged: {error}.", slug="pages.archive", hint="Fetch the archive again."
            ) from None
        harvest.notes.append(f"{name} is damaged behind record {number}: {error}.")
        return
    if number == 0:
        raise PageError(
            f"{name} is damaged: it holds no whole record.", slug="pages.archive", hint="Fetch the archive again."
        )
    inside = number if short else number + beyond if (beyond := _find_end(stream, last)) is not None else None
    if inside is not None:
        harvest.notes.append(f"{name} is cut short: it ends inside record {inside}.")


def harvest_wacz(
    stream: BinaryIO, *, name: str = "The archive", max_bytes: int = MAX_RECORD, harvest: Harvest | None = None
) -> Iterator[ArchivedPage]:
    """Take the pages out of the WARC files of a WACZ, in the order of their names."""
    try:
        with zipfile.ZipFile(stream) as archive:
            inside = sorted(n for n in archive.namelist() if re.search(r"\.warc(?:\.gz)?$", n))
            for member in inside:
                with archive.open(member) as warc:
                    seekable = io.BytesIO(warc.read(4_000_000_000)) if not warc.seekable() else warc
                    yield from harvest_pages(seekable, name=f"{name}, {member}", max_bytes=max_bytes, harvest=harvest)  # type: ignore[arg-type]
    except (zipfile.BadZipFile, NotImplementedError, zlib.error, EOFError, RuntimeError, OSError) as error:
        raise PageError(f"{name} is damaged: {error}.", slug="pages.archive", hint="Fetch the archive again.") from None


def _read_record(
    fields: dict[str, str], block: bytes, name: str, max_bytes: int, harvest: Harvest, cut: str | None
) -> ArchivedPage | None:
    """One record to a page, or None, counted, where it holds none."""
    url = fields.get("warc-target-uri", "").strip().removeprefix("<").removesuffix(">")
    content_type: str | None = fields.get("content-type", "")
    status = 200
    if (content_type or "").lower().replace(" ", "").startswith("application/http"):
        end = _HEAD_END.search(block)
        head, body = (block[: end.start()], block[end.end() :]) if end else (block, b"")
        found = _STATUS.match(head)
        status = int(found[1]) if found else 200
        http = _read_head(head)
        if 300 <= status < 400:
            harvest.passed["redirects"] += 1
            return None
        if status >= 400:
            harvest.passed["error pages"] += 1
            return None
        content_type = http.get("content-type")
        if (what := _name_passed(url, content_type)) is not None:
            harvest.passed[what] += 1
            return None
        told = _LENGTH.search(head)
        if cut is None and told and "transfer-encoding" not in http and len(body) < int(told[1]):
            cut = f"The page is cut short: {len(body)} of its {int(told[1])} bytes were kept."
        undone = undo_codings(
            body,
            http.get("content-encoding", ""),
            http.get("transfer-encoding", ""),
            name=url or name,
            max_bytes=max_bytes,
        )
        if cut is None and not undone.whole:
            cut = "The page is cut short: its packed body ends before its end."
        data = undone.data
    else:
        if (what := _name_passed(url, content_type)) is not None:
            harvest.passed[what] += 1
            return None
        data = block
    if cut is None and fields.get("warc-truncated"):
        cut = f"The page is cut short: the crawler stopped ({fields['warc-truncated']})."
    if not data:
        harvest.passed["empty pages"] += 1
        return None
    media, charset = _split_type(content_type)
    return ArchivedPage(
        url=url,
        data=data,
        fetched=_stamp(fields.get("warc-date", "")),
        content_type=media,
        charset=charset,
        status=status,
        published=fields.get(_GIVEN.lower()),
        source=fields.get(_CALLED.lower()),
        cut=cut,
    )


def _name_passed(url: str, content_type: str | None) -> str | None:
    if re.search(r"^[a-z]+://[^/]*/robots\.txt(?:$|\?)", url, re.I):
        return "robots.txt files"
    if url.startswith(("dns:", "whois:", "metadata:")):
        return "data files and feeds"
    media = (content_type or "").split(";")[0].strip().lower()
    return next((what for pattern, what in _PASSED if pattern.search(media)), None)


def _read_head(head: bytes) -> dict[str, str]:
    """Header fields in lower case; of a repeated coding all, else the last."""
    found: dict[str, str] = {}
    for line in re.sub(rb"\r?\n[ \t]+", b" ", head).split(b"\n")[1:]:
        key, colon, value = line.decode("latin-1").partition(":")
        if colon:
            low, value = key.strip().lower(), value.strip()
            joined = low in found and low in ("content-encoding", "transfer-encoding")
            found[low] = f"{found[low]}, {value}" if joined else value
    return found


def _split_type(header: str | None) -> tuple[str | None, str | None]:
    if not header or "/" not in header:
        return None, None
    charset = re.search(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", header, re.I)
    return header.split(";")[0].strip().lower(), charset[1].lower() if charset else None


def _stamp(text: str) -> str:
    try:
        when = datetime.fromisoformat(text.strip().replace("Z", "+00:00"))
    except ValueError:
        return ""
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _tell_cut(name: str, number: int, got: int, of: int) -> str:
    return f"The page is cut short: {name} ends inside record {number}, after {got} of its {of} bytes."


def _find_end(stream: BinaryIO, last: int) -> int | None:
    """Where an archive is cut: 0 inside the record at `last`, 1 behind it, None where it ends as it should.

    The iterator passes over a rest that it cannot read, so the place of its last record is looked at again.
    """
    try:
        stream.seek(last)
        rest = stream.read(64_000_000)
    except (OSError, ValueError):
        return None
    if rest.startswith(b"\x1f\x8b"):
        unpack = zlib.decompressobj(31)
        at, seen = 0, b""
        try:
            while at < len(rest) and not unpack.eof:
                seen = (seen + unpack.decompress(rest[at : at + 65536]))[-8:]
                at += 65536
        except zlib.error:
            return 0
        if not unpack.eof or not seen.endswith((b"\r\n\r\n", b"\n\n")):
            return 0
        # Behind the last member that held a record nothing may follow.
        left = unpack.unused_data + rest[at:]
        return 1 if left.strip(b"\x00") else None
    if not rest.startswith(b"WARC/"):
        return None
    head = _HEAD_END.search(rest)
    told = _LENGTH.search(rest[: head.end()]) if head else None
    if head is None or told is None:
        return 0
    tail = rest[head.end() + int(told[1]) :]
    return 0 if b"\n" not in tail else 1 if tail.strip() else None
