"""Boosted trees: the table of measures, and the way down each tree, against the plain way of writing them."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from stateofplay.language import trees as module
from stateofplay.language.trees import Trees, read_trees

TREES, DEPTH = 3, 3
SIZE = 2 ** (DEPTH + 1) - 1
NAMES = ("length", "share", "quoted")


@pytest.fixture
def stored(tmp_path: Path) -> dict[str, np.ndarray]:
    """Full trees of random questions; a leaf is its own child, as the trainer writes it."""
    luck = np.random.default_rng(3)
    node = np.arange(SIZE)
    inner = node < SIZE // 2
    arrays = {
        "measures": np.array(NAMES),
        "feature": luck.integers(0, len(NAMES), (TREES, SIZE)),
        "threshold": luck.normal(size=(TREES, SIZE)),
        "left": np.tile(np.where(inner, 2 * node + 1, node), (TREES, 1)),
        "right": np.tile(np.where(inner, 2 * node + 2, node), (TREES, 1)),
        "value": luck.normal(size=(TREES, SIZE)),
        "base": np.array(0.25),
        "depth": np.array(DEPTH),
    }
    np.savez(tmp_path / "trees.npz", **arrays)
    return arrays


@pytest.fixture
def trees(stored: dict[str, np.ndarray], tmp_path: Path) -> Trees:
    return read_trees(tmp_path / "trees.npz")


@pytest.mark.parametrize("compiled", [True, False])
def test_a_row_comes_to_the_leaves_that_its_measures_lead_to(
    trees: Trees, stored: dict[str, np.ndarray], compiled: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not compiled:
        monkeypatch.setattr(module, "kernel", lambda: None)
    luck = random.Random(5)
    rows = [
        {name: luck.gauss(0, 1) for name in luck.sample([*NAMES, "never asked"], luck.randrange(4))} for _ in range(40)
    ]
    wanted = []
    for row in rows:
        total = 0.25
        for n in range(TREES):
            node = 0
            for _ in range(DEPTH):
                measure = row.get(NAMES[stored["feature"][n, node]], 0.0)
                node = stored["left" if measure <= stored["threshold"][n, node] else "right"][n, node]
            total += stored["value"][n, node]
        wanted.append(total)
    np.testing.assert_allclose(trees.scores(rows), wanted)
    np.testing.assert_allclose(trees.chances(rows), 1 / (1 + np.exp(-np.array(wanted))))


def test_what_no_tree_asks_for_counts_nothing(trees: Trees) -> None:
    assert trees.scores([]).shape == (0,)
    assert trees.table([{"share": True, "never asked": 9.0}, {}]).tolist() == [[0, 1, 0, 0], [0, 0, 0, 0]]
