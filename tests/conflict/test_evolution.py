"""Evolution: absorbing states are the Nash equilibria; absorption equals what long powers of the chain say."""

from __future__ import annotations

import numpy as np
import pytest

from stateofplay.conflict import analyse
from stateofplay.conflict.catalogue import load_case
from stateofplay.conflict.model.generated import random_conflict
from stateofplay.conflict.studies.evolution import evolution
from stateofplay.errors import ConflictError
from tests.thoroughness import FEWEST, seeds


@pytest.mark.parametrize("choice", ["uniform", "best"])
def test_absorbing_states_are_nash_equilibria_and_absorption_is_the_limit(choice: str) -> None:
    cycles = 0
    for seed in seeds(0, 60):
        conflict = random_conflict(seed)
        found = evolution(conflict, "#1", choice="best" if choice == "best" else "uniform")
        assert np.allclose(found.chain.sum(axis=1), 1)
        alone = {states[0] for states in found.classes if len(states) == 1}
        assert alone == set(analyse(conflict, ["NASH"]).equilibria("NASH")), seed
        cycles += sum(len(states) > 1 for states in found.classes)
        far = np.linalg.matrix_power(found.chain, 1 << 14)
        limit = np.stack([far[:, [s - 1 for s in states]].sum(axis=1) for states in found.classes], axis=1)
        assert np.allclose(found.absorption, limit, atol=1e-8), seed
        assert sum(share for _, share in found.ends("#1")) == pytest.approx(1)
        assert found.sentences()
    assert cycles or len(seeds(0, 60)) <= FEWEST, "none of many drifts in a circle"


def test_errors_leave_no_state_absorbing_that_can_be_left() -> None:
    conflict = random_conflict(3, special=False)
    calm, nervous = evolution(conflict), evolution(conflict, error_rate=0.1)
    assert len(nervous.classes) <= len(calm.classes)
    assert np.allclose(nervous.chain.sum(axis=1), 1)


def test_expected_steps() -> None:
    conflict = load_case("syria-iraq-1975")
    found = evolution(conflict, 1)
    assert found.ends(1) == (((6,), pytest.approx(1.0)),)
    # 1 -> 4 and 4 -> 6 each wait for the right one of two: two steps on average each
    assert found.steps[0] == pytest.approx(4.0)
    assert found.to_dict()["classes"] == [[6]]


def test_bad_probabilities() -> None:
    with pytest.raises(ConflictError, match="make no probabilities"):
        evolution(random_conflict(1), error_rate=2)
