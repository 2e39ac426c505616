"""Answers to claims: every word of them must stand in the page, every name must be of its cast, or the claim is refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from stateofplay.model import (
    Attendance,
    Claim,
    Condition,
    Event,
    Evidence,
    Meeting,
    Position,
    Relation,
    Statement,
)
from stateofplay.model.marks import mark
from stateofplay.readers.asking.answers import (
    Answered,
    AnsweredAttendance,
    AnsweredCondition,
    AnsweredEvent,
    AnsweredMeeting,
    AnsweredPosition,
    AnsweredStatement,
)
from stateofplay.readers.asking.casting import Cast
from stateofplay.readers.asking.locating import SearchedPage, is_quote

CONFIDENCE = 0.5
REFUSALS = {
    "form": "not in the form that was asked for",
    "quote": "quote not in the page",
    "short": "quote too short or too long to prove anything",
    "words": "words of the claim not in the page",
    "name": "name not in the page",
    "parties": "neither who did it nor to whom",
    "source": "source not in the page",
    "twice": "said twice",
}
"""Why a claim of an answer is refused."""
When = Callable[[int, int], str | None]
"""Code points of words -> the calendar day, month or year that they mean."""


class Refused(Exception):
    """A claim of an answer that is not kept; its argument is a key of :data:`REFUSALS`."""


class Claiming:
    """Makes claims of one page out of answers.

    Parameters
    ----------
    page, cast
        Where words must stand, and who is known.
    reader
        Name of the reader, for the mark on each claim.
    when
        Reads what words of the page say of a day.
    """

    def __init__(self, page: SearchedPage, cast: Cast, reader: str, when: When) -> None:
        self._page, self._cast, self._reader, self._when = page, cast, reader, when
        self._meetings: list[Meeting] = []

    def claims(
        self, kind: str, answers: Iterable[Answered], start: int, end: int, refused: Counter[str]
    ) -> list[Claim]:
        """The claims of one answer; those that are refused are counted by reason.

        Parameters
        ----------
        start, end
            Code points of the part of the page that was asked about.
        """
        out: list[Claim] = []
        for answer in answers:
            try:
                claim = self._claim(kind, answer, start, end)
                if any(claim.id == other.id for other in out):
                    raise Refused("twice")
            except Refused as why:
                refused[str(why)] += 1
                continue
            out.append(claim)
            if isinstance(claim, Meeting):
                self._meetings.append(claim)
        return out

    def _claim(self, kind: str, answer: Answered, start: int, end: int) -> Claim:
        if not is_quote(answer.quote):
            raise Refused("short")
        place = self._page.find(answer.quote, near=start, until=end)
        if place is None:
            raise Refused("quote")
        evidence = Evidence.cut(self._page.text, *place)
        shared = {
            "evidence": evidence,
            "anchor": evidence.start,
            "component": mark(kind, (self._reader,)),
            "confidence": CONFIDENCE,
            "said_by": self._source(answer.said_by),
            "firmness": answer.firmness,
        }
        return _MAKERS[type(answer)](self, answer, evidence, shared)

    def _source(self, name: str | None) -> str | None:
        if name is None or not name.strip():
            return None
        found = self._cast.source(name)
        if found is None:
            raise Refused("source")
        return found

    def _name(self, name: str) -> str:
        found = self._cast.resolve(name)
        if found is None:
            raise Refused("name")
        return found

    def _maybe(self, name: str | None) -> str | None:
        return self._name(name) if name and name.strip() else None

    def _words(self, words: str, evidence: Evidence) -> tuple[int, int]:
        """Where words of a claim stand: inside its quote, or anywhere in the page."""
        place = self._page.find(words, near=evidence.start, until=evidence.end) or self._page.find(words)
        if place is None:
            raise Refused("words")
        return place

    def _text(self, words: str | None, evidence: Evidence) -> str | None:
        return self._page.text[slice(*self._words(words, evidence))] if words and words.strip() else None

    def _day(self, words: str | None, evidence: Evidence) -> str | None:
        return self._when(*self._words(words, evidence)) if words and words.strip() else None

    def _meeting(self, a: AnsweredMeeting, evidence: Evidence, shared: dict[str, Any]) -> Claim:
        return Meeting(
            **shared,
            name=" ".join(a.name.split()),
            parties=tuple(dict.fromkeys(self._name(p) for p in a.parties)),
            place=self._text(a.place, evidence),
            date=self._day(a.when, evidence),
            status=a.status,
            format=a.format,
            hosts=tuple(dict.fromkeys(self._name(p) for p in a.hosts)),
            mediators=tuple(dict.fromkeys(self._name(p) for p in a.mediators)),
            proposed_by=self._maybe(a.proposed_by),
        )

    def _attendance(self, a: AnsweredAttendance, evidence: Evidence, shared: dict[str, Any]) -> Claim:
        return Attendance(
            **shared, who=self._name(a.who), meeting=self._label(a.meeting), status=a.status, capacity=a.capacity
        )

    def _label(self, name: str) -> str:
        """The meeting of this page that a label means: the one whose name shares most words with it, or else the only one."""
        words = set(name.casefold().split())
        best = max(self._meetings, key=lambda m: len(words & set(m.name.casefold().split())), default=None)
        if best is not None and (len(self._meetings) == 1 or words & set(best.name.casefold().split())):
            return best.name
        return " ".join(name.split())

    def _statement(self, a: AnsweredStatement, evidence: Evidence, shared: dict[str, Any]) -> Claim:
        start, end = self._words(a.content, evidence)
        speaker = self._name(a.speaker) if a.named else self._source(a.speaker)
        if speaker is None:
            raise Refused("name")
        first, last = min(start, evidence.start), max(end, evidence.end)
        shared = {**shared, "evidence": Evidence.cut(self._page.text, first, last), "anchor": start}
        return Statement(
            **shared,
            speaker=speaker,
            named=a.named,
            act=a.act,
            content=self._page.text[start:end],
            content_start=start,
            direct=a.direct,
        )

    def _position(self, a: AnsweredPosition, evidence: Evidence, shared: dict[str, Any]) -> Claim:
        start, end = self._words(a.issue, evidence)
        if evidence.start <= start < evidence.end:
            shared = {**shared, "anchor": start}
        issue = " ".join(self._page.text[start:end].split())
        return Position(**shared, holder=self._name(a.holder), issue=issue, stance=a.stance, red_line=a.red_line)

    def _condition(self, a: AnsweredCondition, evidence: Evidence, shared: dict[str, Any]) -> Claim:
        what = self._text(a.what, evidence)
        on = self._text(a.on, evidence)
        if what is None or (on is None) != (a.relation is Relation.WITHOUT_PRECONDITIONS):
            raise Refused("words")
        return Condition(**shared, holder=self._maybe(a.holder), relation=a.relation, what=what, on=on)

    def _event(self, a: AnsweredEvent, evidence: Evidence, shared: dict[str, Any]) -> Claim:
        actor, recipient = self._maybe(a.actor), self._maybe(a.recipient)
        if actor is None and recipient is None:
            raise Refused("parties")
        return Event(
            **shared,
            event=a.event,
            actor=actor,
            recipient=recipient,
            date=self._day(a.when, evidence),
            place=self._text(a.place, evidence),
            status=a.status,
        )


_MAKERS: dict[type[Answered], Callable[..., Claim]] = {
    AnsweredMeeting: Claiming._meeting,
    AnsweredAttendance: Claiming._attendance,
    AnsweredStatement: Claiming._statement,
    AnsweredPosition: Claiming._position,
    AnsweredCondition: Claiming._condition,
    AnsweredEvent: Claiming._event,
}
