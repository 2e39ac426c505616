"""The table of states: options, everyone's ranks and every verdict, a column for each state."""

from __future__ import annotations

from collections.abc import Sequence

from stateofplay.conflict import Analysis
from stateofplay.exchange.figures import svg
from stateofplay.exchange.figures.gathering import gather_table
from stateofplay.exchange.figures.records import Figure, StateTable

MARGIN = 16.0
ROW = 20.0
COLUMN = 31.0
LABELS = 250.0
NARROWEST = 470.0
MOST_VERDICT_ROWS = 36

SIGNS = {"s": "s", "r": "r", "u": "·"}


def draw_state_table(analysis: Analysis, *, states: Sequence[int] = (), most: int = 40) -> Figure:
    """Draw the states of a conflict as the columns of a table.

    Parameters
    ----------
    analysis
        Verdicts; each concept has a row of equilibria and, where there is room, one a decision maker.
    states, most
        As for :func:`.draw_moves`.

    Examples
    --------
    >>> from stateofplay.conflict.model.generated import even_conflict
    >>> from stateofplay.conflict import analyse
    >>> figure = draw_state_table(analyse(even_conflict(8, 2)), most=10)
    >>> figure.shown, figure.left_out
    (10, 246)
    """
    return draw_table(gather_table(analysis, states, most))


class _Sheet:
    """A grid that grows downwards: a label and one cell a state."""

    def __init__(self, columns: Sequence[float]) -> None:
        self.columns = columns
        self.y = MARGIN
        self.parts: list[str] = []

    @property
    def right(self) -> float:
        """Where the table ends: after its last column, or where its longest heading does."""
        return max(self.columns[-1], MARGIN + NARROWEST)

    def heading(self, words: str, party: int | None = None) -> None:
        """Begin a group of rows."""
        self.y += 6
        self.line(0.8)
        look = svg.SOFT if party is None else svg.fill_of(party)
        group = {"class": svg.party_class(party)} if party is not None else {}
        shown = svg.shorten(words, self.right - MARGIN, 12)  # bold letters are wider than the estimate for 11
        text = svg.write(MARGIN, self.y + 14, shown, {**look, "font-weight": "600"}, size=11)
        self.parts.append(svg.titled(words, text, look=group))
        self.y += ROW

    def row(self, words: str, cells: Sequence[str], *, strong: bool = False, indent: float = 12.0) -> None:
        """Add a row; `strong` cells are bold."""
        shown = svg.shorten(words, LABELS - indent - 10, 12)
        self.parts.append(svg.titled(words, svg.write(MARGIN + indent, self.y + 14, shown)))
        for x, after, cell in zip(self.columns, self.columns[1:], cells, strict=False):
            faint = cell in ("N", "·", "-")
            look = {**(svg.SOFT if faint else svg.INK), **({"font-weight": "600"} if strong or cell == "Y" else {})}
            if cell:
                self.parts.append(svg.write((x + after) / 2, self.y + 14, cell, look, size=12, anchor="middle"))
        self.y += ROW

    def line(self, width: float) -> None:
        """Rule a line across."""
        path = {"d": f"M{svg.number(MARGIN)} {svg.number(self.y)}H{svg.number(self.right)}", **svg.LINE}
        self.parts.append(svg.element("path", {**path, "stroke-width": width}))


def draw_table(table: StateTable) -> Figure:
    """Draw a table of states from plain records."""
    columns = [MARGIN + LABELS]
    for mark in table.states:
        ranks = [str(s.ranks[len(columns) - 1]) for s in table.standings]
        columns.append(columns[-1] + max([COLUMN, *(svg.width_of(w, 12) + 9 for w in (mark.label, *ranks))]))
    sheet = _Sheet(columns)
    everywhere = bool(table.verdicts)
    held = {mark.id: set(mark.holds) for mark in table.states}
    sheet.row("State", [mark.label for mark in table.states], strong=True, indent=0)
    if any(mark.status_quo for mark in table.states):
        sheet.row("Status quo", ["now" if mark.status_quo else "" for mark in table.states], indent=0)
    for number, party in enumerate(table.parties):
        rows = [option for option in table.options if option.owner == number]
        if rows:
            sheet.heading(f"Options of {party.name}", number)
        for option in rows:
            sheet.row(option.name, option.signs)
    if table.standings:
        sheet.heading("Rank of each state for each party, 1 is best, ties share a number")
        for standing in table.standings:
            worst = f" (worst {standing.worst:,})"
            sheet.row(table.parties[standing.party].name + worst, [f"{rank:,}" for rank in standing.ranks])
    whole = sum(len(rows) for _, rows in table.verdicts) <= MOST_VERDICT_ROWS
    if everywhere:
        sheet.heading("Verdicts: ● could hold; s stable, r stable for want of any move, · would leave")
    for concept, signs_by_party in table.verdicts:
        sheet.row(concept, ["●" if concept in held[m.id] else "" for m in table.states], strong=True, indent=0)
        for party, signs in zip(table.parties, signs_by_party if whole else (), strict=False):
            sheet.row(party.name, [SIGNS[sign] for sign in signs])
    sheet.y += 4
    sheet.line(0.8)
    title = f"Table of states: {table.name or 'the conflict'}"
    caption = _caption(table, whole)
    bands = _bands(table, columns, sheet.y)
    width, height = sheet.right + MARGIN, sheet.y + MARGIN
    return Figure(
        name="state-table",
        title=title,
        description=f"{caption} {_spoken(table)}",
        caption=caption,
        svg=svg.frame("state-table", title, f"{caption} {_spoken(table)}", width, height, bands, *sheet.parts),
        width=width,
        height=height,
        shown=len(table.states),
        left_out=table.total - len(table.states),
    )


def _bands(table: StateTable, columns: Sequence[float], bottom: float) -> str:
    """Shade every other column, and tell on each what its state is."""
    out = []
    for k, mark in enumerate(table.states):
        look = svg.BAND if k % 2 == 0 else svg.PAPER
        place = {"x": columns[k], "y": MARGIN, "width": columns[k + 1] - columns[k], "height": bottom - MARGIN}
        held = f"; could hold under {', '.join(mark.holds)}" if mark.holds else ""
        out.append(svg.titled(mark.words + held, svg.element("rect", {**place, **look})))
    return "".join(out)


def _caption(table: StateTable, whole: bool) -> str:
    hidden = table.total - len(table.states)
    lines = [
        f"All {table.total:,} states, a column for each." if not hidden
        else f"{len(table.states):,} of {table.total:,} states, a column for each; {hidden:,} left out."
    ]  # fmt: skip
    if any("-" in option.signs for option in table.options):
        lines.append("A dash marks an option that is open within a state that stands for several.")
    if not table.standings:
        lines.append("Ranks are left out: not every two states are compared.")
    if not whole:
        lines.append("Who is stable under each concept is left out: the rows would be too many.")
    if table.marked:
        lines.append(table.marked)
    return " ".join(lines)


def _spoken(table: StateTable) -> str:
    told = []
    for concept, _ in table.verdicts:
        held = [mark.label for mark in table.states if concept in mark.holds]
        told.append(f"{concept}: {', '.join(held) or 'none'}")
    return f"Equilibria among them, {'; '.join(told)}." if told else ""
