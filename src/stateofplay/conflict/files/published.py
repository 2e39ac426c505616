"""Conflict models as the JSON of published cases: decision makers, options, patterns, rankings by state number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from stateofplay.conflict.files.plain import Data, check_keys, entries, texts
from stateofplay.conflict.model.conflict import Conflict, DecisionMaker, Move, Option, StateText
from stateofplay.conflict.preferences.complete import Indifferent, Ranking
from stateofplay.conflict.preferences.preference import Preference
from stateofplay.conflict.preferences.statements import Statements


def from_published(data: Data, where: str) -> Conflict:
    directions = {
        str(e["option"]): "to_yes" if str(e["allowed"]).replace(" ", "").upper().startswith("N->Y") else "to_no"
        for e in entries(data, "one_way_options")
    }
    moves = cast("Mapping[str, list[tuple[int, int]]]", data.get("moves") or {})
    preferences = cast("Mapping[str, Data]", data.get("preferences") or {})
    makers = [_maker(m) for m in cast("list[Data | str]", data.get("decision_makers", []))]
    ids = {called: dm.id for dm in makers for called in (dm.name, dm.id) if called}
    check_keys(preferences, ids, f"{where}: preferences")
    check_keys(moves, ids, f"{where}: moves")
    wished = {ids[called]: wishes for called, wishes in preferences.items()}
    states = entries(data, "states")
    return Conflict(
        name=str(data.get("name", "")),
        decision_makers=tuple(replace(dm, preference=_published_preference(wished.get(dm.id, {}))) for dm in makers),
        options=tuple(
            Option(
                id=str(o["id"]),
                name=str(o["name"]),
                owner=ids.get(str(o["owner"]), str(o["owner"])),
                direction=directions.get(str(o["id"]), "both"),  # type: ignore[arg-type]
            )
            for o in entries(data, "options")
        ),
        infeasible=texts(data.get("infeasible_patterns")),
        coalesced=tuple(str(g["pattern"]) if isinstance(g, Mapping) else str(g) for g in entries(data, "coalesced")),
        states=tuple(StateText(options=str(s.get("options", "")), label=str(s["id"])) for s in states),
        option_moves=not moves,
        moves=tuple(
            Move(movers=(ids[dm],), source=arc[0], target=arc[1]) for dm, arcs in moves.items() for arc in arcs
        ),
        status_quo=cast("int | None", data.get("status_quo")) if states else None,
    )


def _maker(given: Data | str) -> DecisionMaker:
    """A decision maker is its name, or an object with an id and a name."""
    if isinstance(given, str):
        return DecisionMaker(id=given)
    return DecisionMaker(id=str(given.get("id", given.get("name"))), name=str(given.get("name", "")))


def _published_preference(data: Data) -> Preference:
    primary = str(data.get("primary", ""))
    ranking = data.get("ranking_best_to_worst")
    statements = entries(data, "statements_most_important_first")
    if statements and (not ranking or "statement" in primary):
        return Statements.of(*(_published_statement(s) for s in statements))
    if ranking:
        return Ranking.of(cast("list[int | list[int]]", ranking))
    for key, value in data.items():
        if key.startswith("payoff"):
            ranks: dict[float, list[int]] = {}
            for state, payoff in enumerate(cast("list[float]", value), 1):
                ranks.setdefault(payoff, []).append(state)
            order = [tied for _, tied in sorted(ranks.items(), reverse="lower" not in key)]
            return Ranking.of(order)
    return Indifferent()


def _published_statement(entry: Data | str) -> str:
    if isinstance(entry, str):
        return entry
    if "all" in entry:
        return str(entry["all"])
    if "any_of" in entry:
        return " or ".join(f"({one})" for one in cast("list[str]", entry["any_of"]))
    return f"({entry['then']}) if ({entry['if']})"
