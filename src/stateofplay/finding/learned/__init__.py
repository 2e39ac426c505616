"""The learned reader: linear models over what the parse says of a mention, trained on annotated pages.

Begin at `attendance`, the finder. On the way: `view` (a page as its words and mentions), `mentions` and `seats` (features of
a mention), `linear` (the weights). Training: ``training/claims``; numbers: ``docs/learned-claims.md``.
"""
