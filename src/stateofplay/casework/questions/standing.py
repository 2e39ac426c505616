"""Answers on where it stands: whether it holds, who could move from it, what else would hold and how to get there."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from stateofplay.casework.outlook.leaving import Leaver
from stateofplay.casework.outlook.looking_ahead import Hinge, LikelyOutcome, Outlook
from stateofplay.casework.outlook.sampling import Truth
from stateofplay.casework.outlook.ways import Way
from stateofplay.casework.questions.records import Answer, AnswerSentence
from stateofplay.casework.telling.describing import list_some, list_steps, verbed
from stateofplay.casework.telling.outcomes import MOST_TOLD, join_outcomes, tell_other
from stateofplay.casework.telling.proofs import tell_proof
from stateofplay.casework.telling.shares import Share, holds_in, in_readings, per_cent, stays_in
from stateofplay.conflict import Conflict, Option, Statements, Taken, prove
from stateofplay.conflict.model.moves import moves_of
from stateofplay.conflict.model.naming import capitalised, name_of, own_name, owners_of
from stateofplay.language.agreement import with_articles

SHOWN = 4
MOST_LEAVERS = 3


def where_it_stands(outlook: Outlook) -> Answer:
    """Question "stand": the status quo, how often it holds, who would leave it by what, and what that hangs on."""
    now, conflict = outlook.status_quo, outlook.conflict
    text = f"Where it stands: {standing_words(conflict, now)}."
    claims = tuple(dict.fromkeys(c for o in now.taken or conflict.options for c in o.evidence))
    findings = [AnswerSentence(text=text, claims=claims)]
    findings += [AnswerSentence(text=f"{leaver_words(one)}.", claims=one.claims) for one in now.leavers[:MOST_LEAVERS]]
    findings += [AnswerSentence(text=f"{hinge_words(one)}.", claims=one.claims) for one in now.hinges[:2]]
    nash = now.shares["NASH"]
    if nash.hits != now.main.hits:
        text = f"Where nobody looks ahead (Nash) it {holds_in(nash)}."
        findings.append(AnswerSentence(text=text, claims=claims))
    return Answer(key="stand", short=verdict(outlook), findings=tuple(findings))


def verdict(outlook: Outlook) -> str:
    """Where it stands in one sentence: whether it holds, and what would end it or keep it, made from the shares alone."""
    now = outlook.status_quo
    text = stays_in(now.main)
    if now.main.always:
        return f"{text}: nobody gains by a step away that nothing deters."
    first = now.leavers[0] if now.leavers else None
    if first is None:
        return f"{text}."
    who = list_some(first.names)
    alone = "together " if len(first.who) > 1 else ""
    how = "" if first.share.samples == 1 else f" {in_readings(first.share)}"
    return with_articles(f"{text}: {who} would {alone}change that{how}, by {first.step}.")


def standing_words(conflict: Conflict, now: LikelyOutcome) -> str:
    """What is the case in the status quo, and if nothing is, what is not."""
    return list_steps(conflict, now.taken, MOST_TOLD) if now.taken else "none of the steps of the model is taken"


def leaver_words(one: Leaver) -> str:
    """Who would leave by what in how many readings, as a clause."""
    who = list_some(one.names)
    alone = " together" if len(one.who) > 1 else ""
    share = in_readings(one.share)
    how = f"{capitalised(share)} " if one.share.samples > 1 else ""
    return with_articles(f"{how}{who} would{alone} leave it by {one.step}")


def hinge_words(one: Hinge) -> str:
    """How often an outcome holds with one answer and with the other, as a clause."""
    under = " where nobody looks ahead" if one.beside else ""
    return with_articles(
        f"It hangs on whether {one.words}: if so it holds{under} in {part_of(one.yes)}, if not in {part_of(one.no)}"
    )


def part_of(share: float) -> str:
    """A share after one answer, in words."""
    if share in (0.0, 1.0):
        return "every reading" if share else "no reading"
    return f"{per_cent(share)} of the readings"


def who_could_move(outlook: Outlook) -> Answer:
    """Question "move": who gains by a step from here, in how many readings, and what deters it."""
    conflict, readings, now = outlook.conflict, outlook.readings, outlook.status_quo.state - 1
    table = moves_of(conflict)
    findings: list[AnswerSentence] = []
    free: list[tuple[Share, str]] = []
    bound: list[str] = []
    alone = {one.who[0]: one for one in outlook.status_quo.leavers if len(one.who) == 1}
    for player, dm in enumerate(conflict.dm_ids):
        name = name_of(conflict, dm)
        gains = ~readings.stable["NASH"][player, now]
        goes = ~readings.stable[readings.main][player, now]
        claims = _claims_of_wishes(conflict, dm)
        if goes.any() and dm in alone:
            one = alone[dm]
            free.append((one.share, name))
            findings.append(AnswerSentence(text=f"{leaver_words(one)}, and nothing deters it.", claims=one.claims))
        if (deterred := gains & ~goes).any():
            reading = int(np.flatnonzero(deterred)[0])
            proof = prove(readings.conflict_in(conflict, reading), readings.main, dm, f"#{now + 1}")
            share = Share.of(int(deterred.sum()), readings.samples)
            bound.append(name)
            how = f"In {per_cent(share.share)} of the readings" if not share.always else ""
            told = tell_proof(conflict, proof)
            findings.append(AnswerSentence(text=f"{how + ' ' if how else ''}{told}.", claims=claims))
        if not gains.any():
            moves = (
                "can do nothing from here"
                if not table.targets(player, now)
                else "gains by no step of its own from here"
            )
            findings.append(AnswerSentence(text=f"{name} {moves}, in any reading.", claims=claims))
    together = [one for one in outlook.status_quo.leavers if len(one.who) > 1]
    for one in together[:MOST_LEAVERS]:
        if all(f"{list_some(one.names)} together" != name for _, name in free):
            free.append((one.share, f"{list_some(one.names)} together"))
        findings.append(AnswerSentence(text=f"{leaver_words(one)}.", claims=one.claims))
    parts = []
    if free:
        free.sort(key=lambda pair: -pair[0].hits)
        single = readings.samples == 1
        who = [name if single else f"{name} ({in_readings(share).removeprefix('in ')})" for share, name in free]
        parts.append(f"{list_some(who)} could move and nothing deters it")
    if only := [name for name in bound if all(name != n for _, n in free)]:
        parts.append(f"{list_some(only)} would gain by a move, but an answer deters it")
    short = "; ".join(parts) if parts else "Nobody gains by a move from here, in any reading"
    return Answer(key="move", short=f"{capitalised(short)}.", findings=tuple(findings))


def _claims_of_wishes(conflict: Conflict, dm: str) -> tuple[str, ...]:
    preference = conflict.dm(dm).preference
    if not isinstance(preference, Statements):
        return ()
    own = (c for o in conflict.options_of(dm) for c in o.evidence)
    return tuple(dict.fromkeys((*(c for tied in preference.classes for s in tied for c in s.evidence), *own)))


def what_would_hold(outlook: Outlook) -> Answer:
    """Question "hold": the outcomes that hold most often, each with a way from here by steps that each mover wants."""
    others = outcomes_with_ways(outlook)
    findings, led = [], []
    for pattern, outcome, way in others[:SHOWN]:
        if way is not None:
            led.append((way, outcome))
        notes = (way_words(way) if way is not None else "no way there by steps that their movers want, in any reading",)
        hinge = tuple(f"it{hinge_words(one).removeprefix('It')}" for one in outcome.hinges[:1])
        text = f"{capitalised(tell_difference(outlook, pattern))}: {holds_in(outcome.main)}."
        findings.append(AnswerSentence(text=text, claims=claims_of(outcome), notes=(*notes, *hinge)))
    if not others:
        short = "Besides where it stands no outcome holds in any reading."
    elif led:
        way, outcome = max(led, key=lambda pair: pair[0].share.hits)
        text = tell_difference(outlook, outcome.options)
        short = f"A way leads from here to another outcome ({text}) {in_readings(way.share)}."
    else:
        there = "the other outcome that holds" if len(others) == 1 else "any of the outcomes that hold most often"
        short = f"To {there} no way leads from here by steps that each mover wants."
    return Answer(key="hold", short=short, findings=tuple(findings))


def way_to(outlook: Outlook, pattern: str) -> Way | None:
    """The best way from where it stands to some state that a pattern covers and that holds in some reading."""
    space = outlook.conflict.space
    held: Truth = np.asarray(outlook.readings.held[outlook.readings.main].any(axis=1))
    covered = [k + 1 for k in range(space.size) if held[k] and _covers(pattern, space.options_text(k))]
    return outlook.ways.to(covered)


def outcomes_with_ways(outlook: Outlook) -> list[tuple[str, LikelyOutcome, Way | None]]:
    """Other outcomes with the way there: first those to which a way leads, by how often it is wanted and they hold."""
    found = [(pattern, outcome, way_to(outlook, pattern)) for pattern, outcome in joined_outcomes(outlook)]

    def likely(one: tuple[str, LikelyOutcome, Way | None]) -> tuple[float, float]:
        _, outcome, way = one
        return (min(way.share.share, outcome.main.share) if way is not None else 0.0, outcome.main.share)

    return sorted(found, key=likely, reverse=True)


def way_words(way: Way) -> str:
    """A way in words, with the share of readings in which each mover wants its step."""
    steps = ", then ".join(f"{list_some(s.names)}{' together' if len(s.who) > 1 else ''}: {s.words}" for s in way.steps)
    return with_articles(f"way there{'' if way.share.samples == 1 else f', wanted {in_readings(way.share)}'}: {steps}")


def joined_outcomes(outlook: Outlook) -> list[tuple[str, LikelyOutcome]]:
    """Outcomes other than the status quo, those that differ only in options on which nothing hangs told as one."""
    groups: dict[tuple[float, ...], list[LikelyOutcome]] = {}
    for outcome in outlook.outcomes:
        groups.setdefault(tuple(round(s.share, 3) for s in outcome.shares.values()), []).append(outcome)
    out: list[tuple[str, LikelyOutcome]] = []
    for outcomes in groups.values():
        by_pattern = {o.options: o for o in outcomes}
        for pattern in join_outcomes(list(by_pattern)):
            inside = [o for text, o in by_pattern.items() if _covers(pattern, text)]
            out.append((pattern, inside[0]))
    order = {o.options: k for k, o in enumerate(outlook.outcomes)}
    return sorted(out, key=lambda pair: order[pair[1].options])


def _covers(pattern: str, text: str) -> bool:
    return all(p in ("-", t) or t == "-" for p, t in zip(pattern, text, strict=True))


def tell_difference(outlook: Outlook, pattern: str) -> str:
    """An outcome as what is other in it than where it stands."""
    conflict = outlook.conflict
    if not conflict.options:
        return f"state {pattern}"
    now = outlook.status_quo.options
    return tell_other(conflict, conflict.options, now, pattern)


def what_would_have_to_change(outlook: Outlook) -> Answer:
    """Question "change": the outcome in which everybody does its part, how often it holds, and whose answer decides."""
    conflict, now = outlook.conflict, outlook.status_quo
    joint = [o for o in conflict.options if o.joint and now.options[conflict.bits[o.id]] == "N"]
    missing = [o for o in joint if _taken_with(conflict, now, [o]) is not None]
    state = _taken_with(conflict, now, missing) if missing else None
    while missing and state is None:
        missing = missing[:-1]
        state = _taken_with(conflict, now, missing) if missing else None
    if state is None or not missing:
        return Answer(
            key="change",
            short="The model has no step that takes several and is not taken; name an outcome to `stateofplay reach`.",
        )
    readings = outlook.readings
    held = readings.held[readings.main][state]
    share = Share.of(int(held.sum()), readings.samples)
    steps = list_some([f"“{own_name(conflict, o)}” of {owners_of(conflict, o)}" for o in missing], 4)
    findings = []
    for player, dm in enumerate(conflict.dm_ids):
        goes = ~readings.stable[readings.main][player, state]
        if goes.any():
            reading = int(np.flatnonzero(goes)[0])
            proof = prove(readings.conflict_in(conflict, reading), readings.main, dm, f"#{state + 1}")
            against = tuple(dict.fromkeys(c for o in missing for c in o.evidence))
            how = _how(Share.of(int(goes.sum()), readings.samples))
            findings.append(AnswerSentence(text=f"{how}{tell_proof(conflict, proof)}.", claims=against))
    for option in missing:
        for dm in option.owners:
            if _is_open(conflict, dm, option.id):
                wants = verbed(conflict, dm, "[wants|want]")
                text = f"Whether {wants} to “{own_name(conflict, option)}” is open: its answer decides."
                findings.append(AnswerSentence(text=text, claims=option.evidence))
    would = "would hold" if share.samples == 1 and share.always else "would not hold" if share.samples == 1 else None
    short = f"If all did their part ({steps}), it {would or f'would hold {in_readings(share)}'}."
    return Answer(key="change", short=short, findings=tuple(findings))


def _how(share: Share) -> str:
    if share.samples == 1:
        return ""
    text = in_readings(share)
    return f"{capitalised(text)} "


def _taken_with(conflict: Conflict, now: LikelyOutcome, options: Sequence[Option]) -> int | None:
    """The state that is as now, with some more options taken; None where a rule excludes it."""
    ids = {o.id for o in options}
    text = "".join("Y" if o.id in ids else sign for o, sign in zip(conflict.options, now.options, strict=True))
    mask = sum(1 << k for k, sign in enumerate(text) if sign == "Y")
    try:
        index = conflict.space.index_of_mask(mask)
    except KeyError:
        return None
    return index if index >= 0 else None


def _is_open(conflict: Conflict, dm: str, option: str) -> bool:
    preference = conflict.dm(dm).preference
    if not isinstance(preference, Statements):
        return False
    return any(w.answer == "open" and w.formula == Taken(option) for w in preference.open)


def claims_of(outcome: LikelyOutcome) -> tuple[str, ...]:
    """The claims that an outcome's options rest on."""
    return tuple(dict.fromkeys(c for o in (outcome.taken or outcome.either) for c in o.evidence))
