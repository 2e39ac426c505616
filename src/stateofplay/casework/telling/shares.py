"""Shares of readings in words: one way of saying them, so that a sentence never says more than its number."""

from __future__ import annotations

from dataclasses import dataclass

from stateofplay.conflict.studies.robustness import wilson


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """In how many readings something is so, with the Wilson interval (95 %)."""

    hits: int
    samples: int
    share: float
    low: float
    high: float

    @classmethod
    def of(cls, hits: int, samples: int) -> Share:
        """Count it."""
        low, high = wilson(hits, samples)
        return cls(hits=hits, samples=samples, share=round(hits / samples, 3), low=round(low, 3), high=round(high, 3))

    @property
    def always(self) -> bool:
        """Whether it is so in every reading."""
        return self.hits == self.samples

    @property
    def never(self) -> bool:
        """Whether it is so in none."""
        return self.hits == 0


def per_cent(share: float) -> str:
    """A share that is neither all nor none, in words that are true of it.

    Examples
    --------
    >>> per_cent(0.437), per_cent(0.999), per_cent(0.001)
    ('44 %', 'more than 99 %', 'less than 1 %')
    """
    if share >= 0.995:
        return "more than 99 %"
    return "less than 1 %" if share < 0.005 else f"{share:.0%}".replace("%", " %")


def in_readings(one: Share) -> str:
    """In how many readings: "in every reading", "in no reading", "in 44 % of the readings".

    Examples
    --------
    >>> in_readings(Share.of(2000, 2000)), in_readings(Share.of(0, 2000)), in_readings(Share.of(874, 2000))
    ('in every reading', 'in no reading', 'in 44 % of the readings')
    """
    if one.always:
        return "in every reading"
    return "in no reading" if one.never else f"in {per_cent(one.share)} of the readings"


def stays_in(one: Share) -> str:
    """Whether things stay as they are, for those who do not know what a reading is.

    Examples
    --------
    >>> stays_in(Share.of(1, 1)), stays_in(Share.of(2000, 2000))
    ('Things stay as they are', 'Things stay as they are in every reading (a way to fill in what the record leaves open)')
    >>> stays_in(Share.of(280, 2000))
    'Things stay as they are in 14 % of the readings (ways to fill in what the record leaves open)'
    """
    if one.samples == 1:
        return "Things stay as they are" if one.always else "Things do not stay as they are"
    what = "a way" if one.always or one.never else "ways"
    return f"Things stay as they are {in_readings(one)} ({what} to fill in what the record leaves open)"


def holds_in(one: Share) -> str:
    """Whether something holds, in words: of a model that leaves nothing open there is one reading, and it is not named.

    Examples
    --------
    >>> holds_in(Share.of(1, 1)), holds_in(Share.of(0, 1)), holds_in(Share.of(874, 2000))
    ('holds', 'does not hold', 'holds in 44 % of the readings')
    """
    if one.samples == 1:
        return "holds" if one.always else "does not hold"
    return f"holds {in_readings(one)}"
