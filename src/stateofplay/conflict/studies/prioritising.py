"""Asking for a preference option by option: which way a party wants each, then which of these wishes matters more.

Option prioritising (Hipel, Kilgour, Fang and Peng 1997, given here as generally stated): of two states the better is the one
that meets the most important wish on which they differ. For n options that takes n questions and at most as many more as merge
insertion needs for n things (:func:`~stateofplay.conflict.studies.eliciting.most_questions`), however many states there are:
32 for ten options. It cannot say every order of states (there are (2^n)! of them): a wish that hangs on another option has to be
written into the model by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Literal, TypeAlias

import numpy as np

from stateofplay.conflict.logic.formulas import Not, Taken
from stateofplay.conflict.logic.states import StateSpace
from stateofplay.conflict.model.conflict import Conflict
from stateofplay.conflict.preferences.statements import PreferenceStatement, Statements
from stateofplay.conflict.studies.eliciting import Ask, Elicitation, most_questions
from stateofplay.errors import ConflictError

Wish: TypeAlias = Literal["yes", "no", "either"]
Want: TypeAlias = Callable[[str], Wish]


def most_questions_by_options(options: int) -> int:
    """Return how many questions so many options take at most.

    Examples
    --------
    >>> [most_questions_by_options(n) for n in (1, 2, 10, 20)]
    [1, 3, 32, 82]
    """
    return options + most_questions(options)


class Prioritising:
    """The questions asked and answered about the options of a conflict, of one decision maker.

    Parameters
    ----------
    conflict
        The model; its options are asked about in their order.
    want
        Called with an option's id: whether the party would rather see it taken, rather not, or does not care.
    ask
        Called with two places (from 1) among the wishes of :attr:`wishes`; which matters more.
    wishes
        Answers given before: option id to wish.
    known, same
        Answers given before: (more, less) pairs of option ids, and pairs that matter alike.

    Raises
    ------
    ConflictError
        ``conflict.preference_cycle`` where known answers contradict each other; the circle is named.

    Examples
    --------
    >>> from stateofplay.conflict import even_conflict
    >>> asking = Prioritising(even_conflict(2, 1), lambda option: "yes" if option == "o1" else "no", lambda one, other: "second")
    >>> [str(tied[0].formula) for tied in asking.statements().classes], asking.asked
    (["Not(part=Taken(option='o2'))", "Taken(option='o1')"], 3)
    """

    def __init__(
        self,
        conflict: Conflict,
        want: Want,
        ask: Ask,
        wishes: Mapping[str, Wish] | None = None,
        known: Iterable[tuple[str, str]] = (),
        same: Iterable[tuple[str, str]] = (),
    ) -> None:
        if not conflict.options:
            raise ConflictError(
                "a model without options cannot be asked about option by option",
                slug="conflict.usage",
                hint="Ask state by state: leave --by out.",
            )
        self.conflict, self.want, self.ask = conflict, want, ask
        self.wishes: dict[str, Wish] = dict(wishes or {})
        self.known, self.same = list(known), list(same)
        self.asked = 0
        self._sorting: Elicitation | None = None

    @property
    def mattering(self) -> tuple[str, ...]:
        """Ids of the options that the party wants one way, in the order of the model: what is sorted by importance."""
        return tuple(o.id for o in self.conflict.options if self.wishes.get(o.id, "either") != "either")

    @property
    def answers(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """The answers on importance so far, by option ids: (more, less) pairs, and pairs that matter alike."""
        if self._sorting is None:
            return self.known, self.same
        ids = self.mattering
        better, same = (
            [(ids[a - 1], ids[b - 1]) for a, b in pairs] for pairs in (self._sorting.better, self._sorting.equal)
        )
        return better, same

    def statements(self) -> Statements:
        """Ask until all wishes are known and ordered; the most important first, what matters alike in one class."""
        for option in self.conflict.options:
            if option.id not in self.wishes:
                self.wishes[option.id] = self.want(option.id)
                self.asked += 1
        ids = self.mattering
        if not ids:
            return Statements(())
        place = {option: k for k, option in enumerate(ids, 1)}
        space = StateSpace((), np.arange(len(ids), dtype=np.uint64), labels=ids)
        known, same = (
            [(place[a], place[b]) for a, b in pairs if a in place and b in place] for pairs in (self.known, self.same)
        )
        self._sorting = Elicitation(space, self._counted, known, same)
        order = self._sorting.ranking().order
        return Statements(tuple(tuple(self._statement(ids[int(k) - 1]) for k in tied) for tied in order))

    def recheck(self, number: int, seed: int = 0) -> tuple[str, ...]:
        """Ask some pairs again that follow from other answers; return the circles that contradicting answers close."""
        return () if self._sorting is None else self._sorting.recheck(number, seed)

    def _counted(self, one: int, other: int) -> Literal["first", "second", "equal"]:
        verdict = self.ask(one, other)
        self.asked += 1
        return verdict

    def _statement(self, option: str) -> PreferenceStatement:
        taken = Taken(option)
        return PreferenceStatement(formula=taken if self.wishes[option] == "yes" else Not(taken))
