"""What would have to change for an outcome to hold, for people: concept by concept, then the path there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from stateofplay.casework.questions.standing import leaver_words, part_of
from stateofplay.casework.reach.least_changes import Edit, WishChange
from stateofplay.casework.reach.path import Path
from stateofplay.casework.reach.reaching import Reach, UnderConcept
from stateofplay.casework.reach.readings import Reached
from stateofplay.casework.telling.concepts import when_it_holds
from stateofplay.casework.telling.describing import list_some
from stateofplay.casework.telling.shares import holds_in, in_readings
from stateofplay.conflict import concept_of
from stateofplay.conflict.json import Json
from stateofplay.conflict.model.naming import capitalised
from stateofplay.conflict.proofs.wording import name_of
from stateofplay.exchange.reports.sheets import Block, Heading, Points, SheetParagraph
from stateofplay.exchange.reports.whatif import quote_lines

if TYPE_CHECKING:
    from stateofplay.record.views import Row

MOST_QUOTES = 8
MOST_LEAVERS = 4


def reach_sheet(subject: str, found: Reach | Reached, rows: Mapping[str, Row]) -> list[Block]:
    """The sheet of one outcome.

    Parameters
    ----------
    found
        What would have to change; of a model that leaves things open, over its readings.
    rows
        Claim id -> row, for the sentences behind the wishes that would have to change.
    """
    if isinstance(found, Reached):
        return _sheet_of_readings(subject, found, rows)
    sheet: list[Block] = [Heading(text=f"What would have to change for: {found.outcome}", level=1)]
    sheet.append(SheetParagraph(text=subject, quiet=True))
    if not found.states:
        sheet.append(SheetParagraph(text="No state of the model fits this: rules exclude it."))
        if found.excluded_by:
            items = tuple(f"It would be possible without {' and '.join(rules)}." for rules in found.excluded_by)
            sheet.append(Points(items=items))
            sheet.append(
                SheetParagraph(
                    text='See what holds then: stateofplay whatif MODEL --set "FORMULA = possible".', quiet=True
                )
            )
    for group in _alike(found.concepts):
        sheet += _concept_blocks(found, group)
    sheet.append(Heading(text="Is there a path from here?"))
    if isinstance(found.path, Path):
        first, *steps = found.path.sentences()
        sheet.append(SheetParagraph(text=first))
        sheet += [Points(items=tuple(steps))] if steps else []
    else:
        sheet.append(SheetParagraph(text=found.path))
    claims = dict.fromkeys(c for one in found.concepts for w in one.wishes for e in w.edits for c in e.claims)
    known = [rows[c] for c in claims if c in rows]
    if known:
        sheet += [Heading(text="What these wishes rest on"), Points(items=quote_lines(known, MOST_QUOTES))]
    sheet += [SheetParagraph(text=note, quiet=True) for note in found.notes]
    sheet.append(
        SheetParagraph(
            text="All of this is conditional on the model; it says what would follow, not what will happen.", quiet=True
        )
    )
    return sheet


def _alike(concepts: Sequence[UnderConcept]) -> list[tuple[UnderConcept, ...]]:
    """Concepts with the same answer are told once."""
    groups: list[list[UnderConcept]] = []
    for one in concepts:
        for group in groups:
            first = group[0]
            same = (first.holds, first.state, first.wishes, first.swaps, first.fixes, first.deterred) == (
                one.holds, one.state, one.wishes, one.swaps, one.fixes, one.deterred,
            )  # fmt: skip
            if same:
                group.append(one)
                break
        else:
            groups.append([one])
    return [tuple(group) for group in groups]


def _concept_blocks(found: Reach, group: Sequence[UnderConcept]) -> list[Block]:
    one = group[0]
    names = ", ".join(f"{c.concept} ({concept_of(c.concept).name})" for c in group)
    if one.holds:
        lines = [found.tell(state) for state in one.holds]
        text = (
            "It holds already" + (f", in {len(lines)} states; among them" if len(lines) > 1 else "") + f": {lines[0]}."
        )
        return [Heading(text=f"Under {names}"), SheetParagraph(text=text)]
    sheet: list[Block] = [Heading(text=f"Under {names}")]
    if one.state is not None and len(found.states) > 1:
        sheet.append(SheetParagraph(text=f"Nearest to holding: {found.tell(one.state)}."))
    sheet.append(SheetParagraph(text="It does not hold now:"))
    sheet.append(Points(items=tuple(f"{capitalised(why)}." for _, why in one.leaving)))
    sheet.append(SheetParagraph(text="It would hold, with any one of these changes:"))
    items = [_wish_words(found, change) for change in one.wishes]
    items += [f"if {' and '.join(fix.words)}" for fix in one.fixes]
    if one.deterred:
        who = list_some([name_of(found.conflict, dm) for dm in one.deterred])
        items.append(f"if a third party answered every departure from it with what {who} would like least of all")
    sheet.append(Points(items=tuple(f"{item}." for item in items) or ("None was found.",)))
    asides = []
    if one.wishes_note:
        asides.append(f"Of wishes: {one.wishes_note}.")
    if one.fixes_note:
        asides.append(f"Of options: {one.fixes_note}.")
    if one.deterred is None and one.concept != "NASH":
        asides.append("A third party that answers would not be enough, or could not be tried.")
    if one.swaps is not None and one.swaps:
        parts = [f"{name_of(found.conflict, dm)} {n} pair{'s' * (n != 1)}" for dm, n in one.swaps]
        asides.append(f"In whole rankings a least change swaps, exactly: {', '.join(parts)} of states.")
    elif one.swaps_note:
        asides.append(f"Least swaps in whole rankings: not known ({one.swaps_note}).")
    return [*sheet, *(SheetParagraph(text=text, quiet=True) for text in asides)]


def _wish_words(found: Reach, change: WishChange) -> str:
    return "if " + ", and ".join(_edit_words(found, edit) for edit in change.edits)


def _edit_words(found: Reach, edit: Edit) -> str:
    who = name_of(found.conflict, edit.party)
    words = {
        "drop": f"{who} gave up: {edit.words}",
        "raise": f"{who} put before all else: {edit.words}",
        "add": f"{who} came to want before all else: {edit.words}",
    }[edit.kind]
    return f"{words} ({', '.join(edit.claims[:3])})" if edit.claims else words


def _sheet_of_readings(subject: str, found: Reached, rows: Mapping[str, Row]) -> list[Block]:
    """The sheet of one outcome of a model that leaves things open: shares of readings, answers, given-up wishes, the way."""
    sheet: list[Block] = [Heading(text=f"What would have to be so for: {found.outcome}", level=1)]
    sheet.append(SheetParagraph(text=subject, quiet=True))
    sheet.append(SheetParagraph(text=_in_short(found)))
    if found.samples > 1:
        text = f"Shares are of {found.samples:,} readings of what the model leaves open. {when_it_holds(found.concept)}"
        sheet.append(SheetParagraph(text=text, quiet=True))
    if found.leavers:
        sheet += [
            Heading(text="Who would leave it"),
            Points(items=tuple(f"{leaver_words(one)}." for one in found.leavers[:MOST_LEAVERS])),
        ]
    if found.answers:
        items = tuple(f"If {' and '.join(one.words)}: it holds in {part_of(one.share)}." for one in found.answers)
        sheet += [Heading(text="Which answers would let it hold"), Points(items=items)]
    if found.edits:
        items = tuple(f"If {one.words}: it holds in {part_of(one.share)}{_claims(one.claims)}." for one in found.edits)
        sheet += [Heading(text="Which wishes would have to go"), Points(items=items)]
    if not found.answers and not found.edits and not found.share.always:
        sheet.append(SheetParagraph(text="No single answer and no single wish given up lets it hold in more readings."))
    sheet += [Heading(text="Is there a way from here?"), *_way_blocks(found)]
    known = [rows[c] for c in dict.fromkeys(c for one in found.edits for c in one.claims) if c in rows]
    if known:
        sheet += [Heading(text="What these wishes rest on"), Points(items=quote_lines(known, MOST_QUOTES))]
    sheet.append(
        SheetParagraph(
            text="All of this is conditional on the model; it says what would follow, not what will happen.", quiet=True
        )
    )
    return sheet


def _in_short(found: Reached) -> str:
    text = f"Once there, it {holds_in(found.share)}"
    if found.answers:
        best = max(found.answers, key=lambda one: one.share)
        return f"{text}; if {' and '.join(best.words)}, in {part_of(best.share)}."
    if found.edits:
        best_edit = found.edits[0]
        return f"{text}; if {best_edit.words}, in {part_of(best_edit.share)}."
    return f"{text}."


def _claims(claims: Sequence[str]) -> str:
    return f" ({', '.join(claims[:3])})" if claims else ""


def _way_blocks(found: Reached) -> list[Block]:
    way = found.way or found.forced
    if way is None:
        here = "The status quo is already there." if not found.forced and found.way is None else ""
        return [SheetParagraph(text=here or "No sequence of moves leads there from the status quo.")]
    if found.way is not None:
        first = "There is a way of steps that their movers want" + (
            "." if way.share.samples == 1 else f" {in_readings(way.share)}:"
        )
    else:
        first = "Every way has a step that one of those who take it does not want; the best has these:"
    items = []
    for number, one in enumerate(way.steps, 1):
        who = list_some(list(one.names)) + (" together" if len(one.who) > 1 else "")
        wanted = "" if one.share.always else f" (wanted {in_readings(one.share)})"
        items.append(f"Step {number}, {who}: {one.words}{wanted}.")
    return [SheetParagraph(text=first), Points(items=tuple(items))]


def reach_dict(found: Reach | Reached) -> dict[str, Json]:
    """Plain data for JSON."""
    return _readings_dict(found) if isinstance(found, Reached) else found.to_dict()


def _readings_dict(found: Reached) -> dict[str, Json]:
    way = found.way or found.forced
    return {
        "outcome": found.outcome,
        "states": list(found.states),
        "nearest": found.nearest,
        "concept": found.concept,
        "samples": found.samples,
        "share": {"share": found.share.share, "low": found.share.low, "high": found.share.high},
        "in_short": _in_short(found),
        "leavers": [
            {"who": list(one.who), "share": one.share.share, "step": one.step, "words": leaver_words(one)}
            for one in found.leavers
        ],
        "answers": [{"words": list(one.words), "share": round(one.share, 3)} for one in found.answers],
        "edits": [
            {
                "party": one.party,
                "kind": one.kind,
                "words": one.words,
                "claims": list(one.claims),
                "share": round(one.share, 3),
            }
            for one in found.edits
        ],
        "way": None
        if way is None
        else {
            "wanted": found.way is not None,
            "share": way.share.share,
            "steps": [
                {"who": list(s.who), "from": s.source, "to": s.target, "step": s.words, "share": s.share.share}
                for s in way.steps
            ],
        },
    }
