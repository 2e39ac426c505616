"""Conditions: a `Document` comes in, "what RELATION on" goes out.

Begin at `finder`. On the way: `words` (the table of markers), `hits` (a marker met in the text), found by `clauses`,
`circumstances` ("under fire", "when"), `terms` (nouns such as "precondition"), `outcomes` (what kind of deal one would
take) and `suppositions` (no conjunction at all); `markers` tells where one supposes nothing, `tales` what was and waits
for nothing, `lines` reads what parsers tear, `spans` cuts out the words of both sides by the parse, `sides` by the line of
words.
"""

from stateofplay.finding.conditions.finder import find_conditions, hits_in

__all__ = ["find_conditions", "hits_in"]
