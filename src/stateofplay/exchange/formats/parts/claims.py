"""The one table of all claims that csv and parquet share."""

from __future__ import annotations

from typing import get_type_hints

from stateofplay.model import KINDS
from stateofplay.record.views import Row


def _by_kind(column: str) -> str:
    """What a column holds, kind by kind: "attendance: who; statements: speaker"."""
    return "; ".join(f"{kind.name}: {kind.means[column]}" for kind in KINDS if column in kind.means)


COLUMNS: tuple[str, ...] = Row.__struct_fields__
HINTS = get_type_hints(Row)
"""Column -> type of its values."""
CODEBOOK: dict[str, str] = {
    "claim_id": "id of the claim in the case; `stateofplay judge` takes it",
    "kind": ", ".join(kind.name for kind in KINDS),
    "party": _by_kind("party"),
    "other": _by_kind("other"),
    "what": _by_kind("what"),
    "state": _by_kind("state"),
    "date": "ISO date as precise as the text has it: day, week, month or year; empty where unknown",
    "place": _by_kind("place"),
    "flag": _by_kind("flag"),
    "said_by": "whom the page gives as the source; empty where the page itself says it",
    "firmness": "confirmed, stated, reported, claimed, hinted or disputed",
    "confidence": "the chance that it is right, 0 to 1, as measured on annotated pages (docs/confidence.md)",
    "page": "number of the page in the case",
    "source": "address that the page came from, or the name of the file, without its folders unless asked for",
    "site": "name of the site, where known",
    "day": "day of publication, or of adding where the page has none",
    "start": "first code point of the quote in the article's text",
    "end": "code point after the quote",
    "quote": "the words that the claim rests on",
    "verdict": "what a person said of it last: accept, reject, unsure; empty where nobody did",
    "corrected": "whether a person corrected a field",
    "lost_in": "number of the newer version of the page in which the quote is gone; empty where it stands",
    "copies": "how many further pages carry the same text",
    "by_hand": "whether a person added the claim, rather than the reader",
    "dated": "whether the page says when it was published; else `day` is the day it was added",
    "readers": "which reader found it and whether the others agree, where more than the embedded reader read the page",
}
FIELDS: tuple[tuple[str, str], ...] = tuple((name, CODEBOOK[name]) for name in COLUMNS)
