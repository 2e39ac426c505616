"""Third parties: what changes when somebody from outside makes states impossible, forbids moves or changes preferences.

Each intervention is an operator on the model (regulator, mediator, guarantor); its effect is the equilibria gained and
lost, matched by the options taken. ``least_persuasion`` is the two-stage form: inverse analysis for each decision maker
alone says whom a mediator would have to move least. A third party that decides for itself is a decision maker of the model.
Kinsara 2014; Han et al. 2019 (read in abstract); given as generally stated and tested by their properties.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from stateofplay.conflict.analysis import Json, analyse
from stateofplay.conflict.concepts import concept_id
from stateofplay.conflict.inverse import Inverse, inverse
from stateofplay.conflict.model import Conflict, MoveRule
from stateofplay.conflict.preference import Preference
from stateofplay.conflict.states import StateRef
from stateofplay.errors import ConflictError


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervention:
    """What a third party does: states made impossible, moves forbidden, preferences changed."""

    name: str
    infeasible: tuple[str, ...] = ()
    move_rules: tuple[MoveRule, ...] = ()
    preferences: Mapping[str, Preference] = field(default_factory=dict)


@dataclass(frozen=True, eq=False, kw_only=True)
class Effect:
    """What an intervention changes: concept to the option vectors of equilibria gained, lost and kept."""

    intervention: Intervention
    conflict: Conflict
    gained: Mapping[str, tuple[str, ...]]
    lost: Mapping[str, tuple[str, ...]]
    kept: Mapping[str, tuple[str, ...]]

    def sentences(self) -> tuple[str, ...]:
        """Return the findings as plain sentences."""
        lines = []
        for concept in self.gained:
            for states, what in ((self.gained[concept], "makes"), (self.lost[concept], "ends")):
                if states:
                    lines.append(f"{self.intervention.name} {what} under {concept}: {', '.join(states)}.")
        return tuple(lines) or (f"{self.intervention.name} changes no equilibrium.",)

    def to_dict(self) -> dict[str, Json]:
        """Return plain data for JSON."""
        return {
            "intervention": self.intervention.name,
            "gained": {concept: list(states) for concept, states in self.gained.items()},
            "lost": {concept: list(states) for concept, states in self.lost.items()},
            "kept": {concept: list(states) for concept, states in self.kept.items()},
            "sentences": list(self.sentences()),
        }


def intervene(
    conflict: Conflict, intervention: Intervention, concepts: Sequence[str] = ("NASH", "GMR", "SMR", "SEQ")
) -> Effect:
    """Apply an intervention and compare the equilibria.

    Rankings and payoffs that name states which the intervention makes impossible have to be replaced with it;
    statements and weights go on holding.

    Examples
    --------
    >>> from stateofplay.conflict import DecisionMaker, Option, Statements
    >>> dilemma = Conflict(
    ...     decision_makers=(
    ...         DecisionMaker(id="A", preference=Statements.of("b", "not a")),
    ...         DecisionMaker(id="B", preference=Statements.of("a", "not b")),
    ...     ),
    ...     options=(Option(id="a", owner="A"), Option(id="b", owner="B")),
    ... )
    >>> watched = Intervention(name="A guarantor", infeasible=("a and not b", "b and not a"))
    >>> found = intervene(dilemma, watched, ["NASH"])
    >>> found.gained, found.lost
    ({'NASH': ('YY',)}, {'NASH': ()})
    """
    if not conflict.options:
        raise ConflictError(
            "interventions need a conflict in option form",
            slug="conflict.third_party",
            hint="Write the conflict with options.",
        )
    asked = tuple(dict.fromkeys(concept_id(concept) for concept in concepts))
    changed = replace(
        conflict,
        infeasible=(*conflict.infeasible, *intervention.infeasible),
        move_rules=(*conflict.move_rules, *intervention.move_rules),
        decision_makers=tuple(
            replace(dm, preference=intervention.preferences.get(dm.id, dm.preference))
            for dm in conflict.decision_makers
        ),
    )
    before, after = analyse(conflict, asked), analyse(changed, asked)
    gained, lost, kept = {}, {}, {}
    for concept in asked:
        old = [conflict.space.options_text(s - 1) for s in before.equilibria(concept)]
        new = [changed.space.options_text(s - 1) for s in after.equilibria(concept)]
        gained[concept] = tuple(s for s in new if s not in old)
        lost[concept] = tuple(s for s in old if s not in new)
        kept[concept] = tuple(s for s in new if s in old)
    return Effect(intervention=intervention, conflict=changed, gained=gained, lost=lost, kept=kept)


def least_persuasion(conflict: Conflict, state: StateRef, concept: str = "SEQ") -> tuple[Inverse, ...]:
    """Return who alone could be persuaded to make a state an equilibrium, the least change first.

    Decision makers whose preferences alone cannot do it are left out.

    Examples
    --------
    >>> from stateofplay.conflict import load_case
    >>> [(one.free, one.swaps) for one in least_persuasion(load_case("syria-iraq-1975"), 2, "NASH")]
    [(('Syria',), 3)]
    """
    found = [inverse(conflict, state, concept, free=[dm]) for dm in conflict.dm_ids]
    possible = [one for one in found if one.swaps is not None]
    return tuple(sorted(possible, key=lambda one: one.swaps or 0))
