"""Pages written by hand for the views: each claim names the sentence it rests on, so that no reader decides what is tested."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection

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
from stateofplay.record import Added, Case, add_page, create_case

KINDS = {
    "Chad": ActorKind.COUNTRY,
    "Sudan": ActorKind.COUNTRY,
    "Egypt": ActorKind.COUNTRY,
    "Qatar": ActorKind.COUNTRY,
}


@dataclass(slots=True, kw_only=True)
class Written:
    """A page in the making: every method adds a claim with a sentence of its own."""

    published: str | None
    url: str | None = None
    source: str = ""
    sentences: list[str] = field(default_factory=list)
    actors: dict[str, tuple[ActorKind, str | None, tuple[str, ...], tuple[str, ...]]] = field(default_factory=dict)
    claims: list[tuple[str, object]] = field(default_factory=list)

    def actor(
        self,
        name: str,
        side: str | None = None,
        *,
        kind: ActorKind | None = None,
        roles: tuple[str, ...] = (),
        aliases: tuple[str, ...] = (),
    ) -> Written:
        """An actor of the page; a person by default, a country where it is one of `KINDS`."""
        self.actors[name] = (kind or KINDS.get(name, ActorKind.PERSON), side, roles, aliases)
        return self

    def _claim(self, words: str, cls: type[Claim], **fields: object) -> Written:
        self.sentences.append(words)
        for key in ("holder", "who", "speaker", "actor", "recipient"):
            if isinstance(name := fields.get(key), str) and name not in self.actors:
                self.actor(name)
        self.claims.append((words, (cls, fields)))
        return self

    def meeting(self, words: str, name: str, parties: tuple[str, ...], status: str, **fields: object) -> Written:
        """A meeting."""
        for party in parties:
            if party not in self.actors:
                self.actor(party)
        return self._claim(words, Meeting, name=name, parties=parties, status=MeetingStatus(status), **fields)

    def seat(self, words: str, who: str, meeting: str, status: str = "attends", capacity: str | None = None) -> Written:
        """A seat at a meeting."""
        seat = AttendanceStatus(status)
        return self._claim(
            words, Attendance, who=who, meeting=meeting, status=seat, capacity=Capacity(capacity) if capacity else None
        )

    def position(self, words: str, holder: str, stance: str, issue: str, **fields: object) -> Written:
        """A position."""
        return self._claim(words, Position, holder=holder, stance=Stance(stance), issue=issue, **fields)

    def condition(self, words: str, holder: str, what: str, relation: str, on: str, **fields: object) -> Written:
        """A condition."""
        return self._claim(words, Condition, holder=holder, what=what, relation=Relation(relation), on=on, **fields)

    def statement(self, words: str, speaker: str, act: str, content: str) -> Written:
        """A statement."""
        return self._claim(words, Statement, speaker=speaker, named=True, act=Act(act), content=content, direct=False)

    def event(
        self, words: str, actor: str | None, event: str, recipient: str | None, status: str, **fields: object
    ) -> Written:
        """An event."""
        return self._claim(
            words,
            Event,
            actor=actor,
            event=PloverEvent(event),
            recipient=recipient,
            status=EventStatus(status),
            **fields,
        )

    def reading(self) -> Reading:
        """The page as if it had been read."""
        text = "\n".join(dict.fromkeys(self.sentences))
        made: dict[type, list[Claim]] = {}
        for words, (cls, fields) in self.claims:  # type: ignore[misc]
            start = text.index(words)
            evidence = Evidence.cut(text, start, start + len(words))
            if cls is Statement:
                fields = {**fields, "content_start": start + words.index(str(fields["content"]))}
            fields = {"confidence": 0.9, "firmness": Firmness.STATED, **fields}
            made.setdefault(cls, []).append(cls(evidence=evidence, anchor=start, component="hand", **fields))
        first = Evidence.cut(text, 0, len(self.sentences[0]))
        actors = tuple(
            Actor(name=name, kind=kind, side=side, roles=roles, aliases=aliases, evidence=first)
            for name, (kind, side, roles, aliases) in self.actors.items()
        )
        return Reading(
            article=Article(
                text=text,
                title="A page",
                published=self.published,
                published_source="given" if self.published else None,
                language="en",
                url=self.url,
            ),
            actors=actors,
            meetings=tuple(made.get(Meeting, ())),  # type: ignore[arg-type]
            attendance=tuple(made.get(Attendance, ())),  # type: ignore[arg-type]
            statements=tuple(made.get(Statement, ())),  # type: ignore[arg-type]
            positions=tuple(made.get(Position, ())),  # type: ignore[arg-type]
            conditions=tuple(made.get(Condition, ())),  # type: ignore[arg-type]
            events=tuple(made.get(Event, ())),  # type: ignore[arg-type]
            reader="by hand",
        )

    def add(self, connection: Connection) -> Added:
        """Add it to a case."""
        reading = self.reading()
        raw = f"{self.source}|{self.published}|{reading.article.text}".encode()
        source = self.source or f"{hashlib.sha256(raw).hexdigest()[:8]}.html"
        return add_page(connection, reading, source=source, raw=raw, sha256=hashlib.sha256(raw).hexdigest())


def page(published: str | None, *, url: str | None = None, source: str = "") -> Written:
    """Begin a page of a day."""
    return Written(published=published, url=url, source=source)


@contextmanager
def case_of(location: Path, *written: Written) -> Iterator[Case]:
    """A new case with some pages."""
    with create_case(location) as case:
        for one in written:
            with case.write() as connection:
                one.add(connection)
        yield case
