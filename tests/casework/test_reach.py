"""Reach: every change that is named makes the outcome hold, no smaller one of its kind does, and paths are the best there are."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stateofplay.casework.reach.least_changes import Edit, leavers, with_guarantor
from stateofplay.casework.reach.path import Path, find_path
from stateofplay.casework.reach.reaching import reach
from stateofplay.casework.whatif.changes import apply_changes, changes_of
from stateofplay.casework.whatif.naming import read_formula
from stateofplay.casework.whatif.reshaping import outcomes_of
from stateofplay.conflict import (
    Conflict,
    DecisionMaker,
    Indifferent,
    MoveRule,
    Option,
    PreferenceStatement,
    Rule,
    Statements,
    Taken,
    analyse,
    text_of,
)
from stateofplay.conflict.model.moves import moves_of
from stateofplay.conflict.model.ranks import ranks_of
from stateofplay.errors import CaseworkError, ConflictError
from stateofplay.service.analysing import load_model
from tests.thoroughness import examples


def dilemma() -> Conflict:
    return Conflict(
        decision_makers=(
            DecisionMaker(
                id="A", preference=Statements.of("b", PreferenceStatement(formula="not a", evidence=("pos-1",)))
            ),
            DecisionMaker(id="B", preference=Statements.of("a", "not b")),
        ),
        options=(Option(id="a", owner="A", name="A disarms"), Option(id="b", owner="B", name="B disarms")),
        status_quo="NN",
    )


def test_what_holds_already_is_said() -> None:
    found = reach(dilemma(), "a and b", ["SEQ"])
    assert found.concepts[0].holds == (4,)
    assert found.concepts[0].wishes == ()


def test_the_least_change_of_the_dilemma() -> None:
    (nash,) = reach(dilemma(), "A disarms and B disarms", ["NASH"]).concepts
    assert [dm for dm, _ in nash.leaving] == ["A", "B"]
    assert nash.swaps == (("A", 1), ("B", 1))
    assert {len(change.edits) for change in nash.wishes} == {2}
    assert nash.wishes[0].edits[0] == Edit(party="A", kind="drop", words="not “A disarms”", claims=("pos-1",))
    assert [fix.options for fix in nash.fixes] == [("a", "b")]
    assert nash.deterred is None


def test_the_path_of_the_dilemma_has_two_steps_that_nobody_wants() -> None:
    path = reach(dilemma(), "a and b", ["NASH"]).path
    assert isinstance(path, Path)
    assert [s.gain for s in path.steps] == ["loses", "loses"]
    assert {s.given_up for s in path.steps} == {("not “A disarms”",), ("not “B disarms”",)}
    assert any("nobody wants" in line for line in path.sentences())


def test_a_wanted_path_is_found_and_says_where_others_would_answer() -> None:
    back = reach(replace(dilemma(), status_quo="YY"), "not a and not b", ["NASH", "SEQ"]).path
    assert isinstance(back, Path)
    assert back.wanted
    assert [s.stays_under for s in back.steps] == [("SEQ",), ()]


def test_guards_can_leave_no_path() -> None:
    shut = replace(dilemma(), move_rules=(MoveRule(mover="B", changes=("b",), note="B keeps its arms"),))
    found = reach(shut, "b", ["NASH"])
    assert isinstance(found.path, str)
    assert "No sequence of moves" in found.path
    assert "the guard B keeps its arms" in found.path
    bolted = replace(
        shut, move_rules=(), options=(Option(id="a", owner="A"), Option(id="b", owner="B", direction="to_no"))
    )
    assert "“b” going one way only" in str(reach(bolted, "b", ["NASH"]).path)
    both = replace(bolted, move_rules=shut.move_rules)
    assert "No single guard" in str(reach(both, "b", ["NASH"]).path)


def test_an_outcome_that_rules_exclude_names_them() -> None:
    model = replace(
        dilemma(),
        infeasible=(Rule(formula="a and b", note="no room"),),
        required=(Rule(formula="not (a and b)"),),
    )
    found = reach(model, "a and b")
    assert found.states == ()
    assert found.excluded_by == (
        ("infeasible: “A disarms” and “B disarms”", "required: not (“A disarms” and “B disarms”)"),
    )
    single = reach(replace(model, required=()), "a and b")
    assert len(single.excluded_by) == 1


def test_a_state_may_be_named_and_a_model_without_options_is_answered() -> None:
    assert reach(dilemma(), "YY", ["NASH"]).states == (4,)
    assert reach(dilemma(), "state 4", ["NASH"]).states == (4,)
    listed = load_model("dvd")
    found = reach(listed, f"state {listed.space.label(0)}", ["NASH"])
    assert found.states == (1,)
    (one,) = found.concepts
    assert one.holds or one.wishes_note


def test_other_concepts_are_refused_with_those_that_are_known() -> None:
    with pytest.raises(CaseworkError) as refused:
        reach(dilemma(), "a", ["NM"])
    assert refused.value.slug == "casework.concept"
    assert "NASH" in refused.value.hint


@st.composite
def conflicts(draw: st.DrawFn) -> Conflict:
    """Small conflicts with statements, some one-way options and a status quo."""
    ids = ["a", "b", "c", "d"][: draw(st.integers(2, 4))]
    owners = ["P", "Q", *(draw(st.sampled_from("PQ")) for _ in ids[2:])]
    wish = st.one_of(
        st.sampled_from(ids),
        st.sampled_from(ids).map(lambda o: f"not {o}"),
        st.tuples(st.sampled_from(ids), st.sampled_from(ids)).map(lambda p: f"{p[0]} iff {p[1]}"),
    )
    makers = tuple(
        DecisionMaker(id=dm, preference=Statements.of(*draw(st.lists(wish, min_size=1, max_size=3, unique=True))))
        for dm in "PQ"
    )
    options = tuple(
        Option(id=o, owner=w, direction=draw(st.sampled_from(["both", "both", "to_yes", "to_no"])))
        for o, w in zip(ids, owners, strict=True)
    )
    quo = "".join(draw(st.sampled_from("YN")) for _ in ids)
    return Conflict(decision_makers=makers, options=options, status_quo=quo)


CONCEPTS = st.sampled_from(["NASH", "GMR", "SMR", "SEQ", "SSEQ"])


@examples(60)
@given(conflicts(), CONCEPTS, st.data())
def test_every_change_that_is_named_makes_it_hold(model: Conflict, concept: str, data: st.DataObject) -> None:
    state = data.draw(st.integers(1, model.space.size))
    (one,) = reach(model, f"#{state}", [concept]).concepts
    if one.holds:
        assert one.holds == (state,)
        assert not leavers(model, concept, state)
        return
    assert {dm for dm, _ in one.leaving} == set(leavers(model, concept, state))
    for change in one.wishes:
        assert not leavers(edited(model, change.edits), concept, state)
    signs = model.space.options_text(state - 1)
    for fix in one.fixes:
        assert not leavers(bound(model, fix.options, signs), concept, state)
    if one.fixes:
        smaller = len(one.fixes[0].options) - 1
        owned = [o.id for o in model.options]
        for chosen in product([False, True], repeat=len(owned)):
            ids = tuple(o for o, take in zip(owned, chosen, strict=True) if take)
            if len(ids) <= smaller:
                assert leavers(bound(model, ids, signs), concept, state)
    if one.deterred:
        guarded = with_guarantor(model, state, one.deterred)
        assert not leavers(guarded, concept, guarded.space.index_of(signs + "N") + 1)
        for (
            dm
        ) in model.dm_ids:  # the third party only adds a fear: among states without its answer nothing is reordered
            old, new = (ranks_of(m)[model.dm_ids.index(dm)][: model.space.size] for m in (model, guarded))
            assert np.array_equal(np.sign(np.subtract.outer(old, old)), np.sign(np.subtract.outer(new, new)))


def edited(model: Conflict, edits: tuple[Edit, ...]) -> Conflict:
    """Make the edits with the words of a what-if, independently of the search."""
    for edit in edits:
        preference = model.dm(edit.party).preference
        if edit.kind in ("drop", "raise"):
            assert isinstance(preference, Statements)
            wanted = read_formula(model, edit.words.replace("“", '"').replace("”", '"'))
            classes = [tuple(s for s in tied if s.formula != wanted) for tied in preference.classes]
            left = tuple(tied for tied in classes if tied)
            model = model.with_preferences({edit.party: Statements(left) if left else Indifferent()})
    for edit in reversed(edits):
        if edit.kind in ("raise", "add"):
            words = edit.words.replace("“", '"').replace("”", '"')
            model = apply_changes(model, changes_of(prefers=[f"{edit.party}: {words}"])).conflict
    return model


def bound(model: Conflict, ids: tuple[str, ...], signs: str) -> Conflict:
    return replace(
        model,
        options=tuple(
            replace(o, direction="to_yes" if s == "Y" else "to_no") if o.id in ids else o
            for o, s in zip(model.options, signs, strict=True)
        ),
    )


@examples(80)
@given(conflicts(), st.data())
def test_no_path_has_fewer_unwanted_steps(model: Conflict, data: st.DataObject) -> None:
    target = data.draw(st.integers(1, model.space.size))
    found = find_path(model, [target])
    least = brute(model, target)
    if isinstance(found, str):
        assert least is None
        return
    assert least == (
        sum(s.gain == "loses" for s in found.steps), sum(s.gain == "even" for s in found.steps), len(found.steps)
    )  # fmt: skip
    at = found.start
    for before, one in zip([None, *found.steps], found.steps, strict=False):
        assert one.source == at
        assert one.target - 1 in moves_of(model).targets(model.dm_ids.index(one.mover), at - 1)
        assert before is None or before.mover != one.mover
        at = one.target
    assert at == target


def brute(model: Conflict, target: int) -> tuple[int, int, int] | None:
    """The least cost by relaxing every legal move again and again."""
    table, ranks = moves_of(model), ranks_of(model)
    start = model.space.index_of(str(model.status_quo))
    best: dict[tuple[int, int], tuple[int, int, int]] = {(start, -1): (0, 0, 0)}
    changed = True
    while changed:
        changed = False
        for (at, last), cost in list(best.items()):
            for j in range(table.players):
                for to in table.targets(j, at) if j != last else ():
                    gain = int(ranks[j][to]) - int(ranks[j][at])
                    new = (cost[0] + (gain < 0), cost[1] + (gain == 0), cost[2] + 1)
                    if (to, j) not in best or new < best[to, j]:
                        best[to, j], changed = new, True
    return min((cost for (at, _), cost in best.items() if at == target - 1), default=None)


@examples(30)
@given(conflicts(), CONCEPTS)
def test_an_outcome_of_many_states_holds_where_one_of_them_does(model: Conflict, concept: str) -> None:
    (one,) = reach(model, "a", [concept]).concepts
    inside = set(outcomes_of(model, Taken("a")))
    assert set(one.holds) == inside & set(analyse(model, [concept]).equilibria(concept))
    assert one.holds or one.state in inside


def test_the_answer_is_plain_data_too() -> None:
    import json

    plain = reach(dilemma(), "a and b").to_dict()
    assert json.loads(json.dumps(plain)) == plain
    assert plain["concepts"]["NASH"]["swaps"] == {"A": 1, "B": 1}  # type: ignore[index,call-overload]


def test_a_guarantor_makes_cooperation_hold_where_nothing_else_deters() -> None:
    model = Conflict(
        decision_makers=(
            DecisionMaker(id="A", preference=Statements.of("not a")),
            DecisionMaker(id="B", preference=Indifferent()),
        ),
        options=(Option(id="a", owner="A"), Option(id="b", owner="B")),
    )
    (gmr,) = reach(model, "a and b", ["GMR"]).concepts
    assert gmr.deterred == ("A",)


def test_formulas_of_edits_are_read_back() -> None:
    assert text_of(read_formula(dilemma(), 'not "A disarms"')) == "not a"
    with pytest.raises((CaseworkError, ConflictError)):
        reach(dilemma(), "c")
