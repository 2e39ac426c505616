"""An option in the making, and whether it is the case now: by meetings, deeds of late and what the owners have declared."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, field
from datetime import timedelta

from stateofplay.casework.acts.phrases import stems
from stateofplay.casework.acts.possible import PossibleAct
from stateofplay.casework.acts.tables import concepts, find_concept
from stateofplay.casework.draft.record import Ground
from stateofplay.model import EventStatus, Firmness, MeetingStatus, Stance
from stateofplay.model.dates import VagueDate
from stateofplay.record.meetings import CaseMeeting
from stateofplay.record.views import Row

_ALIKE = 0.34
"""The share of words that two acts of no concept have together, of all theirs, from which on they are one."""
_LEAST_SURE_NOW = 0.35
"""Chance of being right from which on a meeting with a day or a place says that there are talks now."""
_LATELY = timedelta(days=60)
"""A deed of longer ago shows nothing that is done now."""
_GOING = frozenset({MeetingStatus.PLANNED, MeetingStatus.UNDER_WAY})
_DECLARES = frozenset({Stance.SUPPORTS, Stance.OFFERS, Stance.PROPOSES, Stance.DEMANDS})
_WEAK = frozenset({Firmness.HINTED, Firmness.DISPUTED})


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
    wanted: dict[str, int] = field(default_factory=dict)
    torn: set[str] = field(default_factory=set)
    """Who has said both that it wants it and that it does not: its word is no declaration."""
    now: bool = False
    away: bool = False
    """Whether the latest word is that a party without which it is none stays away."""
    whom: frozenset[str] = field(init=False)

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
        if act.concept != self.act.concept or act.ends != self.act.ends or (act.concept in concepts() and _narrow(act)):
            return False
        ours, theirs = stems(self.act.text), stems(act.text)
        shared = len(ours & theirs) / max(len(ours | theirs), 1)
        return shared >= (0.15 if act.concept else _ALIKE)


def _narrow(act: PossibleAct) -> bool:
    return not concepts()[act.concept or ""].broad


def is_the_case(
    ground: Ground,
    made: MadeOption,
    table_of: Callable[[CaseMeeting], tuple[str, ...]],
    hangs: Callable[[MadeOption, str], bool],
) -> bool:
    """Whether an option is taken in the status quo.

    Parameters
    ----------
    table_of
        Whom a meeting needs.
    hangs
        Whether what a party does in an option hangs on something.
    """
    concept = find_concept(made.act.concept)
    if concept is None or made.act.ends or made.act.attends:
        return False
    if made.act.concept == "talks":
        # Of "further talks", of which no page surely says when or where, nobody knows whether they are held.
        sure = (m for m in ground.open_meetings() if max(r.confidence for r in m.rows) >= _LEAST_SURE_NOW)
        set_for = [m for m in sure if m.date or m.place]
        return not made.away and any(
            MeetingStatus(m.current.state or "held") in _GOING and set(made.owners) <= set(table_of(m)) for m in set_for
        )
    if made.act.joint:
        return _in_force(made) or all(
            _declared(ground, made, owner) and not hangs(made, owner) for owner in made.owners
        )
    return bool(deeds(ground, made.act, made.owners))


def deeds(ground: Ground, act: PossibleAct, owners: Sequence[str]) -> list[Row]:
    """The events of late that show an act of one owner as done: a strike, a raid; the latest first."""
    concept = find_concept(act.concept)
    if concept is None or act.ends or act.joint or not concept.events:
        return []
    happened = [r for r in ground.events if r.state == EventStatus.HAPPENED and r.what in concept.events and r.party]
    found = [r for r in happened if ground.side(r.party or "") == owners[0] and _is_of_late(ground, r)]
    return sorted(found, key=lambda r: (r.date or r.day, r.day), reverse=True)


def _is_of_late(ground: Ground, row: Row) -> bool:
    told = row.date or (row.day[:10] if row.dated else None)
    today, when = VagueDate.parse(ground.today[:10]), VagueDate.parse(told)
    if today is None or when is None:
        return True
    return when.latest >= today.earliest - _LATELY


def _in_force(made: MadeOption) -> bool:
    """Whether the latest page that speaks of a joint act says that it is agreed or kept."""
    latest = max(r.in_order for r in made.rows)
    quotes = {r.quote for r in made.rows if r.in_order == latest}
    patterns = concepts()[made.act.concept or ""].in_force
    return any(re.search(pattern, quote, re.IGNORECASE) for pattern in patterns for quote in quotes)


def _declared(ground: Ground, made: MadeOption, owner: str) -> bool:
    concept = concepts()[made.act.concept or ""]
    own = [r for r in made.rows if r.kind == "positions" and r.party and ground.side(r.party) == owner]
    return (
        concept.declared
        and made.wanted.get(owner) == 1
        and owner not in made.torn
        and any(r.state in _DECLARES and r.firmness not in _WEAK for r in own)
    )


def goes_on(act: PossibleAct) -> bool:
    """Whether an act is to go on with what is: "remain in the league"; "hold elections" is none."""
    return act.keeps and not act.joint and not act.text.startswith("hold ")
