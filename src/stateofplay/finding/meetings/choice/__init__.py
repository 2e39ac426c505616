"""Choice: which talks of a page are rounds of their own, who sits there and how far they are, learned from annotated pages.

Three steps, each boosted trees (``training/meetings``): the chance of every actor to be a party (`features`); among the sets
that these chances, the words and the rules suggest, the one that shares most with the true one (`tables`); with those parties,
what the meeting is worth as a claim, and its status. `sittings` holds what the steps look at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from stateofplay.finding.meetings.choice.sittings import SittingDraft, measures, sittings
from stateofplay.finding.meetings.choice.tables import Room, Seats, of_table, tables
from stateofplay.language.document import Document
from stateofplay.language.trees import Trees, read_trees
from stateofplay.model import MeetingStatus

__all__ = ["Choice", "SittingDraft", "choose"]

WEIGHTS = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is chosen of a draft: its parties, how like a true meeting it is thought to be, and its likeliest status."""

    parties: Seats
    worth: float
    status: MeetingStatus


def choose(document: Document, drafts: Sequence[SittingDraft]) -> tuple[Choice, ...]:
    """Choose for each draft. Cost: linear in actors times meetings of the page."""
    if not drafts:
        return ()
    found = sittings(document, drafts)
    chosen = [best(s.room(load("seats").chances(s.seats).tolist()), load("tables")) for s in found]
    rows = measures(found, chosen)
    worth = load("worth").scores(rows).tolist()
    chances = {status: load(status.value).scores(rows).tolist() for status in MeetingStatus}
    return tuple(
        Choice(parties=seats, worth=worth[n], status=max(MeetingStatus, key=lambda s: chances[s][n]))
        for n, (seats, _) in enumerate(chosen)
    )


def best(room: Room, trees: Trees) -> tuple[Seats, float]:
    """The best set of parties, the likeliest first, and how much it is thought to share with the true one."""
    sets = tables(room)
    if not sets:
        return (), 0.0
    scores = trees.scores([of_table(room, seats, sorted(how)) for seats, how in sets.items()]).tolist()
    seats, score = max(zip(sets, scores, strict=True), key=lambda pair: pair[1])
    return tuple(sorted(seats, key=lambda n: (-room.chances[n], n))), score


@lru_cache
def load(name: str) -> Trees:
    """Shipped trees by name, read once a process."""
    return read_trees(WEIGHTS / f"{name}.npz")
