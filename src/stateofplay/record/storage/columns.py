"""Which field of a claim goes into which column that views filter by. The whole claim is kept as JSON beside them."""

from __future__ import annotations

from stateofplay.model import KIND_OF, KINDS, Claim, Meeting

Row = dict[str, object]
KIND: dict[type[Claim], str] = {record: kind.name for record, kind in KIND_OF.items()}
CLASS: dict[str, type[Claim]] = {kind.name: kind.record for kind in KINDS}
COLUMN_OF: dict[str, dict[str, str]] = {
    kind.name: {field: column for column, field in kind.columns.items()} for kind in KINDS
}

CORRECTABLE: dict[str, dict[str, str]] = {
    kind: {
        **fields,
        **({"parties": "party"} if kind == "meetings" else {}),
        "said_by": "said_by",
        "firmness": "firmness",
    }
    for kind, fields in COLUMN_OF.items()
}
"""Kind -> field that a person may correct -> column. ``evidence`` (``"120-180"``: code points) can be corrected of every kind."""


def columns_of(claim: Claim) -> Row:
    """The filter columns of a claim."""
    row: Row = {"party": None, "other": None, "what": None, "state": None, "date": None, "place": None, "flag": False}
    for column, field in KIND_OF[type(claim)].columns.items():
        value = getattr(claim, field)
        row[column] = value if value is None or isinstance(value, bool) else str(value)
    if isinstance(claim, Meeting) and claim.parties:
        row["party"] = "; ".join(claim.parties)
    return row
