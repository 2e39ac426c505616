"""The brief of pages that nobody keeps: with what could hold by them, every line with its sentence, nothing written."""

from __future__ import annotations

from pathlib import Path

import pytest

from stateofplay.casework.draft.records import Basis, Draft, DraftOption, DraftStatement
from stateofplay.casework.draft.weighing.enough import missing
from stateofplay.exchange.brief import brief_to_json
from stateofplay.model import Article, Reading
from stateofplay.pages.gate import screen_text
from stateofplay.service.briefing import pages_brief
from stateofplay.service.examples import example_pages
from stateofplay.service.reading import read


@pytest.fixture(scope="module")
def readings() -> list[tuple[str, Reading]]:
    pages = example_pages()
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
    met = [n for line in brief.lines() for n in line.marks]
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


def test_one_page_is_modelled_only_where_the_reader_is_sure() -> None:
    page = (
        "Norway demands that Chad reopen the port. Chad demands that Norway withdraw its ships. "
        "Norway offers to lift the toll. Chad threatens to close the river."
    )
    section = next(s for s in pages_brief([("page", read(page.encode(), name="page"))]).sections if s.key == "outlook")
    assert not section.lines
    assert section.empty.startswith(("One page is not enough here: a model would need ", "No model could be drafted: "))


def draft_of(*parts: tuple[str, str, str]) -> Draft:
    """A draft of parties with a wish and an act each, resting on one claim: (party, wish or act, claim)."""
    basis = {claim: Basis(rule="stated", claims=(claim,), quotes=(), confidence=0.9) for *_, claim in parts}
    acts = [
        DraftOption(id=f"o{n}", owners=(party,), act="go", text="go", issue="go", contested=0, holds_now=False, basis=basis[c])
        for n, (party, kind, c) in enumerate(parts) if kind == "act"
    ]  # fmt: skip
    wishes = [
        DraftStatement(party=party, formula="o0", tier=2, text="it goes", basis=basis[c])
        for party, kind, c in parts if kind == "wish"
    ]  # fmt: skip
    return Draft(title="", as_of=None, parties=("Chad", "Norway"), options=tuple(acts), statements=tuple(wishes), left_out=(),
                 questions=(), conflict=None)  # type: ignore[arg-type]  # fmt: skip


def test_what_is_missing_for_a_model_is_named() -> None:
    whole = draft_of(("Chad", "wish", "a"), ("Norway", "wish", "b"), ("Chad", "act", "c"), ("Norway", "act", "d"))
    assert missing(whole, set()) == ()
    assert missing(whole, {"b", "x"}) == ("surer readings (1 of the 4 claims that a model would rest on is not sure)",)
    alone = draft_of(("Chad", "wish", "a"), ("Norway", "act", "b"), ("Chad", "act", "c"))
    assert missing(alone, set()) == ("a stated wish of each of two parties (only Chad has one)",)


def test_a_page_that_hardly_speaks_of_talks_says_so_and_has_no_model() -> None:
    page = (
        "Norway beats Chad in the rain\nNorway beat Chad by three goals to one in Bergen on Saturday. Mira Dahl scored "
        "twice before the break, and the crowd sang long after the whistle. The coach of Chad, Idris Saleh, demanded "
        "better shoes for the next match, which will be played in March on dry grass. Tickets are on sale at the harbour."
    )
    brief = pages_brief([("page", read(page.encode(), name="page"))])
    assert brief.notice == "The page hardly speaks of a negotiation."
    assert all(s.key != "outlook" for s in brief.sections)


def test_a_page_that_only_shares_a_word_with_talks_says_so() -> None:
    page = (
        "Court lets the harbour thief go home\nThe man who took three boats in Bergen may go home after the minister signed a "
        "law on young prisoners on Monday. The law lets those who were under age ask for an early end of their term. He was "
        "sentenced to life after a trial that the whole country followed. His lawyers and the state told the court that they "
        "were in agreement on the matter. The minister met reporters and said that the law was fair and that the police had "
        "done their work. The family of the victim said that it would protest against the ruling in front of the parliament."
    )
    verdict = screen_text(page)
    assert verdict.passes
    brief = pages_brief([("page", read(page.encode(), name="page"))])
    assert brief.notice == "The page hardly speaks of a negotiation."
