"""CSV: all claims as one table for a spreadsheet, with formulas in cells made harmless."""

from __future__ import annotations

import csv
import io
from typing import BinaryIO

from stateofplay.exchange.formats.parts.claims import COLUMNS, FIELDS
from stateofplay.exchange.formats.parts.format import Format, Written
from stateofplay.exchange.formats.parts.material import Material

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def neutralise(value: object) -> object:
    """Keep a spreadsheet from taking words of a page for a formula: an apostrophe before what could begin one.

    Examples
    --------
    >>> neutralise('=HYPERLINK("http://example.org")'), neutralise("a truce"), neutralise(0.5), neutralise(None)
    ('\\'=HYPERLINK("http://example.org")', 'a truce', 0.5, '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.lstrip(" ").startswith(_FORMULA):
        return f"'{value}"
    return value


def write(material: Material, out: BinaryIO) -> Written:
    """Write the table: UTF-8 with the mark that Excel wants, commas, quotes where needed, CRLF (RFC 4180)."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    count = 0
    for row in material.all_rows():
        writer.writerow([neutralise(getattr(row, name)) for name in COLUMNS])
        count += 1
    text.detach()
    return Written(count=count, what="claims")


FORMAT = Format(
    name="csv",
    suffix=".csv",
    media="text/csv; charset=utf-8",
    says="All claims as one table, after judgements and identities: for spreadsheets and statistics.",
    fields=FIELDS,
    notes=(
        "Cells that a spreadsheet could take for a formula (they begin with = + - @ or a control character) begin with an "
        "apostrophe; strip it when reading by program, or take parquet.",
        "Every cell is text. Programs that guess types guess from what a file happens to hold (a column of yes and no becomes "
        "true and false in one file and stays words in the next): ask for text (DuckDB: `all_varchar = true`, csvkit: "
        "`--no-inference`), or take parquet.",
        "Rejected claims are left out unless asked for; so are claims of mere copies (`copies` counts them).",
    ),
    write=write,
)
