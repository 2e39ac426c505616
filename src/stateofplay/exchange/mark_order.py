"""Number the sentences of a brief in the order in which its reader meets them."""

from __future__ import annotations

from dataclasses import replace

from stateofplay.exchange.brief.records import Brief, Line


def number_as_read(brief: Brief) -> Brief:
    """The same brief with its marks numbered from the first line of the summary to the last of the last section.

    Sections are made in an order of their own (what could hold needs the whole record first); a reader should meet 1 first.
    """
    numbers: dict[int, int] = {}
    sections = brief.sections
    for line in (*brief.summary, *(line for section in sections for line in section.lines)):
        for mark in line.marks:
            numbers.setdefault(mark, len(numbers) + 1)

    def renumbered(line: Line) -> Line:
        return replace(line, marks=tuple(numbers[mark] for mark in line.marks))

    return replace(
        brief,
        summary=tuple(map(renumbered, brief.summary)),
        sections=tuple(
            replace(
                section,
                groups=tuple(replace(group, lines=tuple(map(renumbered, group.lines))) for group in section.groups),
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
