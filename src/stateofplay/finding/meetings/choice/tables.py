"""Tables: sets of actors that may be the parties of a meeting, and what speaks for each set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from stateofplay.finding.meetings.choice.features import Measures
from stateofplay.model import ActorKind

Seats = tuple[str, ...]
_LARGEST = 14
"""Parties beyond so many are not weighed one by one."""
_OF_MEETING = {
    key: f"meeting {key}"
    for key in (
        "kind=call",
        "kind=visit",
        "kind=summit",
        "kind=talks",
        "kind=meeting",
        "verbal",
        "mentions",
        "headline",
        "weight",
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Everybody who may sit at a meeting: the chance of each, its side and kind; whom the words and the rules give."""

    chances: Mapping[str, float]
    sides: Mapping[str, str]
    kinds: Mapping[str, ActorKind]
    stated: Sequence[str]
    ruled: Sequence[str]
    meeting: Measures

    def side(self, name: str) -> str:
        """The side of an actor, itself where it has none."""
        return self.sides.get(name, name)


def likeliest(chances: Mapping[str, float]) -> Seats:
    """The set that shares most with the true one, as far as the chances tell (expected overlap over union).

    >>> likeliest({"Norway": 0.9, "Chad": 0.8, "Mira Dahl": 0.1})
    ('Norway', 'Chad')
    """
    total, inside, best, chosen = sum(chances.values()), 0.0, 0.0, 0
    names = sorted(chances, key=lambda n: -chances[n])
    for size, name in enumerate(names[:_LARGEST], 1):
        inside += chances[name]
        if inside / (size + total - inside) > best:
            best, chosen = inside / (size + total - inside), size
    return tuple(names[:chosen])


def tables(room: Room) -> dict[Seats, set[str]]:
    """Sets worth weighing, each sorted, with how one comes to it; nobody sits there beside those whom it acts for."""
    out: dict[Seats, set[str]] = {}
    for how, names in _tables(room):
        seats = tuple(sorted({n for n in names if n in room.chances}))
        if seats and not any(room.side(n) != n and room.side(n) in seats for n in seats):
            out.setdefault(seats, set()).add(how)
    return out


def _tables(room: Room) -> Iterator[tuple[str, Iterable[str]]]:
    order = sorted(room.chances, key=lambda n: -room.chances[n])
    best = likeliest(room.chances)
    yield "likeliest", best
    for size in (1, 2, 3, 4):
        yield f"first {size}", order[:size]
    yield "rule", room.ruled
    yield "stated", room.stated
    for seats in (best, room.ruled, room.stated, order[:2]):
        yield "sides", [room.side(n) for n in seats]
        yield "people", [_person_of(room, order, n) for n in seats]
        for name in seats:
            yield "less", [n for n in seats if n != name]
        for name in order[:3]:
            yield "more", [*seats, name]
    apart: list[str] = []
    for name in order:
        if len(apart) < 3 and room.side(name) not in {room.side(n) for n in apart}:
            apart.append(name)
    yield "two sides", apart[:2]
    yield "three sides", apart


def _person_of(room: Room, order: Sequence[str], name: str) -> str:
    """The likeliest person of an actor's side, else the actor."""
    side = room.side(name)
    return next((n for n in order if room.kinds[n] is ActorKind.PERSON and room.sides.get(n) == side), name)


def of_table(room: Room, seats: Seats, how: Iterable[str]) -> Measures:
    """Measures of a set: how likely its members are, how likely those left out, what kinds it mixes."""
    chances = [room.chances[n] for n in seats]
    others = {n: c for n, c in room.chances.items() if n not in seats}
    total, inside = sum(room.chances.values()), sum(chances)
    sides = {room.side(n) for n in seats}
    kinds = [room.kinds[n] for n in seats]
    persons = kinds.count(ActorKind.PERSON)
    left = max(others.values(), default=0.0)
    out: Measures = {f"how {tag}": 1.0 for tag in how}
    out |= {
        "size": len(seats), "sum": inside, "mean": inside / len(seats), "least": min(chances), "most": max(chances),
        "left": left, "left sum": total - inside, "expected": inside / (len(seats) + total - inside),
        "gap": min(chances) - left, "sides": len(sides), "doubled": len(seats) - len(sides),
        "persons": persons, "countries": kinds.count(ActorKind.COUNTRY), "bodies": kinds.count(ActorKind.ORGANIZATION),
        "groups": kinds.count(ActorKind.GROUP) + kinds.count(ActorKind.ARMED_GROUP), "mixed": 0 < persons < len(seats),
        "stated in": sum(n in seats for n in room.stated), "stated": len(room.stated),
        "ruled in": sum(n in seats for n in room.ruled), "ruled": len(room.ruled),
        "unstated": sum(n not in room.stated for n in seats), "actors": len(room.chances),
        "page persons": sum(k is ActorKind.PERSON for k in room.kinds.values()) / max(1, len(room.kinds)),
        "their people": max(
            (c for n, c in others.items() if room.kinds[n] is ActorKind.PERSON and room.sides.get(n) in sides), default=0.0
        ),
        "their sides": max((c for n, c in others.items() if n in sides), default=0.0),
        "third": max((c for n, c in others.items() if room.side(n) not in sides), default=0.0),
    }  # fmt: skip
    out |= {name: room.meeting.get(key, 0.0) for key, name in _OF_MEETING.items()}
    return {key: float(value) for key, value in out.items()}
