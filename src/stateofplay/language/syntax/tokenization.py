"""Words as English treebanks cut them: "30-day" is three words, "anti-war" one, "didn’t" two, "U.N." one.

The rules are ours; how they are applied is what spaCy's tokenizer does, which other pipelines use (`for_spacy.component`),
to the letter: so the embedded reader needs nothing of spaCy, whose import took longer than reading a page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from stateofplay.language.syntax.abbreviations import ABBREVIATIONS

_PREFIX_WORDS = (
    "anti arch bi co contra counter cross cyber de e eco ex extra hyper inter intra macro mega meta micro mid mini mono "
    "multi neo non over pan para poly post pre pro pseudo quasi re semi socio sub super supra trans tri ultra un under uni"
)
BOUND_PREFIXES = frozenset(_PREFIX_WORDS.split())
"""Prefixes that stay with the word after their hyphen."""

EXCEPTIONS = Path(__file__).parent / "exceptions.txt"
"""Words that are cut in a way of their own, a line each, the pieces between upright strokes: spaCy's for English (MIT License,
``LICENSES/MIT-spaCy.txt``) without smileys of mere marks and without words that are words ("well", "its"). Behind a tab stands
what the rules below make of such a word, where they cut it: a test tells where that is no longer so."""

_LETTER = "A-Za-zÀ-ÖØ-öø-ɏЀ-ӿ"
_DASH = "—–―−"
_BOUND = "|".join(sorted(BOUND_PREFIXES, key=len, reverse=True))
PREFIXES = (
    r"''(?!')", r"``",
    r"\.\.+", r"[!?]{2,}", "…", r"--+", rf"[{_DASH}]", r"[\"“”„«»‹›‘`]",
    r"'(?![smdt]\b|ll\b|ve\b|re\b)", r"’(?![smdt]\b|ll\b|ve\b|re\b|\d\ds?\b)",
    r"[\(\[\{<]", r"[\)\]\}>]", r"[,;:!?%&|/•·■▪►▶→]", r"[#§](?!\w)", r"US\$", r"[A-Z]{1,2}\$(?=\d)", r"[$£€¥₹₽₴₪₩~]", r"[*_=^]+",
    r"[-+](?=[$£€])", rf"-(?=[{_LETTER}])", r"[+±](?=\d)", r"\.(?=[\"“”’'])",
)  # fmt: skip
SUFFIXES = (
    r"\.\.+", r"[!?]{2,}", "…", r"--+", rf"[{_DASH}]",
    r"[\"“”„«»‹›‘`]", r"(?<![\s'])''", r"(?<=[^\s])['’]", r"[\(\[\{<]", r"[\)\]\}>]", r"[,;:!?&|/•·™®©]",
    rf"(?<=[{_LETTER}0-9.])[’'][sS]", r"[*_=^]+", r"%", r"°[CF]?", r"(?<=\d)[$£€¥]", r"(?<=[^\s-])-",
    rf"(?<=[0-9{_LETTER.replace('A-Z', '')}%²)\]\"'”’$£€])\.", r"(?<=[A-Z][A-Z])\.", r"(?<=\d)\.", r"(?<=\d[A-Z])\.",
    r"(?<=\d)(?:km²?|kg|m|mm|cm|mi|ft|lbs?|mph|kph|am|pm|a\.m\.|p\.m\.|AM|PM|bn|tn|MW|GW|kW|GB|MB)",
)  # fmt: skip
INFIXES = (
    r"\.\.+", "…", rf"[{_DASH}]", r"--+", rf"(?<=[{_LETTER}0-9.%)’'\]])-(?=[{_LETTER}0-9$£€(’'\[])",
    rf"(?<=[a-zà-ÿ])\.(?=[A-ZÀ-Þ][{_LETTER}])(?![A-Za-z]+\.[a-z])", r"[\"“”«»]", r"(?<=[a-zà-ÿ0-9])[.,!?](?=[\"“”«»])",
    r"(?<=[a-zà-ÿ]{3})[.!?](?=‘[A-ZÀ-Þ])", r"(?<=[.!?])‘(?=[A-ZÀ-Þ])",
    rf"(?<=[{_LETTER}])[/](?=[{_LETTER}])",
    rf"(?<=[{_LETTER}]),(?=[{_LETTER}])", rf"(?<=[{_LETTER}0-9])[\(\)\[\];:](?=[{_LETTER}])", r"(?<=\d)(?=(?:km|am|pm|bn)\b)",
)  # fmt: skip
_WHOLE = (
    rf"(?:(?i:{_BOUND}))-[{_LETTER}0-9]+s?",
    r"[^\s@]+@[^\s@]+\.[A-Za-z]{2,}",
    r"(?:https?://|www\.)\S*[\w/]",
    r"(?:[\w-]+\.)+(?:com|org|net|gov|edu|int|info|io|eu|uk|ru|de|fr|ua|il|tv)(?:/[\w./-]*\w)?",
    r"(?:[A-Za-z]\.){2,}(?:[A-Za-z](?=$))?",
    r"[A-Z]\.",
    r"\d{1,3}(?:[,.]\d+)*(?:s|th|st|nd|rd)?|\d+(?:[:/.,]\d+)+|\d{2}s|\d+s",
    r"[@#]\w+",
    r"[:;][-']?[()DPp]",
    r"(?:\d{3}-)+\d{4}",
    r"[A-Z]&[A-Z]",
    r"[A-Z][a-z]?\.-[A-Z]\.",
)
WHOLE = f"^(?:{'|'.join(f'(?:{part})' for part in _WHOLE)})$"
"""What stays one word whatever stands at its edges."""

_RUNS = re.compile(r"\s+|\S+")
MOST_KEPT = 10_000
"""Runs of characters between blanks of which the words are kept."""

Pieces = tuple[str, ...]


@cache
def _table() -> tuple[dict[str, Pieces], frozenset[Pieces]]:
    special: dict[str, Pieces] = {}
    rows: set[Pieces] = set()
    for line in EXCEPTIONS.read_text(encoding="utf-8").splitlines():
        own, _, by_rules = line.partition("\t")
        pieces = tuple(own.split("|"))
        special["".join(pieces)] = pieces
        if by_rules:
            rows.add(tuple(by_rules.split("|")))
    return special, frozenset(rows)


@cache
def special_words() -> dict[str, Pieces]:
    """Words that are cut in a way of their own, and how."""
    return _table()[0] | {word: (word,) for word in ABBREVIATIONS}


@cache
def cutter() -> Cutter:
    """The cutter of this process."""
    special, rows = _table()
    return Cutter(special_words(), rows, ABBREVIATIONS - special.keys())


class Cutter:
    """Cuts a text into words and blanks; put together again they are the text.

    >>> words, followed = cutter()("The U.S. didn’t back a 30-day anti-war truce—yet.")
    >>> words
    ['The', 'U.S.', 'did', 'n’t', 'back', 'a', '30', '-', 'day', 'anti-war', 'truce', '—', 'yet', '.']
    >>> "".join(word + " " * blank for word, blank in zip(words, followed))
    'The U.S. didn’t back a 30-day anti-war truce—yet.'

    Parameters
    ----------
    special
        Words that are cut in a way of their own.
    rows
        What the rules alone make of such words, which is put right where it comes out.
    others
        Special words of which that is to be found out first.
    """

    def __init__(self, special: dict[str, Pieces], rows: Iterable[Pieces] = (), others: Iterable[str] = ()) -> None:
        self._prefix = re.compile("|".join(PREFIXES)).match
        self._suffix = re.compile("|".join(f"{piece}$" for piece in SUFFIXES)).search
        self._infixes = re.compile("|".join(INFIXES)).finditer
        self._is_whole: Callable[[str], object] = re.compile(WHOLE).match
        self._special: dict[str, Pieces] = {}
        self._known: dict[str, Pieces] = {}
        self._rows: dict[str, list[Pieces]] = {}
        for row in (*rows, *filter(None, map(self.by_rules, others))):
            self._rows.setdefault(row[0], []).append(row)
        self._special = special

    def by_rules(self, word: str) -> Pieces | None:
        """What the rules alone make of a special word; None where they leave it whole."""
        known, self._special = self._special, {}
        pieces = self._cut(word)
        self._special = known
        return pieces if len(pieces) > 1 else None

    def __call__(self, text: str) -> tuple[list[str], list[bool]]:
        """The words of a text, and whether a space that is no word of its own follows each. Cost: linear."""
        words: list[str] = []
        blanks: list[bool] = []
        special, known = self._special, self._known
        for run in _RUNS.findall(text):
            if run[0] == " " and words:
                blanks[-1] = True
                run = run[1:]
                if not run:
                    continue
            pieces = special.get(run) or known.get(run)
            if pieces is None:
                if len(known) >= MOST_KEPT:
                    known.clear()
                pieces = known[run] = self._cut(run)
            words += pieces
            blanks += [False] * len(pieces)
        rows = self._find_rows(words)
        return self._put_right(words, blanks, rows) if rows else (words, blanks)

    def _cut(self, run: str) -> Pieces:
        """What stands before, within and after: marks are taken off at both ends until a word is left, then it is cut inside."""
        before: list[str] = []
        after: list[str] = []
        special = self._special
        size = 0
        # No rule cuts a run of nothing but letters.
        while run and len(run) != size and not run.isalpha() and not self._is_whole(run) and run not in special:
            size = len(run)
            found = self._prefix(run)
            first = found.end() if found else 0
            if first and run[first:] in special:
                before.append(run[:first])
                run = run[first:]
                break
            found = self._suffix(run[first:])
            last = found.end() - found.start() if found else 0
            if last and run[:-last] in special:
                after.append(run[-last:])
                run = run[:-last]
                break
            if first and last and first + last <= size:
                before.append(run[:first])
                after.append(run[-last:])
                run = run[first:-last]
            elif first:
                before.append(run[:first])
                run = run[first:]
            elif last:
                after.append(run[-last:])
                run = run[:-last]
        within = special.get(run) or (self._inside(run) if run else ())
        return (*before, *within, *reversed(after))

    def _inside(self, run: str) -> Iterable[str]:
        if run.isalpha() or self._is_whole(run):
            return (run,)
        pieces: list[str] = []
        start = 0
        for found in self._infixes(run):
            first, last = found.span()
            if first == 0:
                continue
            if first != start:
                pieces.append(run[start:first])
            if first != last:
                pieces.append(run[first:last])
            start = last
        if run[start:]:
            pieces.append(run[start:])
        return pieces

    def _find_rows(self, words: list[str]) -> list[tuple[int, int]]:
        """Rows of words that the rules make of a special one: first word, one past the last. None shares a word with a longer."""
        starts = self._rows
        found = [
            (place, place + len(row))
            for place, word in enumerate(words)
            if word in starts
            for row in starts[word]
            if tuple(words[place : place + len(row)]) == row
        ]
        if not found:
            return []
        taken: set[int] = set()
        kept: list[tuple[int, int]] = []
        for first, last in sorted(found, key=lambda row: (row[0] - row[1], row[0])):
            if first not in taken and last - 1 not in taken:
                kept.append((first, last))
            taken.update(range(first, last))
        return sorted(kept)

    def _put_right(
        self, words: list[str], blanks: list[bool], rows: list[tuple[int, int]]
    ) -> tuple[list[str], list[bool]]:
        out: list[str] = []
        followed: list[bool] = []
        at = 0
        for first, last in rows:
            out += words[at:first]
            followed += blanks[at:first]
            # With a blank between them they are no word of the table.
            pieces = None if any(blanks[first : last - 1]) else self._special.get("".join(words[first:last]))
            if pieces is None:
                out += words[first:last]
                followed += blanks[first:last]
            else:
                out += pieces
                followed += [False] * (len(pieces) - 1) + [blanks[last - 1]]
            at = last
        return out + words[at:], followed + blanks[at:]
