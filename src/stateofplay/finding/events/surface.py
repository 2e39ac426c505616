"""Who stands right beside a word, for the places where the parse has slipped.

Reads nothing but word order: the name before a verb group, the name after a verb or its preposition, both names after "between".
"""

from __future__ import annotations

from stateofplay.language.document import Document, Mention, MentionKind
from stateofplay.language.modality_words import AUXILIARIES, NEGATORS
from stateofplay.language.tokens import Token

_REACH = 14  # words from "between" to the second name
_FILLERS = frozenset({"the", "a", "an", "its", "their", "his", "her", "both", "to", "with"})


class Surface:
    """The mentions of a document by the words at which they begin and end."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.at: dict[int, Mention] = {}
        self.until: dict[int, Mention] = {}
        for mention in document.mentions:
            self.at.setdefault(mention.start, mention)
            self.until.setdefault(mention.end, mention)

    def before(self, verb: Token) -> tuple[str, ...]:
        """Names right before a verb group: "Ukraine and Russia" in "Ukraine and Russia are set to meet"."""
        i = verb.i
        while i > verb.sent.start and self._is_light(verb.doc[i - 1]):
            i -= 1
        names: list[str] = []
        while (mention := self.until.get(i)) is not None and mention.start >= verb.sent.start:
            names[:0] = mention.actors
            i = mention.start
            if i > verb.sent.start and verb.doc[i - 1].lower_ == "the":
                i -= 1
            if i > verb.sent.start and verb.doc[i - 1].lower_ in ("and", ","):
                i -= 1
                continue
            break
        return tuple(dict.fromkeys(names))

    def after(self, token: Token, preposition: str | None) -> tuple[str, ...]:
        """Names right after `token`, or after the preposition that follows it."""
        doc, i = token.doc.words, token.i + 1
        if preposition is not None:
            if i >= len(doc) or doc[i].lower_ != preposition:
                return ()
            i += 1
        for j in (i, i + 1):
            mention = self.at.get(j)
            if mention is not None and mention.start < token.sent.end:
                return self._whole(mention).actors
            if j >= len(doc) or doc[j].lower_ not in _FILLERS:
                break
        return ()

    def between(self, noun: Token) -> tuple[str, ...]:
        """Names after the "between" that follows `noun`: up to the first one behind an "and"."""
        doc, end = noun.doc, noun.sent.end
        start = next((i for i in range(noun.i + 1, min(noun.i + 6, end)) if doc[i].lower_ == "between"), None)
        if start is None:
            return ()
        names: list[str] = []
        joined = False
        i = start + 1
        while i < min(end, start + _REACH):
            if doc[i].lower_ == "and":
                joined = True
            mention = self.at.get(i)
            if mention is not None:
                mention = self._whole(mention)
                names.extend(n for n in mention.actors if n not in names)
                if joined:
                    break
                i = mention.end
                continue
            i += 1
        return tuple(names) if joined else ()

    def _whole(self, mention: Mention) -> Mention:
        """For an adjective, the mention that it qualifies: "Israeli Prime Minister X" speaks of X."""
        if mention.kind is MentionKind.ADJECTIVE:
            for outer in self.document.mentions_headed(self.document.doc[mention.head].head)[:1]:
                if outer.end > mention.end:
                    return outer
        return mention

    @staticmethod
    def _is_light(token: Token) -> bool:
        return (
            token.lower_ in AUXILIARIES
            or token.lower_ in NEGATORS
            or token.pos_ == "ADV"
            or token.lower_ in ("set", "to", "due")
        )
