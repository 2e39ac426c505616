"""The compiled kernel: a network's layers and products in whole numbers, where it was compiled and the processor can.

``kernel.c`` is compiled when the package is installed and a C compiler is at hand (`make kernel` does it again). Without it,
on another kind of processor, or with ``STATEOFPLAY_KERNEL=numpy`` in the environment, NumPy does the same in floats; answers
differ in their third digit (docs/speed.md).
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
Doubles = NDArray[np.float64]
Halves = NDArray[np.float16]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
LANES = 16
"""Numbers of one step of `ParserKernel.join`, `feed` and `halve`."""
FILE = Path(__file__).with_name("kernel.bin")
VERSION = 5
"""Which library is asked; one that was compiled from other sources holds its numbers otherwise."""
SWITCH = "STATEOFPLAY_KERNEL"
PRODUCTS = ("qkv", "out", "up", "down")
NORMS = ("norm1.weight", "norm1.bias", "norm2.weight", "norm2.bias")
MOST_TAGS = 64
"""Tags of `ParserKernel.path`."""
HEAD = 32
"""Numbers of one head of attention, a multiple of which the kernel wants, and of a block that is summed up in 16 bits."""
MOST_INPUTS = 2048
"""Numbers that come in of which even sums of fine ones fit in 32 bits."""
LINE = 64
"""Bytes of a line of the cache."""
WORDS = 256
"""The level that sums up in 16 bits."""


_OTHER_KIND = 1
"""What packing answers to weights that it does not know."""


class Activation(IntEnum):
    """What is done to a product before it is told, as in ``kernel.c``."""

    PLAIN = 0
    RELU = 1


class _Product(ctypes.Structure):
    _fields_ = (
        *((name, ctypes.c_void_p) for name in ("table", "scales", "bias", "sums", "parts", "room")),
        ("inputs", ctypes.c_int32),
        ("columns", ctypes.c_int32),
        ("fine", ctypes.c_int32),
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


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedTrees:
    """Trees as the kernel walks them, see `language.trees`: all arrays in one row, whole numbers in 64 bits."""

    roots: Ints
    feature: Ints
    threshold: Doubles
    children: Ints
    value: Doubles
    depth: int
    widest: int
    """The highest column of measures that a node asks for."""


class ParserKernel:
    """The library, on a processor that runs it."""

    def __init__(self, library: ctypes.CDLL, level: int, file: Path) -> None:
        self.level = level
        """Bits that are multiplied at once: 8192 where products go through tiles."""
        self.file = file
        self._library = library
        self._panel = int(library.sop_panel(level))
        library.sop_bytes.restype = ctypes.c_int64

    def pack(self, weight: Floats, bias: Floats, *, fine: bool = False) -> Packed | None:
        """Make weights ready; None where their rows are not whole numbers up to 64 or to 127 times a scale.

        Those up to 127 are rounded to such up to 64 and what comes in to bytes; where it is `fine`, weights stay as they
        are and what comes in is rounded to 13 bits, which takes twice the time.
        """
        inputs, outputs = weight.shape
        columns = -(-outputs // self._panel) * self._panel
        if inputs % HEAD or inputs > MOST_INPUTS:
            return None
        weight = np.ascontiguousarray(weight, dtype=np.float32)
        blocks = inputs // HEAD if self.level == WORDS else 0
        table = _aligned(self._library.sop_bytes(self.level, inputs, columns), np.int8)
        parts, room = _aligned(blocks * columns * 2, np.int16), _aligned(blocks * columns // self._panel * 2, np.int32)
        scales, sums = np.empty(inputs, dtype=np.float32), _aligned(columns, np.int32)
        padded = np.zeros(columns, dtype=np.float32)
        padded[:outputs] = bias
        answer = self._library.sop_pack(
            self.level, _at(weight), inputs, outputs, columns, int(fine), *map(_at, (table, scales, sums, parts, room))
        )
        if answer == _OTHER_KIND:
            return None
        self._done(answer)
        held = (table, scales, padded, sums, parts, room)
        raw = _Product(*(array.ctypes.data for array in held), inputs, columns, fine)
        return Packed(raw=raw, outputs=outputs, held=held)

    def pack_layer(self, weights: Mapping[str, Floats], prefix: str, *, fine: bool = False) -> Packed | None:
        """Make a layer ready; None where its weights are not of that kind."""
        products = []
        for name in PRODUCTS:
            product = self.pack(weights[f"{prefix}{name}.weight"], weights[f"{prefix}{name}.bias"], fine=fine)
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

    def keys(self, layer: Packed, x: Floats) -> Floats:
        """What words look at in a layer, for `some`; `x` is what the layer before it made of them."""
        out = np.empty((len(x), 2 * x.shape[1]), dtype=np.float32)
        assert x.flags.c_contiguous
        self._done(self._library.sop_keys(self.level, ctypes.byref(layer.raw), _at(x), len(x), _at(out)))
        return out

    def some(self, layer: Packed, x: Floats, keys: Floats, bounds: Sequence[tuple[int, int]], places: Ints) -> Floats:
        """What a layer makes of some words, the rows `places`, which rise and lie in passages; what `run` makes of them."""
        assert x.flags.c_contiguous
        assert keys.shape == (len(x), 2 * x.shape[1])
        assert not places.size or 0 <= places.min() <= places.max() < len(x)
        passages, picked = np.array(bounds, dtype=np.int32).reshape(-1, 2), places.astype(np.int32)
        out = np.empty((len(places), x.shape[1]), dtype=np.float32)
        self._done(
            self._library.sop_some(
                self.level, ctypes.byref(layer.raw), _at(x), _at(keys), _at(passages), len(passages), _at(picked),
                len(picked), _at(out),
            )
        )  # fmt: skip
        return out

    def join(self, left: Floats, right: Floats, table: Floats, rows: Ints, columns: Ints, places: Ints) -> Floats:
        """The sum of a row of `left`, one of `right` and several of `table` for each pair, nought for what is below it."""
        width = left.shape[1]
        assert width % LANES == 0
        left, right, table = (np.ascontiguousarray(a, dtype=np.float32) for a in (left, right, table))
        rows, columns, places = (np.ascontiguousarray(a, dtype=np.int64) for a in (rows, columns, places))
        for index, among in ((rows, left), (columns, right), (places, table)):
            assert not index.size or 0 <= index.min() <= index.max() < len(among)
        out = np.empty((len(rows), width), dtype=np.float32)
        self._library.sop_join(
            self.level, _at(left), _at(right), _at(table), _at(rows), _at(columns), _at(places), ctypes.c_int64(len(rows)),
            places.shape[1], width, _at(out),
        )  # fmt: skip
        return out

    def add_rows(self, rows: Floats, places: Ints, count: int) -> Floats:
        """`count` rows of sums: each of `rows` is added to the one that `places` names, in their order."""
        rows, places = np.ascontiguousarray(rows, dtype=np.float32), np.ascontiguousarray(places, dtype=np.int64)
        assert not places.size or 0 <= places.min() <= places.max() < count
        out = np.zeros((count, rows.shape[1]), dtype=np.float32)
        self._library.sop_add_rows(_at(rows), _at(places), ctypes.c_int64(len(rows)), rows.shape[1], _at(out))
        return out

    def feed(self, states: Halves, tables: Sequence[Floats], features: Ints) -> Floats:
        """Each row of `states`, and what the row of each table adds that `features` names for it, a column a table, in turn."""
        width = states.shape[1]
        assert width % LANES == 0
        assert features.shape == (len(states), len(tables))
        states, features = (
            np.ascontiguousarray(states, dtype=np.float16),
            np.ascontiguousarray(features, dtype=np.int64),
        )
        for table, column in zip(tables, features.T, strict=True):
            assert table.shape[1] == width
            assert table.flags.c_contiguous
            assert table.dtype == np.float32
            assert not column.size or 0 <= column.min() <= column.max() < len(table)
        out = np.empty(states.shape, dtype=np.float32)
        places = (ctypes.c_void_p * len(tables))(*(table.ctypes.data for table in tables))
        self._library.sop_feed(
            self.level, _at(states), places, _at(features), ctypes.c_int64(len(states)), len(tables), width, _at(out)
        )
        return out

    def halve(self, x: Floats, begin: Ints, to: Ints, out: Halves) -> None:
        """Write the rows `begin` of `x` into the rows `to` of `out`, in 16 bits, as NumPy rounds them."""
        width = x.shape[1]
        assert width % LANES == 0
        assert out.shape[1] == width
        assert out.dtype == np.float16
        assert out.flags.c_contiguous
        assert len(begin) == len(to)
        x = np.ascontiguousarray(x, dtype=np.float32)
        begin, to = np.ascontiguousarray(begin, dtype=np.int64), np.ascontiguousarray(to, dtype=np.int64)
        for index, among in ((begin, x), (to, out)):
            assert not index.size or 0 <= index.min() <= index.max() < len(among)
        self._library.sop_halve(self.level, _at(x), _at(begin), _at(to), ctypes.c_int64(len(begin)), width, _at(out))

    def tree(self, scores: Floats, first: int, last: int, heads: Ints) -> bool:
        """The heads of the sentence ``first:last`` of a passage, as `decoding.tree` tells them; false where they make no tree.

        `scores` is (words, 1 + words) as in `encoder.Scores`.
        """
        assert scores.flags.c_contiguous
        assert scores.dtype == np.float32
        assert heads.flags.c_contiguous
        assert 0 <= first < last <= len(scores) < scores.shape[1]
        assert last - first == len(heads)
        stride, begin = scores.shape[1], scores.ctypes.data
        root, others = (begin + 4 * (first * stride + column) for column in (0, first + 1))
        return not self._library.sop_tree(
            ctypes.c_void_p(root), ctypes.c_void_p(others), ctypes.c_int64(stride), last - first, _at(heads)
        )

    def path(self, scores: Floats, allowed: Bools, opening: Bools, closing: Bools) -> Ints:
        """The best sequence of tags of some words, as `decoding.name_path` tells it."""
        words, tags = scores.shape
        assert 0 < tags <= MOST_TAGS
        assert allowed.shape == (tags, tags)
        assert opening.shape == closing.shape == (tags,)
        assert words
        assert scores.dtype == np.float32
        assert scores.strides[1] == scores.itemsize
        back, found = np.empty((words, tags), dtype=np.uint8), np.empty(words, dtype=np.int64)
        tables = [np.ascontiguousarray(table, dtype=np.bool_) for table in (allowed, opening, closing)]
        self._library.sop_path(
            _at(scores), ctypes.c_int64(scores.strides[0] // scores.itemsize), ctypes.c_int64(words), tags,
            *map(_at, tables), _at(back), _at(found),
        )  # fmt: skip
        return found

    def leaves(self, trees: PackedTrees, measures: Doubles) -> Doubles:
        """The value of the leaf of each tree to which each row of measures comes."""
        measures = np.ascontiguousarray(measures, dtype=np.float64)
        assert measures.shape[1] > trees.widest
        out = np.empty((len(measures), len(trees.roots)), dtype=np.float64)
        self._library.sop_leaves(
            _at(measures), ctypes.c_int64(len(measures)), ctypes.c_int64(measures.shape[1]), _at(trees.roots),
            ctypes.c_int64(len(trees.roots)), _at(trees.feature), _at(trees.threshold), _at(trees.children), trees.depth,
            _at(trees.value), _at(out),
        )  # fmt: skip
        return out

    def _done(self, answer: int) -> None:
        if answer:
            raise MemoryError("no memory for the numbers of a text")


def _aligned(size: int, kind: type[np.generic]) -> NDArray[Any]:
    """Room for numbers that begins with a line of the cache: a vector that lies in two takes twice as long to load."""
    room = np.empty(size * np.dtype(kind).itemsize + LINE, dtype=np.uint8)
    begin = -room.ctypes.data % LINE
    return room[begin : begin + size * np.dtype(kind).itemsize].view(kind)


def _at(array: NDArray[Any]) -> Any:
    """Where the numbers of an array begin. What `array.ctypes` makes to tell it takes twice as long."""
    if array.size and array.flags.c_contiguous and array.flags.writeable:
        return ctypes.byref(ctypes.c_byte.from_buffer(array))  # type: ignore[arg-type]  # an array is a buffer
    return ctypes.c_void_p(array.ctypes.data)


@cache
def kernel() -> ParserKernel | None:
    """The compiled kernel, or None: it was not compiled, the processor does not run it, or the environment says not to.

    >>> kernel() is None or kernel().level in (256, 512, 8192)
    True
    """
    return None if os.environ.get(SWITCH) == "numpy" or not FILE.is_file() else load_kernel(FILE)


def load_kernel(file: Path, level: int | None = None) -> ParserKernel | None:
    """The kernel in a compiled library, at the widest level that the processor runs, or narrower where asked."""
    library = ctypes.CDLL(str(file))
    if library.sop_version() != VERSION:
        return None
    best = int(library.sop_level())
    return ParserKernel(library, min(level or best, best), file) if best else None
