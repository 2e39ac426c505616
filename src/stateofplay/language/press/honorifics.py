"""Honorifics: what "Mr" and "Mrs" before a name tell of whom it names."""

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
