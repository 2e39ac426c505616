"""One verb each. Only this layer opens a transaction; faces call it and nothing below it.

- Pages: `reading`, `readers` (which reader reads), `comparing`, `batch/` (many), `watching` and `politeness` (visited again),
  `jobs` (read beside a face), `examples`.
- A case: `cases` (make, add), `state` (all its views, gathered once), `briefing`, `judging`, `naming`, `exporting`, `keeping/`
  (whole), `library` (several, side by side).
- A model: `subjects` (of a file, the catalogue or a case), `drafting`, `answering`, `modelling` (by hand), `model_ahead`,
  `joining`, `eliciting`, `catalogue`; `analysing`, `studying`, `whatif`, `reaching` and `questions` ask it.
- For faces: `views/` (what a page shows), `assisting/` (what an assistant is answered), `team/` (accounts and roles),
  `serving` (a socket to listen on).
"""
