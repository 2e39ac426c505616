"""The contract of a stability concept: inherit it, name your test, and it is tried on a hundred random conflicts.

See docs/add-a-stability-concept.md. Only what every concept must meet is asked; ``implied_by`` and ``implies`` say where it
stands among the others.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import ClassVar

import numpy as np

from stateofplay.conflict import Analysis, Conflict, Payoffs, analyse
from stateofplay.conflict.model.generated import random_conflict
from stateofplay.conflict.model.moves import moves_of
from stateofplay.conflict.model.ranks import ranks_of
from stateofplay.conflict.oracle import Graph, graph_of
from stateofplay.conflict.oracle.stability import Test

Verdicts = dict[str, set[int]]


@dataclass(eq=False)
class Trial:
    """A conflict that concepts are tried on, in the three forms that the contract asks of; worked out once for all concepts."""

    conflict: Conflict
    _analyses: dict[str, Analysis] = field(default_factory=dict)

    @cached_property
    def graph(self) -> Graph:
        """As it is."""
        return graph_of(self.conflict)

    @cached_property
    def stretched(self) -> Graph:
        """With other numbers for the same order of preferences."""
        payoffs = {
            dm: Payoffs.of((np.exp(0.3 * ranks) * 7 - 100).tolist())
            for dm, ranks in zip(self.conflict.dm_ids, ranks_of(self.conflict), strict=True)
        }
        return graph_of(self.conflict.with_preferences(payoffs))

    @cached_property
    def turned(self) -> Graph:
        """With its decision makers the other way round."""
        return graph_of(replace(self.conflict, decision_makers=self.conflict.decision_makers[::-1]))

    def analysis(self, concept: str) -> Analysis:
        """By the engine."""
        if concept not in self._analyses:
            self._analyses[concept] = analyse(self.conflict, [concept])
        return self._analyses[concept]


@cache
def _trials(seeds: range) -> tuple[Trial, ...]:
    return tuple(Trial(random_conflict(seed, most_options=4, most_players=3)) for seed in seeds)


class ConceptContract:
    """What every concept must meet.

    Attributes
    ----------
    decide
        The concept as a test over (graph, decision maker, state); wrap it in ``staticmethod``.
    implied_by, implies
        Ids of concepts whose stability always makes, or is always made by, this one's.
    option_form_only
        Whether it needs moves that can be superposed (as SIM does).
    seeds
        Which random conflicts it is tried on.
    """

    decide: ClassVar[Test]
    implied_by: ClassVar[tuple[str, ...]] = ()
    implies: ClassVar[tuple[str, ...]] = ()
    option_form_only: ClassVar[bool] = False
    seeds: ClassVar[range] = range(100)

    def trials(self) -> list[Trial]:
        """The conflicts that it is tried on."""
        return [t for t in _trials(self.seeds) if moves_of(t.conflict).in_option_form or not self.option_form_only]

    def verdicts(self, graph: Graph) -> Verdicts:
        """The states that are stable, for each decision maker."""
        decided = {i: {s: type(self).decide(graph, i, s) for s in graph.states} for i in graph.players}
        assert all(type(one) is bool for by in decided.values() for one in by.values()), "a verdict is True or False"
        return {i: {s for s, stable in by.items() if stable} for i, by in decided.items()}

    def test_who_cannot_move_stays(self) -> None:
        for trial in self.trials():
            found = self.verdicts(trial.graph)
            for i, immobile in trial.analysis("NASH").immobile.items():
                assert {int(s) + 1 for s in np.flatnonzero(immobile)} <= found[i], (trial.conflict.name, i)

    def test_it_stands_where_it_says_among_the_others(self) -> None:
        seen = set()
        for trial in self.trials():
            found = self.verdicts(trial.graph)
            for i in trial.conflict.dm_ids:
                seen.add(0 < len(found[i]) < len(trial.conflict.space))
                for concept in self.implied_by:
                    assert set(trial.analysis(concept).stable(concept, i)) <= found[i], (
                        trial.conflict.name,
                        concept,
                        i,
                    )
                for concept in self.implies:
                    assert found[i] <= set(trial.analysis(concept).stable(concept, i)), (
                        trial.conflict.name,
                        concept,
                        i,
                    )
        assert True in seen, "it finds everything stable, or nothing"

    def test_only_the_order_of_preferences_counts(self) -> None:
        for trial in self.trials():
            assert self.verdicts(trial.stretched) == self.verdicts(trial.graph), trial.conflict.name

    def test_the_order_of_decision_makers_does_not_count(self) -> None:
        for trial in self.trials():
            assert self.verdicts(trial.turned) == self.verdicts(trial.graph), trial.conflict.name
