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
    confidence: float
    """From 0 to 1, from the confidence and firmness of the claims."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftOption:
    """Something a party may do, as drafted."""

    id: str
    owners: tuple[str, ...]
    """Whose act it is; of what takes several, all whom it needs."""
    act: str
    """As an action: "accept a 30-day ceasefire"."""
    text: str
    """With its owners in front."""
    issue: str
    contested: float
    """How contested it is: orders what is kept when there are too many."""
    holds_now: bool
    """Whether it is the case in the status quo."""
    family: str = ""
    """What kind of act it is: acts of one family are the same thing to do."""
    concept: str | None = None
    needs: tuple[str, ...] = ()
    """Ids of joint acts that it is a part of: who attends takes part in the talks."""
    stays: bool = False
    """Whether it cannot be taken back: an exchange that was made."""
    hostile: bool = False
    """Whether it harms somebody."""
    basis: Basis
    shown_by: Basis | None = None
    """The events that show it as done now, where such do."""

    def told_to(self, party: str) -> str:
        """The act in words for a party: its own without its name, a joint one with whom it is done."""
        if party not in self.owners:
            return f"“{self.text}”"
        others = [p for p in self.owners if p != party]
        return f"“{self.act}”" + (f" with {' and '.join(others)}" if others else "")

    def wished_by(self, party: str) -> str:
        """The act as what a party wants: "to do it" of its own, "others to do it" of theirs."""
        if party in self.owners:
            return f"to {self.told_to(party)}"
        return f"{' and '.join(self.owners)} to “{self.act}”"

    @property
    def owner(self) -> str:
        """The first of the owners."""
        return self.owners[0]

    @property
    def joint(self) -> bool:
        """Whether it takes several."""
        return len(self.owners) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftStatement:
    """One statement of a party's preference: a formula over options that the party would rather see true."""

    party: str
    formula: str
    tier: int
    """0 red lines, 1 conditions, 2 demands and refusals, 3 what it supports or offers."""
    text: str
    basis: Basis
    assumed: bool = False
    """Whether a rule assumes it and no page says it: a harm is disliked by whom it is done to."""

    @property
    def option(self) -> str:
        """The option of a plain wish; an empty text for a condition."""
        return "" if self.formula.startswith("(") else self.formula.removeprefix("not ")

    @property
    def says_which(self) -> bool:
        """Whether it says which way its options are wanted: "A if B" and "A only after B" do not, and these stay open."""
        return " if " not in self.formula and " or " not in self.formula

    @property
    def option_ids(self) -> frozenset[str]:
        """Ids of the options that it speaks of, with the words that join them."""
        return frozenset(self.formula.replace("(", " ").replace(")", " ").split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What the record does not say and a person should answer: would a party rather see a formula true?"""

    text: str
    party: str
    formula: str
    claims: tuple[str, ...] = ()

    @property
    def option(self) -> str:
        """The option it is about."""
        return self.formula


@dataclass(frozen=True, slots=True, kw_only=True)
class LessSure:
    """An option or a statement that is not sure enough for the draft: a person can take it in."""

    text: str
    """As it would stand there: an option with its owners in front, a statement with its party."""
    reason: str
    claims: tuple[str, ...]
    quotes: tuple[str, ...]

    @property
    def told(self) -> str:
        """What it is and why it is left out."""
        return f"{self.text}: {self.reason}"


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
    less_sure: tuple[LessSure, ...] = ()
    """Options and statements that the record has, but not surely enough; `draft` takes one in where its words are given."""
    taken: tuple[str, ...] = ()
    """Words of what a person took in: the next draft onto the same file takes it in again."""
    facing: tuple[str, ...] = ()
    """Who faces whom, and by what: of a joint act, those who do."""
    rules: tuple[str, ...] = ()
    """Rules of feasibility that were applied, in words; each can be struck out."""

    @property
    def not_in(self) -> tuple[str, ...]:
        """Everything that is not in the model, each with the reason: what is less sure first."""
        return (*(one.told for one in self.less_sure), *self.left_out)

    def statements_of(self, party: str) -> tuple[DraftStatement, ...]:
        """The party's statements, the most important first."""
        return tuple(s for s in self.statements if s.party == party)

    def open_options(self, party: str) -> tuple[DraftOption, ...]:
        """Options on which the record does not say what the party wants: nothing is guessed for them."""
        words = {w for s in self.statements_of(party) if s.says_which for w in s.option_ids}
        return tuple(o for o in self.options if o.id not in words)
