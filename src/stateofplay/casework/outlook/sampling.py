"""Readings of a model: what it leaves open is drawn at random, what it says is kept.

One reading is one complete preference of every party. Statements keep their tiers; inside a tier the order is drawn, and the
surer tend to lead; a statement that is less sure than an even chance is left out as often as it is unsure. An open wish gets
a random sign, or that of its answer, and all open wishes come after the statements in a random order. Draws depend on
nothing but the model and the seed: a case, its draft and the file written from it give the same readings.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from stateofplay.casework.outlook.joint import left_together
from stateofplay.casework.telling.concepts import verdict_concept
from stateofplay.conflict import Conflict, OpenWish, Payoffs, PreferenceStatement, Statements, stable_profiles
from stateofplay.conflict.engine.profiles import MAX_STATES
from stateofplay.conflict.engine.stability import Progress, stable_states
from stateofplay.conflict.logic.formulas import Formula, holds
from stateofplay.conflict.model.joint import JointStep, joint_steps
from stateofplay.conflict.model.moves import moves_of
from stateofplay.errors import CaseworkError

Truth = NDArray[np.bool_]
DOUBTFUL = 0.5
SMALL = (1 << 16) - 2
"""Ranks that fit two bytes; larger keys are counted through again."""
ROOM = 1 << 62
MOST_LARGE = 400
"""Readings that are drawn of a model too large for the profile judge, where each is analysed by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """Drawn readings and how they judge each state."""

    samples: int
    main: str
    """The concept of the verdict in words."""
    ranks: NDArray[np.uint16]
    """(parties, states, readings), higher is better."""
    stable: Mapping[str, Truth]
    """Concept -> (parties, states, readings): whether the party stays, whatever it can do alone."""
    together: Truth
    """(states, readings): whether those whom some joint act needs would leave the state together by it."""
    steps: tuple[JointStep, ...]
    held: Mapping[str, Truth]
    """Concept -> (states, readings): whether the state holds: nobody leaves it alone, and none together."""
    wishes: Mapping[tuple[str, int], Truth]
    """(party, place of the open wish) that is not answered -> in which readings the party wants it."""
    kept: Mapping[tuple[str, int], Truth]
    """(party, place of the statement) that is doubtful -> in which readings it counts."""

    def conflict_in(self, conflict: Conflict, reading: int) -> Conflict:
        """The model with the preferences of one reading."""
        payoffs = {dm: Payoffs.of(self.ranks[k, :, reading].tolist()) for k, dm in enumerate(conflict.dm_ids)}
        return conflict.with_preferences(payoffs)


def draw_readings(
    conflict: Conflict,
    samples: int,
    seed: int,
    concepts: Sequence[str],
    *,
    progress: Progress | None = None,
) -> Readings:
    """Draw readings and judge every state in each; of models with more than 2,048 states no more than `MOST_LARGE`.

    Where nothing is open, doubtful or of one tier, there is one reading. Memory is parties x states x readings x two bytes
    for ranks (60 MB for three parties, ten options, 10,000 readings) and half of that a concept.

    Raises
    ------
    CaseworkError
        ``casework.partial`` for a preference that leaves pairs of states open: its readings are those of the concepts.
    """
    space = conflict.space
    parts = [_Part.of(conflict, dm.id) for dm in conflict.decision_makers]
    samples = samples if space.size <= MAX_STATES else min(samples, MOST_LARGE)
    samples = samples if any(part is not None and part.open for part in parts) else 1
    random = np.random.default_rng(seed)
    ranks = np.zeros((len(parts), space.size, samples), np.uint16)
    wishes: dict[tuple[str, int], Truth] = {}
    kept: dict[tuple[str, int], Truth] = {}
    for place, (dm, part) in enumerate(zip(conflict.decision_makers, parts, strict=True)):
        if part is None:
            fixed = dm.preference.ranks(space)
            if fixed is None:
                raise CaseworkError(
                    f"{dm.name or dm.id} has a preference of the kind {dm.preference.kind}, which does not compare every two"
                    " states",
                    slug="casework.partial",
                    hint="Analyse it with --reading and --concepts; see docs/methods/preferences.md.",
                )
            ranks[place] = _dense(fixed[None, :].astype(np.int64)).T
        else:
            drawn = part.draw(samples, random)
            ranks[place] = drawn.ranks.T
            wishes |= {(dm.id, k): sign for k, sign in drawn.signs.items()}
            kept |= {(dm.id, k): counts for k, counts in drawn.counts.items()}
        if progress is not None:
            progress("drawing readings", place + 1, len(parts))
    steps = joint_steps(conflict)
    stable = _judge(conflict, ranks, concepts, progress)
    together = left_together(steps, list(ranks))
    return Readings(
        samples=samples,
        main=verdict_concept(tuple(concepts)),
        ranks=ranks,
        stable=stable,
        together=together,
        steps=steps,
        held={concept: np.asarray(verdict.all(axis=0)) & ~together for concept, verdict in stable.items()},
        wishes=wishes,
        kept=kept,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawn:
    ranks: NDArray[np.integer]
    """(readings, states)."""
    signs: dict[int, Truth]
    counts: dict[int, Truth]


@dataclass(frozen=True, kw_only=True)
class _Part:
    """What is drawn of one party's preference: classes of statements in tiers, and open wishes after them."""

    conflict: Conflict
    classes: tuple[tuple[PreferenceStatement, ...], ...]
    wishes: tuple[OpenWish, ...]

    @classmethod
    def of(cls, conflict: Conflict, dm: str) -> _Part | None:
        preference = conflict.dm(dm).preference
        if not isinstance(preference, Statements):
            return None
        return cls(conflict=conflict, classes=preference.classes, wishes=preference.open)

    @cached_property
    def groups(self) -> list[int]:
        """Statements of one tier that stand together are one group, whose order is drawn; any other is its own."""
        numbers: list[int] = []
        for k, tied in enumerate(self.classes):
            same = k and tied[0].tier is not None and tied[0].tier == self.classes[k - 1][0].tier
            numbers.append(numbers[-1] if same else (numbers[-1] + 1 if numbers else 0))
        return numbers

    @property
    def open(self) -> bool:
        """Whether anything is drawn at all."""
        doubtful = any(_sure(tied) < DOUBTFUL for tied in self.classes)
        counting = sum(w.answer != "either" for w in self.wishes)
        asked = any(w.answer == "open" for w in self.wishes)
        return doubtful or asked or counting > 1 or len(set(self.groups)) < len(self.groups)

    def draw(self, samples: int, random: np.random.Generator) -> _Drawn:
        """Draw ranks: every statement and wish is a digit of a number, the most important first."""
        masks, bits = self.conflict.space.masks, self.conflict.space.bits
        counted = [sum(holds(_formula(s), masks, bits).astype(np.int64) for s in tied) for tied in self.classes]
        asked = [(k, w) for k, w in enumerate(self.wishes) if w.answer != "either"]
        sure = np.array([max(_sure(tied), 0.05) for tied in self.classes])[:, None]
        # The place of a statement inside its tier: a draw that the surer win more often (Efraimidis and Spirakis 2006).
        places = np.array(self.groups, float)[:, None] - random.random((len(self.classes), samples)) ** (1.0 / sure)
        chance = np.array([1.0 if _sure(tied) >= DOUBTFUL else _sure(tied) * 2 for tied in self.classes])[:, None]
        counts = random.random((len(self.classes), samples)) < chance
        signs = random.random((len(asked), samples)) < 0.5
        for row, (_, wish) in enumerate(asked):
            if wish.answer != "open":
                signs[row] = wish.answer == "yes"
        later = len(self.classes) + 1.0 + random.random((len(asked), samples))
        # Rows of digits: nothing, each class, each wish as wanted, each wish as not wanted.
        wanted = [holds(_formula(w), masks, bits).astype(np.int64) for _, w in asked]
        digits = np.array([np.zeros(len(masks), np.int64), *counted, *wanted, *(1 - w for w in wanted)])
        bases = np.array([1, *(len(tied) + 1 for tied in self.classes), *(2 for _ in range(2 * len(asked)))], np.int64)
        row_of = np.concatenate(
            [
                np.where(counts, np.arange(1, len(self.classes) + 1)[:, None], 0),
                1 + len(self.classes) + np.arange(len(asked))[:, None] + np.where(signs, 0, len(asked)),
            ]
        ).astype(np.int64)
        order = np.argsort(np.concatenate([places, later]), axis=0, kind="stable")
        chosen = np.take_along_axis(row_of, order, axis=0)
        return _Drawn(
            ranks=_keys(digits, bases, chosen, samples),
            signs={k: signs[row] for row, (k, wish) in enumerate(asked) if wish.answer == "open"},
            counts={k: counts[k] for k, tied in enumerate(self.classes) if _sure(tied) < DOUBTFUL},
        )


def _keys(
    digits: NDArray[np.int64], bases: NDArray[np.int64], chosen: NDArray[np.int64], samples: int
) -> NDArray[np.integer]:
    """(readings, states): the digits of each reading as one number, made small where it would not fit.

    Cost: three passes over readings times states for each digit, in two bytes a number where that is enough.
    """
    whole = math.prod(int(bases[row].max(initial=1)) for row in chosen)
    kind = np.uint16 if whole <= SMALL else np.int32 if whole < 1 << 31 else np.int64
    key = np.zeros((samples, digits.shape[1]), kind)
    added = np.empty_like(key)
    bases, digits = bases.astype(kind), digits.astype(kind)
    room = 1
    for row in chosen:
        base = bases[row]
        most = int(base.max(initial=1))
        if room * most > ROOM:
            key = _dense(key).astype(kind)
            room = digits.shape[1]
        key *= base[:, None]
        np.take(digits, row, axis=0, out=added, mode="clip")
        key += added
        room *= most
    return key if room <= SMALL else _dense(key)


def _dense(key: NDArray[np.integer]) -> NDArray[np.int64]:
    """Numbers row by row replaced by their places among those of the row."""
    order = np.argsort(key, axis=1)
    ordered = np.take_along_axis(key, order, axis=1)
    steps = np.concatenate([np.zeros((len(key), 1), np.int64), ordered[:, 1:] != ordered[:, :-1]], axis=1)
    out = np.empty(key.shape, np.int64)
    np.put_along_axis(out, order, np.cumsum(steps, axis=1), axis=1)
    return out


def _sure(tied: tuple[PreferenceStatement, ...]) -> float:
    return min((s.confidence for s in tied), default=1.0)


def _formula(part: PreferenceStatement | OpenWish) -> Formula:
    if isinstance(part.formula, str):
        raise TypeError("a built conflict holds formulas, not text")
    return part.formula


def _judge(
    conflict: Conflict, ranks: NDArray[np.uint16], concepts: Sequence[str], progress: Progress | None
) -> dict[str, Truth]:
    states, samples = ranks.shape[1:]
    if states <= MAX_STATES:
        return dict(stable_profiles(conflict, ranks, concepts, progress=progress))
    table = moves_of(conflict)
    found: dict[str, Truth] = {concept: np.zeros(ranks.shape, bool) for concept in concepts}
    for n in range(samples):
        one = [np.ascontiguousarray(r[:, n]).astype(np.int32) for r in ranks]
        for concept, verdicts in stable_states(table, one, concepts).items():
            found[concept][:, :, n] = verdicts
        if progress is not None and (n + 1) % 20 == 0:
            progress("readings of the record", n + 1, samples)
    return found
