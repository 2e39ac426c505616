"""Parses of the sentences that a record rests on, made when a draft asks for them and kept for the next one."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stateofplay.language.tokens import Doc


@lru_cache(maxsize=2_000)
def parsed(quote: str) -> Doc:
    """The parse of a sentence; the latest two thousand are kept, of some thirty kilobytes each.

    Examples
    --------
    >>> [(word.text, word.dep_) for word in parsed("Norway wants to open the lock.") if word.dep_ in ("nsubj", "xcomp")]
    [('Norway', 'nsubj'), ('open', 'xcomp')]
    """
    from stateofplay.language.pipeline import load
    from stateofplay.language.tokens import Doc

    return Doc(load()(quote))
