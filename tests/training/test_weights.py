"""What ships can be trained on: its weights back in the shapes of training, under other numbers of paths."""

from pathlib import Path

import numpy as np
from training.claims.weights import OTHER, shipped, turn

from stateofplay.finding.learned import graph
from stateofplay.finding.learned.pairs import COLUMNS

FOLDER = Path(graph.__file__).parent / "model"


def test_weights_turned_twice_are_what_ships() -> None:
    network = graph.read(FOLDER)
    again = turn(shipped(FOLDER, network.paths))
    assert again.keys() == {name for name in network.weights if not name.startswith("wish.")}
    assert all(np.array_equal(array, network.weights[name]) for name, array in again.items())
    assert again["left.weight"].shape != turn(again)["left.weight"].shape


def test_a_path_keeps_its_weights_under_another_number_and_a_new_one_is_any_other() -> None:
    network = graph.read(FOLDER)
    known = next(iter(network.paths))
    table = shipped(FOLDER, {"never seen": 2, known: 7})["pair.weight"]
    begin = int(network.shift[list(COLUMNS).index("path")])
    old = network.weights["pair.weight"]
    assert np.array_equal(table[begin + 2], old[begin + OTHER])
    assert np.array_equal(table[begin + 7], old[begin + network.paths[known]])
