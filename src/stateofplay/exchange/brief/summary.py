"""The answer in ten seconds: what happened, which talks, who comes, what each side wants, what hangs on what.

At most twelve lines, each likely enough to be right; within a kind those that weigh most in the page come first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from stateofplay.exchange.brief.marks import MarkedSentences
from stateofplay.exchange.brief.news import first_line
from stateofplay.exchange.brief.records import BriefLine, Group, Section
from stateofplay.exchange.brief.wording import EVENT_STATUS
from stateofplay.model import EventStatus, Reading

MOST = 12
_EACH = {"talks": 2, "seats": 4, "positions": 4, "conditions": 2, "events": 2, "statements": 2}
"""Lines of each kind at most, so that none crowds out the rest."""
_FEW = 8
"""With fewer lines than these, who said what fills up."""
_OF_ONE = 2
"""Positions of one party."""
_LIKELY = 0.7
"""The chance from which a wish, condition, event or saying is told at the top: who reads ten seconds follows no mark."""
_NOT_DONE = {
    EVENT_STATUS[EventStatus.PLANNED]: "Planned:",
    EVENT_STATUS[EventStatus.HYPOTHETICAL]: "Only weighed, threatened or on a condition:",
    EVENT_STATUS[EventStatus.DENIED]: "Denied or did not come about:",
}
"""Heading of a section of events -> what stands before one of its lines elsewhere."""
_TOP = 600
"""Characters at the top of a page that count as its lead."""


def summarise(
    sections: Sequence[Section], numbered: Sequence[tuple[int, Reading]], marks: MarkedSentences
) -> tuple[BriefLine, ...]:
    """The lines at the top of a brief, of those that its sections show."""
    by_key = {s.key: s for s in sections}
    weigh = _Weight(numbered, marks)
    out = [line for line in (first_line(numbered, marks),) if line is not None]
    if "talks" not in by_key:
        return tuple(out)
    talks = weigh.best((line for line in by_key["talks"].lines if weigh.is_news(line)), _EACH["talks"], least=0.0)
    out += talks
    seats = [
        _at_which(line, group, talks)
        for group in by_key["attendance"].groups
        for line in group.lines
        if line.emphasis in ("absent", "conditional", "head") and line.confidence >= _LIKELY
    ]
    seats.sort(key=lambda line: line.emphasis == "head")
    out += seats[: _EACH["seats"]]
    out += _of_each_party(by_key["positions"].groups, weigh)
    out += weigh.best(by_key["conditions"].lines, _EACH["conditions"])
    deeds = [
        _with_status(line, group)
        for group in by_key["events"].groups
        for line in group.lines
        if weigh.is_news(line) and not ("CONSULT" in line.notes and talks)
    ]
    out += weigh.best(deeds, _EACH["events"])
    if len(out) < _FEW:
        said = [_headed(line, group) for group in by_key["statements"].groups for line in group.lines[:2]]
        out += weigh.best(said, _EACH["statements"])
    return tuple(out[:MOST])


def _of_each_party(groups: Iterable[Group], weigh: _Weight) -> list[BriefLine]:
    """Red lines, then what weighs most, no party more than its share."""
    lines = [_headed(line, group) for group in groups for line in weigh.best(group.lines, _OF_ONE)]
    return weigh.best(lines, _EACH["positions"])


def _headed(line: BriefLine, group: Group) -> BriefLine:
    return replace(line, lead=f"{group.title} {line.lead}")


def _at_which(line: BriefLine, group: Group, talks: Sequence[BriefLine]) -> BriefLine:
    """A seat as it stands without its heading: at which talks, where the top does not tell of these alone."""
    if len(talks) == 1 and group.title.startswith(talks[0].lead.rstrip(":")):
        return line
    where = group.title.removeprefix("At ")
    return replace(line, notes=(f"at {where}", *line.notes))


def _with_status(line: BriefLine, group: Group) -> BriefLine:
    """A deed as it stands without the heading of its section, which says whether it has happened."""
    return replace(line, lead=f"{_NOT_DONE[group.title]} {line.lead}") if group.title in _NOT_DONE else line


class _Weight:
    """What a line weighs: how likely it is right, and whether the top of its page says it."""

    def __init__(self, numbered: Sequence[tuple[int, Reading]], marks: MarkedSentences) -> None:
        self._tops = {page: min(_TOP, len(reading.article.text) // 3) for page, reading in numbered}
        self._years = {p: r.article.published[:4] for p, r in numbered if r.article.published}
        self._places: dict[int, tuple[int, int]] = {m.number: (m.page, m.evidence.start) for m in marks.marks}

    def of(self, line: BriefLine) -> float:
        """A number that orders lines of one kind."""
        page, start = self._places[line.marks[0]]
        top = self._tops.get(page, 0)
        return line.confidence + (0.3 if start <= top else 0.0) + (0.5 if line.emphasis == "red_line" else 0.0)

    def is_news(self, line: BriefLine) -> bool:
        """Whether a line belongs to what the page tells as news: nothing in it is dated in an earlier year than the page."""
        year = self._years.get(self._places[line.marks[0]][0])
        told = re.findall(r"\b(?:19|20)\d\d\b", f"{line.lead} {line.text}")
        return not (year and told) or max(told) >= year

    def best(self, lines: Iterable[BriefLine], most: int, *, least: float = _LIKELY) -> list[BriefLine]:
        """The lines that weigh most, in order of weight; of lines with one sentence and one heading only the first."""
        told: dict[tuple[str, tuple[int, ...]], BriefLine] = {}
        for line in sorted((x for x in lines if x.confidence >= least), key=lambda line: -self.of(line)):
            told.setdefault((line.lead, line.marks), line)
        return list(told.values())[:most]
