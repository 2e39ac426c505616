"""A meeting has the date that its own clause gives it; its neighbours keep theirs."""

from __future__ import annotations

import pytest

from stateofplay.model import Article
from stateofplay.service.reading import read_article


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Iran and Oman held talks in Muscat in 2019.", "2019"),
        ("The war began in 2011. Iran and Oman held talks in Muscat. The deal followed in 2015.", None),
        ("Iran and Oman, which fought a war in 2015, held talks in Muscat.", None),
        ("Norway hosted talks between Iran and Oman in Oslo after an attack on Monday.", None),
        ("Iran’s leader, in a reversal, said on Friday he would hold talks with Oman in Muscat.", None),
        ("Norway said on Monday that Iran and Oman had held talks in Oslo.", None),
        ("Iran and Oman will hold talks in Oslo, where a truce was signed in 2020.", None),
        ("Iran and Oman met in Oslo to discuss the war of 2015.", None),
        # A day or week of its own counts although something came before it; a measure counts from what it follows.
        ("Iran and Oman held talks in Muscat last week after the raid had begun.", "2025-W19"),
        ("Iran and Oman met in Muscat Friday after a raid.", "2025-05-09"),
        ("Iran and Oman met in Muscat three days before the vote.", None),
        ("The early March phone call between Iran and Oman was long.", "2025-03"),
        ("Iran on Monday rejected the plan at a summit with Oman.", "2025-05-12"),
        ("President Ali Rezai on Monday opened a summit with Oman.", "2025-05-12"),
        ("Iran was heard at a summit with Omani Foreign Minister Badr Albusaidi in Muscat last month.", "2025-04"),
        ("On Monday Iran and Oman spent several hours in talks.", "2025-05-12"),
    ],
)
def test_a_date_is_of_its_own_clause(text: str, date: str | None) -> None:
    (meeting,) = read_article(Article(text=text, published="2025-05-14", language="en")).meetings
    assert meeting.date == date


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("The next round is planned for 4 June in Arda.", ["2025-06-04"]),
        # Several days, several rounds; days that follow each other are one.
        ("Iran and Oman met in Muscat on 3 May, 7 May and 9 May.", ["2025-05-03", "2025-05-07", "2025-05-09"]),
        ("The leaders of Iran and Oman met in Muscat in 2000 and 2007.", ["2000", "2007"]),
        ("Iran and Oman held a summit in Muscat on Sunday and Monday.", ["2025-05-11"]),
        # Some day within a time that the text sets is one round, as near as the calendar has a name for it.
        ("Iran and Oman will hold another meeting between 20 and 30 June.", ["2025-06"]),
        ("Iran and Oman will hold a meeting between 3 and 5 June.", ["2025-W23"]),
        # A window over two months is told by the first of them, a stretch of days by its first day.
        ("Iran and Oman will hold a meeting between 20 June and 3 July.", ["2025-06"]),
        ("Iran and Oman will hold a meeting between June and August.", ["2025-06"]),
        ("Iran and Oman will hold a meeting between 28 December and 3 January.", ["2025-12"]),
        ("Iran and Oman will hold talks from 30 May to 2 June.", ["2025-05-30"]),
        # The journey has the day.
        ("Officials of Iran will fly to Muscat on 20 May to meet envoys of Oman.", ["2025-05-20"]),
    ],
)
def test_each_day_of_a_list_is_a_round(text: str, dates: list[str]) -> None:
    found = read_article(Article(text=text, published="2025-05-14", language="en")).meetings
    assert [m.date for m in found] == dates


def test_an_event_has_no_day_of_a_window() -> None:
    text = "Iran and Oman will hold talks in Muscat between 28 June and 3 July."
    found = read_article(Article(text=text, published="2025-05-14", language="en")).events
    assert {event.date for event in found} == {"2025-06"}
