"""A what-if for people: what is changed, which outcomes hold before and after side by side, which verdicts turned and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stateofplay.casework.questions.standing import leaver_words, tell_difference, verdict
from stateofplay.casework.telling.concepts import when_it_holds
from stateofplay.casework.telling.outcomes import tell_fixed
from stateofplay.casework.telling.shares import in_readings
from stateofplay.casework.whatif.changes import WhatIf
from stateofplay.casework.whatif.comparison import ModelComparison, Shift
from stateofplay.casework.whatif.over_readings import Shifted, outcome_as
from stateofplay.conflict.concepts import explain_concepts
from stateofplay.conflict.json import Json
from stateofplay.conflict.model.naming import capitalised
from stateofplay.exchange.reports.sheets import Block, Heading, Points, SheetParagraph, SheetTable

if TYPE_CHECKING:
    from stateofplay.record.views import Row


MOST_ROWS = 12
MOST_CLAIMS = 40
MOST_REASONS = 6
MOST_MOVED = 6
MOST_PATTERNS = 3


@dataclass(frozen=True, eq=False, kw_only=True)
class WhatIfAnswer:
    """A what-if answered: what was changed, and both sides beside each other."""

    subject: str
    titles: tuple[str, str]
    """What the two sides are called; ``now`` is the model as it is."""
    told: tuple[Sequence[str], Sequence[str]]
    """What was changed on each side, one sentence each."""
    found: ModelComparison | Shifted
    """Verdicts side by side; of a model that leaves things open, shares of its readings."""
    rows: Mapping[str, Row]
    """Dropped claim -> its row with the sentence, where the case is known."""


def whatif_sheet(answer: WhatIfAnswer) -> list[Block]:
    """The sheet of one what-if; it begins with what became possible or impossible."""
    found = answer.found
    if isinstance(found, Shifted):
        return [*_beginning(answer, _opened(found)), *_shares(found, answer.titles)]
    return [*_beginning(answer, _became(found)), *_verdicts(found, answer.titles)]


def whatif_dict(answer: WhatIfAnswer) -> dict[str, Json]:
    """Plain data for JSON."""
    sides: list[dict[str, Json]] = [
        {"name": title, "changes": list(changes)} for title, changes in zip(answer.titles, answer.told, strict=True)
    ]
    found = answer.found
    if isinstance(found, Shifted):
        sides = [side | {"verdict": verdict(one)} for side, one in zip(sides, (found.before, found.after), strict=True)]
    return {
        "subject": answer.subject,
        "before": sides[0],
        "after": sides[1],
        **(_shares_dict(found) if isinstance(found, Shifted) else found.to_dict()),
        "claims": {
            claim: {
                "quote": row.quote,
                "source": row.source,
                "day": row.day if row.dated else None,
                "start": row.start,
                "end": row.end,
            }
            for claim, row in answer.rows.items()
        },
    }


def _verdicts(comparison: ModelComparison, titles: tuple[str, str]) -> list[Block]:
    sheet: list[Block] = [Heading(text="Which outcomes hold"), _grid(comparison, *titles)]
    named = dict.fromkeys(c for entry in comparison.entries for c in (*entry.before, *entry.after))
    if named:
        sheet.append(
            SheetParagraph(
                text=f"Stable for everybody i under {'; '.join(explain_concepts(tuple(named)))}.", quiet=True
            )
        )
    if comparison.open_options:
        names = "; ".join(o.name or o.id for o in comparison.open_options)
        sheet.append(
            SheetParagraph(text=f"Either way in all of these, since no verdict hangs on it: {names}.", quiet=True)
        )
    if (more := len(comparison.entries) - MOST_ROWS) > 0:
        sheet.append(SheetParagraph(text=f"{more} more groups of outcomes; --format json has all.", quiet=True))
    sheet += [Heading(text="What changes"), Points(items=_summary(comparison))]
    sheet += _reasons(comparison)
    return sheet


def _beginning(answer: WhatIfAnswer, opened: tuple[str, ...]) -> list[Block]:
    """What the sheet of any what-if begins with: what became possible, what was changed, and the claims dropped."""
    told, then = answer.told, answer.titles[1]
    sheet: list[Block] = [Heading(text=f"What if: {then}" if then != "then" else "What if", level=1)]
    sheet += [SheetParagraph(text=answer.subject, quiet=True), Points(items=opened)]
    for title, lines in zip(answer.titles, told, strict=True):
        if lines:
            head = f"What is changed ({title})" if told[0] else "What is changed"
            sheet += [Heading(text=head), Points(items=tuple(lines))]
    if answer.rows:
        sheet.append(Points(items=quote_lines(answer.rows.values(), MOST_CLAIMS)))
    return sheet


def _became(comparison: ModelComparison) -> tuple[str, ...]:
    """What became possible or impossible, in words, before anything else."""
    lines = []
    for patterns, words in ((comparison.impossible, "No longer possible"), (comparison.possible, "Newly possible")):
        lines += [f"{words}: {_fixed(comparison, pattern)}." for pattern in patterns[:MOST_PATTERNS]]
        if (more := len(patterns) - MOST_PATTERNS) > 0:
            lines.append(f"{words}: {more} more groups of outcomes.")
    return tuple(lines) or ("Nothing became possible or impossible.",)


def _fixed(comparison: ModelComparison, pattern: str) -> str:
    return tell_fixed(comparison.options, pattern) if comparison.options else f"state {pattern}"


def _reasons(comparison: ModelComparison) -> list[Block]:
    """Why: one heading an outcome; sentences that hold under several concepts are told once."""
    sheet: list[Block] = []
    found: dict[tuple[str, bool], dict[str, list[str]]] = {}
    for shift in comparison.shifts:
        for reason in shift.reasons:
            lines = found.setdefault((reason.outcome, reason.holds), {})
            for sentence in reason.sentences:
                lines.setdefault(sentence, []).append(reason.concept)
    for (outcome, holds), lines in list(found.items())[:MOST_REASONS]:
        verb = "Newly holds" if holds else "No longer holds"
        sheet.append(Heading(text=f"{verb}: {comparison.tell(outcome)}", level=3))
        sheet.append(Points(items=tuple(f"{', '.join(concepts)}: {s}." for s, concepts in lines.items())))
    return sheet


def _grid(comparison: ModelComparison, left: str, right: str) -> Block:
    rows = []
    for entry in comparison.entries[:MOST_ROWS]:
        mark = "" if entry.before == entry.after else "→ "
        rows.append(
            (mark + comparison.tell(entry.pattern), " ".join(entry.before) or "–", " ".join(entry.after) or "–")
        )
    if not rows:
        return SheetParagraph(text="No outcome holds under any of these concepts, on either side.")
    return SheetTable(heads=("outcome", left, right), rows=tuple(rows))


def _summary(comparison: ModelComparison) -> tuple[str, ...]:
    lines = []
    was, will = comparison.sizes
    if was != will:
        lines.append(f"{will:,} states are possible instead of {was:,}.")
    for words, shifts in _alike(comparison.shifts).items():
        lines.append(f"{', '.join(shifts)}: {words}.")
    return tuple(lines)


def _alike(shifts: Sequence[Shift]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for shift in shifts:
        parts = []
        if shift.status_quo is not None and shift.status_quo[0] != shift.status_quo[1]:
            parts.append(
                "the status quo no longer holds"
                if shift.status_quo[0]
                else "the status quo holds, which it does not now"
            )
        elif shift.status_quo is not None:
            parts.append(
                "the status quo holds on both sides" if shift.status_quo[0] else "the status quo holds on neither side"
            )
        gained, lost = _count(shift.gained), _count(shift.lost)
        if gained or lost:
            parts.append(f"{gained} outcome{'s' * (gained != 1)} newly hold{'s' * (gained == 1)}, {lost} no longer")
        else:
            parts.append("no verdict on an outcome changes")
        found.setdefault("; ".join(parts), []).append(shift.concept)
    return found


def _count(patterns: Sequence[str]) -> int:
    return sum(2 ** pattern.count("-") for pattern in patterns)


def quote_line(row: Row) -> str:
    """A claim with its sentence and page."""
    return f"{row.claim_id}: “{' '.join(row.quote.split())}” ({row.source}, {row.day})"


def quote_lines(rows: Iterable[Row], most: int) -> tuple[str, ...]:
    """Claims with their sentences, claims of one sentence together; of many the first few and how many more."""
    found: dict[tuple[int, str], list[Row]] = {}
    for row in rows:
        found.setdefault((row.page, " ".join(row.quote.split())), []).append(row)
    lines = []
    for same in list(found.values())[:most]:
        names = ", ".join(dict.fromkeys(row.claim_id for row in same))
        lines.append(quote_line(same[0]).replace(same[0].claim_id, names, 1))
    if (more := len(found) - most) > 0:
        lines.append(f"and {more} more sentences")
    return tuple(lines)


def list_sheet(model: str, whatifs: Sequence[WhatIf]) -> list[Block]:
    """The sheet of saved what-ifs."""
    if not whatifs:
        return [SheetParagraph(text=f"No what-ifs are saved beside {model}. Save one with --name and some changes.")]
    rows = tuple((w.name, "; ".join(f"{c.kind} {c.words}" for c in w.changes), w.note) for w in whatifs)
    return [Heading(text=f"What-ifs of {model}", level=1), SheetTable(heads=("name", "changes", "note"), rows=rows)]


def _shares(found: Shifted, titles: tuple[str, str]) -> list[Block]:
    left, right = titles
    sheet: list[Block] = [Heading(text="Where it stands")]
    sheet.append(Points(items=(f"{left}: {verdict(found.before)}", f"{right}: {verdict(found.after)}")))
    if found.moved:
        grid = tuple(
            (
                tell_difference(found.before, outcome_as(found.before, one.pattern, found.options)),
                in_readings(one.before),
                in_readings(one.after),
            )
            for one in found.moved[:MOST_MOVED]
        )
        sheet += [
            Heading(text="Which outcomes hold more or less often"),
            SheetTable(heads=("outcome", left, right), rows=grid),
        ]
        if (more := len(found.moved) - MOST_MOVED) > 0:
            sheet.append(SheetParagraph(text=f"{more} more outcomes moved; --format json has all.", quiet=True))
    reasons = [f"{right}: {leaver_words(one)}." for one in found.after.status_quo.leavers[:MOST_REASONS]]
    if reasons:
        sheet += [Heading(text="Who would move from where it stands"), Points(items=tuple(reasons))]
    samples = max(found.before.samples, found.after.samples)
    if samples > 1:
        text = f"Shares of {samples:,} readings of what is open. {when_it_holds(found.after.readings.main)}"
        sheet.append(SheetParagraph(text=text, quiet=True))
    return sheet


def _opened(found: Shifted) -> tuple[str, ...]:
    """What became possible and impossible, in words, before anything else; or what moved most."""
    lines = []
    for patterns, words in ((found.impossible, "no longer possible"), (found.possible, "newly possible")):
        for pattern in patterns[:MOST_PATTERNS]:
            lines.append(f"{capitalised(words)}: {tell_fixed(found.options, pattern)}.")
        if (more := len(patterns) - MOST_PATTERNS) > 0:
            lines.append(f"{capitalised(words)}: {more} more groups of outcomes.")
    sizes = (found.before.conflict.space.size, found.after.conflict.space.size)
    if not lines:
        lines.append("Nothing became possible or impossible.")
    elif sizes[0] != sizes[1]:
        lines.append(f"{sizes[1]:,} states are possible instead of {sizes[0]:,}.")
    if found.moved:
        one = found.moved[0]
        told = tell_difference(found.before, outcome_as(found.before, one.pattern, found.options))
        lines.append(
            f"What moves most: {told}, which holds {in_readings(one.after)} instead of {in_readings(one.before)}."
        )
    elif not found.changed:
        lines.append("No verdict changes.")
    return tuple(lines)


def _shares_dict(found: Shifted) -> dict[str, Json]:
    return {
        "changed": found.changed,
        "concept": found.after.readings.main,
        "samples": [found.before.samples, found.after.samples],
        "options": [{"id": o.id, "name": o.name or o.id, "owners": list(o.owners)} for o in found.options],
        "states": {"before": found.before.conflict.space.size, "after": found.after.conflict.space.size},
        "possible": list(found.possible),
        "impossible": list(found.impossible),
        "status_quo": {"before": found.before.status_quo.main.share, "after": found.after.status_quo.main.share},
        "moved": [
            {"options": one.pattern, "before": one.before.share, "after": one.after.share} for one in found.moved
        ],
    }
