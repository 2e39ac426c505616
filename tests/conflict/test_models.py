"""Models: states and their numbers, rules, moves, and what is said about models that are wrong."""

from __future__ import annotations

import tracemalloc
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stateofplay.conflict import (
    And,
    Conflict,
    DecisionMaker,
    Move,
    MoveRule,
    Not,
    Option,
    Payoffs,
    PreferenceStatement,
    Ranking,
    Rule,
    Statements,
    StateText,
    Taken,
    Weights,
    analyse,
    at_least_one,
    at_most_one,
    exactly_one,
    implies,
    taken,
)
from stateofplay.conflict.engine import simultaneous
from stateofplay.conflict.model.generated import even_conflict
from stateofplay.conflict.model.moves import moves_of
from stateofplay.errors import ConflictError

NORTH = DecisionMaker(id="north", name="North", preference=Statements.of("talk", "not strike"))
SOUTH = DecisionMaker(id="south", preference=Statements.of("talk and strike"))
TALK = Option(id="talk", owner="north", name="Hold talks")
STRIKE = Option(id="strike", owner="north")
AID = Option(id="aid", owner="south")


def conflict(**parts: Any) -> Conflict:
    return Conflict(**{"decision_makers": (NORTH, SOUTH), "options": (TALK, STRIKE, AID), **parts})


def states(model: Conflict) -> list[str]:
    return [model.space.options_text(k) for k in range(len(model.space))]


def test_states_are_numbered_with_option_one_least_significant() -> None:
    assert states(conflict()) == ["NNN", "YNN", "NYN", "YYN", "NNY", "YNY", "NYY", "YYY"]


@pytest.mark.parametrize(
    ("parts", "left"),
    [
        ({"infeasible": ("YY-",)}, ["NNN", "YNN", "NYN", "NNY", "YNY", "NYY"]),
        ({"infeasible": (taken("talk", "strike"), Rule(formula="aid"))}, ["NNN", "YNN", "NYN"]),
        ({"required": (at_most_one("talk", "strike", "aid"),)}, ["NNN", "YNN", "NYN", "NNY"]),
        ({"required": (at_least_one("talk", "strike"), "not aid")}, ["YNN", "NYN", "YYN"]),
        ({"required": (exactly_one("talk", "strike", "aid"),)}, ["YNN", "NYN", "NNY"]),
        ({"required": (implies(Taken("strike"), Taken("aid")), Not(Taken("talk")))}, ["NNN", "NNY", "NYY"]),
    ],
)
def test_rules(parts: dict[str, Any], left: list[str]) -> None:
    assert states(conflict(**parts)) == left


def test_coalesced_state_takes_the_place_of_its_largest_vector() -> None:
    model = conflict(coalesced=("strike",), decision_makers=(NORTH_BY_PAYOFF, DecisionMaker(id="south")))
    assert states(model) == ["NNN", "YNN", "NNY", "YNY", "-Y-"]
    assert model.space.index_of("NYN") == model.space.index_of("YYY") == 4
    table = moves_of(model)
    assert table.targets(0, 4) == [0, 1, 2, 3]  # from the members by taking strike back
    assert table.targets(0, 0) == [1, 4]
    assert table.targets(1, 4) == []  # aid changes inside the coalesced state: a loop, dropped


NORTH_BY_PAYOFF = DecisionMaker(id="north", preference=Payoffs.of([0, 1, 2, 3, 4]))


def test_labels_are_kept_and_rankings_speak_of_them() -> None:
    texts = tuple(StateText(options=o, label=f"s{k}") for k, o in enumerate(["NN", "YN", "NY", "YY"]))
    model = Conflict(
        decision_makers=(
            DecisionMaker(id="a", preference=Ranking.of(["s3", ["s0", "s1"], "s2"])),
            DecisionMaker(id="b"),
        ),
        options=(Option(id="x", owner="a"), Option(id="y", owner="b")),
        states=texts,
    )
    assert model.dm("a").preference.ranks(model.space).tolist() == [2, 2, 1, 3]
    assert analyse(model, ["NASH"]).to_dict()["states"][1] == {"id": 2, "options": "YN", "label": "s1"}


def test_one_way_options_block_every_undoing_move() -> None:
    model = conflict(options=(Option(id="talk", owner="north", direction="to_yes"), STRIKE, AID))
    table = moves_of(model)
    for source in range(len(model.space)):
        for target in table.targets(0, source):
            assert not (states(model)[source][0] == "Y" and states(model)[target][0] == "N")
    assert table.targets(0, model.space.index_of("YYN")) == [model.space.index_of("YNN")]
    gone = moves_of(conflict(options=(Option(id="talk", owner="north", direction="to_no"), STRIKE, AID)))
    assert gone.targets(0, 0) == [2]


def test_guards_and_explicit_and_common_moves() -> None:
    guarded = conflict(move_rules=(MoveRule(changes=("Hold talks",), source="strike"),))
    assert moves_of(guarded).targets(0, guarded.space.index_of("NYN")) == [0]
    common = conflict(moves=(Move(movers=("north", "south"), source="NNN", target="YYY"),))
    table = moves_of(common)
    assert 7 in table.targets(0, 0)
    assert 7 in table.targets(1, 0)
    assert table.arcs(1).targets(0).tolist() == table.targets(1, 0) == [4, 7]


def test_arcs_equal_single_questions_on_a_mixed_model() -> None:
    model = conflict(
        infeasible=("YYY",),
        move_rules=(MoveRule(mover="south", source="talk"),),
        moves=(Move(movers=("south",), source="YNY", target="NNN"),),
    )
    asked, listed = (
        moves_of(model),
        moves_of(conflict(infeasible=("YYY",), move_rules=model.move_rules, moves=model.moves)),
    )
    for player in range(2):
        for state in range(len(model.space)):
            assert asked.targets(player, state) == listed.arcs(player).targets(state).tolist()


MISTAKES: list[tuple[dict[str, Any], str, str]] = [
    ({"decision_makers": ()}, "conflict.no_decision_makers", "no decision makers"),
    ({"options": ()}, "conflict.no_options", "neither options nor states"),
    ({"options": (TALK, TALK)}, "conflict.id_twice", '"talk"'),
    ({"options": (Option(id=" ", owner="north"),)}, "conflict.id_empty", "empty id"),
    ({"options": (Option(id="x", owner="east"),)}, "conflict.owner_unknown", '"east"'),
    ({"options": (Option(id="x", owner="north", direction="up"),)}, "conflict.direction", '"up"'),  # type: ignore[arg-type]
    ({"infeasible": ("talk and war",)}, "conflict.option_unknown", "infeasible rule 1"),
    ({"infeasible": ("Y-",)}, "conflict.formula", "2 signs for 3 options"),
    ({"required": ("talk", And((Taken("talk"), Taken("war"))))}, "conflict.option_unknown", "required rule 2"),
    ({"move_rules": (MoveRule(mover="east"),)}, "conflict.mover_unknown", "move rule 1"),
    ({"move_rules": (MoveRule(changes=("war",)),)}, "conflict.option_unknown", "move rule 1"),
    ({"move_rules": (MoveRule(source="talk or"),)}, "conflict.formula", "move rule 1, source"),
    ({"moves": (Move(movers=("east",), source=1, target=2),)}, "conflict.mover_unknown", '"east"'),
    (
        {"decision_makers": (DecisionMaker(id="north", preference=Statements.of("talk", "peace")), SOUTH)},
        "conflict.option_unknown",
        'statement 2 of north: no option is called "peace"',
    ),
    (
        {"decision_makers": (DecisionMaker(id="north", preference=Weights.of({"peace": 1})), SOUTH)},
        "conflict.option_unknown",
        "weights of north",
    ),
]


@pytest.mark.parametrize(
    ("parts", "slug", "said"), MISTAKES, ids=[slug + str(k) for k, (_, slug, _) in enumerate(MISTAKES)]
)
def test_wrong_models_are_refused_with_the_place(parts: dict[str, Any], slug: str, said: str) -> None:
    with pytest.raises(ConflictError) as caught:
        conflict(**parts)
    assert caught.value.slug == slug
    assert said in str(caught.value)
    assert caught.value.hint


LATE_MISTAKES: list[tuple[dict[str, Any], str, str]] = [
    ({"infeasible": ("talk", "not talk")}, "conflict.no_states", "no feasible state"),
    ({"coalesced": ("talk", "talk and aid")}, "conflict.coalesced_overlap", "group 2"),
    ({"coalesced": ("talk and not talk",)}, "conflict.coalesced_empty", "group 1"),
    ({"coalesced": ("strike",)}, "conflict.coalesced_disagree", '"talk"'),
    ({"moves": (Move(movers=("north",), source=3, target=3),)}, "conflict.move_loop", "itself"),
    ({"moves": (Move(movers=("north",), source=3, target=33),)}, "conflict.state_unknown", "33"),
    (
        {"infeasible": ("YY-",), "moves": (Move(movers=("north",), source="YYN", target=1),)},
        "conflict.state_infeasible",
        "YYN",
    ),
    (
        {"states": (StateText(options="NNN", label="a"), StateText(options="YNN", label="a"))},
        "conflict.id_twice",
        '"a"',
    ),
    ({"states": (StateText(label="a"),)}, "conflict.state_unknown", "no options"),
]


@pytest.mark.parametrize(
    ("parts", "slug", "said"), LATE_MISTAKES, ids=[m[1] + str(k) for k, m in enumerate(LATE_MISTAKES)]
)
def test_wrong_states_and_moves_are_refused(parts: dict[str, Any], slug: str, said: str) -> None:
    with pytest.raises(ConflictError) as caught:
        analyse(conflict(**parts))
    assert caught.value.slug == slug
    assert said in str(caught.value)
    assert caught.value.hint


RANKINGS = [
    ([1, 2, 3], "conflict.ranking_incomplete", "leaves out 1 of 4 states: YY"),
    ([1, 2, [3, 1], 4], "conflict.ranking_contradiction", "state 1 stands twice in a ranking, at places 1 and 3"),
    ([1, 2, 3, 9], "conflict.state_unknown", "place 4 of a ranking"),
    (["NN", "YN", "NY", "YYY"], "conflict.state_unknown", "YYY"),
]


@pytest.mark.parametrize(("order", "slug", "said"), RANKINGS)
def test_wrong_rankings_are_refused(order: list[Any], slug: str, said: str) -> None:
    model = Conflict(
        decision_makers=(DecisionMaker(id="a", preference=Ranking.of(order)),),
        options=(Option(id="x", owner="a"), Option(id="y", owner="a")),
    )
    with pytest.raises(ConflictError) as caught:
        analyse(model)
    assert caught.value.slug == slug
    assert said in str(caught.value)


def wide(options: int, **parts: Any) -> Conflict:
    return Conflict(
        decision_makers=(DecisionMaker(id="a"), DecisionMaker(id="b")),
        options=tuple(Option(id=f"o{k}", owner="ab"[k % 2]) for k in range(options)),
        **parts,
    )


def test_sizes_that_do_not_fit_are_refused_before_any_work() -> None:
    with pytest.raises(ConflictError, match="1,073,741,824 states") as caught:
        analyse(wide(30))
    assert caught.value.slug == "conflict.too_large"
    with pytest.raises(ConflictError, match="63 options"):
        analyse(wide(63))
    with pytest.raises(ConflictError, match="more than the limit of 1 MB") as caught:
        analyse(wide(16), ["NASH"], memory_limit_mb=1)
    assert caught.value.slug == "conflict.too_large"


def test_many_options_with_tight_rules_stay_small() -> None:
    ids = [f"o{k}" for k in range(60)]
    model = wide(60, required=(exactly_one(*ids),))
    assert len(model.space) == 60
    assert analyse(model).equilibria("NASH") == tuple(range(1, 61))


def test_a_very_large_model_brings_a_notice() -> None:
    slugs = [notice.slug for notice in analyse(wide(19), ["NASH"]).notices]
    assert slugs == ["conflict.no_preference", "conflict.no_preference", "conflict.many_states"]


def test_decision_maker_without_preference_or_moves_is_stable_everywhere_and_said_so() -> None:
    model = conflict(decision_makers=(NORTH, DecisionMaker(id="south"), DecisionMaker(id="watcher")))
    analysis = analyse(model)
    assert analysis.stable("NASH", "south") == tuple(model.space.ids)
    said = [(notice.slug, notice.text) for notice in analysis.notices]
    assert ("conflict.no_preference", "south has no preference, so every state is stable for south.") in said
    assert any(slug == "conflict.no_moves" and "watcher" in text for slug, text in said)


def test_with_preferences_shares_states_and_moves() -> None:
    model = conflict()
    analyse(model)
    other = model.with_preferences({"south": Weights.of({"aid": 1})})
    assert other.space is model.space
    assert moves_of(other) is moves_of(model)
    assert other.dm("south").preference != model.dm("south").preference
    with pytest.raises(ConflictError, match="east"):
        model.with_preferences({"east": Weights.of({})})


def test_progress_is_reported_and_can_stop_the_work() -> None:
    seen: list[tuple[str, int, int]] = []
    analyse(conflict(), ["NASH", "SEQ"], progress=lambda *step: seen.append(step))
    assert [step[1:] for step in seen] == [(k, 4) for k in range(1, 5)]

    class Stop(Exception):
        pass

    def stop(what: str, done: int, total: int) -> None:
        raise Stop

    with pytest.raises(Stop):
        analyse(conflict(), progress=stop)


def test_json_result_has_the_agreed_keys() -> None:
    result = analyse(conflict(infeasible=("YY-",))).to_dict()
    assert result["decision_makers"] == ["north", "south"]
    assert result["options"][0] == {"id": "talk", "name": "Hold talks", "owner": "north"}
    assert result["states"][:2] == [{"id": 1, "options": "NNN"}, {"id": 2, "options": "YNN"}]
    assert list(result["stable"]) == list(result["equilibria"]) == ["NASH", "GMR", "SMR", "SEQ", "SSEQ", "SIM"]
    assert set(result["stable"]["NASH"]) == {"north", "south"}
    for concept, equilibria in result["equilibria"].items():
        stable = result["stable"][concept]
        assert equilibria == sorted(set(stable["north"]) & set(stable["south"]))


@given(st.lists(st.sampled_from(["YN-", "-YY", "Y-Y", "N-N", "--Y"]), max_size=4))
def test_states_are_exactly_those_that_break_no_rule(patterns: list[str]) -> None:
    def fits(state: str, sign: str) -> bool:
        return all(want in ("-", have) for have, want in zip(state, sign, strict=True))

    every = states(conflict())
    allowed = [state for state in every if not any(fits(state, sign) for sign in patterns)]
    model = conflict(infeasible=tuple(patterns))
    if allowed:
        assert states(model) == allowed
    else:
        with pytest.raises(ConflictError, match="no feasible state"):
            _ = model.space


def test_statement_texts_carry_evidence_without_changing_logic() -> None:
    plain = Statements.of("talk")
    noted = Statements.of(PreferenceStatement(formula="talk", note="said in Geneva", evidence=("c12",)))
    model = conflict()
    assert np.array_equal(
        plain.bind(model.vocabulary, "x").ranks(model.space), noted.bind(model.vocabulary, "x").ranks(model.space)
    )


def test_partly_labelled_states_are_found_by_label_pattern_or_number_sign() -> None:
    model = conflict(states=(StateText(options="YNN", label="3"),))
    assert [model.space.label(k) for k in (0, 1, 2)] == ["#1", "3", "#3"]
    assert model.space.index_of(3) == model.space.index_of("YNN") == 1
    assert model.space.index_of("#3") == 2
    with pytest.raises(ConflictError, match="5"):
        model.space.index_of(5)


def test_one_concept_may_be_given_as_a_string() -> None:
    assert analyse(conflict(), "seq").concepts == ("SEQ",)


def test_memory_grows_with_the_states_not_with_their_square() -> None:
    model = wide(13)
    preferences = {dm: Statements.of(*(f"o{(k * 5) % 13}" for k in range(13))) for dm in "ab"}
    model = model.with_preferences(preferences)
    tracemalloc.start()
    analyse(model, ["NASH", "GMR", "SMR", "SEQ", "SSEQ"])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 400 * len(model.space)


def test_simultaneous_stability_is_left_out_of_the_default_where_it_would_take_very_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    model = even_conflict(18, 2)
    analysis = analyse(model)
    assert "SIM" not in analysis.concepts
    assert [notice.slug for notice in analysis.notices] == ["conflict.sim_left_out"]
    assert "SIM" in analyse(even_conflict(16, 4)).concepts
    monkeypatch.setattr(simultaneous, "MAX_COMBINATIONS", 1000)
    with pytest.raises(ConflictError, match="combinations of moves"):
        analyse(even_conflict(8, 4), ["SIM"])
