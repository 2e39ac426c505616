"""The stability concepts by name, each with its definition in one line and its source.

Where the literature has several meanings, each has its own name here. ``mark`` is "verified" where the definition was read
at its source and checked by an independent calculation, "literature" where it is given as generally stated.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from stateofplay.errors import ConflictError


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One stability concept.

    Attributes
    ----------
    by_default, usual
        Whether an analysis asks it where none is named; whether studies of a model, which take longer, do.
    fast, profiles, provable
        Whether the kernel decides it for all states at once; for many rankings at once; whether its verdicts are proved in words.
    credible, symmetric
        Whether answers must gain for those who make them; whether who moved may move again after the answer.
    """

    id: str
    name: str
    definition: str
    source: str
    mark: Literal["verified", "literature"] = "verified"
    by_default: bool = False
    usual: bool = False
    fast: bool = False
    profiles: bool = False
    provable: bool = False
    credible: bool = False
    symmetric: bool = False


_ALL = (
    Concept(
        id="NASH",
        name="Nash stability",
        definition="no improvement for i",
        source="Nash 1950, 1951; Kilgour, Hipel and Fang 1987",
        usual=True,
        by_default=True,
        fast=True,
        profiles=True,
        provable=True,
    ),
    Concept(
        id="GMR",
        name="general metarationality",
        definition="the opponents can answer every improvement of i with a state no better for i",
        source="Howard 1971",
        usual=True,
        by_default=True,
        fast=True,
        profiles=True,
        provable=True,
    ),
    Concept(
        id="SMR",
        name="symmetric metarationality",
        definition="as GMR, and i cannot escape the answer by a further move",
        source="Howard 1971",
        usual=True,
        symmetric=True,
        by_default=True,
        fast=True,
        profiles=True,
        provable=True,
    ),
    Concept(
        id="SEQ",
        name="sequential stability",
        definition="as GMR, by moves that each improve on the state for whoever makes them",
        source="Fraser and Hipel 1979, 1984",
        usual=True,
        credible=True,
        by_default=True,
        fast=True,
        profiles=True,
        provable=True,
    ),
    Concept(
        id="SSEQ",
        name="symmetric sequential stability",
        definition="as SEQ, and i cannot escape the answer by a further move",
        source="Rego and Vieira 2015, 2017",
        credible=True,
        symmetric=True,
        by_default=True,
        fast=True,
        profiles=True,
        provable=True,
    ),
    Concept(
        id="SIM",
        name="simultaneous stability (superposed improvements)",
        definition="improvements that opponents make from the same state at the same time spoil every improvement",
        source="GMCR+ handout, Kinsara 2014 (variant SIM-a)",
        by_default=True,
        profiles=True,
        provable=True,
    ),
    Concept(
        id="SIM_B",
        name="simultaneous stability (Fraser-Hipel tableau)",
        definition="NASH, or SEQ, or improvements of the other unstable decision makers spoil every improvement",
        source="Fraser and Hipel 1984 (variant SIM-b)",
    ),
)

CONCEPTS: dict[str, Concept] = {concept.id: concept for concept in _ALL}
DEFAULT_CONCEPTS = tuple(c.id for c in _ALL if c.by_default)
USUAL_CONCEPTS = tuple(c.id for c in _ALL if c.usual)
FAST_CONCEPTS = tuple(c.id for c in _ALL if c.fast)
PROFILE_CONCEPTS = tuple(c.id for c in _ALL if c.profiles)
PROVABLE_CONCEPTS = tuple(c.id for c in _ALL if c.provable)
CREDIBLE = frozenset(c.id for c in _ALL if c.credible)
SYMMETRIC = frozenset(c.id for c in _ALL if c.symmetric)

# Concepts that the readable engine alone decides; conflict/oracle/further.py holds their tests and adds more.
FURTHER: dict[str, Concept] = {
    "SEQ_OR_SIM": Concept(
        id="SEQ_OR_SIM",
        name="sequential or simultaneous stability",
        definition="stable under SEQ, or under SIM",
        source="GMCR+ handout, Kinsara 2014",
    ),
}
_ALIASES = {"R": "NASH", "SIM-A": "SIM", "SIM_A": "SIM", "SIM-B": "SIM_B"}

_FAMILIES = (
    Concept(
        id="L",
        name="limited-move stability, horizon {h}",
        definition="with {h} moves of foresight i stays; L_h for two decision makers, L_h_ORDER and L_h_CONSERVATIVE for any",
        source="Kilgour 1985; Kilgour, Hipel and Fang 1987",
        mark="literature",
    ),
    Concept(
        id="NM",
        name="non-myopic stability",
        definition="with any long enough foresight i stays; NM for two decision makers, NM_ORDER, NM_CONSERVATIVE for any",
        source="Brams and Wittman 1981; Kilgour 1984",
        mark="literature",
    ),
    Concept(
        id="MR",
        name="metarational tree with {h} moves",
        definition="in at most {h} alternating moves, which anyone may end, i cannot force a better end",
        source="Zeng, Fang, Hipel and Kilgour 2006, 2007",
        mark="literature",
    ),
    Concept(
        id="CMR",
        name="credible metarational tree with {h} moves",
        definition="as MR, every move an improvement for its mover",
        source="Zeng, Fang, Hipel and Kilgour 2006, 2007",
        mark="literature",
    ),
    Concept(
        id="MAXIMIN",
        name="maximin stability within {h} moves",
        definition="in {h} turns, which all are played, i cannot make sure of a better end",
        source="Rego and Vieira 2019",
        mark="literature",
    ),
    Concept(
        id="STACKELBERG",
        name="Stackelberg stability with {h} as leader",
        definition="L_2 for the leader {h} and Nash stable for the follower; two decision makers",
        source="Fang, Hipel and Kilgour 1989",
        mark="literature",
    ),
)
_FAMILY = {family.id: family for family in _FAMILIES}
_NUMBERED = re.compile(r"(L|MR|CMR|MAXIMIN)_?(\d{1,2})(_ORDER|_CONSERVATIVE)?|(NM)(_ORDER|_CONSERVATIVE)?")


def concept_id(name: str) -> str:
    """Return the id of a concept written in any common way.

    Examples
    --------
    >>> concept_id("seq"), concept_id("R"), concept_id("sim-b"), concept_id("L2"), concept_id("stackelberg:us")
    ('SEQ', 'NASH', 'SIM_B', 'L_2', 'STACKELBERG:us')
    """
    folded = name.strip().upper()
    folded = _ALIASES.get(folded, folded)
    if folded in CONCEPTS or folded in FURTHER:
        return folded
    if folded.startswith("STACKELBERG:"):
        return f"STACKELBERG:{name.strip()[12:]}"
    numbered = _NUMBERED.fullmatch(folded)
    if numbered and not (numbered[3] and numbered[1] != "L"):
        return f"{numbered[1]}_{int(numbered[2])}{numbered[3] or ''}" if numbered[1] else folded
    raise ConflictError(
        f'there is no stability concept "{name}"',
        slug="conflict.concept_unknown",
        hint=f"Known concepts: {', '.join([*CONCEPTS, *FURTHER])}; L_2 (any horizon), NM, MR_3, CMR_3, MAXIMIN_2,"
        " STACKELBERG:leader.",
    )


def concept_of(name: str) -> Concept:
    """Return what is known of a concept.

    Examples
    --------
    >>> concept_of("MR_3").name, concept_of("GMR").mark
    ('metarational tree with 3 moves', 'verified')
    """
    found = concept_id(name)
    if found in CONCEPTS or found in FURTHER:
        return CONCEPTS.get(found) or FURTHER[found]
    family, _, rest = found.partition(":") if ":" in found else found.partition("_")
    known = _FAMILY[family]
    return replace(
        known,
        id=found,
        name=known.name.format(h=rest.split("_")[0]),
        definition=known.definition.format(h=rest.split("_")[0]),
    )


def explain_concepts(concepts: Sequence[str]) -> tuple[str, ...]:
    """What each concept means, a line each, for where it first stands.

    Examples
    --------
    >>> explain_concepts(["NASH"])
    ('NASH (Nash stability): no improvement for i',)
    """
    return tuple(f"{one.id} ({one.name}): {one.definition}" for one in map(concept_of, concepts))


GENERAL_READINGS = {
    "hybrid": "unknown pairs and strength together (Xu, Hipel, Kilgour and Chen 2010)",
    "degree": "degrees of preference (Xu et al. 2009-2011)",
    "fuzzy": "fuzzy preference (Bashar, Kilgour and Hipel 2012)",
    "probabilistic": "probabilistic preference (Rego and Santos 2015)",
}
"""Readings of preferences that are given as generally stated, by their kind."""
GENERAL = "as the literature generally states it, not read again at its source and tested by its properties"


def known_concepts() -> tuple[Concept, ...]:
    """Every concept that can be asked for; families by their name with what has to follow it.

    Examples
    --------
    >>> [concept.id for concept in known_concepts()][:3], known_concepts()[-1].id
    (['NASH', 'GMR', 'SMR'], 'STACKELBERG:leader')
    """
    families = (
        replace(
            known,
            id=f"{known.id}{_FOLLOWS[known.id]}",
            name=known.name.format(h=_SAMPLE.get(known.id, "h")),
            definition=known.definition.format(h=_SAMPLE.get(known.id, "h")),
        )
        for known in _FAMILIES
    )
    return (*CONCEPTS.values(), *FURTHER.values(), *families)


_FOLLOWS = {"L": "_h", "NM": "", "MR": "_h", "CMR": "_h", "MAXIMIN": "_h", "STACKELBERG": ":leader"}
_SAMPLE = {"STACKELBERG": "one party"}


def mark_words(concept: Concept) -> str:
    """Say how the definition of a concept was come by.

    Examples
    --------
    >>> mark_words(concept_of("GMR"))
    'checked against its source by an independent calculation'
    """
    return (
        f"given {GENERAL}"
        if concept.mark == "literature"
        else "checked against its source by an independent calculation"
    )


def general_knowledge(concepts: Sequence[str], reading_kind: str = "simple") -> str:
    """Say which of these concepts, and of the reading, rest on general knowledge; nothing where none does.

    Examples
    --------
    >>> general_knowledge(["NASH", "NM"])
    'NM is given here as the literature generally states it, not read again at its source and tested by its properties.'
    """
    named = [concept for concept in concepts if concept_of(concept).mark == "literature"]
    if reading_kind in GENERAL_READINGS:
        named.append(GENERAL_READINGS[reading_kind])
    if not named:
        return ""
    return f"{', '.join(named)} {'is' if len(named) == 1 else 'are each'} given here {GENERAL}."
