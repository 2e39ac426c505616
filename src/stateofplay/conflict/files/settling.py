"""What a model says wrongly about its states, found when the file is read and told with its line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from stateofplay.conflict.files.places import ModelLines
from stateofplay.conflict.files.plain import Data, entries
from stateofplay.conflict.files.preferences import key_of
from stateofplay.conflict.model.conflict import Conflict, DecisionMaker
from stateofplay.conflict.preferences.complete import Ranking
from stateofplay.conflict.preferences.preference import MAX_PAIRED_STATES, Preference, Ranks
from stateofplay.conflict.preferences.relations import Graded
from stateofplay.errors import ConflictError


def settle_states(conflict: Conflict, data: Data, places: ModelLines) -> None:
    """List the states and ask every preference about them.

    Ranks are kept, so that an analysis that follows does not work them out again.
    """
    try:
        conflict.space  # noqa: B018 - listing the states is what may fail
    except ConflictError as error:
        _blame_rule(conflict, places, error)
    if conflict.options:
        for number, text in enumerate(conflict.states, 1):
            with places.at("state", number, "options"):
                conflict.space.index_of(text.options or text.label, where=f"state text {number}")
    if conflict.status_quo is not None:
        with places.at("", 0, "status_quo"):
            conflict.space.index_of(conflict.status_quo, where="status_quo")
    for number, move in enumerate(conflict.moves, 1):
        ends = []
        for key, ref in (("source", move.source), ("target", move.target)):
            with places.at("move", number, key):
                ends.append(conflict.space.index_of(ref, where=f"move {number}"))
        if ends[0] == ends[1]:
            with places.at("move", number):
                raise ConflictError(
                    f"move {number} leads from state {move.source} to itself",
                    slug="conflict.move_loop",
                    hint="Staying needs no move; remove it.",
                )
    found = [
        _ranks(conflict, dm, entry, number, places)
        for number, (dm, entry) in enumerate(
            zip(conflict.decision_makers, entries(data, "decision_maker"), strict=True), 1
        )
    ]
    complete = [ranks for ranks in found if ranks is not None]
    if len(complete) == len(found):
        conflict.derived.ranks = complete


def _blame_rule(conflict: Conflict, places: ModelLines, error: ConflictError) -> None:
    """Raise the error again with the rule that it is about: of an empty model, the first with which nothing is left."""
    if error.slug == "conflict.no_states":
        for kind in ("infeasible", "required"):
            for number in range(1, len(getattr(conflict, kind)) + 1):
                kept = {
                    "infeasible": conflict.infeasible[:number] if kind == "infeasible" else conflict.infeasible,
                    "required": () if kind == "infeasible" else conflict.required[:number],
                }
                with places.at(kind, number, "formula"):
                    _space_of(conflict, **kept, coalesced=(), states=())
    if error.slug in ("conflict.coalesced_empty", "conflict.coalesced_overlap"):
        for number in range(1, len(conflict.coalesced) + 1):
            with places.at("coalesced", number, "formula"):
                _space_of(conflict, coalesced=conflict.coalesced[:number], states=())
    for number in range(1, len(conflict.states) + 1 if conflict.options else 0):
        with places.at("state", number):
            _space_of(conflict, states=conflict.states[:number])
    raise ConflictError(f"{places.where}: {error.sentence}", slug=error.slug, hint=error.hint) from error


def _space_of(conflict: Conflict, **parts: object) -> None:
    bare = tuple(DecisionMaker(id=dm) for dm in conflict.dm_ids)
    changed = replace(conflict, decision_makers=bare, moves=(), move_rules=(), **parts)  # type: ignore[arg-type]
    changed.space  # noqa: B018


def _ranks(conflict: Conflict, dm: DecisionMaker, entry: Data, number: int, places: ModelLines) -> Ranks | None:
    preference, key = dm.preference, key_of(entry)
    try:
        ranks = preference.ranks(conflict.space)
        if ranks is None and len(conflict.space) <= MAX_PAIRED_STATES:
            preference.pairs(conflict.space)
    except ConflictError as error:
        for place, ask in enumerate(_questions(conflict, preference), 1):
            with places.at("decision_maker", number, key, place):
                ask()
        with places.at("decision_maker", number, key):
            raise ConflictError(f"{dm.name or dm.id}: {error.sentence}", slug=error.slug, hint=error.hint) from error
    return None if ranks is None else np.asarray(ranks)


def _questions(conflict: Conflict, preference: Preference) -> list[Callable[[], object]]:
    """One question an item of a ranking, in order; the first to fail is the item to blame."""
    if not isinstance(preference, Ranking | Graded):
        return []
    seen: dict[int, int] = {}

    def ask(place: int) -> None:
        for ref in preference.order[place - 1]:
            index = conflict.space.index_of(ref, where=f"place {place} of a ranking")
            if index in seen:
                raise ConflictError(
                    f"state {ref} stands twice in a ranking, at places {seen[index]} and {place}",
                    slug="conflict.ranking_contradiction",
                    hint="Keep one place for every state; write ties together.",
                )
            seen[index] = place

    return [lambda place=place: ask(place) for place in range(1, len(preference.order) + 1)]  # type: ignore[misc]
