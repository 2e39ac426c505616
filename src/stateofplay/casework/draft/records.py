"""The draft: a conflict model of which every part lists the claims it rests on, the rule that made it and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass

from stateofplay.conflict import Conflict


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """Why a part of the draft is there."""

    rule: str
    """Name of the drafting rule (docs/from-news-to-model.md)."""
    claims: tuple[str, ...]
    quotes: tuple[str, ...]
    sure: float
    """From 0 to 1, from the confidence and firmness of the claims."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftOption:
    """Something a party may do, as drafted."""

    id: str
    owner: str
    act: str
    """As an action: "accept a 30-day ceasefire"."""
    text: str
    """With its owner in front."""
    issue: str
    contested: float
    """How contested it is: orders what is kept when there are too many."""
    holds_now: bool
    """Whether it is the case in the status quo."""
    family: str = ""
    """What kind of act it is: acts of one family are the same thing to do."""
    joint: bool = False
    """Whether the other principal party has the like option, and both must take theirs for anything to happen."""
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftStatement:
    """One statement of a party's preference: a formula over options that the party would rather see true."""

    party: str
    formula: str
    tier: int
    """0 red lines, 1 conditions, 2 demands and refusals, 3 what it supports or offers."""
    text: str
    basis: Basis

    @property
    def option_ids(self) -> frozenset[str]:
        """Ids of the options that it speaks of, with the words that join them."""
        return frozenset(self.formula.replace("(", " ").replace(")", " ").split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What the record does not say and a person should answer."""

    text: str
    party: str | None = None
    option: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A drafted conflict model."""

    title: str
    as_of: str | None
    parties: tuple[str, ...]
    options: tuple[DraftOption, ...]
    statements: tuple[DraftStatement, ...]
    left_out: tuple[str, ...]
    """What did not fit or could not be used, each with the reason."""
    questions: tuple[Question, ...]
    conflict: Conflict

    def statements_of(self, party: str) -> tuple[DraftStatement, ...]:
        """The party's statements, the most important first."""
        return tuple(s for s in self.statements if s.party == party)

    def open_options(self, party: str) -> tuple[DraftOption, ...]:
        """Options on which the record does not say what the party wants: nothing is guessed for them."""
        words = {word for s in self.statements_of(party) for word in s.option_ids}
        return tuple(o for o in self.options if o.id not in words)
