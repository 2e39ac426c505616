"""Power asymmetry: a decision maker that can change what another one prefers.

An influence alters one other decision maker's preference. The powerful one chooses which of its influences to use; leaving
and deterring are then judged by the altered preferences. A choice is supported when no other choice leads, at worst, to an
equilibrium it likes better. Yu, Hipel, Kilgour and Zhao 2015 and later, given as generally stated: the variant is named
"chosen influences", and tested by its properties (no influence, or one that alters nothing, changes nothing).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from stateofplay.conflict.analysis import analyse
from stateofplay.conflict.concepts import USUAL_CONCEPTS, concept_id
from stateofplay.conflict.engine.stability import Progress
from stateofplay.conflict.json import Json
from stateofplay.conflict.model.conflict import Conflict
from stateofplay.conflict.model.outside import Influence
from stateofplay.conflict.model.ranks import ranks_of
from stateofplay.conflict.proofs.wording import describe, name_of
from stateofplay.errors import ConflictError

MAX_INFLUENCES = 10


@dataclass(frozen=True, eq=False, kw_only=True)
class PowerAnalysis:
    """Equilibria for every choice of influences.

    ``equilibria`` is concept to chosen influences (by name) to states; ``supported`` is concept to the choices that the
    powerful decision maker has no reason to give up.
    """

    conflict: Conflict
    powerful: str
    equilibria: Mapping[str, Mapping[tuple[str, ...], tuple[int, ...]]]
    supported: Mapping[str, tuple[tuple[str, ...], ...]]

    def sentences(self) -> tuple[str, ...]:
        """Return the findings as plain sentences."""
        who = name_of(self.conflict, self.powerful)
        lines = []
        for concept, choices in self.supported.items():
            if len(choices) > 1:
                either = "; ".join(" and ".join(choice) or "no influence" for choice in choices)
                lines.append(f"Under {concept}, {who} does best with either of these, and as well with each: {either}.")
            for choice in choices:
                states = ", ".join(describe(self.conflict, s) for s in self.equilibria[concept][choice])
                used = " and ".join(choice) or "no influence"
                best = f"{who} does best with {used}" if len(choices) == 1 else f"With {used}"
                lines.append(f"{best}: equilibria under {concept} are then {states or 'none'}.")
        return tuple(lines)

    def to_dict(self) -> dict[str, Json]:
        """Return plain data for JSON."""
        return {
            "powerful": self.powerful,
            "equilibria": {
                concept: [{"influences": list(choice), "states": list(states)} for choice, states in by.items()]
                for concept, by in self.equilibria.items()
            },
            "supported": {concept: [list(choice) for choice in choices] for concept, choices in self.supported.items()},
            "sentences": list(self.sentences()),
        }


def power_analysis(
    conflict: Conflict,
    powerful: str,
    influences: Sequence[Influence],
    concepts: Sequence[str] = USUAL_CONCEPTS,
    *,
    progress: Progress | None = None,
) -> PowerAnalysis:
    """Analyse the conflict for every choice of influences (at most one a target).

    Parameters
    ----------
    influences
        What the powerful one could do to others' preferences.
    progress
        Called with a text, a count and a total after each step; raise in it to stop.

    Examples
    --------
    >>> from stateofplay.conflict import Ranking, two_by_two
    >>> dilemma = two_by_two(["NY", "YY", "NN", "YN"], ["YN", "YY", "NN", "NY"])
    >>> aid = Influence(name="aid", target="B", preference=Ranking.of(["YY", "NY", "YN", "NN"]))
    >>> power_analysis(dilemma, "A", [aid], ["NASH"]).supported
    {'NASH': (('aid',),)}
    """
    asked = tuple(dict.fromkeys(concept_id(concept) for concept in concepts))
    who = conflict.dm(powerful).id
    if len(influences) > MAX_INFLUENCES or any(conflict.dm(one.target).id == who for one in influences):
        raise ConflictError(
            f"{powerful} cannot have more than {MAX_INFLUENCES} influences, nor one on itself",
            slug="conflict.power",
            hint="Name influences on other decision makers.",
        )
    own = ranks_of(conflict)[conflict.dm_ids.index(who)]
    equilibria: dict[str, dict[tuple[str, ...], tuple[int, ...]]] = {concept: {} for concept in asked}
    choices = [
        chosen
        for number in range(len(influences) + 1)
        for chosen in combinations(influences, number)
        if len({one.target for one in chosen}) == len(chosen)
    ]
    for number, chosen in enumerate(choices, 1):
        altered = conflict.with_preferences({conflict.dm(one.target).id: one.preference for one in chosen})
        analysis = analyse(altered, asked)
        for concept in asked:
            equilibria[concept][tuple(one.name for one in chosen)] = analysis.equilibria(concept)
        if progress is not None:
            progress("choices of influence", number, len(choices))
    supported = {}
    for concept, by in equilibria.items():
        worst = {choice: min((int(own[s - 1]) for s in states), default=-1) for choice, states in by.items()}
        supported[concept] = tuple(choice for choice in by if worst[choice] == max(worst.values()))
    return PowerAnalysis(conflict=conflict, powerful=who, equilibria=equilibria, supported=supported)
