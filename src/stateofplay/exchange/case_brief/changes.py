"""What changed in a case since a day, as a brief; that nothing changed is said aloud."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from stateofplay.exchange.brief import wording as w
from stateofplay.exchange.brief.records import Brief, BriefLine, CitedPage, Group, Section
from stateofplay.exchange.case_brief.lines import (
    CaseMarks,
    Setting,
    condition_line,
    line,
    lone_event_line,
    meeting_line,
    said_line,
    seat_words,
    wish_of,
)
from stateofplay.language.agreement import names_several
from stateofplay.model import KINDS, Act, Article, Stance
from stateofplay.record.changes import Change, Kind
from stateofplay.record.positions import hardness
from stateofplay.record.views import Row

_CHANGE_TITLES = {
    Kind.TURNED: "Turned round",
    Kind.CONTRADICTED: "Contradicted",
    Kind.FIRMER: "Firmer",
    Kind.SOFTER: "Softer",
    Kind.STATUS: "Changed",
    Kind.WITHDRAWN: "Withdrawn: the sentence is gone from the newer version of its page",
    Kind.NEW: "New",
}
_ABOUT_TITLES = {kind.name: kind.heading for kind in sorted(KINDS, key=lambda kind: kind.weight)}


def build_changes_brief(
    found: Sequence[Change],
    *,
    since: str,
    title: str,
    pages: Sequence[Mapping[str, object]],
    articles: Mapping[int, Article],
    sheets: Mapping[int, Sequence[tuple[int, int]]],
    after: int | None = None,
) -> Brief:
    """The changes since a day as a brief, or since page `after` came; that nothing changed is said aloud."""
    marks = CaseMarks()
    as_of = max((str(p["published"])[:10] for p in pages if p["published"]), default="")
    sections = []
    for kind, heading in _CHANGE_TITLES.items():
        mine = [c for c in found if c.kind is kind]
        if not mine:
            continue
        groups = []
        for about, words in _ABOUT_TITLES.items():
            lines = tuple(_change_line(c, marks, as_of) for c in mine if c.about == about)
            if lines:
                groups.append(Group(title=words, lines=lines))
        sections.append(Section(key=str(kind), title=heading, groups=tuple(groups), empty=""))
    if after is None:
        new_pages = [p for p in pages if str(p["published"] or p["added_at"])[:10] >= since]
        are_new = f"of {since} or later"
    else:
        new_pages = [p for p in pages if int(str(p["number"])) > after]
        are_new = f"added since {since}"
    if not sections:
        pages_since = f"{w.count(len(new_pages), 'page')} {'of that day or later' if after is None else 'added'}"
        nothing = f"Nothing changed since {since}: {pages_since}, and no claim that is new."
        sections.append(Section(key="nothing", title="Nothing changed", groups=(), empty=nothing))
    marked = {m.page for m in marks.marks}
    return Brief(
        title=f"{title}: what changed since {since}",
        summary=(),
        sections=tuple(sections),
        pages=tuple(
            CitedPage(number=int(str(p["number"])), source=str(p["source"]), article=articles[int(str(p["number"]))])
            for p in pages
            if p["number"] in marked and int(str(p["number"])) in articles
        ),
        marks=tuple(marks.marks),
        caveats=(
            f"{len(new_pages)} of {w.count(len(pages), 'page')} {'is' if len(new_pages) == 1 else 'are'} {are_new}.",
        ),
        reader="",
        sheets=sheets,
        numbered=True,
    )


def _change_line(change: Change, marks: CaseMarks, as_of: str) -> BriefLine:
    row, before = change.now, change.before
    if change.about == "events":
        return lone_event_line(row, marks)
    if change.about == "conditions":
        return condition_line(row, marks)
    if change.about == "statements":
        made = said_line(row, marks)
        if before is not None:
            voice = before.party or before.said_by or f"page {before.page}"
            says = w.act(Act.SAY, many=names_several(voice))
            said = f"{voice} {says} {w.quoted(before.what or '', 120)} ({before.told_day})"
            made = replace(made, notes=(said, *made.notes))
    elif change.about == "positions":
        made = _position_line(change, marks)
    elif change.about == "meetings" and change.meeting is not None:
        made = meeting_line(change.meeting, marks, Setting(as_of=as_of))
    else:
        words = [seat_words(r, change.meeting, Setting(as_of=as_of)) for r in (row, before) if r and change.meeting]
        was = f"before: {words[1]} ({before.told_day})" if before is not None and len(words) > 1 else ""
        made = line(row, marks, f"{change.subject}:", words[0] if words else "", notes=[row.told_day, was])
    return made if before is None else replace(made, marks=tuple(dict.fromkeys((*made.marks, marks.of(before)))))


def _what_moved(before: Row, row: Row) -> str:
    """What of a position got firmer or softer: the red line, the stance, or how surely it is reported."""
    if before.flag != row.flag:
        return "now a red line" if row.flag else "no red line any more"
    if hardness(before)[0] != hardness(row)[0]:
        was, now = (w.STANCE[Stance(r.state or Stance.SUPPORTS)] for r in (before, row))
        return f"{was}, now {now}"
    return f"{before.firmness}, now {row.firmness}"


def _position_line(change: Change, marks: CaseMarks) -> BriefLine:
    row, before = change.now, change.before
    issue = change.subject.removeprefix(f"{row.party}: ")
    notes = [f"on {w.shorten(issue, 40)}" if issue != row.what else "", row.told_day]
    if before is not None:
        was = " ".join(wish_of(before, limit=80))
        contrary = change.kind is Kind.CONTRADICTED
        notes.append(f"{'against' if contrary else 'before'}: {was} ({before.told_day})")
    if before is not None and change.kind in (Kind.FIRMER, Kind.SOFTER):
        notes.insert(0, f"{change.kind}: {_what_moved(before, row)}")
    stance, words = wish_of(row)
    emphasis = "red_line" if row.flag else ""
    return line(row, marks, f"{row.party} {stance}", words, notes=notes, emphasis=emphasis)
