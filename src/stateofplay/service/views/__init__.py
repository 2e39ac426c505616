"""Views: what one page of a face shows, as plain records. Faces dress them; nothing in a face works anything out.

Each view has a title, one leading sentence, and a sheet: its rows as a table, from which CSV and Markdown are made.

`records` says what views are made of, `telling` puts a claim into words, `progress` counts what was judged. Begin at `talks/`,
the home of a case and its tables; `checking/` (evidence and what to judge), `conflicts/` (the model in words). Beside them
`shelf` (the cases), `search`, `page_list`, `adding`, `exports` and `atom`, a feed.
"""

from stateofplay.service.views.records import Sheet, ShownView, ToldClaim

__all__ = ["Sheet", "ShownView", "ToldClaim"]
