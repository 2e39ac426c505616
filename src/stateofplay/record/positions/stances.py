"""Positions over time: for each party and issue where it stands now, since when, how firmly, and what it said before."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import msgspec
from sqlalchemy import Connection, func, select

from stateofplay.model import Firmness, Stance
from stateofplay.model.dates import VagueDate
from stateofplay.model.red_lines import leaves_open
from stateofplay.record.actors.identity import Identities
from stateofplay.record.issues.clusters import Issues, narrowing, turns_against
from stateofplay.record.storage.engines import fetch
from stateofplay.record.storage.tables import ACTOR
from stateofplay.record.views.claim_rows import Row

POLARITY: Mapping[str, int] = {
    Stance.SUPPORTS: 1,
    Stance.DEMANDS: 1,
    Stance.OFFERS: 1,
    Stance.PROPOSES: 1,
    Stance.CONSIDERS: 0,
    Stance.THREATENS: 0,
    Stance.OPPOSES: -1,
}
STRENGTH: Mapping[str, int] = {
    Stance.CONSIDERS: 1,
    Stance.SUPPORTS: 2,
    Stance.PROPOSES: 2,
    Stance.OFFERS: 2,
    Stance.THREATENS: 3,
    Stance.DEMANDS: 3,
    Stance.OPPOSES: 3,
}
"""How hard a stance is; a red line is harder than all."""
FIRMNESS: Mapping[str, int] = {
    Firmness.DISPUTED: 0,
    Firmness.HINTED: 1,
    Firmness.CLAIMED: 2,
    Firmness.REPORTED: 2,
    Firmness.STATED: 3,
    Firmness.CONFIRMED: 4,
}


RIFT_DAYS = 45
"""Of one side, opposite words further apart than this are a change of mind, not a contradiction."""


def polarity(row: Row) -> int:
    """1 where a position is for its issue, -1 where it is against it, 0 where it leaves that open.

    The words count too: who demands that an embargo be lifted is against the embargo.
    """
    if is_open_line(row):
        return 0
    sign = POLARITY.get(row.state or "", 0)
    return -sign if sign and turns_against(row.what or "") else sign


def contrary(one: Row, other: Row) -> bool:
    """Whether two positions on one issue cannot be held together.

    One is for what the other is against, and what is refused is no narrower thing: who refuses an unconditional truce may want
    one of thirty days.
    """
    return _part(one, polarity(one), other, polarity(other))


def _part(one: Row, sign: int, other: Row, other_sign: int) -> bool:
    """As `contrary`, of rows of which the polarity is known."""
    if sign * other_sign >= 0:
        return False
    refused, wanted = (one, other) if sign < 0 else (other, one)
    if _is_of_others(one, other) or _is_of_others(other, one):
        return False
    return narrowing(refused.what or "") <= narrowing(wanted.what or "")


_WITH = re.compile(
    r"\b(?:with|between|(?:wars?|strikes?|attacks?|sanctions|tariffs|embargo)\s+(?:in|on|against))\s+(?:the\s+)?(?P<who>[A-Z][\w.-]*)"
)
"""With whom a thing is, or against whom: the pact with one neighbour is not that with another."""


def _is_of_others(one: Row, other: Row) -> bool:
    """Whether words name with whom, or against whom, and the other's sentence has nobody of that name."""
    named = {found["who"] for found in _WITH.finditer(one.what or "")}
    return bool(named) and not any(name in other.quote for name in named)


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """Where one party stands on one issue."""

    party: str
    issue: str
    current: Row
    """The latest row of a page that says its date (of any page where none does); of one day the firmest."""
    support: tuple[Row, ...]
    """Every row of the same polarity on or after the last turn, the current one included: what speaks for it."""
    against: tuple[Row, ...]
    """Rows of the opposite polarity from the same day or later: contradictions, kept side by side."""
    beside: tuple[Row, ...] = ()
    """Rows of the opposite polarity, since the last turn, of a part: who refuses a truce without terms may want one."""
    earlier: tuple[Row, ...]
    """What it said before, the latest first."""

    @property
    def sources(self) -> int:
        """Independent pages that carry the current position."""
        return len({r.page for r in self.support})

    def rows(self, most: int | None = None) -> tuple[Row, ...]:
        """All that is said since the last turn, for it, beside it and against it, each row once.

        Parameters
        ----------
        most
            Rows of each of the three, the latest; the current one is always among them.
        """
        parts = (part if most is None else part[-most:] for part in (self.support, self.beside, self.against))
        return tuple({row.claim_id: row for row in (*chain.from_iterable(parts), self.current)}.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Rift:
    """Two of one side that say opposite things on one issue."""

    side: str
    issue: str
    one: Row
    other: Row


def is_open_line(row: Row) -> bool:
    """Whether a position is a red line of which its sentence does not say which way it points, and no person has said it."""
    by_reader = row.flag and row.state == Stance.OPPOSES and not row.corrected and not row.by_hand
    return by_reader and leaves_open(row.what or "", row.quote)


def hardness(row: Row) -> tuple[int, int]:
    """How hard and how firm a position is, to tell firmer from softer."""
    return (4 if row.flag else STRENGTH.get(row.state or "", 0), FIRMNESS.get(row.firmness, 0))


def standings(rows: Iterable[Row], issues: Issues) -> tuple[Standing, ...]:
    """Where every party stands on every issue.

    Returns
    -------
    tuple of Standing
        By party (those with most positions first), then issue. Cost: linear in the rows, sorting apart.
    """
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    weight: Counter[str] = Counter()
    for row in rows:
        if row.party and row.what:
            groups[row.party, issues.of(row.what) or row.what].append(row)
            weight[row.party] += 1
    out = [_standing(party, issue, group) for (party, issue), group in groups.items()]
    out.sort(key=lambda s: (-weight[s.party], s.party, -len(s.support), s.issue))
    return tuple(out)


def _standing(party: str, issue: str, rows: list[Row]) -> Standing:
    present = [r for r in rows if r.lost_in is None] or rows
    present.sort(key=lambda r: (r.dated, r.day, r.page, hardness(r)))
    last = (present[-1].dated, present[-1].day)
    current = _weightiest(r for r in present if (r.dated, r.day) == last)
    sign = polarity(current)
    support: list[Row] = []
    beside: list[Row] = []
    earlier: list[Row] = []
    turned = False
    against: list[Row] = []
    for row in reversed(present):
        own = polarity(row)
        against_it = _part(row, own, current, sign)
        if against_it:
            if (row.dated, row.day) < last:
                turned = True
            else:
                against.append(row)
        if turned:
            earlier.append(row)
        elif own * sign >= 0:
            support.append(row)
        elif not against_it:
            beside.append(row)
    against.reverse()
    if len(present) < len(rows):
        earlier += [r for r in rows if r.lost_in is not None]
    return Standing(
        party=party,
        issue=issue,
        current=current,
        support=tuple(sorted(support, key=lambda r: (r.day, r.page))),
        against=tuple(against),
        beside=tuple(sorted(beside, key=lambda r: (r.day, r.page))),
        earlier=tuple(earlier),
    )


def latest(rows: Sequence[Row]) -> tuple[Row, tuple[Row, ...]]:
    """Where a party stands on an issue by all it said on it, and what it said against that on the same day.

    As `standings` has it, for those who need not know what speaks for it and what was before.
    """
    present = [r for r in rows if r.lost_in is None] or rows
    last = max((r.dated, r.day) for r in present)
    said = sorted((r for r in present if (r.dated, r.day) == last), key=lambda r: (r.page, hardness(r)))
    current = _weightiest(said)
    return current, tuple(r for r in said if contrary(r, current))


def _weightiest(rows: Iterable[Row]) -> Row:
    return max(rows, key=lambda r: (r.verdict == "accept", hardness(r), r.confidence))


def sides(connection: Connection, identities: Identities) -> dict[str, str]:
    """Actor of the case -> the party it acts for, by the majority of the pages; countries stand for themselves."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    same = (ACTOR.c.name, ACTOR.c.side)
    mentions = func.sum(ACTOR.c.mentions).label("mentions")
    query = select(*same, mentions).where(ACTOR.c.side.is_not(None)).group_by(*same).order_by(mentions.desc(), *same)
    for named, acts_for, times in fetch(connection, query):
        name, side = identities.of(named), identities.of(acts_for)
        if name and side and name != side:
            votes[name][side] += times
    return {name: counter.most_common(1)[0][0] for name, counter in votes.items()}


def side_of(name: str, known: Mapping[str, str]) -> str:
    """The party behind an actor, followed up to three steps (a deputy's ministry's country)."""
    for _ in range(3):
        if name not in known:
            break
        name = known[name]
    return name


def rifts(found: Iterable[Standing], known_sides: Mapping[str, str]) -> tuple[Rift, ...]:
    """Contradictions inside a party: minister against president, each with its row.

    Only words at most `RIFT_DAYS` apart contradict each other; of pages without a date nobody can tell.
    """
    groups: dict[tuple[str, str], list[Standing]] = defaultdict(list)
    for standing in found:
        groups[side_of(standing.party, known_sides), standing.issue].append(standing)
    out = []
    for (side, issue), members in groups.items():
        for i, one in enumerate(members):
            for other in members[i + 1 :]:
                if contrary(one.current, other.current) and _near(one.current, other.current):
                    out.append(Rift(side=side, issue=issue, one=one.current, other=other.current))
    out.sort(key=lambda r: max(r.one.day, r.other.day), reverse=True)
    return tuple(out)


def _near(a: Row, b: Row) -> bool:
    one, other = VagueDate.parse(a.day[:10]), VagueDate.parse(b.day[:10])
    if not (a.dated and b.dated and one and other):
        return a.dated == b.dated
    return abs((one.earliest - other.earliest).days) <= RIFT_DAYS
