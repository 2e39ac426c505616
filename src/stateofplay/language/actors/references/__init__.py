"""References: words that stand for an actor named elsewhere, `pronouns`, `pairs` ("the two sides") and
`descriptions` ("the president"; `portfolios` tells offices apart that share a noun)."""

from stateofplay.language.actors.references.descriptions import resolve_offices
from stateofplay.language.actors.references.pairs import resolve_pairs
from stateofplay.language.actors.references.pronouns import resolve_pronouns

__all__ = ["resolve_offices", "resolve_pairs", "resolve_pronouns"]
