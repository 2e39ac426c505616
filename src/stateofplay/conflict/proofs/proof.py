"""Proofs: the records that show why a state is stable or not.

A proof of stability lists, for every improvement, the path that deters it; a proof of instability names the improvement
that nothing deters with everything that the opponents could do about it. :mod:`stateofplay.conflict.proofs.sanctions`
finds proofs, :mod:`stateofplay.conflict.proofs.checker` checks them, :mod:`stateofplay.conflict.proofs.wording` says them
in a sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from stateofplay.conflict.preferences.readings import SIMPLE, PreferenceReading

Ground: TypeAlias = Literal["no_move", "no_improvement", "deterred", "undeterred"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One move: who, from which state, to which state (ids)."""

    mover: str
    source: int
    target: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sanction:
    """Why one improvement does not pay.

    Attributes
    ----------
    improvement
        State id the decision maker would move to.
    steps
        The answer: moves one after another from ``improvement``; for simultaneous stability, moves that all start at the
        state in question and are carried out together with the improvement.
    end
        Where the answer leads: no better for the decision maker than where it started.
    reply
        The best state the decision maker could then move to, or None when it has no move there. Under symmetric concepts
        it is no better either.
    """

    improvement: int
    steps: tuple[Step, ...]
    end: int
    reply: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One state that answers to the undeterred improvement can lead to, and why it does not deter.

    ``escape`` is the further move that rescues the decision maker where the state itself would deter (symmetric concepts).
    """

    state: int
    last_mover: str
    escape: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """The verdict on one state for one decision maker under one concept, with its ground.

    Attributes
    ----------
    ground
        ``"no_move"``: stable by structure. ``"no_improvement"``: no move tempts. ``"deterred"``: every improvement meets
        one of ``sanctions``. ``"undeterred"``: unstable, ``improvement`` meets none.
    outcomes
        For an unstable state, all that answers can lead to, closed under further legal moves.
    """

    concept: str
    decision_maker: str
    state: int
    ground: Ground
    sanctions: tuple[Sanction, ...] = ()
    improvement: int | None = None
    outcomes: tuple[Outcome, ...] = ()
    reading: PreferenceReading = SIMPLE

    @property
    def stable(self) -> bool:
        """Whether the proof is one of stability."""
        return self.ground != "undeterred"
