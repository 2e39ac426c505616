"""The lexicon of predicates: which words name which PLOVER event, and where its actor and recipient stand.

The words are in ``predicates.toml``, whose head explains the format; edit it there.

>>> entry = next(p for p in load_lexicon().verbs["strike"] if "deal" in p.objects)
>>> entry.event, entry.frame.symmetric
(<PloverEvent.AGREE: 'AGREE'>, True)
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

from stateofplay.errors import FindingError
from stateofplay.model import PloverEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFrame:
    """Where the parties of an event stand: slots in the order in which they are tried."""

    name: str
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    symmetric: bool = False


_NARROW = frozenset({"self", "say"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate:
    """One entry of the lexicon. ``event`` is None for a veto."""

    lemma: str
    event: PloverEvent | None
    frame: EventFrame
    confidence: float
    swallows: bool = False
    exact: bool = False
    """`lemma` is a form ("talks"), not a lemma."""
    beside: tuple[str, ...] = ()
    """Particle or preposition that must stand beside the verb."""
    objects: frozenset[str] = frozenset()
    not_objects: frozenset[str] = frozenset()
    doers: frozenset[str] = frozenset()
    """Nouns of which one must do it; none asked for where empty."""
    modifiers: frozenset[str] = frozenset()
    not_modifiers: frozenset[str] = frozenset()
    befalls: bool = False
    """It may come of an accident as well: somebody killed or wounded is not yet attacked by anybody."""
    moved: bool = False
    """It is done to forces by their own side: "the troops were withdrawn"."""
    complement: str | None = None
    """``"inf"``, ``"self"`` (an infinitive with the verb's own subject), ``"say"`` (of telling) or ``"that"``."""

    @property
    def demands(self) -> int:
        """How much the entry asks for; the most demanding one that fits wins."""
        asked = 2 * (bool(self.modifiers) + bool(self.doers)) + 3 * bool(self.objects)
        return 2 * len(self.beside) + asked + (self.complement is not None) + (self.complement in _NARROW)


@dataclass(frozen=True, slots=True, kw_only=True)
class PredicateLexicon:
    """Predicates by the word that must be met, the most demanding first."""

    verbs: Mapping[str, tuple[Predicate, ...]]
    nouns: Mapping[str, tuple[Predicate, ...]]
    adjectives: Mapping[str, tuple[Predicate, ...]]
    seen: dict[tuple[str, str, str], tuple[Predicate, ...]] = field(default_factory=dict, compare=False, repr=False)
    """What was found for a word (class, form, lemma) met before: words come again, on one page and on the next."""


def read_entry(entry: str, doers: Mapping[str, frozenset[str]] = MappingProxyType({}), **common: object) -> Predicate:
    """Read one entry of a group: ``"break off >talk,talks"``; `doers` are the sets of nouns that ``@name`` refers to."""
    lemma, *rest = entry.split()
    found: dict[str, object] = {"beside": tuple(w for w in rest if w[0] not in "><!+@")}
    for word in rest:
        values = frozenset(word[1:].split(","))
        if word[0] == ">":
            found["objects"] = values
        elif word[0] == "<":
            found["modifiers"] = values
        elif word[0] == "!":
            found["not_objects"] = found["not_modifiers"] = values
        elif word[0] == "+":
            found["complement"] = word[1:]
        elif word[0] == "@":
            found["doers"] = doers[word[1:]]
    exact = lemma.startswith("=")
    return Predicate(lemma=lemma.lstrip("="), exact=exact, **found, **common)  # type: ignore[arg-type]


@lru_cache(maxsize=1)
def load_lexicon() -> PredicateLexicon:
    """Load the lexicon that ships with the package.

    Raises
    ------
    FindingError
        ``finding.lexicon`` where a group names an event or a frame that does not exist.
    """
    table = tomllib.loads(files(__package__).joinpath("predicates.toml").read_text("utf-8"))
    frames = {
        name: EventFrame(
            name=name,
            actor=tuple(frame["actor"]),
            recipient=tuple(frame["recipient"]),
            symmetric=frame.get("symmetric", False),
        )
        for name, frame in table["frame"].items()
    }
    doers = {name: frozenset(words.split()) for name, words in table["doers"].items()}
    befalling, moved = (frozenset(table[name].split()) for name in ("befalling", "moved"))
    shelves: dict[str, dict[str, list[Predicate]]] = {"verbs": {}, "nouns": {}, "adjectives": {}}
    for group in table["group"]:
        name = group["event"]
        if name != "NONE" and name not in PloverEvent.__members__:
            raise FindingError(
                f"predicates.toml names the event {name!r}, which PLOVER does not have", slug="finding.lexicon"
            )
        for shelf, index in shelves.items():
            frame = group.get(f"{shelf}_frame", group["frame"])
            if frame not in frames:
                raise FindingError(
                    f"predicates.toml names the frame {frame!r}, which it does not define", slug="finding.lexicon"
                )
            for entry in group.get(shelf, ()):
                predicate = read_entry(
                    entry,
                    doers,
                    event=None if name == "NONE" else PloverEvent(name),
                    frame=frames[frame],
                    confidence=group.get("confidence", 0.5),
                    swallows=group.get("swallows", False),
                    befalls=entry.split()[0] in befalling,
                    moved=entry.split()[0] in moved,
                )
                index.setdefault(predicate.lemma, []).append(predicate)
    ordered = {
        shelf: {lemma: tuple(sorted(found, key=lambda p: -p.demands)) for lemma, found in index.items()}
        for shelf, index in shelves.items()
    }
    return PredicateLexicon(verbs=ordered["verbs"], nouns=ordered["nouns"], adjectives=ordered["adjectives"])
