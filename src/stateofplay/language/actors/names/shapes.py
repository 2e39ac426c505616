"""What a run of capitals names by its shape alone: a body or a treaty that a bracket shortens, initials, who is quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stateofplay.language.actors.names.name import Name, NameKind
from stateofplay.language.lexicon import Entry, Use
from stateofplay.language.tokens import Doc

_GLOSSED = 2
"""Capitals, and words, from which a bracket shortens a name."""
_SIGNED = frozenset("agreement accord treaty pact act protocol deal plan".split())
"""What parties sign or pass: it acts as little under its letters as under its name."""
SAYS = frozenset("say tell add write ask".split())
"""What people do and things do not."""
_CLOSING = frozenset({"”", '"'})
_INITIAL = re.compile(r"(?:[A-Z]\.)+")


def is_glossed(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a bracket right after a run of capitals shortens a body's name: "Movement for Water Rights (MWR)"."""
    if end - start < _GLOSSED or not _is_bracketed(doc, end) or doc[end - 1].lower_ in _SIGNED:
        return False
    short = doc[end + 1].text
    initials = [doc[i].text[0].lower() for i in range(start, end) if doc[i].text[:1].isalpha()]
    shared = sum(letter in initials for letter in short.lower())
    return (
        short.isalpha() and sum(c.isupper() for c in short) >= _GLOSSED and 2 * shared > len(short) and len(short) <= 8
    )


def letters_of_treaties(doc: Doc) -> frozenset[str]:
    """The letters, all great, by which a page calls a treaty or law: "the Harbour Trade Agreement (HTA)"."""
    return frozenset(
        doc[t.i + 2].text.upper()
        for t in doc
        if t.lower_ in _SIGNED
        and _is_bracketed(doc, t.i + 1)
        and sum(c.isupper() for c in doc[t.i + 2].text) >= _GLOSSED
    )


def letters_before(doc: Doc, start: int, end: int, inner: Sequence[Name]) -> tuple[tuple[Entry, Use], ...]:
    """Whom the lexicon knows by the letters in "the MX Union": the union itself, by what it is called."""
    known = inner[0] if len(inner) == 1 else None
    whole = known is not None and (known.start, known.end) == (start, end - 1) and known.kind is NameKind.BODY
    return known.senses if known is not None and whole and doc[start : known.end].text.isupper() else ()


def _is_bracketed(doc: Doc, at: int) -> bool:
    return at + 2 < len(doc) and doc[at].text == "(" and doc[at + 2].text == ")"


def is_initialled(doc: Doc, start: int, end: int) -> bool:
    """Tell whether initials and one surname are a person's: "T. R. Ramin".

    Examples
    --------
    >>> from stateofplay.language import parse
    >>> from stateofplay.model import Article
    >>> doc = parse(Article(text="T. R. Ramin met them.", language="en")).doc
    >>> is_initialled(doc, 0, 3), is_initialled(doc, 0, 2)
    (True, False)
    """
    surname = doc[end - 1].text
    return (
        end - start > 1
        and surname.istitle()
        and surname.isalpha()
        and all(_INITIAL.fullmatch(t.text) for t in doc[start : end - 1])
    )


def is_quoted_speaker(doc: Doc, i: int) -> bool:
    """ "“...,” Halvik said", "said Halvik": one word that nobody knows, beside a quotation and a verb of saying."""
    verb, relations = doc[i].head, ("nsubj", "obj") if doc[i].head.i < i else ("nsubj",)
    if doc[i].relation not in relations or verb.lemma_.lower() not in SAYS or not 0 < i < len(doc) - 1:
        return False
    first, last = min(i, verb.i), max(i, verb.i)
    return last - first == 1 and doc[first - 1].text in _CLOSING
