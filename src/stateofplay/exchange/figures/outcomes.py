"""Outcomes by party: one small panel a party, in which each outcome stands at its rank."""

from __future__ import annotations

from collections.abc import Sequence

from stateofplay.conflict import Analysis
from stateofplay.exchange.figures import svg
from stateofplay.exchange.figures.gathering import gather_outcomes
from stateofplay.exchange.figures.nodes import points_of
from stateofplay.exchange.figures.records import Figure, OutcomeTable, StateRanks

MARGIN = 18.0
WORDS = 270.0
PANEL = 150.0
GAP = 26.0
HEADING = 50.0
LINE = 15.0
MOST_PANELS = 5
"""Panels side by side; more parties start a second band."""


def draw_outcomes(analysis: Analysis, *, states: Sequence[int] = (), most: int = 12) -> Figure:
    """Draw how each party ranks the outcomes.

    Parameters
    ----------
    analysis
        Verdicts with complete preferences.
    states
        Ids of the outcomes; by default the status quo and the equilibria, those of most concepts first.
    most
        How many outcomes to show where none are named.

    Examples
    --------
    >>> from stateofplay.conflict import Conflict, DecisionMaker, Option, Ranking, analyse
    >>> dilemma = Conflict(
    ...     decision_makers=(
    ...         DecisionMaker(id="A", preference=Ranking.of(["NY", "YY", "NN", "YN"])),
    ...         DecisionMaker(id="B", preference=Ranking.of(["YN", "YY", "NN", "NY"])),
    ...     ),
    ...     options=(Option(id="a", owner="A", name="Cooperate"), Option(id="b", owner="B", name="Cooperate")),
    ... )
    >>> draw_outcomes(analyse(dilemma)).shown
    2
    """
    return draw_outcome_table(gather_outcomes(analysis, states, most))


def draw_outcome_table(table: OutcomeTable) -> Figure:
    """Draw outcomes by party from plain records."""
    words = [
        svg.wrap(caption + (" (now)" if mark.status_quo else ""), WORDS - 30, 12, 6)
        for caption, mark in zip(table.captions, table.states, strict=True)
    ]
    heights = [
        max(len(lines) * LINE + (12 if mark.holds else 0), 24.0) + 8
        for lines, mark in zip(words, table.states, strict=True)
    ]
    bands = [table.standings[k : k + MOST_PANELS] for k in range(0, len(table.standings), MOST_PANELS)]
    across = max((len(band) for band in bands), default=1)
    width = MARGIN * 2 + WORDS + across * (PANEL + GAP)
    y = MARGIN
    drawing = []
    for band in bands:
        drawing.append(_rows(table, words, heights, y + HEADING, width))
        for k, standing in enumerate(band):
            drawing.append(_panel(table, standing, MARGIN + WORDS + GAP + k * (PANEL + GAP), y, heights))
        y += HEADING + sum(heights) + 18
    x = MARGIN
    for item in _key(table):
        wide = svg.width_of(item, 11) + 18
        if x > MARGIN and x + wide > width - MARGIN:
            x, y = MARGIN, y + 16
        drawing.append(svg.write(x, y + 4, item, svg.SOFT, size=11))
        x += wide
    y += 16
    title = f"Outcomes by party: {table.name or 'the conflict'}"
    caption = _caption(table)
    description = f"{caption} {_spoken(table)}"
    return Figure(
        name="outcomes",
        title=title,
        description=description,
        caption=caption,
        svg=svg.frame("outcomes", title, description, width, y + MARGIN - 8, *drawing),
        width=width,
        height=y + MARGIN - 8,
        shown=len(table.states),
        left_out=table.total - len(table.states),
    )


def _key(table: OutcomeTable) -> list[str]:
    items = ["◆ could hold under the concepts named"] if any(mark.holds for mark in table.states) else []
    items += ["○ left by somebody"] if any(not mark.holds for mark in table.states) else []
    if table.now:
        items += ["┆ the status quo; against it:", "▲ better", "▼ worse", "= as good"]
    return items


def _rows(
    table: OutcomeTable, words: Sequence[Sequence[str]], heights: Sequence[float], top: float, width: float
) -> str:
    out = []
    y = top
    for k, (mark, lines, height) in enumerate(zip(table.states, words, heights, strict=True)):
        place = {"x": MARGIN, "y": y, "width": width - 2 * MARGIN, "height": height}
        out.append(svg.element("rect", {**place, **(svg.BAND if k % 2 == 0 else svg.PAPER)}))
        inside = [svg.write(MARGIN + 22, y + 17 + n * LINE, line) for n, line in enumerate(lines)]
        if mark.holds:
            held = svg.shorten(" ".join(mark.holds), WORDS - 30, 10)
            inside.append(svg.write(MARGIN + 22, y + 15 + len(lines) * LINE, held, svg.SOFT, size=10))
        inside.append(svg.write(MARGIN + 11, y + 17, "◆" if mark.holds else "○", size=12, anchor="middle"))
        under = f"; could hold under {', '.join(mark.holds)}" if mark.holds else ""
        out.append(svg.titled(mark.words + under, *inside))
        y += height
    return "".join(out)


def _panel(table: OutcomeTable, standing: StateRanks, left: float, top: float, heights: Sequence[float]) -> str:
    party = table.parties[standing.party]
    out = [
        svg.titled(
            party.name,
            svg.write(
                left,
                top + 14,
                svg.shorten(party.name, PANEL, 13),
                {**svg.fill_of(standing.party), "font-weight": "600"},
                size=13,
            ),
        ),
        svg.write(
            left,
            top + HEADING - 8,
            f"worst ({standing.worst:,})" if standing.worst > 1 else "all alike",
            svg.SOFT,
            size=10,
        ),
    ]
    if standing.worst > 1:
        out.append(svg.write(left + PANEL, top + HEADING - 8, "best (1)", svg.SOFT, size=10, anchor="end"))
    y = top + HEADING
    now = table.now[standing.party] if table.now else 0
    if now:
        x = left + _share(now, standing.worst) * PANEL
        line = f"M{svg.number(x)} {svg.number(y)}V{svg.number(y + sum(heights))}"
        look = {**svg.LINE, "class": "edge", "stroke": "#1c1b19", "stroke-width": 1, "stroke-dasharray": "2 3"}
        out.append(svg.element("path", {"d": line, **look}))
    for mark, rank, height in zip(table.states, standing.ranks, heights, strict=True):
        x, middle = left + _share(rank, standing.worst) * PANEL, y + height / 2
        track = f"M{svg.number(left)} {svg.number(middle)}h{svg.number(PANEL)}"
        parts = [svg.element("path", {"d": track, **svg.LINE, "stroke-width": 1})]
        parts.append(
            svg.element(
                "path",
                {
                    "d": f"M{svg.number(left)} {svg.number(middle)}H{svg.number(x)}",
                    **svg.stroke_of(standing.party, 2.4),
                },
            )
        )
        parts.append(_mark(x, middle, bool(mark.holds), standing.party))
        compared = "" if not now or mark.status_quo else "▲" if rank < now else "▼" if rank > now else "="
        words = f"{rank:,}{f' {compared}' if compared else ''}"
        inner = x > left + PANEL - 34
        parts.append(
            svg.write(x + (-9 if inner else 9), middle - 5, words, size=11, anchor="end" if inner else "start")
        )
        said = {
            "▲": ", better than the status quo",
            "▼": ", worse than the status quo",
            "=": ", as good as the status quo",
        }
        out.append(
            svg.titled(
                f"{party.name}: {mark.words} is number {rank:,} of {standing.worst:,}{said.get(compared, '')}", *parts
            )
        )
        y += height
    return svg.element("g", {"class": svg.party_class(standing.party)}, *out)


def _share(rank: int, worst: int) -> float:
    """How far along a panel a rank stands: 0 for the worst, 1 for the best."""
    return 0.5 if worst < 2 else (worst - rank) / (worst - 1)


def _mark(x: float, y: float, holds: bool, party: int) -> str:
    if not holds:
        place = {"cx": x, "cy": y, "r": 4.5}
        return svg.element("circle", {**place, **svg.EDGE, "stroke-width": 1.6})
    corners = [(x, y - 6.5), (x + 6.5, y), (x, y + 6.5), (x - 6.5, y)]
    return svg.element("polygon", {"points": points_of(corners), **svg.fill_of(party)})


def _caption(table: OutcomeTable) -> str:
    hidden = table.total - len(table.states)
    lines = [
        f"{len(table.states):,} of {table.total:,} states; {hidden:,} left out." if hidden
        else f"All {table.total:,} states.",
        "Each panel is one party; the further right an outcome stands, the better that party likes it (1 is best; ties"
        " share a number).",
    ]  # fmt: skip
    if any(caption != mark.words for caption, mark in zip(table.captions, table.states, strict=True)):
        lines.append("Outcomes of many options are told by their difference to the status quo.")
    if table.marked:
        lines.append(table.marked)
    return " ".join(lines)


def _spoken(table: OutcomeTable) -> str:
    told = []
    for k, mark in enumerate(table.states):
        ranks = ", ".join(f"{table.parties[s.party].name} {s.ranks[k]:,} of {s.worst:,}" for s in table.standings)
        told.append(f"{mark.words}: {ranks}")
    return "; ".join(told) + "." if told else ""
