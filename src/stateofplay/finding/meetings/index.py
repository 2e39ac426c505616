"""Quick ways to the words and mentions of a document, made once for each and kept as long as its parse lives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from stateofplay.language.document import Document, Mention, MentionKind
from stateofplay.language.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class MentionIndex:
    """Mentions by where they begin and end."""

    mentions: tuple[Mention, ...]
    names_from: dict[int, Mention]
    to: dict[int, Mention]
    single_to: dict[int, Mention]
    hosting: frozenset[str]
    """Countries in which the text says that a meeting is: "talks in Norway"."""

    @classmethod
    def of(cls, document: Document) -> MentionIndex:
        """The index of a document; a new one where its mentions have been set anew."""
        kept = _INDICES.get(document.doc)
        if kept is not None and kept.mentions is document.mentions:
            return kept
        made = cls(
            mentions=document.mentions,
            names_from={m.start: m for m in document.mentions if m.kind is MentionKind.NAME},
            to={m.end: m for m in document.mentions if m.kind is not MentionKind.ADJECTIVE},
            single_to={m.end: m for m in document.mentions if len(m.actors) == 1},
            hosting=frozenset(_hosting(document)),
        )
        _INDICES[document.doc] = made
        return made


def _hosting(document: Document) -> Iterator[str]:
    doc = document.doc
    for mention in document.mentions:
        before = mention.start - 1
        if mention.kind is MentionKind.NAME and before > 0 and doc[before].lower_ in ("in", "at"):
            noun = doc[mention.head].head
            if noun.i < before and (noun.lower_ in _GATHERED or noun.lemma_ in _GATHERED):
                yield from mention.actors


_GATHERED = frozenset({"talks", "negotiations", "discussions", "meeting", "summit", "conference", "round"})
_INDICES: WeakKeyDictionary[Doc, MentionIndex] = WeakKeyDictionary()


class WordFilter:
    """Picks the tokens of a document whose lemma or lower-cased form is among given words, and all its verbs.

    Parameters
    ----------
    words
        Lemmas or lower-cased forms.
    """

    def __init__(self, words: frozenset[str]) -> None:
        self._words = words

    def tokens(self, doc: Doc) -> Iterator[Token]:
        """The tokens picked, in text order."""
        words = self._words
        for token in doc:
            if token.pos_ in ("VERB", "AUX") or token.lemma_ in words or token.lower_ in words:
                yield token
