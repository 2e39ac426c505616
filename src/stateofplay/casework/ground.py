"""What a draft stands on: the views of a case, reduced to what the drafting rules need."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stateofplay.record.meetings import CaseMeeting
from stateofplay.record.positions import Standing, side_of
from stateofplay.record.views import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The record as the drafting rules see it."""

    title: str
    standings: Sequence[Standing]
    meetings: Sequence[CaseMeeting]
    conditions: Sequence[Row]
    sides: Mapping[str, str]
    forms: Mapping[str, str]
    """Surface form in lower case -> name of the actor in the case."""
    as_of: str | None = None

    def side(self, name: str) -> str:
        """The party behind an actor."""
        return side_of(name, self.sides)

    def weight(self) -> Counter[str]:
        """How often each party bargains: positions, conditions and seats at the table, by party."""
        counts: Counter[str] = Counter()
        for standing in self.standings:
            counts[self.side(standing.party)] += len(standing.support) + 2 * standing.current.flag
        for row in self.conditions:
            if row.party:
                counts[self.side(row.party)] += 1
        for meeting in self.meetings:
            for party in meeting.parties:
                counts[self.side(party)] += len(meeting.rows)
        return counts

    def named_in(self, words: str) -> tuple[str, ...]:
        """Actors of the case whose name, or a form of it, stands in some words."""
        low = words.lower()
        found: dict[str, int] = {}
        for form, name in self.forms.items():
            if form in low and (place := re.search(rf"\b{re.escape(form)}\b", low)):
                found.setdefault(name, place.start())
        return tuple(sorted(found, key=found.__getitem__))
