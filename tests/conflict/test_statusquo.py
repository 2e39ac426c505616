"""Status quo analysis against enumeration of legal sequences and the published analyses."""

from __future__ import annotations

import pytest

from stateofplay.conflict import Conflict
from stateofplay.conflict.catalogue import load_case
from stateofplay.conflict.model.generated import random_conflict
from stateofplay.conflict.oracle import graph_of, reach
from stateofplay.conflict.studies.statusquo import status_quo
from stateofplay.errors import ConflictError
from tests.thoroughness import seeds


def enumerated(conflict: Conflict, start: int, most: int, improving: bool) -> dict[tuple[int, str], int]:
    """Write out every legal sequence of at most ``most`` moves: (state, last mover) to the least number of moves."""
    graph = graph_of(conflict)
    step = graph.R_plus if improving else graph.R
    found: dict[tuple[int, str], int] = {}
    sequences = [(start, "")]
    for moves in range(1, most + 1):
        sequences = [(q, j) for s, last in sequences for j in graph.players if j != last for q in step(j, s)]
        for one in sequences:
            found.setdefault(one, moves)
        sequences = list(set(sequences))
    return found


@pytest.mark.parametrize("improving", [True, False])
def test_layers_equal_enumeration(improving: bool) -> None:
    returns = 0
    for seed in seeds(0, 40):
        conflict = random_conflict(seed, most_options=4, most_players=3)
        for start in conflict.space.ids:
            for horizon in (1, 2, 4):
                found = status_quo(conflict, f"#{start}", improvements_only=improving, horizon=horizon)
                expected = enumerated(conflict, start, horizon, improving)
                assert {(one.state, j) for one in found.reached for j in one.last_movers} == set(expected), seed
                for one in found.reached:
                    least = min(moves for (state, _), moves in expected.items() if state == one.state)
                    assert one.moves == least == len(one.path)
                    returns += one.state == start
    assert improving or returns


def test_without_horizon_it_is_the_reach_set_and_paths_are_legal() -> None:
    for seed in seeds(0, 60):
        conflict = random_conflict(seed)
        graph = graph_of(conflict)
        for improving in (True, False):
            found = status_quo(conflict, "#1", improvements_only=improving)
            assert {one.state for one in found.reached} == reach(graph, graph.players, 1, credible=improving), seed
            for one in found.reached:
                at, last = 1, ""
                for step in one.path:
                    assert step.source == at
                    assert step.mover != last
                    assert step.target in (graph.R_plus if improving else graph.R)(step.mover, at)
                    at, last = step.target, step.mover
                assert at == one.state


def test_syria_iraq_published() -> None:
    conflict = load_case("syria-iraq-1975")
    freely = status_quo(conflict, 1, improvements_only=False, horizon=1)
    assert {2, 4} <= set(freely.layer(1))
    improving = status_quo(conflict, 1)
    states = [one.state for one in improving.reached]
    assert 4 in states
    assert 2 not in states
    assert [(s.mover, s.source, s.target) for s in improving.path_to(6)] == [("Iraq", 1, 4), ("Syria", 4, 6)]
    # handout, figures 19 and 20
    improvements = {("Iraq", 1, 4), ("Syria", 4, 6), ("Syria", 2, 1), ("Syria", 2, 3), ("Iraq", 3, 6), ("Iraq", 5, 2)}
    improvements |= {("Syria", 5, 4), ("Syria", 5, 6)}
    ours = {
        (step.mover, step.source, step.target)
        for state in conflict.space.ids
        for one in status_quo(conflict, state, horizon=1).reached
        for step in one.path
    }
    assert ours - improvements == {("Syria", 3, 1)}  # the figure is drawn from state 1 and shows no move back into it
    assert improvements <= ours
    assert any("equilibrium" in line for line in improving.sentences())
    with pytest.raises(ConflictError, match="is not reached from"):
        improving.path_to(2)


def test_elmira_published() -> None:
    conflict = load_case("elmira-12-state")
    first = status_quo(conflict, 1, horizon=1)
    assert [(one.state, one.last_movers) for one in first.reached] == [(7, ("Local Government",))]
    freely = status_quo(conflict, 7, improvements_only=False, horizon=1)
    assert 10 not in freely.layer(1)  # no one can go from 7 to 10 alone
    assert status_quo(conflict, 1).to_dict()["status_quo"] == 1


def test_a_status_quo_is_needed() -> None:
    with pytest.raises(ConflictError, match="no status quo"):
        status_quo(load_case("chicken"))
