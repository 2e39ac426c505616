"""The index of surface forms: finds every lexicon form in a text, the longest at each place.

Text and forms are cut into the same pieces (runs of letters and digits, single marks), so that a match does not hang on
how a pipeline cuts words ("al-Assad", "U.S.", "P5+1"). Cost: linear in the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

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


def pieces(text: str) -> list[tuple[str, int, int]]:
    """Cut `text` into folded pieces with their code points."""
    return [(fold(m.group()), m.start(), m.end()) for m in _PIECE.finditer(text)]


class FormIndex:
    """All forms of a lexicon by first piece, the longest first."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        table: dict[tuple[str, ...], list[Sense]] = {}
        for entry in entries:
            for form, use in entry.forms:
                key = tuple(fold(m) for m in _PIECE.findall(form))
                senses = table.setdefault(key, [])
                if all(e is not entry for e, _ in senses):
                    senses.append((entry, use))
        self._by_first: dict[str, list[tuple[tuple[str, ...], tuple[Sense, ...]]]] = {}
        for key, senses in table.items():
            if key:
                self._by_first.setdefault(key[0], []).append((key, tuple(senses)))
        for rows in self._by_first.values():
            rows.sort(key=lambda row: -len(row[0]))
        self._table = table

    def senses(self, form: str) -> tuple[Sense, ...]:
        """What a form may mean, likeliest first; empty where it is unknown."""
        return tuple(self._table.get(tuple(fold(m) for m in _PIECE.findall(form)), ()))

    def find(self, text: str) -> Iterator[Match]:
        """Every form in `text`, leftmost and longest, without overlaps."""
        cut = pieces(text)
        words = [p for p, _, _ in cut]
        i, n = 0, len(words)
        while i < n:
            for key, senses in self._by_first.get(words[i], ()):
                if len(key) == 1 or tuple(words[i : i + len(key)]) == key:
                    end = i + len(key)
                    yield Match(cut[i][1], cut[end - 1][2], senses)
                    i = end
                    break
            else:
                i += 1
