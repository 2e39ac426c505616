"""From the record to a model and back: claims come in, a conflict with its claims goes out, and what follows from it in words.

Begin at `draft/`. Then `outlook/` (what could hold), `questions/` (what `ask` answers), `whatif/` and `reach/` (changes),
`redraft/` (one more page); `acts/` says what an issue would have somebody do, `telling/` puts models into words.
"""
