"""What a page tells twice of one party in nearly the same words, as headlines and leads do, is told once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from stateofplay.finding.words.overlap import content_words
from stateofplay.model import Claim, Position, Stance, Statement

_C = TypeVar("_C", bound=Claim)
ALIKE_WISHES, ALIKE_WORDS = 0.5, 0.7
"""From which share of words in common two issues, and two sayings, are one."""
_FOR = frozenset({Stance.SUPPORTS, Stance.DEMANDS, Stance.OFFERS, Stance.PROPOSES})


def side_of(stance: Stance) -> Stance:
    """One stance for all that are for a thing."""
    return Stance.DEMANDS if stance in _FOR else stance


def wishes_once(positions: Sequence[Position]) -> tuple[Position, ...]:
    """Of positions of one holder on one side whose issues are nearly the same, or one within another, the likeliest.

    A red line comes before what does not say that it cannot be moved.
    """
    first = sorted(positions, key=lambda p: (not p.red_line, -p.confidence))
    kept = _once(first, lambda p: (p.holder, side_of(p.stance)), lambda p: p.issue, ALIKE_WISHES, within=True)
    return tuple(position for position in positions if id(position) in kept)


def sayings_once(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Of statements of one speaker in nearly the same words the likeliest."""
    first = sorted(statements, key=lambda s: -s.confidence)
    kept = _once(first, lambda s: s.speaker, lambda s: s.content, ALIKE_WORDS, within=False)
    return tuple(statement for statement in statements if id(statement) in kept)


def _once(
    claims: Iterable[_C], party: Callable[[_C], Hashable], words: Callable[[_C], str], alike: float, *, within: bool
) -> set[int]:
    """Which claims stay, by identity: those that repeat none before them. Cost: each beside those of its party."""
    told: defaultdict[Hashable, list[set[str]]] = defaultdict(list)
    kept: set[int] = set()
    for claim in claims:
        mine, others = content_words(words(claim)), told[party(claim)]
        if not any(_is_one(mine, theirs, alike, within) for theirs in others):
            others.append(mine)
            kept.add(id(claim))
    return kept


def _is_one(mine: set[str], theirs: set[str], alike: float, within: bool) -> bool:
    shared = len(mine & theirs)
    if not shared:
        return False
    return 2 * shared >= alike * (len(mine) + len(theirs)) or (within and shared == min(len(mine), len(theirs)))
