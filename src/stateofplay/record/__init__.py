"""The case file: pages as received and as read, claims, judgements, and the views computed from them.

Begin at `storage/` (a case: one file, or one schema on a server). Pages come in by `intake/`, what people say of claims by
`judging/`; `actors/` and `issues/` say which names and which words mean the same, `views/` what a user sees of the claims,
`positions/` and `meetings/` what they come to over all pages, `changes` what is new since a day; `notebook` keeps what people
make of it: models by hand, what-ifs. `migrations/` brings
cases of older versions up to date.
"""

from stateofplay.record.intake.adding import Added, AddingOutcome, add_page, canonical_address
from stateofplay.record.storage.case import Case, create_case, open_case

__all__ = ["Added", "AddingOutcome", "Case", "add_page", "canonical_address", "create_case", "open_case"]
