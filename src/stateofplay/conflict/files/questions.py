"""What a model file asks beyond stability: views, attitudes, influences, interventions, goals, concepts, paces.

``[[view]]`` (with ``[[view.preference]]``), ``[[attitude]]``, ``[[influence]]``, ``[[intervention]]`` (with
``[[intervention.preference]]`` and ``[[intervention.option]]``), ``[[goal]]``, ``[[own_concept]]`` and ``[[pace]]``. They stand
beside the model and change no verdict of it; `questions_of` reads them, each mistake with its line.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import cast

from stateofplay.conflict.concepts import concept_id
from stateofplay.conflict.files.places import ModelLines
from stateofplay.conflict.files.plain import Data, check_keys, entries, texts
from stateofplay.conflict.files.preferences import KEYS, from_data
from stateofplay.conflict.logic.states import StateRef
from stateofplay.conflict.model.conflict import Conflict, DecisionMaker, Direction, MoveRule, Option
from stateofplay.conflict.model.outside import Influence, Intervention
from stateofplay.conflict.model.views import seen_by
from stateofplay.conflict.preferences.preference import Preference
from stateofplay.errors import ConflictError


@dataclass(frozen=True, eq=False, kw_only=True)
class Questions:
    """What a file asks of its model.

    Attributes
    ----------
    views, inner
        Decision maker to the conflict that it sees; and to how it believes the others see it.
    attitudes
        (i, j) to +, 0 or -.
    influences
        Decision maker to what it can make others prefer.
    interventions, goals
        What third parties do; which states are to be equilibria, or not to be.
    concepts, paces
        Decision maker to its own stability concept, and to how often it comes to move.
    """

    views: Mapping[str, Conflict] = field(default_factory=dict)
    inner: Mapping[str, Mapping[str, Conflict]] = field(default_factory=dict)
    attitudes: Mapping[tuple[str, str], str] = field(default_factory=dict)
    influences: Mapping[str, tuple[Influence, ...]] = field(default_factory=dict)
    interventions: tuple[Intervention, ...] = ()
    goals: Mapping[StateRef, bool] = field(default_factory=dict)
    concepts: Mapping[str, str] = field(default_factory=dict)
    paces: Mapping[str, float] = field(default_factory=dict)


def questions_of(conflict: Conflict) -> Questions:
    """Read what the file of a model asks; nothing for a model that was not read from a file.

    Examples
    --------
    >>> from stateofplay.conflict import load_case
    >>> questions_of(load_case("chicken")).goals
    {}
    """
    data: Data = conflict.derived.asked
    places = cast("ModelLines | None", conflict.derived.places)

    def at(table: str, number: int) -> AbstractContextManager[object]:
        return nullcontext() if places is None else places.at(table, number)

    views: dict[str, Conflict] = {}
    inner: dict[str, dict[str, Conflict]] = {}
    attitudes: dict[tuple[str, str], str] = {}
    influences: dict[str, tuple[Influence, ...]] = {}
    interventions: list[Intervention] = []
    goals: dict[StateRef, bool] = {}
    concepts: dict[str, str] = {}
    paces: dict[str, float] = {}
    for number, entry in enumerate(entries(data, "view"), 1):
        with at("view", number):
            who = conflict.dm(str(entry["decision_maker"])).id
            if "of" not in entry:
                views[who] = _view(conflict, entry, who)
    for number, entry in enumerate(entries(data, "view"), 1):
        if "of" in entry:
            with at("view", number):
                who, other = conflict.dm(str(entry["decision_maker"])).id, conflict.dm(str(entry["of"])).id
                inner.setdefault(who, {})[other] = _view(views.setdefault(who, conflict), entry, other)
    for number, entry in enumerate(entries(data, "attitude"), 1):
        with at("attitude", number):
            i, j = conflict.dm(str(entry["of"])).id, conflict.dm(str(entry["towards"])).id
            if entry["sign"] not in ("+", "0", "-"):
                raise ConflictError(
                    f"the attitude of {i} towards {j} is {entry['sign']!r}",
                    slug="conflict.attitude",
                    hint='Write sign = "+", "0" or "-".',
                )
            attitudes[i, j] = str(entry["sign"])
    for number, entry in enumerate(entries(data, "influence"), 1):
        with at("influence", number):
            who, target = conflict.dm(str(entry["decision_maker"])).id, conflict.dm(str(entry["target"])).id
            one = Influence(name=str(entry["name"]), target=target, preference=_preference(conflict, entry, target))
            influences[who] = (*influences.get(who, ()), one)
    for number, entry in enumerate(entries(data, "intervention"), 1):
        with at("intervention", number):
            interventions.append(_intervention(conflict, entry))
    for number, entry in enumerate(entries(data, "goal"), 1):
        with at("goal", number):
            conflict.space.index_of(str(entry["state"]), where="goal")
            goals[str(entry["state"])] = bool(entry.get("holds", True))
    for number, entry in enumerate(entries(data, "own_concept"), 1):
        with at("own_concept", number):
            concepts[conflict.dm(str(entry["decision_maker"])).id] = concept_id(str(entry["concept"]))
    for number, entry in enumerate(entries(data, "pace"), 1):
        with at("pace", number):
            paces[conflict.dm(str(entry["decision_maker"])).id] = float(cast("float", entry["weight"]))
    return Questions(
        views=views,
        inner=inner,
        attitudes=attitudes,
        influences=influences,
        interventions=tuple(interventions),
        goals=goals,
        concepts=concepts,
        paces=paces,
    )


def _view(conflict: Conflict, entry: Data, who: str) -> Conflict:
    believed = _preferences(conflict, entry, "view")
    return seen_by(conflict, who, hidden=texts(entry.get("hidden")), preferences=believed)


def _preferences(conflict: Conflict, entry: Data, table: str) -> dict[str, Preference]:
    found = {}
    for one in entries(entry, "preference"):
        check_keys(one, KEYS | {"decision_maker", "note", "evidence"}, f"a preference of this {table}")
        who = conflict.dm(str(one.get("decision_maker", ""))).id
        found[who] = from_data(one).bind(conflict.vocabulary, who)
    return found


def _preference(conflict: Conflict, entry: Data, who: str) -> Preference:
    return from_data({key: value for key, value in entry.items() if key in KEYS}).bind(conflict.vocabulary, who)


def _intervention(conflict: Conflict, entry: Data) -> Intervention:
    newcomer = str(entry.get("decision_maker", ""))
    options = []
    for one in entries(entry, "option"):
        check_keys(one, {"id", "name", "direction"}, "an option of this intervention")
        options.append(
            Option(
                id=str(one["id"]),
                owner=newcomer,
                name=str(one.get("name", "")),
                direction=cast("Direction", one.get("direction", "both")),
            )
        )
    if options and (not newcomer or newcomer in conflict.dm_ids):
        raise ConflictError(
            f"the intervention {entry['name']} has options that no third party owns",
            slug="conflict.third_party",
            hint='Name it: decision_maker = "mediator", an id that the model does not have yet.',
        )
    words = Conflict(
        decision_makers=(
            *(DecisionMaker(id=dm) for dm in conflict.dm_ids),
            *((DecisionMaker(id=newcomer),) if options else ()),
        ),
        options=(*conflict.options, *options),
    ).vocabulary
    preferences: dict[str, Preference] = {}
    for one in entries(entry, "preference"):
        check_keys(one, KEYS | {"decision_maker", "note", "evidence"}, "a preference of this intervention")
        who = str(one.get("decision_maker", ""))
        who = who if options and who == newcomer else conflict.dm(who).id
        preferences[who] = from_data(one).bind(words, who)
    own = preferences.pop(newcomer, None) if options else None
    joins = None
    if options:
        joins = DecisionMaker(id=newcomer) if own is None else DecisionMaker(id=newcomer, preference=own)
    return Intervention(
        name=str(entry["name"]),
        infeasible=texts(entry.get("infeasible")),
        move_rules=tuple(
            MoveRule(
                mover=str(one.get("mover", "")),
                source=str(one.get("source", "true")),
                target=str(one.get("target", "true")),
                changes=texts(one.get("changes")),
            )
            for one in entries(entry, "forbidden")
        ),
        preferences=preferences,
        decision_maker=joins,
        options=tuple(options),
    )
