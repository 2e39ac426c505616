"""A line of the brief from one claim, and the words for its actor: what all sections are made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from stateofplay.exchange.brief import wording as w
from stateofplay.exchange.brief.days import without_weeks
from stateofplay.exchange.brief.marks import MarkedSentences
from stateofplay.exchange.brief.records import BriefLine
from stateofplay.language.agreement import names_several
from stateofplay.model import KIND_OF, Actor, Claim, Reading
from stateofplay.model.listing import list_names
from stateofplay.model.sureness import SURE, sureness

NumberedReadings: TypeAlias = Sequence[tuple[int, Reading]]
"""Readings with the numbers of their pages."""


def claim_line(
    page: int,
    claim: Claim,
    marks: MarkedSentences,
    lead: str,
    text: str = "",
    notes: Iterable[str] = (),
    emphasis: str = "",
) -> BriefLine:
    """The line of a claim: what it says, and behind it who told it, how firmly and how surely."""
    qualifiers = [n for n in notes if n]
    if claim.said_by and claim.said_by not in _doers(claim):
        qualifiers.append(w.told_by(claim.said_by))
    if firmness := w.FIRMNESS[claim.firmness]:
        qualifiers.append(firmness + (f" by {list_names(claim.disputed_by)}" if claim.disputed_by else ""))
    kind = KIND_OF[type(claim)].name
    if (sure := sureness(claim.confidence, kind)) != SURE:
        qualifiers.append(sure)
    return BriefLine(
        lead=without_weeks(lead),
        text=without_weeks(text),
        kind=kind,
        notes=tuple(qualifiers),
        marks=(marks.at(page, claim.evidence),),
        confidence=claim.confidence,
        claim_id=claim.id,
        emphasis=emphasis,
    )


_DOERS = ("holder", "actor", "who")


def _doers(claim: Claim) -> tuple[object, ...]:
    """Who wants, does or attends by a claim: what one says of oneself needs no source beside one's name."""
    return tuple(getattr(claim, field, None) for field in _DOERS)


def describe_actor(name: str, actors: Iterable[Actor]) -> str:
    """Name with office and side, as far as the page gives them: "Vladimir Medinsky (presidential adviser, Russia)"."""
    for actor in actors:
        if actor.name == name:
            role = actor.roles[:1]
            side = [actor.side] if actor.side and not any(actor.side in r for r in role) else []
            about = [*role, *side]
            return f"{name} ({', '.join(about)})" if about else name
    return name


def is_many(name: str, reading: Reading) -> bool:
    """Whether the page's name for somebody takes a verb in the plural."""
    return names_several(name, next((str(a.kind) for a in reading.actors if a.name == name), "group"))


@dataclass(frozen=True, slots=True)
class NamedParties:
    """The parties of several pages under the names that they go by.

    Parameters
    ----------
    readings
        The pages.
    names
        The name on a page -> the one that it goes by, where pages name one party differently.
    """

    readings: NumberedReadings
    names: Mapping[str, str]
    _best: dict[str, Actor] = field(default_factory=dict, init=False)
    """Each actor as the first page has it that gives an office, else as the first page has it."""

    def __post_init__(self) -> None:
        for _, reading in self.readings:
            for actor in reading.actors:
                if actor.name not in self._best or (actor.roles and not self._best[actor.name].roles):
                    self._best[actor.name] = actor

    def named(self, name: str) -> str:
        """The name that a party of a page goes by."""
        return self.names.get(name, name)

    def describe(self, name: str, reading: Reading) -> str:
        """A party of a page as :func:`describe_actor` tells it, with an office if any page has one."""
        known = self.named(name)
        if known not in self._best:
            return describe_actor(name, reading.actors)
        own = next((actor for actor in reading.actors if actor.name == known), None)
        best = self._best[known]
        return describe_actor(known, (own if own is not None and (own.roles or not best.roles) else best,))


def by_weight(names: Iterable[str]) -> list[str]:
    """Names by how often they occur, the first seen first among equals."""
    return [name for name, _ in Counter(names).most_common()]
