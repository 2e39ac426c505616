"""The browser's face of the product: pages and data over HTTP. Nothing is worked out here; `service` computes every view.

Begin at `operations/`: the table of everything that can be asked for or done; routes, JSON, OpenAPI (`describe`) and the docs
come from it, and `handlers/` do its rows.

- A request's way: `application` (routes), `security` (the guard), `identity` (who asks), `calls` (what they gave), a handler,
  `answers` (its four dresses), `pages` (templates), `problems` (errors).
- What is kept for a moment: `remembering` (answers), `refreshing` (a busy case), `looking` (who last looked when).
- Servers: `command` (a desk), `team` and `team_command` (several people).
"""
