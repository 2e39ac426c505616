"""The network of the learned reader in NumPy: layers over words as they enter the parser, then a graph over words.

Training lives outside the package (``training/claims/graph.py``) and must compute the same.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from stateofplay.finding.learned.pairs import COLUMNS, Ints, NearPairs, Parties
from stateofplay.language.syntax.arrays import pack, unpack
from stateofplay.language.syntax.kernel import LANES, kernel
from stateofplay.language.syntax.layers import Floats, Layers, Vectors
from stateofplay.language.syntax.parsing import SHIPPED, open_parser

Halves = NDArray[np.float16]

SIDES = 4
_BELOW, _LAYERS = "below.", "layers."
_FAR, _LIMIT = 40, np.float32(30)
_FARTHEST = 512
"""Words from the head of a run to either end in nearly all sentences."""


@dataclass(frozen=True, slots=True)
class MentionGraph:
    """What the network thinks of one window, a row a word that was asked for.

    ``holders`` is (words, actors, sides), ``actors`` (words, actors, types) and ``recipients`` (words, actors + nobody,
    types), all as factors and not as logarithms; ``triggers`` (words, types). ``tellers`` is (words, actors): who said what
    the word heads.
    """

    holders: Floats
    triggers: Floats
    actors: Floats
    recipients: Floats
    tellers: Floats


class Network:
    """The weights, ready to run."""

    def __init__(self, weights: Mapping[str, Floats], paths: Mapping[str, int]) -> None:
        self.weights = weights
        self.paths = paths
        self.depth = sum(name.startswith(_LAYERS) and name.endswith(".qkv.weight") for name in weights)
        sizes = list(COLUMNS.values())
        self.shift = np.array([sum(sizes[:n]) for n in range(len(sizes))])

    @cached_property
    def layers(self) -> Layers:
        """What runs over words and their features before anything is asked."""
        return Layers({name: array for name, array in self.weights.items() if name.startswith(_LAYERS)})

    @cached_property
    def below(self) -> Layers:
        """What runs over words as they enter, before their features are told."""
        return Layers(
            {_LAYERS + name.removeprefix(_BELOW): w for name, w in self.weights.items() if name.startswith(_BELOW)}
        )

    @cached_property
    def kinds(self) -> int:
        """How many types of event the network tells apart."""
        return int(self.weights["trigger.weight"].shape[1])

    def encode(self, words: Halves, features: Ints, bounds: Sequence[tuple[int, int]]) -> Vectors:
        """Vectors of words in windows that lie one after the other; `words` are as they enter the parser."""
        entrance = open_parser(SHIPPED).model.encoder
        x, rows, marked = entrance.place(words.astype(np.float32), [end - begin for begin, end in bounds])
        return self.layers.begin(self._feed(self.below.run(x, marked), rows, features), bounds)

    def _feed(self, x: Floats, rows: Ints, features: Ints) -> Floats:
        """Some rows with what each feature of a word adds."""
        compiled = kernel()
        if compiled is not None:
            halves = np.empty((len(rows), x.shape[1]), dtype=np.float16)
            compiled.halve(x, rows, np.arange(len(rows)), halves)
            return compiled.feed(halves, self.feeding, features)
        out: Floats = x[rows].astype(np.float16).astype(np.float32)
        for table, column in zip(self.feeding, features.T, strict=True):
            out += table.take(column, axis=0)
        return out

    @cached_property
    def feeding(self) -> tuple[Floats, ...]:
        """What each feature of a word adds to its vector, a table a feature."""
        count = sum(name.startswith("features.") for name in self.weights)
        return tuple(np.ascontiguousarray(self.weights[f"features.{n}.weight"], dtype=np.float32) for n in range(count))

    @cached_property
    def untold(self) -> Floats:
        """What the network adds to each type of event in a sentence of which the rules say nothing, as factors."""
        out: Floats = np.exp(self.weights["told"][0])
        return out

    def issues(self, x: Floats) -> Floats:
        """Scores of each word as the head of an issue: none, then the sides."""
        return self._linear("any", x)

    def triggers(self, x: Floats) -> Floats:
        """How much each word tells an event, by type, as factors."""
        out: Floats = np.exp(np.clip(self._linear("trigger", x), -_LIMIT, _LIMIT))
        return out

    def sayings(self, x: Floats) -> Floats:
        """How much each word heads something said, as factors."""
        out: Floats = np.exp(np.clip(self._linear("says", x)[:, 0], -_LIMIT, _LIMIT))
        return out

    def relate(
        self, words: Floats, mentions: Floats, group: Parties, pairs: NearPairs, triggers: Floats | None = None
    ) -> MentionGraph:
        """Join words with parties: `mentions` holds a row for each row of the group, whatever it is where none stands.

        `triggers` is what `Network.triggers` says of the words, where that is at hand already.
        """
        w = self.weights
        mentions = np.where(group.heads[:, None] >= 0, mentions, w["absent"])
        rows, columns, features = pairs
        left, right = self._linear("left", words), self._linear("right", mentions)
        hidden = self._join(left, right, rows, columns, features + self.shift)
        half = hidden.shape[1] // 2
        told = np.concatenate(
            [
                self._linear("holder", hidden[:, :half]),
                self._linear("party", hidden[:, half:]),
                self._linear("teller", hidden[:, :half]),
            ],
            axis=1,
        )
        np.exp(np.clip(told, -_LIMIT, _LIMIT), out=told)
        count = len(group.actors)
        total = _sums(told, rows * count + group.whose[columns], len(words) * count)
        by_actor: Floats = total.reshape(len(words), count, -1)
        nobody = np.exp(np.clip(self._linear("alone", words), -_LIMIT, _LIMIT))[:, None]
        middle = SIDES + self.kinds
        return MentionGraph(
            by_actor[..., :SIDES],
            self.triggers(words) if triggers is None else triggers,
            by_actor[..., SIDES:middle],
            np.concatenate([by_actor[..., middle:-1], nobody], axis=1),
            by_actor[..., -1],
        )

    def _join(self, left: Floats, right: Floats, rows: Ints, columns: Ints, places: Ints) -> Floats:
        """What each word, each party and each of their features add, nothing below nought; a row a pair."""
        table, compiled = self.weights["pair.weight"], kernel()
        if compiled is not None and left.shape[1] % LANES == 0:
            return compiled.join(left, right, table, rows, columns, places)
        hidden: Floats = left.take(rows, axis=0)
        part = np.empty_like(hidden)  # `take` fills it in place only where it need not raise; all places are there
        hidden += right.take(columns, axis=0, out=part, mode="clip")
        for column in places.T:
            hidden += table.take(column, axis=0, out=part, mode="clip")
        return np.maximum(hidden, 0, out=hidden)

    def span(self, x: Floats | Vectors, head: int, first: int, last: int, name: str = "span") -> Floats:
        """How surely each word from `first` to `last` (exclusive) belongs to what the word `head` heads; above 0 is inside.

        `name` is ``span`` (an issue) or ``content`` (what is said).
        """
        left = self._linear(f"{name}_left", x[head : head + 1])
        out: Floats = self._linear(f"{name}_right", x[first:last]) @ left[0] / 8
        if first - head >= -_FARTHEST and last - head <= _FARTHEST:
            out += self._by_distance[name][first - head + _FARTHEST : last - head + _FARTHEST]
        else:
            out += self.weights[f"{name}_far.weight"][_bounded(np.arange(first, last) - head), 0]
        return out

    @cached_property
    def _by_distance(self) -> Mapping[str, Floats]:
        """What the distance from the head adds, from `_FARTHEST` words before it on."""
        places = _bounded(np.arange(-_FARTHEST, _FARTHEST))
        return {name: self.weights[f"{name}_far.weight"][places, 0] for name in ("span", "content")}

    def kind_of_wish(self, x: Floats) -> Floats:
        """Scores of a word that heads an issue somebody is for, by stance."""
        return self._linear("wish", x)

    def _linear(self, name: str, x: Floats) -> Floats:
        out: Floats = x @ self.weights[name + ".weight"]
        out += self.weights[name + ".bias"]
        return out


def _bounded(distances: Ints) -> Ints:
    """Distances from a head as rows of a table, all that are far alike."""
    return np.clip(distances, -_FAR, _FAR) + _FAR


def _sums(rows: Floats, places: Ints, count: int) -> Floats:
    """`count` rows of sums: each of `rows` counts for the one that `places` names."""
    compiled = kernel()
    if compiled is not None:
        return compiled.add_rows(rows, places, count)
    total = np.zeros((count, rows.shape[1]), dtype=np.float32)
    if len(rows):
        order = np.argsort(places, kind="stable")
        filled, begins = np.unique(places[order], return_index=True)
        total[filled] = np.add.reduceat(rows[order], begins, axis=0)
    return total


def write(folder: Path, weights: Mapping[str, Floats], paths: Mapping[str, int]) -> None:
    """Write ``graph.npz`` and ``graph.json``."""
    folder.mkdir(parents=True, exist_ok=True)
    np.savez(folder / "graph.npz", allow_pickle=False, **pack(weights))
    text = json.dumps(dict(paths), ensure_ascii=False, indent=0)
    (folder / "graph.json").write_text(text + "\n", encoding="utf-8")


def read(folder: Path) -> Network:
    """Read what `write` wrote."""
    return Network(unpack(folder / "graph.npz"), json.loads((folder / "graph.json").read_text(encoding="utf-8")))
