"""One verb each. Only this layer opens a transaction; faces call it and nothing below it.

- Pages: `page_sources` (which are named), `reading`, `readers` (which reader reads), `comparing`, `batch/` (many), `visiting/`
  (fetched again, politely), `examples`.
- A case: `cases` (make, add), `state` (all its views, gathered once), `events` (which of them a brief needs), `briefing`,
  `judgements/` (what people say of it), `exporting`, `keeping/` (whole), `library` (several, side by side).
- A model: `drafting` (from a case), `models/` (of a file, the catalogue or by hand, and what-ifs); `analysing` and `questions`
  ask it.
- For faces: `views/` (what a page shows), `assisting/` (what an assistant is answered), `team/` (accounts and roles),
  `servers/` (a socket to listen on, and jobs beside it).
"""
