"""Whom a meeting needs: of its parties those who could move."""

from __future__ import annotations

from collections.abc import Sequence

from stateofplay.casework.acts.tables import insiders
from stateofplay.casework.draft.record import Ground, mediates
from stateofplay.record.meetings import CaseMeeting


def table_of(ground: Ground, parties: Sequence[str], meeting: CaseMeeting) -> tuple[str, ...]:
    """Of the parties of a meeting those who could move; a principal with a mediator meets the other for it.

    Members of one bloc that meet among themselves meet nobody else for it, nor does a chamber that sits.
    """
    main, at_table = seated_principals(ground, parties), ground.at_table(meeting)
    members = len({ground.side(p) for p in meeting.parties}) > 1 and len(at_table) == 1
    apart = [p for p in meeting.parties if ground.side(p) not in main] or meeting.parties
    if members or _are_insiders(apart):
        return ()
    sides = {s for s in at_table if s in main or mediates(s) or _bargains_itself(ground, s)}
    if set(main) & sides and not any(_is_a_side(ground, parties, p) for p in at_table - set(main)):
        sides = {*sides, *main}
    if set(main) <= sides:
        sides = {s for s in sides if not mediates(s)}
    return tuple(p for p in parties if p in sides)


def seated_principals(ground: Ground, parties: Sequence[str]) -> tuple[str, ...]:
    """The principals that are parties of the draft."""
    return tuple(p for p in ground.principals() if p in parties)


def _are_insiders(names: Sequence[str]) -> bool:
    return all(any(name in parts for parts in insiders().values()) for name in names)


def _is_a_side(ground: Ground, parties: Sequence[str], name: str) -> bool:
    """Whether somebody else at a table makes it the table of others: no mediator, and no person whose side nobody knows."""
    return not mediates(name) and (name in parties or ground.kinds.get(name) in ("country", "armed_group"))


def _bargains_itself(ground: Ground, name: str) -> bool:
    """Whether somebody beside the principals is a side of a table: it speaks, and is no single person."""
    return ground.speaks(name) and ground.kinds.get(name) != "person"
