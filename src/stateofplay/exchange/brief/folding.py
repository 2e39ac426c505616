"""What is not likely enough to be right is folded away: counted where it would stand, and kept for those who ask."""

from __future__ import annotations

from dataclasses import replace

from stateofplay.exchange.brief.records import Line, Section
from stateofplay.exchange.brief.wording import count
from stateofplay.model.sureness import LESS_SURE


def fold(section: Section) -> Section:
    """The same section with its doubtful lines apart."""
    shown, folded = [], []
    for group in section.groups:
        kept = tuple(line for line in group.lines if not is_doubtful(line))
        rest = tuple(line for line in group.lines if is_doubtful(line))
        if kept or not group.lines:
            shown.append(replace(group, lines=kept))
        if rest:
            folded.append(replace(group, lines=rest))
    return replace(section, groups=tuple(shown), folded=tuple(folded))


def is_doubtful(line: Line) -> bool:
    """Whether a line stays below the chance that a brief tells; what a person judged is never doubtful."""
    return bool(line.kind) and line.confidence < LESS_SURE


def folded_words(section: Section) -> str:
    """What stands in place of the folded lines."""
    number = len(section.folded_lines)
    if not number:
        return ""
    verb = "is" if number == 1 else "are"
    more = "more line" if section.groups else "line"
    return f"{count(number, more)} {verb} less than {LESS_SURE:.0%} likely to be right and folded away"
