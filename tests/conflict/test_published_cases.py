"""The literature as tests: every published value, every independent calculation, and the published errors."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from stateofplay.conflict import Conflict, MoveRule, Payoffs, analyse, check
from stateofplay.conflict.oracle import stable_by_definition
from tests.conflict.published import SLUGS, case, conflict_of, labels, statements_of

CORE = ("NASH", "GMR", "SMR", "SEQ", "SSEQ")
SMALL = [slug for slug in SLUGS if "american" not in slug and "gatt" not in slug]


@pytest.mark.parametrize("slug", SMALL)
def test_independent_calculation_is_reproduced(shared: Path, slug: str) -> None:
    data = case(shared, slug)
    conflict = conflict_of(data)
    analysis = analyse(conflict)
    results = data["independent_calculation"]["results"]
    assert results
    for concept, expected in results.items():
        for dm in data["decision_makers"]:
            assert labels(conflict, analysis.stable(concept, dm)) == expected[dm], (concept, dm)
        assert labels(conflict, analysis.equilibria(concept)) == expected["equilibria"], concept


@pytest.mark.parametrize("slug", SMALL)
def test_readable_engine_and_proofs_agree_on_published_cases(shared: Path, slug: str) -> None:
    conflict = conflict_of(case(shared, slug))
    analysis = analyse(conflict)
    assert stable_by_definition(conflict, analysis.concepts) == {
        concept: {dm: analysis.stable(concept, dm) for dm in conflict.dm_ids} for concept in analysis.concepts
    }
    for concept in analysis.concepts:
        for dm in conflict.dm_ids:
            for index in range(len(conflict.space)):
                proof = analysis.explain(concept, dm, conflict.space.label(index))
                assert proof.stable == bool(analysis.verdicts[concept][dm][index])
                assert check(conflict, proof) == ()


def individually_published(data: dict) -> list[tuple[str, str, list[int]]]:
    return [
        (concept, dm, states)
        for concept, by_dm in data["expected"]["individually_stable"].items()
        for dm, states in by_dm.items()
    ]


@pytest.mark.parametrize("slug", ["syria-iraq-1975", "garrison-diversion-unit", "prisoners-dilemma"])
def test_published_individual_verdicts(shared: Path, slug: str) -> None:
    data = case(shared, slug)
    conflict = conflict_of(data)
    analysis = analyse(conflict)
    differences = set()
    entries = 0
    for concept, dm, published in individually_published(data):
        found = labels(conflict, analysis.stable(concept, dm))
        differences |= {(concept, dm, state) for state in set(found) ^ set(published)}
        entries += len(conflict.space)
    explained = {(m["concept"], m["dm"], m["state"]) for m in data["confidence"]["individual_mismatches"]}
    assert differences == explained
    assert entries == data["confidence"]["individual_entries_published"]


def test_garrison_needs_legal_sequences(shared: Path) -> None:
    """12 states with one answer, 14 with each opponent once, 15 with legal sequences."""
    data = case(shared, "garrison-diversion-unit")
    analysis = analyse(conflict_of(data))
    published, solver = data["expected"]["equilibria"]["GMR"], data["expected"]["gmcr_py_0_4_1_solver_run_here"]["GMR"]
    found = list(analysis.equilibria("GMR"))
    assert (len(published), len(solver), len(found)) == (12, 14, 15)
    assert set(found) - set(solver) == {6}
    path = [(step.mover, step.target) for step in analysis.explain("GMR", "Canadian Opposition", 6).sanctions[0].steps]
    assert path == [("US Support", 1), ("US Opposition", 4), ("US Support", 3)]
    sequential = analysis.explain("SEQ", "Canadian Opposition", 5).sanctions[0].steps
    assert [(step.mover, step.target) for step in sequential] == [("US Opposition", 4), ("US Support", 3)]


def test_syria_iraq_statements_give_the_published_ranking(shared: Path) -> None:
    data = case(shared, "syria-iraq-1975")
    conflict = conflict_of(data)
    for dm in conflict.decision_makers:
        by_statements = dm.preference.ranks(conflict.space)
        ranked = sorted(conflict.space.ids, key=lambda state: -by_statements[state - 1])
        assert [[state] for state in ranked] == data["preferences"][dm.id]["ranking_best_to_worst"]
    analysis = analyse(conflict)
    for concept in ("NASH", "GMR", "SEQ", "SIM", "SMR"):
        assert list(analysis.equilibria(concept)) == data["expected"]["equilibria"][concept]


def test_cuban_statements_and_peer_output(shared: Path) -> None:
    data = case(shared, "cuban-missile-crisis")
    conflict = conflict_of(data)
    for dm in conflict.decision_makers:
        ranks = statements_of(data["preferences"][dm.id]).bind(conflict.vocabulary, dm.id).ranks(conflict.space)
        order = [sorted(int(s) + 1 for s in np.flatnonzero(ranks == r)) for r in sorted(set(ranks.tolist()))[::-1]]
        assert order == data["preferences"][dm.id]["ranking_best_to_worst"]
    analysis = analyse(conflict)
    for concept in ("NASH", "GMR", "SEQ", "SIM", "SMR"):
        assert list(analysis.equilibria(concept)) == data["expected"]["peer_software_output"][concept]


def test_elmira_visible_cells(shared: Path) -> None:
    data = case(shared, "elmira-12-state")
    analysis = analyse(conflict_of(data))
    for concept in ("NASH", "GMR", "SEQ", "SIM", "SMR"):
        cells = data["expected"]["equilibria_partial"][concept]
        assert set(cells["stable"]) <= set(analysis.equilibria(concept))
        assert not set(cells["unstable"]) & set(analysis.equilibria(concept))


def test_elmira_coalesced_from_options_equals_the_arc_lists(shared: Path) -> None:
    """The 9-state model follows from its options: one-way options, infeasible patterns and one coalesced state."""
    data = case(shared, "elmira-9-state")
    by_arcs = conflict_of(data)
    data_in_options = {**data, "moves": None}
    by_options = conflict_of(data_in_options)
    assert [by_options.space.label(k) for k in range(9)] == [str(k) for k in range(1, 10)]
    assert by_options.space.options_text(8) == "-NNY-"  # every feasible vector with Abandon
    for concept in CORE:
        for dm in by_arcs.dm_ids:
            assert analyse(by_arcs).stable(concept, dm) == analyse(by_options).stable(concept, dm)
    payoffs = {
        dm: Payoffs.of(data["preferences"][dm]["payoff_by_state_1_to_9_higher_is_better"]) for dm in by_arcs.dm_ids
    }
    assert analyse(by_arcs.with_preferences(payoffs)).equilibria("SEQ") == (5, 8, 9)


def tableau(conflict: Conflict, dm: str, order: list[int], concepts: tuple[str, str], signs: str) -> str:
    analysis = analyse(conflict, ["NASH", *concepts])
    cells = []
    for label in order:
        sign = "r" if analysis.is_stable("NASH", dm, label) else "u"
        for concept, mark in zip(concepts, signs, strict=True):
            if sign == "u" and analysis.is_stable(concept, dm, label):
                sign = mark
        cells.append(f"{label}{sign}")
    return " ".join(cells)


def test_north_korea_tableaux(shared: Path) -> None:
    data = case(shared, "us-north-korea-2017-original")
    conflict = conflict_of(data)
    for dm in ("US", "NK"):
        order = data["preferences"][dm]["ranking_best_to_worst"]
        assert tableau(conflict, dm, order, ("SEQ", "SIM_B"), "sm") == data["expected"]["SEQ_tableau"][dm]
        assert tableau(conflict, dm, order, ("SMR", "SMR"), "SS") == data["expected"]["SMR"][dm]
    analysis = analyse(conflict, ["SIM_B", "SMR"])
    assert labels(conflict, analysis.equilibria("SIM_B")) == data["expected"]["SEQ_tableau"]["E"]
    assert labels(conflict, analysis.equilibria("SMR")) == data["expected"]["SMR"]["E"]


def test_north_korea_published_move_left_in(shared: Path) -> None:
    """Negative test: the published table keeps a move that "invasion cannot be undone" forbids (state 12 to 0)."""
    data = case(shared, "us-north-korea-2017-irreversible-invasion")
    order = data["preferences"]["NK"]["ranking_best_to_worst"]
    strict = conflict_of(data)
    found = tableau(strict, "NK", order, ("SEQ", "SEQ"), "ss").split()
    published = data["expected"]["SEQ_tableau"]["NK"].split()
    assert [(a, b) for a, b in zip(found, published, strict=True) if a != b] == [("12s", "12u")]
    assert labels(strict, analyse(strict, ["SEQ"]).equilibria("SEQ")) == [0, 5, 10, 12]
    # the rule as the text words it: only 4, 5 and 6 (invasion, programme kept) cannot be undone
    literal_data = {**data, "one_way_options": data["one_way_options"][:1]}
    literal = conflict_of(literal_data, rules=(MoveRule(mover="NK", source="--YN", target="--N-"),))
    assert tableau(literal, "NK", order, ("SEQ", "SEQ"), "ss") == " ".join(published)
    assert labels(literal, analyse(literal, ["SEQ"]).equilibria("SEQ")) == [0, 5, 10]


def test_dvd_sequential_verdict_is_published_the_wrong_way_round(shared: Path) -> None:
    """Negative test: a credible sanction makes a state stable, and taking it away makes it unstable."""
    data = case(shared, "dvd-format-4-state-erroneous")
    conflict = conflict_of(data)
    analysis = analyse(conflict)
    assert list(analysis.stable("NASH", "DM1")) == data["expected"]["NASH"]["DM1"]
    assert list(analysis.stable("GMR", "DM1")) == data["expected"]["GMR"]["DM1"]
    assert 2 not in data["expected"]["SEQ"]["DM1"]
    assert 2 in analysis.stable("SEQ", "DM1")
    without = analyse(conflict_of(data, without=(("DM2", 1, 3),)))
    for concept, expected in data["independent_calculation"]["after_removing_move_1_to_3_of_DM2"].items():
        assert list(without.stable(concept, "DM1")) == expected
    assert 2 in data["expected"]["after_removing_move_1_to_3_of_DM2"]["SEQ"]["DM1"]


def test_prisoners_dilemma_and_chicken(shared: Path) -> None:
    dilemma = analyse(conflict_of(case(shared, "prisoners-dilemma")))
    assert dilemma.equilibria("NASH") == (1,)
    assert dilemma.equilibria("SEQ") == (1, 4)
    assert analyse(conflict_of(case(shared, "chicken"))).equilibria("NASH") == (2, 3)


def test_american_revolution_with_if_statements_is_analysed(shared: Path) -> None:
    conflict = conflict_of(case(shared, "american-revolution-model-only"))
    analysis = analyse(conflict)
    assert stable_by_definition(conflict, ["NASH", "SEQ"])["SEQ"] == {
        dm: analysis.stable("SEQ", dm) for dm in conflict.dm_ids
    }


def test_gatt_counts(shared: Path) -> None:
    data = case(shared, "gatt-trade-20-options-workload")
    conflict = conflict_of(data)
    assert len(conflict.space) == data["feasible_state_count"]
    analysis = analyse(conflict, CORE[:4])
    for concept, counts in data["independent_calculation"]["counts"].items():
        verdict = analysis.verdicts[concept.upper()]
        assert {dm: int(stable.sum()) for dm, stable in verdict.items()} | {
            "equilibria": int(analysis.equilibrium(concept).sum())
        } == counts
    unopinionated = [n.text for n in analysis.notices if n.slug == "conflict.no_preference"]
    assert len(unopinionated) == 3
