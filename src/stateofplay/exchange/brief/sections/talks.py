"""The talks, who comes and who stays away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from stateofplay.exchange.brief import wording as w
from stateofplay.exchange.brief.days import when_in, without_weeks
from stateofplay.exchange.brief.folding import LIKELIEST, join_same
from stateofplay.exchange.brief.marks import MarkedSentences
from stateofplay.exchange.brief.records import BriefLine, Group, Section
from stateofplay.exchange.brief.sections.lines import NamedParties, NumberedReadings, claim_line, is_many
from stateofplay.language.agreement import agree
from stateofplay.model import (
    Actor,
    Attendance,
    AttendanceStatus,
    Capacity,
    Evidence,
    Meeting,
    MeetingStatus,
    Reading,
    Relation,
)
from stateofplay.model.listing import list_names
from stateofplay.model.sureness import DOUBTFUL, sureness

_MEETING_ORDER = [
    MeetingStatus.UNDER_WAY,
    MeetingStatus.PLANNED,
    MeetingStatus.PROPOSED,
    MeetingStatus.CANCELLED,
    MeetingStatus.HELD,
]
_NAMED = 0.4
"""The chance from which talks at which somebody is likely to sit are named, with their doubt, where no surer ones are."""
_SEATED, _NAMED_SEATED = 2, 0.33
"""With so many likely seats and this chance, more of such talks are there than of the others (0.60 of 52, 0.45 of 65): they are
named beside surer ones too, where fewer sit."""


def _side(name: str, actors: Iterable[Actor]) -> str | None:
    return next((a.side or (a.name if a.kind == "country" else None) for a in actors if a.name == name), None)


def _meeting_line(page: int, meeting: Meeting, reading: Reading, marks: MarkedSentences) -> BriefLine:
    facts = [
        f"{'between' if len(meeting.parties) > 1 else 'with'} {list_names(meeting.parties)}" if meeting.parties else "",
        f"in {meeting.place}" if meeting.place else "",
        when_in(meeting.date, meeting.evidence.quote) if meeting.date else "",
        w.MEETING_FORMAT[meeting.format] if meeting.format else "",
        f"proposed by {meeting.proposed_by}" if meeting.proposed_by else "",
        f"hosted by {list_names(meeting.hosts)}" if meeting.hosts else "",
        f"mediated by {list_names(meeting.mediators)}" if meeting.mediators else "",
    ]
    free = any(
        c.relation is Relation.WITHOUT_PRECONDITIONS
        and c.evidence.start <= meeting.evidence.end
        and c.evidence.end >= meeting.evidence.start
        for c in reading.conditions
    )
    if free:
        facts.append(w.FREE)
    emphasis = "cancelled" if meeting.status is MeetingStatus.CANCELLED else ""
    return claim_line(
        page,
        meeting,
        marks,
        f"{w.headed(w.meeting_name(meeting.name, meeting.parties, told=True))}:",
        "; ".join(f for f in [w.MEETING_STATUS[meeting.status], *facts] if f),
        emphasis=emphasis,
    )


def likeliest_talks(readings: Sequence[Reading]) -> Meeting | None:
    """The talks that are told with their doubt: those of most likely seats, where no surer talks have as many.

    Who comes is the better known; a reader asks first to what. Talks without a place and a day tell little of that.
    """

    def seats(meeting: Meeting, reading: Reading) -> int:
        told = (a for a in reading.attendance if a.meeting == meeting.name)
        return sum(1 for a in told if sureness(a.confidence, "attendance") != DOUBTFUL)

    of_surer = [seats(m, r) for r in readings for m in r.meetings if sureness(m.confidence, "meetings") != DOUBTFUL]
    fewest = max(_SEATED, max(of_surer) + 1) if of_surer else 1
    known = [
        (count, m.confidence, -m.anchor, m)
        for r in readings
        for m in r.meetings
        if (m.place or m.date) and sureness(m.confidence, "meetings") == DOUBTFUL
        for count in (seats(m, r),)
        if count >= fewest and m.confidence >= (_NAMED_SEATED if count >= _SEATED else _NAMED)
    ]
    best = max(known, key=lambda t: t[:3], default=None)
    return best[-1] if best is not None else None


def talks_section(readings: NumberedReadings, marks: MarkedSentences, likeliest: Meeting | None) -> Section:
    pairs = [(p, m, r) for p, r in readings for m in r.meetings]
    pairs.sort(key=lambda t: (_MEETING_ORDER.index(t[1].status), t[0], t[1].evidence.start))
    lines = tuple(
        replace(line, notes=tuple(LIKELIEST if n == DOUBTFUL else n for n in line.notes)) if m is likeliest else line
        for p, m, r in pairs
        for line in (_meeting_line(p, m, r, marks),)
    )
    groups = (Group(title="", lines=lines),) if lines else ()
    return Section(key="talks", title="The talks", groups=groups, empty="The reader found no meeting.")


def attendance_section(
    readings: NumberedReadings, marks: MarkedSentences, likeliest: Meeting | None, parties: NamedParties
) -> Section:
    groups = []
    for page, reading in readings:
        order = {m.name: _MEETING_ORDER.index(m.status) for m in reversed(reading.meetings)}
        meetings = dict.fromkeys(a.meeting for a in reading.attendance)
        told = {m.name for m in reading.meetings if sureness(m.confidence, "meetings") != DOUBTFUL}
        by_title: dict[str, list[Attendance]] = {}
        for meeting in sorted(meetings, key=lambda name: order.get(name, len(_MEETING_ORDER))):
            # A heading is a claim as well: what is doubtful of the talks does not stand over who comes to them.
            name = _name_of(meeting, reading)
            title = name if meeting in told else w.SOME_TALKS
            if likeliest is not None and meeting == likeliest.name and any(m is likeliest for m in reading.meetings):
                title = f"{name} ({LIKELIEST})"
            by_title.setdefault(title, []).extend(a for a in reading.attendance if a.meeting == meeting)
        for title, rows in by_title.items():
            rows = _once(rows) if title == w.SOME_TALKS else rows
            rows.sort(key=lambda a: _seat(a, reading))
            suffix = f" (page {page})" if len(readings) > 1 else ""
            lines = [_attendance_line(page, a, reading, marks, parties.describe(a.who, reading)) for a in rows]
            groups.append(Group(title=title + suffix, lines=join_same(lines)))
    return Section(
        key="attendance",
        title="Who comes, who stays away",
        groups=tuple(groups),
        empty="The reader found nobody who is said to come.",
    )


def _name_of(meeting: str, reading: Reading) -> str:
    """The name of a meeting as a heading."""
    parties = next((m.parties for m in reading.meetings if m.name == meeting), ())
    return without_weeks(w.headed(w.meeting_name(meeting, parties)))


def _once(rows: Sequence[Attendance]) -> list[Attendance]:
    """Of seats of which several unnamed talks tell the same the surest: nobody sits twice under one heading."""
    surest: dict[tuple[str, AttendanceStatus], Attendance] = {}
    for row in rows:
        key = (row.who.casefold(), row.status)
        if key not in surest or row.confidence > surest[key].confidence:
            surest[key] = row
    return list(surest.values())


def _seat(row: Attendance, reading: Reading) -> tuple[int, str, int, int]:
    """Order of seats: who comes by side, heads first; then conditional, undecided, absent."""
    status = list(AttendanceStatus).index(row.status)
    order = {AttendanceStatus.ATTENDS: 0, AttendanceStatus.CONDITIONAL: 1, AttendanceStatus.UNDECIDED: 2}.get(
        row.status, 3
    )
    capacity = {Capacity.HEAD: 0, Capacity.MEMBER: 1, None: 2, Capacity.MEDIATOR: 3}[row.capacity]
    return (order, _side(row.who, reading.actors) or "~", capacity, status)


_A_CLAUSE = 3
"""Words that can say on what somebody's coming hangs; a name alone, of "would negotiate only with Dahl", does not."""


def _is_clause(words: list[str]) -> bool:
    """Whether words say on what something hangs; of two ("Dahl did") the second must be no name."""
    return len(words) >= _A_CLAUSE or (len(words) == _A_CLAUSE - 1 and words[-1].islower())


def _attendance_line(page: int, row: Attendance, reading: Reading, marks: MarkedSentences, who: str) -> BriefLine:
    meeting = next((m for m in reading.meetings if m.name == row.meeting), None)
    known = meeting is not None and sureness(meeting.confidence, "meetings") != DOUBTFUL
    over = meeting is not None and meeting.status is MeetingStatus.HELD and not w.is_ahead(row.evidence.quote)
    many = is_many(row.who, reading)
    attends = row.status is AttendanceStatus.ATTENDS
    text = w.attends(row.capacity, over=over, many=many) if attends else w.attendance(row.status, many=many)
    if attends and row.capacity is None and w.is_called_off(row.evidence.quote):
        text = agree("[was|were] to take part", many=many)
    elif attends and not known and not over and row.capacity is None:
        text = agree("[takes|take] part", many=many)
    if row.status is AttendanceStatus.CONDITIONAL:
        hanging = next((c for c in reading.conditions if c.on and _overlaps(c.evidence, row.evidence)), None)
        if hanging is not None and hanging.on and _is_clause(hanging.on.split()):
            text = f"{'come' if many else 'comes'} {w.RELATION[hanging.relation]} {w.quoted(hanging.on)}"
    emphasis = w.seat_emphasis(row.status, row.capacity if known else None)
    return claim_line(page, row, marks, w.headed(who), text, emphasis=emphasis)


def _overlaps(a: Evidence, b: Evidence) -> bool:
    return a.start < b.end and b.start < a.end
