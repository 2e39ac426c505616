"""Sentences of a page: what a search finds whole, what a claim by hand rests on, and what a brief tells first."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stateofplay.language.sentences import cut_sentences


@pytest.mark.parametrize(
    "sentences",
    [
        ("Mr. Dahl met Gen. Omar and Sen. Idris Saleh.", "They left."),
        ("It was the U.S. Treasury that said so.", "The U.S. has not answered."),
        ("He flew to the U.S.", "They stayed."),
        ("Mira J. Dahl arrived at 5 p.m. on Jan. 5.", "Nobody met her."),
        ("She said no.", "No. 5 is the last article."),
        ("“When?” he asked.", "“Soon.”", "He left."),
        ("Переговоры прошли.", "Стороны уехали."),
        ("Les pourparlers ont repris.", "Émile Oumar est venu."),
        ("双方同意停火三十天。", "外长说：“好。”", "他走了。"),
        ("وقال الوزير.", "ثم غادر؟", "نعم."),
    ],
)
def test_sentences_are_cut_where_they_end(sentences: tuple[str, ...]) -> None:
    between = "" if sentences[0].endswith("。") else " "
    text = between.join(sentences)
    assert tuple(text[a:b] for a, b in cut_sentences(text)) == sentences


@pytest.mark.parametrize(
    "sentences",
    [
        ("It fails,” she said this morning.", '"The port is left out.”'),
        ("Nobody came.", "“We waited,” she said."),
        ("She said: “We waited.”", "He left."),
    ],
)
def test_sentences_that_a_page_runs_together_are_cut_at_a_quotation(sentences: tuple[str, str]) -> None:
    text = "".join(sentences)
    assert tuple(text[a:b] for a, b in cut_sentences(text)) == sentences


@given(st.text(alphabet="AaU.S! ?\n“”。е№1", max_size=60))
def test_no_word_is_lost_and_none_is_in_two(text: str) -> None:
    spans = cut_sentences(text)
    assert all(a < b for a, b in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    inside = {place for a, b in spans for place in range(a, b)}
    assert all(place in inside or not char.isalnum() for place, char in enumerate(text))
