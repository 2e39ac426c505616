"""Choice: which talks of a page are rounds of their own, who sits there and how far they are, learned from annotated pages.

Three steps, each boosted trees (``training/meetings``): the chance of every actor to be a party (`features`); among the sets
that these chances, the words and the rules suggest, the one that shares most with the true one (`tables`); with those parties,
what the meeting is worth as a claim, and its status. `sittings` holds what the steps look at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
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
    chances = iter(load("seats").chances([seat for s in found for seat in s.seats]).tolist())
    chosen = best([s.room(list(islice(chances, len(s.seats)))) for s in found], load("tables"))
    told = of_meetings()
    table = told["worth"].table(measures(found, chosen))
    scores = {name: trees.scores_in(table).tolist() for name, trees in told.items()}
    worth = scores["worth"]
    return tuple(
        Choice(parties=seats, worth=worth[n], status=max(MeetingStatus, key=lambda s: scores[s.value][n]))
        for n, (seats, _) in enumerate(chosen)
    )


def best(rooms: Sequence[Room], trees: Trees) -> list[tuple[Seats, float]]:
    """The best set of parties of each, the likeliest first, and how much it is thought to share with the true one.

    All are asked at once: of one meeting there is so little to ask that NumPy would spend its time on the way.
    """
    sets = [tables(room) for room in rooms]
    rows = [of_table(r, seats, sorted(how)) for r, t in zip(rooms, sets, strict=True) for seats, how in t.items()]
    scores = iter(trees.scores(rows).tolist())
    out: list[tuple[Seats, float]] = []
    for room, options in zip(rooms, sets, strict=True):
        weighed = list(zip(options, islice(scores, len(options)), strict=True))
        seats, score = max(weighed, key=lambda pair: pair[1], default=((), 0.0))
        out.append((tuple(sorted(seats, key=lambda n: (-room.chances[n], n))), score))
    return out


@lru_cache(maxsize=1)
def of_meetings() -> Mapping[str, Trees]:
    """The trees that look at a meeting with its parties, by name: its worth and each status. All look at the same columns."""
    found = {name: load(name) for name in ("worth", *(status.value for status in MeetingStatus))}
    assert all(trees.column == found["worth"].column for trees in found.values())
    return found


@lru_cache
def load(name: str) -> Trees:
    """Shipped trees by name, read once a process."""
    return read_trees(WEIGHTS / f"{name}.npz")
