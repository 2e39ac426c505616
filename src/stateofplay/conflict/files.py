"""Conflict models as files: TOML made for people, JSON of published cases, and `.gmcr` of the existing tool.

The TOML form::

    name = "Prisoner's dilemma"
    status_quo = "YY"                       # a state: its YN string, or a label

    [[decision_maker]]
    id = "one"
    name = "Prisoner one"
    statements = ["two", "not one"]         # most important first; a list inside the list is a class of equals
    # or: ranking = ["NY", "YY", ["NN", "YN"]], weights = { two = 2, one = -1 }

    [[option]]
    id = "one"
    owner = "one"
    name = "Cooperates"
    direction = "both"                      # or "to_yes", "to_no"
    evidence = ["pos-1234567890"]           # claims it rests on

    [[infeasible]]                          # what cannot be
    formula = "one and two"
    note = "why"
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias, cast

from stateofplay.conflict.model import Conflict, DecisionMaker, Move, Option, Rule, StateText
from stateofplay.conflict.preference import Indifferent, Payoffs, Preference, Ranking, Statement, Statements, Weights
from stateofplay.errors import ConflictError

Data: TypeAlias = Mapping[str, object]


def read_model(path: str | Path) -> Conflict:
    """Read a conflict model; the form is told by the file itself.

    Raises
    ------
    ConflictError
        ``conflict.file_missing``, ``conflict.file_syntax`` (with the line), ``conflict.file_form`` (what is missing), or
        ``conflict.pickle``: an old binary ``.gmcr`` is refused and never executed.
    """
    path = Path(path)
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ConflictError(
            f"{path} cannot be read: {error.strerror or error}", slug="conflict.file_missing", hint="Check the path."
        ) from error
    if raw[:1] == b"\x80" or raw[:3] in (b"(ip", b"(dp", b"cco", b"(i_"):
        raise ConflictError(
            f"{path} is an old binary .gmcr file, which could run any code when opened",
            slug="conflict.pickle",
            hint="Open it in the tool that made it and save it as JSON.",
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConflictError(
            f"{path} is no text file", slug="conflict.file_syntax", hint="Name a .toml, .json or .gmcr file."
        ) from error
    return parse_model(text, where=str(path), toml=path.suffix.lower() == ".toml")


def parse_model(text: str, *, where: str = "the model", toml: bool = True) -> Conflict:
    """Read a model from text; see `read_model`."""
    try:
        data: object = tomllib.loads(text) if toml else json.loads(text)
    except (tomllib.TOMLDecodeError, json.JSONDecodeError) as error:
        raise ConflictError(
            f"{where}: {error}", slug="conflict.file_syntax", hint="Mend the line that is named."
        ) from error
    if not isinstance(data, dict):
        raise ConflictError(f"{where} holds no model", slug="conflict.file_form", hint="See docs/conflict-models.md.")
    try:
        if "decisionMakers" in data:
            return _from_gmcr(data)
        return _from_toml(data) if toml else _from_published(data)
    except (KeyError, TypeError, ValueError, IndexError) as error:
        what = f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else str(error)
        raise ConflictError(
            f"{where}: this is no complete model: {what}",
            slug="conflict.file_form",
            hint="See docs/conflict-models.md.",
        ) from error


def _list(data: Data, key: str) -> list[Data]:
    return cast("list[Data]", data.get(key, []))


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(v) for v in cast("Iterable[object]", value or ()))


# -- TOML ----------------------------------------------------------------------------------------------------------------


def _from_toml(data: Data) -> Conflict:
    return Conflict(
        name=str(data.get("name", "")),
        note=str(data.get("note", "")),
        decision_makers=tuple(
            DecisionMaker(
                id=str(dm["id"]),
                name=str(dm.get("name", "")),
                note=str(dm.get("note", "")),
                evidence=_texts(dm.get("evidence")),
                preference=_toml_preference(dm),
            )
            for dm in _list(data, "decision_maker")
        ),
        options=tuple(
            Option(
                id=str(o["id"]),
                owner=str(o["owner"]),
                name=str(o.get("name", "")),
                direction=cast("str", o.get("direction", "both")),  # type: ignore[arg-type]
                note=str(o.get("note", "")),
                evidence=_texts(o.get("evidence")),
            )
            for o in _list(data, "option")
        ),
        infeasible=tuple(_rule(r) for r in _list(data, "infeasible")),
        required=tuple(_rule(r) for r in _list(data, "required")),
        coalesced=tuple(_rule(r) for r in _list(data, "coalesced")),
        states=tuple(
            StateText(
                options=str(t.get("options", "")),
                label=str(t.get("label", "")),
                name=str(t.get("name", "")),
                note=str(t.get("note", "")),
            )
            for t in _list(data, "state")
        ),
        option_moves=bool(data.get("option_moves", True)),
        moves=tuple(
            Move(
                movers=_texts(m["movers"]),
                source=cast("str", m["source"]),
                target=cast("str", m["target"]),
                note=str(m.get("note", "")),
            )
            for m in _list(data, "move")
        ),
        status_quo=cast("str | None", data.get("status_quo")),
    )


def _rule(data: Data | str) -> Rule:
    if isinstance(data, str):
        return Rule(formula=data)
    return Rule(formula=str(data["formula"]), note=str(data.get("note", "")), evidence=_texts(data.get("evidence")))


def _toml_preference(dm: Data) -> Preference:
    if "ranking" in dm:
        return Ranking.of(cast("list[str | list[str]]", dm["ranking"]))
    if "statements" in dm:
        return Statements.of(*cast("list[str | list[str]]", dm["statements"]))
    if "weights" in dm:
        return Weights(tuple((str(k), v) for k, v in cast("Mapping[str, float]", dm["weights"]).items()))  # type: ignore[arg-type]
    if "payoffs" in dm:
        return Payoffs(tuple(cast("list[float]", dm["payoffs"])))  # type: ignore[arg-type]
    return Indifferent()


def write_model(conflict: Conflict, *, comments: Mapping[str, Sequence[str]] | None = None) -> str:
    """Write a model as TOML; `comments` are lines to put above an option, a decision maker or a statement, by its id or text.

    Only what the TOML form has is written: statements, rankings and indifference; other preferences are refused.
    """
    said = comments or {}
    out = [f"name = {_quote(conflict.name)}"]
    if conflict.note:
        out.append(f"note = {_quote(conflict.note)}")
    if conflict.status_quo is not None:
        index = conflict.space.index_of(conflict.status_quo)
        out.append(f"status_quo = {_quote(_name_of(conflict, index))}")
    if not conflict.option_moves:
        out.append("option_moves = false")
    for dm in conflict.decision_makers:
        out += ["", *_comment(said.get(dm.id, ())), "[[decision_maker]]", f"id = {_quote(dm.id)}"]
        out += _extra(dm.name, dm.note, dm.evidence)
        out += _preference_lines(dm.preference, conflict, said)
    for option in conflict.options:
        out += ["", *_comment(said.get(option.id, ())), "[[option]]", f"id = {_quote(option.id)}"]
        out.append(f"owner = {_quote(option.owner)}")
        if option.direction != "both":
            out.append(f"direction = {_quote(option.direction)}")
        out += _extra(option.name, option.note, option.evidence)
    from stateofplay.conflict.formulas import text_of

    for kind in ("infeasible", "required", "coalesced"):
        for rule in getattr(conflict, kind):
            formula = rule.formula if isinstance(rule.formula, str) else text_of(rule.formula)
            out += ["", f"[[{kind}]]", f"formula = {_quote(formula)}", *_extra("", rule.note, rule.evidence)]
    for state in conflict.states:
        out += ["", "[[state]]", *([f"options = {_quote(state.options)}"] if state.options else [])]
        out += [f"label = {_quote(state.label)}"] if state.label else []
        out += _extra(state.name, state.note, ())
    for move in conflict.moves:
        ends = [_quote(_name_of(conflict, conflict.space.index_of(ref))) for ref in (move.source, move.target)]
        movers = ", ".join(map(_quote, move.movers))
        out += ["", "[[move]]", f"movers = [{movers}]", f"source = {ends[0]}", f"target = {ends[1]}"]
        out += _extra("", move.note, ())
    return "\n".join(out) + "\n"


def _preference_lines(preference: Preference, conflict: Conflict, said: Mapping[str, Sequence[str]]) -> list[str]:
    from stateofplay.conflict.formulas import text_of

    if isinstance(preference, Indifferent):
        return []
    if isinstance(preference, Statements):
        lines = ["statements = ["]
        for tied in preference.classes:
            texts = [s.formula if isinstance(s.formula, str) else text_of(s.formula) for s in tied]
            for one, text in zip(tied, texts, strict=True):
                lines += [f"  {c}" for c in _comment([one.note] if one.note else said.get(text, ()))]
            lines.append(f"  {_quote(texts[0])}," if len(texts) == 1 else f"  [{', '.join(map(_quote, texts))}],")
        return [*lines, "]"]
    ranks = preference.ranks(conflict.space)
    if ranks is None:
        raise ConflictError(
            f"a preference of the kind {preference.kind} cannot be written as TOML", slug="conflict.file_form"
        )
    classes: dict[int, list[str]] = {}
    for index, rank in enumerate(ranks.tolist()):
        classes.setdefault(rank, []).append(_quote(_name_of(conflict, index)))
    parts = [c[0] if len(c) == 1 else f"[{', '.join(c)}]" for _, c in sorted(classes.items(), reverse=True)]
    return [f"ranking = [{', '.join(parts)}]"]


def _name_of(conflict: Conflict, index: int) -> str:
    """A state as the file names it: its label where the states have labels, else its YN string."""
    return conflict.space.label(index) if conflict.space.labels else conflict.space.options_text(index)


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _comment(lines: Iterable[str]) -> list[str]:
    return [f"# {' '.join(line.split())}" for line in lines]


def _extra(name: str, note: str, evidence: Sequence[str]) -> list[str]:
    out = [f"name = {_quote(name)}"] if name else []
    out += [f"note = {_quote(note)}"] if note else []
    return out + ([f"evidence = [{', '.join(map(_quote, evidence))}]"] if evidence else [])


# -- JSON of published cases ---------------------------------------------------------------------------------------------


def _from_published(data: Data) -> Conflict:
    directions = {
        str(e["option"]): "to_yes" if str(e["allowed"]).replace(" ", "").upper().startswith("N->Y") else "to_no"
        for e in _list(data, "one_way_options")
    }
    moves = cast("Mapping[str, list[tuple[int, int]]]", data.get("moves") or {})
    preferences = cast("Mapping[str, Data]", data.get("preferences") or {})
    states = _list(data, "states")
    return Conflict(
        name=str(data.get("name", "")),
        decision_makers=tuple(
            DecisionMaker(id=name, preference=_published_preference(preferences.get(name, {})))
            for name in _texts(data["decision_makers"])
        ),
        options=tuple(
            Option(
                id=str(o["id"]),
                name=str(o["name"]),
                owner=str(o["owner"]),
                direction=directions.get(str(o["id"]), "both"),  # type: ignore[arg-type]
            )
            for o in _list(data, "options")
        ),
        infeasible=_texts(data.get("infeasible_patterns")),
        coalesced=tuple(str(g["pattern"]) if isinstance(g, Mapping) else str(g) for g in _list(data, "coalesced")),
        states=tuple(StateText(options=str(s.get("options", "")), label=str(s["id"])) for s in states),
        option_moves=not moves,
        moves=tuple(Move(movers=(dm,), source=arc[0], target=arc[1]) for dm, arcs in moves.items() for arc in arcs),
        status_quo=cast("int | None", data.get("status_quo")) if states else None,
    )


def _published_preference(data: Data) -> Preference:
    primary = str(data.get("primary", ""))
    ranking = data.get("ranking_best_to_worst")
    statements = _list(data, "statements_most_important_first")
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


# -- .gmcr ---------------------------------------------------------------------------------------------------------------


def _from_gmcr(data: Data) -> Conflict:
    options = _list(data, "options")
    directions = {"both": "both", "fwd": "to_yes", "back": "to_no"}
    owners: dict[int, str] = {}
    for dm in _list(data, "decisionMakers"):
        for index in cast("list[int]", dm["options"]):
            owners[int(index)] = str(dm["name"])
    ranked = bool(data.get("useManualPreferenceRanking") or data.get("useManualPreferenceVectors"))
    return Conflict(
        name=str(data.get("title", data.get("name", ""))),
        decision_makers=tuple(
            DecisionMaker(id=str(dm["name"]), preference=_gmcr_preference(dm, ranked, len(options)))
            for dm in _list(data, "decisionMakers")
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
