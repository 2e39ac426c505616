"""Lines of a case's brief: one row of a view in one line, with the mark that leads to its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from stateofplay.exchange.brief import wording as w
from stateofplay.exchange.brief.days import last_day_in, when, when_in, without_weeks
from stateofplay.exchange.brief.marks import MarkedSentences
from stateofplay.exchange.brief.records import BriefLine
from stateofplay.exchange.brief.wishes import wish
from stateofplay.language.agreement import agree, names_several
from stateofplay.model import (
    Act,
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
from stateofplay.model.dates import MONTH_NAMES, VagueDate
from stateofplay.model.listing import list_names
from stateofplay.model.sureness import SURE, sureness
from stateofplay.record.meetings import CaseMeeting, Seat
from stateofplay.record.positions import Standing, is_open_line
from stateofplay.record.positions.due import CaseDeadline
from stateofplay.record.views import Row

_AHEAD = (MeetingStatus.PROPOSED, MeetingStatus.PLANNED)
_OPEN = (MeetingStatus.UNDER_WAY, *_AHEAD)
_FRESH_DAYS = {MeetingStatus.PROPOSED: 60, MeetingStatus.PLANNED: 30, MeetingStatus.UNDER_WAY: 7}
"""An undated meeting that no page has spoken of for so long is not ahead, or not going on, any more."""
# How a seat at a meeting that has not taken place is told: capacity (or status) -> words.
_ONLY_IF = frozenset({Relation.ONLY_IF, Relation.IF, Relation.AFTER, Relation.UNLESS})
_WOULD = {
    None: "would take part",
    Capacity.HEAD: "would lead the delegation",
    Capacity.MEMBER: "would sit in the delegation",
    Capacity.MEDIATOR: "would mediate",
}
_WAS_TO = {
    None: "[was|were] to take part",
    Capacity.HEAD: "[was|were] to lead the delegation",
    Capacity.MEMBER: "[was|were] to sit in the delegation",
    Capacity.MEDIATOR: "[was|were] to mediate",
}
_ELSE = {
    "over": {
        AttendanceStatus.ABSENT: "stayed away",
        AttendanceStatus.CONDITIONAL: "[was|were] to come only on a condition",
        AttendanceStatus.UNDECIDED: "had not decided",
    },
    "proposed": {
        AttendanceStatus.ABSENT: "would stay away",
        AttendanceStatus.CONDITIONAL: "would come only on a condition",
        AttendanceStatus.UNDECIDED: "may come, undecided",
    },
}


class CaseMarks(MarkedSentences):
    """Numbers the sentences that the lines of a case rest on, across pages."""

    def of(self, row: Row) -> int:
        """The number of a row's sentence."""
        return self.at(row.page, Evidence(start=row.start, end=row.end, quote=row.quote))


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What the lines of one case are told by."""

    as_of: str
    """Day of the newest page."""
    people: Mapping[str, str] = field(default_factory=dict)
    """Person -> the party it acts for."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Actor -> its latest title."""
    kinds: Mapping[str, str] = field(default_factory=dict)
    """Actor -> person, country, group and so on."""
    conditions: Mapping[int, Sequence[Row]] = field(default_factory=dict)
    """Page -> its conditions: a seat that hangs on one is told with it."""

    def describe(self, name: str, side: str) -> str:
        """Name with office and side: "Amina Saleh (Foreign Minister, Chad)"."""
        about = [a for a in (self.titles.get(name, ""), side if side != name else "") if a]
        return f"{name} ({', '.join(about)})" if about else name

    def condition_of(self, row: Row) -> Row | None:
        """The condition on which a seat hangs; None where its page has none."""
        for condition in self.conditions.get(row.page, ()):
            overlap = condition.start < row.end and row.start < condition.end
            if overlap and condition.party in (row.party, None) and condition.other and condition.state in _ONLY_IF:
                return condition
        return None


_JUDGED = {"accept": "accepted by a person", "reject": "rejected by a person", "unsure": "a person is unsure"}


def line(
    row: Row, marks: CaseMarks, lead: str, text: str = "", *, notes: Iterable[str] = (), emphasis: str = ""
) -> BriefLine:
    """A line of the case's brief from one row, with the qualifiers that every row may need."""
    qualifiers = [n for n in notes if n]
    if row.said_by and row.said_by != row.party:
        qualifiers.append(w.told_by(row.said_by))
    if firmness := w.FIRMNESS[Firmness(row.firmness)]:
        qualifiers.append(firmness)
    if row.lost_in is not None:
        qualifiers.append(f"gone from the newer version of its page, page {row.lost_in}")
    if row.by_hand:
        qualifiers.append("added by hand")
    if row.verdict is not None and not (row.by_hand and row.verdict == "accept" and not row.corrected):
        qualifiers.append("corrected by a person" if row.corrected else _JUDGED[row.verdict])
    elif row.verdict is None and (sure := sureness(row.confidence, row.kind)) != SURE:
        qualifiers.append(sure)
    return BriefLine(
        lead=without_weeks(lead),
        text=without_weeks(text),
        kind=row.kind if row.is_unjudged else "",
        notes=tuple(qualifiers),
        marks=(marks.of(row),),
        confidence=row.confidence,
        claim_id=row.claim_id,
        emphasis=emphasis,
    )


def is_past(meeting: CaseMeeting, as_of: str) -> bool:
    """Whether the day for which a meeting was planned or proposed lies before the newest page."""
    if meeting.status not in _AHEAD:
        return False
    last = _last_day(meeting)
    return bool(last) and last < as_of


def _last_day(meeting: CaseMeeting) -> str:
    """The last day on which it may be, also of a window over two months; empty where no page gives a day."""
    said = [row.quote for row in meeting.rows if row.date == meeting.date]
    days = [last_day_in(meeting.date, quote) for quote in (*said, "")] if meeting.date else []
    return max((day.isoformat() for day in days if day is not None), default="")


def is_ahead(meeting: CaseMeeting, as_of: str) -> bool:
    """Whether a meeting is still to come, or going on, as far as the newest page can tell."""
    row = meeting.current
    if meeting.status not in _OPEN or is_past(meeting, as_of):
        return False
    if not as_of:
        return True  # no page says its day: what is open is open
    if last := _last_day(meeting):
        return last >= as_of
    said, now = VagueDate.parse(row.day[:10]), VagueDate.parse(as_of)
    if not row.dated or said is None or now is None:
        return False
    return (now.earliest - said.earliest).days <= _FRESH_DAYS[meeting.status]


def is_over(meeting: CaseMeeting, as_of: str) -> bool:
    """Whether it took place: a page says so, or it was going on at a day before the newest page."""
    last = _last_day(meeting)
    under_way = meeting.status is MeetingStatus.UNDER_WAY and bool(last) and last < as_of
    return meeting.status is MeetingStatus.HELD or under_way


def meeting_line(meeting: CaseMeeting, marks: CaseMarks, setting: Setting) -> BriefLine:
    """A meeting: what it is now, who with whom, where, when, and what it was before."""
    row, as_of = meeting.current, setting.as_of
    status = MeetingStatus.HELD if is_over(meeting, as_of) else meeting.status
    state = w.MEETING_STATUS[status]
    if is_past(meeting, as_of):
        state = f"was {state}; no page says that it took place"
    elif status is MeetingStatus.UNDER_WAY and row.dated and not is_ahead(meeting, as_of):
        state = f"was {state} then"
    # A president whose country is named too is no further party.
    parties = [p for p in meeting.parties if setting.people.get(p) not in meeting.parties]
    facts = [
        state,
        f"{'between' if len(parties) > 1 else 'with'} {list_names(parties)}" if parties else "",
        f"in {meeting.place}" if meeting.place else "",
        _when(meeting),
        f"proposed by {row.other}" if row.other else "",
    ]
    pages = len({r.page for r in meeting.rows})
    before = [r for r in meeting.earlier if meeting.status_of(r) is not status]
    earlier = [f"{w.MEETING_STATUS[meeting.status_of(r)]} ({r.told_day})" for r in before]
    notes = [
        w.count(pages, "page") if pages > 1 else "",
        f"moved from {list_names(meeting.moved_from)}" if meeting.moved_from else "",
        f"before: {', '.join(earlier)}" if earlier else "",
    ]
    emphasis = "cancelled" if status is MeetingStatus.CANCELLED else ""
    return line(row, marks, f"{meeting.name}:", "; ".join(f for f in facts if f), notes=notes, emphasis=emphasis)


def _when(meeting: CaseMeeting) -> str:
    if meeting.date is None:
        return f"no date given, {'page of ' + meeting.current.day if meeting.current.dated else 'undated page'}"
    said = [when_in(meeting.date, row.quote) for row in (meeting.current, *meeting.rows) if row.date == meeting.date]
    plain = when(meeting.date)
    told = next((words for words in said if words != plain), plain)
    over = meeting.status in (MeetingStatus.HELD, MeetingStatus.UNDER_WAY)
    if over and not any(r.date == meeting.date for r in meeting.rows if r.state in ("held", "under_way")):
        # Only pages from before say a day; that it took place on this very day nobody says.
        return f"planned {told}; told by a page of {meeting.current.day}"
    return told


def seat_line(seat: Seat, meeting: CaseMeeting, marks: CaseMarks, setting: Setting) -> BriefLine:
    """A seat: who, for whom, in what capacity, what else is said of it, and what was said before."""
    row = seat.current
    status = AttendanceStatus(row.state or AttendanceStatus.ATTENDS)
    changed = [r for r in seat.changed if r.state != row.state]
    before = [f"{w.attendance(AttendanceStatus(r.state or 'attends'))} ({r.told_day})" for r in changed]
    notes = [
        f"before: {', '.join(before)}" if before else "",
        f"replaced by {seat.replaced_by}" if seat.replaced_by else "",
        *(
            f"{'the same page' if other.page == row.page else f'page {other.page} of the same day'} also: "
            f"{seat_words(other, meeting, setting)}"
            for other in seat.also
        ),
    ]
    emphasis = w.seat_emphasis(status, row.other)
    words = seat_words(row, meeting, setting)
    made = line(row, marks, setting.describe(seat.who, seat.side), words, notes=notes, emphasis=emphasis)
    return replace(made, marks=tuple(dict.fromkeys((*made.marks, *(marks.of(r) for r in seat.also)))))


def seat_words(row: Row, meeting: CaseMeeting, setting: Setting) -> str:
    """How somebody takes part, in the tense of the meeting: nobody "comes" to one that is only proposed."""
    status = AttendanceStatus(row.state or AttendanceStatus.ATTENDS)
    try:
        capacity = Capacity(row.other) if row.other else None
    except ValueError:
        capacity = None
    many, as_of, condition = (
        names_several(row.party or "", setting.kinds.get(row.party or "")),
        setting.as_of,
        setting.condition_of(row),
    )
    over = is_over(meeting, as_of)
    past = is_past(meeting, as_of) or meeting.status is MeetingStatus.CANCELLED
    if status is not AttendanceStatus.ATTENDS:
        told = _ELSE["over"] if over else _ELSE["proposed"] if meeting.status is MeetingStatus.PROPOSED else {}
        words = agree(told.get(status) or w.attendance(status, many=many), many=many)
        if status is AttendanceStatus.CONDITIONAL and condition is not None:
            if not w.is_clause(condition.other or ""):
                return f"{words}: {hangs(condition)}"
            joint = "after" if condition.state == Relation.AFTER else "if"
            return words.replace("on a condition", f"{joint} {w.quoted(condition.other or '', 100)}")
        return words
    if over:
        return w.attends(capacity, over=True)
    if past:
        return agree(_WAS_TO[capacity], many=many)
    if meeting.status is MeetingStatus.PROPOSED:
        return _WOULD[capacity]
    return w.attends(capacity, many=many)


def standing_line(
    standing: Standing, marks: CaseMarks, *, whose: str = "", kinds: Mapping[str, str] | None = None
) -> BriefLine:
    """Where a party stands on an issue. `whose` heads the lines around it: a holder that is somebody else is named."""
    row = standing.current
    notes = [
        f"on {w.shorten(standing.issue, 40)}" if standing.issue != row.what else "",
        f"{row.told_day}, {w.count(standing.sources, 'page')}" if standing.sources > 1 else row.told_day,
        w.red_line(Stance(row.state or Stance.SUPPORTS), is_open=is_open_line(row)) if row.flag else "",
    ]
    if standing.earlier:
        old = standing.earlier[0]
        notes.append(f"before: {' '.join(wish_of(old, limit=60))} ({old.told_day})")
    if standing.beside:
        other = standing.beside[-1]
        notes.append(f"also {' '.join(wish_of(other, limit=60))} ({other.told_day})")
    if standing.against:
        notes.append("contradicted on the same day")
    stance, words = wish_of(row, kinds)
    lead = stance if standing.party == whose else f"{standing.party} {stance}"
    made = line(
        row,
        marks,
        lead,
        words,
        notes=notes,
        emphasis="red_line" if row.flag else "",
    )
    # What several pages say is told, however hard each of them is to read.
    return replace(made, kind="") if standing.sources > 1 else made


def stance_of(row: Row) -> str:
    """A stance in words that agree in number with its holder: "the ministers support", "Chad supports"."""
    many = names_several(row.party or "")
    if is_open_line(row):
        return agree(w.DRAWS_A_LINE, many=many)
    return w.stance(Stance(row.state or Stance.SUPPORTS), many=many)


def said_line(row: Row, marks: CaseMarks, kinds: Mapping[str, str] | None = None) -> BriefLine:
    """One side of a contradiction: a position, a statement or an event, with its day and page."""
    notes = [row.told_day, f"page {row.page}"]
    if row.kind == "events":
        return replace_notes(lone_event_line(row, marks), notes)
    if row.kind == "statements":
        return line(
            row,
            marks,
            f"{row.party} {w.act(Act(row.state or Act.SAY), many=_are_many(row.party or '', kinds))}:",
            w.quoted(row.what or ""),
            notes=notes,
        )
    stance, words = wish_of(row, kinds)
    return line(row, marks, f"{row.party} {stance}", words, notes=notes)


def _are_many(name: str, kinds: Mapping[str, str] | None) -> bool:
    return names_several(name, (kinds or {}).get(name))


def wish_of(row: Row, kinds: Mapping[str, str] | None = None, *, limit: int = 160) -> tuple[str, str]:
    """A position in our words and the page's."""
    many = _are_many(row.party or "", kinds)
    stance, is_open = Stance(row.state or Stance.SUPPORTS), is_open_line(row)
    return wish(stance, row.what or "", row.quote, many=many, limit=limit, is_open=is_open)


def replace_notes(made: BriefLine, notes: Sequence[str]) -> BriefLine:
    """A line with notes before its own."""
    return replace(made, notes=(*(n for n in notes if n), *made.notes))


def hangs(row: Row) -> str:
    """A condition in one line, its own words in quotation marks."""
    return w.dependency(Relation(row.state or Relation.IF), row.what or "", row.other, row.quote)


def condition_line(row: Row, marks: CaseMarks) -> BriefLine:
    """A condition, its holder first."""
    return line(row, marks, f"{row.party or 'Not said whose'}:", hangs(row), notes=[row.told_day])


def deadline_line(deadline: CaseDeadline, marks: CaseMarks, kinds: Mapping[str, str] | None = None) -> BriefLine:
    """A day by which something is due: what of it is told best, with the sentences of all that set it."""
    row = deadline.first
    if row.kind == "conditions":
        words = f"{row.party or 'not said whose'}: {hangs(row)}"
    else:
        stance, issue = wish_of(row, kinds)
        words = f"{row.party} {stance} {issue}"
    pages = len({r.page for r in deadline.rows})
    notes = [f"{row.told_day}, {w.count(pages, 'page')}" if pages > 1 else row.told_day]
    day = deadline.day
    made = line(row, marks, f"Due by {day.day} {MONTH_NAMES[day.month - 1]} {day.year}:", words, notes=notes)
    return replace(made, marks=tuple(dict.fromkeys(marks.of(r) for r in (row, *deadline.rows))))


def event_line(row: Row, marks: CaseMarks) -> BriefLine:
    """One event as a line."""
    kind = PloverEvent(row.what or "CONSULT")
    words = w.headed(w.deed_words(kind, row.party, row.other, many=names_several(row.party or "", "group")))
    emphasis = {EventStatus.DENIED: "denied", EventStatus.HYPOTHETICAL: "hypothetical"}
    status = EventStatus(row.state or EventStatus.HAPPENED)
    place = f" in {row.place}" if row.place else ""
    if row.date:
        day = f" {when_in(row.date, row.quote)}"
    else:
        day = f": no date given, page of {row.day}" if row.dated else ": no date given, undated page"
    return line(row, marks, words + place + day, notes=[row.what or ""], emphasis=emphasis.get(status, ""))


def lone_event_line(row: Row, marks: CaseMarks) -> BriefLine:
    """One event that stands under no heading of such as happened, or did not: the line says it."""
    status = EventStatus(row.state or EventStatus.HAPPENED)
    told = "" if status is EventStatus.HAPPENED else w.EVENT_STATUS[status].lower()
    return replace_notes(event_line(row, marks), [told])
