"""The literature as tests: every published value, every independent calculation, and the published errors."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from stateofplay.conflict import Conflict, MoveRule, Payoffs, Statements, analyse, check
from stateofplay.conflict.catalogue import case_names, load_case
from stateofplay.conflict.catalogue.published import compare, published
from stateofplay.conflict.oracle import stable_by_definition
from stateofplay.errors import ConflictError

CORE = ("NASH", "GMR", "SMR", "SEQ", "SSEQ")
SMALL = [name for name in case_names() if "american" not in name and "gatt" not in name]


def labels(conflict: Conflict, ids: tuple[int, ...]) -> list[int]:
    return sorted(int(conflict.space.label(state - 1)) for state in ids)


@pytest.mark.parametrize("name", case_names())
def test_published_results_are_found_or_the_difference_is_explained(name: str) -> None:
    found = compare(name)
    assert found.unexplained == ()
    assert found.findings or name == "american-revolution-model-only"
    assert len(found.sentences()) == len(found.findings) == len(found.to_dict()["findings"])  # type: ignore[arg-type]


def test_the_refuted_results_are_exactly_these() -> None:
    """Negative tests: what is published and does not hold, each with its reason."""
    refuted = {
        (name, finding.about)
        for name in case_names()
        for finding in compare(name).findings
        if not finding.agrees and finding.kind == "published"
    }
    assert refuted == {
        ("dvd-format-4-state-erroneous", "SEQ stable for DM1"),
        ("syria-iraq-1975", "of 720 rankings of Syria, those that make 2 a SEQ equilibrium"),
        ("us-north-korea-2017-irreversible-invasion", "SEQ equilibria"),
        ("us-north-korea-2017-irreversible-invasion", "SEQ stable for NK"),
        *(
            ("garrison-diversion-unit", about)
            for about in (
                "GMR equilibria",
                "GMR stable for Canadian Opposition",
                "GMR stable for US Support",
                "SMR equilibria",
                "SMR stable for Canadian Opposition",
                "SMR stable for US Support",
                "SEQ stable for Canadian Opposition",
            )
        ),
    }
    own = [f for name in case_names() for f in compare(name).findings if f.kind == "own"]
    assert len(own) > 150
    assert all(finding.agrees for finding in own)


def test_an_unexplained_difference_would_be_told() -> None:
    finding = replace(compare("chicken").findings[0], found=("2",), differing=("3",))
    assert finding.sentence().endswith("found here 2. They differ in 3: the reason is not known.")
    assert not finding.agrees
    with pytest.raises(ConflictError) as caught:
        published("nowhere")
    assert caught.value.slug == "conflict.no_such_case"


@pytest.mark.parametrize("name", case_names())
def test_the_catalogue_holds_what_the_research_collected(shared: Path, name: str) -> None:
    """Every value of the case files beside the checkout stands in the published results of the catalogue."""
    data: dict[str, Any] = json.loads((shared / "cases" / f"{name}.json").read_text())
    kept = published(name)
    results: list[Mapping[str, Any]] = kept.get("result", [])  # type: ignore[assignment]

    def held(kind: str, concept: str, key: str, value: object) -> bool:
        return any(r["concept"] == concept and r["kind"] == kind and r.get(key) == value for r in results)

    for concept, expected in data.get("independent_calculation", {}).get("results", {}).items():
        stable = {dm: list(map(str, states)) for dm, states in expected.items() if dm != "equilibria"}
        assert held("own", concept, "equilibria", list(map(str, expected["equilibria"])))
        assert held("own", concept, "stable", stable)
    for concept, states in data.get("expected", {}).get("equilibria", {}).items():
        assert concept == "SEQ_OR_SIM" or held("published", concept, "equilibria", list(map(str, states)))
    for concept, by_dm in data.get("expected", {}).get("individually_stable", {}).items():
        assert held("published", concept, "stable", {dm: list(map(str, states)) for dm, states in by_dm.items()})
    for entry in data.get("inverse", {}).get("published_counts", {}).items():
        assert entry in [(e["concept"], e["count"]) for e in kept["inverse"] if e["kind"] == "published"]  # type: ignore[index, union-attr]
    confidence = data.get("confidence", {})
    for entry in confidence.get("individual_mismatches", []):
        wanted = (entry["concept"], entry["dm"], str(entry["state"]))
        assert wanted in [(d["concept"], d.get("decision_maker"), d["state"]) for d in kept["difference"]]  # type: ignore[index, union-attr]


@pytest.mark.parametrize("name", SMALL)
def test_readable_engine_and_proofs_agree_on_published_cases(name: str) -> None:
    conflict = load_case(name)
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


def test_garrison_needs_legal_sequences() -> None:
    """12 states with one answer, 14 with each opponent once, 15 with legal sequences."""
    results = [r for r in published("garrison-diversion-unit")["result"] if r["concept"] == "GMR"]  # type: ignore[union-attr, attr-defined]
    shipped, solver = (
        next(set(r["equilibria"]) for r in results if r["kind"] == kind) for kind in ("published", "software")
    )
    analysis = analyse(load_case("garrison-diversion-unit"))
    found = set(map(str, analysis.equilibria("GMR")))
    assert (len(shipped), len(solver), len(found)) == (12, 14, 15)
    assert found - solver == {"6"}
    path = [(step.mover, step.target) for step in analysis.explain("GMR", "Canadian Opposition", 6).sanctions[0].steps]
    assert path == [("US Support", 1), ("US Opposition", 4), ("US Support", 3)]
    sequential = analysis.explain("SEQ", "Canadian Opposition", 5).sanctions[0].steps
    assert [(step.mover, step.target) for step in sequential] == [("US Opposition", 4), ("US Support", 3)]


# The rankings printed beside the statements of these models, best to worst.
RANKINGS = {
    "syria-iraq-1975": {"Syria": [1, 3, 6, 2, 4, 5], "Iraq": [2, 4, 6, 1, 5, 3]},
    "prisoners-dilemma": {"Prisoner One": [3, 4, 1, 2], "prisoner 2": [2, 4, 1, 3]},
}


@pytest.mark.parametrize("name", RANKINGS)
def test_statements_give_the_printed_ranking(name: str) -> None:
    conflict = load_case(name)
    for dm in conflict.decision_makers:
        assert isinstance(dm.preference, Statements)
        ranks = dm.preference.ranks(conflict.space)
        assert sorted(conflict.space.ids, key=lambda state: -ranks[state - 1]) == RANKINGS[name][dm.id]
        assert len(set(ranks.tolist())) == len(ranks)


def test_cuban_statements_give_the_ranking_of_the_case(shared: Path) -> None:
    preferences = json.loads((shared / "cases" / "cuban-missile-crisis.json").read_text())["preferences"]
    conflict = load_case("cuban-missile-crisis")
    for dm in conflict.decision_makers:
        ranks = dm.preference.ranks(conflict.space)
        assert ranks is not None
        order = [sorted(int(s) + 1 for s in np.flatnonzero(ranks == r)) for r in sorted(set(ranks.tolist()))[::-1]]
        assert order == preferences[dm.id]["ranking_best_to_worst"]


def test_elmira_coalesced_from_options_equals_the_arc_lists() -> None:
    """The 9-state model follows from its options: one-way options, infeasible patterns and one coalesced state."""
    by_arcs = load_case("elmira-9-state")
    by_options = replace(by_arcs, moves=(), option_moves=True)
    assert [by_options.space.label(k) for k in range(9)] == [str(k) for k in range(1, 10)]
    assert by_options.space.options_text(8) == "-NNY-"  # every feasible vector with Abandon
    for concept in CORE:
        for dm in by_arcs.dm_ids:
            assert analyse(by_arcs).stable(concept, dm) == analyse(by_options).stable(concept, dm)
    payoffs = {  # as the source gives them, by state 1 to 9, higher is better
        "MoE": [4, 3, 8, 7, 5, 2, 9, 6, 1],
        "Uniroyal": [9, 2, 4, 8, 6, 1, 3, 7, 5],
        "LG": [6, 2, 8, 3, 7, 4, 9, 5, 1],
    }
    by_payoffs = by_arcs.with_preferences({dm: Payoffs.of(values) for dm, values in payoffs.items()})
    assert analyse(by_payoffs).equilibria("SEQ") == (5, 8, 9)


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


US, NK = [8, 0, 9, 10, 12, 5, 4, 13, 14, 1, 2, 6], [6, 14, 2, 10, 0, 4, 12, 5, 1, 13, 8, 9]


def test_north_korea_tableaux() -> None:
    """As printed: r Nash, s sequential, S symmetric metarational, m by a simultaneous sanction, u unstable."""
    conflict = load_case("us-north-korea-2017-original")
    assert tableau(conflict, "US", US, ("SEQ", "SIM_B"), "sm") == "8r 0r 9r 10s 12r 5r 4m 13r 14u 1r 2u 6u"
    assert tableau(conflict, "NK", NK, ("SEQ", "SIM_B"), "sm") == "6r 14s 2s 10s 0r 4m 12u 5r 1u 13u 8u 9u"
    assert tableau(conflict, "US", US, ("SMR", "SMR"), "SS") == "8r 0r 9r 10S 12r 5r 4S 13r 14u 1r 2u 6u"
    assert tableau(conflict, "NK", NK, ("SMR", "SMR"), "SS") == "6r 14S 2S 10S 0r 4S 12S 5r 1u 13u 8u 9u"


def test_north_korea_published_move_left_in() -> None:
    """Negative test: the published table keeps a move that "invasion cannot be undone" forbids (state 12 to 0)."""
    printed = "6r 14s 2s 10s 0r 4r 12u 5r 1u 13u 8u 9u"
    strict = load_case("us-north-korea-2017-irreversible-invasion")
    found = tableau(strict, "NK", NK, ("SEQ", "SEQ"), "ss").split()
    assert [(a, b) for a, b in zip(found, printed.split(), strict=True) if a != b] == [("12s", "12u")]
    # the rule as the text words it: only 4, 5 and 6 (invasion, programme kept) cannot be undone
    options = tuple(replace(o, direction="both") if o.id == "3" else o for o in strict.options)
    literal = replace(strict, options=options, move_rules=(MoveRule(mover="NK", source="--YN", target="--N-"),))
    assert tableau(literal, "NK", NK, ("SEQ", "SEQ"), "ss") == printed
    assert labels(literal, analyse(literal, ["SEQ"]).equilibria("SEQ")) == [0, 5, 10]


def test_dvd_sequential_verdict_is_published_the_wrong_way_round() -> None:
    """Negative test: a credible sanction makes a state stable, and taking it away makes it unstable.

    The source says that state 2 is sequentially unstable for DM1 with the move 1 to 3 of DM2, and stable without it.
    """
    conflict = load_case("dvd-format-4-state-erroneous")
    assert 2 in analyse(conflict).stable("SEQ", "DM1")
    moves = tuple(m for m in conflict.moves if (m.movers, str(m.source), str(m.target)) != (("DM2",), "1", "3"))
    assert len(moves) == len(conflict.moves) - 1
    without = analyse(replace(conflict, moves=moves))
    for concept in ("NASH", "GMR", "SMR", "SEQ"):
        assert 2 not in without.stable(concept, "DM1")


def test_the_largest_case_says_who_has_no_preference() -> None:
    conflict = load_case("gatt-trade-20-options-workload")
    assert len(conflict.space) == 138_240
    assert len([n for n in analyse(conflict, ["NASH"]).notices if n.slug == "conflict.no_preference"]) == 3
