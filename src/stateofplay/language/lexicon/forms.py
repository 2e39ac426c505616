"""The index of surface forms: finds every lexicon form in a text, the longest at each place.

Text and forms are cut into the same pieces (runs of letters and digits, single marks), so that a match does not hang on
how a pipeline cuts words ("al-Assad", "U.S.", "P5+1"). Cost: linear in the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from stateofplay.language.lexicon.entries import Entry, Use

_PIECE = re.compile(r"[^\W_]+|[^\w\s]|_")
_QUOTES = str.maketrans("’‘‛`´", "'''''")

Sense = tuple[Entry, Use]


@dataclass(frozen=True, slots=True)
class Match:
    """A form found at code points `start:end`, with all it may mean, likeliest first."""

    start: int
    end: int
    senses: tuple[Sense, ...]


@lru_cache(maxsize=65_536)
def fold(piece: str) -> str:
    """Put a piece into the form in which pieces are compared: no accents, straight quotes, "NATO" as "Nato".

    Short capitals stay as they are, or "US" would be "us".

    Examples
    --------
    >>> [fold(p) for p in ("Élysée", "NATO", "US", "’")]
    ['Elysee', 'Nato', 'US', "'"]
    """
    if not piece.isascii():
        piece = piece.translate(_QUOTES)
        piece = "".join(c for c in unicodedata.normalize("NFD", piece) if not unicodedata.combining(c))
        piece = piece.replace("ı", "i").replace("ø", "o").replace("ł", "l").replace("Ø", "O").replace("đ", "d")
    if len(piece) > 3 and piece.isupper():
        piece = piece.capitalize()
    return piece


class FormIndex:
    """All forms of a lexicon, and how long the longest with each first piece is."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._table: dict[tuple[str, ...], tuple[Sense, ...]] = {}
        self._longest: dict[str, int] = {}
        table, longest, cut = self._table, self._longest, _PIECE.findall
        for entry in entries:
            for form, use in entry.forms:
                key = tuple([fold(piece) for piece in cut(form)])
                known = table.get(key)
                if known is None:
                    table[key] = ((entry, use),)
                    if key and len(key) > longest.get(key[0], 0):
                        longest[key[0]] = len(key)
                elif all(e is not entry for e, _ in known):
                    table[key] = (*known, (entry, use))

    def senses(self, form: str) -> tuple[Sense, ...]:
        """What a form may mean, likeliest first; empty where it is unknown."""
        return self._table.get(tuple(fold(m) for m in _PIECE.findall(form)), ())

    def find(self, text: str) -> Iterator[Match]:
        """Every form in `text`, leftmost and longest, without overlaps."""
        cut = _PIECE.findall(text)
        words = list(map(fold, cut))
        table, longest = self._table, self._longest
        # Nothing but blanks stands between pieces, so that each begins where it is found first behind the one before. Few
        # pieces begin a form; the way to those alone is cheaper than a place for each.
        passed, place = 0, 0
        i, count = 0, len(words)
        while i < count:
            most = longest.get(words[i])
            if most is None:
                i += 1
                continue
            for length in range(min(most, count - i), 0, -1):
                senses = table.get(tuple(words[i : i + length]))
                if senses is not None:
                    start = place
                    for n, piece in enumerate(cut[passed : i + length], passed):
                        begin = text.index(piece, place)
                        start = begin if n == i else start
                        place = begin + len(piece)
                    passed = i + length
                    yield Match(start, place, senses)
                    i += length
                    break
            else:
                i += 1
