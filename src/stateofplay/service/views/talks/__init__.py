"""Where the talks stand: a case goes in, its home and its tables come out, each cell with its claims.

Begin at `process`, the home of a case. `position_table` (issues by parties) with `columns` (one issue, one party, over time);
`meeting` (one of them), `timeline` (all by day), `changes` (since a day).
"""
