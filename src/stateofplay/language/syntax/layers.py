"""One transformer layer in NumPy, as MiniLM has it but for a cheaper gate; the parser and the learned reader run it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

HEADS = 12
GATE = np.float32(1.702)
EPSILON = np.float32(1e-12)


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
