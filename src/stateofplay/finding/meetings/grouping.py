"""Which mentions speak of the same meeting.

Mentions are taken in text order. Each joins the best group that it does not contradict, if the words ask for it (a definite
phrase, the same place, date or parties), and otherwise opens a new one.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, TypeVar

from stateofplay.finding.meetings.cues import MeetingMention, StatusCue
from stateofplay.finding.meetings.venues import lies_in
from stateofplay.finding.words import meetings as words
from stateofplay.finding.words.lemmas import lemma_of
from stateofplay.language.document import Document
from stateofplay.model import ActorKind, MeetingStatus
from stateofplay.model.dates import Grain, VagueDate

_Told = TypeVar("_Told")

_APART = frozenset({"call", "visit"})
_JOIN = 1.2
_GRAINS = {Grain.DAY: 0, Grain.WEEK: 1, Grain.MONTH: 2, Grain.YEAR: 3}


MOST = 60
"""Mentions of one meeting, and meetings of one page, that are compared with a further mention."""


@dataclass(slots=True)
class MeetingGroup:
    """Mentions of one meeting, and what they tell together."""

    mentions: list[MeetingMention] = field(default_factory=list)
    _known: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)
    """What they tell, once it was asked for, until a further mention joins: every new mention is compared with it."""
    _known_of: int = field(default=0, repr=False, compare=False)

    def _once(self, name: str, find: Callable[[], _Told]) -> _Told:
        if self._known_of != len(self.mentions):
            self._known.clear()
            self._known_of = len(self.mentions)
        if name not in self._known:
            self._known[name] = find()
        found: _Told = self._known[name]
        return found

    @property
    def heard(self) -> list[MeetingMention]:
        """The mentions that tell which meeting it is: one that is named more than `MOST` times is not told anew."""
        return self.mentions[:MOST]

    @property
    def parties(self) -> tuple[str, ...]:
        """Parties that the text gives, from the fullest mention on; persons who sit for a party at hand are left out."""
        return self._once("parties", lambda: tuple(dict.fromkeys([p for m in self.heard for p in m.parties])))

    @property
    def place(self) -> str | None:
        return self._once("place", lambda: next((m.place for m in self.heard if m.place), None))

    @property
    def date(self) -> str | None:
        return self._once("date", self._date)

    def _date(self) -> str | None:
        dates = [d for m in sorted(self.heard, key=lambda m: m.ends) if (d := VagueDate.parse(m.date)) is not None]
        return min(dates, key=lambda d: _GRAINS[d.grain]).value if dates else None

    @property
    def order(self) -> int:
        return next((m.order for m in self.heard if m.order), 0)

    @property
    def ordinal(self) -> int:
        return next((m.ordinal for m in self.heard if m.ordinal), 0)

    @property
    def cue(self) -> StatusCue:
        """The strongest cue; among equals the first, since news put the newest first.

        Talks of which some words say that they were held and others that they go on are under way.
        """
        return self._once("cue", self._cue)

    def _cue(self) -> StatusCue:
        cues = [m.cue for m in self.heard]
        best = max(cues, key=lambda c: c.weight)
        firm = {cue.status for cue in cues if cue.weight >= 0.5}
        if best.status is MeetingStatus.HELD and MeetingStatus.UNDER_WAY in firm and self.kind != "call":
            return StatusCue(status=MeetingStatus.UNDER_WAY, weight=best.weight)
        return best

    @property
    def kind(self) -> str:
        return self._once("kind", self._kind)

    def _kind(self) -> str:
        kinds = Counter(m.kind for m in self.heard)
        return max(kinds, key=lambda k: (kinds[k], k != "meeting"))


def group_mentions(document: Document, mentions: tuple[MeetingMention, ...]) -> tuple[MeetingGroup, ...]:
    """Group mentions by the meeting they speak of. Cost: mentions times the `MOST` latest groups."""
    groups: list[MeetingGroup] = []
    for mention in mentions:
        best, score = None, 0.0
        for group in groups[-MOST:]:
            if clashes(document, mention, group):
                continue
            value = affinity(document, mention, group)
            if best is None or value > score:
                best, score = group, value
        if best is None or score < _JOIN:
            groups.append(MeetingGroup(mentions=[mention]))
        else:
            best.mentions.append(mention)
    return tuple(groups)


def weight(group: MeetingGroup) -> float:
    """How much the text knows of a meeting; what is too light is talk of talks in general."""
    value = 0.25 * len(group.mentions)
    value += 1.0 if len(group.parties) > 1 else 0.5 if group.parties else 0.0
    value += 1.2 if group.place else 0.0
    value += 0.7 if group.date else 0.0
    value += 0.8 * group.cue.weight
    value += 0.5 if group.kind == "summit" else 0.3 if group.kind == "call" else 0.0
    value += 0.4 if any(m.headline for m in group.mentions) else 0.0
    value += 0.2 if any(m.verbal for m in group.mentions) else 0.0
    return value


def clashes(document: Document, mention: MeetingMention, group: MeetingGroup) -> bool:
    """Tell whether the mention cannot speak of the group's meeting."""
    if mention.place and group.place and not same_place(mention.place, group.place):
        return True
    here, there = VagueDate.parse(mention.date), VagueDate.parse(group.date)
    if here and there and not here.overlaps(there) and not _is_last_day(mention, group, here, there):
        return True
    if (mention.kind in _APART or group.kind in _APART) and mention.kind != group.kind:
        return True
    heard = any(lemma_of(m.token) in words.HEARINGS for m in group.heard)
    if (lemma_of(mention.token) in words.HEARINGS) is not heard and not mention.pointing:
        return True
    if mention.ordinal and group.ordinal and mention.ordinal != group.ordinal:
        return True
    if mention.order != group.order and (mention.order < 0 or group.order < 0 or mention.order > 0):
        return not (here and there and here == there)
    # Who stays away from "the summit" may be of no side of it.
    loose = (mention.away and mention.definite) or _is_of_members(document, mention, group)
    if not loose and parties_clash(document, mention.parties, group.parties):
        return True
    if _is_one_of_two(mention, group.mentions[-1]):
        return True
    status, other = mention.cue.status, group.cue.status
    if not mention.definite and min(mention.cue.weight, group.cue.weight) >= 0.5:
        if {status, other} in (
            {MeetingStatus.HELD, MeetingStatus.PROPOSED},
            {MeetingStatus.HELD, MeetingStatus.PLANNED},
        ):
            return not mention.headline
        if {status, other} == {MeetingStatus.UNDER_WAY, MeetingStatus.PROPOSED}:
            # What is proposed to leaders is not what their delegations are at.
            return bool(mention.parties) and all(document.is_person(n) for n in mention.parties)
    return False


def _is_of_members(document: Document, mention: MeetingMention, group: MeetingGroup) -> bool:
    """ "The ASEAN summit ... Laos attended the summit": who comes to a body's summit is of its members."""
    bodies = (all(document.is_body(p) for p in names) for names in (mention.parties, group.parties))
    return mention.kind == group.kind == "summit" and any(bodies)


def _is_last_day(mention: MeetingMention, group: MeetingGroup, here: VagueDate, there: VagueDate) -> bool:
    """ "The summit opens on Monday. It ends on Friday": two days of one meeting, a fortnight apart at most."""
    first, last = (there, here) if mention.ends else (here, there)
    told = mention.ends or next((m.ends for m in group.heard if m.date == group.date), False)
    return told and timedelta(0) <= last.earliest - first.latest <= _LONGEST


_LONGEST = timedelta(days=14)
_ONE = frozenset({"a", "an", "another"})


def _is_one_of_two(mention: MeetingMention, last: MeetingMention) -> bool:
    """ "Proposed another meeting in June and insists on a meeting of the presidents": told in one breath as two."""
    one, other = mention.token, last.token
    if mention.verbal or last.verbal or one.sent.start != other.sent.start:
        return False
    return one.head is not other and all(any(c.lower_ in _ONE for c in noun.children) for noun in (one, other))


def affinity(document: Document, mention: MeetingMention, group: MeetingGroup) -> float:
    """How much speaks for the mention's meeting being the group's; `_JOIN` is enough."""
    value = 0.0
    if mention.place and group.place:
        value += 1.0
    if mention.date and group.date:
        value += 0.8 if VagueDate.parse(mention.date) == VagueDate.parse(group.date) else 0.4
    if mention.parties and group.parties:
        one, other = ({side_of(document, n) for n in names} for names in (mention.parties, group.parties))
        value += 1.0 if one == other else 0.6
    last = group.mentions[-1]
    same_sentence = last.token.sent.start == mention.token.sent.start
    distance = mention.token.i - last.token.i
    value += 0.6 * math.exp(-distance / 40)
    if mention.pointing and distance < 80:
        value += 1.0 + (0.5 if mention.token.lower_ == last.token.lower_ else 0.0)
    if not mention.verbal and mention.token.lemma_ == last.token.lemma_:
        value += 0.2
    self_sufficient = mention.parties and (mention.date or mention.place)
    if mention.definite and not mention.verbal and not self_sufficient:
        value += 1.0
    if same_sentence and not (mention.verbal and last.verbal):
        value += 0.7
    if mention.kind == group.kind == "summit" and mention.definite and last.definite and not _is_told_of(group):
        value += 0.4  # "arrived to prepare the summit. The summit between ..."
    if not mention.parties and not mention.place and not mention.date and not mention.verbal:
        value += 0.8
    if mention.kind == group.kind:
        value += 0.3
    if any(m.headline for m in group.heard):
        value += 0.3
    if mention.cue.status is not None and mention.cue.status == group.cue.status:
        value += 0.1
    return value


def _is_told_of(group: MeetingGroup) -> bool:
    return bool(group.parties or group.place or group.date)


def same_place(one: str, other: str) -> bool:
    """Tell whether one place name holds the other, or names the country in which the other lies ("Doha", "Qatar")."""
    a, b = one.lower(), other.lower()
    return a in b or b in a or lies_in(one, other) or lies_in(other, one)


def parties_clash(document: Document, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two sets of parties cannot be at one table, persons counting for their sides."""
    if not one or not other:
        return False
    if set(one) <= set(other) or set(other) <= set(one):
        return False
    # Who is told beside his own state is not what tells the tables apart.
    people, others = (
        {n for n in names if document.is_person(n) and side_of(document, n) not in names} for names in (one, other)
    )
    if people and others and not people & others:
        return True
    a, b = {side_of(document, n) for n in one}, {side_of(document, n) for n in other}
    return not (a <= b or b <= a)


def side_of(document: Document, name: str) -> str:
    """The side for which an actor acts, or itself; a company or union acts for itself, a ministry for its state."""
    actor = document.actor(name)
    if actor is None or not actor.side:
        return name
    if actor.kind is ActorKind.ORGANIZATION and not words.STATE_BODIES & set(name.lower().split()):
        return name
    return actor.side
