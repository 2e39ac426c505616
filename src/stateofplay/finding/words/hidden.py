"""Whether a page keeps back who speaks: of "a diplomat" it does, of "the union", "a memo" and "Halvik" it does not."""

from __future__ import annotations

import re
from functools import cache

from stateofplay.finding.words.cues import ANONYMOUS_FORMS, CARRIER_FORMS, STUDIES
from stateofplay.language.inflections import words
from stateofplay.language.lexicon import is_medium, load

_BODIES = words(
    "office offices nation nations country countries state states ally allies power powers government governments union unions "
    "company companies retailers lenders insurers carmakers automakers neighbours neighbors"
)
"""Bodies and trades that speak in the open, beside those of the lexicon."""
_PERSONS = words("people personnel staff authority leadership")
_BEHIND_HEAD = re.compile(r",| (?:of|in|at|from|with|on|for|by|to|who|that|familiar|close|involved|near)\b")
_WITHIN_NAMES = words("of the and for in de la al van von bin")


def is_hidden(speaker: str) -> bool:
    """Tell whether an unnamed speaker, as written, is a person whose name the page keeps back.

    >>> is_hidden("a Sudanese official"), is_hidden("two people close to the talks"), is_hidden("Officials")
    (True, True, True)
    >>> is_hidden("a memo of the university"), is_hidden("Other nations in the bloc"), is_hidden("Halvik"), is_hidden("the union")
    (False, False, False, False)
    """
    if is_name(speaker):
        return False
    return _BEHIND_HEAD.split(speaker, maxsplit=1)[0].lower().split(" ")[-1] not in _open()


def is_name(speaker: str) -> bool:
    """Tell whether words are a name, by their capitals: "Miguel Arias", "Halvik"; a lone plural or kind of people is none.

    >>> is_name("Miguel Arias"), is_name("Halvik"), is_name("Officials"), is_name("two diplomats")
    (True, True, False, False)
    """
    named = speaker.split()
    if not all(w[:1].isupper() or w in _WITHIN_NAMES for w in named) or named[0].lower() in ANONYMOUS_FORMS:
        return False
    word = speaker.lower()
    return (
        len(named) > 1 or is_medium(speaker) or not (word.endswith("s") or word in ANONYMOUS_FORMS or word in _people())
    )


@cache
def _open() -> frozenset[str]:
    known = load().words
    return (known.collectives - _PERSONS) | known.body_nouns | CARRIER_FORMS | STUDIES | _BODIES


@cache
def _people() -> frozenset[str]:
    known = load().words
    return known.people_nouns | known.group_nouns | known.offices
