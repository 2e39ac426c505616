"""Meetings: a `Document` comes in, the distinct rounds of talks go out, each with the mentions that speak of it.

Begin at `finder`. On the way: `frames` (a meeting noun with its neighbours and its predicate), `cues` and `status` (proposed,
planned, held ...), `parties`, `partners`, `lists` and `venues` (who sits there, who only
hosts), `places_and_dates`, `senses` (what is no meeting, or face to face), `mentions` (one
mention with all that, by its noun; in `verbs` by its verb), `index` (looked up by word), `grouping` (mentions of one round),
`sides` (whose envoys they are).
`choice/` chooses among what was found, learned from annotated pages.
"""

from stateofplay.finding.meetings.finder import find_meetings, gather

__all__ = ["find_meetings", "gather"]
