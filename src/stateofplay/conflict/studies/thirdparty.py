"""Third parties: what changes when somebody from outside makes states impossible, forbids moves, changes preferences or joins.

Each intervention is an operator on the model (regulator, mediator, guarantor); its effect is the equilibria gained and
lost, matched by the options of the original conflict. A third party that decides for itself joins with options of its own.
``least_persuasion`` is the two-stage form: inverse analysis for each decision maker alone says whom a mediator would have to
move least. Kinsara 2014; Han et al. 2019 (read in abstract); given as generally stated and tested by their properties.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from stateofplay.conflict.analysis import analyse
from stateofplay.conflict.concepts import USUAL_CONCEPTS, concept_id
from stateofplay.conflict.engine.stability import Progress
from stateofplay.conflict.inverse.analysis import Inverse, inverse
from stateofplay.conflict.json import Json
from stateofplay.conflict.logic.states import StateRef
from stateofplay.conflict.model.conflict import Conflict
from stateofplay.conflict.model.naming import NAMES, list_options
from stateofplay.conflict.model.outside import Intervention
from stateofplay.conflict.preferences.complete import Indifferent, Payoffs, Weights
from stateofplay.conflict.preferences.preference import Preference
from stateofplay.conflict.preferences.statements import Statements
from stateofplay.errors import ConflictError


@dataclass(frozen=True, eq=False, kw_only=True)
class Effect:
    """What an intervention changes: concept to the option vectors of equilibria gained, lost and kept.

    The vectors are those of the original options; ``conflict`` is the changed model with the third party's options too.
    """

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
                    told = "; ".join(f"{text} ({self._words(text)})" for text in states)
                    lines.append(f"{self.intervention.name} {what} equilibria under {concept}: {told}.")
        return tuple(lines) or (f"{self.intervention.name} changes no equilibrium.",)

    def _words(self, text: str) -> str:
        """The options taken in an option vector of the original conflict."""
        taken = [option for option, sign in zip(self.conflict.options, text, strict=False) if sign == "Y"]
        return list_options(self.conflict, taken) or NAMES["nothing_taken"]

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
    conflict: Conflict,
    intervention: Intervention,
    concepts: Sequence[str] = USUAL_CONCEPTS,
    *,
    progress: Progress | None = None,
) -> Effect:
    """Apply an intervention and compare the equilibria.

    Rankings and payoffs that name states which the intervention makes impossible have to be replaced with it;
    statements and weights go on holding.

    Parameters
    ----------
    intervention
        What the third party does.
    progress
        Called with a text, a count and a total after each step; raise in it to stop.

    Examples
    --------
    >>> from stateofplay.conflict import DecisionMaker, Option, Statements, two_by_two
    >>> dilemma = two_by_two(Statements.of("b", "not a"), Statements.of("a", "not b"))
    >>> watched = Intervention(name="A guarantor", infeasible=("a and not b", "b and not a"))
    >>> found = intervene(dilemma, watched, ["NASH"])
    >>> found.gained, found.lost
    ({'NASH': ('YY',)}, {'NASH': ()})
    >>> fund = Intervention(
    ...     name="A fund",
    ...     decision_maker=DecisionMaker(id="fund", preference=Statements.of("a and b", "pay iff (a and b)")),
    ...     options=(Option(id="pay", owner="fund"),),
    ...     preferences={"A": Statements.of("pay iff a", "b"), "B": Statements.of("pay iff b", "a")},
    ... )
    >>> intervene(dilemma, fund, ["NASH"]).gained
    {'NASH': ('YY',)}
    """
    if not conflict.options:
        raise ConflictError(
            "interventions need a conflict in option form",
            slug="conflict.third_party",
            hint="Write the conflict with options.",
        )
    asked = tuple(dict.fromkeys(concept_id(concept) for concept in concepts))
    joined = _joined(conflict, intervention) if intervention.options or intervention.decision_maker else conflict
    changed = replace(
        joined,
        infeasible=(*joined.infeasible, *intervention.infeasible),
        move_rules=(*joined.move_rules, *intervention.move_rules),
        decision_makers=tuple(
            replace(dm, preference=intervention.preferences.get(dm.id, dm.preference)) for dm in joined.decision_makers
        ),
    )
    width = len(conflict.options)
    before, after = (analyse(one, asked, progress=progress) for one in (conflict, changed))
    gained, lost, kept = {}, {}, {}
    for concept in asked:
        old = [conflict.space.options_text(s - 1) for s in before.equilibria(concept)]
        new = list(dict.fromkeys(changed.space.options_text(s - 1)[:width] for s in after.equilibria(concept)))
        gained[concept] = tuple(s for s in new if s not in old)
        lost[concept] = tuple(s for s in old if s not in new)
        kept[concept] = tuple(s for s in new if s in old)
    return Effect(intervention=intervention, conflict=changed, gained=gained, lost=lost, kept=kept)


def _joined(conflict: Conflict, intervention: Intervention) -> Conflict:
    """Add the third party and its options; whatever it does, the others rank the original options as before."""
    if conflict.moves:
        raise ConflictError(
            "a third party cannot join a conflict with explicit moves, which say nothing of its options",
            slug="conflict.third_party",
            hint="Let the moves follow from options, or write the larger model yourself.",
        )
    newcomer = intervention.decision_maker
    options = (*conflict.options, *intervention.options)
    start = None
    if conflict.status_quo is not None:
        start = conflict.space.options_text(conflict.space.index_of(conflict.status_quo)) + "N" * len(
            intervention.options
        )
    bare = replace(
        conflict,
        decision_makers=(
            *(replace(dm, preference=Indifferent()) for dm in conflict.decision_makers),
            *((newcomer,) if newcomer is not None else ()),
        ),
        options=options,
        states=(),
        status_quo=start,
    )
    original = (1 << len(conflict.options)) - 1
    place = [conflict.space.index_of_mask(int(bare.space.members(k)[-1]) & original) for k in range(len(bare.space))]

    def lifted(preference: Preference) -> Preference:
        if isinstance(preference, Statements | Weights | Indifferent):
            return preference
        ranks = preference.ranks(conflict.space)
        if ranks is None:
            raise ConflictError(
                f"a {preference.kind} preference does not say what it thinks of a third party's options",
                slug="conflict.third_party",
                hint="Give the preference over the larger model in the intervention.",
            )
        return Payoffs.of(ranks[place].tolist())

    kept = {dm.id: dm.preference for dm in conflict.decision_makers if dm.id not in intervention.preferences}
    return bare.with_preferences({dm: lifted(preference) for dm, preference in kept.items()})


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
