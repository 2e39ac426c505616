"""The words of the brief: one template a thing, so that no prose is ever invented."""

from __future__ import annotations

from stateofplay.model import (
    Act,
    AttendanceStatus,
    Capacity,
    Condition,
    EventStatus,
    Firmness,
    MeetingFormat,
    MeetingStatus,
    PloverEvent,
    Relation,
    Stance,
)

MEETING_STATUS = {
    MeetingStatus.PROPOSED: "proposed",
    MeetingStatus.PLANNED: "planned",
    MeetingStatus.UNDER_WAY: "under way",
    MeetingStatus.HELD: "held",
    MeetingStatus.CANCELLED: "cancelled or refused",
}
MEETING_FORMAT = {MeetingFormat.DIRECT: "direct", MeetingFormat.INDIRECT: "indirect"}
ATTENDANCE = {
    AttendanceStatus.ATTENDS: "comes",
    AttendanceStatus.ABSENT: "stays away",
    AttendanceStatus.CONDITIONAL: "comes only on a condition",
    AttendanceStatus.UNDECIDED: "may come, undecided",
}
CAPACITY = {Capacity.HEAD: "leads", Capacity.MEMBER: "member", Capacity.MEDIATOR: "mediates"}
STANCE = {
    Stance.SUPPORTS: "supports",
    Stance.OPPOSES: "opposes",
    Stance.DEMANDS: "demands",
    Stance.OFFERS: "offers",
    Stance.PROPOSES: "proposes",
    Stance.CONSIDERS: "is weighing",
    Stance.THREATENS: "threatens",
}
ACT = {
    Act.SAY: "says",
    Act.ANNOUNCE: "announces",
    Act.CONFIRM: "confirms",
    Act.DENY: "denies",
    Act.CLAIM: "claims",
    Act.ACCUSE: "accuses",
    Act.WARN: "warns",
    Act.THREATEN: "threatens",
    Act.URGE: "urges",
    Act.PROPOSE: "proposes",
    Act.PROMISE: "promises",
}
RELATION = {
    Relation.ONLY_IF: "only if",
    Relation.IF: "if",
    Relation.UNLESS: "unless",
    Relation.BEFORE: "not before",
    Relation.AFTER: "after",
    Relation.IN_EXCHANGE_FOR: "in exchange for",
}
EVENT = {
    PloverEvent.AGREE: "agrees with",
    PloverEvent.CONSULT: "talks with",
    PloverEvent.SUPPORT: "supports",
    PloverEvent.CONCEDE: "concedes to",
    PloverEvent.COOPERATE: "cooperates with",
    PloverEvent.AID: "aids",
    PloverEvent.RETREAT: "pulls back or releases, toward",
    PloverEvent.REQUEST: "asks or demands of",
    PloverEvent.ACCUSE: "accuses or condemns",
    PloverEvent.REJECT: "rejects, toward",
    PloverEvent.THREATEN: "threatens",
    PloverEvent.PROTEST: "protests against",
    PloverEvent.SANCTION: "sanctions",
    PloverEvent.MOBILIZE: "mobilises against",
    PloverEvent.COERCE: "coerces",
    PloverEvent.ASSAULT: "attacks",
}
EVENT_ALONE = {
    PloverEvent.AGREE: "agrees",
    PloverEvent.CONSULT: "holds talks",
    PloverEvent.SUPPORT: "gives support",
    PloverEvent.CONCEDE: "concedes",
    PloverEvent.COOPERATE: "cooperates",
    PloverEvent.AID: "gives aid",
    PloverEvent.RETREAT: "pulls back or releases",
    PloverEvent.REQUEST: "asks or demands",
    PloverEvent.ACCUSE: "accuses or condemns",
    PloverEvent.REJECT: "rejects",
    PloverEvent.THREATEN: "threatens",
    PloverEvent.PROTEST: "protests",
    PloverEvent.SANCTION: "imposes sanctions",
    PloverEvent.MOBILIZE: "mobilises",
    PloverEvent.COERCE: "coerces",
    PloverEvent.ASSAULT: "attacks",
}
EVENT_STATUS = {
    EventStatus.HAPPENED: "Happened",
    EventStatus.PLANNED: "Planned",
    EventStatus.HYPOTHETICAL: "Weighed, threatened or conditional: has not happened",
    EventStatus.DENIED: "Denied or did not come about",
}
FIRMNESS = {
    Firmness.CONFIRMED: "confirmed",
    Firmness.STATED: "",
    Firmness.REPORTED: "reported, not confirmed",
    Firmness.CLAIMED: "claimed",
    Firmness.HINTED: "hinted",
    Firmness.DISPUTED: "disputed",
}


def sureness(confidence: float) -> str:
    """A word for the reader's confidence; three steps, since more would pretend to a precision that is not there."""
    return "sure" if confidence >= 0.75 else "fairly sure" if confidence >= 0.5 else "doubtful"


def list_names(names: tuple[str, ...] | list[str]) -> str:
    """Join names as a sentence does: "A", "A and B", "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def shorten(words: str, limit: int = 160) -> str:
    """Cut a long quote at a word and show that it was cut."""
    words = " ".join(words.split())
    if len(words) <= limit:
        return words
    return words[: words.rfind(" ", 0, limit)].rstrip(" ,;:") + " …"


def dependency(condition: Condition) -> str:
    """A condition in one line, its own words in quotation marks."""
    if condition.on is None:
        return f"“{shorten(condition.what)}”: without preconditions"
    return f"“{shorten(condition.what)}” {RELATION[condition.relation]} “{shorten(condition.on)}”"
