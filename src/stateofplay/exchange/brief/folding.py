"""What is not likely enough to be right is folded away: counted where it would stand, and kept for those who ask."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from stateofplay.exchange.brief.records import BriefLine, Section
from stateofplay.exchange.brief.wording import count
from stateofplay.model.sureness import LESS_SURE

LIKELIEST = "likely, not sure"
"""The doubt of the one meeting that is told though it is doubtful, for the seats at it are likely."""
FOLDED_OF_CASES = frozenset({"positions", "conditions", "events"})
"""Kinds of which a case folds doubtful lines; who meets and who comes is told with its doubt, for few other lines tell of it."""


def fold(section: Section, kinds: Collection[str] | None = None) -> Section:
    """The same section with its doubtful lines apart: of some kinds, by default of all."""

    def is_apart(line: BriefLine) -> bool:
        return is_doubtful(line) and (kinds is None or line.kind in kinds)

    shown, folded = [], []
    for group in section.groups:
        kept = tuple(line for line in group.lines if not is_apart(line))
        rest = tuple(line for line in group.lines if is_apart(line))
        if kept or not group.lines:
            shown.append(replace(group, lines=kept))
        if rest:
            folded.append(replace(group, lines=rest))
    return replace(section, groups=tuple(shown), folded=tuple(folded))


def join_same(lines: Sequence[BriefLine]) -> tuple[BriefLine, ...]:
    """The same lines, those with the same words as one with the marks of all: the surest, where the first of them stood.

    Lines that are folded away stay apart from those that are told.
    """
    joined: dict[tuple[object, ...], BriefLine] = {}
    for line in lines:
        key = (line.lead, line.text, line.emphasis, is_doubtful(line), line.marks if is_doubtful(line) else ())
        known = joined.get(key)
        if known is None:
            joined[key] = line
            continue
        joined[key] = _surer(known, line)
    return tuple(joined.values())


def join_begun(lines: Sequence[BriefLine]) -> tuple[BriefLine, ...]:
    """The same lines, but of two of one sentence and lead of which one's words begin the other's the surer alone.

    "supports “a truce”" and "supports: “a truce to end the war”" are one wish told twice.
    """
    kept: list[BriefLine] = []
    for line in lines:
        at = next((n for n, other in enumerate(kept) if _begins(line, other) or _begins(other, line)), None)
        if at is None:
            kept.append(line)
            continue
        kept[at] = _surer(kept[at], line)
    return tuple(kept)


def _surer(known: BriefLine, line: BriefLine) -> BriefLine:
    """The surer of two lines, with the marks and claims of both."""
    surer, other = (line, known) if line.confidence > known.confidence else (known, line)
    marks = tuple(dict.fromkeys((*known.marks, *line.marks)))
    return replace(surer, marks=marks, same=(*surer.same, other.claim_id, *other.same))


def _begins(line: BriefLine, whole: BriefLine) -> bool:
    """Whether a line is told by the first words of the other."""
    leads = line.lead.rstrip(":") == whole.lead.rstrip(":") and line.emphasis == whole.emphasis
    alike = leads and line.marks == whole.marks and is_doubtful(line) == is_doubtful(whole)
    return alike and f"{_bare(whole.text)} ".startswith(f"{_bare(line.text)} ")


def _bare(text: str) -> str:
    return text.strip("“”‘’ ").casefold().removeprefix("a ").removeprefix("an ").removeprefix("the ")


def is_doubtful(line: BriefLine) -> bool:
    """Whether a line stays below the chance that a brief tells; what a person judged is never doubtful."""
    return bool(line.kind) and line.confidence < LESS_SURE and LIKELIEST not in line.notes


def folded_words(section: Section) -> str:
    """What stands in place of the folded lines."""
    number = len(section.folded_lines)
    if not number:
        return ""
    verb = "is" if number == 1 else "are"
    more = "more line" if section.groups else "line"
    return f"{count(number, more)} {verb} less than {LESS_SURE:.0%} likely to be right and folded away"
