"""Concepts that look moves ahead, by their id: L_2, NM, MR_3, CMR_3, MAXIMIN_2, STACKELBERG:leader, and added concepts.

Those with foresight carry the mark "literature": see :mod:`stateofplay.conflict.oracle.foresight` and ``oracle.policies``
for what exactly is computed. Complete preferences are looked through by :mod:`.foresight` at any size; trees and other
readings are for small models, and added concepts are left to the readable engine.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from stateofplay.conflict.concepts import FURTHER
from stateofplay.conflict.engine.foresight import settle_horizons, stable_at_horizon
from stateofplay.conflict.engine.stability import Progress, Stable
from stateofplay.conflict.engine.trees import stable_in_trees
from stateofplay.conflict.model.conflict import Conflict
from stateofplay.conflict.model.moves import moves_of
from stateofplay.conflict.model.notices import Notice
from stateofplay.conflict.oracle.foresight import Variant, anticipated, non_myopic
from stateofplay.conflict.oracle.further import FURTHER_TESTS
from stateofplay.conflict.oracle.graph import Graph, check_small, joint_of, vectors_of
from stateofplay.conflict.oracle.preferences import judgement
from stateofplay.conflict.oracle.stability import is_nash
from stateofplay.conflict.preferences.preference import Ranks
from stateofplay.conflict.preferences.readings import SIMPLE, PreferenceReading
from stateofplay.errors import ConflictError

MOST_NAMED = 24


def quick_graph(conflict: Conflict, reading: PreferenceReading = SIMPLE) -> Graph:
    """Return the same graph as :func:`~stateofplay.conflict.oracle.graph.graph_of`, from the move table and so much sooner.

    Raises
    ------
    ConflictError
        ``conflict.too_large`` for more than 4,096 states.

    Examples
    --------
    >>> from stateofplay.conflict.model.generated import even_conflict
    >>> quick_graph(even_conflict(3, 2)).R("d1", 1)
    frozenset({2, 3, 4})
    """
    space = conflict.space
    check_small(space)
    table = moves_of(conflict)
    states = tuple(space.ids)
    moves = {}
    for player, dm in enumerate(conflict.dm_ids):
        arcs = table.arcs(player)
        moves[dm] = {s: frozenset((arcs.targets(s - 1) + 1).tolist()) for s in states}
    return Graph(
        players=conflict.dm_ids,
        states=states,
        moves=moves,
        judge={dm.id: judgement(dm.preference, space, reading) for dm in conflict.decision_makers},
        vectors=vectors_of(conflict),
        joint=joint_of(conflict),
    )


def foresighted(
    conflict: Conflict, concept: str, reading: PreferenceReading = SIMPLE, *, progress: Progress | None = None
) -> tuple[dict[str, Stable], tuple[Notice, ...]]:
    """Decide one concept with foresight for every decision maker and state.

    Parameters
    ----------
    conflict
        A small model; for L_h, NM and Stackelberg with complete preferences one of any size.
    concept
        A concept id such as ``"L_3"``, ``"NM_ORDER"``, ``"MR_2"`` or ``"STACKELBERG:us"``.
    reading
        How preferences are read. The literature defines these concepts for complete preferences; under other readings what
        tempts and what deters takes the place of better and not better (a generalisation of ours). L_h, NM, Stackelberg and
        Maximin know no sanctions, so strength makes no difference to them.
    progress
        Called after each horizon; raise in it to stop.

    Returns
    -------
    tuple
        Decision maker to one truth value a state, and notices: non-myopic verdicts that never settle count as unstable and
        are named.
    """
    family, _, rest = concept.partition(":") if ":" in concept else concept.partition("_")
    if reading.kind == "weak":
        general, notices = foresighted(conflict, concept, replace(reading, kind="degree", degree=0), progress=progress)
        if concept not in FURTHER and (family not in ("MR", "CMR") or rest in ("0", "1")):
            return general, notices
        strong, _ = foresighted(conflict, concept, replace(reading, kind="strong"))
        return {dm: stable & ~strong[dm] for dm, stable in general.items()}, notices
    if concept not in FURTHER and family in ("MR", "CMR", "MAXIMIN"):
        return stable_in_trees(conflict, family, int(rest), reading, progress=progress), ()
    ranks = _complete_ranks(conflict, reading) if concept not in FURTHER else None
    if ranks is not None:
        return _looked_ahead(conflict, family, rest, ranks, progress)
    graph = quick_graph(conflict, reading)
    if concept in FURTHER:
        return _table(graph, lambda i, s: FURTHER_TESTS[concept](graph, i, s)), ()
    if family == "STACKELBERG":
        return _stackelberg(graph, conflict.dm(rest).id), ()
    if family == "NM":
        return _settled(graph, variant_of(rest))
    horizon, _, variant = rest.partition("_")
    h = int(horizon)
    ends = anticipated(graph, h, variant=variant_of(variant))
    return _table(graph, lambda i, s: ends[i, s] == s), ()


def _complete_ranks(conflict: Conflict, reading: PreferenceReading) -> list[Ranks] | None:
    """Return the ranks where the reading comes to "leave for what is better" and every two states can be compared."""
    if reading.kind in ("fuzzy", "probabilistic"):
        return None
    found = [dm.preference.ranks(conflict.space) for dm in conflict.decision_makers]
    complete = [ranks for ranks in found if ranks is not None]
    return complete if len(complete) == len(found) else None


def _looked_ahead(
    conflict: Conflict, family: str, rest: str, ranks: list[Ranks], progress: Progress | None
) -> tuple[dict[str, Stable], tuple[Notice, ...]]:
    table, ids = moves_of(conflict), conflict.dm_ids
    if family == "NM":
        settled = settle_horizons(table, ranks, variant_of(rest), progress=progress)
        notices = [
            _wavers(dm, (np.flatnonzero(one.wavering) + 1).tolist()) for dm, one in zip(ids, settled, strict=True)
        ]
        return {dm: one.stable for dm, one in zip(ids, settled, strict=True)}, tuple(
            n for n in notices if n is not None
        )
    if family == "STACKELBERG":
        leader = conflict.dm(rest).id
        if len(ids) != 2:
            raise _no_leader()
        far = stable_at_horizon(table, ranks, 2, "two", progress=progress)
        near = stable_at_horizon(table, ranks, 1, "two")
        return {dm: far[player] if dm == leader else near[player] for player, dm in enumerate(ids)}, ()
    horizon, _, variant = rest.partition("_")
    found = stable_at_horizon(table, ranks, int(horizon), variant_of(variant), progress=progress)
    return dict(zip(ids, found, strict=True)), ()


def _no_leader() -> ConflictError:
    return ConflictError(
        "Stackelberg stability is for two decision makers",
        slug="conflict.variant",
        hint="Leave the others out, or use L_2_ORDER.",
    )


def _wavers(dm: str, states: list[int]) -> Notice | None:
    if not states:
        return None
    shown = ", ".join(map(str, states[:MOST_NAMED])) + (
        f" and {len(states) - MOST_NAMED:,} more" if len(states) > MOST_NAMED else ""
    )
    return Notice(
        slug="conflict.undetermined",
        text=f"Non-myopic stability of {dm} never settles at states {shown}: longer foresight keeps changing the verdict.",
        hint="They are counted as unstable; look at single horizons such as L_5.",
    )


def _stackelberg(graph: Graph, leader: str) -> dict[str, Stable]:
    if len(graph.players) != 2:
        raise _no_leader()
    ends = anticipated(graph, 2)
    return _table(graph, lambda i, s: ends[i, s] == s if i == leader else is_nash(graph, i, s))


def _settled(graph: Graph, variant: Variant) -> tuple[dict[str, Stable], tuple[Notice, ...]]:
    verdicts = non_myopic(graph, variant=variant)
    open_states = {i: [s for s in graph.states if verdicts[i, s].stable is None] for i in graph.players}
    notices = [_wavers(i, states) for i, states in open_states.items()]
    return _table(graph, lambda i, s: verdicts[i, s].stable is True), tuple(n for n in notices if n is not None)


def _table(graph: Graph, stable: Callable[[str, int], bool]) -> dict[str, Stable]:
    return {i: np.array([stable(i, s) for s in graph.states], bool) for i in graph.players}


def variant_of(text: str) -> Variant:
    """Return the variant that the end of a concept id names: ORDER, CONSERVATIVE, or nothing for two decision makers."""
    return "order" if text == "ORDER" else "conservative" if text == "CONSERVATIVE" else "two"
