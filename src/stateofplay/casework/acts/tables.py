"""The tables of `acts.toml`: what concepts ask of the parties, and which words are verbs, nouns of action or no act at all."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from stateofplay.language.inflections import by_verb_form


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueConcept:
    """What the table says of an issue's concept."""

    act: str = ""
    broad: bool = False
    goal: bool = False
    undoing: bool = False
    way: bool = False
    declared: bool = False
    joint: bool = False
    hostile: bool = False
    given: bool = False
    verb: str = ""
    events: tuple[str, ...] = ()
    in_force: tuple[str, ...] = ()
    named: str = ""
    other: str = ""

    def stands_in(self, words: str) -> bool:
        """Whether words have a noun of this concept in them, where the table asks for one."""
        return not self.named or bool(re.search(self.named, words, re.IGNORECASE))


@dataclass(frozen=True, slots=True, kw_only=True)
class ActWords:
    """The word lists of the table."""

    nominal: Mapping[str, str]
    verbs: Mapping[str, str]
    """Any form of a verb of the field -> its base form."""
    joining: frozenset[str]
    keeping: frozenset[str]
    doers: frozenset[str]
    ending: frozenset[str]
    attending: frozenset[str]
    agreeing: frozenset[str]
    refusing: frozenset[str]
    values: frozenset[str]
    vague: frozenset[str]
    bystanders: frozenset[str]
    bodies: frozenset[str]
    unions: frozenset[str]
    agreeable: frozenset[str]
    idle: frozenset[str]
    bringing_up: frozenset[str]
    staying_away: frozenset[str]
    goals: frozenset[str]
    mutual: frozenset[str]
    mediating: frozenset[str]
    ballots: frozenset[str]
    talking: frozenset[str]
    frames: frozenset[str]
    """Nouns behind whose preposition the thing itself stands: "a round of talks"."""
    uncounted: frozenset[str]
    """Of what two sides agree on, nouns without an article: "agree to outside mediation"."""
    hollow: tuple[re.Pattern[str], ...]
    """What begins like an act and names none: "pay a heavy price"."""


_OF_THEIR_OWN_FORM = frozenset({"nominal", "verbs", "hollow"})
"""Entries that are more than words with a space between them."""


@cache
def _table() -> Mapping[str, Any]:
    text = files("stateofplay.casework.acts").joinpath("acts.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def concepts() -> Mapping[str, IssueConcept]:
    """Name of a concept -> what it asks of the parties."""
    return msgspec.convert(_table()["concepts"], dict[str, IssueConcept])


def find_concept(name: str | None) -> IssueConcept | None:
    """What the table says of a concept, if it has it."""
    return concepts().get(name or "")


@cache
def act_words() -> ActWords:
    """The word lists."""
    lists = _table()["words"]
    pairs = (pair.split(":") for pair in lists["nominal"].replace("\n", " ").split(",") if ":" in pair)
    plain = [f.name for f in fields(ActWords) if f.name not in _OF_THEIR_OWN_FORM]
    return ActWords(
        nominal={noun.strip(): verb.strip() for noun, verb in pairs},
        verbs=by_verb_form({verb: verb for verb in lists["verbs"].split()}) | _IRREGULAR,
        hollow=tuple(re.compile(pattern, re.IGNORECASE) for pattern in lists["hollow"]),
        **{name: frozenset(lists[name].split()) for name in plain},
    )


@cache
def groups() -> Mapping[str, tuple[str, ...]]:
    """Common noun of a group of actors -> the names, or parts of names, that are of it."""
    return {name: tuple(parts) for name, parts in _table()["groups"].items()}


@cache
def blocs() -> Mapping[str, frozenset[str]]:
    """Blocs that act for their members -> the members."""
    return {name: frozenset(members) for name, members in _table()["blocs"].items()}


@cache
def insiders() -> Mapping[str, frozenset[str]]:
    """Countries -> parties and chambers inside them that are no party beside their country."""
    return {name: frozenset(parts) for name, parts in _table()["insiders"].items()}


_IRREGULAR = {
    form: base
    for base, forms in {
        "stop": "stopping stopped",
        "cut": "cutting",
        "withdraw": "withdrew withdrawn",
        "give": "gave given",
        "take": "took taken",
        "go": "went gone",
        "come": "came coming",
        "meet": "met",
        "bring": "brought",
        "send": "sent",
        "make": "made",
        "let": "letting",
        "sell": "sold",
        "buy": "bought",
        "fly": "flew flown",
        "pay": "paid",
        "lay": "laid",
        "keep": "kept",
        "begin": "began begun beginning",
        "swap": "swapping swapped",
        "drop": "dropping dropped",
        "scrap": "scrapping scrapped",
        "shut": "shutting",
        "set": "setting",
        "put": "putting",
        "permit": "permitting permitted",
        "build": "built",
        "strike": "struck",
    }.items()
    for form in forms.split()
}
