"""Words that carry no content of their own, which many rooms ask: marks of owning, pronouns, conjunctions. Lower case."""

from __future__ import annotations

GENITIVES = frozenset({"'s", "’s"})
"""The mark of an owner behind most nouns."""
POSSESSIVES = GENITIVES | {"'", "’"}
"""The same, and behind plurals."""
RELATIVES = frozenset({"who", "which", "that"})
"""Pronouns that stand in a clause for the noun before it."""
DEMONSTRATIVES = frozenset({"this", "that", "these", "those"})
"""They point at what was told before."""
HE_OR_SHE = frozenset({"he", "she"})
"""One person who was named before."""
AND_OR = frozenset({"and", "or"})
"""They join the last of a list."""
OF_OR_FOR = frozenset({"of", "for"})
"""What stands inside names of bodies and offices: "the Ministry of Defence", "the Centre for Peace"."""
OF_OR_FROM = frozenset({"of", "from"})
"""Between somebody and whom or what he belongs to: "the envoy of Chad", "an official from the ministry"."""
IF_OR_UNLESS = frozenset({"if", "unless"})
"""They open what is not said to be so."""
IF_OR_WHETHER = IF_OR_UNLESS | {"whether"}
"""They open what is left open."""
WILL_OR_WOULD = frozenset({"will", "would"})
"""Auxiliaries of what is to come."""
UNTIL = frozenset({"until", "till"})
"""They open what puts an end to it."""
