"""Who stands on one side: allies by what pages say of them, and by what they say together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from stateofplay.model import Stance
from stateofplay.record.positions import Standing

_BACKED = re.compile(r"\b(?P<one>[A-Z][\w.]*)-backed\s+(?P<other>(?:\w+\s+){0,2}\w+)")
_BACKED_BY = re.compile(
    r"(?P<other>[A-Z]\w+(?:\s[A-Z]\w+)*)(?:'s|’s)?\s*(?:\w+\s+){0,2}?,?\s+(?:which is |who is |is |are )?"
    r"(?:backed|propped up|armed)\s+by\s+(?P<one>[A-Z]\w+)"
)
_ALLY_OF = re.compile(
    r"\b(?P<one>[A-Z]\w+)(?:'s|’s)\s+(?:\w+\s+){0,2}?(?:ally|allies),?\s+(?:such as\s+)?(?P<other>[A-Z]\w+)"
)
_ITS_ALLY = re.compile(r"\b(?:its|his|their)\s+(?:\w+\s+){0,2}?(?:ally|allies),?\s+(?P<other>[A-Z]\w+)")
_TOLD = ("backed", "propped up", "armed", "ally", "allies")
"""One of these stands in every sentence that the patterns above find something in; to look for them costs a tenth."""
_BOTH = re.compile(r"(?P<one>[A-Z]\w+(?:\s[A-Z]\w+)?) and (?P<other>[A-Z]\w+(?:\s[A-Z]\w+)?)")


def allied_pairs(
    standings: Iterable[Standing], named_in: Callable[[str], tuple[str, ...]], side: Callable[[str], str]
) -> frozenset[frozenset[str]]:
    """Pairs of sides that stand together.

    1. By a word for it: "the Delta-backed rebels", "Delta's ally Tollmark".
    2. By one sentence in which "Delta and Tollmark" vow the same harm, or demand the same of somebody else.
    """
    pairs: set[frozenset[str]] = set()
    together: dict[tuple[str, str, Stance], set[str]] = defaultdict(set)
    for standing in standings:
        party = side(standing.party)
        for row in standing.support:
            if any(word in row.quote for word in _TOLD):
                pairs.update(_told_in(row.quote, party, named_in, side))
            stance = Stance(row.state or Stance.SUPPORTS)
            if stance in (Stance.THREATENS, Stance.DEMANDS) and row.what:
                together[row.quote, row.what, stance].add(party)
    for (quote, what, stance), sides in together.items():
        others = {side(n) for n in named_in(what)} - sides
        if len(sides) > 1 and (stance is Stance.THREATENS or others):
            for found in _BOTH.finditer(quote):
                both = {side(n) for part in (found["one"], found["other"]) for n in named_in(part)[-1:]}
                if both <= sides:
                    pairs.add(frozenset(both))
    return frozenset(p for p in pairs if len(p) > 1)


def _told_in(
    quote: str, party: str, named_in: Callable[[str], tuple[str, ...]], side: Callable[[str], str]
) -> Iterator[frozenset[str]]:
    """Pairs of sides of which a sentence on a party says that they stand together, by a word for it."""
    for pattern in (_BACKED, _BACKED_BY, _ALLY_OF):
        for found in pattern.finditer(quote):
            one, other = named_in(found["one"])[:1], named_in(found["other"])[:1]
            if one and other:
                yield frozenset({side(one[0]), side(other[0])})
    if its := _ITS_ALLY.search(quote):
        yield from (frozenset({party, side(n)}) for n in named_in(its["other"])[:1])
