"""Hypergames: without misperception nothing changes; with it, each view decides for its owner."""

from __future__ import annotations

import pytest

from stateofplay.conflict import Conflict, DecisionMaker, Option, Payoffs, Ranking, analyse
from stateofplay.conflict.model.generated import random_conflict
from stateofplay.conflict.studies.hypergame import hypergame
from stateofplay.errors import ConflictError

CONCEPTS = ("NASH", "GMR", "SMR", "SEQ")


def test_true_views_change_nothing() -> None:
    for seed in range(30):
        conflict = random_conflict(seed)
        found = hypergame(conflict, dict.fromkeys(conflict.dm_ids, conflict), CONCEPTS)
        analysis = analyse(conflict, CONCEPTS)
        for concept in CONCEPTS:
            assert found.equilibria[concept] == analysis.equilibria(concept)
            assert not found.only_by_misperception(concept)
            assert not found.lost_by_misperception(concept)
        assert found.sentences() == ()


def test_each_view_decides_for_its_owner() -> None:
    made = lost = 0
    for seed in range(60):
        conflict = random_conflict(seed)
        owner, other = conflict.dm_ids[:2]
        view = conflict.with_preferences({other: Payoffs.of([(7 * s + seed) % 5 for s in conflict.space.ids])})
        found = hypergame(conflict, {owner: view}, CONCEPTS)
        for concept in CONCEPTS:
            assert found.stable[concept][owner] == analyse(view, CONCEPTS).stable(concept, owner)
            assert found.stable[concept][other] == analyse(conflict, CONCEPTS).stable(concept, other)
            assert found.expected[concept][owner] == analyse(view, CONCEPTS).equilibria(concept)
            made += len(found.only_by_misperception(concept))
            lost += len(found.lost_by_misperception(concept))
        assert found.equilibria["NASH"] == found.true_equilibria["NASH"]  # Nash stability asks nothing of the others
    assert made
    assert lost


def test_unknown_options_and_level_two() -> None:
    best = DecisionMaker(id="A", preference=Ranking.of(["NY", "YY", "NN", "YN"]))
    truth = Conflict(
        decision_makers=(best, DecisionMaker(id="B", preference=Ranking.of(["YN", "YY", "NN", "NY"]))),
        options=(Option(id="a", owner="A"), Option(id="b", owner="B")),
    )
    blind = Conflict(
        decision_makers=(
            DecisionMaker(id="A", preference=Ranking.of(["N", "Y"])),
            DecisionMaker(id="B"),
        ),
        options=(Option(id="a", owner="A"),),
    )
    found = hypergame(truth, {"A": blind}, ["NASH"])
    assert found.stable["NASH"]["A"] == (1, 3)
    hidden = Conflict(
        decision_makers=truth.decision_makers, options=truth.options, infeasible=("YY",)
    ).with_preferences({"A": Ranking.of(["NY", "NN", "YN"]), "B": Ranking.of(["YN", "NN", "NY"])})
    found = hypergame(truth, {"A": hidden}, ["NASH"])
    assert found.seen["A"] == (1, 2, 3)
    assert any("does not see 1 of 4" in line for line in found.sentences())
    second = hypergame(truth, {"A": truth}, ["NASH"], inner={"A": {"B": hidden}})
    assert second.expected["NASH"]["A"] == hypergame(truth, {"B": hidden}, ["NASH"]).equilibria["NASH"]
    assert second.to_dict()["expected"]
    with pytest.raises(ConflictError, match="does not contain"):
        hypergame(
            truth, {"A": Conflict(decision_makers=(DecisionMaker(id="C"),), options=(Option(id="a", owner="C"),))}
        )
