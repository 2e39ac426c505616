"""Transformer layers, as MiniLM has them but for a cheaper gate, and products; the parser and the learned reader run them.

The compiled kernel does both where it is (`kernel`); what stands here in NumPy is what it must compute.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from stateofplay.language.syntax.kernel import Activation, kernel

Floats = NDArray[np.float32]

HEADS = 12
GATE = np.float32(1.702)
EPSILON = np.float32(1e-12)


class Layers:
    """All layers of a network, ready to run.

    Parameters
    ----------
    weights
        Arrays by name, ``layers.0.qkv.weight`` and so on.
    fine
        Whether the kernel rounds what comes in to 13 bits and not to 8 and leaves weights as they are, which takes twice as long.
    """

    def __init__(self, weights: Mapping[str, Floats], *, fine: bool = False) -> None:
        self._weights = weights
        self._prefixes = [f"layers.{n}." for n in range(sum(name.endswith(".qkv.weight") for name in weights))]
        self._kernel = kernel()
        packed = (
            [self._kernel.pack_layer(weights, prefix, fine=fine) for prefix in self._prefixes] if self._kernel else []
        )
        self._packed = [layer for layer in packed if layer is not None]

    def run(self, x: Floats, bounds: Sequence[tuple[int, int]]) -> Floats:
        """Vectors of words in passages that lie one after the other; only within its `bounds` does a word see another."""
        if self._kernel is not None and len(self._packed) == len(self._prefixes):
            return self._kernel.run(self._packed, x, bounds)
        for prefix in self._prefixes:
            x = layer(self._weights, prefix, x, bounds)
        return x

    def begin(self, x: Floats, bounds: Sequence[tuple[int, int]]) -> Vectors:
        """`run`, but what the last layer makes of a word waits until it is asked for, where the kernel can do that."""
        compiled = self._kernel
        if compiled is None or not self._packed or len(self._packed) != len(self._prefixes):
            return Vectors(self.run(x, bounds))
        *before, last = self._packed
        below = compiled.run(before, x, bounds)
        keys = compiled.keys(last, below)
        return Vectors(np.empty_like(below), lambda places: compiled.some(last, below, keys, bounds, places))


class Vectors:
    """Vectors of words, a row a word. What the last layer makes of a word is worked out when it is first asked for.

    Parameters
    ----------
    rows
        Room for them, or all of them where nothing is left to do.
    finish
        What the last layer makes of some rows, whose numbers rise.

    Examples
    --------
    >>> asked = []
    >>> vectors = Vectors(np.zeros((4, 1)), lambda rows: asked.append(rows.tolist()) or rows[:, None] * 2.0)
    >>> vectors[np.array([3, 1, 3])].tolist(), vectors[0:2].tolist(), asked
    ([[6.0], [2.0], [6.0]], [[0.0], [2.0]], [[1, 3], [0]])
    """

    def __init__(self, rows: Floats, finish: Callable[[NDArray[np.int64]], Floats] | None = None) -> None:
        self._rows = rows
        self._finish = finish
        self._waiting = np.full(len(rows), finish is not None)

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, key: NDArray[np.int64] | slice) -> Floats:
        self.prepare(key)
        return self._rows[key]

    def prepare(self, key: NDArray[np.int64] | slice) -> None:
        """Have rows ready: at once, where several will be asked for, since each time the weights stream by."""
        if self._finish is not None and self._waiting[key].any():
            asked = np.zeros(len(self._rows), dtype=bool)
            asked[key] = True
            places = np.flatnonzero(asked & self._waiting)
            self._rows[places] = self._finish(places)
            self._waiting[places] = False


class Linear:
    """One product of vectors with a matrix, and a bias.

    >>> double = Linear(np.eye(2, dtype=np.float32) * 2, np.ones(2, dtype=np.float32))
    >>> double(np.array([[3, -4]], dtype=np.float32)).tolist(), double.rectified(np.array([[3, -4]])).tolist()
    ([[7.0, -7.0]], [[7.0, 0.0]])
    """

    def __init__(self, weight: Floats, bias: Floats, *, fine: bool = False) -> None:
        self._weight, self._bias = weight, bias
        self._kernel = kernel()
        self._packed = self._kernel.pack(weight, bias, fine=fine) if self._kernel else None

    def __call__(self, x: Floats) -> Floats:
        if self._kernel is not None and self._packed is not None:
            return self._kernel.product(self._packed, x)
        out: Floats = x @ self._weight
        out += self._bias
        return out

    def rectified(self, x: Floats) -> Floats:
        """The same with nought for what is below it."""
        if self._kernel is not None and self._packed is not None:
            return self._kernel.product(self._packed, x, Activation.RELU)
        out = self(x)
        return np.maximum(out, 0, out=out)


def layer(w: Mapping[str, Floats], prefix: str, x: Floats, bounds: Sequence[tuple[int, int]]) -> Floats:
    """Run a layer over passages that lie one after the other in `x`; only within its `bounds` does a word see another."""
    qkv = x @ w[prefix + "qkv.weight"]
    qkv += w[prefix + "qkv.bias"]
    width = x.shape[1]
    mixed = np.empty_like(x)
    scale = np.float32((width // HEADS) ** -0.5)
    for begin, end in bounds:
        q, k, v = qkv[begin:end].reshape(end - begin, 3, HEADS, width // HEADS).transpose(1, 2, 0, 3)
        weights = (q * scale) @ k.transpose(0, 2, 1)
        weights -= weights.max(axis=2, keepdims=True)
        np.exp(weights, out=weights)
        weights /= weights.sum(axis=2, keepdims=True)
        mixed[begin:end] = (weights @ v).transpose(1, 0, 2).reshape(end - begin, width)
    y: Floats = mixed @ w[prefix + "out.weight"]
    y += w[prefix + "out.bias"]
    y += x
    y = normalise(y, w[prefix + "norm1.weight"], w[prefix + "norm1.bias"])
    inner: Floats = y @ w[prefix + "up.weight"]
    inner += w[prefix + "up.bias"]
    with np.errstate(over="ignore"):  # far below zero the gate is shut, as it should be
        gate: Floats = np.exp(inner * -GATE, dtype=np.float32)
    gate += np.float32(1)
    inner /= gate
    z: Floats = inner @ w[prefix + "down.weight"]
    z += w[prefix + "down.bias"]
    z += y
    return normalise(z, w[prefix + "norm2.weight"], w[prefix + "norm2.bias"])


def normalise(x: Floats, weight: Floats, bias: Floats) -> Floats:
    """Layer normalisation, in place."""
    x -= x.mean(axis=1, keepdims=True)
    scale = np.einsum("ij,ij->i", x, x)
    scale /= np.float32(x.shape[1])
    scale += EPSILON
    np.sqrt(scale, out=scale)
    x /= scale[:, None]
    x *= weight
    x += bias
    return x
