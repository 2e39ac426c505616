"""Plans in game trees: every verdict of MR_r, CMR_r and MAXIMIN_h has one, the checker accepts it, and no bent one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stateofplay.conflict import PreferenceReading, analyse, load_case
from stateofplay.conflict.engine.trees import stable_in_trees
from stateofplay.conflict.model.generated import random_conflict
from stateofplay.conflict.oracle import graph_of, is_maximin, is_metarational
from stateofplay.conflict.proofs.trees import TreeProof, Turn, check_tree, prove_tree, tree_sentence
from stateofplay.errors import ConflictError
from tests.conflict.test_engines_agree import incomplete
from tests.thoroughness import seeds

TREES = (
    "MR_0",
    "MR_1",
    "MR_2",
    "MR_3",
    "MR_4",
    "MR_5",
    "CMR_2",
    "CMR_4",
    "MAXIMIN_1",
    "MAXIMIN_2",
    "MAXIMIN_3",
    "MAXIMIN_4",
)


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["simple", "unknown-a", "unknown-b", "unknown-c", "strong", "fuzzy-0.4", "simple-zero-diagonal"]
)
def test_tables_equal_the_definitions(name: str) -> None:
    reading = PreferenceReading.of(name)
    kind = {"unknown": "partial", "strong": "graded"}.get(reading.kind, reading.kind)
    compared = 0
    for seed in seeds(0, 25):
        conflict = random_conflict(seed, most_options=4, most_players=4)
        conflict = conflict if reading.kind == "simple" else incomplete(conflict, seed, kind)
        graph = graph_of(conflict, reading)
        for family in ("MR", "CMR", "MAXIMIN"):
            for h in range(6):
                found = stable_in_trees(conflict, family, h, reading)
                for dm in conflict.dm_ids:
                    for s in conflict.space.ids:
                        expected = (
                            is_maximin(graph, dm, s, h)
                            if family == "MAXIMIN"
                            else is_metarational(graph, dm, s, h, credible=family == "CMR")
                        )
                        assert bool(found[dm][s - 1]) == expected, (seed, family, h, dm, s)
                        compared += 1
    assert compared > 5000


@pytest.mark.slow
def test_every_verdict_in_a_tree_is_proved_and_checked() -> None:
    seen = set()
    for seed in seeds(0, 14):
        conflict = random_conflict(seed, most_options=4, most_players=3)
        analysis = analyse(conflict, TREES)
        for concept in TREES:
            for dm in conflict.dm_ids:
                for state in conflict.space.ids:
                    proof = prove_tree(conflict, concept, dm, conflict.space.label(state - 1))
                    assert proof.stable == (state in analysis.stable(concept, dm)), (seed, concept, dm, state)
                    assert check_tree(conflict, proof) == (), (seed, concept, dm, state)
                    said = tree_sentence(conflict, proof)
                    assert said.endswith(".")
                    assert ("stays" in said) == proof.stable
                    seen.add((concept, proof.stable, bool(proof.replies), len(proof.turns) > 1))
    assert {(c, s) for c, s, _, _ in seen} >= {(c, s) for c in TREES for s in (True, False)} - {("MR_0", False)}
    assert {("MR_4", True, True, False), ("MR_4", False, False, True), ("MAXIMIN_3", False, False, True)} <= seen


@pytest.mark.parametrize("name", ["unknown-a", "unknown-c", "strong", "fuzzy-0.4"])
def test_plans_under_other_readings(name: str) -> None:
    reading = PreferenceReading.of(name)
    kind = {"unknown": "partial", "strong": "graded"}.get(reading.kind, reading.kind)
    for seed in range(5):
        conflict = incomplete(random_conflict(seed, most_options=3, most_players=3), seed, kind)
        analysis = analyse(conflict, ["MR_3", "CMR_3", "MAXIMIN_3"], reading=reading)
        for concept in analysis.concepts:
            for dm in conflict.dm_ids:
                for state in conflict.space.ids:
                    proof = prove_tree(conflict, concept, dm, conflict.space.label(state - 1), reading=reading)
                    assert proof.stable == (state in analysis.stable(concept, dm))
                    assert check_tree(conflict, proof) == ()


DILEMMA = load_case("prisoners-dilemma")
STAYS = prove_tree(DILEMMA, "MR_4", "Prisoner One", 4)
LEAVES = prove_tree(DILEMMA, "MR_3", "prisoner 2", 3)
WAITS = prove_tree(DILEMMA, "MAXIMIN_3", "Prisoner One", 2)
REPLY = STAYS.replies[0]

BENT = [
    (replace(STAYS, replies=()), "no reply is planned"),
    (replace(STAYS, stable=False), "no such move"),
    (replace(STAYS, replies=(replace(REPLY, end=2), *STAYS.replies[1:])), "does not end at"),
    (replace(STAYS, replies=(replace(REPLY, steps=()), *STAYS.replies[1:])), "has no step"),
    (replace(STAYS, replies=(replace(REPLY, steps=REPLY.steps * 2), *STAYS.replies[1:])), "not to move"),
    (replace(LEAVES, stable=True), "no reply is planned"),
    (replace(LEAVES, turns=()), "no such move"),
    (replace(LEAVES, turns=(Turn(state=3, left=3, target=2),)), "no such move"),
    (replace(WAITS, turns=WAITS.turns[:1]), "no good move is planned"),
    (replace(STAYS, stable=False, turns=(Turn(state=4, left=4, target=3),)), "no good move is planned"),
]


@pytest.mark.parametrize(("proof", "fault"), BENT, ids=[f"{k} {fault}" for k, (_, fault) in enumerate(BENT)])
def test_bent_plans_are_rejected(proof: TreeProof, fault: str) -> None:
    for good in (STAYS, LEAVES, WAITS):
        assert check_tree(DILEMMA, good) == ()
    assert any(fault in found for found in check_tree(DILEMMA, proof)), check_tree(DILEMMA, proof)


def test_sentences_of_plans() -> None:
    assert "within 4 moves the others can keep it from anything better: to its move to state 3" in tree_sentence(
        DILEMMA, STAYS
    )
    assert tree_sentence(DILEMMA, LEAVES).startswith("prisoner 2 would leave state 3")
    for concept, reading in (("SEQ", PreferenceReading()), ("MR_3", PreferenceReading(kind="weak"))):
        with pytest.raises(ConflictError):
            prove_tree(DILEMMA, concept, "Prisoner One", 1, reading=reading)
