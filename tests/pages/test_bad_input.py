"""Whatever is no page gets one clear sentence and a slug; nothing hangs, nothing shows a traceback."""

from __future__ import annotations

import gzip
import io
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stateofplay.errors import PageError
from stateofplay.model import Article
from stateofplay.pages import read_page
from stateofplay.pages.plain.blocks import split_lines
from tests.thoroughness import examples


def attempt(data: bytes) -> Article | PageError:
    """The article, or the error raised on purpose; everything else fails the test."""
    try:
        return read_page(data)
    except PageError as error:
        return error


def make_zip(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "slug", "words"),
    [
        (b"", "pages.empty", "empty"),
        (b" \r\n\t\n", "pages.empty", "empty"),
        (b"\xef\xbb\xbf", "pages.empty", "empty"),
        (b"\x00" * 50, "pages.empty", "empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "pages.damaged", "PDF"),
        (make_zip("word/document.xml"), "pages.damaged", "damaged"),
        (make_zip("xl/workbook.xml"), "pages.binary", "Excel"),
        (b"filedesc://a.arc 0.0.0.0 20310504100000 text/plain 76\n1 0 Crawler\n", "pages.binary", "ARC"),
        (gzip.compress(b"filedesc://a.arc 0.0.0.0 20310504100000 text/plain 76\n", mtime=0), "pages.binary", "ARC"),
        (make_zip("notes.txt"), "pages.binary", "zip"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 30, "pages.binary", "PNG"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 30, "pages.binary", "JPEG"),
        (gzip.compress(b"The talks go on.", mtime=0), "pages.binary", "gzip"),
        (bytes(range(256)) * 20, "pages.binary", "binary"),
        (b"\x01\x9c\x02r\xe9\x03k\xff\x04q", "pages.binary", "binary"),
        (b"---\n***\n...", "pages.no-text", "no readable text"),
        (b"<html><body><script>start()</script></body></html>", "pages.no-text", "no text"),
        (b"<rss version='2.0'><channel><title>News</title></channel></rss>", "pages.feed", "feed of 0 entries"),
        (b"WARC/1.0\r\nbroken", "pages.archive", "cut short"),
    ],
)
def test_what_is_no_page_is_named(data: bytes, slug: str, words: str) -> None:
    with pytest.raises(PageError) as caught:
        read_page(data)
    assert caught.value.slug == slug
    assert words in caught.value.sentence
    assert caught.value.hint


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(PageError, match="There is no file") as missing:
        read_page(tmp_path / "none.txt")
    assert missing.value.slug == "pages.missing"
    with pytest.raises(PageError, match="is a folder") as folder:
        read_page(str(tmp_path))
    assert folder.value.slug == "pages.folder"


@pytest.mark.parametrize("name", ["a\x00b", "n" * 5000])
def test_names_that_no_file_can_have(name: str) -> None:
    with pytest.raises(PageError) as caught:
        read_page(name)
    assert caught.value.slug == "pages.unreadable"


def test_a_page_of_fifty_megabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    big = tmp_path / "big.txt"
    with big.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(PageError, match=r"50\.0 MB") as caught:
        read_page(big)
    assert caught.value.slug == "pages.too-large"
    with pytest.raises(PageError, match="more than the"):
        read_page(b"The talks go on. " * 100, max_bytes=1000)


@pytest.mark.parametrize(
    ("name", "what"), [("bad.pdf", "PDF"), ("in a folder/Minutes.DOCX", "Word"), ("scan.jpeg", "JPEG")]
)
def test_what_is_not_what_its_name_says_is_refused(name: str, what: str) -> None:
    with pytest.raises(PageError, match=what) as caught:
        read_page(b"j8Fq2 zw1k", name=name)
    assert caught.value.slug == "pages.misnamed"
    assert caught.value.hint
    page = b"<html><body><h1>Not found</h1><p>There is no such document here any more.</p></body></html>"
    assert "no such document" in read_page(page, name=name).text, "a page that a server gave in its place is read"


def test_a_wrong_date_of_publication() -> None:
    with pytest.raises(PageError, match="'soon' is not a date") as caught:
        read_page(b"The talks go on.", published="soon")
    assert caught.value.slug == "pages.published"


@pytest.mark.parametrize("word", ["Talks", "Home", "会談", "x1"])
def test_a_page_of_one_word_is_that_word(word: str) -> None:
    article = read_page(word.encode())
    assert article.text == word
    assert article.language is None
    assert article.clutter == ()


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + "The envoys met in Arda on Monday and agreed on nothing." + "</div>" * 100_000,
        "<b><i>" * 50_000 + "The envoys met in Arda on Monday and agreed on nothing.",
        "<table><tr><td>" * 30_000 + "The envoys met in Arda on Monday and agreed on nothing.",
        "<p>The envoys met in Arda on Monday and agreed on nothing.</p>" + "<a" * 100_000,
        "<p>The envoys met in Arda on Monday and agreed on nothing.</p>" + "<!--" * 50_000,
        "<p>The envoys met in Arda on Monday and agreed on nothing.</p>" + "<script>" * 20_000,
        "<p>The envoys met in Arda on Monday and agreed on nothing.</p>" + "&#x" * 100_000,
        '<script type="application/ld+json">'
        + "[" * 100_000
        + "</script><p>The envoys met in Arda on Monday and agreed.",
        "<meta " * 100_000 + "<p>The envoys met in Arda on Monday and agreed on nothing.",
    ],
    ids=["div", "inline", "table", "open tags", "comments", "scripts", "entities", "json", "meta"],
)
def test_hostile_html_neither_hangs_nor_crashes(page: str) -> None:
    start = time.process_time()
    found = attempt(f"<html><body>{page}</body></html>".encode())
    assert found.hint if isinstance(found, PageError) else "The envoys met in Arda" in found.text
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    "text",
    [
        "(" * 200_000,
        "A" * 300_000,
        "a " * 200_000,
        "[](" * 60_000,
        "**a" * 60_000,
        "1:11 " * 60_000,
        "\n" * 300_000 + "x",
        "› a " * 50_000,
    ],
    ids=["brackets", "letters", "words", "links", "stars", "clocks", "breaks", "crumbs"],
)
def test_hostile_text_neither_hangs_nor_crashes(text: str) -> None:
    start = time.process_time()
    found = attempt(text.encode())
    assert found.hint if isinstance(found, PageError) else found.text
    assert time.process_time() - start < 10


@given(st.binary(max_size=400))
@examples(200)
def test_random_bytes_raise_nothing_but_page_errors(data: bytes) -> None:
    found = attempt(data)
    assert found.slug.startswith("pages.") if isinstance(found, PageError) else found.text


@given(
    st.sampled_from(
        [b"<html><body><p>", b"<table><tr><td>", b"<p>The talks go on.<", b"WARC/1.0\r\n", b"<rss>", b"<feed>"]
    ),
    st.binary(max_size=300),
)
@examples(150)
def test_random_bytes_behind_a_true_beginning(head: bytes, data: bytes) -> None:
    found = attempt(head + data)
    assert found.slug.startswith("pages.") if isinstance(found, PageError) else found.text


LINES = st.one_of(
    st.text(max_size=120),
    st.sampled_from(
        [
            "The envoys of both sides met in Arda on Monday 🕊️ and left without a word.",
            "Cafe\u0301 talks: the de\u0301le\u0301gation of Norvia said “no” — twice.",
            "قال المبعوث إن المحادثات ستستأنف يوم الاثنين المقبل في أردا.",
            "המשלחות נפגשו ביום שני בארדה ולא הסכימו על דבר.",
            "Lire aussi",
            "12:40 Ferry timetable changes",
            "👩‍👩‍👧‍👦🇺🇳",
        ]
    ),
)


@given(st.lists(LINES, max_size=12), st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\u2028"]))
@examples(250)
def test_lines_stand_in_the_page_as_they_are_and_none_is_lost(lines: list[str], end: str) -> None:
    text = end.join(lines)
    data = text.encode("utf-8", "ignore")
    article = attempt(data)
    if isinstance(article, PageError):
        return
    marked = any("Markdown" in r or "wrapped" in r or "garbled" in r for r in article.repairs)
    page = data.decode()
    controls = [r for r in article.repairs if "control" in r]
    for line in article.text.split("\n"):
        assert line == line.strip()
        assert line
        if not marked and not controls:
            assert line in page
    if not marked and not controls:
        kept = "".join("".join(x.split()) for x in (article.text, *(c.text for c in article.clutter)))
        given_ = "".join("".join(x.split()) for x in split_lines(page))
        assert sorted(kept) == sorted(given_)
