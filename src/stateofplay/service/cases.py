"""Make cases and add pages to them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from stateofplay.errors import FindingError, ModelError, PageError, StateOfPlayError
from stateofplay.record import Added, Case, Outcome, add_page
from stateofplay.record.intake.adding import known
from stateofplay.service.reading import read
from stateofplay.settings import Settings, load_settings

PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".txt", ".text", ".warc", ".gz"})


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedPage:
    """What came of one page; `problem` where it could not be read."""

    source: str
    added: Added | None = None
    problem: StateOfPlayError | None = None


def page_sources(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Files and addresses, folders opened: all pages below a folder, in the order of their names.

    Yields
    ------
    tuple of str
        Where the page is, and what the case calls it: a case is mailed to others, whom the folders of this machine do not
        concern, so a file is called by its name, or by its path below the folder that was named.
    """
    for name in names:
        if "://" in name[:12] or not Path(name).is_dir():
            yield name, source_label(name)
            continue
        inside = sorted(p for p in Path(name).rglob("*") if p.is_file() and p.suffix.lower() in PAGE_SUFFIXES)
        if not inside:
            raise PageError(
                f"there is no page in the folder {name}", slug="pages.folder", hint="Pages end in .html or .txt."
            )
        yield from ((str(page), page.relative_to(name).as_posix()) for page in inside)


def source_label(source: str) -> str:
    """What a case calls a source by default: an address as it is, a file by its name.

    Examples
    --------
    >>> source_label("https://news.example/a"), source_label("/home/ana/first.html")
    ('https://news.example/a', 'first.html')
    """
    return source if "://" in source[:12] else Path(source).name


def add(
    case: Case,
    source: str,
    *,
    published: str | None = None,
    url: str | None = None,
    label: str | None = None,
    settings: Settings | None = None,
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
    """
    settings = settings or load_settings()
    raw, content_type, charset, final = load_bytes(source, settings)
    sha256 = hashlib.sha256(raw).hexdigest()
    with case.read() as connection:
        if found := known(connection, sha256):
            return Added(outcome=Outcome.SAME, page_id=found[0], number=found[1], claims=0, of=found[1])
    reading = read(
        raw,
        published=published,
        url=url or final,
        settings=settings,
        content_type=content_type,
        charset=charset,
        name=source,
    )
    # A page can be added again, so that it need not wait for the disk as what a person said does.
    with case.write(durable=False) as connection:
        return add_page(connection, reading, source=label or source_label(source), raw=raw, sha256=sha256)


def add_all(
    case: Case,
    names: Iterable[str],
    *,
    published: str | None = None,
    label: str | None = None,
    settings: Settings | None = None,
    progress: Callable[[int, int, str], None] | None = None,
) -> Iterator[AddedPage]:
    """Add pages one after the other; one that cannot be read does not stop the others.

    `progress` is told (number done, number in all, source). Stopping at any moment loses nothing that was yielded.
    """
    settings = settings or load_settings()
    sources = list(page_sources(names))
    for number, (source, name) in enumerate(sources):
        if progress is not None:
            progress(number, len(sources), source)
        try:
            added = add(case, source, published=published, label=label or name, settings=settings)
            yield AddedPage(source=source, added=added)
        except (PageError, ModelError, FindingError) as error:
            # Of this page alone; a wrong setting or a full disk would meet every further one too, and stops.
            yield AddedPage(source=source, problem=error)
    if progress is not None:
        progress(len(sources), len(sources), "")


def load_bytes(source: str, settings: Settings) -> tuple[bytes, str | None, str | None, str | None]:
    """Bytes of a file or an address: (bytes, content type, charset, final address)."""
    if "://" in source[:12]:
        from stateofplay.pages.fetching import fetch

        answer = fetch(
            source,
            allow_private=settings.pages.allow_private_addresses,
            max_bytes=settings.pages.max_bytes,
            timeout=settings.pages.timeout_seconds,
        )
        return answer.data, answer.content_type, answer.charset, answer.url
    from stateofplay.pages.intake import load_file

    return load_file(Path(source), settings.pages.max_bytes), None, None, None
