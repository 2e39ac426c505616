"""Entries: what the lexicon knows of one country, organisation, armed group or person."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from stateofplay.model import ActorKind


class Use(IntEnum):
    """In which way a form stands for its entry."""

    NAME = 0
    """"Russia", "Hamas", "Vladimir Putin"."""
    SEAT = 1
    """"the Kremlin", "Downing Street": the government, hardly ever the building."""
    CAPITAL = 2
    """"Moscow": the government where it acts, else a place."""
    ADJECTIVE = 3
    """"Russian": whose a noun is."""
    PEOPLE = 4
    """"Russians"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of a lexicon file.

    `kind` is None for territories: places that may act but have no state ("Crimea"). `type` is a finer word of the file's
    own ("media", "union", "ministry"). `forms` are all surface forms with their use, the name first.
    """

    name: str
    kind: ActorKind | None
    type: str
    forms: tuple[tuple[str, Use], ...]
    side: str | None = None
    offices: tuple[str, ...] = ()
    gender: str = ""
    iso: str | None = None
    since: int | None = None
    until: int | None = None

    @property
    def surname(self) -> str:
        """Last word of the name of a person, with its particle ("de Mistura", "al-Assad")."""
        words = self.name.split()
        for i, word in enumerate(words[1:], 1):
            if word.lower() in PARTICLES:
                return " ".join(words[i:])
        return words[-1]


PARTICLES = frozenset("de del della der den di da dos du la le van von bin ibn bint abu al el ben ter ten ould".split())
"""Words that belong to the surname after them."""
