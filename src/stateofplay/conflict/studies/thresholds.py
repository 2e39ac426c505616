"""How far a verdict is from changing with a threshold: fuzzy and probabilistic readings.

Whether a move tempts is a question of a threshold, so verdicts jump. Between two neighbouring values that the preferences
take, nothing changes; so the verdicts at one point of each such stretch are the verdicts everywhere, and each verdict has the
exact range of thresholds over which it holds. A verdict close to the end of its range is threshold luck, not stability.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, TypeAlias

import numpy as np

from stateofplay.conflict.analysis import analyse
from stateofplay.conflict.concepts import FAST_CONCEPTS, USUAL_CONCEPTS, concept_id
from stateofplay.conflict.engine.stability import Progress, Stable
from stateofplay.conflict.json import Json
from stateofplay.conflict.model.conflict import Conflict
from stateofplay.conflict.preferences.readings import PreferenceReading
from stateofplay.conflict.proofs.wording import describe
from stateofplay.errors import ConflictError

Parameter: TypeAlias = Literal["gamma", "alpha", "beta"]
MAX_STRETCHES = 2000
_KINDS: Mapping[str, tuple[Parameter, ...]] = {"fuzzy": ("gamma",), "probabilistic": ("alpha", "beta")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """The thresholds around the present one over which a verdict on one state holds: above ``low``, up to ``high``.

    ``decision_maker`` is None for the verdict whether the state is an equilibrium.
    """

    concept: str
    decision_maker: str | None
    state: int
    stable: bool
    low: float
    high: float


@dataclass(frozen=True, eq=False, kw_only=True)
class Thresholds:
    """The range of every verdict.

    Attributes
    ----------
    parameter, value
        Which threshold of the reading is varied, and where it stands.
    ranges
        One for each concept, decision maker (and None for equilibria) and state.
    """

    conflict: Conflict
    reading: PreferenceReading
    parameter: Parameter
    value: float
    ranges: tuple[Range, ...]

    def range_of(self, concept: str, state: int, dm: str | None = None) -> Range:
        """Return the range of one verdict; of the equilibrium where no decision maker is named."""
        wanted = (concept_id(concept), dm, state)
        return next(one for one in self.ranges if (one.concept, one.decision_maker, one.state) == wanted)

    def close(self, within: float = 0.05) -> tuple[Range, ...]:
        """Return the verdicts that a threshold up to ``within`` away would change."""
        return tuple(
            one
            for one in self.ranges
            if (one.low > 0 and self.value - one.low <= within) or (one.high < 1 and one.high - self.value <= within)
        )

    def sentences(self) -> tuple[str, ...]:
        """Say of each equilibrium over which thresholds it is one."""
        lines = []
        for one in self.ranges:
            if one.decision_maker is None and one.stable:
                where = describe(self.conflict, one.state)
                lines.append(
                    f"Under {one.concept}, {where} is an equilibrium for {self.parameter} above {one.low:g} up to"
                    f" {one.high:g}; here it is {self.value:g}."
                )
        return tuple(lines)

    def to_dict(self) -> dict[str, Json]:
        """Return plain data for JSON."""
        return {
            "reading": self.reading.id,
            "parameter": self.parameter,
            "value": self.value,
            "ranges": [
                {
                    "concept": one.concept,
                    "decision_maker": one.decision_maker,
                    "state": one.state,
                    "stable": one.stable,
                    "above": one.low,
                    "up_to": one.high,
                }
                for one in self.ranges
            ],
            "sentences": list(self.sentences()),
        }


def thresholds(
    conflict: Conflict,
    reading: PreferenceReading,
    concepts: Sequence[str] = USUAL_CONCEPTS,
    *,
    parameter: Parameter | None = None,
    progress: Progress | None = None,
) -> Thresholds:
    """Find for every verdict the thresholds around the present one over which it holds, exactly.

    Parameters
    ----------
    conflict
        A small model with fuzzy or probabilistic preferences. Decision makers with a threshold of their own keep it.
    reading
        A fuzzy or probabilistic reading.
    concepts
        Some of NASH, GMR, SMR, SEQ, SSEQ.
    parameter
        ``"gamma"`` of a fuzzy reading; ``"alpha"`` (the default) or ``"beta"`` of a probabilistic one.
    progress
        Called after each stretch of thresholds; raise in it to stop.

    Raises
    ------
    ConflictError
        ``conflict.reading`` for other readings, ``conflict.too_large`` where the preferences take more than 2,000 values.

    Notes
    -----
    One analysis for each value that the preferences take.

    Examples
    --------
    >>> from stateofplay.conflict import DecisionMaker, Fuzzy, Option
    >>> wavers = Fuzzy(((0.5, 0.35), (0.65, 0.5)))
    >>> model = Conflict(decision_makers=(DecisionMaker(id="A", preference=wavers),), options=(Option(id="a", owner="A"),))
    >>> found = thresholds(model, PreferenceReading.of("fuzzy-0.4"), ["NASH"]).range_of("NASH", 1)
    >>> found.stable, round(found.low, 3), found.high
    (True, 0.3, 1.0)
    """
    known = _KINDS.get(reading.kind, ())
    chosen = parameter or (known[0] if known else None)
    asked = tuple(dict.fromkeys(concept_id(concept) for concept in concepts))
    if chosen not in known or chosen is None or set(asked) - set(FAST_CONCEPTS):
        raise ConflictError(
            f"the reading {reading.id} has no threshold {parameter or ''}".rstrip()
            if chosen not in known
            else f"thresholds are not worked out for {', '.join(asked)}",
            slug="conflict.reading",
            hint=f"Use a fuzzy reading (gamma) or a probabilistic one (alpha, beta), and some of {', '.join(FAST_CONCEPTS)}.",
        )
    value = float(getattr(reading, chosen))
    ends = _ends(conflict, chosen)
    if len(ends) > MAX_STRETCHES:
        raise ConflictError(
            f"the preferences take {len(ends):,} different values, each of which would need an analysis",
            slug="conflict.too_large",
            hint="Round them, for example to hundredths.",
        )
    present = int(np.searchsorted(ends[1:], value))  # the stretch (ends[k], ends[k + 1]] that holds the value
    verdicts = []
    for k, (low, high) in enumerate(pairwise(ends)):
        found = analyse(conflict, asked, reading=_moved(reading, chosen, (low + high) / 2))
        verdicts.append({concept: {None: found.equilibrium(concept), **found.verdicts[concept]} for concept in asked})
        if progress is not None:
            progress("thresholds", k + 1, len(ends) - 1)
    ranges = []
    for concept in asked:
        for dm in (None, *conflict.dm_ids):
            series: list[Stable] = [one[concept][dm] for one in verdicts]
            now = series[present]
            for index in range(len(conflict.space)):
                first, last = present, present
                while first and series[first - 1][index] == now[index]:
                    first -= 1
                while last + 1 < len(series) and series[last + 1][index] == now[index]:
                    last += 1
                ranges.append(
                    Range(
                        concept=concept,
                        decision_maker=dm,
                        state=index + 1,
                        stable=bool(now[index]),
                        low=float(ends[first]),
                        high=float(ends[last + 1]),
                    )
                )
    return Thresholds(conflict=conflict, reading=reading, parameter=chosen, value=value, ranges=tuple(ranges))


def _moved(reading: PreferenceReading, parameter: Parameter, value: float) -> PreferenceReading:
    if parameter == "gamma":
        return replace(reading, gamma=value)
    return replace(reading, alpha=value) if parameter == "alpha" else replace(reading, beta=value)


def _ends(conflict: Conflict, parameter: Parameter) -> list[float]:
    """Return 0, 1 and the values between at which some comparison turns, increasing."""
    values = {0.0, 1.0}
    for dm in conflict.decision_makers:
        pairs = dm.preference.pairs(conflict.space)
        if pairs.certainty is None:
            continue  # crisp: certain or even, which turns at 0 and 1 (and at a half, for chances)
        turning = pairs.certainty - pairs.certainty.T if parameter == "gamma" else 1 - pairs.certainty
        values |= {round(float(x), 12) for x in np.unique(turning) if 0 < x < 1}
    if parameter != "gamma":
        values.add(0.5)
    return sorted(values)
