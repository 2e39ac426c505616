"""A name as it stands in a text: where, of what kind, and whom the lexicon knows by it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from stateofplay.language.lexicon import Entry, Use


class NameKind(IntEnum):
    """What a name names, as far as its form tells."""

    PERSON = 0
    BODY = 1
    """Organisations and armed groups."""
    PLACE = 2
    """Countries, territories, cities: by whatever form."""
    UNSURE = 3


@dataclass(slots=True)
class Name:
    """A name at tokens `start:end`. `senses` holds lexicon entries it may stand for, likeliest first."""

    start: int
    end: int
    kind: NameKind
    senses: tuple[tuple[Entry, Use], ...] = ()
    sure: bool = False
    owner: Name | None = None
    """Of which party a body is, where its name says so: the ELN of "ELN Central Command"."""
    home: Entry | None = None
    """Of which country a body is that many have: "the Supreme Court", on a page about Kenya."""

    @property
    def entry(self) -> Entry | None:
        return self.senses[0][0] if self.senses else None

    @property
    def use(self) -> Use:
        return self.senses[0][1] if self.senses else Use.NAME
