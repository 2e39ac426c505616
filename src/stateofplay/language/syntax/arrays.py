"""A network's arrays in a file: large ones as whole numbers up to 127, each row with a scale of its own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from stateofplay.language.syntax.layers import Floats

SMALL = 4096
"""Arrays up to this size (biases, norms) are kept in 32 bits, not 8."""
_SCALE = ":scale"


def pack(arrays: Mapping[str, Floats]) -> dict[str, Any]:
    """Arrays as they are kept, for NumPy's ``savez``."""
    out: dict[str, Any] = {}
    for name, array in arrays.items():
        if array.size <= SMALL:
            out[name] = array.astype(np.float32)
            continue
        scale = np.maximum(np.abs(array).max(axis=1, keepdims=True), 1e-8) / 127
        out[name] = np.round(array / scale).astype(np.int8)
        out[name + _SCALE] = scale.astype(np.float32)
    return out


def unpack(path: Path) -> dict[str, Floats]:
    """Read arrays that `pack` made ready."""
    out: dict[str, Floats] = {}
    with np.load(path, allow_pickle=False) as stored:
        for name in stored.files:
            if not name.endswith(_SCALE):
                out[name] = stored[name].astype(np.float32)
                if name + _SCALE in stored.files:
                    out[name] *= stored[name + _SCALE]
    return out
