"""Countries and organisations that an act names and that do nothing else in the text, so that they were not taken for actors."""

from __future__ import annotations

from functools import lru_cache

from stateofplay.language.clauses import obliques
from stateofplay.language.lexicon import load
from stateofplay.language.lexicon.entries import Use
from stateofplay.language.lexicon.places import load_places
from stateofplay.language.tokens import Token
from stateofplay.model import ActorKind

_NAMING = ("compound", "flat", "flat:name", "amod")
_PEOPLE_ABROAD = "ethnic"
_ADMINISTRATION = "administration"
_PRESIDENT = "President"
_PARTIES = frozenset({ActorKind.ORGANIZATION, ActorKind.ARMED_GROUP})
_PEOPLES = frozenset({ActorKind.COUNTRY, ActorKind.GROUP})
_WHERE = ("in", "at", "on", "near", "outside", "into", "around")


def country_at(token: Token) -> tuple[str, ...]:
    """The country, organisation or armed group that a noun or adjective names ("Haiti", "Bangladeshi", "NATO").

    Empty for other words, and for people who live elsewhere ("ethnic Albanians in Serbia").
    """
    if token.pos_ not in ("PROPN", "ADJ") or not token.text[:1].isupper():
        return ()
    if token.i > token.sent.start and token.doc[token.i - 1].lower_ == _PEOPLE_ABROAD:
        return ()
    if token.head.lower_ == _ADMINISTRATION and (side := _ruled_by(token.text)):
        return (side,)
    start = token.i
    while start > token.sent.start and token.doc[start - 1].dep_ in _NAMING and token.doc[start - 1].head.i == token.i:
        start -= 1
    name = _country(token.doc[start : token.i + 1].text) or _country(token.text)
    return (name,) if name else ()


def country_around(token: Token) -> str | None:
    """The country of the town in which the clause of an act sets it: "fired shells at houses in Kharkiv"."""
    near = [c for c in token.children if c.relation == "obj" or (c.relation == "advcl" and _tells_when(c))]
    heads = [token, *(noun for _, noun in obliques(token)), *near]
    for head in heads:
        for _, noun in obliques(head, _WHERE):
            for place in (noun, *(inner for _, inner in obliques(noun, ("of",)))):
                if place.pos_ == "PROPN" and (name := _country_of_town(_whole(place))):
                    return name
    return None


def _tells_when(clause: Token) -> bool:
    """Whether a clause tells the same deed again: "killed three when he blew himself up in Basra"."""
    return any(c.lower_ == "when" for c in clause.children)


def side_of_administration(speaker: str) -> str | None:
    """For whom "the Carter administration" speaks; None for any other speaker."""
    words = speaker.split()
    return _ruled_by(words[-2]) if len(words) > 1 and words[-1] == _ADMINISTRATION else None


def _whole(place: Token) -> str:
    words = [c for c in place.children if c.dep_ in ("compound", "flat", "amod")]
    return " ".join(t.text for t in sorted([*words, place], key=lambda t: t.i))


@lru_cache(maxsize=4096)
def _country_of_town(town: str) -> str | None:
    codes = load_places().countries_of(town)
    return _names_of_codes().get(codes[0]) if codes else None


@lru_cache(maxsize=1)
def _names_of_codes() -> dict[str, str]:
    return {entry.iso: entry.name for entry in reversed(load().entries) if entry.iso and entry.kind in _PEOPLES}


@lru_cache(maxsize=1024)
def _ruled_by(surname: str) -> str | None:
    """The country of which somebody of that surname was president, on whatever day: "the Carter administration"."""
    sides = {
        entry.side
        for entry in load().entries
        if entry.kind is ActorKind.PERSON and _PRESIDENT in entry.offices and entry.name.split()[-1] == surname
    }
    return sides.pop() if len(sides) == 1 else None


@lru_cache(maxsize=4096)
def _country(form: str) -> str | None:
    for entry, use in load().forms.senses(form):
        if entry.kind is ActorKind.COUNTRY and use in (Use.NAME, Use.SEAT, Use.ADJECTIVE, Use.PEOPLE, Use.CAPITAL):
            return entry.name
        if entry.kind in _PARTIES and use is Use.NAME and len(form) > 1:
            return entry.name
    return None
