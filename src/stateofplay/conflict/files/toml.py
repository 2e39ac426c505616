"""Conflict models as TOML made for people: comments, evidence ids, diffable. The form::

name = "Prisoner's dilemma"
status_quo = "YY"                       # a state: its YN string, or a label

[[decision_maker]]
id = "one"
name = "Prisoner one"
statements = ["two", "not one"]         # most important first; a list inside the list is a class of equals
# a statement with its claims: { formula = "two", evidence = ["pos-1234567890"], note = "why", strength = 1 }
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

[[move_rule]]                           # a move that is forbidden: here, to take one back once two is taken
changes = ["one"]
source = "one and two"
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from stateofplay.conflict.files.plain import Data, check_keys, entries, texts
from stateofplay.conflict.formulas import text_of
from stateofplay.conflict.model import Conflict, DecisionMaker, Direction, Move, MoveRule, Option, Rule, StateText
from stateofplay.conflict.preference import Indifferent, Payoffs, Preference, Ranking, Statement, Statements, Weights
from stateofplay.errors import ConflictError

# What each table of the TOML form may hold. A key that is in none of them is a slip of the pen that would change the verdicts.
_TOML_KEYS: dict[str, frozenset[str]] = {
    "": frozenset(
        "name note status_quo option_moves decision_maker option infeasible required coalesced state move move_rule".split()
    ),
    "decision_maker": frozenset("id name note evidence ranking statements weights payoffs".split()),
    "statement": frozenset("formula strength note evidence".split()),
    "option": frozenset("id owner name direction note evidence".split()),
    "infeasible": frozenset("formula note evidence".split()),
    "required": frozenset("formula note evidence".split()),
    "coalesced": frozenset("formula note evidence".split()),
    "state": frozenset("options label name note".split()),
    "move": frozenset("movers source target note evidence".split()),
    "move_rule": frozenset("mover source target changes note evidence".split()),
}
_TOML_NEEDED = {"decision_maker": ("id",), "option": ("id", "owner"), "move": ("movers", "source", "target")}
_PREFERENCES = ("ranking", "statements", "weights", "payoffs")


def check_toml(data: Data, where: str) -> None:
    """Refuse keys that the form does not have, keys that are missing, and a decision maker with two preferences."""
    check_keys(data, _TOML_KEYS[""], where)
    for table in _TOML_KEYS:
        for number, entry in enumerate(entries(data, table) if table else (), 1):
            if not isinstance(entry, Mapping):
                continue
            here = f"{where}: {table} {entry.get('id', number)}"
            check_keys(entry, _TOML_KEYS[table], here)
            for key in _TOML_NEEDED.get(table, ("formula",) if "formula" in _TOML_KEYS[table] else ()):
                if key not in entry:
                    raise ConflictError(f"{here} has no {key!r}", slug="conflict.file_form", hint=f"Add: {key} = ...")
            for statement in _statements(entry) if table == "decision_maker" else ():
                if isinstance(statement, Mapping):
                    check_keys(statement, _TOML_KEYS["statement"], f"{here}: a statement")
            given = [key for key in _PREFERENCES if key in entry]
            if len(given) > 1:
                raise ConflictError(
                    f"{here} has {' and '.join(given)}", slug="conflict.file_form", hint="Keep one form of preference."
                )


def from_toml(data: Data) -> Conflict:
    return Conflict(
        name=str(data.get("name", "")),
        note=str(data.get("note", "")),
        decision_makers=tuple(
            DecisionMaker(
                id=str(dm["id"]),
                name=str(dm.get("name", "")),
                note=str(dm.get("note", "")),
                evidence=texts(dm.get("evidence")),
                preference=_toml_preference(dm),
            )
            for dm in entries(data, "decision_maker")
        ),
        options=tuple(
            Option(
                id=str(o["id"]),
                owner=str(o["owner"]),
                name=str(o.get("name", "")),
                direction=cast("Direction", o.get("direction", "both")),
                note=str(o.get("note", "")),
                evidence=texts(o.get("evidence")),
            )
            for o in entries(data, "option")
        ),
        infeasible=tuple(_rule(r) for r in entries(data, "infeasible")),
        required=tuple(_rule(r) for r in entries(data, "required")),
        coalesced=tuple(_rule(r) for r in entries(data, "coalesced")),
        states=tuple(
            StateText(
                options=str(t.get("options", "")),
                label=str(t.get("label", "")),
                name=str(t.get("name", "")),
                note=str(t.get("note", "")),
            )
            for t in entries(data, "state")
        ),
        option_moves=bool(data.get("option_moves", True)),
        moves=tuple(
            Move(
                movers=texts(m["movers"]),
                source=cast("str", m["source"]),
                target=cast("str", m["target"]),
                note=str(m.get("note", "")),
                evidence=texts(m.get("evidence")),
            )
            for m in entries(data, "move")
        ),
        move_rules=tuple(
            MoveRule(
                mover=str(m.get("mover", "")),
                source=str(m.get("source", "true")),
                target=str(m.get("target", "true")),
                changes=texts(m.get("changes")),
                note=str(m.get("note", "")),
                evidence=texts(m.get("evidence")),
            )
            for m in entries(data, "move_rule")
        ),
        status_quo=cast("str | None", data.get("status_quo")),
    )


def _rule(data: Data | str) -> Rule:
    if isinstance(data, str):
        return Rule(formula=data)
    return Rule(formula=str(data["formula"]), note=str(data.get("note", "")), evidence=texts(data.get("evidence")))


def _statements(dm: Data) -> list[object]:
    """The statements of a decision maker one by one, those of a class of equals too."""
    given = cast("list[object]", dm.get("statements", []))
    return [one for item in given for one in (item if isinstance(item, list) else [item])]


def _statement(data: object) -> Statement:
    """A statement is its formula, or a table that also says how strong it is and on which claims it rests."""
    if not isinstance(data, Mapping):
        return Statement(formula=str(data))
    return Statement(
        formula=str(data["formula"]),
        strength=int(data.get("strength", 1)),
        note=str(data.get("note", "")),
        evidence=texts(data.get("evidence")),
    )


def _toml_preference(dm: Data) -> Preference:
    if "ranking" in dm:
        return Ranking.of(cast("list[str | list[str]]", dm["ranking"]))
    if "statements" in dm:
        classes = [item if isinstance(item, list) else [item] for item in cast("list[object]", dm["statements"])]
        return Statements.of(*([_statement(one) for one in tied] for tied in classes))
    if "weights" in dm:
        return Weights(tuple((str(k), v) for k, v in cast("Mapping[str, float]", dm["weights"]).items()))
    if "payoffs" in dm:
        return Payoffs(tuple(cast("list[float]", dm["payoffs"])))  # type: ignore[arg-type]
    return Indifferent()


def write_model(conflict: Conflict, *, comments: Mapping[str, Sequence[str]] | None = None) -> str:
    """Write a model as TOML; `comments` are lines to put above an option, a decision maker or a statement, by its id or
    text; a statement's text may stand after its owner ("Russia: not ceasefire").

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
        out += _preference_lines(dm, conflict, said)
    for option in conflict.options:
        out += ["", *_comment(said.get(option.id, ())), "[[option]]", f"id = {_quote(option.id)}"]
        out.append(f"owner = {_quote(option.owner)}")
        if option.direction != "both":
            out.append(f"direction = {_quote(option.direction)}")
        out += _extra(option.name, option.note, option.evidence)
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
        out += _extra("", move.note, move.evidence)
    for rule in conflict.move_rules:
        out += ["", "[[move_rule]]", *([f"mover = {_quote(rule.mover)}"] if rule.mover else [])]
        for end, condition in (("source", rule.source), ("target", rule.target)):
            out.append(f"{end} = {_quote(condition if isinstance(condition, str) else text_of(condition))}")
        out += [f"changes = [{', '.join(map(_quote, rule.changes))}]"] if rule.changes else []
        out += _extra("", rule.note, rule.evidence)
    return "\n".join(out) + "\n"


def _preference_lines(dm: DecisionMaker, conflict: Conflict, said: Mapping[str, Sequence[str]]) -> list[str]:
    preference = dm.preference
    if isinstance(preference, Indifferent):
        return []
    if isinstance(preference, Statements):
        lines = ["statements = ["]
        for tied in preference.classes:
            for one in tied:
                text = _formula_text(one)
                lines += [f"  {c}" for c in _comment(said.get(f"{dm.id}: {text}", said.get(text, ())))]
            written = [_statement_text(one) for one in tied]
            lines.append(f"  {written[0]}," if len(written) == 1 else f"  [{', '.join(written)}],")
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


def _formula_text(statement: Statement) -> str:
    return statement.formula if isinstance(statement.formula, str) else text_of(statement.formula)


def _statement_text(statement: Statement) -> str:
    """The formula alone where that is all, else an inline table."""
    text = _quote(_formula_text(statement))
    more = [f"strength = {statement.strength}"] if statement.strength != 1 else []
    more += _extra("", statement.note, statement.evidence)
    return f"{{ formula = {', '.join([text, *more])} }}" if more else text


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
