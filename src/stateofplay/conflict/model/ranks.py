"""The rank arrays of a conflict: every preference as numbers, worked out once."""

from __future__ import annotations

from typing import cast

from stateofplay.conflict.model.conflict import Conflict
from stateofplay.conflict.preferences.preference import Ranks
from stateofplay.errors import ConflictError


def ranks_of(conflict: Conflict) -> list[Ranks]:
    """Return one rank array a decision maker, higher is better (worked out once for a conflict).

    Raises
    ------
    ConflictError
        ``conflict.incomplete_preference`` when a preference leaves pairs open.
    """
    kept = conflict.derived.ranks
    if kept is not None:
        return cast("list[Ranks]", kept)
    found = []
    for dm in conflict.decision_makers:
        ranks = dm.preference.ranks(conflict.space)
        if ranks is None:
            raise ConflictError(
                f"the preference of {dm.name or dm.id} ({dm.preference.kind}) does not compare every two states",
                slug="conflict.incomplete_preference",
                hint="Choose a reading: unknown-a, -b, -c or -d; strong; degree-0; fuzzy-0.5; probabilistic-0.5-0.5.",
            )
        found.append(ranks)
    conflict.derived.ranks = found
    return found
