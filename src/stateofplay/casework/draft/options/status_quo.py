"""What of a draft's options is the case now, by its meetings, its events and what the owners have declared."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from datetime import timedelta

from stateofplay.casework.acts.possible import PossibleAct
from stateofplay.casework.acts.tables import IssueConcept, find_concept
from stateofplay.casework.draft.options.making import MadeOption
from stateofplay.casework.draft.options.seating import table_of
from stateofplay.casework.draft.record import Ground
from stateofplay.model import EventStatus, Firmness, MeetingStatus, Stance
from stateofplay.model.dates import VagueDate
from stateofplay.record.views import Row

_LEAST_SURE_NOW = 0.35
"""Chance of being right from which on a meeting with a day or a place says that there are talks now."""
_DECLARES = frozenset({Stance.SUPPORTS, Stance.OFFERS, Stance.PROPOSES, Stance.DEMANDS})
_WEAK = frozenset({Firmness.HINTED, Firmness.DISPUTED})


_LATELY = timedelta(days=60)
"""A deed of longer ago shows nothing that is done now."""
_GOING = (MeetingStatus.PLANNED, MeetingStatus.UNDER_WAY)


def is_the_case(ground: Ground, parties: Sequence[str], made: MadeOption, waiting: Set[str]) -> bool:
    """Whether an option is taken now.

    Parameters
    ----------
    waiting
        Owners whose consent to it hangs on something: their word declares nothing.
    """
    if _goes_on(made):
        return True
    concept = find_concept(made.act.concept)
    if concept is None or made.act.ends or made.act.attends:
        return False
    if made.act.concept == "talks":
        return not made.away and _are_set(ground, parties, made.owners)
    if made.act.joint:
        return _in_force(made, concept) or (
            concept.declared
            and not any(owner in waiting for owner in made.owners)
            and all(_declared(ground, made, owner) for owner in made.owners)
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


def _goes_on(made: MadeOption) -> bool:
    """Whether an act is to go on with what is: "remain in the league"; "hold elections" is none."""
    return made.act.keeps and not made.act.joint and not made.act.text.startswith("hold ")


def _are_set(ground: Ground, parties: Sequence[str], owners: Sequence[str]) -> bool:
    """Whether talks of these are under way or have a day or a place.

    Of "further talks", of which no page surely says when or where, nobody knows whether they are held.
    """
    return any(
        (meeting.date or meeting.place)
        and max(row.confidence for row in meeting.rows) >= _LEAST_SURE_NOW
        and MeetingStatus(meeting.current.state or "held") in _GOING
        and set(owners) <= set(table_of(ground, parties, meeting))
        for meeting in ground.open_meetings()
    )


def _in_force(made: MadeOption, concept: IssueConcept) -> bool:
    """Whether the latest page that speaks of a joint act says that it is agreed or kept."""
    latest = max(r.in_order for r in made.rows)
    quotes = {r.quote for r in made.rows if r.in_order == latest}
    return any(re.search(pattern, quote, re.IGNORECASE) for pattern in concept.in_force for quote in quotes)


def _declared(ground: Ground, made: MadeOption, owner: str) -> bool:
    """Whether an owner has said that it wants it, firmly and never the contrary."""
    own = [r for r in made.rows if r.kind == "positions" and r.party and ground.side(r.party) == owner]
    said = any(r.state in _DECLARES and r.firmness not in _WEAK for r in own)
    return said and made.wanted.get(owner) == 1 and owner not in made.torn
