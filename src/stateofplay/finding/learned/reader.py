"""A page through the network: what it thinks who wants, and who did what to whom, as chances."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from stateofplay.finding.learned import graph, pairs
from stateofplay.finding.learned.graph import Network
from stateofplay.finding.learned.pairs import Ints, Parties, Ruled, Window
from stateofplay.finding.learned.runs import run_around
from stateofplay.finding.learned.view import View, view_of
from stateofplay.language.document import Document
from stateofplay.language.syntax.layers import Floats, Vectors
from stateofplay.language.tokens import Doc
from stateofplay.model import Event, PloverEvent, Position, Stance, Statement

EVENTS = tuple(
    PloverEvent(name)
    for name in "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
    "COERCE ASSAULT".split()
)
"""Types of event in the order of the network's columns."""
MUTUAL = frozenset({PloverEvent.AGREE, PloverEvent.CONSULT, PloverEvent.COOPERATE})
SIDE_OF = {
    Stance.SUPPORTS: 0, Stance.DEMANDS: 0, Stance.OFFERS: 0, Stance.PROPOSES: 0, Stance.CONSIDERS: 1, Stance.OPPOSES: 2,
    Stance.THREATENS: 3,
}  # fmt: skip
WISHES = (Stance.SUPPORTS, Stance.DEMANDS, Stance.OFFERS, Stance.PROPOSES)
WIDTH = 384
SHORTEST = 6
"""Sentences that make a page."""
TOGETHER = 4096
"""Words that go through the layers at once: more would not stay near the processor, and long pages would cost more a word."""
LEAST = 0.03
"""Chances below this are not told."""
_TRIGGER = 5
_NEARLY_AS_WELL = 0.1
_LEAST_ISSUE, _LEAST_TRIGGER = 0.02, float(np.exp(-8.0))

_LOOKS: WeakKeyDictionary[Doc, Look] = WeakKeyDictionary()

Joined = tuple[Window, Parties, int, Ints, Floats, graph.MentionGraph]
"""A window, its parties, its place among the vectors; words, their scores as issues, and what joins them with the parties."""

RuledEvent = tuple[int, int, int, int]
"""(sentence, type, actor, recipient or -1) of an event of the rules."""


class Wish(NamedTuple):
    """An actor, by number, on a side of the issue that `head` heads: of hundreds on a page few become claims."""

    chance: float
    head: int
    actor: int
    side: int


class Wishes:
    """Positions that have some chance, in no order; which words are the issue is asked of those that become claims."""

    def __init__(self, seen: Look, network: Network, wishes: Iterable[Wish]) -> None:
        self.all = tuple(wishes)
        self._seen, self._network = seen, network

    def prepare(self, wishes: Iterable[Wish]) -> None:
        """Have ready what `issue` asks for these."""
        prepare(self._seen, [wish.head for wish in wishes])

    def issue(self, wish: Wish) -> range:
        """The words of the issue."""
        return run_of(self._seen, self._network, wish.head)

    def stance(self, wish: Wish) -> Stance:
        """The stance on its side: what is wanted may be demanded, offered, proposed or only supported."""
        if wish.side:
            return (Stance.CONSIDERS, Stance.OPPOSES, Stance.THREATENS)[wish.side - 1]
        row = self._seen.row(wish.head)
        return WISHES[int(self._network.kind_of_wish(self._seen.vectors[row : row + 1]).argmax())]


@dataclass(frozen=True, slots=True)
class Telling:
    """How well each word of a sentence tells events: (words, types), (words, actors, types), (words, recipients, types)."""

    words: Ints
    triggers: Floats
    actors: Floats
    recipients: Floats


class Deed(NamedTuple):
    """What an actor did to another (None: to nobody named) in a sentence; `kind` counts in `EVENTS`.

    ``places`` are the two parties as the network numbers them. Which word tells it is asked of those that become claims.
    """

    chance: float
    sentence: int
    kind: int
    actor: int
    recipient: int | None
    places: tuple[int, int]
    telling: Telling

    def words(self) -> tuple[int, tuple[int, ...]]:
        """The word that tells it, and all that tell it nearly as well, that one among them."""
        told, (actor, recipient) = self.telling, self.places
        share = (
            told.triggers[:, self.kind] * told.actors[:, actor, self.kind] * told.recipients[:, recipient, self.kind]
        )
        near = np.flatnonzero(share >= _NEARLY_AS_WELL * share.max())
        return int(told.words[int(share.argmax())]), tuple(told.words[near].tolist())


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A page as the network sees it: each window with its parties, and the vectors of its words from row ``at`` on."""

    view: View
    shares: tuple[float, ...]
    windows: tuple[tuple[Window, Parties, int], ...]
    carriers: tuple[Ints, ...]
    """The words of each window that may carry a claim."""
    vectors: Vectors
    joined: list[Joined] = field(default_factory=list, compare=False)
    """Words with their parties, as they are joined when first asked for."""
    runs: dict[tuple[int, str], range] = field(default_factory=dict, compare=False)
    """What `run_of` told, by head and by what was asked: several parties may want, or have said, what one word heads."""

    def rows(self, window: Window, at: int, words: Ints) -> Ints:
        """Where the vectors of some words of a window stand."""
        return words - window.first + at

    def row(self, word: int) -> int:
        """Where the vector of a word stands that lies in a window."""
        window, _, at = self.window_of(word)
        return word - window.first + at

    def window_of(self, word: int) -> tuple[Window, Parties, int]:
        """The window in which a word lies."""
        return self.windows[bisect_right(self.windows, word, key=_first) - 1]


@cache
def shipped() -> Network:
    """The network that the package holds, read once a process."""
    return graph.read(Path(__file__).parent / "model")


def reads(document: Document) -> bool:
    """Whether the network reads a document: our parser left its words as they entered, and it is a whole page.

    It learned from whole pages and knows little of a line or two, where the rules are at their best.
    """
    states = document.doc.told.states
    return len(document.doc.sents) >= SHORTEST and states is not None and states.shape == (len(document.doc), WIDTH)


def look(document: Document, statements: Iterable[Statement], network: Network) -> Look:
    """Run a page through the network's layers, once for all kinds of claim. Cost: linear in the text, half of the parse."""
    view = view_of(document, statements)
    kept = _LOOKS.get(document.doc)
    if kept is None or kept.view is not view:
        kept = _LOOKS[document.doc] = _look(document, view, network)
    return kept


def _look(document: Document, view: View, network: Network) -> Look:
    total = max(1, sum(actor.mentions for actor in document.actors))
    shares = tuple(actor.mentions / total for actor in document.actors)
    states = np.asarray(document.doc.told.states)
    words = np.array(view.tokens, dtype=np.int64)
    features = pairs.features_of_words(view)
    picked, bounds, kept, carriers, asked = [], [], [], [], []
    at = 0
    for window in pairs.windows(view):
        group = pairs.parties(view, window, shares)
        if len(group.heads):
            picked.append(np.arange(window.first, window.last))
            bounds.append((at, at + window.last - window.first))
            kept.append((window, group, at))
            carriers.append(pairs.carriers(view, window))
            asked += [carriers[-1] - window.first + at, _heads(window, group, at)]
            at = bounds[-1][1]
    if not picked:
        none = Vectors(np.zeros((0, 0), dtype=np.float32))
        return Look(view=view, shares=shares, windows=(), carriers=(), vectors=none)
    parts = []
    begin = 0
    for end in range(1, len(picked) + 1):
        if end == len(picked) or bounds[end][1] - bounds[begin][0] > TOGETHER:
            rows = np.concatenate(picked[begin:end])
            inside = [(first - bounds[begin][0], last - bounds[begin][0]) for first, last in bounds[begin:end]]
            parts.append(network.encode(states[words[rows]], features[rows], inside))
            begin = end
    if len(parts) == 1:
        vectors = parts[0]
        vectors.prepare(np.concatenate(asked))  # few others will be asked for
    else:
        vectors = Vectors(np.concatenate([part[:] for part in parts]))
    return Look(view=view, shares=shares, windows=tuple(kept), carriers=tuple(carriers), vectors=vectors)


def _heads(window: Window, group: Parties, at: int) -> Ints:
    """Where the vectors of the parties' words stand; the window's first for a party that has none."""
    return np.where(group.heads >= 0, group.heads - window.first + at, at)


def _first(placed: tuple[Window, Parties, int]) -> int:
    return placed[0].first


def wishes(seen: Look, network: Network, ruled: Sequence[Ruled]) -> Wishes:
    """Positions that have some chance, in no order."""
    out: list[Wish] = []
    for _, group, _, words, scores, related in joined(seen, network, ruled):
        factors = related.holders * np.exp(scores[:, None, 1:])
        chances = factors / (1 + factors.sum(axis=2, keepdims=True))
        there = np.nonzero(chances > LEAST)
        actors = np.array(group.actors)
        out.extend(
            map(Wish, chances[there].tolist(), words[there[0]].tolist(), actors[there[1]].tolist(), there[2].tolist())
        )
    return Wishes(seen, network, out)


def joined(seen: Look, network: Network, ruled: Sequence[Ruled]) -> list[Joined]:
    """The words of each window that may carry a claim, joined with the parties around them; once for all kinds of claim.

    A word is left out where neither an issue nor an event nor anything said speaks for it nor a rule; of each sentence one
    word stays. `ruled` is what the rules said before any kind was weighed.
    """
    out = seen.joined
    if out:
        return out
    marked: dict[int, list[Ruled]] = defaultdict(list)
    firsts = [window.first for window, _, _ in seen.windows]
    for mark in ruled:
        marked[bisect_right(firsts, mark[0]) - 1].append(mark)
    for place, (window, group, at) in enumerate(seen.windows):
        words = seen.carriers[place]
        if not len(words):
            continue
        vectors = seen.vectors[seen.rows(window, at, words)]
        scores, triggers = network.issues(vectors), network.triggers(vectors)
        telling = triggers.max(axis=1)
        plain = np.exp(scores - scores.max(axis=1, keepdims=True))
        kept = (plain[:, 0] / plain.sum(axis=1) < 1 - _LEAST_ISSUE) | (telling > _LEAST_TRIGGER)
        kept |= network.sayings(vectors) > LEAST
        for word in {word for word, _, _ in marked[place]}:
            kept |= words == word
        sentence = seen.view.sentence_of[words]
        begins = _begins(sentence)
        best = np.repeat(np.maximum.reduceat(telling, begins), np.diff(begins, append=len(words)))
        firm = np.flatnonzero(telling == best)
        kept[firm[_begins(sentence[firm])]] = True
        words, scores, triggers, vectors = words[kept], scores[kept], triggers[kept], vectors[kept]
        near = pairs.pair(seen.view, words, group, seen.shares, network.paths, marked[place])
        mentions = seen.vectors[_heads(window, group, at)]
        related = network.relate(vectors, mentions, group, near, triggers)
        out.append((window, group, at, words, scores, related))
    return out


def _begins(sentence: Ints) -> NDArray[np.intp]:
    """Where each sentence begins in a column of their numbers, which rise."""
    new = np.ones(len(sentence), dtype=bool)
    np.not_equal(sentence[1:], sentence[:-1], out=new[1:])
    return np.flatnonzero(new)


def run_of(seen: Look, network: Network, head: int, name: str = "span") -> range:
    """The words of a sentence that belong to what the word `head` heads, that word among them (see `Network.span`)."""
    known = seen.runs.get((head, name))
    if known is not None:
        return known
    (begin, end), move = _around(seen, head)
    run = run_around(network.span(seen.vectors, head + move, begin + move, end + move, name), head - begin)
    found = seen.runs[head, name] = range(begin + run.start, begin + run.stop)
    return found


def prepare(seen: Look, heads: Iterable[int]) -> None:
    """Have the vectors ready that `run_of` asks for these heads."""
    rows = [np.arange(begin + move, end + move) for (begin, end), move in (_around(seen, head) for head in set(heads))]
    if rows:
        seen.vectors.prepare(np.concatenate(rows))


def _around(seen: Look, head: int) -> tuple[tuple[int, int], int]:
    """The words of the sentence of a head, as far as its window has them, and how far their vectors stand from them."""
    window, _, at = seen.window_of(head)
    begin, end = seen.view.sentences[seen.view.sentence[head]]
    return (max(begin, window.first), min(end, window.last)), at - window.first


def deeds(seen: Look, network: Network, ruled: Sequence[Ruled], events: Sequence[RuledEvent]) -> list[Deed]:
    """Events that have some chance, in no order."""
    out: list[Deed] = []
    said: dict[int, list[RuledEvent]] = defaultdict(list)
    for event in events:
        said[event[0]].append(event)
    for _, group, _, words, _, related in joined(seen, network, ruled):
        begins = _begins(seen.view.sentence_of[words]).tolist()
        for begin, end in pairwise([*begins, len(words)]):
            here = slice(begin, end)
            telling = Telling(words[here], related.triggers[here], related.actors[here], related.recipients[here])
            number = seen.view.sentence[words[begin]]
            out.extend(_deeds_of(network, group, telling, number, said[number]))
    return out


def _deeds_of(
    network: Network, group: Parties, telling: Telling, sentence: int, events: list[RuledEvent]
) -> Iterator[Deed]:
    triggers, actors, recipients = telling.triggers, telling.actors, telling.recipients
    mixed = ((triggers[:, None] * actors).transpose(2, 1, 0) @ recipients.transpose(2, 0, 1)).transpose(1, 2, 0)
    mixed = mixed * (np.exp(_told(network, group, events)) if events else network.untold)
    chances = (mixed / (1 + mixed)).ravel()
    there = np.flatnonzero(chances > LEAST)
    count = len(group.actors)
    for chance, place in zip(chances[there].tolist(), there.tolist(), strict=True):
        both, kind = divmod(place, network.kinds)
        actor, recipient = divmod(both, count + 1)
        if actor != recipient:
            whom = group.actors[recipient] if recipient < count else None
            yield Deed(chance, sentence, kind, group.actors[actor], whom, (actor, recipient), telling)


def _told(network: Network, group: Parties, events: list[RuledEvent]) -> Floats:
    """What the rules' events of a sentence add: for the type, for the two parties, for both."""
    count = len(group.actors)
    local = {actor: n for n, actor in enumerate(group.actors)} | {-1: count}
    level = np.zeros((count, count + 1, network.kinds), dtype=np.int64)
    for _, kind, actor, recipient in events:
        if actor not in local:
            continue
        level[:, :, kind] = np.maximum(level[:, :, kind], 1)
        if recipient in local:
            level[local[actor], local[recipient]] = np.maximum(level[local[actor], local[recipient]], 2)
            level[local[actor], local[recipient], kind] = 3
            if EVENTS[kind] in MUTUAL and recipient >= 0:
                level[local[recipient], local[actor], kind] = 3
    out: Floats = network.weights["told"][level, np.arange(network.kinds)]
    return out


def marks(view: View, document: Document, positions: Iterable[Position]) -> list[Ruled]:
    """Where the rules saw whom on which side: (word, holder, 1 + side) in the issue, and the word that told it."""
    number = {actor.name: n for n, actor in enumerate(document.actors)}
    text, out = document.article.text, []
    for position in positions:
        if position.component == "positions-learned":
            continue
        if (holder := number.get(position.holder)) is None:
            continue
        out.append((view.words_in(position.anchor, position.anchor + 1).start, holder, _TRIGGER))
        at = text.find(position.issue, position.evidence.start, position.evidence.end)
        if at >= 0:
            words = view.words_in(at, at + len(position.issue))
            out.extend((w, holder, 1 + SIDE_OF[position.stance]) for w in words)
    return out


def told(view: View, document: Document, events: Iterable[Event]) -> list[RuledEvent]:
    """The rules' events as the network is told of them."""
    number = {actor.name: n for n, actor in enumerate(document.actors)}
    return [
        (view.sentence[view.words_in(e.anchor, e.anchor + 1).start], EVENTS.index(e.event), number[e.actor or ""],
         -1 if e.recipient is None else number[e.recipient])
        for e in events
        if e.actor in number and (e.recipient is None or e.recipient in number)
    ]  # fmt: skip
