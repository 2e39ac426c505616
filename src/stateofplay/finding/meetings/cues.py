"""What words say of a meeting: a mention with all that its clause tells, its status among it, and how strongly."""

from __future__ import annotations

from dataclasses import dataclass

from stateofplay.language.tokens import Token
from stateofplay.model import MeetingFormat, MeetingStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusCue:
    """A status and how strongly the words say it, from 0 to 1."""

    status: MeetingStatus | None
    weight: float


NONE = StatusCue(status=None, weight=0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingMention:
    """One mention of a meeting. `order` is -1 for an earlier round than the one spoken of, 1 for a later one, else 0."""

    token: Token
    kind: str
    parties: tuple[str, ...]
    cue: StatusCue
    place: str | None = None
    date: str | None = None
    format: MeetingFormat | None = None
    hosts: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    proposed_by: str | None = None
    order: int = 0
    ordinal: int = 0
    """Which of several it is, where a number says so: "the second summit"."""
    definite: bool = False
    pointing: bool = False
    """Points back: "this meeting", "those talks"."""
    verbal: bool = False
    headline: bool = False
    away: tuple[str, ...] = ()
    """Who is said not to attend it."""
    attended: bool = False
    """Its clause says who comes or stays away."""
    ends: bool = False
    """Its day is told as its last: "the summit ends on 12 July"."""
    ahead: bool = False
    """And says it of what is yet to be: "would come only if", "may attend"."""
    onlookers: tuple[str, ...] = ()
    """Who only sees what is signed there."""
    closed: bool = False
    """Nobody sits there but those whom its words give: with people of one's own, without a name, or heard by a house."""
