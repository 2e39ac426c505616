"""A sentence against the record: supported, contradicted, or not in the record, with the claims that say so.

The sentence is read as a page is, by the embedded reader; what it claims is laid beside what the case holds, each kind by the
row that counts now. Where the reader finds no claim in it, the nearest sentences of the record are given, and no verdict.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from stateofplay.conflict.model.naming import capitalised
from stateofplay.exchange.brief.wording import NOT_NAMED
from stateofplay.model import (
    Article,
    Attendance,
    Claim,
    Condition,
    Event,
    EventStatus,
    Meeting,
    MeetingStatus,
    Position,
    Statement,
)
from stateofplay.model.dates import VagueDate
from stateofplay.readers.matching import ACTS, STATUSES, words_of
from stateofplay.record.issues.clusters import turns_against
from stateofplay.record.positions import polarity
from stateofplay.record.positions.stances import POLARITY
from stateofplay.record.views import Filter, Row, rows
from stateofplay.service.assisting.replies import Links, Plain, Reply, day_told, tell_row
from stateofplay.service.library import KeptCase
from stateofplay.service.reading import read_article
from stateofplay.service.views.search import search_view
from stateofplay.settings import Settings

LONGEST = 1_000
"""Characters of a sentence that is checked."""
MOST_TOLD = 5
ALIKE = 0.5


class Support(StrEnum):
    """What the record says of a claim."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    ABSENT = "not in the record"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One claim of the sentence."""

    says: str
    kind: str
    finding: Support
    by: tuple[Row, ...] = ()
    """Claims of the record that say so."""
    against: tuple[Row, ...] = ()


def check_sentence(kept: KeptCase, links: Links, sentence: str) -> Reply:
    """Check a sentence.

    Parameters
    ----------
    sentence
        In English; more than :data:`LONGEST` characters are cut.
    """
    text = " ".join(sentence.split())[:LONGEST]
    reading = read_article(Article(text=text, language="en", published=kept.last_day or None), settings=Settings())
    checked = _told_once([one for claim in reading.claims() if (one := _check(kept, claim)) is not None])
    if not checked:
        return _nothing(kept, links, text)
    verdict = _verdict(checked)
    items: list[Mapping[str, Plain]] = [
        {
            "says": one.says,
            "kind": one.kind,
            "finding": str(one.finding),
            "supported_by": [tell_row(r, links) for r in one.by[:MOST_TOLD]],
            "contradicted_by": [tell_row(r, links) for r in one.against[:MOST_TOLD]],
        }
        for one in checked
    ]
    ids = [r.claim_id for one in checked for r in (one.against if verdict is Support.CONTRADICTED else one.by)]
    lead = f"{capitalised(str(verdict))}" + (f": {', '.join(dict.fromkeys(ids[:MOST_TOLD]))}." if ids else ".")
    return Reply(lead=lead, items=tuple(items), total=len(items), facts={"finding": str(verdict), "sentence": text})


def _verdict(checked: list[Checked]) -> Support:
    """Of a sentence: contradicted where one of its claims is, supported where all of them are."""
    found = {one.finding for one in checked}
    if Support.CONTRADICTED in found:
        return Support.CONTRADICTED
    return Support.SUPPORTED if found == {Support.SUPPORTED} else Support.ABSENT


def _told_once(checked: list[Checked]) -> list[Checked]:
    """Without events that the record has not, where it has the position, seat or meeting that the same words claim."""
    if not any(one.finding is Support.SUPPORTED and one.kind != "event" for one in checked):
        return checked
    return [one for one in checked if one.kind != "event" or one.finding is not Support.ABSENT]


def _nothing(kept: KeptCase, links: Links, text: str) -> Reply:
    near = _nearest(kept, text)
    lead = "Not in the record: the reader finds no claim in this sentence that could be laid beside it"
    lead += ", and no sentence of the record has its words." if not near else "; these sentences come nearest."
    facts: dict[str, Plain] = {"finding": str(Support.ABSENT), "sentence": text}
    return Reply(lead=lead, items=tuple(near), total=len(near), facts=facts)


def _nearest(kept: KeptCase, text: str) -> list[Mapping[str, Plain]]:
    """Sentences that have the longest words of a text, fewer and fewer of them until some do."""
    words = sorted(words_of(text), key=len, reverse=True)[:4]
    while words:
        hits = search_view([kept], " ".join(words), step=3).hits
        if hits:
            return [
                {"sentence": h.text[:600], "source": h.source, "day": day_told(h.day, h.dated), "page": h.page}
                for h in hits
            ]
        words.pop()
    return []


def _check(kept: KeptCase, claim: Claim) -> Checked | None:
    find = _FINDERS.get(type(claim))
    if find is None or (isinstance(claim, Meeting) and not (claim.place or claim.date)):
        return None  # talks without a place or a day could be any
    by, against = find(kept, claim)
    finding = Support.CONTRADICTED if against else Support.SUPPORTED if by else Support.ABSENT
    kind = type(claim).__name__.lower()
    return Checked(says=_says(claim), kind=kind, finding=finding, by=tuple(by), against=tuple(against))


def _says(claim: Claim) -> str:
    match claim:
        case Position():
            return f"{claim.holder} {claim.stance}: {claim.issue}"
        case Attendance():
            return f"{claim.who} {claim.status}: {claim.meeting}"
        case Meeting():
            return f"{claim.name}: {claim.status}".replace("_", " ")
        case Condition():
            return f"{claim.holder or 'somebody'}: {claim.what} {claim.relation} {claim.on or ''}".replace(
                "_", " "
            ).strip()
        case Event():
            return f"{claim.actor or NOT_NAMED} {claim.event} {claim.recipient or ''} ({claim.status})".replace(
                "  ", " "
            )
        case Statement():
            return f"{claim.speaker} {claim.act}: {claim.content}"
    return claim.evidence.quote


Sides = tuple[list[Row], list[Row]]
"""Rows that say the same, and rows that say the opposite."""


def _names(kept: KeptCase, name: str | None) -> frozenset[str]:
    """An actor under the case's name, with those who act for it."""
    if not name:
        return frozenset()
    state = kept.state
    canonical = state.identities.of(name) or state.forms.get(name.casefold()) or name
    return frozenset({canonical, *(m for m, side in state.sides.items() if side == canonical)})


def _alike(one: str | None, other: str | None) -> bool:
    mine, theirs = words_of(one), words_of(other)
    return bool(mine and theirs) and len(mine & theirs) / min(len(mine), len(theirs)) >= ALIKE


def _position(kept: KeptCase, claim: Position) -> Sides:
    names, issue = _names(kept, claim.holder), kept.state.issues.of(claim.issue)
    sign = POLARITY.get(claim.stance, 0) * (-1 if turns_against(claim.issue) else 1)
    by: list[Row] = []
    against: list[Row] = []
    for standing in kept.state.standings:
        if standing.party not in names:
            continue
        now = standing.current
        if standing.issue != issue and not _alike(now.what, claim.issue):
            continue
        if polarity(now) == sign:
            by.append(now)
        elif sign and polarity(now) == -sign:
            against.append(now)
    return _either(by, against)


def _either(by: list[Row], against: list[Row]) -> Sides:
    """Where both speak, the latest word decides; of one day it is a contradiction."""
    by.sort(key=lambda r: r.in_order, reverse=True)
    against.sort(key=lambda r: r.in_order, reverse=True)
    if by and against and by[0].dated and by[0].in_order > against[0].in_order:
        return by, []
    return by, against


def _attendance(kept: KeptCase, claim: Attendance) -> Sides:
    names = _names(kept, claim.who)
    by: list[Row] = []
    against: list[Row] = []
    for meeting in kept.state.meetings:
        # A sentence that names no place or day of its own means talks ahead, whatever they are called.
        named = words_of(claim.meeting) & words_of(meeting.name)
        if not named and words_of(claim.meeting) - _GENERAL:
            continue
        for seat in meeting.seats.values():
            if seat.who in names and seat.current.state:
                (by if seat.current.state == claim.status else against).append(seat.current)
    return _either(by, against)


_GENERAL = frozenset("talks meeting negotiations summit round consultations".split())


def _meeting(kept: KeptCase, claim: Meeting) -> Sides:
    parties = {n for p in claim.parties for n in _names(kept, p)}
    wanted = VagueDate.parse(claim.date)
    by: list[Row] = []
    against: list[Row] = []
    for meeting in kept.state.meetings:
        mine = VagueDate.parse(meeting.date)
        same_day = wanted is not None and mine is not None and wanted.overlaps(mine)
        same_place = bool(claim.place and meeting.place and _alike(claim.place, meeting.place))
        if claim.place and meeting.place and not same_place:
            continue
        if wanted is not None and mine is not None and not same_day:
            continue
        if not (same_day or same_place) or (parties and meeting.parties and not parties & set(meeting.parties)):
            continue
        mine_of = STATUSES.get(MeetingStatus(meeting.status), "")
        (by if mine_of == STATUSES.get(claim.status, "") else against).append(meeting.current)
    return _either(by, against)


def _condition(kept: KeptCase, claim: Condition) -> Sides:
    names = _names(kept, claim.holder)
    by = [
        r
        for r in kept.state.conditions
        if (not names or r.party in names) and _alike(r.other, claim.on) and _alike(r.what, claim.what)
    ]
    return by[::-1], []


def _event(kept: KeptCase, claim: Event) -> Sides:
    actors, recipients = _names(kept, claim.actor), _names(kept, claim.recipient)
    wanted = VagueDate.parse(claim.date)
    by: list[Row] = []
    against: list[Row] = []
    for row in kept.state.events:
        if row.what != claim.event or (recipients and row.other not in recipients):
            continue
        if actors and row.party not in actors:
            continue
        mine = VagueDate.parse(row.date)
        if wanted is not None and mine is not None and not wanted.overlaps(mine):
            continue
        denied = (row.state == EventStatus.DENIED) != (claim.status is EventStatus.DENIED)
        if denied:
            against.append(row)
        elif row.state == claim.status or claim.status is not EventStatus.HAPPENED:
            by.append(row)
    return _either(by, against)


def _statement(kept: KeptCase, claim: Statement) -> Sides:
    names = _names(kept, claim.speaker)
    by: list[Row] = []
    against: list[Row] = []
    for row in kept.once("statements", lambda: _statements(kept)):
        if row.party in names and _alike(row.what, claim.content):
            same = ACTS.get(row.state or "", "") == ACTS.get(claim.act, "")
            (by if same else against).append(row)
    return _either(by, against)


def _statements(kept: KeptCase) -> tuple[Row, ...]:
    state = kept.state
    with kept.case.read() as connection:
        return rows(
            connection,
            "statements",
            Filter(),
            identities=state.identities,
            judgements=state.judgements,
            sources=state.sources,
        )


_FINDERS: dict[type[Claim], Callable[..., Sides]] = {
    Position: _position,
    Attendance: _attendance,
    Meeting: _meeting,
    Condition: _condition,
    Event: _event,
    Statement: _statement,
}
