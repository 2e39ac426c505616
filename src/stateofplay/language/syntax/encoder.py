"""The forward pass of the network: a short transformer over words, then one score table per question.

Words of all passages lie in one matrix, so every projection is one product; only attention runs passage by passage.
Training lives outside the package (``training/network.py``) and must compute the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from stateofplay.language.syntax.arrays import Rows
from stateofplay.language.syntax.layers import Floats, Layers, Linear, normalise


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """What the network thinks of the words of some passages, one row a word.

    ``arcs[p]`` is, for passage ``p``, (words, 1 + words): how well each word would hang under the root or another word.
    """

    upos: Floats
    feats: Floats
    lemmas: Floats
    names: Floats
    starts: Floats
    arcs: tuple[Floats, ...]
    vectors: Floats
    rows: NDArray[np.intp]


class Encoder:
    """The weights, ready to run.

    Parameters
    ----------
    weights
        Arrays by the names that ``training/export.py`` gives them.
    split
        How many columns of the tag table belong to upos, feats, lemmas, names and starts.
    pieces
        The vectors of pieces of words, a row each.
    """

    def __init__(self, weights: dict[str, Floats], split: tuple[int, ...], pieces: Rows | Floats) -> None:
        self.weights = weights
        self.pieces = pieces
        self.cuts = np.cumsum(split)[:-1]

    @cached_property
    def layers(self) -> Layers:
        """The network between the words and the answers."""
        return Layers(self.weights, fine=True)  # of bytes one word in 170 would hang elsewhere

    @cached_property
    def answers(self) -> dict[str, Linear]:
        """What asks the vectors, by name."""
        w = self.weights
        names = ("tags", "arc_head", "arc_dep", "arc", "rel_head", "rel_dep", "rel")
        return {name: Linear(w[name + ".weight"], w[name + ".bias"], fine=True) for name in names}

    @property
    def longest(self) -> int:
        """How many words a passage may have."""
        return len(self.weights["position"]) - 2

    def embed(self, pieces: Sequence[Sequence[int]], shapes: Sequence[int], endings: Sequence[int]) -> Floats:
        """The vectors of some words before they have a place in a passage, a row each."""
        w = self.weights
        out = np.empty((len(pieces), w["shapes"].shape[1]), dtype=np.float32)
        sizes = np.array([len(some) for some in pieces])
        for size in sorted(set(sizes.tolist())):
            alike = np.flatnonzero(sizes == size)
            out[alike] = self.pieces[np.array([pieces[place] for place in alike.tolist()])].mean(axis=1)
        out += w["shapes"][shapes]
        out += w["endings"][endings]
        return out

    def part(self, words: Floats, spaces: NDArray[np.intp]) -> Floats:
        """The vectors of some words (from `embed`) and of whether a space follows each."""
        out = self.weights["space"].take(spaces, axis=0)
        out += words
        return out

    def place(self, words: Floats, lengths: Sequence[int]) -> tuple[Floats, NDArray[np.intp], list[tuple[int, int]]]:
        """Words (from `part`) of passages as they enter the layers, with a mark before and behind each passage.

        Returns
        -------
        tuple
            The vectors, which rows of them are words, and where each passage begins and ends.
        """
        w = self.weights
        rows = np.empty(len(words), dtype=np.intp)
        x = np.empty((len(words) + 2 * len(lengths), words.shape[1]), dtype=np.float32)
        bounds = []
        start = word = 0
        for length in lengths:
            rows[word : word + length] = np.arange(start + 1, start + 1 + length)
            x[start] = w["edges"][0]
            x[start + 1 + length] = w["edges"][1]
            bounds.append((start, start + length + 2))
            start += length + 2
            word += length
        x[rows] = words
        longest = len(w["position"])
        for begin, end in bounds:
            x[begin : min(end, begin + longest)] += w["position"][: end - begin]
            x[begin + longest : end] += w["position"][-1]  # further on than any place that was learned
        return normalise(x, w["norm.weight"], w["norm.bias"]), rows, bounds

    def score(self, words: Floats, lengths: list[int]) -> Scores:
        """Scores for passages that lie one after the other in ``words`` (from `part`); ``lengths`` says where each ends."""
        x, rows, bounds = self.place(words, lengths)
        x = self.layers.run(x, bounds)
        vectors = x[rows]
        tags = self.answers["tags"](vectors)
        upos, feats, lemmas, names, starts = np.split(tags, self.cuts, axis=1)
        return Scores(
            upos=upos, feats=feats, lemmas=lemmas, names=names, starts=starts,
            arcs=self._arcs(x, vectors, bounds), vectors=x, rows=rows,
        )  # fmt: skip

    def _arcs(self, x: Floats, vectors: Floats, bounds: list[tuple[int, int]]) -> tuple[Floats, ...]:
        heads = self.answers["arc_head"].rectified(x)
        deps = self.answers["arc"](self.answers["arc_dep"].rectified(vectors))
        bias = heads @ self.weights["arc_bias.weight"]
        scale = np.float32(heads.shape[1] ** -0.5)
        tables = []
        word = 0
        for begin, end in bounds:
            size = end - begin - 2
            table = (deps[word : word + size] @ heads[begin : end - 1].T) * scale
            table += bias[begin : end - 1].T
            tables.append(table)
            word += size
        return tuple(tables)

    def relations(self, scores: Scores, heads: NDArray[np.intp]) -> Floats:
        """Scores of the relations between each word and its head; ``heads`` are rows of ``scores.vectors``."""
        hidden = self.answers["rel_head"](scores.vectors)[heads]
        hidden += self.answers["rel_dep"](scores.vectors[scores.rows])
        return self.answers["rel"](np.maximum(hidden, 0, out=hidden))
