"""The spaCy component: reads every line of a document with the network and writes trees, tags, lemmas and names."""

from __future__ import annotations

import stateofplay.language.importing_spacy  # noqa: F401  # before anything that imports spaCy

# isort: split
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, IS_SPACE, LEMMA, MORPH, ORTH, POS, SENT_START, SPACY
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from stateofplay.language.syntax import weights
from stateofplay.language.syntax.decoding import name_paths, trees
from stateofplay.language.syntax.encoder import Scores
from stateofplay.language.syntax.kernel import kernel
from stateofplay.language.syntax.layers import Floats
from stateofplay.language.syntax.lemmas import lemma_of
from stateofplay.language.syntax.weights import Model

Ints = NDArray[np.intp]

LONGEST = 110
"""Words that are read at once; a longer line is read on from its last sentence that was seen whole."""
BATCH = 2_000
"""Words that go through the network together; bounds the memory that a huge page takes."""
CACHED_WORDS = 20_000
"""Different words of which the vectors are kept, 30 MB of them: those of some three hundred pages."""


@Language.factory(
    "syntax",
    assigns=["token.pos", "token.morph", "token.lemma", "token.head", "token.dep", "token.is_sent_start", "doc.ents"],
)
def create_syntax(nlp: Language, name: str) -> Syntax:
    """Factory behind the name ``"syntax"`` in a pipeline's config."""
    return Syntax(nlp.vocab, name)


class Syntax:
    """Universal Dependencies, lemmas, sentences and names in one pass.

    A line break always ends a sentence, and so does a word that an earlier component marked as the start of one. Cost is
    linear in the length of the text; nothing is random.
    """

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
        self.model = weights.read(Path(path))
        strings = self.vocab.strings
        self._rows: dict[int, int] = {}
        self._vectors = np.empty((CACHED_WORDS, self.model.encoder.weights["edges"].shape[1]), dtype=np.float32)
        self._lemmas: dict[tuple[int, int, int], int] = {}
        self._upos = np.array([strings.add(tag) for tag in self.model.labels.upos], dtype=np.uint64)
        self._feats = np.array([self.vocab.morphology.add(tag) for tag in self.model.labels.feats], dtype=np.uint64)
        self._rels = np.array([strings.add(rel) for rel in self.model.labels.rels], dtype=np.uint64)
        self._root = self.model.labels.rels.index("root")
        self._space = strings.add("SPACE")
        self._none = strings.add("dep")
        self._blank = self.vocab.morphology.add("")
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the folder that `from_disk` reads."""
        weights.write(Path(path), self.model)

    def __call__(self, doc: Doc) -> Doc:
        table: NDArray[np.uint64] = np.asarray(doc.to_array([ORTH, SPACY, IS_SPACE, SENT_START]), dtype=np.uint64)
        words = np.flatnonzero(table[:, 2] == 0) if len(doc) else np.empty(0, dtype=np.intp)
        if not len(words):
            return self._write_blank(doc)
        orths = table[words, 0].tolist()
        followed = np.ones(len(doc), dtype=np.intp)
        followed[:-1] = table[1:, 2] != 0
        spaces = (table[:, 1].astype(np.intp) | followed)[words]
        vectors = self._vectors[self._find_rows(orths)]
        heads = np.empty(len(words), dtype=np.intp)
        answers = {name: np.empty(len(words), dtype=np.intp) for name in ("upos", "feats", "lemmas", "rels", "names")}
        states: NDArray[np.float16] = np.zeros((len(doc), vectors.shape[1]), dtype=np.float16)
        waiting = self._lines(doc, table, words)
        while waiting:
            pending, waiting = _next_batch(waiting)
            runs = [(start, min(stop, start + LONGEST)) for start, stop in pending]
            picked = np.concatenate([np.arange(start, stop) for start, stop in runs])
            scores = self.model.encoder.score(vectors[picked], spaces[picked], [stop - start for start, stop in runs])
            waiting = self._settle(scores, runs, pending, heads, answers, words, states) + waiting
        self._write(doc, words, orths, heads, answers)
        doc.tensor = states  # type: ignore[assignment]  # spaCy types it as one of doubles
        return doc

    def _find_rows(self, orths: list[int]) -> Ints:
        """Rows of the cached word vectors, adding the words not yet seen."""
        if len(self._rows) + len(orths) >= CACHED_WORDS:
            self._rows.clear()
            self._lemmas.clear()
        if len(orths) >= CACHED_WORDS:
            self._vectors = np.empty((2 * len(orths), self._vectors.shape[1]), dtype=np.float32)
        rows = self._rows
        for orth in orths:
            if orth not in rows:
                word = self.vocab.strings[orth]
                row = rows[orth] = len(rows)
                lexicon = self.model.lexicon
                self._vectors[row] = self.model.encoder.embed(
                    lexicon.split(word), lexicon.shape(word), lexicon.ending(word)
                )
        return np.array([rows[orth] for orth in orths], dtype=np.intp)

    def _lines(self, doc: Doc, table: NDArray[np.uint64], words: Ints) -> list[tuple[int, int]]:
        """(first, one past the last) word of each line and of what was marked in it, counting words only."""
        blanks = np.flatnonzero(table[:, 2])
        breaks = [i for i in blanks.tolist() if not _LINE_BREAKS.isdisjoint(self.vocab.strings[int(table[i, 0])])]
        marked = np.flatnonzero(table[words, 3] == 1)
        ends = np.searchsorted(words, breaks)
        cuts = np.unique(np.concatenate([[0], ends, marked, [len(words)]]).astype(np.intp)).tolist()
        return list(pairwise(cuts))

    def _settle(
        self, scores: Scores, runs: list[tuple[int, int]], lines: list[tuple[int, int]], heads: Ints,
        answers: dict[str, Ints], words: Ints, states: NDArray[np.float16],
    ) -> list[tuple[int, int]]:  # fmt: skip
        """Write down the sentences that were seen whole; return the rests of lines that were not."""
        rests = []
        begins = scores.starts[:, 1] > scores.starts[:, 0]
        found: list[Ints] = []
        keep: list[tuple[int, int, int]] = []
        told: list[tuple[int, int, int]] = []  # of each sentence its first word, the row above its line and its size
        offset = 0
        for number, ((start, stop), (_, end)) in enumerate(zip(runs, lines, strict=True)):
            size = stop - start
            cuts = [0, *(i for i in np.flatnonzero(begins[offset : offset + size]).tolist() if i), size]
            if stop < end and len(cuts) > 2:
                cuts.pop()
            if start + cuts[-1] < end:
                rests.append((start + cuts[-1], end))
            found += trees(scores.arcs[number], cuts)
            top = int(scores.rows[offset]) - 1
            told += [(start + a, top + a, b - a) for a, b in pairwise(cuts)]
            keep.append((offset, start, cuts[-1]))
            offset += size
        seen = np.concatenate([np.arange(offset, offset + size) for offset, _, size in keep])
        placed = np.concatenate([np.arange(start, start + size) for _, start, size in keep])
        over, sizes = np.concatenate(found), [size for *_, size in told]
        first, row = (np.repeat([one[k] for one in told], sizes) for k in (0, 1))
        heads[placed] = np.where(over == 0, placed, first + over - 1)
        above = np.zeros(len(scores.rows), dtype=np.intp)
        above[seen] = np.where(
            over == 0, np.repeat(scores.rows[[o for o, *_ in keep]] - 1, [n for *_, n in keep]), row + over
        )
        relations = self.model.encoder.relations(scores, above)
        is_word = np.zeros(len(scores.vectors), dtype=bool)
        is_word[scores.rows] = True
        relations[:, self._root] = np.where(is_word[above], np.float32(-1e9), np.float32(1e9))
        best = {"upos": scores.upos, "feats": scores.feats, "lemmas": scores.lemmas, "rels": relations}
        for name, table in best.items():
            answers[name][placed] = table.argmax(axis=1)[seen]
        passages = [(offset, offset + size) for offset, _, size in keep]
        answers["names"][placed] = np.concatenate(name_paths(scores.names, passages, self.model.labels.names))
        write_halves(scores.vectors, scores.rows[seen], words[placed], states)
        return rests

    def _write(self, doc: Doc, words: Ints, orths: list[int], heads: Ints, answers: dict[str, Ints]) -> None:
        out = np.empty((len(doc), 5), dtype=np.uint64)
        position = np.searchsorted(words, np.arange(len(doc)), side="right") - 1
        host = words[np.maximum(position, 0)]
        out[:, 0] = (host - np.arange(len(doc))).astype(np.int64).view(np.uint64)
        out[:, 1:] = (self._none, self._space, self._blank, 0)
        out[words, 0] = (words[heads] - words).astype(np.int64).view(np.uint64)
        out[words, 1] = self._rels[answers["rels"]]
        out[words, 2] = self._upos[answers["upos"]]
        out[words, 3] = self._feats[answers["feats"]]
        known = self._lemmas
        labels = self.model.labels
        keys = zip(orths, answers["lemmas"].tolist(), answers["upos"].tolist(), strict=True)
        for row, key in zip(words.tolist(), keys, strict=True):
            lemma = known.get(key)
            if lemma is None:
                orth, edit, upos = key
                text = lemma_of(self.vocab.strings[orth], labels.upos[upos], labels.lemmas[edit], self.model.lemmas)
                lemma = known[key] = self.vocab.strings.add(text)
            out[row, 4] = lemma
        for blank in np.setdiff1d(np.arange(len(doc)), words).tolist():
            out[blank, 4] = doc[blank].orth
        doc.from_array([HEAD, DEP, POS, MORPH, LEMMA], out)  # type: ignore[arg-type]  # spaCy types it as a list
        doc.set_ents(self._names(doc, words, answers["names"]))

    def _names(self, doc: Doc, words: Ints, tags: Ints) -> list[Span]:
        spans = []
        begin = 0
        for i in np.flatnonzero(tags).tolist():
            tag = self.model.labels.names[tags[i]]
            if tag[0] in "BS":
                begin = i
            if tag[0] in "ES":
                spans.append(Span(doc, int(words[begin]), int(words[i]) + 1, label=tag[2:]))
        return spans

    def _write_blank(self, doc: Doc) -> Doc:
        """A document without a word: blank space alone."""
        for token in doc:
            token.pos_ = "SPACE"
            token.dep_ = "dep"
        return doc


def write_halves(x: Floats, begin: Ints, to: Ints, out: NDArray[np.float16]) -> None:
    """Write the rows `begin` of `x` into the rows `to` of `out`."""
    compiled = kernel()
    if compiled is not None and compiled.halves:
        compiled.halve(x, begin, to, out)
    else:
        out[to] = x[begin]


def _next_batch(lines: list[tuple[int, int]]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """As many lines from the front as fill a batch, at least one, and the others."""
    total = 0
    for number, (start, stop) in enumerate(lines):
        total += min(stop - start, LONGEST)
        if total > BATCH and number:
            return lines[:number], lines[number:]
    return lines, []


_LINE_BREAKS = frozenset("\n\r\v\f\x85\u2028\u2029")
