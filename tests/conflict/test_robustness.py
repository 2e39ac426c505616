"""Robustness: the interval, the seed, and frequencies that must equal exact counts; sensitivity: least swaps."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from stateofplay.conflict import Conflict, Payoffs, analyse
from stateofplay.conflict.catalogue import load_case
from stateofplay.conflict.inverse.analysis import inverse
from stateofplay.conflict.model.generated import random_conflict
from stateofplay.conflict.model.ranks import ranks_of
from stateofplay.conflict.studies.robustness import robustness, wilson
from stateofplay.conflict.studies.sensitivity import sensitivity
from stateofplay.errors import ConflictError
from tests.thoroughness import seeds


@pytest.mark.parametrize(
    ("hits", "samples", "low", "high"), [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0)]
)
def test_wilson_interval(hits: int, samples: int, low: float, high: float) -> None:
    assert wilson(hits, samples) == pytest.approx((low, high), abs=1e-4)


def test_frequencies_meet_the_exact_share() -> None:
    """With Syria's ranking wholly random the share of each state is known exactly from the inverse count."""
    conflict = load_case("syria-iraq-1975")
    found = robustness(conflict, 6000, seed=3, swaps=None, varied=["Syria"], concepts=("NASH", "GMR", "SMR", "SEQ"))
    outside = 0
    for one in found.frequencies:
        exact = inverse(conflict, one.state, one.concept, free=["Syria"])
        assert exact.count is not None
        share = exact.count / exact.total
        outside += not one.low <= share <= one.high
        assert one.share == pytest.approx(share, abs=0.03)
    assert outside <= 4  # 24 intervals of 95 per cent
    assert found.varied == ("Syria",)


def test_same_seed_same_numbers_and_no_swap_no_change() -> None:
    for seed in range(10):
        conflict = random_conflict(seed)
        first, second = (robustness(conflict, 300, seed=7) for _ in range(2))
        assert first.frequencies == second.frequencies
        still = robustness(conflict, 5, swaps=0)
        assert all(one.hits == 5 * one.now for one in still.frequencies), seed
        assert first.to_dict()["samples"] == 300
        assert first.sentences()
    assert robustness(conflict, 300, seed=8).frequencies != first.frequencies


def least_by_search(conflict: Conflict, concept: str, state: int, most: int) -> int | None:
    """Try all sequences of swaps, written out one by one."""
    start = tuple(tuple(np.unique(one, return_inverse=True)[1].tolist()) for one in ranks_of(conflict))
    before = state in analyse(conflict, [concept]).equilibria(concept)
    level = {start}
    for swaps in range(1, most + 1):
        onward = set()
        for profile, player in product(level, range(len(start))):
            own = profile[player]
            for low in range(max(own)):
                moved = tuple(low + 1 if r == low else low if r == low + 1 else r for r in own)
                onward.add((*profile[:player], moved, *profile[player + 1 :]))
        for profile in onward:
            other = conflict.with_preferences(
                {dm: Payoffs.of(own) for dm, own in zip(conflict.dm_ids, profile, strict=True)}
            )
            if (state in analyse(other, [concept]).equilibria(concept)) != before:
                return swaps
        level = onward
    return None


def test_least_swaps_equal_search() -> None:
    distances = set()
    for seed in seeds(0, 30):
        conflict = random_conflict(seed, most_options=3, most_players=2)
        if not 2 <= len(conflict.space) <= 4:
            continue
        found = sensitivity(conflict, ["NASH", "SEQ"], most=2)
        for one in found.margins:
            assert one.distance == least_by_search(conflict, one.concept, one.state, 2), (seed, one)
            distances.add(one.distance)
        assert found.to_dict()["margins"]
    assert {1, 2, None} <= distances


def test_syria_iraq_margin() -> None:
    conflict = load_case("syria-iraq-1975")
    found = sensitivity(conflict, ["NASH"], most=3)
    six = found.margin("NASH", 6)
    assert six.now
    assert six.distance == 2  # 6 over 4 and 5 for Syria, 6 over 3 for Iraq: the nearest is two places away
    assert any("breaks the NASH equilibrium" in line for line in found.sentences())


def test_what_cannot_be_asked() -> None:
    conflict = random_conflict(1)
    with pytest.raises(ConflictError, match="not sampled"):
        robustness(conflict, 10, concepts=["L_2"])
    with pytest.raises(ConflictError, match="cannot be drawn"):
        robustness(conflict, 0)
    with pytest.raises(ConflictError, match="not worked out"):
        sensitivity(conflict, ["SIM_B"])


def test_long_searches_tell_their_steps_and_can_be_stopped() -> None:
    conflict = load_case("syria-iraq-1975")
    steps: list[tuple[str, int, int]] = []
    sensitivity(conflict, ["NASH"], progress=lambda *step: steps.append(step))
    inverse(conflict, 2, "SEQ", progress=lambda *step: steps.append(step))
    assert {text.split()[0] for text, _, _ in steps} == {"sequences", "case", "counting"}
    assert all(0 < done <= total for _, done, total in steps)

    class Stop(Exception):
        pass

    def stop(text: str, done: int, total: int) -> None:
        raise Stop

    for search in (
        lambda: sensitivity(conflict, ["NASH"], progress=stop),
        lambda: inverse(conflict, 2, "SEQ", progress=stop),
        lambda: robustness(conflict, 100, progress=stop),
    ):
        with pytest.raises(Stop):
            search()
