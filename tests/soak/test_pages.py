"""Pages, archives, feeds and documents, hurt at random: each ends in an article or in a sentence with its slug."""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable
from itertools import pairwise
from typing import TypeVar

import pytest

from stateofplay.errors import PageError
from stateofplay.pages import read_page
from stateofplay.pages.feeds import read_feed, read_opml, write_opml
from stateofplay.pages.harvest import Harvest
from stateofplay.pages.parts import take_parts
from tests.pages.test_archives import HTML as ARCHIVED
from tests.pages.test_archives import MANY, chunk, response
from tests.pages.test_feeds_and_archive import ATOM, LIST, RSS
from tests.pages.test_formats import LETTER, MAIL, make_docx, make_pdf, run
from tests.pages.test_html import BODY, LINKED, TITLE, make_page
from tests.soak.hurting import hurt, rounds

TEXTS = rounds(3000)
HTML = rounds(3500)
ARCHIVES = rounds(1500)
FEEDS = rounds(1200)
DOCUMENTS = rounds(800)
"""10,000 in all; the other half of the 20,000 are models, imports and case files."""

_TAGS = (
    b"<p>", b"</p>", b"<div class='comments'>", b"</div>", b"<s>", b"</s>", b"<sup>1</sup>", b"<!--", b"-->", b"<script>",
    b"<article>", b"</article>", b"<h1>", b"<time datetime='2031-02-30'>", b"&#0;", b"&#x110000;", b"<td>", b"<a href='/'>",
    b"<table>", b"\0", b"\xff\xfe", b"<meta charset=utf-7>", b"<base href='x'>", b"<plaintext>", b"<svg>", b"]]>", b"<ul><li>",
)  # fmt: skip
_MARKS = (
    b"\n\n",
    b"- ",
    b"](",
    b"**",
    b"\xe2\x80\x9d",
    b"05/06/2031",
    b"Read more:",
    b"\r",
    b"\x85",
    b"> ",
    b"\xed\xa0\x80",
)
_WARC = (
    b"WARC/1.0\r\n",
    b"Content-Length: 9\r\n",
    b"\r\n\r\n",
    b"0\r\n\r\n",
    b"HTTP/1.1 200 OK\r\n",
    b"<",
    b"ffffffff\r\n",
)
_XML = (
    b"<item>",
    b"</item>",
    b"<![CDATA[",
    b"]]>",
    b"&",
    b"<!DOCTYPE x>",
    b"<entry>",
    b"<link/>",
    b"1935914400",
    b"<?xml?>",
)


_T = TypeVar("_T")


def attempt(work: Callable[[], _T], slug: str = "pages.") -> _T | None:
    """What the work gives, or None where it ends in a sentence with such a slug; everything else fails the test."""
    try:
        return work()
    except PageError as error:
        told = error
    assert told.slug.startswith(slug)
    assert told.sentence
    return None


def read_safely(data: bytes) -> None:
    """Read one page and check what every article promises."""
    article = attempt(lambda: read_page(data))
    if article is None:
        return
    assert article.text.strip()
    assert article.title is None or article.text.startswith(article.title)
    assert all(c.text and c.reason for c in article.clutter)
    assert all(0 <= at <= len(article.text) for at, _ in (*article.sheets, *article.posts))
    assert all(a <= b for (a, _), (b, _) in pairwise(article.sheets))


@pytest.mark.slow
def test_texts() -> None:
    whole = f"{TITLE}\nBy Ada Lund\nPublished: 4 May 2031, 10:20\n\n".encode()
    whole += "\n\n".join(BODY).encode() + b"\nLire aussi\n- 13:40 Storm closes northern ports\n"
    for number in range(TEXTS):
        read_safely(hurt(whole, random.Random(number), _MARKS))


@pytest.mark.slow
def test_html() -> None:
    import json

    head = f"<script type='application/ld+json'>{json.dumps(LINKED)}</script><meta name='date' content='2031-05-04'>"
    middle = "<p>Sund hosts <s>Norvia and</s> Estwald.<sup>2</sup></p><ul><li><a href='/a'>Ferry strike goes on</a></li></ul>"
    whole = make_page(head=head, middle=middle, foot="<div class='comments'><p>I agree.</p></div>")
    for number in range(HTML):
        read_safely(hurt(whole, random.Random(number), _TAGS))


@pytest.mark.slow
def test_archives() -> None:
    coded = response(chunk(gzip.compress(ARCHIVED)), headers="Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n")
    for number in range(ARCHIVES):
        luck = random.Random(number)
        data = hurt(luck.choice((MANY, coded, gzip.compress(coded))), luck, _WARC)
        parts = attempt(
            lambda data=data: list(take_parts(data, name="crawl", max_bytes=10**6, harvest=Harvest()) or ())
        )
        for part in parts or ():
            read_safely(part.data)
        read_safely(data)


@pytest.mark.slow
def test_feeds_and_lists() -> None:
    feeds = (RSS.format(more="").encode(), ATOM)
    for number in range(FEEDS):
        luck = random.Random(number)
        data = hurt(luck.choice(feeds), luck, _XML)
        feed = attempt(lambda data=data: read_feed(data), "pages.feed")
        assert feed is None or all(e.published is None or len(e.published) == 10 for e in feed.entries)
        listed = hurt(LIST.format(charset="utf-8", doctype="").encode(), luck, _XML)
        found = attempt(lambda listed=listed: read_opml(listed), "pages.opml")
        assert found is None or read_opml(write_opml(tuple(found))) is not None


@pytest.mark.slow
def test_documents() -> None:
    wholes = (make_pdf(LETTER), make_docx(f"<w:p>{run('Norvia shall not withdraw.')}</w:p>" * 5), MAIL)
    for number in range(DOCUMENTS):
        luck = random.Random(number)
        read_safely(hurt(luck.choice(wholes), luck, (b"endobj", b"stream", b"From: ", b"PK\x03\x04", b"\r\n\r\n")))
