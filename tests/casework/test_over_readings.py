"""What is open is drawn under every concept that is asked, and when claims are dropped: never read as indifference in silence."""

from __future__ import annotations

import json
from functools import reduce
from pathlib import Path

import numpy as np
import pytest

from stateofplay.casework.outlook.carrying import carry
from stateofplay.casework.outlook.looking_ahead import look_ahead
from stateofplay.casework.questions.standing import verdict
from stateofplay.casework.reach.readings import reach_over_readings
from stateofplay.casework.whatif.over_readings import compare_readings
from stateofplay.cli.app import run
from stateofplay.conflict import Conflict, DecisionMaker, OpenWish, Option, PreferenceStatement, Statements, write_model
from stateofplay.conflict.oracle import stable_by_definition
from tests.casework.test_text_and_verdict import generated, jointly_better

OVER_READINGS = ("NASH", "GMR", "SMR", "SEQ", "SSEQ")
SAMPLES = 40


def harbour() -> Conflict:
    """Two parties, a joint act, a strike that would be answered, and one open wish."""
    union = Statements(
        (
            (PreferenceStatement(formula="pact", evidence=("pos-1",)),),
            (PreferenceStatement(formula="not strike", evidence=("pos-2",)),),
        ),
        (),
    )
    port = Statements(((PreferenceStatement(formula="not strike", evidence=("pos-3",)),),), (OpenWish(formula="pact"),))
    return Conflict(
        name="Harbour",
        decision_makers=(DecisionMaker(id="union", preference=union), DecisionMaker(id="port", preference=port)),
        options=(
            Option(id="pact", owner="union", partners=("port",), name="sign a pact", evidence=("pos-1", "mee-1")),
            Option(id="strike", owner="union", name="go on strike", evidence=("pos-2", "pos-3")),
        ),
        status_quo="NN",
    )


@pytest.mark.parametrize("concept", OVER_READINGS)
def test_readings_are_judged_by_the_concept_that_is_asked(concept: str) -> None:
    seen = set()
    for seed in range(25):
        outlook = look_ahead(generated(seed), samples=SAMPLES, seed=seed, concepts=[concept])
        conflict, readings = outlook.conflict, outlook.readings
        assert outlook.readings.main == outlook.status_quo.concept == concept
        one = readings.conflict_in(conflict, readings.samples // 2)
        stable = stable_by_definition(one, (concept,))[concept]
        alone = reduce(set.intersection, (set(stable[dm]) for dm in conflict.dm_ids))
        for state in conflict.space.ids:
            joint = any(jointly_better(one, state, option) for option in conflict.options if option.joint)
            assert bool(readings.held[concept][state - 1, readings.samples // 2]) == (state in alone and not joint)
        misses = readings.samples - outlook.status_quo.main.hits
        assert bool(outlook.status_quo.leavers) == bool(misses)
        told = verdict(outlook)
        assert ("would" in told) == bool(misses)
        # A step that is told is one that its owner gains by in some reading in which nothing deters it.
        for leaver in outlook.status_quo.leavers:
            assert leaver.step != "", told
        seen.add(bool(misses))
    assert seen == {True, False}


def test_the_usual_concept_named_is_the_same_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "harbour.toml").write_text(write_model(harbour()))
    name = str(tmp_path / "harbour.toml")
    for command in (
        ["analyse", name],
        ["whatif", name, "--set", "pact = yes"],
        ["reach", name, "--outcome", "pact"],
        ["whatif", name, "--drop-each"],
    ):
        answers = []
        for more in ([], ["--concepts", "SEQ"], ["--concepts", "GMR"]):
            assert run([*command, *more, "--format", "json"]) == 0
            answers.append(json.loads(capsys.readouterr().out))
        assert answers[0] == answers[1], command
        assert answers[2]["concept"] == "GMR"


def test_a_concept_beyond_readings_is_answered_of_the_model_as_it_stands_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "harbour.toml").write_text(write_model(harbour()))
    assert run(["analyse", str(tmp_path / "harbour.toml"), "--concepts", "L_2"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert told.index("counts as indifferent") < told.index("Stable for a decision maker"), "before what rests on it"
    for name in ("table.csv", "graph.dot", "book.xlsx"):
        assert run(["analyse", str(tmp_path / "harbour.toml"), "-o", str(tmp_path / name)]) == 0
        assert "counts as indifferent" in " ".join(capsys.readouterr().err.split()), name


def test_dropping_a_claim_is_weighed_over_readings() -> None:
    found = {one.claim: one for one in carry(harbour(), samples=400).effects}
    # Whether the port wants the pact is open: with the union's wish where it stands holds in half of the readings.
    wish = found["pos-1"]
    assert wish.status_quo is not None
    before, after = wish.status_quo
    assert 0.4 < before.share < 0.6
    assert after.always
    assert wish.changed
    assert "“pact”" not in " ".join(wish.sentences())
    assert not found["mee-1"].changed, "the option rests on another claim too"
    assert found["mee-1"].weakened
    compared = compare_readings(harbour(), harbour(), samples=100)
    assert not compared.changed


def test_reach_counts_readings_under_the_concept_that_is_asked() -> None:
    conflict = harbour()
    for concept in OVER_READINGS:
        found = reach_over_readings(conflict, "not pact and not strike", samples=200, concepts=[concept])
        held = look_ahead(conflict, samples=200, concepts=[concept]).readings.held[concept][0]
        assert found.concept == concept
        assert found.share.hits == int(np.count_nonzero(held))
