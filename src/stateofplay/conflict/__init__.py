"""The graph model for conflict resolution: models, preferences, stability, proofs.

Needs NumPy and nothing else of the project::

    from stateofplay.conflict import Conflict, DecisionMaker, Option, Ranking, analyse
"""

from stateofplay.conflict.analysis import Analysis, analyse
from stateofplay.conflict.certificate import check
from stateofplay.conflict.concepts import CONCEPTS, DEFAULT_CONCEPTS, Concept, concept_id, concept_of
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
from stateofplay.conflict.profiles import PROFILE_CONCEPTS, adjacent_swaps, stable_profiles
from stateofplay.conflict.proof import Outcome, Proof, Sanction, Step
from stateofplay.conflict.readings import SIMPLE, Reading
from stateofplay.conflict.relations import Fuzzy, Graded, Intervals, Partial, Probabilistic
from stateofplay.conflict.sanctions import prove
from stateofplay.conflict.states import StateRef, StateSpace
from stateofplay.conflict.wording import describe, sentence

__all__ = [
    "CONCEPTS",
    "DEFAULT_CONCEPTS",
    "PROFILE_CONCEPTS",
    "SIMPLE",
    "Analysis",
    "And",
    "CompletePreference",
    "Concept",
    "Conflict",
    "Constant",
    "Count",
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
    "Outcome",
    "Pairs",
    "Partial",
    "Payoffs",
    "Preference",
    "Probabilistic",
    "Proof",
    "Ranking",
    "Reading",
    "Rule",
    "Sanction",
    "StateRef",
    "StateSpace",
    "StateText",
    "Statement",
    "Statements",
    "Step",
    "Taken",
    "Vocabulary",
    "Weights",
    "adjacent_swaps",
    "analyse",
    "at_least_one",
    "at_most_one",
    "check",
    "concept_id",
    "concept_of",
    "describe",
    "exactly_one",
    "implies",
    "parse_formula",
    "pattern",
    "prove",
    "sentence",
    "stable_profiles",
    "taken",
    "text_of",
]
