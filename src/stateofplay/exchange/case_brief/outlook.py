"""The section "what could hold" of a brief: the mediator's questions answered, each line with the sentences that carry it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from stateofplay.casework.outlook.looking_ahead import Outlook
from stateofplay.casework.questions.records import Answer, AnswerSentence
from stateofplay.casework.questions.standing import joined_outcomes, tell_difference, way_to
from stateofplay.conflict import Analysis, analyse
from stateofplay.conflict.model.conflict import StateText
from stateofplay.conflict.studies.statusquo import status_quo as trace
from stateofplay.exchange.brief.records import BriefLine, Drawing, Group, Section
from stateofplay.exchange.brief.wording import shorten
from stateofplay.exchange.case_brief.content import CaseMarks
from stateofplay.exchange.figures import draw_moves, draw_outcomes, draw_status_quo
from stateofplay.record.views import Row

MARKS = 4
LINES = 3
NOTES = 3
LONGEST = 320
DRAWN_OUTCOMES = 5


def outlook_section(
    outlook: Outlook, answers: Sequence[Answer], rows: Mapping[str, Row], marks: CaseMarks, *, drawings: bool = False
) -> Section:
    """What could hold, short, with its caveats.

    Parameters
    ----------
    outlook, answers
        The analysed draft, and the questions that it answers.
    rows
        Claim id -> row of a view, for the sentences; a line whose claims are all unknown here is left out.
    drawings
        Draw the outcomes by party, the way from here and the moves, for renderers that can show figures.
    """
    names = [dm.name or dm.id for dm in outlook.conflict.decision_makers]
    parties = "|".join(re.escape(p) for p in sorted(names, key=len, reverse=True))
    leads = re.compile(rf"(?:(?:{parties})(?:, | and )?)+(?=[ :])|[^“:]{{1,30}}:(?= )|(?:\S+\s){{2}}")
    groups = [_group(answer, rows, marks, leads) for answer in answers]
    return Section(
        key="outlook",
        title="What could hold, if the draft model is right",
        groups=tuple(groups),
        intro=" ".join(outlook.caveats),
        drawings=_draw(outlook) if drawings and groups else (),
        empty="No model could be drafted: the record lacks two parties that could do something.",
    )


def _group(answer: Answer, rows: Mapping[str, Row], marks: CaseMarks, leads: re.Pattern[str]) -> Group:
    lines = [
        line
        for place, finding in enumerate(answer.findings[:LINES])
        if (line := _line(finding, f"{answer.key}-{place}", rows, marks, leads)) is not None
    ]
    return Group(title=answer.question, intro=answer.short, lines=tuple(lines))


def _line(
    finding: AnswerSentence, key: str, rows: Mapping[str, Row], marks: CaseMarks, leads: re.Pattern[str]
) -> BriefLine | None:
    numbers = _marks_of(finding.claims, rows, marks)
    if not numbers:
        return None
    found = leads.match(finding.text)
    lead = finding.text[: found.end()] if found else finding.text
    rest = finding.text[len(lead) :].lstrip()
    if rest.startswith(":"):
        lead, rest = f"{lead}:", rest[1:].lstrip()
    return BriefLine(
        lead=shorten(lead.rstrip(), LONGEST),
        text=shorten(rest, LONGEST),
        notes=tuple(shorten(note, LONGEST) for note in finding.notes[:NOTES]),
        marks=numbers,
        confidence=0.5,
        claim_id=key,
    )


def _marks_of(claims: Iterable[str], rows: Mapping[str, Row], marks: CaseMarks) -> tuple[int, ...]:
    found = [marks.of(rows[c]) for c in dict.fromkeys(claims) if c in rows]
    return tuple(dict.fromkeys(found))[:MARKS]


def _draw(outlook: Outlook) -> tuple[Drawing, ...]:
    """The outcomes by party, the way from here to those that can be reached, and the moves between all these states."""
    now = outlook.status_quo.state
    told = [(now, "where it stands")]
    for pattern, outcome in joined_outcomes(outlook)[:DRAWN_OUTCOMES]:
        told.append((outcome.state, tell_difference(outlook, pattern)))
    analysis = _named(outlook, told)
    states = [state for state, _ in told]
    traced = trace(analysis.conflict, now, concepts=("NASH",))
    reached = {one.state for one in traced.reached}
    ways = [way for o in outlook.outcomes[:DRAWN_OUTCOMES] if (way := way_to(outlook, o.options)) is not None]
    on_the_way = [step.target for way in ways for step in way.steps]
    figures = [draw_outcomes(analysis, states=states)]
    if ends := [way.target for way in ways if way.target in reached]:
        figures.append(draw_status_quo(traced, towards=list(dict.fromkeys(ends)), most=16))
    figures.append(draw_moves(analysis, states=list(dict.fromkeys((*states, *on_the_way)))))
    letters = "; ".join(f"{k} {o.name or o.id}" for k, o in enumerate(outlook.conflict.options, 1))
    drawings = [Drawing(caption=f.caption, svg=f.svg) for f in figures]
    drawings[-1] = replace(
        drawings[-1], caption=f"{drawings[-1].caption} The letters (Y taken, N not) in order: {letters}."
    )
    return tuple(drawings)


def _named(outlook: Outlook, told: Sequence[tuple[int, str]]) -> Analysis:
    """The analysis with a name for each state that the text speaks of, so that figures call them by it."""
    conflict = outlook.conflict
    names = dict(reversed(told))
    texts = tuple(StateText(options=conflict.space.options_text(s - 1), name=name) for s, name in names.items())
    return replace(analyse(conflict, ("NASH", "SEQ", "GMR")), conflict=replace(conflict, states=texts))
