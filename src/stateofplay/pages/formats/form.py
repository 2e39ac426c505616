"""What a page format is, and what it hands on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from stateofplay.model import Clutter


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """What a format found in a document.

    Parameters
    ----------
    text
        HTML, or lines parted by ``"\\n"``, one a block.
    kind
        ``"html"`` goes through the HTML reader. ``"chosen"`` lines are the document's own body: only clear clutter is taken
        out. ``"loose"`` lines are parted like scraped text.
    title, published, url, site, authors
        What the document says of itself; `published` as an ISO date.
    clutter
        What the format itself left out, with its reason.
    repairs
        Sentences on what was changed in reading.
    sheets
        For formats that have pages of paper: (line, offset in the line, page number), where each page begins.
    """

    text: str
    kind: Literal["html", "chosen", "loose"] = "chosen"
    title: str | None = None
    published: str | None = None
    url: str | None = None
    site: str | None = None
    authors: tuple[str, ...] = ()
    clutter: tuple[Clutter, ...] = ()
    repairs: tuple[str, ...] = ()
    sheets: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFormat:
    """A kind of document that can be read.

    Parameters
    ----------
    name
        Its stable name.
    says
        What people call it, with the article.
    suffixes
        Ends of file names, by which folders are searched.
    recognise
        Whether the bytes are of this format; must be quick and must not raise.
    read
        ``read(data, name)`` gives the `Extract`; anything that is wrong with the document is a `PageError`.
    """

    name: str
    says: str
    suffixes: tuple[str, ...]
    recognise: Callable[[bytes], bool]
    read: Callable[[bytes, str], Extract]
