"""Positions: a `Document` comes in; what each party wants, offers, refuses or weighs goes out.

Begin at `finder`. On the way: `candidates` (what a word may say), read by `readers` from `predicates`, `judgements`,
`resolves` and `verdicts` (kinds of predicates); `holders` (whose position) and `issues` (on what,
with the `complements` of a bare noun, and `small_clauses`: "wants it reopened"); where such a word tells no wish says
`hollow`. The table of words is `words/positions` beside it.
"""

from stateofplay.finding.positions.finder import find_positions

__all__ = ["find_positions"]
