"""The states of a conflict: feasible option vectors as bit masks, numbered from 1.

State ids follow the option vector read as a binary number with option 1 least significant. A coalesced state (several
option vectors that count as one) takes the place of its largest vector. A conflict without options lists its states.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from stateofplay.conflict.logic.formulas import And, Count, Formula, Masks, holds, options_in
from stateofplay.errors import ConflictError

StateRef: TypeAlias = int | str
"""How people point at a state: its label, its id, or its options as a YN string."""

MAX_OPTIONS = 62
_SIGNS = str.maketrans("01", "NY")
MAX_STATES = 1 << 25


@dataclass(frozen=True, eq=False)
class StateSpace:
    """All feasible states of one conflict.

    Attributes
    ----------
    options
        The option ids in order; empty for a conflict that lists its states.
    masks
        Feasible option vectors in increasing order, bit k for option k + 1; for a conflict without options, 0..n-1.
    state_of
        For each mask the 0-based state it belongs to; None when no states are coalesced (mask k is state k).
    labels
        The input's own numbers or names, one a state, or ``()``.
    """

    options: tuple[str, ...]
    masks: Masks
    state_of: NDArray[np.int32] | None = None
    labels: tuple[str, ...] = ()
    _by_label: dict[str, int] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._by_label.update({label: index for index, label in enumerate(self.labels) if label})

    @cached_property
    def size(self) -> int:
        """Number of states."""
        return len(self.masks) if self.state_of is None else int(self.state_of.max(initial=-1)) + 1

    @property
    def n_options(self) -> int:
        """Number of options."""
        return len(self.options)

    @cached_property
    def bits(self) -> Mapping[str, int]:
        """Option id to bit position in a mask."""
        return {option: position for position, option in enumerate(self.options)}

    def __len__(self) -> int:
        return self.size

    @property
    def ids(self) -> range:
        """The 1-based state ids."""
        return range(1, self.size + 1)

    def members(self, index: int) -> Masks:
        """Return the option vectors that make up the state at a 0-based index."""
        return self.masks[index : index + 1] if self.state_of is None else self.masks[self.state_of == index]

    def options_text(self, index: int) -> str:
        """Write the state at a 0-based index as a YN string; "-" where its coalesced vectors differ.

        Examples
        --------
        >>> StateSpace(("a", "b"), np.arange(4, dtype=np.uint64)).options_text(1)
        'YN'
        """
        if not self.n_options:
            return ""
        if self.state_of is None:
            return f"{int(self.masks[index]):0{self.n_options}b}"[::-1].translate(_SIGNS)
        members = self.members(index)
        always, ever = int(np.bitwise_and.reduce(members)), int(np.bitwise_or.reduce(members))
        return "".join("Y" if always >> k & 1 else "-" if ever >> k & 1 else "N" for k in range(self.n_options))

    def label(self, index: int) -> str:
        """Return the input's own number of a state; its id where no state has one, ``#id`` where only others have."""
        if not self.labels:
            return str(index + 1)
        return self.labels[index] or f"#{index + 1}"

    def name(self, index: int) -> str:
        """Return how files and messages call a state, understood by :meth:`index_of`: label, else YN string, else ``#id``.

        Examples
        --------
        >>> StateSpace(("a", "b"), np.arange(4, dtype=np.uint64)).name(2)
        'NY'
        """
        if self.labels:
            return self.label(index)
        signs = self.options_text(index)
        if self.state_of is not None and "-" in signs and len(self._fitting(signs)) != 1:
            return f"#{index + 1}"  # the signs of a coalesced state may fit others too
        return signs or f"#{index + 1}"

    def index_of_mask(self, mask: int) -> int:
        """Return the 0-based state that an option vector belongs to, or -1 when it is not feasible."""
        at = int(np.searchsorted(self.masks, np.uint64(mask)))
        if at == len(self.masks) or int(self.masks[at]) != mask:
            return -1
        return at if self.state_of is None else int(self.state_of[at])

    def index_of(self, ref: StateRef, *, where: str = "state") -> int:
        """Find the 0-based index of the state that ``ref`` points at.

        Parameters
        ----------
        ref
            A label; else a YN string; else ``#id``; else, where the input has no labels, an id.
        where
            What asks, for the error message.

        Raises
        ------
        ConflictError
            ``conflict.state_unknown`` when there is no such state.
        """
        text = str(ref).strip()
        if text in self._by_label:
            return self._by_label[text]
        if self.n_options and len(text) == self.n_options and not text.strip("YN-"):
            return self._index_of_pattern(text, where)
        number = text.removeprefix("#")
        numbered = number.isascii() and number.isdecimal() and len(number) < 12
        if numbered and (text != number or not self.labels) and 1 <= int(number) <= self.size:
            return int(number) - 1
        known = (
            f"The states are labelled {_shortened(self.labels)}."
            if self.labels
            else f"States are numbered 1 to {self.size:,}; a YN string of {self.n_options} signs is understood too."
        )
        raise ConflictError(f'{where}: there is no state "{text}"', slug="conflict.state_unknown", hint=known)

    def _index_of_pattern(self, text: str, where: str) -> int:
        if "-" not in text:
            index = self.index_of_mask(sum(1 << k for k, sign in enumerate(text) if sign == "Y"))
            if index >= 0:
                return index
            raise ConflictError(
                f"{where}: state {text} is not feasible",
                slug="conflict.state_infeasible",
                hint=("Check the infeasible patterns, or take the state out of the list."),
            )
        found = self._fitting(text)
        if len(found) != 1:
            raise ConflictError(
                f"{where}: the pattern {text} fits {len(found)} states, not one",
                slug="conflict.state_unknown",
                hint="Write the whole option vector.",
            )
        return int(found[0])

    def _fitting(self, text: str) -> NDArray[np.signedinteger]:
        """Return the states that a pattern fits."""
        value = sum(1 << k for k, sign in enumerate(text) if sign == "Y")
        care = sum(1 << k for k, sign in enumerate(text) if sign != "-")
        matching = np.flatnonzero((self.masks & np.uint64(care)) == np.uint64(value))
        return np.unique(matching if self.state_of is None else self.state_of[matching])


def enumerate_masks(
    options: Sequence[str], forbidden: Sequence[Formula], required: Sequence[Formula], *, limit: int = MAX_STATES
) -> Masks:
    """List the option vectors that break no rule, in increasing order.

    Options are added one at a time and every rule is applied as soon as all its options are known, so a model with many
    options and tight rules stays small. Time O(options x states kept), memory 8 bytes a state kept.

    Raises
    ------
    ConflictError
        ``conflict.too_large`` when more than ``limit`` vectors would have to be kept.
    """
    if len(options) > MAX_OPTIONS:
        raise ConflictError(
            f"{len(options)} options are more than the {MAX_OPTIONS} that fit one state",
            slug="conflict.too_large",
            hint="Split the conflict, or merge options.",
        )
    bits = {option: position for position, option in enumerate(options)}
    due: dict[int, list[tuple[Formula, bool]]] = {}
    rules = [*((f, False) for f in forbidden), *((f, True) for f in required)]
    for formula, wanted in [*rules, *_early(required, bits)]:
        last = max((bits[option] for option in options_in(formula)), default=-1)
        due.setdefault(max(last, 0), []).append((formula, wanted))
    free = len(options) - len({option for formula, _ in rules for option in options_in(formula)})
    if 1 << free > limit:
        raise _too_many(1 << free, limit)
    masks = np.zeros(1, np.uint64)
    for position in range(len(options)):
        if len(masks) > limit:
            raise _too_many(len(masks) << (len(options) - position), limit)
        masks = np.concatenate([masks, masks | np.uint64(1 << position)])
        for formula, wanted in due.get(position, ()):
            masks = masks[holds(formula, masks, bits) == wanted]
    if len(masks) > limit:
        raise _too_many(len(masks), limit)
    return masks


def coalesce(masks: Masks, groups: Sequence[tuple[Formula, str]], bits: Mapping[str, int]) -> NDArray[np.int32] | None:
    """Give the state of each mask when all masks that fit one formula count as one state.

    Raises
    ------
    ConflictError
        ``conflict.coalesced_overlap`` when a state fits two groups, ``conflict.coalesced_empty`` when none fits one.
    """
    if not groups:
        return None
    owner = np.full(len(masks), -1, np.int64)
    for number, (formula, text) in enumerate(groups):
        inside = holds(formula, masks, bits)
        if not inside.any():
            raise ConflictError(
                f"coalesced group {number + 1} ({text}) fits no feasible state",
                slug="conflict.coalesced_empty",
                hint="Correct or remove the group.",
            )
        if (owner[inside] >= 0).any():
            raise ConflictError(
                f"coalesced group {number + 1} ({text}) shares a state with an earlier group",
                slug="conflict.coalesced_overlap",
                hint="Make the groups disjoint.",
            )
        owner[inside] = number
    place = np.arange(len(masks))
    for number in range(len(groups)):
        together = np.flatnonzero(owner == number)
        place[together] = together[-1]
    return np.unique(place, return_inverse=True)[1].astype(np.int32)


def _early(required: Sequence[Formula], bits: Mapping[str, int]) -> Iterator[tuple[Formula, bool]]:
    """Yield what upper bounds already say about the first options of a count, so that the list stays short."""
    for formula in required:
        if isinstance(formula, And):
            yield from _early(formula.parts, bits)
        elif isinstance(formula, Count) and formula.most is not None:
            parts = sorted(formula.parts, key=lambda part: max((bits[o] for o in options_in(part)), default=-1))
            for known in range(formula.most + 1, len(parts)):
                yield Count(tuple(parts[:known]), most=formula.most), True


def _too_many(estimate: int, limit: int) -> ConflictError:
    return ConflictError(
        f"the model has about {estimate:,} states, more than the {limit:,} that can be listed"
        f" (it would need about {estimate * 64 / 2**30:,.1f} GB)",
        slug="conflict.too_large",
        hint="Add infeasible combinations, merge options, or ask about one state at a time.",
    )


def _shortened(labels: Sequence[str], most: int = 12) -> str:
    shown = ", ".join(labels[:most])
    return shown if len(labels) <= most else f"{shown}, ..."
