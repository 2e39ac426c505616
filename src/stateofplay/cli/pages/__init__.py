"""Commands on pages: files and addresses go in, claims and briefs are printed.

Begin at `reading` (``read``, ``brief``, ``demo``). `batch` (many pages at once), `example` (pages to try), `readers` (who reads).
"""
