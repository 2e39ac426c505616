"""The answer in ten seconds: what happened, which talks, who comes, what each side wants, what hangs on what.

At most twelve lines, each likely enough to be right; within a kind those that weigh most in the page come first. No sentence is
told twice, and a deed of words ("makes a demand") never stands there: the wish, the condition or the words of its sentence do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from stateofplay.exchange.brief.folding import LIKELIEST
from stateofplay.exchange.brief.marks import MarkedSentences
from stateofplay.exchange.brief.news import first_line, further_lines
from stateofplay.exchange.brief.records import BriefLine, Group, Section
from stateofplay.exchange.brief.topic import long_words, tells_resolve, words_of_talks
from stateofplay.exchange.brief.wording import EVENT_STATUS, FREE, SOME_TALKS
from stateofplay.model import EventStatus, Evidence, PloverEvent, Reading
from stateofplay.model.dates import MONTH_NAMES, VagueDate

MOST = 12
_EACH = {"talks": 2, "seats": 4, "positions": 4, "conditions": 2, "events": 2, "statements": 2}
"""Lines of each kind at most, so that none crowds out the rest."""
_FEW = 8
"""With fewer lines than these, who said what fills up."""
_SHORT = 5
"""With fewer lines than these, sentences of the page fill up."""
_OF_ONE = 2
"""Positions and sayings of one party."""
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
_OF_WORDS = frozenset(
    {PloverEvent.REQUEST, PloverEvent.ACCUSE, PloverEvent.REJECT, PloverEvent.THREATEN, PloverEvent.SUPPORT}
)
"""Deeds that are done in words: the words themselves say more than that they were said."""
_DEEDS = frozenset(str(event) for event in PloverEvent)
_TORN = re.compile(
    r"“(?:‘)?(?:when|is|are|was|were|has|have|must|would|will|and|or|but|who|which|that)\b|(“[^“”]*”).* \1"
)
"""A condition whose first side begins within a clause, or is its second side again: its words were cut in the wrong place."""
_TELLS_NOTHING = re.compile(
    r"“(?:(?:the|an?|this|that|such(?: an?)?|its|their|his|her) )?(?:plans?|proposals?|deals?|bills?|offers?|ideas?|moves?"
    r"|measures?|pacts?|agreements?|approach|requests?)”$"
)
"""A wish for or against something that only its page knows."""
_COMES = re.compile(r"“?(?:participat|attend|take part|taking part|com(?:e|ing)\b|travel|join)")
"""A wish about one's own coming."""
_SAME = 0.75
"""Share of a saying's longer words that one line tells already, from which it is not told again."""


def summarise(
    sections: Sequence[Section],
    numbered: Sequence[tuple[int, Reading]],
    marks: MarkedSentences,
    *,
    hardly: bool = False,
) -> tuple[BriefLine, ...]:
    """The lines at the top of a brief, of those that its sections show; of pages that hardly speak of talks their first alone."""
    by_key = {s.key: s for s in sections}
    first = first_line(numbered, marks, hardly=hardly)
    top = _Top(weigh=_Weight(numbered, marks), lines=[] if first is None else [first])
    if "talks" not in by_key or hardly:
        return tuple(top.lines)
    weigh = top.weigh
    talks = weigh.best((line for line in by_key["talks"].lines if weigh.is_news(line)), _EACH["talks"], least=0.0)
    top.add(talks)
    seats = [
        _at_which(line, group, talks)
        for group in by_key["attendance"].groups
        for line in group.lines
        if line.emphasis in ("absent", "conditional", "head")
        and line.confidence >= _LIKELY
        and not group.title.startswith(SOME_TALKS)
    ]
    seats.sort(key=lambda line: line.emphasis == "head")
    top.add(seats[: _EACH["seats"]])
    hangs = weigh.best(
        (
            line
            for line in by_key["conditions"].lines
            if not (
                _TORN.match(line.text) or weigh.asks(line) or _is_told_of(talks, line) or _hangs_a_seat(line, seats)
            )
        ),
        _EACH["conditions"],
        topical=True,
    )
    whole = [line.text for line in hangs]
    wishes = (
        replace(
            group,
            lines=tuple(
                x for x in group.lines if not (_is_part(x, whole) or _is_scrap(x) or _is_own_seat(x, group, top.lines))
            ),
        )
        for group in by_key["positions"].groups
    )
    top.add(_of_each_party(wishes, weigh))
    top.add(hangs)
    said = [_headed(line, group) for group in by_key["statements"].groups for line in group.lines]
    top.add(_deeds(by_key["events"].groups, said, top, told_talks=bool(talks)))
    if len(top.lines) < _FEW:
        top.add(_sayings(said, top))
    if len(top.lines) < _SHORT and len(numbered) == 1:
        page, reading = numbered[0]
        top.add(further_lines(page, reading, marks, [weigh.evidence(line) for line in top.lines]))
    return tuple(top.lines[:MOST])


@dataclass(slots=True)
class _Top:
    """The lines chosen so far."""

    weigh: _Weight
    lines: list[BriefLine] = field(default_factory=list)

    def add(self, lines: Iterable[BriefLine]) -> None:
        self.lines += lines

    def tells(self, line: BriefLine, *, claims: bool = False) -> bool:
        """Whether a line (with `claims`: that rests on a claim) tells this one's sentence already."""
        evidence = self.weigh.evidence(line)
        return any(
            other.start < evidence.end and evidence.start < other.end
            for one in self.lines
            if (one.kind or not claims) and self.weigh.page(one) == self.weigh.page(line)
            for other in (self.weigh.evidence(one),)
        )


def _deeds(groups: Iterable[Group], said: Sequence[BriefLine], top: _Top, *, told_talks: bool) -> list[BriefLine]:
    """What was done, each kind of deed of one actor once; of a deed in words the words, where they are known."""
    weigh = top.weigh
    shown = [
        _with_status(line, group)
        for group in groups
        for line in group.lines
        if weigh.is_news(line) and not ("CONSULT" in line.notes and told_talks)
    ]
    out: dict[tuple[str, ...], BriefLine] = {}
    for line in weigh.best(shown, len(shown)):
        if not _OF_WORDS.isdisjoint(line.notes):
            if top.tells(line, claims=True):
                continue
            instead = next((s for s in said if s.marks == line.marks and weigh.is_likely(s)), None)
            if instead is not None:
                out.setdefault(("said", *map(str, instead.marks)), instead)
            continue
        out.setdefault((_doer(line), *_DEEDS.intersection(line.notes)), line)
    return list(out.values())[: _EACH["events"]]


def _doer(line: BriefLine) -> str:
    """The words of a deed as far as its verb, roughly: deeds of one actor begin alike."""
    return " ".join(line.lead.split(" toward ")[0].split()[:3])


def _sayings(said: Iterable[BriefLine], top: _Top) -> list[BriefLine]:
    """What is said that no line tells yet, words of talks first, in the order of the page."""
    weigh = top.weigh
    told = [long_words(f"{line.lead} {line.text}") for line in top.lines]
    by_speaker: dict[str, int] = {}
    out: list[BriefLine] = []
    whole = (line for line in said if len(line.text.split()) >= _WORDS_OF_A_SAYING)
    for line in weigh.best(whole, 1000, topical=True):
        words = long_words(line.text)
        if top.tells(line) or any(len(words & other) >= _SAME * len(words) for other in told):
            continue
        speaker = line.lead.rpartition(" ")[0]
        by_speaker[speaker] = by_speaker.get(speaker, 0) + 1
        if by_speaker[speaker] <= _OF_ONE:
            out.append(line)
            told.append(words)
        if len(out) == _EACH["statements"]:
            break
    return sorted(out, key=lambda line: (weigh.page(line), weigh.evidence(line).start))


_WORDS_OF_A_SAYING = 5
"""With fewer words a saying is a scrap of a quotation."""


def _is_part(line: BriefLine, whole: Iterable[str]) -> bool:
    """Whether the words of a wish stand in a condition that is told as well, which says on what it hangs."""
    words = line.text.strip("“”").removesuffix(" …")
    return line.emphasis != "red_line" and any(words in other for other in whole)


def _is_scrap(line: BriefLine) -> bool:
    """Whether the words of a wish say nothing without their page: "the plan", or a verb alone."""
    return _TELLS_NOTHING.match(line.text) is not None or (line.lead.endswith(":") and " " not in line.text)


def _is_own_seat(line: BriefLine, group: Group, top: Iterable[BriefLine]) -> bool:
    """Whether the top tells by a seat of the same sentence and party that it does or does not come."""
    return _COMES.match(line.text) is not None and any(
        one.marks == line.marks and one.lead.endswith(group.title) for one in top
    )


def _of_each_party(groups: Iterable[Group], weigh: _Weight) -> list[BriefLine]:
    """Red lines, then what weighs most, no party more than its share."""
    lines = [_headed(line, group) for group in groups for line in weigh.best(group.lines, _OF_ONE)]
    return weigh.best(lines, _EACH["positions"])


def _headed(line: BriefLine, group: Group) -> BriefLine:
    return replace(line, lead=f"{group.title} {line.lead}")


def _at_which(line: BriefLine, group: Group, talks: Sequence[BriefLine]) -> BriefLine:
    """A seat as it stands without its heading: at which talks, where the top does not tell of these alone."""
    title = group.title.replace(f" ({LIKELIEST})", "")
    if len(talks) == 1 and title.startswith(talks[0].lead.rstrip(":")):
        _, between, whose = title.partition(" between ")
        if not between or whose.partition(", ")[0] in talks[0].text:
            return line
    return replace(line, notes=(f"at {title}", *line.notes))


def _is_told_of(talks: Iterable[BriefLine], condition: BriefLine) -> bool:
    """Whether the line of the talks says of the same sentence that they are without preconditions."""
    return condition.text.endswith(FREE) and any(FREE in line.text and line.marks == condition.marks for line in talks)


def _hangs_a_seat(condition: BriefLine, seats: Iterable[BriefLine]) -> bool:
    """Whether the line of a seat says of the same sentence on what somebody's coming hangs."""
    return any(
        seat.marks == condition.marks and hanging and condition.text.rstrip("”").endswith(hanging)
        for seat in seats
        for hanging in (seat.text.partition("“")[2].rstrip("”"),)
    )


def _with_status(line: BriefLine, group: Group) -> BriefLine:
    """A deed as it stands without the heading of its section, which says whether it has happened."""
    return replace(line, lead=f"{_NOT_DONE[group.title]} {line.lead}") if group.title in _NOT_DONE else line


_DATED = re.compile(rf"\b(?:({'|'.join(filter(None, MONTH_NAMES))}) )?((?:19|20)\d\d)\b")


def _month(day: str) -> int:
    """The months from year 0 to that of an ISO day; of a year alone to its end."""
    date = VagueDate.parse(day)
    return 0 if date is None else 12 * date.earliest.year + date.earliest.month


class _Weight:
    """What a line weighs: how likely it is right, and whether the top of its page says it."""

    def __init__(self, numbered: Sequence[tuple[int, Reading]], marks: MarkedSentences) -> None:
        self._tops = {page: min(_TOP, len(reading.article.text) // 3) for page, reading in numbered}
        self._months = {p: _month(r.article.published) for p, r in numbered if r.article.published}
        self._marks = marks

    def page(self, line: BriefLine) -> int:
        """The page that a line rests on."""
        return self._marks.marks[line.marks[0] - 1].page

    def evidence(self, line: BriefLine) -> Evidence:
        """The sentence that a line rests on first."""
        return self._marks.marks[line.marks[0] - 1].evidence

    def of(self, line: BriefLine, *, topical: bool = False) -> float:
        """A number that orders lines of one kind; `topical` adds for words of talks and of what somebody will or must have."""
        top = self._tops.get(self.page(line), 0)
        lead = 0.3 if self.evidence(line).start <= top else 0.0
        red = 0.5 if line.emphasis == "red_line" else 0.0
        talks = 0.2 * min(words_of_talks(line.text), 2) + 0.3 * tells_resolve(line.text) if topical else 0.0
        return line.confidence + lead + red + talks

    def is_news(self, line: BriefLine) -> bool:
        """Whether a line belongs to what the page tells as news: nothing in it is dated more than a month before the page."""
        now = self._months.get(self.page(line))
        told = [
            12 * int(year) + (MONTH_NAMES.index(month) if month else 12)
            for month, year in _DATED.findall(f"{line.lead} {line.text}")
        ]
        return not (now and told) or max(told) >= now - 1

    def asks(self, line: BriefLine) -> bool:
        """Whether a line rests on a question, which says nothing."""
        return self.evidence(line).quote.rstrip('”"’) ').endswith("?")

    def is_likely(self, line: BriefLine) -> bool:
        """Whether a line is likely enough for the top."""
        return line.confidence >= _LIKELY

    def best(
        self, lines: Iterable[BriefLine], most: int, *, least: float = _LIKELY, topical: bool = False
    ) -> list[BriefLine]:
        """The lines that weigh most, in order of weight; of the same words, or of one sentence and heading, once."""
        told: dict[tuple[str, ...], BriefLine] = {}
        words: set[tuple[str, str]] = set()
        for line in sorted((x for x in lines if x.confidence >= least), key=lambda one: -self.of(one, topical=topical)):
            if (line.lead, line.text) not in words:
                words.add((line.lead, line.text))
                told.setdefault((line.lead, *map(str, line.marks)), line)
        return list(told.values())[:most]
