"""The two of the story, and words that mean both: "both sides", "the two leaders", "the parties"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stateofplay.language.actors.roster import (
    ActorDraft,
    DraftSpan,
    JointMention,
    Roster,
    acts_for,
    offices_of,
    parts_of_office,
)
from stateofplay.language.document import MentionKind
from stateofplay.language.tokens import Doc, Token
from stateofplay.model import ActorKind

_PAIRS = frozenset(
    "sides parties leaders presidents countries nations governments delegations foes rivals neighbours neighbors enemies "
    "adversaries powers capitals camps teams men".split()
)
_PERSONAL_PAIRS = frozenset({"leaders", "presidents", "men"})
_TWO = frozenset({"both", "two"})
_BEFORE_TWO = frozenset({"the", "these"})
_BOTH_SIDES = frozenset({"sides", "parties", "foes", "rivals"})
"""Plurals that mean two also without "two"."""
PARTIES = (ActorKind.COUNTRY, ActorKind.ORGANIZATION, ActorKind.ARMED_GROUP, ActorKind.GROUP)
"""Kinds of actors that can be a side of a story."""
_HEADS = ("president", "leader", "king", "emir", "premier", "chancellor", "minister")
"""Offices of who leads a party, the highest first."""
_OF_OFFICE = {"presidents": "president"}
_SECOND = frozenset("deputy vice former ex acting adviser advisor aide assistant council committee company".split())


@dataclass(frozen=True, slots=True)
class PairMentions:
    """Mentions of the two sides of the story: "both sides", "the two leaders", "the parties"."""

    mentions: tuple[JointMention, ...] = ()
    insisted: frozenset[ActorDraft] = frozenset()
    """Who is an actor whatever else the page tells of it: the state of whose rebels it says "both sides"."""


def resolve_pairs(doc: Doc, roster: Roster) -> PairMentions:
    """Find who is meant by "both sides", "the two leaders", "the parties"."""
    pair, insisted = principal_parties(doc, roster)
    pair = pair if len(pair) > 1 else ()
    found = []
    for token in doc:
        if token.lower_ in _PAIRS and token.pos_ == "NOUN" and token.i not in roster.taken:
            start = _joint_start(doc, token.i)
            if start is not None:
                who = pair
                if token.lower_ in _PERSONAL_PAIRS:
                    who = _just_named(doc, start, roster, token.lower_) or tuple(
                        _leader(p, roster, token.lower_) for p in pair
                    )
                if who:
                    found.append(JointMention(DraftSpan(start, token.i + 1, token.i, MentionKind.NOMINAL), who))
        elif (
            pair
            and token.lower_ == "both"
            and token.pos_ in ("PRON", "DET")
            and token.dep_ in ("nsubj", "nsubj:pass", "obj", "obl")
        ):
            found.append(JointMention(DraftSpan(token.i, token.i + 1, token.i, MentionKind.PRONOUN), pair))
    return PairMentions(mentions=tuple(found), insisted=insisted)


def _just_named(doc: Doc, start: int, roster: Roster, noun: str) -> tuple[ActorDraft, ...]:
    """The two people of two sides whom the sentence names before "the two leaders", else the sentence before it."""
    sentence = doc[start].sent.start
    before = doc[sentence - 1].sent.start if sentence else 0
    people = [d for d in roster.of_kind(ActorKind.PERSON) if noun == "men" or _may_lead(d)]
    for first, last in ((sentence, start), (before, sentence)):
        named = tuple(d for d in people if _is_named_in(d, first, last))
        if len(named) == 2 and (named[0].side is None or named[0].side is not named[1].side):
            return tuple(sorted(named, key=lambda d: next(s.start for s in d.spans if s.start >= first)))
        if named:
            return ()
    return ()


def _is_named_in(draft: ActorDraft, first: int, last: int) -> bool:
    return any(s.kind is MentionKind.NAME and first <= s.start < last for s in draft.spans)


def _may_lead(draft: ActorDraft) -> bool:
    """Whether somebody leads a party, or has no office that the text tells."""
    offices = [parts_of_office(role) for role in offices_of(draft)]
    return not offices or any(_leads(office, head) for office in offices for head in _HEADS)


def _joint_start(doc: Doc, i: int) -> int | None:
    """Start of "both sides", "the two countries", "the warring parties"; None for "three parties", "all sides"."""
    k = i - 1
    while k >= 0 and i - k < 4 and doc[k].pos_ in ("ADJ", "VERB", "NOUN", "PROPN") and doc[k].lower_ not in _TWO:
        k -= 1
    if k < 0:
        return None
    word = doc[k].lower_
    if word in _TWO:
        return k - 1 if k > 0 and doc[k - 1].lower_ in _BEFORE_TWO else k
    if word == "the" and doc[i].lower_ in _BOTH_SIDES:
        return k
    return None


def principal_parties(doc: Doc, roster: Roster) -> tuple[tuple[ActorDraft, ...], frozenset[ActorDraft]]:
    """The two sides of the story: the pair most often side by side ("between A and B"), else the weightiest two.

    With the state of whose opposition it tells, where that is one of them.
    """
    insisted: frozenset[ActorDraft] = frozenset()
    heads = {
        s.head: d
        for d in roster.of_kind(*PARTIES)
        for s in d.spans
        if s.kind in (MentionKind.NAME, MentionKind.ADJECTIVE)
    }
    together: dict[frozenset[int], float] = {}
    by_id = {id(d): d for d in roster.drafts}
    brokers = {id(d) for i, d in heads.items() if doc[i].dep_ == "nsubj" and _brokers(doc[i])}
    brokers |= {
        id(d.side)
        for d in roster.of_kind(ActorKind.PERSON)
        if d.side is not None and any(doc[s.head].dep_ == "nsubj" and _brokers(doc[s.head]) for s in d.spans)
    }
    heads = {i: d for i, d in heads.items() if id(d) not in brokers}
    for i, draft in heads.items():
        token = doc[i]
        other = heads.get(token.head.i) if token.dep_ == "conj" else None
        if other is not None and other is not draft:
            key = frozenset((id(draft), id(other)))
            between = any(c.lower_ == "between" for c in token.head.children)
            together[key] = together.get(key, 0.0) + (3.0 if between else 1.0)
    if together:
        key = max(together, key=lambda k: together[k] * sum(by_id[i].weight for i in k))
        pair = [by_id[i] for i in key]
    else:
        pair = sorted((d for d in roster.of_kind(*PARTIES) if id(d) not in brokers), key=lambda d: -d.weight)[:2]
        if len(pair) < 2 or any(d.weight <= 0 or _only_sends(d, roster) for d in pair):
            at_home = _at_home(doc, pair, roster)
            if at_home is not None:
                pair, insisted = list(at_home), frozenset(at_home[1:])
    return tuple(sorted(pair, key=lambda d: d.spans[0].start if d.spans else 0)), insisted


def _only_sends(draft: ActorDraft, roster: Roster) -> bool:
    """Tell whether a page names a country only by a person of it: "French Foreign Minister X is in Nairobi"."""
    people = any(d.side is draft for d in roster.of_kind(ActorKind.PERSON))
    return people and all(s.kind is MentionKind.ADJECTIVE for s in draft.spans)


def _at_home(doc: Doc, pair: list[ActorDraft], roster: Roster) -> tuple[ActorDraft, ActorDraft] | None:
    """A country and its rebels or opposition, where the page has no other two sides: "the opposition in Sudan"."""
    for draft in pair:
        if draft.kind not in (ActorKind.GROUP, ActorKind.ARMED_GROUP) or not _is_against_state(draft):
            continue
        home = draft.side or next((d for s in draft.spans if (d := _seat(doc, s, roster)) is not None), None)
        if home is not None and home.kind is ActorKind.COUNTRY:
            return draft, home
    return None


def _seat(doc: Doc, span: DraftSpan, roster: Roster) -> ActorDraft | None:
    """The country in which a group is: "the rebels in Chad", "the opposition of Sudan"."""
    behind = span.end + 1
    named = behind < len(doc) and doc[span.end].lower_ in _SEATING
    return roster.taken.get(behind) if named else None


def _is_against_state(draft: ActorDraft) -> bool:
    return draft.name.lower().split()[-1] in _AGAINST_STATE


_SEATING = frozenset({"in", "of"})
_AGAINST_STATE = frozenset("opposition rebels insurgents guerrillas separatists secessionists".split())


def _brokers(subject: Token) -> bool:
    """Tell whether somebody mediates: "Qatar, which is mediating, said", "Oman brokered the truce"."""
    verbs = [subject.head, *(c for c in subject.children if c.dep_ == "acl:relcl")]
    return any(v.lemma_.lower() in _BROKERING for v in verbs)


_BROKERING = frozenset({"mediate", "broker", "facilitate"})


def _leader(party: ActorDraft, roster: Roster, noun: str) -> ActorDraft:
    """Who leads a party, where the text names him, else the party; of "the two presidents" it is nobody but a president."""
    people = [d for d in roster.of_kind(ActorKind.PERSON) if acts_for(d, party)]
    for head in _HEADS if noun not in _OF_OFFICE else (_OF_OFFICE[noun],):
        for draft in people:
            if any(_leads(parts_of_office(role), head) for role in offices_of(draft)):
                return draft
    return party


def _leads(office: Sequence[str], head: str) -> bool:
    """Whether an office is that of the first of a party: no deputy, and no minister beside the first of them."""
    return head in office and _SECOND.isdisjoint(office) and (head != "minister" or "prime" in office)
