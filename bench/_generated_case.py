"""A generated negotiation of any length: pages with claims, many actors, issues and meetings, the same for the same seed.

What a real case is made of, measured on 31 news pages: a page of 550 words holds 53 claims (16 events, 14 statements,
8 positions, 7 dates, 3 seats, 3 meetings, 2 conditions) and names 16 actors. New names become rarer as the case grows but
never cease (Heaps 1978); half of the times that a position or condition is worded, it is worded as nowhere before (over
all 31 pages nine in ten, over the thirteen example pages on one negotiation two in three). One page of ten is a copy of an
earlier one, one of twenty a newer version.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from stateofplay.model import (
    Act,
    Actor,
    ActorKind,
    Article,
    Attendance,
    AttendanceStatus,
    Capacity,
    Claim,
    Condition,
    DateMention,
    Event,
    EventStatus,
    Evidence,
    Firmness,
    Meeting,
    MeetingStatus,
    PloverEvent,
    Position,
    Reading,
    Relation,
    Stance,
    Statement,
)

_T = TypeVar("_T")
FIRST_DAY = date(2023, 1, 2)
PAGES_A_DAY = 2
SENTENCES = 21
COPIES, VERSIONS = 0.1, 0.05
NEW_WORDINGS = 0.5

_SYLLABLES = "ba da dor el fa gal ha im jo ka lor mi na or pe qa ra sel ta ul ve wi xan yor zu".split()
_PLACES = "Geneva Doha Cairo Vienna Oslo Ankara Riyadh Nairobi Muscat Astana Rome Bern Addis Jeddah Minsk Tunis".split()
_THINGS = (
    "ceasefire,prisoner exchange,withdrawal of forces,border crossing,grain corridor,monitoring mission,sanctions relief,"
    "security guarantees,demining,aid convoys,election timetable,constitution,oil revenue,water share,disarmament,"
    "return of refugees,air strikes,power plant,peacekeepers,amnesty,federal status,customs union,port access,reparations,"
    "heavy weapons,language law,pipeline transit,frozen assets,buffer zone,hostages"
).split(",")
_KINDS = "full,partial,immediate,phased,30-day,unconditional,joint,limited,verified,written,further,permanent".split(
    ","
)
_TAILS = (
    "along the northern front,in the capital,under outside monitoring,before winter,for the coastal districts,by the end of "
    "the month,at the eastern crossings,within sixty days,for all detainees,of the mountain road,in the contested valley"
).split(",")
_FILLER = (
    "Diplomats who followed the day described long pauses and a great deal of paper.",
    "Residents of the border towns said that they had heard nothing of it so far.",
    "The room had been prepared since the morning, and the flags stood in their places.",
    "Little of the text has been seen by anyone outside the two delegations.",
)
_VERBS = {
    Stance.DEMANDS: "demands",
    Stance.OPPOSES: "rejects",
    Stance.OFFERS: "offers",
    Stance.SUPPORTS: "supports",
    Stance.PROPOSES: "proposes",
    Stance.CONSIDERS: "weighs",
    Stance.THREATENS: "threatens",
}


@dataclass(slots=True)
class _Writer:
    """A page in the making: sentences are appended, and claims on the sentence just written."""

    text: str = ""
    claims: list[Claim] = field(default_factory=list)
    actors: dict[str, Actor] = field(default_factory=dict)
    last: tuple[int, int] = (0, 0)

    def write(self, sentence: str) -> None:
        start = len(self.text)
        self.text += f"{sentence} "
        self.last = (start, start + len(sentence))

    def common(self, random: Random) -> dict[str, object]:
        start, end = self.last
        evidence = Evidence(start=start, end=end, quote=self.text[start:end])
        return {
            "evidence": evidence,
            "anchor": start + random.randrange(end - start),
            "component": "generated",
            "confidence": round(random.uniform(0.3, 0.95), 2),
            "firmness": random.choice((Firmness.STATED, Firmness.STATED, Firmness.CLAIMED, Firmness.REPORTED)),
        }


@dataclass(slots=True)
class Negotiation:
    """A source of pages. Names and wordings come from a pool that grows by `new` with every draw, slower and slower."""

    seed: int = 1
    random: Random = field(init=False)
    parties: list[str] = field(init=False)
    persons: list[tuple[str, str]] = field(default_factory=list)
    """(name, party)."""
    wordings: list[str] = field(default_factory=list)
    meetings: list[tuple[str, str, date, tuple[str, str]]] = field(default_factory=list)
    """(name, place, day, parties)."""
    draws: int = 0
    earlier: list[tuple[Reading, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.random = Random(self.seed)
        self.parties = [self._name(2).capitalize() for _ in range(24)]

    def pages(self, claims: int) -> Iterator[tuple[Reading, str]]:
        """Readings with their sources, until that many claims are written."""
        written = number = 0
        while written < claims:
            reading, source = self._page(number)
            written += sum(1 for _ in reading.claims())
            number += 1
            yield reading, source

    @staticmethod
    def day_of(number: int) -> date:
        """The day of a page, counted from 0."""
        return FIRST_DAY + timedelta(days=number // PAGES_A_DAY)

    def _page(self, number: int) -> tuple[Reading, str]:
        day = self.day_of(number)
        chance = self.random.random()
        if self.earlier and chance < COPIES:
            original, source = self.random.choice(self.earlier[-40:])
            article = replace(original.article, site="copies.example", url=None, published=day.isoformat())
            return replace(original, article=article), f"https://copies.example/{number}"
        if self.earlier and chance < COPIES + VERSIONS:
            _, source = self.random.choice(self.earlier[-40:])
            return self._written(number, day, source), source
        source = f"https://site{number % 17}.example/{day.isoformat()}/{number}"
        made = self._written(number, day, source)
        self.earlier.append((made, source))
        del self.earlier[:-60]
        return made, source

    def _written(self, number: int, day: date, url: str) -> Reading:
        page, r = _Writer(), self.random
        title = f"{self._party()} and {self._party()} speak of the {r.choice(_THINGS)}"
        page.write(title + ".")
        for _ in range(SENTENCES):
            kind = r.random()
            if kind < 0.34:
                self._position(page)
            elif kind < 0.56:
                self._event(page, day)
            elif kind < 0.70:
                self._meeting(page, day)
            elif kind < 0.80:
                self._condition(page)
            else:
                page.write(r.choice(_FILLER))
        article = Article(
            text=page.text,
            title=title,
            published=day.isoformat(),
            published_source="page",
            language="en",
            site=url.split("/")[2],
            url=url,
        )
        kinds: dict[str, list[Claim]] = {}
        for claim in page.claims:
            name = {Attendance: "attendance", DateMention: "dates"}.get(type(claim), type(claim).__name__.lower() + "s")
            kinds.setdefault(name, []).append(claim)
        return Reading(
            article=article,
            actors=tuple(page.actors.values()),
            reader="generated",
            **{k: tuple(v) for k, v in kinds.items()},  # type: ignore[arg-type]
        )

    def _position(self, page: _Writer) -> None:
        r, stance = self.random, self.random.choice(list(_VERBS))
        speaker, party = self._person()
        wording = self._wording()
        page.write(
            f"{party} {_VERBS[stance]} {wording}, {speaker} said on Monday, and called the rest a matter of trust."
        )
        self._seen(page, party, speaker)
        common = page.common(r)
        page.claims.append(
            Position(**common, holder=party, issue=wording, stance=stance, red_line=r.random() < 0.05, said_by=speaker)  # type: ignore[arg-type]
        )
        self._said(page, speaker)
        other = self._party()
        page.claims.append(
            Event(
                **page.common(r),  # type: ignore[arg-type]
                event=r.choice(list(PloverEvent)),
                actor=party,
                recipient=other if other != party else None,
                status=r.choice(list(EventStatus)),
            )
        )
        self._seen(page, other)

    def _event(self, page: _Writer, day: date) -> None:
        r = self.random
        actor, other, place = self._party(), self._party(), r.choice(_PLACES)
        happened = day - timedelta(days=r.randrange(6))
        speaker, _ = self._person()
        page.write(
            f"{actor} met envoys of {other} in {place} on {happened:%d %B %Y} over the {self._wording()}, {speaker} said."
        )
        self._seen(page, actor, other, speaker)
        for _ in range(2):
            page.claims.append(
                Event(
                    **page.common(r),  # type: ignore[arg-type]
                    event=r.choice(list(PloverEvent)),
                    actor=actor,
                    recipient=other,
                    date=happened.isoformat(),
                    place=place,
                    status=EventStatus.HAPPENED,
                )
            )
        common = page.common(r)
        page.claims.append(DateMention(**common, text=f"{happened:%d %B %Y}", value=happened.isoformat()))  # type: ignore[arg-type]
        self._said(page, speaker)

    def _meeting(self, page: _Writer, day: date) -> None:
        r = self.random
        if not self.meetings or r.random() < 0.02:
            at = day + timedelta(days=r.randrange(3, 30))
            pair = tuple(r.sample(self.parties[:8], 2))
            place = r.choice(_PLACES)
            self.meetings.append((f"{pair[0]}-{pair[1]} talks, {place}", place, at, pair))  # type: ignore[arg-type]
        name, place, at, parties = r.choice(self.meetings[-6:])
        status = MeetingStatus.HELD if at < day else r.choice((MeetingStatus.PLANNED, MeetingStatus.PROPOSED))
        speaker, _ = self._person()
        dated = r.random() < 0.7
        page.write(
            f"{parties[0]} and {parties[1]} meet in {place} on {at:%d %B}, with {speaker} at the head of a delegation."
        )
        self._seen(page, *parties, speaker)
        if not any(isinstance(c, Meeting) and c.name == name for c in page.claims):
            page.claims.append(
                Meeting(
                    **page.common(r),  # type: ignore[arg-type]
                    name=name,
                    parties=parties,
                    place=place if r.random() < 0.8 else None,
                    date=at.isoformat() if dated else None,
                    status=status,
                )
            )
        page.claims.append(
            Attendance(
                **page.common(r),  # type: ignore[arg-type]
                who=speaker,
                meeting=name,
                status=r.choice(list(AttendanceStatus)),
                capacity=r.choice((Capacity.HEAD, None)),
            )
        )
        common = page.common(r)
        page.claims.append(DateMention(**common, text=f"{at:%d %B}", value=at.isoformat()))  # type: ignore[arg-type]

    def _condition(self, page: _Writer) -> None:
        r = self.random
        holder, other = self._party(), self._party()
        what, on = f"{holder} will accept the {self._wording()}", f"{other} stops the {r.choice(_THINGS)}"
        speaker, _ = self._person()
        page.write(f"{what} only if {on}, {speaker} said.")
        self._seen(page, holder, other, speaker)
        common = page.common(r)
        page.claims.append(Condition(**common, holder=holder, relation=Relation.ONLY_IF, what=what, on=on))  # type: ignore[arg-type]
        self._said(page, speaker)

    def _said(self, page: _Writer, speaker: str) -> None:
        start, end = page.last
        page.claims.append(
            Statement(
                **page.common(self.random),  # type: ignore[arg-type]
                speaker=speaker,
                named=True,
                act=Act.SAY,
                content=page.text[start:end],
                content_start=start,
                direct=False,
            )
        )

    def _seen(self, page: _Writer, *names: str) -> None:
        sides = dict(self.persons)
        for name in names:
            if name in page.actors:
                continue
            start, end = page.last
            kind = ActorKind.PERSON if name in sides else ActorKind.COUNTRY
            page.actors[name] = Actor(
                name=name,
                kind=kind,
                side=sides.get(name),
                aliases=(name.split()[-1],) if " " in name else (),
                evidence=Evidence(start=start, end=end, quote=page.text[start:end]),
            )

    def _party(self) -> str:
        return self.random.choice(self.parties[: 4 if self.random.random() < 0.6 else None])

    def _person(self) -> tuple[str, str]:
        if self._is_new(len(self.persons), 2.5):
            name = f"{self._name(2).capitalize()} {self._name(3).capitalize()}"
            self.persons.append((name, self._party()))
            return self.persons[-1]
        return self._familiar(self.persons)

    def _wording(self) -> str:
        if not self.wordings or self.random.random() < NEW_WORDINGS:
            r = self.random
            words = [
                r.choice(_KINDS) if r.random() < 0.7 else "",
                r.choice(_THINGS),
                r.choice(_TAILS) if r.random() < 0.8 else "",
            ]
            if r.random() < 0.3:
                words.append(f"as {self._party()} has it")
            self.wordings.append(" ".join(w for w in words if w))
            return self.wordings[-1]
        return self._familiar(self.wordings)

    def _is_new(self, known: int, factor: float) -> bool:
        """Heaps' law: of n draws about factor * n ** 0.65 are new."""
        self.draws += 1
        return known == 0 or self.random.random() < factor * 0.65 * max(self.draws, 1) ** -0.35

    def _familiar(self, pool: list[_T]) -> _T:
        """One of the pool, the old and the newest ones more often."""
        place = int(len(pool) * self.random.random() ** 2)
        return pool[place if self.random.random() < 0.5 else -1 - place // 4]

    def _name(self, syllables: int) -> str:
        return "".join(self.random.choice(_SYLLABLES) for _ in range(syllables))
