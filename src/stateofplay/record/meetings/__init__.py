"""Meetings that single pages name come in, the meetings of the case go out.

Begin at `joining`; `likeness` says whether two pages mean the same meeting.
"""

from stateofplay.record.meetings.joining import CaseMeeting, Seat, join

__all__ = ["CaseMeeting", "Seat", "join"]
