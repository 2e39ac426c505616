"""The model's folder: ``weights.npz`` (8-bit rows with a scale each), ``labels.json``, ``lexicon.json``,
``lemmas.json``."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from stateofplay.language.syntax.arrays import pack, unpack, unpack_rows
from stateofplay.language.syntax.encoder import Encoder
from stateofplay.language.syntax.lemmas import Table
from stateofplay.language.syntax.wordpieces import PieceNumbers

PIECES = "pieces"
"""The vectors of pieces of words: two thirds of all weights, of which a text asks for some hundreds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The answers of each head, in the order of the network's columns."""

    upos: tuple[str, ...]
    feats: tuple[str, ...]
    lemmas: tuple[str, ...]
    names: tuple[str, ...]
    rels: tuple[str, ...]

    @property
    def split(self) -> tuple[int, ...]:
        """Columns of the tag table for upos, feats, lemmas, names and sentence starts."""
        return len(self.upos), len(self.feats), len(self.lemmas), len(self.names), 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """All that a folder holds."""

    encoder: Encoder
    lexicon: PieceNumbers
    labels: Labels
    lemmas: Table


def write(folder: Path, model: Model) -> None:
    """Write a model."""
    folder.mkdir(parents=True, exist_ok=True)
    np.savez(
        folder / "weights.npz", allow_pickle=False, **pack({**model.encoder.weights, PIECES: model.encoder.pieces[:]})
    )
    (folder / "labels.json").write_text(
        json.dumps(asdict(model.labels), ensure_ascii=False, indent=0), encoding="utf-8"
    )
    words = {"pieces": model.lexicon.pieces, "shapes": model.lexicon.shapes, "endings": model.lexicon.endings}
    (folder / "lexicon.json").write_text(json.dumps(words, ensure_ascii=False, indent=0), encoding="utf-8")
    (folder / "lemmas.json").write_text(json.dumps(model.lemmas, ensure_ascii=False, indent=0), encoding="utf-8")


def read(folder: Path) -> Model:
    """Read what `write` wrote."""
    raw = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    labels = Labels(**{name: tuple(values) for name, values in raw.items()})
    stored = folder / "weights.npz"
    words = json.loads((folder / "lexicon.json").read_text(encoding="utf-8"))
    return Model(
        encoder=Encoder(unpack(stored, but=PIECES), labels.split, unpack_rows(stored, PIECES)),
        lexicon=PieceNumbers(**{name: tuple(values) for name, values in words.items()}),
        labels=labels,
        lemmas=json.loads((folder / "lemmas.json").read_text(encoding="utf-8")),
    )
