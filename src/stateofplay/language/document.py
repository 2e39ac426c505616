"""A document: an article with its parse, its times, its actors, and who each noun phrase speaks of."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from stateofplay.language.inflections import words
from stateofplay.language.tokens import Doc, Span, Token
from stateofplay.model import Actor, ActorKind, Article, Evidence


class MentionKind(StrEnum):
    """How a mention names its actor."""

    NAME = "name"
    """A name or a lexicon form: "Vladimir Putin", "Putin", "the Kremlin", "Moscow"."""
    NOMINAL = "nominal"
    """A description: "Ukrainian officials", "the rebels", "his delegation", "the US president"."""
    ADJECTIVE = "adjective"
    """A demonym or possessive inside another phrase: "Russian" in "Russian air strikes"."""
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place in the text that speaks of one or more actors.

    `start`, `end` are token indices (end exclusive), `head` the syntactic head token. `actors` are canonical names;
    more than one for "both sides" or "the two presidents"; empty where it surely is an actor but the text does not
    say which.
    """

    start: int
    end: int
    head: int
    actors: tuple[str, ...]
    kind: MentionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A time expression anchored in the calendar; `value` is ISO ("2025-05-15", "2022-03", "2019-W36") or None."""

    start: int
    end: int
    text: str
    value: str | None
    span: str | None = None
    """The range that begins here, as an ISO interval."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A run between quotation marks. Token indices of the words inside; `unclosed` where the end mark is missing."""

    start: int
    end: int
    unclosed: bool = False


@dataclass(frozen=True, eq=False, kw_only=True)
class Document:
    """What `language` knows of an article, for `finding` to work on; what is found later makes a new one.

    `doc.text == article.text`, so a token's ``idx`` is its code point offset in the article. Times stand in text order and do
    not overlap, so that a place is found by halving; indices are made when first asked for.
    """

    article: Article
    doc: Doc
    quotations: tuple[Quotation, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    """In text order, of those that begin together the longest first."""

    def with_actors(self, actors: Iterable[Actor], mentions: Iterable[Mention]) -> Document:
        """The same document with its actors and their mentions."""
        in_order = tuple(sorted(mentions, key=lambda m: (m.start, -m.end)))
        return replace(self, actors=tuple(actors), mentions=in_order)

    @cached_property
    def _by_name(self) -> dict[str, Actor]:
        return {a.name: a for a in self.actors}

    @cached_property
    def _by_head(self) -> dict[int, list[Mention]]:
        found: dict[int, list[Mention]] = {}
        for mention in self.mentions:
            found.setdefault(mention.head, []).append(mention)
        return found

    @cached_property
    def _covering(self) -> dict[int, Mention]:
        """The shortest mention that covers a token wins: "Russian" in "Russian Foreign Ministry" only where it stands alone."""
        return {i: m for m in sorted(self.mentions, key=lambda m: m.start - m.end) for i in range(m.start, m.end)}

    @cached_property
    def _mention_starts(self) -> list[int]:
        return [m.start for m in self.mentions]

    @cached_property
    def _time_starts(self) -> list[int]:
        return [t.start for t in self.times]

    @cached_property
    def _quoted(self) -> frozenset[int]:
        return frozenset(i for q in self.quotations for i in range(q.start, q.end))

    def actor(self, name: str) -> Actor | None:
        """Look up an actor by canonical name."""
        return self._by_name.get(name)

    def is_kind(self, name: str, *kinds: ActorKind) -> bool:
        """Tell whether an actor of this name is known and of one of some kinds."""
        actor = self._by_name.get(name)
        return actor is not None and actor.kind in kinds

    def is_person(self, name: str) -> bool:
        """Tell whether an actor is a person."""
        return self.is_kind(name, ActorKind.PERSON)

    def is_country(self, name: str) -> bool:
        """Tell whether an actor is a country or territory."""
        return self.is_kind(name, ActorKind.COUNTRY)

    def is_body(self, name: str) -> bool:
        """Tell whether an actor is an organisation, which can hold a meeting of its own."""
        return self.is_kind(name, ActorKind.ORGANIZATION)

    def is_group(self, name: str) -> bool:
        """Tell whether an actor is a group without an organisation: "prisoners", "world powers"."""
        return self.is_kind(name, ActorKind.GROUP)

    def is_state(self, name: str) -> bool:
        """Tell whether an actor is a country or an armed group, which talks with another of its kind."""
        return self.is_kind(name, ActorKind.COUNTRY, ActorKind.ARMED_GROUP)

    def acts_for(self, name: str) -> str:
        """The side for which an actor acts, or itself where it has none or is not known."""
        actor = self._by_name.get(name)
        return actor.side if actor is not None and actor.side else name

    def mentions_headed(self, token: Token) -> tuple[Mention, ...]:
        """Mentions whose syntactic head is `token`, the longest first."""
        return tuple(self._by_head.get(token.i, ()))

    def mentions_in(self, start: int, end: int) -> Iterator[Mention]:
        """Mentions wholly inside token range `start:end`, in text order."""
        first, last = bisect_left(self._mention_starts, start), bisect_left(self._mention_starts, end)
        return (m for m in self.mentions[first:last] if m.end <= end)

    def names_together(self, sentence: Span, one: str | None, other: str | None) -> bool:
        """Tell whether a sentence names two in one breath: "Chad, Togo and Mali", "both sides"."""
        run: set[str] = set()
        end = 0
        for mention in self.mentions_in(sentence.start, sentence.end):
            between = self.doc[end : mention.start] if mention.start > end else ()
            if not between or not _is_joint(between):
                run = set()  # one inside or right behind the other is no list: "the Saleh government"
            run.update(mention.actors)
            if one in run and other in run:
                return True
            end = max(end, mention.end)
        return False

    def who(self, token: Token | None, *, conjuncts: bool = True) -> tuple[str, ...]:
        """Canonical names of the actors that the noun phrase headed by `token` speaks of.

        Follows coordination ("Medinsky and Fomin") and names in apposition ("the envoy, Steve Witkoff"), and takes any
        word of a name or description for its head, since parsers differ in what heads "President Joe Biden". A head that
        stands in for its owner ("Kremlin officials") is a mention of the owner already (see `language.actors`). Empty
        where nobody is known.
        """
        if token is None:
            return ()
        found: list[str] = []
        tokens = [token, *(_conjuncts(token) if conjuncts else ())]
        for head in tokens:
            mention = self._mention_of(head)
            if mention is not None:
                found.extend(name for name in mention.actors if name not in found)
        return tuple(found)

    def _mention_of(self, head: Token) -> Mention | None:
        own = self._by_head.get(head.i)
        if own:
            # A person's name beats the description it stands in ("the envoy, Steve Witkoff").
            return next((m for m in own if m.kind is not MentionKind.ADJECTIVE), own[0])
        for child in head.children:
            if child.dep_ in _SAME_PHRASE and child.pos_ in ("PROPN", "NOUN") and child.i in self._by_head:
                mention = self._by_head[child.i][0]
                if mention.kind is MentionKind.NAME and (child.dep_ != "compound" or child.i > head.i):
                    return mention
        for child in head.children if head.lower_ in COUNTING else ():
            if child.relation == "nmod" and child.i in self._by_head and any(c.lower_ == "of" for c in child.children):
                return self._by_head[child.i][0]  # "thousands of protesters"
        covering = self._covering.get(head.i)
        return covering if covering is not None and covering.kind is not MentionKind.ADJECTIVE else None

    def times_in(self, start: int, end: int) -> tuple[TimeExpression, ...]:
        """Time expressions wholly inside token range `start:end`."""
        return tuple(t for t in self.times_begun_in(start, end) if t.end <= end)

    def times_begun_in(self, start: int, end: int) -> tuple[TimeExpression, ...]:
        """Time expressions that begin inside token range `start:end`."""
        starts = self._time_starts
        return self.times[bisect_left(starts, start) : bisect_left(starts, end)]

    def is_in_time(self, token: Token) -> bool:
        """Tell whether `token` is part of a time expression."""
        at = bisect_right(self._time_starts, token.i) - 1
        return at >= 0 and token.i < self.times[at].end

    def is_quoted(self, token: Token) -> bool:
        """Tell whether `token` stands between quotation marks."""
        return token.i in self._quoted

    def sentence_evidence(self, *tokens: Token) -> Evidence:
        """Evidence made of the whole sentences that hold `tokens` (first to last, one paragraph at most where they share it)."""
        first = tokens[0].sent if len(tokens) == 1 else min(tokens, key=lambda t: t.i).sent
        last = first if len(tokens) == 1 else max(tokens, key=lambda t: t.i).sent
        return Evidence.cut(self.article.text, first.start_char, last.end_char)


COUNTING = words("thousands hundreds dozens scores tens millions number majority handful most some many few several")
"""Heads of phrases that only say how many: "thousands of protesters"."""
_JOINING = frozenset({",", "and", "or", "as", "well", "the", "&"})
_SAME_PHRASE = frozenset({"appos", "flat", "flat:name", "compound", "nmod:desc"})


_HOME = frozenset({"of", "from"})


def _is_joint(between: Iterable[Token]) -> bool:
    """Whether words join two names of a list, perhaps with whence the first is: "Berg (L-Oslo), Dahl of Bergen and Saleh"."""
    inside, home, joined = False, False, False
    for token in between:
        if token.text in "()":
            inside = token.text == "("
        elif token.lower_ in _JOINING:
            joined, home = True, False
        elif not inside and not (home := token.lower_ in _HOME or (home and token.pos_ == "PROPN")):
            return False
    return joined


def _conjuncts(token: Token) -> list[Token]:
    out: list[Token] = []
    stack = deque(c for c in token.children if c.dep_ == "conj")
    while stack:
        child = stack.popleft()
        if child.pos_ in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "X"):
            out.append(child)
            stack.extend(c for c in child.children if c.dep_ == "conj")
    return out
