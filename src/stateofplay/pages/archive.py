"""Web archives (WARC): pages kept as they came, with address, time and headers."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from stateofplay.errors import PageError


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedPage:
    """One response of a web archive; `fetched` is the time of the fetch in UTC, ``2031-05-04T10:00:00Z``."""

    url: str
    data: bytes
    fetched: str
    content_type: str | None = None
    charset: str | None = None
    status: int = 200


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
        kind = page.content_type or "application/octet-stream"
        kind = f"{kind}; charset={page.charset}" if page.charset else kind
        head = f"HTTP/1.1 {page.status} OK\r\nContent-Type: {kind}\r\nContent-Length: {len(page.data)}\r\n\r\n"
        record.set_bytes_content(head.encode("latin-1", "replace") + page.data)
        record.write(stream, checksum_data=True) if not compress else _write_gzip(record, stream)
    return stream.getvalue()


def read_archive(data: bytes, *, name: str = "The archive") -> Iterator[ArchivedPage]:
    """Read the responses of a WARC file, gzipped or not, one at a time.

    Raises
    ------
    PageError
        ``pages.archive`` where a record is damaged.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    try:
        for record in ArchiveIterator(io.BytesIO(data), record_types=WarcRecordType.response, parse_http=True):
            http = record.http_headers
            stamp = record.record_date
            yield ArchivedPage(
                url=record.headers.get("WARC-Target-URI") or "",
                data=record.reader.read(),
                fetched=_write_stamp(stamp) if stamp else "",
                content_type=record.http_content_type,
                charset=record.http_charset,
                status=int(http.status_code or 200) if http is not None else 200,
            )
    except (ValueError, OSError, RuntimeError) as error:
        raise PageError(f"{name} is damaged: {error}.", slug="pages.archive", hint="Fetch the archive again.") from None


def only_page(data: bytes, *, name: str) -> ArchivedPage:
    """Return the page of an archive that has just one.

    Raises
    ------
    PageError
        ``pages.archive`` where it has none or several.
    """
    pages = list(read_archive(data, name=name))
    if len(pages) != 1:
        raise PageError(
            f"{name} is a web archive of {len(pages)} pages, not one page.",
            slug="pages.archive",
            hint="Read its pages one at a time.",
        )
    return pages[0]


def _write_gzip(record: object, stream: io.BytesIO) -> None:
    import gzip

    plain = io.BytesIO()
    record.write(plain, checksum_data=True)  # type: ignore[attr-defined]
    stream.write(gzip.compress(plain.getvalue(), mtime=0))


def _write_stamp(stamp: datetime) -> str:
    return stamp.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
