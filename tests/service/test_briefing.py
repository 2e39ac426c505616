"""The brief of pages that nobody keeps: with what could hold by them, every line with its sentence, nothing written."""

from __future__ import annotations

from pathlib import Path

import pytest

from stateofplay.exchange.brief import brief_to_json
from stateofplay.model import Article, Reading
from stateofplay.service.briefing import pages_brief
from stateofplay.service.examples import example_pages
from stateofplay.service.reading import read


@pytest.fixture(scope="module")
def readings() -> list[tuple[str, Reading]]:
    pages = example_pages()[:3]
    return [(str(p), read(p)) for p in pages]


def test_pages_alone_say_what_could_hold(readings: list[tuple[str, Reading]]) -> None:
    brief = pages_brief(readings)
    keys = [s.key for s in brief.sections]
    assert keys.index("outlook") == keys.index("positions") + 1
    section = brief.sections[keys.index("outlook")]
    assert section.lines
    assert section.intro
    assert not section.drawings
    known = {m.number: m for m in brief.marks}
    for line in section.lines:
        assert line.marks
        for number in line.marks:
            mark = known[number]
            text = readings[mark.page - 1][1].article.text
            assert text[mark.evidence.start : mark.evidence.end] == mark.evidence.quote


def test_marks_are_numbered_as_they_are_read(readings: list[tuple[str, Reading]]) -> None:
    brief = pages_brief(readings)
    met = [n for line in (*brief.summary, *(x for s in brief.sections for x in s.lines)) for n in line.marks]
    unclear = [m.number for m in brief.marks]
    assert list(dict.fromkeys(met)) == unclear == list(range(1, len(unclear) + 1))


def test_figures_are_drawn_where_they_can_be_shown(readings: list[tuple[str, Reading]]) -> None:
    brief = pages_brief(readings, drawings=True)
    section = next(s for s in brief.sections if s.key == "outlook")
    assert section.drawings
    assert all(d.svg.startswith("<svg") for d in section.drawings)


def test_the_same_page_twice_counts_once_for_the_model(readings: list[tuple[str, Reading]]) -> None:
    once = pages_brief(readings)
    twice = pages_brief([*readings, readings[0]])
    outlook = [next(s for s in b.sections if s.key == "outlook") for b in (once, twice)]
    assert [line.text for line in outlook[0].lines] == [line.text for line in outlook[1].lines]


def test_the_section_can_be_left_out(readings: list[tuple[str, Reading]]) -> None:
    assert all(s.key != "outlook" for s in pages_brief(readings, outlook=False).sections)


def test_a_page_without_two_parties_says_so() -> None:
    reading = read(b"Norway demands an apology. The weather was fine. Oslo lies by the sea.", name="page")
    section = next(s for s in pages_brief([("page", reading)]).sections if s.key == "outlook")
    assert not section.lines
    assert section.empty.startswith("No model could be drafted: ")


def test_a_page_without_talks_has_no_such_section() -> None:
    empty = Reading(article=Article(text="It rained.", title=None, published=None, language="en"))
    assert "outlook" not in brief_to_json(pages_brief([("page", empty)]))


def test_nothing_is_written(
    readings: list[tuple[str, Reading]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    pages_brief(readings)
    assert not list(tmp_path.iterdir())
