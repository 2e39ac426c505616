"""Who waits for whom, and which groups could go together: conditions as a graph of acts, packages as joint moves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from stateofplay.casework.outlook.looking_ahead import Outlook
from stateofplay.casework.questions.records import Answer, AnswerSentence
from stateofplay.casework.telling.describing import list_some, verbed
from stateofplay.casework.telling.shares import Share, in_readings
from stateofplay.conflict import Conflict, Formula, If, Iff, Not, Or, PreferenceStatement, Statements
from stateofplay.conflict.logic.formulas import options_in
from stateofplay.conflict.model.naming import name_of, own_name, owners_of
from stateofplay.language.agreement import with_verb

SHOWN = 4
MOST_CHANGED = 3
"""Options that a package changes at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HangingActs:
    """A condition: acts of a party that hang on acts of others."""

    party: str
    hanging: frozenset[str]
    awaited: frozenset[str]
    statement: PreferenceStatement


def waits_of(conflict: Conflict) -> tuple[HangingActs, ...]:
    """Every condition among the statements of a model that makes an act hang on an act of somebody else."""
    owners = {o.id: frozenset(o.owners) for o in conflict.options}
    found = []
    for dm in conflict.decision_makers:
        for tied in dm.preference.classes if isinstance(dm.preference, Statements) else ():
            for one in tied:
                if isinstance(one.formula, str) or (halves := _halves(one.formula)) is None:
                    continue
                hanging, awaited = halves
                if any(owners[o] - {dm.id} for o in awaited):
                    found.append(HangingActs(party=dm.id, hanging=hanging, awaited=awaited, statement=one))
    return tuple(found)


def _halves(formula: Formula) -> tuple[frozenset[str], frozenset[str]] | None:
    """What hangs, and on what: "A iff B" and "A if B" hang A on B, "not A or B" (A needs B) too."""
    match formula:
        case Iff(left, right):
            return options_in(left), options_in(right)
        case If(then, condition):
            return options_in(then), options_in(condition)
        case Or((Not(left), right)):
            return options_in(left), options_in(right)
    return None


def who_waits_for_whom(outlook: Outlook) -> Answer:
    """Question "wait": conditions as waits, and rings of acts each of which waits for the next."""
    conflict = outlook.conflict
    now = outlook.status_quo.options
    taken = {o.id for o, sign in zip(conflict.options, now, strict=False) if sign == "Y"}
    every = waits_of(conflict)
    waits = tuple(w for w in every if not w.awaited <= taken)
    acts = {o.id: f"“{o.name or o.id}”" for o in conflict.options}
    findings = []
    for wait in every:
        text = wait.statement.note or f"{verbed(conflict, wait.party, '[wants|want]')} it so"
        others = list_some([acts[i] for i in acts if i in wait.awaited])
        met = (
            "what it waits for is the case"
            if wait.awaited <= taken
            else f"{verbed(conflict, wait.party, '[waits|wait]')} for {others}"
        )
        note = met
        findings.append(AnswerSentence(text=f"{text}.", claims=wait.statement.evidence, notes=(note,)))
    rings = _rings(waits)
    if rings:
        told = list_some([" for ".join([*(acts[i] for i in ring), acts[ring[0]]]) for ring in rings], 2)
        short = f"A ring: {told.replace(' for ', ' waits for ')}. Somebody has to go first, or all at once."
    elif waits:
        awaited: dict[str, list[str]] = {}
        for wait in waits:
            for act in (acts[i] for i in acts if i in wait.awaited - taken):
                if act not in awaited.setdefault(name_of(conflict, wait.party), []):
                    awaited[name_of(conflict, wait.party)].append(act)
        told = list_some([f"{with_verb(a, '[waits|wait]')} for {list_some(others)}" for a, others in awaited.items()])
        short = f"{told}; no ring of acts that wait for each other."
    elif every:
        short = "Nobody waits: what the conditions ask for is the case."
    else:
        short = "No condition of the record ties one party's step to another's."
    return Answer(key="wait", short=short, findings=tuple(findings))


def _rings(waits: tuple[HangingActs, ...]) -> list[tuple[str, ...]]:
    """Rings of acts of different parties: A's act waits for B's, and B's for A's, directly or over others."""
    edges: dict[str, dict[str, set[str]]] = {}
    for wait in waits:
        for hanging in wait.hanging:
            for awaited in wait.awaited:
                edges.setdefault(hanging, {}).setdefault(awaited, set()).add(wait.party)
    found: dict[frozenset[str], tuple[str, ...]] = {}
    for start in edges:
        stack: list[tuple[str, tuple[str, ...], frozenset[str]]] = [(start, (start,), frozenset())]
        while stack:
            at, path, parties = stack.pop()
            for to, who in edges.get(at, {}).items():
                if to == start and len(parties | who) > 1:
                    found.setdefault(frozenset(path), path)
                elif to not in path and len(path) < SHOWN:
                    stack.append((to, (*path, to), parties | who))
    return [found[key] for key in sorted(found, key=lambda key: (len(key), sorted(key)))]


def which_coalition(outlook: Outlook) -> Answer:
    """Question "join": groups that could go together from here to what every member prefers, in how many readings."""
    conflict, now = outlook.conflict, outlook.status_quo.state - 1
    findings: list[tuple[Share, AnswerSentence, str]] = []
    seen: list[tuple[set[int], int]] = []
    for size in range(2, len(conflict.dm_ids) + 1):
        for group in combinations(range(len(conflict.dm_ids)), size):
            best = _package(outlook, group, now)
            if best is None:
                continue
            target, share = best
            if any(target == there and few <= set(group) for few, there in seen):
                continue  # who has no part in the step adds nothing to those who take it
            seen.append((set(group), target))
            held = Share.of(int(outlook.readings.held[outlook.readings.main][target].sum()), outlook.samples)
            who = list_some([name_of(conflict, conflict.dm_ids[p]) for p in group])
            text = f"{who} could together go for {_package_words(conflict, now, target)}"
            after = (
                "where it would hold"
                if held.samples == 1 and held.always
                else f"where it would hold {in_readings(held)}"
            )
            wanted = "which each of them prefers" + ("" if share.samples == 1 else f" {in_readings(share)}")
            claims = tuple(
                dict.fromkeys(c for o in conflict.options if _differs(conflict, o.id, now, target) for c in o.evidence)
            )
            findings.append((share, AnswerSentence(text=f"{text}, {wanted}, {after}.", claims=claims), who))
    findings.sort(key=lambda one: (-one[0].hits, len(one[2])))
    if findings:
        share, _, who = findings[0]
        how = "" if share.samples == 1 else f" {in_readings(share)}"
        short = f"{who} could go together to what each of them prefers{how}."
    else:
        short = "No group of parties has a joint move to what all of its members prefer, in any reading."
    return Answer(key="join", short=short, findings=tuple(f for _, f, _ in findings[:SHOWN]))


def _package(outlook: Outlook, group: tuple[int, ...], now: int) -> tuple[int, Share] | None:
    """The state that a group can go to with few changes and that all of it prefers in most readings."""
    conflict, ranks = outlook.conflict, outlook.readings.ranks
    if not conflict.options or conflict.space.state_of is not None:
        return None
    ids = {conflict.dm_ids[p] for p in group}
    own = sum(1 << conflict.bits[o.id] for o in conflict.options if set(o.owners) <= ids)
    start = int(conflict.space.masks[now])
    best: tuple[int, int, int] | None = None
    for target, mask in enumerate(conflict.space.masks.tolist()):
        changed = mask ^ start
        if (
            not changed
            or changed & ~own
            or changed.bit_count() > MOST_CHANGED
            or not _may_change(conflict, start, mask)
        ):
            continue
        hits = int(np.logical_and.reduce([ranks[p, target] > ranks[p, now] for p in group]).sum())
        if hits and (best is None or (hits, -changed.bit_count()) > best[:2]):
            best = (hits, -changed.bit_count(), target)
    return None if best is None else (best[2], Share.of(best[0], outlook.samples))


def _may_change(conflict: Conflict, before: int, after: int) -> bool:
    """Whether one-way options allow it."""
    ways: Mapping[str, int] = {o.direction: 0 for o in conflict.options}
    for option in conflict.options:
        bit = 1 << conflict.bits[option.id]
        ways = {**ways, option.direction: ways[option.direction] | bit}
    return not (before & ~after & ways.get("to_yes", 0) or after & ~before & ways.get("to_no", 0))


def _package_words(conflict: Conflict, now: int, target: int) -> str:
    steps = []
    for option in conflict.options:
        if _differs(conflict, option.id, now, target):
            words = f"“{own_name(conflict, option)}” of {owners_of(conflict, option)}"
            taken = int(conflict.space.masks[target]) >> conflict.bits[option.id] & 1
            steps.append(words if taken else f"the end of {words}")
    return list_some(steps, 6)


def _differs(conflict: Conflict, option: str, one: int, other: int) -> bool:
    return bool((int(conflict.space.masks[one]) ^ int(conflict.space.masks[other])) >> conflict.bits[option] & 1)
