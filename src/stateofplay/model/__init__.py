"""Records, vocabularies, ids and vague dates. Knows nothing of the rest.

Begin at `kinds`, the table of claim kinds. `claims` and `vocabularies` say what a claim is, `evidence` what it rests on, `ids`
what it is called; `article` and `reading` are a page before and after. `dates` are as vague as the text, `sureness` turns
confidence into words, `marks` say which reader found a claim, `red_lines` which way one points, `plover` knows the older event
codes, `addresses` takes secrets out of an address, `copying` tells when two texts are one story, `listing` joins names,
`tongues/` is the table of languages.
"""

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
from stateofplay.model.kinds import CLAIM_KINDS, KIND_NAMED, KIND_OF, KINDS, ClaimKind, ClaimLists
from stateofplay.model.reading import Reading
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
    "KINDS",
    "KIND_NAMED",
    "KIND_OF",
    "Act",
    "Actor",
    "ActorKind",
    "Ambiguity",
    "Article",
    "Attendance",
    "AttendanceStatus",
    "Capacity",
    "Claim",
    "ClaimKind",
    "ClaimLists",
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
