"""For whom somebody stands where no office tells it: "A of Norway", "the League's A", "A, of the Institute", "A (D-Ohio)".

Each gives a `Title` without a role, for the side alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from stateofplay.language.actors.names.name import Name, NameKind
from stateofplay.language.actors.names.title import Title
from stateofplay.language.function_words import POSSESSIVES
from stateofplay.language.lexicon import Lexicon, Use
from stateofplay.language.tokens import Doc

_COUNTERPART, _AS_LONG = "counterpart", 5
_OWN = frozenset("his her their its".split())
_PARTIES = {"R": "Republicans", "D": "Democrats"}
_SEAT = re.compile(
    r"(?:(?P<open>\(|\[)|, ?)(?P<party>[RD])(?:\.,? |, ?| ?[-–—] ?)[A-Z][A-Za-z.]*(?: [A-Z][a-z.]+)?(?(open)[)\]]|[.,;])"
)
"""The party and the state behind a lawmaker's name: "(D-Ohio)", "[R., Kan.]", ", D-Montana,"."""
_SEAT_LONG = 40
_LETTER = re.compile("[RD]")
_ALONE = re.compile(r"[(\[](?P<party>[RD])[)\]]")
"""The party of a governor, whose state the office names: "Gov. A (D)"."""


def affiliations(doc: Doc, name: Name, at: Mapping[int, Name], lexicon: Lexicon) -> Iterator[Title]:
    """For whom the bearer of a name stands by the words right around it."""
    for found in (
        _home_after(doc, name, at),
        _counterpart(doc, name, at),
        _possessor(doc, name, at),
        _party(doc, name, lexicon),
    ):
        if found is not None:
            yield found


def _home_after(doc: Doc, name: Name, at: Mapping[int, Name]) -> Title | None:
    """The country of "Defence Minister Olav Berg of Norway", the body of "Ann Lee, of the Harbour Institute,"."""
    k = name.end + (name.end < len(doc) and doc[name.end].text == ",")
    if k + 1 >= len(doc) or doc[k].lower_ != "of":
        return None
    home = at.get(k + 2 if doc[k + 1].lower_ == "the" else k + 1)
    if home is None or home.use is Use.ADJECTIVE:
        return None
    land = home.kind is NameKind.PLACE and home.entry is not None and k == name.end
    return Title("", home, name.end, home.end) if land or home.kind is NameKind.BODY else None


def _counterpart(doc: Doc, name: Name, at: Mapping[int, Name]) -> Title | None:
    """The country of "his Bolivian counterpart, A" and "A, his Bolivian counterpart"."""
    last = name.start - (2 if name.start > 1 and doc[name.start - 1].text == "," else 1)
    if last < 1 or doc[last].lower_ != _COUNTERPART:
        after = doc[name.end : name.end + _AS_LONG]
        last = next((t.i for t in after if t.lower_ == _COUNTERPART), 0) if after and after[0].text == "," else 0
    land = at.get(last - 1) if last else None
    if land is None or land.kind is not NameKind.PLACE or land.entry is None or land.use is not Use.ADJECTIVE:
        return None
    return Title("", land, land.start, last + 1) if doc[land.start - 1].lower_ in _OWN else None


def _possessor(doc: Doc, name: Name, at: Mapping[int, Name]) -> Title | None:
    """The body of "the Harbour League's Ann Lee"."""
    if name.start < 2 or doc[name.start - 1].text not in POSSESSIVES or name.end - name.start < 2:
        return None
    body = at.get(name.start - 2)
    return Title("", body, body.start, name.start) if body is not None and body.kind is NameKind.BODY else None


def seat_after(doc: Doc, at: int) -> Name | None:
    """The party and the state of a lawmaker that begin at a token, as the name of nobody known."""
    if at >= len(doc) or doc[at].text not in ("(", "[", ","):
        return None
    start = doc[at].idx
    found = _SEAT.match(doc.text, start, start + _SEAT_LONG) or _ALONE.match(doc.text, start, start + _SEAT_LONG)
    last = doc.word_at(found.end() - 1) if found is not None else None
    return None if found is None or last is None else Name(at, last.i + 1, NameKind.BODY)


def _party(doc: Doc, name: Name, lexicon: Lexicon) -> Title | None:
    """The party of "Sen. Ann Lee (D-Ohio)"."""
    seat = seat_after(doc, name.end)
    letter = _LETTER.search(doc[seat.start : seat.end].text) if seat is not None else None
    entry = lexicon.by_name.get(_PARTIES[letter[0]]) if letter is not None else None
    if seat is None or entry is None:
        return None
    seat.senses = ((entry, Use.NAME),)
    return Title("", seat, seat.start, seat.end)
