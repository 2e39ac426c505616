"""Whose "government", "regime" or "administration" a page speaks of where it does not say so."""

from __future__ import annotations

from stateofplay.language.actors.kinds.phrases import Phrase
from stateofplay.language.actors.roster import ActorDraft, Roster, nearest_before, offices_of, parts_of_office
from stateofplay.language.document import MentionKind
from stateofplay.language.lexicon import Lexicon
from stateofplay.language.tokens import Doc, Token
from stateofplay.model import ActorKind

ADMINISTRATION = "administration"
_NOT_IN_OFFICE = frozenset({"vice", "former", "ex"})


def governed(doc: Doc, phrase: Phrase, roster: Roster, lexicon: Lexicon, home: ActorDraft | None) -> ActorDraft | None:
    """Whose "government" a phrase without an owner speaks of: the country at home; an administration is that of a president.

    "President Dahl was told ... The administration will not wait": not the government of the other country, of which it tells.
    """
    if ADMINISTRATION not in (doc[i].lower_ for i in range(phrase.start, phrase.end)):
        return home
    told = [d for t in doc if t.lower_ == ADMINISTRATION and (d := _owner(t, roster, lexicon)) is not None]
    if told:
        return max(told, key=told.count)
    heads = (d for d in roster.of_kind(ActorKind.PERSON) if any(_presides(role) for role in offices_of(d)))
    sides = {d: side for d in heads if (side := side_of(d, roster, lexicon)) is not None}
    ruled = [d for d, side in sides.items() if side.kind is ActorKind.COUNTRY]
    ruled = [d for d in ruled if sides[d].name == _CALLS_IT_SO] or ruled
    head = nearest_before(ruled, phrase.start)
    return home if head is None else sides[head]


def is_of_another(doc: Doc, phrase: Phrase, known: ActorDraft) -> bool:
    """Whether a phrase tells of the administration of one president, "the Dahl administration", and a draft is another's."""
    before = doc[phrase.head - 1].text if phrase.head > phrase.core else ""
    theirs = known.name.split()[-2:-1]
    named = before[:1].isupper() and bool(theirs) and theirs[0][:1].isupper()
    return doc[phrase.head].lower_ == ADMINISTRATION and named and theirs[0] != before


_CALLS_IT_SO = "United States"
"""Whose government is an administration first of all."""


def _owner(noun: Token, roster: Roster, lexicon: Lexicon) -> ActorDraft | None:
    """Whose administration a page speaks of: "the Dahl administration", "Norway's administration"."""
    before = (
        roster.taken.get(c.i) for c in noun.children if c.i < noun.i and c.relation in ("compound", "nmod:poss", "amod")
    )
    owner = next((d for d in before if d is not None), None)
    if owner is not None and owner.kind is ActorKind.PERSON:
        owner = side_of(owner, roster, lexicon)
    return owner if owner is not None and owner.kind is ActorKind.COUNTRY else None


def _presides(role: str) -> bool:
    parts = parts_of_office(role)
    return "president" in parts and _NOT_IN_OFFICE.isdisjoint(parts)


def home_country(roster: Roster) -> ActorDraft | None:
    """The country whose "government" needs no adjective: the one with named officials, else the weightiest."""
    countries = [d for d in roster.of_kind(ActorKind.COUNTRY) if d.spans]
    at_home = [d for d in countries if not _only_sends(d, roster)]
    countries = at_home or countries
    governed = [d for d in countries if any("government" in f.lower() or "regime" in f.lower() for f in d.nominals)]
    return max(governed or countries, key=lambda d: d.weight, default=None)


def _only_sends(country: ActorDraft, roster: Roster) -> bool:
    """Tell whether a page names a country only before the office of a person: "French Foreign Minister X" is no home."""
    people = [d for d in roster.of_kind(ActorKind.PERSON) if d.side is country]
    return bool(people) and all(s.kind is MentionKind.ADJECTIVE for s in country.spans)


def side_of(person: ActorDraft, roster: Roster, lexicon: Lexicon) -> ActorDraft | None:
    """The draft of the side a person acts for, if the text or the lexicon tells."""
    if person.side is not None or person.entry is None or not person.entry.side:
        return person.side
    entry = lexicon.by_name.get(person.entry.side)
    return roster.draft_of(entry) if entry is not None and entry.kind is not None else None
