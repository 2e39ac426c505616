"""A network's arrays in a file: large ones as whole numbers up to 127, each row with a scale of its own.

What the compiled kernel multiplies is rounded further, to whole numbers up to 64 (``training/rounding.py``).
"""

from __future__ import annotations

import os
import struct
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stateofplay.language.syntax.layers import Floats

SMALL = 4096
"""Arrays up to this size (biases, norms) are kept in 32 bits, not 8."""
SCALE = ":scale"
_HEADER = 26
"""Bytes of a member's own header in a zip file before the lengths of its name and of what follows it."""


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
        out[name + SCALE] = scale.astype(np.float32)
    return out


def unpack_rows(path: Path, name: str) -> Rows:
    """Open one large array that `pack` made ready, as whole numbers: mapped, so that of its file only rows that are asked for
    are read, and processes share them."""
    with np.load(path, allow_pickle=False) as stored:
        scale = stored[name + SCALE]
    return Rows(_mapped(path, f"{name}.npy"), scale)


def _mapped(path: Path, member: str) -> NDArray[np.int8]:
    """An array of a file of NumPy's ``savez``, which packs nothing, where it lies in the file."""
    with zipfile.ZipFile(path) as archive:
        found = archive.getinfo(member)
    if found.compress_type != zipfile.ZIP_STORED:
        raise ValueError(f"{member} in {path} is packed")
    with path.open("rb") as file:
        # Before its bytes a member has a header of its own, with its name and more.
        file.seek(found.header_offset + _HEADER)
        file.seek(sum(struct.unpack("<HH", file.read(4))), os.SEEK_CUR)
        version = np.lib.format.read_magic(file)
        if version != (1, 0):
            raise ValueError(f"{member} in {path} has a header of version {version}")
        shape, in_columns, kind = np.lib.format.read_array_header_1_0(file)
        return np.memmap(path, kind, "r", file.tell(), shape, "F" if in_columns else "C")


def unpack(path: Path, *, but: str = "") -> dict[str, Floats]:
    """Read arrays that `pack` made ready, all or all but one."""
    out: dict[str, Floats] = {}
    with np.load(path, allow_pickle=False) as stored:
        for name in stored.files:
            if not name.endswith(SCALE) and name != but:
                out[name] = stored[name].astype(np.float32)
                if name + SCALE in stored.files:
                    out[name] *= stored[name + SCALE]
    return out
