"""What tempts, what deters and what is credible, kind of preference by kind, as the papers put it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from stateofplay.conflict.logic.states import StateSpace
from stateofplay.conflict.preferences.preference import Preference
from stateofplay.conflict.preferences.readings import PreferenceReading
from stateofplay.errors import ConflictError

Compare = Callable[[int, int], bool]


@dataclass(frozen=True)
class Viewpoint:
    """The eyes of one decision maker.

    Attributes
    ----------
    prefers
        ``prefers(x, y)``: x is strictly better than y.
    leaves
        ``leaves(s, q)``: it would leave s for q.
    deters
        ``deters(s, x)``: having to end at x keeps it at s.
    credible
        ``credible(s, q)``: as an opponent it would go from s to q.
    further
        ``further(s, x)``: being able to move on to x does not rescue it; the same as ``deters``, but for the zero diagonal.
    """

    prefers: Compare
    leaves: Compare
    deters: Compare
    credible: Compare
    further: Compare


def judgement(preference: Preference, space: StateSpace, reading: PreferenceReading) -> Viewpoint:
    """Return the judgement of one decision maker under one reading."""
    found = _judgement(preference, space, reading)
    if reading.zero_diagonal:  # an answer that leads back to s does not count
        return replace(found, deters=lambda s, x: x != s and found.deters(s, x))
    return found


def _judgement(preference: Preference, space: StateSpace, reading: PreferenceReading) -> Viewpoint:
    ranks = preference.ranks(space) if reading.kind == "simple" else None
    if ranks is not None:
        rank = dict(enumerate(ranks.tolist(), start=1))
        return simple(lambda x, y: rank[x] > rank[y])
    pairs = preference.pairs(space)
    better, degree, chance = pairs.better, pairs.degree, pairs.certainty

    def prefers(x: int, y: int) -> bool:
        return bool(better[x - 1, y - 1])

    def unknown(x: int, y: int) -> bool:
        return pairs.unknown is not None and bool(pairs.unknown[x - 1, y - 1])

    def by_degrees(x: int, y: int) -> int:
        return int(degree[x - 1, y - 1]) if degree is not None else int(prefers(x, y))

    def certainty(x: int, y: int) -> float:
        if chance is not None:
            return float(chance[x - 1, y - 1])
        return 1.0 if prefers(x, y) else 0.0 if prefers(y, x) else 0.5

    match reading.kind:
        case "simple":
            return simple(prefers)
        case "unknown":
            return unknown_pairs(prefers, unknown, reading.variant)
        case "hybrid":
            return hybrid(prefers, unknown, by_degrees, reading.variant, reading.degree)
        case "strong":
            return graded(prefers, by_degrees, least=2)
        case "degree":
            return graded(prefers, by_degrees, least=reading.degree)
        case "fuzzy":
            return fuzzy(prefers, certainty, reading.gamma if pairs.threshold is None else pairs.threshold)
        case "probabilistic":
            return probabilistic(prefers, certainty, reading.alpha, reading.beta)
        case "weak":
            raise ConflictError(
                "weak stability is defined by the general and the strong one",
                slug="conflict.reading",
                hint="Take the difference of the readings degree 0 and strong.",
            )


def _judge(prefers: Compare, leaves: Compare, deters: Compare, credible: Compare) -> Viewpoint:
    return Viewpoint(prefers, leaves, deters, credible, deters)


def simple(prefers: Compare) -> Viewpoint:
    """Leave for anything better; anything not better deters, s itself included (Phi_i(s))."""
    return _judge(prefers, lambda s, q: prefers(q, s), lambda s, x: not prefers(x, s), lambda s, q: prefers(q, s))


def unknown_pairs(prefers: Compare, unknown: Compare, variant: str) -> Viewpoint:
    """Li, Hipel, Kilgour and Fang 2004: a and c leave for the unknown too; c and d are deterred by the unknown too.

    Credible moves of opponents include moves to unknown states in all four types.
    """

    def leaves(s: int, q: int) -> bool:
        return prefers(q, s) or (variant in ("a", "c") and unknown(q, s))

    def deters(s: int, x: int) -> bool:
        if unknown(x, s):
            return variant in ("c", "d")
        return not prefers(x, s)

    return _judge(prefers, leaves, deters, lambda s, q: prefers(q, s) or unknown(q, s))


def hybrid(
    prefers: Compare, unknown: Compare, by_degrees: Callable[[int, int], int], variant: str, least: int
) -> Viewpoint:
    """Xu, Hipel, Kilgour and Chen 2010: leave as with unknown pairs; be deterred as both tables together say (mark L)."""
    open_pairs = unknown_pairs(prefers, unknown, variant)

    def deters(s: int, x: int) -> bool:
        if unknown(x, s):
            return variant in ("c", "d")
        return not prefers(x, s) and by_degrees(s, x) >= least

    return _judge(prefers, open_pairs.leaves, deters, open_pairs.credible)


def graded(prefers: Compare, by_degrees: Callable[[int, int], int], least: int) -> Viewpoint:
    """Hamouda, Kilgour and Hipel 2004, 2006: only an end that is worse by ``least`` degrees deters."""
    return _judge(
        prefers,
        lambda s, q: prefers(q, s),
        lambda s, x: not prefers(x, s) and by_degrees(s, x) >= least,
        lambda s, q: prefers(q, s),
    )


def fuzzy(prefers: Compare, certainty: Callable[[int, int], float], gamma: float) -> Viewpoint:
    """Bashar, Kilgour and Hipel 2012: leave when r(q, s) - r(s, q) reaches the threshold gamma."""

    def tempting(s: int, q: int) -> bool:
        return certainty(q, s) - certainty(s, q) >= gamma - 1e-12

    return _judge(prefers, tempting, lambda s, x: not tempting(s, x), tempting)


def probabilistic(prefers: Compare, certainty: Callable[[int, int], float], alpha: float, beta: float) -> Viewpoint:
    """Rego and Santos 2015: leave when p(q, s) > 1 - alpha; x deters when p(x, s) <= 1 - beta."""

    def tempting(s: int, q: int) -> bool:
        return certainty(q, s) > 1 - alpha

    return _judge(prefers, tempting, lambda s, x: certainty(x, s) <= 1 - beta, tempting)
