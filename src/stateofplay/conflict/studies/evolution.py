"""Evolution as a Markov chain: where the conflict ends up if decision makers keep moving at random as stated.

At each step one decision maker is chosen with its weight; it moves to one of its improvements ("uniform", or "best": to
the best of them, ties evenly), or stays where it has none; with error rate eps it makes any of its moves instead, evenly.
Without errors the absorbing states are exactly the Nash equilibria; other recurrent classes are improvement cycles.
Absorption by the fundamental matrix (standard Markov theory); conflicts as Markov chains: Sakakibara, Okada and Nakase
2002, given as generally stated and tested by its properties.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from stateofplay.conflict.engine.stability import Progress
from stateofplay.conflict.json import Json
from stateofplay.conflict.logic.states import StateRef
from stateofplay.conflict.model.conflict import Conflict
from stateofplay.conflict.model.moves import moves_of
from stateofplay.conflict.model.ranks import ranks_of
from stateofplay.conflict.proofs.wording import describe, name_of
from stateofplay.errors import ConflictError

Choice = Literal["uniform", "best"]
MAX_STATES = 2048


@dataclass(frozen=True, eq=False, kw_only=True)
class Evolution:
    """A chain and its long run.

    Attributes
    ----------
    chain
        ``chain[s, q]``: probability of going from s to q in one step.
    classes
        The recurrent classes, state ids; one state is an absorbing state, several are a cycle.
    absorption
        ``absorption[s, c]``: probability that the chain started in s ends in class c.
    steps
        ``steps[s]``: expected number of steps until a recurrent class is entered.
    assumptions
        What was assumed, in plain sentences.
    """

    conflict: Conflict
    start: int | None
    chain: NDArray[np.float64]
    classes: tuple[tuple[int, ...], ...]
    absorption: NDArray[np.float64]
    steps: NDArray[np.float64]
    assumptions: tuple[str, ...]

    def ends(self, state: StateRef) -> tuple[tuple[tuple[int, ...], float], ...]:
        """Return the classes that a start in ``state`` may end in, most likely first."""
        row = self.absorption[self.conflict.space.index_of(state)]
        found = [(states, float(row[k])) for k, states in enumerate(self.classes) if row[k] > 1e-12]
        return tuple(sorted(found, key=lambda pair: -pair[1]))

    def sentences(self) -> tuple[str, ...]:
        """Return the assumptions and the findings as plain sentences."""
        lines = list(self.assumptions)
        for states in self.classes[:24]:
            if len(states) == 1:
                lines.append(f"Once there, the conflict stays at {describe(self.conflict, states[0])}.")
            else:
                lines.append(
                    f"Once there, the conflict goes round for ever among {len(states)} states, among them"
                    f" {describe(self.conflict, states[0])}."
                )
        if self.start is not None:
            here = describe(self.conflict, self.start)
            for states, share in self.ends(f"#{self.start}"):
                there = describe(self.conflict, states[0])
                end = f"at {there}" if len(states) == 1 else f"in the cycle with {there}"
                lines.append(f"From {here} it ends {end} with probability {share:.1%}.")
            lines.append(f"From {here} this takes {self.steps[self.start - 1]:.1f} steps on average.")
        return tuple(lines)

    def to_dict(self) -> dict[str, Json]:
        """Return plain data for JSON."""
        return {
            "assumptions": list(self.assumptions),
            "start": self.start,
            "classes": [list(states) for states in self.classes],
            "absorption": self.absorption.tolist(),
            "steps": self.steps.tolist(),
            "sentences": list(self.sentences()),
        }


def evolution(
    conflict: Conflict,
    state: StateRef | None = None,
    *,
    weights: Mapping[str, float] | None = None,
    choice: Choice = "uniform",
    error_rate: float = 0.0,
    progress: Progress | None = None,
) -> Evolution:
    """Let decision makers move at random and find where that leads.

    Parameters
    ----------
    conflict
        A model of at most 2,048 states with complete preferences.
    state
        Where it starts, for the sentences; the conflict's status quo by default.
    weights
        How often each decision maker is chosen, relatively; evenly by default.
    choice
        ``"uniform"`` over improvements, or ``"best"``.
    error_rate
        How often the chosen one makes any of its moves instead.
    progress
        Called with a text, a count and a total after each step; raise in it to stop.

    Examples
    --------
    >>> from stateofplay.conflict import two_by_two
    >>> chicken = two_by_two(["YN", "NN", "NY", "YY"], ["NY", "NN", "YN", "YY"])
    >>> evolution(chicken, "NN").ends("NN")
    (((2,), 0.5), ((3,), 0.5))
    """
    table, ranks, ids = moves_of(conflict), ranks_of(conflict), conflict.dm_ids
    size = len(conflict.space)
    if size > MAX_STATES:
        raise ConflictError(
            f"a chain over {size:,} states would take too long",
            slug="conflict.too_large",
            hint=f"Use a model of at most {MAX_STATES:,} states.",
        )
    share = np.array([1.0 if weights is None else weights.get(dm, 0.0) for dm in ids])
    if not 0 <= error_rate <= 1 or (share < 0).any() or not share.sum() > 0 or set(weights or ()) - set(ids):
        raise ConflictError(
            "the weights or the error rate of the chain make no probabilities",
            slug="conflict.probability",
            hint=f"Give {', '.join(ids)} weights of 0 and more, not all 0, and an error rate from 0 to 1.",
        )
    share /= share.sum()
    chain = np.zeros((size, size))
    for player in range(table.players):
        for s in range(size):
            targets = table.targets(player, s)
            better = [q for q in targets if ranks[player][q] > ranks[player][s]]
            if choice == "best" and better:
                top = max(int(ranks[player][q]) for q in better)
                better = [q for q in better if ranks[player][q] == top]
            for states, weight in ((better or [s], 1 - error_rate), (targets or [s], error_rate)):
                chain[s, states] += share[player] * weight / len(states)
        if progress is not None:
            progress("moves of the chain", player + 1, table.players)
    classes = _recurrent(chain > 0)
    absorption, steps = _absorbed(chain, classes)
    start = conflict.status_quo if state is None else state
    named = ", ".join(f"{name_of(conflict, dm)} {part:.0%}" for dm, part in zip(ids, share, strict=True))
    aim = "one of its improvements, evenly" if choice == "uniform" else "the best of its improvements"
    return Evolution(
        conflict=conflict,
        start=None if start is None else conflict.space.index_of(start) + 1,
        chain=chain,
        classes=tuple(tuple(s + 1 for s in states) for states in classes),
        absorption=absorption,
        steps=steps,
        assumptions=(
            f"Assumed: at each step one decision maker is chosen ({named}) and makes {aim}, or stays if it has none.",
            f"Assumed: with probability {error_rate:.0%} it makes any of its moves instead.",
        ),
    )


def _recurrent(possible: NDArray[np.bool_]) -> list[list[int]]:
    """Return the closed classes of states that all lead to each other."""
    size = len(possible)
    onward = [np.flatnonzero(row).tolist() for row in possible]
    reach: list[set[int]] = []
    for s in range(size):
        seen, waiting = {s}, [s]
        while waiting:
            for q in onward[waiting.pop()]:
                if q not in seen:
                    seen.add(q)
                    waiting.append(q)
        reach.append(seen)
    found: dict[int, list[int]] = {}
    for s in range(size):
        if all(s in reach[q] for q in reach[s]):
            found.setdefault(min(reach[s]), sorted(reach[s]))
    return list(found.values())


def _absorbed(chain: NDArray[np.float64], classes: list[list[int]]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    size = len(chain)
    absorption, steps = np.zeros((size, len(classes))), np.zeros(size)
    for k, states in enumerate(classes):
        absorption[states, k] = 1.0
    settled = {s for states in classes for s in states}
    passing = np.array([s for s in range(size) if s not in settled], int)
    if len(passing):
        fundamental = np.eye(len(passing)) - chain[np.ix_(passing, passing)]
        into = np.stack([chain[np.ix_(passing, np.array(states, int))].sum(axis=1) for states in classes], axis=1)
        absorption[passing] = np.linalg.solve(fundamental, into)
        steps[passing] = np.linalg.solve(fundamental, np.ones(len(passing)))
    return absorption, steps
