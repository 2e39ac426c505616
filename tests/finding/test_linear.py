"""Reading costs in proportion to the page: counted in calls, not in time, on pages that are one line, or nothing but quotes."""

from __future__ import annotations

import cProfile
import pstats

import pytest

from stateofplay.model import Article
from stateofplay.service.reading import read_article

CLAUSE = "Norway said that Sweden wants a ceasefire and demands a meeting in Oslo with Denmark"
SMALL, LARGE = 4_000, 16_000
"""The first sizes from which what is done once a page no longer shows: of 3,000 and 12,000 characters one page grew by 1.18."""
EXPONENT = 1.1


def count_calls(text: str) -> int:
    """Calls of Python functions that reading a text makes."""
    profile = cProfile.Profile()
    profile.enable()
    read_article(Article(text=text, published="2031-05-02", language="en"))
    profile.disable()
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [CLAUSE + ". ", CLAUSE + " and ", "“We want peace,” Norway said, “and a ceasefire” ", "Sweden rejects a truce. "],
    ids=["one line", "no full stop", "quotes", "positions"],
)
def test_no_step_is_quadratic(unit: str) -> None:
    count_calls(CLAUSE + ".")  # loads what is loaded once
    small, large = (count_calls((unit * (size // len(unit) + 1))[:size]) for size in (SMALL, LARGE))
    assert large <= small * (LARGE / SMALL) ** EXPONENT
