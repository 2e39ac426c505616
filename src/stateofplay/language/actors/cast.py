"""The cast: which drafts are actors of the story, under which names, with which aliases, roles and sides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from stateofplay.language.actors.kinds.people import PARTS_OF_STATE
from stateofplay.language.actors.names.titles import Title
from stateofplay.language.actors.roster import Draft, Roster
from stateofplay.language.document import Document, MentionKind
from stateofplay.language.lexicon import Entry, Lexicon
from stateofplay.model import Actor, ActorKind, Evidence

ENOUGH = {
    ActorKind.PERSON: 0.0,
    ActorKind.COUNTRY: 1.0,
    ActorKind.ORGANIZATION: 1.0,
    ActorKind.ARMED_GROUP: 0.6,
    ActorKind.GROUP: 1.0,
}
"""How much weight a draft of each kind needs. People count wherever they are named."""


def settle(document: Document, roster: Roster, titles: Mapping[int, list[Title]], lexicon: Lexicon) -> None:
    """Set actors and mentions on the document."""
    kept = [d for d in roster.drafts if d.spans and _counts(d)]
    names: dict[int, str] = {}
    used: set[str] = set()
    for draft in kept:
        name = _canonical(draft)
        if name in used:
            continue
        used.add(name)
        names[id(draft)] = name
    actors = [_actor(document, d, names, roster) for d in kept if id(d) in names]
    actors.sort(key=lambda a: a.evidence.start)
    document.set_actors(actors, roster.mentions(names))


def _counts(draft: Draft) -> bool:
    if draft.kind is ActorKind.PERSON:
        # A lone unknown word, once, without a title and doing nothing, is as likely a place or a thing.
        known = draft.entry is not None or " " in draft.name or draft.roles or len(draft.spans) > 1
        return draft.weight > -len(draft.spans) if known else draft.weight > 0
    return draft.weight >= ENOUGH[draft.kind]


def _canonical(draft: Draft) -> str:
    """Full name as the text allows; countries by their common English name."""
    entry = draft.entry
    if draft.kind is ActorKind.PERSON or entry is None:
        return draft.name
    if entry.kind is ActorKind.COUNTRY or entry.kind is None:
        return entry.name
    if entry.name in draft.forms or not draft.forms:
        return entry.name
    if any(" " in f for f in draft.forms):
        return max(draft.forms, key=len)
    # Only an acronym or a short form in the text: the entry's name says more ("UN" for the United Nations).
    return (
        entry.name
        if entry.kind is ActorKind.ORGANIZATION and entry.type == "multilateral"
        else max(draft.forms, key=len)
    )


def _actor(document: Document, draft: Draft, names: Mapping[int, str], roster: Roster) -> Actor:
    doc = document.doc
    name = names[id(draft)]
    first = min(draft.spans, key=lambda s: (s.kind is MentionKind.PRONOUN, s.start))
    sentence = doc[first.head].sent
    entry = draft.entry
    side = None
    if draft.kind is not ActorKind.COUNTRY:
        if draft.side is not None and (parent := _parent(draft.side)) is not None and draft.kind is ActorKind.PERSON:
            side = _side_name(parent, roster, names)
        elif draft.side is not None:
            side = names.get(id(draft.side)) or _canonical(draft.side)
        elif entry is not None and entry.side:
            side = _side_name(entry, roster, names)
    return Actor(
        name=name,
        kind=draft.kind,
        aliases=tuple(_aliases(draft, name)),
        roles=tuple(_distinct(draft.roles)),
        side=None if side == name else side,
        evidence=Evidence.cut(document.article.text, sentence.start_char, sentence.end_char),
        mentions=len(draft.spans),
        identifiers=(f"iso3166:{entry.iso}",) if entry is not None and entry.iso else (),
        confidence=min(0.99, round(draft.confidence + 0.02 * min(len(draft.spans), 7), 2)),
    )


def _parent(side: Draft) -> Entry | None:
    """The entry of a ministry or council, whose people speak for the state or body it is part of."""
    entry = side.entry
    return entry if entry is not None and entry.side and entry.type in PARTS_OF_STATE else None


def _side_name(entry: Entry, roster: Roster, names: Mapping[int, str]) -> str | None:
    for draft in roster.drafts:
        if draft.entry is not None and draft.entry.name == entry.side:
            return names.get(id(draft), entry.side)
    return entry.side


def _aliases(draft: Draft, name: str) -> Iterable[str]:
    return (f for f in {**draft.forms, **draft.nominals} if f != name)


def _distinct(roles: Iterable[str]) -> Iterable[str]:
    seen: set[str] = set()
    for role in roles:
        key = role.lower()
        if key not in seen:
            seen.add(key)
            yield role
