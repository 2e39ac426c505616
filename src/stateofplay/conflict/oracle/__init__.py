"""The readable engine: every concept as its definition reads, over plain sets, for small models.

Meant to be read beside the papers, and to be what the fast engine is compared with. It shares the model and the numbering
of states with the fast engine, and nothing else: moves, reach sets and sanctions are worked out anew.

Begin at `stability` (the core concepts) over `graph`; `preferences` says what tempts and deters; `coalitions`, `foresight`
and `policies` (metarational trees) go beyond it; `further` is the commented example of adding a concept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from stateofplay.conflict.concepts import concept_id
from stateofplay.conflict.model.conflict import Conflict
from stateofplay.conflict.oracle.foresight import (
    NonMyopic,
    anticipated,
    is_limited_move_stable,
    is_stackelberg,
    non_myopic,
)
from stateofplay.conflict.oracle.further import add_concept
from stateofplay.conflict.oracle.graph import Graph, graph_of, reach
from stateofplay.conflict.oracle.policies import is_maximin, is_metarational
from stateofplay.conflict.oracle.stability import TESTS
from stateofplay.conflict.preferences.readings import SIMPLE, PreferenceReading

__all__ = [
    "Graph",
    "NonMyopic",
    "add_concept",
    "anticipated",
    "graph_of",
    "is_limited_move_stable",
    "is_maximin",
    "is_metarational",
    "is_stackelberg",
    "non_myopic",
    "reach",
    "stable_by_definition",
]


def stable_by_definition(
    conflict: Conflict, concepts: Sequence[str], *, reading: PreferenceReading = SIMPLE
) -> dict[str, dict[str, tuple[int, ...]]]:
    """Return concept to decision maker to the ids of its stable states, worked out from the definitions.

    Examples
    --------
    >>> from stateofplay.conflict import two_by_two
    >>> chicken = two_by_two(["YN", "NN", "NY", "YY"], ["NY", "NN", "YN", "YY"])
    >>> stable_by_definition(chicken, ["NASH"])
    {'NASH': {'A': (2, 3), 'B': (2, 3)}}
    """
    asked = [concept_id(concept) for concept in concepts]
    if reading.kind == "weak":
        general = stable_by_definition(conflict, asked, reading=replace(reading, kind="degree", degree=0))
        strong = stable_by_definition(conflict, asked, reading=replace(reading, kind="strong"))
        return {
            c: {
                i: states if c == "NASH" else tuple(s for s in states if s not in strong[c][i])
                for i, states in general[c].items()
            }
            for c in asked
        }
    graph = graph_of(conflict, reading)
    return {c: {i: tuple(s for s in graph.states if TESTS[c](graph, i, s)) for i in graph.players} for c in asked}
