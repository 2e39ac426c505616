"""The weights that the kernel multiplies are whole numbers up to 64, rounded so that sums stay nearly what they were."""

from __future__ import annotations

import numpy as np
import pytest
from training.rounding import MOST, Watched, rounded, watch

from stateofplay.finding.learned.reader import shipped
from stateofplay.language.syntax.kernel import PRODUCTS


def numbers(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """What comes in, much of it going together, and weights."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(300, 6)) @ rng.normal(size=(6, 48)) + 0.2 * rng.normal(size=(300, 48))
    return x, rng.normal(size=(48, 40))


@pytest.mark.parametrize("seed", range(3))
def test_sums_stay_nearer_than_with_the_nearest_weights(seed: int) -> None:
    x, weights = numbers(seed)
    whole, scale = rounded(weights, x.T @ x)
    step = np.abs(weights).max(axis=1, keepdims=True) / MOST
    nearest = np.round(weights / step) * step
    assert (np.abs(whole).max(axis=1) == MOST).all()
    assert np.abs(x @ (whole * scale - weights)).mean() < 0.5 * np.abs(x @ (nearest - weights)).mean()


def test_rounded_weights_stay_as_they_are() -> None:
    x, weights = numbers(4)
    whole, scale = rounded(weights, x.T @ x)
    again, same = rounded(whole * scale.astype(np.float64), x.T @ x)
    assert np.array_equal(again, whole)
    assert np.allclose(same, scale, rtol=1e-6)


def test_a_row_that_nothing_uses_is_rounded_too() -> None:
    whole, scale = rounded(numbers(5)[1], np.zeros((48, 48)))
    assert np.abs(whole * scale - numbers(5)[1]).max() <= scale.max() / 2


def test_weights_are_watched_while_they_are_used() -> None:
    rng = np.random.default_rng(6)
    x, weights = rng.normal(size=(7, 96)).astype(np.float32), rng.normal(size=(96, 64)).astype(np.float32)
    held = {"large": weights, "small": weights[:8, :8]}
    watched = watch(held, held)
    assert list(watched) == ["large"]
    out = x @ held["large"]
    assert not isinstance(out, Watched)
    assert np.array_equal(out, x @ weights)
    assert np.allclose(watched["large"].gram, x.T @ x, rtol=1e-5, atol=1e-5)


def test_what_ships_is_rounded() -> None:
    """Else the kernel would round it to the nearest."""
    layers = tuple(f".{name}.weight" for name in PRODUCTS)
    weights = shipped().weights
    for name in (name for name in weights if name.endswith(layers)):
        steps = weights[name] / (np.abs(weights[name]).max(axis=1, keepdims=True) / MOST)
        assert np.abs(steps - np.round(steps)).max() < 0.01, name
