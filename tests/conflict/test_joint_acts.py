"""Joint acts: nobody takes them alone, each can end them, and what needs them ends with them. Open wishes and their answers."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from jsonschema import Draft202012Validator

from stateofplay.conflict import (
    Conflict,
    DecisionMaker,
    OpenWish,
    Option,
    Payoffs,
    PreferenceReading,
    PreferenceStatement,
    Statements,
    analyse,
    merged_block,
    prove,
    stable_profiles,
)
from stateofplay.conflict.files import model_schema, parse_model, write_gmcr, write_json, write_model
from stateofplay.conflict.model.joint import joint_steps
from stateofplay.conflict.model.moves import moves_of
from stateofplay.conflict.oracle import stable_by_definition
from stateofplay.conflict.oracle.coalitions import COALITION_TESTS
from stateofplay.conflict.oracle.graph import graph_of
from stateofplay.conflict.proofs.checker import check
from stateofplay.conflict.studies.coalition import COALITION_CONCEPTS, coalition_analysis
from stateofplay.errors import ConflictError
from tests.thoroughness import seeds

CORE = ("NASH", "GMR", "SMR", "SEQ", "SSEQ")


def joint_conflict(seed: int) -> Conflict:
    """Two or three parties with one or two joint acts, options of their own that may need one, and random payoffs."""
    rng = np.random.default_rng(seed)
    parties = ["A", "B", "C"][: int(rng.integers(2, 4))]
    options = []
    for k in range(int(rng.integers(1, 3))):
        first, *others = rng.permutation(parties)[: int(rng.integers(2, len(parties) + 1))].tolist()
        way = str(rng.choice(["both", "both", "to_yes", "to_no"]))
        options.append(Option(id=f"j{k}", owner=first, partners=tuple(others), direction=way))  # type: ignore[arg-type]
    for k in range(int(rng.integers(1, 4))):
        needs = (str(rng.choice([o.id for o in options])),) if rng.random() < 0.6 else ()
        way = str(rng.choice(["both", "both", "to_yes"]))
        owner = str(rng.choice(parties))
        options.append(Option(id=f"o{k}", owner=owner, needs=needs, direction=way))  # type: ignore[arg-type]
    bare = Conflict(decision_makers=tuple(DecisionMaker(id=p) for p in parties), options=tuple(options))
    size = len(bare.space)
    return bare.with_preferences({p: Payoffs.of(rng.integers(0, 5, size).tolist()) for p in parties})


def test_coalitions_take_joint_acts_as_the_definitions_say() -> None:
    """Of generated models every coalition, concept and state; in some the joint act is what tells the verdict."""
    told_apart = 0
    for seed in seeds(0, 60):
        conflict = joint_conflict(seed)
        graph, found = graph_of(conflict), coalition_analysis(conflict)
        steps = {
            (step.option.id, step.option.owners): dict(
                zip((step.source + 1).tolist(), (step.target + 1).tolist(), strict=True)
            )
            for step in joint_steps(conflict)
        }
        assert steps == {key: ends for key, ends in graph.joint.items() if ends}, seed
        alone = replace(graph, joint={})
        for concept in COALITION_CONCEPTS:
            for group, stable in found.stable[concept].items():
                decide = COALITION_TESTS[concept]
                assert stable.tolist() == [decide(graph, group, s) for s in graph.states], (seed, concept, group)
                told_apart += stable.tolist() != [decide(alone, group, s) for s in graph.states]
        usual = PreferenceReading.of("degree-0")
        defined = coalition_analysis(conflict, ["CR", "CSEQ"], reading=usual)
        for concept in ("CR", "CSEQ"):
            assert defined.equilibria(concept) == found.equilibria(concept)
    assert told_apart > len(seeds(0, 60))


def test_a_truce_that_both_want_is_not_stable_for_both_together() -> None:
    truce = Conflict(
        decision_makers=tuple(DecisionMaker(id=p, preference=Statements.of("truce")) for p in "AB"),
        options=(Option(id="truce", owner="A", partners=("B",)),),
        status_quo="N",
    )
    found = coalition_analysis(truce)
    assert analyse(truce, ["NASH"]).equilibria("NASH") == (1, 2)
    assert [found.equilibria(concept) for concept in COALITION_CONCEPTS] == [(2,)] * 4
    assert [(jump.coalition, jump.source, jump.target) for jump in found.jumps if jump.concept == "NASH"] == [
        (("A", "B"), 1, 2)
    ]


@pytest.mark.parametrize("start", range(0, 200, 50))
def test_engines_agree_with_the_definitions(start: int) -> None:
    for seed in range(start, start + 50):
        conflict = joint_conflict(seed)
        table, graph = moves_of(conflict), graph_of(conflict)
        for player, dm in enumerate(conflict.dm_ids):
            for state in conflict.space.ids:
                listed = {int(t) + 1 for t in table.arcs(player).targets(state - 1)}
                assert listed == set(graph.R(dm, state)), (seed, dm, state)
                assert {t + 1 for t in type(table)(conflict).targets(player, state - 1)} == listed, (seed, dm, state)
        analysis = analyse(conflict, CORE)
        found = {c: {dm: analysis.stable(c, dm) for dm in conflict.dm_ids} for c in CORE}
        assert found == stable_by_definition(conflict, CORE), seed
        ranks = np.stack([conflict.dm(dm).preference.ranks(conflict.space) for dm in conflict.dm_ids])[..., None]
        profiles = stable_profiles(conflict, ranks, CORE)
        for concept in CORE:
            for k, dm in enumerate(conflict.dm_ids):
                assert np.array_equal(profiles[concept][k, :, 0], analysis.verdicts[concept][dm]), (seed, concept, dm)


def test_proofs_of_joint_models_pass_the_checker() -> None:
    for seed in seeds(0, 40):
        conflict = joint_conflict(seed)
        for concept in ("NASH", "SEQ", "SMR"):
            for dm in conflict.dm_ids:
                for state in conflict.space.ids:
                    check(conflict, prove(conflict, concept, dm, state))


def test_nobody_takes_a_joint_act_alone_and_each_can_end_it() -> None:
    talks = Option(id="talks", owner="A", partners=("B",))
    comes = Option(id="comes", owner="A", needs=("talks",))
    conflict = Conflict(decision_makers=(DecisionMaker(id="A"), DecisionMaker(id="B")), options=(talks, comes))
    space, table = conflict.space, moves_of(conflict)
    at = {space.options_text(k): k for k in range(space.size)}
    assert set(at) == {"NN", "YN", "YY"}  # nobody comes to talks that are not held
    assert table.targets(0, at["NN"]) == table.targets(1, at["NN"]) == []
    assert table.targets(1, at["YY"]) == [at["NN"]]  # ends the talks, and with them who has come
    fixed = replace(conflict, options=(replace(talks, direction="to_yes"), comes))
    assert moves_of(fixed).targets(1, at["YY"]) == []


def test_files_keep_joint_acts_and_what_is_open() -> None:
    conflict = Conflict(
        decision_makers=(
            DecisionMaker(
                id="A",
                preference=Statements(
                    ((PreferenceStatement(formula="x", confidence=0.4, tier=2),),),
                    (OpenWish(formula="deal", note="Would A rather see it?", evidence=("pos-1",)),),
                ),
            ),
            DecisionMaker(id="B", preference=Statements((), (OpenWish(formula="x", answer="no"),))),
        ),
        options=(Option(id="deal", owner="A", partners=("B",)), Option(id="x", owner="A", needs=("deal",))),
    )
    for text in (write_model(conflict), write_json(conflict)):
        assert parse_model(text, toml=not text.startswith("{")) == conflict
    Draft202012Validator(json.loads(model_schema())).validate(json.loads(write_json(conflict)))
    with pytest.raises(ConflictError, match="joint acts"):
        write_gmcr(conflict)
    assert merged_block(conflict, ["A", "B"]).options[0].owners == ("A+B",)


def test_an_answer_counts_after_all_statements() -> None:
    def ranks(answer: str) -> list[int]:
        open_wish = OpenWish(formula="b", answer=answer)  # type: ignore[arg-type]
        preference = Statements((Statements.of("a").classes[0],), (open_wish,))
        conflict = Conflict(
            decision_makers=(DecisionMaker(id="P", preference=preference),),
            options=(Option(id="a", owner="P"), Option(id="b", owner="P")),
        )
        found = conflict.decision_makers[0].preference.ranks(conflict.space)
        assert found is not None
        return found.tolist()

    assert ranks("open") == ranks("either") == [0, 1, 0, 1]
    assert ranks("yes") == [0, 2, 1, 3]
    assert ranks("no") == [1, 3, 0, 2]
    assert [n.slug for n in analyse(_asked("open")).notices] == ["conflict.open_preference"]
    assert analyse(_asked("yes")).notices == ()


def _asked(answer: str) -> Conflict:
    preference = Statements((), (OpenWish(formula="a", answer=answer),))  # type: ignore[arg-type]
    return Conflict(
        decision_makers=(DecisionMaker(id="P", preference=preference),), options=(Option(id="a", owner="P"),)
    )


WRONG = {
    'owners = ["A"]': "conflict.joint_one_owner",
    'owners = ["A", "A"]': "conflict.joint_one_owner",
    'owners = ["A", "Z"]': "conflict.owner_unknown",
    'owner = "A"\nowners = ["A", "B"]': "conflict.file_form",
    "": "conflict.file_form",
    'owner = "A"\nneeds = ["x"]': "conflict.needs",
    'owner = "A"\nneeds = ["nothing"]': "conflict.needs",
}


@pytest.mark.parametrize("lines", WRONG)
def test_wrong_joint_acts_are_told_with_their_line(lines: str) -> None:
    text = f'[[decision_maker]]\nid = "A"\n\n[[decision_maker]]\nid = "B"\n\n[[option]]\nid = "x"\n{lines}\n'
    with pytest.raises(ConflictError) as raised:
        parse_model(text)
    assert raised.value.slug == WRONG[lines]
    assert "line " in raised.value.sentence


WRONG_ANSWERS = {
    '{ formula = "x", answer = "maybe" }': "conflict.answer",
    '{ formula = "x", answer = "yes" }, { formula = "not x", answer = "yes" }': "conflict.answers",
    '{ formula = "y" }': "conflict.option_unknown",
    '{ note = "x" }': "conflict.file_form",
}


@pytest.mark.parametrize("wishes", WRONG_ANSWERS)
def test_wrong_answers_are_told_with_their_line(wishes: str) -> None:
    text = f'[[decision_maker]]\nid = "A"\nstatements = []\nopen = [\n  {wishes},\n]\n\n[[option]]\nid = "x"\nowner = "A"\n'
    with pytest.raises(ConflictError) as raised:
        parse_model(text)
    assert raised.value.slug == WRONG_ANSWERS[wishes], raised.value.sentence
    assert "line " in raised.value.sentence
