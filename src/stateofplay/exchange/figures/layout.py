"""Where the nodes of a graph stand: rows along the arrows, few crossings, short lines.

The steps are those of Sugiyama, Tagawa and Toda 1981: arrows that close a cycle are turned, nodes get rows by their
longest way to an end, long arrows get a waypoint in each row they pass, rows are ordered by the mean place of neighbours,
and places along a row are the nearest to these means that keep the gaps (isotonic regression).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

Pair = tuple[int, int]

SWEEPS = 10
MOST_ROWS = 12
"""With more rows by longest ways, rows follow shortest ways, and more arrows run up or level."""
WAYPOINT = 10.0
"""Room for a line that passes a row, in pixels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Places of nodes: `x` along the row, `row` down the page, and for each pair of joined nodes the waypoints between.

    ``ways[u, v]`` are (x, row) from u to v without both ends; every joined pair stands once, upper node first.
    """

    x: tuple[float, ...]
    row: tuple[int, ...]
    ways: dict[Pair, tuple[tuple[float, int], ...]]
    width: float
    rows: int


def lay_out(sizes: Sequence[float], arrows: Sequence[Pair], *, gap: float = 18, most: float = 1100) -> Layout:
    """Place nodes so that arrows run down the page.

    Parameters
    ----------
    sizes
        Width of each node in pixels.
    arrows
        (from, to) by place in `sizes`; several and cycles are welcome.
    gap, most
        Least room between nodes, and how wide a row of nodes may become before it is split.
    """
    rows = rows_of(len(sizes), arrows)
    if max(rows, default=0) >= MOST_ROWS:
        rows = near_rows_of(len(sizes), arrows)
    row = _split(sizes, rows, {node for arrow in arrows for node in arrow}, gap, most)
    chains: dict[Pair, list[int]] = {}
    widths, at = list(sizes), list(row)
    for u, v in sorted({(u, v) if row[u] < row[v] else (v, u) for u, v in arrows if u != v}):
        chain = [u]
        for between in range(row[u] + 1, row[v]):
            widths.append(WAYPOINT)
            at.append(between)
            chain.append(len(widths) - 1)
        chains[u, v] = [*chain, v]
    layers: list[list[int]] = [[] for _ in range(max(at, default=-1) + 1)]
    for node, place in enumerate(at):
        layers[place].append(node)
    above: list[list[int]] = [[] for _ in widths]
    below: list[list[int]] = [[] for _ in widths]
    for chain in chains.values():
        for one, other in pairwise(chain):
            below[one].append(other)
            above[other].append(one)
    _order(layers, above, below)
    x = _place(layers, above, below, widths, gap)
    left = min((x[k] - widths[k] / 2 for k in range(len(widths))), default=0.0)
    x = [value - left for value in x]
    return Layout(
        x=tuple(x[: len(sizes)]),
        row=tuple(row),
        ways={pair: tuple((x[k], at[k]) for k in chain[1:-1]) for pair, chain in chains.items()},
        width=max((x[k] + widths[k] / 2 for k in range(len(widths))), default=0.0),
        rows=len(layers),
    )


def rows_of(count: int, arrows: Sequence[Pair]) -> list[int]:
    """Give each node a row so that arrows run down; ends stand in the last row, arrows that close a cycle run up.

    Examples
    --------
    >>> rows_of(4, [(0, 1), (1, 2), (2, 0), (3, 2)])
    [2, 3, 1, 0]
    """
    onward: list[list[int]] = [[] for _ in range(count)]
    for u, v in sorted(set(arrows)):
        if u != v:
            onward[u].append(v)
    height = [-1] * count
    open_nodes: set[int] = set()
    indegree = [0] * count
    for targets in onward:
        for v in targets:
            indegree[v] += 1
    for root in sorted(range(count), key=lambda node: (indegree[node] > 0, node)):
        if height[root] >= 0:
            continue
        stack = [(root, iter(onward[root]))]
        open_nodes.add(root)
        reach = {root: 0}
        while stack:
            node, rest = stack[-1]
            for v in rest:
                if v in open_nodes:
                    continue  # closes a cycle
                if height[v] >= 0:
                    reach[node] = max(reach[node], height[v] + 1)
                    continue
                stack.append((v, iter(onward[v])))
                open_nodes.add(v)
                reach[v] = 0
                break
            else:
                stack.pop()
                open_nodes.discard(node)
                height[node] = reach[node]
                if stack:
                    parent = stack[-1][0]
                    reach[parent] = max(reach[parent], height[node] + 1)
    top = max(height, default=0)
    return [top - h for h in height]


def near_rows_of(count: int, arrows: Sequence[Pair]) -> list[int]:
    """Give each node a row by its shortest way to an end; joined nodes of one distance get rows of their own.

    Examples
    --------
    >>> near_rows_of(4, [(0, 1), (1, 2), (2, 0), (2, 3)])
    [0, 1, 2, 3]
    """
    before: list[list[int]] = [[] for _ in range(count)]
    ends = set(range(count))
    for u, v in arrows:
        before[v].append(u)
        ends.discard(u)
    far = dict.fromkeys(sorted(ends), 0)
    queue = list(far) or [0] * min(count, 1)
    far.update(dict.fromkeys(queue, 0))
    for node in queue:
        for u in before[node]:
            if u not in far:
                far[u] = far[node] + 1
                queue.append(u)
    distance = [far.get(node, max(far.values(), default=0) + 1) for node in range(count)]
    out = [0] * count
    after = 0
    for level in range(max(distance, default=0), -1, -1):
        inside = [node for node in range(count) if distance[node] == level]
        place = {node: k for k, node in enumerate(inside)}
        rows = rows_of(len(inside), [(place[u], place[v]) for u, v in arrows if u in place and v in place])
        for node in inside:
            out[node] = after + rows[place[node]]
        after += max(rows, default=-1) + 1
    return out


def _split(sizes: Sequence[float], rows: Sequence[int], joined: set[int], gap: float, most: float) -> list[int]:
    """Break rows that are too wide; nodes that nothing joins go to rows of their own at the end."""
    out = [0] * len(sizes)
    after = 0
    lone = [node for node in range(len(sizes)) if node not in joined]
    groups = [[n for n in range(len(sizes)) if rows[n] == r and n in joined] for r in range(max(rows, default=-1) + 1)]
    for group in [*groups, lone]:
        width = sum(sizes[n] + gap for n in group)
        parts = max(1, -(-int(width) // int(most)))
        for k, node in enumerate(group):
            out[node] = after + (k * parts // len(group) if group is lone else k % parts)
        after += parts if group else 0
    return out


def _order(layers: list[list[int]], above: list[list[int]], below: list[list[int]]) -> None:
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        near = above if down else below
        for layer in layers if down else layers[::-1]:
            place = {node: k for other in layers for k, node in enumerate(other)}
            share = {node: k / len(other) for other in layers for k, node in enumerate(other)}
            layer.sort(
                key=lambda node: (
                    sum(share[n] for n in near[node]) / len(near[node]) if near[node] else share[node],
                    place[node],
                )
            )


def _place(
    layers: list[list[int]], above: list[list[int]], below: list[list[int]], widths: Sequence[float], gap: float
) -> list[float]:
    x = [0.0] * len(widths)
    for layer in layers:
        edge = 0.0
        for node in layer:
            x[node] = edge + widths[node] / 2
            edge += widths[node] + gap
        for node in layer:
            x[node] -= (edge - gap) / 2
    for sweep in range(SWEEPS):
        near = (above, below)[sweep % 2]
        for layer in layers if sweep % 2 == 0 else layers[::-1]:
            wished = [sum(x[n] for n in near[node]) / len(near[node]) if near[node] else x[node] for node in layer]
            room = [
                widths[a] / 2 + widths[b] / 2 + (gap if max(widths[a], widths[b]) > WAYPOINT else 2)
                for a, b in pairwise(layer)
            ]
            for node, value in zip(layer, settle(wished, room), strict=True):
                x[node] = value
    return x


def settle(wished: Sequence[float], room: Sequence[float]) -> list[float]:
    """Find the places nearest to the wished ones (least squares) that keep their order and the room between them.

    Examples
    --------
    >>> settle([0, 0, 10], [4, 4])
    [-2.0, 2.0, 10.0]
    """
    offset = [0.0]
    for value in room:
        offset.append(offset[-1] + value)
    blocks: list[list[float]] = []  # [sum, count]; pooled until their means rise
    for value, shift in zip(wished, offset, strict=False):
        blocks.append([value - shift, 1.0])
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] >= blocks[-1][0] / blocks[-1][1]:
            total, count = blocks.pop()
            blocks[-1][0] += total
            blocks[-1][1] += count
    means = [block[0] / block[1] for block in blocks for _ in range(int(block[1]))]
    return [mean + shift for mean, shift in zip(means, offset, strict=False)]
