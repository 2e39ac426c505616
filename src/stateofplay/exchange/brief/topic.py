"""Whether words speak of talks: by which first lines, sayings and further sentences are chosen, never what they claim."""

from __future__ import annotations

import re

# Word stems of negotiation, each with what follows it in a word; a word of many meanings ("party", "table", "withdraw") is none.
_TALKS = re.compile(
    r"\b(?:talks|(?:re)?negotiat\w*|deals?|agreements?|agree[ds]?|cease-?fires?|truces?|treat(?:y|ies)|accords?|pacts?|mediat\w*"
    r"|envoys?|summits?|dialogue|diploma\w*|compromis\w*|impasse|stand-?off|stalemate|deadlock\w*|sanctions?|tariffs?|proposals?"
    r"|bargain\w*|concessions?|settlements?|ultimatum|walkouts?|lockout|peace|breakthrough|hostages?|disarm\w*|denuclear\w*"
    r"|coalition|armistice|amnesty|counter-?offers?|delegations?|shutdown|ratif\w+)\b",
    re.IGNORECASE,
)


def words_of_talks(words: str) -> int:
    """How many different words of negotiation stand there.

    >>> words_of_talks("Envoys resume talks on a truce; the talks are hard"), words_of_talks("Shares fell in early trading")
    (3, 0)
    """
    return len({found.lower() for found in _TALKS.findall(words)})
