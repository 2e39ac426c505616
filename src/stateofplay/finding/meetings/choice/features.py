"""What a page tells of an actor and a meeting: how it stands to the words that speak of the meeting, and who else does."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stateofplay.finding.meetings.cues import MeetingMention
from stateofplay.finding.meetings.grouping import MeetingGroup, side_of
from stateofplay.finding.meetings.sides import are_envoys, are_talked_about
from stateofplay.finding.words.lemmas import lemma_of
from stateofplay.language.document import Document, Mention, MentionKind
from stateofplay.language.tokens import Token
from stateofplay.model import Actor, ActorKind
from stateofplay.model.dates import VagueDate

Measures = dict[str, float]
_HIGHEST = 6
"""Words above a mention that are followed on the way to a meeting word."""
_FAR = 60
_HEADS = frozenset("president minister premier chancellor secretary leader king prince chief speaker".split())
_ENVOYS = frozenset("envoy negotiator ambassador representative diplomat adviser advisor delegate".split())
_SPEECH = frozenset("say tell add state write announce note warn claim argue report".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingContext:
    """What the features of all actors and meetings of a page share."""

    document: Document
    groups: Sequence[MeetingGroup]
    sentence: dict[int, int]
    places: dict[str, list[Mention]]
    around: dict[str, dict[int, list[Mention]]]
    """The mentions of each actor by sentence."""
    rank: dict[str, int]
    share: dict[str, float]
    side: dict[str, str]
    people: Counter[str]
    tables: Counter[str]
    title_end: int

    @classmethod
    def of(cls, document: Document, groups: Sequence[MeetingGroup]) -> MeetingContext:
        """Count once what is asked often. Cost: linear in the text."""
        sentence = {t.i: n for n, s in enumerate(document.doc.sents) for t in s}
        places: dict[str, list[Mention]] = defaultdict(list)
        around: dict[str, dict[int, list[Mention]]] = defaultdict(lambda: defaultdict(list))
        for mention in document.mentions:
            for name in mention.actors:
                places[name].append(mention)
                around[name][sentence[mention.head]].append(mention)
        counts = Counter({name: len(found) for name, found in places.items()})
        total = sum(counts.values()) or 1
        side = {a.name: side_of(document, a.name) for a in document.actors}
        title = document.article.title
        return cls(
            document=document,
            groups=groups,
            sentence=sentence,
            places=places,
            around=around,
            rank={name: n for n, (name, _) in enumerate(counts.most_common())},
            share={name: n / total for name, n in counts.items()},
            side=side,
            people=Counter(side[a.name] for a in document.actors if a.kind is ActorKind.PERSON),
            tables=Counter(p for g in groups for p in g.parties),
            title_end=len(title) if title and document.article.text.startswith(title) else 0,
        )

    def candidates(self) -> tuple[Actor, ...]:
        """Actors whom the page mentions, but those of whom talks are, and "officials" of nobody."""
        named = (a for a in self.document.actors if a.name in self.places)
        return tuple(a for a in named if not _sits_nowhere(self.document, a.name))


def _sits_nowhere(document: Document, name: str) -> bool:
    return are_talked_about(document, name) or (" " not in name and are_envoys(document, name))


def of_group(page: MeetingContext, group: MeetingGroup) -> Measures:
    """Measures of a meeting by itself."""
    heard = group.heard
    cue, date = group.cue, VagueDate.parse(group.date)
    out: Measures = {
        f"kind={group.kind}": 1.0,
        "mentions": math.log1p(len(heard)),
        "verbal": sum(m.verbal for m in heard) / len(heard),
        "headline": float(any(m.headline for m in heard)),
        "definite": sum(m.definite for m in heard) / len(heard),
        "stated": float(len(group.parties)),
        "place": float(group.place is not None),
        "date": float(date is not None),
        "order": float(group.order),
        f"cue={cue.status}": 1.0,
        "cue weight": cue.weight,
        "groups": float(len(page.groups)),
        "first sentence": float(min(page.sentence[m.token.i] for m in heard)),
        "actors": float(len(page.places)),
        "length": math.log1p(len(page.document.doc)),
    }
    for mention in heard:
        if mention.cue.status is not None:
            key = f"said={mention.cue.status}"
            out[key] = max(out.get(key, 0.0), mention.cue.weight)
    published = VagueDate.parse(page.document.article.published)
    if date is not None and published is not None:
        when = "later" if published.is_before(date) else "earlier" if date.is_before(published) else "same"
        out[f"when={when}"] = 1.0
        out[f"grain={date.grain}"] = 1.0
    return out


def of_words(group: MeetingGroup) -> Measures:
    """Measures of the words that speak of a meeting: their lemmas, and those of what governs them."""
    out: Measures = {}
    for mention in group.heard:
        token = mention.token
        out[f"trigger={lemma_of(token)}"] = 1.0
        governor = token.head if token.head is not token else token
        out[f"governor={lemma_of(governor)}"] = 1.0
        out[f"relation={token.relation}"] = 1.0
        for child in (*token.children, *(governor.children if governor is not token else ())):
            if child.dep_ in ("aux", "mark", "advmod", "amod", "det", "case", "cop"):
                out[f"beside={child.lower_}"] = 1.0
        tense = (governor if governor.pos_ in ("VERB", "AUX") else token).morph.get("Tense")
        for value in tense:
            out[f"tense={value}"] = 1.0
    return out


def of_actor(page: MeetingContext, group: MeetingGroup, actor: Actor, shared: Measures) -> Measures:
    """Measures of an actor as a party of a meeting; `shared` are those of the meeting and of the actor by itself."""
    name = actor.name
    out: Measures = dict(shared)
    heard = group.heard
    stated = Counter([p for m in heard for p in m.parties])
    side = page.side[name]
    sides = [page.side.get(p, p) for p in stated]
    out["named"] = float(stated[name])
    out["named share"] = stated[name] / len(heard)
    out["others named"] = float(len(stated) - (name in stated))
    out["side named"] = float(sum([p != name and page.side.get(p) == side for p in stated]))
    out["other sides named"] = float(len({s for s in sides if s != side}))
    out["host"] = float(any(name in m.hosts for m in heard))
    out["mediator"] = float(any(name in m.mediators for m in heard))
    out["proposer"] = float(any(name == m.proposed_by for m in heard))
    out["elsewhere"] = float(page.tables[name] - sum([p == name for p in group.parties]))
    out["place of it"] = float(bool(group.place) and (group.place or "").lower() in name.lower())
    _beside(page, group, name, out)
    return out


def of_name(page: MeetingContext, actor: Actor) -> Measures:
    """Measures of an actor by itself, the same for all meetings."""
    name, side = actor.name, page.side[actor.name]
    words = {w.strip(",").lower() for role in actor.roles for w in role.split()}
    return {
        f"is {actor.kind}": 1.0,
        "rank": float(page.rank[name]),
        "share": page.share[name],
        "sided": float(actor.side is not None),
        "side is here": float(actor.side is not None and actor.side in page.places),
        "people": float(page.people[name]),
        "side's people": float(page.people[side]),
        "side's share": page.share.get(side, 0.0),
        "is side": float(side == name),
        "plural": float(actor.kind is ActorKind.GROUP and name.endswith("s")),
        "head": float(bool(words & _HEADS)),
        "envoy": float(bool(words & _ENVOYS)),
        "titled": float(any(page.document.doc[m.start].idx < page.title_end for m in page.places[name])),
    }


def _beside(page: MeetingContext, group: MeetingGroup, name: str, out: Measures) -> None:
    words = page.document.doc.words
    nearest, together = _FAR, 0
    around = page.around[name]
    for meeting in group.heard:
        here = page.sentence[meeting.token.i]
        met = False
        for offset, where in ((-2, "2 before"), (-1, "before"), (1, "after")):
            for mention in around.get(here + offset, ()):
                out[where] = 1.0
                if words[mention.head].relation == "nsubj":
                    out[f"{where}, subject"] = 1.0
        for mention in around.get(here, ()):
            met = True
            head = words[mention.head]
            nearest = min(nearest, abs(head.i - meeting.token.i))
            for key in _ways(head, meeting):
                out[key] = out.get(key, 0.0) + 1.0
            out[f"by {mention.kind}"] = 1.0
            if len(mention.actors) > 1:
                out["joint"] = 1.0
            if mention.kind is not MentionKind.PRONOUN and head.i > meeting.token.i:
                out["behind"] = 1.0
        together += met
    out["nearest"] = float(nearest)
    out["together"] = float(together)
    out["together share"] = together / len(group.heard)


def _ways(head: Token, meeting: MeetingMention) -> Iterator[str]:
    """How a mention hangs together with a meeting word: by what relation each hangs on what they share."""
    trigger = meeting.token
    above = _chain(trigger)
    places = {t.i: n for n, t in enumerate(above)}
    node, last, depth = head, head, 0
    while node.i not in places and node.head is not node and depth < _HIGHEST:
        node, last, depth = node.head, node, depth + 1
    if node.i not in places:
        yield "apart"
        return
    level = places[node.i]
    mine = last.relation if node is not head else "self"
    if head.relation in ("conj", "appos", "flat") and node is not head:
        yield f"joined {head.relation}"
    case = next((c.lower_ for c in last.children if c.dep_ == "case" and c.i < last.i), "")
    theirs = "it" if level == 0 else above[level - 1].relation
    kind = "verb" if meeting.verbal else "noun"
    yield f"way {kind} {mine}>{theirs}"
    if level == 0:
        yield f"on it {mine}"
        if case:
            yield f"on it {case}"
    else:
        yield f"over it {mine}"
        if case:
            yield f"over it {case}"
        if lemma_of(node) in _SPEECH:
            yield f"over it {mine} of saying"
    out = min(depth, 4)
    yield f"depth {out} {min(level, 3)}"


def _chain(token: Token) -> list[Token]:
    out = [token]
    while out[-1].head is not out[-1] and len(out) <= _HIGHEST:
        out.append(out[-1].head)
    return out
