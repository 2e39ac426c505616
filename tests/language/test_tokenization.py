"""Words as treebanks cut them, and never a changed character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stateofplay.language.pipeline import load


def words(text: str) -> list[str]:
    return [token.text for token in load().tokenizer(text) if not token.is_space]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a 30-day truce", "a 30 - day truce"),
        ("the U.S.-led force", "the U.S. - led force"),
        ("pro-government anti-war ex-minister", "pro-government anti-war ex-minister"),
        ("They don't, can’t and won’t.", "They do n't , ca n’t and wo n’t ."),
        ("the envoy’s and the envoys’ offer", "the envoy ’s and the envoys ’ offer"),
        ("the U.N.'s envoy", "the U.N. 's envoy"),
        ("the No. 3 in the House", "the No. 3 in the House"),
        ("a deal—or none", "a deal — or none"),
        ("talks on 6-9 May, $10bn and 12%", "talks on 6 - 9 May , $ 10 bn and 12 %"),
        ("J. D. Meyer of St. Louis", "J. D. Meyer of St. Louis"),
        ("“We’re ready,” she said (again).", "“ We ’re ready , ” she said ( again ) ."),
        ("Abu Omar al-Rashid", "Abu Omar al - Rashid"),
        ("at 9 a.m. on Sept. 3", "at 9 a.m. on Sept. 3"),
        ("He stayed in the EU.", "He stayed in the EU ."),
        ("see example.org/talks or mail desk@example.org", "see example.org/talks or mail desk@example.org"),
        ("1,500 troops... or more?!", "1,500 troops ... or more ?!"),
    ],
)
def test_words(text: str, expected: str) -> None:
    assert words(text) == expected.split()


@given(st.text(max_size=120))
def test_nothing_is_lost(text: str) -> None:
    doc = load().tokenizer(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)
