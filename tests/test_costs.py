"""The cheap tests are chosen by what they took, and what never ran is run."""

from __future__ import annotations

from tests.costs import UNKNOWN, choose, spent


def test_the_cheapest_that_fit_are_chosen() -> None:
    assert choose([5.0, 0.1, 0.3, 0.1], 0.6) == {1, 2, 3}
    assert choose([5.0, 0.1, 0.3, 0.1], 0.25) == {1, 3}
    assert choose([], 1.0) == set()
    assert choose([UNKNOWN] * 10, 1.0) == set(range(10))


def test_time_of_work_is_counted() -> None:
    before = spent()
    assert sum(range(200_000)) > 0
    assert spent() > before
