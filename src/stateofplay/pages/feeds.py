"""Feeds: RSS and Atom to entries, and lists of feeds (OPML) in and out."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from stateofplay.errors import PageError
from stateofplay.pages.dates import normalise
from stateofplay.pages.received.signatures import is_feed

if TYPE_CHECKING:
    from lxml.etree import _Element

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_ISO_STAMP = re.compile(r"(?:19|20)\d\d-\d{1,2}-\d{1,2}(?=$|[T\s])")
_MAIL_STAMP = re.compile(
    r"(?:[A-Za-z]{3,9}\.?,?\s+)?\d{1,2}\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?\s+(?:19|20)\d\d\b",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One entry of a feed: its address, title, day of publication (ISO, where it was written) and its content."""

    url: str | None
    title: str | None
    published: str | None
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed's title and entries, in its own order."""

    title: str | None
    entries: tuple[FeedEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """One line of a list of feeds: the feed's address, its title and the folder it stands in."""

    url: str
    title: str | None = None
    folder: str | None = None


def read_feed(data: bytes, *, name: str = "The feed") -> Feed:
    """Read an RSS or Atom feed; one that is slightly broken or has no entries is a feed too.

    Raises
    ------
    PageError
        ``pages.feed`` where the bytes are no feed, with a word on what they are.

    Examples
    --------
    >>> rss = b"<rss version='2.0'><channel><title>Post</title><item><title>Round ends</title></item></channel></rss>"
    >>> read_feed(rss).entries[0].title
    'Round ends'
    """
    import io

    import feedparser

    # A stream, not bytes: feedparser takes short bytes for an address and would try to open it.
    try:
        found = feedparser.parse(io.BytesIO(data), resolve_relative_uris=False, sanitize_html=False)
    except Exception as error:  # on broken feeds the library raises whatever it stumbles over
        raise PageError(
            f"{name} is a damaged feed: {type(error).__name__}.", slug="pages.feed", hint="Try again later."
        ) from None
    rooted = is_feed(data)
    if not rooted and (not found.get("version") or (found.get("bozo") and not found.entries)):
        is_page = b"<html" in data[:4096].lower() or b"<!doctype html" in data[:4096].lower()
        raise PageError(
            f"{name} is {'a page of HTML, not a feed' if is_page else 'not a feed'}.",
            slug="pages.feed",
            hint="The feed has moved or ended: look for its new address on the site, and watch that."
            if is_page
            else "Give the address of an RSS or Atom feed.",
        )
    return Feed(title=_plain(found.feed.get("title")), entries=tuple(_read_entry(e) for e in found.entries))


def only_entry(data: bytes, *, name: str) -> FeedEntry:
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


class Subscriptions(tuple[Subscription, ...]):
    """The feeds of a list, and sentences on what of it could not be read."""

    notes: tuple[str, ...]

    def __new__(cls, items: Iterable[Subscription] = (), *, notes: tuple[str, ...] = ()) -> Subscriptions:
        """Make it of its feeds."""
        made = super().__new__(cls, tuple(items))
        made.notes = notes
        return made


def read_opml(data: bytes, *, name: str = "The list") -> Subscriptions:
    """Read a list of feeds, in whatever charset it declares; entries that are no feeds are named in its `notes`.

    Raises
    ------
    PageError
        ``pages.opml`` where the bytes are no OPML.

    Examples
    --------
    >>> read_opml(write_opml([Subscription(url="https://news.example/feed", title="News", folder="Talks")]))
    (Subscription(url='https://news.example/feed', title='News', folder='Talks'),)
    """
    root, notes = _parse_opml(data, name)
    found: list[Subscription] = []
    queue: deque[tuple[_Element, str | None]] = deque()
    if root is not None:
        queue.extend((x, None) for x in root.iterfind(".//body/outline"))
    while queue:
        item, folder = queue.popleft()
        fields = {k.lower(): v for k, v in item.attrib.items()}
        title = _plain(fields.get("title") or fields.get("text"))
        url = "".join((fields.get("xmlurl") or "").split())
        if url and not re.match(r"https?://[^/\s]+", url, re.I):
            notes.append(f"{url[:80]} is no address of a feed, and was passed over.")
        elif url:
            found.append(Subscription(url=url, title=title, folder=folder))
        queue += [(x, title) for x in item.iterfind("outline")]
    return Subscriptions(tuple(found), notes=tuple(notes))


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


def _parse_opml(data: bytes, name: str) -> tuple[_Element | None, list[str]]:
    """The root of a list, mended where a stray ampersand breaks it; entities that it declares itself are never opened."""
    from lxml import etree

    from stateofplay.pages.received.encoding import decode

    notes: list[str] = []
    text = decode(data).text
    if "<!ENTITY" in text.upper():
        raise PageError(f"{name} is not OPML: it declares entities.", slug="pages.opml", hint="Export the list again.")
    text = re.sub(
        r"^\s*<\?xml[^>]*\?>", "", re.sub(r"<!DOCTYPE[^>\[]*>", "", text, count=1, flags=re.I), count=1
    ).strip()
    mended, strays = re.subn(r"&(?!(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos);)", "&amp;", text)
    if strays:
        notes.append(f"{strays} stray {'ampersand was' if strays == 1 else 'ampersands were'} mended in {name}.")
    try:
        root = etree.fromstring(mended.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        try:
            mender = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
            root = etree.fromstring(mended.encode(), mender)
        except etree.XMLSyntaxError:
            root = None
        if root is None or not any(True for _ in root.iter("outline")):
            raise PageError(f"{name} is not OPML: {error}.", slug="pages.opml", hint="Export the list again.") from None
        notes.append(f"{name} is damaged ({error.msg}); what could be read was taken.")
    except ValueError as error:
        raise PageError(f"{name} is not OPML: {error}.", slug="pages.opml", hint="Export the list again.") from None
    if root.tag != "opml":
        raise PageError(
            f"{name} is not OPML: it is a list of {root.tag}.", slug="pages.opml", hint="Export the list again."
        )
    return root, notes


def _read_entry(entry: dict[str, object]) -> FeedEntry:
    parts = entry.get("content")
    values = [str(p.get("value") or "") for p in parts if isinstance(p, dict)] if isinstance(parts, list) else []
    content = max([*values, str(entry.get("summary") or "")], key=len)
    # `updated` is when somebody touched the entry; an Atom entry without `published` does not say when it was published.
    published = next((d for k in ("published", "created") if (d := local_day(entry.get(k)))), None)
    return FeedEntry(
        url=_line(entry.get("link")), title=_plain(entry.get("title")), published=published, content=content
    )


def local_day(stamp: object) -> str | None:
    """The day of a feed's stamp where it was written, or None for one that is not understood beyond doubt.

    A stamp near midnight names the day of its own zone, not that of Greenwich. Numbers of seconds, dates in figures that
    countries read apart and worded dates in languages that the mail standard does not know are no dates.

    Examples
    --------
    >>> local_day("Sun, 04 May 2031 23:30:00 +0300"), local_day("2031-05-04T23:30:00-11:00"), local_day("05/06/2031")
    ('2031-05-04', '2031-05-04', None)
    >>> local_day("1935914400") is None
    True
    """
    if not isinstance(stamp, str):
        return None
    text = stamp.strip()
    found = _ISO_STAMP.match(text) or _MAIL_STAMP.match(text)
    if found is None:
        return None
    day = normalise(found[0])
    return day if day and len(day) == 10 else None


def _line(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _plain(value: object) -> str | None:
    """A title without the tags and entities that feeds put into it."""
    if not isinstance(value, str):
        return None
    bare = _TAG.sub("", unescape(value)) if "<" in value or "&" in value else value
    return " ".join(unescape(bare).split()) or None
