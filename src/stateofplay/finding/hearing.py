"""What the network heard of who said which words of a page: its finder keeps it, the curves of confidence ask for it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from stateofplay.language.document import Document
from stateofplay.language.tokens import Doc
from stateofplay.model import Statement


@dataclass(frozen=True, slots=True)
class Hearing:
    """Chances that somebody, by name, said what a word heads; `places` are the code points at which these words begin."""

    places: tuple[int, ...]
    chances: tuple[Mapping[str, float], ...]


_HEARD: WeakKeyDictionary[Doc, Hearing] = WeakKeyDictionary()


def keep(document: Document, said: Iterable[tuple[int, str, float]]) -> None:
    """Keep with a page (code point, speaker, chance) of all that was heard there; the greatest chance of each counts."""
    by_place: dict[int, dict[str, float]] = {}
    for place, name, chance in said:
        by_name = by_place.setdefault(place, {})
        by_name[name] = max(by_name.get(name, 0.0), chance)
    places = sorted(by_place)
    _HEARD[document.doc] = Hearing(tuple(places), tuple(by_place[place] for place in places))


def heard(document: Document, statement: Statement) -> tuple[float, float] | None:
    """The network's chance that the words of a statement are its speaker's, and that of the likeliest other.

    None where the network did not listen, or heard nothing on the whole page.
    """
    hearing = _HEARD.get(document.doc)
    if hearing is None or not hearing.places:
        return None
    first = bisect_left(hearing.places, statement.content_start)
    last = bisect_left(hearing.places, statement.content_start + len(statement.content))
    own = other = 0.0
    for by_name in hearing.chances[first:last]:
        for name, chance in by_name.items():
            if name == statement.speaker:
                own = max(own, chance)
            else:
                other = max(other, chance)
    return own, other
