"""What can be reached from the status quo: a column for each number of moves, last movers, shortest paths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from stateofplay.conflict.concepts import GENERAL
from stateofplay.conflict.studies.statusquo import StatusQuo
from stateofplay.exchange.figures import svg
from stateofplay.exchange.figures.gathering import gather_reach
from stateofplay.exchange.figures.layout import settle
from stateofplay.exchange.figures.nodes import (
    HEIGHT,
    NodeBox,
    Point,
    along,
    curve,
    draw_node,
    head,
    legend,
    node_width,
    shapes_of,
    tag,
)
from stateofplay.exchange.figures.records import Arc, Arrival, Figure, ReachFigure

MARGIN = 22.0
HEADING = 34.0
ROW = HEIGHT + 24.0
COLUMN_GAP = 92.0


def draw_status_quo(found: StatusQuo, *, towards: Sequence[int] = (), most: int = 40) -> Figure:
    """Draw what a status quo analysis found.

    Parameters
    ----------
    found
        The analysis; its improvements or all moves.
    towards
        Ids of states whose shortest path is drawn bold; by default the equilibria among the states reached.
    most
        How many states to show; those on the way to `towards` come first, then the nearest.

    Examples
    --------
    >>> from stateofplay.conflict import two_by_two
    >>> from stateofplay.conflict.studies.statusquo import status_quo
    >>> chicken = two_by_two(["YN", "NN", "NY", "YY"], ["NY", "NN", "YN", "YY"])
    >>> draw_status_quo(status_quo(chicken, "NN")).shown
    3
    """
    return draw_reach(gather_reach(found, towards), most)


def choose_arrivals(reach: ReachFigure, most: int) -> tuple[Arrival, ...]:
    """Choose at most `most` - 1 states to show beside the start: those on the way to a goal, then the nearest."""
    by_state = {one.state.id: one for one in reach.arrivals}
    goals = [by_state[s] for s in reach.towards if s in by_state]
    wanted: dict[int, None] = {}
    for goal in sorted(goals, key=lambda one: one.moves):
        way = [arc.target for arc in goal.path if arc.target != reach.start.id]
        if len(wanted.keys() | set(way)) < most:
            wanted.update(dict.fromkeys(way))
    for one in reach.arrivals:
        if len(wanted) >= most - 1:
            break
        wanted[one.state.id] = None
    return tuple(one for one in reach.arrivals if one.state.id in wanted)


def draw_reach(reach: ReachFigure, most: int = 40) -> Figure:
    """Draw the reach of a state from plain records."""
    chosen = choose_arrivals(reach, most)
    columns: dict[int, list[Arrival]] = {}
    for one in chosen:
        columns.setdefault(one.moves, []).append(one)
    hidden = _hidden(reach, chosen)
    boxes, heads, width, height = _places(reach, columns, hidden)
    bold = {
        (arc.source, arc.target, arc.party)
        for one in chosen
        if one.state.id in reach.towards
        for arc in one.path
        if arc.source in boxes and arc.target in boxes
    }
    steps = {(a.source, a.target, a.party): a for one in chosen for a in one.path[-1:] if a.source in boxes}
    steps |= {
        (a.source, a.target, a.party): a for one in chosen for a in one.path if (a.source, a.target, a.party) in bold
    }
    drawing, tags = [], []
    for key in sorted(steps, key=lambda k: (k in bold, k)):
        line, mark = _step(reach, steps[key], boxes, key in bold)
        drawing.append(line)
        tags.append(mark)
    drawing += tags
    comes_back = ""
    if reach.returns is not None:
        movers = ", ".join(reach.parties[p].name for p in reach.returns.last_movers)
        comes_back = f"; can come back here in {reach.returns.moves} moves, last by {movers}"
    drawing.append(draw_node(reach.start, boxes[reach.start.id], _concepts(reach), more=comes_back))
    for one in chosen:
        movers = ", ".join(reach.parties[p].name for p in one.last_movers)
        more = f"; reached in {one.moves} {'move' if one.moves == 1 else 'moves'}, possible last movers: {movers}"
        drawing.append(draw_node(one.state, boxes[one.state.id], _concepts(reach), more=more))
        drawing.append(_movers(reach, one, boxes[one.state.id]))
    drawing += heads
    shapes = [("now", "where it starts")]
    shapes += shapes_of([reach.start, *(one.state for one in chosen)], _concepts(reach))
    if bold:
        shapes.append(
            ("bold", "a shortest path to where it could hold" if _goals_hold(reach) else "a shortest path asked for")
        )
    key_drawn, end = legend(reach.parties, shapes, MARGIN, height + 6, width - 2 * MARGIN)
    title = f"From the status quo: {reach.name or 'the conflict'}"
    caption = _caption(reach, chosen, sum(hidden.values()))
    description = f"{caption} {_spoken(reach, chosen)}"
    return Figure(
        name="status-quo",
        title=title,
        description=description,
        caption=caption,
        svg=svg.frame("status-quo", title, description, width, end + 8, *drawing, key_drawn),
        width=width,
        height=end + 8,
        shown=len(chosen) + 1,
        left_out=reach.total - len(chosen) - 1,
    )


def _concepts(reach: ReachFigure) -> tuple[str, ...]:
    return reach.concepts


def _goals_hold(reach: ReachFigure) -> bool:
    return all(one.state.holds for one in reach.arrivals if one.state.id in reach.towards)


def _hidden(reach: ReachFigure, chosen: Sequence[Arrival]) -> dict[int, int]:
    """How many reached states of each column are not shown."""
    shown = {one.state.id for one in chosen}
    counts: dict[int, int] = {}
    for one in reach.arrivals:
        if one.state.id not in shown:
            counts[one.moves] = counts.get(one.moves, 0) + 1
    return counts


def _places(
    reach: ReachFigure, columns: dict[int, list[Arrival]], hidden: dict[int, int]
) -> tuple[dict[int, NodeBox], list[str], float, float]:
    """Put each column right of the one before, its states in the order of what they come from."""
    concepts = _concepts(reach)
    first = node_width(reach.start, concepts)
    boxes = {reach.start.id: NodeBox(x=MARGIN + 8 + first / 2, y=0.0, width=first)}
    x = MARGIN + 8 + first + COLUMN_GAP
    heads = [svg.write(MARGIN + 8 + first / 2, MARGIN + 10, "start", svg.SOFT, size=11, anchor="middle")]
    moves = sorted({*columns, *hidden})
    for count in moves:
        column = sorted(columns.get(count, []), key=lambda one: (_height(boxes, one), one.state.id))
        columns[count] = column
        words = "1 move" if count == 1 else f"{count} moves"
        more = f"and {hidden[count]:,} more, not shown" if count in hidden else ""
        room = max([node_width(one.state, concepts) for one in column] + [svg.width_of(more, 10.5), 60.0])
        heads.append(svg.write(x + room / 2, MARGIN + 10, words, svg.SOFT, size=11, anchor="middle"))
        if more:
            heads.append(svg.write(x + room / 2, MARGIN + 23, more, svg.SOFT, size=10.5, anchor="middle"))
        # as near to what they come from as the room between them allows
        heights = settle([_height(boxes, one) for one in column], [ROW] * (len(column) - 1))
        for y, one in zip(heights, column, strict=True):
            boxes[one.state.id] = NodeBox(x=x + room / 2, y=y, width=node_width(one.state, concepts))
        x += room + COLUMN_GAP
    width = max(x - COLUMN_GAP + MARGIN + 40.0, 480.0)
    top = min(box.y for box in boxes.values())
    down = MARGIN + HEADING + ROW / 2 - top
    boxes = {state: replace(box, y=box.y + down) for state, box in boxes.items()}
    return boxes, heads, width, max(box.y for box in boxes.values()) + ROW / 2 + 10


def _height(boxes: dict[int, NodeBox], one: Arrival) -> float:
    """How far down what a state comes from stands; where that is not shown, as far down as anything."""
    source = one.path[-1].source
    return boxes[source].y if source in boxes else max(box.y for box in boxes.values())


def _step(reach: ReachFigure, arc: Arc, boxes: dict[int, NodeBox], bold: bool) -> tuple[str, str]:
    one, other = boxes[arc.source], boxes[arc.target]
    sign = 1.0 if other.x > one.x + 1 else -1.0
    start: Point = (one.x + sign * one.width / 2, one.y)
    tip: Point = (other.x - sign * other.width / 2, other.y)
    points = [start, (tip[0] - sign * 6, tip[1])]
    line = svg.element("path", {"d": curve(points, down=False), **svg.stroke_of(arc.party, 3.2 if bold else 1.6)})
    mover = reach.parties[arc.party]
    group = {"class": svg.party_class(arc.party)}
    words = f"{mover.name} moves" + (", on a shortest path" if bold else "")
    drawn = svg.titled(words, line, head(tip, (sign, 0), arc.party, 9.0 if bold else 7.0), look=group)
    return drawn, svg.element("g", group, tag(along(points[0], points[1], 0.55, down=False), mover, arc.party))


def _movers(reach: ReachFigure, one: Arrival, box: NodeBox) -> str:
    """Write under a state who can make the last move, where that is more than the drawn arrow says."""
    if len(one.last_movers) < 2:
        return ""
    words = "last: " + ", ".join(reach.parties[p].tag for p in one.last_movers)
    return svg.write(box.x, box.bottom + 11, words, svg.SOFT, size=10, anchor="middle")


def _caption(reach: ReachFigure, chosen: Sequence[Arrival], hidden: int) -> str:
    how = (
        "moves that each make things better for whoever makes them" if reach.improvements_only else "moves of any kind"
    )
    lines = [
        f"{len(reach.arrivals):,} of {reach.total - 1:,} other states can be reached from {reach.start.words} by {how};"
        " nobody moves twice in a row."
    ]
    if hidden:
        lines.append(f"Of these, {len(chosen):,} shown and {hidden:,} left out.")
    if len(reach.arrivals):
        lines.append("Each state stands in the column of the fewest moves, with one shortest path.")
    if reach.returns is not None:
        lines.append(f"The start itself can be reached again in {reach.returns.moves} moves.")
    lines.append(f"What can be reached and who moves last are given here {GENERAL}.")
    return " ".join(lines)


def _spoken(reach: ReachFigure, chosen: Sequence[Arrival]) -> str:
    told = []
    for one in [one for one in chosen if one.state.id in reach.towards][:12] or chosen[:12]:
        steps = ", then ".join(f"{reach.parties[a.party].name} to state {a.target}" for a in one.path)
        told.append(f"to {one.state.words}: {steps}")
    return f"Shortest paths {'; '.join(told)}." if told else ""
