"""Names in a row, as a sentence joins them."""

from __future__ import annotations

from collections.abc import Sequence


def list_names(names: Sequence[str]) -> str:
    """Join names as a sentence does.

    Examples
    --------
    >>> list_names([]), list_names(["A"]), list_names(["A", "B"]), list_names(["A", "B", "C"])
    ('', 'A', 'A and B', 'A, B and C')
    """
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
