"""The parser and the cutter of words as parts of a spaCy pipeline, for whoever works with spaCy."""

from __future__ import annotations

import stateofplay.language.for_spacy.importing_spacy  # noqa: F401  # before anything that imports spaCy

# isort: split
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, SENT_START
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc, Span
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry
from spacy.vocab import Vocab

from stateofplay.language.syntax import tokenization, weights
from stateofplay.language.syntax.parsing import Parse, open_parser
from stateofplay.language.syntax.weights import Model


@registry.tokenizers("stateofplay.Treebank.v1")  # type: ignore[untyped-decorator]
def create_tokenizer() -> Callable[[Language], Tokenizer]:
    """Factory behind ``@tokenizers = "stateofplay.Treebank.v1"`` in a pipeline's config."""
    return lambda nlp: build_tokenizer(nlp.vocab)


def build_tokenizer(vocab: Vocab) -> Tokenizer:
    """A spaCy tokenizer with the rules of `tokenization`; never changes the text, so offsets are exact.

    >>> import spacy
    >>> words = build_tokenizer(spacy.blank("en").vocab)("The U.S. didn’t back a 30-day anti-war truce—yet.")
    >>> [word.text for word in words]
    ['The', 'U.S.', 'did', 'n’t', 'back', 'a', '30', '-', 'day', 'anti-war', 'truce', '—', 'yet', '.']
    """
    return Tokenizer(
        vocab,
        rules={word: [{65: piece} for piece in pieces] for word, pieces in tokenization.special_words().items()},
        prefix_search=compile_prefix_regex(tokenization.PREFIXES).search,
        suffix_search=compile_suffix_regex(tokenization.SUFFIXES).search,
        infix_finditer=compile_infix_regex(tokenization.INFIXES).finditer,
        token_match=re.compile(tokenization.WHOLE).match,
        url_match=None,
    )


@Language.factory(
    "syntax",
    assigns=["token.pos", "token.morph", "token.lemma", "token.head", "token.dep", "token.is_sent_start", "doc.ents"],
)
def create_syntax(nlp: Language, name: str) -> Syntax:
    """Factory behind the name ``"syntax"`` in a pipeline's config."""
    return Syntax(nlp.vocab, name)


class Syntax:
    """`parsing.Parser` for spaCy's documents."""

    def __init__(self, vocab: Vocab, name: str = "syntax") -> None:
        self.vocab = vocab
        self.name = name
        self.model: Model

    @property
    def labels(self) -> tuple[str, ...]:
        """The relations that a word can have to its head."""
        return self.model.labels.rels

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Syntax:
        """Read weights, labels and the lexicon from a folder (see `weights`)."""
        self._parse = open_parser(Path(path))
        self.model = self._parse.model
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the folder that `from_disk` reads."""
        weights.write(Path(path), self.model)

    def __call__(self, doc: Doc) -> Doc:
        marked: NDArray[np.uint64] = np.asarray(doc.to_array([SENT_START]), dtype=np.uint64)
        begins = frozenset(np.flatnonzero(marked == 1).tolist())
        found = self._parse([t.text for t in doc], [bool(t.whitespace_) for t in doc], begins)
        if found.states is None:
            for token, upos, relation in zip(doc, found.classes, found.relations, strict=True):
                token.pos_, token.dep_ = upos, relation
            return doc
        self._write(doc, found)
        doc.tensor = found.states  # type: ignore[assignment]  # spaCy types it as one of doubles
        return doc

    def _write(self, doc: Doc, found: Parse) -> None:
        texts: Callable[[str], int] = self.vocab.strings.add
        features: Callable[[str], int] = self.vocab.morphology.add
        out = np.empty((len(doc), 5), dtype=np.uint64)
        out[:, 0] = np.array(found.heads, dtype=np.int64).view(np.uint64)
        columns = ((found.relations, texts), (found.classes, texts), (found.features, features), (found.lemmas, texts))
        for place, (column, number) in enumerate(columns, 1):
            known = {text: number(text) for text in set(column)}
            out[:, place] = np.array([known[text] for text in column], dtype=np.uint64)
        doc.from_array([HEAD, DEP, POS, MORPH, LEMMA], out)  # type: ignore[arg-type]  # spaCy types it as a list
        doc.set_ents([Span(doc, first, last, label=kind) for first, last, kind in found.names])
