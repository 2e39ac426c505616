"""What could hold: a model comes in, outcomes with the share of readings in which they hold go out.

Begin at `looking_ahead`; `sampling` draws readings of what is open, `joint` takes joint acts, `leaving` says who would leave an
outcome, `ways` finds wanted steps from where it stands, `dropping` and `carrying` (over readings) ask which claim carries a
verdict.
"""

from stateofplay.casework.outlook.dropping import ClaimEffects, attribute, claims_of, drop_claims
from stateofplay.casework.outlook.looking_ahead import LikelyOutcome, Outlook, contested_options, look_ahead

__all__ = [
    "ClaimEffects",
    "LikelyOutcome",
    "Outlook",
    "attribute",
    "claims_of",
    "contested_options",
    "drop_claims",
    "look_ahead",
]
