"""The words of the brief: one template a thing, so that no prose is ever invented."""

from __future__ import annotations

from stateofplay.model import (
    Act,
    AttendanceStatus,
    Capacity,
    Condition,
    Event,
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
_ATTENDANCE_MANY = {
    AttendanceStatus.ATTENDS: "come",
    AttendanceStatus.ABSENT: "stay away",
    AttendanceStatus.CONDITIONAL: "come only on a condition",
    AttendanceStatus.UNDECIDED: "may come, undecided",
}
CAPACITY = {Capacity.HEAD: "leads", Capacity.MEMBER: "sits in the delegation", Capacity.MEDIATOR: "mediates"}
_CAPACITY_MANY = {Capacity.HEAD: "lead", Capacity.MEMBER: "sit in the delegation", Capacity.MEDIATOR: "mediate"}
_TOOK_PART = {Capacity.HEAD: "led", Capacity.MEMBER: "sat in the delegation", Capacity.MEDIATOR: "mediated"}
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
# {a} does it, {r} is at the other end; the second template serves where the page names nobody there.
EVENT = {
    PloverEvent.AGREE: ("{a} and {r} agree", "{a} agrees"),
    PloverEvent.CONSULT: ("{a} and {r} talk", "{a} holds talks"),
    PloverEvent.SUPPORT: ("{a} supports {r}", "{a} gives support"),
    PloverEvent.CONCEDE: ("{a} makes a concession to {r}", "{a} makes a concession"),
    PloverEvent.COOPERATE: ("{a} and {r} work together", "{a} cooperates"),
    PloverEvent.AID: ("{a} aids {r}", "{a} gives aid"),
    PloverEvent.RETREAT: ("{a} withdraws, releases or holds fire toward {r}", "{a} withdraws, releases or holds fire"),
    PloverEvent.REQUEST: ("{a} makes a demand or appeal to {r}", "{a} makes a demand or appeal"),
    PloverEvent.ACCUSE: ("{a} accuses or criticises {r}", "{a} makes an accusation"),
    PloverEvent.REJECT: ("{a} says no to {r}", "{a} says no"),
    PloverEvent.THREATEN: ("{a} threatens {r}", "{a} makes a threat"),
    PloverEvent.PROTEST: ("{a} protests or strikes against {r}", "{a} protests or strikes"),
    PloverEvent.SANCTION: ("{a} puts sanctions or tariffs on {r}", "{a} imposes sanctions or tariffs"),
    PloverEvent.MOBILIZE: ("{a} mobilises against {r}", "{a} mobilises"),
    PloverEvent.COERCE: ("{a} coerces {r}", "{a} uses coercion"),
    PloverEvent.ASSAULT: ("{a} attacks {r}", "{a} attacks"),
}


def names_several(name: str) -> bool:
    """Whether a description is in the plural: no proper name ends in a small-letter plural.

    >>> names_several("military officials"), names_several("the press"), names_several("United States")
    (True, False, False)
    """
    last = name.rsplit(maxsplit=1)[-1] if name.split() else ""
    return last[:1].islower() and last.endswith("s") and not last.endswith("ss")


def attendance(status: AttendanceStatus, *, many: bool = False) -> str:
    """Whether somebody comes to a meeting, in words that agree in number."""
    return (_ATTENDANCE_MANY if many else ATTENDANCE)[status]


def attends(capacity: Capacity | None, *, over: bool = False, many: bool = False) -> str:
    """How somebody takes part in a meeting, or took part in one that is over.

    >>> attends(Capacity.HEAD), attends(None), attends(None, over=True), attends(None, many=True)
    ('leads', 'comes', 'took part', 'come')
    """
    if over:
        return "took part" if capacity is None else _TOOK_PART[capacity]
    if capacity is None:
        return attendance(AttendanceStatus.ATTENDS, many=many)
    return (_CAPACITY_MANY if many else CAPACITY)[capacity]


def deed(event: Event) -> str:
    """One event in words: who does what to whom, where."""
    with_recipient, alone = EVENT[event.event]
    words = with_recipient.format(a=event.actor, r=event.recipient) if event.recipient else alone.format(a=event.actor)
    return f"{words} in {event.place}" if event.place else words


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
