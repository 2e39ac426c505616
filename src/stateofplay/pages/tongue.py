"""Which language a text is written in."""

from __future__ import annotations

MIN_LETTERS = 20
"""Shorter texts could be anything, and no language is named for them."""


def identify(text: str) -> str | None:
    """Return the ISO 639-1 code of a text's language, or None where it is too short to tell.

    Examples
    --------
    >>> identify("The envoys of both sides will meet again on Monday."), identify("Oslo")
    ('en', None)
    """
    sample = text[:800]
    if sum(ch.isalpha() for ch in sample) < MIN_LETTERS:
        return None
    import py3langid

    return str(py3langid.classify(sample)[0])
