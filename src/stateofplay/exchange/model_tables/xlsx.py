"""Verdicts as a workbook (Office Open XML, ECMA-376): sheets "states", "verdicts" (tidy) and "concepts"."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from stateofplay.conflict.analysis import Analysis
from stateofplay.errors import ConflictError
from stateofplay.exchange.model_tables.rows import TIDY, Cell, head, notes, tidy_rows, wide_rows

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384  # what a sheet holds
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# What looks like an escape is one to Excel, "_x0041_" an A; openpyxl takes the mark off again in shared strings alone.
_LIKE_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_DAY = (1980, 1, 1, 0, 0, 0)  # the same analysis gives the same bytes


def to_xlsx(analysis: Analysis) -> bytes:
    """Three sheets: a row a state; a row for each state, decision maker and concept; the concepts with their sources."""
    sheets: list[tuple[str, list[str], Iterable[Sequence[Cell]]]] = [
        ("states", head(analysis), wide_rows(analysis)),
        ("verdicts", list(TIDY), tidy_rows(analysis)),
        ("concepts", ["concept", "definition", "source", "how it was read"], notes(analysis)),
    ]
    numbers = range(1, len(sheets) + 1)
    strings: dict[str, int] = {}
    written = {
        f"xl/worksheets/sheet{k}.xml": _sheet(names, rows, strings) for k, (_, names, rows) in enumerate(sheets, 1)
    }
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_KIND}.sharedStrings+xml"/>'
        + "".join(
            f'<Override PartName="/xl/worksheets/sheet{k}.xml" ContentType="{_KIND}.worksheet+xml"/>' for k in numbers
        )
        + "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{_DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}"><sheets>'
        + "".join(f'<sheet name="{name}" sheetId="{k}" r:id="rId{k}"/>' for k, (name, _, _) in enumerate(sheets, 1))
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="rId{k}" Type="{_DOCUMENT}/worksheet" Target="worksheets/sheet{k}.xml"/>'
            for k in numbers
        )
        + f'<Relationship Id="rId{len(sheets) + 1}" Type="{_DOCUMENT}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId{len(sheets) + 2}" Type="{_DOCUMENT}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>",
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/>'
        '</font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill'
        ' patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/>'
        '</cellStyleXfs><cellXfs count="2"><xf fontId="0"/><xf fontId="1" applyFont="1"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
    }
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{_MAIN}">{"".join(map(_string, strings))}</sst>'
    parts |= written
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in parts.items():
            whole = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}'
            book.writestr(zipfile.ZipInfo(name, _DAY), whole, compress_type=zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _sheet(names: Sequence[str], rows: Iterable[Sequence[Cell]], strings: dict[str, int]) -> str:
    lines = [_row(1, names, strings, style=1)]
    for number, row in enumerate(rows, 2):
        if number > MOST_ROWS or len(row) > MOST_COLUMNS:
            raise ConflictError(
                f"a sheet holds {MOST_ROWS:,} rows and {MOST_COLUMNS:,} columns, fewer than this table has",
                slug="conflict.table_size",
                hint="Take --format tidy, which has no such limit.",
            )
        lines.append(_row(number, row, strings))
    frozen = '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView>'
    return f'<worksheet xmlns="{_MAIN}">{frozen}</sheetViews><sheetData>{"".join(lines)}</sheetData></worksheet>'


def _row(number: int, cells: Sequence[Cell], strings: dict[str, int], style: int = 0) -> str:
    return f'<row r="{number}">{"".join(_cell(cell, strings, style) for cell in cells)}</row>'


def _cell(cell: Cell, strings: dict[str, int], style: int) -> str:
    marked = f' s="{style}"' if style else ""
    if not isinstance(cell, str):
        return f"<c{marked}><v>{cell}</v></c>"
    return f'<c t="s"{marked}><v>{strings.setdefault(cell, len(strings))}</v></c>'


def _string(text: str) -> str:
    text = escape(_LIKE_ESCAPE.sub("_x005F_", _UNWRITABLE.sub("\ufffd", text)))
    return f'<si><t xml:space="preserve">{text}</t></si>'
