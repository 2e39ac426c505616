"""The record of an act that words name: what would be done, and in which way it is meant."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PossibleAct:
    """An act that words name."""

    text: str
    """As an action: "accept a 30-day ceasefire"."""
    family: str
    """Acts of one family are the same thing to do, whatever the words: a concept, or the stems of the words."""
    concept: str | None
    subject: str = ""
    """The words in front of the verb, where somebody is named there to do it."""
    led: bool = False
    """Whether the words begin with the verb: what is left out in front of it says who."""
    joint: bool = False
    hostile: bool = False
    given: bool = False
    ends: bool = False
    """Whether it ends something that goes on."""
    attends: bool = False
    keeps: bool = False
    """Whether it goes on with something, or keeps it."""
    negated: bool = False
    """Whether the words speak of it as not done: "not a treaty", "if Moscow refused"."""
    past: bool = False
    """Whether the verb stands in the past: somebody has done it already."""
    on: str = ""
    """Who would suffer it, where the words say no more: "Tollmark faces tariffs"."""
    value: bool = False
    """Whether it names something to hold or to be granted: sovereignty, a right."""
