"""When a page was published."""

from __future__ import annotations

import pytest

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
