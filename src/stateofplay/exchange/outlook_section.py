"""The section "what could hold" of a brief: outcomes of the drafted model, each line with the sentences that carry it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from stateofplay.casework.outlook import Outcome, Outlook
from stateofplay.exchange.brief.records import Group, Line, Section
from stateofplay.exchange.brief.wording import list_names, shorten
from stateofplay.exchange.case_brief import CaseMarks
from stateofplay.record.views import Row

SHOWN = 4
MARKS = 6


def outlook_section(outlook: Outlook, rows: Mapping[str, Row], marks: CaseMarks) -> Section:
    """What could hold, short, with its caveats.

    Parameters
    ----------
    outlook
        The analysed draft.
    rows
        Claim id -> row of a view, for the sentences; a line whose claims are all unknown here is left out.
    """
    groups = []
    if now := _outcome_line(outlook, outlook.status_quo, rows, marks, "Where it stands"):
        why = [shorten(sentence, 260) for sentence in outlook.why_status_quo]
        groups.append(Group(title="Where it stands, and is it stable?", lines=(now, *_why(outlook, why, rows, marks))))
    lines = [
        line
        for place, outcome in enumerate(o for o in outlook.outcomes if not o.status_quo)
        if place < SHOWN and (line := _outcome_line(outlook, outcome, rows, marks, "Could hold"))
    ]
    if lines:
        more = sum(not o.status_quo for o in outlook.outcomes) - len(lines)
        title = "Other outcomes that could hold" + (f" ({more} more)" if more > 0 else "")
        groups.append(Group(title=title, lines=tuple(lines)))
    if groups:
        groups[0] = Group(title=f"{groups[0].title} {outlook.caveats[0]}", lines=groups[0].lines)
    return Section(
        key="outlook",
        title="What could hold, if the draft model is right",
        groups=tuple(groups),
        empty="No model could be drafted: the record lacks two parties that could do something.",
    )


def _marks_of(claims: Iterable[str], rows: Mapping[str, Row], marks: CaseMarks) -> tuple[int, ...]:
    found = [marks.of(rows[c]) for c in claims if c in rows]
    return tuple(dict.fromkeys(found))[:MARKS]


def _outcome_line(
    outlook: Outlook, outcome: Outcome, rows: Mapping[str, Row], marks: CaseMarks, lead: str
) -> Line | None:
    options = outlook.draft.options
    taken = [o for o, mark in zip(options, outcome.options, strict=True) if mark == "Y"]
    carried = [c for o in (taken or options) for c in o.basis.claims]
    numbers = _marks_of(carried, rows, marks)
    if not numbers:
        return None
    what = "; ".join(o.text for o in taken) if taken else "none of the contested steps is taken"
    notes = [
        f"stable in {outcome.shares['SEQ']:.0%} of the readings when others may answer in their own interest (SEQ)",
        f"{outcome.shares['NASH']:.0%} when nobody looks ahead (Nash)",
    ]
    if outcome.lack_of_moves:
        notes.append(f"for lack of moves of {list_names(outcome.lack_of_moves)}")
    notes += [shorten(flip, 120) for flip in outcome.flipped_by[:1]]
    return Line(
        lead=f"{lead}:",
        text=what,
        notes=tuple(notes),
        marks=numbers,
        confidence=outcome.shares["SEQ"],
        claim_id=f"state-{outcome.state}",
    )


def _why(outlook: Outlook, sentences: list[str], rows: Mapping[str, Row], marks: CaseMarks) -> list[Line]:
    out = []
    for party, sentence in zip(outlook.draft.parties, sentences, strict=True):
        claims = [c for s in outlook.draft.statements_of(party) for c in s.basis.claims]
        numbers = _marks_of(claims, rows, marks)
        if numbers:
            out.append(
                Line(lead="Why:", text=sentence, marks=numbers, confidence=0.5, claim_id=f"why-{party}", notes=())
            )
    return out
