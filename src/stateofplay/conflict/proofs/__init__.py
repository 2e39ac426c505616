"""Why a verdict holds: the improvement, the sanction that deters it, or the one that nothing deters.

Begin at `proof` (the record) and `sanctions` (how one is found); `foresight` and `trees` prove the concepts that look ahead;
`checker` verifies a proof by itself; `wording` tells it in a sentence.
"""
