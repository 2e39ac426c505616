"""What a network asks of a page: windows of whole sentences, words that may carry a claim, and each with each mention."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest
from itertools import repeat
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stateofplay.finding.learned.view import Saying, SeenMention, View

Ints = NDArray[np.int64]

CARRIERS = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
"""Classes of words that may head an issue or tell an event."""
LONGEST = 190
"""Words of a window, but for a sentence that is longer by itself."""
NEAR = range(-3, 2)
"""How many sentences behind or before a word a mention may stand and still be its party."""
MOST_ACTORS, MAIN = 14, 3
FARTHEST = 3
"""Steps of a path up and down that are told one by one."""
_LONGEST_CHAIN = 40

KINDS = ("person", "country", "organization", "armed_group", "group")
MENTIONS = ("name", "nominal", "adjective", "pronoun", "speaker", "main")
RELATIONS = (
    "root nsubj obj iobj obl csubj ccomp xcomp advcl acl nmod appos compound amod nummod det conj cop parataxis flat "
    "vocative dislocated list orphan dep".split()
)
_EDGES = np.array([-60, -30, -15, -8, -4, -2, -1, 0, 1, 2, 4, 8, 15, 30, 60])
_SHARES = (0.03, 0.07, 0.15, 0.3)
COLUMNS = {
    "distance": len(_EDGES) + 1,
    "sentences": len(NEAR) + 1,
    "path": 400,
    "mention": len(MENTIONS) * len(KINDS),
    "share": len(_SHARES) + 1,
    "speaks": 3,
    "relation": len(RELATIONS) + 1,
    "rule": 6,
}
"""Columns of the features of a pair, and how many values each has."""
RULE = list(COLUMNS).index("rule")
WORD = {"class": 18, "relation": len(RELATIONS) + 2, "said": 3, "mention": len(MENTIONS) * len(KINDS) + 1, "place": 8}
"""Columns of the features of a word, which its vector is told before the network's own layers."""
CLASSES = tuple("X NOUN PROPN VERB ADJ ADV NUM PRON AUX DET ADP CCONJ SCONJ PART PUNCT SYM INTJ".split())

_CLASS = {name: n for n, name in enumerate(CLASSES, start=1)}
_RELATION = {name: n for n, name in enumerate(RELATIONS, start=1)}
_PLACES = (1, 2, 4, 8, 16, 32)

Ruled = tuple[int, int, int]
"""(word, holder by number, side) of a position of the rules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Words ``first`` to ``last`` (exclusive) read at once; ``core`` are its sentences, by number.

    Its mentions and the sayings that reach into it are gathered once for all windows: to look for them in the whole page
    again for each would cost the square of the page.
    """

    first: int
    last: int
    core: range
    mentions: tuple[SeenMention, ...] = ()
    sayings: tuple[Saying, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """Who may be a party of a claim in a window: each row a mention, or an actor that speaks there or leads the page.

    ``heads`` is the word of the mention (-1 where there is none), ``whose`` a place in `actors`, ``kinds`` as in `MENTIONS`.
    """

    heads: Ints
    whose: Ints
    kinds: Ints
    actors: tuple[int, ...]
    sayings: tuple[Saying, ...] = ()
    """What is said in the window."""


def windows(view: View) -> list[Window]:
    """Cut the page into windows of whole sentences."""
    out = []
    bounds, begin = view.sentences, 0
    while begin < len(bounds):
        end = begin + 1
        while end < len(bounds) and bounds[end][1] - bounds[begin][0] <= LONGEST:
            end += 1
        first = bounds[begin][0]
        last = min(bounds[end - 1][1], first + 2 * LONGEST)
        out.append(Window(first=first, last=last, core=range(begin, end)))
        begin = end
    firsts = [window.first for window in out]
    mentions: list[list[SeenMention]] = [[] for _ in out]
    sayings: list[list[Saying]] = [[] for _ in out]
    for mention in view.mentions:
        place = bisect_right(firsts, mention.head) - 1
        if place >= 0 and mention.head < out[place].last:
            mentions[place].append(mention)
    for saying in view.sayings:
        for place in range(
            max(0, bisect_right(firsts, saying.words.start) - 1), bisect_left(firsts, saying.words.stop)
        ):
            if saying.words.start < out[place].last:
                sayings[place].append(saying)
    return [
        replace(window, mentions=tuple(m), sayings=tuple(s))
        for window, m, s in zip(out, mentions, sayings, strict=True)
    ]


def features_of_words(view: View) -> Ints:
    """The columns of `WORD` for each word of a page."""
    out = np.zeros((len(view.words), len(WORD)), dtype=np.int64)
    out[:, 0] = list(map(_CLASS.get, view.classes, repeat(0)))
    out[:, 1] = list(map(_RELATION.get, view.bare_relations, repeat(0)))
    for saying in view.sayings:
        out[saying.words.start : saying.words.stop, 2] = 2 if saying.direct else 1
    for mention in view.mentions:
        kind = MENTIONS.index(mention.kind) * len(KINDS) + KINDS.index(view.kinds[mention.actors[0]])
        out[mention.head, 3] = 1 + kind
    out[:, 4] = np.searchsorted(_PLACES, np.array(view.sentence), side="right")
    return out


def parties(view: View, window: Window, shares: Sequence[float]) -> Parties:
    """Mentions in a window, speakers of its sayings and the page's main actors; the nearest actors if there are too many."""
    rows: list[tuple[int, int, int]] = []
    for mention in window.mentions:
        rows.extend((mention.head, actor, MENTIONS.index(mention.kind)) for actor in mention.actors)
    mentioned = {actor for _, actor, _ in rows}
    for saying in window.sayings:
        if saying.speaker is not None and saying.speaker not in mentioned:
            rows.append((-1, saying.speaker, MENTIONS.index("speaker")))
            mentioned.add(saying.speaker)
    main = nlargest(MAIN, range(len(shares)), key=shares.__getitem__)
    rows.extend((-1, actor, MENTIONS.index("main")) for actor in main if shares[actor] > 0)
    order = list(dict.fromkeys(a for _, a, _ in sorted(rows, key=lambda r: (r[0] < 0, -shares[r[1]]))))[:MOST_ACTORS]
    place = {actor: n for n, actor in enumerate(order)}
    table = np.array([(h, place[a], k) for h, a, k in rows if a in place], dtype=np.int64).reshape(-1, 3)
    return Parties(heads=table[:, 0], whose=table[:, 1], kinds=table[:, 2], actors=tuple(order), sayings=window.sayings)


def carriers(view: View, window: Window) -> Ints:
    """Words of the window's core that may carry a claim."""
    begin, end = view.sentences[window.core.start][0], view.sentences[window.core.stop - 1][1]
    classes = view.classes[begin : min(end, window.last)]
    return np.array([w for w, name in enumerate(classes, begin) if name in CARRIERS], dtype=np.int64)


class NearPairs(NamedTuple):
    """Words with the parties that may belong to them: which word asked for, which row of the parties, their features."""

    rows: Ints
    columns: Ints
    features: Ints
    """A row a pair, as in `COLUMNS`."""

    def table(self, words: int, parties: int) -> tuple[Ints, NDArray[np.bool_]]:
        """The same for each word and each row of the parties (words, rows, columns), and which of them may belong together."""
        near = np.zeros((words, parties), dtype=bool)
        near[self.rows, self.columns] = True
        out = np.zeros((words, parties, len(COLUMNS)), dtype=np.int64)
        out[self.rows, self.columns] = self.features
        return out, near


def pair(
    view: View, words: Ints, group: Parties, shares: Sequence[float], paths: Mapping[str, int], ruled: Iterable[Ruled]
) -> NearPairs:
    """Each word with each row of the parties that is near enough to belong to it."""
    named = group.heads >= 0
    gap = np.where(named, view.sentence_of[group.heads][None] - view.sentence_of[words][:, None], 0)
    rows, columns = np.nonzero((gap >= NEAR.start) & (gap < NEAR.stop))
    word, head, whose, apart = words[rows], group.heads[columns], group.whose[columns], gap[rows, columns]
    stands = named[columns]
    out = np.zeros((len(rows), len(COLUMNS)), dtype=np.int64)
    out[:, 0] = np.where(stands, np.digitize(head - word, _EDGES), 0)
    out[:, 1] = np.where(stands, apart - NEAR.start + 1, 0)
    beside = np.flatnonzero(stands & (apart == 0))
    out[beside, 2] = _paths(view, word[beside].tolist(), head[beside].tolist(), paths)
    kinds = np.array([KINDS.index(view.kinds[a]) for a in group.actors], dtype=np.int64)
    levels = np.digitize([shares[a] for a in group.actors], _SHARES)
    relations = [_RELATION.get(view.bare_relations[h], 0) if h >= 0 else 0 for h in group.heads.tolist()]
    out[:, 3] = (group.kinds * len(KINDS) + kinds[group.whose])[columns]
    out[:, 4] = levels[whose]
    out[:, 6] = np.array(relations, dtype=np.int64)[columns]
    local = {actor: n for n, actor in enumerate(group.actors)}
    begins = np.searchsorted(rows, np.arange(len(words) + 1)).tolist()
    places = words.tolist()
    for saying in group.sayings:
        if (speaker := local.get(saying.speaker)) is not None:  # type: ignore[arg-type]
            inside = slice(*(begins[bisect_left(places, edge)] for edge in (saying.words.start, saying.words.stop)))
            out[inside, 5][whose[inside] == speaker] = 2 if saying.direct else 1
    row_of = {w: n for n, w in enumerate(places)}
    for told, holder, value in ruled:
        if (row := row_of.get(told)) is not None and holder in local:
            inside = slice(begins[row], begins[row + 1])
            out[inside, RULE][whose[inside] == local[holder]] = value
    return NearPairs(rows, columns, out)


def _paths(view: View, words: list[int], heads: list[int], paths: Mapping[str, int]) -> list[int]:
    """The number of the path from each word to each head; 1 for paths that are seldom."""
    chains = {word: chain(view, word) for word in {*words, *heads}}
    known: dict[tuple[int, int], int] = {}
    out = []
    for both in zip(words, heads, strict=True):
        number = known.get(both)
        if number is None:
            number = known[both] = paths.get(path(view, chains[both[0]], chains[both[1]]), 1)
        out.append(number)
    return out


class Chain(NamedTuple):
    """A word and all above it, with the relations on the first steps as a path up and as one down to the word.

    A named tuple, since a page makes hundreds and a frozen dataclass takes twice as long to make.
    """

    words: tuple[int, ...]
    place: Mapping[int, int]
    up: tuple[str, ...]
    down: tuple[str, ...]


def chain(view: View, word: int) -> Chain:
    """A word and all above it."""
    heads, relations = view.head, view.bare_relations
    out = [word]
    while (above := heads[word]) != word and len(out) < _LONGEST_CHAIN:
        out.append(above)
        word = above
    up, down = [""], [""]
    higher = lower = ""
    for step in out[:FARTHEST]:
        relation = relations[step]
        higher = f"{higher}^{relation}" if higher else relation
        lower = f"{relation}v{lower}" if lower else relation
        up.append(higher)
        down.append(lower)
    return Chain(tuple(out), {step: place for place, step in enumerate(out)}, tuple(up), tuple(down))


def path(view: View, one: Chain, other: Chain) -> str:
    """Relations from a word up to the first it shares with another and down to that one, at most three each way."""
    place = one.place
    for down, word in enumerate(other.words):
        if word in place:
            up = place[word]
            if up > FARTHEST or down > FARTHEST:
                return f"far{min(up, 5)}:{min(down, 5)}" + (view.relation(other.words[down - 1]) if down else "")
            return f"{one.up[up]}|{other.down[down]}"
    return "none"
