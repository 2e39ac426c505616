"""A linear model over named features, kept in a file: what it says of a set of features, as chances."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import repeat
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from stateofplay.finding.learned.mentions import NEAR

Floats = NDArray[np.float32]
_NOUGHTS = repeat(0)
_NOUGHT = frozenset({0})
FOLDER = Path(__file__).parent / "model"


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """From a score to the chance of being right, fitted on pages that did not train.

    >>> Curve(slope=1.0, shift=0.0).chance(0.3)
    0.3
    """

    slope: float
    shift: float

    def chance(self, score: float) -> float:
        """The calibrated chance of a score between 0 and 1, to three digits."""
        score = min(max(score, 1e-4), 1 - 1e-4)
        return round(1 / (1 + math.exp(-(self.slope * math.log(score / (1 - score)) + self.shift))), 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """How chances become claims.

    Parameters
    ----------
    least
        The chance from which a claim that the model alone found counts.
    filter
        The chance below which a claim of the rules falls.
    own, shared
        Confidence of claims of the model alone, and of the rules' claims, from the model's chance.
    """

    least: float
    filter: float
    own: Curve
    shared: Curve


class LinearModel:
    """Weights of named features for some labels, each of which has a chance of its own (logistic, one against the rest)."""

    def __init__(self, features: Iterable[str], weights: Floats, bias: Floats, decisions: Decisions) -> None:
        self.rows = {name: row for row, name in enumerate(features)}
        self._after_nought = {name: row + 1 for name, row in self.rows.items()}
        self.weights = weights
        self._with_nought = np.concatenate([np.zeros((1, weights.shape[1]), dtype=weights.dtype), weights])
        self.bias = bias
        self.decisions = decisions

    def chances(self, features: Iterable[str]) -> Floats:
        """The chance of each label; features that training never saw count nothing."""
        out: Floats = self.chances_of_each([features])[0]
        return out

    def chances_of_each(self, sets: Sequence[Iterable[str]]) -> Floats:
        """`chances` of several sets of features, a row each."""
        return self.chances_of_rows([self.rows_of(features) for features in sets])

    def rows_of(self, features: Iterable[str]) -> set[int]:
        """The rows of some features, for `chances_of_rows`; 0 stands for all that training never saw."""
        return set(map(self._after_nought.get, features, _NOUGHTS))

    @cached_property
    def neighbours(self) -> NeighbourRows:
        """The rows of the features that a lemma beside a mention gives."""
        return NeighbourRows(self._after_nought)

    def chances_of_rows(self, sets: Sequence[set[int]]) -> Floats:
        """`chances_of_each` of features by their rows."""
        if not sets:
            return np.zeros((0, self.weights.shape[1]), dtype=np.float32)
        rows: list[int] = []
        begins: list[int] = []
        for told in sets:
            begins.append(len(rows))
            rows.extend(sorted(told | _NOUGHT))
        scores: Floats = np.add.reduceat(self._with_nought[rows], begins, axis=0)
        scores += self.bias
        return np.asarray(1 / (1 + np.exp(-scores)), dtype=np.float32)


class NeighbourRows:
    """Rows of the features of `mentions.features_of_neighbours`, by lemma, and by relation and lemma."""

    def __init__(self, rows: Mapping[str, int]) -> None:
        self._alone: dict[str, int] = {}
        self._beside: dict[str, dict[str, int]] = {}
        for name, row in rows.items():
            if name.startswith(NEAR):
                lemma, mark, relation = (told := name.removeprefix(NEAR)).rpartition("|")
                self._alone[told] = row
                if mark:
                    self._beside.setdefault(relation, {})[lemma] = row

    def rows(self, lemmas: Iterable[str], relation: str | None = None) -> set[int]:
        """The rows of some lemmas by themselves, or with the relation of the mention."""
        known = self._alone if relation is None else self._beside.get(relation, {})
        return set(map(known.get, lemmas, _NOUGHTS))


def write(folder: Path, kind: str, model: LinearModel) -> None:
    """Write ``KIND.npz`` (8-bit weights, a scale a label), ``KIND.txt`` (features, one a line), ``KIND.json`` (decisions).

    Features whose weights all round to nothing are left out.
    """
    folder.mkdir(parents=True, exist_ok=True)
    scale = np.maximum(np.abs(model.weights).max(axis=0), 1e-8) / 127
    table = np.round(model.weights / scale).astype(np.int8)
    told = table.any(axis=1)
    np.savez_compressed(folder / f"{kind}.npz", weights=table[told], scale=scale.astype(np.float32), bias=model.bias)
    names = [name for name, kept in zip(model.rows, told.tolist(), strict=True) if kept]
    (folder / f"{kind}.txt").write_text("\n".join(names) + "\n", encoding="utf-8")
    write_decisions(folder, kind, model.decisions)


def write_decisions(folder: Path, kind: str, d: Decisions) -> None:
    """Write ``KIND.json``."""
    curves = {name: {"slope": c.slope, "shift": c.shift} for name, c in (("own", d.own), ("shared", d.shared))}
    record = {"least": d.least, "filter": d.filter, **curves}
    (folder / f"{kind}.json").write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


def read_decisions(folder: Path, kind: str) -> Decisions:
    """Read what `write_decisions` wrote."""
    raw = json.loads((folder / f"{kind}.json").read_text(encoding="utf-8"))
    return Decisions(least=raw["least"], filter=raw["filter"], own=Curve(**raw["own"]), shared=Curve(**raw["shared"]))


def read(folder: Path, kind: str) -> LinearModel:
    """Read what `write` wrote."""
    decisions = read_decisions(folder, kind)
    features = (folder / f"{kind}.txt").read_text(encoding="utf-8").split("\n")[:-1]
    with np.load(folder / f"{kind}.npz", allow_pickle=False) as stored:
        weights = stored["weights"].astype(np.float32) * stored["scale"]
        return LinearModel(features, weights, stored["bias"], decisions)


@cache
def shipped(kind: str) -> LinearModel:
    """The model of a kind of claim that the package holds, read once a process."""
    return read(FOLDER, kind)


@cache
def decided(kind: str) -> Decisions:
    """How the package turns the chances of a kind of claim into claims, read once a process."""
    return read_decisions(FOLDER, kind)
