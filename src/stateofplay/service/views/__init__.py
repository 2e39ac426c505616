"""Views: what one page of a face shows, as plain records. Faces dress them; nothing in a face works anything out.

Each view has a title, one leading sentence, and a sheet: its rows as a table, from which CSV and Markdown are made.

`records` says what views are made of, `telling` puts a claim into words, `progress` counts what was judged. One module a view:
`shelf` (the cases), `process` (the home of one), `position_table` with its rows and `columns`, `meeting`, `timeline`, `changes`,
`search`, `page_list`,
`evidence`, `review`, `new_claim` with its `fields`, `names`, `adding`, `exports`; `conflict` over `conflict_model`, and
`modelling` (by hand); `atom` and `question_feed` are feeds.
"""

from stateofplay.service.views.records import Sheet, ShownView, ToldClaim

__all__ = ["Sheet", "ShownView", "ToldClaim"]
