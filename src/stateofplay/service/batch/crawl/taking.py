"""Pages out of a span: each with its bytes, its place in the sources, and what the source says of it."""

from __future__ import annotations

import gzip
import json
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePosixPath
from typing import Any

from stateofplay.errors import PageError
from stateofplay.pages.archive import ArchivedPage, harvest_pages
from stateofplay.pages.harvest import Harvest, Part
from stateofplay.service.batch.crawl.opening import FileWindow, open_file, unpack
from stateofplay.service.batch.crawl.sources import PageSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenPage:
    """A page of the sources, or what is wrong where `problem` is set."""

    place: str
    """File and number of the record in it: ``"crawl-3.warc.gz#12"``."""
    data: bytes = b""
    url: str | None = None
    content_type: str | None = None
    charset: str | None = None
    published: str | None = None
    problem: PageError | None = None


def take_pages(span: PageSpan, *, max_bytes: int, harvest: Harvest) -> Iterator[TakenPage]:
    """Take the pages of a span, one at a time; one that cannot be taken says so and stops no other."""
    if span.form == "files":
        for path, label in span.files:
            yield _take_file(path, label, max_bytes)
        return
    path, label = span.files[0]
    try:
        if span.form == "rows":
            yield from _take_rows(path, label, span)
        elif span.kind == "lines":
            yield from _take_lines(path, label, span)
        else:
            yield from _take_records(path, label, span, max_bytes, harvest)
    except PageError as error:
        yield TakenPage(place=label, problem=error)
    except (OSError, ValueError, RuntimeError, EOFError, zlib.error, zipfile.BadZipFile) as error:
        yield TakenPage(place=label, problem=_damaged(label, str(error)))


def _damaged(label: str, reason: str) -> PageError:
    return PageError(f"{label} is damaged: {reason}.", slug="pages.damaged", hint="Fetch it again.")


def _take_file(path: str, label: str, max_bytes: int) -> TakenPage:
    try:
        with open_file(path) as stream:
            data = stream.read(max_bytes + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        return TakenPage(
            place=label, problem=PageError(f"{label} cannot be opened: {reason}.", slug="pages.unreadable")
        )
    if len(data) > max_bytes:
        return TakenPage(place=label, problem=_too_large(label, max_bytes))
    return TakenPage(place=label, data=data)


def _too_large(place: str, max_bytes: int) -> PageError:
    return PageError(
        f"{place} has more than the {max_bytes / 1e6:.0f} MB that a page may have.", slug="pages.too-large"
    )


def _take_records(path: str, label: str, span: PageSpan, max_bytes: int, harvest: Harvest) -> Iterator[TakenPage]:
    """Pages of an archive or a mailbox: of a window of its bytes, or after those that other spans take."""
    import io

    with open_file(path) as stream:
        if span.form == "bytes":
            window = io.BufferedReader(FileWindow(stream, span.start, span.stop), 1 << 20)
            pages = harvest_pages(window, name=label, max_bytes=max_bytes, harvest=harvest)
            for number, page in enumerate(pages, span.first + 1):
                yield _from_part(f"{label}#{number}", page)
            return
        for number, part in enumerate(unpack(stream, path, label, max_bytes, harvest), 1):
            if number > span.first + span.stop:
                return
            if number > span.first:
                yield _from_part(f"{label}#{number}", part)


def _from_part(place: str, part: Part | ArchivedPage) -> TakenPage:
    return TakenPage(
        place=place,
        data=part.data,
        url=part.url or None,
        content_type=part.content_type,
        charset=part.charset,
        published=part.published,
    )


def _take_lines(path: str, label: str, span: PageSpan) -> Iterator[TakenPage]:
    """Pages of JSON lines: ``url``, ``html`` or ``text``, ``published``, and whatever else, which is passed over."""
    import io

    with open_file(path) as stream:
        if span.form == "bytes":
            lines: Iterator[bytes] = iter(io.BufferedReader(FileWindow(stream, span.start, span.stop), 1 << 20))
        else:
            lines = islice(gzip.GzipFile(fileobj=stream), span.first, span.first + span.stop)
        for number, line in enumerate(lines, span.first + 1):
            place = f"{label}#{number}"
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError as error:
                yield TakenPage(place=place, data=line[:200], problem=_damaged(place, f"no JSON ({error})"))
                continue
            yield _from_row(place, row if isinstance(row, dict) else {}, line)


def _take_rows(path: str, label: str, span: PageSpan) -> Iterator[TakenPage]:
    """Pages of a Parquet file with the same columns."""
    from pyarrow import parquet

    with open_file(path) as stream:
        table = parquet.ParquetFile(stream)
        wanted = [
            name for name in ("url", "html", "text", "published", "content_type") if name in table.schema_arrow.names
        ]
        number, row_group = 0, 0
        for row_group in range(table.num_row_groups):
            size = table.metadata.row_group(row_group).num_rows
            if number + size > span.start and number < span.stop:
                rows = table.read_row_group(row_group, columns=wanted)
                begin, end = max(span.start - number, 0), min(span.stop - number, size)
                for offset, row in enumerate(rows.slice(begin, end - begin).to_pylist(), number + begin + 1):
                    yield _from_row(f"{label}#{offset}", row, b"")
            number += size


def _from_row(place: str, row: dict[str, Any], line: bytes) -> TakenPage:
    html, text, url, day = (row.get(name) for name in ("html", "text", "url", "published"))
    content = html if html else text
    if isinstance(content, str):
        content = content.encode("utf-8", "replace")
    if not isinstance(content, bytes) or not content:
        problem = PageError(f"{place} has neither html nor text.", slug="pages.no-text")
        return TakenPage(place=place, data=line[:200], problem=problem)
    return TakenPage(
        place=place,
        data=content,
        url=url if isinstance(url, str) else None,
        content_type="text/html" if html else "text/plain",
        charset="utf-8" if isinstance(html or text, str) else None,
        published=str(day)[:10] if day else None,
    )


def label_of(page: TakenPage) -> str:
    """What the dataset and a case call the source of a page: its address, or the name of its file."""
    return page.url if page.url and "://" in page.url else PurePosixPath(page.place.split("#")[0]).name
