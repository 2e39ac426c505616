"""Which meeting a clause about coming or staying away speaks of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from stateofplay.finding.meetings.cues import MeetingMention
from stateofplay.finding.meetings.finder import gather
from stateofplay.language.document import Document
from stateofplay.language.tokens import Token
from stateofplay.model import Meeting, MeetingStatus

_AHEAD = frozenset({MeetingStatus.PLANNED, MeetingStatus.UNDER_WAY, MeetingStatus.PROPOSED})
_NOT_BEGUN = frozenset({MeetingStatus.PLANNED, MeetingStatus.PROPOSED, MeetingStatus.CANCELLED})


@dataclass(frozen=True, slots=True)
class MeetingLinks:
    """The meetings of an article by the words that mention them."""

    meetings: tuple[Meeting, ...]
    by_token: dict[int, Meeting]
    mentions: tuple[MeetingMention, ...]

    @classmethod
    def of(cls, document: Document, meetings: tuple[Meeting, ...]) -> MeetingLinks:
        """Tie the mentions in a document to the meetings found in it, by the word on which each meeting rests."""
        by_anchor = {m.anchor: m for m in meetings}
        by_token: dict[int, Meeting] = {}
        mentions: list[MeetingMention] = []
        for group, meeting in gather(document):
            known = by_anchor.get(meeting.anchor)
            if known is None:
                continue
            for mention in group.mentions:
                by_token.setdefault(mention.token.i, known)
                mentions.append(mention)
        return cls(meetings=meetings, by_token=by_token, mentions=tuple(mentions))

    def named(self, tokens: Iterable[Token]) -> Meeting | None:
        """The meeting that one of `tokens` mentions."""
        return next((self.by_token[t.i] for t in tokens if t.i in self.by_token), None)

    def at(self, place: str) -> Meeting | None:
        """The meeting in `place`, those yet to come first."""
        there = [m for m in self.meetings if m.place and (place in m.place or m.place in place)]
        return next((m for m in there if m.status in _AHEAD), there[0] if there else None)

    def nearest(self, token: Token, *, past: bool = False) -> Meeting:
        """The meeting in the same sentence, else the chief one of the article, else the last one mentioned before."""
        inside = [m for m in self.mentions if m.token.sent.start == token.sent.start]
        if inside:
            best = min(inside, key=lambda m: abs(m.token.i - token.i))
            return self.by_token[best.token.i]
        chief = self.chief()
        if chief is not None and not past:
            return chief
        before = [m for m in self.mentions if m.token.i < token.i]
        return self.by_token[before[-1].token.i] if before else self.meetings[0]

    def is_near(self, token: Token) -> bool:
        """Whether the sentence of a word, or the one before, speaks of a meeting."""
        start = token.sent.start
        before = token.doc[start - 1].sent.start if start else start
        return any(m.token.sent.start in (start, before) for m in self.mentions)

    def of_delegation(self, document: Document, token: Token, senders: Collection[str], *, over: bool) -> Meeting:
        """The talks to which a delegation goes: those of its side, neither a visit nor a meeting of persons.

        Where the sentence names none of them, they are those spoken of most; a delegation that "was led" (`over`) sat at talks
        that have begun. Without any, `nearest` decides.
        """
        sides = {document.acts_for(name) for name in senders}
        theirs = {
            meeting.name
            for meeting in self.meetings
            if len(meeting.parties) > 1
            and not all(document.is_person(p) for p in meeting.parties)
            and not sides.isdisjoint(document.acts_for(p) for p in meeting.parties)
        }
        begun = {m.name for m in self.meetings if m.name in theirs and m.status not in _NOT_BEGUN}
        theirs = begun if over and begun else theirs
        here = [m for m in self.mentions if self.by_token[m.token.i].name in theirs]
        inside = [m for m in here if m.token.sent.start == token.sent.start]
        if inside:
            return self.by_token[min(inside, key=lambda m: abs(m.token.i - token.i)).token.i]
        if not here:
            return self.nearest(token)
        counts = Counter(self.by_token[m.token.i].name for m in here)
        best = max(counts, key=lambda name: counts[name])
        return next(m for m in self.meetings if m.name == best)

    def chief(self) -> Meeting | None:
        """The meeting that most mentions speak of among those under way or ahead."""
        counts: dict[str, int] = {}
        for mention in self.mentions:
            meeting = self.by_token[mention.token.i]
            if meeting.status in _AHEAD:
                counts[meeting.name] = counts.get(meeting.name, 0) + 1
        if not counts:
            return None
        best = max(counts, key=lambda name: counts[name])
        return next(m for m in self.meetings if m.name == best)
