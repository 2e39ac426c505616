"""The graph model for conflict resolution: models, preferences, stability, proofs.

Needs NumPy and nothing else of the project::

    from stateofplay.conflict import Conflict, DecisionMaker, Option, Ranking, analyse
"""

from stateofplay.conflict.analysis import Analysis, analyse
from stateofplay.conflict.concepts import CONCEPTS, DEFAULT_CONCEPTS, Concept
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
from stateofplay.conflict.notices import Notice
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
from stateofplay.conflict.readings import SIMPLE, Reading
from stateofplay.conflict.relations import Fuzzy, Graded, Intervals, Partial, Probabilistic
from stateofplay.conflict.states import StateRef, StateSpace

__all__ = [
    "Analysis",
    "And",
    "CONCEPTS",
    "CompletePreference",
    "Concept",
    "Conflict",
    "Constant",
    "Count",
    "DEFAULT_CONCEPTS",
    "DecisionMaker",
    "Formula",
    "Fuzzy",
    "Graded",
    "If",
    "Iff",
    "Indifferent",
    "Intervals",
    "Move",
    "MoveRule",
    "Not",
    "Notice",
    "Option",
    "Or",
    "Pairs",
    "Partial",
    "Payoffs",
    "Preference",
    "Probabilistic",
    "Ranking",
    "Reading",
    "Rule",
    "SIMPLE",
    "StateRef",
    "StateSpace",
    "StateText",
    "Statement",
    "Statements",
    "Taken",
    "Vocabulary",
    "Weights",
    "analyse",
    "at_least_one",
    "at_most_one",
    "exactly_one",
    "implies",
    "parse_formula",
    "pattern",
    "taken",
    "text_of",
]
