"""Where people check what was read: a case goes in, pages beside their claims and what to judge next come out.

Begin at `evidence`, an archived page beside its claims. `review` (the queue, with the reasons for its order), `new_claim` with
its `fields` (the form to add one), `names` (which are one actor, which words one issue).
"""
