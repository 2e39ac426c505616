"""How much two pieces of text say the same: the words that they share, small words aside."""

from __future__ import annotations

import re

_SMALL = frozenset(
    {"a", "an", "the", "of", "to", "in", "on", "for", "and", "or", "with", "by", "at", "its", "his", "their"}
)


def overlap(one: str, other: str) -> float:
    """Shared content words of two texts, from 0 to 1 (F1).

    >>> overlap("that it held back the boats", "it had held back boats"), overlap("a truce", "the port")
    (0.8, 0.0)
    """
    a, b = content_words(one), content_words(other)
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def content_words(text: str) -> set[str]:
    """The words of a text in small letters, without small words and the s of a plural."""
    return {w.rstrip("s") for w in re.findall(r"\w+", text.lower()) if w not in _SMALL}
