"""Claims: typed assertions, each with the words it rests on.

The kinds, their fields and their vocabularies are the project's contract (docs/claims.md). Fields that every claim has:

``evidence``
    The sentence or sentences it rests on.
``anchor``
    Code point offset in ``article.text`` of the word that gave rise to the claim (its trigger); lies inside the evidence.
``component``
    Name of the component that found it, such as ``"positions"``.
``confidence``
    The chance that it is right, from 0 to 1, by curves fitted on annotated pages (docs/confidence.md).
``said_by``
    Whom the text gives as the source of the claim: canonical actor name or unnamed source as written; None where the
    page itself says it.
``firmness``
    How firmly it is put forward.
``disputed_by``
    Actors whom the text says to dispute it.
"""

from __future__ import annotations

from dataclasses import dataclass

from stateofplay.errors import ModelError
from stateofplay.model.evidence import Evidence
from stateofplay.model.ids import identify
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What all claims share. See the module's text."""

    evidence: Evidence
    anchor: int
    component: str
    confidence: float = 0.5
    said_by: str | None = None
    firmness: Firmness = Firmness.STATED
    disputed_by: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.evidence.start <= self.anchor < self.evidence.end:
            raise ModelError(
                f"the anchor {self.anchor} lies outside the evidence {self.evidence.start}:{self.evidence.end}",
                slug="model.anchor",
            )
        if not 0.0 <= self.confidence <= 1.0:
            raise ModelError(f"confidence {self.confidence} is not between 0 and 1", slug="model.confidence")

    @property
    def id(self) -> str:
        """Stable id within one article, made from the kind, the content and the place of the claim."""
        return identify(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person, country, organisation, armed group or group that does, says, wants or suffers something."""

    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    side: str | None = None
    evidence: Evidence
    mentions: int = 1
    identifiers: tuple[str, ...] = ()
    """External ids, descriptive only: ``"iso3166:UA"``, ``"wikidata:Q212"``."""
    confidence: float = 0.5
    component: str = "actors"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Claim):
    """A distinct round of talks, summit or consultation, past, present, planned or proposed."""

    name: str
    parties: tuple[str, ...] = ()
    place: str | None = None
    date: str | None = None
    status: MeetingStatus
    format: MeetingFormat | None = None
    hosts: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    proposed_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance(Claim):
    """Who comes to a meeting, leads a delegation, stays away, or may come."""

    who: str
    meeting: str
    status: AttendanceStatus
    capacity: Capacity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Claim):
    """An attributed statement, direct or reported. `content` is verbatim text of the article."""

    speaker: str
    named: bool
    act: Act
    content: str
    content_start: int
    direct: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Position(Claim):
    """A bargaining position: what a party wants, accepts, offers, rejects or weighs. Never an office held."""

    holder: str
    issue: str
    stance: Stance
    red_line: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition(Claim):
    """`what` RELATION `on`, both verbatim; `on` is None for ``without_preconditions``."""

    holder: str | None
    relation: Relation
    what: str
    on: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Claim):
    """What one actor did, does or will do toward another, coded in PLOVER.

    `actor` is None where the page does not say who did it ("grenades were hurled at a patrol"); then `recipient` is told.
    """

    event: PloverEvent
    actor: str | None
    recipient: str | None = None
    date: str | None = None
    place: str | None = None
    status: EventStatus

    def __post_init__(self) -> None:
        Claim.__post_init__(self)
        if not self.actor and not self.recipient:
            raise ModelError("an event names neither who did it nor to whom", slug="model.event_parties")


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention(Claim):
    """A time expression anchored in the calendar. `value` is ISO, as precise as the text allows, or None.

    Where a range begins with it, `span` is the range as an ISO interval: ``2024-05-20/2024-05-22``.
    """

    text: str
    value: str | None
    span: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ambiguity:
    """A place where the text itself is unclear or contradicts itself."""

    evidence: Evidence
    note: str
    component: str = "ambiguities"
