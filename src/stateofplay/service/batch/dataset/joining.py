"""Reports of one event or one round of talks, found across the dataset and put into one row with all its mentions.

Counting reports counts the press; what is asked is how often something happened. Two claims are one thing only where nothing has
to be guessed: the day is known to the day in both and is the same, and both name the parties.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from stateofplay.model import EventStatus, PloverEvent
from stateofplay.model.ids import digest
from stateofplay.record.meetings.likeness import places_differ
from stateofplay.service.batch.dataset.copies import database
from stateofplay.service.batch.dataset.folder import Dataset
from stateofplay.service.batch.dataset.tables import writing

RULES = {
    "events": "same PLOVER type, same actor and recipient (in either order where the type is mutual), same day, places that do "
    "not differ, neither hypothetical, not one denied and the other not",
    "meetings": "same day, two parties in common, places that do not differ, no telephone call with a meeting",
}
"""Kind -> the rule by which mentions are one, as it is printed."""
ROWS_AT_ONCE = 4096
"""Rows that are written together."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CALL = re.compile(r"\b(?:call|phone|telephone|video conference)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """What one claim says of an event or a meeting.

    `sides` are the actor's, or the parties', each counted for the side it stands on; `others` the recipient's.
    """

    kind: str
    type: str
    status: str = ""
    sides: frozenset[str]
    others: frozenset[str] = frozenset()
    date: str | None = None
    place: str | None = None
    claim: str = ""
    page: str = ""
    story: int = 0
    parties: str = ""

    @property
    def certain(self) -> bool:
        """Whether day and parties are known well enough to be joined with another mention at all."""
        if not self.date or not _DAY.fullmatch(self.date):
            return False
        if self.kind == "events" and self.status == EventStatus.HYPOTHETICAL:
            return False
        return len(self.sides) > 1 if self.kind == "meetings" else bool(self.sides and self.others)


def sides_of(names: str | None) -> frozenset[str]:
    """Names parted by ``; `` as keys to compare by.

    Examples
    --------
    >>> sides_of("The Netherlands; Chad") == sides_of("chad; Netherlands")
    True
    """
    return frozenset(name.casefold().removeprefix("the ").strip() for name in (names or "").split(";") if name.strip())


def is_same_event(a: EventMention, b: EventMention) -> bool:
    """Whether two mentions are one event or one meeting, by `RULES`; never where a day or a party is uncertain.

    Examples
    --------
    >>> told = dict(kind="events", type="CONSULT", sides=frozenset({"chad"}), others=frozenset({"norway"}))
    >>> one, other = EventMention(**told, date="2024-03-12"), EventMention(**told, date="2024-03-12", place="Geneva")
    >>> is_same_event(one, other), is_same_event(one, EventMention(**told, date="2024-03"))
    (True, False)
    """
    if a.kind != b.kind or not a.certain or not b.certain or a.date != b.date:
        return False
    if places_differ(a.place, b.place, {}):
        return False
    if a.kind == "meetings":
        if a.page and a.page == b.page:
            return False  # the reader of one page already told its meetings apart
        shared = len(a.sides & b.sides)
        return shared >= 2 and bool(_CALL.search(a.type)) == bool(_CALL.search(b.type))
    if a.type != b.type or (a.status == EventStatus.DENIED) != (b.status == EventStatus.DENIED):
        return False
    if a.type in MUTUAL:
        return a.sides | a.others == b.sides | b.others
    return a.sides == b.sides and a.others == b.others


MUTUAL = frozenset({PloverEvent.CONSULT, PloverEvent.AGREE, PloverEvent.COOPERATE})
"""Types of event that have no direction: who meets whom is one event from either side."""


@dataclass(slots=True)
class _Joined:
    mentions: list[EventMention] = field(default_factory=list)

    def takes(self, one: EventMention) -> bool:
        """Whether a mention is the same as every one that is here: sameness of neighbours alone would chain."""
        return all(is_same_event(one, other) for other in self.mentions)


def join_mentions(mentions: list[EventMention]) -> list[list[EventMention]]:
    """Mentions of one day put together; uncertain ones stand alone. Those with a place come first: they part best."""
    found: list[_Joined] = []
    for one in sorted(mentions, key=lambda m: (m.place is None, m.page, m.claim)):
        home = next((j for j in found if one.certain and j.takes(one)), None)
        if home is None:
            home = _Joined()
            found.append(home)
        home.mentions.append(one)
    return [j.mentions for j in found]


def join_events(dataset: Dataset) -> int:
    """Write the table ``joined``, day by day; says how many events and meetings there are."""
    with database(dataset, "claims", "copies") as connection:
        found = connection.execute("""
            SELECT c.kind, c.what, c.state, c.date, c.place, c.party, c.other, c.party_side, c.other_side, c.id, c.page_id,
                   hash(coalesce(copies.copy_of, c.page_id)) AS story
            FROM claims c LEFT JOIN copies USING (page_id)
            WHERE c.kind IN ('events', 'meetings')
            ORDER BY c.kind, c.date NULLS LAST, c.page_id, c.id""")
        return _write_joined(dataset, _rows(found))


def _rows(found: Any) -> Iterator[EventMention]:
    while some := found.fetchmany(4096):
        for kind, what, state, day, place, party, other, party_side, other_side, claim, page, story in some:
            meeting = kind == "meetings"
            yield EventMention(
                kind=kind,
                type=what or "",
                status=state or "",
                sides=sides_of(party_side or party),
                others=frozenset() if meeting else sides_of(other_side or other),
                date=day,
                place=place,
                claim=claim,
                page=page,
                story=story,
                parties=party or "" if meeting else "; ".join(p for p in (party, other) if p),
            )


def _write_joined(dataset: Dataset, mentions: Iterator[EventMention]) -> int:
    import pyarrow as pa

    number, rows = 0, list[dict[str, Any]]()
    with writing(dataset.part("joined", "all"), "joined") as writer:
        for _, day in groupby(mentions, key=lambda m: (m.kind, m.date, None if m.certain else m.claim)):
            rows += [_row(group) for group in join_mentions(list(day))]
            # A file remembers each of its groups of rows until it is closed: a group a day is a day's worth of memory.
            if len(rows) >= ROWS_AT_ONCE:
                number += len(rows)
                writer.write_table(pa.Table.from_pylist(rows, schema=writer.schema))
                rows = []
        writer.write_table(pa.Table.from_pylist(rows, schema=writer.schema))
    return number + len(rows)


def _row(group: list[EventMention]) -> dict[str, Any]:
    first = group[0]
    return {
        "id": digest(first.kind, first.page, first.claim, length=16),
        "kind": first.kind,
        "type": first.type,
        "parties": max((m.parties for m in group), key=len),
        "date": first.date,
        "place": next((m.place for m in group if m.place), None),
        "mentions": len(group),
        "independent": len({m.story for m in group}),
        "claims": [m.claim for m in group],
        "rule": RULES[first.kind] if len(group) > 1 else "stands alone",
    }
