"""What changed in a case since a day, as a brief; that nothing changed is said aloud."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from stateofplay.exchange.brief import wording as w
from stateofplay.exchange.brief.records import Brief, Group, Line, Page, Section
from stateofplay.exchange.case_lines import CaseMarks, condition_line, count, day_of, event_line, line
from stateofplay.model import Article, AttendanceStatus, Capacity, MeetingStatus, Stance
from stateofplay.record.changes import Change, Kind

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
        pages_since = f"{count(len(new_pages), 'page')} of that day or later"
        nothing = f"Nothing changed since {since}: {pages_since}, and no claim that is new."
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
        caveats=(
            f"{len(new_pages)} of {count(len(pages), 'page')} {'is' if len(new_pages) == 1 else 'are'} of {since} or later.",
        ),
        reader="",
    )


def _change_line(change: Change, marks: CaseMarks) -> Line:
    row, before = change.now, change.before
    if change.about == "events":
        return event_line(row, marks)
    if change.about == "conditions":
        return condition_line(row, marks)
    was = ""
    if change.about == "positions":
        text = f"{w.STANCE[Stance(row.state or Stance.SUPPORTS)]} “{w.shorten(row.what or '')}”"
        if before is not None:
            was = f"{w.STANCE[Stance(before.state or Stance.SUPPORTS)]} “{w.shorten(before.what or '', 80)}”"
    elif change.about == "meetings":
        text = "; ".join(f for f in (w.MEETING_STATUS[MeetingStatus(row.state or "held")], row.date, row.place) if f)
        was = w.MEETING_STATUS[MeetingStatus(before.state or "held")] if before else ""
    else:
        text = _seat_text(row.state, row.other)
        was = _seat_text(before.state, before.other) if before else ""
    made = line(
        row,
        marks,
        f"{change.subject}:",
        text,
        notes=[day_of(row), f"before: {was} ({day_of(before)})" if before and was else ""],
    )
    return made if before is None else replace(made, marks=tuple(dict.fromkeys((*made.marks, marks.of(before)))))


def _seat_text(state: str | None, capacity: str | None) -> str:
    status = AttendanceStatus(state or AttendanceStatus.ATTENDS)
    if status is AttendanceStatus.ATTENDS and capacity is not None and capacity in {*Capacity}:
        return w.attends(Capacity(capacity))
    return w.attendance(status)
