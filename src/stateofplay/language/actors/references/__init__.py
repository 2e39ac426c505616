"""References: words that stand for an actor named elsewhere, `pronouns` and
`descriptions` ("the president", "the two sides"; `portfolios` tells offices apart that share a noun)."""

from stateofplay.language.actors.references.descriptions import resolve_offices, resolve_pairs
from stateofplay.language.actors.references.pronouns import resolve_pronouns

__all__ = ["resolve_offices", "resolve_pairs", "resolve_pronouns"]
