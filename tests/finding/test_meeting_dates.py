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
        ("Norway said on Monday that Iran and Oman had held talks in Oslo.", None),
        ("Iran and Oman will hold talks in Oslo, where a truce was signed in 2020.", None),
        ("Iran and Oman met in Oslo to discuss the war of 2015.", None),
    ],
)
def test_a_date_is_of_its_own_clause(text: str, date: str | None) -> None:
    (meeting,) = read_article(Article(text=text, published="2025-05-14", language="en")).meetings
    assert meeting.date == date
