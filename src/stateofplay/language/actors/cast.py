"""The cast: which drafts are actors of the story, under which names, with which aliases, roles and sides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from stateofplay.language.actors.kinds.people import PARTS_OF_STATE
from stateofplay.language.actors.names.titles import Title
from stateofplay.language.actors.roster import ActorDraft, Roster
from stateofplay.language.document import Document, MentionKind
from stateofplay.language.lexicon import Entry, Lexicon, Use
from stateofplay.model import Actor, ActorKind, Evidence


def settle(document: Document, roster: Roster, titles: Mapping[int, list[Title]], lexicon: Lexicon) -> None:
    """Set actors and mentions on the document."""
    kept = [d for d in roster.drafts if d.spans and d.kept]
    names: dict[int, str] = {}
    used: set[str] = set()
    for draft in kept:
        name = canonical(draft)
        if name in used:
            continue
        used.add(name)
        names[id(draft)] = name
    actors = [_actor(document, d, names, roster) for d in kept if id(d) in names]
    actors.sort(key=lambda a: a.evidence.start)
    document.set_actors(actors, roster.mentions(names))


def canonical(draft: ActorDraft) -> str:
    """Full name as the text allows; countries by their common English name."""
    entry = draft.entry
    if draft.kind is ActorKind.PERSON or entry is None:
        return draft.name
    adjectives = {form for form, use in entry.forms if use is Use.ADJECTIVE}
    if entry.kind is ActorKind.COUNTRY or entry.kind is None:
        return entry.name
    if entry.name in draft.forms or not draft.forms:
        return entry.name
    named = [form for form in draft.forms if form not in adjectives]
    if not named:
        return entry.name
    if any(" " in f for f in named):
        return max(named, key=len)
    # Only an acronym or a short form in the text: the entry's name says more ("UN" for the United Nations).
    return entry.name if entry.kind is ActorKind.ORGANIZATION and entry.type == "multilateral" else max(named, key=len)


def _actor(document: Document, draft: ActorDraft, names: Mapping[int, str], roster: Roster) -> Actor:
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
            side = names.get(id(draft.side)) or canonical(draft.side)
        elif entry is not None and entry.side:
            side = _side_name(entry, roster, names)
    return Actor(
        name=name,
        kind=draft.kind,
        aliases=tuple(_aliases(draft, name)),
        roles=tuple(_distinct(draft.roles or draft.called)),
        side=None if side == name else side,
        evidence=Evidence.cut(document.article.text, sentence.start_char, sentence.end_char),
        mentions=len(draft.spans),
        identifiers=(f"iso3166:{entry.iso}",) if entry is not None and entry.iso else (),
        confidence=min(0.99, round(draft.confidence + 0.02 * min(len(draft.spans), 7), 2)),
    )


def _parent(side: ActorDraft) -> Entry | None:
    """The entry of a ministry or council, whose people speak for the state or body it is part of."""
    entry = side.entry
    return entry if entry is not None and entry.side and entry.type in PARTS_OF_STATE else None


def _side_name(entry: Entry, roster: Roster, names: Mapping[int, str]) -> str | None:
    for draft in roster.drafts:
        if draft.entry is not None and draft.entry.name == entry.side:
            return names.get(id(draft), entry.side)
    return entry.side


def _aliases(draft: ActorDraft, name: str) -> Iterable[str]:
    return (f for f in dict.fromkeys((*draft.forms, *draft.nominals, *draft.spelled)) if f != name)


def _distinct(roles: Iterable[str]) -> Iterable[str]:
    seen: set[str] = set()
    for role in roles:
        key = role.lower()
        if key not in seen:
            seen.add(key)
            yield role
