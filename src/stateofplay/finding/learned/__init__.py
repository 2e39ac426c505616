"""The learned reader: models trained on annotated pages, beside the rules.

Begin at `attendance` (a linear model over what the parse says of a mention) or `network` (positions, events and statements,
by layers over words as they enter the parser). On the way: `view` (a page as its words and mentions); `mentions` and `seats`
(features of a mention), `linear` (weights, thresholds, curves of confidence); `pairs` (words with those who may be their
parties), `graph` (the forward pass), `reader` and `speech` (a page through it), `runs` (of words), `merging` and
`merging_statements` (its claims beside the rules'). Training: ``training/claims``; numbers: ``docs/learned-claims.md``.
"""
