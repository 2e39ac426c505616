"""Conditions: a `Document` comes in, "what RELATION on" goes out.

Begin at `finder`. On the way: `words` (the table of markers), `hits` (a marker met in the text), found by `clauses` and
`terms` (nouns such as "precondition"); `spans` cuts out the words of both sides.
"""

from stateofplay.finding.conditions.finder import find_conditions, hits_in

__all__ = ["find_conditions", "hits_in"]
