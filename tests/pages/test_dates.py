"""When a page was published."""

from __future__ import annotations

import pytest

from stateofplay.model import Article
from stateofplay.pages import read_page
from stateofplay.pages.dates import find_in_lines, find_in_url, normalise


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Published: 4 May 2031, 10:20", "2031-05-04"),
        ("Updated May 4th, 2031", "2031-05-04"),
        ("Sunday, 04 May 2031 | 10:20 GMT", "2031-05-04"),
        ("2031-05-04", "2031-05-04"),
        ("04.05.2031.", "2031-05-04"),
        ("25/12/2031", "2031-12-25"),
        ("12/25/2031", "2031-12-25"),
        ("04/05/2031", None),
        ("Publié le 4 août 2031", "2031-08-04"),
        ("4 de mayo de 2031", "2031-05-04"),
        ("Stand: 4. März 2031", "2031-03-04"),
        ("4 мая 2031, 10:20", "2031-05-04"),
        ("4 травня 2031", "2031-05-04"),
        ("31 February 2031", None),
        ("yesterday", None),
        ("Room 12 2031", None),
    ],
)
def test_date_lines(line: str, date: str | None) -> None:
    assert find_in_lines([line]) == date


@pytest.mark.parametrize(
    ("url", "date"),
    [
        ("https://a.example/2031/05/04/talks", "2031-05-04"),
        ("https://a.example/2031/5/4/", "2031-05-04"),
        ("https://a.example/world-2031-05-04", "2031-05-04"),
        ("https://a.example/news/20310504-talks", "2031-05-04"),
        ("https://a.example/2031/05/talks", "2031-05"),
        ("https://a.example/2031/13/40/talks", None),
        ("https://a.example/story/128834994.cms", None),
        ("https://a.example/story/20319999", None),
    ],
)
def test_dates_in_addresses(url: str, date: str | None) -> None:
    assert find_in_url(url) == date


@pytest.mark.parametrize(
    ("value", "date"), [("2031", "2031"), ("2031-05", "2031-05"), ("2031-13", "2031"), ("2031-02-30", None), ("", None)]
)
def test_normalising(value: str, date: str | None) -> None:
    assert normalise(value) == date


def test_the_day_in_the_address_wins_over_the_line_and_the_given_over_both() -> None:
    page = b"Envoys meet in Arda\nPublished: 4 May 2031\nThe envoys of both sides met in Arda on Monday and left.\n"
    assert (read_page(page).published, read_page(page).published_source) == ("2031-05-04", "text")
    by_url = read_page(page, url="https://a.example/2031/05/03/talks")
    assert (by_url.published, by_url.published_source) == ("2031-05-03", "url")
    by_month = read_page(page, url="https://a.example/2031/05/talks")
    assert (by_month.published, by_month.published_source) == ("2031-05-04", "text")
    given = read_page(page, published="2031-05", url="https://a.example/2031/05/03/talks")
    assert (given.published, given.published_source) == ("2031-05", "given")


def dated(head: str = "", body: str = "", *, lead: str = "", url: str | None = None, html: str = "<html>") -> Article:
    text = "<p>The envoys of both sides met in Arda on Monday and left without a word to the press.</p>"
    more = "<p>They are to return next week, the mediators of the island republic said in a statement.</p>"
    title = "Envoys meet in Arda"
    page = f"{html}<head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>{lead}{text}{more}</article>"
    page += f"{body}</body></html>"
    return read_page(page.encode(), url=url)


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2031/05/07", "2031-05-07"),
        ("2031-5-7T10:00", "2031-05-07"),
        ("20310507T100000Z", "2031-05-07"),
        ("Wed May 07 2031 10:00:00 GMT+0300 (Eastern European Summer Time)", "2031-05-07"),
        ("Wed, 07 May 2031 10:00:00 +0300", "2031-05-07"),
        ("7 May, 2031 at 10:20 GMT+3", "2031-05-07"),
        ("May 2031", "2031-05"),
        ("1935914400", "2031-05-07"),
        ("1935914400000", "2031-05-07"),
        ("05/06/2031", None),
        ("07/31/2031", "2031-07-31"),
    ],
)
def test_what_metadata_write_as_dates(value: str, date: str | None) -> None:
    assert normalise(value) == date
    assert dated(f"<meta name='date' content='{value}'>").published == date


def test_a_whole_date_is_never_beaten_by_the_year_alone() -> None:
    head = "<meta name='date' content='2031'><meta name='pubdate' content='2031/05/07'>"
    assert dated(head).published == "2031-05-07"
    assert (
        dated("<meta name='date' content='2031'>", lead="<time datetime='2031-5-7'>x</time>").published == "2031-05-07"
    )


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Published 7 May, 2031 at 10:20 GMT+3", "2031-05-07"),
        ("By Ada Lund | Updated: May 7, 2031, 10:20", "2031-05-07"),
        ("7 May 2031", "2031-05-07"),
        ("7 May 2031 | Arda News", "2031-05-07"),
        ("May 7, 2031 - Arda News Agency", "2031-05-07"),
        ("Arda News | 7 May 2031, 10:20", "2031-05-07"),
    ],
)
def test_visible_date_lines_count_in_html_as_in_text(line: str, date: str) -> None:
    article = dated(lead=f"<div>{line}</div>")
    assert (article.published, article.published_source) == (date, "text")
    text = f"Envoys meet in Arda\n{line}\nThe envoys of both sides met in Arda on Monday and left.\n"
    assert read_page(text.encode()).published == date


def test_the_day_that_an_article_itself_begins_with() -> None:
    led = "August 9, 2031 (PORT ARDA) - The envoys of both sides met in Arda and left without a word to the press."
    assert dated(lead=f"<p>{led}</p>").published == "2031-08-09"
    assert read_page(f"Envoys meet in Arda\n{led}\n".encode()).published == "2031-08-09"


@pytest.mark.parametrize(
    ("lead", "date"),
    [
        ("PORT ARDA, 9 August 2031 (Delta News) - ", "2031-08-09"),
        ("PORT ARDA, August 9, 2031 — ", "2031-08-09"),
        ("(PORT ARDA, 9 August 2031) ", "2031-08-09"),
        ("Port Arda (DN), 9 August 2031 – ", "2031-08-09"),
        ("PORT ARDA, 9 August 2031 was a day of rain, and ", None),
        ("In Port Arda, 9 August 2031 - ", None),
        ("PORT ARDA, August 9 (DN) — ", None),
    ],
)
def test_the_day_behind_the_place_of_a_date_line(lead: str, date: str | None) -> None:
    led = f"{lead}The envoys of both sides met in Arda and left without a word to the press."
    assert dated(lead=f"<p>{led}</p>").published == date
    assert read_page(f"Envoys meet in Arda\n{led}\n".encode()).published == date


def test_published_comes_before_modified_whatever_the_element() -> None:
    lead = "<time class='updated' datetime='2031-05-09'>9 May</time><time class='published' datetime='2031-05-07'>7 May</time>"
    assert dated(lead=lead).published == "2031-05-07"
    assert (
        dated(
            "<meta property='article:modified_time' content='2031-05-09'>", lead="<div>Published 7 May 2031</div>"
        ).published
        == "2031-05-07"
    )
    assert dated("<meta property='article:modified_time' content='2031-05-09'>").published == "2031-05-09"


def test_nothing_comes_from_comments_and_other_stories() -> None:
    foot = "<div class='comments'><time datetime='2031-05-20'>x</time><p>Ann on 20 May 2031</p></div>"
    foot += "<div class='related-stories'><time datetime='2029-05-20'>x</time></div>"
    assert dated(body=foot).published is None


def test_a_month_alone_stays_a_month_and_no_date_stays_none() -> None:
    assert dated("<meta name='date' content='May 2031'>").published == "2031-05"
    assert dated().published is None
    assert dated(lead="<div>Sunday</div>").published is None


def test_an_open_date_is_left_open_and_said_unless_something_settles_it() -> None:
    head = "<meta name='date' content='05/06/2031'>"
    article = dated(head)
    assert (article.published, article.repairs) == (
        None,
        ("Its date can be read as 2031-06-05 or 2031-05-06; it was left open.",),
    )
    assert dated(head, html="<html lang='en-US'>").published == "2031-05-06"
    assert dated(head, html="<html lang='en-GB'>").published == "2031-06-05"
    assert dated(head, url="https://post.example.uk/a").published == "2031-06-05"
    assert dated(head + "<meta property='og:updated_time' content='2031-05-07T08:00Z'>").published in (
        "2031-05-06",
        "2031-05-07",
    )


def test_addresses_of_images_give_no_dates() -> None:
    assert find_in_url("https://cdn.example/2031/05/04/a.jpg?w=640") is None
    assert dated("<meta property='og:image' content='https://cdn.example/2031/05/04/a.jpg'>").published is None
    text = b"Envoys meet in Arda\n![x](https://cdn.example/2031/05/04/a.jpg)\nThe envoys of both sides met in Arda and left.\n"
    assert read_page(text).published is None
