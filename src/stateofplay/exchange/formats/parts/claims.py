"""The one table of all claims that csv and parquet share."""

from __future__ import annotations

from stateofplay.record.views import Row

COLUMNS: tuple[str, ...] = Row.__struct_fields__
CODEBOOK: dict[str, str] = {
    "claim_id": "id of the claim in the case; `stateofplay judge` takes it",
    "kind": "meetings, attendance, statements, positions, conditions, events or dates",
    "party": "meetings: the parties, parted by `; `; attendance: who; statements: speaker; positions and conditions: "
    "holder; events: actor",
    "other": "meetings: proposed by; attendance: capacity; conditions: what it depends on; events: recipient",
    "what": "meetings and attendance: name of the meeting; statements: the words; positions: issue; conditions: what is "
    "conditional; events: PLOVER type; dates: the words",
    "state": "meetings, attendance, events: status; statements: act; positions: stance (a bargaining stance, never an "
    "office held); conditions: relation",
    "date": "ISO date as precise as the text has it: day, week, month or year; empty where unknown",
    "place": "meetings, events: where",
    "flag": "statements: direct speech; positions: red line",
    "said_by": "whom the page gives as the source; empty where the page itself says it",
    "firmness": "confirmed, stated, reported, claimed, hinted or disputed",
    "confidence": "how sure the reader is, 0 to 1; orders claims, no calibrated probability",
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
    "dated": "whether the page says when it was published; else `day` is the day it was added",
}
FIELDS: tuple[tuple[str, str], ...] = tuple((name, CODEBOOK[name]) for name in COLUMNS if name in CODEBOOK)
