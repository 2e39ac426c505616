"""HTML pages of our own writing: metadata, leaks, live blogs, odd layouts."""

from __future__ import annotations

import json

import pytest

from stateofplay.pages import read_page
from stateofplay.pages.html import measure_depth
from stateofplay.pages.metadata import find_metadata

TITLE = "Norvia and Estwald edge towards a deal on fishermen"
BODY = [
    "Negotiators from Norvia and Estwald met for a third day in the harbour town of Arda, two officials said on Monday.",
    "The talks, mediated by the island republic of Sund, turn on the release of 40 fishermen held since March.",
    "“We will not sign before the last man is home,” said Mira Dahl, who leads the Norvian delegation.",
    "Estwald's foreign ministry called the demand premature, but did not rule out a partial exchange of prisoners.",
    "Both delegations are to return to Arda next week, the mediators said in a statement published on Monday evening.",
]
LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebPage", "name": "x"},
        {
            "@type": ["NewsArticle"],
            "headline": TITLE,
            "datePublished": "2031-05-04T10:20:00+02:00",
            "author": [{"@type": "Person", "name": "Ada Lund"}, {"name": "Per Holm"}],
            "publisher": {"name": "The Harbour Post"},
        },
    ],
}


def make_page(*, head: str = "", middle: str = "", foot: str = "") -> bytes:
    paragraphs = "".join(f"<p>{x}</p>" for x in BODY[:3]) + middle + "".join(f"<p>{x}</p>" for x in BODY[3:])
    return (
        f"<!doctype html><html><head><meta charset='utf-8'><title>{TITLE} | The Harbour Post</title>{head}</head><body>"
        "<nav><a href='/'>Home</a> <a href='/world'>World</a> <a href='/sport'>Sport</a></nav>"
        f"<article><h1>{TITLE}</h1>{paragraphs}</article>{foot}<footer><p>© 2031 The Harbour Post</p></footer></body></html>"
    ).encode()


def test_metadata_come_from_json_ld_first() -> None:
    head = f"<script type='application/ld+json'>{json.dumps(LINKED)}</script><meta property='og:title' content='Other'>"
    article = read_page(make_page(head=head))
    assert article.text == "\n".join([TITLE, *BODY])
    assert (article.title, article.published, article.published_source) == (TITLE, "2031-05-04", "page")
    assert (article.authors, article.site, article.language) == (("Ada Lund", "Per Holm"), "The Harbour Post", "en")


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("<meta property='article:published_time' content='2031-05-04T08:00:00Z'>", "2031-05-04"),
        ("<meta name=date content=2031-05-04>", "2031-05-04"),
        ("<script type='application/ld+json'>{broken</script><meta name='DC.date' content='2031-05'>", "2031-05"),
    ],
)
def test_other_metadata_and_broken_json(head: str, published: str) -> None:
    assert read_page(make_page(head=head)).published == published


def test_given_date_and_address_win_in_their_order() -> None:
    assert read_page(make_page(), published="2030-01-02").published_source == "given"
    article = read_page(make_page(), url="https://harbour.example/2031/05/04/talks")
    assert (article.published, article.published_source) == ("2031-05-04", "url")


@pytest.mark.parametrize(
    "middle",
    [
        "<p><a href='/a'>Ferry strike on the northern coast enters its second week</a></p>",
        "<p>Read more: <a href='/a'>Ferry strike enters second week</a></p>",
        "<p><strong>Lire aussi</strong></p><p><a href='/a'>La grève des ferries continue</a></p>",
        "<p>Sign up for our morning newsletter.</p>",
        "<p>(Reporting by Ada Lund; Editing by Per Holm)</p>",
        "<aside><h3>Most read</h3><ul><li><a href='/b'>Storm closes northern ports</a></li></ul></aside>",
        "<figure><img src='a.jpg'><figcaption>Fishermen wait. (AP Photo/Per Holm)</figcaption></figure>",
    ],
)
def test_leaks_inside_the_article_are_taken_out_and_kept_as_clutter(middle: str) -> None:
    article = read_page(make_page(middle=middle))
    assert article.text == "\n".join([TITLE, *BODY])
    assert len(article.clutter) >= 3


def test_nothing_that_the_page_shows_is_lost() -> None:
    article = read_page(make_page(middle="<p>Read more: <a href='/a'>Ferry strike enters second week</a></p>"))
    everything = " ".join([article.text, *(c.text for c in article.clutter)])
    for word in ("Home", "World", "Sport", "Ferry strike", "© 2031"):
        assert word in everything
    assert ("© 2031 The Harbour Post", "copyright") in {(c.text, c.reason) for c in article.clutter}


def test_windows_1252_from_its_meta_tag() -> None:
    page = make_page().decode().replace("charset='utf-8'", "charset=windows-1252")
    article = read_page(page.encode("cp1252"))
    assert "“We will not sign" in article.text
    assert article.repairs == ()


def test_a_page_laid_out_with_tables() -> None:
    rows = "".join(f"<tr><td><p>{x}</p></td></tr>" for x in BODY)
    menu = "".join(f"<tr><td><a href='/{i}'>Department {i}</a></td></tr>" for i in range(12))
    page = (
        f"<html><head><title>{TITLE}</title></head><body><table><tr><td><table>{menu}</table></td><td><table><tr><td>"
    )
    page += f"<h1>{TITLE}</h1></td></tr>{rows}</table></td></tr></table></body></html>"
    article = read_page(page.encode())
    assert article.title == TITLE
    assert [x for x in BODY if x not in article.text] == []
    assert "Department 3" not in article.text


def test_a_live_blog_keeps_its_posts_and_their_times() -> None:
    posts = [
        {
            "@type": "BlogPosting",
            "headline": "Round ends",
            "datePublished": "2031-05-04T10:00:00Z",
            "articleBody": BODY[0],
        },
        {
            "@type": "BlogPosting",
            "datePublished": "2031-05-04T09:00:00Z",
            "articleBody": f"<p>{BODY[1]}</p><p>{BODY[2]}</p>",
        },
    ]
    data = {"@type": "LiveBlogPosting", "headline": TITLE, "liveBlogUpdate": posts}
    article = read_page(make_page(head=f"<script type='application/ld+json'>{json.dumps(data)}</script>"))
    assert article.text.split("\n") == [
        TITLE,
        "2031-05-04T10:00:00Z",
        "Round ends",
        BODY[0],
        "2031-05-04T09:00:00Z",
        BODY[1],
        BODY[2],
    ]


def test_a_page_that_needs_scripts_says_so() -> None:
    from stateofplay.errors import PageError

    with pytest.raises(PageError, match="shows no text") as caught:
        read_page(b"<html><body><div id='app'></div><script>load()</script></body></html>")
    assert "browser" in caught.value.hint


def test_depth_is_measured_without_a_tree() -> None:
    assert measure_depth("<div><div><br><p>x<p>y</div></div>") == 2
    assert measure_depth("<div>" * 5000) == 5000


def test_metadata_of_an_empty_page() -> None:
    found = find_metadata("")
    assert (found.title, found.published, found.authors, found.posts) == (None, None, (), ())
