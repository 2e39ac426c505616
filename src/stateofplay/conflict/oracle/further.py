"""Concepts that only the readable engine knows, and how to add one; see docs/add-a-stability-concept.md.

The first entry is the example to copy. A concept is a test over (graph, decision maker, state) and a row that names it and
its source; from then on ``analyse`` knows it by its id, under every reading of preferences.
"""

from __future__ import annotations

from stateofplay.conflict.concepts import CONCEPTS, FURTHER, Concept, concept_id
from stateofplay.conflict.oracle.graph import Graph
from stateofplay.conflict.oracle.stability import Test, is_seq, is_sim
from stateofplay.errors import ConflictError


def is_seq_or_sim(graph: Graph, i: str, s: int) -> bool:
    """s is sequentially or simultaneously stable for i (a row of its own in the GMCR+ handout, Kinsara 2014)."""
    return is_seq(graph, i, s) or (bool(graph.vectors) and is_sim(graph, i, s))


FURTHER_TESTS: dict[str, Test] = {
    "SEQ_OR_SIM": is_seq_or_sim,
}


def add_concept(concept: Concept, test: Test) -> None:
    """Let ``analyse`` know a stability concept of your own, for as long as the program runs.

    Parameters
    ----------
    concept
        Its id in capitals, name, definition in one line and source.
    test
        ``test(graph, i, s)``: whether s is stable for i.

    Raises
    ------
    ConflictError
        ``conflict.concept_known`` when a concept of another name has this id.

    Examples
    --------
    >>> from stateofplay.conflict import analyse
    >>> from stateofplay.conflict.model.generated import even_conflict
    >>> anything = Concept(id="ANYTHING", name="anything", definition="always", source="this example")
    >>> add_concept(anything, lambda graph, i, s: True)
    >>> len(analyse(even_conflict(3, 2), ["ANYTHING"]).equilibria("ANYTHING"))
    8
    """
    known = CONCEPTS.get(concept.id) or FURTHER.get(concept.id)
    if (known is not None and known.name != concept.name) or not concept.id.isidentifier() or not concept.id.isupper():
        raise ConflictError(
            f'a concept cannot be called "{concept.id}"',
            slug="conflict.concept_known",
            hint="Take an id in capitals that no other concept has.",
        )
    FURTHER[concept.id], FURTHER_TESTS[concept.id] = concept, test
    assert concept_id(concept.id) == concept.id
