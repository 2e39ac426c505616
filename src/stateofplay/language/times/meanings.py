"""The register of meanings: for each rule of the grammar one function, found by its name, from a run to times.

The functions are in `dated` (named in the calendar) and `relative` (counted from some other time).
"""

from __future__ import annotations

from collections.abc import Callable

from stateofplay.language.times.frame import Run, Time

Times = list[Time]
MEANINGS: dict[str, Callable[[Run], Times]] = {}


def meaning(read: Callable[[Run], Times]) -> Callable[[Run], Times]:
    """Register the meaning of the rule that has the function's name."""
    MEANINGS[read.__name__] = read
    return read
