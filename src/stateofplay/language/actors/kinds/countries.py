"""Countries and territories: which of their names act, and which are only where something happens."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from stateofplay.language.actors.clause_role import MEETINGS, Bearing, bearing, predicate
from stateofplay.language.actors.names.name import Name, NameKind
from stateofplay.language.actors.roster import ActorDraft, Roster, head_of
from stateofplay.language.document import MentionKind
from stateofplay.language.lexicon import Lexicon, Use
from stateofplay.language.lexicon.places import load_places
from stateofplay.language.tokens import Doc, Token
from stateofplay.model import ActorKind

_WEIGHTS = {
    Bearing.SPEAKER: 1.5,
    Bearing.AGENT: 1.2,
    Bearing.PATIENT: 1.0,
    Bearing.PARTNER: 1.0,
    Bearing.OWNER: 0.6,
    Bearing.MODIFIER: 0.35,
    Bearing.OTHER: 0.35,
    Bearing.PLACE: 0.0,
}
_MOVES = frozenset("visit leave enter reach tour flee depart".split())


def find_countries(doc: Doc, names: Sequence[Name], roster: Roster, lexicon: Lexicon) -> None:
    """Draft countries and territories from their names, seats, capitals and adjectives."""
    listed, meeting = _listed(doc, names), _joined_to_meet(doc, names)
    for name in names:
        entry = name.entry
        if name.kind is not NameKind.PLACE or entry is None or not roster.is_free(name.start, name.end):
            continue
        head = doc[head_of(doc, name.start, name.end)]
        how = bearing(head, lexicon.words, place=name.use is not Use.SEAT)
        weight = _weight(head, how, name)
        if (id(name) in listed and how in (Bearing.OTHER, Bearing.OWNER)) or id(name) in meeting:
            weight = max(weight, 1.0)
        acting = how in (Bearing.SPEAKER, Bearing.AGENT, Bearing.PATIENT, Bearing.PARTNER)
        if name.use is Use.CAPITAL and ((not acting and how is not Bearing.OWNER) or weight == 0):
            continue
        if entry.kind is None and how not in (Bearing.SPEAKER, Bearing.AGENT) and id(entry) not in roster.by_entry:
            continue
        draft = roster.draft_of(entry, entry.kind or ActorKind.COUNTRY)
        if name.use is Use.PEOPLE:
            draft = _people_of(doc, name, draft, roster)
        draft.weight += weight
        kind = MentionKind.ADJECTIVE if name.use is Use.ADJECTIVE and how is Bearing.MODIFIER else MentionKind.NAME
        roster.mention(draft, name.start, name.end, kind, form=doc[name.start : name.end].text)
    _find_unknown_lands(doc, names, roster, lexicon)


def _find_unknown_lands(doc: Doc, names: Sequence[Name], roster: Roster, lexicon: Lexicon) -> None:
    """Draft lands that no lexicon knows: one that acts or speaks as a country does, or stands in a list of countries."""
    known: dict[str, ActorDraft] = {}
    listed = _in_lists_of_lands(doc, names)
    for name in names:
        unknown = name.entry is None and name.kind in (NameKind.PLACE, NameKind.UNSURE) and name.end - name.start <= 2
        if not unknown or not roster.is_free(name.start, name.end) or doc[name.start : name.end].text in load_places():
            continue
        text = doc[name.start : name.end].text
        how = bearing(doc[head_of(doc, name.start, name.end)], lexicon.words)
        acts = name.kind is NameKind.PLACE and how in (Bearing.SPEAKER, Bearing.AGENT)
        draft = known.get(text)
        if draft is None and not acts and id(name) not in listed:
            continue
        if draft is None:
            draft = known[text] = roster.add(ActorDraft(name=text, kind=ActorKind.COUNTRY, confidence=0.4))
        draft.weight += max(_WEIGHTS[how], 1.0 if id(name) in listed else 0.0)
        roster.mention(draft, name.start, name.end, MentionKind.NAME, form=text)


def _in_lists_of_lands(doc: Doc, names: Sequence[Name]) -> set[int]:
    """Unknown single names of a list that has a known country in it: "Northland, Eastland, France and Japan"."""
    out: set[int] = set()
    run: list[Name] = []
    for name, following in zip(names, [*names[1:], None], strict=False):
        run.append(name)
        between = [t.lower_ for t in doc[name.end : following.start]] if following is not None else ["."]
        if following is not None and between and set(between) <= {",", "and", "or"}:
            continue
        lands = [n for n in run if n.entry is not None and n.entry.kind is ActorKind.COUNTRY and n.use is Use.NAME]
        odd = [n for n in run if n.entry is None and n.kind in (NameKind.PLACE, NameKind.UNSURE)]
        if lands and len(lands) + len(odd) == len(run):
            out.update(id(n) for n in odd)
        run = []
    return out


def _people_of(doc: Doc, name: Name, country: ActorDraft, roster: Roster) -> ActorDraft:
    """The draft of "Americans" beside that of the United States; "the Americans" are the country."""
    if name.start and doc[name.start - 1].lower_ == "the":
        return country
    for draft in roster.drafts:
        if draft.stands_for is country and draft.origin == "people":
            return draft
    text = doc[name.start : name.end].text
    draft = ActorDraft(
        name=text, kind=ActorKind.GROUP, side=country, stands_for=country, origin="people", confidence=0.45
    )
    return roster.add(draft)


def _listed(doc: Doc, names: Sequence[Name]) -> set[int]:
    """Names that stand in a list of countries: "the United States, Russia and China" are parties even in brackets."""
    places = [n for n in names if n.kind is NameKind.PLACE and n.entry is not None and n.use in (Use.NAME, Use.SEAT)]
    out: set[int] = set()
    for left, right in itertools.pairwise(places):
        between = [t.lower_ for t in doc[left.end : right.start]]
        if len(between) <= 3 and set(between) <= {",", "and", "the", "or", "plus", ")"} and between:
            out.update((id(left), id(right)))
    return out


def _joined_to_meet(doc: Doc, names: Sequence[Name]) -> set[int]:
    """Countries that a hyphen joins before a word for meeting: "the second Norway-Chad summit"."""
    out: set[int] = set()
    for left, right in itertools.pairwise(n for n in names if n.kind is NameKind.PLACE and n.entry is not None):
        if right.start - left.end == 1 and doc[left.end].text in _HYPHENS:
            if any(t.lower_ in MEETINGS for t in doc[right.end : right.end + 2]):
                out.update((id(left), id(right)))
    return out


_HYPHENS = frozenset({"-", "–", "—"})


def _weight(head: Token, how: Bearing, name: Name) -> float:
    weight = _WEIGHTS[how]
    if how is Bearing.PATIENT and predicate(head).lemma_.lower() in _MOVES:
        return 0.0
    if name.use is Use.ADJECTIVE and how is Bearing.MODIFIER:
        return min(weight, 0.25)
    if name.use is Use.PEOPLE and not (name.start and head.doc[name.start - 1].lower_ == "the"):
        # "the Iranians" are Iran, "Iranians" are people.
        return min(weight, 0.5)
    if name.use is Use.SEAT:
        return max(weight, 0.5)
    return weight
