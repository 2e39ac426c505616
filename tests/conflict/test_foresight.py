"""Limited-move, non-myopic, Stackelberg and metarational-tree stability, by their properties and by hand."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from stateofplay.conflict import (
    Conflict,
    DecisionMaker,
    Move,
    Option,
    Payoffs,
    PreferenceReading,
    Proof,
    Ranking,
    StateText,
    analyse,
    check,
)
from stateofplay.conflict.engine.horizons import quick_graph
from stateofplay.conflict.model.generated import even_conflict, random_conflict
from stateofplay.conflict.oracle import (
    anticipated,
    graph_of,
    is_limited_move_stable,
    is_maximin,
    is_metarational,
    is_stackelberg,
    non_myopic,
)
from stateofplay.conflict.oracle.stability import is_gmr, is_nash, is_seq, is_smr, is_sseq
from stateofplay.conflict.proofs.foresight import ForesightProof, check_foresight, foresight_sentence, prove_foresight
from stateofplay.errors import ConflictError
from tests.conflict.test_engines_agree import incomplete
from tests.thoroughness import seeds

GRAPHS = [graph_of(random_conflict(seed, most_options=4, most_players=3)) for seed in seeds(0, 40)]
NODES = [(graph, i, s) for graph in GRAPHS for i in graph.players for s in graph.states]


def two_players() -> list:
    return [graph for graph in GRAPHS if len(graph.players) == 2]


def test_metarational_trees_contain_the_classic_concepts() -> None:
    for graph, i, s in NODES:
        assert is_metarational(graph, i, s, 0)
        assert is_metarational(graph, i, s, 1) == is_nash(graph, i, s)
        assert is_metarational(graph, i, s, 2) == is_gmr(graph, i, s)
        assert is_metarational(graph, i, s, 3) == is_smr(graph, i, s)
        assert is_metarational(graph, i, s, 2, credible=True) == is_seq(graph, i, s)
        assert is_metarational(graph, i, s, 3, credible=True) == is_sseq(graph, i, s)


def test_maximin_starts_with_nash_and_gmr_and_is_bounded_by_smr() -> None:
    stricter = 0
    for graph, i, s in NODES:
        assert is_maximin(graph, i, s, 1) == is_nash(graph, i, s)
        assert is_maximin(graph, i, s, 2) == is_gmr(graph, i, s)
        if is_maximin(graph, i, s, 3):
            assert is_smr(graph, i, s)
        else:
            stricter += is_smr(graph, i, s)
    assert stricter  # moving to a state that is not better first can pay: Maximin_3 is a concept of its own


def test_one_move_of_foresight_is_nash() -> None:
    for graph in GRAPHS:
        for variant in ("order", "conservative"):
            ends = anticipated(graph, 1, variant=variant)
            for i in graph.players:
                for s in graph.states:
                    assert (ends[i, s] == s) == is_nash(graph, i, s)


def test_variants_agree_for_two_decision_makers() -> None:
    assert len(two_players()) >= 5
    for graph in two_players():
        for h in range(5):
            two = anticipated(graph, h)
            assert two == anticipated(graph, h, variant="order") == anticipated(graph, h, variant="conservative")


def test_three_decision_makers_need_a_named_variant() -> None:
    three = next(graph for graph in GRAPHS if len(graph.players) == 3)
    with pytest.raises(ConflictError) as caught:
        anticipated(three, 2)
    assert caught.value.slug == "conflict.variant"
    with pytest.raises(ConflictError):
        is_stackelberg(three, three.players[0], three.states[0])


DILEMMA = Conflict(
    decision_makers=(
        DecisionMaker(id="a", preference=Ranking.of(["NY", "YY", "NN", "YN"])),
        DecisionMaker(id="b", preference=Ranking.of(["YN", "YY", "NN", "NY"])),
    ),
    options=(Option(id="x", owner="a"), Option(id="y", owner="b")),
)


def test_foresight_sustains_cooperation_in_the_dilemma() -> None:
    """By hand: from YY, a gains at NY, but b then goes to NN. One move sees the gain, two moves see the loss."""
    graph = graph_of(DILEMMA)
    assert not is_limited_move_stable(graph, "a", 4, 1)
    for h in (2, 3, 4):
        assert is_limited_move_stable(graph, "a", 4, h)
        assert is_limited_move_stable(graph, "b", 4, h)
    far = non_myopic(graph)
    assert far["a", 4].stable is True
    assert far["a", 1].stable is not None


def test_non_myopic_verdict_is_what_long_horizons_say() -> None:
    for graph in two_players():
        far = non_myopic(graph)
        for (i, s), verdict in far.items():
            period = len(verdict.period)
            for extra in range(2 * period):
                stable = is_limited_move_stable(graph, i, s, verdict.since + extra)
                assert stable == verdict.period[extra % period]
            assert (verdict.stable is None) == (len(set(verdict.period)) == 2)


MOVES = (("b", 1, 4), ("b", 2, 3), ("a", 3, 2), ("a", 4, 2))
SEE_SAW = Conflict(
    decision_makers=(
        DecisionMaker(id="a", preference=Payoffs.of([3, 2, 1, 0])),
        DecisionMaker(id="b", preference=Payoffs.of([2, 0, 1, 3])),
    ),
    states=tuple(StateText(label=str(k)) for k in (1, 2, 3, 4)),
    moves=tuple(Move(movers=(dm,), source=source, target=target) for dm, source, target in MOVES),
)


def test_cycle_without_a_limit_is_undetermined_with_its_period() -> None:
    """By hand: a gains by 3 to 2 unless b then goes back 2 to 3, which pays for b unless a then goes 3 to 2 again."""
    verdicts = non_myopic(graph_of(SEE_SAW))
    assert {node for node, verdict in verdicts.items() if verdict.stable is None} == {("a", 3), ("b", 2)}
    assert set(verdicts["a", 3].period) == {True, False}
    assert verdicts["a", 1].stable is True


def test_stackelberg_needs_a_leader_with_two_moves_and_a_nash_follower() -> None:
    for graph in two_players():
        leader, follower = graph.players
        for s in graph.states:
            expected = is_limited_move_stable(graph, leader, s, 2) and is_nash(graph, follower, s)
            assert is_stackelberg(graph, leader, s) == expected


def test_concepts_with_foresight_by_name() -> None:
    analysis = analyse(DILEMMA, ["NASH", "l2", "NM", "MR_2", "CMR_2", "MAXIMIN_2", "Stackelberg:a"])
    assert analysis.concepts == ("NASH", "L_2", "NM", "MR_2", "CMR_2", "MAXIMIN_2", "STACKELBERG:a")
    graph = graph_of(DILEMMA)
    for dm in ("a", "b"):
        assert analysis.stable("MR_2", dm) == analyse(DILEMMA).stable("GMR", dm)
        assert analysis.stable("CMR_2", dm) == analyse(DILEMMA).stable("SEQ", dm)
        assert analysis.stable("MAXIMIN_2", dm) == analyse(DILEMMA).stable("GMR", dm)
        assert analysis.stable("L_2", dm) == tuple(s for s in graph.states if is_limited_move_stable(graph, dm, s, 2))
    assert analysis.equilibria("STACKELBERG:a") == tuple(s for s in graph.states if is_stackelberg(graph, "a", s))
    with pytest.raises(ConflictError) as caught:
        analysis.explain("L_2", "a", 1)
    assert caught.value.slug == "conflict.no_proof"
    for unknown in ("L", "MR_2_ORDER", "PEACE", "STACKELBERG:nobody"):
        with pytest.raises(ConflictError):
            analyse(DILEMMA, [unknown])


def test_undetermined_states_are_named_in_a_notice() -> None:
    analysis = analyse(SEE_SAW, ["NM"])
    assert [notice.slug for notice in analysis.notices] == [
        "conflict.general_knowledge",
        *["conflict.undetermined"] * 2,
    ]
    assert analysis.stable("NM", "a") == (1, 2)  # from 4 a goes to 2 or 3, both better; 3 never settles


@pytest.mark.parametrize(
    "name", ["unknown-a", "unknown-b", "unknown-c", "unknown-d", "strong", "weak", "fuzzy-0.4", "probabilistic-0.3-0.6"]
)
def test_foresight_under_every_reading_begins_with_the_core_concepts(name: str) -> None:
    reading = PreferenceReading.of(name)
    kind = {"unknown": "partial", "strong": "graded", "weak": "graded"}.get(reading.kind, reading.kind)
    for seed in range(12):
        conflict = random_conflict(seed, most_options=4, most_players=3)
        if len(conflict.space) < 2:
            continue
        conflict = incomplete(conflict, seed, kind)
        found = analyse(
            conflict,
            ["NASH", "GMR", "SMR", "SEQ", "MR_1", "MR_2", "MR_3", "CMR_2", "MAXIMIN_1", "L_1_ORDER", "NM_ORDER"],
            reading=reading,
        )
        for dm in conflict.dm_ids:
            for one, other in (
                ("NASH", "MR_1"),
                ("GMR", "MR_2"),
                ("SMR", "MR_3"),
                ("SEQ", "CMR_2"),
                ("NASH", "MAXIMIN_1"),
                ("NASH", "L_1_ORDER"),
            ):
                assert found.stable(one, dm) == found.stable(other, dm), (seed, one, dm)


FORESIGHT = ("L_1_ORDER", "L_2_ORDER", "L_4_CONSERVATIVE", "NM_ORDER", "NM_CONSERVATIVE")


def test_every_verdict_with_foresight_is_proved_and_checked() -> None:
    kinds = set()
    for seed in range(12):
        conflict = random_conflict(seed, most_options=3, most_players=3)
        two = len(conflict.dm_ids) == 2
        concepts = (*FORESIGHT, "L_3", "NM", f"STACKELBERG:{conflict.dm_ids[0]}") if two else FORESIGHT
        analysis = analyse(conflict, concepts)
        for concept in concepts:
            for dm in conflict.dm_ids:
                for state in conflict.space.ids:
                    proof = analysis.foresee(concept, dm, conflict.space.label(state - 1))
                    assert proof.stable == (state in analysis.stable(concept, dm))
                    if isinstance(proof, Proof):
                        assert (proof.concept, dm) == ("NASH", conflict.dm_ids[1])
                        assert check(conflict, proof) == ()
                        continue
                    assert check_foresight(conflict, proof) == ()
                    said = foresight_sentence(conflict, proof)
                    assert said.endswith(".")
                    kinds.add((proof.concept[:2], proof.stable, bool(proof.plans), proof.settled))
    for family in ("L_", "NM"):
        assert {(family, True, True, True), (family, False, True, True), (family, True, False, True)} <= kinds


@pytest.mark.parametrize("name", ["unknown-a", "unknown-d", "weak", "fuzzy-0.4"])
def test_foresight_is_proved_under_other_readings(name: str) -> None:
    reading = PreferenceReading.of(name)
    kind = {"unknown": "partial", "weak": "graded"}.get(reading.kind, reading.kind)
    for seed in range(4):
        conflict = incomplete(random_conflict(seed, most_options=3, most_players=3), seed, kind)
        analysis = analyse(conflict, ["L_3_ORDER", "NM_CONSERVATIVE"], reading=reading)
        for concept in analysis.concepts:
            for dm in conflict.dm_ids:
                for state in conflict.space.ids:
                    proof = analysis.foresee(concept, dm, conflict.space.label(state - 1))
                    assert isinstance(proof, ForesightProof)
                    assert proof.stable == (state in analysis.stable(concept, dm))
                    assert check_foresight(conflict, proof) == ()


STAYS = prove_foresight(DILEMMA, "L_3", "a", "YY")
LEAVES = prove_foresight(DILEMMA, "L_1", "a", "YY")
FAR = prove_foresight(DILEMMA, "NM", "a", "YY")
assert isinstance(STAYS, ForesightProof)
assert isinstance(LEAVES, ForesightProof)
assert isinstance(FAR, ForesightProof)

BENT = [
    (replace(STAYS, stable=False), "not what the table says"),
    (replace(STAYS, horizons=(2,)), "decided by 3 moves"),
    (replace(STAYS, table=STAYS.table[:-1]), "not listed"),
    (replace(STAYS, table=STAYS.table[1:]), "does not hold the line"),
    (replace(STAYS, table=(*STAYS.table[1:], replace(STAYS.table[0], move=3, end=3))), "would choose"),
    (replace(STAYS, plans=()), "plans for"),
    (replace(STAYS, plans=(replace(STAYS.plans[0], end=4),)), "does not end at"),
    (replace(STAYS, plans=(replace(STAYS.plans[0], steps=STAYS.plans[0].steps[:1]),)), "does not go on"),
    (replace(LEAVES, stable=True), "not what the table says"),
    (replace(FAR, horizons=(FAR.horizons[0] + 1,)), "nothing repeats"),
    (replace(FAR, horizons=(0, 5)), "no period"),
    (replace(STAYS, concept="STACKELBERG:a"), "two moves of the leader"),
]  # fmt: skip


@pytest.mark.parametrize(("proof", "fault"), BENT, ids=[f"{k} {fault}" for k, (_, fault) in enumerate(BENT)])
def test_the_checker_rejects_bent_proofs_with_foresight(proof: ForesightProof, fault: str) -> None:
    for good in (STAYS, LEAVES, FAR):
        assert check_foresight(DILEMMA, good) == ()
    assert any(fault in found for found in check_foresight(DILEMMA, proof)), check_foresight(DILEMMA, proof)


def test_sentences_with_foresight() -> None:
    assert foresight_sentence(DILEMMA, STAYS) == (
        "a stays at state 4 (x, y): looking 3 moves ahead, state 3 (y) would be answered by b going to state 1 (nothing done),"
        " which it does not prefer."
    )
    assert foresight_sentence(DILEMMA, LEAVES) == (
        "a would leave state 4 (x, y): looking one move ahead, nobody would answer state 3 (y), which it prefers."
    )
    never = prove_foresight(SEE_SAW, "NM", "a", 3)
    assert isinstance(never, ForesightProof)
    assert not never.settled
    assert "never settles at state 3" in foresight_sentence(SEE_SAW, never)
    with pytest.raises(ConflictError) as caught:
        prove_foresight(DILEMMA, "MR_4", "a", 1)
    assert caught.value.slug == "conflict.no_proof"


def test_the_quick_graph_is_the_readable_one() -> None:
    for seed in seeds(0, 60):
        conflict = random_conflict(seed)
        quick, readable = quick_graph(conflict), graph_of(conflict)
        assert (quick.players, quick.states, quick.moves, quick.vectors) == (
            readable.players,
            readable.states,
            readable.moves,
            readable.vectors,
        )


def test_foresight_takes_large_models_and_can_be_stopped() -> None:
    told: list[tuple[int, int]] = []
    found = analyse(even_conflict(14, 3), ["L_4_ORDER"], progress=lambda text, done, total: told.append((done, total)))
    assert len(found.conflict.space) == 16_384
    assert told == [(h, 4) for h in range(5)]

    class Stop(Exception):
        pass

    def stop(text: str, done: int, total: int) -> None:
        raise Stop

    with pytest.raises(Stop):
        analyse(even_conflict(14, 3), ["NM_ORDER"], progress=stop)


def test_models_too_large_for_foresight_or_for_tables_are_refused_before_any_work() -> None:
    start = time.process_time()
    with pytest.raises(ConflictError, match="up to 4,096 states") as caught:
        analyse(even_conflict(13, 3), ["SEQ_OR_SIM"])
    assert caught.value.slug == "conflict.too_large"
    with pytest.raises(ConflictError, match="MB") as caught:
        analyse(even_conflict(13, 7), ["SEQ"], reading=PreferenceReading(kind="strong"))
    assert caught.value.slug == "conflict.too_large"
    with pytest.raises(ConflictError, match="16,384 states"):
        analyse(even_conflict(14, 2), ["SEQ"], reading=PreferenceReading(kind="strong"))
    assert time.process_time() - start < 3
