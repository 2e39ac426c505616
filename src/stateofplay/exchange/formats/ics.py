"""iCalendar: talks, tentative where the date is vague or they are only proposed, and deadlines of a sure day (RFC 5545)."""

from __future__ import annotations

from datetime import timedelta
from typing import BinaryIO

from stateofplay.exchange.brief import wording as w
from stateofplay.exchange.formats.parts.format import Format, Written
from stateofplay.exchange.formats.parts.material import Material, source_name
from stateofplay.model import Relation, Stance
from stateofplay.model.dates import Grain, VagueDate
from stateofplay.model.ids import digest
from stateofplay.record.meetings import CaseMeeting
from stateofplay.record.positions.due import CaseDeadline, due_days
from stateofplay.record.views import Row

_LINE = 75
"""Octets a line may have before it is folded."""


def escape(text: str) -> str:
    """Write text as iCalendar has it: backslash, comma and semicolon escaped, line ends as ``\\n``, no control characters.

    Examples
    --------
    >>> print(escape("Geneva; talks, round 2"))
    Geneva\\; talks\\, round 2
    """
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    plain = plain.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(c for c in plain if c >= " " and c != "\x7f")


def fold(line: str) -> bytes:
    """Fold a content line at 75 octets, never inside a character."""
    out, size = bytearray(), 0
    for char in line:
        octets = char.encode("utf-8")
        if size + len(octets) > _LINE:
            out += b"\r\n "
            size = 1
        out += octets
        size += len(octets)
    return bytes(out + b"\r\n")


def write(material: Material, out: BinaryIO) -> Written:
    """Write a calendar: talks with a date, of those already held only where it is a day, and deadlines of a sure day."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//State of Play//Talks//EN", "CALSCALE:GREGORIAN"]
    lines.append(f"X-WR-CALNAME:{escape(material.title)}")
    last = max((str(p["added_at"]) for p in material.pages), default="1970-01-01T00:00:00Z")
    stamp = last[:19].replace("-", "").replace(":", "") + "Z"
    spans = _spans(material)
    count, undated, past = 0, [], 0
    for meeting in material.meetings():
        day = VagueDate.parse(meeting.date)
        if day is None:
            undated.append(meeting.name)
            continue
        if meeting.current.state == "held" and day.grain is not Grain.DAY:
            past += 1
            continue
        lines += _event(meeting, day, spans.get((meeting.current.page, day.value)), stamp)
        count += 1
    deadlines, unsure = due_days(
        (*material.rows("conditions"), *material.rows("positions")), material.dates, material.sides
    )
    for deadline in deadlines:
        lines += _due(deadline, material.claims_at, stamp)
    count += len(deadlines)
    lines.append("END:VCALENDAR")
    out.write(b"".join(map(fold, lines)))
    notes = []
    if undated:
        notes.append(f"Without a date, so not in the calendar: {'; '.join(undated)}")
    if past:
        notes.append(f"Already held, some time in a week, month or year, so not in the calendar: {past}")
    if unsure:
        notes.append(
            f"A deadline in the sentence, but not surely the claim's or of a sure day, so not in the calendar: {unsure}"
        )
    return Written(count=count, what="talks and deadlines", notes=tuple(notes))


def _spans(material: Material) -> dict[tuple[int, str], VagueDate]:
    """(page, first day) of the ranges that pages give, to their last day: "20-22 May 2024"."""
    found: dict[tuple[int, str], VagueDate] = {}
    for row in material.dates:
        first, _, last = (row.other or "").partition("/")
        end = VagueDate.parse(last)
        if end is not None and end.grain is Grain.DAY:
            found[row.page, first] = end
    return found


def _event(meeting: CaseMeeting, day: VagueDate, until: VagueDate | None, stamp: str) -> list[str]:
    row = meeting.current
    vague = day.grain is not Grain.DAY
    status = "CANCELLED" if row.state == "cancelled" else "CONFIRMED"
    if status == "CONFIRMED" and (vague or row.state == "proposed"):
        status = "TENTATIVE"
    seats = [f"{s.who}: {s.current.state}" for s in meeting.seats.values()]
    says = [
        f"Status: {meeting.status}" + (f"; some time in {day}" if vague else ""),
        f"Moved from {', '.join(meeting.moved_from)}" if meeting.moved_from else "",
        f"Parties: {', '.join(meeting.parties)}" if meeting.parties else "",
        f"Seats: {'; '.join(seats)}" if seats else "",
        f'"{row.quote}" ({row.site or source_name(row.source)}, {row.told_day}, {row.firmness})',
    ]
    first, last = day.earliest, (until or day).latest
    lines = [
        "BEGIN:VEVENT",
        # The first claim that spoke of the meeting names it, so that a calendar that has it already updates it.
        f"UID:{digest(min(meeting.rows, key=lambda r: (r.page, r.start)).claim_id, length=20)}@stateofplay",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
        # An end is left out where it would fall behind the last day that the calendar knows.
        *([f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}"] if last.year < 9999 else []),
        f"SUMMARY:{escape(meeting.name)}",
        f"STATUS:{status}",
        "TRANSP:TRANSPARENT",
        f"DESCRIPTION:{escape(chr(10).join(filter(None, says)))}",
    ]
    if meeting.place:
        lines.append(f"LOCATION:{escape(meeting.place)}")
    return [*lines, "END:VEVENT"]


def _due(deadline: CaseDeadline, claims_at: str, stamp: str) -> list[str]:
    """A deadline as a whole day: in the title the claim that shows it best, below every claim with its sentence and link."""
    first = deadline.first
    says: dict[tuple[str, ...], list[str]] = {}
    for row in (first, *(row for row in deadline.rows if row is not first)):
        sentence = f'"{row.quote}" ({row.site or source_name(row.source)}, {row.told_day}, {row.firmness})'
        link = f"{claims_at}{row.claim_id}" if claims_at else f"Claim {row.claim_id}"
        says.setdefault((sentence,), []).append(f"{_told(row)}\n{link}")
    told = [line for (sentence,), claims in says.items() for line in (sentence, *claims)]
    return [
        "BEGIN:VEVENT",
        # Of the day and the side alone: pages, their versions and judgements come and go, and it is the same deadline.
        f"UID:{digest('deadline', deadline.day.isoformat(), deadline.side, length=20)}@stateofplay",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{deadline.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{deadline.day + timedelta(days=1):%Y%m%d}",
        # With the day: some programs show a whole day on the day after as well.
        f"SUMMARY:{escape(f'Deadline {deadline.day.day} {deadline.day:%B %Y}: {_told(first)}')}",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        f"DESCRIPTION:{escape(chr(10).join(told))}",
        *([f"URL:{claims_at}{first.claim_id}"] if claims_at else []),
        "END:VEVENT",
    ]


def _told(row: Row) -> str:
    """The holder and the words of a claim, as a brief has them."""
    if row.kind == "conditions":
        hangs = w.dependency(Relation(row.state or Relation.IF), row.what or "", row.other, row.quote)
        return f"{row.party or 'not said whose'}: {hangs}"
    return f"{row.party} {w.stance(Stance(row.state or Stance.DEMANDS))} {w.quoted(row.what or '')}"


FORMAT = Format(
    name="ics",
    suffix=".ics",
    media="text/calendar; charset=utf-8",
    says="Talks with a date and deadlines as an iCalendar: for the calendar of a delegation or a desk.",
    fields=(
        ("UID", "the same talks keep it when the case grows, and so does the day that one side sets"),
        ("DTSTAMP", "when the newest page was added"),
        ("DTSTART, DTEND", "whole days; a range, week, month or year is an entry of that length, a deadline its day"),
        ("SUMMARY, LOCATION", "name and place of talks; of a deadline its day, its holder and the words of the claim"),
        ("STATUS", "TENTATIVE where the date is no day or the talks are only proposed; CANCELLED; else CONFIRMED"),
        (
            "DESCRIPTION",
            "status, parties, seats, and the sentence it rests on with its source; of a deadline each sentence with its claims",
        ),
        ("URL", "page of a deadline's claim, where a server writes the calendar"),
        ("TRANSP", "TRANSPARENT: the entry blocks nobody's time"),
        ("X-WR-CALNAME", "title of the case"),
    ),
    notes=(
        "Talks without any date cannot stand in a calendar; the command names them.",
        "Talks already held stand in it only where their day is known.",
        "A deadline is the day that a condition, demand or threat sets in its own words (by 9 May; by Friday), also where it has "
        "passed. What is counted (within two weeks), what a person rejected "
        "and what is hardly likely sets none; the command says how many.",
        "What one side sets for one day is one entry, on however many pages it is told.",
        "Whole days end where the next begins (RFC 5545); programs that list them on the next day too are at fault, and "
        "titles say the day.",
    ),
    write=write,
)
