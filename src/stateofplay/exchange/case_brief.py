"""The state of play of a whole case, as a brief: the same records and the same renderers as the brief of one page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from stateofplay.exchange.brief import wording as w
from stateofplay.exchange.brief.records import Brief, Group, Line, Mark, Page, Section
from stateofplay.model import (
    Article,
    AttendanceStatus,
    Capacity,
    EventStatus,
    Evidence,
    Firmness,
    MeetingStatus,
    PloverEvent,
    Relation,
    Stance,
)
from stateofplay.record.changes import Change, Kind
from stateofplay.record.dependencies import MutualWait
from stateofplay.record.meetings import CaseMeeting, Seat
from stateofplay.record.positions import Rift, Standing
from stateofplay.record.views import Row

LATEST = 12
"""Events, conditions and old meetings shown in the status; the rest is counted and the view that has it is named."""


class CaseMarks:
    """Numbers the sentences that the lines rest on, across pages."""

    def __init__(self) -> None:
        self.marks: list[Mark] = []
        self._numbers: dict[tuple[int, int, int], int] = {}

    def of(self, row: Row) -> int:
        """The number of a row's sentence."""
        key = (row.page, row.start, row.end)
        if key not in self._numbers:
            self._numbers[key] = len(self.marks) + 1
            evidence = Evidence(start=row.start, end=row.end, quote=row.quote)
            self.marks.append(Mark(number=self._numbers[key], page=row.page, evidence=evidence))
        return self._numbers[key]


def line(
    row: Row, marks: CaseMarks, lead: str, text: str = "", *, notes: Iterable[str] = (), emphasis: str = ""
) -> Line:
    """A line of the case's brief from one row, with the qualifiers that every row may need."""
    qualifiers = [n for n in notes if n]
    if row.said_by and row.said_by != row.party:
        qualifiers.append(f"says {row.said_by}")
    if firmness := w.FIRMNESS[Firmness(row.firmness)]:
        qualifiers.append(firmness)
    if row.lost_in is not None:
        qualifiers.append(f"gone from the newer version of its page, page {row.lost_in}")
    if row.verdict is not None:
        qualifiers.append("corrected by a person" if row.corrected else f"a person says: {row.verdict}")
    elif (sure := w.sureness(row.confidence)) != "sure":
        qualifiers.append(sure)
    return Line(
        lead=lead,
        text=text,
        notes=tuple(qualifiers),
        marks=(marks.of(row),),
        confidence=row.confidence,
        claim_id=row.claim_id,
        emphasis=emphasis,
    )


def build_case_brief(
    *,
    title: str,
    pages: Sequence[Mapping[str, object]],
    articles: Mapping[int, Article],
    meetings: Sequence[CaseMeeting],
    standings: Sequence[Standing],
    rifts: Sequence[Rift],
    conditions: Sequence[Row],
    mutual: Sequence[MutualWait],
    events: Sequence[Row],
    proposals: int = 0,
    extra: Sequence[Section] = (),
    reader: str = "",
    marks: CaseMarks | None = None,
) -> Brief:
    """Build the brief of a case from its views.

    Parameters
    ----------
    articles
        Page number -> article, for the pages to show beside the brief; those without a mark are left out.
    extra
        Further sections, shown after the positions ("what could hold").
    """
    marks = marks or CaseMarks()
    sections = [
        _meetings(meetings, marks),
        _positions(standings, marks),
        *extra,
        _contradictions(standings, rifts, marks),
        _conditions(conditions, mutual, marks),
        _events(events, marks),
    ]
    marked = {m.page for m in marks.marks}
    shown = tuple(
        Page(number=int(str(p["number"])), source=str(p["source"]), article=articles[int(str(p["number"]))])
        for p in pages
        if p["number"] in marked and int(str(p["number"])) in articles
    )
    return Brief(
        title=title,
        summary=_summary(meetings, standings, mutual, marks),
        sections=tuple(sections),
        pages=shown,
        marks=tuple(marks.marks),
        caveats=_caveats(pages, proposals),
        reader=reader,
    )


def _summary(
    meetings: Sequence[CaseMeeting], standings: Sequence[Standing], mutual: Sequence[MutualWait], marks: CaseMarks
) -> tuple[Line, ...]:
    out: list[Line] = []
    open_states = (MeetingStatus.PLANNED, MeetingStatus.UNDER_WAY, MeetingStatus.PROPOSED)
    latest = sorted(meetings, key=lambda m: m.current.day)
    ahead = [m for m in latest if m.current.state in open_states]
    held = [m for m in latest if m.current.state == MeetingStatus.HELD and len({r.page for r in m.rows}) > 0]
    out += [_meeting_line(m, marks) for m in (ahead[-1:] + held[-1:])]
    for ring in mutual[:1]:
        out.append(line(ring.waits[0].row, marks, ring.sentence(), emphasis="conditional"))
    for standing in standings:
        if standing.current.flag:
            out.append(_standing_line(standing, marks, lead=f"{standing.party} "))
    return tuple(out[:6])


def _meeting_line(meeting: CaseMeeting, marks: CaseMarks) -> Line:
    row = meeting.current
    status = MeetingStatus(row.state or MeetingStatus.HELD)
    facts = [
        w.MEETING_STATUS[status],
        f"between {w.list_names(meeting.parties)}" if meeting.parties else "",
        f"in {meeting.place}" if meeting.place else "",
        meeting.date or "",
        f"proposed by {row.other}" if row.other else "",
    ]
    pages = len({r.page for r in meeting.rows})
    history = [f"{w.MEETING_STATUS[MeetingStatus(r.state or 'held')]} ({r.day})" for r in meeting.statuses[:-1]]
    notes = [f"{pages} pages" if pages > 1 else "", f"before: {', '.join(history)}" if history else ""]
    emphasis = "cancelled" if status is MeetingStatus.CANCELLED else ""
    return line(row, marks, f"{meeting.name}:", "; ".join(f for f in facts if f), notes=notes, emphasis=emphasis)


def _meetings(meetings: Sequence[CaseMeeting], marks: CaseMarks) -> Section:
    groups = []
    for meeting in sorted(meetings, key=lambda m: m.date or m.rows[0].day, reverse=True):
        seats = sorted(meeting.seats.values(), key=_seat_order)
        head = replace(_meeting_line(meeting, marks), lead="")
        groups.append(Group(title=meeting.name, lines=(head, *(_seat_line(s, marks) for s in seats))))
    return Section(
        key="talks", title="The talks, the latest first", groups=tuple(groups), empty="No page names a meeting."
    )


def _seat_order(seat: Seat) -> tuple[int, int, str]:
    row = seat.current
    status = [*AttendanceStatus].index(AttendanceStatus(row.state or AttendanceStatus.ATTENDS))
    return (status, 0 if row.other == Capacity.HEAD else 1, seat.who)


def _seat_line(seat: Seat, marks: CaseMarks) -> Line:
    row = seat.current
    status = AttendanceStatus(row.state or AttendanceStatus.ATTENDS)
    verb = w.CAPACITY[Capacity(row.other)] if row.other and status is AttendanceStatus.ATTENDS else w.ATTENDANCE[status]
    before = [f"{w.ATTENDANCE[AttendanceStatus(r.state or 'attends')]} ({r.day})" for r in seat.changed]
    emphasis = {AttendanceStatus.ABSENT: "absent", AttendanceStatus.CONDITIONAL: "conditional"}.get(status, "")
    return line(row, marks, seat.who, verb, notes=[f"before: {', '.join(before)}" if before else ""], emphasis=emphasis)


def _positions(standings: Sequence[Standing], marks: CaseMarks) -> Section:
    groups: dict[str, list[Line]] = {}
    for standing in sorted(standings, key=lambda s: (not s.current.flag,)):
        groups.setdefault(standing.party, []).append(_standing_line(standing, marks))
    order = list(dict.fromkeys(s.party for s in standings))
    return Section(
        key="positions",
        title="Where each party stands",
        groups=tuple(Group(title=party, lines=tuple(groups[party])) for party in order),
        empty="No page gives a party's position.",
    )


def _standing_line(standing: Standing, marks: CaseMarks, *, lead: str = "") -> Line:
    row = standing.current
    stance = w.STANCE[Stance(row.state or Stance.SUPPORTS)]
    issue = f"{standing.issue}: " if standing.issue != row.what else ""
    notes = [
        f"{row.day}, {standing.sources} pages" if standing.sources > 1 else row.day,
        "red line: the text says it is not negotiable" if row.flag else "",
    ]
    if standing.earlier:
        old = standing.earlier[0]
        notes.append(f"before: {w.STANCE[Stance(old.state or Stance.SUPPORTS)]} ({old.day})")
    if standing.against:
        notes.append("contradicted on the same day")
    text = f"{issue}“{w.shorten(row.what or '')}”"
    return line(row, marks, f"{lead}{stance}", text, notes=notes, emphasis="red_line" if row.flag else "")


def _contradictions(standings: Sequence[Standing], rifts: Sequence[Rift], marks: CaseMarks) -> Section:
    groups = []
    for rift in rifts:
        lines = [_said(r, marks) for r in (rift.one, rift.other)]
        groups.append(Group(title=f"Inside {rift.side}, on {rift.issue}", lines=tuple(lines)))
    for standing in standings:
        if standing.against:
            lines = [_said(r, marks) for r in (standing.current, *standing.against)]
            groups.append(Group(title=f"{standing.party}, on {standing.issue}", lines=tuple(lines)))
    return Section(
        key="contradictions",
        title="What contradicts itself",
        groups=tuple(groups),
        empty="No two sentences were found that contradict each other; that is no proof that none do.",
    )


def _said(row: Row, marks: CaseMarks) -> Line:
    stance = w.STANCE[Stance(row.state or Stance.SUPPORTS)]
    return line(row, marks, f"{row.party} {stance}", f"“{w.shorten(row.what or '')}”", notes=[row.day])


def _conditions(conditions: Sequence[Row], mutual: Sequence[MutualWait], marks: CaseMarks) -> Section:
    groups = []
    for ring in mutual:
        lines = [line(wait.row, marks, f"{wait.holder} waits for {wait.on}:", hangs(wait.row)) for wait in ring.waits]
        groups.append(Group(title=ring.sentence(), lines=tuple(lines)))
    latest = list(conditions)[-LATEST:][::-1]
    lines = [line(row, marks, f"{row.party or 'Not said whose'}:", hangs(row), notes=[row.day]) for row in latest]
    if lines:
        groups.append(
            Group(
                title=_more(len(conditions), "conditions") if mutual or len(conditions) > LATEST else "",
                lines=tuple(lines),
            )
        )
    return Section(
        key="conditions", title="What hangs on what", groups=tuple(groups), empty="No page states a condition."
    )


def hangs(row: Row) -> str:
    """A condition in one line, its own words in quotation marks."""
    what = f"“{w.shorten(row.what or '')}”"
    if row.other is None:
        return f"{what}: without preconditions"
    return f"{what} {w.RELATION[Relation(row.state or Relation.IF)]} “{w.shorten(row.other)}”"


def _more(number: int, view: str) -> str:
    return f"The latest of {number}; all: stateofplay {view} CASE" if number > LATEST else f"All {number}"


def _events(events: Sequence[Row], marks: CaseMarks) -> Section:
    groups = []
    for status in (EventStatus.PLANNED, EventStatus.HYPOTHETICAL, EventStatus.HAPPENED, EventStatus.DENIED):
        mine = [e for e in events if e.state == status]
        mine.sort(key=lambda e: (e.date or e.day, e.page, e.start), reverse=True)
        if mine:
            more = f" (the latest {LATEST} of {len(mine)}; all: stateofplay events CASE)" if len(mine) > LATEST else ""
            lines = [event_line(e, marks) for e in mine[:LATEST]]
            groups.append(Group(title=w.EVENT_STATUS[status] + more, lines=tuple(lines)))
    return Section(
        key="events", title="What happened, what is planned", groups=tuple(groups), empty="No page reports an event."
    )


def event_line(row: Row, marks: CaseMarks) -> Line:
    """One event as a line."""
    with_recipient, alone = w.EVENT[PloverEvent(row.what or "CONSULT")]
    words = with_recipient.format(a=row.party, r=row.other) if row.other else alone.format(a=row.party)
    emphasis = {EventStatus.DENIED: "denied", EventStatus.HYPOTHETICAL: "hypothetical"}
    status = EventStatus(row.state or EventStatus.HAPPENED)
    when = row.date or f"no date given, page of {row.day}"
    place = f" in {row.place}" if row.place else ""
    return line(row, marks, words + place, when, notes=[row.what or ""], emphasis=emphasis.get(status, ""))


def _caveats(pages: Sequence[Mapping[str, object]], proposals: int) -> tuple[str, ...]:
    copies = sum(p["copy_of"] is not None for p in pages)
    versions = sum(p["earlier"] is not None for p in pages)
    undated = sum(p["published"] is None for p in pages)
    out = [
        f"{len(pages)} pages: {len(pages) - copies - versions} sources, {copies} copies of them (not counted as sources), "
        f"{versions} newer versions."
    ]
    if undated:
        out.append(f"{undated} pages say no date of publication; they stand under the day they were added.")
    if proposals:
        out.append(
            f"{proposals} pairs of names may be the same actor; `stateofplay actors CASE` lists them for a person to decide."
        )
    out.append(
        "Where it stands now is what the latest page says; nothing is averaged, and what was said before is kept."
    )
    return tuple(out)


_CHANGE_TITLES = {
    Kind.TURNED: "Turned round",
    Kind.CONTRADICTED: "Contradicted",
    Kind.FIRMER: "Firmer",
    Kind.SOFTER: "Softer",
    Kind.STATUS: "Changed",
    Kind.WITHDRAWN: "Withdrawn: the sentence is gone from the newer version of its page",
    Kind.NEW: "New",
}
_ABOUT_TITLES = {
    "positions": "positions",
    "attendance": "who comes",
    "meetings": "talks",
    "conditions": "conditions",
    "events": "events",
}


def build_changes_brief(
    found: Sequence[Change],
    *,
    since: str,
    title: str,
    pages: Sequence[Mapping[str, object]],
    articles: Mapping[int, Article],
) -> Brief:
    """The changes since a day as a brief; that nothing changed is said aloud."""
    marks = CaseMarks()
    sections = []
    for kind, heading in _CHANGE_TITLES.items():
        mine = [c for c in found if c.kind is kind]
        if not mine:
            continue
        groups = []
        for about, words in _ABOUT_TITLES.items():
            lines = tuple(_change_line(c, marks) for c in mine if c.about == about)
            if lines:
                groups.append(Group(title=words, lines=lines))
        sections.append(Section(key=str(kind), title=heading, groups=tuple(groups), empty=""))
    new_pages = [p for p in pages if str(p["published"] or p["added_at"])[:10] >= since]
    if not sections:
        nothing = (
            f"Nothing changed since {since}: {len(new_pages)} pages of that day or later, and no claim that is new."
        )
        sections.append(Section(key="nothing", title="Nothing changed", groups=(), empty=nothing))
    marked = {m.page for m in marks.marks}
    return Brief(
        title=f"{title}: what changed since {since}",
        summary=(),
        sections=tuple(sections),
        pages=tuple(
            Page(number=int(str(p["number"])), source=str(p["source"]), article=articles[int(str(p["number"]))])
            for p in pages
            if p["number"] in marked and int(str(p["number"])) in articles
        ),
        marks=tuple(marks.marks),
        caveats=(f"{len(new_pages)} of {len(pages)} pages are of {since} or later.",),
        reader="",
    )


def _change_line(change: Change, marks: CaseMarks) -> Line:
    row, before = change.now, change.before
    was = ""
    if change.about == "events":
        return event_line(row, marks)
    if change.about == "conditions":
        return line(row, marks, f"{row.party or 'Not said whose'}:", hangs(row), notes=[row.day])
    if change.about == "positions":
        text = f"{w.STANCE[Stance(row.state or 'supports')]} “{w.shorten(row.what or '')}”"
        if before is not None:
            was = f"before: {w.STANCE[Stance(before.state or 'supports')]} “{w.shorten(before.what or '', 80)}” ({before.day})"
    elif change.about == "meetings":
        text = "; ".join(f for f in (w.MEETING_STATUS[MeetingStatus(row.state or "held")], row.date, row.place) if f)
        was = f"before: {w.MEETING_STATUS[MeetingStatus(before.state or 'held')]} ({before.day})" if before else ""
    else:
        text = w.ATTENDANCE[AttendanceStatus(row.state or "attends")]
        was = f"before: {w.ATTENDANCE[AttendanceStatus(before.state or 'attends')]} ({before.day})" if before else ""
    made = line(row, marks, f"{change.subject}:", text, notes=[row.day, was])
    if before is not None:
        made = Line(
            lead=made.lead,
            text=made.text,
            notes=made.notes,
            marks=(*made.marks, marks.of(before)),
            confidence=made.confidence,
            claim_id=made.claim_id,
            emphasis=made.emphasis,
        )
    return made
