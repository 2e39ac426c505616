"""Attendance: a `Document` and its meetings come in, seats go out: who attends, is absent, undecided, or comes only if.

Begin at `finder`. On the way: `triggers` (a word that speaks of coming), found by `verbs` and `nouns`; `people` (who comes),
`absences` and `presences` (told before a list), `between` (who mediates), `elsewhere` (who is away), `coming` (whether: the
mood of the words), `links` (to which of the meetings).
"""

from stateofplay.finding.attendance.finder import find_attendance

__all__ = ["find_attendance"]
