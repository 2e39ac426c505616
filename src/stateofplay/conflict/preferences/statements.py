"""Preferences told as statements, the most important first: a state is better by the first on which two differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from stateofplay.conflict.logic.formulas import Formula, Not, holds, text_of
from stateofplay.conflict.logic.parsing import Vocabulary, parse_formula
from stateofplay.conflict.logic.states import StateSpace
from stateofplay.conflict.preferences.preference import (
    CompletePreference,
    Pairs,
    Ranks,
    by_state,
    check_paired_size,
    dense,
)
from stateofplay.errors import ConflictError

_CHUNK = 1 << 16


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


def truth(statement: PreferenceStatement, space: StateSpace) -> NDArray[np.bool_]:
    """Return where a statement holds, one value a state; coalesced option vectors must agree."""
    formula = _bound(statement)
    return by_state(holds(formula, space.masks, space.bits), space, f'the statement "{text_of(formula)}"')


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
