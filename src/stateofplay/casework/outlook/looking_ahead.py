"""Which outcomes could hold: the draft analysed over everything that the record leaves open.

What the record does not say is drawn, not guessed (see `sampling`). An outcome is told over the contested options alone: those
whose owner has said what it wants. On the others anything may happen, and an outcome holds in a reading where it does with
some choice of them. The shares are shares of readings of the record, conditional on the draft; no probability of the future.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from stateofplay.casework.draft.records import Draft, DraftOption
from stateofplay.casework.outlook.dropping import Attribution, attribute
from stateofplay.casework.outlook.sampling import Readings, Truth, draw_readings
from stateofplay.casework.telling.proofs import tell_proof
from stateofplay.conflict import Analysis, analyse, prove
from stateofplay.conflict.studies.robustness import wilson

CONCEPTS = ("NASH", "SEQ", "GMR")
SAMPLES = 2000
SEED = 20250516
MOST_OUTCOMES = 20
FLIPS = 0.1
"""A wish that changes an outcome's share by less is noise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How often an outcome holds under one concept, with the Wilson interval (95 %)."""

    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One outcome over the contested options, with how often it holds."""

    state: int
    """The state (from 1) that stands for it: of those that it covers the one that holds most often."""
    options: str
    """"Y", "N", or "-" where the owner has not said what it wants, so that either may happen."""
    taken: tuple[DraftOption, ...]
    either: tuple[DraftOption, ...]
    shares: Mapping[str, Share]
    """Concept -> how often it holds."""
    status_quo: bool
    as_recorded: Mapping[str, bool]
    """Concept -> whether it holds where only what the record says counts, and every party is indifferent to the rest."""
    lack_of_moves: tuple[str, ...]
    """Parties that have no move at all from it: stable for lack of moves, not by preference."""
    flipped_by: tuple[str, ...]
    """Open or doubtful wishes whose answer changes its share most, each in one sentence."""
    carried_by: tuple[str, ...]
    """Claims without any one of which it would not hold as recorded: under Nash where it holds so, else under SEQ."""

    @property
    def text(self) -> str:
        """What is done in it."""
        return "; ".join(o.text for o in self.taken) or "none of the contested steps is taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """The draft analysed."""

    draft: Draft
    outcomes: tuple[Outcome, ...]
    """Those that hold in some reading under SEQ, by how often under Nash, then SEQ; the status quo among them."""
    status_quo: Outcome
    why_status_quo: tuple[str, ...]
    """One sentence a party on the status quo under SEQ, as the record stands."""
    samples: int
    seed: int
    caveats: tuple[str, ...]
    analysis: Analysis
    """The draft where only what the record says counts."""
    attribution: Attribution

    @property
    def conditional_on(self) -> str:
        """What every share is conditional on, in one sentence."""
        return self.caveats[0]


def look_ahead(
    draft: Draft,
    *,
    samples: int = SAMPLES,
    seed: int = SEED,
    progress: Callable[[str, int, int], None] | None = None,
) -> Outlook:
    """Analyse a draft over what the record leaves open.

    Parameters
    ----------
    draft
        The drafted model.
    samples, seed
        How many readings of the record to draw, and the seed that makes them repeatable.

    Returns
    -------
    Outlook
        Outcomes by how often they hold.
    """
    conflict = draft.conflict
    readings = draw_readings(draft, samples, seed, CONCEPTS, progress=progress)
    analysis = analyse(conflict, CONCEPTS)
    attribution = attribute(conflict, ("NASH", "SEQ"), progress=progress)
    patterns, members = _patterns(draft)
    held = {c: np.array([readings.held[c][rows].any(axis=0) for rows in members]) for c in CONCEPTS}
    counts = {c: held[c].sum(axis=1) for c in CONCEPTS}
    now = conflict.space.index_of(conflict.status_quo) if conflict.status_quo is not None else 0
    here = next(k for k, rows in enumerate(members) if now in rows)
    order = sorted(range(len(patterns)), key=lambda k: (*(-int(counts[c][k]) for c in CONCEPTS), k))
    shown = [k for k in order if counts["SEQ"][k]][:MOST_OUTCOMES]
    made = {
        k: _outcome(
            draft, patterns[k], members[k], {c: held[c][k] for c in CONCEPTS}, readings, analysis, attribution, now
        )
        for k in {*shown, here}
    }
    return Outlook(
        draft=draft,
        outcomes=tuple(made[k] for k in shown),
        status_quo=made[here],
        why_status_quo=tuple(tell_proof(conflict, prove(conflict, "SEQ", p, now + 1)) for p in draft.parties),
        samples=readings.samples,
        seed=seed,
        caveats=_caveats(draft, readings.samples, seed),
        analysis=analysis,
        attribution=attribution,
    )


def contested_options(draft: Draft) -> tuple[DraftOption, ...]:
    """Options whose owner has said, in some way, what it wants of them; all of them where no owner has."""
    spoken = {
        party: {o.id for o in draft.options} - {o.id for o in draft.open_options(party)} for party in draft.parties
    }
    found = tuple(o for o in draft.options if o.id in spoken[o.owner])
    return found or draft.options


def _patterns(draft: Draft) -> tuple[list[str], list[list[int]]]:
    """Every combination of the contested options, with the states that it covers."""
    space = draft.conflict.space
    contested = {o.id for o in contested_options(draft)}
    bits = sum(1 << k for k, o in enumerate(draft.options) if o.id in contested)
    groups: dict[int, list[int]] = {}
    for index, mask in enumerate(space.masks.tolist()):
        groups.setdefault(mask & bits, []).append(index)
    patterns = []
    for mask in groups:
        signs = ("Y" if mask >> k & 1 else "N" if bits >> k & 1 else "-" for k in range(len(draft.options)))
        patterns.append("".join(signs))
    return patterns, list(groups.values())


def _outcome(
    draft: Draft,
    pattern: str,
    rows: list[int],
    held: Mapping[str, Truth],
    readings: Readings,
    analysis: Analysis,
    attribution: Attribution,
    now: int,
) -> Outcome:
    samples = readings.samples
    shares = {}
    for concept, verdict in held.items():
        hits = int(verdict.sum())
        low, high = wilson(hits, samples)
        shares[concept] = Share(share=round(hits / samples, 3), low=round(low, 3), high=round(high, 3))
    often = readings.held["NASH"][rows].sum(axis=1) * 1.0 + readings.held["SEQ"][rows].sum(axis=1) * 1e-6
    state = now if now in rows else rows[int(np.argmax(often))]
    recorded = {c: bool(analysis.equilibrium(c)[rows].any()) for c in CONCEPTS}
    immobile = analysis.immobile
    return Outcome(
        state=state + 1,
        options=pattern,
        taken=tuple(o for o, sign in zip(draft.options, pattern, strict=True) if sign == "Y"),
        either=tuple(o for o, sign in zip(draft.options, pattern, strict=True) if sign == "-"),
        shares=shares,
        status_quo=now in rows,
        as_recorded=recorded,
        lack_of_moves=tuple(p for p in draft.parties if bool(immobile[p][state])),
        flipped_by=_flips(draft, held, shares, readings),
        carried_by=_carried(pattern, draft, attribution, "NASH" if recorded["NASH"] else "SEQ")
        if recorded["SEQ"]
        else (),
    )


def _flips(draft: Draft, held: Mapping[str, Truth], shares: Mapping[str, Share], readings: Readings) -> tuple[str, ...]:
    """Open and doubtful wishes by how much their answer changes how often an outcome holds; the small ones are noise.

    Looked at under the first concept under which the outcome holds in some readings and not in others.
    """
    concept = next((c for c in CONCEPTS if 0.0 < shares[c].share < 1.0), None)
    if concept is None:
        return ()
    texts = {o.id: o.text for o in draft.options}
    found: list[tuple[float, str]] = []
    for (party, option), wish in readings.wishes.items():
        found.append(_flip(held[concept], wish, f"where {party} wants “{texts[option]}”", "where not"))
    for statement, counts in readings.kept.items():
        found.append(_flip(held[concept], counts, f"where it is right that {statement.text}", "where not"))
    return tuple(f"{concept}: {text}" for gap, text in sorted(found, reverse=True)[:3] if gap >= FLIPS)


def _flip(held: Truth, wish: Truth, where: str, where_not: str) -> tuple[float, str]:
    if not wish.any() or wish.all():
        return 0.0, ""
    with_it, without = float(held[wish].mean()), float(held[~wish].mean())
    return abs(with_it - without), f"holds in {with_it:.0%} of the readings {where}, in {without:.0%} {where_not}"


def _carried(pattern: str, draft: Draft, attribution: Attribution, concept: str) -> tuple[str, ...]:
    """Claims whose loss alone ends an outcome: some state that it covers is lost, and none holds any more."""
    places = {o.id: k for k, o in enumerate(draft.options)}
    found = []
    for effect in attribution.effects:
        if not effect.changed:
            continue
        wanted = "".join(pattern[places[i]] for i in effect.options)
        if any(_fits(s, wanted) for s in effect.lost[concept]) and not any(
            _fits(s, wanted) for s in effect.holds[concept]
        ):
            found.append(effect.claim)
    return tuple(found)


def _fits(state: str, pattern: str) -> bool:
    return all(p in ("-", s) for s, p in zip(state, pattern, strict=True))


def _caveats(draft: Draft, samples: int, seed: int) -> tuple[str, ...]:
    out = [
        f"If the draft model is right: shares of {samples:,} readings of what the record leaves open (seed {seed}), no"
        " probabilities of what will happen.",
        f"{len(draft.questions)} questions are open; each answer narrows the shares.",
    ]
    weak = sum(s.basis.sure < 0.5 for s in draft.statements)
    if weak:
        out.append(f"{weak} of {len(draft.statements)} preferences rest on doubtful claims and are left out at random.")
    if draft.left_out:
        out.append(
            f"{len(draft.left_out)} things that the record speaks of are not in the model; the draft lists them."
        )
    return tuple(out)
