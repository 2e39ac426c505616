"""The record of a stake: what one sentence says that a party wants done, and by whom."""

from __future__ import annotations

from dataclasses import dataclass

from stateofplay.casework.acts.possible import PossibleAct
from stateofplay.record.views import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Stake:
    """What one row says that a party wants."""

    party: str
    act: PossibleAct
    owners: tuple[str, ...]
    rule: str
    wants: int
    """1 it wants it done, -1 not, 0 it says neither (weighs, threatens)."""
    row: Row
    person: str = ""
    """Who attends, for an act of attending."""
    told_by: str = ""
    """The other party whose word this is, where it is not the party's own."""
