"""Who said what, what happened or is planned, and where the text is unclear."""

from __future__ import annotations

import re

from stateofplay.exchange.brief import wording as w
from stateofplay.exchange.brief.days import is_day_of_saying, when, when_in
from stateofplay.exchange.brief.folding import join_same
from stateofplay.exchange.brief.marks import MarkedSentences
from stateofplay.exchange.brief.records import BriefLine, Group, Section
from stateofplay.exchange.brief.sayings import saying
from stateofplay.exchange.brief.sections.lines import NamedParties, NumberedReadings, by_weight, claim_line, is_many
from stateofplay.model import Event, EventStatus, Reading, Statement
from stateofplay.model.dates import VagueDate

_EVENT_ORDER = [EventStatus.PLANNED, EventStatus.HYPOTHETICAL, EventStatus.HAPPENED, EventStatus.DENIED]


def statements_section(readings: NumberedReadings, marks: MarkedSentences, parties: NamedParties) -> Section:
    rows = [(_same_name(parties.named(s.speaker)), p, s, r) for p, r in readings for s in r.statements]
    groups = []
    for speaker in by_weight([name for name, *_ in rows]):
        mine = [(p, s, r) for name, p, s, r in rows if name == speaker]
        _, first, reading = mine[0]
        title = parties.describe(first.speaker, reading) if first.named else w.source_named(first.speaker)
        groups.append(Group(title=w.headed(title), lines=tuple(_statement_line(p, s, r, marks) for p, s, r in mine)))
    return Section(
        key="statements",
        title="Who said what",
        groups=tuple(groups),
        empty="The reader found no words that are somebody's.",
    )


def _same_name(name: str) -> str:
    """A name by which its lines are gathered: "A senior official" at the head of a sentence is "a senior official" within."""
    return name[:1].lower() + name[1:]


def _statement_line(page: int, statement: Statement, reading: Reading, marks: MarkedSentences) -> BriefLine:
    lead, text = saying(statement, many=is_many(statement.speaker, reading))
    notes = [w.some_of(statement.speaker, statement.evidence.quote), "" if statement.direct else "reported speech"]
    notes.append(_said_in_another_year(statement, reading) or _said_before(statement))
    return claim_line(page, statement, marks, lead, text, notes)


_BEFORE = re.compile(
    r"\b(?:[Pp]reviously|[Ii]nitially|[Oo]riginally|[Aa]t first)\b[^.,;:“”\"]{0,40}$"
    r"|\bhad (?:long |always |previously |initially |originally |earlier |repeatedly |once |also )?$"
)


def _said_before(statement: Statement) -> str:
    """That words were said before what the page tells, as far as the verb shows: who "had denied it" may admit it now."""
    verb = statement.anchor - statement.evidence.start
    return "said before" if verb > 0 and _BEFORE.search(statement.evidence.quote[:verb]) else ""


def _said_in_another_year(statement: Statement, reading: Reading) -> str:
    """When something was said, where the words around it name a day of a year before the page's: old words are no news."""
    quote, begin = statement.evidence.quote, statement.evidence.start
    said = [range(s.content_start, s.content_start + len(s.content)) for s in reading.statements]
    for date in reading.dates:
        at = date.anchor - begin
        beside = 0 <= at < len(quote) and not any(date.anchor in words for words in said)
        told = VagueDate.parse(date.value) if date.value is not None and beside else None
        if told is None or f"{told.latest.year:04}" >= (reading.article.published or "")[:4]:
            continue
        if date.value is not None and is_day_of_saying(at, at + len(date.text), statement.anchor - begin, quote):
            return f"said {when(date.value)}"
    return ""


def events_section(readings: NumberedReadings, marks: MarkedSentences) -> Section:
    rows = [(p, e, r) for p, r in readings for e in r.events]
    groups = []
    for status in _EVENT_ORDER:
        mine = [t for t in rows if t[1].status is status]
        mine.sort(key=lambda t: (t[1].date is None, t[1].date or "", t[0], t[1].evidence.start))
        if mine:
            lines = join_same([_event_line(p, e, r, marks) for p, e, r in mine])
            groups.append(Group(title=w.EVENT_STATUS[status], lines=lines))
    return Section(
        key="events", title="What happened, what is planned", groups=tuple(groups), empty="The reader found no event."
    )


def _event_line(page: int, event: Event, reading: Reading, marks: MarkedSentences) -> BriefLine:
    emphasis = {EventStatus.DENIED: "denied", EventStatus.HYPOTHETICAL: "hypothetical"}.get(event.status, "")
    words = w.headed(w.deed(event, many=is_many(event.actor or "", reading)))
    day = when_in(event.date, event.evidence.quote) if event.date else ""
    return claim_line(page, event, marks, words, day, [event.event.value], emphasis)


def unclear_section(readings: NumberedReadings, marks: MarkedSentences) -> Section:
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
