"""Countries and organisations that an act names and that do nothing else in the text, so that they were not taken for actors."""

from __future__ import annotations

from functools import lru_cache

from stateofplay.language.lexicon import load
from stateofplay.language.lexicon.entries import Use
from stateofplay.language.tokens import Token
from stateofplay.model import ActorKind

_NAMING = ("compound", "flat", "flat:name", "amod")


def country_at(token: Token) -> tuple[str, ...]:
    """The country or organisation that a noun or adjective names ("Haiti", "Bangladeshi", "NATO"); empty for other words."""
    if token.pos_ not in ("PROPN", "ADJ") or not token.text[:1].isupper():
        return ()
    start = token.i
    while start > token.sent.start and token.doc[start - 1].dep_ in _NAMING and token.doc[start - 1].head.i == token.i:
        start -= 1
    name = _country(token.doc[start : token.i + 1].text) or _country(token.text)
    return (name,) if name else ()


@lru_cache(maxsize=4096)
def _country(form: str) -> str | None:
    for entry, use in load().forms.senses(form):
        if entry.kind is ActorKind.COUNTRY and use in (Use.NAME, Use.SEAT, Use.ADJECTIVE, Use.PEOPLE, Use.CAPITAL):
            return entry.name
        if entry.kind is ActorKind.ORGANIZATION and use is Use.NAME and len(form) > 1:
            return entry.name
    return None
