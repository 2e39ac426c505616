"""State of Play: who sits at the table, who wants what, what hangs on what, and which outcomes could hold.

From the ground up: `model/` (records) and `conflict/` (the graph model); `pages/` and `language/` make a document of bytes,
`finding/` claims of a document, `readers/` choose who finds; `record/` keeps them in a case; `casework/` makes a conflict of a
case, `exchange/` what people and programs take; `service/` has one verb for everything, asked by the faces `cli/`, `web/` and
`assistants/`. Beside them `errors`, `settings`, `threads`, `partial` (files written whole), `testing/` (contracts to inherit)
and `examples/` (pages). The way of one page through all of it: ``docs/house.md``.
"""

__version__ = "0.1.0"
