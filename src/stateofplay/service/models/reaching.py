"""Ask of a model what would have to change for an outcome to hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from stateofplay.casework.outlook.looking_ahead import CONCEPTS as OF_READINGS
from stateofplay.casework.reach.reaching import Reach, reach
from stateofplay.casework.reach.readings import Reached, reach_over_readings
from stateofplay.casework.telling.concepts import judged_over_readings
from stateofplay.casework.whatif.changes import WhatIf, apply_changes
from stateofplay.conflict.concepts import USUAL_CONCEPTS
from stateofplay.service.models.subjects import Subject, is_drafted
from stateofplay.settings import SAMPLES


def ask_reach(
    subject: Subject,
    outcome: str,
    concepts: Sequence[str] = USUAL_CONCEPTS,
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


def ask_readings(
    subject: Subject,
    outcome: str,
    concepts: Sequence[str] = (),
    *,
    given: WhatIf | None = None,
    samples: int = SAMPLES,
    progress: Callable[[str, int, int], None] | None = None,
) -> Reached | None:
    """The same over the readings of a model that leaves things open; None for any other model, and for other concepts."""
    conflict = apply_changes(subject.conflict, given.changes).conflict if given else subject.conflict
    judged = judged_over_readings(concepts)
    if judged is None or not is_drafted(conflict):
        return None
    return reach_over_readings(conflict, outcome, samples=samples, concepts=judged or OF_READINGS, progress=progress)
