"""Attitudes: the relational concepts by their properties."""

from __future__ import annotations

import numpy as np
import pytest

from stateofplay.conflict import Conflict, Payoffs, analyse
from stateofplay.conflict.model.generated import random_conflict
from stateofplay.conflict.studies.attitude import ATTITUDE_CONCEPTS, attitude_analysis
from stateofplay.errors import ConflictError
from tests.thoroughness import seeds


def strict(seed: int) -> Conflict:
    conflict = random_conflict(seed)
    rng = np.random.default_rng(seed)
    return conflict.with_preferences(
        {dm: Payoffs.of(rng.permutation(len(conflict.space)).tolist()) for dm in conflict.dm_ids}
    )


def test_discrete_attitudes_are_the_usual_concepts() -> None:
    for seed in seeds(0, 60):
        conflict = strict(seed)
        found = attitude_analysis(conflict, {})
        usual = analyse(conflict, ("NASH", "GMR", "SMR", "SEQ"))
        for concept in usual.concepts:
            for dm in conflict.dm_ids:
                relational = set(found.stable[f"R{concept}"][dm])
                assert relational == set(usual.stable(concept, dm)), (seed, concept, dm)


def test_neutral_attitudes() -> None:
    for seed in seeds(0, 40):
        conflict = strict(seed)
        neutral = {(i, j): "0" for i in conflict.dm_ids for j in conflict.dm_ids}
        found = attitude_analysis(conflict, neutral)
        assert found.stable["RNASH"] == found.stable["RSMR"]
        assert found.stable["RGMR"] == found.stable["RSEQ"]


def test_attitudes_matter_and_bad_ones_are_refused() -> None:
    changed = 0
    for seed in seeds(0, 20):
        conflict = strict(seed)
        first, second = conflict.dm_ids[:2]
        kind = attitude_analysis(conflict, {(first, second): "+"})
        spiteful = attitude_analysis(conflict, {(first, second): "-"})
        plain = attitude_analysis(conflict, {})
        for concept in ATTITUDE_CONCEPTS[:1]:  # more to respect, fewer replies
            assert set(plain.stable[concept][first]) <= set(kind.stable[concept][first])
            assert set(plain.stable[concept][first]) <= set(spiteful.stable[concept][first])
            changed += kind.stable[concept][first] != plain.stable[concept][first]
        assert kind.to_dict()["equilibria"]
    assert changed
    with pytest.raises(ConflictError, match="no attitude"):
        attitude_analysis(conflict, {(first, second): "?"})
