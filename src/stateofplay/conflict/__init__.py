"""The graph model for conflict resolution: models, preferences, stability, proofs.

Needs NumPy and nothing else of the project::

    from stateofplay.conflict import Conflict, DecisionMaker, Option, Ranking, analyse
"""

from stateofplay.conflict.formulas import (
    And,
    Constant,
    Count,
    Formula,
    If,
    Iff,
    Not,
    Or,
    Taken,
    at_least_one,
    at_most_one,
    exactly_one,
    implies,
    pattern,
    taken,
    text_of,
)
from stateofplay.conflict.model import Conflict, DecisionMaker, Move, MoveRule, Option, Rule, StateText
from stateofplay.conflict.parsing import Vocabulary, parse_formula
from stateofplay.conflict.preference import (
    CompletePreference,
    Indifferent,
    Pairs,
    Payoffs,
    Preference,
    Ranking,
    Statement,
    Statements,
    Weights,
)
from stateofplay.conflict.states import StateRef, StateSpace

__all__ = [
    "And",
    "CompletePreference",
    "Conflict",
    "Constant",
    "Count",
    "DecisionMaker",
    "Formula",
    "If",
    "Iff",
    "Indifferent",
    "Move",
    "MoveRule",
    "Not",
    "Option",
    "Or",
    "Pairs",
    "Payoffs",
    "Preference",
    "Ranking",
    "Rule",
    "StateRef",
    "StateSpace",
    "StateText",
    "Statement",
    "Statements",
    "Taken",
    "Vocabulary",
    "Weights",
    "at_least_one",
    "at_most_one",
    "exactly_one",
    "implies",
    "parse_formula",
    "pattern",
    "taken",
    "text_of",
]
