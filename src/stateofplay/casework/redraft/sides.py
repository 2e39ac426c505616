"""One of three versions of a model file (last draft, edited, new draft): its text in parts beside the model that it means.

Parts go by what they mean: an option by its id, a rule or a statement by its formula however it is written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property

from stateofplay.casework.redraft.toml_text import (
    Element,
    ModelText,
    TomlPiece,
    TomlTable,
    Value,
    array_text,
    cut,
    cut_array,
    join,
    value_text,
)
from stateofplay.conflict import Conflict, Vocabulary, parse_formula, text_of
from stateofplay.conflict.files import parse_model
from stateofplay.conflict.logic.formulas import options_in
from stateofplay.errors import ConflictError

NAMED = ("decision_maker", "option")
RULES = ("infeasible", "required", "coalesced", "move_rule")
WISHES = ("statements", "open")
"""Arrays of formulas: what a party wants, and what it is open whether it wants."""
PREFERENCES = (*WISHES, "ranking", "weights", "payoffs")
_FORMULAS = ("formula", "source", "target")
_REFERRING = frozenset(
    {"id", "owner", "owners", "needs", *WISHES, "formula", "source", "target", "changes", "mover", "movers"}
)

BlockKey = tuple[str, str, int]
ElementKey = tuple[str, int]


class Side:
    """One version of a model file."""

    def __init__(self, text: str, where: str) -> None:
        self.text = text
        self.conflict: Conflict = parse_model(text, where=where)
        self.parts: ModelText = cut(text)

    @cached_property
    def blocks(self) -> Mapping[BlockKey, TomlTable]:
        """Every block but the head, by table and identity; equal ones are numbered."""
        found: dict[BlockKey, TomlTable] = {}
        for block in self.parts.blocks[1:]:
            name, number = self._identity(block), 0
            while (block.table, name, number) in found:
                number += 1
            found[block.table, name, number] = block
        return found

    def statements(self, dm: str) -> Mapping[ElementKey, Element]:
        """The statements of a decision maker by their formula."""
        block = self.blocks.get(("decision_maker", dm, 0))
        piece = None if block is None else block.piece("statements")
        return {} if piece is None else self.elements(piece)

    def elements(self, piece: TomlPiece) -> dict[ElementKey, Element]:
        """The elements of an array by what they mean; equal ones are numbered."""
        found: dict[ElementKey, Element] = {}
        cut_up = cut_array(piece.text)
        for element in cut_up[0] if cut_up else ():
            value = element.value()
            name = self.meaning(value) if piece.key in WISHES else json.dumps(value, sort_keys=True)
            number = 0
            while (name, number) in found:
                number += 1
            found[name, number] = element
        return found

    def meaning(self, value: Value | None) -> str:
        """A formula, a statement or a class of them in one form, whatever names, numbers or patterns it is written with."""
        if isinstance(value, list):
            return "[" + " | ".join(self.meaning(one) for one in value) + "]"
        if isinstance(value, dict):
            return self.meaning(value.get("formula", ""))
        return normal(str(value), self.conflict.vocabulary)

    def options_of_meaning(self, meaning: str) -> frozenset[str]:
        """Ids of the options that a meaning speaks of."""
        ids: set[str] = set()
        for part in meaning.strip("[]").split(" | "):
            try:
                ids |= options_in(parse_formula(part, self.conflict.vocabulary))
            except ConflictError:
                continue
        return frozenset(ids)

    def options_of_block(self, block: TomlTable) -> frozenset[str]:
        """Ids of the options that a rule or a guard speaks of."""
        ids: set[str] = set()
        for key in _FORMULAS if block.table in RULES else ():
            if block.piece(key) is not None:
                ids |= self.options_of_meaning(self.meaning(block.value(key)))
        changes = block.value("changes")
        for called in changes if isinstance(changes, list) else ():
            option = self.conflict.vocabulary.option(str(called))
            ids |= {option} if option else set()
        return frozenset(ids)

    @property
    def names_states(self) -> bool:
        """Whether the file points at states by their options or numbers, beside the status quo."""
        return any(
            b.table in ("state", "move") or b.piece("ranking") or b.piece("payoffs") for b in self.blocks.values()
        )

    def rewritten(self, words: Vocabulary) -> Side:
        """The same with every formula that other options would give another meaning written with ids."""

        def formula(text: str) -> str:
            mine = parse_formula(text, self.conflict.vocabulary)
            try:
                same = parse_formula(text, words) == mine
            except ConflictError:
                same = False
            return text if same else text_of(mine)

        def piece(block: TomlTable, one: TomlPiece) -> TomlPiece:
            if block.table in RULES and one.key in _FORMULAS:
                text = str(one.value())
                return one if formula(text) == text else replace(one, text=f"{one.key} = {value_text(formula(text))}")
            if one.key not in WISHES:
                return one
            old = list(self.elements(one).values())
            new = [_with_formulas(element, formula) for element in old]
            rest = (cut_array(one.text) or ((), ()))[1]
            return one if new == old else replace(one, text=array_text(one.key, new, rest))

        blocks = tuple(replace(b, pieces=tuple(piece(b, p) for p in b.pieces)) for b in self.parts.blocks)
        text = join(replace(self.parts, blocks=blocks))
        if text == self.text:
            return self
        changed = Side.__new__(Side)
        changed.text, changed.conflict, changed.parts = text, self.conflict, replace(self.parts, blocks=blocks)
        return changed

    def renamed(self, names: Mapping[str, str]) -> Side:
        """The same with other ids of options and decision makers."""
        if not names:
            return self
        word = re.compile(
            rf"(?<![\w.-])({'|'.join(re.escape(n) for n in sorted(names, key=len, reverse=True))})(?![\w.-])"
        )

        def piece(one: TomlPiece) -> TomlPiece:
            if one.key not in _REFERRING:
                return one
            head, sign, value = one.text.partition("=")
            return replace(one, text=head + sign + word.sub(lambda m: names[m[1]], value))

        blocks = tuple(replace(b, pieces=tuple(map(piece, b.pieces))) for b in self.parts.blocks)
        return Side(join(replace(self.parts, blocks=blocks)), "the draft")

    def _identity(self, block: TomlTable) -> str:
        if block.table in NAMED:
            return str(block.value("id"))
        if block.table == "state":
            return str(block.value("options") or block.value("label"))
        if block.table == "move":
            return json.dumps([block.value(key) for key in ("movers", "source", "target")])
        if block.table == "move_rule":
            logic = [self.meaning(block.value(key)) if block.piece(key) else "true" for key in ("source", "target")]
            return json.dumps([block.value("mover"), block.value("changes"), *logic])
        return self.meaning(block.value("formula"))


def normal(text: str, words: Vocabulary) -> str:
    """A formula in one form; the text itself where it is no formula."""
    try:
        return text_of(parse_formula(text, words))
    except ConflictError:
        return " ".join(text.split())


def find_renames(base: Conflict, mine: Conflict) -> dict[str, str]:
    """Ids that a person changed: a part that is gone, and one that is new, alike in what else they say."""
    names: dict[str, str] = {}
    lost = [dm for dm in base.decision_makers if dm.id not in mine.dm_ids]
    fresh = [dm for dm in mine.decision_makers if dm.id not in base.dm_ids]
    for dm in lost:
        owned = {o.id for o in base.options_of(dm.id)}
        alike = [f for f in fresh if f.name == dm.name or owned & {o.id for o in mine.options_of(f.id)}]
        if len(alike) == 1:
            names[dm.id] = alike[0].id
    gone = [o for o in base.options if o.id not in mine.bits]
    new = [o for o in mine.options if o.id not in base.bits]
    for option in gone:
        owner = names.get(option.owner, option.owner)
        same = [
            n for n in new if n.owner == owner and (n.name == option.name or set(n.evidence) & set(option.evidence))
        ]
        exact = [n for n in same if n.name == option.name and n.evidence == option.evidence]
        found = exact if len(exact) == 1 else same
        if len(found) == 1 and found[0].id not in names.values():
            names[option.id] = found[0].id
    return names


def _with_formulas(element: Element, change: Callable[[str], str]) -> Element:
    """The element with each of its formulas changed; the very same where none is."""

    def changed(value: Value) -> Value:
        if isinstance(value, list):
            return [changed(one) for one in value]
        if isinstance(value, dict):
            return {**value, "formula": change(str(value.get("formula", "")))}
        return change(str(value))

    old = element.value()
    new = changed(old)
    return element if new == old else replace(element, text=value_text(new))
