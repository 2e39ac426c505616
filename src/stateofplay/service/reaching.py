"""Ask of a model what would have to change for an outcome to hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from stateofplay.casework.reach.reaching import CONCEPTS, Reach, reach
from stateofplay.casework.whatif.changes import WhatIf, apply_changes
from stateofplay.service.subjects import Subject


def ask_reach(
    subject: Subject,
    outcome: str,
    concepts: Sequence[str] = CONCEPTS,
    *,
    given: WhatIf | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> Reach:
    """Find what would have to change for an outcome to hold.

    Parameters
    ----------
    subject
        The model.
    outcome
        See `casework.reach.reach`.
    given
        A what-if that is taken as given first.
    """
    conflict = apply_changes(subject.conflict, given.changes).conflict if given else subject.conflict
    return reach(conflict, outcome, concepts, progress=progress)
