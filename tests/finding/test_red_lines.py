"""Red lines: whoever draws one is against its being crossed."""

from __future__ import annotations

import pytest

from stateofplay.model import Stance
from tests.finding.test_positions import read


@pytest.mark.parametrize(
    ("text", "holder", "issue"),
    [
        ("Iran has called enrichment a red line.", "Iran", "enrichment"),
        ("Iran's foreign minister called enrichment a red line.", "Iran", "enrichment"),
        ("Iran described the loss of its missiles as a red line.", "Iran", "loss of its missiles"),
        ("Giving up its missiles is a red line for Iran.", "Iran", "Giving up its missiles"),
        ("Ceding land is a red line for Ukraine, Norway said.", "Ukraine", "Ceding land"),
        ("Iran said that giving up its missiles would be a red line.", "Iran", "giving up its missiles"),
        (
            "Sudan met Chad, which said that foreign troops on its land were Sudan's red line.",
            "Sudan",
            "foreign troops on its land",
        ),
    ],
)
def test_who_draws_a_red_line_is_against_crossing_it(text: str, holder: str, issue: str) -> None:
    found = [(p.holder, p.issue, p.stance, p.red_line) for p in read(text)]
    assert found == [(holder, issue, Stance.OPPOSES, True)]


@pytest.mark.parametrize(
    "text",
    [
        "Enrichment is a red line.",
        "Chad said that foreign troops were Nordland's red line.",
        "The red line of the metro leads to Oslo.",
    ],
)
def test_a_line_that_nobody_draws_is_no_position(text: str) -> None:
    assert read(text) == ()
