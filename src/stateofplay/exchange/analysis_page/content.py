"""What a report of an analysis says, before it is dressed: the model in words, equilibria, verdicts with their grounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stateofplay.conflict import Analysis, Conflict
from stateofplay.conflict.concepts import concept_of
from stateofplay.conflict.engine.stability import Progress
from stateofplay.conflict.logic.formulas import And, Count, Formula, If, Iff, Not, Or, Taken, text_of
from stateofplay.conflict.model.conflict import Rule
from stateofplay.conflict.model.naming import bare, describe, name_of, option_name, own_name
from stateofplay.conflict.preferences.complete import Indifferent
from stateofplay.conflict.preferences.preference import CompletePreference
from stateofplay.conflict.preferences.statements import PreferenceStatement, Statements
from stateofplay.errors import ConflictError
from stateofplay.exchange.analysis_page.proofs import UNPROVED, prove_any, tell_proof
from stateofplay.exchange.figures.gathering import choose_states, marks_of
from stateofplay.exchange.figures.records import Figure, StateMark

MOST_EXPLAINED = 24
MOST_GROUNDS = 8
MOST_EQUILIBRIA = 8
ROOM = 600
MOST_RANKED = 16
MOST_TIED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencedLine:
    """A line with the note and the evidence it came with."""

    text: str
    note: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """The sentence behind a piece of evidence, and where it stands."""

    words: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyEntry:
    """A decision maker, its options, and what it wants, best or most important first."""

    number: int
    entry: EvidencedLine
    options: tuple[EvidencedLine, ...]
    wants: str
    wishes: tuple[EvidencedLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelInWords:
    """A conflict model in words."""

    name: str
    about: EvidencedLine
    parties: tuple[PartyEntry, ...]
    rules: tuple[EvidencedLine, ...]
    size: int
    status_quo: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Equilibria:
    """The equilibria of one concept: all their ids, the first few in words."""

    concept: str
    name: str
    definition: str
    source: str
    literature: bool
    ids: tuple[int, ...]
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StabilityReason:
    """Why a state is stable or not for one party, under all the concepts where the reason is the same."""

    concepts: tuple[str, ...]
    stable: bool
    sentence: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyVerdicts:
    """All grounds of one party on one state."""

    number: int
    party: str
    grounds: tuple[StabilityReason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StateVerdicts:
    """A state with everyone's verdicts on it."""

    state: StateMark
    note: str
    parties: tuple[PartyVerdicts, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyFinding:
    """What a further analysis found: a key, a title and plain sentences, with a figure where there is one."""

    key: str
    title: str
    sentences: tuple[str, ...]
    figure: Figure | None = None


def tell_model(conflict: Conflict) -> ModelInWords:
    """Put a model into words."""
    rules = [("never", rule) for rule in conflict.infeasible] + [("always", rule) for rule in conflict.required]
    rules += [("counts as one state", rule) for rule in conflict.coalesced]
    return ModelInWords(
        name=conflict.name or "A conflict",
        about=EvidencedLine(text=conflict.name, note=conflict.note, evidence=conflict.evidence),
        parties=tuple(_party(conflict, number) for number in range(len(conflict.decision_makers))),
        rules=tuple(_rule(conflict, how, rule) for how, rule in rules if isinstance(rule, Rule)),
        size=conflict.space.size,
        status_quo=""
        if conflict.status_quo is None
        else describe(conflict, conflict.space.index_of(conflict.status_quo, where="status quo") + 1),
    )


def _party(conflict: Conflict, number: int) -> PartyEntry:
    dm = conflict.decision_makers[number]
    ways = {"both": "", "to_yes": " (once taken it stays)", "to_no": " (once dropped it stays dropped)"}
    wants, wishes = _preference(conflict, number)
    return PartyEntry(
        number=number,
        entry=EvidencedLine(text=name_of(conflict, dm.id), note=dm.note, evidence=dm.evidence),
        options=tuple(
            EvidencedLine(
                text=own_name(conflict, option) + ways[option.direction], note=option.note, evidence=option.evidence
            )
            for option in conflict.options_of(dm.id)
        ),
        wants=wants,
        wishes=wishes,
    )


def _preference(conflict: Conflict, number: int) -> tuple[str, tuple[EvidencedLine, ...]]:
    preference = conflict.decision_makers[number].preference
    if isinstance(preference, Indifferent):
        return "no preference is given", ()
    if isinstance(preference, Statements):
        return "wishes, the most important first", tuple(
            _wish(conflict, one, tied=len(tied) > 1) for tied in preference.classes for one in tied
        )
    ranks = preference.ranks(conflict.space) if isinstance(preference, CompletePreference) else None
    if ranks is None:
        return f"a preference that does not compare every two states ({preference.kind})", ()
    places = np.unique(ranks)[::-1]
    shown = [_tied(conflict, np.flatnonzero(ranks == rank)) for rank in places[:MOST_RANKED]]
    if len(places) > MOST_RANKED:
        shown.append(f"and {len(places) - MOST_RANKED:,} more places")
    return "states from best to worst", (EvidencedLine(text=" > ".join(shown)),)


def _tied(conflict: Conflict, states: NDArray[np.int64]) -> str:
    told = " = ".join(conflict.space.label(int(index)) for index in states[:MOST_TIED])
    return told if len(states) <= MOST_TIED else f"{told} = {len(states) - MOST_TIED:,} more"


def _wish(conflict: Conflict, wish: PreferenceStatement, *, tied: bool) -> EvidencedLine:
    text = words_of(conflict, wish.formula)
    text += " (one of several that count alike)" if tied else ""
    text += f" (strength {wish.strength})" if wish.strength > 1 else ""
    return EvidencedLine(text=text, note=wish.note, evidence=wish.evidence)


def _rule(conflict: Conflict, how: str, rule: Rule) -> EvidencedLine:
    return EvidencedLine(text=f"{how}: {words_of(conflict, rule.formula)}", note=rule.note, evidence=rule.evidence)


def evidence_of(conflict: Conflict) -> tuple[str, ...]:
    """Every id that a report of the model names as evidence, each once, in the order of the report."""
    model = tell_model(conflict)
    entries = [model.about]
    for party in model.parties:
        entries += [party.entry, *party.options, *party.wishes]
    return tuple(dict.fromkeys(one for entry in (*entries, *model.rules) for one in entry.evidence))


def words_of(conflict: Conflict, formula: Formula | str) -> str:
    """Write a formula with the names of options instead of their ids.

    Examples
    --------
    >>> from stateofplay.conflict import DecisionMaker, Option, implies, taken
    >>> talks = Conflict(
    ...     decision_makers=(DecisionMaker(id="A"),),
    ...     options=(Option(id="t", owner="A", name="Talk"), Option(id="f", owner="A", name="Fight on")),
    ... )
    >>> words_of(talks, Not(Taken("f")))
    'not “Fight on”'
    """
    if isinstance(formula, str):
        return formula
    names = {option.id: f"“{option_name(conflict, option)}”" for option in conflict.options}
    return text_of(_named(formula, names))


def _named(formula: Formula, names: dict[str, str]) -> Formula:
    match formula:
        case Taken(option):
            return Taken(names.get(option, option))
        case Not(part):
            return Not(_named(part, names))
        case And(parts):
            return And(tuple(_named(part, names) for part in parts))
        case Or(parts):
            return Or(tuple(_named(part, names) for part in parts))
        case If(then, condition):
            return If(_named(then, names), _named(condition, names))
        case Iff(left, right):
            return Iff(_named(left, names), _named(right, names))
        case Count(parts, least, most):
            return Count(tuple(_named(part, names) for part in parts), least=least, most=most)
    return formula


def tell_equilibria(analysis: Analysis, most: int = MOST_EQUILIBRIA) -> tuple[Equilibria, ...]:
    """The equilibria of each concept with its definition."""
    out = []
    for concept in analysis.concepts:
        known, ids = concept_of(concept), analysis.equilibria(concept)
        out.append(
            Equilibria(
                concept=concept,
                name=known.name,
                definition=known.definition,
                source=known.source,
                literature=known.mark == "literature",
                ids=ids,
                states=_described(analysis.conflict, ids[:most]),
            )
        )
    return tuple(out)


def tell_in_short(analysis: Analysis) -> str:
    """What an analysis says in a sentence or two: whether where it stands could hold, and what could under every concept."""
    conflict, concepts = analysis.conflict, analysis.concepts
    lines = []
    if conflict.status_quo is not None:
        now = conflict.space.index_of(conflict.status_quo) + 1
        holds = [c for c in concepts if now in analysis.equilibria(c)]
        fails = [c for c in concepts if c not in holds]
        leaving = [
            name_of(conflict, dm) for dm in conflict.dm_ids if any(not analysis.verdicts[c][dm][now - 1] for c in fails)
        ]
        how = f"could hold under {', '.join(holds)}" if holds else "holds under none of these concepts"
        left = f"; under {', '.join(fails)} {' and '.join(leaving)} would leave it" if holds and fails else ""
        left = f": {' and '.join(leaving)} would leave it" if not holds and leaving else left
        lines.append(f"Where it stands, {describe(conflict, now)}, {how}{left}.")
    every = sorted(set.intersection(*(set(analysis.equilibria(c)) for c in concepts)))
    told = _described(conflict, every[:MOST_EQUILIBRIA])
    more = f"; and {len(every) - len(told):,} more" if len(every) > len(told) else ""
    what = f"{'; '.join(told)}{more}" if every else "no state"
    under = concepts[0] if len(concepts) == 1 else f"all of {', '.join(concepts)}"
    lines.append(f"Stable for everybody under {under}: {what}.")
    return " ".join(lines)


def _described(conflict: Conflict, ids: Sequence[int]) -> tuple[str, ...]:
    """The first states in words, as many as fit a paragraph."""
    told = [describe(conflict, state) for state in ids]
    room = [sum(map(len, told[: k + 1])) <= ROOM for k in range(len(told))]
    return tuple(told[: max(sum(room), 1)])


def explain_states(
    analysis: Analysis,
    states: Sequence[int] = (),
    *,
    most: int = MOST_EXPLAINED,
    most_grounds: int | None = MOST_GROUNDS,
    progress: Progress | None = None,
) -> tuple[StateVerdicts, ...]:
    """Explain the verdicts on some states, each with the grounds of its proof.

    Parameters
    ----------
    states
        1-based ids; by default all of a small model, else the status quo, the equilibria and what improvements reach.
    most
        How many states where none are named.
    most_grounds
        How many grounds of one proof are told one by one; the rest is counted.
    progress
        Called after each state; raise in it to stop.
    """
    conflict = analysis.conflict
    chosen = choose_states(analysis, states, most)
    out = []
    for done, mark in enumerate(marks_of(analysis, chosen), start=1):
        text = conflict.texts.get(mark.id - 1)
        out.append(
            StateVerdicts(
                state=mark,
                note=text.note if text is not None else "",
                parties=tuple(
                    PartyVerdicts(
                        number=number,
                        party=name_of(conflict, dm),
                        grounds=_grounds(analysis, dm, mark.id, most_grounds),
                    )
                    for number, dm in enumerate(conflict.dm_ids)
                ),
            )
        )
        if progress is not None:
            progress("proofs", done, len(chosen))
    return tuple(out)


def _grounds(analysis: Analysis, dm: str, state: int, most: int | None) -> tuple[StabilityReason, ...]:
    conflict = analysis.conflict
    together: dict[tuple[bool, str, tuple[str, ...]], list[str]] = {}
    for concept in analysis.concepts:
        try:
            proof = prove_any(analysis, concept, dm, state)
        except ConflictError as error:
            if error.slug not in UNPROVED:
                raise
            stable = analysis.is_stable(concept, dm, f"#{state}")
            verdict = "stays at" if stable else "would leave"
            told = f"{name_of(conflict, dm)} {verdict} {bare(conflict, state)}. No proof is shown: {error.sentence}."
            together.setdefault((stable, told, ()), []).append(concept)
            continue
        together.setdefault((proof.stable, *tell_proof(conflict, proof, most)), []).append(concept)
    return tuple(
        StabilityReason(concepts=tuple(concepts), stable=stable, sentence=told, lines=lines)
        for (stable, told, lines), concepts in together.items()
    )
