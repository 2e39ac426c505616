"""Claims of positions and conditions come in; who wants what by now, where parties are apart and what waits for what go out.

Begin at `stances` (the latest word of each party on each issue); `disputes` finds what is contested, `dependencies` who waits for
whom; `deadlines` reads the day that a sentence sets, `due` gathers which deadlines a case has.
"""

from stateofplay.record.positions.stances import (
    FIRMNESS,
    POLARITY,
    Rift,
    Standing,
    hardness,
    is_open_line,
    latest,
    polarity,
    rifts,
    side_of,
    sides,
    standings,
)

__all__ = [
    "FIRMNESS",
    "POLARITY",
    "Rift",
    "Standing",
    "hardness",
    "is_open_line",
    "latest",
    "polarity",
    "rifts",
    "side_of",
    "sides",
    "standings",
]
