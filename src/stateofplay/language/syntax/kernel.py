"""The compiled kernel: a network's layers and products in whole numbers, where it was compiled and the processor can.

``kernel.c`` is compiled when the package is installed and a C compiler is at hand (`make kernel` does it again). Without it,
on another kind of processor, or with ``STATEOFPLAY_KERNEL=numpy`` in the environment, NumPy does the same in floats; answers
differ in their fourth digit (docs/speed.md).
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
FILE = Path(__file__).with_name("kernel.bin")
VERSION = 1
"""Which calls the library must answer; another's are not made."""
SWITCH = "STATEOFPLAY_KERNEL"
PRODUCTS = ("qkv", "out", "up", "down")
NORMS = ("norm1.weight", "norm1.bias", "norm2.weight", "norm2.bias")
HEAD = 32
"""Numbers of one head of attention, a multiple of which the kernel wants."""


class Activation(IntEnum):
    """What is done to a product before it is told, as in ``kernel.c``."""

    PLAIN = 0
    RELU = 1


class _Product(ctypes.Structure):
    _fields_ = (
        ("table", ctypes.c_void_p),
        ("scales", ctypes.c_void_p),
        ("bias", ctypes.c_void_p),
        ("inputs", ctypes.c_int32),
        ("columns", ctypes.c_int32),
    )


class _Layer(ctypes.Structure):
    _fields_ = (
        *((name, _Product) for name in PRODUCTS),
        *((name.replace(".", "_"), ctypes.c_void_p) for name in NORMS),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """Weights as the kernel wants them, and the arrays that they point into."""

    raw: _Product | _Layer
    outputs: int
    held: tuple[NDArray[Any], ...]


class ParserKernel:
    """The library, on a processor that runs it."""

    def __init__(self, library: ctypes.CDLL, level: int) -> None:
        self.level = level
        self._library = library
        self._panel = int(library.sop_panel(level))

    def pack(self, weight: Floats, bias: Floats) -> Packed | None:
        """Make weights ready; None where their rows are not whole numbers up to 127 times a scale."""
        inputs, outputs = weight.shape
        columns = -(-outputs // self._panel) * self._panel
        if inputs % HEAD:
            return None
        weight = np.ascontiguousarray(weight, dtype=np.float32)
        table = np.empty(inputs * columns, dtype=np.int16)
        scales = np.empty(inputs, dtype=np.float32)
        padded = np.zeros(columns, dtype=np.float32)
        padded[:outputs] = bias
        if self._library.sop_pack(self.level, _at(weight), inputs, outputs, columns, _at(table), _at(scales)):
            return None
        raw = _Product(table.ctypes.data, scales.ctypes.data, padded.ctypes.data, inputs, columns)
        return Packed(raw=raw, outputs=outputs, held=(table, scales, padded))

    def pack_layer(self, weights: Mapping[str, Floats], prefix: str) -> Packed | None:
        """Make a layer ready; None where its weights are not of that kind."""
        products = []
        for name in PRODUCTS:
            product = self.pack(weights[f"{prefix}{name}.weight"], weights[f"{prefix}{name}.bias"])
            if product is None or product.raw.columns != product.outputs:
                return None
            products.append(product)
        norms = tuple(np.ascontiguousarray(weights[prefix + name], dtype=np.float32) for name in NORMS)
        raw = _Layer(*(p.raw for p in products), *(n.ctypes.data for n in norms))
        return Packed(raw=raw, outputs=len(norms[0]), held=(*norms, *(a for p in products for a in p.held)))

    def product(self, packed: Packed, x: Floats, act: Activation = Activation.PLAIN) -> Floats:
        """``x @ weight + bias``; a row does not depend on those beside it."""
        x = np.ascontiguousarray(x, dtype=np.float32)
        out = np.empty((len(x), packed.raw.columns), dtype=np.float32)
        self._done(self._library.sop_product(self.level, ctypes.byref(packed.raw), _at(x), len(x), int(act), _at(out)))
        return out[:, : packed.outputs]

    def run(self, layers: Sequence[Packed], x: Floats, bounds: Sequence[tuple[int, int]]) -> Floats:
        """Run layers over passages that lie one after the other."""
        x = np.array(x, dtype=np.float32, order="C")
        passages = np.array(bounds, dtype=np.int32).reshape(-1, 2)
        for packed in layers:
            self._done(
                self._library.sop_layer(
                    self.level, ctypes.byref(packed.raw), _at(x), len(x), _at(passages), len(passages)
                )
            )
        return x

    def _done(self, answer: int) -> None:
        if answer:
            raise MemoryError("no memory for the numbers of a text")


def _at(array: NDArray[Any]) -> ctypes.c_void_p:
    return ctypes.c_void_p(array.ctypes.data)


@cache
def kernel() -> ParserKernel | None:
    """The compiled kernel, or None: it was not compiled, the processor does not run it, or the environment says not to.

    >>> kernel() is None or kernel().level in (256, 512)
    True
    """
    return None if os.environ.get(SWITCH) == "numpy" or not FILE.is_file() else load_kernel(FILE)


def load_kernel(file: Path, level: int | None = None) -> ParserKernel | None:
    """The kernel in a compiled library, at the widest level that the processor runs, or narrower where asked."""
    library = ctypes.CDLL(str(file))
    if library.sop_version() != VERSION:
        return None
    best = int(library.sop_level())
    return ParserKernel(library, min(level or best, best)) if best else None
