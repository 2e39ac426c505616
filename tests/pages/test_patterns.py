"""The table of shapes: the words of a row stand in every line that has its shape, and a row without words is anchored."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stateofplay.pages.plain.patterns import _DOTLESS, ROWS, match_shape
from tests.thoroughness import examples

IDS = [f"{number}-{row[0]}" for number, row in enumerate(ROWS)]


@pytest.mark.parametrize(("reason", "limit", "words", "expression"), ROWS, ids=IDS)
@examples(20)
@given(data=st.data())
def test_no_line_of_a_shape_is_passed_over(
    reason: str, limit: int, words: str, expression: str, data: st.DataObject
) -> None:
    line = data.draw(st.from_regex(expression))
    if words:
        folded = line.translate(_DOTLESS).casefold()
        assert any(word in folded for word in words.split("|"))
    else:
        assert re.match(expression, line)
    assert match_shape(line, 1) is not None


@pytest.mark.parametrize(
    ("line", "words", "reason"),
    [
        ("The envoys met in Oslo on Monday, and both sides called the round useful.", 14, None),
        ("COPYRIGHT 2031 The Harbour Post", 5, "copyright"),
        ("All Rights Reserved", 3, "copyright"),
        ("An envoy waves, second from left, in Oslo", 8, "caption"),
        ("Unsubscribe any time", 3, "newsletter"),
        ("Both delegations said that copyright was not on the table of the talks this year", 200, None),
    ],
)
def test_shapes(line: str, words: int, reason: str | None) -> None:
    assert match_shape(line, words) == reason


ENDLESS = """
import resource
resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
from stateofplay.pages.plain.patterns import match_shape
for sign in "›»>":
    for parted in (f" {sign} ", f"{sign} ", f"  {sign}  "):
        assert match_shape(parted.join("Home News Talks".split()), 5) == "nav_label"
        assert match_shape(parted.join(["a"] * 25) + ".", 25) is None
"""


def test_a_trail_that_ends_in_a_stop_is_read_in_one_way() -> None:
    """Within twenty seconds of processor time; tried in all ways its spaces can be shared out, it would take hours."""
    done = subprocess.run([sys.executable, "-c", ENDLESS], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
