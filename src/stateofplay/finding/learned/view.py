"""What a learned reader sees of a page: its words in sentences, their place in the parse, who is spoken of, who says what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from stateofplay.language.document import Document
from stateofplay.language.tokens import Doc
from stateofplay.model import Claim, Statement

Ints = NDArray[np.int64]

LONGEST_CHAIN = 6
"""Words above a mention that its features look at."""

NEGATIONS = frozenset({"not", "n't", "n’t", "no", "never", "without", "neither", "nor"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenMention:
    """A mention: `head` counts words without blanks, `actors` by number; `kind` as in `language.document`."""

    head: int
    actors: tuple[int, ...]
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A statement: its speaker by number (None where no actor), the words of its content, its act, whether it is quoted."""

    speaker: int | None
    words: range
    act: str
    direct: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A page over its words, blanks left out.

    ``start`` and ``end`` are code points in the article, ``head`` is the word each word hangs on, ``sentences`` the range of
    words of each sentence and ``sentence`` its number for each word (``sentence_of`` the same as an array), ``tokens`` each
    word's token in the document.
    """

    tokens: tuple[int, ...]
    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    classes: tuple[str, ...]
    relations: tuple[str, ...]
    bare_relations: tuple[str, ...]
    common_lemmas: tuple[str, ...]
    head: tuple[int, ...]
    children: tuple[tuple[int, ...], ...]
    start: Ints
    end: Ints
    sentence: tuple[int, ...]
    sentence_of: Ints
    sentences: tuple[tuple[int, int], ...]
    kinds: tuple[str, ...]
    mentions: tuple[SeenMention, ...]
    sayings: tuple[Saying, ...]

    @classmethod
    def of(cls, document: Document, statements: Iterable[Statement]) -> View:
        """Look at a document in which statements were found. Cost: linear in the text."""
        tokens = [t for t in document.doc.words if not t.is_space]
        place = {t.i: n for n, t in enumerate(tokens)}
        heads = tuple([place.get(t.head.i, n) for n, t in enumerate(tokens)])
        children: list[list[int]] = [[] for _ in tokens]
        for word, head in enumerate(heads):
            if head != word:
                children[head].append(word)
        numbers: list[int] = []
        number, fresh = -1, True
        begun = {sentence.start for sentence in document.doc.sents}
        for token in document.doc.words:
            fresh = fresh or token.i in begun or (token.is_space and "\n" in token.text)
            if not token.is_space:
                number += fresh
                fresh = False
                numbers.append(number)
        sentence_of = np.array(numbers, dtype=np.int64)
        edges = np.searchsorted(sentence_of, np.arange(number + 2)).tolist()
        start = np.array([t.idx for t in tokens], dtype=np.int64)
        end = np.array([t.idx + len(t) for t in tokens], dtype=np.int64)
        actors = {actor.name: n for n, actor in enumerate(document.actors)}
        lemmas, classes = tuple([t.lemma_.lower() for t in tokens]), tuple([t.pos_ for t in tokens])
        return cls(
            tokens=tuple([t.i for t in tokens]),
            words=tuple([t.text for t in tokens]),
            lemmas=lemmas,
            classes=classes,
            relations=tuple([t.dep_ for t in tokens]),
            bare_relations=tuple([t.relation for t in tokens]),
            common_lemmas=tuple(["name" if c == "PROPN" else lemma for c, lemma in zip(classes, lemmas, strict=True)]),
            head=heads,
            children=tuple(map(tuple, children)),
            start=start,
            end=end,
            sentence=tuple(numbers),
            sentence_of=sentence_of,
            sentences=tuple(pairwise(edges)),
            kinds=tuple(str(actor.kind) for actor in document.actors),
            mentions=tuple(_mentions(document, place, actors)),
            sayings=tuple(
                Saying(
                    speaker=actors.get(s.speaker),
                    words=_words_in(start, end, s.content_start, s.content_start + len(s.content)),
                    act=str(s.act),
                    direct=s.direct,
                )
                for s in statements
            ),
        )

    def words_in(self, start: int, end: int) -> range:
        """Words that lie at least partly in a run of the article's code points."""
        return _words_in(self.start, self.end, start, end)

    def sentences_of(self, claims: Iterable[Claim]) -> frozenset[int]:
        """Numbers of the sentences that the evidence of claims touches."""
        return frozenset(self.sentence[w] for c in claims for w in self.words_in(c.evidence.start, c.evidence.end))

    def chain(self, word: int) -> list[int]:
        """A word and those above it, at most `LONGEST_CHAIN`."""
        out = [word]
        while self.head[out[-1]] != out[-1] and len(out) < LONGEST_CHAIN:
            out.append(self.head[out[-1]])
        return out

    def lemma(self, word: int) -> str:
        """A word's lemma; all names are one, so that nothing is learned of who was in the news when the pages were written."""
        return self.common_lemmas[word]

    def relation(self, word: int) -> str:
        """A word's relation without its subtype."""
        return self.bare_relations[word]


_SEEN: WeakKeyDictionary[Doc, tuple[tuple[Statement, ...], View]] = WeakKeyDictionary()


def view_of(document: Document, statements: Iterable[Statement]) -> View:
    """`View.of`, made once for all the finders that look at the same document and statements."""
    said = tuple(statements)
    kept = _SEEN.get(document.doc)
    if kept is None or kept[0] != said or len(kept[1].kinds) != len(document.actors):
        kept = _SEEN[document.doc] = (said, View.of(document, said))
    return kept[1]


def _words_in(starts: Ints, ends: Ints, start: int, end: int) -> range:
    first = int(ends.searchsorted(start, side="right"))
    return range(first, max(first, int(starts.searchsorted(end, side="left"))))


def _mentions(document: Document, place: dict[int, int], actors: dict[str, int]) -> list[SeenMention]:
    out = []
    for mention in document.mentions:
        numbers = tuple([actors[name] for name in mention.actors if name in actors])
        last = next((place[i] for i in reversed(range(mention.start, mention.end)) if i in place), None)
        if numbers and last is not None:
            head = place.get(mention.head, last)
            out.append(SeenMention(head=head, actors=numbers, kind=str(mention.kind)))
    return out
