"""The graph of moves: states as nodes, improvements as arrows of their movers, equilibria by shape."""

from __future__ import annotations

from collections.abc import Sequence

from stateofplay.conflict import Analysis
from stateofplay.exchange.figures import svg
from stateofplay.exchange.figures.gathering import gather_moves
from stateofplay.exchange.figures.layout import Layout, lay_out
from stateofplay.exchange.figures.move_plan import MovePlan, plan
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
from stateofplay.exchange.figures.records import Arc, Figure, MoveGraph

MARGIN = 22.0
MOST_TAGS = 70
"""With more arrows than this, tags would cover each other; dashes and colours still tell movers apart."""


def draw_moves(analysis: Analysis, *, states: Sequence[int] = (), most: int = 40) -> Figure:
    """Draw the graph of moves of a conflict.

    Parameters
    ----------
    analysis
        Verdicts; a state's shape says under which concepts it could hold.
    states
        Ids of the states to show; by default all of a small model, else the status quo, equilibria and what
        improvements reach from there.
    most
        How many states to show where none are named.

    Examples
    --------
    >>> from stateofplay.conflict import Conflict, DecisionMaker, Option, Ranking, analyse
    >>> chicken = Conflict(
    ...     name="Chicken",
    ...     decision_makers=(
    ...         DecisionMaker(id="A", preference=Ranking.of(["YN", "NN", "NY", "YY"])),
    ...         DecisionMaker(id="B", preference=Ranking.of(["NY", "NN", "YN", "YY"])),
    ...     ),
    ...     options=(Option(id="a", owner="A", name="Go on"), Option(id="b", owner="B", name="Go on")),
    ... )
    >>> figure = draw_moves(analyse(chicken))
    >>> figure.shown, figure.left_out, figure.svg.startswith("<svg ")
    (4, 0, True)
    """
    return draw_graph(gather_moves(analysis, states, most))


def draw_graph(graph: MoveGraph) -> Figure:
    """Draw a graph of moves from plain records."""
    chosen = plan(graph)
    place = {mark.id: k for k, mark in enumerate(graph.states)}
    sizes = [node_width(mark, graph.concepts) for mark in graph.states]
    found = lay_out(sizes, [(place[a.source], place[a.target]) for a in chosen.arrows])
    tops = _row_places(found)
    width = max(found.width + 2 * MARGIN, 480.0)
    left = (width - found.width) / 2
    boxes = [
        NodeBox(x=left + x, y=MARGIN + tops[row] + HEIGHT / 2, width=size)
        for x, row, size in zip(found.x, found.row, sizes, strict=True)
    ]
    drawing = [_grey(boxes, place, chosen.level), *_arrows(graph, chosen, found, boxes, place, tops, left)]
    onward = graph.onward or (0,) * len(graph.states)
    for mark, box, more in zip(graph.states, boxes, onward, strict=True):
        drawing.append(draw_node(mark, box, graph.concepts) + _more(box, more))
    key, height = legend(
        graph.parties,
        _shapes(graph, chosen),
        MARGIN,
        MARGIN + (tops[-1] if tops else 0) + HEIGHT + 26,
        width - 2 * MARGIN,
    )
    title = f"Graph of moves: {graph.name or 'the conflict'}"
    caption = _caption(graph, chosen)
    return Figure(
        name="moves",
        title=title,
        description=f"{caption} {_spoken(graph, chosen)}",
        caption=caption,
        svg=svg.frame("moves", title, f"{caption} {_spoken(graph, chosen)}", width, height + 8, *drawing, key),
        width=width,
        height=height + 8,
        shown=len(graph.states),
        left_out=graph.total - len(graph.states),
    )


def _row_places(found: Layout) -> list[float]:
    crossing = [0] * max(found.rows, 1)
    for (u, _), way in found.ways.items():
        for row in (found.row[u], *(r for _, r in way)):
            crossing[row] += 1
    tops, y = [], 0.0
    for count in crossing:
        tops.append(y)
        y += HEIGHT + min(40.0 + 2.2 * count, 96.0)
    return tops


def _arrows(
    graph: MoveGraph,
    chosen: MovePlan,
    found: Layout,
    boxes: Sequence[NodeBox],
    place: dict[int, int],
    tops: Sequence[float],
    left: float,
) -> list[str]:
    at = _attachments(found, boxes)
    together: dict[tuple[int, int], int] = {}
    out: list[str] = []
    tags: list[str] = []
    for arc in chosen.arrows:
        u, v = place[arc.source], place[arc.target]
        pair = (u, v) if (u, v) in found.ways else (v, u)
        shift = 7.0 * together.get(pair, 0)
        together[pair] = together.get(pair, 0) + 1
        points: list[Point] = [(at[pair][0] + shift, boxes[pair[0]].bottom)]
        for x, row in found.ways[pair]:
            top = MARGIN + tops[row]
            points += [(left + x + shift, top), (left + x + shift, top + HEIGHT)]
        points.append((at[pair][1] + shift, boxes[pair[1]].top))
        if pair != (u, v):
            points.reverse()
        sign = 1.0 if points[-1][1] > points[0][1] else -1.0
        tip = points[-1]
        points[-1] = (tip[0], tip[1] - sign * 6)
        parts = [svg.element("path", {"d": curve(points), **svg.stroke_of(arc.party)}), head(tip, (0, sign), arc.party)]
        if arc.one_way:
            x, y = points[0]
            bar = {"d": f"M{svg.number(x - 5)} {svg.number(y + sign * 3)}h10", **svg.stroke_of(arc.party, 2.2)}
            parts.append(svg.element("path", {**bar, "stroke-dasharray": "none"}))
        mover = graph.parties[arc.party]
        words = f"{mover.name} can improve from {graph.states[u].words} to {graph.states[v].words}"
        words += ", with no way back" if arc.one_way else ""
        out.append(svg.titled(words, *parts, look={"class": svg.party_class(arc.party)}))
        if len(chosen.arrows) <= MOST_TAGS:
            # neighbouring arrows carry their tags at different heights, so that these do not cover each other
            mark = tag(along(points[0], points[1], 0.36 if len(tags) % 2 else 0.56), mover, arc.party)
            tags.append(svg.element("g", {"class": svg.party_class(arc.party)}, mark))
    return out + tags


def _attachments(found: Layout, boxes: Sequence[NodeBox]) -> dict[tuple[int, int], tuple[float, float]]:
    """Where each joined pair leaves its upper node and enters its lower one: spread in the order of what comes next."""
    lower: dict[int, list[tuple[float, tuple[int, int]]]] = {}
    upper: dict[int, list[tuple[float, tuple[int, int]]]] = {}
    for pair, way in found.ways.items():
        lower.setdefault(pair[0], []).append((way[0][0] if way else found.x[pair[1]], pair))
        upper.setdefault(pair[1], []).append((way[-1][0] if way else found.x[pair[0]], pair))
    starts, ends = _spread(lower, boxes), _spread(upper, boxes)
    return {pair: (starts[pair], ends[pair]) for pair in found.ways}


def _spread(
    sides: dict[int, list[tuple[float, tuple[int, int]]]], boxes: Sequence[NodeBox]
) -> dict[tuple[int, int], float]:
    out = {}
    for node, lines in sides.items():
        room = min(boxes[node].width * 0.72, 16.0 * (len(lines) - 1))
        for k, (_, pair) in enumerate(sorted(lines)):
            share = k / (len(lines) - 1) - 0.5 if len(lines) > 1 else 0.0
            out[pair] = boxes[node].x + share * room
    return out


def _grey(boxes: Sequence[NodeBox], place: dict[int, int], level: Sequence[Arc]) -> str:
    lines = []
    for source, target in sorted({(min(a.source, a.target), max(a.source, a.target)) for a in level}):
        one, other = boxes[place[source]], boxes[place[target]]
        look = {**svg.LINE, "stroke-width": 1.2, "stroke-dasharray": "1 3"}
        bend = 26.0 if abs(one.x - other.x) < 4 or abs(one.y - other.y) < 4 else 0.0
        middle = ((one.x + other.x) / 2 + bend, (one.y + other.y) / 2 + (bend + 14.0 if bend else 0.0))
        numbers = " ".join(svg.number(n) for n in (*middle, other.x, other.y))
        path = f"M{svg.number(one.x)} {svg.number(one.y)}Q{numbers}"
        lines.append(svg.element("path", {"d": path, **look}))
    return "".join(lines)


def _more(box: NodeBox, count: int) -> str:
    """Tell beside a state how many improvements lead to states that are not shown."""
    if not count:
        return ""
    words = (
        f"{count:,} {'improvement leads' if count == 1 else 'improvements lead'} from here to states that are not shown"
    )
    return svg.titled(words, svg.write(box.x + box.width / 2 + 2, box.bottom - 1, f"+{count:,}", svg.SOFT, size=9))


def _shapes(graph: MoveGraph, chosen: MovePlan) -> list[tuple[str, str]]:
    shapes = shapes_of(graph.states, graph.concepts)
    if any(mark.status_quo for mark in graph.states):
        shapes.append(("now", "the status quo"))
    if any(arc.one_way for arc in chosen.arrows):
        shapes.append(("one-way", "no way back"))
    if any(graph.onward):
        shapes.append(("more", "so many improvements to states not shown"))
    if chosen.level:
        shapes.append(("move", "a move that improves nothing either way"))
    return shapes


def _caption(graph: MoveGraph, chosen: MovePlan) -> str:
    hidden = graph.total - len(graph.states)
    if hidden:
        which = "those asked for" if graph.asked else "the status quo, equilibria, and what improvements join"
        what = (
            f"{len(graph.states):,} of {graph.total:,} states are shown ({which}), {hidden:,} left out"
            f" (moves from the shown states to those: {graph.outward:,})."
        )
    else:
        what = f"All {graph.total:,} states are shown."
    arrows = len(chosen.arrows)
    lines = [
        what,
        f"Each arrow is a move that its mover likes better ({arrows:,} {'arrow' if arrows == 1 else 'arrows'}).",
    ]
    if chosen.chained:
        movers = " or ".join(graph.parties[party].name for party in sorted({a.party for a in chosen.chained}))
        lines.append(f"A chain of arrows of {movers} is also a direct move (not drawn: {len(chosen.chained):,}).")
    if chosen.passed_over:
        lines.append(
            "Of each mover's improvements from a state at most one is drawn, to where the mover has none left"
            f" (not drawn: {len(chosen.passed_over):,})."
        )
    rest = len(chosen.back) + len(chosen.bare)
    if rest:
        lines.append(f"Moves that make nothing better for their mover are not drawn ({rest:,}).")
    if graph.marked:
        lines.append(graph.marked)
    return " ".join(lines)


def _spoken(graph: MoveGraph, chosen: MovePlan) -> str:
    """The drawing in words, for those who do not see it: the equilibria and the first arrows."""
    held = [f"{m.words} ({', '.join(m.holds)})" for m in graph.states if m.holds]
    lines = [f"Could hold: {'; '.join(held[:12]) or 'no state shown'}{' and others' if len(held) > 12 else ''}."]
    words = {mark.id: mark.label for mark in graph.states}
    told = [f"{graph.parties[a.party].name} from {words[a.source]} to {words[a.target]}" for a in chosen.arrows[:40]]
    if told:
        lines.append(f"Improvements: {'; '.join(told)}{' and others' if len(chosen.arrows) > 40 else ''}.")
    return " ".join(lines)
