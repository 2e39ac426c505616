"""What each party wants, and what hangs on what."""

from __future__ import annotations

from collections.abc import Sequence

from stateofplay.exchange.brief import wording as w
from stateofplay.exchange.brief.folding import join_begun
from stateofplay.exchange.brief.marks import MarkedSentences
from stateofplay.exchange.brief.records import BriefLine, Group, Section
from stateofplay.exchange.brief.sections.lines import NamedParties, NumberedReadings, by_weight, claim_line, is_many
from stateofplay.exchange.brief.wishes import wish
from stateofplay.model import Condition, Position, Reading, Stance
from stateofplay.model.red_lines import leaves_open

_STANCE_ORDER = [
    Stance.DEMANDS,
    Stance.OPPOSES,
    Stance.OFFERS,
    Stance.PROPOSES,
    Stance.SUPPORTS,
    Stance.CONSIDERS,
    Stance.THREATENS,
]


def positions_section(readings: NumberedReadings, marks: MarkedSentences, parties: NamedParties) -> Section:
    rows = [(p, position, r) for p, r in readings for position in _surest(r.positions)]
    holders = by_weight([parties.named(x.holder) for _, x, _ in rows])
    groups = []
    for holder in holders:
        mine = [t for t in rows if parties.named(t[1].holder) == holder]
        mine.sort(key=lambda t: (not t[1].red_line, _STANCE_ORDER.index(t[1].stance), t[0], t[1].evidence.start))
        lines = join_begun([_position_line(p, x, r, marks) for p, x, r in mine])
        title = parties.describe(mine[0][1].holder, mine[0][2])
        groups.append(Group(title=w.headed(title), lines=lines))
    return Section(
        key="positions",
        title="What each party wants",
        groups=tuple(groups),
        empty="The reader found no party's position.",
    )


def _surest(positions: Sequence[Position]) -> list[Position]:
    """Of wishes that one sentence tells in the same words of two parties the surest: of the others one in five was right.

    NamedParties that the sentence joins ("Chad and Norway want a truce") both keep it.
    """
    best: dict[tuple[int, str, Stance], Position] = {}
    for one in positions:
        key = (one.evidence.start, one.issue.casefold(), one.stance)
        if key not in best or one.confidence > best[key].confidence:
            best[key] = one
    return [
        one
        for one in positions
        for top in (best[(one.evidence.start, one.issue.casefold(), one.stance)],)
        if one is top or w.are_joined(one.holder, top.holder, one.evidence.quote)
    ]


def _position_line(page: int, position: Position, reading: Reading, marks: MarkedSentences) -> BriefLine:
    is_open = position.red_line and leaves_open(position.issue, position.evidence.quote)
    many = is_many(position.holder, reading)
    return claim_line(
        page,
        position,
        marks,
        *wish(position.stance, position.issue, position.evidence.quote, many=many, is_open=is_open),
        [
            w.red_line(position.stance, is_open=is_open) if position.red_line else "",
            w.some_of(position.holder, position.evidence.quote),
        ],
        emphasis="red_line" if position.red_line else "",
    )


def conditions_section(readings: NumberedReadings, marks: MarkedSentences) -> Section:
    lines = tuple(_condition_line(p, c, r, marks) for p, r in readings for c in r.conditions)
    groups = (Group(title="", lines=lines),) if lines else ()
    return Section(key="conditions", title="What hangs on what", groups=groups, empty="The reader found no condition.")


def _condition_line(page: int, condition: Condition, reading: Reading, marks: MarkedSentences) -> BriefLine:
    """A condition; whose it is stands before it only where its sentence names that party or it said so itself.

    The chance of a condition is that of its two sides: whose it is was not measured with it.
    """
    holder = condition.holder
    named = {n for a in reading.actors if a.name == holder for n in (a.name, a.name.split()[-1], *a.aliases)} | {holder}
    shown = holder == condition.said_by or any(n and n in condition.evidence.quote for n in named)
    lead = f"{w.headed(holder)}:" if holder and shown else "It is said:"
    words = w.dependency(condition.relation, condition.what, condition.on, condition.evidence.quote)
    return claim_line(page, condition, marks, lead, words)
