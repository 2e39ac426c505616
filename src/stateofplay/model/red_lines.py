"""Which way a red line points: that something must never be, that it must stay, or that the words leave it open."""

from __future__ import annotations

import re

_NAMED = re.compile(r"\bred lines?\b", re.IGNORECASE)
_DIRECTED = re.compile(
    r"\b(?:(?:reject|refus|oppos|demand|insist|requir|support|accept|cross|violat|withdr)\w*"
    r"|rul\w+ out|never|not|no|against)\b",
    re.IGNORECASE,
)
"""Words of a sentence that say in which direction the line runs."""
_ACT = re.compile(
    r"^\W*(?:(?:the|an?|any|all|its|their|his|her)\s+)?(?:\w+ly\s+)?(?:\w{2,}ing\b|to\s+\w)", re.IGNORECASE
)
"""An act as the thing that must not be done: "giving up the port"."""
_HARMS = frozenset(
    """
    loss losses surrender cession concession concessions recognition presence deployment deployments transfer handover removal
    seizure annexation occupation invasion attack attacks strike strikes incursion incursions intervention interference
    troops forces bases missiles weapons soldiers division partition blockade
    """.split()
)
"""What lies beyond a line, as far as one word tells."""


def leaves_open(issue: str, sentence: str) -> bool:
    """Whether something is called a red line, and no word says if it must be or must never be.

    Examples
    --------
    >>> leaves_open("giving up its missiles", "Giving up its missiles is a red line for Iran.")
    False
    >>> leaves_open("territorial integrity", "She has called territorial integrity a red line.")
    True
    """
    if not _NAMED.search(sentence) or _DIRECTED.search(sentence) or _ACT.search(issue):
        return False
    return _HARMS.isdisjoint(issue.lower().split())
