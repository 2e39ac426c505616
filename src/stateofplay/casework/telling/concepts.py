"""Stability concepts over readings, in words: when an outcome holds, and who looks how far ahead."""

from __future__ import annotations

from collections.abc import Sequence

from stateofplay.conflict.concepts import concept_id, concept_of

MAIN = "SEQ"
"""The concept of a verdict where none is named: others answer a move, in their own interest."""
_LEAVES = {
    "NASH": "by a step of its own that it wants, whatever the others would answer",
    "GMR": "by a step of its own that the others could not spoil by some answer, at any cost to themselves",
    "SMR": "by a step of its own that the others could not spoil by some answer that it has no way out of",
    "SEQ": "by a step of its own that the others would leave unanswered in their own interest",
    "SSEQ": "by a step of its own that the others would not spoil, in their own interest, by an answer that it has no way out of",
}
"""The concepts that readings are judged by."""


def verdict_concept(concepts: Sequence[str]) -> str:
    """The concept of the verdict in words, of those that are asked: the usual one where it is among them, else the first.

    Examples
    --------
    >>> verdict_concept(()), verdict_concept(("GMR", "SMR")), verdict_concept(("GMR", "SEQ"))
    ('SEQ', 'GMR', 'SEQ')
    """
    return MAIN if MAIN in concepts or not concepts else concepts[0]


def judged_over_readings(concepts: Sequence[str]) -> tuple[str, ...] | None:
    """The ids of concepts, where readings are judged by all of them; None where some needs the model as it stands.

    Examples
    --------
    >>> judged_over_readings(["nash", "SEQ"]), judged_over_readings(["SIM"])
    (('NASH', 'SEQ'), None)
    """
    ids = tuple(dict.fromkeys(concept_id(one) for one in concepts))
    return ids if all(one in _LEAVES for one in ids) else None


def when_it_holds(concept: str) -> str:
    """When an outcome holds in a reading, as a sentence.

    Examples
    --------
    >>> print(when_it_holds("NASH"))
    An outcome holds in a reading where nobody leaves it by a step of its own that it wants, whatever the others would answer \
(Nash stability, NASH), and where no joint act is wanted by all whom it needs (a coalition improvement, as generally stated).
    """
    return (
        f"An outcome holds in a reading where nobody leaves it {_LEAVES[concept]} ({concept_of(concept).name}, {concept}), and"
        " where no joint act is wanted by all whom it needs (a coalition improvement, as generally stated)."
    )


def under_words(concept: str) -> str:
    """Where another concept than that of the verdict is meant, as an aside: "where nobody looks ahead at answers (...)"."""
    if concept == "NASH":
        return "where nobody looks ahead at answers (Nash stability)"
    return f"under {concept_of(concept).name} ({concept})"
