"""The numbers by which the lines of a brief lead to their sentences."""

from __future__ import annotations

from stateofplay.exchange.brief.records import Mark
from stateofplay.model import Evidence


class Marks:
    """Numbers sentences in the order in which a brief first rests on them.

    >>> marks = Marks()
    >>> a, b = Evidence(start=0, end=3, quote="Yes"), Evidence(start=4, end=6, quote="No")
    >>> marks.at(1, a), marks.at(1, b), marks.at(1, a)
    (1, 2, 1)
    """

    def __init__(self) -> None:
        self.marks: list[Mark] = []
        self._numbers: dict[tuple[int, int, int], int] = {}

    def at(self, page: int, evidence: Evidence) -> int:
        """The number of a sentence of a page."""
        key = (page, evidence.start, evidence.end)
        if key not in self._numbers:
            self._numbers[key] = len(self.marks) + 1
            self.marks.append(Mark(number=self._numbers[key], page=page, evidence=evidence))
        return self._numbers[key]
