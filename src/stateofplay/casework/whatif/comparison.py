"""Before and after, side by side: which outcomes hold, which verdicts changed, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from stateofplay.casework.telling.outcomes import join_outcomes, tell_outcome
from stateofplay.casework.telling.proofs import tell_proof
from stateofplay.conflict import Analysis, Conflict, Option, analyse, concept_id
from stateofplay.conflict.concepts import PROVABLE_CONCEPTS, USUAL_CONCEPTS
from stateofplay.conflict.json import Json
from stateofplay.conflict.proofs.wording import name_of
from stateofplay.errors import CaseworkError

MOST_REASONS = 2
"""Outcomes gained, and outcomes lost, for which each concept says why; JSON lists all outcomes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictReason:
    """Why the verdict on one outcome is another."""

    concept: str
    outcome: str
    """Over the options that both models have; a label in a model without options."""
    holds: bool
    """Whether it holds afterwards."""
    sentences: tuple[str, ...]
    """Proofs: of who would leave it, and of who no longer would."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One concept: the outcomes that hold before, after, newly and no longer, as patterns over the common options."""

    concept: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    status_quo: tuple[bool, bool] | None
    """Whether the status quo is an equilibrium before and after; None where there is none."""
    reasons: tuple[VerdictReason, ...]

    @property
    def changed(self) -> bool:
        """Whether the verdict is another."""
        return bool(self.gained or self.lost) or (
            self.status_quo is not None and self.status_quo[0] != self.status_quo[1]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeGroup:
    """Outcomes on which the verdicts are the same: under which concepts they hold before and after."""

    pattern: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, eq=False, kw_only=True)
class ModelComparison:
    """Two models compared."""

    before: Conflict
    after: Conflict
    options: tuple[Option, ...]
    """Options of both, in the order of the first; outcomes are written over these."""
    shifts: tuple[Shift, ...]
    entries: tuple[OutcomeGroup, ...]
    """Every outcome that holds under some concept on either side, once; those whose verdict changes first."""
    sizes: tuple[int, int]
    possible: tuple[str, ...] = ()
    """Patterns over the common options that are newly possible, and those that no longer are."""
    impossible: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether any verdict is another."""
        return any(shift.changed for shift in self.shifts)

    @property
    def open_options(self) -> tuple[Option, ...]:
        """Options that are open in every outcome that holds on either side: no verdict hangs on them."""
        patterns = [entry.pattern for entry in self.entries]
        return tuple(o for k, o in enumerate(self.options) if patterns and all(p[k] == "-" for p in patterns))

    def tell(self, pattern: str) -> str:
        """Say an outcome, or outcomes that a pattern covers, in words; without the options that no verdict hangs on."""
        if not self.options:
            return f"state {pattern}"
        hidden = {option.id for option in self.open_options}
        shown = [(o, sign) for o, sign in zip(self.options, pattern, strict=True) if o.id not in hidden]
        return tell_outcome([o for o, _ in shown], "".join(sign for _, sign in shown))

    def sentences(self) -> tuple[str, ...]:
        """The differences as plain sentences."""
        lines = []
        if self.sizes[0] != self.sizes[1]:
            lines.append(
                f"Of {self.sizes[0]:,} possible states {self.sizes[1]:,} are left."
                if self.sizes[1] < self.sizes[0]
                else f"{self.sizes[1]:,} states are possible instead of {self.sizes[0]:,}."
            )
        for shift in self.shifts:
            if shift.status_quo is not None and shift.status_quo[0] != shift.status_quo[1]:
                lines.append(
                    f"Under {shift.concept} the status quo "
                    + ("no longer holds." if shift.status_quo[0] else "holds then; now it does not.")
                )
            for patterns, verb in ((shift.gained, "newly holds"), (shift.lost, "no longer holds")):
                lines += [f"Under {shift.concept} {verb}: {self.tell(p)}." for p in patterns[:MOST_REASONS]]
                if (more := len(patterns) - MOST_REASONS) > 0:
                    lines.append(f"Under {shift.concept} {verb}: {more} more groups of outcomes.")
        if not self.changed:
            lines.append("No verdict changes.")
        return tuple(lines)

    def to_dict(self) -> dict[str, Json]:
        """Plain data for JSON."""
        return {
            "options": [{"id": o.id, "name": o.name or o.id, "owner": o.owner} for o in self.options],
            "outcomes": [
                {"options": e.pattern, "before": list(e.before), "after": list(e.after)} for e in self.entries
            ],
            "states": {"before": self.sizes[0], "after": self.sizes[1]},
            "changed": self.changed,
            "concepts": {
                s.concept: {
                    "before": list(s.before),
                    "after": list(s.after),
                    "gained": list(s.gained),
                    "lost": list(s.lost),
                    "status_quo": None
                    if s.status_quo is None
                    else {"before": s.status_quo[0], "after": s.status_quo[1]},
                    "why": [
                        {"outcome": r.outcome, "holds": r.holds, "sentences": list(r.sentences)} for r in s.reasons
                    ],
                }
                for s in self.shifts
            },
            "sentences": list(self.sentences()),
        }


def compare(
    before: Conflict,
    after: Conflict,
    concepts: Sequence[str] = USUAL_CONCEPTS,
    *,
    progress: Callable[[str, int, int], None] | None = None,
) -> ModelComparison:
    """Analyse two models and compare the verdicts.

    Parameters
    ----------
    before, after
        Models with options of the same ids where they mean the same; options of one model alone are looked past: an
        outcome holds if it does with any choice of them.
    concepts
        Some of NASH, GMR, SMR, SEQ, SSEQ, SIM.

    Examples
    --------
    >>> from stateofplay.conflict import Statements, two_by_two
    >>> dilemma = two_by_two(Statements.of("b", "not a"), Statements.of("a", "not b"))
    >>> selfish = dilemma.with_preferences({"A": Statements.of("not a")})
    >>> found = compare(dilemma, selfish, ["NASH", "SEQ"])
    >>> [(s.concept, s.before, s.after) for s in found.shifts]
    [('NASH', ('NN',), ('NN',)), ('SEQ', ('NN', 'YY'), ('NN',))]
    """
    asked = tuple(dict.fromkeys(concept_id(c) for c in concepts))
    if unfit := [c for c in asked if c not in PROVABLE_CONCEPTS]:
        raise CaseworkError(
            f"models are not compared under {', '.join(unfit)}",
            slug="casework.concept",
            hint=f"Use some of {', '.join(PROVABLE_CONCEPTS)}.",
        )
    first = analyse(before, asked, progress=progress)
    second = analyse(after, asked, progress=progress)
    common = tuple(o for o in before.options if o.id in after.bits)
    sides = (_Side(before, first, common), _Side(after, second, common))
    old, new = set(sides[0].states), set(sides[1].states)
    return ModelComparison(
        before=before,
        after=after,
        options=common,
        shifts=tuple(_shift(concept, *sides) for concept in asked),
        entries=_entries(asked, *sides),
        sizes=(before.space.size, after.space.size),
        possible=sides[0].joined(new - old),
        impossible=sides[0].joined(old - new),
    )


class _Side:
    """One of two analyses, its states keyed by what both models can say of them."""

    def __init__(self, conflict: Conflict, analysis: Analysis, common: Sequence[Option]) -> None:
        self.conflict, self.analysis = conflict, analysis
        places = [conflict.bits[o.id] for o in common]
        space = conflict.space
        self.by_options = bool(common)
        self.key: list[str] = []
        for index in range(space.size):
            text = space.options_text(index)
            self.key.append("".join(text[k] for k in places) if common else space.label(index))
        self.states: dict[str, list[int]] = {}
        for index, key in enumerate(self.key):
            self.states.setdefault(key, []).append(index)

    def joined(self, outcomes: set[str]) -> tuple[str, ...]:
        return join_outcomes(outcomes) if self.by_options else tuple(sorted(outcomes))

    def held(self, concept: str) -> set[str]:
        return {self.key[s - 1] for s in self.analysis.equilibria(concept)}

    def now(self) -> int | None:
        conflict = self.conflict
        return None if conflict.status_quo is None else conflict.space.index_of(conflict.status_quo)

    def leavers(self, concept: str, index: int) -> tuple[str, ...]:
        return tuple(dm for dm in self.conflict.dm_ids if not self.analysis.verdicts[concept][dm][index])


def _shift(concept: str, before: _Side, after: _Side) -> Shift:
    old, new = before.held(concept), after.held(concept)
    gained, lost = before.joined(new - old), before.joined(old - new)
    now, later = before.now(), after.now()
    status_quo = None
    if now is not None and later is not None:
        status_quo = (
            bool(before.analysis.equilibrium(concept)[now]),
            bool(after.analysis.equilibrium(concept)[later]),
        )
    reasons = []
    for patterns, pool, holds in ((lost, old - new, False), (gained, new - old, True)):
        for pattern in patterns[:MOST_REASONS]:
            inside = sorted(k for k in pool if _covers(pattern, k))
            # What turned says more than what was made impossible.
            outcome = next((k for k in inside if k in before.states and k in after.states), inside[0])
            if now is not None and before.key[now] in pool and _covers(pattern, before.key[now]):
                outcome = before.key[now]
            reasons.append(
                VerdictReason(
                    concept=concept,
                    outcome=outcome,
                    holds=holds,
                    sentences=_why(concept, outcome, holds, before, after),
                )
            )
    return Shift(
        concept=concept,
        before=before.joined(old),
        after=before.joined(new),
        gained=gained,
        lost=lost,
        status_quo=status_quo,
        reasons=tuple(reasons),
    )


def _entries(concepts: Sequence[str], before: _Side, after: _Side) -> tuple[OutcomeGroup, ...]:
    old, new = {c: before.held(c) for c in concepts}, {c: after.held(c) for c in concepts}
    alike: dict[tuple[tuple[str, ...], tuple[str, ...]], set[str]] = {}
    for outcome in set().union(*old.values(), *new.values()):
        held = tuple(c for c in concepts if outcome in old[c]), tuple(c for c in concepts if outcome in new[c])
        alike.setdefault(held, set()).add(outcome)
    found = [
        OutcomeGroup(pattern=pattern, before=was, after=will)
        for (was, will), outcomes in alike.items()
        for pattern in before.joined(outcomes)
    ]
    return tuple(sorted(found, key=lambda e: (e.before == e.after, -len(e.before) - len(e.after), e.pattern)))


def _covers(pattern: str, outcome: str) -> bool:
    return len(pattern) == len(outcome) and all(p in ("-", o) for p, o in zip(pattern, outcome, strict=True))


def _why(concept: str, outcome: str, holds: bool, before: _Side, after: _Side) -> tuple[str, ...]:
    """Proofs of the verdicts that turned: who leaves the outcome on one side and stays on the other."""
    bad, good = (before, after) if holds else (after, before)
    when, then = ("before", "after") if holds else ("after", "before")
    if outcome not in bad.states:
        return ("it was not possible before" if holds else "it is no longer possible",)
    holding = [i for i in good.states[outcome] if good.analysis.equilibrium(concept)[i]]
    index = bad.states[outcome][0]
    lines = []
    for dm in bad.leavers(concept, index):
        proof = bad.analysis.explain(concept, dm, f"#{index + 1}")
        lines.append(f"{when}, {tell_proof(bad.conflict, proof)}")
        if dm in good.conflict.dm_ids:
            proof = good.analysis.explain(concept, dm, f"#{holding[0] + 1}")
            lines.append(f"{then}, {tell_proof(good.conflict, proof)}")
        else:
            lines.append(f"{then}, {name_of(bad.conflict, dm)} is no party of the model")
    return tuple(lines)
