"""The closed vocabularies of all claims. Every value is lower-case text, except the PLOVER event names."""

from __future__ import annotations

from enum import StrEnum


class ActorKind(StrEnum):
    PERSON = "person"
    COUNTRY = "country"
    ORGANIZATION = "organization"
    ARMED_GROUP = "armed_group"
    GROUP = "group"


class MeetingStatus(StrEnum):
    PROPOSED = "proposed"
    PLANNED = "planned"
    UNDER_WAY = "under_way"
    HELD = "held"
    CANCELLED = "cancelled"


class MeetingFormat(StrEnum):
    DIRECT = "direct"
    INDIRECT = "indirect"


class AttendanceStatus(StrEnum):
    ATTENDS = "attends"
    ABSENT = "absent"
    CONDITIONAL = "conditional"
    UNDECIDED = "undecided"


class Capacity(StrEnum):
    HEAD = "head"
    MEMBER = "member"
    MEDIATOR = "mediator"


class Act(StrEnum):
    """Speech act of an attributed statement."""

    SAY = "say"
    ANNOUNCE = "announce"
    CONFIRM = "confirm"
    DENY = "deny"
    CLAIM = "claim"
    ACCUSE = "accuse"
    WARN = "warn"
    THREATEN = "threaten"
    URGE = "urge"
    PROPOSE = "propose"
    PROMISE = "promise"


class Stance(StrEnum):
    """Stance of a bargaining position (never an office held)."""

    SUPPORTS = "supports"
    OPPOSES = "opposes"
    DEMANDS = "demands"
    OFFERS = "offers"
    PROPOSES = "proposes"
    CONSIDERS = "considers"
    THREATENS = "threatens"


class Relation(StrEnum):
    """How `what` hangs on `on`."""

    ONLY_IF = "only_if"
    IF = "if"
    UNLESS = "unless"
    BEFORE = "before"
    AFTER = "after"
    IN_EXCHANGE_FOR = "in_exchange_for"
    WITHOUT_PRECONDITIONS = "without_preconditions"


class PloverEvent(StrEnum):
    """The sixteen event types of PLOVER."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class EventStatus(StrEnum):
    HAPPENED = "happened"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"


class Firmness(StrEnum):
    """How firmly the text puts a claim forward, from the surest to the least sure."""

    CONFIRMED = "confirmed"
    STATED = "stated"
    REPORTED = "reported"
    CLAIMED = "claimed"
    HINTED = "hinted"
    DISPUTED = "disputed"
