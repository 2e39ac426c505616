"""PDF documents: text in its order, words parted at line ends joined, heads and feet of pages set aside."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from dataclasses import dataclass

from stateofplay.errors import PageError
from stateofplay.model import Clutter
from stateofplay.pages.formats.form import Extract, PageFormat

MAX_SHEETS = 600
"""Pages of paper above which a document is a book, not an article."""

EDGE = 3
"""Lines at the top and at the bottom of a page among which its head and foot are looked for."""

SHARE = 0.5
"""Share of the pages on which a line must stand, figures aside, to be a head or foot."""

_FOLIO = re.compile(r"^\W*(?:(?:page|p\.?|seite|стр\.?)\s*)?\d{1,4}(?:\s*(?:/|of|von|de|из)\s*\d{1,4})?\W*$", re.I)
_HYPHEN = re.compile(r"[^\W\d_][-\u00ad\u2010]$")
# What hyphenates writes these two, and nobody's keyboard does (findings/weasyprint-and-pypdf-a-hyphen-of-its-own.sh).
_BROKEN = re.compile(r"[^\W\d_][\u00ad\u2010]$")
_ENDED = re.compile(r"[.!?:;…][\"'”’»)\]]*\d{0,3}$")
_LIST = re.compile(r"^(?:[•▪●–—*-]|\(?\d{1,3}[.)]|\(?[a-z][.)]|[IVX]{1,5}\.)\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One line as it stands on paper."""

    text: str
    sheet: int


def recognise(data: bytes) -> bool:
    """The mark of a PDF, which may stand behind a few bytes of another program."""
    return b"%PDF-" in data[:1024]


def read(data: bytes, name: str) -> Extract:
    """Read the text of every page; a scan, which has none, is told."""
    sheets = _read_sheets(data, name)
    if sum(ch.isalpha() for sheet in sheets for line in sheet for ch in line) < 20:
        raise PageError(
            f"{name} is a PDF of {len(sheets)} scanned or drawn {'page' if len(sheets) == 1 else 'pages'}, without text.",
            slug="pages.scan",
            hint="Let a program for text recognition add the text (for example ocrmypdf) and read the file that it writes.",
        )
    rows, clutter = _part_edges(sheets)
    lines, starts = _join(rows)
    return Extract(text="\n".join(lines), kind="chosen", clutter=tuple(clutter), sheets=tuple(starts))


def _read_sheets(data: bytes, name: str) -> list[list[str]]:
    try:
        from pypdf import PdfReader
        from pypdf.errors import FileNotDecryptedError
    except ImportError:
        raise PageError(
            f"{name} is a PDF document, and the library that reads these is not installed.",
            slug="pages.library",
            hint="pip install 'stateofplay[documents]'",
        ) from None
    # What it warns of is the document's making; a reader of news cannot mend it.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        document = PdfReader(io.BytesIO(data), strict=False)
        if document.is_encrypted and not document.decrypt(""):
            raise _locked(name)
        if len(document.pages) > MAX_SHEETS:
            raise PageError(
                f"{name} has {len(document.pages)} pages, more than the {MAX_SHEETS} that an article may have.",
                slug="pages.too-large",
                hint="Save the pages that matter as a document of their own.",
            )
        return [_lines(sheet.extract_text()) for sheet in document.pages]
    except PageError:
        raise
    except FileNotDecryptedError:
        raise _locked(name) from None
    except Exception as error:  # the library promises nothing of what it raises on broken documents
        raise PageError(
            f"{name} is a damaged PDF document: {str(error).rstrip('.')[:120] or type(error).__name__}.",
            slug="pages.damaged",
            hint="Open it in a viewer, print it to a new PDF, and read that file.",
        ) from None


def _locked(name: str) -> PageError:
    return PageError(
        f"{name} is a PDF document locked with a password.",
        slug="pages.locked",
        hint="Open it with its password, save it without one, and read that file.",
    )


def _lines(text: str) -> list[str]:
    text = re.sub(r"[\x00-\x08\x0e-\x1f]", "", text)
    return [x for line in text.splitlines() if (x := " ".join(line.split()))]


def _part_edges(sheets: list[list[str]]) -> tuple[list[_Row], list[Clutter]]:
    """Set aside the heads and feet of pages: figures alone, and lines that stand at the edge of half of the pages."""
    counts = Counter(
        key for sheet in sheets for key in {_shape(line) for line in (*sheet[:EDGE], *sheet[-EDGE:])} if key
    )
    least = max(2, SHARE * len(sheets))
    rows: list[_Row] = []
    clutter: list[Clutter] = []
    for number, sheet in enumerate(sheets, 1):
        for index, line in enumerate(sheet):
            at_edge = index < EDGE or index >= len(sheet) - EDGE
            folio = at_edge and _FOLIO.match(line) and (index in (0, len(sheet) - 1) or len(sheets) > 1)
            if at_edge and (folio or counts[_shape(line)] >= least):
                clutter.append(Clutter(text=line, reason="page_header"))
            else:
                rows.append(_Row(text=line, sheet=number))
    return rows, clutter


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", line).casefold() if len(line) < 200 else ""


def _join(rows: list[_Row]) -> tuple[list[str], list[tuple[int, int, int]]]:
    """Join lines to paragraphs, and note where in them each page begins."""
    width = _width(rows)
    lines: list[str] = []
    starts: list[tuple[int, int, int]] = []
    previous: _Row | None = None
    for row in rows:
        if previous is not None and _goes_on(previous, row, width):
            if (_HYPHEN.search(lines[-1]) and row.text[0].islower()) or _is_broken(lines[-1], row.text):
                lines[-1] = lines[-1][:-1]
            elif not lines[-1].endswith(("-", "–")) or not row.text[0].isupper():
                lines[-1] += " "
            at = len(lines[-1])
            lines[-1] += row.text
        else:
            at = 0
            lines.append(row.text)
        if previous is None or previous.sheet != row.sheet:
            starts.append((len(lines) - 1, at, row.sheet))
        previous = row
    return lines, starts


def _is_broken(line: str, after: str) -> bool:
    """Whether a word in capitals goes on, as in a heading; a name that begins with one is a word of its own."""
    return bool(_BROKEN.search(line)) and line[-2].isupper() and after[:1].isupper() and not after[1:2].islower()


def _width(rows: list[_Row]) -> int:
    """How long a full line is: a quarter of what is written stands in lines at least so long.

    Counted by characters and not by lines, so that a page of headings and short tables with two lines of prose has the width
    of its prose; its rows stay rows.
    """
    total, held = sum(len(row.text) for row in rows), 0
    for length in sorted((len(row.text) for row in rows), reverse=True):
        held += length
        if 4 * held >= total:
            return length
    return 0


def _goes_on(previous: _Row, row: _Row, width: int) -> bool:
    if _LIST.match(row.text):
        return False
    if _HYPHEN.search(previous.text) or row.text[0].islower():
        return True
    full = len(previous.text) >= 0.8 * width
    if _ENDED.search(previous.text):
        # A full line may end in a full stop by chance; a page that ends so mostly ends its paragraph.
        return full and len(previous.text) >= 0.95 * width and previous.sheet == row.sheet
    return full


FORMAT = PageFormat(name="pdf", says="a PDF document", suffixes=(".pdf",), recognise=recognise, read=read)
