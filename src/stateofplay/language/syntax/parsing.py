"""A text's words to trees, tags, lemmas, sentences and names: reads every line with the network.

It takes words as they are cut and gives plain lists; who works with spaCy asks it through `for_spacy.component`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from stateofplay.language.syntax import weights
from stateofplay.language.syntax.decoding import name_paths, trees
from stateofplay.language.syntax.encoder import Scores
from stateofplay.language.syntax.lemmas import lemma_of
from stateofplay.language.syntax.weights import Model

Ints = NDArray[np.intp]

LONGEST = 110
"""Words that are read at once; a longer line is read on from its last sentence that was seen whole."""
BATCH = 2_000
"""Words that go through the network together; bounds the memory that a huge page takes."""
CACHED_WORDS = 20_000
"""Different words of which the vectors are kept, 30 MB of them: those of some three hundred pages."""
BLANK_CLASS, BLANK_RELATION = "SPACE", "dep"
"""Class and relation of blank space, which hangs on the word before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parse:
    """What the network says of each word, blank space included; in a text without a word nothing is said of the blanks."""

    heads: list[int]
    """How many words further on the head stands; nought for a root."""
    relations: list[str]
    classes: list[str]
    features: list[str]
    lemmas: list[str]
    starts: list[int] | None
    """The words that start a sentence."""
    names: list[tuple[int, int, str]]
    """First word, one past the last, and kind."""
    states: NDArray[np.float16] | None
    """How each word entered the network, a row each: what another network over the same words begins with."""


SHIPPED = Path(__file__).parent.parent / "model" / "syntax"
"""The folder of the network that comes with the package."""


@lru_cache(maxsize=4)
def open_parser(folder: Path) -> Parser:
    """The parser of a folder, read once a process."""
    return Parser(weights.read(folder))


class Parser:
    """Universal Dependencies, lemmas, sentences and names in one pass.

    >>> parse = open_parser(SHIPPED)(["The", "talks", "resumed", "."], [True, True, False, False])
    >>> parse.relations, parse.heads
    (['det', 'nsubj', 'root', 'punct'], [1, 1, 0, -1])

    A line break always ends a sentence, and so does a word that is marked as the start of one. Cost is
    linear in the length of the text; nothing is random.
    """

    def __init__(self, model: Model) -> None:
        self.model = model
        self._rows: dict[str, int] = {}
        self._vectors = np.empty((CACHED_WORDS, self.model.encoder.weights["edges"].shape[1]), dtype=np.float32)
        self._lemmas: dict[tuple[str, int, int], str] = {}
        self._root = self.model.labels.rels.index("root")

    def __call__(self, tokens: Sequence[str], followed: Sequence[bool], begins: Collection[int] = ()) -> Parse:
        """Parse a text.

        Parameters
        ----------
        tokens
            Its words, and blank space that is more than one space.
        followed
            Whether a space follows each.
        begins
            Words that were seen to start a sentence.
        """
        is_blank = np.fromiter((token.isspace() for token in tokens), dtype=bool, count=len(tokens))
        words = np.flatnonzero(~is_blank)
        if not len(words):
            return _of_blanks(tokens)
        kept = [tokens[i] for i in words.tolist()]
        parted = np.ones(len(tokens), dtype=np.intp)
        parted[:-1] = is_blank[1:]
        spaces = (np.asarray(followed, dtype=np.intp) | parted)[words]
        rows = self._find_rows(kept)
        heads = np.empty(len(words), dtype=np.intp)
        answers = {
            name: np.zeros(len(words), dtype=np.intp) for name in ("upos", "feats", "lemmas", "rels", "names", "starts")
        }
        entering = self.model.encoder.part(self._vectors[rows], spaces)
        states: NDArray[np.float16] = np.zeros((len(tokens), entering.shape[1]), dtype=np.float16)
        states[words] = entering
        waiting = _lines(tokens, words, is_blank, begins)
        while waiting:
            pending, waiting = _next_batch(waiting)
            runs = [(start, min(stop, start + LONGEST)) for start, stop in pending]
            picked = np.concatenate([np.arange(start, stop) for start, stop in runs])
            sizes = [stop - start for start, stop in runs]
            scores = self.model.encoder.score(entering[picked], sizes)
            waiting = self._settle(scores, runs, pending, heads, answers) + waiting
        return self._told(tokens, words, kept, heads, answers, states)

    def _find_rows(self, words: list[str]) -> Ints:
        """Rows of the cached word vectors, adding the words not yet seen."""
        if len(self._rows) + len(words) >= CACHED_WORDS:
            self._rows.clear()
            self._lemmas.clear()
        if len(words) >= CACHED_WORDS:
            self._vectors = np.empty((2 * len(words), self._vectors.shape[1]), dtype=np.float32)
        rows, lexicon = self._rows, self.model.lexicon
        if new := [word for word in dict.fromkeys(words) if word not in rows]:
            first = len(rows)
            rows.update(zip(new, range(first, first + len(new)), strict=True))
            self._vectors[first : len(rows)] = self.model.encoder.embed(
                [*map(lexicon.split, new)], [*map(lexicon.shape, new)], [*map(lexicon.ending, new)]
            )
        return np.array([rows[word] for word in words], dtype=np.intp)

    def _settle(
        self, scores: Scores, runs: list[tuple[int, int]], lines: list[tuple[int, int]], heads: Ints,
        answers: dict[str, Ints],
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
        answers["starts"][[first for first, *_ in told]] = 1
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
        return rests

    def _told(
        self, tokens: Sequence[str], words: Ints, kept: list[str], heads: Ints, answers: dict[str, Ints],
        states: NDArray[np.float16],
    ) -> Parse:  # fmt: skip
        labels = self.model.labels
        size = len(tokens)
        places = np.arange(size)
        host = words[np.maximum(np.searchsorted(words, places, side="right") - 1, 0)]
        offsets = host - places
        offsets[words] = words[heads] - words
        relations, classes = [BLANK_RELATION] * size, [BLANK_CLASS] * size
        features, lemmas = [""] * size, list(tokens)
        known = self._lemmas
        told = zip(
            words.tolist(), kept, *(answers[name].tolist() for name in ("rels", "upos", "feats", "lemmas")), strict=True
        )
        for place, word, relation, upos, feature, edit in told:
            relations[place] = labels.rels[relation]
            classes[place] = labels.upos[upos]
            features[place] = labels.feats[feature]
            key = (word, edit, upos)
            lemma = known.get(key)
            if lemma is None:
                lemma = known[key] = lemma_of(word, labels.upos[upos], labels.lemmas[edit], self.model.lemmas)
            lemmas[place] = lemma
        starts = words[np.flatnonzero(answers["starts"])].tolist()
        starts[0] = 0
        return Parse(
            heads=offsets.tolist(), relations=relations, classes=classes, features=features, lemmas=lemmas,
            starts=starts, names=self._names(words, answers["names"]), states=states,
        )  # fmt: skip

    def _names(self, words: Ints, tags: Ints) -> list[tuple[int, int, str]]:
        found = []
        begin = 0
        for i in np.flatnonzero(tags).tolist():
            tag = self.model.labels.names[tags[i]]
            if tag[0] in "BS":
                begin = i
            if tag[0] in "ES":
                found.append((int(words[begin]), int(words[i]) + 1, tag[2:]))
        return found


def _of_blanks(tokens: Sequence[str]) -> Parse:
    """A text without a word: blank space alone."""
    nothing = [""] * len(tokens)
    return Parse(
        heads=[0] * len(tokens), relations=[BLANK_RELATION] * len(tokens), classes=[BLANK_CLASS] * len(tokens),
        features=nothing, lemmas=nothing, starts=None, names=[], states=None,
    )  # fmt: skip


def _lines(
    tokens: Sequence[str], words: Ints, is_blank: NDArray[np.bool_], begins: Collection[int]
) -> list[tuple[int, int]]:
    """(first, one past the last) word of each line and of what was marked in it, counting words only."""
    breaks = [i for i in np.flatnonzero(is_blank).tolist() if not _LINE_BREAKS.isdisjoint(tokens[i])]
    marked = [at for at, place in enumerate(words.tolist()) if place in begins] if begins else []
    ends = np.searchsorted(words, breaks)
    # As a set: NumPy's own way loads its masked arrays, which takes as long as reading half a page.
    return list(pairwise(sorted({0, *ends.tolist(), *marked, len(words)})))


def _next_batch(lines: list[tuple[int, int]]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """As many lines from the front as fill a batch, at least one, and the others."""
    total = 0
    for number, (start, stop) in enumerate(lines):
        total += min(stop - start, LONGEST)
        if total > BATCH and number:
            return lines[:number], lines[number:]
    return lines, []


_LINE_BREAKS = frozenset("\n\r\v\f\x85\u2028\u2029")
