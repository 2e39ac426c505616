"""A case analysed, for people: which outcomes could hold in plain words, why, and the sentences behind them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from stateofplay.casework.outlook.looking_ahead import CONCEPTS, Outcome, Outlook
from stateofplay.casework.telling.proofs import tell_proof
from stateofplay.conflict import prove
from stateofplay.exchange.reports.sheets import Block, Grid, Heading, Paragraph, Points
from stateofplay.exchange.reports.whatif import quote_lines

if TYPE_CHECKING:
    from stateofplay.record.views import Row

Json = bool | int | float | str | list["Json"] | dict[str, "Json"] | None

SHOWN = 6
MOST_QUOTES = 6


def outlook_sheet(outlook: Outlook, rows: Mapping[str, Row]) -> list[Block]:
    """The sheet of a case: where it stands, what could hold, each with its proof and its sentences.

    Parameters
    ----------
    rows
        Claim id -> row, for the sentences.
    """
    draft = outlook.draft
    title = f"What could hold: {draft.title}" + (f", as of {draft.as_of}" if draft.as_of else "")
    sheet: list[Block] = [Heading(text=title, level=1), Paragraph(text=outlook.conditional_on, quiet=True)]
    now = outlook.status_quo
    sheet += [Heading(text="Where it stands"), Paragraph(text=f"{_capital(now.text)}. {_shares(now)}")]
    sheet.append(Points(items=tuple(f"{_capital(why)}." for why in outlook.why_status_quo)))
    sheet += _quotes(outlook, now, rows)
    others = [o for o in outlook.outcomes if not o.status_quo]
    sheet.append(Heading(text="Which outcomes could hold"))
    if not others:
        sheet.append(Paragraph(text="No other outcome holds in any reading of the record."))
    else:
        heads = ("outcome", *(f"holds under {c}" for c in CONCEPTS))
        cells = [(o.text, *(f"{o.shares[c].share:.0%}" for c in CONCEPTS)) for o in others[:SHOWN]]
        sheet.append(Grid(heads=heads, rows=tuple(cells)))
    for outcome in others[:SHOWN]:
        sheet.append(Heading(text=_capital(outcome.text), level=3))
        sheet.append(Paragraph(text=_shares(outcome)))
        lines = [f"{_capital(why)}." for why in _why(outlook, outcome)]
        lines += [f"Would change it: {flip}." for flip in outcome.flipped_by]
        if outcome.lack_of_moves:
            lines.append(f"No move is open to {', '.join(outcome.lack_of_moves)} there.")
        if outcome.either:
            lines.append(f"Either way: {'; '.join(o.text for o in outcome.either)}.")
        sheet.append(Points(items=tuple(lines)))
        sheet += _quotes(outlook, outcome, rows)
    if (more := len(others) - SHOWN) > 0:
        sheet.append(Paragraph(text=f"{more} more outcomes hold in some reading; --format json has all.", quiet=True))
    sheet.append(Heading(text="What to keep in mind"))
    sheet.append(Points(items=tuple(outlook.caveats[1:]) or ("Nothing more.",)))
    sheet.append(
        Paragraph(
            text="To correct the model by hand: stateofplay draft CASE -o model.toml. To ask further: stateofplay whatif,"
            " stateofplay reach.",
            quiet=True,
        )
    )
    return sheet


def outlook_dict(outlook: Outlook, rows: Mapping[str, Row]) -> dict[str, Json]:
    """Plain data for JSON."""
    draft = outlook.draft
    bases = [*(o.basis for o in draft.options), *(s.basis for s in draft.statements)]
    claims = dict.fromkeys(c for basis in bases for c in basis.claims)
    return {
        "title": draft.title,
        "as_of": draft.as_of,
        "parties": list(draft.parties),
        "options": [
            {
                "id": o.id,
                "owner": o.owner,
                "name": o.text,
                "rule": o.basis.rule,
                "sure": o.basis.sure,
                "claims": list(o.basis.claims),
            }
            for o in draft.options
        ],
        "statements": [
            {
                "party": s.party,
                "formula": s.formula,
                "words": s.text,
                "sure": s.basis.sure,
                "claims": list(s.basis.claims),
            }
            for s in draft.statements
        ],
        "status_quo": _plain(outlook, outlook.status_quo),
        "outcomes": [_plain(outlook, o) for o in outlook.outcomes],
        "samples": outlook.samples,
        "seed": outlook.seed,
        "caveats": list(outlook.caveats),
        "questions": [q.text for q in draft.questions],
        "left_out": list(draft.left_out),
        "claims": {
            c: {
                "quote": rows[c].quote,
                "source": rows[c].source,
                "day": rows[c].day,
                "start": rows[c].start,
                "end": rows[c].end,
            }
            for c in claims
            if c in rows
        },
    }


def _plain(outlook: Outlook, outcome: Outcome) -> dict[str, Json]:
    return {
        "state": outcome.state,
        "options": outcome.options,
        "words": outcome.text,
        "shares": {c: {"share": s.share, "low": s.low, "high": s.high} for c, s in outcome.shares.items()},
        "status_quo": outcome.status_quo,
        "as_recorded": dict(outcome.as_recorded),
        "why": list(_why(outlook, outcome)),
        "lack_of_moves": list(outcome.lack_of_moves),
        "flipped_by": list(outcome.flipped_by),
        "carried_by": list(outcome.carried_by),
        "claims": list(dict.fromkeys(c for o in outcome.taken for c in o.basis.claims)),
    }


def _why(outlook: Outlook, outcome: Outcome) -> tuple[str, ...]:
    """One proof a party under SEQ, where only what the record says counts."""
    conflict = outlook.draft.conflict
    return tuple(tell_proof(conflict, prove(conflict, "SEQ", dm, f"#{outcome.state}")) for dm in conflict.dm_ids)


def _shares(outcome: Outcome) -> str:
    parts = [f"{s.share:.0%} ({s.low:.0%} to {s.high:.0%}) under {c}" for c, s in outcome.shares.items()]
    recorded = [c for c, holds in outcome.as_recorded.items() if holds]
    alone = (
        f" Where only what the record says counts it holds under {', '.join(recorded)}."
        if recorded
        else (" Where only what the record says counts it does not hold.")
    )
    return f"It holds in {', '.join(parts)} of the readings.{alone}"


def _quotes(outlook: Outlook, outcome: Outcome, rows: Mapping[str, Row]) -> list[Block]:
    """The sentences that carry an outcome; else those of the options taken in it, or of the wishes where none is."""
    claims = list(outcome.carried_by) or [c for o in outcome.taken for c in o.basis.claims[:2]]
    claims = claims or [c for s in outlook.draft.statements for c in s.basis.claims[:1]]
    known = [rows[c] for c in dict.fromkeys(claims) if c in rows]
    if not known:
        return []
    lead = "It would not hold without any one of these:" if outcome.carried_by else "The sentences behind it:"
    return [Paragraph(text=lead), Points(items=quote_lines(known, MOST_QUOTES))]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
