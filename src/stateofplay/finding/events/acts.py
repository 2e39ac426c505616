"""An act met in the text, before it is settled into an event."""

from __future__ import annotations

from dataclasses import dataclass

from stateofplay.language.tokens import Token
from stateofplay.model import EventStatus, PloverEvent

Pairs = tuple[tuple[str | None, str | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedAct:
    """Who does what to whom at one word.

    ``pairs`` hold actor and recipient, the recipient None where the clause leaves it unsaid, the actor None where a passive
    tells what was done and not by whom; in ``symmetric`` acts either order is the same act.
    """

    token: Token
    event: PloverEvent
    status: EventStatus
    pairs: Pairs
    symmetric: bool
    confidence: float
