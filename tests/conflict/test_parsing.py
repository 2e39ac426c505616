"""Formulas: what the texts mean, and what is said about texts that mean nothing."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stateofplay.conflict import And, Constant, Count, Formula, If, Iff, Not, Option, Or, Taken, parse_formula, text_of
from stateofplay.conflict.logic.formulas import holds
from stateofplay.conflict.logic.parsing import Vocabulary
from stateofplay.errors import ConflictError

OPTIONS = (
    Option(id="talk", owner="north", name="Hold talks"),
    Option(id="strike", owner="north", name="Strike and blockade"),
    Option(id="aid", owner="south", name="Send aid"),
    Option(id="aid2", owner="west", name="Send aid"),
)
WORDS = Vocabulary.of(OPTIONS)
TALK, STRIKE, AID, AID2 = (Taken(option.id) for option in OPTIONS)
BITS = {option.id: k for k, option in enumerate(OPTIONS)}
MASKS = np.arange(16, dtype=np.uint64)

MEANINGS = [
    ("talk", TALK),
    ("1", TALK),
    ("-1", Not(TALK)),
    ("--1", TALK),
    ("hold TALKS", TALK),
    ('"Hold talks"', TALK),
    ("Strike and blockade and talk", And((STRIKE, TALK))),
    ("south: send aid or west: Send Aid", Or((AID, AID2))),
    ("2 if 3", If(STRIKE, AID)),
    ("3 implies 2", If(STRIKE, AID)),
    ("3 -> 2", If(STRIKE, AID)),
    ("-1 iff 3", Iff(Not(TALK), AID)),
    ("talk <-> not strike & aid", Iff(TALK, And((Not(STRIKE), AID)))),
    ("talk or strike and aid", Or((TALK, And((STRIKE, AID))))),
    ("(talk or strike) and aid", And((Or((TALK, STRIKE)), AID))),
    ("talk | strike if aid", If(Or((TALK, STRIKE)), AID)),
    ("Y-N-", And((TALK, Not(AID)))),
    ("----", Constant(True)),
    ("(Y---) or (--N-)", Or((TALK, Not(AID)))),
    ("at_most_one(talk, strike, aid)", Count((TALK, STRIKE, AID), most=1)),
    ("exactly_one(talk, strike)", Count((TALK, STRIKE), least=1, most=1)),
    ("at_least_one(talk, not strike)", Or((TALK, Not(STRIKE)))),
    ("between(1, 2, talk, strike, aid)", Count((TALK, STRIKE, AID), least=1, most=2)),
    ("true and not false", And((Constant(True), Not(Constant(False))))),
]


@pytest.mark.parametrize(("text", "meaning"), MEANINGS)
def test_meaning(text: str, meaning: Formula) -> None:
    assert parse_formula(text, WORDS) == meaning


MISTAKES = [
    ("talk and", "conflict.formula", "column 9"),
    ("talk strike", "conflict.formula", "column 6"),
    ("(talk", "conflict.formula", "column 6"),
    ("talk)", "conflict.formula", "column 5"),
    ("talk and war", "conflict.option_unknown", 'no option is called "war" at column 10'),
    ("talk or 7", "conflict.option_unknown", "column 9"),
    ("send aid", "conflict.option_ambiguous", "2 options: aid, aid2"),
    ("YN-", "conflict.formula", "a pattern of 3 signs for 4 options"),
    ("YYNNY", "conflict.formula", "a pattern of 5 signs"),
    ('"Hold', "conflict.formula", "never closed"),
    ("talk ? strike", "conflict.formula", "column 6"),
    ("", "conflict.formula", "column 1"),
    ("between(talk, 2, talk)", "conflict.formula", "a number was expected"),
    ("9" * 5000, "conflict.option_unknown", "no option is called"),
    ("(" * 80 + "talk" + ")" * 80, "conflict.formula", "nested"),
]


@pytest.mark.parametrize(("text", "slug", "said"), MISTAKES)
def test_mistakes_are_named_with_their_place(text: str, slug: str, said: str) -> None:
    with pytest.raises(ConflictError) as caught:
        parse_formula(text, WORDS, where="statement 3 of North")
    assert caught.value.slug == slug
    assert said in str(caught.value)
    assert "statement 3 of North" in str(caught.value)
    assert caught.value.hint


formulas = st.recursive(
    st.sampled_from([TALK, STRIKE, AID, AID2, Constant(True), Constant(False)]),
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: And(tuple(parts))),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: Or(tuple(parts))),
        st.tuples(inner, inner).map(lambda pair: If(*pair)),
        st.tuples(inner, inner).map(lambda pair: Iff(*pair)),
        st.tuples(st.lists(inner, min_size=1, max_size=3), st.integers(0, 2), st.integers(0, 3)).map(
            lambda made: Count(tuple(made[0]), made[1], made[2])
        ),
    ),
    max_leaves=8,
)


@given(formulas)
def test_text_of_a_formula_means_the_same(formula: Formula) -> None:
    again = parse_formula(text_of(formula), WORDS)
    assert np.array_equal(holds(again, MASKS, BITS), holds(formula, MASKS, BITS))


@given(st.text(max_size=40))
def test_any_text_is_a_formula_or_a_clear_error(text: str) -> None:
    try:
        formula = parse_formula(text, WORDS)
    except ConflictError as found:
        error = found
    else:
        assert holds(formula, MASKS, BITS).shape == MASKS.shape
        return
    assert error.slug.startswith("conflict.")
    assert error.hint


def test_if_and_iff_truth_tables() -> None:
    for talk, strike in product((0, 1), repeat=2):
        mask = np.array([talk | strike << 1], np.uint64)
        assert holds(If(TALK, STRIKE), mask, BITS)[0] == (not strike or bool(talk))
        assert holds(Iff(TALK, STRIKE), mask, BITS)[0] == (talk == strike)


def test_contradictory_conjunction_never_holds() -> None:
    assert not holds(And((TALK, Not(TALK))), MASKS, BITS).any()
