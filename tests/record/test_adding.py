"""What adding pages writes, and what it asks for it: nothing again that was asked for the page before."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text

from stateofplay.model import Article, Reading
from stateofplay.record import add_page, create_case
from stateofplay.service.cases import add_all

DAYS = "Monday Tuesday Wednesday Thursday Friday".split()


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
