"""Proofs: every verdict has one, the checker accepts it, and rejects it when anything in it is bent."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from stateofplay.conflict import (
    Conflict,
    DecisionMaker,
    Graded,
    Move,
    Option,
    Outcome,
    Partial,
    Payoffs,
    PreferenceReading,
    Proof,
    Ranking,
    Sanction,
    StateText,
    Step,
    analyse,
    check,
    prove,
    sentence,
)
from stateofplay.conflict.model.generated import random_conflict
from stateofplay.conflict.model.moves import moves_of
from stateofplay.conflict.proofs.wording import ENGLISH
from stateofplay.errors import ConflictError
from tests.thoroughness import seeds

CORE = ("NASH", "GMR", "SMR", "SEQ", "SSEQ")


def test_every_verdict_on_random_conflicts_is_proved_and_checked() -> None:
    grounds = set()
    for seed in seeds(0, 20):
        conflict = random_conflict(seed, most_options=5)
        analysis = analyse(conflict, (*CORE, "SIM", "SIM_B") if moves_of(conflict).in_option_form else CORE)
        for concept in analysis.concepts:
            for dm in conflict.dm_ids:
                for index in range(len(conflict.space)):
                    proof = analysis.explain(concept, dm, index + 1)
                    grounds.add((concept, proof.ground))
                    assert proof.stable == bool(analysis.verdicts[concept][dm][index])
                    assert check(conflict, proof) == (), proof
                    assert (proof.ground == "no_move") == bool(analysis.immobile[dm][index])
                    assert sentence(conflict, proof).endswith(".")
    for concept in (*CORE, "SIM", "SIM_B"):
        expected = {"no_move", "no_improvement", "undeterred"} | (set() if concept == "NASH" else {"deterred"})
        assert {ground for c, ground in grounds if c == concept} == expected


@pytest.mark.parametrize(
    ("kind", "reading"),
    [
        ("partial", PreferenceReading(kind="unknown", variant="a")),
        ("partial", PreferenceReading(kind="unknown", variant="d")),
        ("graded", PreferenceReading(kind="strong")),
        ("graded", PreferenceReading(kind="degree", degree=1)),
    ],
)
def test_proofs_under_other_readings(kind: str, reading: PreferenceReading) -> None:
    for seed in range(12):
        conflict = random_conflict(seed, most_options=4, most_players=3)
        names = [conflict.space.label(k) for k in range(len(conflict.space))]
        half = names[: len(names) // 2 + 1]
        preference = (
            Partial(better=tuple(pairwise(half)))
            if kind == "partial"
            else Graded.of(names, [1 + k % 2 for k in range(len(names) - 1)])
        )
        conflict = conflict.with_preferences(dict.fromkeys(conflict.dm_ids[:2], preference))
        analysis = analyse(conflict, CORE, reading=reading)
        for concept in CORE:
            for dm in conflict.dm_ids:
                for index, name in enumerate(names):
                    proof = analysis.explain(concept, dm, name)
                    assert proof.stable == bool(analysis.verdicts[concept][dm][index])
                    assert check(conflict, proof) == ()
    with pytest.raises(ConflictError, match="weak"):
        prove(conflict, "GMR", conflict.dm_ids[0], 1, reading=PreferenceReading(kind="weak"))


DILEMMA = Conflict(
    name="Two neighbours",
    decision_makers=(
        DecisionMaker(id="n", name="North", preference=Ranking.of(["NY", "YY", "NN", "YN"])),
        DecisionMaker(id="s", name="South", preference=Ranking.of(["YN", "YY", "NN", "NY"])),
    ),
    options=(Option(id="a", owner="n", name="Withdraw"), Option(id="b", owner="s", name="Disarm")),
)


def test_sentences() -> None:
    said = {
        ("NASH", "n", "YY"): "North would leave state 4 (Withdraw, Disarm) for state 3 (Disarm): it gains by that move,"
        " and Nash stability looks no further.",
        ("SEQ", "n", "YY"): "North stays at state 4 (Withdraw, Disarm): if it goes to state 3 (Disarm), South can go to"
        " state 1 (nothing done), which is no better for it than state 4.",
        (
            "SMR",
            "s",
            "YY",
        ): "South stays at state 4 (Withdraw, Disarm): if it goes to state 2 (Withdraw), North can go to"
        " state 1 (nothing done), which is no better for it than state 4 and it cannot move on to"
        " anything better.",
        ("SEQ", "s", "NN"): "South stays at state 1 (nothing done): none of its moves leads to anything better.",
        ("GMR", "s", "NY"): "South would leave state 3 (Disarm) for state 1 (nothing done): no answer of the others"
        " leaves it worse off or even.",
    }
    for (concept, dm, state), text in said.items():
        assert sentence(DILEMMA, prove(DILEMMA, concept, dm, state)) == text


def test_sentences_can_be_translated() -> None:
    german = {
        **ENGLISH,
        "no_improvement": "{who} bleibt bei {state}: kein Zug führt zu Besserem.",
        "state": "Zustand {label} ({taken})",
        "nothing_taken": "nichts",
    }
    proof = prove(DILEMMA, "SEQ", "s", "NN")
    assert sentence(DILEMMA, proof, german) == "South bleibt bei Zustand 1 (nichts): kein Zug führt zu Besserem."


def test_named_states_are_called_by_name() -> None:
    named = Conflict(
        decision_makers=DILEMMA.decision_makers,
        options=DILEMMA.options,
        states=(StateText(options="NN", name="stalemate"),),
    )
    assert "state 1 (stalemate)" in sentence(named, prove(named, "NASH", "n", "NN"))


STABLE = prove(DILEMMA, "SEQ", "n", "YY")
UNSTABLE = prove(DILEMMA, "SMR", "s", "NY")
ONE = STABLE.sanctions[0]

BENT = [
    (replace(STABLE, sanctions=()), "sanctions cover"),
    (replace(STABLE, ground="no_improvement", sanctions=()), "has the improvements"),
    (replace(STABLE, ground="no_move", sanctions=()), "has moves"),
    (replace(STABLE, concept="NASH"), "knows no sanctions"),
    (replace(STABLE, sanctions=(replace(ONE, end=2),)), "the steps end at"),
    (replace(STABLE, sanctions=(replace(ONE, steps=()),)), "no step"),
    (replace(STABLE, sanctions=(replace(ONE, steps=(Step(mover="s", source=3, target=2),)),)), "cannot move"),
    (replace(STABLE, sanctions=(replace(ONE, steps=(Step(mover="n", source=3, target=1),)),)), "no opponent"),
    (
        replace(STABLE, sanctions=(replace(ONE, steps=(*ONE.steps, Step(mover="s", source=1, target=3)), end=3),)),
        "twice in a row",
    ),
    (replace(STABLE, ground="undeterred", sanctions=(), improvement=3), "is not listed"),
    (replace(STABLE, ground="undeterred", sanctions=(), improvement=1), "no improvement"),
    (
        replace(STABLE, ground="undeterred", sanctions=(), improvement=3, outcomes=(Outcome(state=1, last_mover="s"),)),
        "deters n after all",
    ),
    (replace(UNSTABLE, outcomes=()), "is not listed"),
    (replace(UNSTABLE, state=1), "no improvement"),
    (
        Proof(
            concept="SEQ",
            decision_maker="n",
            state=4,
            ground="deterred",
            sanctions=(
                Sanction(
                    improvement=3,
                    steps=(Step(mover="s", source=3, target=1), Step(mover="s", source=1, target=1)),
                    end=1,
                ),
            ),
        ),
        "twice in a row",
    ),
]


@pytest.mark.parametrize(("proof", "fault"), BENT, ids=[fault for _, fault in BENT])
def test_checker_rejects_bent_proofs(proof: Proof, fault: str) -> None:
    assert check(DILEMMA, STABLE) == ()
    assert check(DILEMMA, UNSTABLE) == ()
    assert any(fault in found for found in check(DILEMMA, proof)), check(DILEMMA, proof)


def test_checker_rejects_an_incredible_sanction() -> None:
    """A threat that would hurt the one who makes it does not count for SEQ, and does for GMR."""
    model = Conflict(
        decision_makers=(
            DecisionMaker(id="n", preference=Ranking.of(["YN", "NN", "YY", "NY"])),
            DecisionMaker(id="s", preference=Ranking.of(["YN", "NN", "NY", "YY"])),
        ),
        options=(Option(id="a", owner="n"), Option(id="b", owner="s")),
    )
    threat = prove(model, "GMR", "n", "NN")
    assert threat.ground == "deterred"
    assert check(model, threat) == ()
    assert prove(model, "SEQ", "n", "NN").ground == "undeterred"
    assert any("no reason" in fault for fault in check(model, replace(threat, concept="SEQ")))


def test_checker_rejects_a_sanction_that_can_be_escaped() -> None:
    """b can bring a to state 3, which is no better; from there a moves on to state 4, which is."""
    model = Conflict(
        decision_makers=(
            DecisionMaker(id="a", preference=Payoffs.of([1, 2, 0, 3])),
            DecisionMaker(id="b", preference=Payoffs.of([0, 0, 1, 0])),
        ),
        states=tuple(StateText(label=str(k)) for k in (1, 2, 3, 4)),
        moves=(
            Move(movers=("a",), source=1, target=2),
            Move(movers=("b",), source=2, target=3),
            Move(movers=("a",), source=3, target=4),
        ),
    )
    for simple, symmetric in (("GMR", "SMR"), ("SEQ", "SSEQ")):
        deterred = prove(model, simple, "a", 1)
        assert deterred.ground == "deterred"
        assert deterred.sanctions[0].reply == 4
        assert check(model, replace(deterred, concept=symmetric)) == ("a escapes from 3 to 4",)
        escaped = prove(model, symmetric, "a", 1)
        assert escaped.outcomes == (Outcome(state=3, last_mover="b", escape=4),)
        assert check(model, escaped) == ()
        assert check(model, replace(escaped, outcomes=(Outcome(state=3, last_mover="b"),)))


def test_proof_of_simultaneous_answers_names_them_together() -> None:
    model = Conflict(
        decision_makers=tuple(
            DecisionMaker(id=i, preference=Ranking.of(order))
            for i, order in (
                ("a", [["YNN", "YYN", "YNY"], "NNN", ["NYN", "NNY", "NYY", "YYY"]]),
                ("b", [["NYN", "YYN", "NYY", "YYY"], ["NNN", "YNN", "NNY", "YNY"]]),
                ("c", [["NNY", "YNY", "NYY", "YYY"], ["NNN", "YNN", "NYN", "YYN"]]),
            )
        ),
        options=tuple(Option(id=f"o{i}", owner=i, name=f"Arm {i}") for i in "abc"),
    )
    proof = prove(model, "SIM", "a", "NNN")
    assert [(step.mover, step.source, step.target) for step in proof.sanctions[0].steps] == [("b", 1, 3), ("c", 1, 5)]
    assert "while b goes to state 3 (Arm b) and c goes to state 5 (Arm c)" in sentence(model, proof)
    assert check(model, proof) == ()
    bent = replace(proof, sanctions=(replace(proof.sanctions[0], steps=proof.sanctions[0].steps[:1]),))
    assert check(model, bent)
    assert check(model, replace(proof, ground="undeterred", sanctions=(), improvement=2))


def test_simultaneous_stability_needs_option_form() -> None:
    model = Conflict(
        decision_makers=(DecisionMaker(id="a"), DecisionMaker(id="b")),
        states=(StateText(label="1"), StateText(label="2")),
        moves=(Move(movers=("a", "b"), source=1, target=2),),
    )
    for ask in (lambda: analyse(model, ["SIM"]), lambda: prove(model, "SIM", "a", 1)):
        with pytest.raises(ConflictError) as caught:
            ask()
        assert caught.value.slug == "conflict.not_option_form"
    assert "SIM" not in analyse(model).concepts
