"""Events in PLOVER: a lexicon of predicates, how words fit it, who stands where, and the finder."""

from stateofplay.finding.events.coding import find_events

__all__ = ["find_events"]
