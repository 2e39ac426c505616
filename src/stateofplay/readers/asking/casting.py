"""Which actor of the page a name in an answer means: the cast first, then a name whose words stand in the page."""

from __future__ import annotations

import re
from collections.abc import Iterable

from stateofplay.model import Actor, ActorKind, Evidence
from stateofplay.readers.asking.locating import SearchedPage

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"[’']s?$")
_CONFIDENCE = 0.4


class Cast:
    """The actors of one page, by every form of their names, with those that answers add.

    Parameters
    ----------
    actors
        Found by our own tables and parse.
    page
        In which the words of further names must stand.
    """

    def __init__(self, actors: Iterable[Actor], page: SearchedPage) -> None:
        self._page = page
        self.actors: dict[str, Actor] = {}
        self._forms: dict[str, str] = {}
        ends: dict[str, set[str]] = {}
        for actor in actors:
            self.actors[actor.name] = actor
            for form in (actor.name, *actor.aliases):
                self._forms.setdefault(_key(form), actor.name)
            if actor.kind is ActorKind.PERSON:
                ends.setdefault(_key(actor.name.split()[-1]), set()).add(actor.name)
        for end, names in ends.items():
            if len(names) == 1:
                self._forms.setdefault(end, next(iter(names)))

    def names(self) -> tuple[str, ...]:
        """The names that a request gives."""
        return tuple(self.actors)

    def resolve(self, name: str) -> str | None:
        """The actor that a name means, or None where the page has no such name.

        A name that no actor has, but whose words stand in the page, becomes an actor of the page.
        """
        key = _key(name)
        if not key:
            return None
        if key in self._forms:
            return self._forms[key]
        from stateofplay.language.lexicon import load

        entry = load().entry(name.strip())
        if entry is not None and entry.name in self.actors:
            return entry.name
        bare = _ARTICLE.sub("", name.strip())
        place = self._page.find(bare)
        if place is None:
            return None
        words = self._page.text[slice(*place)]
        known = entry.kind if entry is not None and entry.kind is not None else ActorKind.GROUP
        canonical = entry.name if entry is not None and entry.kind is not None else " ".join(words.split())
        if canonical not in self.actors:
            self.actors[canonical] = Actor(
                name=canonical,
                kind=known,
                evidence=Evidence.cut(self._page.text, *place),
                confidence=_CONFIDENCE,
                component="actors",
            )
        self._forms[key] = canonical
        return canonical

    def source(self, name: str) -> str | None:
        """Whom a claim is attributed to: an actor, or an unnamed source whose words stand in the page; None where neither."""
        known = self._forms.get(_key(name))
        if known is not None:
            return known
        place = self._page.find(name)
        return " ".join(self._page.text[slice(*place)].split()) if place else None


def _key(name: str) -> str:
    return _POSSESSIVE.sub("", _ARTICLE.sub("", " ".join(name.split()))).casefold()
