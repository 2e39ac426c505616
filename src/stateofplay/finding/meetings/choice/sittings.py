"""A sitting: all that the choice has to know of a meeting, measured once and free of the parse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stateofplay.finding.meetings.choice.features import Measures, MeetingContext, of_actor, of_group, of_name, of_words
from stateofplay.finding.meetings.choice.tables import Room, Seats
from stateofplay.finding.meetings.grouping import MeetingGroup, weight
from stateofplay.language.document import Document
from stateofplay.model import Actor, ActorKind, Meeting


@dataclass(frozen=True, slots=True, kw_only=True)
class SittingDraft:
    """A group of mentions, what the rules make of it, and whom they hold to be the two sides of the page."""

    group: MeetingGroup
    meeting: Meeting | None
    table: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """A meeting measured: every actor as its party (`seats`), the meeting by itself (`meeting`, and with its words `told`)."""

    actors: tuple[str, ...]
    sides: Mapping[str, str]
    kinds: Mapping[str, ActorKind]
    seats: Sequence[Measures]
    meeting: Measures
    told: Measures
    stated: tuple[str, ...]
    ruled: tuple[str, ...]
    place: str | None
    weight: float

    def room(self, chances: Sequence[float]) -> Room:
        """Everybody who may sit there, with the chance of each."""
        return Room(
            chances=dict(zip(self.actors, chances, strict=True)), sides=self.sides, kinds=self.kinds,
            stated=self.stated, ruled=self.ruled, meeting=self.meeting,
        )  # fmt: skip


def sittings(document: Document, drafts: Sequence[SittingDraft]) -> list[Sitting]:
    """Measure the drafts of a page. Cost: linear in its actors times its meetings."""
    page = MeetingContext.of(document, [d.group for d in drafts])
    actors = [(actor, of_name(page, actor)) for actor in page.candidates()]
    return [_sitting(page, draft, actors) for draft in drafts]


def _sitting(page: MeetingContext, draft: SittingDraft, actors: Sequence[tuple[Actor, Measures]]) -> Sitting:
    group, made = draft.group, draft.meeting
    ruled = made.parties if made is not None else ()
    shared = of_group(page, group)
    meeting = shared | {"weight": weight(group)}
    status = made.status if made is not None else group.cue.status
    return Sitting(
        actors=tuple(a.name for a, _ in actors),
        sides=page.side,
        kinds={a.name: a.kind for a, _ in actors},
        seats=[
            of_actor(page, group, actor, meeting | alone)
            | {"ruled": float(actor.name in ruled), "principal": float(actor.name in draft.table)}
            for actor, alone in actors
        ],
        meeting=meeting,
        told=meeting
        | of_words(group)
        | {"made": float(made is not None), "ruled": float(len(ruled)), f"rule={status}": 1.0},
        stated=group.parties,
        ruled=ruled,
        place=group.place,
        weight=weight(group),
    )


def measures(found: Sequence[Sitting], chosen: Sequence[tuple[Seats, float]]) -> list[Measures]:
    """Measures of each sitting as a meeting of its own, once parties (and what they are thought worth) are chosen for all."""
    out: list[Measures] = []
    sets = [frozenset(seats) for seats, _ in chosen]
    for n, sitting in enumerate(found):
        others = [m for m in range(len(found)) if m != n]
        same = [m for m in others if sets[m] == sets[n]]
        place = sitting.place
        out.append(
            dict(sitting.told)
            | {
                "shares": chosen[n][1],
                "parties": float(len(sets[n])),
                "number": float(n),
                "of": float(len(found)),
                "same parties": float(len(same)),
                "same parties, heavier": float(sum(found[m].weight > sitting.weight for m in same)),
                "same place": float(sum(place is not None and found[m].place == place for m in others)),
                "heavier": float(sum(s.weight > sitting.weight for s in found)),
            }
        )
    return out
