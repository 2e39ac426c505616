"""Sensitivity: the least number of swaps in rankings that breaks or creates an equilibrium.

A swap lets two neighbouring classes of one decision maker's ranking change places. Every single swap is tried; where none
changes the verdict, pairs and longer sequences are searched level by level up to a limit, so a number found is exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stateofplay.conflict.concepts import PROFILE_CONCEPTS, USUAL_CONCEPTS, concept_id
from stateofplay.conflict.engine.profiles import adjacent_swaps, stable_profiles
from stateofplay.conflict.engine.stability import Progress
from stateofplay.conflict.json import Json
from stateofplay.conflict.logic.states import StateRef
from stateofplay.conflict.model.conflict import Conflict
from stateofplay.conflict.model.ranks import ranks_of
from stateofplay.conflict.proofs.wording import describe, name_of
from stateofplay.errors import ConflictError

MAX_PROFILES = 200_000
_BATCH = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """One swap: the states of the better class and of the next worse one, as they were just before it."""

    decision_maker: str
    better: tuple[int, ...]
    worse: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Margin:
    """How far one verdict is from changing.

    ``swaps`` is a shortest sequence that changes it; empty where none of at most ``searched`` swaps does.
    """

    concept: str
    state: int
    now: bool
    swaps: tuple[Swap, ...]
    searched: int

    @property
    def distance(self) -> int | None:
        """The least number of swaps, or None where it is more than was searched."""
        return len(self.swaps) or None


@dataclass(frozen=True, eq=False, kw_only=True)
class Sensitivity:
    """The margin of every equilibrium, and of every state that few swaps make one."""

    conflict: Conflict
    margins: tuple[Margin, ...]

    def margin(self, concept: str, state: StateRef) -> Margin:
        """Return the margin of one verdict."""
        wanted = concept_id(concept), self.conflict.space.index_of(state) + 1
        for one in self.margins:
            if (one.concept, one.state) == wanted:
                return one
        raise ConflictError(
            f"no margin of state {state} under {concept} was worked out",
            slug="conflict.concept_not_asked",
            hint="Ask for this concept and state.",
        )

    def sentences(self) -> tuple[str, ...]:
        """Return the findings as plain sentences."""
        lines = []
        for one in self.margins:
            here = describe(self.conflict, one.state)
            if one.now and one.distance is None:
                lines.append(f"No {_search(one.searched)} breaks the {one.concept} equilibrium {here}.")
            elif one.distance is not None:
                who = " and ".join(dict.fromkeys(name_of(self.conflict, swap.decision_maker) for swap in one.swaps))
                effect = (
                    f"breaks the {one.concept} equilibrium {here}"
                    if one.now
                    else f"makes {here} an equilibrium under {one.concept}"
                )
                lines.append(f"{_times(one.distance)} of {who} {effect}.")
        return tuple(lines)

    def to_dict(self) -> dict[str, Json]:
        """Return plain data for JSON."""
        return {
            "margins": [
                {
                    "concept": one.concept,
                    "state": one.state,
                    "equilibrium": one.now,
                    "distance": one.distance,
                    "searched": one.searched,
                    "swaps": [
                        {"decision_maker": s.decision_maker, "better": list(s.better), "worse": list(s.worse)}
                        for s in one.swaps
                    ],
                }
                for one in self.margins
            ],
            "sentences": list(self.sentences()),
        }


def sensitivity(
    conflict: Conflict,
    concepts: Sequence[str] = USUAL_CONCEPTS,
    *,
    most: int = 2,
    progress: Progress | None = None,
) -> Sensitivity:
    """Find for every state the least number of swaps that changes whether it is an equilibrium.

    Parameters
    ----------
    conflict
        A model of at most 2,048 states with complete preferences.
    concepts
        Some of NASH, GMR, SMR, SEQ, SSEQ, SIM.
    most
        The longest sequences of swaps to search; the search ends sooner when 200,000 profiles have been judged.
    progress
        Called after each batch of profiles; raise in it to stop.

    Examples
    --------
    >>> from stateofplay.conflict import two_by_two
    >>> chicken = two_by_two(["YN", "NN", "NY", "YY"], ["NY", "NN", "YN", "YY"])
    >>> found = sensitivity(chicken, ["NASH"])
    >>> found.margin("NASH", "YN").distance, found.margin("NASH", "NN").distance
    (1, 2)
    """
    asked = tuple(dict.fromkeys(concept_id(concept) for concept in concepts))
    unfit = [concept for concept in asked if concept not in PROFILE_CONCEPTS]
    if unfit:
        raise ConflictError(
            f"sensitivity is not worked out for {', '.join(unfit)}",
            slug="conflict.concept",
            hint=f"Use some of {', '.join(PROFILE_CONCEPTS)}.",
        )
    start = np.stack([np.unique(one, return_inverse=True)[1].astype(np.int64) for one in ranks_of(conflict)])
    now = _equilibria(conflict, start[:, :, None], asked)
    seen = {start.tobytes()}
    level: list[tuple[NDArray[np.int64], tuple[Swap, ...]]] = [(start, ())]
    found: dict[tuple[str, int], tuple[Swap, ...]] = {}
    searched = 0
    wanted = {(concept, index) for concept in asked for index in range(len(conflict.space))}
    while level and searched < most and wanted - found.keys():
        onward = _swapped(conflict, level, seen)
        if len(seen) > MAX_PROFILES:
            break
        for first in range(0, len(onward), _BATCH):
            batch = onward[first : first + _BATCH]
            verdicts = _equilibria(conflict, np.stack([ranks for ranks, _ in batch], axis=2), asked)
            for concept, verdict in verdicts.items():
                for index, column in zip(*np.nonzero(verdict != now[concept]), strict=True):
                    found.setdefault((concept, int(index)), batch[int(column)][1])
            if progress is not None:
                progress(f"sequences of {searched + 1} swaps", first + len(batch), len(onward))
        level, searched = onward, searched + 1
    return Sensitivity(
        conflict=conflict,
        margins=tuple(
            Margin(
                concept=concept,
                state=index + 1,
                now=bool(now[concept][index, 0]),
                swaps=found.get((concept, index), ()),
                searched=searched,
            )
            for concept in asked
            for index in range(len(conflict.space))
        ),
    )


def _equilibria(conflict: Conflict, profiles: NDArray[np.int64], asked: Sequence[str]) -> dict[str, NDArray[np.bool_]]:
    return {
        concept: np.asarray(stable.all(axis=0))
        for concept, stable in stable_profiles(conflict, profiles, asked).items()
    }


def _swapped(
    conflict: Conflict, level: Iterable[tuple[NDArray[np.int64], tuple[Swap, ...]]], seen: set[bytes]
) -> list[tuple[NDArray[np.int64], tuple[Swap, ...]]]:
    """Return all profiles one swap further that have not been seen."""
    found: list[tuple[NDArray[np.int64], tuple[Swap, ...]]] = []
    for ranks, path in level:
        profiles, swaps = adjacent_swaps(list(ranks))
        for column, (player, lower) in enumerate(swaps):
            fresh = np.ascontiguousarray(profiles[:, :, column], np.int64)
            key = fresh.tobytes()
            if key in seen:
                continue
            seen.add(key)
            if len(seen) > MAX_PROFILES:
                return found
            swap = Swap(
                decision_maker=conflict.dm_ids[player],
                better=tuple((np.flatnonzero(ranks[player] == lower + 1) + 1).tolist()),
                worse=tuple((np.flatnonzero(ranks[player] == lower) + 1).tolist()),
            )
            found.append((fresh, (*path, swap)))
    return found


def _times(number: int) -> str:
    return "One swap" if number == 1 else f"A sequence of {number} swaps"


def _search(number: int) -> str:
    return "single swap" if number == 1 else f"sequence of up to {number} swaps"
