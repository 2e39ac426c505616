"""Who does the work of a batch: spans go in, tables and receipts of each come out.

Begin at `engines` (a pool of processes here, or Ray: `ray_engine`). `reading` is what a worker does with a span, `warm` what
workers share, `breaks` how often they may die.
"""
