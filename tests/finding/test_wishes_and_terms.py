"""Whose wish it is, where it ends, and what waits for what: kinds of sentences met on pages to which nothing was tuned."""

from __future__ import annotations

import pytest

from stateofplay.finding.components import Found
from stateofplay.finding.conditions.finder import find_conditions
from stateofplay.language.document import Document
from stateofplay.language.pipeline import load
from stateofplay.language.times import find_times
from stateofplay.language.tokens import Doc
from stateofplay.model import Article


def terms(text: str) -> set[tuple[str, str, str]]:
    document = find_times(Document(article=Article(text=text, published="2024-05-15"), doc=Doc(load()(text))))
    return {(c.what, str(c.relation), c.on or "") for c in find_conditions(document, Found())}


@pytest.mark.parametrize(
    ("text", "what", "on"),
    [
        ('"If Norway wants peace," Saleh said, "it must lift the ban."', "it must lift the ban", "Norway wants peace"),
        ("“If the talks fail,” he adds, “Chad will be seen as weak.”", "Chad will be seen as weak", "the talks fail"),
        ("If Norway refuses, he said, Chad will leave the talks.", "Chad will leave the talks", "Norway refuses"),
        (
            "If Norway refuses, said Idris Saleh, Chad will leave the talks.",
            "Chad will leave the talks",
            "Norway refuses",
        ),
        (
            "“If the talks fail,” warned Mira Dahl, who leads the union, “we will go to court.”",
            "we will go to court",
            "the talks fail",
        ),
        ("If Norway says no, Chad will leave the talks.", "Chad will leave the talks", "Norway says no"),
    ],
)
def test_what_is_supposed_ends_before_who_says_it(text: str, what: str, on: str) -> None:
    assert terms(text) == {(what, "if", on)}


@pytest.mark.parametrize(
    ("text", "what", "on"),
    [
        (
            "That is how she ought to read the pact, and if she's wise she'll use that plan more widely.",
            "she'll use that plan more widely",
            "she's wise",
        ),
        ("If this dam goes ahead the valley risks a flood.", "the valley risks a flood", "this dam goes ahead"),
        ("If Norway signs the treaty the ships will leave.", "the ships will leave", "Norway signs the treaty"),
        (
            "He warned that if Norway did not pay the port would be closed.",
            "the port would be closed",
            "Norway did not pay",
        ),
        (
            'The port will lose its "free berth" if Chad fails to win access to the market, she warned on Saturday.',
            'The port will lose its "free berth',
            "Chad fails to win access to the market",
        ),
        (
            "But if any ministries have drawn up plans, the worst of the cuts could be delayed.",
            "the worst of the cuts could be delayed",
            "any ministries have drawn up plans",
        ),
    ],
)
def test_what_waits_begins_at_its_subject_where_no_comma_parts_it(text: str, what: str, on: str) -> None:
    assert terms(text) == {(what, "if", on)}
