"""Coalition stability: can a group of decision makers move together to what all of them prefer, and is it deterred?

R_H(s) are the ends of legal sequences of moves of the coalition H; R_H++(s) those that every member prefers to s (Kilgour,
Hipel, Fang and Peng 2001). All 2^n - 1 coalitions are tested, single decision makers included:

CR    R_H++(s) is empty (Kilgour et al. 2001).
CGMR  every s1 in R_H++(s) can be answered by the others with an s2 that not every member prefers to s.
CSMR  and from s2 the coalition cannot reach what every member prefers to s either.
CSEQ  as CGMR, where the others answer by a legal sequence of coalitions, each step a coalition improvement for them.

CGMR, CSMR and CSEQ: Inohara and Hipel 2008, given here as generally stated in the literature and tested by their
properties. A joint act is a move of each coalition that has all whom it needs. For one member CR, CGMR and CSMR are NASH, GMR
and SMR; CR => CSMR => CGMR and CR => CSEQ => CGMR. Merging members into one decision maker is something else and is in
:mod:`stateofplay.conflict.model.merging`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, reduce
from itertools import combinations, islice
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from stateofplay.conflict.analysis import analyse
from stateofplay.conflict.engine.coalition_moves import CoalitionMoves, Group
from stateofplay.conflict.engine.horizons import quick_graph
from stateofplay.conflict.engine.stability import Progress, Stable
from stateofplay.conflict.json import Json
from stateofplay.conflict.model.conflict import Conflict
from stateofplay.conflict.model.joint import joint_steps
from stateofplay.conflict.model.moves import Arcs, moves_of
from stateofplay.conflict.model.ranks import ranks_of
from stateofplay.conflict.oracle.coalitions import COALITION_TESTS, improvements
from stateofplay.conflict.preferences.readings import SIMPLE, PreferenceReading
from stateofplay.conflict.proofs.wording import describe, name_of
from stateofplay.errors import ConflictError

COALITION_CONCEPTS = ("CR", "CGMR", "CSMR", "CSEQ")
INDIVIDUAL = MappingProxyType({"CR": "NASH", "CGMR": "GMR", "CSMR": "SMR", "CSEQ": "SEQ"})
MAX_PLAYERS = 10
MAX_DEFINED = 512

Coalition = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Jump:
    """An equilibrium jump: a coalition improvement from one individual equilibrium to another, under one concept."""

    concept: str
    coalition: Coalition
    source: int
    target: int


@dataclass(frozen=True, eq=False, kw_only=True)
class CoalitionAnalysis:
    """The verdicts on every coalition.

    Attributes
    ----------
    stable
        Concept to coalition to one truth value a state.
    individual
        Individual equilibria under the matching individual concept (NASH for CR, GMR for CGMR, ...).
    leaps
        Concept and coalition to the sources and targets of its equilibrium jumps, as arrays of 0-based states.
    """

    conflict: Conflict
    stable: Mapping[str, Mapping[Coalition, Stable]]
    individual: Mapping[str, tuple[int, ...]]
    leaps: Mapping[tuple[str, Coalition], tuple[NDArray[np.int32], NDArray[np.int32]]]

    @cached_property
    def jumps(self) -> tuple[Jump, ...]:
        """Equilibrium jumps of coalitions of two and more, concept by concept (Kilgour et al. 2001)."""
        return tuple(self.each_jump())

    def each_jump(self) -> Iterator[Jump]:
        """Yield the jumps one by one; large models have very many."""
        for (concept, coalition), (sources, targets) in self.leaps.items():
            for source, target in zip(sources.tolist(), targets.tolist(), strict=True):
                yield Jump(concept=concept, coalition=coalition, source=source + 1, target=target + 1)

    def equilibria(self, concept: str) -> tuple[int, ...]:
        """Return the states that are stable for every coalition."""
        every = reduce(np.logical_and, self.stable[concept].values())
        return tuple((np.flatnonzero(every) + 1).tolist())

    def upset(self, concept: str) -> Mapping[int, tuple[Coalition, ...]]:
        """Return the individual equilibria that fail as coalition equilibria, each with the coalitions that leave it."""
        found = {}
        for state in self.individual[INDIVIDUAL[concept]]:
            by = tuple(group for group, stable in self.stable[concept].items() if not stable[state - 1])
            if by:
                found[state] = by
        return found

    def sentences(self) -> tuple[str, ...]:
        """Return the findings as plain sentences."""
        lines = []
        for concept in self.stable:
            states = [describe(self.conflict, s) for s in self.equilibria(concept)]
            kept = ", ".join(states) if len(states) <= 12 else f"{len(states):,} states"
            lines.append(f"Stable for every coalition under {concept}: {kept or 'no state'}.")
            for state, groups in list(self.upset(concept).items())[:12]:
                who = "; ".join(" with ".join(name_of(self.conflict, dm) for dm in group) for group in groups)
                lines.append(f"Under {concept}, {describe(self.conflict, state)} can be left by {who}.")
        for jump in islice(self.each_jump(), 24):
            who = " and ".join(name_of(self.conflict, dm) for dm in jump.coalition)
            lines.append(
                f"{who} can together go from the {jump.concept} equilibrium {describe(self.conflict, jump.source)} to"
                f" {describe(self.conflict, jump.target)}, which they all prefer and which is an equilibrium too."
            )
        return tuple(lines)

    def to_dict(self) -> dict[str, Json]:
        """Return plain data for JSON."""
        return {
            "stable": {
                concept: [
                    {"coalition": list[Json](group), "states": [int(s) + 1 for s in np.flatnonzero(stable)]}
                    for group, stable in groups.items()
                ]
                for concept, groups in self.stable.items()
            },
            "equilibria": {concept: list(self.equilibria(concept)) for concept in self.stable},
            "individual_equilibria": {concept: list(states) for concept, states in self.individual.items()},
            "jumps": [
                {"concept": j.concept, "coalition": list(j.coalition), "from": j.source, "to": j.target}
                for j in self.jumps
            ],
            "sentences": list(self.sentences()),
        }


def coalition_analysis(
    conflict: Conflict,
    concepts: Sequence[str] = COALITION_CONCEPTS,
    *,
    reading: PreferenceReading = SIMPLE,
    progress: Progress | None = None,
) -> CoalitionAnalysis:
    """Decide the stability of every state for every coalition.

    Parameters
    ----------
    conflict
        A model of at most 8,192 states and ten decision makers with complete preferences.
    concepts
        Some of CR, CGMR, CSMR, CSEQ.
    reading
        How preferences are read. Beyond complete preferences (mark L) a coalition goes where everybody in it is tempted,
        and stays where some member is deterred; worked out by the definitions, for models of at most 512 states.
    progress
        Called after each coalition; raise in it to stop.

    Examples
    --------
    >>> from stateofplay.conflict import two_by_two
    >>> dilemma = two_by_two(["NY", "YY", "NN", "YN"], ["YN", "YY", "NN", "NY"])
    >>> found = coalition_analysis(dilemma)
    >>> found.individual["SEQ"], found.equilibria("CSEQ")
    ((1, 4), (4,))
    >>> [(jump.source, jump.target) for jump in found.jumps if jump.concept == "SEQ"]
    [(1, 4)]
    """
    asked = tuple(dict.fromkeys(concept.strip().upper() for concept in concepts))
    unknown = [concept for concept in asked if concept not in COALITION_CONCEPTS]
    if unknown:
        raise ConflictError(
            f"{', '.join(unknown)} is no concept of coalition stability",
            slug="conflict.concept_unknown",
            hint=f"Use some of {', '.join(COALITION_CONCEPTS)}.",
        )
    players = len(conflict.decision_makers)
    if players > MAX_PLAYERS:
        raise ConflictError(
            f"{players} decision makers form {2**players - 1:,} coalitions, too many to test all",
            slug="conflict.too_large",
            hint=f"Test models of at most {MAX_PLAYERS} decision makers.",
        )
    moves: _Defined | CoalitionMoves
    if reading != SIMPLE:
        moves = _Defined(conflict, reading)
    else:
        moves = CoalitionMoves(moves_of(conflict), ranks_of(conflict), joint_steps(conflict))
    names = {
        group: tuple(conflict.dm_ids[i] for i in group)
        for size in range(1, players + 1)
        for group in combinations(range(players), size)
    }
    stable: dict[str, dict[Coalition, Stable]] = {concept: {} for concept in asked}
    analysis = analyse(conflict, [INDIVIDUAL[concept] for concept in asked], reading=reading)
    individual = {concept: analysis.equilibria(concept) for concept in analysis.concepts}
    settled = {concept: analysis.equilibrium(concept) for concept in analysis.concepts}
    leaps: dict[tuple[str, Coalition], tuple[NDArray[np.int32], NDArray[np.int32]]] = {}
    for number, (group, named) in enumerate(names.items(), start=1):
        for concept, verdict in moves.stable(group, asked).items():
            stable[concept][named] = verdict
        for concept, held in settled.items() if len(group) > 1 else ():
            arcs = moves.improvements(group)
            jumping = held[arcs.source] & held[arcs.target]
            leaps[concept, named] = arcs.source[jumping], arcs.target[jumping]
        if progress is not None:
            progress(f"coalition {number} of {len(names)}", number, len(names))
    return CoalitionAnalysis(
        conflict=conflict,
        stable=stable,
        individual=individual,
        leaps={key: leaps[key] for concept in individual for key in leaps if key[0] == concept},
    )


class _Defined:
    """The same questions as :class:`CoalitionMoves` answers, by the definitions, under any reading."""

    def __init__(self, conflict: Conflict, reading: PreferenceReading) -> None:
        if len(conflict.space) > MAX_DEFINED:
            raise ConflictError(
                f"coalitions under the reading {reading.id} are for models of up to {MAX_DEFINED} states; this one has"
                f" {len(conflict.space):,}",
                slug="conflict.too_large",
                hint="State complete preferences, or make the model smaller.",
            )
        self.ids, self.reading = conflict.dm_ids, reading
        general = replace(reading, kind="degree", degree=0) if reading.kind == "weak" else reading
        self.graph = quick_graph(conflict, general)
        self.strong = quick_graph(conflict, replace(reading, kind="strong")) if reading.kind == "weak" else None

    def improvements(self, group: Group) -> Arcs:
        named = tuple(self.ids[i] for i in group)
        pairs = [(s - 1, q - 1) for s in self.graph.states for q in sorted(improvements(self.graph, named, s))]
        ends = np.array(pairs, np.int32).reshape(-1, 2)
        return Arcs(ends[:, 0], ends[:, 1], len(self.graph.states))

    def stable(self, group: Group, concepts: Sequence[str]) -> dict[str, Stable]:
        named = tuple(self.ids[i] for i in group)
        found = {}
        for concept in concepts:
            decide = COALITION_TESTS[concept]
            found[concept] = np.array([decide(self.graph, named, s) for s in self.graph.states], bool)
            if self.strong is not None and concept != "CR":
                found[concept] &= ~np.array([decide(self.strong, named, s) for s in self.graph.states], bool)
        return found
