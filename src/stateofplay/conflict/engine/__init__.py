"""The fast engine: a conflict comes in, truth values for every state go out. NumPy arrays throughout.

Begin at `stability`. `kernel` is the seam one method wide, `grid` and `arcs` its two forms (option form, arbitrary arcs);
`simultaneous` (over `superposing`, joint answers), `relational` (preferences left open; `banded` without tables, on rows of
`bits`), `profiles` (many preference profiles at once), `coalition_moves`, `trees`, `horizons` and `foresight` are the concepts
that need more. `oracle` beside it says the same by the definitions.
"""
