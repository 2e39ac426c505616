"""Joint acts as steps: what several do together that none of them can do alone.

A joint act is taken by all whom it needs in one step, with what of their own it takes for the step to be possible.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, combinations

import numpy as np
from numpy.typing import NDArray

from stateofplay.conflict.model.conflict import Conflict, Option

Places = NDArray[np.int64]
MOST_WITH = 2
"""Acts of their own that may have to go with a joint act."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JointStep:
    """One joint act, from every state in which it can be taken."""

    option: Option
    players: tuple[int, ...]
    source: Places
    target: Places

    def targets(self, state: int) -> list[int]:
        """Where it leads from a state (counted from 0)."""
        return [int(t) for t in self.target[self.source == state]]


def joint_steps(conflict: Conflict) -> tuple[JointStep, ...]:
    """Every joint act of a model as a step of all whom it needs.

    Examples
    --------
    >>> from stateofplay.conflict.model.conflict import DecisionMaker
    >>> truce = Conflict(
    ...     decision_makers=(DecisionMaker(id="A"), DecisionMaker(id="B")),
    ...     options=(Option(id="truce", owner="A", partners=("B",)),),
    ... )
    >>> [(s.players, s.source.tolist(), s.target.tolist()) for s in joint_steps(truce)]
    [((0, 1), [0], [1])]
    """
    if not conflict.options or conflict.coalesced or conflict.space.state_of is not None:
        return ()
    place = {dm: k for k, dm in enumerate(conflict.dm_ids)}
    masks = conflict.space.masks
    found = []
    for option in conflict.options:
        if not option.joint or option.direction == "to_no":
            continue
        bit = np.uint64(1 << conflict.bits[option.id])
        sources = np.flatnonzero(masks & bit == 0)
        targets = np.full(len(sources), -1, np.int64)
        for more in _own_changes(conflict, option):
            left = np.flatnonzero(targets < 0)
            if not len(left):
                break
            after = masks[sources[left]] ^ np.uint64(more) | bit
            at = np.searchsorted(masks, after)
            at[at == len(masks)] = 0
            targets[left] = np.where(masks[at] == after, at, -1)
        able = targets >= 0
        if able.any():
            players = tuple(place[dm] for dm in option.owners)
            found.append(JointStep(option=option, players=players, source=sources[able], target=targets[able]))
    return tuple(found)


def _own_changes(conflict: Conflict, option: Option) -> Iterator[int]:
    """Sets of acts of their own that may go with a joint act, the smallest first."""
    own = [
        1 << conflict.bits[o.id]
        for o in conflict.options
        if not o.joint and o.owner in option.owners and o.direction == "both"
    ]
    return chain([0], own, *((a | b for a, b in combinations(own, n)) for n in range(2, MOST_WITH + 1)))
