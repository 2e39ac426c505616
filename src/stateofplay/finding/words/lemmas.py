"""Dictionary forms that the tables know, for words whose ending the lemmatizer cut wrongly ("exclud", "travelled")."""

from __future__ import annotations

from functools import lru_cache

from stateofplay.finding.words import attendance as attendance_words
from stateofplay.finding.words import meetings as meetings_words
from stateofplay.language.tokens import Token

_KNOWN = frozenset(meetings_words.MEETING_VERBS) | {
    word.split("_", 1)[0] for table in (*meetings_words.TABLES, *attendance_words.TABLES) for word in table
}


def lemma_of(token: Token) -> str:
    """The lower-case lemma of a token; where the tables do not know it, the known verb of which the word is a form.

    Examples
    --------
    >>> from stateofplay.finding.words.lemmas import mended
    >>> mended("exclud", "excluded"), mended("travelled", "travelled"), mended("rain", "rained")
    ('exclude', 'travel', 'rain')
    """
    return mended(token.lemma_.lower(), token.lower_)


@lru_cache(maxsize=20_000)
def mended(lemma: str, word: str) -> str:
    """`lemma` if the tables know it, else the known verb that `word` is a regular form of, else `lemma`."""
    if lemma in _KNOWN:
        return lemma
    for ending in ("ied", "ies", "ed", "es", "ing", "d", "s"):
        if not word.endswith(ending):
            continue
        stem = word[: -len(ending)]
        for candidate in (stem, stem + "e", stem[:-1] if stem[-2:-1] == stem[-1:] else "", stem + "y"):
            if candidate in _KNOWN:
                return candidate
    return lemma
