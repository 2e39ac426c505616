"""Goal seeking against enumeration and the published goal of the Syria-Iraq case."""

from __future__ import annotations

from itertools import permutations, product

import pytest

from stateofplay.conflict import Payoffs, analyse
from stateofplay.conflict.catalogue import load_case
from stateofplay.conflict.inverse.goals import seek_goals
from stateofplay.conflict.model.generated import random_conflict
from stateofplay.errors import ConflictError


@pytest.mark.parametrize("concept", ["NASH", "GMR", "SEQ"])
def test_counts_equal_enumeration(concept: str) -> None:
    possible = impossible = 0
    for seed in range(12):
        conflict = random_conflict(seed, most_options=2, most_players=2)
        if len(conflict.space) < 3:
            continue
        orders = list(permutations(range(len(conflict.space))))
        for wanted in ({1: True, 2: False}, {2: False, 3: False}, {1: True, 3: True}):
            found = seek_goals(conflict, {f"#{s}": wish for s, wish in wanted.items()}, concept)
            count = 0
            for first, second in product(orders, repeat=2):
                other = conflict.with_preferences(
                    dict(zip(conflict.dm_ids, (Payoffs.of(first), Payoffs.of(second)), strict=True))
                )
                states = analyse(other, [concept]).equilibria(concept)
                count += all((s in states) == wish for s, wish in wanted.items())
            assert found.count == count, (seed, wanted)
            possible += count > 0
            impossible += count == 0
            assert found.sentences()
        if possible > 3 and impossible:
            break
    assert possible


def test_syria_iraq_goal() -> None:
    conflict = load_case("syria-iraq-1975")
    found = seek_goals(conflict, {"2": True, "4": False}, "NASH")
    at_least = {("Syria", 2, 1), ("Syria", 2, 3), ("Iraq", 2, 5)}
    ways_out = {("Syria", 5, 4), ("Syria", 6, 4), ("Iraq", 1, 4)}
    assert found.cases
    for one in found.cases:
        chosen = {(p.decision_maker, p.better, p.worse) for p in one}
        assert at_least <= chosen
        assert chosen & ways_out
    # 1/3 of Syria's and 1/2 of Iraq's rankings make 2 stable; 4 is stable in 1/3 and 1/2 of these, independently
    assert found.count == 720 * 720 // 6 * 5 // 6
    assert found.to_dict()["count"] == found.count
    with pytest.raises(ConflictError, match="there is no goal"):
        seek_goals(conflict, {})
