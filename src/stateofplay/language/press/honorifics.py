"""What "Mr" and "Mrs" before a name, and an office after it, tell of whom it names."""

from __future__ import annotations

import re

from stateofplay.language.tokens import Doc

_GENDERS = {
    word: gender
    for gender, words in (
        ("m", "mr messrs sir lord king prince sheikh emir sultan father brother monsieur señor herr"),
        ("f", "mrs ms miss madam madame lady dame queen princess baroness sister señora frau"),
    )
    for word in words.split()
}


def gender_told(doc: Doc, start: int) -> str:
    """ "m" or "f" where an honorific or a word of kin stands before the name that begins at `start`, or opens it; else ""."""
    for i in (start, start - 1):
        if i >= 0 and (gender := _GENDERS.get(doc[i].lower_.rstrip("."))) and doc[i].text[0].isupper():
            return gender
    return gender_of_office(doc[start - 1].lower_) if start else ""


def gender_of_office(office: str) -> str:
    """What an office or a place in a family tells of who holds it: "spokeswoman", "son"; a "chairman" may be a woman.

    >>> gender_of_office("spokeswoman for the ministry"), gender_of_office("chairman of the board")
    ('f', '')
    >>> gender_of_office("eldest son of the founder"), gender_of_office("lawyer for the mother")
    ('m', '')
    """
    own = _OF_OTHERS.split(office.lower(), maxsplit=1)[0].split()
    if any(word.endswith("woman") for word in own) or not _WOMEN.isdisjoint(own):
        return "f"
    return "m" if not _MEN.isdisjoint(own) else ""


_OF_OTHERS = re.compile(r"\b(?:of|for|to|in|at)\b")
_MALE_KIN = frozenset("son father husband brother uncle nephew".split())
_FEMALE_KIN = frozenset("daughter mother wife sister aunt niece".split())
KIN = _MALE_KIN | _FEMALE_KIN | {"cousin"}
"""What somebody is to somebody else in a family."""
_MEN = _MALE_KIN | frozenset("spokesman businessman congressman king prince widower".split())
_WOMEN = _FEMALE_KIN | frozenset("queen princess widow actress".split())
