"""Make cases and add pages to them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from sqlalchemy import Connection, select

from stateofplay.errors import FindingError, ModelError, PageError, StateOfPlayError
from stateofplay.model import Reading
from stateofplay.pages.harvest import Harvest, Part
from stateofplay.record import Added, AddingOutcome, Case, add_page, canonical_address
from stateofplay.record.intake.adding import known, known_bytes
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
    part = _load_part(source, settings, url)
    return add_part(
        case, part, name=source, published=published, label=label or source_label(source), settings=settings
    )


def _load_part(source: str, settings: Settings, url: str | None = None) -> Part:
    """The one page of a file or an address."""
    raw, content_type, charset, final = load_bytes(source, settings)
    return Part(name="", data=raw, url=url or final, content_type=content_type, charset=charset)


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
    Pages that are read within a second are written together, and yielded when they stand in the case.
    Stopping at any moment loses nothing that was yielded.
    """
    from stateofplay.service.readers import settings_for

    settings = settings_for(case, settings or load_settings(), reader)
    sources = list(page_sources(names))
    adder = _Adder(case, settings, published)
    try:
        for number, (source, name) in enumerate(sources):
            if progress is not None:
                progress(number, len(sources), source)
            try:
                harvest = Harvest()
                parts = take_source(source, settings, harvest)
                if parts is None:
                    yield from adder.take(_load_part(source, settings), source, label or name, source)
                    continue
                for part in parts:
                    address = part.url if part.url and part.url.startswith(("http://", "https://")) else None
                    called = label or part.source or address or f"{name}, {part.name}"
                    yield from adder.take(part, source, called, f"{source}, {part.name}" if part.name else source)
                yield from adder.write()
                told = (*harvest.notes, harvest.sentence)
                yield from (AddedPage(source=source, note=note) for note in told if note)
            except StateOfPlayError as error:
                yield from adder.write()
                if not _of_one_page(error):
                    raise
                yield AddedPage(source=source, problem=error)
        yield from adder.write()
    except KeyboardInterrupt:
        adder.keep()
        raise
    if progress is not None:
        progress(len(sources), len(sources), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waiting:
    """A page that was read, with what the case calls it and what is told of it."""

    part: Part
    sha256: str
    reading: Reading
    label: str
    shown: str


_TOGETHER, _SECONDS = 8, 1.0
"""So many pages are written together at most, and none waits longer while others are read."""


class _Adder:
    """Reads pages and writes them, several in one transaction: each end of one writes again what others of it wrote before."""

    def __init__(self, case: Case, settings: Settings, published: str | None) -> None:
        self._case, self._settings, self._published = case, settings, published
        with case.read() as connection:
            self._known = known_bytes(connection)
        self._waiting: list[_Waiting] = []
        self._since = 0.0

    def take(self, part: Part, name: str, label: str, shown: str) -> Iterator[AddedPage]:
        """Read a page, and tell of those that stand in the case now. One that cannot be read stops none of its neighbours."""
        sha256 = hashlib.sha256(part.data).hexdigest()
        if not self._waiting:
            self._since = monotonic()
        try:
            if sha256 in self._known or part.cut:
                # The case is asked, and everything read before it stands there first.
                yield from self.write()
                added = add_part(
                    self._case, part, name=name, label=label, published=self._published, settings=self._settings
                )
                yield AddedPage(source=shown, added=added, note=part.cut or "")
                return
            reading = read_part(part, name=name, published=self._published, settings=self._settings)
        except StateOfPlayError as error:
            yield from self.write()
            if not _of_one_page(error):
                raise
            yield AddedPage(source=shown, problem=error)
            return
        self._known.add(sha256)
        self._waiting.append(_Waiting(part=part, sha256=sha256, reading=reading, label=label, shown=shown))
        if len(self._waiting) >= _TOGETHER or monotonic() - self._since >= _SECONDS:
            yield from self.write()

    def write(self) -> Iterator[AddedPage]:
        """Write the pages that wait, and tell of them."""
        waiting = list(self._waiting)
        if len(waiting) > 1:
            try:
                all_added = self.keep()
            except StateOfPlayError:
                pass  # each by itself, so that it is told which of them cannot be written, and the others are kept
            else:
                for page, added in zip(waiting, all_added, strict=True):
                    yield AddedPage(source=page.shown, added=added)
                return
        for page in waiting:
            self._waiting = [page]
            try:
                yield AddedPage(source=page.shown, added=self.keep()[0])
            except StateOfPlayError as error:
                if not _of_one_page(error):
                    raise
                yield AddedPage(source=page.shown, problem=error)

    def keep(self) -> list[Added]:
        """Write the pages that wait: all of them stand in the case afterwards, or none."""
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return []
        # A page can be added again, so that it need not wait for the disk as what a person said does.
        with self._case.write(durable=False) as connection:
            return [
                add_page(
                    connection,
                    page.reading,
                    source=page.label,
                    raw=page.part.data,
                    sha256=page.sha256,
                    mask_tokens=self._settings.pages.mask_tokens,
                )
                for page in waiting
            ]


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
