"""An option in the making: who would do what, what speaks of it so far, and which further acts are the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Set
from dataclasses import dataclass, field

from stateofplay.casework.acts.phrases import stems
from stateofplay.casework.acts.possible import PossibleAct
from stateofplay.casework.acts.tables import find_concept
from stateofplay.record.views import Row

_ALIKE, _ALIKE_OF_CONCEPT = 0.34, 0.15
"""The share of words in common from which two acts are one; less where both are of one concept of the field."""
_TALKS = "take part in talks"
_NAMES_TALKS = re.compile(r"talk|negotiation|dialog|discussion|meeting|summit|round|consultation|table|contact|bargain")


def slug(*words: str) -> str:
    """An id that formulas can name: lower-case words joined by underscores.

    Examples
    --------
    >>> slug("Volodymyr Zelensky", "30-day ceasefire")
    'volodymyr_zelensky_30_day_ceasefire'
    """
    made = re.sub(r"[^a-z0-9]+", "_", " ".join(words).lower()).strip("_")[:60].rstrip("_")
    return made if made[:1].isalpha() else f"o_{made}".rstrip("_")


@dataclass(slots=True, kw_only=True)
class MadeOption:
    """An option in the making."""

    owners: tuple[str, ...]
    act: PossibleAct
    rule: str
    person: str = ""
    id: str = ""
    texts: Counter[str] = field(default_factory=Counter)
    """How often each wording occurs, and below the latest day of each."""
    days: dict[str, str] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    heat: float = 0.0
    """How contested it is by what is said of it, before how many say it and when are weighed in."""
    wanted: dict[str, int] = field(default_factory=dict)
    """Party -> whether it wants it (1) or not (-1), by the last wish that was entered."""
    torn: set[str] = field(default_factory=set)
    """Who has said both that it wants it and that it does not: its word is no declaration."""
    now: bool = False
    """Whether the latest word on a person's seat is that it comes."""
    away: bool = False
    """Whether the latest word is that a party without which it is none stays away."""
    whom: frozenset[str] = field(init=False)
    """The owners, as they are compared."""

    def __post_init__(self) -> None:
        self.whom = frozenset(self.owners)

    def joins(self, owners: Set[str], act: PossibleAct, person: str) -> bool:
        """Whether an act is this one: the same owners, and the same person, concept or most of the same words."""
        same = owners <= self.whom or (act.joint and owners >= self.whom)
        if not same or act.joint != self.act.joint or act.attends != self.act.attends:
            return False
        if act.attends:
            return person == self.person
        if act.family == self.act.family:
            return True
        known = find_concept(act.concept)
        if act.concept != self.act.concept or act.ends != self.act.ends or (known is not None and not known.broad):
            return False
        ours, theirs = stems(self.act.text), stems(act.text)
        shared = len(ours & theirs) / max(len(ours | theirs), 1)
        return shared >= (_ALIKE_OF_CONCEPT if act.concept else _ALIKE)

    def best_words(self) -> str:
        """The words that most pages have; of equal ones the latest, and then those that say most."""
        texts, days = self.texts, self.days
        if not texts:
            return ""
        if self.act.family == "talks" and (_TALKS in texts or not _NAMES_TALKS.search(" ".join(texts))):
            return _TALKS  # however one of them calls its coming: "negotiate anything" names none
        return max(texts, key=lambda t: (texts[t], days[t], len(t.split()) <= 10, len(t)))
