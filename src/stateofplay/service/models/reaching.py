"""Ask of a model what would have to change for an outcome to hold."""

from __future__ import annotations

from collections.abc import Sequence

from stateofplay.casework.outlook.looking_ahead import CONCEPTS as OF_READINGS
from stateofplay.casework.reach.reaching import Reach, reach
from stateofplay.casework.reach.readings import Reached, reach_over_readings
from stateofplay.casework.telling.concepts import judged_over_readings
from stateofplay.casework.whatif.changes import WhatIf, apply_changes
from stateofplay.conflict.concepts import USUAL_CONCEPTS
from stateofplay.conflict.engine.stability import Progress
from stateofplay.service.models.subjects import Subject, is_drafted
from stateofplay.settings import SAMPLES


def ask_reach(
    subject: Subject,
    outcome: str,
    concepts: Sequence[str] = (),
    *,
    given: WhatIf | None = None,
    samples: int = SAMPLES,
    progress: Progress | None = None,
) -> Reach | Reached:
    """Find what would have to change for an outcome to hold; over its readings, of a model that leaves things open.

    Parameters
    ----------
    subject
        The model.
    outcome
        See `casework.reach.reach`.
    concepts
        Stability concepts; the usual ones where none is named.
    given
        A what-if that is taken as given first.
    samples
        How many readings to draw of a model that leaves things open.
    """
    conflict = apply_changes(subject.conflict, given.changes).conflict if given else subject.conflict
    judged = judged_over_readings(concepts)
    if judged is None or not is_drafted(conflict):
        return reach(conflict, outcome, concepts or USUAL_CONCEPTS, progress=progress)
    return reach_over_readings(conflict, outcome, samples=samples, concepts=judged or OF_READINGS, progress=progress)
