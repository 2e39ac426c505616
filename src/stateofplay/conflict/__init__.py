"""The graph model for conflict resolution: models, preferences, stability, proofs and what follows from them.

Needs NumPy and nothing else of the project. From a published case to its equilibria with proofs:

>>> from stateofplay.conflict import analyse, load_case, sentence
>>> analysis = analyse(load_case("prisoners-dilemma"))
>>> analysis.equilibria("SEQ")
(1, 4)
>>> sentence(analysis.conflict, analysis.explain("NASH", "Prisoner One", 1))
'Prisoner One stays at state 1 (nothing done): none of its moves leads to anything better.'

Begin at `analysis`; `concepts` lists what a verdict can mean. From the ground up: `logic/`, `preferences/`, `model/`, then
`files/`, the fast `engine/` and the readable `oracle/`, `proofs/`, `inverse/`, `studies/` and the `catalogue/`; `json` is what
results say to programs.

The text book of the methods is in ``docs/methods``; the readable engine, to be read beside the papers, is
:mod:`stateofplay.conflict.oracle`.
"""

from stateofplay.conflict.analysis import Analysis, analyse
from stateofplay.conflict.catalogue import case_names, case_text, find_case, load_case
from stateofplay.conflict.catalogue.published import Comparison, Finding, compare
from stateofplay.conflict.concepts import CONCEPTS, DEFAULT_CONCEPTS, PROFILE_CONCEPTS, Concept, concept_id, concept_of
from stateofplay.conflict.engine.profiles import adjacent_swaps, stable_profiles
from stateofplay.conflict.files import (
    Questions,
    model_schema,
    parse_model,
    questions_of,
    read_model,
    write_gmcr,
    write_json,
    write_model,
)
from stateofplay.conflict.inverse.analysis import Inverse, inverse
from stateofplay.conflict.inverse.found import Preferred
from stateofplay.conflict.inverse.goals import Goals, seek_goals
from stateofplay.conflict.logic.formulas import (
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
from stateofplay.conflict.logic.parsing import Vocabulary, parse_formula
from stateofplay.conflict.logic.states import StateRef, StateSpace
from stateofplay.conflict.model.conflict import Conflict, DecisionMaker, Move, MoveRule, Option, Rule, StateText, Unseen
from stateofplay.conflict.model.generated import even_conflict, random_conflict, two_by_two
from stateofplay.conflict.model.merging import merged_block
from stateofplay.conflict.model.notices import Notice
from stateofplay.conflict.model.outside import Influence, Intervention
from stateofplay.conflict.model.views import seen_by
from stateofplay.conflict.preferences.complete import Indifferent, Payoffs, Ranking, Weights
from stateofplay.conflict.preferences.preference import CompletePreference, Pairs, Preference
from stateofplay.conflict.preferences.readings import SIMPLE, PreferenceReading
from stateofplay.conflict.preferences.relations import Fuzzy, Graded, Intervals, Partial, Probabilistic
from stateofplay.conflict.preferences.statements import OpenWish, PreferenceStatement, Statements
from stateofplay.conflict.proofs.checker import check
from stateofplay.conflict.proofs.foresight import ForesightProof, check_foresight, foresight_sentence, prove_foresight
from stateofplay.conflict.proofs.proof import Outcome, Proof, Sanction, Step
from stateofplay.conflict.proofs.sanctions import prove
from stateofplay.conflict.proofs.trees import TreeProof, check_tree, prove_tree, tree_sentence
from stateofplay.conflict.proofs.wording import describe, sentence
from stateofplay.conflict.studies.attitude import ATTITUDE_CONCEPTS, AttitudeAnalysis, attitude_analysis
from stateofplay.conflict.studies.coalition import COALITION_CONCEPTS, CoalitionAnalysis, Jump, coalition_analysis
from stateofplay.conflict.studies.evolution import Evolution, evolution
from stateofplay.conflict.studies.hypergame import Hypergame, hypergame
from stateofplay.conflict.studies.power import PowerAnalysis, power_analysis
from stateofplay.conflict.studies.robustness import Frequency, Robustness, robustness, wilson
from stateofplay.conflict.studies.sensitivity import Margin, Sensitivity, Swap, sensitivity
from stateofplay.conflict.studies.statusquo import StatusQuo, status_quo
from stateofplay.conflict.studies.thirdparty import Effect, intervene, least_persuasion
from stateofplay.conflict.studies.thresholds import Thresholds, thresholds

__all__ = [
    "ATTITUDE_CONCEPTS",
    "COALITION_CONCEPTS",
    "CONCEPTS",
    "DEFAULT_CONCEPTS",
    "PROFILE_CONCEPTS",
    "SIMPLE",
    "Analysis",
    "And",
    "AttitudeAnalysis",
    "CoalitionAnalysis",
    "Comparison",
    "CompletePreference",
    "Concept",
    "Conflict",
    "Constant",
    "Count",
    "DecisionMaker",
    "Effect",
    "Evolution",
    "Finding",
    "ForesightProof",
    "Formula",
    "Frequency",
    "Fuzzy",
    "Goals",
    "Graded",
    "Hypergame",
    "If",
    "Iff",
    "Indifferent",
    "Influence",
    "Intervals",
    "Intervention",
    "Inverse",
    "Jump",
    "Margin",
    "Move",
    "MoveRule",
    "Not",
    "Notice",
    "OpenWish",
    "Option",
    "Or",
    "Outcome",
    "Pairs",
    "Partial",
    "Payoffs",
    "PowerAnalysis",
    "Preference",
    "PreferenceReading",
    "PreferenceStatement",
    "Preferred",
    "Probabilistic",
    "Proof",
    "Questions",
    "Ranking",
    "Robustness",
    "Rule",
    "Sanction",
    "Sensitivity",
    "StateRef",
    "StateSpace",
    "StateText",
    "Statements",
    "StatusQuo",
    "Step",
    "Swap",
    "Taken",
    "Thresholds",
    "TreeProof",
    "Unseen",
    "Vocabulary",
    "Weights",
    "adjacent_swaps",
    "analyse",
    "at_least_one",
    "at_most_one",
    "attitude_analysis",
    "case_names",
    "case_text",
    "check",
    "check_foresight",
    "check_tree",
    "coalition_analysis",
    "compare",
    "concept_id",
    "concept_of",
    "describe",
    "even_conflict",
    "evolution",
    "exactly_one",
    "find_case",
    "foresight_sentence",
    "hypergame",
    "implies",
    "intervene",
    "inverse",
    "least_persuasion",
    "load_case",
    "merged_block",
    "model_schema",
    "parse_formula",
    "parse_model",
    "pattern",
    "power_analysis",
    "prove",
    "prove_foresight",
    "prove_tree",
    "questions_of",
    "random_conflict",
    "read_model",
    "robustness",
    "seek_goals",
    "seen_by",
    "sensitivity",
    "sentence",
    "stable_profiles",
    "status_quo",
    "taken",
    "text_of",
    "thresholds",
    "tree_sentence",
    "two_by_two",
    "wilson",
    "write_gmcr",
    "write_json",
    "write_model",
]
