"""What a batch reads from: folders, files, patterns and addresses of object stores, cut into spans that one worker reads at once.

A span is small to send and says where its pages lie: a run of bytes of an archive, some row groups, some files. Planning reads an
archive once to find where its records begin; it judges no page. The same sources give the same spans.
"""

from __future__ import annotations

import os
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from stateofplay.errors import BatchError
from stateofplay.model.ids import digest
from stateofplay.service.batch.crawl.opening import count_pages, open_file, open_store, reaching

SPAN_PAGES = 256
"""Pages of an archive that are read at once: what a stop costs at most, and what a file of the dataset holds."""
SPAN_FILES = 64
"""The same for pages that are files of their own."""
SPAN_BYTES = 64_000_000
"""A span ends here too, whatever it counts."""
LONG_SPAN = 1024
"""Pages at once where a file cannot be entered in the middle, so that what lies before them is unpacked each time."""
MOST_PAGES = 1 << 40
"""More than any file holds: a file that is damaged somewhere is read up to there."""
SKIPPED = frozenset({"_SUCCESS", ".DS_Store", "Thumbs.db"})
"""Files that other programs leave beside data; every other name is read, those that begin with a dot or a line too."""

ARCHIVES = (".warc", ".warc.gz", ".wet", ".wet.gz", ".wacz", ".mbox")
LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
TABLES = (".parquet",)
_WILD = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A file of pages: how it is opened, what the dataset calls it, and its size in bytes."""

    path: str
    label: str
    size: int
    kind: str
    """``"archive"``, ``"lines"``, ``"table"`` or ``"page"``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSpan:
    """Pages that one worker reads at once.

    Attributes
    ----------
    id
        The same for the same pages of the same sources.
    form
        ``"files"``; ``"bytes"`` (an archive or lines from `start` to `stop`); ``"skip"`` (the pages from `start` on, `stop` of
        them, in a file that is unpacked from its beginning); ``"rows"`` (rows from `start` to `stop`).
    first
        Number of its first record in its file.
    size
        Bytes, for progress.
    """

    id: str
    form: str
    files: tuple[tuple[str, str], ...]
    kind: str
    start: int = 0
    stop: int = 0
    first: int = 0
    size: int = 0


def list_files(sources: Iterable[str]) -> list[SourceFile]:
    """Every file of the sources, in the order named and below a folder in the order of names.

    Raises
    ------
    BatchError
        ``batch.source`` where something named is not there or holds nothing.
    """
    found: dict[str, SourceFile] = {}
    for source in sources:
        inside = _list_store(source) if "://" in source[:12] else _list_local(source)
        if not inside:
            raise BatchError(
                f"{source} is an empty folder" if os.path.isdir(source) else f"there is nothing at {source}",
                slug="batch.source",
                hint="Name folders, files, patterns in quotation marks, or addresses such as s3://crawl/2024/.",
            )
        for file in inside:
            found.setdefault(file.path, file)
    return _tell_apart(list(found.values()))


def _tell_apart(files: list[SourceFile]) -> list[SourceFile]:
    """Two files of one name, from two folders, are called otherwise: places and spans are made of the names."""
    seen: dict[str, int] = {}
    out = []
    for file in files:
        number = seen[file.label] = seen.get(file.label, 0) + 1
        out.append(file if number == 1 else replace(file, label=f"{file.label}~{number}"))
    return out


def digest_files(files: Iterable[SourceFile]) -> str:
    """One digest of names and sizes, in order."""
    return digest(*(f"{file.label}:{file.size}" for file in files), length=32)


def _list_local(source: str) -> list[SourceFile]:
    path = Path(source)
    if path.is_file():
        return [_file(str(path), path.name, path.stat().st_size)]
    if path.is_dir():
        base, inside = path, [p for p in path.rglob("*") if p.is_file()]
    else:
        wild = next((k for k, part in enumerate(path.parts) if _WILD.search(part)), None)
        if wild is None:
            return []
        base = Path(*path.parts[:wild])
        inside = [p for p in base.glob(str(Path(*path.parts[wild:]))) if p.is_file()]
    return [
        _file(str(p), p.relative_to(base).as_posix(), p.stat().st_size) for p in sorted(inside) if p.name not in SKIPPED
    ]


def _list_store(source: str) -> list[SourceFile]:
    try:
        with reaching(source):
            return _listed(source)
    except FileNotFoundError:
        return []  # no such bucket


def _listed(source: str) -> list[SourceFile]:
    system, path = open_store(source)
    scheme = source.split("://", 1)[0]
    if system.isfile(path):  # asked first: as a pattern, the brackets of "page[1].html" find "page1.html"
        names, base = [path], path.rsplit("/", 1)[0]
    elif wild := _WILD.search(path):
        names = system.glob(path)
        base = path[: wild.start()].rsplit("/", 1)[0]
    else:
        names, base = system.find(path), path.rstrip("/")
    out = []
    for name in sorted(names):
        label = name.removeprefix(base).lstrip("/")
        if PurePosixPath(name).name not in SKIPPED and not system.isdir(name):
            out.append(_file(f"{scheme}://{name}", label, int(system.size(name) or 0)))
    return out


def _file(path: str, label: str, size: int) -> SourceFile:
    low = path.lower()
    kind = (
        "archive"
        if low.endswith(ARCHIVES)
        else "lines"
        if low.endswith(LINES)
        else "table"
        if low.endswith(TABLES)
        else "page"
    )
    return SourceFile(path=path, label=label, size=size, kind=kind)


def plan(files: Iterable[SourceFile], *, pages: int = SPAN_PAGES) -> Iterator[PageSpan]:
    """Cut files into spans, one after the other; a file that cannot be opened becomes a span whose reading says so."""
    loose: list[SourceFile] = []
    for file in files:
        if file.kind == "page":
            loose.append(file)
            if len(loose) >= min(SPAN_FILES, pages) or sum(f.size for f in loose) >= SPAN_BYTES:
                yield _span_of_files(loose)
                loose = []
            continue
        if loose:
            yield _span_of_files(loose)
            loose = []
        yield from _cut(file, pages)
    if loose:
        yield _span_of_files(loose)


def _span_of_files(files: list[SourceFile]) -> PageSpan:
    named = tuple((f.path, f.label) for f in files)
    return PageSpan(
        id=digest("files", *(f"{f.label}:{f.size}" for f in files)),
        form="files",
        files=named,
        kind="page",
        size=sum(f.size for f in files),
    )


def _cut(file: SourceFile, pages: int) -> Iterator[PageSpan]:
    low = file.path.lower()
    try:
        if file.kind == "table":
            yield from _cut_table(file, pages)
        elif low.endswith((".jsonl", ".ndjson")):
            yield from _cut_bytes(file, _line_starts(file.path), pages)
        elif low.endswith((".warc", ".warc.gz", ".wet", ".wet.gz")) and _can_be_entered(file.path):
            yield from _cut_bytes(file, _record_starts(file.path), pages)
        else:
            yield from _cut_skips(file, max(pages, LONG_SPAN) if pages >= SPAN_PAGES else pages)
    except (OSError, ValueError, RuntimeError, EOFError, zlib.error, zipfile.BadZipFile):
        yield _span(file, "skip", 0, MOST_PAGES, 0, file.size)  # What is wrong with it, and where, its reading tells.


def _span(file: SourceFile, form: str, start: int, stop: int, first: int, size: int) -> PageSpan:
    return PageSpan(
        id=digest(file.label, str(file.size), form, str(start), str(stop)),
        form=form,
        files=((file.path, file.label),),
        kind=file.kind,
        start=start,
        stop=stop,
        first=first,
        size=size,
    )


def _cut_bytes(file: SourceFile, starts: Iterator[int], pages: int) -> Iterator[PageSpan]:
    begin, first, count = 0, 0, 0
    for number, at in enumerate(starts):
        if count >= pages or at - begin >= SPAN_BYTES:
            if at > begin:
                yield _span(file, "bytes", begin, at, first, at - begin)
                begin, first, count = at, number, 0
        count += 1
    if file.size > begin:
        yield _span(file, "bytes", begin, file.size, first, file.size - begin)


def _line_starts(path: str) -> Iterator[int]:
    with open_file(path) as stream:
        at = 0
        for line in stream:
            yield at
            at += len(line)


def _can_be_entered(path: str) -> bool:
    """Whether each record of a packed archive is packed by itself; an archive that is one piece is read from its start."""
    with open_file(path) as stream:
        if stream.read(2) != b"\x1f\x8b":
            return True
        starts = _record_starts(path)
        next(starts, None)
        second = next(starts, None)
        if second is None:
            return True
        stream.seek(second)
        return stream.read(2) == b"\x1f\x8b"


def _record_starts(path: str) -> Iterator[int]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    pages = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    with open_file(path) as stream:
        for record in ArchiveIterator(stream, parse_http=False, record_types=pages):
            yield record.stream_pos


def _cut_skips(file: SourceFile, pages: int) -> Iterator[PageSpan]:
    """Spans by number of page: they are unpacked from the beginning of the file each time, and so are longer."""
    count = count_pages(file.path, file.kind)
    for start in range(0, max(count, 1), pages):
        share = file.size * min(pages, max(count - start, 1)) // max(count, 1)
        yield _span(file, "skip", start, min(pages, max(count - start, 0)), start, share)


def _cut_table(file: SourceFile, pages: int) -> Iterator[PageSpan]:
    from pyarrow import parquet

    with open_file(file.path) as stream:
        rows = parquet.ParquetFile(stream).metadata.num_rows
    for start in range(0, max(rows, 1), pages):
        stop = min(start + pages, rows)
        yield _span(file, "rows", start, stop, start, file.size * (stop - start) // max(rows, 1))
