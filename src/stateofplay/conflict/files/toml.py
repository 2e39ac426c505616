"""Conflict models as TOML made for people: comments, evidence ids, diffable. The form::

name = "Prisoner's dilemma"
status_quo = "YY"                       # a state: its YN string, or a label

[[decision_maker]]
id = "one"
name = "Prisoner one"
statements = ["two", "not one"]         # most important first; a list inside the list is a class of equals
# a statement with its claims: { formula = "two", evidence = ["pos-1234567890"], note = "why", strength = 1 }
# how sure it is, and that its place among those of its tier is not known: { formula = "two", confidence = 0.6, tier = 2 }
# what is not known whether it wants, until answered "yes", "no" or "either":
# open = [ { formula = "two", answer = "open", note = "Would it rather see prisoner two cooperate?" } ]
# or: ranking = ["NY", "YY", ["NN", "YN"]], weights = { two = 2, one = -1 }

[[option]]
id = "one"
owner = "one"
name = "Cooperates"
direction = "both"                      # or "to_yes", "to_no"
evidence = ["pos-1234567890"]           # claims it rests on

[[option]]                              # a joint act: nobody takes it alone, each can end it
id = "deal"
owners = ["one", "two"]
# needs = ["talks"]                     # of any option: another without which it cannot be

[[infeasible]]                          # what cannot be
formula = "one and two"
note = "why"

[[move_rule]]                           # a move that is forbidden: here, to take one back once two is taken
changes = ["one"]
source = "one and two"
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from stateofplay.conflict.files.form import to_form
from stateofplay.conflict.json import Json
from stateofplay.conflict.model.conflict import Conflict

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_TALL = ("fuzzy", "probabilities")


def write_model(conflict: Conflict, *, comments: Mapping[str, Sequence[str]] | None = None) -> str:
    """Write a model as TOML.

    Parameters
    ----------
    conflict
        The model; every kind of preference has a form.
    comments
        Lines to put above an option, a decision maker or a statement, by its id or text; a statement's text may stand
        after its owner ("Russia: not ceasefire").

    Examples
    --------
    >>> from stateofplay.conflict import DecisionMaker, Option, Statements
    >>> dm = DecisionMaker(id="union", preference=Statements.of("not strike"))
    >>> print(write_model(Conflict(decision_makers=(dm,), options=(Option(id="strike", owner="union"),))))
    name = ""
    <BLANKLINE>
    [[decision_maker]]
    id = "union"
    statements = [
      "not strike",
    ]
    <BLANKLINE>
    [[option]]
    id = "strike"
    owner = "union"
    <BLANKLINE>
    """
    said = comments or {}
    form = to_form(conflict)
    out = [f"{key} = {_value(value)}" for key, value in form.items() if not _is_table(value)]
    for table, value in form.items():
        for entry in cast("list[dict[str, Json]]", value) if _is_table(value) else ():
            name = str(entry.get("id", ""))
            out += ["", *(_comment(said.get(name, ())) if name else []), f"[[{table}]]"]
            for key, part in entry.items():
                if key in ("statements", "open"):
                    out += _statement_lines(key, name, cast("list[Json]", part), said)
                elif key in _TALL:
                    out += [f"{key} = [", *(f"  {_value(row)}," for row in cast("list[Json]", part)), "]"]
                else:
                    out.append(f"{key} = {_value(part)}")
    return "\n".join(out) + "\n"


def _is_table(value: Json) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _statement_lines(key: str, dm: str, statements: list[Json], said: Mapping[str, Sequence[str]]) -> list[str]:
    if not statements:
        return [f"{key} = []"]
    lines = [f"{key} = ["]
    for item in statements:
        for one in item if isinstance(item, list) else [item]:
            text = str(one["formula"]) if isinstance(one, dict) else str(one)
            about = said.get(f"{dm}: {text}", said.get(text, ())) if key == "statements" else ()
            lines += [f"  {c}" for c in _comment(about)]
        lines.append(f"  {_value(item)},")
    return [*lines, "]"]


def _value(value: Json) -> str:
    if isinstance(value, dict):
        inner = ", ".join(f"{key if _BARE.fullmatch(key) else _quote(key)} = {_value(v)}" for key, v in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    return _quote(value) if isinstance(value, str) else json.dumps(value, allow_nan=False)


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _comment(lines: Iterable[str]) -> list[str]:
    return [f"# {' '.join(line.split())}" for line in lines]
