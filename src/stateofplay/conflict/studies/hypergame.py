"""Hypergames: each decision maker sees its own conflict, with its own options, moves and others' preferences.

Level 1: every decision maker analyses its own game and holds to what is stable for itself in it. A true state is an
equilibrium of the hypergame when everyone, as it sees things, has no reason to leave. Level 2: some decision maker also
has a view of how the others see the conflict; what it expects is the equilibrium of that inner hypergame. States are
matched by the options taken; options that a view does not know do not count in it. Wang, Hipel and Fraser 1988; Obeidi,
Kilgour and Hipel 2009; Aljefri, Bashar, Fang and Hipel 2018; given as generally stated and tested by their properties.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stateofplay.conflict.analysis import analyse
from stateofplay.conflict.concepts import USUAL_CONCEPTS, concept_id
from stateofplay.conflict.engine.stability import Progress, Stable
from stateofplay.conflict.json import Json
from stateofplay.conflict.model.conflict import Conflict
from stateofplay.conflict.model.naming import capitalised
from stateofplay.conflict.model.views import seen_by
from stateofplay.conflict.proofs.wording import describe, name_of
from stateofplay.errors import ConflictError

MOST_TOLD = 12


@dataclass(frozen=True, eq=False, kw_only=True)
class Hypergame:
    """What each decision maker expects, and what holds.

    Attributes
    ----------
    truth
        The conflict as it is; all state ids are its.
    views
        Decision maker to the conflict it sees; who is not named sees the truth.
    seen
        Decision maker to the true states that it can tell, as its own game knows them.
    stable, expected
        Concept to decision maker to the true states that it sees and that look stable for it, and look like equilibria to it.
    equilibria
        Concept to the states that nobody who sees them would leave: the equilibria of the hypergame. Whether somebody does
        not see one is told by `unseen_by`.
    true_equilibria
        Concept to the equilibria if everyone saw the truth.
    """

    truth: Conflict
    views: Mapping[str, Conflict]
    seen: Mapping[str, tuple[int, ...]]
    stable: Mapping[str, Mapping[str, tuple[int, ...]]]
    expected: Mapping[str, Mapping[str, tuple[int, ...]]]
    equilibria: Mapping[str, tuple[int, ...]]
    true_equilibria: Mapping[str, tuple[int, ...]]

    def unseen_by(self, state: int) -> tuple[str, ...]:
        """Return the decision makers that do not see a true state: it is unseen for them, neither stable nor unstable."""
        return tuple(dm for dm in self.truth.dm_ids if state not in self.seen[dm])

    def only_by_misperception(self, concept: str) -> tuple[int, ...]:
        """Return the equilibria of the hypergame that are none in truth."""
        true = set(self.true_equilibria[concept])
        return tuple(s for s in self.equilibria[concept] if s not in true)

    def lost_by_misperception(self, concept: str) -> tuple[int, ...]:
        """Return the true equilibria that somebody would leave as it sees things."""
        kept = set(self.equilibria[concept])
        return tuple(s for s in self.true_equilibria[concept] if s not in kept)

    def sentences(self) -> tuple[str, ...]:
        """Return the findings as plain sentences."""
        lines = []
        for concept, states in self.equilibria.items():
            if set(states) != set(self.true_equilibria[concept]):
                told = "; ".join(describe(self.truth, state) for state in states[:MOST_TOLD])
                more = f" and {len(states) - MOST_TOLD:,} more" if len(states) > MOST_TOLD else ""
                lines.append(f"{concept}, as everybody sees it, holds at {told or 'no state'}{more}.")
            for state in self.only_by_misperception(concept):
                lines.append(f"{concept}: {self._why_it_holds(state)}")
            for state in self.lost_by_misperception(concept):
                away = self.unseen_by(state)
                who = [dm for dm in self.truth.dm_ids if state not in self.stable[concept][dm] and dm not in away]
                names = " and ".join(name_of(self.truth, dm) for dm in who)
                lines.append(
                    f"{concept}: {describe(self.truth, state)} would hold if {names} saw the conflict as it is."
                )
        for dm in self.views:
            hidden = len(self.truth.space) - len(self.seen[dm])
            if hidden:
                lines.append(f"{name_of(self.truth, dm)} does not see {hidden} of {len(self.truth.space)} states.")
        return tuple(capitalised(line) for line in lines)

    def _why_it_holds(self, state: int) -> str:
        blind = [name_of(self.truth, dm) for dm in self.unseen_by(state)]
        here = describe(self.truth, state)
        if not blind:
            return f"{here} holds only because somebody sees it wrongly."
        others = [dm for dm in self.truth.dm_ids if state in self.seen[dm]]
        rest = "nobody sees it" if not others else "whoever sees it stays"
        return f"{here} is unseen by {' and '.join(blind)}, not stable for them; {rest}."

    def to_dict(self) -> dict[str, Json]:
        """Return plain data for JSON."""
        return {
            "unseen": {dm: [s for s in self.truth.space.ids if s not in set(self.seen[dm])] for dm in self.seen},
            "seen": {dm: list(states) for dm, states in self.seen.items()},
            "stable": {c: {dm: list(s) for dm, s in by.items()} for c, by in self.stable.items()},
            "expected": {c: {dm: list(s) for dm, s in by.items()} for c, by in self.expected.items()},
            "equilibria": {c: list(states) for c, states in self.equilibria.items()},
            "true_equilibria": {c: list(states) for c, states in self.true_equilibria.items()},
            "only_by_misperception": {c: list(self.only_by_misperception(c)) for c in self.equilibria},
            "lost_by_misperception": {c: list(self.lost_by_misperception(c)) for c in self.equilibria},
            "sentences": list(self.sentences()),
        }


def hypergame(
    truth: Conflict,
    views: Mapping[str, Conflict] | None = None,
    concepts: Sequence[str] = USUAL_CONCEPTS,
    *,
    inner: Mapping[str, Mapping[str, Conflict]] | None = None,
    progress: Progress | None = None,
) -> Hypergame:
    """Analyse a hypergame of level 1, or of level 2 where inner views are given.

    Parameters
    ----------
    truth
        The conflict as it is.
    views
        Decision maker to the conflict it believes in; it must know that decision maker. Options are matched by id. Who is
        not named sees the truth without the states that the model says it does not see.
    concepts
        Stability concepts that :func:`~stateofplay.conflict.analyse` knows.
    inner
        Level 2: decision maker to how it believes the others see the conflict. What it expects is then the equilibrium
        of that inner hypergame over its own view.
    progress
        Called with a text, a count and a total after each step; raise in it to stop.

    Notes
    -----
    A state that a view does not contain is unseen: the viewer cannot tell it and so does not leave it (simple misperception),
    but it is not called stable for the viewer.

    Examples
    --------
    >>> from stateofplay.conflict import DecisionMaker, Option, Ranking
    >>> def game(b):
    ...     return Conflict(
    ...         decision_makers=(
    ...             DecisionMaker(id="A", preference=Ranking.of(["NY", "YY", "NN", "YN"])),
    ...             DecisionMaker(id="B", preference=Ranking.of(b)),
    ...         ),
    ...         options=(Option(id="a", owner="A"), Option(id="b", owner="B")),
    ...     )
    >>> dilemma = game(["YN", "YY", "NN", "NY"])
    >>> trusting = game(["YY", "YN", "NY", "NN"])
    >>> found = hypergame(dilemma, {"A": trusting}, ["NASH"])
    >>> found.expected["NASH"]["A"], found.equilibria["NASH"]
    ((3,), (1,))
    """
    asked = tuple(dict.fromkeys(concept_id(concept) for concept in concepts))
    ids = truth.dm_ids
    games: dict[str, Conflict] = {}
    given = {truth.dm(dm).id: view for dm, view in (views or {}).items()}
    for dm in dict.fromkeys(one.decision_maker for one in truth.unseen):
        if dm not in given:
            hidden = [one.formula for one in truth.unseen if one.decision_maker == dm]
            given[dm] = seen_by(truth, dm, hidden=hidden)
    for dm, view in given.items():
        who = truth.dm(dm).id
        if who not in view.dm_ids:
            raise ConflictError(
                f"the view of {dm} does not contain {dm} itself",
                slug="conflict.hypergame",
                hint="Keep the decision maker's id in its own view.",
            )
        games[who] = view
    places = {dm: _places(truth, games[dm], dm) if dm in games else np.arange(len(truth.space)) for dm in ids}
    stable: dict[str, dict[str, tuple[int, ...]]] = {concept: {} for concept in asked}
    expected: dict[str, dict[str, tuple[int, ...]]] = {concept: {} for concept in asked}
    together = {concept: np.ones(len(truth.space), bool) for concept in asked}
    true = analyse(truth, asked)
    for number, dm in enumerate(ids, 1):
        view = games.get(dm, truth)
        analysis = true if view is truth else analyse(view, asked)
        believed = hypergame(view, inner[dm], asked) if inner and dm in inner else None
        for concept in asked:
            known = places[dm] >= 0
            own = _carried(analysis.verdicts[concept][dm], places[dm])
            together[concept] &= own | ~known
            stable[concept][dm] = _ids(own & known)
            equilibria = analysis.equilibria(concept) if believed is None else believed.equilibria[concept]
            outcome = np.zeros(len(view.space), bool)
            outcome[[s - 1 for s in equilibria]] = True
            expected[concept][dm] = _ids(_carried(outcome, places[dm]))
        if progress is not None:
            progress("views", number, len(ids))
    return Hypergame(
        truth=truth,
        views=games,
        seen={dm: _ids(places[dm] >= 0) for dm in ids},
        stable=stable,
        expected=expected,
        equilibria={concept: _ids(together[concept]) for concept in asked},
        true_equilibria={concept: true.equilibria(concept) for concept in asked},
    )


def _places(truth: Conflict, view: Conflict, dm: str) -> NDArray[np.int64]:
    """Return for each true state the state of the view that it looks like, -1 where the view has none."""
    if not view.options or not truth.options:
        labels = {view.space.label(k): k for k in range(len(view.space))}
        return np.array([labels.get(truth.space.label(k), -1) for k in range(len(truth.space))])
    unknown = [option.id for option in view.options if option.id not in truth.bits]
    found = []
    for index in range(len(truth.space)):
        masks = {
            sum(1 << view.bits[o] for o, bit in truth.bits.items() if o in view.bits and int(member) >> bit & 1)
            for member in truth.space.members(index)
        }
        at = {view.space.index_of_mask(mask) for mask in masks}
        found.append(at.pop() if len(at) == 1 else -1)
    if unknown and max(found, default=-1) < 0:
        raise ConflictError(
            f"no state of the conflict exists in the view of {dm}, which adds {', '.join(unknown)}",
            slug="conflict.hypergame",
            hint="Add the imagined options to the conflict too, as options that are never taken.",
        )
    return np.array(found)


def _carried(values: Stable, place: NDArray[np.int64]) -> Stable:
    return np.where(place >= 0, values[np.maximum(place, 0)], False)


def _ids(stable: Stable) -> tuple[int, ...]:
    return tuple((np.flatnonzero(stable) + 1).tolist())
