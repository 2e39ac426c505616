"""The traps that peers or published texts fell into, one test each."""

from __future__ import annotations

import numpy as np

from stateofplay.conflict import (
    Conflict,
    DecisionMaker,
    Move,
    Option,
    Payoffs,
    Ranking,
    Statements,
    StateText,
    analyse,
)
from stateofplay.conflict.oracle import graph_of, reach


def explicit(payoffs: dict[str, list[int]], moves: dict[str, list[tuple[int, int]]]) -> Conflict:
    size = len(next(iter(payoffs.values())))
    return Conflict(
        decision_makers=tuple(DecisionMaker(id=dm, preference=Payoffs.of(values)) for dm, values in payoffs.items()),
        states=tuple(StateText(label=str(k + 1)) for k in range(size)),
        option_moves=False,
        moves=tuple(Move(movers=(dm,), source=s, target=t) for dm, arcs in moves.items() for s, t in arcs),
    )


def test_a_sanction_back_to_the_start_deters() -> None:
    """Phi(s) contains s: being brought back is no better. The matrix form with a zero diagonal misses it."""
    model = explicit({"a": [0, 1], "b": [1, 0]}, {"a": [(1, 2)], "b": [(2, 1)]})
    analysis = analyse(model)
    assert analysis.is_stable("GMR", "a", 1)
    assert analysis.is_stable("SEQ", "a", 1)


def test_an_equally_good_end_deters() -> None:
    """No better is enough; strictly worse is not asked for."""
    model = explicit({"a": [0, 1, 0], "b": [0, 0, 1]}, {"a": [(1, 2)], "b": [(2, 3)]})
    assert analyse(model).is_stable("SEQ", "a", 1)


def test_nobody_twice_in_a_row_is_not_everybody_once() -> None:
    """b, c, b is a legal answer; b, b is not."""
    moves = {"a": [(1, 2)], "b": [(2, 3), (4, 5)], "c": [(3, 4)]}
    model = explicit({"a": [1, 2, 2, 2, 0], "b": [0] * 5, "c": [0] * 5}, moves)
    assert analyse(model).is_stable("GMR", "a", 1)
    alone = explicit(
        {"a": [1, 2, 2, 2, 0], "b": [0] * 5, "c": [0] * 5}, {**moves, "b": [(2, 3), (3, 4), (4, 5)], "c": []}
    )
    assert not analyse(alone).is_stable("GMR", "a", 1)
    assert reach(graph_of(alone), ("b",), 2) == {3}


def test_credible_moves_are_judged_from_where_the_mover_stands() -> None:
    """b's second move improves on the state before it, though not on the state where the answer began."""
    model = explicit(
        {"a": [1, 2, 2, 2, 0], "b": [0, 1, 2, 0, 1], "c": [0, 0, 0, 1, 0]},
        {"a": [(1, 2)], "b": [(2, 3), (4, 5)], "c": [(3, 4)]},
    )
    assert analyse(model).is_stable("SEQ", "a", 1)


def test_every_improvement_must_be_deterred_not_only_the_last() -> None:
    """Three improvements, one of them free: unstable wherever the free one stands."""
    for free in (2, 3, 4):
        answers = [(k, 5) for k in (2, 3, 4) if k != free]
        model = explicit({"a": [1, 2, 2, 2, 0], "b": [0, 0, 0, 0, 1]}, {"a": [(1, 2), (1, 3), (1, 4)], "b": answers})
        analysis = analyse(model)
        for concept in ("GMR", "SMR", "SEQ", "SSEQ"):
            assert not analysis.is_stable(concept, "a", 1)
            assert analysis.explain(concept, "a", 1).improvement == free


def test_later_improvements_are_answered_simultaneously_too() -> None:
    """SIM must look at the opponents' moves again for every improvement, not use them up on the first."""
    model = Conflict(
        decision_makers=(
            DecisionMaker(id="a", preference=Ranking.of([["YNN", "NYN", "YYN"], "NNN", ["NNY", "YNY", "NYY", "YYY"]])),
            DecisionMaker(id="b", preference=Statements.of("c")),
        ),
        options=(Option(id="x", owner="a"), Option(id="y", owner="a"), Option(id="c", owner="b")),
    )
    analysis = analyse(model)
    assert len(analysis.explain("SIM", "a", "NNN").sanctions) == 3
    assert analysis.is_stable("SIM", "a", "NNN")


def test_one_way_option_stays_even_when_other_options_change() -> None:
    model = Conflict(
        decision_makers=(DecisionMaker(id="a", preference=Ranking.of(["NY", "NN", "YN", "YY"])), DecisionMaker(id="b")),
        options=(Option(id="war", owner="a", direction="to_yes"), Option(id="y", owner="a")),
    )
    assert analyse(model).stable("NASH", "a") == (2, 3)  # from YY only y may change


def test_decision_maker_without_preference_is_stable_everywhere_and_it_is_said() -> None:
    model = explicit({"a": [0, 0], "b": [0, 1]}, {"a": [(1, 2)], "b": []})
    analysis = analyse(model)
    assert analysis.stable("NASH", "a") == (1, 2)
    assert [notice.slug for notice in analysis.notices] == ["conflict.no_preference", "conflict.no_moves"]


def test_credible_sanction_makes_stable_not_unstable() -> None:
    model = explicit({"a": [1, 2, 0], "b": [0, 0, 1]}, {"a": [(1, 2)], "b": [(2, 3)]})
    assert analyse(model).is_stable("SEQ", "a", 1)


def test_stability_without_any_move_is_reported_apart() -> None:
    model = explicit({"a": [0, 1, 5], "b": [0, 0, 0]}, {"a": [(1, 2)], "b": [(2, 3)]})
    analysis = analyse(model)
    assert analysis.immobile["a"].tolist() == [False, True, True]
    assert analysis.explain("NASH", "a", 2).ground == "no_move"
    assert analysis.explain("NASH", "b", 2).ground == "no_improvement"
    assert analysis.to_dict()["without_any_move"] == {"a": [2, 3], "b": [1, 3]}


def test_more_statements_than_bits_in_an_integer() -> None:
    statements = [f"o{1 + k % 3}" for k in range(70)]
    model = Conflict(
        decision_makers=(DecisionMaker(id="a", preference=Statements.of(*statements)),),
        options=tuple(Option(id=f"o{k}", owner="a") for k in (1, 2, 3)),
    )
    assert np.array_equal(model.dm("a").preference.ranks(model.space), [0, 4, 2, 6, 1, 5, 3, 7])


def test_states_of_papers_are_found_by_their_own_numbers() -> None:
    texts = tuple(
        StateText(options=o, label=label) for o, label in (("NN", "7"), ("YN", "1"), ("NY", "4"), ("YY", "2"))
    )
    model = Conflict(
        decision_makers=(DecisionMaker(id="a", preference=Ranking.of([1, 2, 4, 7])), DecisionMaker(id="b")),
        options=(Option(id="x", owner="a"), Option(id="y", owner="b")),
        states=texts,
    )
    assert analyse(model).stable("NASH", "a") == (2, 4)
    assert analyse(model).is_stable("NASH", "a", 2)  # the label "2", which is state id 4
