"""What the network thinks was said by whom, as chances."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from stateofplay.finding.learned.graph import Network
from stateofplay.finding.learned.pairs import Ruled
from stateofplay.finding.learned.reader import LEAST, Look, joined, prepare, run_of


class Said(NamedTuple):
    """That an actor, by number, is told to have said what `head` heads."""

    chance: float
    head: int
    actor: int


class Sayings:
    """What has some chance to be said by somebody, in no order; which words they are is asked of what becomes a claim."""

    def __init__(self, seen: Look, network: Network, sayings: Iterable[Said]) -> None:
        self.all = tuple(sayings)
        self._seen, self._network = seen, network

    def prepare(self, sayings: Iterable[Said]) -> None:
        """Have ready what `words` asks for these."""
        prepare(self._seen, [saying.head for saying in sayings])

    def words(self, saying: Said) -> range:
        """The words said."""
        return run_of(self._seen, self._network, saying.head, "content")


def sayings(seen: Look, network: Network, ruled: Sequence[Ruled]) -> Sayings:
    """What has some chance to be said by somebody, in no order."""
    out: list[Said] = []
    for window, group, at, words, _, related in joined(seen, network, ruled):
        factors = related.tellers * network.sayings(seen.vectors[seen.rows(window, at, words)])[:, None]
        chances = factors / (1 + factors)
        there = np.nonzero(chances > LEAST)
        actors = np.array(group.actors)
        out.extend(map(Said, chances[there].tolist(), words[there[0]].tolist(), actors[there[1]].tolist()))
    return Sayings(seen, network, out)
