"""The contract of a stability concept: inherit it, name your test, and it is tried on a hundred random conflicts.

See docs/add-a-stability-concept.md. Only what every concept must meet is asked; ``implied_by`` and ``implies`` say where it
stands among the others.
"""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

import numpy as np

from stateofplay.conflict import Conflict, Payoffs, analyse
from stateofplay.conflict.model.generated import random_conflict
from stateofplay.conflict.model.moves import moves_of
from stateofplay.conflict.model.ranks import ranks_of
from stateofplay.conflict.oracle import graph_of
from stateofplay.conflict.oracle.stability import Test

Verdicts = dict[str, set[int]]


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

    def conflicts(self) -> list[Conflict]:
        made = [random_conflict(seed, most_options=4, most_players=3) for seed in self.seeds]
        return [c for c in made if moves_of(c).in_option_form or not self.option_form_only]

    def verdicts(self, conflict: Conflict) -> Verdicts:
        graph = graph_of(conflict)
        decided = {i: {s: type(self).decide(graph, i, s) for s in graph.states} for i in graph.players}
        assert all(type(one) is bool for by in decided.values() for one in by.values()), "a verdict is True or False"
        return {i: {s for s, stable in by.items() if stable} for i, by in decided.items()}

    def test_who_cannot_move_stays(self) -> None:
        for conflict in self.conflicts():
            found = self.verdicts(conflict)
            for i, immobile in analyse(conflict, ["NASH"]).immobile.items():
                assert {int(s) + 1 for s in np.flatnonzero(immobile)} <= found[i], (conflict.name, i)

    def test_it_stands_where_it_says_among_the_others(self) -> None:
        seen = set()
        for conflict in self.conflicts():
            found = self.verdicts(conflict)
            asked = [*self.implied_by, *self.implies]
            analysis = analyse(conflict, asked) if asked else None
            for i in conflict.dm_ids:
                seen.add(0 < len(found[i]) < len(conflict.space))
                for concept in self.implied_by:
                    assert analysis is not None
                    assert set(analysis.stable(concept, i)) <= found[i], (conflict.name, concept, i)
                for concept in self.implies:
                    assert analysis is not None
                    assert found[i] <= set(analysis.stable(concept, i)), (conflict.name, concept, i)
        assert True in seen, "it finds everything stable, or nothing"

    def test_only_the_order_of_preferences_counts(self) -> None:
        for conflict in self.conflicts():
            stretched = {
                dm: Payoffs.of((np.exp(0.3 * ranks) * 7 - 100).tolist())
                for dm, ranks in zip(conflict.dm_ids, ranks_of(conflict), strict=True)
            }
            assert self.verdicts(conflict.with_preferences(stretched)) == self.verdicts(conflict), conflict.name

    def test_the_order_of_decision_makers_does_not_count(self) -> None:
        for conflict in self.conflicts():
            turned = replace(conflict, decision_makers=conflict.decision_makers[::-1])
            assert self.verdicts(turned) == self.verdicts(conflict), conflict.name
