"""Which outcomes could hold: the draft analysed over everything that the record leaves open.

What the record does not say is sampled, not guessed: unknown wishes get a random sign and place, statements of one tier a
random order weighted by how sure they are, and weakly supported ones are left out at random. Each outcome is reported with
how often it is an equilibrium. These are shares of readings of the record, conditional on the draft; no probability of
the future.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stateofplay.casework.drafting import to_conflict
from stateofplay.casework.records import Draft, DraftStatement
from stateofplay.conflict import analyse, parse_formula, stable_profiles
from stateofplay.conflict.formulas import holds
from stateofplay.conflict.robustness import wilson
from stateofplay.conflict.wording import sentence

CONCEPTS = ("NASH", "SEQ", "GMR")
SAMPLES = 2000
SEED = 20250516


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One state of the model with how often it holds."""

    state: int
    options: str
    taken: tuple[str, ...]
    """Texts of the options taken in it."""
    shares: dict[str, float]
    """Concept -> share of the samples in which it is an equilibrium."""
    low: float
    high: float
    """Wilson interval (95 %) of the share under SEQ."""
    status_quo: bool
    lack_of_moves: tuple[str, ...]
    """Parties that have no move at all from it: stable for lack of moves, not by preference."""
    flipped_by: tuple[str, ...]
    """What decides it: the open wishes whose answer changes its share most, each in one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """The draft analysed."""

    draft: Draft
    outcomes: tuple[Outcome, ...]
    status_quo: Outcome
    why_status_quo: tuple[str, ...]
    """One sentence a party on the status quo under SEQ, as the record stands, with the proof in words."""
    samples: int
    seed: int
    caveats: tuple[str, ...]


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
        How many readings of the record to sample, and the seed that makes them repeatable.

    Returns
    -------
    Outlook
        Outcomes by how often they hold. Memory: parties x states x samples ranks of 2 bytes.
    """
    conflict = draft.conflict
    space = conflict.space
    random = np.random.default_rng(seed)
    truth = {
        s.formula: holds(parse_formula(s.formula, conflict.vocabulary), space.masks, space.bits)
        for s in draft.statements
    }
    option_truth = [((space.masks >> k) & 1).astype(bool) for k in range(len(draft.options))]
    ranks = np.zeros((len(draft.parties), space.size, samples), np.int16)
    signs: dict[tuple[int, int], NDArray[np.bool_]] = {}
    for place, party in enumerate(draft.parties):
        mine = draft.statements_of(party)
        opened = [draft.options.index(o) for o in draft.open_options(party)]
        for k in opened:
            signs[place, k] = random.random(samples) < 0.5
        for n in range(samples):
            key = _sampled_key(mine, truth, opened, option_truth, {k: bool(signs[place, k][n]) for k in opened}, random)
            ranks[place, :, n] = np.unique(key, return_inverse=True)[1]
    stable = stable_profiles(conflict, ranks, CONCEPTS, progress=progress)
    held = {concept: np.asarray(verdict.all(axis=0)) for concept, verdict in stable.items()}
    immobile = analyse(conflict, concepts=("NASH",)).immobile
    now = space.index_of(conflict.status_quo) if conflict.status_quo is not None else 0
    outcomes = [_outcome(draft, i, held, signs, immobile, i == now, samples) for i in range(space.size)]
    ranked = sorted(outcomes, key=lambda o: (-o.shares["SEQ"], -o.shares["NASH"], o.state))
    return Outlook(
        draft=draft,
        outcomes=tuple(o for o in ranked if o.shares["SEQ"] > 0.0)[:20],
        status_quo=outcomes[now],
        why_status_quo=_why(draft, now),
        samples=samples,
        seed=seed,
        caveats=_caveats(draft, samples, seed),
    )


def _sampled_key(
    statements: Sequence[DraftStatement],
    truth: dict[str, NDArray[np.bool_]],
    opened: Sequence[int],
    option_truth: Sequence[NDArray[np.bool_]],
    signs: dict[int, bool],
    random: np.random.Generator,
) -> NDArray[np.int64]:
    """One reading of a party's preference as one integer a state, higher is better.

    Known statements come first, tier by tier, inside a tier in a random order in which the surer tend to lead; a statement
    less sure than an even chance is left out as often as it is unsure. Open wishes follow in a random order.
    """
    kept = [s for s in statements if s.basis.sure >= 0.5 or random.random() < s.basis.sure * 2]
    order = sorted(kept, key=lambda s: (s.tier, -(random.random() ** (1.0 / max(s.basis.sure, 0.05)))))
    columns = [truth[s.formula] for s in order]
    for k in random.permutation(list(opened)):
        column = option_truth[int(k)]
        columns.append(column if signs[int(k)] else ~column)
    key = np.zeros(len(option_truth[0]) if option_truth else 1, np.int64)
    for column in columns[:62]:
        key = key * 2 + column
    return key


def _outcome(
    draft: Draft,
    index: int,
    held: dict[str, NDArray[np.bool_]],
    signs: dict[tuple[int, int], NDArray[np.bool_]],
    immobile: object,
    status_quo: bool,
    samples: int,
) -> Outcome:
    shares = {concept: round(float(verdict[index].mean()), 3) for concept, verdict in held.items()}
    low, high = (round(end, 3) for end in wilson(int(held["SEQ"][index].sum()), samples))
    text = draft.conflict.space.options_text(index)
    return Outcome(
        state=index + 1,
        options=text,
        taken=tuple(o.text for o, mark in zip(draft.options, text, strict=True) if mark == "Y"),
        shares=shares,
        low=low,
        high=high,
        status_quo=status_quo,
        lack_of_moves=tuple(p for p in draft.parties if immobile[p][index]),  # type: ignore[index]
        flipped_by=_flips(draft, held["SEQ"][index], signs) if 0.0 < shares["SEQ"] < 1.0 else (),
    )


def _flips(
    draft: Draft, holds_in: NDArray[np.bool_], signs: dict[tuple[int, int], NDArray[np.bool_]]
) -> tuple[str, ...]:
    """Open wishes by how much their answer changes how often an outcome holds; those below ten points are noise."""
    found = []
    for (place, option), wish in signs.items():
        if not wish.any() or wish.all():
            continue
        with_it, without = float(holds_in[wish].mean()), float(holds_in[~wish].mean())
        if abs(with_it - without) >= 0.1:
            party, text = draft.parties[place], draft.options[option].text
            found.append(
                (
                    abs(with_it - without),
                    f"holds in {with_it:.0%} where {party} wants this, in {without:.0%} where not: {text}",
                )
            )
    return tuple(text for _, text in sorted(found, reverse=True)[:3])


def _why(draft: Draft, now: int) -> tuple[str, ...]:
    analysis = analyse(draft.conflict, concepts=("SEQ",))
    return tuple(sentence(draft.conflict, analysis.explain("SEQ", party, now + 1)) for party in draft.parties)


def _caveats(draft: Draft, samples: int, seed: int) -> tuple[str, ...]:
    out = [
        f"Shares of {samples} readings of what the record leaves open (seed {seed}); no probabilities of what will happen.",
        f"{len(draft.questions)} questions are open; each answer narrows the shares.",
    ]
    weak = sum(s.basis.sure < 0.5 for s in draft.statements)
    if weak:
        out.append(f"{weak} of {len(draft.statements)} statements rest on doubtful claims and are left out at random.")
    if draft.left_out:
        out.append(f"{len(draft.left_out)} options or parties were left out of the model.")
    return tuple(out)


def without_claim(draft: Draft, claim: str) -> Draft:
    """The draft with every statement that rests on one claim alone taken out: does the answer change?"""
    kept = tuple(s for s in draft.statements if set(s.basis.claims) != {claim})
    return Draft(
        title=draft.title,
        as_of=draft.as_of,
        parties=draft.parties,
        options=draft.options,
        statements=kept,
        left_out=draft.left_out,
        questions=draft.questions,
        conflict=to_conflict(draft.title, draft.parties, draft.options, kept),
    )
