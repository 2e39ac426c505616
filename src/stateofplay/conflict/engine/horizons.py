"""What the readable engine alone decides: L_2, NM, MR_3, CMR_3, MAXIMIN_2, STACKELBERG:leader, and added concepts.

Those with foresight carry the mark "literature": see :mod:`stateofplay.conflict.oracle.foresight` and ``oracle.policies``
for what exactly is computed. They look many moves ahead, so they are for small models.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from stateofplay.conflict.concepts import FURTHER
from stateofplay.conflict.engine.stability import Stable
from stateofplay.conflict.engine.trees import stable_in_trees
from stateofplay.conflict.model.conflict import Conflict
from stateofplay.conflict.model.moves import moves_of
from stateofplay.conflict.model.notices import Notice
from stateofplay.conflict.oracle.foresight import Variant, anticipated, non_myopic
from stateofplay.conflict.oracle.further import FURTHER_TESTS
from stateofplay.conflict.oracle.graph import Graph, check_small, vectors_of
from stateofplay.conflict.oracle.preferences import judgement
from stateofplay.conflict.oracle.stability import is_nash
from stateofplay.conflict.preferences.readings import SIMPLE, Reading
from stateofplay.errors import ConflictError


def quick_graph(conflict: Conflict, reading: Reading = SIMPLE) -> Graph:
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
    )


def foresighted(
    conflict: Conflict, concept: str, reading: Reading = SIMPLE
) -> tuple[dict[str, Stable], tuple[Notice, ...]]:
    """Decide one concept with foresight for every decision maker and state.

    Parameters
    ----------
    conflict
        A small model.
    concept
        A concept id such as ``"L_3"``, ``"NM_ORDER"``, ``"MR_2"`` or ``"STACKELBERG:us"``.
    reading
        How preferences are read. The literature defines these concepts for complete preferences; under other readings what
        tempts and what deters takes the place of better and not better (a generalisation of ours). L_h, NM, Stackelberg and
        Maximin know no sanctions, so strength makes no difference to them.

    Returns
    -------
    tuple
        Decision maker to one truth value a state, and notices: non-myopic verdicts that never settle count as unstable and
        are named.
    """
    family, _, rest = concept.partition(":") if ":" in concept else concept.partition("_")
    if reading.kind == "weak":
        general, notices = foresighted(conflict, concept, replace(reading, kind="degree", degree=0))
        if concept not in FURTHER and (family not in ("MR", "CMR") or rest in ("0", "1")):
            return general, notices
        strong, _ = foresighted(conflict, concept, replace(reading, kind="strong"))
        return {dm: stable & ~strong[dm] for dm, stable in general.items()}, notices
    if concept not in FURTHER and family in ("MR", "CMR", "MAXIMIN"):
        return stable_in_trees(conflict, family, int(rest), reading), ()
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


def _stackelberg(graph: Graph, leader: str) -> dict[str, Stable]:
    if len(graph.players) != 2:
        raise ConflictError(
            "Stackelberg stability is for two decision makers",
            slug="conflict.variant",
            hint="Leave the others out, or use L_2_ORDER.",
        )
    ends = anticipated(graph, 2)
    return _table(graph, lambda i, s: ends[i, s] == s if i == leader else is_nash(graph, i, s))


def _settled(graph: Graph, variant: Variant) -> tuple[dict[str, Stable], tuple[Notice, ...]]:
    verdicts = non_myopic(graph, variant=variant)
    notices = []
    for i in graph.players:
        open_states = [s for s in graph.states if verdicts[i, s].stable is None]
        if open_states:
            notices.append(
                Notice(
                    slug="conflict.undetermined",
                    text=f"Non-myopic stability of {i} never settles at states {', '.join(map(str, open_states))}:"
                    " longer foresight keeps changing the verdict.",
                    hint="They are counted as unstable; look at single horizons such as L_5.",
                )
            )
    return _table(graph, lambda i, s: verdicts[i, s].stable is True), tuple(notices)


def _table(graph: Graph, stable: Callable[[str, int], bool]) -> dict[str, Stable]:
    return {i: np.array([stable(i, s) for s in graph.states], bool) for i in graph.players}


def variant_of(text: str) -> Variant:
    """Return the variant that the end of a concept id names: ORDER, CONSERVATIVE, or nothing for two decision makers."""
    return "order" if text == "ORDER" else "conservative" if text == "CONSERVATIVE" else "two"
