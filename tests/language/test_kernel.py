"""The compiled kernel computes what NumPy does, for every row alike whatever is read beside it."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Mapping
from importlib.machinery import all_suffixes
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from tests.thoroughness import examples

from stateofplay.language.syntax import decoding
from stateofplay.language.syntax import kernel as kernels
from stateofplay.language.syntax.decoding import tree
from stateofplay.language.syntax.kernel import Activation, Floats, PackedTrees, ParserKernel, load_kernel
from stateofplay.language.syntax.layers import Layers, Linear, layer

WIDTH, INNER = 384, 768
MOST_WEIGHT, MOST_BYTE, MOST_FINE = 64, 255, 127 * 64 - 2


@pytest.fixture(scope="module", params=[256, 512, 8192])
def kernel(request: pytest.FixtureRequest, root: Path, tmp_path_factory: pytest.TempPathFactory) -> ParserKernel:
    spec = importlib.util.spec_from_file_location("hatch_build", root / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    builder = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(builder)
    target = tmp_path_factory.mktemp("kernel") / builder.NAME
    if why := builder.compile_kernel(target):
        pytest.skip(why)
    found = load_kernel(target, request.param)
    if found is None or found.level != request.param:
        pytest.skip(f"this processor has no {request.param} bits")
    return found


def test_the_library_is_not_taken_for_a_module() -> None:
    """Whoever walks the packages would import it: it loads by its path alone."""
    assert not kernels.FILE.name.endswith(tuple(all_suffixes()))


def eight_bits(rng: np.random.Generator, rows: int, columns: int) -> Floats:
    whole = rng.integers(-127, 128, size=(rows, columns))
    whole[np.arange(rows), rng.integers(columns, size=rows)] = 127
    return np.asarray(whole * rng.uniform(1e-4, 1e-3, size=(rows, 1)), dtype=np.float32)


def what_bytes_tell(weight: Floats, bias: Floats, x: Floats, *, fine: bool = False) -> Floats:
    """`x @ weight + bias` as the kernel rounds both, by exact sums of whole numbers."""
    scales = np.maximum(np.abs(weight).max(axis=1), np.float32(1e-30)) / np.float32(127 if fine else MOST_WEIGHT)
    whole = np.rint(weight / scales[:, None]).astype(np.int64)
    scaled = x * scales
    low, high = scaled.min(axis=1, initial=0), scaled.max(axis=1, initial=0)
    span = np.maximum(high - low, np.float32(1e-30))
    most = np.float32(MOST_FINE if fine else MOST_BYTE)
    times = most / span
    zero = np.rint(-low * times / np.float32(64)) * 64 + 32 if fine else np.rint(-low * times)
    zero = zero.astype(np.int64)[:, None]
    octets = np.rint(scaled * times[:, None]).astype(np.int64) + zero
    octets = octets if fine else np.clip(octets, 0, MOST_BYTE)
    assert octets.size == 0 or 0 <= octets.min() <= octets.max() < (1 << 13 if fine else 1 << 8)
    sums = ((octets - zero) @ whole).astype(np.float32).astype(np.float64)
    return (sums * (span / most)[:, None].astype(np.float64) + bias).astype(np.float32)


def like_bytes(weights: Mapping[str, Floats], x: Floats, bounds: list[tuple[int, int]]) -> Floats:
    """A layer in NumPy with products as `what_bytes_tell` has them."""

    class Rounded(np.ndarray[Any, np.dtype[np.float32]]):
        def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Any:
            assert ufunc is np.matmul
            return what_bytes_tell(np.asarray(self), np.float32(0), np.asarray(inputs[0]))

    wrapped = {name: array.view(Rounded) if array.ndim == 2 else array for name, array in weights.items()}
    return layer(wrapped, "layers.0.", x.copy(), bounds)


def network(depth: int, seed: int = 1) -> dict[str, Floats]:
    rng = np.random.default_rng(seed)
    out: dict[str, Floats] = {}
    for n in range(depth):
        sizes = {"qkv": (WIDTH, 3 * WIDTH), "out": (WIDTH, WIDTH), "up": (WIDTH, INNER), "down": (INNER, WIDTH)}
        for name, size in sizes.items():
            out[f"layers.{n}.{name}.weight"] = eight_bits(rng, *size)
            out[f"layers.{n}.{name}.bias"] = rng.normal(size=size[1]).astype(np.float32)
        for name in ("norm1", "norm2"):
            out[f"layers.{n}.{name}.weight"] = np.asarray(rng.uniform(0.5, 1.5, WIDTH), dtype=np.float32)
            out[f"layers.{n}.{name}.bias"] = np.asarray(rng.normal(size=WIDTH) / 10, dtype=np.float32)
    return out


def words(lengths: list[int], seed: int = 2) -> tuple[Floats, list[tuple[int, int]]]:
    ends = np.cumsum([0, *lengths]).tolist()
    x = np.random.default_rng(seed).normal(size=(ends[-1], WIDTH)).astype(np.float32)
    return x, list(pairwise(ends))


@pytest.mark.parametrize("lengths", [[1], [3, 17, 40], [33, 1, 190, 8]])
def test_a_layer_is_what_numpy_makes_of_it(kernel: ParserKernel, lengths: list[int]) -> None:
    weights = network(1)
    packed = kernel.pack_layer(weights, "layers.0.")
    assert packed is not None
    x, bounds = words(lengths)
    found = kernel.run([packed], x, bounds)
    assert np.abs(found - layer(weights, "layers.0.", x.copy(), bounds)).max() < 0.2  # as near as bytes come
    off = np.abs(found - like_bytes(weights, x, bounds))
    assert off.max() < 0.05  # a number half way between two bytes may become either
    assert np.median(off) < 1e-5


@given(lengths=st.lists(st.integers(1, 40), min_size=1, max_size=6), picked=st.integers(0, 5), seed=st.integers(0, 9))
@examples(20)
def test_what_a_passage_gets_does_not_hang_on_the_others(
    kernel: ParserKernel, lengths: list[int], picked: int, seed: int
) -> None:
    weights = network(1)
    packed = kernel.pack_layer(weights, "layers.0.")
    assert packed is not None
    x, bounds = words(lengths, seed)
    begin, end = bounds[picked % len(bounds)]
    together = kernel.run([packed], x, bounds)[begin:end]
    alone = kernel.run([packed], x[begin:end], [(0, end - begin)])
    assert together.tobytes() == alone.tobytes()


@given(
    lengths=st.lists(st.integers(1, 70), min_size=1, max_size=5),
    share=st.sampled_from([0, 0.1, 0.6, 1]),
    seed=st.integers(0, 9),
)
@examples(20)
def test_some_words_of_a_layer_are_what_all_of_it_gives(
    kernel: ParserKernel, lengths: list[int], share: float, seed: int
) -> None:
    packed = kernel.pack_layer(network(1), "layers.0.")
    assert packed is not None
    x, bounds = words(lengths, seed)
    places = np.flatnonzero(np.random.default_rng(seed).random(len(x)) < share)
    found = kernel.some(packed, x, kernel.keys(packed, x), bounds, places)
    assert found.tobytes() == kernel.run([packed], x, bounds)[places].tobytes()


def test_the_last_layer_waits_and_gives_the_same(kernel: ParserKernel, monkeypatch: pytest.MonkeyPatch) -> None:
    weights = network(2)
    x, bounds = words([12, 40, 3])
    monkeypatch.setattr("stateofplay.language.syntax.layers.kernel", lambda: kernel)
    layers = Layers(weights)
    expected = layers.run(x, bounds)
    vectors = layers.begin(x, bounds)
    for asked in (np.array([50, 3, 4]), slice(2, 9), np.array([], dtype=np.int64), slice(None)):
        assert vectors[asked].tobytes() == expected[asked].tobytes()


@pytest.mark.parametrize("outputs", [1, 16, 54, 486])
@pytest.mark.parametrize("rows", [0, 1, 7, 65])
def test_a_product_is_what_numpy_makes_of_it(kernel: ParserKernel, outputs: int, rows: int) -> None:
    rng = np.random.default_rng(3)
    weight, bias = eight_bits(rng, 256, outputs), rng.normal(size=outputs).astype(np.float32)
    packed = kernel.pack(weight, bias)
    assert packed is not None
    x = rng.normal(size=(rows, 256)).astype(np.float32)
    expected = x @ weight + bias
    assert np.allclose(kernel.product(packed, x), expected, atol=0.05)
    assert np.allclose(kernel.product(packed, x, Activation.RELU), np.maximum(expected, 0), atol=0.05)
    fine = kernel.pack(weight, bias, fine=True)
    assert fine is not None
    assert np.allclose(kernel.product(fine, x), expected, atol=0.003)


WEIGHTS: dict[str, Callable[[np.random.Generator, tuple[int, int]], NDArray[Any]]] = {
    "any": lambda rng, size: rng.integers(-MOST_WEIGHT, MOST_WEIGHT + 1, size=size),
    "small": lambda rng, size: rng.integers(-9, 10, size=size),
    "all the highest": lambda rng, size: np.full(size, MOST_WEIGHT),
    "all the lowest": lambda rng, size: np.full(size, -MOST_WEIGHT),
    "high and low by turns": lambda rng, size: np.where(np.indices(size).sum(axis=0) % 2, MOST_WEIGHT, -MOST_WEIGHT),
    "none": lambda rng, size: np.zeros(size, dtype=np.int64),
}
ROWS: dict[str, Callable[[np.random.Generator, tuple[int, int]], NDArray[Any]]] = {
    "any": lambda rng, size: rng.normal(size=size),
    "above nought": lambda rng, size: rng.uniform(0.9, 1, size=size),
    "below nought": lambda rng, size: -rng.uniform(0.9, 1, size=size),
    "all the highest": lambda rng, size: np.full(size, 3.0),
    "all the lowest": lambda rng, size: np.full(size, -3.0),
    "high or low": lambda rng, size: rng.choice([-1.0, 1.0], size=size),
    "one far out": lambda rng, size: np.where(np.arange(size[1]) == rng.integers(size[1]), 90, rng.normal(size=size)),
    "none": lambda rng, size: np.zeros(size),
}


@pytest.mark.parametrize("weights", WEIGHTS)
@pytest.mark.parametrize("numbers", ROWS)
@pytest.mark.parametrize("fine", [False, True])
def test_sums_are_exact_whatever_is_multiplied(kernel: ParserKernel, weights: str, numbers: str, *, fine: bool) -> None:
    rng = np.random.default_rng(11)
    for rows, inputs in ((1, 32), (5, 1536), (70, 96), (7, 384), (53, 64)):
        outputs = int(rng.integers(1, 80))
        whole = WEIGHTS[weights](rng, (inputs, outputs)) + np.zeros((inputs, outputs))
        whole = np.clip(2 * whole, -127, 127) if fine else whole
        if whole.any():
            whole[:, rng.integers(outputs)] = 127 if fine else MOST_WEIGHT  # by which the kernel knows the scale
        weight = np.asarray(whole * rng.choice([2.0**-9, 2.0**-8], size=(inputs, 1)), dtype=np.float32)
        if numbers.startswith("all"):
            weight = np.asarray(whole * 2.0**-8, dtype=np.float32)  # so that all bytes are alike
        bias = rng.normal(size=outputs).astype(np.float32)
        x = ROWS[numbers](rng, (rows, inputs)).astype(np.float32)
        packed = kernel.pack(weight, bias, fine=fine)
        assert packed is not None
        expected, found = what_bytes_tell(weight, bias, x, fine=fine), kernel.product(packed, x)
        assert np.allclose(found, expected, rtol=2e-7, atol=1e-6)


@pytest.mark.parametrize("numbers", ROWS)
@pytest.mark.parametrize("fine", [False, True])
def test_processors_agree_to_the_last_digit_of_a_sum(kernel: ParserKernel, numbers: str, *, fine: bool) -> None:
    if kernel.level == 256:
        pytest.skip("it needs two to agree")
    narrow = load_kernel(kernel.file, 256)
    assert narrow is not None
    rng = np.random.default_rng(12)
    weight, bias = eight_bits(rng, 384, 75), rng.normal(size=75).astype(np.float32)
    x = ROWS[numbers](rng, (37, 384)).astype(np.float32)
    wide, plain = kernel.pack(weight, bias, fine=fine), narrow.pack(weight, bias, fine=fine)
    assert wide is not None
    assert plain is not None
    assert kernel.product(wide, x).tobytes() == narrow.product(plain, x).tobytes()


def test_a_library_of_other_sources_is_refused(kernel: ParserKernel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernels, "VERSION", kernels.VERSION + 1)
    assert load_kernel(kernel.file) is None


@pytest.mark.parametrize("inputs", [96, 384])
def test_tiles_tell_what_vectors_tell_to_the_last_digit(kernel: ParserKernel, inputs: int) -> None:
    if kernel.level != 8192:
        pytest.skip("one of the two is enough")
    vectors = load_kernel(kernel.file, 512)
    assert vectors is not None
    rng = np.random.default_rng(6)
    weight, bias = eight_bits(rng, inputs, 75), rng.normal(size=75).astype(np.float32)
    x = rng.normal(size=(37, inputs)).astype(np.float32)
    tiled, plain = kernel.pack(weight, bias), vectors.pack(weight, bias)
    assert tiled is not None
    assert plain is not None
    assert kernel.product(tiled, x).tobytes() == vectors.product(plain, x).tobytes()
    weights = network(1)
    x, bounds = words([3, 17, 40])
    layers = [k.pack_layer(weights, "layers.0.") for k in (kernel, vectors)]
    assert layers[0] is not None
    assert layers[1] is not None
    assert kernel.run([layers[0]], x, bounds).tobytes() == vectors.run([layers[1]], x, bounds).tobytes()


@pytest.mark.parametrize("pairs", [0, 1, 50])
def test_pairs_are_joined_as_numpy_joins_them(kernel: ParserKernel, pairs: int) -> None:
    rng = np.random.default_rng(7)
    left, right, table = (rng.normal(size=(size, 48)).astype(np.float32) for size in (5, 9, 20))
    rows, columns, places = rng.integers(5, size=pairs), rng.integers(9, size=pairs), rng.integers(20, size=(pairs, 3))
    expected = left[rows] + right[columns]
    for place in places.T:
        expected += table[place]
    found = kernel.join(left, right, table, rows, columns, places)
    assert found.tobytes() == np.maximum(expected, 0).tobytes()
    sums = np.zeros((5, 48), dtype=np.float32)
    np.add.at(sums, rows, found)
    assert np.array_equal(kernel.add_rows(found, rows, 5), sums)


def test_what_is_no_row_is_refused(kernel: ParserKernel) -> None:
    table = np.zeros((3, 16), dtype=np.float32)
    one, far = np.zeros(1, dtype=np.int64), np.full(1, 3)
    with pytest.raises(AssertionError):
        kernel.join(table, table, table, far, one, one[:, None])
    with pytest.raises(AssertionError):
        kernel.add_rows(table[:1], far, 3)


@given(size=st.integers(1, 7), before=st.integers(0, 3), seed=st.integers(0, 999))
@examples(40)
def test_the_tree_is_that_of_the_rules(kernel: ParserKernel, size: int, before: int, seed: int) -> None:
    whole = before + size + 2
    scores = np.random.default_rng(seed).normal(size=(whole, whole + 1)).astype(np.float32)
    heads = np.empty(size, dtype=np.int64)
    inside = scores[before : before + size]
    expected = tree(np.concatenate([inside[:, :1], inside[:, before + 1 : before + size + 1]], axis=1))
    if kernel.tree(scores, before, before + size, heads):
        assert heads.tolist() == expected.tolist()


def test_words_that_hang_on_one_another_are_told_to_be_no_tree(kernel: ParserKernel) -> None:
    scores = np.array([[9, 0, 0, 0], [0, 0, 0, 5], [0, 0, 5, 0]], dtype=np.float32)
    assert not kernel.tree(scores, 0, 3, np.empty(3, dtype=np.int64))


def test_leaves_are_those_to_which_the_nodes_lead(kernel: ParserKernel) -> None:
    numbers = {name: np.array(n, dtype=np.int64) for name, n in (("roots", [0, 3]), ("feature", [1, 0, 0, 0, 0, 0]))}
    children = np.array([2, 1, 1, 1, 2, 2, 5, 4, 4, 4, 5, 5])
    trees = PackedTrees(
        **numbers, threshold=np.array([0.5, 0, 0, 1.5, 0, 0]), children=children,
        value=np.array([0, 10.0, 20.0, 0, 1.0, 2.0]), depth=1, widest=1,
    )  # fmt: skip
    assert kernel.leaves(trees, np.array([[1.0, 0.5], [2.0, 0.6]])).tolist() == [[10.0, 1.0], [20.0, 2.0]]
    with pytest.raises(AssertionError):
        kernel.leaves(trees, np.zeros((1, 1)))


@pytest.mark.parametrize("words", [0, 1, 37])
def test_words_get_what_their_features_add_as_numpy_adds_it(kernel: ParserKernel, words: int) -> None:
    rng = np.random.default_rng(8)
    states = rng.normal(size=(words, 48)).astype(np.float16)
    tables = [rng.normal(size=(size, 48)).astype(np.float32) for size in (3, 7)]
    features = np.stack([rng.integers(3, size=words), rng.integers(7, size=words)], axis=1)
    expected = states.astype(np.float32)
    for table, column in zip(tables, features.T, strict=True):
        expected += table[column]
    assert kernel.feed(states, tables, features).tobytes() == expected.tobytes()
    with pytest.raises(AssertionError):
        kernel.feed(np.zeros((1, 48), dtype=np.float16), tables, np.array([[0, 7]]))


def test_numbers_are_halved_as_numpy_rounds_them(kernel: ParserKernel) -> None:
    rng = np.random.default_rng(9)
    x = (rng.normal(size=(40, 32)) * 10.0 ** rng.integers(-9, 4, size=(40, 1))).astype(np.float32)
    x[0, :4] = 2049, 2051, 1 + 2**-11, 1 + 3 * 2**-11  # half way between two
    begin, to = rng.permutation(40)[:25], rng.permutation(50)[:25]
    out, expected = np.zeros((50, 32), dtype=np.float16), np.zeros((50, 32), dtype=np.float16)
    expected[to] = x[begin]
    kernel.halve(x, begin, to, out)
    assert out.tobytes() == expected.tobytes()
    with pytest.raises(AssertionError):
        kernel.halve(x, begin, np.full(25, 50), out)


@given(words=st.integers(1, 9), seed=st.integers(0, 999), whole=st.booleans())
@examples(60)
def test_the_best_tags_are_those_of_the_rules(kernel: ParserKernel, words: int, seed: int, *, whole: bool) -> None:
    tags = ("O", "B-A", "I-A", "E-A", "S-A", "B-B", "I-B", "E-B", "S-B")
    scores = np.random.default_rng(seed).normal(size=(words, len(tags) + 3)).astype(np.float32)[:, 2:-1]
    scores = np.round(scores) if whole else scores  # of two that are as good the first counts
    edges = [np.array([tag[0] in ends for tag in tags]) for ends in ("OBS", "OES")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(decoding, "kernel", lambda: None)
        expected = decoding.name_path(scores, tags)
    assert kernel.path(scores, decoding.transitions(tags), *edges).tolist() == expected.tolist()


def test_a_row_of_noughts_gives_the_bias(kernel: ParserKernel) -> None:
    packed = kernel.pack(eight_bits(np.random.default_rng(4), 384, 20), np.arange(20, dtype=np.float32))
    assert packed is not None
    assert kernel.product(packed, np.zeros((2, 384), dtype=np.float32)).tolist() == [list(range(20))] * 2


def test_weights_of_another_kind_are_left_to_numpy(kernel: ParserKernel) -> None:
    rng = np.random.default_rng(5)
    assert kernel.pack(rng.normal(size=(384, 384)).astype(np.float32), np.zeros(384, dtype=np.float32)) is None
    assert kernel.pack(eight_bits(rng, 30, 8), np.zeros(8, dtype=np.float32)) is None


def test_layers_and_products_ask_the_kernel_where_there_is_one(
    kernel: ParserKernel, monkeypatch: pytest.MonkeyPatch
) -> None:
    from stateofplay.language.syntax import layers as module

    weights = network(2)
    x, bounds = words([5, 9])
    monkeypatch.setattr(module, "kernel", lambda: None)
    plain = Layers(weights).run(x.copy(), bounds)
    bias = np.zeros(WIDTH, dtype=np.float32)
    product = Linear(weights["layers.0.out.weight"], bias)(x)
    monkeypatch.setattr(module, "kernel", lambda: kernel)
    compiled = Layers(weights).run(x, bounds)
    assert 0 < np.abs(compiled - plain).max() < 0.5
    assert 0 < np.abs(Linear(weights["layers.0.out.weight"], bias)(x) - product).max() < 0.1


def test_the_environment_turns_it_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(kernels.SWITCH, "numpy")
    kernels.kernel.cache_clear()
    try:
        assert kernels.kernel() is None
    finally:
        kernels.kernel.cache_clear()
