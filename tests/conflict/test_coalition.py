"""Coalition stability against its definitions, its properties and the published Elmira results."""

from __future__ import annotations

import numpy as np
import pytest

from stateofplay.conflict import PreferenceReading, analyse
from stateofplay.conflict.catalogue import load_case
from stateofplay.conflict.engine.coalition_moves import CoalitionMoves
from stateofplay.conflict.model.generated import even_conflict, random_conflict
from stateofplay.conflict.model.merging import merged_block
from stateofplay.conflict.model.moves import moves_of
from stateofplay.conflict.model.ranks import ranks_of
from stateofplay.conflict.oracle import graph_of
from stateofplay.conflict.oracle.coalitions import COALITION_TESTS
from stateofplay.conflict.studies.coalition import COALITION_CONCEPTS, INDIVIDUAL, coalition_analysis
from stateofplay.errors import ConflictError
from tests.conflict.test_engines_agree import incomplete


@pytest.mark.parametrize("start", [0, 20])
def test_fast_equals_definitions(start: int) -> None:
    told_apart = 0
    for seed in range(start, start + 20):
        conflict = random_conflict(seed, most_options=4, most_players=4)
        graph, found = graph_of(conflict), coalition_analysis(conflict)
        for concept in COALITION_CONCEPTS:
            for group, stable in found.stable[concept].items():
                expected = [COALITION_TESTS[concept](graph, group, s) for s in graph.states]
                assert stable.tolist() == expected, (seed, concept, group)
                told_apart += not np.array_equal(stable, found.stable["CR"][group])
    assert told_apart


def test_both_ways_of_reaching_agree() -> None:
    """Where moves can be taken back, parts of the graph stand in for legal sequences."""
    for seed in range(6):
        conflict = even_conflict(7, 4, seed=seed, infeasible=seed)
        short = CoalitionMoves(moves_of(conflict), ranks_of(conflict))
        long = CoalitionMoves(moves_of(conflict), ranks_of(conflict))
        assert short.reversible
        long.reversible = False
        for group in ((0, 1), (1, 3), (0, 2, 3), (0, 1, 2, 3)):
            for concept, stable in short.stable(group, COALITION_CONCEPTS).items():
                assert np.array_equal(stable, long.stable(group, COALITION_CONCEPTS)[concept]), (seed, group, concept)


def test_lattice_and_single_members() -> None:
    strictly = 0
    for seed in range(100, 180):
        conflict = random_conflict(seed)
        found = coalition_analysis(conflict)
        single = analyse(conflict, ("NASH", "GMR", "SMR"))
        for group in found.stable["CR"]:
            cr, cgmr, csmr, cseq = (found.stable[c][group] for c in COALITION_CONCEPTS)
            for stronger, weaker in ((cr, csmr), (csmr, cgmr), (cr, cseq), (cseq, cgmr)):
                assert not (stronger & ~weaker).any(), (seed, group)
            strictly += int((cgmr & ~csmr).sum())
            if len(group) == 1:
                for concept in ("CR", "CGMR", "CSMR"):
                    assert np.array_equal(
                        found.stable[concept][group], single.verdicts[INDIVIDUAL[concept]][group[0]]
                    ), (seed, concept, group)
    assert strictly


def test_with_two_decision_makers_single_cseq_is_seq() -> None:
    compared = 0
    for seed in range(120):
        conflict = random_conflict(seed, most_players=2)
        found, single = coalition_analysis(conflict, ["CSEQ"]), analyse(conflict, ["SEQ"])
        for dm in conflict.dm_ids:
            assert np.array_equal(found.stable["CSEQ"][dm,], single.verdicts["SEQ"][dm]), seed
            compared += 1
    assert compared == 240


def test_elmira_nine_states_jump() -> None:
    conflict = load_case("elmira-9-state")
    found = coalition_analysis(conflict)
    for concept in ("NASH", "SEQ"):
        jumps = [jump for jump in found.jumps if jump.concept == concept]
        assert [(jump.coalition, jump.source, jump.target) for jump in jumps] == [(("MoE", "Uniroyal"), 5, 8)]
    assert 5 not in found.equilibria("CR")
    assert 8 in found.equilibria("CR")
    assert any("MoE and Uniroyal can together go" in line for line in found.sentences())
    assert {"concept": "NASH", "coalition": ["MoE", "Uniroyal"], "from": 5, "to": 8} in found.to_dict()["jumps"]


def test_elmira_twelve_states_coalition_and_block_differ() -> None:
    conflict = load_case("elmira-12-state")
    found = coalition_analysis(conflict, ["CR"])
    assert [(j.source, j.coalition, j.target) for j in found.jumps] == [(7, ("MoE", "Uniroyal"), 10)]
    assert set(found.upset("CR")) == {7}
    block = analyse(
        merged_block(conflict, ["MoE", "Uniroyal"]), ("NASH", "GMR"), reading=PreferenceReading(kind="degree", degree=0)
    )
    assert 9 in block.equilibria("NASH")  # only because the merge takes Uniroyal's own move 9 -> 11 away
    assert 9 not in analyse(conflict, ["NASH"]).equilibria("NASH")
    # the visible cells of figure 30 of the handout: stable, unstable; and the block worked out from its definition
    visible = {"NASH": ({5, 6, 9, 10, 11, 12}, {1, 2, 3, 4, 7, 8}), "GMR": ({1, 3, 4, 5, 9, 10, 11, 12}, {2, 7, 8})}
    by_definition = {"NASH": (5, 6, 9, 10, 11, 12), "GMR": (1, 3, 4, 5, 6, 9, 10, 11, 12)}
    for concept, (stable, unstable) in visible.items():
        assert block.equilibria(concept) == by_definition[concept]
        assert stable <= set(block.equilibria(concept))
        assert not unstable & set(block.equilibria(concept))


def test_what_cannot_be_asked() -> None:
    conflict = load_case("chicken")
    with pytest.raises(ConflictError, match="no concept of coalition"):
        coalition_analysis(conflict, ["NASH"])
    with pytest.raises(ConflictError, match="two decision makers or more"):
        merged_block(conflict, [conflict.dm_ids[0]])


READINGS = ["unknown-a", "unknown-b", "unknown-c", "unknown-d", "strong", "weak", "fuzzy-0.4", "probabilistic-0.3-0.6"]


@pytest.mark.parametrize("name", READINGS)
def test_single_members_are_the_individual_concepts_under_every_reading(name: str) -> None:
    reading = PreferenceReading.of(name)
    kind = {"unknown": "partial", "strong": "graded", "weak": "graded"}.get(reading.kind, reading.kind)
    for seed in range(8):
        conflict = incomplete(random_conflict(seed, most_options=4, most_players=3), seed, kind)
        found = coalition_analysis(conflict, reading=reading)
        single = analyse(conflict, ["NASH", "GMR", "SMR"], reading=reading)
        for dm in conflict.dm_ids:
            for concept in ("CR", "CGMR", "CSMR"):
                assert np.array_equal(found.stable[concept][dm,], single.verdicts[INDIVIDUAL[concept]][dm]), (seed, dm)
        for group in found.stable["CR"] if name != "weak" else ():
            cr, cgmr, csmr, cseq = (found.stable[c][group] for c in COALITION_CONCEPTS)
            for stronger, weaker in ((cr, csmr), (csmr, cgmr), (cr, cseq)):
                assert not (stronger & ~weaker).any(), (seed, group)


def test_a_reading_of_complete_preferences_finds_the_published_jump_too() -> None:
    found = coalition_analysis(load_case("elmira"), reading=PreferenceReading.of("degree-0"))
    assert [(j.coalition, j.source, j.target) for j in found.jumps if j.concept == "NASH"] == [
        (("MoE", "Uniroyal"), 5, 8)
    ]
    usual = coalition_analysis(load_case("elmira"))
    for concept in COALITION_CONCEPTS:
        for group, stable in usual.stable[concept].items():
            assert np.array_equal(stable, found.stable[concept][group])
    with pytest.raises(ConflictError, match="up to 512 states"):
        coalition_analysis(even_conflict(10, 2), reading=PreferenceReading.of("strong"))
