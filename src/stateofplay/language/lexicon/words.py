"""Words that tell people, bodies and groups apart, from ``data/words.toml`` and users' own files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Tables of lower-case words. Nouns of groups and of the state stand in singular and plural."""

    offices: frozenset[str]
    """Nouns of office, job or standing: "minister", "spokesman", "student"."""
    public_offices: frozenset[str]
    """Those of them that speak for a state or body: "minister", not "student"."""
    honorifics: frozenset[str]
    ranks: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    state_nouns: frozenset[str]
    side_nouns: frozenset[str]
    body_nouns: frozenset[str]
    body_names: frozenset[str]
    things: frozenset[str]
    """Last words of capitalised names that are no actors: "war", "agreement", "river"."""
    group_nouns: frozenset[str]
    armed_nouns: frozenset[str]
    vague_nouns: frozenset[str]
    people_nouns: frozenset[str]
    """Nouns of people beyond the groups that act in talks: "shoppers", "cardiologists"."""
    collectives: frozenset[str]
    """Singular nouns for several people: "delegation", "industry"."""
    idle: frozenset[str]
    sources: frozenset[str]
    speech: frozenset[str]
    action: frozenset[str]


def plural(noun: str) -> str:
    """English plural of a regular noun, and of those in "-man".

    Examples
    --------
    >>> [plural(n) for n in ("rebel", "party", "gunman", "witness")]
    ['rebels', 'parties', 'gunmen', 'witnesses']
    """
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith("person"):
        return noun[:-6] + "people"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    return noun + "s"


def _split(value: object) -> frozenset[str]:
    words = value.split() if isinstance(value, str) else [str(v) for v in value] if isinstance(value, list) else []
    return frozenset(w.lower() for w in words)


def _both(words: frozenset[str]) -> frozenset[str]:
    return words | {plural(w) for w in words if not w.endswith("s") or w.endswith("ss")}


def build_words(tables: Mapping[str, Mapping[str, object]]) -> Words:
    """Make the word tables out of the parsed TOML."""

    def table(section: str, key: str) -> frozenset[str]:
        return _split(tables.get(section, {}).get(key, ""))

    public = table("roles", "office")
    return Words(
        offices=_both(public | table("roles", "civil")),
        public_offices=_both(public),
        honorifics=table("roles", "honorific"),
        ranks=table("roles", "rank"),
        female=table("roles", "female"),
        male=table("roles", "male"),
        state_nouns=table("state", "nouns"),
        side_nouns=table("state", "side"),
        body_nouns=table("bodies", "nouns"),
        body_names=table("bodies", "names"),
        things=_both(table("bodies", "things")),
        group_nouns=_both(table("groups", "people")),
        armed_nouns=_both(table("groups", "armed")),
        vague_nouns=_both(table("groups", "vague")),
        people_nouns=_both(table("groups", "others")),
        collectives=table("groups", "collective"),
        idle=table("groups", "idle"),
        sources=_both(table("sources", "nouns")),
        speech=table("verbs", "speech"),
        action=table("verbs", "action"),
    )
