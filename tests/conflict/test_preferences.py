"""Preferences: what each form means, exactly."""

from __future__ import annotations

from itertools import pairwise, permutations
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stateofplay.conflict import (
    Conflict,
    DecisionMaker,
    Fuzzy,
    Graded,
    Indifferent,
    Intervals,
    Option,
    Partial,
    Payoffs,
    PreferenceReading,
    PreferenceStatement,
    Probabilistic,
    Ranking,
    Statements,
    Taken,
    Weights,
    analyse,
)
from stateofplay.conflict.model.generated import even_conflict
from stateofplay.conflict.preferences.readings import read
from stateofplay.errors import ConflictError

MODEL = Conflict(
    decision_makers=(DecisionMaker(id="a"),), options=tuple(Option(id=o, owner="a") for o in ("x", "y", "z"))
)
SPACE = MODEL.space


def order(preference: Statements | Weights | Payoffs | Ranking) -> list[list[str]]:
    ranks = preference.bind(MODEL.vocabulary, "a").ranks(SPACE)
    return [
        [SPACE.options_text(int(k)) for k in np.flatnonzero(ranks == rank)]
        for rank in sorted(set(ranks.tolist()))[::-1]
    ]


def test_statements_are_lexicographic() -> None:
    assert order(Statements.of("z", "not x")) == [["NNY", "NYY"], ["YNY", "YYY"], ["NNN", "NYN"], ["YNN", "YYN"]]


def test_statements_of_one_class_count_alike() -> None:
    assert order(Statements.of(["x", "y", "z"])) == [["YYY"], ["YYN", "YNY", "NYY"], ["YNN", "NYN", "NNY"], ["NNN"]]


def test_a_hundred_statements_are_exact() -> None:
    """Weights of powers of two would overflow at 64; tuples do not."""
    rng = Random(3)
    names = ["x", "y", "z"]
    texts = [
        f"{'not ' * rng.randint(0, 1)}{rng.choice(names)} {rng.choice(['and', 'or'])} {rng.choice(names)}"
        for _ in range(100)
    ]
    preference = Statements.of("x and not x", *texts, ["x", "y", "z"], *texts[::-1])
    bound = preference.bind(MODEL.vocabulary, "a")
    ranks = bound.ranks(SPACE)
    satisfied = list(zip(*(counts.tolist() for counts in bound.satisfied(SPACE)), strict=True))
    for one in range(8):
        for other in range(8):
            assert (ranks[one] > ranks[other]) == (satisfied[one] > satisfied[other])


def test_ranks_of_many_statements_equal_ranks_in_two_halves() -> None:
    conflict = even_conflict(10, 2, seed=5)
    statements = [PreferenceStatement(formula=Taken(f"o{k % 10 + 1}")) for k in range(130)]
    ranks = Statements.of(*statements).ranks(conflict.space)
    assert np.array_equal(ranks, Statements.of(*statements[:10]).ranks(conflict.space))


def test_weights_are_exact_in_decimal() -> None:
    """0.1 + 0.2 equals 0.3 here, which binary fractions would miss."""
    assert order(Weights.of({"x": 0.1, "y": 0.2, "z": 0.3}))[3] == ["YYN", "NNY"]


def test_payoffs_and_rankings_convert_without_loss() -> None:
    payoffs = Payoffs.of([3, 1, 1, 9, 0, 3, 2, 2])
    ranks = payoffs.ranks(SPACE)
    again = Ranking.from_ranks(ranks, SPACE)
    assert again.order == ((4,), (1, 6), (7, 8), (2, 3), (5,))
    assert np.array_equal(np.argsort(again.ranks(SPACE), kind="stable"), np.argsort(ranks, kind="stable"))
    with pytest.raises(ConflictError, match="7 payoffs for 8 states"):
        Payoffs.of([1] * 7).ranks(SPACE)
    with pytest.raises(ConflictError, match="state YNN has no payoff"):
        Payoffs.of({1: 2.0}).ranks(SPACE)


def test_indifferent_likes_everything_alike() -> None:
    assert set(Indifferent().ranks(SPACE).tolist()) == {0}


def three(preference: object) -> Conflict:
    from stateofplay.conflict import Preference, StateText

    assert isinstance(preference, Preference)
    return Conflict(
        decision_makers=(DecisionMaker(id="a", preference=preference),),
        states=tuple(StateText(label=label) for label in ("1", "2", "3")),
    )


def test_partial_is_closed_transitively_and_finds_cycles() -> None:
    space = three(Indifferent()).space
    pairs = Partial(better=((1, 2),), equal=((2, 3),)).pairs(space)
    assert pairs.better.tolist() == [[False, True, True], [False] * 3, [False] * 3]
    assert pairs.unknown is not None
    assert not pairs.unknown.any()
    for chain in ([(1, 2), (2, 3), (3, 1)], [(1, 2), (2, 1)]):
        with pytest.raises(ConflictError) as caught:
            Partial(better=tuple(chain)).pairs(space)
        assert caught.value.slug == "conflict.preference_cycle"
        assert " > " in str(caught.value)
    with pytest.raises(ConflictError, match=r"1 > 2 ~ 1|2 ~ 1 > 2"):
        Partial(better=((1, 2),), equal=((1, 2),)).pairs(space)


def test_partial_opens_pairs_of_a_complete_preference() -> None:
    space = three(Indifferent()).space
    pairs = Partial(base=Ranking.of([1, 2, 3]), unknown=((1, 3),)).pairs(space)
    assert pairs.unknown is not None
    assert pairs.unknown.tolist() == [[False, False, True], [False] * 3, [True, False, False]]
    assert Partial(base=Ranking.of([1, 2, 3])).ranks(space).tolist() == [2, 1, 0]  # type: ignore[union-attr]


def test_incomplete_preference_asks_for_a_reading() -> None:
    with pytest.raises(ConflictError) as caught:
        analyse(three(Partial(better=((1, 2),))))
    assert caught.value.slug == "conflict.incomplete_preference"
    assert "unknown" in caught.value.hint
    assert analyse(three(Partial(better=((1, 2),))), reading=PreferenceReading(kind="unknown", variant="a")).concepts


def test_grades_are_the_strongest_step_between() -> None:
    space = three(Indifferent()).space
    assert Graded.of([1, 2, 3], [2, 1]).pairs(space).degree.tolist() == [[0, 2, 2], [0, 0, 1], [0, 0, 0]]  # type: ignore[union-attr]
    with pytest.raises(ConflictError, match="1 strengths for 3 places"):
        Graded.of([1, 2, 3], [1])


def test_strong_statements_grade_the_preference() -> None:
    preference = Statements.of(PreferenceStatement(formula="x", strength=2), "y").bind(MODEL.vocabulary, "a")
    degree = preference.pairs(SPACE).degree
    assert degree is not None
    index = SPACE.index_of
    assert degree[index("YNN"), index("NYN")] == 2
    assert degree[index("YYN"), index("YNN")] == 1
    assert degree[index("NNN"), index("YNN")] == 0


@pytest.mark.parametrize("gamma", [1.0, 0.3])
def test_crisp_fuzzy_preference_is_the_simple_one(gamma: float) -> None:
    """gamma = 1 with degrees 0 and 1 gives the simple definitions; without ties any gamma does."""
    for ranking in permutations((1, 2, 3)):
        table = tuple(
            tuple(0.5 if x == y else float(ranking.index(x) < ranking.index(y)) for y in (1, 2, 3)) for x in (1, 2, 3)
        )
        space = three(Indifferent()).space
        fuzzy = read(Fuzzy(table).pairs(space), PreferenceReading(kind="fuzzy", gamma=gamma))
        simple = read(Ranking.of(ranking).pairs(space), PreferenceReading())
        assert np.array_equal(fuzzy.leaves, simple.leaves)
        assert np.array_equal(fuzzy.deters, simple.deters)


WRONG_TABLES = [
    (Fuzzy(((0.5, 0.9), (0.9, 0.5))), "3"),
    (Fuzzy(((0.5, 0.9, 0.1), (0.2, 0.5, 0.5), (0.9, 0.5, 0.5))), "add up to 1.1"),
    (Fuzzy(((0.5, 1.9, 0.1), (-0.9, 0.5, 0.5), (0.9, 0.5, 0.5))), "between 0 and 1"),
    (Probabilistic(((0.0, 0.9, 0.1), (0.2, 0.0, 0.5), (0.9, 0.5, 0.0))), "more than 1"),
    (Intervals((1, 2), (2, 3)), "2 lower"),
    (Intervals((1, 2, 5), (2, 3, 4)), "above its upper"),
]


@pytest.mark.parametrize(("preference", "said"), WRONG_TABLES)
def test_wrong_tables_are_refused(preference: Fuzzy | Probabilistic | Intervals, said: str) -> None:
    with pytest.raises(ConflictError, match=said):
        preference.pairs(three(Indifferent()).space)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "unknown"},
        {"kind": "fuzzy", "gamma": 0.0},
        {"kind": "probabilistic", "alpha": 1.5},
        {"kind": "degree", "degree": -1},
        {"kind": "other"},
    ],
)
def test_readings_that_do_not_exist(wrong: dict[str, object]) -> None:
    with pytest.raises(ConflictError) as caught:
        PreferenceReading(**wrong)  # type: ignore[arg-type]
    assert caught.value.slug == "conflict.reading"


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=8, max_size=8))
def test_intervals_leave_open_exactly_what_overlaps(values: list[tuple[int, int]]) -> None:
    low, high = [min(v) for v in values], [max(v) for v in values]
    pairs = Intervals(tuple(low), tuple(high)).pairs(SPACE)
    assert pairs.unknown is not None
    for x in range(8):
        for y in range(8):
            assert pairs.better[x, y] == (low[x] > high[y])
            overlap = low[x] <= high[y] and low[y] <= high[x]
            certain = x == y or (low[x] == high[x] == low[y] == high[y])
            assert pairs.unknown[x, y] == (overlap and not certain)


@given(st.permutations(range(1, 9)), st.integers(0, 2**7 - 1))
def test_ranking_with_any_ties_keeps_its_order(places: list[int], ties: int) -> None:
    ranked: list[list[int]] = [[places[0]]]
    for k, state in enumerate(places[1:]):
        if ties >> k & 1:
            ranked[-1].append(state)
        else:
            ranked.append([state])
    ranks = Ranking.of(ranked).ranks(SPACE)
    for better, worse in pairwise(ranked):
        assert min(ranks[s - 1] for s in better) > max(ranks[s - 1] for s in worse)
        assert len({int(ranks[s - 1]) for s in better}) == 1


def test_weights_beyond_machine_integers_are_exact() -> None:
    assert order(Weights.of({"x": 1e30, "y": 1.0, "z": 1e-10}))[:2] == [["YYY"], ["YYN"]]
    with pytest.raises(ConflictError, match="nan"):
        Weights.of({"x": float("nan")}).bind(MODEL.vocabulary, "a")


def test_empty_class_of_statements_says_nothing() -> None:
    assert np.array_equal(
        Statements.of([], "x").bind(MODEL.vocabulary, "a").pairs(SPACE).better,
        Statements.of("x").bind(MODEL.vocabulary, "a").pairs(SPACE).better,
    )


@pytest.mark.parametrize("variant", ["a", "b", "c", "d"])
def test_hybrid_reading_contains_both_of_its_parts(variant: str) -> None:
    """Degree 0 with unknown pairs is the unknown type; strong without unknown pairs is the strong reading."""
    space = three(Indifferent()).space
    open_pair = Partial(base=Graded.of([1, 2, 3], [1, 2]), unknown=((1, 3),)).pairs(space)
    graded = Graded.of([1, 2, 3], [1, 2]).pairs(space)
    for pairs, hybrid, part in (
        (
            open_pair,
            PreferenceReading(kind="hybrid", variant=variant, degree=0),
            PreferenceReading(kind="unknown", variant=variant),
        ),
        (graded, PreferenceReading(kind="hybrid", variant=variant, degree=2), PreferenceReading(kind="strong")),
    ):
        one, other = read(pairs, hybrid), read(pairs, part)
        for table in ("leaves", "deters", "credible"):
            assert np.array_equal(getattr(one, table), getattr(other, table)), table
