"""What inverse questions find, whatever they ask: comparisons, a least change in words, plain data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from stateofplay.conflict.inverse.demands import RankingChange
from stateofplay.conflict.json import Json
from stateofplay.conflict.model.conflict import Conflict
from stateofplay.conflict.proofs.wording import name_of

RAISED = "enough and verified: the state put just above all that its party can move to; a smaller change may do"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferred:
    """One comparison: the decision maker prefers state ``better`` to state ``worse``."""

    decision_maker: str
    better: int
    worse: int


class Found(Protocol):
    """What an inverse question finds: the cases in which its states are as wanted, how many rankings, and a least change."""

    @property
    def cases(self) -> tuple[tuple[Preferred, ...], ...]: ...

    @property
    def n_cases(self) -> int: ...

    @property
    def count(self) -> int | None: ...

    @property
    def total(self) -> int: ...

    @property
    def changes(self) -> tuple[RankingChange, ...] | None: ...

    @property
    def change_note(self) -> str: ...

    def sentences(self) -> tuple[str, ...]:
        """Plain sentences."""


def found_dict(found: Found) -> dict[str, Json]:
    """Return plain data for JSON: cases, counts and the least change."""
    return {
        "n_cases": found.n_cases,
        "cases": [
            [{"decision_maker": p.decision_maker, "better": p.better, "worse": p.worse} for p in case]
            for case in found.cases
        ],
        "count": found.count,
        "total": found.total,
        "changes": None
        if found.changes is None
        else [
            {
                "decision_maker": c.decision_maker,
                "swaps": c.swaps,
                "now_below": list(c.now_below),
                "ranking": [list(tied) for tied in c.ranking],
            }
            for c in found.changes
        ],
        "change_note": found.change_note,
        "sentences": list(found.sentences()),
    }


def change_sentences(conflict: Conflict, changes: Sequence[RankingChange] | None, note: str) -> list[str]:
    """Say a least change of preferences: whose states swap how often, that none is needed, or why it is not known."""
    if changes is None:
        return [f"The least change is not known: {note}."]
    if not changes:
        return ["The present preferences do so already."]
    out = []
    for change in changes:
        pairs = "one pair" if change.swaps == 1 else f"{change.swaps} pairs"
        how = "change" if note == RAISED else "least change"
        out.append(f"In a {how} {name_of(conflict, change.decision_maker)} swaps {pairs} of states.")
    return [*out, f"This is {note}."] if note else out
