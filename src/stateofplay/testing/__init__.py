"""Contracts for what can be added: inherit one, name your part, and it is tried on what every part must meet.

`concepts` (stability concepts), `finders` (claims of a document), `formats` (ways to write a case); `documents` makes documents
of sentences of your own, with a table of who is who, and `cases` a small case to write. Nothing here needs a test runner: the
methods begin with ``test_`` and assert.
"""

from stateofplay.testing.concepts import ConceptContract
from stateofplay.testing.documents import document
from stateofplay.testing.finders import FinderContract
from stateofplay.testing.formats import FormatContract

__all__ = ["ConceptContract", "FinderContract", "FormatContract", "document"]
