"""HTML pages of our own writing: metadata, leaks, live blogs, odd layouts."""

from __future__ import annotations

import json

import pytest

from stateofplay.pages import read_page
from stateofplay.pages.markup.metadata import find_metadata
from stateofplay.pages.markup.tree import read_tree

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
    assert article.text.split("\n") == [TITLE, BODY[3], BODY[4], "Round ends", *BODY[:3]]
    assert [(article.text[at:].split("\n")[0], time) for at, time in article.posts] == [
        ("Round ends", "2031-05-04T10:00:00Z"),
        (BODY[1], "2031-05-04T09:00:00Z"),
    ]


def test_a_page_that_needs_scripts_says_so() -> None:
    from stateofplay.errors import PageError

    with pytest.raises(PageError, match="shows no text") as caught:
        read_page(b"<html><body><div id='app'></div><script>load()</script></body></html>")
    assert "browser" in caught.value.hint


def test_a_page_that_nests_too_deeply_is_read_as_bare_text() -> None:
    article = read_page(b"<html><body>" + b"<div>" * 5000 + b"<p>The envoys of both sides met in Arda on Monday.</p>")
    assert article.text == "The envoys of both sides met in Arda on Monday."


def test_metadata_of_an_empty_page() -> None:
    found = find_metadata("")
    assert (found.title, found.published, found.authors, found.posts) == (None, None, (), ())


def article_object(headline: str, **more: object) -> str:
    data = {"@type": "NewsArticle", "headline": headline, "datePublished": "2031-01-01", **more}
    return f"<script type='application/ld+json'>{json.dumps(data)}</script>"


@pytest.mark.parametrize("together", [True, False])
def test_of_several_stories_the_page_s_own_is_taken(together: bool) -> None:
    other = {"@type": "NewsArticle", "headline": "Storm closes northern ports", "datePublished": "2030-01-01", "author": "X Y",
             "publisher": {"name": "Other"}, "keywords": "a", "description": "b"}  # fmt: skip
    own = {"@type": "NewsArticle", "headline": TITLE, "datePublished": "2031-05-04"}
    parts = [[other, own]] if together else [other, own]
    head = "".join(f"<script type='application/ld+json'>{json.dumps(part)}</script>" for part in parts)
    article = read_page(make_page(head=head))
    assert (article.title, article.published) == (TITLE, "2031-05-04")


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Dahl said <q>the blockade is illegal</q> and left.", "Dahl said “the blockade is illegal” and left."),
        ("He said <q>they call it <q>peace</q> here</q>.", "He said “they call it ‘peace’ here”."),
        ("<q><q>Peace</q> is a word</q>, he said.", "“‘Peace’ is a word”, he said."),
        ("She said <q> we stay <b>here</b></q>.", "She said “we stay here”."),
        ("She said <q>“we stay”</q>.", "She said “we stay”."),
        ("She said “<q>we stay</q>”.", "She said “we stay”."),
        ("They met in Arda<q></q> on Monday.", "They met in Arda on Monday."),
    ],
)
def test_a_quotation_has_the_marks_that_a_browser_shows(markup: str, text: str) -> None:
    assert [block.text for block in read_tree(f"<article><p>{markup}</p></article>").blocks] == [text]


def test_marks_that_were_written_are_told() -> None:
    article = read_page(
        make_page(middle="<p>Sund called it <q>a first step</q> and <q>no more</q>, an official said.</p>")
    )
    assert "Sund called it “a first step” and “no more”, an official said." in article.text
    assert article.repairs == ("2 quotations were given the marks that a browser shows.",)


def test_words_struck_out_are_not_said_and_are_kept_as_clutter() -> None:
    middle = "<p>Sund will host <s>Norvia and</s> Estwald, which <del>will</del> <ins>will not</ins> <strike>ever</strike> sign."
    article = read_page(make_page(middle=middle))
    assert "Sund will host Estwald, which will not sign." in article.text
    assert [c.text for c in article.clutter if c.reason == "struck_out"] == ["Norvia and", "will", "ever"]
    assert article.repairs == ("3 struck-out passages were left out.",)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("They met on 29 March 2022<sup>12</sup> in Arda.", "They met on 29 March 2022 in Arda."),
        ("Some 1 000<sup>2</sup> prisoners were freed.", "Some 1 000 prisoners were freed."),
        ("A zone<sup><a href='#n1'>[1]</a></sup> was agreed.", "A zone was agreed."),
        ("The treaty<sup>*</sup> holds.<sup>3, 4</sup>", "The treaty holds."),
        ("On the 15<sup>th</sup> of May they met.", "On the 15th of May they met."),
        ("The zone has 30 km<sup>2</sup> of forest.", "The zone has 30 km2 of forest."),
        ("They met in <ruby>Arda<rp>(</rp><rt>aruda</rt><rp>)</rp></ruby> in May.", "They met in Arda in May."),
        ("They met in <ruby>Ar<rt>aru</rt>da<rt>da</ruby> in May.", "They met in Arda in May."),
    ],
)
def test_marks_and_readings_go_and_other_raised_words_stay(html: str, text: str) -> None:
    assert text in read_page(make_page(middle=f"<p>{html}</p>")).text.split("\n")


def test_standfirst_and_lead_in_a_heading_are_article() -> None:
    page = make_page().decode()
    lead = "Two officials say that a partial exchange of prisoners could come as early as next week in Arda."
    for form in (f"<h2>{lead}</h2>", f"<p class='standfirst'>{lead}</p>"):
        article = read_page(page.replace("</h1>", "</h1>" + form).encode())
        assert article.text.split("\n")[:2] == [TITLE, lead]
    outside = (
        page.replace("<article>", "<div>")
        .replace("</h1>", f"</h1><p>{lead}</p></div><div>", 1)
        .replace("</article>", "</div>")
    )
    assert read_page(outside.encode()).text.split("\n")[:3] == [TITLE, lead, BODY[0]]


def test_a_paragraph_that_is_one_link_and_runs_on_is_article() -> None:
    told = "The island republic of Sund, which mediates, published the draft in full on its website on Monday evening."
    assert told in read_page(make_page(middle=f"<p><a href='/draft'>{told}</a></p>")).text


def test_cards_of_other_stories_are_clutter() -> None:
    card = "<div class='x'><h3><a href='/{0}'>Ferry strike number {0} enters its second week</a></h3>"
    card += "<p>Ports on the northern coast stay closed for day {0}.</p></div>"
    cards = "<section>" + "".join(card.format(i) for i in range(4)) + "</section>"
    for page in (make_page(middle=cards), make_page(foot=cards)):
        article = read_page(page)
        assert article.text == "\n".join([TITLE, *BODY])
        assert sum("Ferry strike" in c.text for c in article.clutter) == 4
    note = "<div><p>Bookmark this page</p></div><p>Ada Lund is a reporter for The Harbour Post.</p>"
    assert read_page(make_page(middle="", foot=note)).text == "\n".join([TITLE, *BODY])


def test_a_headline_has_no_list_mark() -> None:
    page = make_page().decode().replace(f"<h1>{TITLE}</h1>", f"<h1>• {TITLE}</h1>")
    assert read_page(page.encode()).title == TITLE


def test_hard_wrapped_markdown_with_figures_is_read() -> None:
    wrapped = "\n".join(
        [
            f"# {TITLE}",
            "",
            '<figure><img src="https://cdn.harbour.example/2029/01/02/a.jpg"',
            'srcset="https://cdn.harbour.example/2029/01/02/a-640.jpg 640w,',
            "https://cdn.harbour.example/2029/01/02/a-1280.jpg 1280w,",
            'https://cdn.harbour.example/2029/01/02/a-1920.jpg 1920w" alt="Envoys">',
            "<figcaption>Envoys in Arda</figcaption></figure>",
            "",
            "![Envoys](https://cdn.harbour.example/2029/01/02/b.jpg)",
            "",
        ]
    )
    for paragraph in BODY:
        words, line = paragraph.split(), ""
        for word in words:
            if len(line) + len(word) > 68:
                wrapped += line + "\n"
                line = ""
            line = f"{line} {word}".strip()
        wrapped += line + "\n\n"
    article = read_page(wrapped.encode())
    assert article.title == TITLE
    assert [x for x in BODY if x not in article.text] == []
    assert "srcset" not in article.text
    assert "cdn.harbour" not in article.text
    assert article.published is None
