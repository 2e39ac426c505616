"""Views: what one page of a face shows, as plain records. Faces dress them; nothing in a face works anything out.

Each view has a title, one leading sentence, and a sheet: its rows as a table, from which CSV and Markdown are made.
"""

from stateofplay.service.views.records import Sheet, ToldClaim, View

__all__ = ["Sheet", "ToldClaim", "View"]
