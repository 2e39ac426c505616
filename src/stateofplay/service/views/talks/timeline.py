"""The timeline: talks, offers and answers, conditions and events by day, as marks on a line and as a list."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from stateofplay.exchange.brief.wording import count
from stateofplay.exchange.case_brief.lines import CaseMarks, meeting_line
from stateofplay.model.dates import VagueDate, in_time
from stateofplay.model.sureness import sureness
from stateofplay.record.meetings import CaseMeeting
from stateofplay.record.views import Filter, Row
from stateofplay.service.library import KeptCase
from stateofplay.service.views.records import Sheet
from stateofplay.service.views.talks.process import setting_of
from stateofplay.service.views.telling import tell_claim

STEP = 30
"""Days on one page of the list."""
MOST_A_DAY = 12
MOST_OF_ONE_DAY = 300
"""Where one day alone is asked for."""
MOST_DOTS = 120
"""Places on the line of one lane."""
BEFORE_DAYS = 14
"""Days before the first page at which the line begins, if anything lies before."""
EDGE = 0.03
"""Share of the line that is kept for what lies before it."""
LANES: tuple[tuple[str, str], ...] = (
    ("talks", "Talks"),
    ("offers", "Offers and demands"),
    ("answers", "Answers"),
    ("conditions", "Conditions"),
    ("events", "Events"),
)
_OFFERS = frozenset({"offers", "proposes", "demands"})


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """Something on a day."""

    day: str
    lane: str
    lead: str
    text: str
    emphasis: str
    claim_id: str
    own_date: bool
    """Whether the day is its own; else it is that of its page."""
    notes: tuple[str, ...]
    """Who says so, how firmly, whether its sentence is gone from a newer page; of a meeting all that must be known of it."""
    firmness: str
    sureness: str
    verdict: str | None
    corrected: bool
    by_hand: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineDay:
    """One day of the list."""

    day: str
    entries: tuple[TimelineEntry, ...]
    hidden: int
    """Further ones, of which the data twin has all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A mark on the line: how many entries of a lane lie on a day."""

    x: float
    """From 0 to 1."""
    lane: int
    day: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineView:
    """The timeline."""

    case: str
    title: str
    lead: str
    days: tuple[TimelineDay, ...]
    offset: int
    total: int
    """Days in all."""
    dots: tuple[Dot, ...]
    lanes: tuple[tuple[str, str], ...]
    lane: str
    party: str
    ticks: tuple[tuple[float, str], ...]
    """(place from 0 to 1, month or year) for the axis."""
    before: str
    """The first day of those that lie before the axis, whose marks stand at its left edge; empty where there is none."""
    entries: tuple[TimelineEntry, ...]
    """All of them, for data; a page has only those of its days."""

    def sheet(self) -> Sheet:
        """One row an entry, all of them."""
        names = ("day", "lane", "lead", "text", "own_date", "firmness", "sureness", "verdict", "claim_id")
        rows = tuple((*(getattr(e, n) for n in names), "; ".join(e.notes)) for e in self.entries)
        return Sheet(columns=(*names, "notes"), rows=rows)


def timeline_view(
    kept: KeptCase,
    *,
    lane: str = "",
    party: str = "",
    since: str = "",
    until: str = "",
    offset: int = 0,
    whole: bool = False,
) -> TimelineView:
    """Everything that lies on a day, the latest first; what has no date of its own lies under the day of its page.

    What stands in pages without a day comes last, where no days are chosen.

    Parameters
    ----------
    lane
        One of :data:`LANES`; all by default.
    party
        Only what names it, under any of its names or those who act for it.
    since, until
        Days between which it lies.
    whole
        All entries, for data; a page has those of its days.

    Raises
    ------
    RecordError
        ``record.day`` where one of them is no day.
    """
    Filter(since=since or None, until=until or None)
    marked = [
        m
        for m in kept.once("marked", lambda: _marked(kept))
        if (not lane or m.lane == lane)
        and (not party or party in m.parties)
        and (m.day or not (since or until))
        and (not since or in_time(m.day) >= since)
        and (not until or in_time(m.day)[: len(until)] <= until)
    ]
    by_day: dict[str, list[_Marked]] = defaultdict(list)
    for mark in marked:
        by_day[mark.day].append(mark)
    days = sorted((day for day in by_day if day), key=in_time, reverse=True)
    listed = [*days, ""] if "" in by_day else days
    order = [key for key, _ in LANES]
    for found in by_day.values():
        found.sort(key=lambda m: order.index(m.lane))
    pages = [str(p["published"]) for p in kept.state.pages if p["published"]]
    dots, ticks, before = _line(by_day, order, min(pages, default=""))
    most = MOST_OF_ONE_DAY if since and since == until and len(days) == 1 else MOST_A_DAY
    lead = f"{count(len(marked) - len(by_day.get('', ())), 'entry', 'entries')} on {count(len(days), 'day')}"
    undated = f"{len(by_day.get('', ()))} without a day, on pages without one." if "" in by_day else ""
    lead = f"{lead}, {days[-1]} to {days[0]}." if days else "Nothing lies on a day."
    return TimelineView(
        case=kept.id,
        title="Timeline",
        lead=" ".join(filter(None, (lead, undated))),
        days=tuple(
            TimelineDay(
                day=d,
                entries=tuple(_tell(kept, m) for m in by_day[d][: most if d else MOST_OF_ONE_DAY]),
                hidden=max(0, len(by_day[d]) - (most if d else MOST_OF_ONE_DAY)),
            )
            for d in listed[offset : offset + STEP]
        ),
        offset=offset,
        total=len(listed),
        dots=dots,
        lanes=LANES,
        lane=lane,
        party=party,
        ticks=ticks,
        before=before,
        entries=tuple(_tell(kept, m) for d in listed for m in by_day[d]) if whole else (),
    )


class _Marked(NamedTuple):
    """Something on a day, not yet told in words: of most nobody asks. A case of years has tens of thousands."""

    day: str
    """Empty where neither it nor its page has one."""
    lane: str
    parties: frozenset[str]
    what: Row | CaseMeeting


def _marked(kept: KeptCase) -> list[_Marked]:
    state = kept.state
    known: dict[tuple[str | None, ...], frozenset[str]] = {}

    def parties_of(*names: str | None) -> frozenset[str]:
        if (found := known.get(names)) is None:
            given = [n for name in names if name for n in name.split("; ")]
            found = known[names] = frozenset((*given, *(state.sides[n] for n in given if n in state.sides)))
        return found

    out = [
        _Marked(day=m.date or _day_of(m.current), lane="talks", parties=parties_of(*m.parties, *m.seats), what=m)
        for m in state.meetings
    ]
    for row in state.positions:
        lane = "offers" if row.state in _OFFERS else "answers"
        out.append(_Marked(day=_day_of(row), lane=lane, parties=parties_of(row.party), what=row))
    for row in state.conditions:
        out.append(_Marked(day=_day_of(row), lane="conditions", parties=parties_of(row.party), what=row))
    for row in state.events:
        parties = parties_of(row.party, row.other)
        out.append(_Marked(day=(row.date or _day_of(row))[:10], lane="events", parties=parties, what=row))
    return out


def _day_of(row: Row) -> str:
    return row.day[:10] if row.dated else ""


def _tell(kept: KeptCase, mark: _Marked) -> TimelineEntry:
    if isinstance(mark.what, CaseMeeting):
        line = meeting_line(mark.what, CaseMarks(), setting_of(kept))
        row, own = mark.what.current, mark.what.date is not None
        lead, text, emphasis, notes = line.lead, line.text, line.emphasis, line.notes
    else:
        row = mark.what
        told = tell_claim(row)
        own = row.kind == "events" and bool(row.date)
        lead, text, emphasis, notes = told.lead, told.text, told.emphasis, told.notes
    return TimelineEntry(
        day=mark.day, lane=mark.lane, lead=lead, text=text, emphasis=emphasis, claim_id=row.claim_id, own_date=own,
        notes=notes, firmness=row.firmness, sureness=sureness(row.confidence, row.kind), verdict=row.verdict,
        corrected=row.corrected, by_hand=row.by_hand,
    )  # fmt: skip


def _line(
    by_day: dict[str, list[_Marked]], order: list[str], begin: str
) -> tuple[tuple[Dot, ...], tuple[tuple[float, str], ...], str]:
    """Marks, ticks, and the first day that lies before the line.

    What lies in no certain day is put at the beginning of its month or year, and the list says which.
    """
    placed = {day: when.earliest.toordinal() for day in by_day if (when := VagueDate.parse(day)) is not None}
    if not placed:
        return (), (), ""
    # A look back to years ago must not press the talks of these weeks into one spot: what lies long before the first page is
    # drawn at the edge.
    opened = VagueDate.parse(begin) if begin else None
    earliest = opened.earliest.toordinal() - BEFORE_DAYS if opened is not None else 0
    last = max(placed.values())
    first = min(last, max(min(placed.values()), earliest))
    width = max(1, last - first)

    before = min((day for day, ordinal in placed.items() if ordinal < first), key=placed.__getitem__, default="")
    edge = EDGE if before else 0.0

    def share(ordinal: int) -> float:
        return 0.0 if ordinal < first else round(edge + (1 - edge) * min(1.0, (ordinal - first) / width), 4)

    # Days that would be drawn over each other are one mark, which leads to the last of them.
    marks: dict[tuple[int, int], tuple[int, str]] = {}
    for day, ordinal in sorted(placed.items(), key=lambda item: item[1]):
        counts = Counter(e.lane for e in by_day[day])
        for lane, key in enumerate(order):
            if counts[key]:
                place = (lane, int(share(ordinal) * MOST_DOTS))
                marks[place] = (marks.get(place, (0, ""))[0] + counts[key], day)
    dots = [
        Dot(x=place / MOST_DOTS, lane=lane, day=day, number=number) for (lane, place), (number, day) in marks.items()
    ]
    return tuple(sorted(dots, key=lambda d: (d.lane, d.x))), tuple(_ticks(first, last, share)), before


def _ticks(first: int, last: int, share):  # type: ignore[no-untyped-def]
    start, end = date.fromordinal(first), date.fromordinal(last)
    months = (end.year - start.year) * 12 + end.month - start.month
    step = 1 if months <= 12 else 3 if months <= 36 else 12
    year, month = start.year, start.month
    if step == 12:
        month = 1
    while (year, month) <= (end.year, end.month):
        day = date(year, month, 1)
        if first <= day.toordinal() <= last:
            yield share(day.toordinal()), f"{day:%b %Y}" if step < 12 else str(year)
        month += step
        year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
