"""Claims in words: one template a kind, the same words as the brief's."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from stateofplay.exchange.brief import wording as w
from stateofplay.exchange.case_brief.lines import wish_of
from stateofplay.language.agreement import names_several
from stateofplay.model import (
    CLAIM_KINDS,
    Act,
    AttendanceStatus,
    Capacity,
    EventStatus,
    Firmness,
    MeetingStatus,
    PloverEvent,
    Relation,
    Stance,
)
from stateofplay.model.listing import list_names
from stateofplay.model.marks import reader_words
from stateofplay.model.sureness import sureness
from stateofplay.record.positions import is_open_line
from stateofplay.record.views import Row
from stateofplay.service.views.records import ToldClaim

_KIND_WORDS = {
    "positions": "position",
    "meetings": "meeting",
    "attendance": "seat",
    "conditions": "condition",
    "statements": "statement",
    "events": "event",
    "dates": "date",
}
KIND_WORDS: Mapping[str, str] = {name: _KIND_WORDS.get(name, name) for name in CLAIM_KINDS}
"""What people call one claim of a kind; a kind that was added is called by its name."""
LONGEST = 240


def _quoted(words: str | None) -> str:
    return f"“{w.shorten(words, LONGEST)}”" if words else ""


def _several(row: Row) -> bool:
    return names_several(row.party or "", "group")


def _who(row: Row) -> str:
    return row.party or "Somebody"


def _position(row: Row) -> tuple[str, str, str]:
    stance, words = wish_of(row, limit=LONGEST)
    return f"{_who(row)} {stance}", words if row.what else "", "red_line" if row.flag else ""


def _statement(row: Row) -> tuple[str, str, str]:
    act = w.act(Act(row.state or Act.SAY), many=_several(row))
    return f"{_who(row)} {act}:", _quoted(row.what), "denied" if row.state == Act.DENY else ""


def _meeting(row: Row) -> tuple[str, str, str]:
    status = MeetingStatus(row.state or MeetingStatus.HELD)
    parties = row.party.split("; ") if row.party else []
    facts = [
        w.MEETING_STATUS[status],
        f"{'between' if len(parties) > 1 else 'with'} {list_names(parties)}" if parties else "",
        f"in {row.place}" if row.place else "",
        row.date or "no date given",
        f"proposed by {row.other}" if row.other else "",
    ]
    emphasis = "cancelled" if status is MeetingStatus.CANCELLED else ""
    return f"{row.what}:", "; ".join(f for f in facts if f), emphasis


def _seat(row: Row) -> tuple[str, str, str]:
    status = AttendanceStatus(row.state or AttendanceStatus.ATTENDS)
    words = w.attendance(status, many=_several(row))
    if status is AttendanceStatus.ATTENDS:
        capacity = Capacity(row.other) if row.other and row.other in [*Capacity] else None
        words = w.attends(capacity, many=_several(row))
    behind = f"to {row.what}" if status is AttendanceStatus.ATTENDS else f"({row.what})"
    return f"{_who(row)} {words}", behind, w.seat_emphasis(status)


def _condition(row: Row) -> tuple[str, str, str]:
    if row.other is None or row.state == Relation.WITHOUT_PRECONDITIONS:
        return f"{row.party or 'Not said whose'}:", f"{_quoted(row.what)}: without preconditions", ""
    relation = w.RELATION[Relation(row.state or Relation.IF)]
    return f"{row.party or 'Not said whose'}:", f"{_quoted(row.what)} {relation} {_quoted(row.other)}", "conditional"


def _event(row: Row) -> tuple[str, str, str]:
    words = w.headed(
        w.deed_words(PloverEvent(row.what or PloverEvent.CONSULT), row.party, row.other, many=_several(row))
    )
    status = EventStatus(row.state or EventStatus.HAPPENED)
    place = f" in {row.place}" if row.place else ""
    emphasis = {EventStatus.DENIED: "denied", EventStatus.HYPOTHETICAL: "hypothetical"}.get(status, "")
    return words + place, f"{row.date or 'no date given'} ({row.what}, {status})", emphasis


def _date(row: Row) -> tuple[str, str, str]:
    return _quoted(row.what), f"means {row.date}" if row.date else "cannot be told", ""


def _any(row: Row) -> tuple[str, str, str]:
    """A kind that was added: its columns, in their order."""
    said = (row.state, _quoted(row.what), row.other, row.date, row.place)
    return row.party or "", "; ".join(s for s in said if s), ""


def _line_of(row: Row) -> str:
    """Which way a red line points; empty where there is none."""
    if row.kind != "positions" or not row.flag:
        return ""
    return w.red_line(Stance(row.state or Stance.SUPPORTS), is_open=is_open_line(row))


_WORDS: dict[str, Callable[[Row], tuple[str, str, str]]] = {
    "positions": _position,
    "statements": _statement,
    "meetings": _meeting,
    "attendance": _seat,
    "conditions": _condition,
    "events": _event,
    "dates": _date,
}
_VERDICTS = {"accept": "accepted", "reject": "rejected", "unsure": "a person is unsure"}


def tell_claim(row: Row) -> ToldClaim:
    """Tell a claim in words."""
    lead, text, emphasis = _WORDS.get(row.kind, _any)(row)
    return ToldClaim(
        id=row.claim_id,
        kind=row.kind,
        lead=lead,
        text=text,
        notes=notes_of(row),
        emphasis=emphasis,
        page=row.page,
        source=row.source,
        day=row.day,
        dated=row.dated,
        start=row.start,
        end=row.end,
        quote=row.quote,
        firmness=row.firmness,
        sureness=sureness(row.confidence, row.kind),
        verdict=row.verdict,
        corrected=row.corrected,
        by_hand=row.by_hand,
        lost_in=row.lost_in,
        copies=row.copies,
    )


def notes_of(row: Row) -> tuple[str, ...]:
    """What one must know of a claim to trust it or not: who says so, how firmly, whether its sentence is gone."""
    notes = (
        _line_of(row),
        w.told_by(row.said_by) if row.said_by and row.said_by != row.party else "",
        w.FIRMNESS[Firmness(row.firmness)],
        reader_words(row.readers),
        f"gone from the newer version of its page, page {row.lost_in}" if row.lost_in is not None else "",
    )
    return tuple(n for n in notes if n)


def verdict_words(verdict: str | None, *, corrected: bool = False) -> str:
    """What a person said of a claim, in words.

    >>> verdict_words("accept", corrected=True), verdict_words(None)
    ('corrected', 'not judged')
    """
    if verdict is None:
        return "not judged"
    return "corrected" if corrected else _VERDICTS[verdict]
