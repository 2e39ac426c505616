"""Published cases as conflicts: reads the case files that lie beside the checkout."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from stateofplay.conflict import (
    Conflict,
    DecisionMaker,
    Move,
    MoveRule,
    Option,
    Preference,
    Ranking,
    Statements,
    StateText,
)

SLUGS = (
    "american-revolution-model-only",
    "chicken",
    "cuban-missile-crisis",
    "dvd-format-4-state-erroneous",
    "elmira-12-state",
    "elmira-9-state",
    "garrison-diversion-unit",
    "gatt-trade-20-options-workload",
    "prisoners-dilemma",
    "syria-iraq-1975",
    "us-north-korea-2017-irreversible-invasion",
    "us-north-korea-2017-original",
)


def case(shared: Path, slug: str) -> dict[str, Any]:
    return json.loads((shared / "cases" / f"{slug}.json").read_text())


def conflict_of(
    data: dict[str, Any],
    *,
    rules: tuple[MoveRule, ...] = (),
    without: tuple[tuple[str, int, int], ...] = (),
    one_way: bool = True,
) -> Conflict:
    directions = (
        {
            str(entry["option"]): "to_yes" if entry["allowed"].startswith("N->Y") else "to_no"
            for entry in data.get("one_way_options", [])
        }
        if one_way
        else {}
    )
    moves = data.get("moves")
    return Conflict(
        name=data["name"],
        decision_makers=tuple(
            DecisionMaker(id=name, preference=_preference(data["preferences"][name]))
            for name in data["decision_makers"]
        ),
        options=tuple(
            Option(id=str(o["id"]), name=o["name"], owner=o["owner"], direction=directions.get(str(o["id"]), "both"))
            for o in data["options"]
        ),
        infeasible=tuple(data.get("infeasible_patterns", ())),
        coalesced=tuple(group["pattern"] for group in data.get("coalesced", ())),
        states=tuple(StateText(options=s.get("options", ""), label=str(s["id"])) for s in data.get("states", [])),
        option_moves=not moves,
        moves=tuple(
            Move(movers=(dm,), source=source, target=target)
            for dm, arcs in (moves or {}).items()
            for source, target in arcs
            if (dm, source, target) not in without
        ),
        move_rules=rules,
    )


def labels(conflict: Conflict, ids: tuple[int, ...]) -> list[int]:
    return sorted(int(conflict.space.label(state - 1)) for state in ids)


def _preference(data: dict[str, Any]) -> Preference:
    if "ranking_best_to_worst" in data and "statements" not in data.get("primary", ""):
        return Ranking.of(data["ranking_best_to_worst"])
    return statements_of(data)


def statements_of(data: dict[str, Any]) -> Statements:
    return Statements.of(*(_statement(entry) for entry in data["statements_most_important_first"]))


def _statement(entry: dict[str, Any]) -> str:
    if "all" in entry:
        return entry["all"]
    if "any_of" in entry:
        return " or ".join(f"({one})" for one in entry["any_of"])
    return f"({entry['then']}) if ({entry['if']})"
