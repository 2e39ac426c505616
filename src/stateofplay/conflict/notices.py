"""What a user should know about a model before trusting its verdicts."""

from __future__ import annotations

from dataclasses import dataclass

from stateofplay.conflict.model import Conflict
from stateofplay.conflict.preference import Indifferent, Payoffs, Ranking, Statements, Weights

MANY_STATES = 500_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A stable slug, one plain sentence, and a hint at the next step."""

    slug: str
    text: str
    hint: str = ""


def notices_of(conflict: Conflict) -> tuple[Notice, ...]:
    """Look for what makes verdicts empty or surprising: no preference, no options, very many states."""
    found = []
    for dm in conflict.decision_makers:
        name = dm.name or dm.id
        if _has_no_preference(conflict, dm.id):
            found.append(
                Notice(
                    slug="conflict.no_preference",
                    text=f"{name} has no preference, so every state is stable for {name}.",
                    hint="Give statements or a ranking, or read the result as the others' alone.",
                )
            )
        moves = any(dm.id in move.movers for move in conflict.moves)
        if not moves and not (conflict.option_moves and conflict.options_of(dm.id)):
            found.append(
                Notice(
                    slug="conflict.no_moves",
                    text=f"{name} controls no option and has no move, so every state is stable for {name}.",
                    hint="Give it an option, or leave it out.",
                )
            )
    if conflict.space.size > MANY_STATES:
        found.append(
            Notice(
                slug="conflict.many_states",
                text=f"The model has {conflict.space.size:,} states.",
                hint="If that is more than you meant, add infeasible combinations of options.",
            )
        )
    return tuple(found)


def _has_no_preference(conflict: Conflict, dm: str) -> bool:
    preference = conflict.dm(dm).preference
    if isinstance(preference, Indifferent):
        return True
    if isinstance(preference, Statements) and not preference.classes:
        return True
    if isinstance(preference, Weights) and not any(weight for _, weight in preference.weights):
        return True
    if isinstance(preference, Payoffs):
        return len(set(preference.in_order) or {number for _, number in preference.values}) < 2
    return isinstance(preference, Ranking) and len(preference.order) == 1
