"""What a draft stands on: the views of a case, reduced to what the drafting rules need."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from stateofplay.casework.acts.tables import act_words, blocs, groups
from stateofplay.casework.draft.alliances import allied_pairs
from stateofplay.casework.draft.forms import index_of
from stateofplay.casework.draft.wars import fighting_pairs, truce_pairs
from stateofplay.language.agreement import names_several
from stateofplay.model import MeetingStatus
from stateofplay.model.dates import VagueDate
from stateofplay.record.meetings import CaseMeeting
from stateofplay.record.positions import Standing, side_of
from stateofplay.record.views import Row

_GOVERNS = re.compile(
    r"^(?:the\s+)?(?P<people>[A-Z]\w+(?:an|ish|ese|i|ch))\s+(?:Authority|government|leadership|leaders|negotiators|delegation|officials)$"
)
"""Who governs a people: "Palestinian Authority"."""
_BROADCASTS = re.compile(r"\b(?:TV|Channel|Radio|Television|News|Broadcasting)\b")
_OF_THE_UNION = re.compile(
    r"^(?:the\s+)?(?:Eurogroup|European (?:Commission|Council)|(?:euro\s?zone|EU|European Union)\s+(?:\w+\s+)?"
    r"(?:ministers|leaders|officials|governments|members|states|negotiators|diplomats|creditors|lenders|countries|partners))$",
    re.IGNORECASE,
)
"""Who acts for the European Union under a common noun."""
_OF_A_TRADE = re.compile(
    r"\b(?:players|footballers|workers|truckers|drivers|nurses|doctors|teachers|pilots|farmers|fishermen|miners|students|employees|staff)$"
)
"""People of a trade in a country bargain with whoever employs them."""
_BESIDE_IT = re.compile(
    r"\b(?:allies|critics|opponents|enemies|foes|rivals|creditors|neighbou?rs|adversaries|partners)$"
)
"""Those who stand in some relation to whose name is in front of them."""
_ARTICLES = ("A", "An", "The", "Some", "One", "Two")
_TWO = 2
_BODY_KINDS = frozenset({"group", "organization"})
_STALE_DAYS = 21
"""An undated meeting that no page has spoken of for so long is not what it is about any more."""


def mediates(name: str) -> bool:
    """Whether somebody is at tables as a host or a mediator rather than as a side."""
    return name in groups()["mediators"]


_OPEN = frozenset({MeetingStatus.PROPOSED, MeetingStatus.PLANNED, MeetingStatus.UNDER_WAY})


@dataclass(frozen=True, kw_only=True)
class Ground:
    """The record as the drafting rules see it."""

    title: str
    standings: Sequence[Standing]
    meetings: Sequence[CaseMeeting]
    conditions: Sequence[Row]
    sides: Mapping[str, str]
    forms: Mapping[str, str]
    """Surface form in lower case -> name of the actor in the case."""
    events: Sequence[Row] = ()
    kinds: Mapping[str, str] = field(default_factory=dict)
    """Name of the actor in the case -> its kind."""
    as_of: str | None = None
    first: str = ""
    """The day of the case's first page, where its pages are dated."""
    acts_for: Mapping[str, str] = field(default_factory=dict)
    """Who is no party here though it bargains -> for whom it sits at the table: a member for its own bloc."""
    armed: dict[tuple[str, ...], str] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Sides -> which of them would disarm, as `who_is_armed` has found before: it looks through every sentence."""
    faced: tuple[str, ...] = ()
    """The two between whom it is by all that they say and do to each other, where that is another pair than the tables have."""
    _sides: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)

    def side(self, name: str) -> str:
        """The party behind an actor; of a group that sits at the table under a common noun, each of its members."""
        if name not in self._sides:
            self._sides[name] = self._side(name)
        return self._sides[name]

    def teller(self, row: Row) -> str:
        """Whose side says what a claim tells; an empty text where nobody is said to."""
        return self.spoken_for(row.said_by) if row.said_by else ""

    def spoken_for(self, speaker: str) -> str:
        """Whose side a speaker is on, by a form of its name with or without an article ("a Delta government spokesman")."""
        first, _, rest = speaker.partition(" ")
        bare = rest if first.capitalize() in _ARTICLES else speaker
        return self.side(next((self.forms[w.lower()] for w in (speaker, bare) if w.lower() in self.forms), speaker))

    def _side(self, name: str) -> str:
        if _BESIDE_IT.search(name):
            return name  # "Delta's allies" are not Delta
        party = side_of(name, self.sides)
        if _OF_THE_UNION.match(party):
            return "European Union"
        if (governs := _GOVERNS.match(party)) and f"{governs['people']}s" in self.kinds:
            return f"{governs['people']}s"  # one people at the table under two names
        if self.kinds.get(name) == "group" and self.kinds.get(party) == "country" and _OF_A_TRADE.search(name):
            return name  # its players strike against their clubs, and are not the country
        if party == name and self.kinds.get(name) in (None, "person") and (country := self._country_in_front(name)):
            return country  # "U.S. Deputy Secretary of State Mora Lund"
        low = party.lower()
        if self.kinds.get(party) == "organization":
            for group in sorted(_groups_of(party) - {low}):
                if group in self._groups_at_tables:
                    return group
        return party

    def _country_in_front(self, name: str) -> str:
        """The country with which the name of an office holder begins, if it does."""
        first, _, rest = name.partition(" ")
        found = self.forms.get(first.lower(), "")
        return found if " " in rest and self.kinds.get(found) == "country" else ""

    @cached_property
    def _at_tables(self) -> frozenset[str]:
        """The sides of who is named as a party of some meeting."""
        return frozenset(self.side(p) for m in self.meetings for p in m.parties)

    @cached_property
    def _groups_at_tables(self) -> frozenset[str]:
        """The same in lower case, before groups under a common noun stand for their members."""
        return frozenset(side_of(p, self.sides).lower() for m in self.meetings for p in m.parties)

    def sits(self, name: str) -> bool:
        """Whether somebody is named as a party of some meeting."""
        return name in self._at_tables

    def are_several(self, name: str) -> bool:
        """Whether a party takes a verb in the plural: "the unions want"."""
        return names_several(name, self.kinds.get(name))

    def bargains(self, name: str) -> bool:
        """Whether somebody can be a party: a name, or who sits at the table; no source and no onlooker."""
        if name in self._at_tables:
            return True
        last = name.split()[-1].lower()
        counted = name[:1].isdigit() and self.kinds.get(name) in _BODY_KINDS  # "28-member bloc" is a name of the Union
        if not (name[:1].isupper() or counted):
            return self._is_unnamed_body(name) and not self._two_are_named
        if last in act_words().bystanders:
            return False
        if (self.kinds.get(name) == "group" or name.split()[0] in _ARTICLES) and act_words().bystanders & set(
            name.lower().split()[:2]
        ):
            return False  # "two people briefed on the talks"
        if _BROADCASTS.search(name) or re.fullmatch(r"No\.?(?: \d+)?", name):
            return False
        governs = last in act_words().bodies
        return self.kinds.get(name) != "group" or governs or any(name in m.seats for m in self.meetings)

    def _is_unnamed_body(self, name: str) -> bool:
        """Whether a description that the page keeps to is of a body: "the port workers' union", "the harbour company"."""
        words, (*_, last) = act_words(), name.lower().split()
        body = last in words.bodies or (last in words.unions and self.kinds.get(name) in _BODY_KINDS)
        return body and self.speaks(name)

    @cached_property
    def _two_are_named(self) -> bool:
        """Whether two who speak have names: then nobody without one is a party beside them."""
        return sum(n[:1].isupper() and self.bargains(n) and not mediates(n) for n in self._heard) >= _TWO

    def weight(self) -> Counter[str]:
        """How often each party bargains: positions, conditions and seats at the table, by party."""
        counts: Counter[str] = Counter()
        for standing in self.standings:
            counts[self.side(standing.party)] += len(standing.support) + 2 * standing.current.flag
        for row in self.conditions:
            if row.party:
                counts[self.side(row.party)] += 1
        for meeting in self.meetings:
            for party in meeting.parties:
                counts[self.side(party)] += len(meeting.rows)
        return Counter(
            {name: count for name, count in counts.items() if name not in self.acts_for and self.bargains(name)}
        )

    def at_table(self, meeting: CaseMeeting) -> set[str]:
        """The parties of a meeting, members of a bloc as their bloc."""
        sides = {self.side(p) for p in meeting.parties}
        return {name for s in sides if (name := self.acts_for.get(s, s))}

    def speaks(self, name: str) -> bool:
        """Whether somebody says what it wants, or is said to: a position or a condition is its own."""
        return name in self._heard

    @cached_property
    def _heard(self) -> frozenset[str]:
        said = {self.side(s.party) for s in self.standings}
        return frozenset(said | {self.side(r.party) for r in self.conditions if r.party})

    def spoken_of(self) -> Counter[str]:
        """How often others speak of each actor: in what they want or make a condition, and as whom an act is done to."""
        counts: Counter[str] = Counter()
        for standing in self.standings:
            for row in standing.support:
                counts.update({self.side(n) for n in self.named_in(row.what or "")} - {self.side(standing.party)})
        for row in self.conditions:
            words = f"{row.what or ''} {row.other or ''}"
            counts.update({self.side(n) for n in self.named_in(words)} - {self.side(row.party or "")})
        for row in self.events:
            if row.other and row.party:
                counts.update({self.side(row.other)} - {self.side(row.party)})
        return Counter(
            {name: count for name, count in counts.items() if name not in self.acts_for and self.bargains(name)}
        )

    def principals(self) -> tuple[str, ...]:
        """The two parties between whom it is: those most often named together as parties of the talks, else the heaviest."""
        return self._pair

    @cached_property
    def _pair(self) -> tuple[str, ...]:
        return self._by_weight(self.faced) if self.faced else self._pair_at_tables()

    def _pair_at_tables(self) -> tuple[str, ...]:
        """The two sides, in two steps.

        1. Two who are named alone at a table, the pair that says most; who says more than one of them is a side in its place.
        2. Where no two are: who says most, and who says most of those that are not its like.
        """
        weight = self.weight()
        pairs = self._alone_at_a_table(weight)
        if not pairs:
            return self._loudest(weight)
        best = max(pairs, key=lambda p: (pairs[p] + sum(weight[x] for x in p), p))
        loud = next((n for n, _ in weight.most_common() if not mediates(n) and self.kinds.get(n) != "person"), "")
        if loud and loud not in best:
            best = self._with_the_loudest(best, loud, weight)
        return self._by_weight(best)

    def _by_weight(self, pair: Sequence[str]) -> tuple[str, ...]:
        weight = self.weight()
        return tuple(sorted(pair, key=lambda p: (-weight[p], p)))

    def _alone_at_a_table(self, weight: Counter[str]) -> Mapping[tuple[str, ...], int]:
        """Pairs that some meeting names alone, with how often; of those who speak for themselves and stand on a side."""
        pairs: Counter[tuple[str, ...]] = Counter()
        for meeting in self.meetings:
            named = tuple(sorted(self.at_table(meeting)))
            if len(named) == 2 and all(weight[n] for n in named) and not self.on_one_side(*named):
                pairs[named] += len(meeting.rows)
        likely = {p: n for p, n in pairs.items() if all(self.speaks(name) and not mediates(name) for name in p)}
        if not likely and sum(self.speaks(name) and self.kinds.get(name) != "person" for name in weight) < _TWO:
            return pairs
        return likely

    def _with_the_loudest(self, best: tuple[str, ...], loud: str, weight: Counter[str]) -> tuple[str, ...]:
        """A pair, or one of it with who says more than it does."""
        if weight[loud] > sum(weight[x] for x in best) and not _of_one_country(best):
            # Who says more than both together is a side of it, with whom of them it speaks of most.
            spoken = self.spoken_of()
            return loud, max(best, key=lambda n: (spoken[n], weight[n], n))
        if weight[loud] > max(weight[x] for x in best):
            # Who says most, and sits at a larger table with one of them, has that one as its counterpart.
            beside = {x: sum(len(m.rows) for m in self.meetings if {x, loud} <= self.at_table(m)) for x in best}
            other, rows = max(beside.items(), key=lambda pair: (pair[1], weight[pair[0]], pair[0]))
            return (loud, other) if rows and not self.on_one_side(loud, other) else best
        return best

    def _loudest(self, weight: Counter[str]) -> tuple[str, ...]:
        """Step 2, where a sentence that names both counts for the second."""
        order = sorted(weight, key=lambda n: (self.kinds.get(n) == "person", mediates(n), -weight[n], n))
        first = order[0] if order else ""
        others = [name for name in order if name != first and not self.on_one_side(first, name)]
        quotes = {
            r.quote
            for s in self.standings
            for r in s.support
            if {first} <= {self.side(n) for n in self.named_in(r.quote)}
        }
        beside = Counter(side for q in quotes for side in {self.side(n) for n in self.named_in(q)})
        others.sort(
            key=lambda n: (
                self.kinds.get(n) == "person",
                mediates(n),
                not (self.kinds.get(first) == "country" and self._fights(n, weight)),
                -weight[n] - beside[n],
            )
        )
        return (first, *others[:1]) if first and others else tuple(name for name, _ in weight.most_common(2))

    def _fights(self, name: str, weight: Mapping[str, int]) -> bool:
        """Whether somebody is an armed group that speaks for itself: whom one bargains with in a war, not about it."""
        heard = name in self._at_tables or weight.get(name, 0) > _TWO
        return self.kinds.get(name) == "armed_group" and self.speaks(name) and heard

    def belligerents(self) -> tuple[str, ...]:
        """The two who fight each other by what pages say: "a truce between A and B", "A's war on B"."""
        return self._at_war

    @cached_property
    def _at_war(self) -> tuple[str, ...]:
        quotes = {r.quote for s in self.standings for r in s.support} | {r.quote for r in self.conditions}
        quotes |= {r.quote for m in self.meetings for r in m.rows} | {r.quote for r in self.events}
        weight = self.weight()
        truces = truce_pairs(self.standings, self.named_in, self.side)
        pairs = fighting_pairs(quotes, self.named_in, self.side)
        pairs += Counter({pair: count for pair, count in truces.items() if all(weight[name] for name in pair)})
        likely = {pair: count for pair, count in pairs.items() if not any(mediates(name) for name in pair)}
        return max(likely, key=lambda pair: (likely[pair], pair), default=())

    @cached_property
    def _allies(self) -> frozenset[frozenset[str]]:
        faced = {frozenset(self.side(p) for p in m.parties) for m in self.meetings}
        return allied_pairs(self.standings, self.named_in, self.side) - faced

    def on_one_side(self, one: str, other: str) -> bool:
        """Whether two stand together by what they are, or as allies."""
        return self.alike(one, other) or frozenset({one, other}) in self._allies

    def alike(self, one: str, other: str) -> bool:
        """Whether two sit on one side of the table by what they are: two unions face the employer, not each other.

        So do two blocs of the same countries.
        """
        members = blocs()
        if one in members and other in members:
            return not members[one].isdisjoint(members[other])
        return not _groups_of(one).isdisjoint(_groups_of(other))

    def named_in(self, words: str) -> tuple[str, ...]:
        """Actors of the case whose name, or a form of it, stands in some words, in their order there.

        A common noun that some page used for an actor ("officials") counts only for an actor who has no other name. Who is sent
        somewhere is not where it is sent: the "U.N. envoy to Syria" is no word of Syria.
        """
        return index_of(self.forms).named_in(words)

    def form_ending(self, low: str) -> str:
        """The longest form of a name with which some words in small letters end, or an empty text."""
        return index_of(self.forms).form_ending(low)

    @cached_property
    def spelled(self) -> Mapping[str, Sequence[str]]:
        """Side -> the forms of its names and of its people's."""
        found: dict[str, list[str]] = defaultdict(list)
        for form, name in self.forms.items():
            found[self.side(name)].append(form)
        return found

    @cached_property
    def bearers(self) -> Mapping[str, Set[str]]:
        """A part of a name -> the people who bear it."""
        found: dict[str, set[str]] = defaultdict(set)
        for person, kind in self.kinds.items():
            for part in person.split() if kind == "person" and self._is_full_name(person) else ():
                found[part].add(person)
        return found

    def _is_full_name(self, person: str) -> bool:
        """Whether words are the name of a person whose side is known: no "Mora ally", no "Defiant Mora" of a headline."""
        return " " in person and person.split()[-1][:1].isupper() and self.side(person) != person

    @cached_property
    def today(self) -> str:
        """The day of the latest page that says something, or the day asked for; of pages without a day that of adding."""
        if self.as_of:
            return self.as_of
        rows = [*(s.current for s in self.standings), *self.conditions, *(r for m in self.meetings for r in m.rows)]
        return max((r.in_order for r in rows), default=(False, ""))[1]

    def open_meetings(self) -> tuple[CaseMeeting, ...]:
        """Meetings that are still to come or under way, as far as the record tells."""
        return tuple(m for m in self.meetings if self._is_open(m))

    def _is_open(self, meeting: CaseMeeting) -> bool:
        if MeetingStatus(meeting.current.state or "held") not in _OPEN:
            return False
        today = VagueDate.parse(self.today)
        if today is None:
            return True
        if set_for := VagueDate.parse(meeting.date):
            return set_for.latest >= today.earliest
        spoken_of = VagueDate.parse(max(r.in_order for r in meeting.rows)[1])
        return spoken_of is None or (today.earliest - spoken_of.latest).days <= _STALE_DAYS

    @property
    def last_round(self) -> str:
        """The day of the latest round of the principal parties that is over: older words about who comes are over with it."""
        days, main = [], set(self.principals())
        for meeting in self.meetings:
            if main <= self.at_table(meeting) and not self._is_open(meeting):
                dated = VagueDate.parse(meeting.date)
                told = [r.day for r in meeting.rows if r.dated]
                days.append(dated.latest.isoformat() if dated else min(told, default=""))
        return max(days, default="")


def _of_one_country(pair: Sequence[str]) -> bool:
    """Whether two are of one country by their names: a government and its opposition, whoever else speaks more of them."""
    stems = {name.split()[0].lower()[:_STEM] for name in pair}
    return len(stems) == 1 and len(set(pair)) == _TWO


_STEM = 4


@lru_cache(maxsize=4_096)
def _groups_of(name: str) -> frozenset[str]:
    """The groups under a common noun that a name is of: a union; the United Kingdom is none, nor is a union of states."""
    if name in blocs() or mediates(name):
        return frozenset()
    words = set(re.findall(r"\w+", name.lower()))
    found = {g for g, parts in groups().items() for part in parts if set(part.split()) <= words}
    return frozenset(found - {"mediators"})


def sides_of(ground: Ground, words: str, parties: Sequence[str]) -> list[str]:
    """The parties that some words name, in their order."""
    named = [ground.side(n) for n in ground.named_in(words)]
    return [p for p in dict.fromkeys(named) if p in parties]
