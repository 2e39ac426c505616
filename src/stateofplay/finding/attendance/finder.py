"""Attendance: who comes to a meeting, who leads, who stays away, who may come."""

from __future__ import annotations

from collections.abc import Iterator

from stateofplay.finding.attendance.absences import FORMS, told_away
from stateofplay.finding.attendance.links import MeetingLinks
from stateofplay.finding.attendance.nouns import TRIGGER_NOUNS, being_there, nominal_triggers, participants, without
from stateofplay.finding.attendance.presences import FORMS as FORMS_OF_PRESENCE
from stateofplay.finding.attendance.presences import told_there
from stateofplay.finding.attendance.triggers import Trigger
from stateofplay.finding.attendance.verbs import verb_triggers
from stateofplay.finding.components import Found, finder
from stateofplay.finding.meetings.index import WordFilter
from stateofplay.finding.words.attendance import CONFIDENCE
from stateofplay.language.document import Document
from stateofplay.model import Attendance, AttendanceStatus

# A person of whom one sentence says both is counted with what says more.
_FULLER = {"head": 3, "mediator": 2, "member": 1, None: 0}


@finder("attendance", assigns="attendance", requires=("meetings",))
def find_attendance(document: Document, found: Found) -> tuple[Attendance, ...]:
    """Find who attends what, in text order; nothing where the article speaks of no meeting."""
    if not found.meetings:
        return ()
    links = MeetingLinks.of(document, found.meetings)
    claims: dict[tuple[str, str, AttendanceStatus], Attendance] = {}
    for trigger in triggers(document, links):
        for claim in _claims(document, trigger):
            key = (claim.who, claim.meeting, claim.status)
            held = claims.get(key)
            if held is None or _rank(claim) > _rank(held):
                claims[key] = claim
    # Of whom one sentence says that he called off his visit it does not say that he sat there.
    away = {(c.who, c.evidence.start) for c in claims.values() if c.status is not AttendanceStatus.ATTENDS}
    kept = (
        c for c in claims.values() if c.status is not AttendanceStatus.ATTENDS or (c.who, c.evidence.start) not in away
    )
    return tuple(sorted(kept, key=lambda c: (c.anchor, c.who)))


_CANDIDATES = WordFilter(TRIGGER_NOUNS | FORMS | FORMS_OF_PRESENCE)


def triggers(document: Document, links: MeetingLinks) -> Iterator[Trigger]:
    """All triggers of a document. Cost: linear in the text."""
    for token in _CANDIDATES.tokens(document.doc):
        if token.pos_ in ("VERB", "AUX"):
            yield from verb_triggers(document, links, token)
        else:
            yield from nominal_triggers(document, links, token)
        if token.lower_ in FORMS:
            yield from told_away(document, links, token)
        if token.lower_ in FORMS_OF_PRESENCE:
            yield from told_there(document, links, token)
        if token.dep_ == "cop":
            yield from being_there(document, links, token.head)
    for mention in links.mentions:
        yield from participants(document, links, mention)
        yield from without(document, links, mention)


def _claims(document: Document, trigger: Trigger) -> Iterator[Attendance]:
    for who in trigger.who:
        yield Attendance(
            evidence=document.sentence_evidence(trigger.token),
            anchor=trigger.token.idx,
            component="attendance",
            confidence=CONFIDENCE[trigger.kind],
            who=who,
            meeting=trigger.meeting.name,
            status=trigger.status,
            capacity=trigger.capacity,
        )


def _rank(claim: Attendance) -> tuple[int, float]:
    return _FULLER[claim.capacity], claim.confidence
