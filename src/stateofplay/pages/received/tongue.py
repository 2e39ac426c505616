"""Which language a text is written in."""

from __future__ import annotations

import re

MIN_LETTERS = 20
"""Shorter texts could be anything, and no language is named for them."""
_SAMPLE = 800
_ENGLISH = frozenset(
    "the of to and that for with as by from it be are have this he she said who which will not they but would their been its "
    "after about were when what there than we you".split()
)
"""Small words of English; few texts in another language hold several of them, and none as many."""
_SHARE, _FEWEST, _KINDS = 0.2, 30, 6
_AS_LIKELY = 10.0
"""Log-likelihood by which another language has to be ahead of English. Headlines full of names leave them within five of each
other, where a sentence in another language is twenty ahead and more."""
_WORD = re.compile(r"[^\W\d_]+")


def identify(text: str) -> str | None:
    """Return the ISO 639-1 code of a text's language, or None where it is too short to tell.

    Plain English is told by its small words; anything else is weighed among some hundred languages, whose tables take longer
    to load than a page to read.

    Examples
    --------
    >>> identify("The envoys of both sides will meet again on Monday."), identify("Oslo")
    ('en', None)
    """
    sample = text[:_SAMPLE]
    if sum(map(str.isalpha, sample)) < MIN_LETTERS:
        return None
    if _is_plainly_english(sample):
        return "en"
    import py3langid

    ranked = py3langid.rank(sample)
    best, likely = ranked[0]
    return "en" if likely - dict(ranked)["en"] < _AS_LIKELY else str(best)


def _is_plainly_english(sample: str) -> bool:
    """Whether a fifth of the words and several different ones are small words of English."""
    words = _WORD.findall(sample.lower())
    small = [word for word in words if word in _ENGLISH]
    return len(words) >= _FEWEST and len(small) >= _SHARE * len(words) and len(set(small)) >= _KINDS
