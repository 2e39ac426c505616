"""Readings of the record: what it leaves open is drawn at random, what it says is kept.

One reading is one complete preference of every party. Statements keep their tiers; inside a tier the order is drawn, and the
surer tend to lead; a statement that is less sure than an even chance is left out as often as it is unsure. Wishes that the
record does not speak of get a random sign and come after it in a random order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stateofplay.casework.draft.records import Draft, DraftStatement
from stateofplay.conflict import parse_formula, stable_profiles
from stateofplay.conflict.engine.profiles import MAX_STATES
from stateofplay.conflict.engine.stability import stable_states
from stateofplay.conflict.logic.formulas import holds
from stateofplay.conflict.model.moves import moves_of

Truth = NDArray[np.bool_]
DOUBTFUL = 0.5
_LONGEST = 62
MOST_LARGE = 400
"""Readings that are drawn of a model too large for the profile judge, where each is analysed by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """Drawn readings and how they judge each state."""

    samples: int
    held: Mapping[str, Truth]
    """Concept -> (states, readings): whether the state is an equilibrium in the reading."""
    wishes: Mapping[tuple[str, str], Truth]
    """(party, option id) on which the record is silent -> in which readings the party wants it."""
    kept: Mapping[DraftStatement, Truth]
    """Doubtful statement -> in which readings it counts."""


def draw_readings(
    draft: Draft,
    samples: int,
    seed: int,
    concepts: Sequence[str],
    *,
    progress: Callable[[str, int, int], None] | None = None,
) -> Readings:
    """Draw readings and judge every state in each; of models with more than 2,048 states no more than `MOST_LARGE`.

    Memory is parties x states x readings ranks of two bytes (60 MB for three parties, ten options, 10,000 readings).
    """
    space = draft.conflict.space
    samples = samples if space.size <= MAX_STATES else min(samples, MOST_LARGE)
    random = np.random.default_rng(seed)
    ranks = np.zeros((len(draft.parties), space.size, samples), np.int16)
    columns = {o.id: ((space.masks >> k) & 1).astype(bool) for k, o in enumerate(draft.options)}
    wishes: dict[tuple[str, str], Truth] = {}
    kept: dict[DraftStatement, Truth] = {}
    for place, party in enumerate(draft.parties):
        mine = draft.statements_of(party)
        formulas = [parse_formula(s.formula, draft.conflict.vocabulary) for s in mine]
        truth = [holds(f, space.masks, space.bits) for f in formulas]
        opened = [o.id for o in draft.open_options(party)]
        signs = random.random((len(opened), samples)) < 0.5
        counts = _counts(mine, samples, random)
        wishes |= {(party, option): signs[k] for k, option in enumerate(opened)}
        kept |= {s: counts[k] for k, s in enumerate(mine) if s.basis.sure < DOUBTFUL}
        # The place of a statement inside its tier: a draw that the surer win more often (Efraimidis and Spirakis 2006).
        sure = np.array([max(s.basis.sure, 0.05) for s in mine])[:, None]
        draws = random.random((len(mine), samples)) ** (1.0 / sure) if mine else np.zeros((0, samples))
        tiers = np.array([s.tier for s in mine])[:, None] if mine else np.zeros((0, 1))
        order = np.argsort(tiers - draws, axis=0, kind="stable")
        later = np.argsort(random.random((len(opened), samples)), axis=0)
        for n in range(samples):
            key = np.zeros(space.size, np.int64)
            used = 0
            for k in order[:, n]:
                if counts[k, n]:
                    key = key * 2 + truth[k]
                    used += 1
            for k in later[: max(0, _LONGEST - used), n]:
                column = columns[opened[k]]
                key = key * 2 + (column if signs[k, n] else ~column)
            ranks[place, :, n] = np.unique(key, return_inverse=True)[1]
    return Readings(samples=samples, held=_judge(draft, ranks, concepts, progress), wishes=wishes, kept=kept)


def _counts(statements: Sequence[DraftStatement], samples: int, random: np.random.Generator) -> Truth:
    """(statements, readings): whether a statement counts in a reading."""
    chance = np.array([1.0 if s.basis.sure >= DOUBTFUL else s.basis.sure * 2 for s in statements])
    return random.random((len(statements), samples)) < chance[:, None] if statements else np.zeros((0, samples), bool)


def _judge(
    draft: Draft, ranks: NDArray[np.int16], concepts: Sequence[str], progress: Callable[[str, int, int], None] | None
) -> dict[str, Truth]:
    states, samples = ranks.shape[1:]
    if states <= MAX_STATES:
        judged = stable_profiles(draft.conflict, ranks, concepts, progress=progress)
        return {concept: np.asarray(verdict.all(axis=0)) for concept, verdict in judged.items()}
    table = moves_of(draft.conflict)
    held: dict[str, Truth] = {concept: np.zeros((states, samples), bool) for concept in concepts}
    for n in range(samples):
        one = [np.ascontiguousarray(r[:, n]).astype(np.int32) for r in ranks]
        for concept, verdicts in stable_states(table, one, concepts).items():
            held[concept][:, n] = np.logical_and.reduce(verdicts)
        if progress is not None and (n + 1) % 50 == 0:
            progress("readings of the record", n + 1, samples)
    return held
