"""The state of play of a whole case, as a brief: the same records and the same renderers as the brief of one page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from stateofplay.conflict.model.naming import capitalised
from stateofplay.exchange.brief.folding import fold
from stateofplay.exchange.brief.marks import number_as_read
from stateofplay.exchange.brief.records import Brief, BriefLine, CitedPage, Group, Section
from stateofplay.exchange.brief.wording import EVENT_STATUS, count
from stateofplay.exchange.case_brief.changes import build_changes_brief
from stateofplay.exchange.case_brief.lines import (
    CaseMarks,
    Setting,
    condition_line,
    deadline_line,
    event_line,
    hangs,
    is_ahead,
    is_over,
    line,
    meeting_line,
    said_line,
    seat_line,
    standing_line,
)
from stateofplay.language.agreement import agree, names_several
from stateofplay.model import Article, AttendanceStatus, Capacity, EventStatus
from stateofplay.model.dates import VagueDate, in_time
from stateofplay.model.listing import list_names
from stateofplay.model.sureness import LESS_SURE
from stateofplay.model.tongues.tables import is_unread, language_name
from stateofplay.record.actors.identity import Join
from stateofplay.record.judging.judgements import Disagreement
from stateofplay.record.meetings import CaseMeeting, Seat
from stateofplay.record.positions import Rift, Standing, side_of
from stateofplay.record.positions.dependencies import MutualWait
from stateofplay.record.positions.disputes import Dispute
from stateofplay.record.positions.due import CaseDeadline
from stateofplay.record.views import Row
from stateofplay.record.views.ambiguities import Unclear

__all__ = ["CaseMarks", "build_case_brief", "build_changes_brief", "line"]

LATEST = 12
"""Meetings, events, conditions and contradictions shown; the rest is counted and the view that has it is named."""
SIDES = 20
"""Parties whose positions are shown, those with most first."""
PER_SIDE = 16
"""Positions shown of one party: red lines, then the latest."""


def build_case_brief(
    *,
    title: str,
    pages: Sequence[Mapping[str, object]],
    articles: Mapping[int, Article],
    sheets: Mapping[int, Sequence[tuple[int, int]]],
    meetings: Sequence[CaseMeeting],
    standings: Sequence[Standing],
    rifts: Sequence[Rift],
    conditions: Sequence[Row],
    mutual: Sequence[MutualWait],
    events: Sequence[Row],
    event_counts: Mapping[Heading, int] | None = None,
    disputes: Sequence[Dispute] = (),
    deadlines: Sequence[CaseDeadline] = (),
    sides: Mapping[str, str] | None = None,
    kinds: Mapping[str, str] | None = None,
    proposals: Sequence[Join] = (),
    disagreements: Sequence[Disagreement] = (),
    titles: Mapping[str, str] | None = None,
    unclear: Sequence[Unclear] = (),
    extra: Sequence[Section] = (),
    reader: str = "",
    marks: CaseMarks | None = None,
    notice: str = "",
) -> Brief:
    """Build the brief of a case from its views.

    Parameters
    ----------
    articles
        Page number -> article, for the pages to show beside the brief; those without a mark are left out.
    event_counts
        How many events there are under each heading, where not all are given but the latest.
    disputes
        What one side says and another denies.
    deadlines
        The days that sides set for something, those that have passed too.
    sides
        Actor -> the party it acts for.
    kinds
        Actor -> person, country and so on.
    proposals
        Pairs of names that may be the same actor.
    disagreements
        Claims of which people say different things.
    titles
        Actor -> its latest title.
    unclear
        Where pages themselves are unclear.
    extra
        Further sections, shown after the positions ("what could hold").
    notice
        What stands above it all: to what it was narrowed.
    """
    marks = marks or CaseMarks()
    sides, kinds = sides or {}, kinds or {}
    as_of = newest_day(pages)
    by_page: dict[int, list[Row]] = {}
    for row in conditions:
        by_page.setdefault(row.page, []).append(row)
    setting = Setting(
        as_of=as_of,
        people={name: side for name, side in sides.items() if kinds.get(name) == "person"},
        titles=titles or {},
        kinds=kinds,
        conditions=by_page,
    )
    sections = [
        _meetings(meetings, marks, setting),
        *_due(deadlines, marks, setting),
        fold(_positions(standings, marks, sides, kinds)),
        *extra,
        _contradictions(standings, rifts, disputes, meetings, unclear, marks, kinds),
        fold(_conditions(conditions, mutual, marks)),
        fold(_events(events, marks, as_of, event_counts)),
    ]
    summary = _summary(meetings, standings, mutual, marks, setting)
    marked = {m.page for m in marks.marks}
    shown = tuple(
        CitedPage(number=int(str(p["number"])), source=str(p["source"]), article=articles[int(str(p["number"]))])
        for p in pages
        if p["number"] in marked and int(str(p["number"])) in articles
    )
    return number_as_read(
        Brief(
            title=title,
            summary=summary,
            sections=tuple(sections),
            pages=shown,
            marks=tuple(marks.marks),
            caveats=_caveats(pages, proposals, disagreements, as_of),
            reader=reader,
            sheets=sheets,
            numbered=True,
            notice=notice,
        )
    )


def newest_day(pages: Sequence[Mapping[str, object]]) -> str:
    """The day of the newest page, as of which a case is told."""
    return max((str(p["published"])[:10] for p in pages if p["published"]), default="")


def _summary(
    meetings: Sequence[CaseMeeting],
    standings: Sequence[Standing],
    mutual: Sequence[MutualWait],
    marks: CaseMarks,
    setting: Setting,
) -> tuple[BriefLine, ...]:
    """The first lines: nothing doubtful stands there; where nothing else is left, what most pages have as a position."""
    as_of = setting.as_of
    # A page without a date says nothing of now, but where no page has one.
    dated = [m for m in meetings if (m.current.dated or not as_of) and _is_likely(m.current)]
    ahead = sorted((m for m in dated if is_ahead(m, as_of)), key=lambda m: (m.current.day, m.current.page))
    held = sorted((m for m in dated if is_over(m, as_of)), key=_when)
    shown = [*ahead[-2:][::-1], *held[-1:]]
    out: list[BriefLine] = []
    for meeting in shown:
        out.append(meeting_line(meeting, marks, setting))
        if meeting is next((m for m in shown if m.seats), None):
            known = sorted((s for s in meeting.seats.values() if _is_likely(s.current)), key=_seat_order)
            seats = [seat_line(s, meeting, marks, setting) for s in known]
            out += [made for made in seats if made.emphasis == "head"][:3]
            out += [made for made in seats if made.emphasis in ("absent", "conditional")][:3]
    for ring in mutual[:1]:
        made = line(ring.waits[0].row, marks, ring.sentence(), emphasis="conditional")
        out.append(replace(made, marks=tuple(dict.fromkeys(marks.of(wait.row) for wait in ring.waits))))
    likely = [s for s in standings if _is_likely(s.current)]
    red = sorted((s for s in likely if s.current.flag), key=lambda s: s.current.in_order, reverse=True)
    told = sorted(likely, key=lambda s: (s.sources, s.current.in_order, s.current.confidence), reverse=True)
    out += [standing_line(standing, marks) for standing in (red or ([] if out else told))[:3]]
    return tuple(out[:12])


def _is_likely(row: Row) -> bool:
    """Whether a claim is likely enough to be told among the first: what a person looked at counts as it is."""
    return row.confidence >= LESS_SURE or not row.is_unjudged


def _when(meeting: CaseMeeting) -> tuple[bool, str]:
    return (meeting.current.dated, in_time(meeting.date or meeting.current.day))


def _meetings(meetings: Sequence[CaseMeeting], marks: CaseMarks, setting: Setting) -> Section:
    as_of = setting.as_of
    ordered = sorted(meetings, key=lambda m: (is_ahead(m, as_of), *_when(m)), reverse=True)
    groups = []
    for meeting in ordered[:LATEST]:
        seats = sorted(meeting.seats.values(), key=_seat_order)
        head = replace(meeting_line(meeting, marks, setting), lead="")
        lines = (head, *(seat_line(s, meeting, marks, setting) for s in seats))
        groups.append(Group(title=meeting.name, lines=lines))
    return Section(
        key="talks",
        title=f"The talks: what is ahead, then the latest{_more(len(meetings), 'meetings')}",
        groups=tuple(groups),
        empty="The reader found no meeting.",
    )


def _due(deadlines: Sequence[CaseDeadline], marks: CaseMarks, setting: Setting) -> tuple[Section, ...]:
    """The next days by which something is due; no section where none is set."""
    ahead = [deadline for deadline in deadlines if deadline.day.isoformat() >= setting.as_of]
    if not ahead or not setting.as_of:
        return ()
    lines = tuple(deadline_line(deadline, marks, setting.kinds) for deadline in ahead[:LATEST])
    more = (
        f" (the next {LATEST} of {len(ahead)}; all: stateofplay export CASE --format ics)"
        if len(ahead) > LATEST
        else ""
    )
    title = f"What is due next{more}"
    return (Section(key="deadlines", title=title, groups=(Group(title="", lines=lines),), empty=""),)


def _seat_order(seat: Seat) -> tuple[int, str, int, str]:
    row = seat.current
    status = [*AttendanceStatus].index(AttendanceStatus(row.state or AttendanceStatus.ATTENDS))
    capacity = {Capacity.HEAD: 0, Capacity.MEMBER: 1, Capacity.MEDIATOR: 3}
    return (status, seat.side, capacity.get(row.other, 2), seat.who)  # type: ignore[call-overload]


def _positions(
    standings: Sequence[Standing], marks: CaseMarks, sides: Mapping[str, str], kinds: Mapping[str, str]
) -> Section:
    groups: dict[str, list[Standing]] = {}
    for standing in standings:
        groups.setdefault(side_of(standing.party, sides), []).append(standing)
    weight = Counter({side: sum(len(s.support) for s in members) for side, members in groups.items()})
    order = sorted(groups, key=lambda side: (-weight[side], side))
    issues = Counter(s.issue for s in standings)
    out = []
    for side in order[:SIDES]:
        # What is contested stands together: issues by the number of parties that have a position on them.
        members = sorted(groups[side], key=lambda s: (s.current.dated, s.current.day), reverse=True)
        members.sort(key=lambda s: not s.current.flag)
        members = sorted(
            members[:PER_SIDE], key=lambda s: (not s.current.flag, -issues[s.issue], s.issue, s.party != side, s.party)
        )
        hidden = len(groups[side]) - len(members)
        title = side if not hidden else f"{side} ({hidden} more: stateofplay positions CASE --party {side!r})"
        out.append(Group(title=title, lines=tuple(standing_line(s, marks, whose=side, kinds=kinds) for s in members)))
    more = f" ({SIDES} of {len(order)} parties; all: stateofplay positions CASE)" if len(order) > SIDES else ""
    return Section(
        key="positions",
        title=f"Where each party stands{more}",
        groups=tuple(out),
        empty="The reader found no party's position.",
    )


def _voice(row: Row) -> str:
    """Who says it: the speaker of a statement; of an act whom the page has say so, and not who did it."""
    if row.kind == "statements":
        return row.party or row.said_by or f"page {row.page}"
    return row.said_by or f"page {row.page}"


def _denials(disputes: Sequence[Dispute], kinds: Mapping[str, str]) -> list[tuple[str, str, list[Row]]]:
    """What is denied, each denial once with everything that it stands against: its day, its title, its rows."""
    by_denial: dict[str, list[Dispute]] = {}
    for dispute in disputes:
        by_denial.setdefault(dispute.denied.claim_id, []).append(dispute)
    out = []
    for same in by_denial.values():
        denied, said = same[0].denied, [dispute.said for dispute in same]
        denier, voices = _voice(denied), list(dict.fromkeys(map(_voice, said)))
        denies = agree("[denies|deny]", many=names_several(denier, kinds.get(denier)))
        says = agree("[says|say]", many=len(voices) > 1 or names_several(voices[0], kinds.get(voices[0])))
        shared = dict.fromkeys(word for dispute in same for word in dispute.shared)
        title = f"{denier} {denies} what {list_names(voices)} {says} ({', '.join(shared)})"
        out.append((denied.day, title, [*said, denied]))
    return out


def _contradictions(
    standings: Sequence[Standing],
    rifts: Sequence[Rift],
    disputes: Sequence[Dispute],
    meetings: Sequence[CaseMeeting],
    unclear: Sequence[Unclear],
    marks: CaseMarks,
    kinds: Mapping[str, str],
) -> Section:
    found: list[tuple[str, str, list[Row]]] = []
    found += _denials(disputes, kinds)
    for rift in rifts:
        day = max(rift.one.day, rift.other.day)
        found.append((day, f"Inside {rift.side}, on {rift.issue}", [rift.one, rift.other]))
    for standing in standings:
        if standing.against:
            title = f"{standing.party}, on {standing.issue}: opposite words on one day"
            found.append((standing.current.day, title, [standing.current, *standing.against]))
    groups = [
        Group(title=title, lines=tuple(said_line(row, marks, kinds) for row in rows))
        for _, title, rows in sorted(found, key=lambda f: f[0], reverse=True)[:LATEST]
    ]
    for meeting in meetings:
        groups += [_seat_conflict(seat, meeting, marks) for seat in meeting.seats.values() if seat.contrary]
    if unclear:
        lines = tuple(_unclear_line(place, number, marks) for number, place in enumerate(unclear))
        groups.append(Group(title="Where a page itself is unclear", lines=lines))
    return Section(
        key="contradictions",
        title=f"What contradicts itself{_more(len(found), '')}",
        groups=tuple(groups),
        empty="No two sentences were found that contradict each other; that is no proof that none do.",
    )


def _unclear_line(place: Unclear, number: int, marks: CaseMarks) -> BriefLine:
    mark = marks.at(place.page, place.evidence)
    return BriefLine(
        lead=f"Page {place.page}:",
        text=place.note,
        notes=(place.day,) if place.dated else (),
        marks=(mark,),
        confidence=0.5,
        claim_id=f"unclear-{place.page}-{number}",
    )


def _seat_conflict(seat: Seat, meeting: CaseMeeting, marks: CaseMarks) -> Group:
    words = {AttendanceStatus.ATTENDS: "comes", AttendanceStatus.ABSENT: "stays away"}
    lines = [
        line(row, marks, seat.who, words.get(AttendanceStatus(row.state or "attends"), ""), notes=[f"page {row.page}"])
        for row in (seat.current, *seat.contrary)
    ]
    return Group(title=f"Whether {seat.who} comes to the {meeting.name}", lines=tuple(lines))


def _conditions(conditions: Sequence[Row], mutual: Sequence[MutualWait], marks: CaseMarks) -> Section:
    groups = []
    for ring in mutual[:LATEST]:
        lines = [
            line(wait.row, marks, f"{wait.holder} waits for {wait.on}:", hangs(wait.row), notes=[wait.row.told_day])
            for wait in ring.waits
        ]
        groups.append(Group(title=ring.sentence(), lines=tuple(lines)))
    if len(mutual) > LATEST:
        groups.append(
            Group(title=f"{len(mutual) - LATEST} more that wait for each other, spoken of longer ago", lines=())
        )
    latest, likely = _latest(_each_once(conditions), lambda r: r.day, lambda r: (r.page,))
    if latest:
        more = _more(likely, "conditions").strip(" ()")
        title = capitalised(more) if more else "All conditions" if mutual else ""
        groups.append(Group(title=title, lines=tuple(condition_line(row, marks) for row in latest)))
    return Section(
        key="conditions", title="What hangs on what", groups=tuple(groups), empty="The reader found no condition."
    )


_ONLY_SAID = re.compile(r"^(?:he|she|it|they|we|I|(?:[A-Z][\w.’'-]*\s?){1,4})\s*(?:said|says|added|adds|told\s+\w+)$")


def _each_once(conditions: Sequence[Row]) -> list[Row]:
    """Conditions of which both halves say something, those with the same words of one day once."""
    found = [
        row for row in conditions if not _ONLY_SAID.match(row.what or "") and not _ONLY_SAID.match(row.other or "")
    ]
    return list({(r.party, r.state, r.what, r.other, r.day, r.said_by): r for r in reversed(found)}.values())[::-1]


def _latest(
    rows: Sequence[Row], when: Callable[[Row], str], place: Callable[[Row], tuple[int, ...]]
) -> tuple[list[Row], int]:
    """The latest rows that are likely enough to be told and the latest that are not, and how many of the former there are.

    Parameters
    ----------
    when, place
        By what they are sorted: the day, and of one day the place; pages without a date come behind all others.
    """
    doubtful = [row for row in rows if not _is_likely(row)]
    likely = [row for row in rows if _is_likely(row)]
    return [*_last(likely, when, place), *_last(doubtful, when, place)], len(likely)


def _last(rows: Sequence[Row], when: Callable[[Row], str], place: Callable[[Row], tuple[int, ...]]) -> Sequence[Row]:
    days = [when(row) if row.dated else "" for row in rows]
    first = sorted(days)[-LATEST:][:1]  # the rows of a case of years stand nearly in order
    found = [row for row, day in zip(rows, days, strict=True) if [day] >= first]
    return sorted(found, key=lambda row: (row.dated, when(row), place(row)), reverse=True)[:LATEST]


def _more(number: int, view: str) -> str:
    if number <= LATEST:
        return ""
    return f" (the latest {LATEST} of {number}{f'; all: stateofplay {view} CASE' if view else ''})"


_STATUS = {str(status): status for status in EventStatus}
Heading = tuple[EventStatus, bool]
"""Under which heading an event stands: its status, and whether the day for which it was planned has passed."""
_HEADINGS: Mapping[Heading, str] = {
    (EventStatus.PLANNED, False): EVENT_STATUS[EventStatus.PLANNED],
    (EventStatus.HYPOTHETICAL, False): EVENT_STATUS[EventStatus.HYPOTHETICAL],
    (EventStatus.HAPPENED, False): EVENT_STATUS[EventStatus.HAPPENED],
    (EventStatus.DENIED, False): EVENT_STATUS[EventStatus.DENIED],
    (EventStatus.PLANNED, True): "Was planned for a day that has passed",
}


def heading_of(state: str | None, date: str | None, as_of: str) -> Heading:
    """Under which heading an event stands."""
    status = _STATUS[state or EventStatus.HAPPENED]
    when = VagueDate.parse(date) if status is EventStatus.PLANNED else None
    return status, when is not None and when.latest.isoformat() < as_of


def _events(
    events: Sequence[Row], marks: CaseMarks, as_of: str, counts: Mapping[Heading, int] | None = None
) -> Section:
    by_heading: dict[Heading, list[Row]] = {}
    for event in events:
        by_heading.setdefault(heading_of(event.state, event.date, as_of), []).append(event)
    groups = []
    for key, heading in _HEADINGS.items():
        mine, likely = _latest(by_heading.get(key, ()), lambda e: e.date or e.day, lambda e: (e.page, e.start))
        if mine:
            more = _more(likely if counts is None else counts.get(key, 0), "events")
            groups.append(Group(title=heading + more, lines=tuple(event_line(e, marks) for e in mine)))
    return Section(
        key="events", title="What happened, what is planned", groups=tuple(groups), empty="The reader found no event."
    )


def tell_unread(pages: Sequence[Mapping[str, object]]) -> str:
    """Which pages are in a language whose claims are not read; empty where all are read."""
    foreign = [p for p in pages if p["language"] not in (None, "en") and is_unread(str(p["reader"] or ""), old=True)]
    if not foreign:
        return ""
    told = ", ".join(f"page {p['number']} ({language_name(str(p['language']))})" for p in foreign[:5])
    more = f" and {len(foreign) - 5} more" if len(foreign) > 5 else ""
    return f"Claims are not read in the language of these pages, which are kept and searched: {told}{more}."


def _caveats(
    pages: Sequence[Mapping[str, object]], proposals: Sequence[Join], disagreements: Sequence[Disagreement], as_of: str
) -> tuple[str, ...]:
    copies = sum(p["copy_of"] is not None for p in pages)
    versions = sum(p["earlier"] is not None for p in pages)
    undated = sum(p["published"] is None for p in pages)
    sources = count(len(pages) - copies - versions, "source")
    parts = [f"{count(copies, 'copy', 'copies')} of them (no source of its own)" if copies == 1 else ""]
    parts += [f"{copies} copies of them (no sources of their own)" if copies > 1 else ""]
    parts += [count(versions, "newer version") if versions else ""]
    out = [f"{count(len(pages), 'page')}: {list_names([sources, *(p for p in parts if p)])}."]
    if as_of:
        out.append(
            f"As of {as_of}, the day of the newest page. Where a party stands now is what the latest page says; nothing is "
            "averaged, and what was said before is kept."
        )
    if undated:
        says = "says" if undated == 1 else "say"
        out.append(
            f"{count(undated, 'page')} {says} no date of publication and overrule{'s' if undated == 1 else ''} none that has one."
        )
    if unread := tell_unread(pages):
        out.append(unread)
    if proposals:
        pairs = [f"{j.left} and {j.right} ({j.reason})" for j in proposals[:5]]
        more = f"; and {len(proposals) - 5} more pairs" if len(proposals) > 5 else ""
        out.append(
            f"Perhaps the same actor: {'; '.join(pairs)}{more}. Nobody was joined; say so with `stateofplay merge` or `split`."
        )
    if disagreements:
        named = [
            f"{d.claim_id} ({', '.join(f'{j.author}: {j.verdict}' for j in d.judgements)})" for d in disagreements[:5]
        ]
        more = f"; and {len(disagreements) - 5} more" if len(disagreements) > 5 else ""
        out.append(f"People judge differently, and the last word counts: {'; '.join(named)}{more}.")
    return tuple(out)
