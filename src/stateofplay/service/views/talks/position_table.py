"""The position table: issues by parties, each cell the latest word with its arrow, its firmness and its sources."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stateofplay.exchange.brief import wording as w
from stateofplay.exchange.case_brief.lines import stance_of
from stateofplay.model import Firmness
from stateofplay.model.sureness import sureness
from stateofplay.record.changes import Change, Kind
from stateofplay.record.positions import Standing, hardness, polarity, side_of
from stateofplay.service.library import KeptCase, LastLook
from stateofplay.service.views.telling import notes_of

ISSUES, PARTIES = 12, 6
"""Rows and columns on one page, those with most parties and most words first; the rest is counted and one link away."""
ARROWS: Mapping[Kind, tuple[str, str]] = {
    Kind.NEW: ("+", "new"),
    Kind.TURNED: ("⇄", "turned round"),
    Kind.CONTRADICTED: ("≠", "contradicted"),
    Kind.FIRMER: ("▲", "firmer"),
    Kind.SOFTER: ("▽", "softer"),
    Kind.WITHDRAWN: ("✗", "withdrawn"),
}
"""Kind of change -> its sign and its word; the word stands beside the sign wherever there is room, and is read aloud."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Where one side stands on one issue."""

    side: str
    holder: str
    issue: str
    stance: str
    what: str
    """The page's own words."""
    polarity: int
    """1 for the issue, -1 against it, 0 open."""
    red_line: bool
    change: str
    """What changed since the day or the look that is compared with: one of the words of :data:`ARROWS`, or empty."""
    notes: tuple[str, ...]
    """Who says so, how firmly, whether its sentence is gone."""
    firmness: str
    sureness: str
    sources: int
    """Independent pages that carry it."""
    contradicted: bool
    verdict: str | None
    corrected: bool
    day: str
    dated: bool
    claim_id: str
    others: int
    """Further voices of the side on the issue, one link away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueRow:
    """One issue with a cell a party; None where no page gives its position."""

    issue: str
    cells: tuple[Cell | None, ...]
    voices: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionTable:
    """Issues by parties."""

    parties: tuple[str, ...]
    rows: tuple[IssueRow, ...]
    all_parties: int
    all_issues: int
    offset: int = 0


def position_table(
    kept: KeptCase,
    since: str | LastLook,
    *,
    offset: int = 0,
    issues: int = ISSUES,
    parties: int = PARTIES,
    words: str = "",
) -> PositionTable:
    """Lay the standings of a case out as a table.

    Parameters
    ----------
    since
        Day, or look, that the arrows compare with.
    offset, issues, parties
        Which rows, and how many columns.
    words
        Only issues whose name or positions have these words.
    """
    changed = {c.now.claim_id: c for c in kept.changes(since) if c.about == "positions"}
    cells = kept.once("cells", lambda: _cells(kept))
    order, names = kept.once("order", lambda: _order(cells))
    if words:
        order = [issue for issue in order if _has_words(issue, cells[issue], words.casefold())]
    columns = names[:parties]
    rows = []
    for issue in order[offset : offset + issues]:
        row = tuple(_cell(side, issue, cells[issue].get(side, ()), changed) for side in columns)
        rows.append(IssueRow(issue=issue, cells=row, voices=sum(len(c) for c in cells[issue].values())))
    return PositionTable(
        parties=tuple(columns), rows=tuple(rows), all_parties=len(names), all_issues=len(order), offset=offset
    )


def _has_words(issue: str, by_side: Mapping[str, Sequence[Standing]], wanted: str) -> bool:
    said = (s.current.what or "" for members in by_side.values() for s in members)
    return wanted in issue.casefold() or any(wanted in words.casefold() for words in said)


def issue_column(kept: KeptCase, side: str, since: str | LastLook) -> tuple[Cell, ...]:
    """All cells of one side, its latest words first."""
    changed = {c.now.claim_id: c for c in kept.changes(since) if c.about == "positions"}
    cells = kept.once("cells", lambda: _cells(kept))
    found = [_cell(side, issue, by_side[side], changed) for issue, by_side in cells.items() if side in by_side]
    return tuple(sorted((c for c in found if c), key=lambda c: (c.dated, c.day), reverse=True))


def spokesmen(kept: KeptCase) -> list[Standing]:
    """The standing behind each cell of the table."""
    cells = kept.once("cells", lambda: _cells(kept))
    return [members[0] for by_side in cells.values() for members in by_side.values()]


def _cells(kept: KeptCase) -> dict[str, dict[str, list[Standing]]]:
    """Issue -> side -> standings of its members, the one that speaks for the side first."""
    found: dict[str, dict[str, list[Standing]]] = defaultdict(lambda: defaultdict(list))
    for standing in kept.state.standings:
        found[standing.issue][side_of(standing.party, kept.state.sides)].append(standing)
    for by_side in found.values():
        for members in by_side.values():
            members.sort(
                key=lambda s: (s.current.lost_in is None, s.current.dated, s.current.day, hardness(s.current)),
                reverse=True,
            )
    return {issue: dict(by_side) for issue, by_side in found.items()}


def _order(cells: Mapping[str, Mapping[str, Sequence[Standing]]]) -> tuple[list[str], list[str]]:
    """Issues on which most sides have spoken first, of those the most spoken of; sides by how much they said."""
    weight: Counter[str] = Counter()
    for by_side in cells.values():
        for side, members in by_side.items():
            weight[side] += sum(len(s.support) + len(s.earlier) for s in members)

    def rank(issue: str) -> tuple[int, int, str]:
        by_side = cells[issue]
        latest = max(s.current.in_order for c in by_side.values() for s in c)[1]
        return (len(by_side), sum(len(s.support) for c in by_side.values() for s in c), latest)

    issues = sorted(sorted(cells), key=rank, reverse=True)
    return issues, sorted(weight, key=lambda side: (-weight[side], side))


def _cell(side: str, issue: str, members: Sequence[Standing], changed: Mapping[str, Change]) -> Cell | None:
    if not members:
        return None
    first = members[0]
    row = first.current
    change = next((changed[s.current.claim_id] for s in members if s.current.claim_id in changed), None)
    return Cell(
        side=side,
        holder=first.party,
        issue=issue,
        stance=stance_of(row),
        what=row.what or "",
        polarity=polarity(row),
        red_line=row.flag,
        change=ARROWS[change.kind][1] if change is not None and change.kind in ARROWS else "",
        notes=notes_of(row),
        firmness=w.FIRMNESS[Firmness(row.firmness)],
        sureness=sureness(row.confidence, row.kind),
        sources=first.sources,
        contradicted=bool(first.against),
        verdict=row.verdict,
        corrected=row.corrected,
        day=row.day,
        dated=row.dated,
        claim_id=row.claim_id,
        others=len(members) - 1,
    )
