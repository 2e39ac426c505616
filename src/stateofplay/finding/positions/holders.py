"""Holders: whose position it is, by grammar, by ownership or by speaking."""

from __future__ import annotations

from collections.abc import Iterator

from stateofplay.finding.statements.spans import bounds, subtree_range
from stateofplay.finding.statements.voices import issuer
from stateofplay.finding.words.positions import BODIES
from stateofplay.language.clauses import children
from stateofplay.language.document import Document
from stateofplay.language.inflections import words
from stateofplay.language.tokens import Token
from stateofplay.model import ActorKind, Statement

_THIRD_PERSON = words("it they he she its their his her")
_THINGS = frozenset({"it", "its"})
_OF_ANOTHER = words("he she his her")
"""What whoever is quoted calls another: "He wants a truce," says nobody of himself."""
_OPENING = 12  # characters into a statement within which a pronoun still opens it ("however, it")
_FIRST_PERSON = frozenset({"i", "we", "us", "our", "my"})
_STAND_INS = words(
    "official officials negotiator negotiators diplomat diplomats delegation government governments leaders presidents"
)
_PAIRS = words("leaders presidents ministers men pair negotiators chiefs")
_TITLES = 5  # words between the names of two persons joined by "and"
_POINTING = words("the his her its their our")
_BODIES = (ActorKind.COUNTRY, ActorKind.ORGANIZATION, ActorKind.ARMED_GROUP)


class Speech:
    """Which statements stand around a token, and who therefore says it."""

    def __init__(self, document: Document, statements: tuple[Statement, ...]) -> None:
        self.document = document
        self.statements = statements
        self.issuer = issuer(document)

    def around(self, token: Token) -> Iterator[Statement]:
        """Statements whose content holds `token`, the closest first."""
        holding = [s for s in self.statements if s.content_start <= token.idx < s.content_start + len(s.content)]
        yield from sorted(holding, key=lambda s: len(s.content))

    def holders(self, token: Token) -> tuple[str, ...]:
        """The actors that say what `token` stands in."""
        out: list[str] = []
        shortest: int | None = None
        for statement in self.around(token):
            if shortest is not None and len(statement.content) > shortest:
                break
            shortest = len(statement.content)
            name = self._voiced(statement.speaker) if statement.named else self._state_of(statement)
            if name is not None and name not in out:
                out.append(name)
        return tuple(out)

    def is_quoted(self, name: str, token: Token) -> bool:
        """Whether somebody says `token` in his own words."""
        return any(s.direct and s.speaker == name for s in self.around(token))

    def opened_by(self, pronoun: Token) -> tuple[str, ...]:
        """The speakers of a reported statement that begins with a pronoun: "X said it would ..." speaks of X."""
        if not any(not s.direct and self._is_first(pronoun, s) for s in self.around(pronoun)):
            return ()
        return self.holders(pronoun)

    @staticmethod
    def _is_first(pronoun: Token, statement: Statement) -> bool:
        """Tell whether a pronoun opens a statement, or is at least its first subject ("that without a truce, it ...")."""
        if 0 <= pronoun.idx - statement.content_start < _OPENING:
            return True
        start, _ = bounds(pronoun)
        before = [t for t in pronoun.doc[start : pronoun.i] if t.idx >= statement.content_start]
        return (
            pronoun.dep_ == "nsubj"
            and statement.content_start >= pronoun.doc[start].idx
            and not any(t.dep_.startswith(("nsubj", "csubj", "expl")) for t in before)
        )

    def _voiced(self, speaker: str) -> str:
        """The speaker, or the side for which a spokesperson speaks."""
        actor = self.document.actor(speaker)
        if actor is not None and actor.side is not None and any("spokes" in role.lower() for role in actor.roles):
            return actor.side
        return speaker

    def _state_of(self, statement: Statement) -> str | None:
        """The state for which an unnamed official speaks: the one that its own words name."""
        source = statement.speaker
        if not any(w in source.lower() for w in ("official", "diplomat", "negotiator", "spokes")):
            return None
        text = self.document.article.text
        start = text.find(source, statement.evidence.start, statement.evidence.end)
        if start < 0:
            start = text.find(source)
        for mention in self.document.mentions:
            first = self.document.doc[mention.start].idx
            if 0 <= start <= first < start + len(source) and mention.actors:
                if self.document.is_kind(mention.actors[0], *_BODIES):
                    return mention.actors[0]
        return None


def holders(document: Document, speech: Speech, subject: Token | None) -> tuple[str, ...]:
    """Actors behind a noun phrase: named ones, for "we" in a quotation its speaker, for unnamed officials their state."""
    if subject is None:
        return ()
    if subject.lower_ in _FIRST_PERSON:
        if (speaking := speech.holders(subject)) or document.is_quoted(subject):
            return speaking
        return (speech.issuer,) if speech.issuer is not None else ()
    if subject.lower_ in _THIRD_PERSON and (own := speech.opened_by(subject)):
        # "She said it also blocks the port": it is not she.
        own = tuple(name for name in own if not (subject.lower_ in _THINGS and document.is_person(name)))
        if own:
            return own
    if subject.lower_ in _STAND_INS:
        for noun in children(subject, "nmod"):
            if len(joint := document.who(noun)) > 1:
                return joint  # "the governments of Chad and Sudan"
    names = document.who(subject)
    if subject.lower_ in _OF_ANOTHER and document.is_quoted(subject):
        names = tuple(name for name in names if not speech.is_quoted(name, subject))
    if not names and subject.lower_ in _PAIRS and (pair := _pair_before(document, subject)):
        return pair
    if not names and subject.lower_ in BODIES and any(c.lower_ in _POINTING for c in subject.children):
        return speech.holders(subject)
    if subject.lower_ in _STAND_INS and subject.pos_ == "NOUN":
        # "Chadian, Libyan and rebel negotiators": everybody whom the adjectives name
        low, _ = subtree_range(subject)
        named = dict.fromkeys(
            name
            for mention in document.mentions_in(low, subject.i + 1)
            for name in mention.actors
            if document.is_kind(name, *_BODIES)
        )
        if len(named) > len(names):
            return tuple(named)
    return names


def _pair_before(document: Document, subject: Token) -> tuple[str, ...]:
    """The two persons joined before "the leaders" in the same sentence: "X called Y and Z, and the leaders agreed"."""
    start, _ = bounds(subject)
    people = [
        m for m in document.mentions_in(start, subject.i) if len(m.actors) == 1 and document.is_person(m.actors[0])
    ]
    for first, second in zip(reversed(people[:-1]), reversed(people), strict=False):
        between = document.doc[first.end : second.start]
        if first.actors != second.actors and len(between) <= _TITLES and any(t.lower_ == "and" for t in between):
            return (*first.actors, *second.actors)
    return ()
