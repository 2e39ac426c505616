"""Datelines are no part of the first sentence, and no actors."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.thoroughness import examples

from stateofplay.language.pipeline import load
from stateofplay.language.press.datelines import find_datelines

STORY = "European leaders met on Friday and rejected the offer."


@pytest.mark.parametrize(
    "dateline",
    [
        "LA PAZ, 3 March 2031 (Andes Wire) - ",
        "ST JOHN'S (AW) — ",
        "BRUSSELS - ",
        "KYIV (Reuters) - ",
        "KYIV (Reuters) ",
        "TBILISI — ",
        "GENEVA, March 3 (AP) - ",
        "WASHINGTON, D.C. -- ",
        "Brussels, 5 March - ",
        "GENEVA/BEIRUT (AFP) – ",
        "KHARTOUM, Sudan (AP) — ",
        "ISLAMABAD: ",
        "NEW YORK, N.Y. — ",
        "LONDON ",
    ],
)
def test_a_dateline_ends_before_the_story(dateline: str) -> None:
    text = f"A headline\n{dateline}{STORY}"
    assert [text[end:] for _, end in find_datelines(text)] == [STORY]
    sentences = [s.text.strip() for s in load()(text).sents]
    assert sentences == ["A headline", dateline.strip(), STORY]


@pytest.mark.parametrize(
    "line",
    [
        "Talks resumed - and failed.",
        "Moscow rejected the plan.",
        "NATO leaders met.",
        "US President to visit.",
        "PEACE TALKS - LATEST",
        "Ministers (all of them) - met.",
    ],
)
def test_what_only_looks_like_one_is_left(line: str) -> None:
    assert find_datelines(line) == []


@examples()  # the first text waits for the model
@given(st.text(alphabet="KYIV AB,./()-–:\nab", max_size=60))
def test_places_stay_inside_the_text(text: str) -> None:
    for start, end in find_datelines(text):
        assert 0 <= start < end < len(text)
    load()(text)
