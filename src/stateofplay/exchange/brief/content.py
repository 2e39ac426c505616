"""From readings to the brief's content. Every line is made from one claim and ends in a mark to its sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from stateofplay.exchange.brief import wording as w
from stateofplay.exchange.brief.days import when_in, without_weeks
from stateofplay.exchange.brief.folding import LIKELIEST, fold, join_same
from stateofplay.exchange.brief.marks import MarkedSentences, number_as_read
from stateofplay.exchange.brief.records import Brief, BriefLine, CitedPage, Group, Section
from stateofplay.exchange.brief.sayings import saying
from stateofplay.exchange.brief.summary import summarise
from stateofplay.exchange.brief.wishes import wish
from stateofplay.language.agreement import agree, names_several
from stateofplay.model import (
    KIND_OF,
    Actor,
    Attendance,
    AttendanceStatus,
    Capacity,
    Claim,
    Condition,
    Event,
    EventStatus,
    Evidence,
    Meeting,
    MeetingStatus,
    Position,
    Reading,
    Relation,
    Stance,
    Statement,
)
from stateofplay.model.red_lines import leaves_open
from stateofplay.model.sureness import BETWEEN, DOUBTFUL, LESS_SURE, SURE, sureness
from stateofplay.model.tongues.tables import is_unread, not_read

_STANCE_ORDER = [
    Stance.DEMANDS,
    Stance.OPPOSES,
    Stance.OFFERS,
    Stance.PROPOSES,
    Stance.SUPPORTS,
    Stance.CONSIDERS,
    Stance.THREATENS,
]
_MEETING_ORDER = [
    MeetingStatus.UNDER_WAY,
    MeetingStatus.PLANNED,
    MeetingStatus.PROPOSED,
    MeetingStatus.CANCELLED,
    MeetingStatus.HELD,
]
_NAMED = 0.4
"""The chance from which talks at which somebody is likely to sit are named, with their doubt, where no surer ones are."""
_EVENT_ORDER = [EventStatus.PLANNED, EventStatus.HYPOTHETICAL, EventStatus.HAPPENED, EventStatus.DENIED]


def build_brief(
    readings: Sequence[tuple[str, Reading]],
    *,
    extra: Sequence[Section] = (),
    marks: MarkedSentences | None = None,
    notice: str = "",
) -> Brief:
    """Build the brief of one or several readings.

    Parameters
    ----------
    readings
        Pairs of (source as the user named it, reading).
    extra
        Further sections, shown after the positions ("what could hold"), whose lines were numbered with `marks`.
    notice
        What stands above all else, such as that the page hardly speaks of a negotiation.

    Returns
    -------
    Brief
        Sections in a fixed order; a section with nothing to say says so, and lines that are less likely to be right than a
        brief tells are folded. Claims of different pages are never merged. Where no page could be read, there are no
        sections: "names no meeting" would be a guess.
    """
    marks = marks or MarkedSentences()
    likeliest = _likeliest([reading for _, reading in readings])
    pages = tuple(CitedPage(number=i, source=s, article=r.article) for i, (s, r) in enumerate(readings, 1))
    numbered = [(i, reading) for i, (_, reading) in enumerate(readings, 1)]
    sections = tuple(
        fold(section)
        for section in (
            _talks(numbered, marks, likeliest),
            _attendance(numbered, marks, likeliest),
            _positions(numbered, marks),
            *extra,
            _conditions(numbered, marks),
            _statements(numbered, marks),
            _events(numbered, marks),
            _unclear(numbered, marks),
        )
    )
    titles = [p.article.title or p.label for p in pages]
    return number_as_read(
        Brief(
            title=titles[0] if len(titles) == 1 else f"{titles[0]} (and {len(titles) - 1} more)",
            summary=summarise(sections, numbered, marks, hardly=bool(notice)),
            notice=notice,
            sections=() if readings and all(_is_unread(r) for _, r in readings) else sections,
            pages=pages,
            marks=tuple(marks.marks),
            caveats=_caveats(numbered),
            reader=readings[0][1].reader if readings else "",
        )
    )


def _line(
    page: int,
    claim: Claim,
    marks: MarkedSentences,
    lead: str,
    text: str = "",
    notes: Iterable[str] = (),
    emphasis: str = "",
) -> BriefLine:
    qualifiers = [n for n in notes if n]
    if claim.said_by and claim.said_by not in _doers(claim):
        qualifiers.append(w.told_by(claim.said_by))
    if firmness := w.FIRMNESS[claim.firmness]:
        qualifiers.append(firmness + (f" by {w.list_names(claim.disputed_by)}" if claim.disputed_by else ""))
    kind = KIND_OF[type(claim)].name
    if (sure := sureness(claim.confidence, kind)) != SURE:
        qualifiers.append(sure)
    return BriefLine(
        lead=without_weeks(lead),
        text=without_weeks(text),
        kind=kind,
        notes=tuple(qualifiers),
        marks=(marks.at(page, claim.evidence),),
        confidence=claim.confidence,
        claim_id=claim.id,
        emphasis=emphasis,
    )


_DOERS = ("holder", "actor", "who")


def _doers(claim: Claim) -> tuple[object, ...]:
    """Who wants, does or attends by a claim: what one says of oneself needs no source beside one's name."""
    return tuple(getattr(claim, field, None) for field in _DOERS)


def describe_actor(name: str, actors: Iterable[Actor]) -> str:
    """Name with office and side, as far as the page gives them: "Vladimir Medinsky (presidential adviser, Russia)"."""
    for actor in actors:
        if actor.name == name:
            role = actor.roles[:1]
            side = [actor.side] if actor.side and not any(actor.side in r for r in role) else []
            about = [*role, *side]
            return f"{name} ({', '.join(about)})" if about else name
    return name


def _many(name: str, reading: Reading) -> bool:
    """Whether the page's name for somebody takes a verb in the plural."""
    return names_several(name, next((str(a.kind) for a in reading.actors if a.name == name), "group"))


def _side(name: str, actors: Iterable[Actor]) -> str | None:
    return next((a.side or (a.name if a.kind == "country" else None) for a in actors if a.name == name), None)


def _meeting_line(page: int, meeting: Meeting, reading: Reading, marks: MarkedSentences) -> BriefLine:
    facts = [
        f"{'between' if len(meeting.parties) > 1 else 'with'} {w.list_names(meeting.parties)}"
        if meeting.parties
        else "",
        f"in {meeting.place}" if meeting.place else "",
        when_in(meeting.date, meeting.evidence.quote) if meeting.date else "",
        w.MEETING_FORMAT[meeting.format] if meeting.format else "",
        f"proposed by {meeting.proposed_by}" if meeting.proposed_by else "",
        f"hosted by {w.list_names(meeting.hosts)}" if meeting.hosts else "",
        f"mediated by {w.list_names(meeting.mediators)}" if meeting.mediators else "",
    ]
    free = any(
        c.relation is Relation.WITHOUT_PRECONDITIONS
        and c.evidence.start <= meeting.evidence.end
        and c.evidence.end >= meeting.evidence.start
        for c in reading.conditions
    )
    if free:
        facts.append("without preconditions")
    emphasis = "cancelled" if meeting.status is MeetingStatus.CANCELLED else ""
    return _line(
        page,
        meeting,
        marks,
        f"{w.headed(w.meeting_name(meeting.name, meeting.parties, told=True))}:",
        "; ".join(f for f in [w.MEETING_STATUS[meeting.status], *facts] if f),
        emphasis=emphasis,
    )


def _likeliest(readings: Sequence[Reading]) -> Meeting | None:
    """The talks that are told with their doubt where none are likely enough to be told without: those of most likely seats.

    Who comes is the better known; a reader asks first to what. Talks without a place and a day tell little of that.
    """
    if any(sureness(m.confidence, "meetings") != DOUBTFUL for r in readings for m in r.meetings):
        return None

    def seats(meeting: Meeting, reading: Reading) -> int:
        told = (a for a in reading.attendance if a.meeting == meeting.name)
        return sum(1 for a in told if sureness(a.confidence, "attendance") != DOUBTFUL)

    known = [
        (seats(m, r), m.confidence, -m.anchor, m)
        for r in readings
        for m in r.meetings
        if m.confidence >= _NAMED and (m.place or m.date)
    ]
    best = max(known, key=lambda t: t[:3], default=None)
    return best[-1] if best is not None and best[0] else None


def _talks(readings: Sequence[tuple[int, Reading]], marks: MarkedSentences, likeliest: Meeting | None) -> Section:
    pairs = [(p, m, r) for p, r in readings for m in r.meetings]
    pairs.sort(key=lambda t: (_MEETING_ORDER.index(t[1].status), t[0], t[1].evidence.start))
    lines = tuple(
        replace(line, notes=tuple(LIKELIEST if n == DOUBTFUL else n for n in line.notes)) if m is likeliest else line
        for p, m, r in pairs
        for line in (_meeting_line(p, m, r, marks),)
    )
    groups = (Group(title="", lines=lines),) if lines else ()
    return Section(key="talks", title="The talks", groups=groups, empty="The page names no meeting.")


def _attendance(readings: Sequence[tuple[int, Reading]], marks: MarkedSentences, likeliest: Meeting | None) -> Section:
    groups = []
    for page, reading in readings:
        order = {m.name: _MEETING_ORDER.index(m.status) for m in reversed(reading.meetings)}
        names = dict.fromkeys(a.meeting for a in reading.attendance)
        told = {m.name for m in reading.meetings if sureness(m.confidence, "meetings") != DOUBTFUL}
        by_title: dict[str, list[Attendance]] = {}
        for meeting in sorted(names, key=lambda name: order.get(name, len(_MEETING_ORDER))):
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
            groups.append(
                Group(
                    title=title + suffix,
                    lines=join_same([_attendance_line(page, a, reading, marks) for a in rows]),
                )
            )
    return Section(
        key="attendance",
        title="Who comes, who stays away",
        groups=tuple(groups),
        empty="The page does not say who comes.",
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


def _attendance_line(page: int, row: Attendance, reading: Reading, marks: MarkedSentences) -> BriefLine:
    meeting = next((m for m in reading.meetings if m.name == row.meeting), None)
    known = meeting is not None and sureness(meeting.confidence, "meetings") != DOUBTFUL
    over = meeting is not None and meeting.status is MeetingStatus.HELD and not w.is_ahead(row.evidence.quote)
    many = _many(row.who, reading)
    attends = row.status is AttendanceStatus.ATTENDS
    text = w.attends(row.capacity, over=over, many=many) if attends else w.attendance(row.status, many=many)
    if attends and row.capacity is None and w.is_called_off(row.evidence.quote):
        text = agree("[was|were] to take part", many=many)
    elif attends and not known and not over and row.capacity is None:
        text = agree("[takes|take] part", many=many)
    if row.status is AttendanceStatus.CONDITIONAL:
        hanging = next((c for c in reading.conditions if c.on and _overlaps(c.evidence, row.evidence)), None)
        if hanging is not None and hanging.on and len(hanging.on.split()) >= _A_CLAUSE:
            text = f"{'come' if many else 'comes'} {w.RELATION[hanging.relation]} {w.quoted(hanging.on)}"
    emphasis = w.seat_emphasis(row.status, row.capacity if known else None)
    return _line(page, row, marks, w.headed(describe_actor(row.who, reading.actors)), text, emphasis=emphasis)


def _overlaps(a: Evidence, b: Evidence) -> bool:
    return a.start < b.end and b.start < a.end


def _positions(readings: Sequence[tuple[int, Reading]], marks: MarkedSentences) -> Section:
    rows = [(p, position, r) for p, r in readings for position in _surest(r.positions)]
    holders = _by_weight([x.holder for _, x, _ in rows])
    groups = []
    for holder in holders:
        mine = [t for t in rows if t[1].holder == holder]
        mine.sort(key=lambda t: (not t[1].red_line, _STANCE_ORDER.index(t[1].stance), t[0], t[1].evidence.start))
        lines = tuple(_position_line(p, x, r, marks) for p, x, r in mine)
        groups.append(Group(title=w.headed(describe_actor(holder, mine[0][2].actors)), lines=lines))
    return Section(
        key="positions",
        title="What each party wants",
        groups=tuple(groups),
        empty="The page gives no party's position.",
    )


def _surest(positions: Sequence[Position]) -> list[Position]:
    """Of wishes that one sentence tells in the same words of two parties the surest: of the others one in five was right.

    Parties that the sentence joins ("Chad and Norway want a truce") both keep it.
    """
    best: dict[tuple[int, str, Stance], Position] = {}
    for one in positions:
        key = (one.evidence.start, one.issue.casefold(), one.stance)
        if key not in best or one.confidence > best[key].confidence:
            best[key] = one
    return [
        one
        for one in positions
        for top in (best[(one.evidence.start, one.issue.casefold(), one.stance)],)
        if one is top or w.are_joined(one.holder, top.holder, one.evidence.quote)
    ]


def _position_line(page: int, position: Position, reading: Reading, marks: MarkedSentences) -> BriefLine:
    is_open = position.red_line and leaves_open(position.issue, position.evidence.quote)
    many = _many(position.holder, reading)
    return _line(
        page,
        position,
        marks,
        *wish(position.stance, position.issue, position.evidence.quote, many=many, is_open=is_open),
        [
            w.red_line(position.stance, is_open=is_open) if position.red_line else "",
            w.some_of(position.holder, position.evidence.quote),
        ],
        emphasis="red_line" if position.red_line else "",
    )


def _by_weight(names: Iterable[str]) -> list[str]:
    """Names by how often they occur, the first seen first among equals."""
    return [name for name, _ in Counter(names).most_common()]


def _conditions(readings: Sequence[tuple[int, Reading]], marks: MarkedSentences) -> Section:
    lines = tuple(_condition_line(p, c, r, marks) for p, r in readings for c in r.conditions)
    groups = (Group(title="", lines=lines),) if lines else ()
    return Section(key="conditions", title="What hangs on what", groups=groups, empty="The page states no condition.")


def _condition_line(page: int, condition: Condition, reading: Reading, marks: MarkedSentences) -> BriefLine:
    """A condition; whose it is stands before it only where its sentence names that party or it said so itself.

    The chance of a condition is that of its two sides: whose it is was not measured with it.
    """
    holder = condition.holder
    named = {n for a in reading.actors if a.name == holder for n in (a.name, a.name.split()[-1], *a.aliases)} | {holder}
    shown = holder == condition.said_by or any(n and n in condition.evidence.quote for n in named)
    lead = f"{w.headed(holder)}:" if holder and shown else "It is said:"
    words = w.dependency(condition.relation, condition.what, condition.on, condition.evidence.quote)
    return _line(page, condition, marks, lead, words)


def _statements(readings: Sequence[tuple[int, Reading]], marks: MarkedSentences) -> Section:
    rows = [(p, s, r) for p, r in readings for s in r.statements]
    groups = []
    for speaker in _by_weight([_same_name(s.speaker) for _, s, _ in rows]):
        mine = [t for t in rows if _same_name(t[1].speaker) == speaker]
        as_said = mine[0][1].speaker
        title = describe_actor(as_said, mine[0][2].actors) if mine[0][1].named else w.source_named(as_said)
        groups.append(Group(title=w.headed(title), lines=tuple(_statement_line(p, s, r, marks) for p, s, r in mine)))
    return Section(
        key="statements", title="Who said what", groups=tuple(groups), empty="The page attributes nothing to anybody."
    )


def _same_name(name: str) -> str:
    """A name by which its lines are gathered: "A senior official" at the head of a sentence is "a senior official" within."""
    return name[:1].lower() + name[1:]


def _statement_line(page: int, statement: Statement, reading: Reading, marks: MarkedSentences) -> BriefLine:
    lead, text = saying(statement, many=_many(statement.speaker, reading))
    notes = [w.some_of(statement.speaker, statement.evidence.quote), "" if statement.direct else "reported speech"]
    return _line(page, statement, marks, lead, text, notes)


def _events(readings: Sequence[tuple[int, Reading]], marks: MarkedSentences) -> Section:
    rows = [(p, e, r) for p, r in readings for e in r.events]
    groups = []
    for status in _EVENT_ORDER:
        mine = [t for t in rows if t[1].status is status]
        mine.sort(key=lambda t: (t[1].date is None, t[1].date or "", t[0], t[1].evidence.start))
        if mine:
            lines = join_same([_event_line(p, e, r, marks) for p, e, r in mine])
            groups.append(Group(title=w.EVENT_STATUS[status], lines=lines))
    return Section(
        key="events", title="What happened, what is planned", groups=tuple(groups), empty="The page reports no event."
    )


def _event_line(page: int, event: Event, reading: Reading, marks: MarkedSentences) -> BriefLine:
    emphasis = {EventStatus.DENIED: "denied", EventStatus.HYPOTHETICAL: "hypothetical"}.get(event.status, "")
    words = w.headed(w.deed(event, many=_many(event.actor or "", reading)))
    day = when_in(event.date, event.evidence.quote) if event.date else ""
    return _line(page, event, marks, words, day, [event.event.value], emphasis)


def _unclear(readings: Sequence[tuple[int, Reading]], marks: MarkedSentences) -> Section:
    lines = []
    for page, reading in readings:
        for number, unclear in enumerate(reading.ambiguities):
            mark = marks.at(page, unclear.evidence)
            lines.append(BriefLine(lead=unclear.note, marks=(mark,), confidence=0.5, claim_id=f"amb-{page}-{number}"))
    groups = (Group(title="", lines=tuple(lines)),) if lines else ()
    return Section(
        key="unclear",
        title="Where the text is unclear or contradicts itself",
        groups=groups,
        empty="The reader noticed no contradiction; that is no proof that there is none.",
    )


def _is_unread(reading: Reading) -> bool:
    """A page in a language that the reader does not know is passed on with its text, and what tables found in it."""
    return is_unread(reading.reader)


def _caveats(readings: Sequence[tuple[int, Reading]]) -> tuple[str, ...]:
    out = []
    steps = Counter(sureness(c.confidence, KIND_OF[type(c)].name) for _, r in readings for c in r.claims())
    for page, reading in readings:
        if _is_unread(reading):
            name = f"page {page}" if len(readings) > 1 else "the page"
            out.append(
                f"{name} was not read: it seems to be in the language {reading.article.language!r}. "
                f"{not_read(reading.article.language, ())} That nothing more is found in it says nothing about it."
            )
    if steps:
        out.append(
            f"{w.count(steps.total(), 'claim')}: {steps[SURE]} sure, {steps[BETWEEN]} less sure, {steps[DOUBTFUL]} doubtful. "
            f"Of what is told without a word of doubt at least 93 of 100 were right on pages kept aside; what is less sure is "
            f"right with a chance of {LESS_SURE:.0%} or more (docs/confidence.md)."
        )
    for page, reading in readings:
        article, where = reading.article, f"Page {page}: " if len(readings) > 1 else ""
        if article.published is None:
            out.append(
                f"{where}the date of publication is not known, so that weekdays stay unresolved; give --published."
            )
        elif article.published_source == "given":
            out.append(f"{where}published {article.published}, as you gave it.")
        else:
            out.append(f"{where}published {article.published}, read off the {article.published_source or 'page'}.")
        out += [f"{where}{repair}" for repair in article.repairs]
        if article.clutter:
            were = "was" if len(article.clutter) == 1 else "were"
            out.append(f"{where}{w.count(len(article.clutter), 'line')} of the page {were} left out as clutter.")
    return tuple(out)
