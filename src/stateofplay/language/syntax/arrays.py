"""A network's arrays in a file: large ones as whole numbers up to 127, each row with a scale of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stateofplay.language.syntax.layers import Floats

SMALL = 4096
"""Arrays up to this size (biases, norms) are kept in 32 bits, not 8."""
_SCALE = ":scale"


@dataclass(frozen=True, slots=True)
class Rows:
    """A large table of which a few rows are asked for at a time: kept as it is stored, a quarter of its size in floats.

    >>> table = Rows(np.array([[127, -127], [0, 127]], dtype=np.int8), np.array([[0.5], [2.0]], dtype=np.float32))
    >>> table[[1, 0]].tolist()
    [[0.0, 254.0], [63.5, -63.5]]
    """

    whole: NDArray[np.int8]
    scale: Floats

    def __getitem__(self, rows: Sequence[int] | NDArray[np.int64] | slice) -> Floats:
        out: Floats = self.whole[rows].astype(np.float32)
        out *= self.scale[rows]
        return out


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


def unpack_rows(path: Path, name: str) -> Rows:
    """Read one large array that `pack` made ready, as whole numbers."""
    with np.load(path, allow_pickle=False) as stored:
        return Rows(stored[name], stored[name + _SCALE])


def unpack(path: Path, *, but: str = "") -> dict[str, Floats]:
    """Read arrays that `pack` made ready, all or all but one."""
    out: dict[str, Floats] = {}
    with np.load(path, allow_pickle=False) as stored:
        for name in stored.files:
            if not name.endswith(_SCALE) and name != but:
                out[name] = stored[name].astype(np.float32)
                if name + _SCALE in stored.files:
                    out[name] *= stored[name + _SCALE]
    return out
