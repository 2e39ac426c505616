"""Conflict models as the JSON of the existing tool (`.gmcr`); its old binary files are refused by `read_model`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from stateofplay.conflict.files.plain import Data, entries
from stateofplay.conflict.model import Conflict, DecisionMaker, Option
from stateofplay.conflict.preference import Indifferent, Preference, Ranking, Statement, Statements


def from_gmcr(data: Data) -> Conflict:
    options = entries(data, "options")
    directions = {"both": "both", "fwd": "to_yes", "back": "to_no"}
    owners: dict[int, str] = {}
    for dm in entries(data, "decisionMakers"):
        for index in cast("list[int]", dm["options"]):
            owners[int(index)] = str(dm["name"])
    ranked = bool(data.get("useManualPreferenceRanking") or data.get("useManualPreferenceVectors"))
    return Conflict(
        name=str(data.get("title", data.get("name", ""))),
        decision_makers=tuple(
            DecisionMaker(id=str(dm["name"]), preference=_gmcr_preference(dm, ranked, len(options)))
            for dm in entries(data, "decisionMakers")
        ),
        options=tuple(
            Option(
                id=f"o{k + 1}",
                name=str(o["name"]),
                owner=owners[k],
                direction=directions[str(o.get("permittedDirection", "both"))],  # type: ignore[arg-type]
            )
            for k, o in enumerate(options)
        ),
        infeasible=tuple(_gmcr_condition(c, len(options)) for c in cast("list[object]", data.get("infeasibles", []))),
    )


def _gmcr_condition(condition: object, size: int) -> str:
    """A condition of the .gmcr form ([[option, "Y"], ...] or a compound of such) as a formula."""
    if isinstance(condition, Mapping):
        members = [f"({_gmcr_condition(m, size)})" for m in condition.get("members", condition.get("options", []))]
        return " or ".join(members) if condition.get("compound") else " and ".join(members)
    pairs = cast("list[tuple[int, str]]", condition)
    if pairs and isinstance(pairs[0], int):
        pairs = [cast("tuple[int, str]", condition)]
    return " and ".join(f"o{int(k) + 1}" if value == "Y" else f"not o{int(k) + 1}" for k, value in pairs)


def _gmcr_preference(dm: Data, ranked: bool, size: int) -> Preference:
    ranking = dm.get("preferenceRanking") or dm.get("preferenceVector")
    if ranked and ranking:
        return Ranking.of(cast("list[int | list[int]]", ranking))
    conditions = cast("list[object]", dm.get("preferences", []))
    if not conditions:
        return Indifferent()
    return Statements.of(*(Statement(formula=_gmcr_condition(c, size)) for c in conditions))
