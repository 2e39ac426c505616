"""Several analysts, one conflict: where their models differ, which verdicts survive all of them, and what the group prefers.

Options and decision makers are matched by id, states by the options taken: what one analyst counts as one state (coalesced) is
compared combination by combination. Verdicts are compared on the combinations that every model has. Rules, guards and needs
that only some have are told in their words. Group preferences follow the rule of Borda (1781; ties share the mean of their
places, Black 1976): for each decision maker a state gets a point for each state that an analyst puts below it and half a point
for each that it puts level. The rule takes every analyst's order alike and needs nothing but orders; Arrow (1951) shows that no
rule keeps every wish one may have of it, so the majority of each pair is told beside it (Condorcet 1785), where the two disagree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from stateofplay.conflict.analysis import analyse
from stateofplay.conflict.concepts import USUAL_CONCEPTS, concept_id, concept_of, general_knowledge
from stateofplay.conflict.engine.stability import Progress
from stateofplay.conflict.json import Json
from stateofplay.conflict.logic.formulas import Formula, text_of
from stateofplay.conflict.model.conflict import Conflict, MoveRule, Rule
from stateofplay.conflict.model.naming import capitalised, describe, name_of
from stateofplay.conflict.preferences.complete import Payoffs
from stateofplay.conflict.preferences.preference import Ranks
from stateofplay.errors import ConflictError

MOST_TOLD = 12
MOST_STATES = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing on which the models differ: ``kind`` is option, state, move or preference."""

    kind: str
    sentence: str


@dataclass(frozen=True, eq=False, kw_only=True)
class Joined:
    """What several models of one conflict have in common.

    Attributes
    ----------
    names, models
        The models and what they are called.
    common
        YN strings, over the options of the first model, of the states that every model has.
    differences
        Where the models differ.
    verdicts
        Concept to YN string to how many models call the state an equilibrium.
    group
        The first model with the group's preferences by the rule of Borda, over the states that all have; None where some
        preference is not complete.
    split
        Decision maker to pairs (better by Borda, worse by Borda) that most analysts order the other way.
    """

    names: tuple[str, ...]
    models: tuple[Conflict, ...]
    common: tuple[str, ...]
    differences: tuple[Difference, ...]
    verdicts: Mapping[str, Mapping[str, int]]
    group: Conflict | None
    split: Mapping[str, tuple[tuple[str, str], ...]]

    def surviving(self, concept: str) -> tuple[str, ...]:
        """Return the states that are equilibria in every model."""
        return tuple(s for s, number in self.verdicts[concept_id(concept)].items() if number == len(self.models))

    def disputed(self, concept: str) -> tuple[str, ...]:
        """Return the states that are equilibria in some models and not in others."""
        return tuple(s for s, number in self.verdicts[concept_id(concept)].items() if 0 < number < len(self.models))

    def sentences(self) -> tuple[str, ...]:
        """Return the findings as plain sentences."""
        first = self.models[0]
        lines = []
        for concept, by in self.verdicts.items():
            kept = list(dict.fromkeys(describe(first, first.space.index_of(s) + 1) for s in self.surviving(concept)))
            more = f" and {len(kept) - MOST_TOLD:,} more" if len(kept) > MOST_TOLD else ""
            known = concept_of(concept)
            lines.append(
                f"An equilibrium under {concept} ({known.name}: {known.definition}) in all {len(self.models)} models:"
                f" {'; '.join(kept[:MOST_TOLD]) or 'none'}{more}."
            )
            for state in self.disputed(concept)[:MOST_TOLD]:
                here = describe(first, first.space.index_of(state) + 1)
                lines.append(f"Under {concept}, {here} is one in {by[state]} of {len(self.models)} models.")
        if general := general_knowledge(tuple(self.verdicts)):
            lines.append(general)
        lines += [one.sentence for one in self.differences[: 4 * MOST_TOLD]]
        if len(self.differences) > 4 * MOST_TOLD:
            lines.append(f"{len(self.differences) - 4 * MOST_TOLD:,} more differences are in the data.")
        if self.group is None:
            lines.append(
                "There is no group preference: some preference does not compare every two states, or moves are listed one by one."
            )
        else:
            lines.append(
                "Group preferences are by the rule of Borda (1781): a point for each state put below, half for each put level."
            )
        for dm, pairs in self.split.items():
            better, worse = pairs[0]
            lines.append(
                f"For {name_of(first, dm)}, most analysts order {len(pairs):,} pairs of states the other way than Borda's rule,"
                f" such as {better} and {worse}."
            )
        return tuple(lines)

    def to_dict(self) -> dict[str, Json]:
        """Return plain data for JSON."""
        return {
            "models": list(self.names),
            "common_states": list(self.common),
            "differences": [{"kind": one.kind, "sentence": one.sentence} for one in self.differences],
            "verdicts": {concept: dict(by) for concept, by in self.verdicts.items()},
            "surviving": {concept: list(self.surviving(concept)) for concept in self.verdicts},
            "disputed": {concept: list(self.disputed(concept)) for concept in self.verdicts},
            "group_rule": "Borda (1781)",
            "against_the_majority": {dm: [list(pair) for pair in pairs] for dm, pairs in self.split.items()},
            "sentences": list(self.sentences()),
        }


def join_models(
    models: Mapping[str, Conflict], concepts: Sequence[str] = USUAL_CONCEPTS, *, progress: Progress | None = None
) -> Joined:
    """Lay several models of one conflict side by side.

    Parameters
    ----------
    models
        Name to model; two or more, in option form, of the same decision makers.
    concepts
        Stability concepts.
    progress
        Called after each model; raise in it to stop.

    Raises
    ------
    ConflictError
        ``conflict.other_conflict`` where models share no decision maker or no option, or no state; ``conflict.join`` for fewer
        than two, or models without options.

    Examples
    --------
    >>> from stateofplay.conflict import DecisionMaker, Option, Statements
    >>> def game(b):
    ...     return Conflict(
    ...         decision_makers=(
    ...             DecisionMaker(id="A", preference=Statements.of("y", "not x")),
    ...             DecisionMaker(id="B", preference=Statements.of(*b)),
    ...         ),
    ...         options=(Option(id="x", owner="A"), Option(id="y", owner="B")),
    ...     )
    >>> found = join_models({"one": game(["x", "not y"]), "other": game(["x iff y"])}, ["NASH"])
    >>> found.surviving("NASH"), found.differences[0].sentence
    (('NN',), 'B: one and other order 4 of 6 pairs of states differently.')
    """
    _check(models)
    names, given = tuple(models), tuple(models.values())
    shared = [option.id for option in given[0].options if all(option.id in one.bits for one in given)]
    keys = [_keys(one, shared) for one in given]
    first = given[0]
    common = sorted(set.intersection(*(set(one) for one in keys)), key=lambda key: _mask(first, shared, key))
    if not common:
        raise _other("no state is in all of them")
    places = [np.array([one[key] for key in common]) for one in keys]
    texts = [_text(first, _mask(first, shared, key)) for key in common]
    asked = tuple(dict.fromkeys(concept_id(concept) for concept in concepts))
    held = {concept: np.zeros(len(common), np.int64) for concept in asked}
    for number, (one, place) in enumerate(zip(given, places, strict=True), 1):
        analysis = analyse(one, asked)
        for concept in asked:
            held[concept] += analysis.equilibrium(concept)[place]
        if progress is not None:
            progress("models", number, len(given))
    ranks = {dm: _ranks(given, places, dm) for dm in first.dm_ids}
    differences = [
        *_structure(models, shared),
        *_rules(models),
        *_states(names, keys),
        *_preferences(first, names, ranks),
    ]
    group, split = _group(first, ranks, texts)
    return Joined(
        names=names,
        models=given,
        common=tuple(texts),
        differences=tuple(differences),
        verdicts={c: dict(zip(texts, numbers.tolist(), strict=True)) for c, numbers in held.items()},
        group=group,
        split=split,
    )


def _check(models: Mapping[str, Conflict]) -> None:
    if len(models) < 2 or any(not one.options for one in models.values()):
        raise ConflictError(
            "models are joined two or more at a time, each with options",
            slug="conflict.join",
            hint="Name at least two model files.",
        )
    first, *others = models.values()
    for one in others:
        if set(one.dm_ids) != set(first.dm_ids):
            apart = sorted(set(one.dm_ids) ^ set(first.dm_ids))
            raise _other(f"{', '.join(apart)} is a decision maker in some of them only")
        if not set(one.bits) & set(first.bits):
            raise _other("they share no option")
    for name, one in models.items():
        if len(one.space) > MOST_STATES:
            raise ConflictError(
                f"{name} has {len(one.space):,} states, more than {MOST_STATES:,}",
                slug="conflict.too_large",
                hint="Add infeasible combinations.",
            )


def _other(why: str) -> ConflictError:
    return ConflictError(
        f"these are models of different conflicts: {why}",
        slug="conflict.other_conflict",
        hint="Give decision makers and options that are the same the same ids.",
    )


def _keys(conflict: Conflict, shared: Sequence[str]) -> dict[int, int]:
    """The state in which of the shared options these are taken and no other: options that others do not know are not taken."""
    own = sum(1 << conflict.bits[option] for option in shared)
    found = {}
    for index in range(len(conflict.space)):
        for mask in map(int, conflict.space.members(index)):
            if mask & ~own == 0:
                found[sum(1 << k for k, option in enumerate(shared) if mask >> conflict.bits[option] & 1)] = index
    return found


def _mask(conflict: Conflict, shared: Sequence[str], key: int) -> int:
    """The bits of a model in which these of the shared options are taken."""
    return sum(1 << conflict.bits[option] for k, option in enumerate(shared) if key >> k & 1)


def _text(conflict: Conflict, mask: int) -> str:
    return "".join("Y" if mask >> k & 1 else "N" for k in range(len(conflict.options)))


def _ranks(models: Sequence[Conflict], places: Sequence[NDArray[np.int64]], dm: str) -> list[Ranks] | None:
    found = []
    for one, place in zip(models, places, strict=True):
        ranks = one.dm(dm).preference.ranks(one.space)
        if ranks is None:
            return None
        found.append(ranks[place])
    return found


def _structure(models: Mapping[str, Conflict], shared: Sequence[str]) -> list[Difference]:
    found = []
    every = dict.fromkeys(option.id for one in models.values() for option in one.options)
    for option in every:
        have = [name for name, one in models.items() if option in one.bits]
        if option not in shared:
            lack = [name for name in models if name not in have]
            found.append(
                Difference(
                    kind="option", sentence=f"{option}: an option in {', '.join(have)}, not in {', '.join(lack)}."
                )
            )
            continue
        told = {
            name: next(
                f"{'/'.join(o.owners)}, {o.direction}{', needs ' + ', '.join(o.needs) if o.needs else ''}"
                for o in one.options
                if o.id == option
            )
            for name, one in models.items()
        }
        if len(set(told.values())) > 1:
            each = "; ".join(f"{name}: {words}" for name, words in told.items())
            found.append(
                Difference(
                    kind="move", sentence=f"{option}: whose it is, which way it goes or what it needs differs ({each})."
                )
            )
    return found


_KINDS = {"infeasible": "state", "required": "state", "coalesced": "state", "move_rules": "move"}
_WORDS = {
    "infeasible": "it cannot be that",
    "required": "it must be that",
    "coalesced": "one state, whatever else",
    "move_rules": "a guard",
}


def _rules(models: Mapping[str, Conflict]) -> list[Difference]:
    """Rules and guards that some models have and others have not, in their words."""
    found = []
    for part, kind in _KINDS.items():
        have: dict[str, list[str]] = {}
        for name, one in models.items():
            for words in dict.fromkeys(map(_rule_words, getattr(one, part))):
                have.setdefault(words, []).append(name)
        for words, names in have.items():
            if lack := [name for name in models if name not in names]:
                text = f"{_WORDS[part]}: {words} ({', '.join(names)}, not {', '.join(lack)})."
                found.append(Difference(kind=kind, sentence=capitalised(text)))
    return found


def _rule_words(rule: Rule | MoveRule | Formula | str) -> str:
    """A rule as its formula, a guard as the move that it forbids."""
    if isinstance(rule, MoveRule):
        who = rule.mover or "nobody"
        verb = "may not move" if rule.mover else "may move"
        changes = f", changing {' or '.join(rule.changes)}" if rule.changes else ""
        return f"{who} {verb} from {_formula(rule.source)} to {_formula(rule.target)}{changes}"
    return _formula(rule.formula if isinstance(rule, Rule) else rule)


def _formula(formula: Formula | str) -> str:
    return formula if isinstance(formula, str) else text_of(formula)


def _states(names: Sequence[str], keys: Sequence[Mapping[int, int]]) -> list[Difference]:
    found = []
    every = set().union(*keys)
    for name, one in zip(names, keys, strict=True):
        missing = len(every) - len(one)
        if missing:
            found.append(
                Difference(
                    kind="state", sentence=f"{name} rules out {missing} of {len(every)} states that another model has."
                )
            )
    return found


def _preferences(first: Conflict, names: Sequence[str], ranks: Mapping[str, list[Ranks] | None]) -> list[Difference]:
    found = []
    for dm, rows in ranks.items():
        if rows is None:
            found.append(
                Difference(kind="preference", sentence=f"{name_of(first, dm)}: some model leaves pairs of states open.")
            )
            continue
        upper = np.triu_indices(len(rows[0]), 1)
        signs = [np.sign(one[upper[0]] - one[upper[1]]) for one in rows]
        for i in range(len(rows)):
            for j in range(i + 1, len(rows)):
                apart = int((signs[i] != signs[j]).sum())
                if apart:
                    who = f"{name_of(first, dm)}: {names[i]} and {names[j]}"
                    told = f"{who} order {apart:,} of {len(upper[0]):,} pairs of states differently."
                    found.append(Difference(kind="preference", sentence=told))
    return found


def _group(
    first: Conflict, ranks: Mapping[str, list[Ranks] | None], texts: Sequence[str]
) -> tuple[Conflict | None, dict[str, tuple[tuple[str, str], ...]]]:
    split: dict[str, tuple[tuple[str, str], ...]] = {}
    points: dict[str, list[float]] = {}
    complete = {dm: rows for dm, rows in ranks.items() if rows is not None}
    if len(complete) < len(ranks) or first.moves:
        return None, {}
    for dm, rows in complete.items():
        margin = sum(np.sign(one[:, None] - one[None, :]).astype(np.int64) for one in rows)
        borda = np.asarray(margin).sum(axis=1)
        against = np.argwhere((borda[:, None] > borda[None, :]) & (np.asarray(margin) < 0))
        if len(against):
            split[dm] = tuple((texts[a], texts[b]) for a, b in against.tolist())
        points[dm] = borda.tolist()
    # What one analyst counts as one state is several for the group: each combination has points of its own.
    kept = set(texts)
    every = (_text(first, int(mask)) for mask in first.space.masks)
    gone = [text for text in every if text not in kept]
    now = None if first.status_quo is None else first.space.members(first.space.index_of(first.status_quo))
    standing = next((text for mask in (() if now is None else now) if (text := _text(first, int(mask))) in kept), None)
    narrowed = replace(
        first,
        name=f"{first.name}: the group" if first.name else "The group",
        infeasible=(*first.infeasible, *gone),
        coalesced=(),
        states=(),
        unseen=(),
        status_quo=standing,
        decision_makers=tuple(replace(dm, preference=Payoffs.of(points[dm.id])) for dm in first.decision_makers),
    )
    return narrowed, split
