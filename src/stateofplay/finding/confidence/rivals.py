"""Which of the acts that rules and network think of are told: each is weighed beside its rivals of the same sentence.

The chance of an act by itself says little where a sentence may tell ten: of five guesses at whom somebody accuses one is
right. Boosted trees see how an act stands to the others, who its parties are to the page and to one another, and what else is
told of its sentence. Trained by ``training/claims/rivals.py``; numbers: docs/learned-claims.md.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Generic, TypeVar

from stateofplay.finding.components import Found
from stateofplay.language.document import Document
from stateofplay.language.trees import Trees, read_trees
from stateofplay.model import Actor, Claim, Event

Measures = dict[str, float]
FILE = Path(__file__).parent / "rivals.npz"
RULES, NETWORK = "events", "events-learned"
_Key = tuple[str, tuple[str | None, ...]]
_Any = TypeVar("_Any", bound=Claim)


@cache
def shipped() -> Trees:
    """The trees that the package holds, read once a process."""
    return read_trees(FILE)


@dataclass(frozen=True, slots=True)
class _Scene:
    """What the acts of a page share."""

    actors: Mapping[str, Actor]
    mentions: int


def beside_rivals(document: Document, found: Found, before: Sequence[float]) -> tuple[Event, ...]:
    """The events of a page, each with its chance beside the others as its confidence.

    `before` is what the finders thought of each, their confidence by now the chance by the curve. What nobody named did,
    what a plug-in found, and a page of which the network thinks nothing, the trees never saw: these keep their chances.
    Cost: linear in acts and in the claims that stand beside them.
    """
    if all(event.component != NETWORK for event in found.events):
        return found.events
    known = [n for n, event in enumerate(found.events) if is_known(event)]
    events = [found.events[n] for n in known]
    rows = measures_of(document, found, events, [before[n] for n in known])
    out = list(found.events)
    for n, chance in zip(known, shipped().chances(rows).tolist(), strict=True):
        out[n] = replace(out[n], confidence=round(chance, 3))
    return tuple(out)


def is_known(event: Event) -> bool:
    """Whether the trees have seen acts of this kind: of our own finders, and of somebody who is named."""
    return event.component in (RULES, NETWORK) and event.actor is not None


def measures_of(document: Document, found: Found, events: Sequence[Event], before: Sequence[float]) -> list[Measures]:
    """What the trees are told of each act."""
    sentences = {sentence.start: number for number, sentence in enumerate(document.doc.sents)}
    here: dict[int, list[int]] = defaultdict(list)
    for number, event in enumerate(events):
        here[event.evidence.start].append(number)
    actors = {actor.name: actor for actor in document.actors}
    scene = _Scene(actors, max(1, sum(actor.mentions for actor in document.actors)))
    page = _Page(found)
    out: list[Measures] = [{} for _ in events]
    for numbers in here.values():
        rivals = [events[n] for n in numbers]
        groups = _gather(rivals, [before[n] for n in numbers])
        told = page.beside(rivals[0])
        token = document.doc.word_at(rivals[0].anchor)
        place = sentences.get(token.sent.start, 0) if token is not None else 0
        shared = told.measures | {
            "long": float(len(rivals[0].evidence.quote.split())),
            "place": float(place),
            "place share": place / max(1, len(sentences)),
            "rivals": float(len(rivals)),
            "rivals ruled": float(sum(event.component == RULES for event in rivals)),
        }
        for number in numbers:
            row = out[number]
            row.update(shared)
            _alone(row, events[number], before[number], scene, told)
            _beside(row, events[number], before[number], groups)
    return out


def _alone(row: Measures, event: Event, before: float, scene: _Scene, told: _Told) -> None:
    row["chance"], row["before"] = _logit(event.confidence), _logit(before)
    row["ruled"] = float(event.component == RULES)
    row[f"event {event.event}"] = row[f"status {event.status}"] = 1.0
    for slot, name in (("actor", event.actor), ("recipient", event.recipient)):
        actor = scene.actors.get(name) if name is not None else None
        if actor is None or name is None:
            row[f"{slot} none"] = 1.0
            continue
        row[f"{slot} {actor.kind}"] = 1.0
        row[f"{slot} sure"] = actor.confidence
        row[f"{slot} mentions"] = float(actor.mentions)
        row[f"{slot} share"] = actor.mentions / scene.mentions
        row[f"{slot} side"] = float(actor.side is not None)
        for label in told.of.get(name, ()):
            row[f"{slot} {label}"] = 1.0
    one, other = (scene.actors.get(name or "") for name in (event.actor, event.recipient))
    if one is not None and other is not None:
        row["own side"] = float(one.side == other.name or other.side == one.name)
        row["same side"] = float(one.side is not None and one.side == other.side)
    if event.said_by is not None:
        row["said by actor" if event.said_by == event.actor else "said by other"] = 1.0


_SUPPORTING = frozenset({"event", "both"})
"""What a rule that found the like of an act says for it: another of its type, another of its pair."""


@dataclass(slots=True)
class _Group:
    """Acts of a sentence that have something in common: their chances together, the best, and how many the rules found."""

    total: float = 0.0
    best: float = 0.0
    best_before: float = 0.0
    ruled: int = 0


def _groups_of(event: Event) -> dict[str, tuple[str | None, ...]]:
    """What an act may share with another of its sentence."""
    kind, doer, whom = event.event, event.actor, event.recipient
    return {
        "": (), "event": (kind,), "doer": (doer,), "both": (doer, whom), "event doer": (kind, doer), "event whom": (kind, whom)
    }  # fmt: skip


def _gather(rivals: Sequence[Event], before: Sequence[float]) -> dict[_Key, _Group]:
    groups: dict[_Key, _Group] = defaultdict(_Group)
    for event, thought in zip(rivals, before, strict=True):
        for key in _groups_of(event).items():
            group = groups[key]
            group.total += event.confidence
            group.best = max(group.best, event.confidence)
            group.best_before = max(group.best_before, thought)
            group.ruled += event.component == RULES
    return groups


def _beside(row: Measures, event: Event, before: float, groups: Mapping[_Key, _Group]) -> None:
    mine = int(event.component == RULES)
    for label, key in _groups_of(event).items():
        group = groups[label, key]
        row[f"sum {label}"] = group.total
        row[f"to best {label}"] = event.confidence / group.best if group.best else 1.0
        row[f"to best before {label}"] = before / group.best_before if group.best_before else 1.0
        if label in _SUPPORTING:
            row[f"ruled {label}"] = float(group.ruled > mine)


@dataclass(frozen=True, slots=True)
class _Told:
    """What else is told of a sentence: of the sentence, and of each party."""

    measures: Measures
    of: Mapping[str, Sequence[str]]


class _Claims(Generic[_Any]):
    """The claims of a kind, looked up by where their evidence stands."""

    def __init__(self, claims: Iterable[_Any]) -> None:
        self._claims = sorted(claims, key=lambda c: c.evidence.start)
        self._starts = [c.evidence.start for c in self._claims]
        self._longest = max((c.evidence.end - c.evidence.start for c in self._claims), default=0)

    def beside(self, event: Event) -> list[_Any]:
        """Those whose evidence has something in common with that of an act."""
        place = event.evidence
        first = bisect_left(self._starts, place.start - self._longest)
        last = bisect_left(self._starts, place.end)
        return [c for c in self._claims[first:last] if place.start < c.evidence.end]


class _Page:
    """What is told of a page beside its acts."""

    def __init__(self, found: Found) -> None:
        self._statements, self._positions = _Claims(found.statements), _Claims(found.positions)
        self._meetings, self._conditions = _Claims(found.meetings), _Claims(found.conditions)

    def beside(self, event: Event) -> _Told:
        """What is told of the sentence of an act."""
        of: dict[str, list[str]] = defaultdict(list)
        for said in self._statements.beside(event):
            of[said.speaker].append(f"says {said.act}")
            of[said.speaker].append("speaks")
        for wish in self._positions.beside(event):
            of[wish.holder].append(f"wants {wish.stance}")
        for meeting in self._meetings.beside(event):
            for name in meeting.parties:
                of[name].append(f"meets {meeting.status}")
        return _Told({"conditions": float(len(self._conditions.beside(event)))}, of)


def _logit(chance: float) -> float:
    chance = min(max(chance, 0.001), 0.999)
    return math.log(chance / (1 - chance))
