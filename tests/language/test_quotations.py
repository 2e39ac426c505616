"""Quotation marks: paired, nested, missing, over paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.thoroughness import examples

from stateofplay.language import parse
from stateofplay.model import Article

CASES = [
    ('He said "no" twice.', ["no"]),
    ("He said “no” and “yes”.", ["no", "yes"]),
    ("«Non», dit-il.", ["Non"]),
    ("He said ‘no deal’ twice.", ["no deal"]),
    ("The minister's men don't know.", []),
    ("The minister’s men don’t know.", []),
    ("“She said ‘never’ again,” he added.", ["She said ‘never’ again,"]),
    ("‘It’s over,’ she said.", ["It’s over,"]),
    ("He began: “We are here", ["We are here"]),
    ("the workers' union", []),
    ("He was 5' 11\" tall", []),
    ("“One paragraph.\n“Another one,” he said.", ["One paragraph.", "Another one,"]),
    ("''It is our river,'' he added. ''We waited.''", ["It is our river,", "We waited."]),
    ("``It is our river,'' he added.", ["It is our river,"]),
    ("'It's our river,' he added. 'We don't wait.'", ["It's our river,", "We don't wait."]),
    ("'It is the prisoners' families who decide,' she said.", ["It is the prisoners' families who decide,"]),
    ("The so-called 'river plan' of the lakes' towns failed.", ["river plan"]),
    ("He spoke of 'two rivers'.", ["two rivers"]),
    ("In the '90s they'd built the dams' walls.", []),
    ("Rock 'n' roll and the ministers' own 'em.", []),
    ("", []),
    ('"" ""', []),
]


def quoted(text: str) -> list[str]:
    document = parse(Article(text=text, language="en"))
    return [document.doc[q.start : q.end].text for q in document.quotations]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_quotations(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_missing_closing_mark_is_told() -> None:
    (quotation,) = parse(Article(text="He began: “We are here\nThe end.", language="en")).quotations
    assert quotation.unclosed


@given(st.text(alphabet="ab '\"“”‘’«».,\n", max_size=80))
@examples(60)
def test_quotations_never_overlap_and_never_raise(text: str) -> None:
    document = parse(Article(text=text, language="en"))
    last = 0
    for quotation in document.quotations:
        assert last <= quotation.start < quotation.end <= len(document.doc)
        last = quotation.end
