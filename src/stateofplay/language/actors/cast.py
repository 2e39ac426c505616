"""The cast: which drafts are actors of the story, under which names, with which aliases, roles and sides."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from stateofplay.language.actors.kinds.people import PARTS_OF_STATE
from stateofplay.language.actors.kinds.repeats import called_at_first
from stateofplay.language.actors.references.pronouns import PronounMentions
from stateofplay.language.actors.roster import ActorDraft, DraftSpan, JointMention, Roster
from stateofplay.language.document import Document, Mention, MentionKind
from stateofplay.language.lexicon import Entry, Use
from stateofplay.model import Actor, ActorKind, Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorCast:
    """Who is of the story, and every place that speaks of it beside the roster's own."""

    kept: Collection[ActorDraft]
    pairs: Sequence[JointMention]
    pronouns: PronounMentions
    spelled: Mapping[ActorDraft, Sequence[str]]
    """What else the page calls somebody, by the words that hang on the name: an alias."""


def settle(document: Document, roster: Roster, cast: ActorCast) -> Document:
    """The document with its actors and mentions."""
    kept = [d for d in roster.drafts if d.spans and d in cast.kept]
    names: dict[ActorDraft, str] = {}
    used: set[str] = set()
    known = {canonical(d).lower() for d in kept}
    for draft in kept:
        short = called_at_first(document.doc, draft)
        name = short if short and short.lower() not in known else canonical(draft)
        if name in used:
            continue
        used.add(name)
        names[draft] = name
    spans = {d: [*d.spans, *cast.pronouns.of.get(d, ())] for d in names}
    actors = [_actor(document, d, spans[d], cast.spelled.get(d, ()), names, roster) for d in names]
    actors.sort(key=lambda a: a.evidence.start)
    joint = (*roster.joint, *cast.pairs, *cast.pronouns.joint)
    return document.with_actors(actors, [*_mentions(spans, names), *_joint_mentions(joint, names, roster)])


def _mentions(spans: Mapping[ActorDraft, Sequence[DraftSpan]], names: Mapping[ActorDraft, str]) -> Iterator[Mention]:
    for draft, name in names.items():
        for s in spans[draft]:
            yield Mention(start=s.start, end=s.end, head=s.head, actors=(name,), kind=s.kind)


def _joint_mentions(
    joint: Iterable[JointMention], names: Mapping[ActorDraft, str], roster: Roster
) -> Iterator[Mention]:
    for one in joint:
        together = tuple(names[d] for d in map(roster.whole_of, one.drafts) if d in names)
        if together:
            s = one.span
            yield Mention(start=s.start, end=s.end, head=s.head, actors=together, kind=s.kind)


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


def _actor(
    document: Document,
    draft: ActorDraft,
    spans: Sequence[DraftSpan],
    spelled: Sequence[str],
    names: Mapping[ActorDraft, str],
    roster: Roster,
) -> Actor:
    doc = document.doc
    name = names[draft]
    first = min(spans, key=lambda s: (s.kind is MentionKind.PRONOUN, s.start))
    sentence = doc[first.head].sent
    entry = draft.entry
    side = None
    if draft.kind is not ActorKind.COUNTRY:
        if draft.side is not None and (parent := _parent(draft.side)) is not None and draft.kind is ActorKind.PERSON:
            side = _side_name(parent, roster, names)
        elif draft.side is not None:
            side = names.get(draft.side) or canonical(draft.side)
        elif entry is not None and entry.side:
            side = _side_name(entry, roster, names)
    return Actor(
        name=name,
        kind=draft.kind,
        aliases=tuple(_aliases(draft, (*spelled, canonical(draft)) if name != canonical(draft) else spelled, name)),
        roles=tuple(_distinct(draft.roles or draft.called)),
        side=None if side == name else side,
        evidence=Evidence.cut(document.article.text, sentence.start_char, sentence.end_char),
        mentions=len(spans),
        identifiers=(f"iso3166:{entry.iso}",) if entry is not None and entry.iso else (),
        confidence=min(0.99, round(draft.confidence + 0.02 * min(len(spans), 7), 2)),
    )


def _parent(side: ActorDraft) -> Entry | None:
    """The entry of a ministry or council, whose people speak for the state or body it is part of."""
    entry = side.entry
    return entry if entry is not None and entry.side and entry.type in PARTS_OF_STATE else None


def _side_name(entry: Entry, roster: Roster, names: Mapping[ActorDraft, str]) -> str | None:
    for draft in roster.drafts:
        if draft.entry is not None and draft.entry.name == entry.side:
            return names.get(draft, entry.side)
    return entry.side


def _aliases(draft: ActorDraft, spelled: Sequence[str], name: str) -> Iterable[str]:
    return (f for f in dict.fromkeys((*draft.forms, *draft.nominals, *spelled)) if f != name)


def _distinct(roles: Iterable[str]) -> Iterable[str]:
    seen: set[str] = set()
    for role in roles:
        key = role.lower()
        if key not in seen:
            seen.add(key)
            yield role
