"""What "Mr" and "Mrs" before a name, and an office after it, tell of whom it names."""

from __future__ import annotations

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
    """ "m" or "f" where the name that begins at `start` has an honorific, as its first word or before it; else ""."""
    for i in (start, start - 1):
        if i >= 0 and (gender := _GENDERS.get(doc[i].lower_.rstrip("."))) and doc[i].text[0].isupper():
            return gender
    return ""


def gender_of_office(office: str) -> str:
    """What an office tells of who holds it: "spokeswoman"; a "chairman" may be a woman.

    >>> gender_of_office("spokeswoman for the ministry"), gender_of_office("chairman of the board")
    ('f', '')
    """
    words = office.lower().split()
    if any(word.endswith("woman") for word in words):
        return "f"
    return "m" if not _MEN.isdisjoint(words) else ""


_MEN = frozenset("spokesman businessman congressman king prince".split())
