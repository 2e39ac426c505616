"""What every preference can do: bind its words to a model's options, and say which of two states is better.

A complete one answers with one ordinal rank a state (an int32 array, higher is better, equal means indifferent), which is all
that the fast engine needs; every form answers :meth:`Preference.pairs`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from stateofplay.conflict.logic.parsing import Vocabulary
from stateofplay.conflict.logic.states import StateSpace
from stateofplay.conflict.preferences.comparisons import Comparisons
from stateofplay.errors import ConflictError

Ranks: TypeAlias = NDArray[np.int32]
Scalar = TypeVar("Scalar", bound=np.generic)
MAX_PAIRED_STATES = 8192


@dataclass(frozen=True, eq=False)
class Pairs:
    """A preference as relations between states, row over column; for models of at most 8,192 states.

    Attributes
    ----------
    better
        ``better[x, y]``: x is strictly preferred to y.
    unknown
        ``unknown[x, y]``: whether x or y is preferred is not known (symmetric), or None when everything is known.
    degree
        ``degree[x, y]``: by how many degrees x is preferred to y (1 mildly, 2 strongly, ...), 0 where it is not.
    certainty
        How certainly x is preferred to y: fuzzy degree r(x, y), or probability p(x, y); None for crisp preferences.
    threshold
        The decision maker's own fuzzy threshold, or None.
    """

    better: NDArray[np.bool_]
    unknown: NDArray[np.bool_] | None = None
    degree: NDArray[np.int8] | None = None
    certainty: NDArray[np.float64] | None = None
    threshold: float | None = None


class Preference(ABC):
    """What every form of preference can do; add a form by implementing :meth:`bind` and :meth:`pairs`."""

    kind: ClassVar[str]

    def bind(self, words: Vocabulary, who: str) -> Preference:
        """Return the preference with its texts parsed; ``who`` names the decision maker in error messages."""
        return self

    def ranks(self, space: StateSpace) -> Ranks | None:
        """Return ordinal ranks (higher is better), or None when the preference is not a complete preorder."""
        return None

    @abstractmethod
    def pairs(self, space: StateSpace) -> Pairs:
        """Return the relations between all pairs of states."""

    def comparisons(self, space: StateSpace) -> Comparisons | None:
        """Return what is better, no better and unknown, without a table; None where only a table can say it."""
        return None


class CompletePreference(Preference):
    """A preference with a rank for every state."""

    @abstractmethod
    def ranks(self, space: StateSpace) -> Ranks:
        """Return ordinal ranks, higher is better."""

    def pairs(self, space: StateSpace) -> Pairs:
        """Return the strict preferences that the ranks imply."""
        check_paired_size(space)
        ranks = self.ranks(space)
        better = ranks[:, None] > ranks[None, :]
        return Pairs(better=better, degree=better.astype(np.int8))

    def comparisons(self, space: StateSpace) -> Comparisons:
        """Return the ranks as bands of no width."""
        return Comparisons.of_ranks(self.ranks(space))


def dense(key: NDArray[np.int64] | NDArray[np.float64], room: int = 0) -> Ranks:
    """Replace sort keys by ranks 0, 1, 2, ... without gaps; ``room`` bounds non-negative integer keys."""
    if 0 < room <= max(4 * len(key), 1 << 16) and key.dtype.kind == "i":
        present = np.zeros(room, bool)
        present[key] = True
        return (np.cumsum(present, dtype=np.int32) - 1)[key].astype(np.int32)
    return np.unique(key, return_inverse=True)[1].astype(np.int32)


def by_state(values: NDArray[Scalar], space: StateSpace, what: str) -> NDArray[Scalar]:
    """Carry values of option vectors over to states; raise when a coalesced state would have two values."""
    if space.state_of is None:
        return values
    found = np.zeros(space.size, values.dtype)
    found[space.state_of] = values
    wrong = np.flatnonzero(found[space.state_of] != values)
    if len(wrong):
        index = int(space.state_of[wrong[0]])
        raise ConflictError(
            f"{what} tells apart option vectors that are coalesced into state {space.label(index)}"
            f" ({space.options_text(index)})",
            slug="conflict.coalesced_disagree",
            hint="Make the preference the same on all of them, or do not coalesce them.",
        )
    return found


def check_paired_size(space: StateSpace) -> None:
    """Refuse to build a table of all pairs for a large model, with the estimate."""
    if space.size > MAX_PAIRED_STATES:
        raise ConflictError(
            f"pairwise preferences of {space.size:,} states would need {space.size**2 / 2**30:,.1f} GB a table",
            slug="conflict.too_large",
            hint="Use a complete preference (ranking, statements, weights or payoffs) for large models.",
        )
