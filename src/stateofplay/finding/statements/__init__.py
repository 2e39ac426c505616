"""Statements: a `Document` comes in; who is given as the source of which words goes out, whether said, written or thought.

Begin at `finder` (statements proper) and `attributions` (all sources, which the other rooms ask). On the way: `quoted` and
`reported` (direct and indirect speech), `according` (to whom), `contents`, `ends` and `spans` (the words that were said),
`sources` (whose they are), `speakers`, `antecedents`, `voices` and `media` (who stands behind them), `naming` (as what they are
told), `warnings` (whether who warns threatens).
"""

from stateofplay.finding.statements.attributions import Attribution, attributions, is_aside
from stateofplay.finding.statements.finder import find_statements
from stateofplay.finding.statements.naming import Speaker
from stateofplay.finding.statements.speakers import speakers

__all__ = [
    "Attribution",
    "Speaker",
    "attributions",
    "find_statements",
    "is_aside",
    "speakers",
]
