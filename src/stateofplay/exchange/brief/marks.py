"""The numbers by which the lines of a brief lead to their sentences, and the order in which a reader meets them."""

from __future__ import annotations

from dataclasses import replace

from stateofplay.exchange.brief.records import Brief, BriefLine, Mark
from stateofplay.model import Evidence


class MarkedSentences:
    """Numbers sentences in the order in which a brief first rests on them.

    >>> marks = MarkedSentences()
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


def number_as_read(brief: Brief) -> Brief:
    """The same brief with its marks numbered from the first line of the summary to the last of the last section.

    Sections are made in an order of their own (what could hold needs the whole record first); a reader should meet 1 first.
    """
    numbers: dict[int, int] = {}
    sections = brief.sections
    for line in brief.lines():
        for mark in line.marks:
            numbers.setdefault(mark, len(numbers) + 1)

    def renumbered(line: BriefLine) -> BriefLine:
        return replace(line, marks=tuple(sorted(numbers[mark] for mark in line.marks)))

    return replace(
        brief,
        summary=tuple(map(renumbered, brief.summary)),
        sections=tuple(
            replace(
                section,
                groups=tuple(replace(group, lines=tuple(map(renumbered, group.lines))) for group in section.groups),
                folded=tuple(replace(group, lines=tuple(map(renumbered, group.lines))) for group in section.folded),
            )
            for section in sections
        ),
        marks=tuple(
            sorted(
                (replace(mark, number=numbers[mark.number]) for mark in brief.marks if mark.number in numbers),
                key=lambda mark: mark.number,
            )
        ),
    )
