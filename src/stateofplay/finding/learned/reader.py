"""A page through the network: what it thinks who wants, and who did what to whom, as chances."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from stateofplay.finding.learned import graph, pairs
from stateofplay.finding.learned.graph import Network
from stateofplay.finding.learned.pairs import Ints, Parties, Ruled, Window
from stateofplay.finding.learned.runs import run_around
from stateofplay.finding.learned.view import View, view_of
from stateofplay.language.document import Document
from stateofplay.language.syntax.layers import Floats
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

Joined = tuple[Window, Parties, int, Ints, Floats, graph.Graph]
"""A window, its parties, its place among the vectors; words, their scores as issues, and what joins them with the parties."""

RuledEvent = tuple[int, int, int, int]
"""(sentence, type, actor, recipient or -1) of an event of the rules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """An actor, by number, on a side of the issue ``first`` to ``last`` (exclusive) that `head` heads."""

    chance: float
    head: int
    first: int
    last: int
    actor: int
    stance: Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What an actor did to another (None: to nobody named), told by `word`; `kind` counts in `EVENTS`.

    ``beside`` are the words that tell it nearly as well, `word` among them.
    """

    chance: float
    word: int
    beside: tuple[int, ...]
    kind: int
    actor: int
    recipient: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A page as the network sees it: each window with its parties, and the vectors of its words from row ``at`` on."""

    view: View
    shares: tuple[float, ...]
    windows: tuple[tuple[Window, Parties, int], ...]
    vectors: Floats
    joined: dict[tuple[Ruled, ...], list[Joined]] = field(default_factory=dict, compare=False)
    """Words with their parties, by what the rules said."""

    def rows(self, window: Window, at: int, words: Ints) -> Ints:
        """Where the vectors of some words of a window stand."""
        return words - window.first + at


@cache
def shipped() -> Network:
    """The network that the package holds, read once a process."""
    return graph.read(Path(__file__).parent / "model")


def reads(document: Document) -> bool:
    """Whether the network reads a document: the parse left its vectors, as no other pipeline does, and it is a whole page.

    It learned from whole pages and knows little of a line or two, where the rules are at their best.
    """
    tensor = document.doc.source.tensor
    return len(document.doc.sents) >= SHORTEST and tensor.shape == (len(document.doc), WIDTH)


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
    states = np.asarray(document.doc.source.tensor)
    words = np.array(view.tokens, dtype=np.int64)
    features = pairs.features_of_words(view)
    picked, bounds, kept = [], [], []
    at = 0
    for window in pairs.windows(view):
        group = pairs.parties(view, window, shares)
        if len(group.heads):
            picked.append(np.arange(window.first, window.last))
            bounds.append((at, at + window.last - window.first))
            kept.append((window, group, at))
            at = bounds[-1][1]
    if not picked:
        return Look(view=view, shares=shares, windows=(), vectors=np.zeros((0, 0), dtype=np.float32))
    parts = []
    begin = 0
    for end in range(1, len(picked) + 1):
        if end == len(picked) or bounds[end][1] - bounds[begin][0] > TOGETHER:
            rows = np.concatenate(picked[begin:end])
            inside = [(first - bounds[begin][0], last - bounds[begin][0]) for first, last in bounds[begin:end]]
            parts.append(network.encode(states[words[rows]], features[rows], inside))
            begin = end
    vectors = np.concatenate(parts)
    return Look(view=view, shares=shares, windows=tuple(kept), vectors=vectors)


def wishes(seen: Look, network: Network, ruled: Sequence[Ruled]) -> list[Wish]:
    """Positions that have some chance, in no order."""
    out = []
    spans: dict[int, tuple[int, int]] = {}
    stances: dict[tuple[int, int], Stance] = {}
    for window, group, at, words, scores, related in joined(seen, network, ruled):
        factors = related.holders * np.exp(scores[:, None, 1:])
        chances = factors / (1 + factors.sum(axis=2, keepdims=True))
        for w, actor, side in np.argwhere(chances > LEAST).tolist():
            head = int(words[w])
            if head not in spans:
                spans[head] = _span(seen, network, window, at, head)
            first, last = spans[head]
            if (head, side) not in stances:
                stances[head, side] = _stance(network, seen.vectors[head - window.first + at], side)
            out.append(
                Wish(
                    chance=float(chances[w, actor, side]),
                    head=head,
                    first=first,
                    last=last,
                    actor=group.actors[actor],
                    stance=stances[head, side],
                )
            )
    return out


def _stance(network: Network, vector: Floats, side: int) -> Stance:
    if side == 0:
        return WISHES[int(network.kind_of_wish(vector[None]).argmax())]
    return (Stance.CONSIDERS, Stance.OPPOSES, Stance.THREATENS)[side - 1]


def joined(seen: Look, network: Network, ruled: Sequence[Ruled]) -> list[Joined]:
    """The words of each window that may carry a claim, joined with the parties around them; once for all kinds of claim.

    A word is left out where neither an issue nor an event nor anything said speaks for it nor a rule; of each sentence one
    word stays.
    """
    key = tuple(ruled)
    if key in seen.joined:
        return seen.joined[key]
    out: list[Joined] = []
    marked: dict[int, list[Ruled]] = defaultdict(list)
    firsts = [window.first for window, _, _ in seen.windows]
    for mark in ruled:
        marked[bisect_right(firsts, mark[0]) - 1].append(mark)
    for place, (window, group, at) in enumerate(seen.windows):
        words = pairs.carriers(seen.view, window)
        if not len(words):
            continue
        vectors = seen.vectors[seen.rows(window, at, words)]
        scores, telling = network.issues(vectors), network.triggers(vectors).max(axis=1)
        plain = np.exp(scores - scores.max(axis=1, keepdims=True))
        kept = (plain[:, 0] / plain.sum(axis=1) < 1 - _LEAST_ISSUE) | (telling > _LEAST_TRIGGER)
        kept |= network.sayings(vectors) > LEAST
        kept |= np.isin(words, [word for word, _, _ in marked[place]])
        sentence = np.array([seen.view.sentence[w] for w in words])
        kept[[int(np.flatnonzero(sentence == s)[telling[sentence == s].argmax()]) for s in np.unique(sentence)]] = True
        words, scores, vectors = words[kept], scores[kept], vectors[kept]
        table, near = pairs.pair(seen.view, words, group, seen.shares, network.paths, marked[place])
        mentions = seen.vectors[np.where(group.heads >= 0, group.heads - window.first + at, at)]
        out.append((window, group, at, words, scores, network.relate(vectors, mentions, group, table, near)))
    seen.joined[key] = out
    return out


def inside(seen: Look, network: Network, window: Window, at: int, head: int, name: str = "span") -> tuple[int, Floats]:
    """Where the sentence of a word begins, and how surely each of its words belongs to what the word heads."""
    begin, end = seen.view.sentences[seen.view.sentence[head]]
    begin, end = max(begin, window.first), min(end, window.last)
    move = at - window.first
    return begin, network.span(seen.vectors, head + move, begin + move, end + move, name)


def _span(seen: Look, network: Network, window: Window, at: int, head: int) -> tuple[int, int]:
    begin, scores = inside(seen, network, window, at, head)
    run = run_around(scores, head - begin)
    return begin + run.start, begin + run.stop


def deeds(seen: Look, network: Network, ruled: Sequence[Ruled], events: Sequence[RuledEvent]) -> list[Deed]:
    """Events that have some chance, in no order."""
    out = []
    said: dict[int, list[RuledEvent]] = defaultdict(list)
    for event in events:
        said[event[0]].append(event)
    for _, group, _, words, _, related in joined(seen, network, ruled):
        sentence = np.array([seen.view.sentence[w] for w in words])
        for number in np.unique(sentence).tolist():
            here = np.flatnonzero(sentence == number)
            out.extend(_deeds_of(network, group, related, here, words, said[number]))
    return out


def _deeds_of(
    network: Network,
    group: Parties,
    related: graph.Graph,
    here: NDArray[np.intp],
    words: Ints,
    events: list[RuledEvent],
) -> list[Deed]:
    triggers, actors, recipients = related.triggers[here], related.actors[here], related.recipients[here]
    mixed = ((triggers[:, None] * actors).transpose(2, 1, 0) @ recipients.transpose(2, 0, 1)).transpose(1, 2, 0)
    mixed = mixed * np.exp(_told(network, group, events) if events else network.weights["told"][0])
    chances = mixed / (1 + mixed)
    out = []
    for actor, recipient, kind in np.argwhere(chances > LEAST).tolist():
        if actor != recipient:
            telling = triggers[:, kind] * actors[:, actor, kind] * recipients[:, recipient, kind]
            near = np.flatnonzero(telling >= _NEARLY_AS_WELL * telling.max())
            out.append(
                Deed(
                    chance=float(chances[actor, recipient, kind]),
                    word=int(words[here[int(telling.argmax())]]),
                    beside=tuple(words[here[near]].tolist()),
                    kind=kind,
                    actor=group.actors[actor],
                    recipient=group.actors[recipient] if recipient < len(group.actors) else None,
                )
            )
    return out


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
        (view.sentence[view.words_in(e.anchor, e.anchor + 1).start], EVENTS.index(e.event), number[e.actor],
         -1 if e.recipient is None else number[e.recipient])
        for e in events
        if e.actor in number and (e.recipient is None or e.recipient in number)
    ]  # fmt: skip
