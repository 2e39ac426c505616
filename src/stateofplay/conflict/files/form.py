"""The form of a model file: what TOML and JSON have in common, as plain data.

Reading checks every part where it stands, so that each mistake is reported with its line (:mod:`.places`); writing leaves
out what is empty and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar, cast

from stateofplay.conflict.files.asked import ASKED, ASKED_NEEDED, ASKED_TEXTS
from stateofplay.conflict.files.places import ModelLines
from stateofplay.conflict.files.plain import Data, check_keys, entries, texts
from stateofplay.conflict.files.preferences import KEYS, form_of, from_data, key_of, to_data
from stateofplay.conflict.files.questions import questions_of
from stateofplay.conflict.files.settling import settle_states
from stateofplay.conflict.json import Json
from stateofplay.conflict.logic.formulas import Formula, text_of
from stateofplay.conflict.logic.parsing import Vocabulary, parse_formula
from stateofplay.conflict.logic.states import StateRef
from stateofplay.conflict.model.conflict import (
    Conflict,
    DecisionMaker,
    Direction,
    Move,
    MoveRule,
    Option,
    Rule,
    StateText,
    Unseen,
)
from stateofplay.conflict.preferences.statements import Statements, bind_statement
from stateofplay.errors import ConflictError

FORMAT = "stateofplay.conflict/1"
_RULES = ("infeasible", "required", "coalesced")

# What each table of the form may hold. A key that is in none of them is a slip of the pen that would change the verdicts.
TABLES: dict[str, frozenset[str]] = {
    "": frozenset(
        "format name note evidence status_quo option_moves decision_maker option infeasible required coalesced state move"
        " move_rule unseen".split()
    )
    | ASKED.keys(),
    "decision_maker": frozenset("id name note evidence".split()) | KEYS,
    "option": frozenset("id owner owners needs name direction note evidence".split()),
    **{kind: frozenset("formula note evidence".split()) for kind in _RULES},
    "state": frozenset("options label name note evidence".split()),
    "move": frozenset("movers source target note evidence".split()),
    "move_rule": frozenset("mover source target changes note evidence".split()),
    "unseen": frozenset("decision_maker formula note evidence".split()),
    **ASKED,
}
_STATEMENT = frozenset("formula strength note evidence confidence sure tier".split())
_OPEN = frozenset("formula answer note evidence".split())
_NEEDED = {
    "decision_maker": ("id",),
    "option": ("id",),
    "move": ("movers", "source", "target"),
    "unseen": ("decision_maker", "formula"),
    **ASKED_NEEDED,
    **dict.fromkeys(_RULES, ("formula",)),
}
_LISTS = frozenset(
    "evidence movers changes owners needs ranking strengths statements open better equal unknown fuzzy".split()
) | {
    "probabilities",
    "intervals",
}
_NUMBERS = frozenset({"threshold", "weight"})
_TEXTS = frozenset("format name note id owner direction formula options label mover overlap".split()) | ASKED_TEXTS
_Part = TypeVar("_Part", Option, DecisionMaker)


def check_form(data: Data, places: ModelLines) -> None:
    """Refuse keys that the form does not have, keys that are missing, values of a wrong kind, and two preferences."""
    check_keys(data, TABLES[""], places.where)
    _check_kinds(data, places, "", 0)
    if data.get("format", FORMAT) != FORMAT:
        raise ConflictError(
            f"{places.where} is of the format {data['format']!r}",
            slug="conflict.file_form",
            hint=f"This version reads {FORMAT}.",
        )
    for table in TABLES:
        if not table:
            continue
        if not isinstance(data.get(table, []), list):
            raise ConflictError(
                f"{places.where}: {table} is no list of tables", slug="conflict.file_form", hint=f"Write [[{table}]]."
            )
        for number, entry in enumerate(entries(data, table), 1):
            _check_entry(entry, places, table, number)


def _check_entry(entry: object, places: ModelLines, table: str, number: int) -> None:
    if not isinstance(entry, Mapping):
        if table in _RULES and isinstance(entry, str):
            return
        raise ConflictError(
            f"{places.say(table, number)}: {table} {number} is no table", slug="conflict.file_form", hint="Write keys."
        )
    here = f"{table} {entry.get('id', number)}"
    known = next((key for key in entry if key not in TABLES[table]), "")
    check_keys(entry, TABLES[table], f"{places.say(table, number, known)}: {here}")
    _check_kinds(entry, places, table, number)
    with places.at(table, number):
        for key in _NEEDED.get(table, ()):
            if key not in entry:
                raise ConflictError(f"{here} has no {key!r}", slug="conflict.file_form", hint=f"Add: {key} = ...")
        if table == "decision_maker":
            form_of(entry)
        if table == "option":
            _check_owners(entry, here)
    if table == "decision_maker":
        for key, what, known_keys in (("statements", "statement", _STATEMENT), ("open", "open wish", _OPEN)):
            for place, item in enumerate(cast("list[object]", entry.get(key, [])), 1):
                for one in item if isinstance(item, list) else [item]:
                    if isinstance(one, Mapping):
                        said = f"{places.say(table, number, key, place)}: {what} {place} of {here}"
                        check_keys(one, known_keys, said)
                        if "formula" not in one:
                            raise ConflictError(
                                f"{said} has no 'formula'", slug="conflict.file_form", hint="Add: formula = ..."
                            )


def _check_owners(entry: Data, here: str) -> None:
    """An option has one owner, or as a joint act two or more."""
    owners = texts(entry.get("owners"))
    if ("owner" in entry) == bool(owners):
        both = "both an owner and owners" if owners else "no 'owner'"
        raise ConflictError(
            f"{here} has {both}",
            slug="conflict.file_form",
            hint='Write owner = "..." for the act of one, owners = ["...", "..."] for a joint act.',
        )
    if owners and len(set(owners)) < 2:
        raise ConflictError(
            f"{here} is a joint act of {' and '.join(owners)} alone",
            slug="conflict.joint_one_owner",
            hint="A joint act needs two decision makers or more; write owner = ... for the act of one.",
        )


def _check_kinds(entry: Data, places: ModelLines, table: str, number: int) -> None:
    for key, value in entry.items():
        wanted = ""
        if key in _LISTS and not isinstance(value, list):
            wanted = "a list, [...]"
        elif key in _TEXTS and not isinstance(value, str):
            wanted = "a text in quotes"
        elif key in _NUMBERS and (isinstance(value, bool) or not isinstance(value, int | float)):
            wanted = "a number"
        elif key == "weights" and not isinstance(value, Mapping):
            wanted = "a table, { option = number }"
        elif key == "payoffs" and not isinstance(value, list | Mapping):
            wanted = "a list of numbers or a table, { state = number }"
        elif key in ("option_moves", "holds") and not isinstance(value, bool):
            wanted = "true or false"
        if wanted:
            raise ConflictError(
                f"{places.say(table, number, key)}: {key} is {value!r}",
                slug="conflict.file_form",
                hint=f"Write {wanted}.",
            )


def from_form(data: Data, places: ModelLines, *, settle: bool = True) -> Conflict:
    """Build the conflict from checked data; see :func:`stateofplay.conflict.files.parse_model`."""
    makers: list[DecisionMaker] = []
    for number, entry in enumerate(entries(data, "decision_maker"), 1):
        with places.at("decision_maker", number, "id"):
            makers.append(_named(DecisionMaker(id=str(entry["id"])), entry))
            Conflict(decision_makers=tuple(makers), states=(StateText(label="1"),))
    options: list[Option] = []
    for number, entry in enumerate(entries(data, "option"), 1):
        direction = cast("Direction", entry.get("direction", "both"))
        first, *others = texts(entry.get("owners")) or (str(entry["owner"]),)
        option = Option(id=str(entry["id"]), owner=first, partners=tuple(others), direction=direction)
        known = {dm.id for dm in makers}
        key = "direction" if not makers or known >= set(option.owners) else "owners" if others else "owner"
        with places.at("option", number, "id" if option.id in {o.id for o in options} else key):
            options.append(_named(option, entry))
            Conflict(
                decision_makers=tuple(makers) or tuple(DecisionMaker(id=dm) for dm in option.owners),
                options=tuple(options),
            )
    for number, entry in enumerate(entries(data, "option"), 1):
        if "needs" in entry:
            options[number - 1] = replace(options[number - 1], needs=texts(entry["needs"]))
            with places.at("option", number, "needs"):
                Conflict(decision_makers=tuple(makers), options=tuple(options))
    words = Vocabulary.of(options)
    rules = {kind: _rules(data, kind, words, places) for kind in _RULES}
    states = tuple(
        StateText(
            options=str(entry.get("options", "")),
            label=str(entry.get("label", "")),
            name=str(entry.get("name", "")),
            note=str(entry.get("note", "")),
            evidence=texts(entry.get("evidence")),
        )
        for entry in entries(data, "state")
    )
    if makers and (options or states):
        for number, dm in enumerate(makers):
            makers[number] = _with_preference(dm, entries(data, "decision_maker")[number], number + 1, words, places)
    bare = Conflict(decision_makers=tuple(makers), options=tuple(options), states=states)
    conflict = Conflict(
        name=str(data.get("name", "")),
        note=str(data.get("note", "")),
        evidence=texts(data.get("evidence")),
        decision_makers=tuple(makers),
        options=tuple(options),
        infeasible=rules["infeasible"],
        required=rules["required"],
        coalesced=rules["coalesced"],
        states=states,
        option_moves=bool(data.get("option_moves", True)),
        moves=_moves(data, bare, places),
        move_rules=_move_rules(data, bare, places),
        unseen=_unseen(data, bare, places),
        status_quo=cast("StateRef | None", data.get("status_quo")),
    )
    conflict.derived.places = places
    conflict.derived.asked = {table: data[table] for table in ASKED if table in data}
    if settle:
        settle_states(conflict, data, places)
        questions_of(conflict)
    return conflict


def _unseen(data: Data, bare: Conflict, places: ModelLines) -> tuple[Unseen, ...]:
    found = []
    for number, entry in enumerate(entries(data, "unseen"), 1):
        one = Unseen(
            decision_maker=str(entry["decision_maker"]),
            formula=str(entry["formula"]),
            note=str(entry.get("note", "")),
            evidence=texts(entry.get("evidence")),
        )
        with places.at("unseen", number):
            found.append(replace(bare, unseen=(one,)).unseen[0])
    return tuple(found)


def _named(part: _Part, entry: Data) -> _Part:
    return replace(
        part, name=str(entry.get("name", "")), note=str(entry.get("note", "")), evidence=texts(entry.get("evidence"))
    )


def _rules(data: Data, kind: str, words: Vocabulary, places: ModelLines) -> tuple[Rule, ...]:
    found = []
    for number, given in enumerate(cast("list[Data | str]", data.get(kind, [])), 1):
        entry: Data = {"formula": given} if isinstance(given, str) else given
        with places.at(kind, number, "formula"):
            formula = parse_formula(str(entry["formula"]), words, where=f"{kind} rule {number}")
        found.append(Rule(formula=formula, note=str(entry.get("note", "")), evidence=texts(entry.get("evidence"))))
    return tuple(found)


def _with_preference(
    dm: DecisionMaker, entry: Data, number: int, words: Vocabulary, places: ModelLines
) -> DecisionMaker:
    key = key_of(entry)
    with places.at("decision_maker", number, key):
        preference = from_data(entry)
    if isinstance(preference, Statements):
        for place, tied in enumerate(preference.classes, 1):
            with places.at("decision_maker", number, key, place):
                for one in tied:
                    bind_statement(one, words, f"statement {place} of {dm.name or dm.id}")
        for place, wish in enumerate(preference.open, 1):
            with places.at("decision_maker", number, "open", place):
                Statements((), (wish,)).bind(words, dm.name or dm.id)
    with places.at("decision_maker", number, key):
        return replace(dm, preference=preference.bind(words, dm.name or dm.id))


def _moves(data: Data, bare: Conflict, places: ModelLines) -> tuple[Move, ...]:
    found = []
    for number, entry in enumerate(entries(data, "move"), 1):
        move = Move(
            movers=texts(entry["movers"]),
            source=cast("StateRef", entry["source"]),
            target=cast("StateRef", entry["target"]),
            note=str(entry.get("note", "")),
            evidence=texts(entry.get("evidence")),
        )
        with places.at("move", number, "movers"):
            replace(bare, moves=(move,))
        found.append(move)
    return tuple(found)


def _move_rules(data: Data, bare: Conflict, places: ModelLines) -> tuple[MoveRule, ...]:
    found = []
    for number, entry in enumerate(entries(data, "move_rule"), 1):
        rule = MoveRule(
            mover=str(entry.get("mover", "")),
            source=str(entry.get("source", "true")),
            target=str(entry.get("target", "true")),
            changes=texts(entry.get("changes")),
            note=str(entry.get("note", "")),
            evidence=texts(entry.get("evidence")),
        )
        with places.at("move_rule", number):
            found.append(replace(bare, move_rules=(rule,)).move_rules[0])
    return tuple(found)


def to_form(conflict: Conflict) -> dict[str, Json]:
    """Write a conflict as plain data; states are named by label, else by YN string, else by number.

    Raises
    ------
    ConflictError
        ``conflict.file_form`` for a preference of a kind that files do not know.
    """

    def name(ref: StateRef) -> str:
        return conflict.space.name(conflict.space.index_of(ref))

    found: dict[str, Json] = {"name": conflict.name}
    found.update(_texts("", conflict.note, conflict.evidence))
    if conflict.status_quo is not None:
        found["status_quo"] = name(conflict.status_quo)
    if not conflict.option_moves:
        found["option_moves"] = False
    found["decision_maker"] = [
        {"id": dm.id, **_texts(dm.name, dm.note, dm.evidence), **to_data(dm.preference, name)}
        for dm in conflict.decision_makers
    ]
    found["option"] = [
        {
            "id": option.id,
            **({"owners": list(option.owners)} if option.joint else {"owner": option.owner}),
            **({"needs": list(option.needs)} if option.needs else {}),
            **({} if option.direction == "both" else {"direction": option.direction}),
            **_texts(option.name, option.note, option.evidence),
        }
        for option in conflict.options
    ]
    for kind in _RULES:
        rules: Sequence[Rule] = getattr(conflict, kind)
        found[kind] = [{"formula": _formula(r.formula), **_texts("", r.note, r.evidence)} for r in rules]
    found["state"] = [
        {
            **({"options": state.options} if state.options else {}),
            **({"label": state.label} if state.label else {}),
            **_texts(state.name, state.note, state.evidence),
        }
        for state in conflict.states
    ]
    found["move"] = [
        {
            "movers": list(move.movers),
            "source": name(move.source),
            "target": name(move.target),
            **_texts("", move.note, move.evidence),
        }
        for move in conflict.moves
    ]
    found["move_rule"] = [
        {
            **({"mover": rule.mover} if rule.mover else {}),
            "source": _formula(rule.source),
            "target": _formula(rule.target),
            **({"changes": list(rule.changes)} if rule.changes else {}),
            **_texts("", rule.note, rule.evidence),
        }
        for rule in conflict.move_rules
    ]
    found["unseen"] = [
        {"decision_maker": one.decision_maker, "formula": _formula(one.formula), **_texts("", one.note, one.evidence)}
        for one in conflict.unseen
    ]
    asked = cast("dict[str, Json]", conflict.derived.asked)
    return {key: value for key, value in {**found, **asked}.items() if value != []}


def _texts(name: str, note: str, evidence: Sequence[str]) -> dict[str, Json]:
    given: dict[str, Json] = {"name": name, "note": note, "evidence": list(evidence)}
    return {key: value for key, value in given.items() if value}


def _formula(formula: Formula | str) -> str:
    return formula if isinstance(formula, str) else text_of(formula)
