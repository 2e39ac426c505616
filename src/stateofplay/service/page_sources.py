"""Where pages are that somebody names: files and addresses, and folders opened. Loads no case."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from stateofplay.errors import PageError

_PLAIN_SUFFIXES = (
    ".html",
    ".htm",
    ".xhtml",
    ".txt",
    ".text",
    ".md",
    ".markdown",
    ".warc",
    ".warc.gz",
    ".wacz",
    ".mbox",
)


@cache
def page_suffixes() -> tuple[str, ...]:
    """Ends of the names of files that can be pages: folders are searched by them."""
    from stateofplay.pages.formats import formats

    return (*_PLAIN_SUFFIXES, *(suffix for form in formats() for suffix in form.suffixes))


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
        inside = sorted(p for p in Path(name).rglob("*") if _may_be_page(p))
        if not inside:
            raise PageError(
                f"there is no page in the folder {name}",
                slug="pages.folder",
                hint=f"Pages end in {', '.join(page_suffixes()[:-1])} or {page_suffixes()[-1]}.",
            )
        yield from ((str(page), page.relative_to(name).as_posix()) for page in inside)


_ABOUT_FOLDERS = re.compile(r"(?i)(readme|licen[cs]e|copying|changelog|contributing)([._-].*)?")
"""Names of files that say something of the folder they lie in; named by themselves they are read."""


def _may_be_page(path: Path) -> bool:
    told = path.name.lower().endswith(page_suffixes()) and not path.name.startswith(".")
    return told and not _ABOUT_FOLDERS.fullmatch(path.name) and path.is_file()


def source_label(source: str) -> str:
    """What a case calls a source by default: an address as it is, a file by its name.

    Examples
    --------
    >>> source_label("https://news.example/a"), source_label("/home/ana/first.html")
    ('https://news.example/a', 'first.html')
    """
    return source if "://" in source[:12] else Path(source).name
