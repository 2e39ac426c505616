"""Records, vocabularies, ids and vague dates. Knows nothing of the rest."""

from stateofplay.model.article import Article, Clutter
from stateofplay.model.claims import (
    Actor,
    Ambiguity,
    Attendance,
    Claim,
    Condition,
    DateMention,
    Event,
    Meeting,
    Position,
    Statement,
)
from stateofplay.model.evidence import Evidence
from stateofplay.model.reading import CLAIM_KINDS, Reading
from stateofplay.model.vocabularies import (
    Act,
    ActorKind,
    AttendanceStatus,
    Capacity,
    EventStatus,
    Firmness,
    MeetingFormat,
    MeetingStatus,
    PloverEvent,
    Relation,
    Stance,
)

__all__ = [
    "CLAIM_KINDS",
    "Act",
    "Actor",
    "ActorKind",
    "Ambiguity",
    "Article",
    "Attendance",
    "AttendanceStatus",
    "Capacity",
    "Claim",
    "Clutter",
    "Condition",
    "DateMention",
    "Event",
    "EventStatus",
    "Evidence",
    "Firmness",
    "Meeting",
    "MeetingFormat",
    "MeetingStatus",
    "PloverEvent",
    "Position",
    "Reading",
    "Relation",
    "Stance",
    "Statement",
]
