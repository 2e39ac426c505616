"""Conflict models as the JSON of the existing tool (`.gmcr`), both ways; its old binary files are refused by `read_model`.

A condition of that form is a list of (option number, "Y" or "N") that all hold, or a compound of which one must hold, so
every formula is written as its cases. The tool numbers options from 0, decision maker by decision maker, and feasible
states from 1. What it cannot hold is refused by name, never dropped; texts that it has no place for (ids, notes, evidence,
labels, the status quo) stand under a key of our own, which it passes over.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import cast

import numpy as np

from stateofplay.conflict.files.cases import Case, cases_of, with_options
from stateofplay.conflict.files.form import to_form
from stateofplay.conflict.files.plain import Data, entries, texts
from stateofplay.conflict.json import Json
from stateofplay.conflict.logic.formulas import Formula, Not
from stateofplay.conflict.logic.states import StateRef
from stateofplay.conflict.model.conflict import Conflict, DecisionMaker, Option, Rule, StateText, Unseen
from stateofplay.conflict.preferences.complete import Indifferent, Ranking
from stateofplay.conflict.preferences.preference import Preference, dense
from stateofplay.conflict.preferences.relations import Graded
from stateofplay.conflict.preferences.statements import PreferenceStatement, Statements
from stateofplay.errors import ConflictError

OURS = "stateofplay"
_DIRECTIONS = {"both": "both", "fwd": "to_yes", "back": "to_no"}


def write_gmcr(conflict: Conflict) -> str:
    """Write a model as `.gmcr`.

    Raises
    ------
    ConflictError
        ``conflict.gmcr_form``, naming all that the form cannot hold.

    Examples
    --------
    >>> talks = Conflict(
    ...     decision_makers=(DecisionMaker(id="A", preference=Statements.of("t or not u")),),
    ...     options=(Option(id="t", owner="A", name="Talk"), Option(id="u", owner="A", name="Shoot")),
    ... )
    >>> json.loads(write_gmcr(talks))["decisionMakers"][0]["preferences"]
    [{'compound': True, 'members': [[[0, 'Y']], [[1, 'N']]]}]
    """
    beyond = list(_beyond(conflict))
    if beyond:
        raise ConflictError(
            f"the .gmcr form cannot hold {'; '.join(beyond)}",
            slug="conflict.gmcr_form",
            hint="Write the model as TOML or JSON, which hold everything, or take these parts out.",
        )
    grouped = tuple(option for dm in conflict.dm_ids for option in conflict.options_of(dm))
    number = {option.id: k for k, option in enumerate(grouped)}
    as_ranks = any(not _plain_statements(dm.preference) for dm in conflict.decision_makers)
    forbidden = [*_formulas(conflict.infeasible), *(Not(f) for f in _formulas(conflict.required))]
    infeasible: list[Json] = [_pairs(case, number) for formula in forbidden for case in cases_of(formula)]
    numbers = _numbers(conflict, grouped) if as_ranks else []
    makers: list[Json] = []
    for dm in conflict.decision_makers:
        entry: dict[str, Json] = {
            "name": dm.name or dm.id,
            "options": [number[option.id] for option in conflict.options_of(dm.id)],
            "preferences": _conditions(dm.preference, number),
        }
        hidden = [one.formula for one in conflict.unseen if one.decision_maker == dm.id]
        if hidden:
            bound = [formula for formula in hidden if not isinstance(formula, str)]
            entry["misperceptions"] = [_pairs(case, number) for formula in bound for case in cases_of(formula)]
        if as_ranks:
            entry["preferenceRanking"] = _ranking(conflict, dm, numbers)
        makers.append(entry)
    options: list[Json] = [
        {
            "name": option.name or option.id,
            "permittedDirection": next(k for k, v in _DIRECTIONS.items() if v == option.direction),
        }
        for option in grouped
    ]
    found: dict[str, Json] = {
        "program": "stateofplay",
        "version": "1",
        "options": options,
        "decisionMakers": makers,
        "infeasibles": infeasible,
        "coalitions": list[Json](range(len(makers))),
        "useManualPreferenceRanking": as_ranks,
        OURS: _texts(conflict),
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def from_gmcr(data: Data, where: str = "the model") -> Conflict:
    """Read the JSON of the existing tool; states that a decision maker misperceives are states that it does not see."""
    options, makers = entries(data, "options"), entries(data, "decisionMakers")
    owners: dict[int, str] = {}
    for dm in makers:
        for index in cast("list[int]", dm["options"]):
            if int(index) in owners or not 0 <= int(index) < len(options):
                raise _wrong(where, f"option number {index} has two owners or does not exist")
            owners[int(index)] = str(dm["name"])
    loose = [str(o["name"]) for k, o in enumerate(options) if k not in owners]
    if loose:
        raise _wrong(where, f"nobody owns {', '.join(loose)}")
    ranked = bool(data.get("useManualPreferenceRanking") or data.get("useManualPreferenceVectors"))
    known = {str(o.get("permittedDirection", "both")) for o in options} - set(_DIRECTIONS)
    if known:
        raise _wrong(where, f"the direction {', '.join(sorted(known))} is not known")
    conflict = Conflict(
        name=str(data.get("title", data.get("name", ""))),
        note=_coalitions(data, makers),
        decision_makers=tuple(DecisionMaker(id=str(dm["name"]), preference=_preference(dm, ranked)) for dm in makers),
        options=tuple(
            Option(
                id=f"o{k + 1}",
                name=str(options[k]["name"]),
                owner=owner,
                direction=_DIRECTIONS[str(options[k].get("permittedDirection", "both"))],  # type: ignore[arg-type]
            )
            for k, owner in owners.items()
        ),
        infeasible=tuple(_formula(c) for c in cast("list[object]", data.get("infeasibles", []))),
        unseen=tuple(one for dm in makers for one in _misperceived(dm)),
    )
    conflict = conflict.with_preferences(dict(_agreeing(conflict, makers)))
    ours = data.get(OURS)
    return _with_texts(conflict, ours) if isinstance(ours, Mapping) else conflict


def _wrong(where: str, what: str) -> ConflictError:
    return ConflictError(f"{where}: {what}", slug="conflict.file_form", hint="Mend the file in the tool that made it.")


def _beyond(conflict: Conflict) -> Iterator[str]:
    """Name what the form has no place for and verdicts would miss."""
    if not conflict.options:
        yield "a conflict without options"
    if conflict.coalesced:
        yield "coalesced states"
    if conflict.moves or not conflict.option_moves:
        yield "explicit moves"
    if conflict.move_rules:
        yield "forbidden moves"
    if any(option.joint for option in conflict.options):
        yield "joint acts"
    for dm in conflict.decision_makers:
        who = dm.name or dm.id
        if isinstance(dm.preference, Statements) and any(w.answer == "open" for w in dm.preference.open):
            yield f"what is open in the preference of {who}"
        if isinstance(dm.preference, Graded) or any(s.strength != 1 for s in _statements(dm.preference)):
            yield f"the strength of the preference of {who}"
        elif conflict.options and dm.preference.ranks(conflict.space) is None:
            yield f"the {dm.preference.kind} preference of {who}"


def _plain_statements(preference: Preference) -> bool:
    """Whether the form's own statements say it: one after the other, no classes of equals."""
    if isinstance(preference, Statements):
        return all(len(tied) == 1 for tied in preference.counted)
    return isinstance(preference, Indifferent)


def _statements(preference: Preference) -> Sequence[PreferenceStatement]:
    return list(chain.from_iterable(preference.counted)) if isinstance(preference, Statements) else []


def _conditions(preference: Preference, number: Mapping[str, int]) -> list[Json]:
    if not _plain_statements(preference):
        return []
    return [_condition(cases, number) for one in _statements(preference) for cases in [_cases(one)] if cases]


def _cases(statement: PreferenceStatement) -> list[Case]:
    """The cases of a statement; none for one that holds always or never and so tells no states apart."""
    if isinstance(statement.formula, str):
        raise TypeError("a built conflict holds formulas, not text")
    found = cases_of(statement.formula)
    return [] if {} in found else found


def _condition(cases: Sequence[Case], number: Mapping[str, int]) -> Json:
    members: list[Json] = [_pairs(case, number) for case in cases]
    return members[0] if len(members) == 1 else {"compound": True, "members": members}


def _pairs(case: Case, number: Mapping[str, int]) -> list[Json]:
    return [
        [number[option], "Y" if taken else "N"] for option, taken in sorted(case.items(), key=lambda p: number[p[0]])
    ]


def _numbers(conflict: Conflict, grouped: tuple[Option, ...]) -> list[int]:
    """Where each state of ours stands in the tool's numbering, which is that of the grouped options."""
    own = replace(conflict, options=grouped, states=(), status_quo=None, decision_makers=_bare(conflict))
    return [
        own.space.index_of(_regrouped(conflict, grouped, conflict.space.options_text(k))) + 1
        for k in range(len(conflict.space))
    ]


def _ranking(conflict: Conflict, dm: DecisionMaker, numbers: Sequence[int]) -> list[Json]:
    ranks = dm.preference.ranks(conflict.space)
    if ranks is None:
        raise TypeError("refused before")
    classes: dict[int, list[Json]] = {}
    for number, rank in zip(numbers, ranks.tolist(), strict=True):
        classes.setdefault(rank, []).append(number)
    return [c[0] if len(c) == 1 else c for _, c in sorted(classes.items(), reverse=True)]


def _bare(conflict: Conflict) -> tuple[DecisionMaker, ...]:
    return tuple(DecisionMaker(id=dm) for dm in conflict.dm_ids)


def _regrouped(conflict: Conflict, options: Sequence[Option], signs: str) -> str:
    by_id = dict(zip((option.id for option in conflict.options), signs, strict=True))
    return "".join(by_id[option.id] for option in options)


def _formulas(rules: Sequence[Rule | Formula | str]) -> list[Formula]:
    found = []
    for rule in rules:
        formula = rule.formula if isinstance(rule, Rule) else rule
        if isinstance(formula, str):
            raise TypeError("a built conflict holds formulas, not text")
        found.append(formula)
    return found


def _texts(conflict: Conflict) -> dict[str, Json]:
    """What people wrote and the form has no place for; nothing that verdicts rest on."""
    form = to_form(conflict)
    kept: dict[str, Json] = {
        key: form[key] for key in ("name", "note", "evidence", "status_quo", "state") if key in form
    }
    for table in ("decision_maker", "option"):
        listed = cast("list[dict[str, Json]]", form.get(table, []))
        kept[table] = [{k: e[k] for k in ("id", "name", "note", "evidence") if k in e} for e in listed]
    return kept


def _with_texts(conflict: Conflict, ours: Data) -> Conflict:
    """Give a conflict its texts back, as long as decision makers and options are still those that they were written for."""
    makers, options = entries(ours, "decision_maker"), entries(ours, "option")
    if [str(e.get("name") or e["id"]) for e in makers] != list(conflict.dm_ids):
        return conflict
    names = {dm: str(e["id"]) for dm, e in zip(conflict.dm_ids, makers, strict=True)}
    called: dict[str, Option] = {}
    for entry in options:
        name = str(entry.get("name") or entry["id"])
        fits = [o for o in conflict.options if o.name == name and o.id not in {c.id for c in called.values()}]
        if not fits:
            return conflict
        called[str(entry["id"])] = fits[0]
    if len(called) != len(conflict.options):
        return conflict
    ids = {option.id: new for new, option in called.items()}
    entry_of = {str(e["id"]): e for e in options}

    def renamed(formula: Formula | str) -> Formula:
        return with_options(cast("Formula", formula), ids)

    def preferred(preference: Preference) -> Preference:
        if isinstance(preference, Statements):
            return Statements(
                tuple(tuple(replace(one, formula=renamed(one.formula)) for one in tied) for tied in preference.classes)
            )
        if isinstance(preference, Ranking):
            signs = conflict.space.options_text
            texts_of = {
                ref: _reordered(conflict, called, signs(conflict.space.index_of(ref)))
                for tied in preference.order
                for ref in tied
            }
            return Ranking(tuple(tuple(texts_of[ref] for ref in tied) for tied in preference.order))
        return preference

    return Conflict(
        name=str(ours.get("name", "")),
        note=str(ours.get("note", "")),
        evidence=texts(ours.get("evidence")),
        decision_makers=tuple(
            DecisionMaker(
                id=str(e["id"]),
                name=str(e.get("name", "")),
                note=str(e.get("note", "")),
                evidence=texts(e.get("evidence")),
                preference=preferred(dm.preference),
            )
            for e, dm in zip(makers, conflict.decision_makers, strict=True)
        ),
        options=tuple(
            Option(
                id=new,
                owner=names[option.owner],
                direction=option.direction,
                name=str(entry_of[new].get("name", "")),
                note=str(entry_of[new].get("note", "")),
                evidence=texts(entry_of[new].get("evidence")),
            )
            for new, option in called.items()
        ),
        infeasible=tuple(renamed(formula) for formula in _formulas(conflict.infeasible)),
        states=tuple(
            StateText(
                options=str(e.get("options", "")),
                label=str(e.get("label", "")),
                name=str(e.get("name", "")),
                note=str(e.get("note", "")),
                evidence=texts(e.get("evidence")),
            )
            for e in entries(ours, "state")
        ),
        unseen=tuple(
            replace(one, decision_maker=names[one.decision_maker], formula=renamed(one.formula))
            for one in conflict.unseen
        ),
        move_rules=tuple(
            replace(rule, mover=names[rule.mover], source=renamed(rule.source), target=renamed(rule.target))
            for rule in conflict.move_rules
        ),
        status_quo=cast("StateRef | None", ours.get("status_quo")),
    )


def _reordered(conflict: Conflict, called: Mapping[str, Option], signs: str) -> str:
    by_id = dict(zip((option.id for option in conflict.options), signs, strict=True))
    return "".join(by_id[option.id] for option in called.values())


def _formula(condition: object) -> str:
    """A condition ([[option, "Y"], ...] or a compound of such) as a formula."""
    if isinstance(condition, Mapping):
        members = [f"({_formula(m)})" for m in condition.get("members", condition.get("options", []))]
        return (" or " if condition.get("compound") else " and ").join(members) or "true"
    pairs = cast("list[tuple[int, str]]", condition)
    if pairs and isinstance(pairs[0], int):
        pairs = [cast("tuple[int, str]", condition)]
    return " and ".join(f"o{int(k) + 1}" if value == "Y" else f"not o{int(k) + 1}" for k, value in pairs) or "true"


def _preference(dm: Data, ranked: bool) -> Preference:
    ranking = dm.get("preferenceRanking") or dm.get("preferenceVector")
    if ranked and ranking:
        return Ranking.of(cast("list[int | list[int]]", ranking))
    conditions = cast("list[object]", dm.get("preferences", []))
    if not conditions:
        return Indifferent()
    return Statements.of(*(PreferenceStatement(formula=_formula(c)) for c in conditions))


def _agreeing(conflict: Conflict, makers: Sequence[Data]) -> Iterator[tuple[str, Preference]]:
    """Keep the statements of decision makers whose ranking says the same; the tool itself goes by the ranking."""
    for dm, entry in zip(conflict.decision_makers, makers, strict=True):
        if isinstance(dm.preference, Ranking) and entry.get("preferences"):
            stated = _preference(entry, False).bind(conflict.vocabulary, dm.id)
            ranks = stated.ranks(conflict.space)
            if ranks is not None and np.array_equal(ranks, dense(dm.preference.ranks(conflict.space).astype(np.int64))):
                yield dm.id, stated


def _misperceived(dm: Data) -> Iterator[Unseen]:
    for condition in cast("list[object]", dm.get("misperceptions", [])):
        yield Unseen(
            decision_maker=str(dm["name"]), formula=_formula(condition), note="misperceived, as the file has it"
        )


def _coalitions(data: Data, makers: Sequence[Data]) -> str:
    """Say which decision makers the file merges: an analysis of its own here, not a part of the model."""
    merged = [c for c in cast("list[object]", data.get("coalitions", [])) if isinstance(c, list) and len(c) > 1]
    named = "; ".join(" with ".join(str(makers[int(k)]["name"]) for k in group) for group in merged)
    return f"The file merges {named} into one; here coalitions are analysed beside the model." if named else ""
