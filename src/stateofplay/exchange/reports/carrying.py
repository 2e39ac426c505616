"""Claims dropped one by one, for people: without which of them the verdict is another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from stateofplay.casework.outlook.carrying import MOVED, Carrying
from stateofplay.casework.outlook.dropping import ClaimEffects
from stateofplay.casework.telling.concepts import when_it_holds
from stateofplay.exchange.reports.sheets import Block, Heading, Points, SheetParagraph
from stateofplay.exchange.reports.whatif import MOST_CLAIMS, quote_line

if TYPE_CHECKING:
    from stateofplay.record.views import Row


def carrying_sheet(subject: str, found: ClaimEffects | Carrying, rows: Mapping[str, Row]) -> list[Block]:
    """The sheet of claims dropped one by one."""
    sheet: list[Block] = [
        Heading(text="Which claims carry the verdict", level=1),
        SheetParagraph(text=subject, quiet=True),
    ]
    sheet.append(SheetParagraph(text=" ".join(found.sentences())))
    sheet.append(
        SheetParagraph(
            text=f"Each claim is dropped alone; {_verdict(found)} Two claims may carry it together though neither does alone.",
            quiet=True,
        )
    )
    for changed, title in (
        (True, "Without one of these the verdict is another"),
        (False, "Without one of these it is the same"),
    ):
        effects = [e for e in found.effects if e.changed == changed]
        if not effects:
            continue
        sheet.append(Heading(text=f"{title} ({len(effects)})"))
        lines = []
        for effect in effects[:MOST_CLAIMS]:
            words = quote_line(rows[effect.claim]) if effect.claim in rows else effect.claim
            lines.append(f"{words}. {' '.join(effect.sentences())}")
        sheet.append(Points(items=tuple(lines)))
        if (more := len(effects) - MOST_CLAIMS) > 0:
            sheet.append(SheetParagraph(text=f"{more} more; --format json has all.", quiet=True))
    return sheet


def _verdict(found: ClaimEffects | Carrying) -> str:
    """What is meant by the verdict."""
    if isinstance(found, ClaimEffects):
        return f"the verdict is the equilibria under {', '.join(found.concepts)} and whether the status quo is one."
    return (
        f"the verdict is in how many of {found.samples:,} readings of what is open each outcome holds, and it is another where"
        f" some share moves by {MOVED:.0%}".replace("%", " %")
        + f" or more. {when_it_holds(found.concept)}"
    )
