"""Events: a `Document` and its claims come in; who did what to whom, coded in PLOVER, goes out.

Begin at `coding` (the finder). On the way: `predicates` (the lexicon, `predicates.toml`) and `matching` (how words fit it);
`surface` and `lexical` (acts told by verbs and nouns), `spoken` (acts done by saying); `roles`,
`counterparts` and `lands` (who stands where), `setting` (day and place), `standing` (did it happen); `acts` is the record
that passes between them.
"""

from stateofplay.finding.events.coding import find_events

__all__ = ["find_events"]
