"""The forms of model files: whatever a model says survives TOML, JSON and, where it can hold it, the form of the other tool."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from stateofplay.conflict import (
    Conflict,
    DecisionMaker,
    Fuzzy,
    Graded,
    Indifferent,
    Intervals,
    Move,
    MoveRule,
    Not,
    Option,
    Partial,
    Payoffs,
    PreferenceStatement,
    Probabilistic,
    Ranking,
    Statements,
    StateText,
    Weights,
    analyse,
    at_most_one,
    exactly_one,
    hypergame,
)
from stateofplay.conflict.catalogue import case_names, load_case
from stateofplay.conflict.files import model_schema, parse_model, read_model, write_gmcr, write_json, write_model
from stateofplay.conflict.files.cases import cases_of
from stateofplay.conflict.logic.formulas import holds
from stateofplay.conflict.model.generated import random_conflict
from stateofplay.errors import ConflictError
from tests.thoroughness import examples

SCHEMA = Draft202012Validator(json.loads(model_schema()))
KINDS = ("as is", "graded", "partial", "opened", "intervals", "fuzzy", "probabilistic", "classes", "weights", "payoffs")


def faults(text: str) -> list[str]:
    return [f"{list(error.path)}: {error.message}" for error in SCHEMA.iter_errors(json.loads(text))]


def preferred(conflict: Conflict, kind: str, seed: int) -> Conflict:
    """The same conflict with preferences of one kind, drawn from the seed."""
    rng = np.random.default_rng(seed)
    size = len(conflict.space)
    names = [conflict.space.label(k) for k in range(size)]
    order = [names[k] for k in rng.permutation(size)]
    upper = np.triu(rng.integers(0, 11, (size, size)) / 10, 1)
    table = upper + np.tril(1 - upper.T, -1)
    low = rng.integers(0, 9, size).tolist()
    options = [option.id for option in conflict.options]
    made = {
        "graded": Graded.of(order, rng.integers(1, 4, size - 1).tolist()),
        "partial": Partial(better=tuple(pairwise(order[: size // 2 + 1])), equal=((order[0], order[0]),)),
        "opened": Partial(base=Ranking.of(order), unknown=((order[0], order[-1]),)),
        "intervals": Intervals(tuple(low), tuple(x + 2 for x in low), "indifferent" if seed % 2 else "unknown"),
        "fuzzy": Fuzzy(tuple(map(tuple, (table + np.eye(size) / 2).tolist())), 0.5 if seed % 2 else None),
        "probabilistic": Probabilistic(tuple(map(tuple, table.tolist()))),
        "classes": Statements.of(
            [options[0], f"not {options[-1]}"], PreferenceStatement(formula=options[-1], note="why", strength=2)
        ),
        "weights": Weights.of({option: float(w) for option, w in zip(options, rng.normal(size=99), strict=False)}),
        "payoffs": Payoffs.of(dict(zip(names, rng.normal(size=size).tolist(), strict=True))),
    }.get(kind)
    if made is None or (conflict.coalesced and kind in ("classes", "weights")):
        return conflict
    return conflict.with_preferences({conflict.dm_ids[0]: made, conflict.dm_ids[-1]: made})


def same(a: Conflict, b: Conflict) -> bool:
    """Same states, moves and preferences; texts too."""
    assert [o.id for o in a.options] == [o.id for o in b.options]
    assert a.space.labels == b.space.labels
    assert [a.space.options_text(k) for k in range(len(a.space))] == [
        b.space.options_text(k) for k in range(len(b.space))
    ]
    for one, other in zip(a.decision_makers, b.decision_makers, strict=True):
        assert (one.id, one.name, one.note, one.evidence) == (other.id, other.name, other.note, other.evidence)
        left, right = one.preference.pairs(a.space), other.preference.pairs(b.space)
        assert np.array_equal(left.better, right.better)
        assert left.threshold == right.threshold
        for part in ("unknown", "degree", "certainty"):
            x, y = getattr(left, part), getattr(right, part)
            assert (x is None) == (y is None)
            assert x is None or np.array_equal(x, y)
    return True


@examples(60)
@given(seed=st.integers(0, 10_000), kind=st.sampled_from(KINDS))
def test_every_model_validates_and_survives_json_and_toml(seed: int, kind: str) -> None:
    conflict = random_conflict(seed, most_options=4, most_players=3)
    if len(conflict.space) < 2:
        return
    conflict = preferred(conflict, kind, seed)
    text = write_json(conflict)
    assert faults(text) == []
    by_json, by_toml = parse_model(text, toml=False), parse_model(write_model(conflict))
    assert same(conflict, by_json)
    assert same(conflict, by_toml)
    assert by_json == by_toml == parse_model(write_model(by_json)) == parse_model(write_json(by_toml), toml=False)
    if kind in ("as is", "classes", "weights", "payoffs"):
        assert analyse(by_json).to_dict()["stable"] == analyse(conflict).to_dict()["stable"]


@examples(60)
@given(
    seed=st.integers(0, 10_000), kind=st.sampled_from(("as is", "classes", "weights", "payoffs", "graded", "opened"))
)
def test_what_the_other_tool_can_hold_survives_it_and_the_rest_is_named(seed: int, kind: str) -> None:
    conflict = random_conflict(seed, most_options=4, most_players=3)
    if len(conflict.space) < 2:
        return
    conflict = preferred(conflict, kind, seed)
    beyond = [*conflict.coalesced, *conflict.moves, *conflict.move_rules]
    if beyond or (kind == "graded" or "strength" in write_json(conflict) or kind == "opened"):
        with pytest.raises(ConflictError) as caught:
            write_gmcr(conflict)
        assert caught.value.slug == "conflict.gmcr_form"
        return
    text = write_gmcr(conflict)
    again = parse_model(text, toml=False)
    assert [o.id for o in again.options] == [o.id for o in conflict.options]
    assert again.name == conflict.name
    assert analyse(again).to_dict()["stable"] == analyse(conflict).to_dict()["stable"]
    assert write_gmcr(again) == text
    by_json = parse_model(write_json(again), toml=False)
    assert analyse(by_json).to_dict()["stable"] == analyse(conflict).to_dict()["stable"]


@pytest.mark.parametrize("name", case_names())
def test_every_case_of_the_catalogue_validates_and_survives(name: str) -> None:
    conflict = load_case(name)
    text = write_json(conflict)
    assert faults(text) == []
    again = parse_model(text, toml=False)
    assert again == conflict
    assert write_model(again) == write_model(conflict)
    if conflict.coalesced or conflict.moves:
        with pytest.raises(ConflictError, match="explicit moves"):
            write_gmcr(conflict)
    else:
        other = parse_model(write_gmcr(conflict), toml=False)
        assert (other.name, other.note, other.status_quo, other.states) == (
            conflict.name,
            conflict.note,
            conflict.status_quo,
            conflict.states,
        )
        if len(conflict.space) < 1000:
            assert analyse(other).to_dict()["stable"] == analyse(conflict).to_dict()["stable"]


NORTH = DecisionMaker(
    id="north", name="North", note="the upper bank", evidence=("c1",), preference=Statements.of("dam")
)
SOUTH = DecisionMaker(id="south", preference=Ranking.of(["NNN", "YNN", "NNY", "YNY", "NYN", "NYY"]))
BANKS = Conflict(
    name="Two banks",
    note="made up",
    evidence=("c9",),
    decision_makers=(NORTH, SOUTH),
    options=(
        Option(id="dam", owner="north", name="Build the dam", direction="to_yes", note="n", evidence=("c2",)),
        Option(id="canal", owner="south", name="Dig a canal"),
        Option(id="talk", owner="north"),
    ),
    infeasible=("dam and canal",),
    states=(StateText(options="NNN", label="now", name="as it is", note="n", evidence=("c3",)),),
    status_quo="now",
)


def test_texts_that_the_other_tool_has_no_place_for_come_back() -> None:
    text = write_gmcr(BANKS)
    data = json.loads(text)
    assert [o["name"] for o in data["options"]] == [
        "Build the dam",
        "talk",
        "Dig a canal",
    ]  # decision maker by decision maker
    assert data["decisionMakers"][1]["options"] == [2]
    # feasible states of (dam, talk, canal): 1 NNN, 2 YNN, 3 NYN, 4 YYN, 5 NNY, 6 NYY
    assert data["decisionMakers"][1]["preferenceRanking"] == [1, 2, 3, 4, 5, 6]
    again = parse_model(text, toml=False)
    assert [dm.id for dm in again.decision_makers] == ["north", "south"]
    assert again.decision_makers[0].evidence == ("c1",)
    assert again.options == BANKS.options
    assert (again.name, again.note, again.evidence, again.states) == (
        BANKS.name,
        BANKS.note,
        BANKS.evidence,
        BANKS.states,
    )
    assert again.space.label(again.space.index_of(str(again.status_quo))) == "now"
    assert analyse(again).to_dict()["stable"] == analyse(BANKS).to_dict()["stable"]


def test_a_file_that_the_other_tool_saved_again_reads_without_our_texts() -> None:
    data = json.loads(write_gmcr(BANKS))
    del data["stateofplay"]
    plain = parse_model(json.dumps(data), toml=False)
    assert plain.dm_ids == ("North", "south")
    assert analyse(plain).stable("SEQ", "North")
    data["stateofplay"] = json.loads(write_gmcr(BANKS))["stateofplay"]
    data["decisionMakers"][0]["name"] = "Uphill"  # edited since: our texts are of another model
    assert parse_model(json.dumps(data), toml=False).dm_ids == ("Uphill", "south")


@pytest.mark.parametrize(
    ("parts", "named"),
    [
        (
            {"coalesced": ("talk",), "decision_makers": (DecisionMaker(id="north"), DecisionMaker(id="south"))},
            "coalesced",
        ),
        ({"moves": (Move(movers=("north", "south"), source="NNN", target="YNN"),)}, "explicit moves"),
        ({"move_rules": (MoveRule(mover="north", source="dam"),)}, "forbidden moves"),
        ({"decision_makers": (NORTH, DecisionMaker(id="south", preference=Partial()))}, "partial preference of south"),
        (
            {
                "decision_makers": (
                    DecisionMaker(id="north", preference=Statements.of(PreferenceStatement(formula="dam", strength=2))),
                    SOUTH,
                )
            },
            "strength of the preference of north",
        ),
    ],
)
def test_what_the_other_tool_cannot_hold_is_named(parts: dict[str, Any], named: str) -> None:
    with pytest.raises(ConflictError) as caught:
        write_gmcr(replace(BANKS, states=(), status_quo=None, **parts))
    assert caught.value.slug == "conflict.gmcr_form"
    assert named in caught.value.sentence
    assert "JSON" in caught.value.hint


def test_required_rules_become_what_cannot_be() -> None:
    ids = ("a", "b", "c")
    model = Conflict(
        decision_makers=(DecisionMaker(id="x", preference=Statements.of("a", ["b", "c"])),),
        options=tuple(Option(id=o, owner="x") for o in ids),
        required=(exactly_one(*ids),),
    )
    again = parse_model(write_gmcr(model), toml=False)
    assert [again.space.options_text(k) for k in range(3)] == ["YNN", "NYN", "NNY"]
    assert again.decision_makers[0].preference == Ranking.of(["YNN", ["NYN", "NNY"]])


def test_misperceived_states_and_merged_coalitions_of_the_other_tool_are_kept() -> None:
    """Facts and results of the tool's own example with misperceptions: NASH, SEQ and GMR equilibria 1, 2 and 6.

    Here 1 and 2 are told as unseen, by Iraq and by Syria, and the verdicts on the conflict as it is stay those of the truth.
    """
    statements = {
        "Syria": [[[0, "N"], [1, "N"], [2, "N"]], [[1, "Y"]], [[2, "N"]], [[0, "N"]]],
        "Iraq": [
            [[0, "Y"], [1, "N"], [2, "N"]],
            [[0, "N"], [1, "N"], [2, "Y"]],
            [[0, "N"], [1, "Y"], [2, "Y"]],
            [[0, "N"], [1, "N"], [2, "N"]],
            [[0, "Y"], [1, "N"], [2, "Y"]],
        ],
    }
    data = {
        "useManualPreferenceRanking": False,
        "options": [{"name": n, "permittedDirection": "both"} for n in ("Release Water", "Escalate", "Attack")],
        "infeasibles": [[[0, "Y"], [1, "Y"]]],
        "decisionMakers": [
            {
                "name": "Syria",
                "options": [0, 1],
                "preferences": statements["Syria"],
                "misperceptions": [[[0, "Y"], [1, "N"]]],
            },
            {
                "name": "Iraq",
                "options": [2],
                "preferences": statements["Iraq"],
                "misperceptions": [[[0, "N"], [1, "N"]]],
            },
        ],
        "coalitions": [[0, 1]],
    }
    model = parse_model(json.dumps(data), toml=False)
    analysis = analyse(model, ["NASH", "SEQ", "GMR"])
    assert analysis.equilibria("NASH") == (6,)
    assert [n.slug for n in analysis.notices] == ["conflict.unseen"] * 2
    found = hypergame(model, concepts=["NASH", "SEQ", "GMR"])
    assert found.equilibria["NASH"] == (1, 2, 6)  # as that tool has it
    # That tool has 1, 2 and 6 here too: it takes Syria's moves from 5 and 2 away. In the conflict as Iraq sees it, Syria goes
    # from 2 to 3, which keeps Iraq at 5 (published), and Syria does not see 5.
    assert found.equilibria["SEQ"] == found.equilibria["GMR"] == (1, 2, 5, 6)
    assert found.unseen_by(5) == ("Syria",)
    assert (found.unseen_by(1), found.unseen_by(2), found.unseen_by(6)) == (("Iraq",), ("Syria",), ())
    assert 2 not in found.stable["NASH"]["Syria"]
    assert "unseen by Syria, not stable for it" in " ".join(found.sentences()).replace("them", "it")
    assert "Syria with Iraq" in model.note
    again = parse_model(write_gmcr(model), toml=False)
    assert hypergame(again, concepts=["SEQ"]).equilibria == hypergame(model, concepts=["SEQ"]).equilibria
    assert parse_model(write_model(model)).unseen == model.unseen


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"decisionMakers": [{"name": "A", "options": [0]}]}, "nobody owns"),
        ({"decisionMakers": [{"name": "A", "options": [0, 1]}, {"name": "B", "options": [1]}]}, "two owners"),
        ({"options": [{"name": "a", "permittedDirection": "up"}, {"name": "b"}]}, "direction up"),
    ],
)
def test_broken_files_of_the_other_tool_are_refused(change: dict[str, Any], said: str) -> None:
    data = {
        "options": [{"name": "a"}, {"name": "b"}],
        "decisionMakers": [{"name": "A", "options": [0, 1]}],
        "infeasibles": [],
    }
    with pytest.raises(ConflictError, match=said):
        parse_model(json.dumps({**data, **change}), toml=False)


@examples(80)
@given(seed=st.integers(0, 100_000))
def test_the_cases_of_a_formula_are_the_formula(seed: int) -> None:
    conflict = random_conflict(seed, special=False)
    formulas = [rule.formula for rule in conflict.infeasible]  # type: ignore[union-attr]
    for dm in conflict.decision_makers:
        if isinstance(dm.preference, Statements):
            formulas += [one.formula for tied in dm.preference.classes for one in tied]
    ids = [option.id for option in conflict.options]
    formulas += [exactly_one(*ids), at_most_one(*ids[:3])]
    masks = np.arange(1 << len(ids), dtype=np.uint64)
    for formula in formulas:
        for wanted in (formula, Not(formula)):
            found = np.zeros(len(masks), bool)
            for case in cases_of(wanted):
                fits = np.ones(len(masks), bool)
                for option, taken in case.items():
                    fits &= (masks >> np.uint64(conflict.bits[option]) & np.uint64(1)).astype(bool) == taken
                found |= fits
            assert np.array_equal(found, holds(wanted, masks, conflict.bits))


def test_a_formula_of_too_many_cases_is_refused() -> None:
    ids = [f"o{k}" for k in range(20)]
    model = Conflict(
        decision_makers=(DecisionMaker(id="a"),),
        options=tuple(Option(id=o, owner="a") for o in ids),
        required=(f"between(9, 10, {', '.join(ids)})",),
    )
    with pytest.raises(ConflictError, match="more than 512 cases") as caught:
        write_gmcr(model)
    assert caught.value.slug == "conflict.too_large"


def test_the_schema_refuses_what_the_reader_refuses() -> None:
    good = json.loads(write_json(BANKS))
    assert faults(json.dumps(good)) == []
    for change in (
        {"decision_maker": []},
        {"decision_maker": [{"id": "a", "ranking": [], "weights": {}}]},
        {"decision_maker": [{"id": "a", "strengths": [1]}]},
        {"decision_maker": [{"id": "a", "rankng": []}]},
        {"option": [{"id": "x"}]},
        {"option": [{"id": "x", "owner": "north", "direction": "up"}]},
        {"infeasible": [{"note": "why"}]},
        {"move": [{"movers": ["north"]}]},
        {"format": "stateofplay.conflict/99"},
        {"status": "NNN"},
    ):
        bad = json.dumps({**good, **change})
        assert faults(bad), change
        with pytest.raises(ConflictError):
            parse_model(bad, toml=False, where="bad.json")


def test_a_json_model_is_told_from_a_published_case(tmp_path: Any) -> None:
    path = tmp_path / "banks.json"
    path.write_text(write_json(BANKS), encoding="utf-8")
    assert read_model(path) == parse_model(write_model(BANKS))
    bare = tmp_path / "banks.model"
    bare.write_text(write_json(BANKS), encoding="utf-8")
    assert read_model(bare) == read_model(path)


def test_decision_makers_of_a_published_case_may_be_objects() -> None:
    data = {
        "decision_makers": [{"id": "n", "name": "North"}, {"id": "s", "name": "South"}],
        "options": [{"id": 1, "name": "go", "owner": "n"}, {"id": 2, "name": "come", "owner": "South"}],
        "preferences": {"n": {"ranking_best_to_worst": ["YN", "NN", "NY", "YY"]}, "South": {}},
    }
    model = parse_model(json.dumps(data), toml=False)
    assert [(dm.id, dm.name) for dm in model.decision_makers] == [("n", "North"), ("s", "South")]
    assert [o.owner for o in model.options] == ["n", "s"]
    assert analyse(model).stable("NASH", "North") == (2, 3)
    assert isinstance(model.decision_makers[1].preference, Indifferent)
