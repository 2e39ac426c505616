"""What adding pages writes, and what it asks for it: nothing again that was asked for the page before."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text

from stateofplay.errors import ModelError
from stateofplay.model import Article, Reading
from stateofplay.record import AddingOutcome, add_page, canonical_address, create_case
from stateofplay.service import cases
from stateofplay.service.cases import add_all

DAYS = "Monday Tuesday Wednesday Thursday Friday".split()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("view.php?4711", "view.php?4712", False),
        ("view?OpenDocument", "view?OpenAnnex", False),
        ("minutes?session=3", "minutes?session=4", False),
        ("view?ref=S/2024/1", "view?ref=S/2024/2", False),
        ("AbCd", "abcd", False),
        ("story?ref=rss&id=3", "story?id=3&utm_source=mail", True),
        ("story?fbclid=x", "story/", True),
        ("story?cmp=7", "story#top", True),
    ],
)
def test_two_pages_are_at_one_address_only_where_they_must_be(one: str, other: str, same: bool) -> None:
    first, second = (canonical_address(f"https://www.docs.example/{path}") for path in (one, other))
    assert (first == second) is same


@pytest.mark.parametrize("sentences", [1, 2, 31, 33, 75])
def test_every_sentence_is_kept_in_its_place_and_found(tmp_path: Path, sentences: int) -> None:
    told = [f"Norway and Chad met on day{n} in Geneva." for n in range(sentences)]
    page = Reading(article=Article(text="\n".join(told)), reader="test")
    with create_case(tmp_path / "talks.sop") as case:
        with case.write() as connection:
            add_page(connection, page, source="page", raw=b"page", sha256="0")
        with case.read() as connection:
            rows = connection.execute(text("SELECT id, text FROM sentence ORDER BY start")).all()
            assert [row.text for row in rows] == told
            for index in ("sentence_words", "sentence_forms"):
                ask = text(f"SELECT rowid FROM {index} WHERE {index} MATCH :word")
                assert [connection.execute(ask, {"word": f"day{n}"}).scalars().all() for n in (0, sentences - 1)] == [
                    [rows[0].id],
                    [rows[-1].id],
                ]


def test_settings_of_the_database_are_not_changed_from_page_to_page(tmp_path: Path) -> None:
    """Each change makes SQLite prepare every statement anew."""
    asked: list[str] = []
    with create_case(tmp_path / "talks.sop") as case:

        @event.listens_for(case.engine, "before_cursor_execute")
        def _keep(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
            asked.append(statement)

        pages = [tmp_path / f"{day}.txt" for day in DAYS]
        for page in pages:
            page.write_text(f"Talks go on\nNorway and Chad will meet in Geneva on {page.stem}, the minister said.")
        list(add_all(case, [str(page) for page in pages[:2]], published="2024-03-05"))
        asked.clear()
        adding = add_all(case, [str(page) for page in pages[2:]], published="2024-03-05")
        assert [page.added and page.added.number for page in adding] == [3, 4, 5]
    assert sum(statement.startswith('INSERT INTO "page"') for statement in asked) == 3
    # Who reads is asked once, and what is only looked at is not trusted; then it is written.
    assert [statement for statement in asked if statement.startswith("PRAGMA")] == [
        "PRAGMA trusted_schema = OFF",
        "PRAGMA trusted_schema = ON",
    ]


def _pages(folder: Path, days: list[str]) -> list[str]:
    pages = [folder / f"{number}.txt" for number in range(len(days))]
    for page, day in zip(pages, days, strict=True):
        page.write_text(f"Talks go on\nNorway and Chad will meet in Geneva on {day}, the minister said." if day else "")
    return [str(page) for page in pages]


def test_what_is_told_stands_in_the_case_and_in_the_order_of_reading(tmp_path: Path) -> None:
    """Also a page that cannot be read, and one with the bytes of another that is not written yet."""
    path, told = tmp_path / "talks.sop", []
    pages = _pages(tmp_path, [*DAYS, "", DAYS[1], *(f"{n} March 2024" for n in range(10, 20))])
    with create_case(path) as case:
        for page in add_all(case, pages, published="2024-03-05"):
            told.append(page)
            with closing(sqlite3.connect(path)) as other:
                kept = other.execute("SELECT count(*) FROM page").fetchone()[0]
            assert kept >= sum(page.added is not None for page in told if page.problem is None) - (len(told) > 6)
    assert [page.source for page in told] == pages
    assert [page.problem is not None for page in told] == [not Path(page).read_text() for page in pages]
    added = [page.added for page in told if page.added is not None]
    assert [page.number for page in added] == [1, 2, 3, 4, 5, 2, *range(6, 16)]
    assert [n for n, page in enumerate(added) if page.outcome is AddingOutcome.SAME] == [5]


def test_a_page_that_cannot_be_written_stops_none_that_was_read_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refusing(connection: Any, reading: Reading, **rest: Any) -> Any:
        if DAYS[2] in reading.article.text:
            raise ModelError("this page fits no table", slug="model.evidence")
        return add_page(connection, reading, **rest)

    monkeypatch.setattr(cases, "add_page", refusing)
    with create_case(tmp_path / "talks.sop") as case:
        told = list(add_all(case, _pages(tmp_path, DAYS), published="2024-03-05"))
    assert [page.added and page.added.number for page in told] == [1, 2, None, 3, 4]
    assert str(told[2].problem) == "this page fits no table"


def test_what_was_read_before_a_stop_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = cases.read_part

    def stopped(part: Any, **rest: Any) -> Reading:
        if DAYS[2].encode() in part.data:
            raise KeyboardInterrupt
        return read(part, **rest)

    monkeypatch.setattr(cases, "read_part", stopped)
    with create_case(tmp_path / "talks.sop") as case:
        with pytest.raises(KeyboardInterrupt):
            list(add_all(case, _pages(tmp_path, DAYS), published="2024-03-05"))
        with case.read() as connection:
            assert connection.execute(text("SELECT count(*) FROM page")).scalar() == 2
