"""Files that hold several pages: each page by itself, what was passed over, and where a file ends too early."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from stateofplay.errors import PageError
from stateofplay.pages.harvest import Harvest, Part
from stateofplay.pages.received.signatures import is_mbox, is_warc, is_zip_of


def find_container(head: bytes) -> str | None:
    """Name the container that a file is, by its first bytes: ``"warc"``, ``"wacz"``, ``"mbox"``, or None.

    Examples
    --------
    >>> find_container(b"WARC/1.1"), find_container(b"<html>")
    ('warc', None)
    """
    if is_warc(head):
        return "warc"
    if is_zip_of(head, b"archive/", b"datapackage"):
        return "wacz"
    return "mbox" if is_mbox(head) else None


def take_parts(
    source: Path | bytes, *, name: str, max_bytes: int, harvest: Harvest | None = None
) -> Iterator[Part] | None:
    """Return the pages of a container one at a time, or None where the source is a single page.

    Archives are read as a stream: they may be larger than memory, their pages not larger than `max_bytes`.

    Raises
    ------
    PageError
        While iterating, where the container is damaged from its first byte on.
    """
    import io

    harvest = harvest if harvest is not None else Harvest()
    if isinstance(source, bytes):
        kind = find_container(source[:4096])
        return _parts(kind, io.BytesIO(source), name, max_bytes, harvest) if kind else None
    try:
        with source.open("rb") as stream:
            kind = find_container(stream.read(4096))
    except OSError:
        return None  # what is wrong with it is said where the page is loaded
    return _from_file(kind, source, name, max_bytes, harvest) if kind else None


def _from_file(kind: str, path: Path, name: str, max_bytes: int, harvest: Harvest) -> Iterator[Part]:
    with path.open("rb") as stream:
        yield from _parts(kind, stream, name, max_bytes, harvest)


def _parts(kind: str, stream: BinaryIO, name: str, max_bytes: int, harvest: Harvest) -> Iterator[Part]:
    if kind == "mbox":
        from stateofplay.pages.mail import split_mbox

        yield from split_mbox(stream, name=name, max_bytes=max_bytes, harvest=harvest)
        return
    from stateofplay.pages.archive import harvest_pages, harvest_wacz

    take = harvest_wacz if kind == "wacz" else harvest_pages
    for page in take(stream, name=name, max_bytes=max_bytes, harvest=harvest):
        yield Part(
            name=page.url,
            data=page.data,
            url=page.url or None,
            content_type=page.content_type,
            charset=page.charset,
            published=page.published,
            source=page.source,
            cut=page.cut,
        )


def only_part(data: bytes, *, name: str, max_bytes: int) -> Part:
    """Return the page of a container that holds just one.

    Raises
    ------
    PageError
        ``pages.archive`` where it has none or several.
    """
    harvest = Harvest()
    parts = list(take_parts(data, name=name, max_bytes=max_bytes, harvest=harvest) or ())
    if len(parts) == 1:
        return parts[0]
    told = " ".join([*harvest.notes, harvest.sentence]).strip()
    raise PageError(
        f"{name} holds {len(parts)} pages, not one page." + (f" {told}" if told else ""),
        slug="pages.archive",
        hint="stateofplay read and stateofplay add take each of its pages by itself.",
    )
