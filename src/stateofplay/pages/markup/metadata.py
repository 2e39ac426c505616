"""What an HTML page says about itself: JSON-LD first, then OpenGraph and other ``<meta>`` tags."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from stateofplay.pages.dates import normalise

_SCRIPT = re.compile(r"<script[^>]{0,300}?application/ld\+json[^>]{0,300}>(.*?)</script", re.I | re.S)
_TITLE = re.compile(r"<title[^<>]{0,200}>([^<]{1,600})</title", re.I)
_META = re.compile(r"<meta\s([^<>]{1,2000})>", re.I)
_LINK = re.compile(r"<link\s([^<>]{1,2000})>", re.I)
_ATTRIBUTE = re.compile(r"""([\w:.-]{1,40})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|Posting|NewsItem)$")
_LANGUAGE = re.compile(r"<html[^<>]{0,500}?\blang\s*=\s*[\"']?([a-zA-Z]{2,3}(?:[-_][a-zA-Z]{2})?)", re.I)
_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"\s+")

_TITLE_TAGS = ("og:title", "twitter:title", "dc.title", "title", "headline")
_DATE_TAGS = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "pubdate",
    "publish-date",
    "parsely-pub-date",
    "sailthru.date",
    "publication_date",
    "article.published",
)
_CHANGED_TAGS = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dc.date.modified",
    "dcterms.modified",
    "last-modified",
    "revised",
    "lastmod",
)
_AUTHOR_TAGS = ("author", "article:author", "parsely-author", "dc.creator", "byl", "sailthru.author")


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One post of a live blog: its time as the page gives it, its headline and its text."""

    time: str | None
    headline: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """Headline, date of publication, authors, site, address, and the posts of a live blog, as far as the page says."""

    title: str | None = None
    dates: tuple[str, ...] = ()
    """What is said to be the date of publication, as the page writes it, best first."""
    changed: tuple[str, ...] = ()
    """What is said to be the date of the last change."""
    locale: str | None = None
    """Language and country: ``en_US``."""
    authors: tuple[str, ...] = ()
    site: str | None = None
    url: str | None = None
    posts: tuple[Post, ...] = ()

    @property
    def published(self) -> str | None:
        """The first date of publication that can be read, as precise as it is."""
        return next((d for text in self.dates if (d := normalise(text))), None)


def find_metadata(html: str) -> Metadata:
    """Read the metadata of a page; broken or hostile parts are passed over.

    Examples
    --------
    >>> page = '<meta property="og:title" content="Envoys meet"><meta name="date" content="2031-05-04T08:00Z">'
    >>> found = find_metadata(page)
    >>> found.title, found.published
    ('Envoys meet', '2031-05-04')
    """
    tags = _read_tags(html[:300_000])
    shown = _TITLE.search(html[:300_000])
    page_title = tags.get("og:title") or (_text(shown.group(1)) if shown else None)
    address = _address(html, tags)
    article = _find_article(html, page_title, address)
    dates = [article.get("datePublished"), *(tags.get(name) for name in _DATE_TAGS), article.get("dateCreated")]
    changed = [article.get("dateModified"), *(tags.get(name) for name in _CHANGED_TAGS)]
    language = _LANGUAGE.search(html[:5_000])
    authors = tuple(dict.fromkeys(_names(article.get("author"))))
    if not authors:
        named = (tags[n] for n in _AUTHOR_TAGS if n in tags and not tags[n].startswith("http"))
        authors = tuple(a for a in named if len(a) < 80)[:1]
    site = next(iter(_names(article.get("publisher"))), None) or tags.get("og:site_name")
    title = _text(article.get("headline")) or next((tags[n] for n in _TITLE_TAGS if tags.get(n)), None)
    if title is None and shown:
        title = _text(shown.group(1))
    posts = tuple(_read_posts(article.get("liveBlogUpdate")))
    return Metadata(
        title=title,
        dates=tuple(x for x in dates if isinstance(x, str) and x),
        changed=tuple(x for x in changed if isinstance(x, str) and x),
        locale=tags.get("og:locale") or (language.group(1) if language else None),
        authors=authors,
        site=site,
        url=address,
        posts=posts,
    )


def _address(html: str, tags: dict[str, str]) -> str | None:
    """The page's own address: its canonical link, else what it tells social networks."""
    for match in _LINK.finditer(html[:300_000]):
        fields: dict[str, str] = {k.lower(): a or b or c for k, a, b, c in _ATTRIBUTE.findall(match.group(1))}
        if fields.get("rel", "").lower() == "canonical" and fields.get("href", "").startswith("http"):
            return fields["href"]
    return tags.get("og:url")


def _read_tags(html: str) -> dict[str, str]:
    tags: dict[str, str] = {}
    for match in _META.finditer(html):
        fields: dict[str, str] = {k.lower(): a or b or c for k, a, b, c in _ATTRIBUTE.findall(match.group(1))}
        name = fields.get("property") or fields.get("name") or fields.get("itemprop") or ""
        content = _text(fields.get("content"))
        if name and content:
            tags.setdefault(name.lower(), content)
    return tags


def _find_article(html: str, title: str | None, address: str | None) -> dict[str, object]:
    """The object that describes this page's own story: pages describe the stories that they link to as well."""
    found: list[tuple[tuple[float, bool, bool, int], dict[str, object]]] = []
    for match in _SCRIPT.finditer(html):
        try:
            data = json.loads(match.group(1).strip().removesuffix(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _walk(data):
            kinds = item.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(k, str) and _ARTICLE.search(k) for k in names):
                likeness = _share_words(_text(item.get("headline")), title)
                own = address is not None and address in _addresses(item)
                found.append(((likeness, own, "liveBlogUpdate" in item, len(item)), item))
    # max keeps the first of equals.
    return max(found, key=lambda x: x[0])[1] if found else {}


def _share_words(one: str | None, other: str | None) -> float:
    """Share of the words of a headline that the page's title has too, in tenths; 0.5 where either is not known."""
    if not one or not other:
        return 0.5
    words = set(_WORD.findall(one.casefold()))
    return round(len(words & set(_WORD.findall(other.casefold()))) / max(1, len(words)), 1)


def _addresses(item: dict[str, object]) -> list[str]:
    page = item.get("mainEntityOfPage")
    inner = [page.get("@id"), page.get("url")] if isinstance(page, dict) else [page]
    return [x for x in (item.get("url"), item.get("@id"), *inner) if isinstance(x, str)]


def _walk(data: object) -> Iterator[dict[str, object]]:
    """Objects at the top, in lists and under ``@graph``: where pages put the article, not what it mentions."""
    queue, seen = [data], 0
    while queue and seen < 500:
        item = queue.pop(0)
        seen += 1
        if isinstance(item, list):
            queue += item
        elif isinstance(item, dict):
            yield item
            queue += [item[k] for k in ("@graph", "mainEntity") if k in item]


def _names(value: object) -> list[str]:
    if isinstance(value, str):
        found = _text(value)
        return [found] if found and not found.startswith("http") else []
    if isinstance(value, list):
        return [name for item in value[:20] for name in _names(item)]
    if isinstance(value, dict):
        return _names(value.get("name"))
    return []


def _read_posts(value: object) -> Iterator[Post]:
    for item in value if isinstance(value, list) else ():
        if isinstance(item, dict):
            body = unescape(re.sub(r"<[^<>]{1,500}>", "\n", str(item.get("articleBody") or "")))
            text = "\n".join(x for line in body.splitlines() if (x := line.strip()))
            if text:
                time = item.get("datePublished")
                yield Post(
                    time=time if isinstance(time, str) else None, headline=_text(item.get("headline")), text=text
                )


def _text(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    return _SPACE.sub(" ", unescape(value)).strip() or None
