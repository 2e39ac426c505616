"""The sides of an article: who sits at a table of which the text does not say it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from stateofplay.finding.meetings.grouping import MeetingGroup, side_of
from stateofplay.finding.meetings.parties import represented
from stateofplay.finding.words import meetings as words
from stateofplay.finding.words.lemmas import lemma_of
from stateofplay.language.document import Document
from stateofplay.language.inflections import noun_forms
from stateofplay.model import ActorKind

_COLLECTIVE = frozenset({ActorKind.COUNTRY, ActorKind.ARMED_GROUP, ActorKind.ORGANIZATION, ActorKind.GROUP})
_LARGEST_TABLE = 4
_TALKED_ABOUT = frozenset(form for noun in words.TALKED_ABOUT for form in noun_forms(noun))


@dataclass(frozen=True, slots=True)
class Principals:
    """The parties of the article: the sides of its talks, and all it speaks of, the most spoken of first."""

    table: tuple[str, ...]
    ranking: tuple[str, ...]

    @classmethod
    def of(cls, document: Document, groups: Collection[MeetingGroup]) -> Principals:
        """Those most often named at one table, among equals those most spoken of; without a table the two most spoken of."""
        tables: Counter[tuple[str, ...]] = Counter()
        for group in groups:
            sides = sorted({side_of(document, p) for p in group.parties})
            if 2 <= len(sides) <= _LARGEST_TABLE and all(is_collective(document, s) for s in sides):
                tables[tuple(sides)] += len(group.mentions)
        sent = Counter(s for s in _senders(document) if is_collective(document, s) and not are_envoys(document, s))
        if 2 <= len(sent) <= _LARGEST_TABLE and not any(
            len(g.parties) > 1 and not _of_people(document, g) for g in groups
        ):
            tables[tuple(sorted(sent))] += sum(sent.values())
        counts = Counter(side_of(document, name) for mention in document.mentions for name in mention.actors)
        ranking = tuple(name for name, n in counts.most_common() if n > 1 and is_collective(document, name))
        best = max(tables, key=lambda table: (tables[table], sum(counts[s] for s in table)), default=ranking[:2])
        return cls(best, ranking)

    def complete(
        self, document: Document, parties: tuple[str, ...], outside: Collection[str], *, among: bool = False
    ) -> tuple[str, ...]:
        """The parties of talks where the text names one or none of them; `outside` are mediators, who do not count.

        `among` tells of a summit: that of one body is of its members among themselves.
        """
        if any(is_loose(document, p) for p in parties) or (among and all(document.is_body(p) for p in parties)):
            return parties
        sides = {side_of(document, p) for p in parties}
        table = tuple(p for p in self.table if p not in outside)
        if sides <= set(table) and len(table) > 1:
            return table
        if not sides:
            return table
        other = next((p for p in (*table, *self.ranking) if p not in sides and p not in outside), None)
        return (*on_one_level(document, parties), other) if other is not None else parties


def _of_people(document: Document, group: MeetingGroup) -> bool:
    return all(document.is_person(p) for p in group.parties)


def _senders(document: Document) -> Iterator[str]:
    """Whose delegations the page speaks of, once for each place: these sit at its talks, whoever else met on their eve."""
    for token in document.doc:
        if token.pos_ == "NOUN" and lemma_of(token) in words.DELEGATIONS:
            yield from (side_of(document, name) for name in represented(document, token))


def is_collective(document: Document, name: str) -> bool:
    """Tell whether an actor is more than a person."""
    return document.is_kind(name, *_COLLECTIVE)


def is_loose(document: Document, name: str) -> bool:
    """Tell whether an actor is many at once, "world powers", who may talk among themselves."""
    return document.is_group(name) and name.endswith("s")


def are_talked_about(document: Document, name: str) -> bool:
    """Tell whether an actor is people of whom talks are and who sit at none: "prisoners of war", "young wounded"."""
    if not document.is_group(name):
        return False
    return name.lower().partition(" of ")[0].split()[-1] in _TALKED_ABOUT


def are_envoys(document: Document, name: str) -> bool:
    """Tell whether an actor is only people at the table, "negotiators", and no party."""
    last = name.lower().split()[-1].removesuffix("s")
    return document.is_group(name) and last in words.ENVOYS


def on_one_level(
    document: Document, parties: tuple[str, ...], named: Mapping[str, int] | None = None
) -> tuple[str, ...]:
    """Where states or movements sit at the table, their people count for them.

    `named` tells in how many mentions of the meeting each is named: a side of which the text mostly names the people who
    meet ("Dahl met the Chadian delegation; she told the Chadians ...") is these people.
    """
    sides: dict[str, list[str]] = {}
    for party in parties:
        sides.setdefault(side_of(document, party), []).append(party)
    if len(sides) > 1 and any(len(members) > 1 for members in sides.values()):
        return tuple(sides)  # two colleagues on one side are a delegation, not parties to each other
    if not any(is_collective(document, p) for p in parties):
        return parties
    out: list[str] = []
    for side, members in sides.items():
        people = [p for p in members if not is_collective(document, p)]
        by_name = sum((named or {}).get(p, 0) for p in people)
        as_side = sum((named or {}).get(p, 0) for p in members if p not in people)
        out.extend(people if people and named is not None and by_name >= as_side else [side])
    return tuple(dict.fromkeys(out))
