"""A case's claims come in, a conflict goes out, each option and preference with its claims, rule and open questions.

Begin at `drafting`. On the way: `record` (what of the case counts), `forms` and `naming` (whom a sentence names), `wishes` (who
wants what done by whom), `couplings` (what hangs on what), `opposites` (ending and going on), `options`, `time` (what has
passed), `preferences`, `feasibility` (what cannot be), `sides` (blocs, and who is missing), `alliances` (who stands together),
`wars` (who fights whom), `weighing` (who faces whom, and what is sure enough to be in); `beliefs` reads what parties say of
each other. `records` holds the draft, `files` writes it as annotated TOML. Nothing is imported here: a draft that is read from
a file must not load the case's database and the parser.
"""
