"""The words of a parsed text as plain objects, each fact looked up once.

`embedded` makes them of what the network tells; those of another pipeline are copied from spaCy, which keeps a parse in arrays
of its own and makes a new object, a new string and a new list at every look at a word: finders look at each word hundreds of
times. Names and meanings of all attributes are spaCy's own, and functions written for the one work on the other; only here a
word is one object, the same at every access.

>>> from stateofplay.language.embedded import read_words
>>> doc = read_words("Norway hosted the talks.")
>>> [(word.text, word.dep_, word.head.text) for word in doc[0:2]]
[('Norway', 'nsubj', 'hosted'), ('hosted', 'root', 'hosted')]
>>> doc[0].head is doc[1]
True
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, overload

from stateofplay.language.syntax.letters import is_punct
from stateofplay.language.syntax.told import Told, each

if TYPE_CHECKING:
    from spacy import tokens as spacy_tokens


class Morph:
    """The features of a word, as Universal Dependencies has them: ``"Number=Plur|Case=Nom"``.

    >>> features = morph_of("Tense=Past|VerbForm=Fin")
    >>> features.get("Tense"), features.get("Number"), "VerbForm=Fin" in features
    (['Past'], [], True)
    """

    __slots__ = ("_values",)

    def __init__(self, text: str) -> None:
        self._values = {
            name: values.split(",") for name, _, values in (part.partition("=") for part in text.split("|")) if values
        }

    def get(self, name: str, default: list[str] | None = None) -> list[str]:
        """Values of one feature; `default`, else an empty list, where the word lacks it."""
        values = self._values.get(name)
        return values if values is not None else default if default is not None else _NONE

    def __contains__(self, feature: str) -> bool:
        name, _, value = feature.partition("=")
        return value in self._values.get(name, _NONE)


_NONE: list[str] = []


@lru_cache(maxsize=4096)
def morph_of(text: str) -> Morph:
    """The features written in `text`; words with the same features share one object."""
    return Morph(text)


@cache
def relation_of(label: str) -> str:
    """A label of Universal Dependencies without its subtype.

    >>> relation_of("nsubj:pass"), relation_of("obj")
    ('nsubj', 'obj')
    """
    return label.partition(":")[0]


@lru_cache(maxsize=16_384)
def _letters_of(word: str) -> tuple[str, bool, bool]:
    """A word in small letters, whether it is blank, whether it is nothing but marks."""
    return word.lower(), word.isspace(), is_punct(word)


class Token:
    """A word. Attributes as in spaCy's ``Token``; `children` is a tuple, in text order.

    `relation` is `dep_` without its subtype: ``"nsubj"`` where that is ``"nsubj:pass"``. `modality` and `bearing` are kept for
    `language.modality` and `language.actors.clause_role`, which are asked of the same word time and again.
    """

    __slots__ = (
        "_subtree", "bearing", "children", "dep_", "doc", "ent_type_", "head", "i", "idx", "is_punct", "is_space", "lemma_",
        "lower_", "modality", "morph", "pos_", "relation", "sent", "tag_", "text", "whitespace_",
    )  # fmt: skip

    doc: Doc
    head: Token
    children: tuple[Token, ...]
    sent: Span
    modality: Any
    bearing: Any

    def __init__(
        self, i: int, text: str, idx: int, space: bool, lemma: str, pos: str, tag: str, dep: str, relation: str,
        morph: Morph,
    ) -> None:  # fmt: skip
        self.i = i
        self.text = text
        self.lower_, self.is_space, self.is_punct = _letters_of(text)
        self.lemma_ = lemma
        self.pos_ = pos
        self.tag_ = tag
        self.dep_ = dep
        self.ent_type_ = ""
        self.relation = relation
        self.morph = morph
        self.idx = idx
        self.whitespace_ = " " if space else ""
        self.modality = None
        self.bearing = None
        self._subtree: tuple[Token, ...] | None = None

    def __repr__(self) -> str:
        return self.text

    def __len__(self) -> int:
        return len(self.text)

    @property
    def subtree(self) -> tuple[Token, ...]:
        """The word and all that hangs under it, as spaCy orders them: what is left of each word, the word, what is right."""
        if self._subtree is None:
            found: list[Token] = []
            _gather(self, found)
            self._subtree = tuple(found)
        return self._subtree

    @property
    def left_edge(self) -> Token:
        """The first word of the subtree."""
        return min(self.subtree, key=_position)

    @property
    def right_edge(self) -> Token:
        """The last word of the subtree."""
        return max(self.subtree, key=_position)

    @property
    def ancestors(self) -> Iterator[Token]:
        """The head, its head and so on up to the root."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def is_ancestor(self, descendant: Token) -> bool:
        """Tell whether `descendant` hangs under this word, at whatever depth."""
        return any(token is self for token in descendant.ancestors)

    def nbor(self, i: int = 1) -> Token:
        """The word `i` places on; IndexError outside the text."""
        if self.i + i < 0:
            raise IndexError(f"no word stands {-i} before word {self.i}")
        return self.doc.words[self.i + i]

    @property
    def is_sent_start(self) -> bool:
        return self.i == self.sent.start

    @property
    def is_alpha(self) -> bool:
        return self.text.isalpha()

    @property
    def is_lower(self) -> bool:
        return self.text.islower()

    @property
    def is_upper(self) -> bool:
        return self.text.isupper()

    @property
    def is_title(self) -> bool:
        return self.text.istitle()

    # What hangs on the language is asked of it; few rules do, and of few words.
    @property
    def is_stop(self) -> bool:
        return self.doc.told.is_stop(self.text)

    @property
    def like_num(self) -> bool:
        return self.doc.told.like_num(self.text)

    def hang(self, head: Token, relation: str) -> None:
        """Hang the word on another one, by another relation: a parse is put right before anything is read off it."""
        self.dep_, self.relation = relation, relation_of(relation)
        if head is self.head:
            return
        self.head.children = tuple(c for c in self.head.children if c is not self)
        head.children = tuple(sorted((*head.children, self), key=_position))
        self.head = head
        for word in self.doc.words:
            word._subtree = None


def _gather(token: Token, found: list[Token]) -> None:
    place = token.i
    waiting = True
    for c in token.children:
        if waiting and c.i > place:
            found.append(token)
            waiting = False
        if c.children:
            _gather(c, found)
        else:
            found.append(c)
    if waiting:
        found.append(token)


def _position(token: Token) -> int:
    return token.i


def _depth(token: Token) -> int:
    if (token.is_space or token.is_punct) and not token.children:
        return len(token.doc) - 1
    return sum(1 for _ in token.ancestors)


class Span:
    """A run of words, as in spaCy's ``Span``: `start` and `end` are word indices, `end` exclusive."""

    __slots__ = ("_asks", "_lowers", "doc", "end", "label_", "start")

    def __init__(self, doc: Doc, start: int, end: int, label: str = "") -> None:
        self.doc = doc
        self.start = start
        self.end = end
        self.label_ = label
        self._lowers: frozenset[str] | None = None
        self._asks: bool | None = None

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.words[self.start : self.end])

    def __len__(self) -> int:
        return self.end - self.start

    @overload
    def __getitem__(self, key: int) -> Token: ...
    @overload
    def __getitem__(self, key: slice) -> Span: ...
    def __getitem__(self, key: int | slice) -> Token | Span:
        if isinstance(key, slice):
            start, end, _ = key.indices(self.end - self.start)
            return Span(self.doc, self.start + start, self.start + max(start, end))
        return self.doc.words[self.start : self.end][key]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Span) and (self.doc, self.start, self.end) == (other.doc, other.start, other.end)

    def __hash__(self) -> int:
        return hash((self.start, self.end))

    def __repr__(self) -> str:
        return self.text

    @property
    def start_char(self) -> int:
        """Code point at which the first word begins."""
        words = self.doc.words
        return words[self.start].idx if self.start < len(words) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        """Code point at which the last word ends."""
        if self.end == self.start:
            return self.start_char
        last = self.doc.words[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        return self.doc.text[self.start_char : self.end_char]

    @property
    def lowers(self) -> frozenset[str]:
        """The words in small letters, each once; gathered at the first look."""
        if self._lowers is None:
            self._lowers = frozenset([t.lower_ for t in self.doc.words[self.start : self.end]])
        return self._lowers

    @property
    def asks(self) -> bool:
        """Whether it ends in a question mark, perhaps with marks and blanks behind it; looked up once."""
        if self._asks is None:
            self._asks = any(t.text == "?" for t in self.doc.words[max(self.start, self.end - _CLOSING) : self.end])
        return self._asks

    @property
    def root(self) -> Token:
        """The word nearest to the root of its sentence, the first of several; bare marks and spaces come last."""
        words = self.doc.words[self.start : self.end]
        for token in words:
            if token.head is token:
                return token
        tops = [t for t in words if not self.start <= t.head.i < self.end]
        return min(tops, key=_depth) if tops else words[0]

    @property
    def sent(self) -> Span:
        """The sentence of the first word."""
        return self.doc.words[self.start].sent

    @property
    def ents(self) -> tuple[Span, ...]:
        """Names wholly inside the run."""
        ents = self.doc.ents  # in text order
        first = bisect_left(ents, self.start, key=_start)
        return tuple(e for e in ents[first : bisect_left(ents, self.end, key=_start)] if e.end <= self.end)


_CLOSING = 3
"""Marks and blanks at the end of a sentence among which its question mark stands."""


def _start(span: Span) -> int:
    return span.start


class Doc:
    """A text with its parse.

    Parameters
    ----------
    source
        What a pipeline tells of the text; or a document of any spaCy pipeline with sentences and Universal Dependencies.
        Cost: linear, a twentieth of the parse.
    text
        Its text, where that is at hand already.
    """

    __slots__ = ("__weakref__", "_begins", "ents", "kept", "sents", "text", "told", "words")

    def __init__(self, source: Told | spacy_tokens.Doc, text: str | None = None) -> None:
        if not isinstance(source, Told):
            from stateofplay.language.for_spacy.copying import copy

            source = copy(source, text)
        self.told = source
        self.text = source.text
        self.kept: dict[str, Any] = {}
        """What was worked out of these words and holds them, by who worked it out: it goes when they go."""
        self.words: list[Token] = _words(source)
        self._begins = [word.idx for word in self.words]
        self.sents: tuple[Span, ...] = tuple(_sentences(self))
        self.ents: tuple[Span, ...] = tuple(Span(self, *name) for name in source.names)
        for sentence in self.sents:
            for token in self.words[sentence.start : sentence.end]:
                token.doc = self
                token.sent = sentence
        for name in self.ents:
            for token in self.words[name.start : name.end]:
                token.ent_type_ = name.label_

    def __len__(self) -> int:
        return len(self.words)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.words)

    @overload
    def __getitem__(self, key: int) -> Token: ...
    @overload
    def __getitem__(self, key: slice) -> Span: ...
    def __getitem__(self, key: int | slice) -> Token | Span:
        if isinstance(key, slice):
            start, end, _ = key.indices(len(self.words))
            return Span(self, start, end if end > start else start)
        return self.words[key]

    def char_span(self, start: int, end: int, *, alignment_mode: str = "strict") -> Span | None:
        """The words that hold the code points `start:end`, aligned as spaCy does; None where there are none."""
        first, last = self._place_of(start), self._place_of(end - 1)
        if first is None or last is None:
            return None
        begins, stops = self.words[first], self.words[last]
        starts_within, ends_within = start != begins.idx, end != stops.idx + len(stops.text)
        if alignment_mode == "strict" and (starts_within or ends_within):
            return None
        if alignment_mode == "contract":
            first += starts_within
            last -= end < stops.idx + len(stops.text)
            if last < first:
                return None
        elif alignment_mode == "expand" and start == begins.idx + len(begins.text):
            first += 1  # the space behind a word is no part of it
        return Span(self, first, last + 1)

    def _place_of(self, offset: int) -> int | None:
        """The word that holds a code point or has it behind it; None outside the text."""
        place = bisect_right(self._begins, offset) - 1
        return place if place >= 0 and offset < len(self.text) else None

    def let_go(self) -> None:
        """Part words that hold each other and would else wait for the collector; nobody may ask for them any more."""
        for word in self.words:
            if word.children:
                word.children = ()
            if word.head is word:
                del word.head
            word._subtree = word.modality = word.bearing = None
        self.sents = self.ents = ()
        self.kept.clear()
        self.words.clear()

    def word_at(self, offset: int) -> Token | None:
        """The word that holds a code point; None outside the text and for the space behind a word."""
        place = bisect_right(self._begins, offset) - 1
        if place < 0:
            return None
        word = self.words[place]
        return word if offset < word.idx + len(word.text) else None

    def has_annotation(self, attribute: str) -> bool:
        """Tell whether the pipeline set an attribute ("DEP", "SENT_START")."""
        return attribute in self.told.layers


def _words(told: Told) -> list[Token]:
    begins: list[int] = []
    at = 0
    for word, blank in zip(told.words, told.followed, strict=True):
        begins.append(at)
        at += len(word) + blank
    relations = each(told.relations, relation_of)
    morphs = each(told.features, morph_of)
    facts = zip(
        range(len(begins)), told.words, begins, told.followed, told.lemmas, told.classes, told.tags, told.relations, relations,
        morphs, strict=True,
    )  # fmt: skip
    words = [Token(*one) for one in facts]
    _hang(words, told.heads)
    return words


def _hang(words: list[Token], offsets: Sequence[int]) -> None:
    """Set heads, which lie so many words away, and children."""
    children: dict[int, list[Token]] = {}
    for place, (token, offset) in enumerate(zip(words, offsets, strict=True)):
        token.head = words[place + offset]
        token.children = ()
        if offset:
            children.setdefault(place + offset, []).append(token)
    for place, below in children.items():
        words[place].children = tuple(below)


def _sentences(doc: Doc) -> Iterator[Span]:
    """Sentences, end to end; an unsplit text is one."""
    starts = doc.told.starts
    if starts is not None:
        for start, end in pairwise([*starts, len(doc.words)]):
            yield Span(doc, start, end)
    elif doc.words:
        yield Span(doc, 0, len(doc.words))
