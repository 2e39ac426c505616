"""Conflict models as a desk works with them: made, answered, joined, and asked what if.

In comes a model: of a file, of the catalogue, by hand, or drafted from a case. Out come answers as plain records, with the
claims of the case where there is one. Begin at `subjects`, which says what is analysed.

- Made: `catalogue` (classic conflicts), `modelling` (by hand, kept in the case), `answering` (what a draft leaves open),
  `eliciting` (what a party wants, step by step), `joining` (several analysts side by side).
- Asked: `studying` (the further analyses by name), `whatif`, `reaching`, and `model_ahead` (what jobs that analyse run).
"""
