"""What the network thinks was said by whom, as chances."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from stateofplay.finding.learned.graph import Network
from stateofplay.finding.learned.pairs import Ruled
from stateofplay.finding.learned.reader import LEAST, Look, inside, joined
from stateofplay.finding.learned.runs import run_around


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Words that an actor, by number, is told to have said; `head` heads them."""

    chance: float
    head: int
    words: range
    actor: int


def sayings(seen: Look, network: Network, ruled: Sequence[Ruled]) -> list[Said]:
    """What has some chance to be said by somebody, in no order."""
    out = []
    runs: dict[int, range] = {}
    for window, group, at, words, _, related in joined(seen, network, ruled):
        factors = related.tellers * network.sayings(seen.vectors[seen.rows(window, at, words)])[:, None]
        chances = factors / (1 + factors)
        for w, actor in np.argwhere(chances > LEAST).tolist():
            head = int(words[w])
            if head not in runs:
                begin, scores = inside(seen, network, window, at, head, "content")
                run = run_around(scores, head - begin)
                runs[head] = range(run.start + begin, run.stop + begin)
            out.append(Said(chance=float(chances[w, actor]), head=head, words=runs[head], actor=group.actors[actor]))
    return out
