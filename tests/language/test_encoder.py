"""Words as they enter the layers: where they stand, what stands around them, however long their passage."""

from __future__ import annotations

import numpy as np
import pytest

from stateofplay.language.syntax.encoder import Encoder
from stateofplay.language.syntax.layers import normalise
from stateofplay.language.syntax.parsing import SHIPPED, open_parser


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return open_parser(SHIPPED).model.encoder


def test_a_mark_stands_before_and_behind_each_passage(encoder: Encoder) -> None:
    words = np.random.default_rng(1).normal(size=(5, 384)).astype(np.float32)
    x, rows, bounds = encoder.place(words, [2, 3])
    assert rows.tolist() == [1, 2, 5, 6, 7]
    assert bounds == [(0, 4), (4, 9)]
    alone, *_ = encoder.place(words[2:], [3])
    np.testing.assert_array_equal(x[4:9], alone)
    w = encoder.weights
    opened = normalise((w["edges"][0] + w["position"][0])[None].copy(), w["norm.weight"], w["norm.bias"])
    np.testing.assert_allclose(x[[0]], opened, rtol=1e-6)


def test_words_beyond_the_last_place_that_was_learned_stand_at_it(encoder: Encoder) -> None:
    places = len(encoder.weights["position"])
    words = np.ones((places + 40, 384), dtype=np.float32)
    x, _, _ = encoder.place(words, [len(words)])
    assert (x[places:-1] == x[places]).all()
    assert (x[places - 1] == x[places]).all()
    assert (x[1] != x[2]).any()


def test_the_parser_leaves_the_words_as_they_entered() -> None:
    parser = open_parser(SHIPPED)
    words, followed = (
        ["Chad", "mediates", ".", "\n", "Chad", "mediates", "."],
        [True, False, False, False, True, False, False],
    )
    states = parser(words, followed).states
    assert states is not None
    assert (states[0] == states[4]).all()
    assert (states[0] != states[1]).any()
    assert not states[3].any()
