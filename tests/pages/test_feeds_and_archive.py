"""Feeds, lists of feeds, web archives: in and out again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stateofplay.errors import PageError
from stateofplay.pages import read_page
from stateofplay.pages.archive import ArchivedPage, read_archive, write_archive
from stateofplay.pages.feeds import Subscription, read_feed, read_opml, write_opml
from tests.thoroughness import examples

RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Post</title>
<item><title>Round ends in Arda</title><link>https://harbour.example/a</link><pubDate>Sun, 04 May 2031 10:20:00 +0200</pubDate>
<description>&lt;p&gt;The envoys of Norvia and Estwald left Arda on Sunday without a deal.&lt;/p&gt;</description></item>{more}
</channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Sund News</title><entry><title>Mediators speak</title>
<link href="https://sund.example/1"/><updated>2031-05-05T08:00:00Z</updated><content type="html">&lt;p&gt;Text&lt;/p&gt;</content>
</entry></feed>"""


def test_rss_and_atom() -> None:
    entry = read_feed(RSS.format(more="").encode()).entries[0]
    assert (entry.title, entry.url, entry.published) == (
        "Round ends in Arda",
        "https://harbour.example/a",
        "2031-05-04",
    )
    feed = read_feed(ATOM)
    assert (feed.title, feed.entries[0].published, feed.entries[0].content) == (
        "Sund News",
        None,  # when an entry was touched says nothing of its publication
        "<p>Text</p>",
    )


def test_a_feed_of_one_entry_is_a_page_and_of_two_is_not() -> None:
    article = read_page(RSS.format(more="").encode())
    assert "left Arda on Sunday" in article.text
    assert (article.published, article.url) == ("2031-05-04", "https://harbour.example/a")
    with pytest.raises(PageError, match="a feed of 2 entries") as caught:
        read_page(RSS.format(more="<item><title>Other</title></item>").encode())
    assert caught.value.slug == "pages.feed"


@pytest.mark.parametrize("data", [b"", b"no feed", b"/etc/hostname", b"http://127.0.0.1:9/feed", b"<html></html>"])
def test_what_is_no_feed_is_refused_and_never_opened(data: bytes) -> None:
    with pytest.raises(PageError) as caught:
        read_feed(data)
    assert caught.value.slug == "pages.feed"


def test_opml_there_and_back() -> None:
    items = (
        Subscription(url="https://harbour.example/feed", title="Harbour Post", folder="Norvia"),
        Subscription(url="https://sund.example/feed?a=1&b=2", title="Sund “News”", folder="Norvia"),
        Subscription(url="https://estwald.example/rss", title="Estwald", folder=None),
    )
    assert set(read_opml(write_opml(items))) == set(items)


@pytest.mark.parametrize("data", [b"", b"<opml", b"\xff\xfe", b'<!DOCTYPE x [<!ENTITY a "b">]><opml><body/></opml>'])
def test_broken_opml_is_refused(data: bytes) -> None:
    with pytest.raises(PageError) as caught:
        read_opml(data)
    assert caught.value.slug == "pages.opml"


@pytest.mark.parametrize("compress", [True, False])
def test_archive_there_and_back(compress: bool) -> None:
    pages = [
        ArchivedPage(
            url="https://harbour.example/a",
            data="<p>Gespräche</p>".encode("cp1252"),
            fetched="2031-05-04T10:00:00Z",
            content_type="text/html",
            charset="windows-1252",
        ),
        ArchivedPage(
            url="https://sund.example/b?x=1", data=b"\x00\xff\r\n\r\n", fetched="2031-05-05T10:00:00Z", status=203
        ),
    ]
    found = list(read_archive(write_archive(pages, compress=compress)))
    assert [(p.url, p.data, p.fetched, p.status) for p in found] == [
        (p.url, p.data, p.fetched, p.status) for p in pages
    ]
    assert (found[0].content_type, found[0].charset) == ("text/html", "windows-1252")


@given(st.binary(min_size=1, max_size=2000))
@examples(50)
def test_every_body_survives_the_archive(data: bytes) -> None:
    page = ArchivedPage(
        url="https://harbour.example/a", data=data, fetched="2031-05-04T10:00:00Z", content_type="text/html"
    )
    assert [p.data for p in read_archive(write_archive([page]))] == [data]


@pytest.mark.parametrize("compress", [True, False])
def test_an_archive_of_one_page_is_read_as_that_page(compress: bool) -> None:
    text = "<html><body><p>Die Unterhändler trafen sich am Montag in Arda, ohne sich zu einigen.</p></body></html>"
    page = ArchivedPage(
        url="https://harbour.example/2031/05/04/a",
        data=text.encode("cp1252"),
        fetched="2031-05-06T10:00:00Z",
        content_type="text/html",
        charset="windows-1252",
    )
    article = read_page(write_archive([page], compress=compress))
    assert "Unterhändler" in article.text
    assert (article.published, article.published_source, article.language) == ("2031-05-04", "url", "de")
    with pytest.raises(PageError, match="holds 2 pages"):
        read_page(write_archive([page, page], compress=compress))


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("Sun, 04 May 2031 23:30:00 +0530", "2031-05-04"),
        ("Sun, 04 May 2031 23:30:00 MSK", "2031-05-04"),
        ("4 May 2031 01:00 NZST", "2031-05-04"),
        ("2031-05-04T00:10:00+09:00", "2031-05-04"),
        ("05/06/2031 10:00", None),
        ("1935914400", None),
        ("dimanche 4 mai 2031", None),
        ("", None),
    ],
)
def test_the_day_of_a_stamp_is_the_one_where_it_was_written(stamp: str, day: str | None) -> None:
    data = RSS.format(more="").replace("Sun, 04 May 2031 10:20:00 +0200", stamp)
    assert read_feed(data.encode()).entries[0].published == day


ITEM = (
    "<item><title>Round &lt;b&gt;ends&lt;/b&gt; &amp;amp; begins</title><link>https://harbour.example/a</link></item>"
)
PAGE_INSIDE = "<description><![CDATA[<html><body>x</body></html>]]></description>"
PREFIXED = (
    "<atom:feed xmlns:atom='http://www.w3.org/2005/Atom'><atom:entry>"
    "<atom:title type='html'>Round &lt;b&gt;ends&lt;/b&gt; &amp;amp; begins</atom:title>"
    "<atom:link href='https://harbour.example/a'/></atom:entry></atom:feed>"
)


@pytest.mark.parametrize(
    "feed",
    [
        f"<rss version='2.0'><channel><title>P</title>{ITEM}</channel></rss>",
        f"<?xml version='1.0'?><!-- by hand --><rss version='2.0'><channel>{PAGE_INSIDE}{ITEM}</channel></rss>",
        f"<rss version='2.0'><channel><title>A & B</title>{ITEM}</channel></rss>",
        f"<rss version='2.0'><channel>{ITEM}",
        PREFIXED,
    ],
)
def test_feeds_of_the_wild_are_feeds(feed: str) -> None:
    from stateofplay.pages.sniffing import sniff

    assert sniff(feed.encode(), name="feed") == "feed"
    entry = read_feed(feed.encode()).entries[0]
    assert (entry.title, entry.url) == ("Round ends & begins", "https://harbour.example/a")


def test_an_empty_feed_is_a_feed_and_a_page_is_named() -> None:
    assert read_feed(b"<rss version='2.0'><channel><title>News</title></channel></rss>").entries == ()
    assert read_feed(b"<feed xmlns='http://www.w3.org/2005/Atom'/>").entries == ()
    with pytest.raises(PageError, match="a page of HTML, not a feed") as caught:
        read_feed(b"<!doctype html><html><body><p>We have moved.</p></body></html>")
    assert "new address" in caught.value.hint


LIST = """<?xml version="1.0" encoding="{charset}"?>{doctype}
<opml version="2.0"><head><title>Häfen</title></head><body><outline text="Häfen & Meer">
<outline text="Post" xmlUrl=" https://harbour.example/feed?a=1&b=2 "/><outline text="Mail" xmlUrl="mailto:a@b.example"/>
</outline></body></opml>"""


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "utf-16"])
@pytest.mark.parametrize("doctype", ["", '<!DOCTYPE opml SYSTEM "http://x.example/opml.dtd">'])
def test_lists_in_any_charset_with_small_faults_are_read(charset: str, doctype: str) -> None:
    found = read_opml(LIST.format(charset=charset, doctype=doctype).encode(charset))
    assert tuple(found) == (
        Subscription(url="https://harbour.example/feed?a=1&b=2", title="Post", folder="Häfen & Meer"),
    )
    assert any("mailto:a@b.example" in note for note in found.notes)
    assert any("2 stray ampersands" in note for note in found.notes)
