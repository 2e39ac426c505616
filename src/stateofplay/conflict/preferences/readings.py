"""How preferences are read: which moves tempt, which answers deter, which moves are credible.

Every kind of preference in the literature changes the same three relations in the definitions of NASH, GMR, SMR, SEQ and
SSEQ, so a reading is those three tables: ``leaves[s, q]`` (i would leave s for q), ``deters[s, x]`` (ending at x deters i
at s) and ``credible[s, q]`` (i would make the move s to q as an opponent).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from stateofplay.conflict.preferences.preference import Pairs
from stateofplay.errors import ConflictError

Table: TypeAlias = NDArray[np.bool_]
_ZERO = "-zero-diagonal"
_PARTS = {
    "unknown": ("variant",),
    "degree": ("degree",),
    "hybrid": ("variant", "degree"),
    "fuzzy": ("gamma",),
    "probabilistic": ("alpha", "beta"),
}
Kind: TypeAlias = Literal["simple", "unknown", "strong", "weak", "degree", "hybrid", "fuzzy", "probabilistic"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PreferenceReading:
    """One way to read preferences.

    Attributes
    ----------
    kind
        ``simple``: complete preferences (Phi(s) holds s and everything not better).
        ``unknown``: ``variant`` a, b, c or d (Li, Hipel, Kilgour and Fang 2004).
        ``strong``, ``weak``: three levels of strength (Hamouda, Kilgour and Hipel 2004, 2006).
        ``degree``: sanctions of degree ``degree`` or more (Xu et al. 2009-2011).
        ``hybrid``: unknown pairs and strength together, ``variant`` and ``degree`` (Xu, Hipel, Kilgour and Chen 2010, mark
        L): i leaves as in the unknown type; known ends deter from ``degree`` on, unknown ends in types c and d.
        ``fuzzy``: threshold ``gamma`` in (0, 1] (Bashar, Kilgour and Hipel 2012).
        ``probabilistic``: levels ``alpha`` and ``beta`` (Rego and Santos 2015).
    zero_diagonal
        Whether an answer that leads back to s itself does not count, as in the matrix form of Xu, Li, Kilgour and Hipel
        (2009). The logical definitions count it, since s is no better than itself; on models in option form without
        common moves both agree.
    """

    kind: Kind = "simple"
    variant: Literal["", "a", "b", "c", "d"] = ""
    degree: int = 0
    gamma: float = 1.0
    alpha: float = 0.5
    beta: float = 0.5
    zero_diagonal: bool = False

    def __post_init__(self) -> None:
        fit = {
            "unknown": self.variant != "",
            "degree": self.degree >= 0,
            "hybrid": self.variant != "" and self.degree >= 0,
            "fuzzy": 0 < self.gamma <= 1,
            "probabilistic": 0 <= self.alpha <= 1 and 0 <= self.beta <= 1,
        }.get(self.kind, self.kind in ("simple", "strong", "weak"))
        if not fit:
            raise _no_reading(self.id)

    @classmethod
    def of(cls, text: str) -> PreferenceReading:
        """Return the reading with an id; see :attr:`id`.

        Raises
        ------
        ConflictError
            ``conflict.reading`` for a text that names none.

        Examples
        --------
        >>> PreferenceReading.of("unknown-a").variant, PreferenceReading.of("probabilistic-0.2-0.4").beta
        ('a', 0.4)
        """
        name = text.strip().lower()
        plain = name.removesuffix(_ZERO)
        kind, _, rest = plain.partition("-")
        parts = rest.split("-") if rest else []
        names = _PARTS.get(kind, ())
        values: dict[str, str | int | float] = {}
        try:
            for part, value in zip(names, parts, strict=bool(parts)):
                values[part] = value if part == "variant" else int(value) if part == "degree" else float(value)
            return cls(kind=kind, zero_diagonal=name != plain, **values)  # type: ignore[arg-type]
        except ValueError:
            raise _no_reading(text) from None

    @property
    def id(self) -> str:
        """A short name, the same for equal readings; :meth:`of` reads it back.

        Examples
        --------
        >>> PreferenceReading(kind="unknown", variant="a").id, PreferenceReading(kind="fuzzy", gamma=0.4).id
        ('unknown-a', 'fuzzy-0.4')
        """
        return self._plain_id + (_ZERO if self.zero_diagonal else "")

    @property
    def _plain_id(self) -> str:
        match self.kind:
            case "unknown":
                return f"unknown-{self.variant}"
            case "degree":
                return f"degree-{self.degree}"
            case "hybrid":
                return f"hybrid-{self.variant}-{self.degree}"
            case "fuzzy":
                return f"fuzzy-{self.gamma:g}"
            case "probabilistic":
                return f"probabilistic-{self.alpha:g}-{self.beta:g}"
            case kind:
                return kind


def _no_reading(text: str) -> ConflictError:
    return ConflictError(
        f"the reading {text} does not exist",
        slug="conflict.reading",
        hint=(
            "Use simple; unknown-a, -b, -c or -d; strong; weak; degree-0 and up; hybrid-a-1; fuzzy-0.5 with a threshold in"
            " (0, 1]; probabilistic-0.5-0.5 with levels in [0, 1]; each also with -zero-diagonal."
        ),
    )


SIMPLE = PreferenceReading()


@dataclass(frozen=True, slots=True, eq=False)
class Relations:
    """The tables of one decision maker under one reading.

    ``further[s, x]``: being able to move on to x does not rescue it; the same as ``deters``, but for the zero diagonal.
    """

    leaves: Table
    deters: Table
    credible: Table
    further: Table


def read(pairs: Pairs, reading: PreferenceReading) -> Relations:
    """Turn the preference relations of one decision maker into what tempts, deters and is credible.

    Raises
    ------
    ConflictError
        ``conflict.reading`` when the preference lacks what the reading needs.
    """
    found = _read(pairs, reading)
    if reading.zero_diagonal:
        deters = found.deters.copy()
        np.fill_diagonal(deters, False)
        return Relations(found.leaves, deters, found.credible, found.deters)
    return found


def _read(pairs: Pairs, reading: PreferenceReading) -> Relations:
    better = pairs.better
    not_better = ~better.T  # not_better[s, x]: x is not better than s; s itself included
    match reading.kind:
        case "simple":
            if pairs.unknown is not None and pairs.unknown.any():
                raise ConflictError(
                    "a preference leaves pairs of states unknown",
                    slug="conflict.reading",
                    hint="Choose one of the readings unknown a, b, c or d.",
                )
            return _relations(better.T, not_better, better.T)
        case "unknown" | "hybrid":
            unknown = np.zeros_like(better) if pairs.unknown is None else pairs.unknown
            known_not_better = not_better & ~unknown
            if reading.kind == "hybrid":
                known_not_better = known_not_better & (_degree(pairs) >= reading.degree)
            tempted = better.T | unknown
            leaves = tempted if reading.variant in ("a", "c") else better.T
            deters = known_not_better if reading.variant in ("a", "b") else known_not_better | unknown
            return _relations(leaves, deters, tempted)
        case "strong" | "weak":
            return _relations(better.T, _degree(pairs) >= 2, better.T)
        case "degree":
            return _relations(better.T, not_better & (_degree(pairs) >= reading.degree), better.T)
        case "fuzzy":
            margin = _certainty(pairs) - _certainty(pairs).T
            gamma = reading.gamma if pairs.threshold is None else pairs.threshold
            tempting = gamma - 1e-12 <= margin.T  # degrees such as 0.7 - 0.3 are not exact in binary
            return _relations(tempting, ~tempting, tempting)
        case "probabilistic":
            certainty = _certainty(pairs)
            tempting = 1 - reading.alpha < certainty.T
            return _relations(tempting, 1 - reading.beta >= certainty.T, tempting)


def _relations(leaves: Table, deters: Table, credible: Table) -> Relations:
    return Relations(leaves, deters, credible, deters)


def _degree(pairs: Pairs) -> NDArray[np.int8]:
    """Degree[s, x] by which s is preferred to x."""
    return pairs.better.astype(np.int8) if pairs.degree is None else pairs.degree


def _certainty(pairs: Pairs) -> NDArray[np.float64]:
    """Certainty[x, y] that x is preferred to y; crisp preferences are certain, indifference is even."""
    if pairs.certainty is not None:
        return pairs.certainty
    return np.where(pairs.better, 1.0, np.where(pairs.better.T, 0.0, 0.5))
