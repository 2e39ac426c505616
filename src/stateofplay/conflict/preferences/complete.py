"""Preferences that are complete: every two states can be compared.

Each form answers with one ordinal rank a state (an int32 array, higher is better, equal means indifferent), which is all
that the fast engine needs. Forms that leave pairs open, grade them or make them uncertain are in
:mod:`stateofplay.conflict.preferences.relations`; both kinds answer :meth:`Preference.pairs`.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import ClassVar, Literal, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from stateofplay.conflict.logic.formulas import Formula, Not, holds, text_of
from stateofplay.conflict.logic.parsing import Vocabulary, parse_formula
from stateofplay.conflict.logic.states import StateRef, StateSpace
from stateofplay.conflict.preferences.comparisons import Comparisons
from stateofplay.errors import ConflictError

Ranks: TypeAlias = NDArray[np.int32]
Scalar = TypeVar("Scalar", bound=np.generic)

MAX_PAIRED_STATES = 8192
_CHUNK = 1 << 16


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


@dataclass(frozen=True, slots=True)
class Indifferent(CompletePreference):
    """No preference at all: such a decision maker never moves, so every state is stable for it."""

    kind: ClassVar[str] = "indifferent"

    def ranks(self, space: StateSpace) -> Ranks:
        return np.zeros(space.size, np.int32)


@dataclass(frozen=True, slots=True)
class Ranking(CompletePreference):
    """All states from best to worst, ties in one tuple.

    Examples
    --------
    >>> Ranking.of([3, [1, 2]]).order
    ((3,), (1, 2))
    """

    order: tuple[tuple[StateRef, ...], ...]
    kind: ClassVar[str] = "ranking"

    @classmethod
    def of(cls, order: Iterable[StateRef | Iterable[StateRef]]) -> Ranking:
        """Build a ranking from best to worst; a list inside the list is a tie."""
        return cls(tuple((item,) if isinstance(item, int | str) else tuple(item) for item in order))

    @classmethod
    def from_ranks(cls, ranks: Ranks, space: StateSpace) -> Ranking:
        """Write ordinal ranks as a ranking of state ids, or of labels where the states have labels."""
        classes: dict[int, list[StateRef]] = {}
        for index, rank in enumerate(ranks.tolist()):
            classes.setdefault(rank, []).append(space.label(index) if space.labels else index + 1)
        return cls(tuple(tuple(classes[rank]) for rank in sorted(classes, reverse=True)))

    def ranks(self, space: StateSpace) -> Ranks:
        found = np.full(space.size, -1, np.int32)
        for place, tied in enumerate(self.order):
            for ref in tied:
                index = space.index_of(ref, where=f"place {place + 1} of a ranking")
                if found[index] >= 0:
                    raise ConflictError(
                        f"state {ref} stands twice in a ranking, at places {len(self.order) - int(found[index]) + 1}"
                        f" and {place + 1}",
                        slug="conflict.ranking_contradiction",
                        hint="Keep one place for every state; write ties together.",
                    )
                found[index] = len(self.order) - place
        missing = np.flatnonzero(found < 0)
        if len(missing):
            shown = ", ".join(space.name(int(index)) for index in missing[:8])
            raise ConflictError(
                f"a ranking leaves out {len(missing)} of {space.size} states: {shown}",
                slug="conflict.ranking_incomplete",
                hint="Rank every state, or use a partial order, where pairs may be unknown.",
            )
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class PreferenceStatement:
    """One wish about the outcome: the decision maker prefers states where the formula holds.

    ``strength`` grades the preference between states that this statement tells apart first (1 mild, 2 strong, ...).
    ``confidence`` (0 to 1) and ``tier`` say how far it is known: statements of one tier stand in an order that is not known.
    Stability reads the statements as they stand; readings of the record are drawn over what is not known.
    """

    formula: Formula | str
    strength: int = 1
    note: str = ""
    evidence: tuple[str, ...] = ()
    confidence: float = 1.0
    tier: int | None = None


Answer: TypeAlias = Literal["open", "yes", "no", "either"]
ANSWERS: tuple[Answer, ...] = ("open", "yes", "no", "either")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenWish:
    """A preference that is open: whether the decision maker would rather see states where the formula holds.

    Answered ``"yes"`` or ``"no"`` it counts as a wish, after all statements; ``"either"`` says that it does not mind.
    While it is ``"open"``, stability reads it as indifference and says so; readings of the record draw it.
    """

    formula: Formula | str
    answer: Answer = "open"
    note: str = ""
    """The question in words."""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statements(CompletePreference):
    """Statements from the most to the least important (option prioritising; Hipel et al. 1997, Peng 1999).

    States are compared statement by statement, so any number of statements is exact. Statements of one class count
    alike: more of them satisfied is better (indifferent statements; Mota et al. 2026, read in abstract only).

    Examples
    --------
    >>> [len(tied) for tied in Statements.of("talks", ["strike", "truce if talks"]).classes]
    [1, 2]
    """

    classes: tuple[tuple[PreferenceStatement, ...], ...]
    open: tuple[OpenWish, ...] = ()
    kind: ClassVar[str] = "statements"

    @property
    def counted(self) -> tuple[tuple[PreferenceStatement, ...], ...]:
        """The statements in order, and after them the open wishes that are answered."""
        return (*self.classes, *((_answered(one),) for one in self.open if one.answer in ("yes", "no")))

    @classmethod
    def of(
        cls, *statements: PreferenceStatement | Formula | str | Sequence[PreferenceStatement | Formula | str]
    ) -> Statements:
        """Build from the most important on; a list is a class of equally important statements."""
        return cls(
            tuple(
                tuple(_statement(one) for one in (item if isinstance(item, list | tuple) else (item,)))
                for item in statements
            )
        )

    def bind(self, words: Vocabulary, who: str) -> Statements:
        bound = self._bound(words, who)
        said: dict[str, Answer] = {}
        for one in bound.open:
            if one.answer not in ("yes", "no"):
                continue
            negated = isinstance(one.formula, Not)
            about = one.formula.part if isinstance(one.formula, Not) else one.formula
            says: Answer = "yes" if (one.answer == "yes") != negated else "no"
            text = about if isinstance(about, str) else text_of(about)
            if said.setdefault(text, says) != says:
                raise ConflictError(
                    f'{who} both wants and does not want "{text}": two open wishes are answered against each other',
                    slug="conflict.answers",
                    hint="Keep one of the two answers, or answer either.",
                )
        return bound

    def _bound(self, words: Vocabulary, who: str) -> Statements:
        return Statements(
            tuple(
                tuple(bind_statement(one, words, f"statement {place} of {who}") for one in tied)
                for place, tied in enumerate(self.classes, start=1)
            ),
            tuple(_bound_wish(one, words, f"open wish {k} of {who}") for k, one in enumerate(self.open, start=1)),
        )

    def satisfied(self, space: StateSpace) -> list[NDArray[np.int64]]:
        """Return, class by class, how many statements each state satisfies."""
        return [
            sum((truth(one, space).astype(np.int64) for one in tied), np.zeros(space.size, np.int64))
            for tied in self.counted
        ]

    def ranks(self, space: StateSpace) -> Ranks:
        digits = [(one, len(tied) + 1 if first else 1) for tied in self.counted for first, one in _marked(tied)]
        key, room = np.zeros(len(space.masks), np.int64), 1
        while digits:
            taken, grown = 0, room
            while taken < len(digits) and grown <= (1 << 62) // digits[taken][1]:
                grown *= digits[taken][1]
                taken += 1
            for start in range(0, len(key), _CHUNK):  # a chunk stays in the cache while all statements pass over it
                part, masks = key[start : start + _CHUNK], space.masks[start : start + _CHUNK]
                for one, base in digits[:taken]:
                    if base > 1:
                        part *= base
                    part += holds(_bound(one), masks, space.bits)
            digits, room = digits[taken:], grown
            if digits:
                key = np.unique(key, return_inverse=True)[1].astype(np.int64)
                room = int(key.max(initial=0)) + 1
        for one in (one for tied in self.counted for one in tied) if space.state_of is not None else ():
            truth(one, space)  # names the statement that tells coalesced vectors apart
        return dense(by_state(key, space, "the statements"), room)

    def pairs(self, space: StateSpace) -> Pairs:
        check_paired_size(space)
        ranks = self.ranks(space)
        degree = np.zeros((space.size, space.size), np.int8)
        for tied, count in zip(reversed(self.counted), reversed(self.satisfied(space)), strict=True):
            strength = max((one.strength for one in tied), default=1)
            degree[count[:, None] > count[None, :]] = strength
            degree[count[:, None] < count[None, :]] = 0
        return Pairs(better=ranks[:, None] > ranks[None, :], degree=degree)


@dataclass(frozen=True, slots=True)
class Weights(CompletePreference):
    """A weight an option: the value of a state is the sum over the options taken, computed exactly.

    Examples
    --------
    >>> Weights.of({"talks": 2, "strike": -0.5}).weights
    (('talks', 2), ('strike', -0.5))
    """

    weights: tuple[tuple[str, float], ...]
    kind: ClassVar[str] = "weights"

    @classmethod
    def of(cls, weights: dict[str, float]) -> Weights:
        """Build from option and weight; options left out weigh nothing."""
        return cls(tuple(weights.items()))

    def bind(self, words: Vocabulary, who: str) -> Weights:
        bound = []
        for called, weight in self.weights:
            option = words.option(called)
            if option is None:
                raise ConflictError(
                    f'weights of {who}: no option is called "{called}"',
                    slug="conflict.option_unknown",
                    hint=f"The options are {', '.join(words.ids)}.",
                )
            if not math.isfinite(weight):
                raise ConflictError(
                    f'weights of {who}: the weight of "{called}" is {weight}',
                    slug="conflict.weights",
                    hint="Give a finite number.",
                )
            bound.append((option, weight))
        return Weights(tuple(bound))

    def ranks(self, space: StateSpace) -> Ranks:
        exact = [Fraction(str(weight)) for _, weight in self.weights]
        scale = math.lcm(*(weight.denominator for weight in exact))
        whole = [int(weight * scale) for weight in exact]
        kind = np.int64 if sum(map(abs, whole)) < 1 << 62 else object  # Python's integers have no bounds
        value = np.zeros(len(space.masks), kind)
        for (option, _), weight in zip(self.weights, whole, strict=True):
            value[(space.masks >> np.uint64(space.bits[option])) & np.uint64(1) == 1] += weight
        return dense(by_state(value, space, "the option weights"))


@dataclass(frozen=True, slots=True)
class Payoffs(CompletePreference):
    """A number a state, higher is better; only the order counts.

    ``values`` are (state, payoff) pairs, or with ``states=None`` in :meth:`of` one payoff a state in order of ids.
    """

    values: tuple[tuple[StateRef, float], ...] = ()
    in_order: tuple[float, ...] = ()
    kind: ClassVar[str] = "payoffs"

    @classmethod
    def of(cls, values: Sequence[float] | dict[StateRef, float]) -> Payoffs:
        """Build from one payoff a state in order of ids, or from state and payoff.

        Examples
        --------
        >>> Payoffs.of([3, 1, 2]).in_order
        (3, 1, 2)
        """
        return cls(values=tuple(values.items())) if isinstance(values, dict) else cls(in_order=tuple(values))

    def numbers(self, space: StateSpace) -> NDArray[np.float64]:
        """Return the payoffs by state index."""
        if self.in_order:
            if len(self.in_order) != space.size:
                raise ConflictError(
                    f"{len(self.in_order)} payoffs for {space.size} states",
                    slug="conflict.payoffs",
                    hint="Give one payoff a state, in order of state ids.",
                )
            found = np.array(self.in_order, float)
        else:
            found = np.full(space.size, np.nan)
            for ref, value in self.values:
                found[space.index_of(ref, where="payoffs")] = value
        if np.isinf(found).any() or (self.in_order and np.isnan(found).any()):
            index = int(np.flatnonzero(~np.isfinite(found))[0])
            raise ConflictError(
                f"the payoff of state {space.name(index)} is {found[index]}",
                slug="conflict.payoffs",
                hint="Give a finite number.",
            )
        if np.isnan(found).any():
            index = int(np.flatnonzero(np.isnan(found))[0])
            raise ConflictError(
                f"state {space.name(index)} has no payoff", slug="conflict.payoffs", hint="Give every state a payoff."
            )
        return found

    def ranks(self, space: StateSpace) -> Ranks:
        return dense(self.numbers(space))


def dense(key: NDArray[np.int64] | NDArray[np.float64], room: int = 0) -> Ranks:
    """Replace sort keys by ranks 0, 1, 2, ... without gaps; ``room`` bounds non-negative integer keys."""
    if 0 < room <= max(4 * len(key), 1 << 16) and key.dtype.kind == "i":
        present = np.zeros(room, bool)
        present[key] = True
        return (np.cumsum(present, dtype=np.int32) - 1)[key].astype(np.int32)
    return np.unique(key, return_inverse=True)[1].astype(np.int32)


def truth(statement: PreferenceStatement, space: StateSpace) -> NDArray[np.bool_]:
    """Return where a statement holds, one value a state; coalesced option vectors must agree."""
    formula = _bound(statement)
    return by_state(holds(formula, space.masks, space.bits), space, f'the statement "{text_of(formula)}"')


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


def bind_statement(statement: PreferenceStatement, words: Vocabulary, where: str) -> PreferenceStatement:
    """Parse the text of a statement."""
    formula = statement.formula
    if not 0.0 < statement.confidence <= 1.0:
        raise ConflictError(
            f"{where} has a confidence of {statement.confidence}",
            slug="conflict.confidence",
            hint="Write a number above 0, at most 1.",
        )
    if isinstance(formula, str):
        return replace(statement, formula=parse_formula(formula, words, where=where))
    words.checked(formula, where)
    return statement


def _bound_wish(wish: OpenWish, words: Vocabulary, where: str) -> OpenWish:
    """Parse the text of an open wish, and check its answer."""
    if wish.answer not in ANSWERS:
        raise ConflictError(
            f'{where} has the answer "{wish.answer}"', slug="conflict.answer", hint="Write open, yes, no or either."
        )
    if isinstance(wish.formula, str):
        return replace(wish, formula=parse_formula(wish.formula, words, where=where))
    words.checked(wish.formula, where)
    return wish


def _answered(wish: OpenWish) -> PreferenceStatement:
    """What an answer says is wanted."""
    if isinstance(wish.formula, str):
        raise ConflictError(
            f'the open wish "{wish.formula}" is not bound to a conflict',
            slug="conflict.unbound",
            hint="Build a Conflict with it first.",
        )
    formula = wish.formula if wish.answer == "yes" else Not(wish.formula)
    return PreferenceStatement(formula=formula, note=wish.note, evidence=wish.evidence)


def check_paired_size(space: StateSpace) -> None:
    """Refuse to build a table of all pairs for a large model, with the estimate."""
    if space.size > MAX_PAIRED_STATES:
        raise ConflictError(
            f"pairwise preferences of {space.size:,} states would need {space.size**2 / 2**30:,.1f} GB a table",
            slug="conflict.too_large",
            hint="Use a complete preference (ranking, statements, weights or payoffs) for large models.",
        )


def _statement(one: PreferenceStatement | Formula | str) -> PreferenceStatement:
    return one if isinstance(one, PreferenceStatement) else PreferenceStatement(formula=one)


def _bound(statement: PreferenceStatement) -> Formula:
    if isinstance(statement.formula, str):
        raise ConflictError(
            f'the statement "{statement.formula}" is not bound to a conflict',
            slug="conflict.unbound",
            hint="Build a Conflict with it first.",
        )
    return statement.formula


def _marked(tied: tuple[PreferenceStatement, ...]) -> Iterable[tuple[bool, PreferenceStatement]]:
    """Pair each statement of a class with whether it is the first."""
    return ((place == 0, one) for place, one in enumerate(tied))
