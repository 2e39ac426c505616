"""Analyses beyond one verdict, one module each.

`attitude`, `coalition`, `evolution` (preferences that change), `hypergame` (what each believes), `power`, `robustness` (sampled
preferences), `sensitivity` (which swap turns a verdict), `statusquo` (paths), `thirdparty`, `thresholds` (fuzzy and graded),
`joining` (several analysts' models), `eliciting` (rankings asked for pair by pair),
`prioritising` (wishes asked for option by option).
"""
