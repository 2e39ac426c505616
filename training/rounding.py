"""The network's weights that the compiled kernel multiplies, as whole numbers up to 64: ``python -m training.rounding``.

A product rounds what comes in to bytes, and two bytes times two such weights fit in 16 bits (``language/syntax/kernel.c``). The
kernel rounds finer weights by itself; here they are rounded one row after the other, the rows that matter most first, and
what rounding a row does to the sums is made up for by the rows that are left, as far as pages of our own put numbers through
them that go together (Frantar and others, "GPTQ", 2023; Hassibi and Stork, 1993). Those pages are read in NumPy, with the
weights as they were. Weights that are rounded already stay as they are.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, MutableMapping
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from training.claims.markup import parse_page

Doubles = NDArray[np.float64]
MOST = 64
DAMP = 0.001
"""Of the mean square of what comes in, added to each: rows that our pages hardly use are not bent for others."""
PAGES = Path(__file__).parent / "claims" / "pages"
SOURCES = Path(__file__).parent.parent / "src" / "stateofplay"


class Watched(np.ndarray[Any, np.dtype[np.float32]]):
    """Weights that add up the products of what is multiplied with them."""

    gram: Doubles

    @classmethod
    def of(cls, weights: NDArray[np.float32]) -> Self:
        out = weights.view(cls)
        out.gram = np.zeros((len(weights), len(weights)))
        return out

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Any:
        if ufunc is np.matmul and inputs[1] is self:
            self.gram += inputs[0].T @ inputs[0]
        plain = [np.asarray(array) if isinstance(array, Watched) else array for array in inputs]
        return getattr(ufunc, method)(*plain, **options)


def rounded(weights: Doubles, gram: Doubles) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Whole numbers and a scale for each row, with which sums come out nearly as with `weights`.

    >>> rng = np.random.default_rng(1)
    >>> x = rng.normal(size=(200, 4)) @ rng.normal(size=(4, 32)) + 0.1 * rng.normal(size=(200, 32))
    >>> weights = rng.normal(size=(32, 48))
    >>> whole, scale = rounded(weights, x.T @ x)
    >>> int(np.abs(whole).max()), whole.shape, scale.shape
    (64, (32, 48), (32, 1))
    >>> step = np.abs(weights).max(axis=1, keepdims=True) / 64
    >>> nearest = np.round(weights / step) * step
    >>> bool(np.abs(x @ (whole * scale - weights)).mean() < 0.5 * np.abs(x @ (nearest - weights)).mean())
    True
    """
    damped = gram + np.eye(len(gram)) * (DAMP * np.trace(gram) / len(gram) + 1e-9)
    order = np.argsort(-np.diag(gram), kind="stable")
    left = weights[order].copy()
    inverse = np.linalg.inv(damped[np.ix_(order, order)])
    upper = np.linalg.cholesky((inverse + inverse.T) / 2).T
    whole, scale = np.empty(weights.shape, dtype=np.int8), np.empty((len(weights), 1), dtype=np.float32)
    for at, row in enumerate(order):
        step = np.float32(max(np.abs(left[at]).max(), 1e-8) / MOST)
        nearest = np.round(left[at] / step)
        whole[row], scale[row] = nearest, step
        left[at + 1 :] -= np.outer(upper[at, at + 1 :] / upper[at, at], left[at] - nearest * step)
    return whole, scale


def watch(weights: MutableMapping[str, Any], names: Iterable[str]) -> dict[str, Watched]:
    """Watch weights by name, those alone that a file holds as whole numbers."""
    from stateofplay.language.syntax.arrays import SMALL

    watched = {name: Watched.of(weights[name]) for name in names if weights[name].size > SMALL}
    weights.update(watched)
    return watched


def rewrite(file: Path, watched: dict[str, Watched]) -> None:
    """Write a file of weights anew with those that were watched rounded; the others stay as they are."""
    from stateofplay.language.syntax.arrays import SCALE

    with np.load(file, allow_pickle=False) as stored:
        arrays = dict(stored)
    for name, weights in watched.items():
        exact = np.asarray(weights, dtype=np.float64)
        before = arrays[name].astype(np.float64) * arrays[name + SCALE]
        assert np.allclose(before, exact, rtol=1e-5)
        arrays[name], arrays[name + SCALE] = rounded(exact, weights.gram)
        off = arrays[name].astype(np.float64) * arrays[name + SCALE] - exact
        power = np.einsum("ij,ij->", weights.gram @ off, off) / np.einsum("ij,ij->", weights.gram @ exact, exact)
        print(f"{file.parent.name} {name}: {power**0.5:.5f} of what comes out")
    np.savez(file, allow_pickle=False, **arrays)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "pages", type=Path, nargs="?", default=PAGES, help="a folder of pages as in training/claims/pages"
    )
    options = parser.parse_args()
    os.environ["STATEOFPLAY_KERNEL"] = "numpy"
    from stateofplay.finding.learned.reader import shipped
    from stateofplay.language.syntax.kernel import PRODUCTS
    from stateofplay.service.reading import read

    network_weights = dict(shipped().weights)
    shipped().weights = network_weights
    layers = tuple(f".{name}.weight" for name in PRODUCTS)
    of_network = watch(network_weights, [name for name in network_weights if name.endswith(layers)])
    for path in sorted(options.pages.glob("*.page")):
        page = parse_page(path.read_text(encoding="utf-8"), name=path.name)
        read(page.text.encode(), published=page.published)
    rewrite(SOURCES / "finding" / "learned" / "model" / "graph.npz", of_network)


if __name__ == "__main__":
    main()
