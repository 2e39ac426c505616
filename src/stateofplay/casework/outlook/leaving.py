"""Who would leave an outcome, alone or together, by which step, and in how many readings."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stateofplay.casework.outlook.sampling import Readings, Truth
from stateofplay.casework.telling.describing import step_of
from stateofplay.casework.telling.shares import Share
from stateofplay.conflict import Conflict, prove
from stateofplay.conflict.model.moves import moves_of
from stateofplay.conflict.model.naming import name_of

_PROOFS = 9
"""Readings that are looked at one by one for the move by which a party would leave most often."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaver:
    """Who would leave an outcome, alone or together, in how many readings, and by which step."""

    who: tuple[str, ...]
    names: tuple[str, ...]
    share: Share
    step: str
    """The step in words, that of most readings."""
    claims: tuple[str, ...]


def leavers_of(conflict: Conflict, state: int, held: Truth, readings: Readings) -> tuple[Leaver, ...]:
    """Who would leave a state in the readings in which its outcome does not hold, those of most readings first."""
    found = []
    samples = readings.samples
    for player, dm in enumerate(conflict.dm_ids):
        goes = ~readings.stable[readings.main][player, state] & ~held
        if goes.any():
            target = _usual_target(conflict, dm, state, np.flatnonzero(goes), readings)
            found.append(
                Leaver(
                    who=(dm,),
                    names=(name_of(conflict, dm),),
                    share=Share.of(int(goes.sum()), samples),
                    step=step_of(conflict, state + 1, target),
                    claims=claims_of_step(conflict, state + 1, target),
                )
            )
    for step in readings.steps:
        for target in step.targets(state):
            both = np.logical_and.reduce([readings.ranks[p, target] > readings.ranks[p, state] for p in step.players])
            goes = both & ~held
            if goes.any():
                who = tuple(conflict.dm_ids[p] for p in step.players)
                found.append(
                    Leaver(
                        who=who,
                        names=tuple(name_of(conflict, dm) for dm in who),
                        share=Share.of(int(goes.sum()), samples),
                        step=step_of(conflict, state + 1, target + 1),
                        claims=claims_of_step(conflict, state + 1, target + 1),
                    )
                )
    return tuple(sorted(found, key=lambda one: (-one.share.hits, len(one.who), one.who)))


def _usual_target(conflict: Conflict, dm: str, state: int, goes: NDArray[np.intp], readings: Readings) -> int:
    """The undeterred improvement that a party makes in most of some readings, with the fewest changes (state id)."""
    few = goes[:: max(1, len(goes) // _PROOFS)][:_PROOFS].tolist()
    player = conflict.dm_ids.index(dm)
    targets = sorted(moves_of(conflict).targets(player, state), key=lambda t: _changes(conflict, state, t))
    found: Counter[int] = Counter()
    for reading in few:
        ranks = readings.ranks[:, :, reading]
        gains = [t for t in targets if ranks[player, t] > ranks[player, state]]
        if readings.main in ("NASH", "SEQ"):
            looking = readings.main == "SEQ"
            best = next((t for t in gains if not (looking and _deterred(conflict, player, state, t, ranks))), None)
        else:
            proof = prove(readings.conflict_in(conflict, reading), readings.main, dm, f"#{state + 1}")
            best = None if proof.improvement is None else proof.improvement - 1
        if best is not None:
            found[best] += 1
    return found.most_common(1)[0][0] + 1 if found else state + 1


def _changes(conflict: Conflict, source: int, target: int) -> tuple[int, int]:
    masks = conflict.space.masks
    apart = int(masks[source]) ^ int(masks[target]) if conflict.space.state_of is None and conflict.options else 0
    return (apart.bit_count(), target)


def _deterred(conflict: Conflict, player: int, state: int, target: int, ranks: NDArray[np.uint16]) -> bool:
    """Whether others can answer a move by steps that each of them wants (nobody twice in a row) so that it gains nothing."""
    table = moves_of(conflict)
    seen: set[tuple[int, int]] = set()
    waiting = [(target, player)]
    while waiting:
        at, last = waiting.pop()
        for other in range(table.players):
            if other in (player, last):
                continue
            for to in table.targets(other, at):
                if (to, other) in seen or ranks[other, to] <= ranks[other, at]:
                    continue
                if ranks[player, to] <= ranks[player, state]:
                    return True
                seen.add((to, other))
                waiting.append((to, other))
    return False


def claims_of_step(conflict: Conflict, source: int, target: int) -> tuple[str, ...]:
    """The claims behind the options that a step changes."""
    before, after = conflict.space.options_text(source - 1), conflict.space.options_text(target - 1)
    changed = [o for o, a, b in zip(conflict.options, before, after, strict=False) if a != b]
    return tuple(dict.fromkeys(c for o in changed for c in o.evidence))
