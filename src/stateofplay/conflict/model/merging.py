"""Block merge: some decision makers replaced by one that owns all their options (as in GMCR+).

This is not coalition stability: the block moves jointly in one step, its members lose their own moves, and it improves
only where all members strictly do. A state can become stable just because a member's own way out is gone. Kinsara 2014
(guide to GMCR+); coalition stability proper is in :mod:`stateofplay.conflict.studies.coalition`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import ClassVar

import numpy as np

from stateofplay.conflict.logic.parsing import Vocabulary
from stateofplay.conflict.logic.states import StateSpace
from stateofplay.conflict.model.conflict import Conflict, DecisionMaker, Option
from stateofplay.conflict.preferences.preference import Pairs, Preference
from stateofplay.errors import ConflictError


@dataclass(frozen=True, slots=True)
class Unanimous(Preference):
    """A state is better exactly when it is strictly better under every one of several preferences."""

    members: tuple[Preference, ...]
    kind: ClassVar[str] = "unanimous"

    def bind(self, words: Vocabulary, who: str) -> Unanimous:
        return Unanimous(tuple(member.bind(words, who) for member in self.members))

    def pairs(self, space: StateSpace) -> Pairs:
        better = reduce(np.logical_and, [member.pairs(space).better for member in self.members])
        return Pairs(better=better, degree=better.astype(np.int8))


def merged_block(conflict: Conflict, members: Sequence[str]) -> Conflict:
    """Return the conflict with several decision makers merged into one block.

    Analyse it with the reading ``PreferenceReading(kind="degree", degree=0)``, since the block's preference is not complete.

    Parameters
    ----------
    conflict
        The model.
    members
        At least two decision makers; the block is called by their ids joined with "+".

    Examples
    --------
    >>> from stateofplay.conflict import PreferenceReading, analyse, two_by_two
    >>> dilemma = two_by_two(["NY", "YY", "NN", "YN"], ["YN", "YY", "NN", "NY"])
    >>> block = merged_block(dilemma, ["A", "B"])
    >>> analyse(block, ["NASH"], reading=PreferenceReading(kind="degree", degree=0)).equilibria("NASH")
    (2, 3, 4)
    """
    ids = {conflict.dm(dm).id for dm in members}
    if len(ids) < 2:
        raise ConflictError(
            "a block needs two decision makers or more", slug="conflict.block", hint="Name who acts as one."
        )
    chosen = [dm for dm in conflict.decision_makers if dm.id in ids]
    name = "+".join(dm.id for dm in chosen)
    block = DecisionMaker(
        id=name,
        name=" and ".join(dm.name or dm.id for dm in chosen),
        preference=Unanimous(tuple(dm.preference for dm in chosen)),
    )
    everyone = [
        block if dm is chosen[0] else dm for dm in conflict.decision_makers if dm is chosen[0] or dm.id not in ids
    ]
    return replace(
        conflict,
        decision_makers=tuple(everyone),
        options=tuple(_merged_owners(o, ids, name) for o in conflict.options),
        moves=tuple(
            replace(move, movers=tuple(dict.fromkeys(name if dm in ids else dm for dm in move.movers)))
            for move in conflict.moves
        ),
        move_rules=tuple(
            replace(
                rule, mover=name, changes=rule.changes or tuple(option.id for option in conflict.options_of(rule.mover))
            )
            if rule.mover in ids
            else rule
            for rule in conflict.move_rules
        ),
    )


def _merged_owners(option: Option, ids: set[str], name: str) -> Option:
    """An option of the block; a joint act of its members alone becomes the block's own."""
    first, *others = dict.fromkeys(name if dm in ids else dm for dm in option.owners)
    return replace(option, owner=first, partners=tuple(others))
