"""Commands on a case: its file goes in, what it holds is printed or written.

Begin at `case` (``new``, ``add``, ``status``, ``changes``). `views` (its claims as tables, and search), `judging` and `claims`
(what people say of them), `exporting` (out, in, and ``watch``), `keeping` (``check``, ``pack``).
"""
