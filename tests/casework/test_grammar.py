"""What the parse of a sentence asks of an option, and which records are of a negotiation at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from stateofplay.casework.draft.drafting import what_is_missing
from stateofplay.casework.draft.records import Draft
from stateofplay.casework.grammar.placing import denies_meeting, phrase_of, place
from stateofplay.casework.grammar.wording import infinitive
from stateofplay.errors import CaseworkError
from stateofplay.record import create_case
from stateofplay.service.cases import add_all
from stateofplay.service.drafting import draft_model, ground_of
from stateofplay.service.state import gather

QUARREL = (
    "Chad and Niger quarrel over the lock\n\nChad and Niger will hold talks in Bergen on Friday. "
    "Chad demands that Niger open the lock. Niger offers to lift the toll on the lock. "
)


def drafted(folder: Path, text: str) -> Draft:
    """A draft of one page, whatever it lacks."""
    page = folder / "page.txt"
    page.write_text(text, encoding="utf-8")
    with create_case(folder / "case.sop") as case:
        list(add_all(case, [str(page)], published="2024-03-05"))
        return draft_model(case)


def lines(draft: Draft) -> list[str]:
    return [*(o.text for o in draft.options), *(s.text for s in draft.statements)]


@pytest.mark.parametrize(
    ("sentence", "words", "wisher", "doer"),
    [
        ("Delta urged Norway to open the old lock.", "open the old lock", "Delta", "Norway"),
        ("Norway backs a push by Delta to open the lock.", "open the lock", "Delta", ""),
        ("Chad agreed to Norway's demand to open the lock.", "open the lock", "Norway", ""),
        ("Chad wants tolls, but Norway said that the crew must open it.", "the crew must open it", "Norway", "the crew"),
        ("Delta spoke of Norway's insistence it will not open the lock.", "not open the lock", "Norway", "it"),
        ("Chad criticised those opposed to the deal.", "deal", "those", ""),
    ],
)  # fmt: skip
def test_who_wishes_and_who_would_do_it(sentence: str, words: str, wisher: str, doer: str) -> None:
    placed = place(sentence, words)
    assert placed is not None
    assert (placed.wisher.text if placed.wisher else "") == wisher
    assert (phrase_of(placed.doer) if placed.doer else "") == doer


@pytest.mark.parametrize(
    ("sentence", "words", "act"),
    [
        ("They would not give up tolls even in exchange for a ferry.", "give up tolls even", "give up tolls"),
        ("Chad waits until Niger takes clear steps to prove that it can.", "takes clear steps to prove", "take clear steps"),
        ("Niger offered to import more grain in return for relief.", "import more grain in return", "import more grain"),
        ("Chad wants to impose checks on those crossing the lake by night.", "impose checks on those crossing the lake by night",
         "impose checks on those crossing the lake by night"),
        ("Niger will withdraw its boats and lift the toll, Chad said.", "withdraw its boats", "withdraw its boats"),
    ],
)  # fmt: skip
def test_an_act_is_worded_whole_from_its_clause(sentence: str, words: str, act: str) -> None:
    placed = place(sentence, words)
    assert placed is not None
    assert infinitive(placed) == act


def test_words_that_do_not_stand_there_have_no_place() -> None:
    assert place("Delta will open the lock.", "close the lock") is None
    assert place("Delta will open the lock.", "") is None
    assert denies_meeting("Mira Dahl will not meet Idris Saleh in May.")
    assert not denies_meeting("Mira Dahl will meet Idris Saleh, who is no friend of hers.")


@pytest.mark.parametrize(
    "sentence",
    [
        "“I think he wants to close the river,” the president of Chad, Idris Saleh, said of his rival.",
        "Chad could not say whether Niger wants to close the river.",
        "Chad is optimistic about closing the river.",
        "Critics in Mali urged Chad to close the river.",
    ],
)
def test_what_the_grammar_gives_to_another_is_no_wish(sentence: str, tmp_path: Path) -> None:
    draft = drafted(tmp_path, QUARREL + sentence)
    assert not [line for line in lines(draft) if line.startswith("Chad wants to") and "river" in line]


def test_two_who_quarrel_have_a_model_and_what_is_left_out_has_its_reason(tmp_path: Path) -> None:
    draft = drafted(tmp_path, QUARREL)
    assert {"Niger: open the lock", "Niger: lift the toll on the lock"} <= {o.text for o in draft.options}
    assert all(":" in line for line in draft.left_out)


@pytest.mark.parametrize(
    ("page", "lacks"),
    [
        ("Talks in Bergen\n\nChad and Niger will hold talks in Bergen on Friday.", "it lacks "),
        (
            "Toll rises\n\nNorway wants to raise the toll on the lake. Sweden plans to repair its harbour. "
            "Finland offers to buy a ferry.",
            "it lacks ",
        ),
    ],
)
def test_a_page_of_no_negotiation_has_no_model_but_a_line(page: str, lacks: str, tmp_path: Path) -> None:
    with pytest.raises(CaseworkError) as caught:
        drafted(tmp_path, page)
    assert lacks in caught.value.sentence
    with create_case(tmp_path / "again.sop") as case:
        path = tmp_path / "page.txt"
        list(add_all(case, [str(path)], published="2024-03-05"))
        assert what_is_missing(ground_of(gather(case))) == caught.value.sentence
