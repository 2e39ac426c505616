"""The order in which people judged. Clocks stand still, run back and differ between machines; what a person saw does not.

Every row that a person writes names the row that stood last when it was written (`follows`). A row comes after the one that it
follows, whatever their times; of rows that did not know of each other the earlier time comes first.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


def in_order(rows: Iterable[T], key: Callable[[T], tuple[str, str, str | None]]) -> list[T]:
    """Rows in the order of judging.

    Parameters
    ----------
    rows
        Rows of one claim, or of one table.
    key
        Row -> (id, time, id of the row that it follows, or None).

    Returns
    -------
    list
        Cost: n log n. Rows whose predecessor is not among them, and rows that name each other in a circle, go by time.

    Examples
    --------
    >>> rows = [("b", "10:05", None), ("a", "09:58", "b"), ("c", "10:02", None)]
    >>> [row[0] for row in in_order(rows, lambda row: row)]
    ['c', 'b', 'a']
    """
    known = {key(row)[0]: row for row in rows}
    after: dict[str, list[str]] = {}
    heap: list[tuple[str, str]] = []
    for name, row in known.items():
        _, at, follows = key(row)
        if follows is not None and follows in known and follows != name:
            after.setdefault(follows, []).append(name)
        else:
            heap.append((at, name))
    heapq.heapify(heap)
    out: list[T] = []
    while heap:
        _, name = heapq.heappop(heap)
        out.append(known.pop(name))
        for later in after.get(name, ()):
            heapq.heappush(heap, (key(known[later])[1], later))
    # A circle, which only a forged file can hold.
    return out + sorted(known.values(), key=lambda row: (key(row)[1], key(row)[0]))
