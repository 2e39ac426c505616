"""Documents that are neither HTML nor bare text: one module a format, each named in `FORMATS`.

`docx`, `odt` (both by `zipped`), `pdf`, `eml`, `mhtml`; `form` says what a format declares.
"""

from __future__ import annotations

from functools import cache

from stateofplay.pages.formats.form import Extract, PageFormat

__all__ = ["Extract", "PageFormat", "find_format", "formats"]


@cache
def formats() -> tuple[PageFormat, ...]:
    """Every format, in the order in which they are tried."""
    from stateofplay.pages.formats import docx, eml, mhtml, odt, pdf

    return (pdf.FORMAT, docx.FORMAT, odt.FORMAT, mhtml.FORMAT, eml.FORMAT)


def find_format(data: bytes) -> PageFormat | None:
    """The format that recognises these bytes, or None.

    Examples
    --------
    >>> find_format(b"%PDF-1.7 ...").says
    'a PDF document'
    """
    return next((f for f in formats() if f.recognise(data)), None)
