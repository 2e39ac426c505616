"""Words for people: `concepts` (when an outcome holds), `describing` (lists, changes), `outcomes` (a state as a sentence),
`proofs` (why a verdict holds), `shares` (how often), `wishes` (what a formula asks for)."""

from stateofplay.casework.telling.describing import list_some
from stateofplay.casework.telling.outcomes import join_outcomes, outcome_texts, tell_outcome
from stateofplay.casework.telling.proofs import tell_proof

__all__ = ["join_outcomes", "list_some", "outcome_texts", "tell_outcome", "tell_proof"]
