"""What-ifs: changes in words, before and after, saved and compared; each claim that is told is checked on the models."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stateofplay.casework.redraft.answering import questions_in, with_answer
from stateofplay.casework.telling.outcomes import join_outcomes
from stateofplay.casework.whatif.changes import ModelChange, WhatIf, apply_changes, changes_of
from stateofplay.casework.whatif.comparison import compare
from stateofplay.casework.whatif.files import find_whatif, parse_whatifs, place_of, with_whatif, write_whatifs
from stateofplay.casework.whatif.naming import find_option, find_party, in_words, read_formula
from stateofplay.casework.whatif.reshaping import outcomes_of
from stateofplay.conflict import (
    Conflict,
    DecisionMaker,
    Move,
    MoveRule,
    OpenWish,
    Option,
    PreferenceStatement,
    Ranking,
    Rule,
    Statements,
    StateText,
    Weights,
    analyse,
    text_of,
)
from stateofplay.conflict.files import parse_model, write_model
from stateofplay.errors import CaseworkError, StateOfPlayError
from stateofplay.service.analysing import load_model
from stateofplay.service.models.subjects import load_subject
from stateofplay.service.models.whatif import ask, ask_each, recall, save, saved
from tests.thoroughness import examples


def harbour() -> Conflict:
    """A port and a union: a strike, higher wages, and a guard; every part rests on claims."""
    return Conflict(
        name="Harbour",
        decision_makers=(
            DecisionMaker(
                id="Port",
                name="Port Authority",
                preference=Statements.of(
                    PreferenceStatement(formula="not strike", evidence=("pos-1",)),
                    PreferenceStatement(formula="not wages", evidence=("pos-2",)),
                ),
            ),
            DecisionMaker(
                id="Union",
                name="Dockers' Union",
                preference=Statements.of(
                    PreferenceStatement(formula="strike iff not wages", evidence=("con-1",)),
                    PreferenceStatement(formula="wages", evidence=("pos-3", "pos-4")),
                ),
            ),
        ),
        options=(
            Option(id="wages", owner="Port", name="Raise wages by a tenth", evidence=("pos-2", "pos-3")),
            Option(id="guards", owner="Port", name="Bring in guards", evidence=("pos-5",)),
            Option(id="strike", owner="Union", name="Go on strike", evidence=("pos-1",)),
            Option(id="picket", owner="Union", name="Picket the gates", evidence=("pos-5", "pos-6")),
        ),
        infeasible=(Rule(formula="picket and guards", note="nobody gets through", evidence=("eve-1",)),),
        status_quo="NNYN",
    )


@pytest.mark.parametrize(
    ("words", "option"),
    [
        ("wages", "wages"),
        ("Raise wages by a tenth", "wages"),
        ("raise", "wages"),
        ("guards", "guards"),
        ("2", "guards"),
        ("union: strike", "strike"),
        ("Dockers' Union: picket", "picket"),
        ("striking", None),
        ("gate", "picket"),
        ("Port picket", None),
    ],
)
def test_options_go_by_any_words_that_fit_one(words: str, option: str | None) -> None:
    if option is None:
        with pytest.raises(CaseworkError):
            find_option(harbour(), words)
    else:
        assert find_option(harbour(), words).id == option


def twins() -> Conflict:
    return Conflict(
        decision_makers=(DecisionMaker(id="A"), DecisionMaker(id="B")),
        options=(
            Option(id="a_truce", owner="A", name="A: keep the truce"),
            Option(id="b_truce", owner="B", name="B: keep the truce"),
        ),
    )


def test_names_that_fit_several_or_none_say_what_is_meant() -> None:
    with pytest.raises(CaseworkError) as several:
        find_option(twins(), "truce")
    assert several.value.slug == "casework.option_ambiguous"
    assert "a_truce" in several.value.sentence
    assert "b_truce" in several.value.sentence
    with pytest.raises(CaseworkError) as none:
        find_option(harbour(), "strikke")
    assert none.value.slug == "casework.option_unknown"
    assert "strike" in none.value.hint
    with pytest.raises(CaseworkError) as party:
        find_party(harbour(), "Dockers Uniom")
    assert party.value.slug == "casework.party_unknown"
    assert find_party(harbour(), "union").id == "Union"
    assert find_option(twins(), "truce", owner="B").id == "b_truce"


def test_formulas_in_words() -> None:
    model = harbour()
    assert text_of(
        read_formula(model, "raise wages and not (strike or gates)")
    ) == "wages and (not (strike or picket))" or (
        text_of(read_formula(model, "raise wages and not (strike or gates)")) == "wages and not (strike or picket)"
    )
    assert in_words(model, read_formula(model, "not picket")) == "not “Picket the gates”"
    with pytest.raises(StateOfPlayError):
        read_formula(model, "wages and (")


# --- set ------------------------------------------------------------------------------------------------------------


def test_an_option_forced_or_excluded_leaves_the_states_that_fit() -> None:
    model = harbour()
    yes = apply_changes(model, changes_of(sets=["raise wages = yes"])).conflict
    no = apply_changes(model, changes_of(sets=["strike = no"])).conflict
    assert {yes.space.options_text(k)[0] for k in range(len(yes.space))} == {"Y"}
    assert {no.space.options_text(k)[2] for k in range(len(no.space))} == {"N"}
    assert len(yes.space) == len(no.space) == 6


def test_an_impossible_status_quo_moves_to_the_nearest_state_and_says_so() -> None:
    found = apply_changes(harbour(), changes_of(sets=["strike = no"]))
    assert found.conflict.status_quo == "NNNN"
    assert any("status quo" in words for words in found.told)


def test_rules_come_and_go() -> None:
    model = harbour()
    assert len(apply_changes(model, changes_of(sets=["guards and strike = impossible"])).conflict.space) == 10
    assert len(apply_changes(model, changes_of(sets=["guards and gates = possible"])).conflict.space) == 16
    with pytest.raises(CaseworkError) as already:
        apply_changes(model, changes_of(sets=["wages = possible"]))
    assert already.value.slug == "casework.change"


def test_one_way_options_and_the_status_quo() -> None:
    model = harbour()
    bound = apply_changes(model, changes_of(sets=["wages = to_yes", "picket = now yes"])).conflict
    assert bound.options[0].direction == "to_yes"
    assert bound.status_quo == "NNYY"
    assert apply_changes(bound, changes_of(sets=["wages = both"])).conflict.options[0].direction == "both"


@pytest.mark.parametrize("words", ["wages", "wages = maybe", "= yes", "", "wages == "])
def test_changes_that_mean_nothing_are_refused(words: str) -> None:
    with pytest.raises(CaseworkError) as refused:
        apply_changes(harbour(), changes_of(sets=[words]))
    assert refused.value.slug == "casework.change"


def ranked() -> Conflict:
    return Conflict(
        decision_makers=(
            DecisionMaker(id="A", preference=Ranking.of(["YN", ["NN", "YY"], "NY"])),
            DecisionMaker(id="B", preference=Weights.of({"a": -1, "b": 2})),
        ),
        options=(Option(id="a", owner="A"), Option(id="b", owner="B")),
        states=(StateText(options="YY", label="war"), StateText(options="NY", label="siege")),
        moves=(Move(movers=("A",), source="war", target="siege"),),
        move_rules=(MoveRule(mover="B", source="a"),),
        status_quo="war",
    )


def test_rankings_labels_and_moves_follow_to_the_states_that_are_left() -> None:
    found = apply_changes(ranked(), changes_of(sets=["b = yes"]))
    model = found.conflict
    ranks = model.decision_makers[0].preference.ranks(model.space)
    assert ranks is not None
    assert [model.space.label(int(k)) for k in np.argsort(-ranks)] == ["war", "siege"]
    assert len(model.moves) == 1
    fewer = apply_changes(ranked(), changes_of(sets=["a = yes"]))
    assert fewer.conflict.moves == ()
    assert any("explicit move" in words for words in fewer.told)


def test_a_ranking_cannot_place_states_that_become_possible() -> None:
    narrow = apply_changes(ranked(), changes_of(sets=["a = yes"])).conflict
    with pytest.raises(CaseworkError) as refused:
        apply_changes(narrow, changes_of(sets=["not a = possible"]))
    assert refused.value.slug == "casework.ranking_too_short"


# --- prefer ---------------------------------------------------------------------------------------------------------


def order_of(model: Conflict, dm: str) -> list[int]:
    ranks = model.dm(dm).preference.ranks(model.space)
    assert ranks is not None
    return [int(r) for r in ranks]


@examples(60)
@given(
    st.sampled_from(["wages > strike", "strike > wages", "guards > not picket", "wages > guards > strike"]),
    st.booleans(),
)
def test_what_is_preferred_comes_before_all_else_and_leaves_the_rest_in_order(wish: str, weights: bool) -> None:
    model = harbour()
    if weights:
        model = model.with_preferences({"Port": Weights.of({"strike": -2, "wages": -1})})
    after = apply_changes(model, changes_of(prefers=[f"Port: {wish}"])).conflict
    old, new = order_of(model, "Port"), order_of(after, "Port")
    names = [part.strip() for part in wish.split(">")]
    truths = [set(outcomes_of(model, read_formula(model, name))) for name in names]
    pairs = [(i, j) for i in range(len(names)) for j in range(i + 1, len(names))]
    score = [
        sum(
            (s + 1 in truths[i] and s + 1 not in truths[j]) - (s + 1 in truths[j] and s + 1 not in truths[i])
            for i, j in pairs
        )
        for s in range(len(model.space))
    ]
    for x in range(len(new)):
        for y in range(len(new)):
            if score[x] != score[y]:
                assert (new[x] > new[y]) == (score[x] > score[y])
            else:
                assert np.sign(new[x] - new[y]) == np.sign(old[x] - old[y])


def test_the_party_s_own_option_is_meant_first() -> None:
    after = apply_changes(twins(), changes_of(prefers=["B: truce"])).conflict
    assert order_of(after, "B") == [0, 0, 1, 1]
    assert order_of(after, "A") == [0, 0, 0, 0]


def test_states_move_no_further_than_they_must() -> None:
    after = apply_changes(ranked(), changes_of(prefers=["A: #1 > YN"])).conflict
    assert order_of(after, "A")[0] > order_of(after, "A")[1] > order_of(after, "A")[3] > order_of(after, "A")[2]


def test_a_wish_that_changes_nothing_is_said_to() -> None:
    told = apply_changes(harbour(), changes_of(prefers=["Port: not strike"])).told
    assert any("changes nothing" in words for words in told)


@pytest.mark.parametrize("words", ["Port", "Port:", "Port: wages >", "Nobody: wages", "Port: state 1 > wages"])
def test_wishes_that_mean_nothing_are_refused(words: str) -> None:
    with pytest.raises(StateOfPlayError):
        apply_changes(harbour(), changes_of(prefers=[words]))


# --- answers --------------------------------------------------------------------------------------------------------


def leaving_open() -> Conflict:
    """The harbour, where nobody said what the union thinks of a guard."""
    model = harbour()
    union = model.dm("Union").preference
    assert isinstance(union, Statements)
    return model.with_preferences({"Union": replace(union, open=(OpenWish(formula="picket"),))})


@pytest.mark.parametrize("answer", ["yes", "no", "either"])
def test_an_answer_is_the_one_that_the_file_would_have(answer: str) -> None:
    model = parse_model(write_model(leaving_open()))
    (asked,) = questions_in(model)
    written = parse_model(with_answer(write_model(model), asked, answer))
    found = apply_changes(model, changes_of(answers=[f"union: picket = {answer}"]))
    assert found.conflict.dm("Union").preference == written.dm("Union").preference
    assert order_of(found.conflict, "Union") == order_of(written, "Union")
    again = apply_changes(found.conflict, changes_of(answers=["union: picket = open"])).conflict
    assert again.dm("Union").preference == model.dm("Union").preference


def test_one_question_has_one_answer_in_a_what_if() -> None:
    with pytest.raises(CaseworkError, match="answered for twice, yes and no"):
        apply_changes(leaving_open(), changes_of(answers=["union: picket = yes", "Union: picket = no"]))
    assert len(apply_changes(leaving_open(), changes_of(answers=["union: picket = yes"] * 2)).told) == 1
    again = apply_changes(leaving_open(), changes_of(answers=[f"union: picket = {a}" for a in ("yes", "open", "no")]))
    assert "not" in again.told[-1]


def test_what_was_said_goes_before_an_answer() -> None:
    model = leaving_open()
    answered = apply_changes(model, changes_of(answers=["union: picket = yes"])).conflict
    ahead = apply_changes(model, changes_of(prefers=["union: picket"])).conflict
    assert order_of(answered, "Union") != order_of(ahead, "Union")
    told = apply_changes(model, changes_of(answers=["union: picket = yes"])).told
    assert told[0].startswith("The Dockers' Union would rather see this: ")


@pytest.mark.parametrize(
    "words",
    ["union", "union: picket", "union: picket = perhaps", "union: wages = yes", "port: picket = yes", ": = yes"],
)
def test_answers_to_what_is_not_asked_are_refused(words: str) -> None:
    with pytest.raises(CaseworkError) as caught:
        apply_changes(leaving_open(), changes_of(answers=[words]))
    assert caught.value.hint


# --- drop -----------------------------------------------------------------------------------------------------------


def test_a_claim_dropped_takes_what_rests_on_it_alone() -> None:
    found = apply_changes(harbour(), changes_of(drops=["pos-1"]))
    assert "strike" not in found.conflict.bits
    assert all("strike" not in text_of(s.formula) for dm in found.conflict.decision_makers for s in said(dm))  # type: ignore[arg-type]
    kept = apply_changes(harbour(), changes_of(drops=["pos-5"]))
    assert "guards" not in kept.conflict.bits
    assert "picket" in kept.conflict.bits
    assert any("rests on further claims" in words for words in kept.told)


def said(dm: DecisionMaker) -> list[PreferenceStatement]:
    return [s for tied in dm.preference.classes for s in tied] if isinstance(dm.preference, Statements) else []


def test_two_claims_dropped_together_take_what_rests_on_both() -> None:
    assert "picket" not in apply_changes(harbour(), changes_of(drops=["pos-5", "pos-6"])).conflict.bits


def test_an_unknown_claim_is_refused() -> None:
    with pytest.raises(CaseworkError) as refused:
        apply_changes(harbour(), changes_of(drops=["pos-99"]))
    assert refused.value.slug == "casework.no_such_claim"


# --- before and after -----------------------------------------------------------------------------------------------


def test_the_comparison_says_what_the_two_analyses_say() -> None:
    model = harbour()
    after = apply_changes(model, changes_of(prefers=["Port: wages"])).conflict
    found = compare(model, after, ["NASH", "SEQ"])
    for shift in found.shifts:
        old = {model.space.options_text(s - 1) for s in analyse(model).equilibria(shift.concept)}
        new = {after.space.options_text(s - 1) for s in analyse(after).equilibria(shift.concept)}
        assert expanded(shift.gained) == new - old
        assert expanded(shift.lost) == old - new
        assert expanded(shift.before) == old
        assert {r.holds for r in shift.reasons} <= {True, False}
        for reason in shift.reasons:
            assert reason.outcome in (new - old if reason.holds else old - new)
            assert reason.sentences
    assert found.changed
    assert not compare(model, model).changed


def expanded(patterns: tuple[str, ...]) -> set[str]:
    out = set()
    for pattern in patterns:
        texts = [""]
        for sign in pattern:
            texts = [t + s for t in texts for s in ("YN" if sign == "-" else sign)]
        assert not out & set(texts)
        out |= set(texts)
    return out


@given(st.sets(st.text("YN", min_size=5, max_size=5)))
def test_joined_outcomes_cover_exactly_what_they_join(outcomes: set[str]) -> None:
    assert expanded(join_outcomes(outcomes)) == outcomes


def test_models_without_options_are_compared_by_their_labels() -> None:
    listed = Conflict(
        decision_makers=(
            DecisionMaker(id="A", preference=Ranking.of(["peace", "war"])),
            DecisionMaker(id="B", preference=Ranking.of(["war", "peace"])),
        ),
        states=(StateText(label="peace"), StateText(label="war")),
        moves=(Move(movers=("B",), source="peace", target="war"),),
    )
    after = apply_changes(listed, changes_of(prefers=["B: peace > war"])).conflict
    (shift,) = compare(listed, after, ["NASH"]).shifts
    assert shift.gained == ("peace",)
    with pytest.raises(CaseworkError):
        apply_changes(listed, changes_of(sets=["peace = yes"]))


# --- saved ----------------------------------------------------------------------------------------------------------

NAMES = st.text(st.characters(blacklist_categories=("Cs",)), min_size=1).filter(lambda t: t.strip())
TEXTS = st.text(st.characters(blacklist_categories=("Cs",)))
CHANGES = st.lists(st.builds(ModelChange, kind=st.sampled_from(["drop", "set", "prefer"]), words=NAMES), max_size=4)


@given(
    st.lists(
        st.builds(
            lambda n, c, t: WhatIf(name=n, changes=tuple(c), note=t),
            NAMES,
            CHANGES,
            st.text(st.characters(blacklist_categories=("Cs",))),
        ),
        max_size=3,
        unique_by=lambda w: w.name,
    )
)
def test_what_ifs_survive_their_file(whatifs: list[WhatIf]) -> None:
    back = parse_whatifs(write_whatifs(whatifs))
    kinds = ("drop", "set", "prefer")
    assert [(w.name, w.note, sorted(w.changes, key=lambda c: kinds.index(c.kind))) for w in whatifs] == [
        (w.name, w.note, list(w.changes)) for w in back
    ]


@pytest.mark.parametrize(
    "text",
    [
        "x = 1",
        "whatif = 3",
        "[[whatif",
        "[[whatif]]\nset = []",
        '[[whatif]]\nname = "a"\nsett = []',
        '[[whatif]]\nname = "a"\nset = "b"',
        '[[whatif]]\nname="a"\n[[whatif]]\nname="a"',
    ],
)
def test_a_wrong_file_of_what_ifs_is_refused(text: str) -> None:
    with pytest.raises(CaseworkError) as refused:
        parse_whatifs(text)
    assert refused.value.slug == "casework.whatif_file"


def test_saving_never_loses_another_what_if() -> None:
    one = WhatIf(name="one", changes=changes_of(sets=["a = yes"]))
    with pytest.raises(CaseworkError) as taken:
        with_whatif([one], WhatIf(name="One", changes=changes_of(sets=["a = no"])))
    assert taken.value.slug == "casework.whatif_taken"
    assert with_whatif([one], one) == (one,)
    assert len(with_whatif([one], WhatIf(name="One", changes=()), replace=True)) == 1
    with pytest.raises(CaseworkError):
        find_whatif([one], "two", Path("x"))


@pytest.fixture
def model_file(tmp_path: Path) -> Path:
    from stateofplay.conflict.files import write_model

    path = tmp_path / "harbour.toml"
    path.write_text(write_model(harbour()), encoding="utf-8")
    return path


def test_a_model_file_answers_saves_and_recalls(model_file: Path) -> None:
    subject, before = load_subject(str(model_file)), model_file.read_bytes()
    made = WhatIf(name="pay", changes=changes_of(prefers=["Port: wages"]))
    place_of(model_file).write_text("# mine\n", encoding="utf-8")
    place = save(str(model_file), made)
    assert place.read_text(encoding="utf-8").startswith("# mine\n")
    assert saved(str(model_file)) == (made,)
    first = ask(subject, recall(str(model_file), "Pay"))
    assert first.found.changed
    both = ask(subject, recall(str(model_file), "now"), against=made)
    assert {s.gained for s in both.found.shifts} == {s.lost for s in first.found.shifts}
    assert before == model_file.read_bytes()


def test_evidence_of_a_model_survives_its_file_and_each_claim_is_weighed(model_file: Path) -> None:
    back = load_model(str(model_file))
    assert [s.evidence for s in said(back.decision_makers[1])] == [("con-1",), ("pos-3", "pos-4")]
    found = ask_each(load_subject(str(model_file)), ("NASH",))
    assert {e.claim for e in found.effects} >= {"pos-1", "pos-2", "pos-3", "con-1", "eve-1"}
    by_claim = {e.claim: e for e in found.effects}
    assert by_claim["pos-2"].changed
    assert not by_claim["pos-4"].changed


def test_a_model_without_claims_has_none_to_drop() -> None:
    with pytest.raises(CaseworkError) as refused:
        ask_each(load_subject("prisoners"), ("NASH",))
    assert refused.value.slug == "casework.no_evidence"


def test_a_conflict_of_the_catalogue_cannot_be_saved_beside() -> None:
    with pytest.raises(CaseworkError) as refused:
        save("prisoners", WhatIf(name="x", changes=changes_of(sets=["a = yes"])))
    assert refused.value.slug == "casework.whatif_place"
