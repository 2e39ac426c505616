"""The questions that `ask` answers: a case or a model comes in, an answer with its findings and claims goes out.

`records` lists them; `standing` (where it stands, who could move, what would hold), `changes` (since a day), `waiting` (who
waits for whom, who could go together), `misreading` (what parties say of each other). Nothing is imported here, since some need
the case and others a model alone.
"""
