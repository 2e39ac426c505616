"""Which field of a claim goes into which column that views filter by. The whole claim is kept as JSON beside them."""

from __future__ import annotations

from stateofplay.model import (
    Attendance,
    Claim,
    Condition,
    DateMention,
    Event,
    Meeting,
    Position,
    Statement,
)

Row = dict[str, object]
KIND: dict[type[Claim], str] = {
    Meeting: "meetings",
    Attendance: "attendance",
    Statement: "statements",
    Position: "positions",
    Condition: "conditions",
    Event: "events",
    DateMention: "dates",
}
CLASS = {kind: cls for cls, kind in KIND.items()}

# kind -> column -> field of the claim
FIELDS: dict[str, dict[str, str]] = {
    "meetings": {"what": "name", "state": "status", "date": "date", "place": "place", "other": "proposed_by"},
    "attendance": {"party": "who", "what": "meeting", "state": "status", "other": "capacity"},
    "statements": {"party": "speaker", "what": "content", "state": "act", "flag": "direct"},
    "positions": {"party": "holder", "what": "issue", "state": "stance", "flag": "red_line"},
    "conditions": {"party": "holder", "what": "what", "state": "relation", "other": "on"},
    "events": {
        "party": "actor",
        "other": "recipient",
        "what": "event",
        "state": "status",
        "date": "date",
        "place": "place",
    },
    "dates": {"what": "text", "date": "value"},
}
COLUMN_OF: dict[str, dict[str, str]] = {
    kind: {field: column for column, field in fields.items()} for kind, fields in FIELDS.items()
}


def columns_of(claim: Claim) -> Row:
    """The filter columns of a claim."""
    row: Row = {"party": None, "other": None, "what": None, "state": None, "date": None, "place": None, "flag": False}
    for column, field in FIELDS[KIND[type(claim)]].items():
        value = getattr(claim, field)
        row[column] = value if value is None or isinstance(value, bool) else str(value)
    if isinstance(claim, Meeting) and claim.parties:
        row["party"] = "; ".join(claim.parties)
    return row
