"""A case's JSONL comes in, row by row, and is believed only as far as it can be checked.

Begin at `lines` (the file). `cells` gives each row its types, `checks` tries what it says, `origin` whether a page's text
stands in its bytes; `placing` adds what the case lacks and doubles nothing.
"""

from stateofplay.exchange.importing.lines import import_lines
from stateofplay.exchange.importing.placing import Imported, RefusedRow

__all__ = ["Imported", "RefusedRow", "import_lines"]
