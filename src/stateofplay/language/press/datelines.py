"""Datelines: the place, date and agency that open a story ("GENEVA, March 3 (AP) -") and are no part of its first sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from stateofplay.language.lexicon.places import load_places
from stateofplay.language.tokens import Doc

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
# Articles and the like with which names of places begin: "LA PAZ", "EL ALTO", "ST JOHN'S".
_CAPITALS = r"(?:(?:LA|LE|EL|AL|DA|ST\.?|AS|ES|UM)[ -])?[A-Z][A-Z.'’]{2,}(?:[ -][A-Z][A-Z.'’]+){0,3}"
_TITLED = r"[A-Z][a-z’']+(?: [A-Z][a-z’']+){0,2}"
_REGION = r"(?:, (?:[A-Z]\.[A-Z.]+|[A-Z][a-z]{1,5}\.|[A-Z][a-z]+(?: [A-Z][a-z]+)?(?! \d)))?"
_DATE = rf"(?:, (?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?)?"
_AGENCY = r"(?: ?\([A-Z][^()\n]{1,40}\))"
_DASH = r"(?: ?[–—] ?| -{1,2} )"
_CAPITAL_LINE = re.compile(
    rf"^[*_#( ]*(?P<place>{_CAPITALS})(?P<more>/{_CAPITALS})*{_REGION}{_DATE}"
    rf"(?:{_AGENCY}?(?:{_DASH}|: )|{_AGENCY} |(?P<bare> )(?=[A-Z][a-z]|A ))(?=.*[a-z])",
    re.MULTILINE,
)
_TITLED_LINE = re.compile(
    rf"^(?P<place>{_TITLED}){_REGION}{_DATE}(?:{_AGENCY}?{_DASH}|{_AGENCY} )(?=[A-Z“\"])", re.MULTILINE
)


def find_datelines(text: str) -> list[tuple[int, int]]:
    """Where datelines begin, and where the story behind them does, in characters.

    A place in capitals needs a mark behind it (a dash, a colon, an agency in brackets) or to be a city that the table of
    places knows; a place in small letters needs both.

    >>> text = "KYIV, March 3 (Agency) - Talks resumed."
    >>> [text[end:] for _, end in find_datelines(text)]
    ['Talks resumed.']
    >>> find_datelines("Talks resumed - and ended.")
    []
    """
    return list(_datelines(text))


@lru_cache(maxsize=4)
def _datelines(text: str) -> tuple[tuple[int, int], ...]:
    """`find_datelines`; the parser, the names and the sentences of one page ask it one after the other."""
    places = load_places()
    found = []
    for match in _CAPITAL_LINE.finditer(text):
        if match["bare"] is None or match["place"].title() in places:
            found.append(match.span())
    for match in _TITLED_LINE.finditer(text):
        if match["place"] in places:
            found.append(match.span())
    return tuple(sorted(found))


def dateline_tokens(doc: Doc) -> set[int]:
    """The tokens of the datelines."""
    inside: set[int] = set()
    for start, end in find_datelines(doc.text):
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None:
            inside.update(t.i for t in span if t.idx < end)
    return inside


def words_after_datelines(text: str, words: Sequence[str], begins: Sequence[int]) -> frozenset[int]:
    """The words with which the stories behind datelines begin: a sentence starts there, so that no parser takes the place for
    the subject.

    Parameters
    ----------
    begins
        The code point at which each word begins.
    """
    found: set[int] = set()
    for _, end in find_datelines(text):
        place = bisect_right(begins, end) - 1
        if place >= 0 and end == begins[place] + len(words[place]):
            place += 1
        if 0 < place < len(words):
            found.add(place)
    return frozenset(found)
