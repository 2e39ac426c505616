"""Read pages into claims."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from stateofplay import __version__
from stateofplay.model import Article, Reading
from stateofplay.model.addresses import plain_address
from stateofplay.model.tongues.tables import unread_mark
from stateofplay.settings import Settings, load_settings

if TYPE_CHECKING:
    from stateofplay.pages.harvest import Harvest, Part


def read(
    source: str | Path | bytes,
    *,
    published: str | None = None,
    url: str | None = None,
    content_type: str | None = None,
    charset: str | None = None,
    name: str = "The page",
    settings: Settings | None = None,
) -> Reading:
    """Read one page and find every claim in it.

    Parameters
    ----------
    source
        A file's path, an http(s) address, or the bytes of a page.
    published
        ISO date of publication; outranks what the page says of itself.
    url
        Address that the bytes came from, where `source` is bytes.
    content_type, charset, name
        What an HTTP header said of the bytes, and what errors call them.
    settings
        Which pipeline, lexicon and finders to use; looked up by `load_settings` where None.

    Returns
    -------
    Reading
        Of a page in a language that the reader does not read: the article, with what tables know of its dates and names.

    Raises
    ------
    PageError
        The page cannot be fetched or read; slug ``pages.*`` says why.
    """
    from stateofplay.pages import read_page

    settings = settings or load_settings()
    article = read_page(
        source,
        published=published,
        url=url,
        content_type=content_type,
        charset=charset,
        name=name,
        allow_private=settings.pages.allow_private_addresses,
        max_bytes=settings.pages.max_bytes,
        timeout=settings.pages.timeout_seconds,
    )
    return read_article(without_login(article), settings=settings)


def without_login(article: Article) -> Article:
    """The article as it may be shown: with which name and password its address was opened concerns nobody else."""
    return replace(article, url=plain_address(article.url)) if article.url else article


def take_source(source: str, settings: Settings, harvest: Harvest) -> Iterator[Part] | None:
    """The pages of a file that holds several (a web archive, a mailbox) one at a time, or None for any other source."""
    from stateofplay.pages.parts import take_parts

    if "://" in source[:12]:
        return None
    path = Path(source)
    if not path.is_file():
        return None
    return take_parts(path, name=source, max_bytes=settings.pages.max_bytes, harvest=harvest)


def read_part(part: Part, *, name: str, published: str | None = None, settings: Settings | None = None) -> Reading:
    """Read one page out of a container, or one whose bytes are at hand, and find every claim in it.

    Raises
    ------
    PageError
        As `read`.
    """
    from stateofplay.pages.intake import read_part as read_article_of

    settings = settings or load_settings()
    article = read_article_of(part, name=name, published=published, max_bytes=settings.pages.max_bytes)
    return read_article(without_login(article), settings=settings)


def read_article(article: Article, *, settings: Settings | None = None) -> Reading:
    """Find every claim in an article that is already freed of its clutter."""
    from stateofplay.service.readers import reader_of

    settings = settings or load_settings()
    reader = reader_of(settings)
    if not article.text.strip() or (article.language and article.language not in reader.languages):
        return _unread(article, reader.name)
    return reader.read(article)


def _unread(article: Article, reader: str) -> Reading:
    """The reading of a page that is empty, or whose claims are not read: its dates and names, where tables know its language."""
    from stateofplay.language.tongues.finding import find_known

    if not article.text.strip():
        return Reading(article=article, reader=f"stateofplay {__version__} ({reader})")
    actors, dates = find_known(article)
    told = unread_mark(reader, article.language)
    return Reading(article=article, actors=actors, dates=dates, reader=f"stateofplay {__version__} ({told})")
