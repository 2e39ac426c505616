"""A small case of our own writing, for the contract of formats."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from stateofplay.model import Article, Reading
from stateofplay.record import Case, add_page
from stateofplay.record.storage.case import passing_case
from stateofplay.record.storage.tables import FEED
from stateofplay.service.reading import read_article

TEXT = (
    "Norway and Chad to meet in Geneva\n"
    "Norway and Chad will hold talks in Geneva on 12 March 2024, the foreign minister of Norway, Mira Dahl, said on Monday. "
    "Chad rejects any delay & calls it a red line. Sudan shelled the town of Adre on 2 March 2024.\n"
    "The president of Chad, Idris Saleh, will attend only if Norway withdraws its ships."
)


@cache
def small_reading() -> Reading:
    """What the page of the small case says."""
    title = TEXT.partition("\n")[0]
    return read_article(Article(text=TEXT, title=title, language="en", published="2024-03-05", site="The Post & Co"))


@contextmanager
def small_case() -> Iterator[Case]:
    """A case of one page that was added from a folder of this machine, and of one feed; gone when it is closed.

    Examples
    --------
    >>> with small_case() as case:
    ...     case.is_file
    True
    """
    raw = TEXT.encode("utf-8")
    with passing_case() as case:
        with case.write() as connection:
            add_page(
                connection,
                small_reading(),
                source="/somewhere/private/page.txt",
                raw=raw,
                sha256=hashlib.sha256(raw).hexdigest(),
            )
            connection.execute(FEED.insert(), {"address": "https://post.example/rss", "title": "Post", "kind": "feed"})
        yield case
