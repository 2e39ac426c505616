"""What each claim carries: a conflict model without it, and whether the verdict is another then.

Works on every model whose parts name their evidence: a fresh draft, or a model file that came from one and was edited.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from stateofplay.casework.telling.describing import list_some
from stateofplay.conflict import (
    Conflict,
    DecisionMaker,
    Indifferent,
    MoveRule,
    Option,
    PreferenceStatement,
    Rule,
    Statements,
    analyse,
    text_of,
)
from stateofplay.conflict.engine.stability import Progress
from stateofplay.conflict.json import Json
from stateofplay.conflict.logic.formulas import Formula, options_in
from stateofplay.errors import CaseworkError

CONCEPTS = ("NASH", "SEQ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A model without some claims."""

    conflict: Conflict
    removed: tuple[str, ...]
    """What was taken out, in words."""
    weakened: tuple[str, ...]
    """What rests on further claims too, and stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DroppingEffect:
    """What dropping one claim alone does to the verdict."""

    claim: str
    removed: tuple[str, ...]
    weakened: tuple[str, ...]
    status_quo: Mapping[str, tuple[bool, bool]]
    """Concept -> whether the status quo is an equilibrium, before and after."""
    gained: Mapping[str, tuple[str, ...]]
    """Concept -> equilibria that are new, over the options that both models have, in the order of `options`."""
    lost: Mapping[str, tuple[str, ...]]
    holds: Mapping[str, frozenset[str]]
    """Concept -> all equilibria without the claim."""
    options: tuple[str, ...]
    """Ids of the options that `gained` and `lost` speak of."""

    @property
    def changed(self) -> bool:
        """Whether the verdict is another without the claim."""
        return any(self.gained.values()) or any(self.lost.values()) or any(a != b for a, b in self.status_quo.values())

    def sentences(self) -> tuple[str, ...]:
        """Say it plainly."""
        if not self.removed:
            return ("Everything that rests on this claim rests on others too: nothing changes without it.",)
        out = [f"Without it goes: {list_some(self.removed)}."]
        for concept, (before, after) in self.status_quo.items():
            if before != after:
                now, then = ("holds", "would not") if before else ("does not hold", "would")
                out.append(f"Where it stands {now} under {concept} as the record is; without the claim it {then}.")
        for concept in self.gained:
            new, gone = len(self.gained[concept]), len(self.lost[concept])
            if new or gone:
                outcomes = "outcome" if gone == 1 else "outcomes"
                out.append(f"Under {concept} {gone} {outcomes} would no longer hold and {new} would newly hold.")
        if not self.changed:
            out.append("The verdict stays the same.")
        return tuple(out)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimEffects:
    """Every claim of a model with what dropping it alone does, those that change the verdict first."""

    effects: tuple[DroppingEffect, ...]
    concepts: tuple[str, ...]

    def sentences(self) -> tuple[str, ...]:
        """Say which claims carry the verdict."""
        carrying = [e.claim for e in self.effects if e.changed]
        total = len(self.effects)
        if not carrying:
            return (f"No single claim carries the verdict: it stays the same without any one of the {total}.",)
        some = "claim carries" if len(carrying) == 1 else "claims carry"
        return (f"{len(carrying)} of {total} {some} the verdict: without any one of them it is another.",)

    def to_dict(self) -> dict[str, Json]:
        """Plain data for JSON."""
        return {
            "concepts": list(self.concepts),
            "claims": [
                {
                    "claim": e.claim,
                    "changed": e.changed,
                    "removed": list(e.removed),
                    "weakened": list(e.weakened),
                    "status_quo": {c: {"before": a, "after": b} for c, (a, b) in e.status_quo.items()},
                    "options": list(e.options),
                    "gained": {c: list(states) for c, states in e.gained.items()},
                    "lost": {c: list(states) for c, states in e.lost.items()},
                    "sentences": list(e.sentences()),
                }
                for e in self.effects
            ],
        }


def claims_of(conflict: Conflict) -> tuple[str, ...]:
    """Every claim that some part of a model rests on, in the order of the model."""
    parts = [o.evidence for o in conflict.options]
    parts += [s.evidence for dm in conflict.decision_makers for s in _statements(dm.preference)]
    parts += [r.evidence for r in _rules(conflict)]
    return tuple(dict.fromkeys(claim for part in parts for claim in part))


def drop_claims(conflict: Conflict, claims: Collection[str]) -> Dropped:
    """Take out of a model every part that rests on some claims only, and what speaks of an option taken out.

    Parts that name no evidence are a person's own, and stay unless they speak of an option that goes.

    Raises
    ------
    CaseworkError
        ``casework.no_such_claim`` where nothing rests on a claim; ``casework.nothing_left`` where no option would be left.
    """
    known = claims_of(conflict)
    for claim in claims:
        if claim not in known:
            raise CaseworkError(
                f"nothing in the model rests on the claim {claim!r}",
                slug="casework.no_such_claim",
                hint="The comments and evidence lists of the model file name its claims.",
            )
    cut = _Cut(gone=set(claims))
    kept = cut.options(conflict)
    if not kept:
        raise CaseworkError(
            "without these claims no option is left", slug="casework.nothing_left", hint="Drop fewer claims."
        )
    lost = {o.id for o in conflict.options} - {o.id for o in kept}
    makers = cut.decision_makers(conflict, {dm for o in kept for dm in o.owners}, lost)
    made = Conflict(
        name=conflict.name,
        decision_makers=makers,
        options=kept,
        infeasible=cut.rules(conflict.infeasible, lost),
        required=cut.rules(conflict.required, lost),
        coalesced=cut.rules(conflict.coalesced, lost),
        states=() if lost else conflict.states,
        option_moves=conflict.option_moves,
        moves=() if lost else conflict.moves,
        move_rules=cut.guards(conflict, {dm.id for dm in makers}, lost),
        status_quo=_narrowed(conflict, kept),
        note=conflict.note,
        evidence=tuple(c for c in conflict.evidence if c not in cut.gone),
    )
    return Dropped(
        conflict=made, removed=tuple(dict.fromkeys(cut.removed)), weakened=tuple(dict.fromkeys(cut.weakened))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cut:
    """Claims taken out of a model, and in words what went with them or rests on fewer."""

    gone: set[str]
    removed: list[str] = field(default_factory=list)
    weakened: list[str] = field(default_factory=list)

    def stays(self, evidence: Sequence[str], words: str) -> bool:
        """Whether a part has evidence left, or never had any."""
        if evidence and set(evidence) <= self.gone:
            self.removed.append(words)
            return False
        if set(evidence) & self.gone:
            self.weakened.append(words)
        return True

    def options(self, conflict: Conflict) -> tuple[Option, ...]:
        """Options that stay, without needs that went."""
        kept = tuple(o for o in conflict.options if self.stays(o.evidence, f"the option “{o.name or o.id}”"))
        ids = {o.id for o in kept}
        return tuple(replace(o, needs=tuple(n for n in o.needs if n in ids)) for o in kept)

    def decision_makers(self, conflict: Conflict, owners: set[str], lost: set[str]) -> tuple[DecisionMaker, ...]:
        """Parties that still own an option, with the preferences that stay."""
        makers = []
        for dm in conflict.decision_makers:
            preference = dm.preference
            if isinstance(preference, Statements):
                classes = self.classes(dm, preference, lost)
                asked = tuple(w for w in preference.open if not _speaks_of(w.formula, lost))
                preference = Statements(classes, asked) if classes or asked else Indifferent()
            if dm.id not in owners and lost:
                self.removed.append(f"the party {dm.name or dm.id}, which has no option left")
            else:
                makers.append(replace(dm, preference=preference))
        return tuple(makers)

    def classes(
        self, dm: DecisionMaker, preference: Statements, lost: set[str]
    ) -> tuple[tuple[PreferenceStatement, ...], ...]:
        """Statements of a party that have evidence left and speak of no option that went."""
        classes = []
        for tied in preference.classes:
            left = []
            for s in tied:
                words = f"the preference of {dm.name or dm.id}: {s.note or _text(s.formula)}"
                if not self.stays(s.evidence, words):
                    continue
                if _speaks_of(s.formula, lost):
                    self.removed.append(words)
                else:
                    left.append(s)
            if left:
                classes.append(tuple(left))
        return tuple(classes)

    def rules(self, rules: Sequence[object], lost: set[str]) -> tuple[Rule, ...]:
        """Rules on states that stay."""
        return tuple(
            r
            for r in rules
            if isinstance(r, Rule)
            and self.stays(r.evidence, f"the rule “{r.note or _text(r.formula)}”")
            and not _speaks_of(r.formula, lost)
        )

    def guards(self, conflict: Conflict, makers: set[str], lost: set[str]) -> tuple[MoveRule, ...]:
        """Rules on moves that stay."""
        return tuple(
            r
            for r in conflict.move_rules
            if self.stays(r.evidence, f"the guard on {', '.join(r.changes) or _text(r.source)}")
            and not (_speaks_of(r.source, lost) or _speaks_of(r.target, lost) or set(r.changes) & lost)
            and (not r.mover or r.mover in makers)
        )


def attribute(
    conflict: Conflict,
    concepts: Sequence[str] = CONCEPTS,
    *,
    claims: Sequence[str] | None = None,
    progress: Progress | None = None,
) -> ClaimEffects:
    """Drop each claim alone and see whether the verdict is another.

    Parameters
    ----------
    conflict
        A model whose parts name their evidence.
    concepts
        Which equilibria make up the verdict, beside whether the status quo is one.
    claims
        Only these; by default all that the model rests on.
    progress
        Told (text, done, all) after each claim; raise in it to stop.

    Notes
    -----
    Cost: one analysis a claim that carries something alone. A claim may carry the verdict together with another though
    neither does alone: that is not looked for.
    """
    asked = tuple(claims) if claims is not None else claims_of(conflict)
    before = _verdicts(conflict, concepts)
    effects = []
    for number, claim in enumerate(asked, 1):
        effects.append(_effect(conflict, before, claim, concepts))
        if progress is not None:
            progress("dropping each claim", number, len(asked))
    effects.sort(key=lambda e: (not e.changed, -len(e.removed)))
    return ClaimEffects(effects=tuple(effects), concepts=tuple(concepts))


Verdicts = Mapping[str, frozenset[str]]


def _verdicts(conflict: Conflict, concepts: Sequence[str]) -> Verdicts:
    analysis = analyse(conflict, concepts)
    text = conflict.space.options_text
    return {c: frozenset(text(s - 1) for s in analysis.equilibria(c)) for c in analysis.concepts}


def _effect(conflict: Conflict, before: Verdicts, claim: str, concepts: Sequence[str]) -> DroppingEffect:
    try:
        dropped = drop_claims(conflict, {claim})
    except CaseworkError as error:
        if error.slug != "casework.nothing_left":
            raise
        nothing: dict[str, tuple[str, ...]] = dict.fromkeys(before, ())
        status = {c: (_now(conflict) in states, False) for c, states in before.items()}
        return DroppingEffect(
            claim=claim,
            removed=("every option of the model",),
            weakened=(),
            status_quo=status,
            gained=nothing,
            lost={c: tuple(sorted(states)) for c, states in before.items()},
            holds=dict.fromkeys(before, frozenset()),
            options=tuple(conflict.bits),
        )
    ids = tuple(o.id for o in dropped.conflict.options)
    places = [conflict.bits[i] for i in ids]
    after = _verdicts(dropped.conflict, concepts) if dropped.removed else before
    narrowed = {c: frozenset("".join(s[k] for k in places) for s in states) for c, states in before.items()}
    now = _now(conflict)
    status = {}
    if now is not None:
        later = "".join(now[k] for k in places)
        status = {c: (now in before[c], later in after[c]) for c in before}
    return DroppingEffect(
        claim=claim,
        removed=dropped.removed,
        weakened=dropped.weakened,
        status_quo=status,
        gained={c: tuple(sorted(after[c] - narrowed[c])) for c in before},
        lost={c: tuple(sorted(narrowed[c] - after[c])) for c in before},
        holds=after,
        options=ids,
    )


def _now(conflict: Conflict) -> str | None:
    if conflict.status_quo is None:
        return None
    return conflict.space.options_text(conflict.space.index_of(conflict.status_quo))


def _narrowed(conflict: Conflict, kept: Sequence[Option]) -> str | None:
    now = _now(conflict)
    return None if now is None else "".join(now[conflict.bits[o.id]] for o in kept)


def _statements(preference: object) -> Iterator[PreferenceStatement]:
    if isinstance(preference, Statements):
        for tied in preference.classes:
            yield from tied


def _rules(conflict: Conflict) -> Iterator[Rule | MoveRule]:
    for rule in (*conflict.infeasible, *conflict.required, *conflict.coalesced, *conflict.move_rules):
        if isinstance(rule, Rule | MoveRule):
            yield rule


def _speaks_of(formula: Formula | str, lost: set[str]) -> bool:
    return not isinstance(formula, str) and bool(options_in(formula) & lost)


def _text(formula: Formula | str) -> str:
    return formula if isinstance(formula, str) else text_of(formula)
