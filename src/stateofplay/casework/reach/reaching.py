"""What would have to change for an outcome to hold: of wishes, of options, of rules; and whether a path leads there.

Every answer is tried on the model and verified by the analysis. Where a search was bounded the answer says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from stateofplay.casework.reach.least_changes import Fix, WishChange, deterred_by_outsider, fixes, leavers, wish_changes
from stateofplay.casework.reach.path import NO_WAY, Path, find_path, nearest, openings
from stateofplay.casework.telling.outcomes import outcome_texts, tell_outcome
from stateofplay.casework.telling.proofs import tell_proof
from stateofplay.casework.whatif.naming import in_words, read_formula
from stateofplay.casework.whatif.reshaping import outcomes_of
from stateofplay.casework.whatif.wishes import state_of
from stateofplay.conflict import Analysis, Conflict, Formula, Indifferent, Rule, analyse, concept_id, describe, prove
from stateofplay.conflict.concepts import CREDIBLE, FAST_CONCEPTS, USUAL_CONCEPTS
from stateofplay.conflict.engine.stability import Progress
from stateofplay.conflict.inverse.analysis import inverse
from stateofplay.conflict.json import Json
from stateofplay.conflict.logic.formulas import pattern
from stateofplay.errors import CaseworkError, ConflictError

LOOKED_AT = 3
"""States that fit an outcome and are looked at for each concept, those that the fewest parties would leave first."""
MOST_RULES = 3
MOST_EXACT = 64
"""States of a model up to which least swaps are worked out exactly under SEQ and SSEQ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderConcept:
    """What makes an outcome hold under one concept.

    Attributes
    ----------
    holds
        Ids of the states of the outcome that hold already; the rest is empty then.
    state
        The state that comes nearest to holding.
    leaving
        Who would leave it, with the proof in words.
    wishes
        Least changes of what parties want; `wishes_note` says why there are none or how far was searched.
    swaps
        Party and number of pairs of states in a least change of rankings, exact; `swaps_note` where it is not known.
    fixes
        Smallest sets of options that would have to be past changing.
    deterred
        Whom a third party would have to deter, None where that is not enough or the concept knows no answers.
    """

    concept: str
    holds: tuple[int, ...] = ()
    state: int | None = None
    leaving: tuple[tuple[str, str], ...] = ()
    wishes: tuple[WishChange, ...] = ()
    wishes_note: str = ""
    swaps: tuple[tuple[str, int], ...] | None = None
    swaps_note: str = ""
    fixes: tuple[Fix, ...] = ()
    fixes_note: str = ""
    deterred: tuple[str, ...] | None = None


@dataclass(frozen=True, eq=False, kw_only=True)
class Reach:
    """What would have to change for an outcome to hold."""

    conflict: Conflict
    outcome: str
    """The outcome in words."""
    states: tuple[int, ...]
    """Ids of the states that fit it."""
    excluded_by: tuple[tuple[str, ...], ...]
    """Where no state fits: smallest sets of rules without which one would."""
    concepts: tuple[UnderConcept, ...]
    path: Path | str
    notes: tuple[str, ...]

    def to_dict(self) -> dict[str, Json]:
        """Plain data for JSON."""
        conflict = self.conflict
        path: Json = self.path if isinstance(self.path, str) else None
        steps: list[Json] = []
        if isinstance(self.path, Path):
            steps = [
                {
                    "mover": s.mover,
                    "from": s.source,
                    "to": s.target,
                    "gain": s.gain,
                    "against": list(s.given_up),
                    "stays_under": list(s.stays_under),
                }
                for s in self.path.steps
            ]
        return {
            "outcome": self.outcome,
            "states": list(self.states),
            "excluded_by": [list(rules) for rules in self.excluded_by],
            "concepts": {
                one.concept: {
                    "holds": list(one.holds),
                    "state": one.state,
                    "options": outcome_texts(conflict, [one.state])[0] if one.state else None,
                    "leaving": [{"party": dm, "why": why} for dm, why in one.leaving],
                    "wishes": [
                        [
                            {"party": e.party, "kind": e.kind, "wish": e.words, "claims": list(e.claims)}
                            for e in change.edits
                        ]
                        for change in one.wishes
                    ],
                    "wishes_note": one.wishes_note,
                    "swaps": None if one.swaps is None else dict(one.swaps),
                    "swaps_note": one.swaps_note,
                    "fixed_options": [list(fix.options) for fix in one.fixes],
                    "fixed_options_note": one.fixes_note,
                    "third_party_deters": None if one.deterred is None else list(one.deterred),
                }
                for one in self.concepts
            },
            "path": {"wanted": self.path.wanted, "steps": steps} if isinstance(self.path, Path) else None,
            "no_path": path,
            "notes": list(self.notes),
        }

    def tell(self, state: int) -> str:
        """A state in words."""
        conflict = self.conflict
        return (
            tell_outcome(conflict.options, outcome_texts(conflict, [state])[0])
            if conflict.options
            else describe(conflict, state)
        )


def reach(
    conflict: Conflict,
    outcome: str,
    concepts: Sequence[str] = USUAL_CONCEPTS,
    *,
    progress: Progress | None = None,
) -> Reach:
    """Find what would have to change for an outcome to hold.

    Parameters
    ----------
    conflict
        The model, with complete preferences.
    outcome
        A formula in words ("truce and not strike"), or a state (``state 3``, a YN string).
    concepts
        Some of NASH, GMR, SMR, SEQ, SSEQ.
    progress
        Told after each concept; raise in it to stop.

    Raises
    ------
    CaseworkError
        ``casework.concept``, and the errors of names.

    Examples
    --------
    >>> from stateofplay.conflict import DecisionMaker, Option, Statements
    >>> dilemma = Conflict(
    ...     decision_makers=(
    ...         DecisionMaker(id="A", preference=Statements.of("b", "not a")),
    ...         DecisionMaker(id="B", preference=Statements.of("a", "not b")),
    ...     ),
    ...     options=(Option(id="a", owner="A", name="A disarms"), Option(id="b", owner="B", name="B disarms")),
    ...     status_quo="NN",
    ... )
    >>> found = reach(dilemma, "a and b", ["NASH"])
    >>> [(e.party, e.kind, e.words) for e in found.concepts[0].wishes[0].edits]
    [('A', 'drop', 'not “A disarms”'), ('B', 'drop', 'not “B disarms”')]
    >>> [s.gain for s in found.path.steps]
    ['loses', 'loses']
    """
    asked = tuple(dict.fromkeys(concept_id(c) for c in concepts))
    if unfit := [c for c in asked if c not in FAST_CONCEPTS]:
        raise CaseworkError(
            f"what would make an outcome hold is not worked out for {', '.join(unfit)}",
            slug="casework.concept",
            hint=f"Use some of {', '.join(FAST_CONCEPTS)}.",
        )
    formula, states, words = _outcome(conflict, outcome)
    if not states and formula is not None:
        return Reach(
            conflict=conflict,
            outcome=words,
            states=(),
            excluded_by=_excluded_by(conflict, formula),
            concepts=(),
            path="No possible state fits the outcome, so no path leads there.",
            notes=(f"At most {MOST_RULES} rules were taken out together.",),
        )
    analysis = analyse(conflict, asked)
    found = []
    for number, concept in enumerate(asked, 1):
        found.append(_under(conflict, analysis, concept, states, formula))
        if progress is not None:
            progress("what would make it hold", number, len(asked))
    notes = []
    if len(states) > LOOKED_AT and any(not one.holds for one in found):
        notes.append(
            f"{len(states):,} states fit the outcome; for each concept the {LOOKED_AT} that the fewest parties would leave were"
            " looked at, those nearest to the status quo first."
        )
    return Reach(
        conflict=conflict,
        outcome=words,
        states=states,
        excluded_by=(),
        concepts=tuple(found),
        path=_path(conflict, states, analysis),
        notes=tuple(notes),
    )


def _path(conflict: Conflict, states: Sequence[int], analysis: Analysis) -> Path | str:
    found = find_path(conflict, states, analysis=analysis)
    if found != NO_WAY:
        return found
    between = openings(conflict, states)
    if not between:
        return f"{NO_WAY} No single guard or one-way option is the reason."
    return f"{NO_WAY} One would without any one of these: {'; '.join(between)}."


def _outcome(conflict: Conflict, outcome: str) -> tuple[Formula | None, tuple[int, ...], str]:
    """The outcome as a formula (None in a model without options), its states, and its words."""
    index = state_of(conflict, outcome)
    if index is not None:
        formula = pattern(conflict.space.options_text(index), tuple(conflict.bits)) if conflict.options else None
        return formula, (index + 1,), describe(conflict, index + 1)
    formula = read_formula(conflict, outcome, where="the outcome")
    return formula, outcomes_of(conflict, formula), in_words(conflict, formula)


def _under(
    conflict: Conflict, analysis: Analysis, concept: str, states: Sequence[int], formula: Formula | None
) -> UnderConcept:
    held = tuple(s for s in analysis.equilibria(concept) if s in set(states))
    if held:
        return UnderConcept(concept=concept, holds=held)
    places = np.array(states) - 1
    leaving = sum((~np.asarray(verdict)[places]).astype(int) for verdict in analysis.verdicts[concept].values())
    fewest = [int(s) for s, n in zip(states, leaving, strict=True) if n == leaving.min()]
    return min((_at(conflict, concept, state, formula) for state in nearest(conflict, fewest, LOOKED_AT)), key=_size)


def _size(one: UnderConcept) -> int:
    return min((len(change.edits) for change in one.wishes), default=99)


def _at(conflict: Conflict, concept: str, state: int, formula: Formula | None) -> UnderConcept:
    going = leavers(conflict, concept, state)
    proofs = tuple((dm, tell_proof(conflict, prove(conflict, concept, dm, f"#{state}"))) for dm in going)
    swaps, note = _swaps(conflict, concept, state, going)
    if formula is None:
        return UnderConcept(
            concept=concept,
            state=state,
            leaving=proofs,
            swaps=swaps,
            swaps_note=note,
            wishes_note="the model lists its states without options",
            fixes_note="the model has no options",
        )
    wishes, wishes_note = wish_changes(conflict, concept, state, formula)
    fixed, fixes_note = fixes(conflict, concept, state)
    return UnderConcept(
        concept=concept,
        state=state,
        leaving=proofs,
        wishes=wishes,
        wishes_note=wishes_note,
        swaps=swaps,
        swaps_note=note,
        fixes=fixed,
        fixes_note=fixes_note,
        deterred=deterred_by_outsider(conflict, concept, state),
    )


def _swaps(
    conflict: Conflict, concept: str, state: int, going: Sequence[str]
) -> tuple[tuple[tuple[str, int], ...] | None, str]:
    """Least swaps of pairs of states in the rankings of those who would leave; exact, or None with the reason."""
    if concept in CREDIBLE and conflict.space.size > MOST_EXACT:
        return None, f"worked out for models of at most {MOST_EXACT} states under {concept}"
    try:
        found = inverse(conflict, f"#{state}", concept, free=going)
    except ConflictError as error:
        return None, error.sentence
    if found.changes is None:
        return None, found.change_note
    return tuple((c.decision_maker, c.swaps) for c in found.changes), ""


def _excluded_by(conflict: Conflict, formula: Formula) -> tuple[tuple[str, ...], ...]:
    """Smallest sets of rules without which some state fits a formula."""
    rules = [("infeasible", r) for r in conflict.infeasible if isinstance(r, Rule)]
    rules += [("required", r) for r in conflict.required if isinstance(r, Rule)]
    for size in range(1, min(MOST_RULES, len(rules)) + 1):
        found = []
        for chosen in combinations(rules, size):
            left = [r for r in rules if r not in chosen]
            bare = replace(
                conflict,
                infeasible=tuple(r for kind, r in left if kind == "infeasible"),
                required=tuple(r for kind, r in left if kind == "required"),
                coalesced=(),
                states=(),
                moves=(),
                status_quo=None,
                decision_makers=tuple(replace(dm, preference=Indifferent()) for dm in conflict.decision_makers),
            )
            if outcomes_of(bare, formula):
                found.append(tuple(f"{kind}: {in_words(conflict, r.formula)}" for kind, r in chosen))
        if found:
            return tuple(found)
    return ()
