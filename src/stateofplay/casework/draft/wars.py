"""Who fights whom, by what pages say: "a truce between A and B", "A's war on B"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable

from stateofplay.record.positions import Standing

_AT_WAR = re.compile(
    r"\b(?:cease-?\s?fire|truce|armistice|peace|war|fighting|conflict|hostilities)\b[^.;:]{0,40}?\bbetween\s+(?P<one>[^.;:]{2,50}?)"
    r"\s+and\s+(?P<other>[^.;:,]{2,40})"
    r"|(?P<attacker>[A-Z]\w+)(?:'s|’s)\s+(?:[\w-]+\s+){0,2}?(?:invasion|war|offensive|bombardment|assault)\s+(?:of|on|against|in)"
    r"\s+(?P<attacked>[A-Z]\w+)"
)
"""How a sentence names those who fight each other."""
_FIGHTING = ("between", "invasion", "war", "offensive", "bombardment", "assault")
"""One of these stands in every such sentence; to look for them costs a tenth."""
_TRUCE_WITH = re.compile(
    r"\b(?:cease-?\s?fire|truce|armistice)\b(?:\s+\w+){0,2}?\s+with\s+(?P<other>(?:the\s+)?\S+(?:\s+\S+){0,2})"
)
"""With whom a party has a truce, or wants one."""


def fighting_pairs(
    quotes: Iterable[str], named_in: Callable[[str], tuple[str, ...]], side: Callable[[str], str]
) -> Counter[tuple[str, ...]]:
    """Pairs of sides that sentences name as fighting each other, with how often."""
    pairs: Counter[tuple[str, ...]] = Counter()
    for quote in quotes:
        for found in _AT_WAR.finditer(quote) if any(word in quote for word in _FIGHTING) else ():
            one, other = found["one"] or found["attacker"], found["other"] or found["attacked"]
            named = [next(iter(named_in(part)), "") for part in (one, other)]
            sides = {side(name) for name in named if name}
            if all(named) and len(sides) > 1:
                pairs[tuple(sorted(sides))] += 1
    return pairs


def truce_pairs(
    standings: Iterable[Standing], named_in: Callable[[str], tuple[str, ...]], side: Callable[[str], str]
) -> Counter[tuple[str, ...]]:
    """Pairs of sides of which one has, or wants, a truce with the other, with how often it says so."""
    pairs: Counter[tuple[str, ...]] = Counter()
    for standing in standings:
        for row in standing.support:
            found = _TRUCE_WITH.search(row.quote)
            named = named_in(found["other"])[:1] if found else ()
            sides = {side(name) for name in (standing.party, *named)}
            if len(sides) > 1:
                pairs[tuple(sorted(sides))] += 1
    return pairs
