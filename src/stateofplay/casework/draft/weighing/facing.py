"""Who faces whom in a conflict: decided once from all claims of the record together, not sentence by sentence.

Two face each other who meet, agree, threaten, accuse, ask things of each other or make what they do hang on each other. Each such
claim is a sign with a weight; the pair with the most weight is the main pair. Who only stands beside somebody, hosts, mediates,
comments or is a government's own people faces nobody.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from stateofplay.casework.acts.tables import act_words, insiders
from stateofplay.casework.draft.record import Ground, mediates
from stateofplay.casework.draft.wishes.inside import PARTISAN
from stateofplay.casework.draft.wishes.partners import PARTNERS
from stateofplay.model import EventStatus, PloverEvent, Stance
from stateofplay.record.positions import POLARITY

_AT_A_TABLE, LAYS_ON = "meets", "sanctions"
_MEETS = 1.5
"""What a meeting of two weighs, shared by all pairs where more sit at it; every sign counts by how sure its claim is."""
_SAID = {
    Stance.DEMANDS: ("demands", 1.0),
    Stance.THREATENS: ("threatens", 1.0),
    Stance.OPPOSES: ("refuses", 1.0),
    Stance.OFFERS: ("offers", 1.0),
    Stance.PROPOSES: ("offers", 0.5),
    Stance.SUPPORTS: ("wants something with", 1.0),
}
"""What a position weighs whose words name the other; of what somebody only supports, as with whom it would be done."""
_BESIDE_THE_WORDS = 0.3
"""The same where only its sentence names the other."""
_DISAGREES = ("disagrees with", 0.7)
"""That one wants what the other does not."""
_SPEAKS = ("speaks of the same as", 0.05)
"""That both want it: of two alone enough, of several next to nothing, since allies and critics do so too."""
_HANGS = ("makes things hang on", 1.5)
"""A condition that names the other: nobody bargains more plainly."""
_DONE = {
    PloverEvent.ASSAULT: ("attacks", 1.0),
    PloverEvent.THREATEN: ("threatens", 1.0),
    PloverEvent.COERCE: ("coerces", 1.0),
    PloverEvent.SANCTION: (LAYS_ON, 1.0),
    PloverEvent.PROTEST: ("protests against", 1.0),
    PloverEvent.REJECT: ("refuses", 1.0),
    PloverEvent.AGREE: ("agrees with", 1.0),
    PloverEvent.CONCEDE: ("gives way to", 1.0),
    PloverEvent.ACCUSE: ("accuses", 0.7),
    PloverEvent.REQUEST: ("asks", 0.7),
    PloverEvent.CONSULT: (_AT_A_TABLE, 0.7),
    PloverEvent.MOBILIZE: ("arms against", 0.5),
    PloverEvent.SUPPORT: ("stands beside", -0.7),
    PloverEvent.AID: ("stands beside", -0.5),
    PloverEvent.COOPERATE: ("stands beside", -0.3),
}
"""What an event by one on the other weighs; standing beside somebody speaks against facing it."""
_NOT_YET = 0.7
"""An event that has not happened counts for so much of one that has."""
_LEAST = 1.2
"""The least weight with which two face each other: two claims of which the reader is fairly sure, or one meeting and a word."""
_SHARE = 0.2
"""The least share of the main pair's weight: beside a quarrel of twenty claims one criticism makes nobody a party."""
_ENOUGH = 2.0
"""The weight with which two face each other however much more is told of the main pair: two meetings, or several claims."""
_FIRM, _FIRM_SHARE = 4.0, 0.3
"""The weight, and the share of all weights of the record, with which two face each other so firmly that what takes both of them
is believed: on pages that were read for it, of eighteen joint acts with less than the first, twelve were of two who were no
counterparts, and of fifty with more four."""
_MOST_OF_IT = 0.55
"""The share with which two do so on a short record, if they do more than meet."""
_CLEARLY = 1.15
"""How much more weight than two others a pair needs to be the main pair in their place."""
_MOST_TOLD = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One claim as a sign that one faces another, or stands beside it."""

    who: str
    whom: str
    reason: str
    weight: float


@dataclass(frozen=True, kw_only=True)
class Facing:
    """Pairs of sides with what their claims weigh together."""

    signs: tuple[Sign, ...]
    sides: frozenset[str] = frozenset()
    """Everybody who bargains: where these are two, they face each other by any sign."""
    named: frozenset[str] = frozenset()
    """Whom a person named for the draft: any two of them face each other firmly."""

    @cached_property
    def weights(self) -> dict[frozenset[str], float]:
        """Pair -> weight: what goes each way, and once more what goes both ways: a quarrel is mutual, a comment is not."""
        way: dict[tuple[str, str], float] = defaultdict(float)
        for sign in self.signs:
            way[sign.who, sign.whom] += sign.weight
        out = {}
        for pair in {frozenset(two) for two in way}:
            one, other = sorted(pair)
            there, back = max(way.get((one, other), 0.0), 0.0), max(way.get((other, one), 0.0), 0.0)
            out[pair] = there + back + min(there, back)
        return out

    @cached_property
    def whole(self) -> float:
        """What all pairs of the record weigh together."""
        return sum(map(abs, self.weights.values()))

    @cached_property
    def speaking(self) -> frozenset[frozenset[str]]:
        """Pairs of whom a claim says more than that they meet."""
        return frozenset(frozenset((s.who, s.whom)) for s in self.signs if s.reason != _AT_A_TABLE and s.weight > 0)

    @cached_property
    def least(self) -> float:
        """The least weight with which two of several face each other."""
        return max(_LEAST, min(_ENOUGH, _SHARE * max(self.weights.values(), default=0.0)))

    @cached_property
    def across(self) -> dict[str, frozenset[str]]:
        """Name -> everybody whom it faces; only who faces somebody. Of hundreds of names that pages know, a few dozen."""
        found: dict[str, set[str]] = defaultdict(set)
        for one, other in (sorted(pair) for pair in self.weights):
            if self.face(one, other):
                found[one].add(other)
                found[other].add(one)
        return {name: frozenset(others) for name, others in found.items()}

    @property
    def main(self) -> tuple[str, ...]:
        """The pair with the most weight, by name; nobody where no two face each other."""
        best = max(self.weights.items(), key=lambda item: (item[1], sorted(item[0])), default=(frozenset[str](), 0.0))
        return tuple(sorted(best[0])) if best[0] and self.face(*best[0]) else ()

    def between(self, one: str, other: str) -> float:
        """What the claims on two weigh."""
        return self.weights.get(frozenset((one, other)), 0.0)

    def face(self, one: str, other: str) -> bool:
        """Whether two face each other: enough weight by itself, and beside the main pair's; of two alone any."""
        if self.sides == {one, other}:
            return self.between(one, other) > 0
        return self.between(one, other) >= self.least

    def firmly(self, ones: Collection[str], others: Collection[str]) -> bool:
        """Whether two sides face each other firmly enough for what takes both, each told by its members of one kind.

        Either by weight, or on a short record by being most of it; to be named at one table alone does not do.
        """
        pairs = [frozenset((one, other)) for one in ones for other in others if one != other]
        weight = sum(self.weights.get(pair, 0.0) for pair in pairs)
        share = weight / self.whole if self.whole else 0.0
        if weight >= _FIRM:
            return share >= _FIRM_SHARE or weight >= _FIRM / _FIRM_SHARE
        speaks = any(pair in self.speaking for pair in pairs)
        return speaks and share >= _MOST_OF_IT

    def outweighs(self, pair: tuple[str, ...]) -> bool:
        """Whether the main pair is another than this one, by so much that it stands in its place."""
        if len(pair) != len(self.main) or set(pair) == set(self.main) or not self._is_mutual(*self.main):
            return False
        return self.between(*self.main) > _CLEARLY * self.between(*pair)

    def _is_mutual(self, one: str, other: str) -> bool:
        """Whether claims go both ways between two: of whom one only speaks is no counterpart by that."""
        ways = {(sign.who, sign.whom) for sign in self.signs if sign.weight > 0}
        return {(one, other), (other, one)} <= ways

    def told(self, one: str, other: str) -> str:
        """Why two face each other, in a line: what weighs most first."""
        reasons: dict[str, float] = defaultdict(float)
        claims: Counter[str] = Counter()
        for sign in self.signs:
            if {sign.who, sign.whom} == {one, other} and sign.weight > 0:
                reasons[sign.reason] += sign.weight
                claims[sign.reason] += 1
        words = ", ".join(
            f"{reason} ({claims[reason]})" for reason in sorted(reasons, key=lambda r: -reasons[r])[:_MOST_TOLD]
        )
        return f"{one} and {other}: {words}; weight {self.between(one, other):.1f}"


def read_facing(ground: Ground) -> Facing:
    """Read who faces whom from all meetings, positions, conditions and events.

    Cost: one look at each claim and its sentence.
    """
    found = []
    sides = {name: _is_a_side(ground, name) for name in ground.weight()}
    apart: dict[tuple[str, str], bool] = {}
    for sign in (*_met(ground), *_said(ground), *_disagreed(ground), *_hung(ground), *_did(ground)):
        who, whom = (ground.acts_for.get(name, name) for name in (sign.who, sign.whom))
        for name in (who, whom):
            if name and name not in sides:
                sides[name] = _is_a_side(ground, name)
        if who and whom and who != whom and sides[who] and sides[whom]:
            if (who, whom) not in apart:
                apart[who, whom] = not ground.on_one_side(who, whom)
            if apart[who, whom]:
                found.append(Sign(who=who, whom=whom, reason=sign.reason, weight=sign.weight))
    return Facing(signs=tuple(found), sides=frozenset(name for name in ground.weight() if sides[name]))


def _is_a_side(ground: Ground, name: str) -> bool:
    """Whether somebody can face another: no mediator, no onlooker, nobody's own people, no party inside a country."""
    own_people = not name[:1].isupper() and name.split()[-1].lower() in act_words().bystanders
    inside = any(name in parts for parts in insiders().values())
    inside = inside or bool(PARTISAN.search(name) and not ground.sits(name))
    return ground.bargains(name) and not mediates(name) and not own_people and not inside


def _met(ground: Ground) -> Iterator[Sign]:
    for meeting in ground.meetings:
        table = sorted({ground.side(p) for p in meeting.parties})
        for row in meeting.rows:
            for pair in combinations(table, 2):
                weight = _MEETS * row.confidence / (len(table) - 1) / 2
                for who, whom in (pair, pair[::-1]):
                    yield Sign(who=who, whom=whom, reason=_AT_A_TABLE, weight=weight)


def _said(ground: Ground) -> Iterator[Sign]:
    for standing in ground.standings:
        who = ground.side(standing.party)
        for row in standing.support:
            stance = Stance(row.state or Stance.SUPPORTS)
            if stance not in _SAID:
                continue
            reason, weight = _SAID[stance]
            told = row.what or ""
            if stance is Stance.SUPPORTS:
                found = PARTNERS.search(told)
                told, around = found["who"] if found else "", set()
            else:
                around = {ground.side(n) for n in ground.named_in(row.quote)}
            words = {ground.side(n) for n in ground.named_in(told)}
            for whom in sorted(words | around):
                share = 1.0 if whom in words else _BESIDE_THE_WORDS
                yield Sign(who=who, whom=whom, reason=reason, weight=weight * row.confidence * share)


def _disagreed(ground: Ground) -> Iterator[Sign]:
    by_issue: dict[str, dict[str, tuple[int, float]]] = defaultdict(dict)
    for standing in ground.standings:
        row, sign = standing.current, POLARITY[Stance(standing.current.state or Stance.SUPPORTS)]
        if sign:
            by_issue[standing.issue][ground.side(standing.party)] = (sign, row.confidence)
    for stands in by_issue.values():
        for (one, (this, sure)), (other, (that, as_sure)) in combinations(sorted(stands.items()), 2):
            reason, weight = _DISAGREES if this != that else _SPEAKS
            for who, whom in ((one, other), (other, one)):
                yield Sign(who=who, whom=whom, reason=reason, weight=weight * min(sure, as_sure) / 2)


def _hung(ground: Ground) -> Iterator[Sign]:
    reason, weight = _HANGS
    for row in ground.conditions:
        if row.party:
            who = ground.side(row.party)
            halves = ground.named_in(f"{row.other or ''} {row.what or ''}")
            named = list(dict.fromkeys(side for side in map(ground.side, halves) if side != who))
            for place, whom in enumerate(named):
                share = 1.0 if place == 0 else _BESIDE_THE_WORDS  # on whose act it hangs stands first
                yield Sign(who=who, whom=whom, reason=reason, weight=weight * row.confidence * share)


def _did(ground: Ground) -> Iterator[Sign]:
    for row in ground.events:
        if row.party and row.other and row.what in _DONE and row.state != EventStatus.DENIED:
            reason, weight = _DONE[PloverEvent(row.what)]
            counts = 1.0 if row.state == EventStatus.HAPPENED else _NOT_YET
            yield Sign(
                who=ground.side(row.party),
                whom=ground.side(row.other),
                reason=reason,
                weight=weight * row.confidence * counts,
            )
