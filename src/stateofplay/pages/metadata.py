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
    published: str | None = None
    authors: tuple[str, ...] = ()
    site: str | None = None
    url: str | None = None
    posts: tuple[Post, ...] = ()


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
    article = _find_article(html)
    date = normalise(str(article.get("datePublished") or article.get("dateCreated") or ""))
    if date is None:
        date = next((d for name in _DATE_TAGS if (d := normalise(tags.get(name, "")))), None)
    authors = tuple(dict.fromkeys(_names(article.get("author"))))
    if not authors:
        named = (tags[n] for n in _AUTHOR_TAGS if n in tags and not tags[n].startswith("http"))
        authors = tuple(a for a in named if len(a) < 80)[:1]
    site = next(iter(_names(article.get("publisher"))), None) or tags.get("og:site_name")
    title = _text(article.get("headline")) or next((tags[n] for n in _TITLE_TAGS if tags.get(n)), None)
    if title is None and (shown := _TITLE.search(html[:300_000])):
        title = _text(shown.group(1))
    posts = tuple(_read_posts(article.get("liveBlogUpdate")))
    return Metadata(title=title, published=date, authors=authors, site=site, url=_address(html, tags), posts=posts)


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


def _find_article(html: str) -> dict[str, object]:
    best: dict[str, object] = {}
    for match in _SCRIPT.finditer(html):
        try:
            data = json.loads(match.group(1).strip().removesuffix(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _walk(data):
            kinds = item.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(k, str) and _ARTICLE.search(k) for k in names):
                if "liveBlogUpdate" in item:
                    return item
                if len(item) > len(best):
                    best = item
    return best


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
