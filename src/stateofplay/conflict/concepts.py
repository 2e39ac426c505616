"""The stability concepts by name, each with its definition in one line and its source.

Where the literature has several meanings, each has its own name here. ``mark`` is "verified" where the definition was read
at its source and checked by an independent calculation, "literature" where it is given as generally stated.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from stateofplay.errors import ConflictError


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One stability concept."""

    id: str
    name: str
    definition: str
    source: str
    mark: Literal["verified", "literature"] = "verified"


_ALL = (
    Concept(
        id="NASH",
        name="Nash stability",
        definition="no improvement for i",
        source="Nash 1950, 1951; Kilgour, Hipel and Fang 1987",
    ),
    Concept(
        id="GMR",
        name="general metarationality",
        definition="the opponents can answer every improvement of i with a state no better for i",
        source="Howard 1971",
    ),
    Concept(
        id="SMR",
        name="symmetric metarationality",
        definition="as GMR, and i cannot escape the answer by a further move",
        source="Howard 1971",
    ),
    Concept(
        id="SEQ",
        name="sequential stability",
        definition="as GMR, by moves that each improve on the state for whoever makes them",
        source="Fraser and Hipel 1979, 1984",
    ),
    Concept(
        id="SSEQ",
        name="symmetric sequential stability",
        definition="as SEQ, and i cannot escape the answer by a further move",
        source="Rego and Vieira 2015, 2017",
    ),
    Concept(
        id="SIM",
        name="simultaneous stability (superposed improvements)",
        definition="improvements that opponents make from the same state at the same time spoil every improvement",
        source="GMCR+ handout, Kinsara 2014 (variant SIM-a)",
    ),
    Concept(
        id="SIM_B",
        name="simultaneous stability (Fraser-Hipel tableau)",
        definition="NASH, or SEQ, or improvements of the other unstable decision makers spoil every improvement",
        source="Fraser and Hipel 1984 (variant SIM-b)",
    ),
)

CONCEPTS: dict[str, Concept] = {concept.id: concept for concept in _ALL}
DEFAULT_CONCEPTS = ("NASH", "GMR", "SMR", "SEQ", "SSEQ", "SIM")
_ALIASES = {"R": "NASH", "SIM-A": "SIM", "SIM_A": "SIM", "SIM-B": "SIM_B"}


def concept_id(name: str) -> str:
    """Return the id of a concept written in any common way.

    Examples
    --------
    >>> concept_id("seq"), concept_id("R"), concept_id("sim-b")
    ('SEQ', 'NASH', 'SIM_B')
    """
    folded = name.strip().upper()
    folded = _ALIASES.get(folded, folded)
    if folded not in CONCEPTS:
        raise ConflictError(
            f'there is no stability concept "{name}"',
            slug="conflict.concept_unknown",
            hint=f"Known concepts: {', '.join(CONCEPTS)}.",
        )
    return folded
