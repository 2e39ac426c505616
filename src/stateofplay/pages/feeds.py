"""Feeds: RSS and Atom to entries, and lists of feeds (OPML) in and out."""

from __future__ import annotations

import calendar
import re
import time
from dataclasses import dataclass
from xml.etree import ElementTree

from stateofplay.errors import PageError

_DOCTYPE = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a feed: its address, title, time of publication (ISO, UTC) and what content the feed carries."""

    url: str | None
    title: str | None
    published: str | None
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed's title and entries, in its own order."""

    title: str | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """One line of a list of feeds: the feed's address, its title and the folder it stands in."""

    url: str
    title: str | None = None
    folder: str | None = None


def read_feed(data: bytes, *, name: str = "The feed") -> Feed:
    """Read an RSS or Atom feed.

    Raises
    ------
    PageError
        ``pages.feed`` where the bytes are no feed.

    Examples
    --------
    >>> rss = b"<rss version='2.0'><channel><title>Post</title><item><title>Round ends</title></item></channel></rss>"
    >>> read_feed(rss).entries[0].title
    'Round ends'
    """
    import io

    import feedparser

    # A stream, not bytes: feedparser takes short bytes for an address and would try to open it.
    found = feedparser.parse(io.BytesIO(data), resolve_relative_uris=False, sanitize_html=False)
    if not found.get("version") or (found.get("bozo") and not found.entries):
        raise PageError(f"{name} is not a feed.", slug="pages.feed", hint="Give the address of an RSS or Atom feed.")
    return Feed(title=_line(found.feed.get("title")), entries=tuple(_read_entry(e) for e in found.entries))


def only_entry(data: bytes, *, name: str) -> Entry:
    """Return the entry of a feed that has just one.

    Raises
    ------
    PageError
        ``pages.feed`` where it has none or several: a page is one article.
    """
    entries = read_feed(data, name=name).entries
    if len(entries) != 1 or not entries[0].content.strip():
        raise PageError(
            f"{name} is a feed of {len(entries)} entries, not an article.",
            slug="pages.feed",
            hint="Give the address of one of its articles.",
        )
    return entries[0]


def read_opml(data: bytes, *, name: str = "The list") -> tuple[Subscription, ...]:
    """Read a list of feeds.

    Raises
    ------
    PageError
        ``pages.opml`` where the bytes are no OPML.

    Examples
    --------
    >>> read_opml(write_opml([Subscription(url="https://news.example/feed", title="News", folder="Talks")]))
    (Subscription(url='https://news.example/feed', title='News', folder='Talks'),)
    """
    try:
        text = data.decode("utf-8-sig")
        if _DOCTYPE.search(text):
            raise ValueError("it declares entities")
        root = ElementTree.fromstring(text)
    except (ElementTree.ParseError, ValueError) as error:
        raise PageError(f"{name} is not OPML: {error}.", slug="pages.opml", hint="Export the list again.") from None
    found: list[Subscription] = []
    queue: list[tuple[ElementTree.Element, str | None]] = [(x, None) for x in root.findall("./body/outline")]
    while queue:
        item, folder = queue.pop(0)
        title = item.get("title") or item.get("text")
        url = item.get("xmlUrl")
        if url:
            found.append(Subscription(url=url, title=title, folder=folder))
        queue += [(x, title) for x in item.findall("outline")]
    return tuple(found)


def write_opml(subscriptions: list[Subscription] | tuple[Subscription, ...], *, title: str = "Feeds") -> bytes:
    """Write a list of feeds as OPML 2.0, one folder deep."""
    root = ElementTree.Element("opml", version="2.0")
    ElementTree.SubElement(ElementTree.SubElement(root, "head"), "title").text = title
    body = ElementTree.SubElement(root, "body")
    folders: dict[str, ElementTree.Element] = {}
    for item in subscriptions:
        parent = body
        if item.folder:
            if item.folder not in folders:
                folders[item.folder] = ElementTree.SubElement(body, "outline", text=item.folder)
            parent = folders[item.folder]
        ElementTree.SubElement(parent, "outline", type="rss", text=item.title or item.url, xmlUrl=item.url)
    ElementTree.indent(root)
    text: str = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _read_entry(entry: dict[str, object]) -> Entry:
    stamp = entry.get("published_parsed") or entry.get("updated_parsed")
    published = None
    if isinstance(stamp, time.struct_time):
        published = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(calendar.timegm(stamp)))
    parts = entry.get("content")
    values = [str(p.get("value") or "") for p in parts if isinstance(p, dict)] if isinstance(parts, list) else []
    content = max([*values, str(entry.get("summary") or "")], key=len)
    return Entry(url=_line(entry.get("link")), title=_line(entry.get("title")), published=published, content=content)


def _line(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None
