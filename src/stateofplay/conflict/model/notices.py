"""What a user should know about a model before trusting its verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, cast

from stateofplay.conflict.logic.formulas import Formula, options_in
from stateofplay.conflict.model.conflict import Conflict, Rule
from stateofplay.conflict.preferences.complete import Indifferent, Payoffs, Ranking, Weights
from stateofplay.conflict.preferences.statements import Statements

MANY_STATES = 500_000
_MOST_NAMED = 8


class PartPlaces(Protocol):
    """What a model file tells of where its parts stand."""

    def line(self, table: str, number: int) -> int | None:
        """Return the line of a table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A stable slug, one plain sentence, and a hint at the next step."""

    slug: str
    text: str
    hint: str = ""


def notices_of(conflict: Conflict) -> tuple[Notice, ...]:
    """Look for what makes verdicts empty or surprising: no preference, no options, very many states."""
    found = []
    for number, dm in enumerate(conflict.decision_makers, 1):
        name = dm.name or dm.id
        place = _place(conflict, "decision_maker", number)
        if asked := _unanswered(conflict, dm.id):
            found.append(
                Notice(
                    slug="conflict.open_preference",
                    text=f"What {name}{place} wants is open in {asked} {'place' if asked == 1 else 'places'}; here it counts"
                    " as indifferent there.",
                    hint='Answer in the file (answer = "yes"), or let readings of what is open be drawn.',
                )
            )
        elif _has_no_preference(conflict, dm.id):
            found.append(
                Notice(
                    slug="conflict.no_preference",
                    text=f"{name}{place} has no preference, so every state is stable for {name}.",
                    hint="Give statements or a ranking, or read the result as the others' alone.",
                )
            )
        moves = any(dm.id in move.movers for move in conflict.moves)
        if not moves and not (conflict.option_moves and conflict.options_of(dm.id)):
            found.append(
                Notice(
                    slug="conflict.no_moves",
                    text=f"{name}{place} controls no option and has no move, so every state is stable for {name}.",
                    hint="Give it an option, or leave it out.",
                )
            )
    for dm_id in dict.fromkeys(one.decision_maker for one in conflict.unseen):
        found.append(
            Notice(
                slug="conflict.unseen",
                text=f"{conflict.dm(dm_id).name or dm_id} does not see some of the states; these verdicts are of the conflict as"
                " it is.",
                hint="The hypergame says what follows from that: stateofplay analyse MODEL --study hypergame.",
            )
        )
    if conflict.space.size > MANY_STATES:
        found.append(
            Notice(
                slug="conflict.many_states",
                text=f"The model has {conflict.space.size:,} states{_unbound(conflict)}.",
                hint="If that is more than you meant, add infeasible combinations of options.",
            )
        )
    return tuple(found)


def _place(conflict: Conflict, table: str, number: int) -> str:
    """The line of the file that the conflict was read from, where it was."""
    places = cast("PartPlaces | None", conflict.derived.places)
    line = None if places is None else places.line(table, number)
    return "" if line is None else f" (line {line})"


def _unbound(conflict: Conflict) -> str:
    """Name the options that no rule speaks of: each of them doubles the states."""
    rules = [*conflict.infeasible, *conflict.required]
    bound = {o for rule in rules if isinstance(rule, Rule) for o in options_in(cast("Formula", rule.formula))}
    free = [
        f"{option.name or option.id}{_place(conflict, 'option', number)}"
        for number, option in enumerate(conflict.options, 1)
        if option.id not in bound
    ]
    shown = ", ".join(free[:_MOST_NAMED]) + (f" and {len(free) - _MOST_NAMED} more" if len(free) > _MOST_NAMED else "")
    return f"; each option that no rule speaks of doubles them: {shown}" if free else ""


def _unanswered(conflict: Conflict, dm: str) -> int:
    preference = conflict.dm(dm).preference
    return sum(one.answer == "open" for one in preference.open) if isinstance(preference, Statements) else 0


def _has_no_preference(conflict: Conflict, dm: str) -> bool:
    preference = conflict.dm(dm).preference
    if isinstance(preference, Indifferent):
        return True
    if isinstance(preference, Statements) and not preference.counted:
        return True
    if isinstance(preference, Weights) and not any(weight for _, weight in preference.weights):
        return True
    if isinstance(preference, Payoffs):
        return len(set(preference.in_order) or {number for _, number in preference.values}) < 2
    return isinstance(preference, Ranking) and len(preference.order) == 1
