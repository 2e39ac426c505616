"""A conflict as it is written down: decision makers, options, rules, moves; nothing here judges stability.

Begin at `conflict`. `moves` (who can go where), `joint` (what several do together), `ranks` (preferences as numbers), `naming`
(words for states and parties), `notices` (what a user should know of the model), `merging` (decision makers that act as one),
`views` (the conflict as one of them sees it), `outside` (what others may do to it), `generated` (for tests and bench).
"""
