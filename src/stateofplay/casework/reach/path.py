"""The way from where it stands to an outcome: by steps that each mover wants, else by the fewest that nobody wants."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

import numpy as np

from stateofplay.casework.telling.describing import step_of as words_of_step
from stateofplay.casework.whatif.naming import in_words
from stateofplay.conflict import Analysis, Conflict, Statements, describe
from stateofplay.conflict.model.moves import moves_of
from stateofplay.conflict.model.ranks import ranks_of
from stateofplay.conflict.preferences.statements import truth
from stateofplay.conflict.proofs.wording import name_of

MOST_STATES = 100_000
NO_WAY = "No sequence of moves leads there from the status quo."
Gain: TypeAlias = Literal["gains", "even", "loses"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PathStep:
    """One step of a path."""

    mover: str
    source: int
    target: int
    gain: Gain
    given_up: tuple[str, ...]
    """For a step that its mover does not want: the wishes that it goes against, the most important first."""
    stays_under: tuple[str, ...]
    """Concepts under which the mover would rather stay, though it gains by the step: others would answer."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Path:
    """A path from the status quo to an outcome."""

    conflict: Conflict
    start: int
    steps: tuple[PathStep, ...]

    @property
    def wanted(self) -> bool:
        """Whether every mover wants its step."""
        return all(s.gain == "gains" for s in self.steps)

    def sentences(self) -> tuple[str, ...]:
        """The path as plain sentences."""
        conflict = self.conflict
        if not self.steps:
            return ("The status quo is already there.",)
        lines = []
        if self.wanted:
            lines.append("From the status quo there is a path of steps that each mover wants:")
        else:
            unwanted = [s for s in self.steps if s.gain != "gains"]
            count = "one step" if len(unwanted) == 1 else f"{len(unwanted)} steps"
            lines.append(
                f"Every path from the status quo has a step that its mover does not want; the best has {count} of that kind:"
            )
        for number, one in enumerate(self.steps, 1):
            what = words_of_step(conflict, one.source, one.target)
            text = f"Step {number}, {name_of(conflict, one.mover)}: {what}"
            if one.gain == "even":
                text += " — it is all the same to it, so nothing moves it"
            elif one.gain == "loses":
                against = f": it goes against {'; '.join(one.given_up)}" if one.given_up else ""
                text += f" — nobody wants this step{against}"
            elif one.stays_under:
                text += f" — it gains, but under {', '.join(one.stays_under)} it stays, since others would answer"
            lines.append(f"{text}.")
        return tuple(lines)


def find_path(conflict: Conflict, targets: Collection[int], *, analysis: Analysis | None = None) -> Path | str:
    """Find the path from the status quo to one of some states with the fewest unwanted steps, then the fewest steps.

    Parameters
    ----------
    targets
        Ids of the states that are sought.
    analysis
        Verdicts that say under which concepts a mover would rather stay.

    Returns
    -------
    Path or str
        The path, or why there is none: no legal moves lead there, no status quo, too many states to search.

    Notes
    -----
    Exact: Dijkstra over (state, last mover), since nobody moves twice in a row; O(moves x decision makers).
    """
    if conflict.status_quo is None:
        return "The model has no status quo, so no path was looked for."
    size = conflict.space.size
    if size > MOST_STATES:
        return f"The model has {size:,} states; paths are looked for in models of at most {MOST_STATES:,}."
    start = conflict.space.index_of(conflict.status_quo)
    wanted = {t - 1 for t in targets}
    table, ranks = moves_of(conflict), ranks_of(conflict)
    arcs = [table.arcs(j) for j in range(table.players)]
    best: dict[tuple[int, int], tuple[int, int, int]] = {(start, -1): (0, 0, 0)}
    came: dict[tuple[int, int], tuple[int, int]] = {}
    heap: list[tuple[int, int, int, int, int]] = [(0, 0, 0, start, -1)]
    while heap:
        losses, even, length, at, last = heapq.heappop(heap)
        if (losses, even, length) > best[at, last]:
            continue
        if at in wanted:
            return Path(conflict=conflict, start=start + 1, steps=_steps(conflict, came, (at, last), analysis))
        for j in range(table.players):
            if j == last:
                continue
            for to in arcs[j].targets(at).tolist():
                gain = int(ranks[j][to]) - int(ranks[j][at])
                cost = (losses + (gain < 0), even + (gain == 0), length + 1)
                if (to, j) not in best or cost < best[to, j]:
                    best[to, j] = cost
                    came[to, j] = (at, last)
                    heapq.heappush(heap, (*cost, to, j))
    return NO_WAY


def openings(conflict: Conflict, targets: Collection[int]) -> tuple[str, ...]:
    """What stands in the way where no moves lead to some states: guards and one-way options without any one of which they do.

    Each is taken out alone; where two stand in the way together, neither is named.
    """
    found = []
    for place, rule in enumerate(conflict.move_rules):
        bare = replace(conflict, move_rules=conflict.move_rules[:place] + conflict.move_rules[place + 1 :])
        if isinstance(find_path(bare, targets), Path):
            found.append(f"the guard {rule.note or in_words(conflict, rule.source)}")
    for option in conflict.options:
        if option.direction != "both":
            freed = replace(option, direction="both")
            bare = replace(conflict, options=tuple(freed if o is option else o for o in conflict.options))
            if isinstance(find_path(bare, targets), Path):
                found.append(f"“{option.name or option.id}” going one way only")
    return tuple(found)


def _steps(
    conflict: Conflict,
    came: dict[tuple[int, int], tuple[int, int]],
    end: tuple[int, int],
    analysis: Analysis | None,
) -> tuple[PathStep, ...]:
    steps: list[PathStep] = []
    at = end
    while at in came:
        before = came[at]
        dm = conflict.dm_ids[at[1]]
        source, target = before[0], at[0]
        gain = int(ranks_of(conflict)[at[1]][target]) - int(ranks_of(conflict)[at[1]][source])
        stays: tuple[str, ...] = ()
        if analysis is not None and gain > 0:
            stays = tuple(c for c in analysis.concepts if bool(analysis.verdicts[c][dm][source]))
        steps.append(
            PathStep(
                mover=dm,
                source=source + 1,
                target=target + 1,
                gain="gains" if gain > 0 else "loses" if gain < 0 else "even",
                given_up=lost_wishes(conflict, dm, source, target) if gain < 0 else (),
                stays_under=stays,
            )
        )
        at = before
    return tuple(reversed(steps))


def lost_wishes(conflict: Conflict, dm: str, source: int, target: int, most: int = 2) -> tuple[str, ...]:
    """What a decision maker wants that holds in one state (0-based) and no longer in another, the most important first."""
    preference = conflict.dm(dm).preference
    if not isinstance(preference, Statements):
        return (f"its ranking, which puts {describe(conflict, source + 1)} above {describe(conflict, target + 1)}",)
    found = []
    for one in (s for tied in preference.classes for s in tied):
        holds = truth(one, conflict.space)
        if holds[source] and not holds[target]:
            found.append(in_words(conflict, one.formula))
    return tuple(found[:most])


def nearest(conflict: Conflict, states: Sequence[int], most: int) -> tuple[int, ...]:
    """Of some states (ids) those that differ from the status quo in the fewest options; all where there is no status quo."""
    if conflict.status_quo is None or not conflict.options or len(states) <= most:
        return tuple(states[:most])
    now = conflict.space.members(conflict.space.index_of(conflict.status_quo))[0]
    masks = np.array([int(conflict.space.members(s - 1)[0]) for s in states], np.uint64)
    distance = [int(m).bit_count() for m in (masks ^ now).tolist()]
    order = sorted(range(len(states)), key=lambda k: (distance[k], states[k]))
    return tuple(states[k] for k in order[:most])
