"""What a document of a spaCy pipeline tells, copied word by word: for pipelines that the user names."""

from __future__ import annotations

import stateofplay.language.for_spacy.importing_spacy  # noqa: F401  # before anything that imports spaCy

# isort: split
from collections.abc import Callable

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, ORTH, POS, SENT_START, SPACY, TAG
from spacy.tokens import Doc

from stateofplay.language.syntax.told import Told, each

_TEXTS = [ORTH, LEMMA, POS, TAG, DEP, MORPH]
_LAYERS = ("DEP", "SENT_START")


def copy(source: Doc, text: str | None = None) -> Told:
    """What a document tells; `text` is its text, where that is at hand already."""
    vocab = source.vocab
    strings: Callable[[int], str] = vocab.strings.__getitem__
    keys: list[list[int]] = source.to_array(_TEXTS).T.tolist()
    words, lemmas, classes, tags, relations, features = (each(column, strings) for column in keys)
    blanks, heads = source.to_array([SPACY, HEAD]).astype(np.int64).T.tolist()
    layers = frozenset(name for name in _LAYERS if source.has_annotation(name))
    starts = np.flatnonzero(source.to_array([SENT_START]) == 1).tolist() if "SENT_START" in layers else None
    return Told(
        text=text_of(source) if text is None else text,
        words=words,
        followed=[blank == 1 for blank in blanks],
        lemmas=lemmas,
        classes=classes,
        tags=tags,
        relations=relations,
        features=features,
        heads=heads,
        starts=starts,
        names=[(name.start, name.end, name.label_) for name in source.ents],
        layers=layers,
        states=source.tensor,
        is_stop=lambda word: bool(vocab[word].is_stop),
        like_num=lambda word: bool(vocab[word].like_num),
    )


def text_of(source: Doc) -> str:
    """The text that was parsed, as spaCy's ``Doc.text`` tells it, without making an object of each word."""
    strings: Callable[[int], str] = source.vocab.strings.__getitem__
    keys, blanks = source.to_array([ORTH, SPACY]).T.tolist()
    words = each(keys, strings)
    return "".join([f"{word} " if blank else word for word, blank in zip(words, blanks, strict=True)])
