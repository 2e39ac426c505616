"""What others may do to a conflict, as it is written down: change what somebody prefers, forbid, make impossible, join."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from stateofplay.conflict.model.conflict import DecisionMaker, MoveRule, Option
from stateofplay.conflict.preferences.preference import Preference


@dataclass(frozen=True, slots=True, kw_only=True)
class Influence:
    """What the powerful decision maker can do to another's preference."""

    name: str
    target: str
    preference: Preference


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervention:
    """What a third party does: states made impossible, moves forbidden, preferences changed, options of its own.

    Attributes
    ----------
    decision_maker, options
        A third party that joins, and what it may do. What the others prefer does not depend on these options unless
        ``preferences`` says so.
    """

    name: str
    infeasible: tuple[str, ...] = ()
    move_rules: tuple[MoveRule, ...] = ()
    preferences: Mapping[str, Preference] = field(default_factory=dict)
    decision_maker: DecisionMaker | None = None
    options: tuple[Option, ...] = ()
