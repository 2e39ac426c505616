"""Robustness: how often each state is an equilibrium when preferences are drawn at random around the present ones.

Each sample takes every varied decision maker's ranking and either shuffles it wholly or lets neighbours change places a
few times. The frequency comes with Wilson's score interval (Wilson 1927). The same seed gives the same numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from stateofplay.conflict.analysis import analyse
from stateofplay.conflict.concepts import FAST_CONCEPTS, PROFILE_CONCEPTS, concept_id
from stateofplay.conflict.engine.profiles import stable_profiles
from stateofplay.conflict.engine.stability import Progress
from stateofplay.conflict.json import Json
from stateofplay.conflict.model.conflict import Conflict
from stateofplay.conflict.model.naming import capitalised
from stateofplay.conflict.model.ranks import ranks_of
from stateofplay.conflict.proofs.wording import describe
from stateofplay.errors import ConflictError

_BATCH = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Frequency:
    """How often one state is an equilibrium under one concept; ``low`` to ``high`` is the Wilson interval."""

    concept: str
    state: int
    hits: int
    samples: int
    low: float
    high: float
    now: bool

    @property
    def share(self) -> float:
        """The part of the samples in which it is an equilibrium."""
        return self.hits / self.samples


@dataclass(frozen=True, eq=False, kw_only=True)
class Robustness:
    """The frequencies, with all that is needed to draw the same samples again.

    ``swaps`` is how many random swaps of neighbours each ranking underwent; None where rankings were shuffled wholly.
    """

    conflict: Conflict
    samples: int
    seed: int
    swaps: int | None
    confidence: float
    varied: tuple[str, ...]
    frequencies: tuple[Frequency, ...]

    def of(self, concept: str) -> tuple[Frequency, ...]:
        """Return the states that were an equilibrium under a concept at least once, most frequent first."""
        wanted = concept_id(concept)
        found = [one for one in self.frequencies if one.concept == wanted and (one.hits or one.now)]
        return tuple(sorted(found, key=lambda one: (-one.hits, one.state)))

    def sentences(self) -> tuple[str, ...]:
        """Return the findings as plain sentences: the present equilibria, and the most frequent one that is none."""
        how = (
            "wholly random rankings" if self.swaps is None else f"rankings with {self.swaps} random swaps of neighbours"
        )
        lines = [f"{self.samples:,} samples were drawn with {how} (seed {self.seed})."]
        for concept in dict.fromkeys(one.concept for one in self.frequencies):
            others = 0
            for one in self.of(concept):
                if not one.now:
                    others += 1
                    if others > 1:
                        continue
                is_now = "is an equilibrium now and" if one.now else "is no equilibrium now but"
                lines.append(
                    f"{describe(self.conflict, one.state)} {is_now} is one under {concept} in {one.share:.1%} of the"
                    f" samples ({self.confidence:.0%} interval {one.low:.1%} to {one.high:.1%})."
                )
        return tuple(capitalised(line) for line in lines)

    def to_dict(self) -> dict[str, Json]:
        """Return plain data for JSON; states that never were an equilibrium are left out."""
        return {
            "samples": self.samples,
            "seed": self.seed,
            "swaps": self.swaps,
            "confidence": self.confidence,
            "varied": list(self.varied),
            "frequencies": [
                {
                    "concept": one.concept,
                    "state": one.state,
                    "hits": one.hits,
                    "share": one.share,
                    "low": one.low,
                    "high": one.high,
                    "now": one.now,
                }
                for concept in dict.fromkeys(one.concept for one in self.frequencies)
                for one in self.of(concept)
            ],
            "sentences": list(self.sentences()),
        }


def robustness(
    conflict: Conflict,
    samples: int = 10_000,
    seed: int = 0,
    *,
    concepts: Sequence[str] = FAST_CONCEPTS,
    swaps: int | None = 3,
    varied: Sequence[str] | None = None,
    progress: Progress | None = None,
) -> Robustness:
    """Draw preferences and count how often each state is an equilibrium.

    Parameters
    ----------
    conflict
        A model of at most 2,048 states with complete preferences.
    samples, seed
        How many profiles are drawn, and from which seed.
    concepts
        Some of NASH, GMR, SMR, SEQ, SSEQ, SIM.
    swaps
        How many times two neighbouring classes of each varied ranking change places, at random; None shuffles the
        states wholly, so that each strict ranking is equally likely.
    varied
        Whose preferences vary; everyone's by default.
    progress
        Called after each batch; raise in it to stop.

    Examples
    --------
    >>> from stateofplay.conflict.model.generated import even_conflict
    >>> found = robustness(even_conflict(4, 2), samples=200, seed=1, concepts=["NASH"])
    >>> found.of("nash")[0].now, found.of("nash")[0].low < found.of("nash")[0].share < found.of("nash")[0].high
    (True, True)
    """
    asked = tuple(dict.fromkeys(concept_id(concept) for concept in concepts))
    unfit = [concept for concept in asked if concept not in PROFILE_CONCEPTS]
    if unfit:
        raise ConflictError(
            f"robustness is not sampled for {', '.join(unfit)}",
            slug="conflict.concept",
            hint=f"Use some of {', '.join(PROFILE_CONCEPTS)}.",
        )
    if samples < 1 or (swaps is not None and swaps < 0):
        raise ConflictError(
            f"{samples} samples with {swaps} swaps cannot be drawn",
            slug="conflict.samples",
            hint="Ask for at least one sample and for no negative number of swaps.",
        )
    names = {conflict.dm(dm).id for dm in (conflict.dm_ids if varied is None else varied)}
    ranks = [np.unique(one, return_inverse=True)[1].astype(np.int64) for one in ranks_of(conflict)]
    rng = np.random.default_rng(seed)
    hits = {concept: np.zeros(len(conflict.space), np.int64) for concept in asked}
    for start in range(0, samples, _BATCH):
        size = min(_BATCH, samples - start)
        profiles = np.stack(
            [
                _drawn(rng, own, size, swaps) if dm in names else np.repeat(own[:, None], size, axis=1)
                for dm, own in zip(conflict.dm_ids, ranks, strict=True)
            ]
        )
        for concept, stable in stable_profiles(conflict, profiles, asked).items():
            hits[concept] += stable.all(axis=0).sum(axis=1)
        if progress is not None:
            progress("samples", start + size, samples)
    now = analyse(conflict, asked)
    frequencies = []
    for concept in asked:
        present = now.equilibrium(concept)
        for index, number in enumerate(hits[concept].tolist()):
            low, high = wilson(number, samples)
            frequencies.append(
                Frequency(
                    concept=concept,
                    state=index + 1,
                    hits=number,
                    samples=samples,
                    low=low,
                    high=high,
                    now=bool(present[index]),
                )
            )
    return Robustness(
        conflict=conflict,
        samples=samples,
        seed=seed,
        swaps=swaps,
        confidence=0.95,
        varied=tuple(dm for dm in conflict.dm_ids if dm in names),
        frequencies=tuple(frequencies),
    )


def wilson(hits: int, samples: int, z: float = 1.959963984540054) -> tuple[float, float]:
    """Return Wilson's score interval for a share; z = 1.96 gives 95 per cent.

    Examples
    --------
    >>> [round(end, 4) for end in wilson(8, 10)]
    [0.4902, 0.9433]
    """
    share = hits / samples
    centre = share + z * z / (2 * samples)
    half = z * sqrt(share * (1 - share) / samples + z * z / (4 * samples * samples))
    scale = 1 + z * z / samples
    return max(0.0, (centre - half) / scale), min(1.0, (centre + half) / scale)


def _drawn(rng: np.random.Generator, own: NDArray[np.int64], size: int, swaps: int | None) -> NDArray[np.int64]:
    """Return one ranking a column."""
    if swaps is None:
        return np.argsort(np.argsort(rng.random((len(own), size)), axis=0), axis=0)
    classes = int(own.max(initial=0)) + 1
    place = np.repeat(np.arange(classes)[:, None], size, axis=1)  # class to its present place, column by column
    columns = np.arange(size)
    order = place.copy()
    for _ in range(swaps if classes > 1 else 0):
        at = rng.integers(0, classes - 1, size)
        order[at, columns], order[at + 1, columns] = order[at + 1, columns], order[at, columns].copy()
    place[order, columns] = np.arange(classes)[:, None]
    return place[own]
