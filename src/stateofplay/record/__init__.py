"""The case file: pages as received and as read, claims, judgements, and the views computed from them."""

from stateofplay.record.adding import Added, Outcome, add_page, canonical_address
from stateofplay.record.case import Case, create_case, open_case

__all__ = ["Added", "Case", "Outcome", "add_page", "canonical_address", "create_case", "open_case"]
