"""What if: a conflict and changes come in, before and after go out.

Begin at `changes`; `naming` finds parties and options by their words, `reshaping`, `wishes` and `answers` change model and
preferences,
`comparison` sets both side by side, `over_readings` over what is open, `files` keeps named variants; `editing` changes a
model by hand, step by step.
"""

from stateofplay.casework.whatif.changes import ChangedModel, WhatIf, apply_changes, changes_of
from stateofplay.casework.whatif.comparison import ModelComparison, Shift, compare
from stateofplay.casework.whatif.files import find_whatif, place_of, read_whatifs, with_whatif, write_whatifs

__all__ = [
    "ChangedModel",
    "ModelComparison",
    "Shift",
    "WhatIf",
    "apply_changes",
    "changes_of",
    "compare",
    "find_whatif",
    "place_of",
    "read_whatifs",
    "with_whatif",
    "write_whatifs",
]
