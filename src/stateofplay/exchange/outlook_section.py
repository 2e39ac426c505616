"""The section "what could hold" of a brief: the mediator's questions answered, each line with the sentences that carry it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from stateofplay.casework.outlook import Outlook
from stateofplay.casework.questions import Answer, Finding
from stateofplay.casework.questions_standing import path_to
from stateofplay.conflict.statusquo import status_quo as trace
from stateofplay.exchange.brief.records import Drawing, Group, Line, Section
from stateofplay.exchange.brief.wording import shorten
from stateofplay.exchange.case_brief import CaseMarks
from stateofplay.exchange.figures import draw_moves, draw_outcomes, draw_status_quo
from stateofplay.record.views import Row

MARKS = 4
LINES = 4
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
    groups = [group for answer in answers if (group := _group(answer, rows, marks)) is not None]
    return Section(
        key="outlook",
        title="What could hold, if the draft model is right",
        groups=tuple(groups),
        intro=" ".join(outlook.caveats),
        drawings=_draw(outlook) if drawings and groups else (),
        empty="No model could be drafted: the record lacks two parties that could do something.",
    )


def _group(answer: Answer, rows: Mapping[str, Row], marks: CaseMarks) -> Group | None:
    lines = [
        line
        for place, finding in enumerate(answer.findings[:LINES])
        if (line := _line(finding, f"{answer.key}-{place}", rows, marks)) is not None
    ]
    return Group(title=answer.question, intro=answer.short, lines=tuple(lines))


def _line(finding: Finding, key: str, rows: Mapping[str, Row], marks: CaseMarks) -> Line | None:
    numbers = _marks_of(finding.claims, rows, marks)
    if not numbers:
        return None
    lead, colon, rest = finding.text.partition(": ")
    if not colon or len(lead) > 30:
        lead, rest = finding.text, ""
    return Line(
        lead=shorten(f"{lead}:" if rest else lead, LONGEST),
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
    told = [now, *(o.state for o in outlook.outcomes if not o.status_quo)][: DRAWN_OUTCOMES + 1]
    traced = trace(outlook.draft.conflict, now, concepts=("NASH",))
    paths = [
        p for o in outlook.outcomes if not o.status_quo and (p := path_to(outlook.draft.conflict, traced, o.options))
    ]
    on_the_way = [step.target for path in paths[:DRAWN_OUTCOMES] for step in path]
    figures = [draw_outcomes(outlook.analysis, states=told)]
    if paths:
        figures.append(
            draw_status_quo(traced, towards=list(dict.fromkeys(p[-1].target for p in paths[:DRAWN_OUTCOMES])), most=24)
        )
    figures.append(draw_moves(outlook.analysis, states=list(dict.fromkeys((*told, *on_the_way)))))
    return tuple(Drawing(caption=f.caption, svg=f.svg) for f in figures)
