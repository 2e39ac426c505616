"""Write a trained checkpoint as a spaCy pipeline: ``python training/export.py CHECKPOINT FOLDER``."""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import spacy
import torch
from sources import parsed
from treebank import Sentence

from stateofplay.language import pipeline
from stateofplay.language.for_spacy.component import Syntax
from stateofplay.language.syntax.encoder import Encoder, Floats
from stateofplay.language.syntax.weights import PIECES, Labels, Model
from stateofplay.language.syntax.wordpieces import PieceNumbers


def arrays_of(state: dict[str, torch.Tensor]) -> dict[str, Floats]:
    """The network's parameters by name; linear layers as (in, out) so that the forward pass is ``x @ w``."""
    arrays = {}
    tables = {"pieces.weight", "shapes.weight", "endings.weight", "space.weight", "position.weight", "edges"}
    for name, tensor in state.items():
        array = tensor.float().numpy()
        if name in tables:
            arrays[name.removesuffix(".weight")] = array
        elif array.ndim == 2:
            arrays[name] = np.ascontiguousarray(array.T)
        else:
            arrays[name] = array
    return arrays


CLOSED = frozenset(["PROPN", "X", "PUNCT", "SYM", "NUM", "ADJ", "INTJ"])
"""Classes whose lemmas follow from the word alone too seldom for a table: names and what may be part of one."""


def lemma_table(sentences: Iterable[Sentence]) -> dict[str, dict[str, str]]:
    """Lemmas that the treebanks agree on, by class and word, and the irregular verbs they lack."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for word, lemma, upos in zip(sentence.forms, sentence.lemmas, sentence.upos, strict=True):
            counts[upos, word.lower().replace("’", "'")][lemma.lower()] += 1
    table: dict[str, dict[str, str]] = {"VERB": irregular_verbs()}
    for (upos, word), lemmas in counts.items():
        (lemma, count), total = lemmas.most_common(1)[0], lemmas.total()
        if upos not in CLOSED and count >= 2 and count >= 0.8 * total and word.isascii():
            table.setdefault(upos, {})[word] = lemma
    return table


def irregular_verbs() -> dict[str, str]:
    """Past forms by the list ``irregular.txt``: a line is the lemma and its past forms."""
    lines = (Path(__file__).parent / "irregular.txt").read_text(encoding="utf-8").splitlines()
    return {form: words[0] for words in map(str.split, lines) if words for form in words[1:]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", type=Path, required=True, help="folder of the treebanks, for the table of lemmas")
    parser.add_argument("--version", default="1.0.0")
    options = parser.parse_args()
    stored = torch.load(options.checkpoint, map_location="cpu", weights_only=True)
    labels = Labels(**{name: tuple(values) for name, values in json.loads(stored["labels"]).items()})
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "stateofplay.Treebank.v1"}}})
    assert pipeline.REGISTERED
    syntax = nlp.add_pipe("syntax")
    assert isinstance(syntax, Syntax)
    arrays = arrays_of(stored["state"])
    pieces = arrays.pop(PIECES)
    syntax.model = Model(
        encoder=Encoder(arrays, labels.split, pieces),
        lexicon=PieceNumbers(**{name: tuple(values) for name, values in stored["lexicon"].items()}),
        labels=labels,
        lemmas=lemma_table(s for document in parsed(options.data, None) for s in document),
    )
    nlp.meta.update(name="stateofplay", version=options.version, license="CC BY-SA 4.0", spacy_version=">=3.8,<3.9")
    nlp.meta["description"] = "Universal Dependencies, lemmas, sentences and names for English news"
    nlp.to_disk(options.folder, exclude=["tokenizer", "vocab"])


if __name__ == "__main__":
    main()
