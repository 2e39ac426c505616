"""What views are made of: a sheet of rows, and a claim told in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, TypeAlias

Value: TypeAlias = str | int | float | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Rows of a view as a table."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


class ShownView(Protocol):
    """What every view can say of itself, whatever else it holds."""

    @property
    def title(self) -> str:
        """What it shows."""
        ...

    @property
    def lead(self) -> str:
        """The answer in one sentence; where there is nothing, that there is nothing."""
        ...

    def sheet(self) -> Sheet:
        """Its rows."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldClaim:
    """One claim in words, with what a reader must know to trust it or not."""

    id: str
    kind: str
    lead: str
    """Who, and what they do."""
    text: str
    """What it is about; words of the page stand in quotation marks."""
    notes: tuple[str, ...]
    """Who says so, how firmly, since when, what a person said of it."""
    emphasis: str
    """``"red_line"``, ``"absent"``, ``"conditional"``, ``"cancelled"``, ``"denied"``, ``"hypothetical"`` or empty."""
    page: int
    source: str
    day: str
    dated: bool
    start: int
    end: int
    """Code points of the evidence in the page's text."""
    quote: str
    firmness: str
    sureness: str
    """``"sure"``, ``"less sure"`` or ``"doubtful"``: how sure the reader is of having read it right."""
    verdict: str | None
    corrected: bool
    by_hand: bool
    """Whether a person added it, rather than the reader."""
    lost_in: int | None
    """The newer version of its page in which its sentence is gone."""
    copies: int


def moment(at: str) -> str:
    """A moment as pages show it: to the minute, with the clock that it is told by.

    >>> moment("2025-06-02T09:41:07.120000Z"), moment("")
    ('2025-06-02 09:41 UTC', '')
    """
    return f"{at[:16].replace('T', ' ')} UTC" if at else ""


CLAIM_COLUMNS = (
    "claim_id", "kind", "claim", "notes", "day", "page", "source", "firmness", "sureness", "verdict", "by_hand", "start", "end",
    "quote",
)  # fmt: skip


def claim_cells(claim: ToldClaim) -> tuple[Value, ...]:
    """A claim as a row of a sheet, in the order of :data:`CLAIM_COLUMNS`."""
    day = claim.day if claim.dated else ""
    return (
        claim.id, claim.kind, f"{claim.lead} {claim.text}".strip(), "; ".join(claim.notes), day, claim.page, claim.source,
        claim.firmness, claim.sureness, claim.verdict or "", claim.by_hand, claim.start, claim.end, claim.quote,
    )  # fmt: skip
