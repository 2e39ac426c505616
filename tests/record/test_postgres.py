"""The contract of a case, the same on SQLite and on a real PostgreSQL server."""

from __future__ import annotations

import io
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import delete, func, inspect, select, text, update

from stateofplay.errors import RecordError
from stateofplay.model import Article, Reading
from stateofplay.record import AddingOutcome, create_case, open_case
from stateofplay.record.actors.identity import identify
from stateofplay.record.judging.judgements import Verdict, current, history, judge
from stateofplay.record.storage.case import HEAD
from stateofplay.record.storage.tables import CLAIM, PAGE
from stateofplay.record.views import Filter, articles, counts, pages, rows
from stateofplay.record.views.finding_words import find_sentences, read_terms
from stateofplay.record.views.searching import search
from stateofplay.service.exporting import export, import_case
from tests.exchange.cases import add, make_case, second_reading
from tests.exchange.readings import reading


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a case may be made."""
    if request.param == "sqlite":
        return str(tmp_path / "talks.sop")
    return str(request.getfixturevalue("database"))


def test_make_and_open_again(location: str) -> None:
    create_case(location, title="Talks").close()
    with open_case(location) as case:
        assert case.title == "Talks"
        assert case.is_file == (not location.startswith("postgresql://"))
    with pytest.raises(RecordError) as caught:
        create_case(location)
    assert caught.value.slug == "record.exists"


def test_adding_new_same_copy_and_version(location: str) -> None:
    with create_case(location) as case, case.write() as connection:
        assert add(connection, reading(), "a").outcome is AddingOutcome.NEW
        assert add(connection, reading(), "a").outcome is AddingOutcome.SAME
        assert add(connection, reading(), "b").outcome is AddingOutcome.COPY
        assert add(connection, second_reading(), "c").outcome is AddingOutcome.NEW
        newer = second_reading()
        article = replace(newer.article, text=newer.article.text.replace("shelled", "attacked"))
        added = add(connection, replace(newer, article=article, events=(), meetings=newer.meetings), "c")
        assert (added.outcome, added.of, added.lost) == (AddingOutcome.VERSION, 3, 1)
        assert [p["copy_of"] for p in pages(connection)] == [None, 1, None, None]
        assert [p["earlier"] for p in pages(connection)] == [None, None, None, 3]


def test_views_filters_and_judgements(location: str) -> None:
    with make_case(location) as case, case.write() as connection:
        (position,) = rows(connection, "positions")
        assert (position.what, position.corrected, position.copies) == ("=foreign bases", True, 1)
        assert position.quote in articles(connection)[position.page].text
        assert rows(connection, "positions", Filter(party="Chad")) == ()
        assert len(rows(connection, "meetings", Filter(since="2024-06-01"))) == 1
        assert len(rows(connection, "meetings", Filter(until="2024-05"))) == 1
        assert len(rows(connection, "meetings", Filter(source="POST.example"))) == 1
        assert len(rows(connection, "events", Filter(status="happened"))) == 1
        judge(connection, position.claim_id, Verdict.WITHDRAW, author="bo")
        assert rows(connection, "positions")[0].what == "<b>foreign</b> bases"
        judge(connection, position.claim_id[:7], Verdict.REJECT, author="bo")
        assert rows(connection, "positions") == ()
        assert len(rows(connection, "positions", Filter(rejected=True))) == 1
        assert [j.verdict for j in history(connection, position.claim_id)] == ["accept", "withdraw", "reject"]
        found = current(connection, position.claim_id)
        assert found is not None
        assert found.author == "bo"
        assert identify(connection).kinds["Chad"] == "country"
        assert dict(counts(connection))["meetings"] == 3


def test_half_a_transaction_leaves_nothing(location: str) -> None:
    with create_case(location) as case:
        with case.write() as connection:
            add(connection, reading(), "a")
        with pytest.raises(RecordError), case.write() as connection:  # noqa: PT012
            add(connection, second_reading(), "b")
            connection.execute(delete(PAGE))
        with case.read() as connection:
            assert connection.execute(select(func.count()).select_from(PAGE)).scalar() == 1


@pytest.mark.parametrize("table", [PAGE, CLAIM], ids=["page", "claim"])
def test_rows_are_never_changed_or_deleted(location: str, table: object) -> None:
    with make_case(location) as case:
        for statement in (delete(table), update(table).values(id="x")):  # type: ignore[arg-type]
            with pytest.raises(RecordError) as caught, case.write() as connection:
                connection.execute(statement)
            assert caught.value.slug == "record.append_only"
        with case.read() as connection:
            assert len(pages(connection)) == 3


def test_two_that_add_at_once_both_succeed(location: str) -> None:
    create_case(location).close()
    problems: list[BaseException] = []
    ready = threading.Barrier(2)

    def work(name: str) -> None:
        try:
            with open_case(location) as case:
                ready.wait()
                for number in range(8):
                    page = second_reading()
                    words = f"{page.article.text}\n{name} {number}."
                    with case.write() as connection:
                        add(
                            connection,
                            replace(page, article=replace(page.article, text=words, url=None)),
                            f"{name}{number}",
                        )
        except BaseException as error:
            problems.append(error)

    threads = [threading.Thread(target=work, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    with open_case(location) as case, case.read() as connection:
        assert [p["number"] for p in pages(connection)] == list(range(1, 17))


def test_the_index_of_words_finds_inflected_ones(location: str) -> None:
    with make_case(location) as case, case.read() as connection:
        if case.is_file:
            query = "SELECT s.text FROM sentence_words w JOIN sentence s ON s.id = w.rowid WHERE sentence_words MATCH :words"
        else:
            query = "SELECT text FROM sentence WHERE words @@ websearch_to_tsquery('english', :words)"
        for words, times in (("mediator", 1), ("shell", 1), ("tariff", 0)):
            assert len(connection.execute(text(query), {"words": words}).all()) == times


def test_search_ranks_sentences_and_names_their_claims(location: str) -> None:
    with make_case(location) as case, case.read() as connection:
        (hit,) = search(connection, "shelling town")
        assert hit.text.startswith("Sudan shelled the border town")
        assert [(kind, words) for _, kind, words in hit.claims] == [("events", "Sudan ASSAULT")]
        assert search(connection, "submarine") == ()
        assert search(connection, '"" ( * NEAR') == ()
        assert len(search(connection, "Chad", limit=1)) == 1


def test_a_case_of_the_first_form_is_brought_up_to_date(location: str) -> None:
    with make_case(location) as case, case.write() as connection:
        before = rows(connection, "events")
        for index in ("claim_kind_page", "actor_spoken"):
            connection.execute(text(f"DROP INDEX IF EXISTS {index}"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    with open_case(location) as case, case.read() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == HEAD
        assert "claim_kind_page" in {index["name"] for index in inspect(connection).get_indexes("claim")}
        assert rows(connection, "events") == before


def test_a_case_from_before_words_were_indexed_as_written_finds_them(location: str) -> None:
    with make_case(location) as case, case.write() as connection:
        if case.is_file:
            old = ("DROP TRIGGER sentence_forms_indexed", "DROP TABLE sentence_forms")
        else:
            old = ("ALTER TABLE sentence DROP COLUMN forms", "DROP TEXT SEARCH CONFIGURATION every_form")
        for statement in (*old, "UPDATE alembic_version SET version_num = '0004'"):
            connection.execute(text(statement))
    with open_case(location) as case, case.write() as connection:
        assert [hit.text for hit in search(connection, '"shelled"')] == [
            hit.text for hit in search(connection, "shelling")
        ]
        assert search(connection, '"shelling"') == ()
        before = len(search(connection, '"Chad"'))
        add(connection, reading(), "and on")
        assert len(search(connection, '"Chad"')) >= before > 0


def test_words_in_quotation_marks_are_counted_without_being_read(location: str) -> None:
    """A stem stands in far more sentences than the word itself; all that have the word are counted, and only the best read."""
    lines = [f"Talks number {n} were held." for n in range(300)] + [f"There is talk of round {n}." for n in range(40)]
    words = "\n".join(lines)
    with create_case(location) as case, case.write() as connection:
        add(connection, Reading(article=Article(text=words, published="2025-06-01"), reader="hand"), "a")
        terms = read_terms('"talk"')
        number, found = find_sentences(connection, terms, limit=5)
        assert (number, [s.text for s in found]) == (40, [f"There is talk of round {n}." for n in range(5)])
        assert find_sentences(connection, read_terms('"talk" round'), limit=2)[0] == 40
        assert find_sentences(connection, read_terms('"talk" held'), limit=2) == (0, ())
        assert find_sentences(connection, read_terms("talk"), limit=2)[0] == 340


def test_as_of_a_day_a_later_version_is_not_there_yet(location: str) -> None:
    with create_case(location) as case, case.write() as connection:
        first = second_reading()
        add(connection, first, "c")
        words = first.article.text.replace("shelled", "attacked")
        later = replace(first.article, text=words, published="2024-06-20")
        add(connection, replace(first, article=later, events=()), "c")
        (lost,) = rows(connection, "events")
        (then,) = rows(connection, "events", Filter(until="2024-06-15"))
        assert (lost.lost_in, then.lost_in) == (2, None)


def test_a_case_moves_between_the_two(location: str, tmp_path: Path) -> None:
    make_case(tmp_path / "first.sop").close()
    with open_case(tmp_path / "first.sop") as case:
        export(case, "jsonl", tmp_path / "first.jsonl")
    create_case(location, title="Chad and Sudan; talks, 2024").close()
    import_case(location, tmp_path / "first.jsonl")
    with open_case(location) as case:
        out = io.BytesIO()
        export(case, "jsonl", out)
    # Only the time of making is each case's own.
    assert out.getvalue().splitlines()[1:] == (tmp_path / "first.jsonl").read_bytes().splitlines()[1:]


@pytest.mark.postgres
def test_a_database_that_is_no_case_and_a_server_that_is_away_are_said(database: str) -> None:
    with pytest.raises(RecordError) as caught:
        open_case(database)
    assert caught.value.slug == "record.not_a_case"
    with pytest.raises(RecordError) as caught:
        open_case("postgresql://tester:secret@127.0.0.1:9/nowhere?connect_timeout=2")
    assert "secret" not in caught.value.sentence
