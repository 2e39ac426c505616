"""How a state, an arrow and a legend look, for all figures that are graphs. Shape and words carry what colour carries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from stateofplay.exchange.figures import svg
from stateofplay.exchange.figures.records import Party, StateMark

Point = tuple[float, float]

HEIGHT = 50.0
CORNER = 9.0
LONGEST_OPTIONS = 16
LEGEND_LINE = 22.0


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeBox:
    """Where a node stands: its middle and its width; all are equally high."""

    x: float
    y: float
    width: float

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.y - HEIGHT / 2

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + HEIGHT / 2


def lines_of(mark: StateMark, concepts: Sequence[str]) -> tuple[str, str, str]:
    """What is written in a node: label, options (where they are short), concepts."""
    options = mark.options if len(mark.options) <= LONGEST_OPTIONS else ""
    if not mark.holds:
        held = ""
    elif holds_always(mark, concepts):
        held = "holds" if len(concepts) > 1 else concepts[0]
    else:
        held = " ".join(mark.holds) if len(mark.holds) < 3 else f"{mark.holds[0]} +{len(mark.holds) - 1}"
    return mark.label, options, held


def shapes_of(marks: Sequence[StateMark], concepts: Sequence[str]) -> list[tuple[str, str]]:
    """The legend of the shapes that occur among some states."""
    always = [mark for mark in marks if holds_always(mark, concepts)]
    shapes = []
    if always:
        listed = concepts[0] if len(concepts) == 1 else f"{', '.join(concepts[:-1])} and {concepts[-1]}"
        shapes.append(("holds", f"could hold under {listed}"))
    if any(mark.holds and mark not in always for mark in marks):
        shapes.append(("some", "could hold under the concepts named"))
    if any(not mark.holds for mark in marks):
        among = f"{concepts[0]}" if len(concepts) == 1 else "every concept asked"
        shapes.append(("plain", f"somebody leaves under {among}" if concepts else "a state"))
    return shapes


def holds_always(mark: StateMark, concepts: Sequence[str]) -> bool:
    """Whether the state is an equilibrium under every concept asked."""
    return bool(concepts) and set(concepts) <= set(mark.holds)


def node_width(mark: StateMark, concepts: Sequence[str]) -> float:
    """How wide the node of a state must be."""
    label, options, held = lines_of(mark, concepts)
    words = max(svg.width_of(label, 13.5), len(options) * 6.8, svg.width_of(held, 9.5))
    return min(max(words + 22.0, 46.0), 170.0)


def draw_node(mark: StateMark, box: NodeBox, concepts: Sequence[str], *, more: str = "") -> str:
    """Draw a state: cut corners for an equilibrium, a second outline where every concept agrees, a flag for the status quo."""
    label, options, held = lines_of(mark, concepts)
    parts = [_outline(box, 0, bool(held), {**svg.EDGE, "stroke-width": 1.8 if held else 1})]
    if holds_always(mark, concepts):
        parts.append(_outline(box, 3.2, True, {**svg.EDGE, "stroke-width": 1}))
    rows: list[tuple[str, float, svg.Attributes]] = [(label, 13.5, {**svg.INK, "font-weight": "600"})]
    if options:
        rows.append((options, 10.5, {**svg.INK, "font-family": "ui-monospace, Menlo, Consolas, monospace"}))
    if held:
        rows.append((held, 9.5, svg.SOFT))
    room = sum(size for _, size, _ in rows)
    y = box.y - room / 2 - 2.5
    for words, size, look in rows:
        y += size
        parts.append(svg.write(box.x, y, svg.shorten(words, box.width - 8, size), look, size=size, anchor="middle"))
        y += 1.0
    if mark.status_quo:
        parts.append(_flag(box))
    under = f"; could hold under {', '.join(mark.holds)}" if mark.holds else ""
    now = "; the status quo" if mark.status_quo else ""
    return svg.titled(f"{mark.words}{under}{now}{more}", *parts)


def _flag(box: NodeBox) -> str:
    x, y, words = box.x - box.width / 2 - 6, box.top - 4, "now"
    wide = svg.width_of(words, 10) + 9
    points = [(x, y - 7), (x + wide, y - 7), (x + wide + 6, y), (x + wide, y + 7), (x, y + 7)]
    flag = svg.element("polygon", {"points": points_of(points), **svg.INK})
    return flag + svg.write(x + 4, y + 3.5, words, {**svg.PAPER, "font-weight": "600"}, size=10)


def _outline(box: NodeBox, inset: float, cut: bool, look: svg.Attributes) -> str:
    half = box.width / 2 - inset
    sides = (box.x - half, box.top + inset, box.x + half, box.bottom - inset)
    return _shape(sides, CORNER - inset * 0.4 if cut else 0.0, look)


def _shape(sides: tuple[float, float, float, float], cut: float, look: svg.Attributes) -> str:
    """Draw a box from its left, top, right and bottom: with corners cut off by so much, or else rounded."""
    left, top, right, bottom = sides
    if not cut:
        place = {
            "x": left,
            "y": top,
            "width": right - left,
            "height": bottom - top,
            "rx": min(CORNER, (bottom - top) / 3),
        }
        return svg.element("rect", {**place, **look})
    upper = [(left, top + cut), (left + cut, top), (right - cut, top), (right, top + cut)]
    lower = [(right, bottom - cut), (right - cut, bottom), (left + cut, bottom), (left, bottom - cut)]
    return svg.element("polygon", {"points": points_of([*upper, *lower]), **look})


def points_of(points: Iterable[Point]) -> str:
    """Write the corners of a polygon."""
    return " ".join(f"{svg.number(x)},{svg.number(y)}" for x, y in points)


def curve(points: Sequence[Point], *, down: bool = True) -> str:
    """Write a smooth path through points that leaves and enters each along the page (or, not `down`, across it)."""
    (x, y), *rest = points
    out = [f"M{svg.number(x)} {svg.number(y)}"]
    for to_x, to_y in rest:
        if down:
            middle = (y + to_y) / 2
            bends = ((x, middle), (to_x, middle))
        else:
            middle = (x + to_x) / 2
            bends = ((middle, y), (middle, to_y))
        numbers = [svg.number(n) for pair in (*bends, (to_x, to_y)) for n in pair]
        out.append("C" + " ".join(numbers))
        x, y = to_x, to_y
    return "".join(out)


def along(start: Point, end: Point, share: float, *, down: bool = True) -> Point:
    """The point of a curve between two points at a share of its way."""
    eased = 3 * (1 - share) * share**2 + share**3
    middle = 1.5 * (1 - share) ** 2 * share + 1.5 * (1 - share) * share**2 + share**3
    ends = [(start[0], end[0]), (start[1], end[1])]
    shares = (eased, middle) if down else (middle, eased)
    x, y = (a + (b - a) * s for (a, b), s in zip(ends, shares, strict=True))
    return x, y


def head(end: Point, direction: Point, party: int, size: float = 7.0) -> str:
    """Draw an arrow head that points along a direction (a unit vector)."""
    (x, y), (dx, dy) = end, direction
    base_x, base_y = x - dx * size, y - dy * size
    wing = size * 0.5
    points = [(x, y), (base_x - dy * wing, base_y + dx * wing), (base_x + dy * wing, base_y - dx * wing)]
    return svg.element("polygon", {"points": points_of(points), **svg.fill_of(party)})


def tag(at: Point, party: Party, number: int, size: float = 10.0) -> str:
    """Write a party's tag on its arrow, with a halo so that lines beneath do not cross it out."""
    look = {**svg.fill_of(number), "font-weight": "600", "paint-order": "stroke", "stroke-width": 3.5}
    halo = {**look, "class": "fill halo", "stroke": "#fbfaf7", "stroke-linejoin": "round"}
    return svg.write(at[0], at[1] + size * 0.35, party.tag, halo, size=size, anchor="middle")


def legend(
    parties: Sequence[Party], shapes: Sequence[tuple[str, str]], left: float, top: float, width: float
) -> tuple[str, float]:
    """Draw what lines and shapes mean, flowing over as many lines as needed.

    Parameters
    ----------
    shapes
        Pairs of a kind (``holds``, ``some``, ``plain``, ``now``, ``one-way``, ``move``, ``more``, ``bold``) and its words.

    Returns
    -------
    tuple
        The markup, and where it ends down the page.
    """
    x, y = left, top
    out = []
    items = [("party", f"{p.tag} = {p.name}" if p.tag != p.name else p.name, k) for k, p in enumerate(parties)]
    items += [(kind, words, 0) for kind, words in shapes]
    for kind, words, number in items:
        room = max(width - 48.0, 60.0)
        shown = svg.shorten(words, room, 11)
        wide = 42.0 + svg.width_of(shown, 11) + 14.0
        if x > left and x + wide > left + width:
            x, y = left, y + LEGEND_LINE
        mark = _sample(kind, number, x, y + 8)
        out.append(svg.titled(words, mark, svg.write(x + 40, y + 12, shown, svg.INK, size=11)))
        x += wide
    return "".join(out), y + LEGEND_LINE


def _sample(kind: str, number: int, x: float, y: float) -> str:
    start = f"M{svg.number(x)} {svg.number(y)}"
    if kind == "party":
        line = svg.element("path", {"d": f"{start}h28", **svg.stroke_of(number, 1.8)})
        return svg.element("g", {"class": svg.party_class(number)}, line, head((x + 35, y), (1, 0), number))
    if kind == "now":
        return _flag(NodeBox(x=x + 16, y=y + 4 + HEIGHT / 2, width=20))
    if kind == "more":
        return svg.write(x + 10, y + 4, "+2", svg.SOFT, size=10)
    if kind == "move":
        return svg.element("path", {"d": f"{start}h32", **svg.LINE, "stroke-width": 1.4, "stroke-dasharray": "1 3"})
    look = {**svg.EDGE, "class": "edge", "fill": "none"}
    if kind == "bold":
        return svg.element("path", {"d": f"{start}h32", **look, "stroke-width": 3.2})
    if kind == "one-way":
        return svg.element("path", {"d": f"{start}h32m-32 -5v10", **look, "stroke-width": 1.6})
    outer, inner = (x, y - 8, x + 32, y + 8), (x + 3, y - 5, x + 29, y + 5)
    box = _shape(outer, 0.0 if kind == "plain" else 5.0, {**svg.EDGE, "stroke-width": 1.4})
    return box + (_shape(inner, 4.0, {**svg.EDGE, "stroke-width": 1}) if kind == "holds" else "")
