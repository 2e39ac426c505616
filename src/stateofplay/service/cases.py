"""Make cases and add pages to them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select

from stateofplay.errors import FindingError, ModelError, PageError, StateOfPlayError
from stateofplay.pages.harvest import Harvest, Part
from stateofplay.record import Added, AddingOutcome, Case, add_page, canonical_address
from stateofplay.record.intake.adding import known
from stateofplay.record.storage.tables import PAGE
from stateofplay.service.page_sources import page_sources, source_label
from stateofplay.service.reading import read_part, take_source
from stateofplay.settings import Settings, load_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedPage:
    """What came of one page; `problem` where it could not be read."""

    source: str
    added: Added | None = None
    problem: StateOfPlayError | None = None
    note: str = ""
    """A sentence where this is no page but something to know about a file of several: what was passed over in it."""


def add(
    case: Case,
    source: str,
    *,
    published: str | None = None,
    url: str | None = None,
    label: str | None = None,
    settings: Settings | None = None,
    reader: str | None = None,
) -> Added:
    """Add one page to a case.

    The page is read before the transaction begins, so that the file is locked for milliseconds; a page whose bytes the case
    has already is not read again.

    Parameters
    ----------
    case, source
        The case, and a file or an address.
    published
        ISO date, where the page does not say it.
    url
        The address that the page came from, where it is a file.
    label
        What to call the source instead of the name of its file.
    reader
        Who reads, instead of the reader of the case or of the settings.
    """
    from stateofplay.service.readers import settings_for

    settings = settings_for(case, settings or load_settings(), reader)
    raw, content_type, charset, final = load_bytes(source, settings)
    part = Part(name="", data=raw, url=url or final, content_type=content_type, charset=charset)
    return add_part(
        case, part, name=source, published=published, label=label or source_label(source), settings=settings
    )


def add_part(
    case: Case, part: Part, *, name: str, label: str, published: str | None = None, settings: Settings
) -> Added:
    """Add the bytes of one page, a file by itself or one of a container.

    Raises
    ------
    PageError
        As `read`; ``pages.cut`` where the page is cut short and the case has it whole.
    """
    sha256 = hashlib.sha256(part.data).hexdigest()
    with case.read(writes_next=True) as connection:
        if found := known(connection, sha256):
            return Added(outcome=AddingOutcome.SAME, page_id=found[0], number=found[1], claims=0, of=found[1])
        if part.cut and (whole := _at_address(connection, part.url)) is not None:
            raise PageError(
                f"{name} was not added as a newer version of page {whole}. {part.cut}",
                slug="pages.cut",
                hint="Fetch the archive again.",
            )
    reading = read_part(part, name=name, published=published, settings=settings)
    # A page can be added again, so that it need not wait for the disk as what a person said does.
    with case.write(durable=False) as connection:
        return add_page(
            connection, reading, source=label, raw=part.data, sha256=sha256, mask_tokens=settings.pages.mask_tokens
        )


def add_all(
    case: Case,
    names: Iterable[str],
    *,
    published: str | None = None,
    label: str | None = None,
    settings: Settings | None = None,
    progress: Callable[[int, int, str], None] | None = None,
    reader: str | None = None,
) -> Iterator[AddedPage]:
    """Add pages one after the other; one that cannot be read does not stop the others.

    Of a web archive or a mailbox every page is added by itself. `progress` is told (number done, number in all, source).
    Stopping at any moment loses nothing that was yielded.
    """
    from stateofplay.service.readers import settings_for

    settings = settings_for(case, settings or load_settings(), reader)
    reader = settings.reading.reader
    sources = list(page_sources(names))
    for number, (source, name) in enumerate(sources):
        if progress is not None:
            progress(number, len(sources), source)
        try:
            harvest = Harvest()
            parts = take_source(source, settings, harvest)
            if parts is None:
                yield AddedPage(
                    source=source,
                    added=add(case, source, published=published, label=label or name, settings=settings, reader=reader),
                )
                continue
            for part in parts:
                yield _add_one(case, part, source, name, published, label, settings)
            told = (*harvest.notes, harvest.sentence)
            yield from (AddedPage(source=source, note=note) for note in told if note)
        except StateOfPlayError as error:
            if not _of_one_page(error):
                raise
            yield AddedPage(source=source, problem=error)
    if progress is not None:
        progress(len(sources), len(sources), "")


def _add_one(
    case: Case, part: Part, source: str, name: str, published: str | None, label: str | None, settings: Settings
) -> AddedPage:
    """One page of a container; one that cannot be read stops none of its neighbours."""
    address = part.url if part.url and part.url.startswith(("http://", "https://")) else None
    called = label or part.source or address or f"{name}, {part.name}"
    shown = f"{source}, {part.name}" if part.name else source
    try:
        added = add_part(case, part, name=source, label=called, published=published, settings=settings)
        return AddedPage(source=shown, added=added, note=part.cut or "")
    except StateOfPlayError as error:
        if not _of_one_page(error):
            raise
        return AddedPage(source=shown, problem=error)


_OF_ONE_PAGE = frozenset({"language.depth", "readers.answer"})


def _of_one_page(error: StateOfPlayError) -> bool:
    """Whether an error is of this page alone; a wrong setting or a full disk would meet every further one too, and stops."""
    return isinstance(error, PageError | ModelError | FindingError) or error.slug in _OF_ONE_PAGE


def _at_address(connection: Connection, url: str | None) -> int | None:
    """Number of the latest page of the case with this address."""
    address = canonical_address(url)
    if address is None:
        return None
    query = select(PAGE.c.number).where(PAGE.c.address == address).order_by(PAGE.c.number.desc()).limit(1)
    found: int | None = connection.execute(query).scalar()
    return found


def load_bytes(source: str, settings: Settings) -> tuple[bytes, str | None, str | None, str | None]:
    """Bytes of a file or an address: (bytes, content type, charset, final address)."""
    if "://" in source[:12]:
        from stateofplay.pages.network.fetching import fetch

        answer = fetch(
            source,
            allow_private=settings.pages.allow_private_addresses,
            max_bytes=settings.pages.max_bytes,
            timeout=settings.pages.timeout_seconds,
        )
        return answer.data, answer.content_type, answer.charset, answer.url
    from stateofplay.pages.intake import load_file

    return load_file(Path(source), settings.pages.max_bytes), None, None, None
