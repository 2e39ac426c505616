"""What words say of the status of a meeting, and how strongly."""

from __future__ import annotations

from dataclasses import dataclass

from stateofplay.model import MeetingStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusCue:
    """A status and how strongly the words say it, from 0 to 1."""

    status: MeetingStatus | None
    weight: float


NONE = StatusCue(status=None, weight=0.0)
